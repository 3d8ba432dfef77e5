import Dispatch
import Journal
public import Ledger
public import Schema
import Synchronization

/// The audit replay: state rebuilt from entries alone, from nothing, through the same `evolve`, with rows of its own.
///
/// It holds what it folds in a row store of its own in a temporary folder, so that a ledger larger than memory can be replayed.
public final class Replay {
    /// What was folded.
    public struct Report: Sendable, Equatable {
        /// Entries folded.
        public var entries: UInt64 = 0
        /// Rejections among them.
        public var rejected: UInt64 = 0
        /// Events in them.
        public var events: UInt64 = 0
        /// The last entry folded; 0 if there was none.
        public var sequence: UInt64 = 0
        /// That entry's time.
        public var time: Moment?
    }

    public private(set) var report = Report()
    private var tables = Tables(source: NoRows())
    private var commands: [CommandID: CommandRecord] = [:]
    private var envelopes = EnvelopeIndex()
    let store: RowStore
    /// The flush as of which indexes, command ids and histories will be compared; nil: only rows will.
    public let derivedFlush: UInt64?
    private let flusher: Flusher
    private var writing: PendingFlush?
    private let folder: String
    private let isTemporary: Bool
    private var isFlushed = true
    private var sinceFlush = 0

    /// Starts a replay in a folder that is deleted by `discard`.
    ///
    /// - Parameter derivedFlush: the ledger's flush as of which `compareDerived` will compare; nil if it will not be called.
    /// - Throws: `JournalError` when the folder cannot be made.
    public init(temporaryFolder: String, derivedFlush: UInt64? = nil) throws {
        folder = temporaryFolder
        isTemporary = true
        self.derivedFlush = derivedFlush
        var options = DatabaseOptions.state()
        // Not compressed: for files that are read once and deleted, compressing costs more than writing.
        options.compression = false
        store = try RowStore.open(path: temporaryFolder, options: options, cacheBytes: EngineLimits.rowCacheBytes)
        flusher = Flusher(store: store, log: nil)
    }

    /// Starts a replay of a log whose rows stay in `folder`: a rebuild.
    init(of log: any EntryLog, keepingRowsIn folder: String) throws {
        self.folder = folder
        isTemporary = false
        derivedFlush = nil
        store = try RowStore.open(path: folder, cacheBytes: EngineLimits.rowCacheBytes)
        flusher = Flusher(store: store, log: log)
    }

    /// Whether more than rows is kept: entries that came as JSON do not even carry the hash of their command.
    private var keepsDerived: Bool { !isTemporary || derivedFlush != nil }

    /// Folds the next entry.
    /// - Throws: `EngineError` `.damaged` when it is not the next one, or not later than the one before.
    public func fold(_ entry: Entry) throws {
        guard entry.sequence == report.sequence + 1 else {
            throw EngineError(.damaged, "entry \(report.sequence + 1) is missing: the next one is \(entry.sequence)")
        }
        guard let time = Moment(entry.time), report.time.map({ $0 < time }) ?? true else {
            throw EngineError(.damaged, "entry \(entry.sequence) is not later than the one before it")
        }
        try withoutRejections { () throws(DecisionError) in try tables.apply(entry) }
        if keepsDerived {
            commands.note(entry)
            envelopes.note(entry)
        }
        report.entries += 1
        report.events += UInt64(entry.events.count)
        if entry.rejection != nil { report.rejected += 1 }
        report.sequence = entry.sequence
        report.time = time
        isFlushed = false
        sinceFlush += 1
        if isFlushDue || report.sequence == derivedFlush { try startFlush() }
    }

    /// Only rows take memory: a ledger of a million receipts of a thousand SKUs never needs the disk. They are not counted after
    /// every entry, because counting visits every table.
    private var isFlushDue: Bool {
        guard sinceFlush.isMultiple(of: EngineLimits.entriesPerReplayCount) else { return false }
        return sinceFlush >= EngineLimits.entriesPerReplayFlush || tables.changedCount >= EngineLimits.rowsPerReplayFlush
    }

    /// Writes what is left, and waits until all is written.
    func flushRows() throws {
        try startFlush()
        try finishFlush()
    }

    /// Has the changed rows written while folding goes on.
    private func startFlush() throws {
        guard !isFlushed, let time = report.time else { return }
        try finishFlush()
        tables.cut()
        let marker = FlushMarker(
            sequence: report.sequence, time: time.microseconds, entries: report.entries - report.rejected, rejected: report.rejected
        )
        let pending = PendingFlush()
        let contents = FlushContents(tables: tables, commands: commands, envelopes: envelopes)
        flusher.start(contents, marker: marker, withIndexes: keepsDerived) { pending.fulfil($0) }
        writing = pending
        commands = [:]
        envelopes = EnvelopeIndex()
        isFlushed = true
        sinceFlush = 0
    }

    /// Waits for the flush in progress.
    private func finishFlush() throws {
        guard let pending = writing else { return }
        writing = nil
        _ = try pending.wait().get()
        let flushed = tables
        tables.completeFlush(source: LatestSource(store: store))
        flusher.release(flushed)
    }

    /// Rows of a table in the byte order of their ids, after an id: an empty part is the end.
    public func rows(_ table: Table, after: String?) throws -> [Row] {
        try storedRows(table, after: after).map { try Row(table, bytes: $0.row) }
    }

    /// The same rows as they are stored: their canonical bytes.
    public func storedRows(_ table: Table, after: String?) throws -> [StoredRow] {
        try flushRows()
        guard report.sequence > 0 else { return [] }
        return try store.rows(table: table.rawValue, after: after, at: report.sequence, limit: 512)
    }

    /// The hash over all rows (see `StateHash`).
    public func stateHash() throws -> StateHash {
        try StateHash { table, after in try self.storedRows(table, after: after) }
    }

    /// Closes the replay; a temporary folder is deleted.
    public func discard() throws {
        _ = writing?.wait()
        store.close()
        if isTemporary { try LedgerDirectory.removeFlatFolder(folder) }
    }

    /// Writes what is left and closes: the rows stay.
    func keep() throws {
        try flushRows()
        store.close()
    }
}

/// The result of a flush, waited for by one thread.
private final class PendingFlush: Sendable {
    private let result = Mutex<Result<UInt64, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    func fulfil(_ result: Result<UInt64, any Error>) {
        self.result.withLock { $0 = result }
        isDone.signal()
    }

    func wait() -> Result<UInt64, any Error> {
        isDone.wait()
        return result.withLock { $0 ?? .failure(EngineError(.io, "a flush ended without a result")) }
    }
}

extension Engine {
    /// Throws state/ away and rebuilds it from the log. The ledger must not be open.
    ///
    /// - Parameter progress: called now and then with entries done and entries in all.
    /// - Throws: `JournalError` `.locked` while a service holds the ledger, `.notALedger` where state/ is a link or
    ///   has something in it that is no file, before anything is touched; what is damaged in the log.
    public static func rebuild(directory path: String, progress: (UInt64, UInt64) -> Void) throws -> Replay.Report {
        let directory = try LedgerDirectory.open(path, create: false)
        try directory.checkStateCanBeDeleted()
        let lock = try directory.lock()
        defer { lock.release() }
        try directory.removeRebuiltState()
        let log = try LevelDBLog(path: directory.log)
        defer { log.close() }
        let replay = try Replay(of: log, keepingRowsIn: directory.rebuiltState)
        let ahead = EntriesAhead(after: 0) { try log.decodedEntries(after: $0) }
        defer { ahead.cancel() }
        while case let entries = try ahead.next(), !entries.isEmpty {
            for entry in entries { try replay.fold(entry) }
            progress(replay.report.sequence, log.head)
        }
        try replay.keep()
        try directory.exchangeState()
        return replay.report
    }
}
