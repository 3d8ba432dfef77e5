import Foundation
import TestTools
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
            #expect(outcome.status == 64)
            #expect(outcome.err == "daybook: the book ends at sequence 1; there is no 99 yet\n")
        }
        #expect(try await program.run("log", "--from", "2").status == 0)
        #expect(await serving.stop().status == 0)
        let local = try await program.run("log", "--from", "99")
        #expect(local.status == 64)
        #expect(local.err == (try await program.run("query", "orders", "--sequence", "99").err))
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

    @Test("does not go on in another ledger that has taken the place of the first, however far its book reaches")
    func otherLedger() async throws {
        let program = try Program()
        let other = program.folder + "/other"
        let otherServing = try await program.serve("--data", other)
        try await program.run("send", "-f", "-", "--data", other, input: Self.lines.joined())
        let otherID = try await Self.ledger(program, other)
        #expect(await otherServing.stop().status == 0)

        let serving = try await program.serve()
        let id = try await Self.ledger(program, program.data)
        try await program.run("send", "-f", "-", input: Self.lines[0])
        let following = try program.start("log", "--follow", "-o", "ndjson")
        #expect(try await following.wait { following.lines.count >= 1 })
        #expect(await serving.stop().status == 0)
        try FileManager.default.moveItem(atPath: program.data, toPath: program.folder + "/first")
        try FileManager.default.moveItem(atPath: other, toPath: program.data)
        let second = try await program.serve()
        let (status, isSignal) = await following.ended()
        #expect(status == 1 && !isSignal)
        let notice = "daybook: ledger \(otherID) is there now, not \(id), which was followed up to entry 1; start anew"
        #expect(following.err.split(separator: "\n").last.map(String.init) == notice, "\(following.err)")
        #expect(following.lines.count == 1)
        #expect(await second.stop().status == 0)
    }

    private static func ledger(_ program: Program, _ folder: String) async throws -> String {
        let status = try await program.run("status", "-o", "json", "--data", folder).out
        return try #require(JSONTree(Array(status.utf8))?["ledger"]?.text)
    }
}
