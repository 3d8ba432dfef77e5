import Foundation
import Schema
import TestTools
import Testing

/// What others wrote does not move the cursor of whoever reads it.
@Suite("control characters on a terminal", .timeLimit(.minutes(4)))
struct EscapeTests {
    /// What a note may have: a zero-width joiner, a tab, a line break.
    private static let reason = "la\u{200D}te\t\nx"
    private static let shown = #"la\u{200d}te\u{9}\u{a}x"#

    @Test("tables write them out; JSON stays exact")
    func tables() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        let body = #"{"orderId":"O-1","reason":\#(json(Self.reason))}"#
        #expect(try await program.run("send", "order.cancel", body).status == 0)
        let questions = [["query", "orders", "O-1"], ["query", "orders"], ["history", "orders", "O-1"], ["log"]]
        for question in questions {
            let table = try await program.run(question + ["-o", "table"])
            #expect(table.status == 0)
            expectNoControls(table.out)
        }
        #expect(try await program.run("query", "orders", "O-1", "-o", "table").out.contains(Self.shown))
        let row = try await program.run("query", "orders", "O-1", "-o", "json").out
        #expect(try Order(json: Array(row.utf8)).reason == Self.reason)
        #expect(await serving.stop().status == 0)
    }

    @Test("lines on standard error write them out")
    func errors() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let name = "a\u{9B}2J\u{202E}b\u{200B}\u{1B}[2Jc\rd"
        let lines = #"{"id":"c-1","order":{\#(json(name)):{}}}"# + "\n" + #"{"id":"c-2","\#u{202E}":1}"# + "\n"
        let outcomes = [
            try await program.run("query", name), try await program.run("query", "orders", "--where", name),
            try await program.run("query", "orders", name), try await program.run("send", "order.cancel", "{\(json(name)):1}"),
            try await program.run("send", name, "{}"), try await program.run("send", "-f", name),
            try await program.run("send", "-f", "-", input: lines), try await program.run("help", name),
            try await program.run("status", "--\(name)"), try await program.run("status", "--data", name, "--socket", name),
        ]
        for outcome in outcomes {
            #expect(outcome.status != 0)
            #expect(outcome.err.hasPrefix("daybook: "))
            expectNoControls(outcome.err)
        }
        #expect(outcomes.first?.err.contains(#"a\u{9b}2J\u{202e}b\u{200b}\u{1b}[2Jc\u{d}d"#) ?? false)
        #expect(await serving.stop().status == 0)
    }

    @Test("the service's log writes them out")
    func log() async throws {
        let program = try Program()
        let running = try program.start("serve")
        #expect(try await running.wait { running.out.hasPrefix("ready ") })
        let rules = #"{"users":{"a\u001b[2J\u202eb":"boss"}}"#
        try Data(rules.utf8).write(to: URL(fileURLWithPath: program.data + "/access.json"))
        #expect(try await running.wait { running.err.contains("access.json") && running.err.hasSuffix("\n") })
        #expect(running.err.contains(#"a\u{1b}[2J\u{202e}b"#), "\(running.err)")
        expectNoControls(running.err)
        #expect(await running.stop() == (0, false))
    }

    private func json(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                guard scalar.value < 32 else { return String(scalar) }
                let digits = String(scalar.value, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined() + "\""
    }

    private func expectNoControls(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for line in text.split(separator: "\n") {
            #expect(!TerminalText.hasControls(String(line)), "\(line.unicodeScalars.map(\.value))", sourceLocation: sourceLocation)
        }
    }
}
