import Journal
import Ledger
import Logging
import Schema

/// Starting up: load rows at the last flush, roll forward over the log. The same operation as time travel and replay (DESIGN §1).
enum Recovery {
    /// A ledger that is open, with its state at the head of the log.
    struct Started {
        let lock: DirectoryLock
        let ledgerID: String?
        let log: any EntryLog
        let store: RowStore
        let keys: KeyStore
        let recovered: Result
    }

    struct Result {
        let decider: Decider
        let status: Status
    }

    /// Takes the lock, opens the log and the rows, and brings the state to the head.
    static func start(_ configuration: Engine.Configuration, clock: ClockWatch, logger: Logger) throws -> Started {
        let directory = try LedgerDirectory.open(configuration.directory, create: configuration.createIfMissing)
        let lock = try directory.lock()
        do {
            // A ledger that may be created is one that will be served, and a served ledger has an id.
            let ledgerID = configuration.createIfMissing ? try directory.make() : try directory.ledgerID()
            let keys = KeyStore(
                folder: directory.keys, ledger: ledgerID ?? "", source: configuration.masterKey, entropy: configuration.entropy)
            if configuration.createIfMissing { prepare(keys, logger) }
            let log = try LevelDBLog(path: directory.log, options: .log(env: configuration.environment))
            // After the log is open: LevelDB's own lock keeps another process out even where daybook.lock was deleted.
            if configuration.createIfMissing { removeLeftovers(of: directory, logger: logger) }
            do {
                let (store, recovered) = try load(directory, log, keys, configuration, clock: clock, logger: logger)
                return Started(lock: lock, ledgerID: ledgerID, log: log, store: store, keys: keys, recovered: recovered)
            } catch {
                log.close()
                throw error
            }
        } catch {
            lock.release()
            throw error
        }
    }

    /// What gives the master key is asked before anybody waits for it. Without it everything goes on but what is personal.
    private static func prepare(_ keys: KeyStore, _ logger: Logger) {
        do {
            try keys.prepare()
        } catch {
            logger.error("the keys are not whole; what is personal cannot be read or said", metadata: ["keys.reason": "\(error)"])
        }
        do {
            try keys.takeUpOwed()
        } catch {
            logger.error("which keys are owed could not be read; the next start does it", metadata: ["keys.reason": "\(error)"])
        }
        if keys.owed > 0 {
            logger.error("keys that were given up are not destroyed yet", metadata: ["keys.owed": "\(keys.owed)"])
        }
    }

    /// Leftovers only take room: where they cannot be deleted, that is no reason not to start.
    private static func removeLeftovers(of directory: LedgerDirectory, logger: Logger) {
        do {
            try directory.removeLeftovers()
        } catch {
            logger.warning("what an interrupted rebuild left could not be deleted", metadata: ["recovery.reason": "\(error)"])
        }
    }

    /// Loads the rows of the last flush and rolls forward. Rows that are of no use are thrown away and made anew from the log:
    /// in another layout than this program's, damaged, or of another log.
    private static func load(
        _ directory: LedgerDirectory, _ log: any EntryLog, _ keys: KeyStore, _ configuration: Engine.Configuration,
        clock: ClockWatch, logger: Logger
    ) throws -> (RowStore, Result) {
        do {
            try directory.checkStateIsSound()
            return try loadRows(directory, log, keys, configuration, clock: clock, logger: logger)
        } catch {
            let isOfNoUse = Damage(error)?.isInState ?? ((error as? JournalError)?.code == .staleState)
            guard isOfNoUse else { throw error }
            logger.notice("state/ is made anew from the log", metadata: ["recovery.reason": "\(error)"])
        }
        try directory.removeState()
        do {
            return try loadRows(directory, log, keys, configuration, clock: clock, logger: logger)
        } catch let gap as VersionGap {
            throw EngineError(.damaged, "entry \(gap.sequence) of the log does not follow from those before it; restore a backup")
        }
    }

    private static func loadRows(
        _ directory: LedgerDirectory, _ log: any EntryLog, _ keys: KeyStore, _ configuration: Engine.Configuration,
        clock: ClockWatch, logger: Logger
    ) throws -> (RowStore, Result) {
        let store = try RowStore.open(
            path: directory.state, options: .state(env: configuration.environment), cacheBytes: EngineLimits.rowCacheBytes)
        do {
            try checkAreOneLedger(log, store)
            return (store, try run(log, store, keys, clock: clock, logger: logger, configuration.isStopWanted))
        } catch {
            store.close()
            throw error
        }
    }

    /// The rows must have been made from this log, and the log must still have all they were made from.
    private static func checkAreOneLedger(_ log: any EntryLog, _ store: RowStore) throws {
        guard let marker = store.marker else { return }
        guard marker.sequence <= log.head else {
            throw EngineError(
                .damaged,
                "state/ knows entry \(marker.sequence) but log/ ends at \(log.head): the log has lost entries; restore a backup, "
                    + "or run daybook rebuild to go on with what the log holds"
            )
        }
        // Before rows are thrown away, what was noted of the log is not trusted either.
        let isOfThisLog =
            try log.chainHash(through: marker.sequence) == marker.chainHash
            || log.chainHash(through: marker.sequence, afresh: true) == marker.chainHash
        guard isOfThisLog else {
            throw JournalError(.staleState, "state/ was made from another log with an entry \(marker.sequence)")
        }
    }

    /// Brings the state to the head of the log.
    private static func run(
        _ log: any EntryLog, _ store: RowStore, _ keys: KeyStore, clock: ClockWatch, logger: Logger, _ isStopWanted: () -> Bool
    ) throws -> Result {
        let marker = store.marker
        let flushed = marker?.sequence ?? 0
        var state = LedgerState(source: LatestSource(store: store), sealer: KeySealer(keys: keys))
        // Nothing is due before this horizon, and the first look at the clock loads the deadlines after it.
        state.setDeadlineHorizon(Moment(microseconds: marker.map { min($0.earliestDeadline, $0.time) } ?? 0))
        var decider = Decider(
            state: state, sequence: flushed,
            time: Moment(microseconds: marker?.time ?? 0), isBackfilling: try isBackfill(flushed, log: log), store: store, log: log,
            keys: keys, clock: clock, logger: logger)
        let started = monotonicNanoseconds()
        let rejected = try rollForward(&decider, log: log, store: store, isStopWanted)
        var status = Status(
            head: flushed, time: nil, flushed: store.marker?.sequence ?? 0,
            entries: (marker?.entries ?? 0) + (marker?.rejected ?? 0),
            rejected: marker?.rejected ?? 0)
        if decider.sequence > 0 {
            status.advance(to: decider.sequence, time: decider.time, entries: decider.sequence - flushed, rejected: rejected)
        }
        logger.notice(
            "recovered",
            metadata: [
                "recovery.flushed": "\(flushed)", "recovery.head": "\(decider.sequence)",
                "recovery.microseconds": "\((monotonicNanoseconds() - started) / 1000)",
            ])
        return Result(decider: decider, status: status)
    }

    private static func isBackfill(_ sequence: UInt64, log: any EntryLog) throws -> Bool {
        sequence == 0 ? false : try requiredEntry(sequence, in: log).recordedAt != nil
    }

    /// Applies the log's entries after the last flush; flushes on the way, so that a ledger without state/ fits in memory.
    ///
    /// - Returns: how many of them are rejections.
    private static func rollForward(
        _ decider: inout Decider, log: any EntryLog, store: RowStore, _ isStopWanted: () -> Bool
    ) throws -> UInt64 {
        var rejected: UInt64 = 0
        var total = (entries: store.marker?.entries ?? 0, rejected: store.marker?.rejected ?? 0)
        var sinceFlush = 0
        let ahead = EntriesAhead(after: decider.sequence) { try log.decodedEntries(after: $0) }
        defer { ahead.cancel() }
        while decider.sequence < log.head {
            guard !isStopWanted() else {
                throw EngineError(.closed, "told to stop at entry \(decider.sequence) of \(log.head); the next start goes on")
            }
            let chunk = try ahead.next()
            guard !chunk.isEmpty else {
                throw EngineError(.damaged, "entry \(decider.sequence + 1) is missing from the log; restore a backup")
            }
            for entry in chunk {
                guard entry.sequence == decider.sequence + 1, let time = Moment(entry.time), time > decider.time else {
                    throw EngineError(.damaged, "entry \(decider.sequence + 1) is out of order in the log; restore a backup")
                }
                try decider.replay(entry, at: time)
                if entry.rejection != nil { total.rejected += 1 } else { total.entries += 1 }
                if entry.rejection != nil { rejected += 1 }
            }
            sinceFlush += chunk.count
            guard sinceFlush >= EngineLimits.entriesAheadOfFlush else { continue }
            sinceFlush = 0
            let contents = decider.cut()
            var marker = FlushMarker(
                sequence: decider.sequence, time: decider.time.microseconds, entries: total.entries, rejected: total.rejected,
                earliestDeadline: decider.earliestDeadline)
            marker.chainHash = try log.chainHash(through: marker.sequence)
            try store.write(flush(of: contents, marker: marker))
            decider.completeFlush()
        }
        return rejected
    }
}
