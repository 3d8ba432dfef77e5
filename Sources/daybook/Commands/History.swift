import ArgumentParser
import Ledger
import Schema

/// `daybook history`: the entries that touched one thing.
struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Shows the entries that touched one thing, oldest first.",
        discussion: """
            Example:

              daybook history orders O-1001
            """)

    @Argument(help: ArgumentHelp("\(Collections.list).", valueName: "collection"), completion: .list(Collections.names))
    var collection: String

    @Argument(help: ArgumentHelp("The thing's id.", valueName: "id"))
    var id: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let table = try Collections.table(collection)
        guard let id else {
            throw ExitError(.usage, "the history is that of one thing; give its id, daybook history \(table.collection) ID")
        }
        try Collections.check(id: id, "daybook history \(table.collection) ID")
        let reader = try await LocalReader.find(options)
        do {
            let target = Target("v1", table.collection, id, "history")
            try await EntryList.show(try await reader.get(target, accept: .ndjson).successful(), options)
        } catch {
            await reader.close()
            throw error
        }
        await reader.close()
    }
}
