import ArgumentParser

/// `daybook log`: the book itself.
struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Shows the book: every entry in order.",
        discussion: """
            Examples:

              daybook log --from 100 --to 120
              daybook log --follow -o ndjson       all of it, then every entry as it is written, until interrupted
              daybook log --correlation checkout-7f3a --metadata source=web

            --follow outlives its service: it connects again, and goes on after the last entry it has shown.
            """)

    @Option(help: ArgumentHelp("The first entry to show.", valueName: "n"))
    var from: UInt64?

    @Option(help: ArgumentHelp("The last entry to show.", valueName: "n"))
    var to: UInt64?

    @Flag(help: "Go on with new entries as they are written.")
    var follow = false

    @Option(help: ArgumentHelp("Only entries that belong to this correlation id.", valueName: "id"))
    var correlation: String?

    @Option(
        help: ArgumentHelp("Only entries with this text under this name in their metadata; repeatable.", valueName: "name=text"))
    var metadata: [String] = []

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if from == 0 || to == 0 { throw ValidationError("entries are counted from 1; give a larger number") }
        if let from, let to, from > to { throw ValidationError("--from \(from) is after --to \(to); swap them") }
        if follow, to != nil { throw ValidationError("--follow has no end, and --to is one; leave one of them out") }
        if correlation?.isEmpty == true { throw ValidationError("--correlation is empty; give one, or leave it out") }
        _ = try Metadata.pairs(metadata)
    }

    private var after: UInt64 { (from ?? 1) - 1 }

    func run() async throws {
        if follow {
            var follower = EntryFollower(after: after, options: options, filtered: filtered)
            return try await follower.run()
        }
        let reader = try await LocalReader.find(options)
        do {
            try await EntryList.show(
                try await reader.get(target, accept: .ndjson).entries(from: after + 1), options, through: to)
        } catch {
            await reader.close()
            throw error
        }
        await reader.close()
    }

    private var target: Target {
        // A limit counts what is shown; with a filter the end is another.
        let hasFilter = correlation != nil || !metadata.isEmpty
        return filtered(
            Target("v1", "entries").adding("after", String(after)).adding("limit", hasFilter ? nil : to.map { String($0 - after) }))
    }

    /// The same question about those entries alone that are wanted.
    private func filtered(_ target: Target) -> Target {
        let pairs = (try? Metadata.pairs(metadata)) ?? []
        return pairs.reduce(target.adding("correlationId", correlation)) { $0.adding("metadata.\($1.name)", $1.text) }
    }
}
