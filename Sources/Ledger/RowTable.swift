public import HashTreeCollections
public import Schema

/// Where rows come from that have not changed since the last flush. Implemented over LevelDB by the engine, and by tests in memory.
public protocol RowSource: Sendable {
    /// The row's bytes as of the source's flush, or nil if the entity does not exist there.
    func row(_ table: Table, _ id: String) throws -> [UInt8]?
    /// Ids in a secondary index as of the source's flush, ascending.
    func ids(_ index: Index, _ value: String) throws -> [String]
}

/// A source without rows: a ledger before its first flush.
public struct NoRows: RowSource {
    public init() {}
    public func row(_ table: Table, _ id: String) -> [UInt8]? { nil }
    public func ids(_ index: Index, _ value: String) -> [String] { [] }
}

/// An event in the log is not the next one of its entity: the log is damaged, or rows and log are not of one ledger.
public struct VersionGap: Error, CustomStringConvertible {
    public let entity: String
    public let sequence: UInt64
    public var description: String {
        "entry \(sequence) does not move \(entity) to its next version: rows and log disagree; "
            + "run daybook rebuild, or restore a backup"
    }
}

/// A row that changed since the last flush. A value: a copy costs nothing until one of the two changes.
public struct ChangedRow<Row: Entity>: Sendable {
    @usableFromInline
    struct Content: Sendable {
        @usableFromInline var row: Row
        @usableFromInline let base: Row?
        @usableFromInline var touched = Sequences()
    }

    // The nodes of the persistent map are copied all the time, so they hold a reference each and not whole rows.
    @usableFromInline var box: Box<Content>

    /// The row as of the last flush, or a new one.
    init(base: Row?, else new: @autoclosure () -> Row) {
        box = Box(Content(row: base ?? new(), base: base))
    }

    /// The row now.
    @inlinable public var row: Row { box.value.row }
    /// The row at the last flush, or nil if the entity was not there.
    @inlinable public var base: Row? { box.value.base }
    /// Sequences of the entries that touched it since then, ascending.
    @inlinable public var touched: Sequences { box.value.touched }
}

/// What an event did to its row.
struct Moved<Row: Entity> {
    /// The row after the event.
    let changed: ChangedRow<Row>
    /// The row's deadline before it.
    let deadlineBefore: Moment?

    var row: Row { changed.row }
}

/// One typed table: the rows changed since the last flush, over those being flushed, over a source.
///
/// A copy is a snapshot and costs nothing: the maps are persistent, so whoever holds the copy sees it unchanged while the
/// original moves on. That is how queries read one sequence without holding up the writer.
public struct RowTable<Row: Entity>: Sendable {
    /// Rows changed since the last flush was cut.
    public private(set) var memtable: TreeDictionary<String, ChangedRow<Row>> = [:]
    /// Rows handed to a flush that is not yet marked complete.
    public private(set) var immutableMemtable: TreeDictionary<String, ChangedRow<Row>> = [:]
    /// The rows as they were before the entry in progress touched them, in the order in which it did.
    private var undo: [(id: String, before: ChangedRow<Row>?)] = []

    /// The row, or nil if the entity does not exist.
    /// - Throws: `DecisionError.error` when the source cannot be read.
    public func find(_ id: String, in source: any RowSource) throws(DecisionError) -> Row? {
        if let row = inMemory(id) { return row }
        return try Self.stored(id, in: source)
    }

    /// The row if it has changed since the last complete flush.
    func inMemory(_ id: String) -> Row? {
        (memtable.find(id) ?? immutableMemtable.find(id))?.row
    }

    /// Ids of the rows that have a key in an index, ascending: those of the last complete flush as the index says, and of what
    /// changed since all that `matches`. May name a row that has left the place since: check the row.
    ///
    /// What changed is looked through. It serves what is asked seldom, and saves every command the upkeep of a look-up (`Links`).
    func ids(
        _ keys: [IndexKey], in source: any RowSource, where matches: (Row) -> Bool
    ) throws(DecisionError) -> [String] {
        var found: Set<String> = []
        do {
            for key in keys { found.formUnion(try source.ids(key.index, key.value)) }
        } catch {
            throw .error(error)
        }
        let changed = [immutableMemtable, memtable]
        for rows in changed { for (id, change) in rows where matches(change.row) { found.insert(id) } }
        return found.sorted()
    }

    /// The row as of the last complete flush.
    static func stored(_ id: String, in source: any RowSource) throws(DecisionError) -> Row? {
        // Nothing has an empty id, but a question may name it.
        guard !id.isEmpty else { return nil }
        let bytes: [UInt8]
        do {
            guard let stored = try source.row(Row.table, id) else { return nil }
            bytes = stored
        } catch {
            throw .error(error)
        }
        do throws(DecodingFault) {
            return try Row.decoded(from: bytes)
        } catch {
            throw .error(UnreadableRow(bytes, of: id, in: Row.self, error))
        }
    }

    /// Moves the entity to its next version: loads or makes its row, and lets `body` change it in place.
    ///
    /// - Parameter version: the version it must get, as an entry of the log says; nil in a decision, which can be rolled back.
    /// - Parameter isNew: whether a decision has made sure that the entity does not exist.
    /// - Parameter below: the row as of the last complete flush; asked only if it has not changed since.
    /// - Throws: `DecisionError.error` when the source cannot be read, or the version is not the next one.
    mutating func update(
        _ id: String, version: UInt64?, sequence: UInt64, isNew: Bool = false, below: () throws(DecisionError) -> Row?,
        _ body: (inout Row) -> Void
    ) throws(DecisionError) -> Moved<Row> {
        var touch = Touch()
        let flushed = immutableMemtable
        // One call, so that the map hashes the id and finds its place once.
        let moved: Moved<Row> = memtable.updateValue(
            forKey: id, default: touch.first(id, isNew ? nil : flushed.find(id)?.row, isNew: isNew, below)
        ) { slot in
            if !touch.isFirst, slot.touched.last != sequence {
                touch.isFirst = true
                if version == nil { touch.before = slot }
            }
            let deadline = slot.row.deadline
            let content = slot.box.unique()
            content.value.row.version += 1
            if version == nil || version == content.value.row.version {
                body(&content.value.row)
                content.value.touched.append(sequence)
            } else if touch.failure == nil {
                touch.failure = .error(VersionGap(entity: Row.table.entity(id), sequence: sequence))
            }
            return Moved(changed: slot, deadlineBefore: deadline)
        }
        if version == nil, touch.isFirst { undo.append((id, touch.before)) }
        guard let failure = touch.failure else { return moved }
        // What could not be read leaves nothing behind. A row of the wrong version ends the engine.
        if moved.changed.touched.last == nil { memtable[id] = nil }
        throw failure
    }

    /// What is found out while a row is moved.
    private struct Touch {
        /// Whether the entry in progress did not touch the row before.
        var isFirst = false
        /// The row before that, where it can be rolled back.
        var before: ChangedRow<Row>?
        var failure: DecisionError?

        /// The row when the first entry since the last flush touches it.
        mutating func first(_ id: String, _ flushed: Row?, isNew: Bool, _ below: () throws(DecisionError) -> Row?) -> ChangedRow<
            Row
        > {
            isFirst = true
            var base = flushed
            do throws(DecisionError) {
                if base == nil, !isNew { base = try below() }
            } catch {
                failure = error
            }
            return ChangedRow(base: base, else: Row(id: id))
        }
    }

    /// Keeps what the entry in progress did.
    mutating func commit() {
        // There are one or two: taking them one by one costs less than what `removeAll` prepares, and keeps the room for the next.
        while !undo.isEmpty { undo.removeLast() }
    }

    /// Takes back what the entry in progress did.
    mutating func rollBack() {
        for (id, before) in undo.reversed() { memtable[id] = before }
        commit()
    }

    /// Moves all changed rows into the flush in progress. Requires that the flush before is complete.
    mutating func cut() {
        precondition(immutableMemtable.isEmpty, "a flush of \(immutableMemtable.count) \(Row.table.kind) rows is still in progress")
        swap(&memtable, &immutableMemtable)
    }

    /// Forgets the rows of the flush: they are in the source now.
    mutating func completeFlush() {
        immutableMemtable = [:]
    }
}

extension TreeDictionary {
    /// The value of a key. Faster for an empty map, whose own look-up hashes the key too.
    fileprivate func find(_ key: Key) -> Value? {
        isEmpty ? nil : self[key]
    }
}
