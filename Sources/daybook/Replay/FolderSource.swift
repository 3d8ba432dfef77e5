package import Engine
import Journal
package import Ledger
package import Schema

/// A ledger's folder that no service uses.
package final class FolderSource: ReplaySource {
    private let engine: Engine
    package let head: UInt64

    /// Opens the ledger.
    /// - Throws: `ExitError` 69 when there is none, or another process has it; `JournalError` for what is wrong with it.
    package init(folder: String, socket: String) throws {
        engine = try Self.open(folder, socket: socket)
        head = engine.head.sequence
    }

    /// Opens a ledger to read it, with what to do where that fails.
    static func open(_ folder: String, socket: String) throws -> Engine {
        do {
            var configuration = Engine.Configuration(directory: folder)
            configuration.clock = StoppedClock()
            configuration.masterKey = MasterKeyCommand.source()
            // The caller gets the error itself, and the program ends with it.
            configuration.onFatal = { _ in }
            return try Engine.open(configuration, logger: Logs.quiet)
        } catch let error as JournalError where error == JournalError(.notFound) {
            throw ExitError(
                .unreachable,
                "no service answers at \(socket), and there is no ledger in \(folder); start one with daybook serve, or give --data"
            )
        } catch let error as JournalError where error == JournalError(.locked) {
            throw ExitError(
                .unreachable,
                "\(error.message.prefixBeforeRemedy), and nothing answers at \(socket); give its socket with --socket, or try again"
            )
        }
    }

    package func sequence(at time: Moment) throws -> UInt64 {
        min(head, try engine.view(at: .time(time)).sequence)
    }

    package func entries(after: UInt64, through: UInt64) throws -> [Entry] {
        try engine.head.entries(after: after, limit: Int(min(1024, through - after)))
    }

    package func rows(_ table: Table, after: String?, at sequence: UInt64) throws -> [Row] {
        try engine.view(at: .sequence(sequence)).rows(Query(table, after: after, limit: 512)).rows
    }

    package func derivedFlush(through sequence: UInt64) throws -> UInt64? {
        try engine.flushedSequence(atOrBefore: sequence)
    }

    package func compareDerived(_ replay: Replay, _ report: (DerivedDifference) throws -> Void) throws {
        try replay.compareDerived(with: engine, report)
    }

    package func close() {
        engine.close()
    }
}

/// A clock that stands still, so that reading a ledger does not meet deadlines that fall due meanwhile: only a service does.
private struct StoppedClock: LedgerClock {
    func now() -> Moment { Moment(microseconds: 0) }
    func elapsedNanoseconds() -> UInt64 { 0 }
}
