import Foundation
import Testing
import daybook

@Suite("following the book", .timeLimit(.minutes(8)))
struct FollowTests {
    private static let lines = shop.split(separator: "\n").map { String($0) + "\n" }

    @Test("does not wait for an entry that the book does not have to follow")
    func beyondHead() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: Self.lines[0])
        for follow in [["--follow"], []] {
            let outcome = try await program.run(["log", "--from", "99"] + follow)
            #expect(outcome.status == 1)
            #expect(outcome.err.contains("the book ends at 1"), "\(outcome.err)")
        }
        #expect(await serving.stop().status == 0)
    }

    @Test("goes on after its service stopped, was killed and came back: every entry once, in order")
    func restarts() async throws {
        let program = try Program()
        var serving = try await program.serve()
        try await program.run("send", "-f", "-", input: Self.lines[0])
        let following = try program.start("log", "--follow", "-o", "ndjson")
        #expect(try await following.wait { following.lines.count >= 1 })
        for (line, signal) in zip(Self.lines.dropFirst(), [SIGTERM, SIGKILL, SIGTERM]) {
            let count = following.lines.count
            _ = await serving.stop(signal: signal)
            // Long enough that an attempt finds nobody.
            try await Task.sleep(for: .milliseconds(700))
            serving = try await program.serve()
            try await program.run("send", "-f", "-", input: line)
            #expect(try await following.wait { following.lines.count > count }, "\(following.err)")
        }
        _ = await following.stop()
        let sequences = following.lines.map { JSONTree(Array($0.utf8))?["sequence"]?.text }
        #expect(sequences == ["1", "2", "3", "4"])
        let notes = following.err.split(separator: "\n")
        #expect(notes.count == 6, "\(following.err)")
        #expect(notes.first?.hasPrefix("daybook: ") ?? false)
        #expect(notes.first?.hasSuffix("connecting again, to go on after entry 1") ?? false)
        #expect(notes.last == "daybook: connected again")
        #expect(await serving.stop().status == 0)
    }

    @Test("says nothing about it where it is told to be quiet")
    func quiet() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: Self.lines[0])
        let following = try program.start("log", "--follow", "-o", "ndjson", "--quiet")
        #expect(try await following.wait { following.lines.count >= 1 })
        #expect(await serving.stop().status == 0)
        let second = try await program.serve()
        try await program.run("send", "-f", "-", input: Self.lines[1])
        #expect(try await following.wait { following.lines.count >= 2 })
        _ = await following.stop()
        #expect(following.err.isEmpty, "\(following.err)")
        #expect(await second.stop().status == 0)
    }
}
