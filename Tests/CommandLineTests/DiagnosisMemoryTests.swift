import Foundation
import Service
import TestTools
import Testing

/// What it costs a service in memory to say what is wrong with a command.
@Suite("memory of what is wrong", .timeLimit(.minutes(8)))
struct DiagnosisMemoryTests {
    /// The most memory that a process has had, in bytes.
    private static func peak(_ process: Int32) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1])) * 1024
    }

    /// So many bodies, for all that is kept while one is looked at, and what the allocator keeps of it: a walk that keeps something
    /// of what it has read at each of its places needs thousands.
    private static let maxGrowth = 64 * ServiceLimits.commandBytes

    /// Right JSON of the largest size, of what takes most memory to read: nearly each of its bytes is a message or a text.
    private static let costly: [String] = [
        (#"{"id":"a","order":{"place":{"lines":["#, "{},", "{}]}}}"),
        (#"{"id":"a","catalog":{"createProduct":{"categories":["#, #""c","#, #""c"]}}}"#),
    ].map { start, part, end in
        start + String(repeating: part, count: (ServiceLimits.commandBytes - start.utf8.count - end.utf8.count) / part.utf8.count)
            + end
    }

    @Test("beyond what it takes to read commands it is a small multiple of the largest body, however many come")
    func bounded() async throws {
        let program = try Program()
        let serving = try await program.serve()
        func refuse(_ hostile: HostileJSON, _ size: Int) throws {
            let connection = try Problems.connection(to: program)
            let answer = try connection.post(String(decoding: hostile.text(size), as: UTF8.self)).text
            #expect(answer.contains(#""code":"malformed""#), "\(hostile): \(answer)")
        }
        // What is made once is made now, and what reading takes is taken.
        for hostile in HostileJSON.all { try refuse(hostile, 8192) }
        for _ in 0..<3 {
            for text in Self.costly {
                let answer = try Problems.connection(to: program).post(text).text
                #expect(answer.contains("\"code\":") && !answer.contains("malformed"), "\(answer)")
            }
        }
        let before = try Self.peak(serving.id)
        for _ in 0..<3 {
            for hostile in HostileJSON.all {
                try refuse(hostile, ServiceLimits.commandBytes)
                let grown = try Self.peak(serving.id) - before
                #expect(grown <= Self.maxGrowth, "\(hostile): \(grown) bytes more than before")
            }
        }
        #expect(await serving.stop().status == 0)
    }
}
