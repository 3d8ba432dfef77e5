internal import Synchronization

/// The entry log in a LevelDB folder of its own.
///
///     key    sequence, 8 bytes big endian: 1, 2, 3, … no gaps
///     value  the entry's bytes, 1 ... 65,535
///
/// Nothing else is ever put here: because keys only ascend, LevelDB moves tables down without rewriting
/// them. Source: LEVELDB §2.15. Every write is synced; every read verifies checksums and density.
public final class LevelDBLog: EntryLog {
    /// Nil once closed. Readers take the reference out, so that closing never frees under them.
    private let database: Mutex<Database?>
    let path: String
    /// Published after the sync, so no reader sees an entry that is not durable.
    private let published: Atomic<UInt64>
    /// The newest hash over the entries that was asked for (LevelDBLog+Chain.swift).
    let chain: Mutex<LogChain>
    /// Locked within `chain` and within `appending`.
    let appended: Mutex<AppendedChain>
    /// Held for a whole append: the failure that ended appending, if any.
    let appending = Mutex<JournalError?>(nil)

    /// Opens the log in folder `path`, making it if it is missing, and finds the head.
    ///
    /// Checks that the first key is 1 and that the newest entries are dense, about twice as many bytes
    /// as the write-ahead log can hold: the part that LevelDB just recovered, and can lose a piece of
    /// silently. Source: LEVELDB §2.5. The rest is checked by ``verifyDense()``, and by every reader.
    /// - Throws: `corruption`, `locked`, `io`.
    public init(path: String, options: DatabaseOptions = .log()) throws(JournalError) {
        let opened = try Database(path: path, options: options)
        let head = try Self.findHead(opened)
        try Self.checkTail(opened, head: head, bytes: 2 * options.writeBufferBytes)
        let noted = try Self.notedChain(in: opened, head: head)
        chain = Mutex(noted)
        appended = Mutex(AppendedChain(at: head, noted: noted))
        database = Mutex(opened)
        published = Atomic(head)
        self.path = path
    }

    public var head: UInt64 { published.load(ordering: .acquiring) }

    public func append(_ entries: [[UInt8]], expecting head: UInt64) throws(JournalError) {
        try appending.withLock { (failure: inout JournalError?) throws(JournalError) -> Void in
            if let failure { throw failure }
            let database = try current()
            let last = self.head
            guard last == head else {
                throw JournalError(
                    .fenced, "the head is \(last), not \(head): another writer appended; step down")
            }
            let batch = Self.batch(entries, after: head)
            do throws(JournalError) {
                try database.write(batch)
            } catch {
                // A compaction met a damaged block before: LevelDB refuses every write since, and has not begun this one.
                if error.code == .corruption {
                    failure = error
                    throw error
                }
                // LevelDB forgets a failed append and would misframe the next. Source: LEVELDB §2.2, §2.4.
                let unknown = JournalError(
                    .unknownOutcome,
                    "entries \(head + 1)...\(head + UInt64(entries.count)) may or may not be in the log; "
                        + "stop, start again, and ask with the same command ids",
                    cause: error.description)
                failure = unknown
                throw unknown
            }
            appended.withLock { $0.append(entries) }
            published.store(head + UInt64(entries.count), ordering: .releasing)
        }
    }

    private static func batch(_ entries: [[UInt8]], after head: UInt64) -> WriteBatch {
        precondition(!entries.isEmpty, "an append needs at least one entry")
        var batch = WriteBatch()
        var sequence = head
        for entry in entries {
            sequence += 1
            precondition(
                EntryLimits.entryBytes.contains(entry.count),
                "entry \(sequence) has \(entry.count) bytes, allowed are \(EntryLimits.entryBytes)")
            batch.put(key(sequence), entry)
        }
        return batch
    }

    public func close() {
        // The failure lock first: an append that is running ends before the log closes.
        appending.withLock { _ in
            database.withLock { $0 = nil }
        }
    }

    func current() throws(JournalError) -> Database {
        guard let database = database.withLock({ $0 }) else {
            throw JournalError(.closed, "the log in \(path) is closed; open it again")
        }
        return database
    }

    static func key(_ sequence: UInt64) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(8)
        key.appendBE64(sequence)
        return key
    }
}
