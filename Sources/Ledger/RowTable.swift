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

/// An event in the log is not the next one of its entity: the log is damaged, or rows and log are not of one book.
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
        @usableFromInline let base: [Row]
        @usableFromInline var touched = Sequences()
    }

    // Why an array of one: a box that is copied when it is shared, so that the nodes of the persistent map, which are copied
    // all the time, hold a reference each and not whole rows. `base` likewise, with none where the entity was not there.
    @usableFromInline var box: [Content]

    /// A place for a row that is not known yet.
    init() {
        box = []
    }

    /// Whether the row is known.
    var isFilled: Bool { !box.isEmpty }

    /// Puts in the row as of the last flush, or a new one.
    mutating func fill(base: Row?, else new: @autoclosure () -> Row) {
        if let base {
            box = [Content(row: base, base: [base])]
        } else {
            box = [Content(row: new(), base: [])]
        }
    }

    // Why spans: a subscript of the array would copy all of the content first.

    /// The row now.
    @inlinable public internal(set) var row: Row {
        get { box.span[0].row }
        _modify { yield &box[0].row }
    }
    /// The row at the last flush: one, or none if the entity was not there.
    @inlinable public var base: [Row] { box.span[0].base }
    /// Sequences of the entries that touched it since then, ascending.
    @inlinable public internal(set) var touched: Sequences {
        get { box.span[0].touched }
        _modify { yield &box[0].touched }
    }
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
/// original moves on. That is how queries read one sequence without holding up the writer (DESIGN §6.7).
public struct RowTable<Row: Entity>: Sendable {
    /// Rows changed since the flush point that comes next was cut.
    public private(set) var changed: TreeDictionary<String, ChangedRow<Row>> = [:]
    /// Rows handed to a flush that is not yet marked complete.
    public private(set) var flushing: TreeDictionary<String, ChangedRow<Row>> = [:]
    /// The rows as they were before the entry in progress touched them, in the order in which it did.
    private var undo: [(id: String, before: ChangedRow<Row>?)] = []

    /// The row, or nil if the entity does not exist.
    /// - Throws: `Refusal.failed` when the source cannot be read.
    public func find(_ id: String, in source: any RowSource) throws(Refusal) -> Row? {
        if let row = inMemory(id) { return row }
        return try Self.stored(id, in: source)
    }

    /// The row if it has changed since the last complete flush.
    func inMemory(_ id: String) -> Row? {
        (changed.find(id) ?? flushing.find(id))?.row
    }

    /// The row as of the last complete flush.
    static func stored(_ id: String, in source: any RowSource) throws(Refusal) -> Row? {
        // Nothing has an empty id, but a question may name it.
        guard !id.isEmpty else { return nil }
        do {
            guard let bytes = try source.row(Row.table, id) else { return nil }
            return try Row.decoded(from: bytes)
        } catch {
            throw .failed(error)
        }
    }

    /// Moves the entity to its next version: loads or makes its row, and lets `body` change it in place.
    ///
    /// - Parameter version: the version it must get, as an entry of the log says; nil in a decision, which can be rolled back.
    /// - Parameter isNew: whether a decision has made sure that the entity does not exist.
    /// - Parameter below: the row as of the last complete flush; asked only if it has not changed since.
    /// - Throws: `Refusal.failed` when the source cannot be read, or the version is not the next one.
    mutating func update(
        _ id: String, version: UInt64?, sequence: UInt64, isNew: Bool = false, below: () throws(Refusal) -> Row?,
        _ body: (inout Row) -> Void
    ) throws(Refusal) -> Moved<Row> {
        let flushed = flushing
        var before: ChangedRow<Row>?
        var isFirstTouch = false
        // Why all of it in one closure: the map hashes the id and finds its place once.
        let moved: Result<Moved<Row>, Refusal> = changed.updateValue(forKey: id, default: ChangedRow()) { slot in
            if !slot.isFilled || slot.touched.last != sequence {
                isFirstTouch = true
                if version == nil, slot.isFilled { before = slot }
            }
            if !slot.isFilled {
                do throws(Refusal) {
                    var base = isNew ? nil : flushed.find(id)?.row
                    if base == nil, !isNew { base = try below() }
                    slot.fill(base: base, else: Row(id: id))
                } catch {
                    return .failure(error)
                }
            }
            let deadline = slot.row.deadline
            slot.row.version += 1
            guard version == nil || version == slot.row.version else {
                return .failure(.failed(VersionGap(entity: Row.table.entity(id), sequence: sequence)))
            }
            body(&slot.row)
            slot.touched.append(sequence)
            return .success(Moved(changed: slot, deadlineBefore: deadline))
        }
        if version == nil, isFirstTouch { undo.append((id, before)) }
        do throws(Refusal) {
            return try moved.get()
        } catch {
            if changed[id]?.isFilled == false { changed[id] = nil }
            throw error
        }
    }

    /// Keeps what the entry in progress did.
    mutating func commit() {
        if !undo.isEmpty { undo.removeAll(keepingCapacity: true) }
    }

    /// Takes back what the entry in progress did.
    mutating func rollBack() {
        for (id, before) in undo.reversed() { changed[id] = before }
        commit()
    }

    /// Moves all changed rows into the flush in progress. Requires that the flush before is complete.
    mutating func cut() {
        precondition(flushing.isEmpty, "a flush of \(flushing.count) \(Row.table.kind) rows is still in progress")
        swap(&changed, &flushing)
    }

    /// Forgets the rows of the flush: they are in the source now.
    mutating func completeFlush() {
        flushing = [:]
    }
}

extension TreeDictionary {
    /// The value of a key. Why: the map's own look-up hashes the key also when it is empty.
    fileprivate func find(_ key: Key) -> Value? {
        isEmpty ? nil : self[key]
    }
}
