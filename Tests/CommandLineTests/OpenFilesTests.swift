import Foundation
import Glibc
import Testing
import daybook

/// A service that has few files left for connections.
@Suite("few open files", .timeLimit(.minutes(8)))
struct OpenFilesTests {
    /// The part of a second of work that a process does in a second.
    private static func load(_ process: Process) async throws -> Double {
        func ticks() throws -> Int {
            let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
            let fields = text[text.index(after: try #require(text.lastIndex(of: ")")))...].split(separator: " ")
            return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
        }
        let before = try ticks()
        try await Task.sleep(for: .seconds(2))
        return Double(try ticks() - before) / Double(sysconf(Int32(_SC_CLK_TCK))) / 2
    }

    @Test("with 64 files it serves some connections, refuses the others, commits, flushes, and serves anew when some close")
    func ulimit() async throws {
        let program = try Program()
        let serving = try await program.serve(openFiles: 64)
        let path = program.data + "/daybook.sock"
        var connections: [RawConnection] = []
        for _ in 0..<150 {
            if let connection = RawConnection(path) { connections.append(connection) }
        }
        #expect(connections.count > 100)
        let first = try #require(connections.first)
        for command in shop.split(separator: "\n") { #expect(first.post(command).hasPrefix("HTTP/1.1 200")) }
        #expect(try await Self.load(serving.process) < 0.5)
        #expect(first.get("/v1/orders/O-1").contains("\"orderId\":\"O-1\""))
        let served = connections.count { $0.get("/healthz").hasPrefix("HTTP/1.1 200") }
        #expect((8...24).contains(served))
        connections.removeAll()
        for number in 0..<100 {
            if RawConnection(path)?.get("/healthz").hasPrefix("HTTP/1.1 200") == true { break }
            #expect(number < 99, "no room was made")
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(await serving.stop().status == 0)
        #expect(try await program.run("replay", "--diff").status == 0)
    }

    private static let prlimit = "/usr/bin/prlimit"

    /// Sets how many files a running process may have open.
    private static func allow(_ files: Int, to pid: Int32) throws {
        let process = try Process.run(URL(fileURLWithPath: prlimit), arguments: ["--pid=\(pid)", "--nofile=\(files):"])
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test(
        "without any file left it accepts nothing for a while, does not spin, and goes on where it stopped",
        .enabled(if: FileManager.default.isExecutableFile(atPath: prlimit)))
    func none() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let path = program.data + "/daybook.sock"
        let served = try #require(RawConnection(path))
        #expect(served.get("/healthz").hasPrefix("HTTP/1.1 200"))
        let pid = serving.process.processIdentifier
        // The limit is on a file's number: three are left below it, and more connections come.
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").compactMap { Int($0) })
        let free = (0...).lazy.filter { !files.contains($0) }
        try Self.allow(try #require(free.dropFirst(3).first { _ in true }), to: pid)
        let waiting = (0..<20).compactMap { _ in RawConnection(path) }
        for connection in waiting { connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") }
        #expect(try await Self.load(serving.process) < 0.5)
        #expect(served.get("/v1/status").contains("\"head\":0"))
        let pauses = served.get("/metrics").split(separator: "\n").first { $0.hasPrefix("daybook_accept_pauses_total ") }
        #expect(try #require(pauses) != "daybook_accept_pauses_total 0")
        try Self.allow(1000, to: pid)
        for connection in waiting { #expect(connection.read().hasPrefix("HTTP/1.1 200")) }
        #expect(await serving.stop().status == 0)
    }
}
