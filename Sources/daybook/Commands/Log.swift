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

            --follow outlives its service: it connects again, and goes on after the last entry it has shown.
            """)

    @Option(help: ArgumentHelp("The first entry to show.", valueName: "n"))
    var from: UInt64?

    @Option(help: ArgumentHelp("The last entry to show.", valueName: "n"))
    var to: UInt64?

    @Flag(help: "Go on with new entries as they are written.")
    var follow = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if from == 0 || to == 0 { throw ValidationError("entries are counted from 1; give a larger number") }
        if let from, let to, from > to { throw ValidationError("--from \(from) is after --to \(to); swap them") }
        if follow, to != nil { throw ValidationError("--follow has no end, and --to is one; leave one of them out") }
    }

    private var after: UInt64 { (from ?? 1) - 1 }

    func run() async throws {
        if follow {
            var follower = EntryFollower(after: after, options: options)
            return try await follower.run()
        }
        let reader = try await LocalReader.find(options)
        do {
            try await EntryList.show(try await reader.get(target, accept: .ndjson).entries(from: after + 1), options)
        } catch {
            await reader.close()
            throw error
        }
        await reader.close()
    }

    private var target: Target {
        Target("v1", "entries").adding("after", String(after)).adding("limit", to.map { String($0 - after) })
    }
}
