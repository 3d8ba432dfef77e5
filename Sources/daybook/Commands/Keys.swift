import ArgumentParser
import Client

/// `daybook keys`: the keys under which personal data are sealed.
struct Keys: AsyncParsableCommand {
    /// Its name on the command line.
    static let name = "keys"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "The keys under which personal data are sealed.", subcommands: [RotateKeys.self])
}

/// `daybook keys rotate`: another master key.
struct RotateKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Wraps the keys of personal data under a new master key.",
        discussion: """
            Nothing that is sealed changes: the keys that it is sealed under are wrapped anew, and what wrapped them before is
            overwritten. Interrupted, it goes on when it is asked again. A key that is damaged is kept as it is, and standard error
            says whose data cannot be opened for that. Where serve was started with --master-key-command, that
            command prints the new key on its first line by then, and the one before below it.

            Example:

              daybook keys rotate
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let options = options
        try await LedgerPlace.find(options).withService(options) { running in
            let answer = try await running.client.post("/v1/admin/rotate-keys", body: []).successful().body.gathered()
            SingleAnswer(bytes: answer).write(options)
            if let warning = Self.warning(of: JSONTree(answer)) { StandardError.report(warning) }
        }
    }

    /// What is to be done about damaged keys; nil where there are none.
    private static func warning(of answer: JSONTree?) -> String? {
        guard let answer, let count = answer["damagedKeys"]?.text else { return nil }
        let whose =
            if case .array(let entities)? = answer["entities"], !entities.isEmpty {
                "the data of these cannot be opened: \(entities.map(\.text).joined(separator: ", "))"
            } else {
                "nobody has them"
            }
        return "damaged keys, which were kept as they are: \(count); \(whose); a copy of keys/ from before may open them "
            + "(with the master key of then), or erase whose they are"
    }
}
