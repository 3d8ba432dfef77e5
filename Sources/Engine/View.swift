import Journal
public import Ledger
public import Schema
import Synchronization

/// The ledger's state at one sequence. Every answer of a view is of that sequence, however long it is kept.
///
/// Reading never holds up the writer: the rows changed since the last flush are a persistent map, those below are in LevelDB.
public final class View: Sendable {
    /// The sequence it shows; 0 is the empty ledger.
    public let sequence: UInt64
    /// The time of that entry; nil for the empty ledger.
    public let time: Moment?

    /// The last complete flush at or below `sequence`.
    let flush: UInt64
    let store: RowStore
    let log: any EntryLog
    let damage: DamageWatch
    /// Counts the rows that a view of the past holds; nil for one of the live state, which holds only what the writer has anyway.
    private let past: PastRows?
    /// What the live state looked like when the view was made: knows which entries touched a row since the flush.
    private let live: Tables
    /// The rows of this view, rolled forward when first needed as a whole.
    private let tables: Mutex<Tables?>
    /// How far that has come.
    private let rolling = Mutex<RollForward?>(nil)

    /// A view of the live state.
    init(
        live: Tables, sequence: UInt64, time: Moment?, flush: UInt64, store: RowStore, log: any EntryLog, damage: DamageWatch
    ) {
        self.live = live
        self.sequence = sequence
        self.time = time
        self.flush = flush
        self.store = store
        self.log = log
        self.damage = damage
        past = nil
        tables = Mutex(live)
    }

    /// A view of a past sequence: rows at the last flush at or before it, rolled forward over the log.
    init(past sequence: UInt64, time: Moment?, flush: UInt64, live: View, _ past: PastRows) {
        self.past = past
        self.live = live.live
        self.sequence = sequence
        self.time = time
        self.flush = flush
        store = live.store
        log = live.log
        damage = live.damage
        tables = Mutex(nil)
    }

    /// Whether it is of a past moment.
    var isPast: Bool { past != nil }

    deinit {
        past?.release(ObjectIdentifier(self))
    }

    // MARK: Rows

    /// The row of an entity, or nil if it did not exist then.
    ///
    /// As of a past moment this folds the entity's own events since the flush before, and nothing else; `fold` does it in steps.
    /// - Throws: `EngineError` `.damaged` where bytes are not what was written; so do all that follow.
    public func row(_ table: Table, _ id: String) throws -> Row? {
        var fold = try fold(table, id)
        while true {
            if let row = try fold.next() { return row }
        }
    }

    /// Begins to read a row.
    public func fold(_ table: Table, _ id: String) throws -> RowFold {
        if let whole = tables.withLock({ $0 }) { return RowFold(self, table, id, over: whole, touchedBy: []) }
        let stored = Tables(source: FlushSource(store: store, flush: flush))
        let entries = try table.canHave(id: id) ? damage.reading { try touched(table, id, after: flush) } : []
        return RowFold(self, table, id, over: stored, touchedBy: entries)
    }

    /// Sequences of the entries that touched an entity up to this view, ascending.
    public func history(_ table: Table, _ id: String) throws -> [UInt64] {
        guard table.canHave(id: id) else { return [] }
        return try damage.reading {
            let flushed = flush == 0 ? [] : try store.history(table: table.rawValue, id: id, at: flush)
            return flushed + (try touched(table, id, after: flush))
        }
    }

    /// Sequences in `after`…`self.sequence` that touched an entity: from later flushes, and from the live state above them.
    private func touched(_ table: Table, _ id: String, after: UInt64) throws -> [UInt64] {
        let stored = try store.touched(table: table.rawValue, id: id, after: after, through: sequence)
        let last = stored.last ?? after
        return stored + live.touched(table, id).filter { $0 > last && $0 <= sequence }
    }

    /// All rows of this view as tables over its flush. Nil where that takes more entries than one step folds: then call again.
    ///
    /// Readers of the same view share the work, and none holds up those that want a single row. Ask again for each step of a
    /// list, and keep nothing: the rows of the past go where nobody reads them and others need the memory.
    /// - Throws: `EngineError` `.busy`, `.tooLarge` where there is not enough memory for them; what could not be read.
    func rollForward() throws -> Tables? {
        if let whole = tables.withLock({ $0 }) {
            past?.noteReading(self)
            return whole
        }
        return try rolling.withLock { rolling in
            if let whole = tables.withLock({ $0 }) { return whole }
            var rolled = rolling ?? RollForward(after: flush, in: store)
            rolling = nil
            do {
                try rolled.step(through: sequence, in: log)
                try past?.hold(rolled.bytes, self)
            } catch {
                past?.release(ObjectIdentifier(self))
                throw error
            }
            guard rolled.next > sequence else {
                rolling = rolled
                return nil
            }
            let whole = rolled.tables
            tables.withLock { $0 = whole }
            return whole
        }
    }

    /// Lets go of rows that were rolled forward, unless somebody is doing that now. Returns whether it did.
    func forgetRows() -> Bool {
        rolling.withLockIfAvailable { rolling in
            rolling = nil
            tables.withLock { $0 = nil }
            past?.release(ObjectIdentifier(self))
            return true
        } ?? false
    }

    // MARK: Entries

    /// One entry of the log up to this view, or nil if there is none of that sequence.
    public func entry(_ wanted: UInt64) throws -> Entry? {
        guard wanted >= 1, wanted <= sequence else { return nil }
        return try damage.reading { try requiredEntry(wanted, in: log) }
    }

    /// Entries after a sequence, in order, at most `limit` of them and about so many bytes; empty at the end of this view.
    public func entries(after: UInt64, limit: Int, bytes: Int = 1 << 20) throws -> [Entry] {
        guard after < sequence, limit > 0 else { return [] }
        let maxEntries = Int(min(UInt64(limit), sequence - after))
        return try damage.reading { try log.decodedEntries(after: after, limit: maxEntries, bytes: bytes) }
    }

    /// The entries of the first of some sequences, at least one of them and about so many bytes.
    public func entries(_ sequences: some Sequence<UInt64>, bytes: Int) throws -> [Entry] {
        try damage.reading {
            var found: [Entry] = []
            var total = 0
            for wanted in sequences where total < bytes {
                let stored = try requiredEntryBytes(wanted, in: log)
                total += stored.count
                found.append(try Entry.stored(stored, wanted))
            }
            return found
        }
    }
}

/// Reads an entry that must be there.
func requiredEntry(_ sequence: UInt64, in log: any EntryLog) throws -> Entry {
    try Entry.stored(try requiredEntryBytes(sequence, in: log), sequence)
}

private func requiredEntryBytes(_ sequence: UInt64, in log: any EntryLog) throws -> [UInt8] {
    guard let bytes = try log.entry(sequence) else {
        throw EngineError(.damaged, "entry \(sequence) is missing from the log; restore a backup")
    }
    return bytes
}

extension Entry {
    /// Decodes an entry as it is in the log.
    /// - Throws: `EngineError` `.damaged` if the bytes are no entry, or one of a newer version of this program.
    static func stored(_ bytes: [UInt8], _ sequence: UInt64) throws -> Entry {
        let entry: Entry
        do {
            entry = try Entry.decoded(from: bytes)
        } catch {
            throw unreadable(bytes, sequence, error)
        }
        // An event of a kind that this version does not know is a field that it does not know: this would be one of no kind.
        // A span lends its elements; a loop over the array would copy each.
        let events = entry.events
        let span = events.span
        for place in span.indices {
            if case .none = span[place].event {
                throw EngineError(.damaged, "entry \(sequence) of the log has an event that says nothing; restore a backup")
            }
        }
        return entry
    }

    private static func unreadable(_ bytes: [UInt8], _ sequence: UInt64, _ fault: DecodingFault) -> EngineError {
        let path = fault.path(in: bytes, of: Entry.self).map { " in \($0)" } ?? ""
        func newer(_ what: String) -> EngineError {
            EngineError(
                .damaged,
                "entry \(sequence) of the log was written by a newer version of daybook: it has \(what)\(path), which this one "
                    + "does not know; use the version that wrote it, or a newer one")
        }
        return switch fault.reason {
        case .unknownField(let number): newer("a field \(number)")
        case .unknownWord(let number): newer("the word of number \(number)")
        case .truncated, .invalidText, .malformed:
            EngineError(.damaged, "entry \(sequence) of the log cannot be read\(path); restore a backup")
        }
    }
}

extension EntryLog {
    /// Entries behind a sequence, at most `limit` of them and about so many bytes; empty at the head.
    func decodedEntries(after sequence: UInt64, limit: Int = 1024, bytes: Int = 1 << 20) throws -> [Entry] {
        let chunk = try entries(from: sequence + 1, limit: limit, bytes: bytes)
        return try chunk.enumerated().map { try Entry.stored($1, sequence + 1 + UInt64($0)) }
    }
}

/// Runs what only reads or folds, which no rule of the business can reject, and throws the error that ended it.
/// - Throws: `EngineError` `.damaged` if it was rejected all the same.
func withoutRejections<T>(_ body: () throws(DecisionError) -> T) throws -> T {
    do {
        return try body()
    } catch {
        switch error {
        case .error(let newer as UnknownEvent): throw EngineError(.damaged, newer.description)
        case .error(let cause): throw cause
        case .rejected(let rejection): throw EngineError(.damaged, "reading was rejected: \(rejection.code)")
        }
    }
}
