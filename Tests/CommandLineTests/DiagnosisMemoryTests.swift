import Foundation
import Service
import TestTools
import Testing

/// What it costs a service in memory to say what is wrong with a command.
@Suite("memory of what is wrong", .timeLimit(.minutes(8)))
struct DiagnosisMemoryTests {
    /// The most memory that a process has had, in bytes.
    private static func peak(_ process: Process) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1])) * 1024
    }

    /// So many times what a body has, for all that is done with it: a rewrite that keeps something of what it has read at each of
    /// its places needs thousands of times as much.
    private static let most = 64 * ServiceLimits.commandBytes

    @Test("it is a small multiple of the largest body, however hard that is, and however many come")
    func bounded() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let path = program.data + "/daybook.sock"
        func refuse(_ hostile: HostileJSON, _ size: Int) throws {
            let connection = try #require(RawConnection(path))
            let answer = connection.post(String(decoding: hostile.text(size), as: UTF8.self))
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(hostile): \(answer)")
            #expect(answer.contains(#""code":"malformed""#), "\(hostile)")
        }
        // What is made once is made now.
        for hostile in HostileJSON.all { try refuse(hostile, 8192) }
        let before = try Self.peak(serving.process)
        for _ in 0..<3 {
            for hostile in HostileJSON.all {
                try refuse(hostile, ServiceLimits.commandBytes)
                let grown = try Self.peak(serving.process) - before
                #expect(grown <= Self.most, "\(hostile): \(grown) bytes more than before")
            }
        }
        let grown = try Self.peak(serving.process) - before
        print("DIAGNOSIS GREW", grown)
        #expect(await serving.stop().status == 0)
    }
}
