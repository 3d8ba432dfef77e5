import ArgumentParser
import Engine
import Journal

/// `daybook rebuild`: throws the derived rows away and makes them anew.
struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Throws state/ away and rebuilds it from the log.",
        discussion: """
            The log is the truth; state/ is derived from it. Rebuilding is safe, and possible only while no service runs.

            Example:

              daybook rebuild --data ./daybook-data
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let (folder, wantsProgress) = (options.dataPath, !options.quiet)
        let report: Replay.Report
        do {
            report = try await Blocking.run {
                let bar = ProgressBar("rebuild", isWanted: wantsProgress)
                defer { bar.end() }
                return try Engine.rebuild(directory: folder) { bar.update(done: $0, total: $1) }
            }
        } catch let error as JournalError where error == JournalError(.locked) {
            throw ExitError(.unreachable, "\(error.message.prefixBeforeRemedy); stop the service first, then rebuild")
        }
        let time = report.time.map { ",\"time\":\"\($0)\"" } ?? ""
        let answer =
            "{\"entries\":\(report.entries),\"rejected\":\(report.rejected),\"events\":\(report.events),"
            + "\"sequence\":\(report.sequence)\(time)}"
        SingleAnswer(bytes: Array(answer.utf8)).write(options)
    }
}

extension String {
    /// What happened, without what to do.
    var prefixBeforeRemedy: String {
        utf8.firstIndex(of: UInt8(ascii: ";")).map { String(self[..<$0]) } ?? self
    }
}
