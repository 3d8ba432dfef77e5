import ArgumentParser
import Engine
import Ledger
import Schema
import Service

/// `daybook help`: commands, and the ledger's verbs with examples that run.
struct Help: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows how a command or a verb is used, with examples that run, and what a row has.",
        discussion: """
            Examples:

              daybook help                       all commands and verbs
              daybook help replay                a command
              daybook help admin accept-clock    a command of a command
              daybook help order.place           a verb
              daybook help orders                the rows of a collection
            """)

    @Argument(help: ArgumentHelp("A command, a verb or a collection.", valueName: "topic"), completion: .list(Help.topics))
    var topic: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        guard !topic.isEmpty else {
            let text = Daybook.helpMessage(columns: HelpText.unbroken) + "\n\n" + Self.verbList
            return StandardOutput.write(HelpText.set(text, columns: HelpText.columns))
        }
        if let command = Self.command(topic) {
            let text = Daybook.helpMessage(for: command, columns: HelpText.unbroken)
            return StandardOutput.line(HelpText.set(text, columns: HelpText.columns))
        }
        let topic = topic.joined(separator: " ")
        if let table = Table(collection: topic) {
            return StandardOutput.write(HelpText.set(RowHelp(table).text, columns: HelpText.columns))
        }
        guard let verb = try? Verb(topic) else {
            let hint = Spelling.hint(topic, among: Self.commands.map { $0.path.joined(separator: " ") } + Self.topics)
            let asked = TerminalText.excerpt(topic)
            throw ExitError(.usage, "there is no command, verb or collection \(asked); daybook help lists them\(hint)")
        }
        StandardOutput.write(HelpText.set(VerbHelp(verb).text, columns: HelpText.columns))
    }

    /// The commands, the commands of commands, and what can be imported, each of which its command explains.
    private static let commands =
        Daybook.configuration.subcommands.flatMap { command in
            [(path: [command._commandName], command: command)]
                + command.configuration.subcommands.map { (path: [command._commandName, $0._commandName], command: $0) }
        } + ImportSource.allCases.map { (path: [Import._commandName, $0.rawValue], command: Import.self) }

    /// What there is help on, each in one word.
    private static var topics: [String] { commands.compactMap { $0.path.last } + CommandText.verbs + Collections.names }

    /// The command of that path, or of that name alone.
    private static func command(_ topic: [String]) -> (any ParsableCommand.Type)? {
        (commands.first { $0.path == topic } ?? commands.first { $0.path.suffix(1) == topic[...] })?.command
    }

    /// All verbs, a line for each context, and all collections.
    static var verbList: String {
        let lines = Shape.contexts.map { context in
            (name: context.name, value: context.fields.map { "\(context.name).\($0.name)" }.joined(separator: " "))
        }
        return "VERBS (daybook help VERB):\n" + lines.map { "  \($0.value)\n" }.joined()
            + "\nCOLLECTIONS (daybook help COLLECTION):\n  \(Collections.names.joined(separator: " "))\n"
    }
}

/// What is said about one verb: its fields, and what it does, by example.
package struct VerbHelp {
    private let verb: Verb

    package init(_ verb: Verb) {
        self.verb = verb
    }

    private var title: String { "\(verb.context).\(verb.name)" }

    /// The whole text.
    package var text: String {
        let context = Shape.contexts.first { $0.name == verb.context }
        guard let shape = context?.fields.first(where: { $0.name == verb.name }) else { return examples }
        return "\(title)\n\n\(shape.comment)\n\nFIELDS:\n\(FieldTable.text(shape.fields))\n" + examples
    }

    private var examples: String {
        let examples = Examples.of(verb: title)
        guard !examples.isEmpty else { return "EXAMPLE:\n  daybook send \(title) '{…}'\n" }
        var text = "EXAMPLES (each in a ledger of its own):\n"
        var given: [String] = []
        for example in examples {
            text += "\n  # \(example.title)\n"
            if example.given == given, !given.isEmpty {
                text += "  # … after the same commands\n"
            } else {
                text += example.given.map { "  " + Self.line($0) + "\n" }.joined()
            }
            given = example.given
            text += "  " + Self.line(example.when) + "\n" + Self.outcome(example.then)
        }
        return text
    }

    private static func outcome(_ outcome: Example.Outcome) -> String {
        switch outcome {
        case .rejected(let code): "  # is refused: \(code.rawValue)\n"
        case .events(let events) where events.isEmpty: "  # changes nothing\n"
        case .events(let events): events.map { "  # → \($0)\n" }.joined()
        }
    }

    /// A command line that sends a command as an example has it.
    static func line(_ json: String) -> String {
        let quoted = json.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        guard case .object(let members)? = JSONTree(Array(json.utf8)) else { return "echo '\(quoted)' | daybook send -f -" }
        let rest = members.filter { $0.name != "id" }
        // The short form has no place for a stated time or a precondition.
        guard rest.count == 1, let context = rest.first, case .object(let verbs) = context.value, let verb = verbs.first else {
            return "echo '\(quoted)' | daybook send -f -"
        }
        let body = verb.value.json.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        return "daybook send \(context.name).\(verb.name) '\(body)'"
    }
}
