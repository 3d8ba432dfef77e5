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
            overwritten. Interrupted, it goes on when it is asked again. Where serve was started with --master-key-command, that
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
        }
    }
}
