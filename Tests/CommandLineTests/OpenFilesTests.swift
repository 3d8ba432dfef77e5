import Foundation
import Glibc
import TestTools
import Testing
import daybook

/// A service that has few files left for connections.
@Suite("few open files", .timeLimit(.minutes(8)))
struct OpenFilesTests {
    /// The part of a second of work that a process does in a second.
    private static func load(_ process: Int32) async throws -> Double {
        func ticks() throws -> Int {
            let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
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
        var connections = (0..<150).compactMap { _ in try? Problems.connection(to: program) }
        #expect(connections.count > 100)
        let first = try #require(connections.first)
        for command in shop.split(separator: "\n") { #expect(try first.post(String(command)).status == 200) }
        #expect(try await Self.load(serving.id) < 0.5)
        #expect(try first.get("/v1/orders/O-1").text.contains("\"orderId\":\"O-1\""))
        let served = connections.count { (try? $0.get("/healthz").status) == 200 }
        #expect((8...24).contains(served))
        connections.removeAll()
        for number in 0..<100 {
            if (try? Problems.connection(to: program).get("/healthz").status) == 200 { break }
            #expect(number < 99, "no room was made")
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(await serving.stop().status == 0)
        #expect(try await program.run("replay", "--diff").status == 0)
    }

    private static let prlimit = "/usr/bin/prlimit"

    /// Sets how many files a running process may have open.
    private static func allow(_ files: Int, to pid: Int32) throws {
        #expect(try runTool(prlimit, ["--pid=\(pid)", "--nofile=\(files):"]).status == 0)
    }

    @Test(
        "without any file left it accepts nothing for a while, does not spin, and goes on where it stopped",
        .enabled(if: FileManager.default.isExecutableFile(atPath: prlimit)))
    func none() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let served = try Problems.connection(to: program)
        #expect(try served.get("/healthz").status == 200)
        let pid = serving.id
        // The limit is on a file's number: three are left below it, and more connections come.
        let files = Set(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").compactMap { Int($0) })
        let free = (0...).lazy.filter { !files.contains($0) }
        try Self.allow(try #require(free.dropFirst(3).first { _ in true }), to: pid)
        let waiting = try (0..<20).map { _ in try Problems.connection(to: program) }
        for connection in waiting { try connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") }
        #expect(try await Self.load(serving.id) < 0.5)
        #expect(try served.get("/v1/status").text.contains("\"head\":0"))
        let pauses = try served.get("/metrics", accept: "text/plain").text.split(separator: "\n").first {
            $0.hasPrefix("daybook_accept_pauses_total ")
        }
        #expect(try #require(pauses) != "daybook_accept_pauses_total 0")
        try Self.allow(1000, to: pid)
        for connection in waiting { #expect(try connection.response().status == 200) }
        #expect(await serving.stop().status == 0)
    }
}
