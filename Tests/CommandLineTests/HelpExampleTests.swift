import Ledger
import Schema
import Service
import Synchronization
import TestTools
import Testing

/// What help shows is what happens: each example is run as it is printed, through the program. Those that are refused after the
/// same commands share a ledger, in which a refusal changes nothing; each other one has its own.
@Suite("examples of help", .timeLimit(.minutes(16)))
struct HelpExampleTests {
    /// One example as it is printed.
    private struct Printed: Sendable {
        let title: String
        /// Command lines before it, and its own.
        var given: [String] = []
        var when = ""
        /// What follows the number sign of the lines after it: `→ order/O-1 order.placed`, `is refused: not_found`.
        var outcome: [String] = []

        /// Whether it leaves nothing behind but its refusal, under an id that no other has.
        var isRefused: Bool { outcome.first?.hasPrefix("is refused: ") == true && when.hasPrefix("daybook send ") }
    }

    /// What is still to be run.
    private final class Queue: Sendable {
        private let left: Mutex<ArraySlice<[Printed]>>

        init(_ examples: [Printed]) {
            let refused = Dictionary(grouping: examples.filter(\.isRefused), by: \.given).values
            left = Mutex((examples.filter { !$0.isRefused }.map { [$0] } + refused)[...])
        }

        /// Examples after the same commands.
        func next() -> [Printed]? { left.withLock { $0.popFirst() } }
    }

    /// Services that run at a time.
    private static let width = 3

    @Test("every example gives the outcome that is printed with it")
    func run() async throws {
        let verbs = Shape.contexts.flatMap { context in context.fields.map { "\(context.name).\($0.name)" } }
        let program = try Program()
        var examples: [Printed] = []
        for verb in verbs {
            let help = try await program.run("help", verb)
            #expect(help.status == 0, "\(verb)")
            let printed = Self.examples(in: help.out)
            #expect(printed.count == Examples.of(verb: verb).count, "\(verb)")
            examples += printed
        }
        #expect(examples.count == Examples.all.count && examples.count > 90)
        let queue = Queue(examples)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.width {
                group.addTask {
                    while let examples = queue.next() { try await Self.check(examples) }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func examples(in help: String) -> [Printed] {
        var examples: [Printed] = []
        let blocks = help.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix("EXAMPLES") }
            .dropFirst().split(separator: "")
        for block in blocks {
            let lines = PrintedCommand.unbroken(block.map { String($0.dropFirst(2)) })
            var printed = Printed(title: lines.first ?? "")
            for line in lines.dropFirst() {
                if line == "# … after the same commands" {
                    printed.given = examples.last?.given ?? []
                } else if line.hasPrefix("# ") {
                    printed.outcome.append(String(line.dropFirst(2)))
                } else {
                    if !printed.when.isEmpty { printed.given.append(printed.when) }
                    printed.when = line
                }
            }
            examples.append(printed)
        }
        return examples
    }

    private static func check(_ examples: [Printed]) async throws {
        let program = try Program()
        let serving = try await program.serve()
        let given = examples.first?.given ?? []
        if !given.isEmpty {
            let commands = given.enumerated().map { Self.ndjson($1, id: "g-\($0)") }.joined(separator: "\n")
            let before = try await program.run("send", "-f", "-", input: commands)
            #expect(before.status == 0, "\(given): \(before.err)")
        }
        for example in examples { try await check(example, with: program) }
        #expect(await serving.stop().status == 0)
    }

    private static func check(_ example: Printed, with program: Program) async throws {
        let (arguments, input) = Self.words(example.when)
        let after = try await program.run(arguments + ["--events", "-o", "ndjson"], input: input)
        let receipt = try? Receipt(json: Array(after.out.utf8))
        var outcome = receipt?.events.map { "→ \($0.entity) \($0.name ?? "?")" } ?? [after.err]
        if let rejection = receipt?.rejection { outcome.append("is refused: \(rejection.code)") }
        if let error = receipt?.error { outcome.append("is not recorded: \(error.code)") }
        if outcome.isEmpty { outcome = ["changes nothing"] }
        #expect(outcome == example.outcome, "\(example.title)\n\(example.given.joined(separator: "\n"))\n\(example.when)")
        #expect(after.status == (receipt?.rejection == nil ? 0 : 1), "\(example.title): \(after.err)")
    }

    /// The arguments and the input of a printed line, as a shell reads it.
    private static func words(_ line: String) -> (arguments: [String], input: String) {
        let quote = line.firstIndex(of: "'") ?? line.endIndex
        let (before, rest) = (line[..<quote], line[quote...])
        let end = rest.lastIndex(of: "'") ?? rest.endIndex
        let quoted = rest[..<end].dropFirst().split(separator: "'\\''", omittingEmptySubsequences: false).joined(separator: "'")
        if before == "echo ", rest[end...] == "' | daybook send -f -" { return (["send", "-f", "-"], quoted) }
        let words = before.split(separator: " ").map(String.init)
        guard words.count == 3, words[0] == "daybook", rest[end...] == "'" else { return (["not understood: \(line)"], "") }
        return ([words[1], words[2], quoted], "")
    }

    /// The same as a line of a file of commands.
    private static func ndjson(_ line: String, id: String) -> String {
        let (arguments, input) = words(line)
        guard arguments.count == 3, arguments[1] != "-f" else { return input }
        let verb = arguments[1].split(separator: ".").map(String.init)
        guard verb.count == 2 else { return line }
        return #"{"id":"\#(id)","\#(verb[0])":{"\#(verb[1])":\#(arguments[2])}}"#
    }
}
