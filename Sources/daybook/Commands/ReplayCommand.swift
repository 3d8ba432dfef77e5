import ArgumentParser
import Engine
import Ledger

/// `daybook replay`: the audit replay tool.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Rebuilds the state from the log alone up to a point, and shows what it is.",
        discussion: """
            Counts, totals (in minor units, by currency) and a state hash: equal hashes mean equal rows, byte for byte.

            Examples:

              daybook replay --diff                       compare with what is stored; exit 1 if anything differs
              daybook replay --to 2026-03-01T00:00:00Z
              daybook replay --from 1000 --to 2000        what happened between the two
              daybook replay --dump rows/                 every row, one file a collection

            Works with and without a running service, with the same result; but what is stored beside the rows (indexes, command
            ids, which entries touched what) can be compared only while no service runs.
            """)

    @Option(help: ArgumentHelp("The end: an entry, or a time.", valueName: "time|n"))
    var to: String?

    @Option(help: ArgumentHelp("Also show what changed after this entry.", valueName: "n"))
    var from: UInt64?

    @Flag(help: "Compare with the stored rows, and with all else that is derived from the log.")
    var diff = false

    @Option(help: ArgumentHelp("Write every row there as NDJSON, one file a collection.", valueName: "dir"))
    var dump: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        _ = try end()
    }

    private func end() throws -> ReplayRun.End {
        guard let to else { return .head }
        if let sequence = UInt64(to) { return .sequence(sequence) }
        guard let time = Moment(to) else {
            throw ValidationError("--to \(to) is neither an entry nor a time; write it like 120, or 2026-03-01T09:30:00Z")
        }
        return .time(time)
    }

    func run() async throws {
        let place = try await LedgerPlace.find(options)
        let (end, from, diff, dump, wantsProgress) = (try end(), from, diff, dump, !options.quiet)
        let (folder, socket) = (options.dataPath, options.socketPath)
        let temporary = try await ReplayFolder.heedingSignals()
        let result = try await Blocking.run {
            defer { temporary.remove() }
            let source: any ReplaySource =
                switch place {
                case .service(let client): try SocketSource(client: client)
                case .folder(let path): try FolderSource(folder: path, socket: socket)
                }
            defer { source.close() }
            do {
                return try ReplayRun(
                    source: source, end: end, from: from, compares: diff, dumpFolder: dump, wantsProgress: wantsProgress
                ).run(in: temporary)
            } catch let error as EngineError where error.code == .damaged {
                throw ExitError(.badData, "\(folder) cannot be replayed: \(error.message)")
            }
        }
        ReplayAnswer(result: result).write(options)
        let count = ProgressBar.grouped(result.report.entries)
        options.note(
            "replayed \(count) entries in \(ReplayAnswer.shown(result.seconds)) s, of which folding took "
                + "\(ReplayAnswer.shown(result.foldSeconds)) s")
        guard let differences = result.differences else { return }
        if !result.comparesDerived { options.note("only rows were compared: stop the service to compare indexes, too") }
        guard differences.isEmpty else { throw ExitError(.refused) }
        if options.format != .table { options.note("no differences") }
    }
}
