import Glibc
import Journal
import Synchronization
import UnixSignals

/// A folder for what a replay holds while it runs. It is as large as the rows: whatever ends the replay deletes it, the signals
/// that people stop programs with (INT, TERM, HUP) too.
final class ReplayFolder: Sendable {
    let path: String
    /// Where the rows are, in it: so whoever makes that folder late, when this one has gone by its name, cannot.
    var rows: String { path + "/rows" }
    /// Held by who deletes it: a signal keeps it until the process has ended.
    private let deleting = Mutex(())

    /// Makes the folder.
    init() throws {
        path = "\(Terminal.environment("TMPDIR") ?? "/tmp")/daybook-replay-\(RandomID.hex(bytes: 8))"
        guard mkdir(path, 0o700) == 0 else { throw OutputFile.failure("cannot make \(path)") }
    }

    /// Makes the folder, and has it deleted by the signals that end the program, but for those that are ignored, as by nohup.
    static func heedingSignals() async throws -> ReplayFolder {
        let ending: [UnixSignal] = [.sigint, .sigterm, .sighup]
        let signals = await UnixSignalsSequence(trapping: ending.filter { !IgnoredSignals.contains($0.rawValue) })
        let folder = try ReplayFolder()
        Task {
            for await signal in signals { folder.end(by: signal.rawValue) }
        }
        return folder
    }

    /// Deletes the folder. Does not return where a signal is about to end the program.
    func remove() {
        deleting.withLock { _ in Self.delete(path) }
    }

    private static func delete(_ path: String) {
        for folder in [path + "/rows", path] { _ = try? LedgerDirectory.removeFlatFolder(folder) }
    }

    /// Deletes the folder and ends the program as the signal does by itself.
    private func end(by number: Int32) {
        deleting.withLock { _ in
            // The replay still runs: it makes no files in a folder that is not there under its name.
            let stopped = path + "-stopped"
            if rename(path, stopped) == 0 { Self.delete(stopped) }
            // Dispatch, which hears the signal, has it blocked in its threads.
            var one = sigset_t()
            sigemptyset(&one)
            sigaddset(&one, number)
            signal(number, SIG_DFL)
            pthread_sigmask(SIG_UNBLOCK, &one, nil)
            raise(number)
            _exit(128 + number)
        }
    }
}
