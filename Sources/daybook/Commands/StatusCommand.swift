import ArgumentParser

/// `daybook status`: where the ledger stands.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows where the ledger stands: its last entry, its counts.",
        discussion: """
            Example:

              daybook status -o json
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reader = try await LocalReader.find(options)
        do {
            let reply = try await reader.get(Target("v1", "status"), accept: .json).successful()
            SingleAnswer(bytes: try await reply.gathered()).write(options)
        } catch {
            await reader.close()
            throw error
        }
        await reader.close()
    }
}
