import Foundation
import TestTools
import Testing

/// The promises of *Promises*, kept by real processes that die at any moment. `tools/crash` runs the same with many more kills.
///
/// A killed process loses nothing that it has written: the kernel still has it. That unsynced bytes may be lost, too, when the
/// power fails is what the tests of Journal and Engine with `FaultEnv` are about.
@Suite("kill -9 under load")
struct CrashTests {
    @Test("no receipt is lost, nothing is done twice, and the rows are those of a replay", .timeLimit(.minutes(Settings().minutes)))
    func crash() async throws {
        let settings = Settings()
        let run = try CrashRun(settings)
        var failure: (any Error)?
        do { try await run.run() } catch { failure = error }
        await run.end(SIGKILL)
        let findings = run.witness.with { $0.findings } + (failure.map { ["the run ended: \($0)"] } ?? [])
        guard findings.isEmpty else {
            run.program.keep()
            let list = findings.prefix(20).joined(separator: "\n")
            let place = "\(findings.count) findings after \(run.tally.kills) kills; the ledger is in \(run.program.folder)"
            settings.say("FAILED, seed \(settings.seed): \(place)\n\(list)")
            Issue.record("DAYBOOK_CRASH_SEED=\(settings.seed): \(place)\n\(list)")
            return
        }
        settings.say(run.tally.summary(run.witness, settings))
    }
}

/// How a run goes: the environment says, as `tools/crash` sets it.
struct Settings: Sendable {
    let kills: Int
    let seed: UInt64
    let program: String
    let clients: Int
    /// The file that someone watches.
    let progress: String?

    init() {
        let environment = ProcessInfo.processInfo.environment
        kills = environment["DAYBOOK_CRASH_KILLS"].flatMap { Int($0) } ?? 8
        seed = environment["DAYBOOK_CRASH_SEED"].flatMap { UInt64($0) } ?? 1
        program = environment["DAYBOOK_CRASH_PROGRAM"] ?? BuiltProgram.path
        clients = kills < 20 ? 3 : 6
        progress = environment["DAYBOOK_CRASH_PROGRESS"]
    }

    /// How often the rows are compared with a replay; they are at the end in any case.
    var killsPerReplay: Int { 10 }
    /// More than it takes on a busy machine, where the eight kills of the suite took 15 minutes: what hangs must not hang for ever.
    var minutes: Int { 16 + kills / 2 }

    /// Says something to whoever watches, at once: what a test prints may be shown only at its end.
    func say(_ text: String) {
        guard let progress, let file = FileHandle(forWritingAtPath: progress) else { return }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data((text + "\n").utf8))
        try? file.close()
    }
}
