public import HashTreeCollections
import Schema
import SwiftProtobuf

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
public struct ChangedRow<Row: RowMessage>: Sendable {
    private struct Content {
        var row: Row
        let base: [Row]
        var touched: Sequences
    }

    // Why an array of one: a box that is copied when it is shared, so that the nodes of the persistent map, which are copied
    // all the time, hold a reference each and not whole rows. `base` likewise, with none where the entity was not there.
    private var box: [Content]

    init(base: Row?, else new: @autoclosure () -> Row) {
        box = [Content(row: base ?? new(), base: base.map { [$0] } ?? [], touched: Sequences())]
    }

    /// The row now.
    public internal(set) var row: Row {
        get { box[0].row }
        _modify { yield &box[0].row }
    }
    /// The row at the last flush; nil if the entity was not there.
    public var base: Row? { box[0].base.first }
    /// Sequences of the entries that touched it since then, ascending.
    public internal(set) var touched: Sequences {
        get { box[0].touched }
        _modify { yield &box[0].touched }
    }
}

/// What an event did to its row.
struct Moved<Row: RowMessage> {
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
public struct RowTable<Row: RowMessage>: Sendable {
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
        // Why: looking a text up costs its hash, also in an empty map.
        if !changed.isEmpty, let found = changed[id] { return found.row }
        return flushing.isEmpty ? nil : flushing[id]?.row
    }

    /// The row as of the last complete flush.
    static func stored(_ id: String, in source: any RowSource) throws(Refusal) -> Row? {
        do {
            guard let bytes = try source.row(Row.table, id) else { return nil }
            return try Row.decoded(from: bytes)
        } catch {
            throw .failed(error)
        }
    }

    /// Moves the entity to its next version: loads or makes its row, and lets `body` change it in place.
    ///
    /// - Parameter version: the version it must get, as an entry of the log says; nil in a decision, which can be abandoned.
    /// - Parameter below: the row as of the last complete flush; asked only if it has not changed since.
    /// - Throws: `Refusal.failed` when the source cannot be read, or the version is not the next one.
    mutating func update(
        _ id: String, version: UInt64?, sequence: UInt64, below: () throws(Refusal) -> Row?, _ body: (inout Row) -> Void
    ) throws(Refusal) -> Moved<Row> {
        var before = changed[id]
        if before != nil, before?.touched.last == sequence {
            // Why: whoever else holds the row makes the change copy it.
            before = nil
            return try change(id, version: version, sequence: sequence, ifNone: nil, body)
        }
        if version == nil { undo.append((id, before)) }
        if before != nil {
            before = nil
            return try change(id, version: version, sequence: sequence, ifNone: nil, body)
        }
        let base = if !flushing.isEmpty, let row = flushing[id]?.row { row as Row? } else { try below() }
        return try change(id, version: version, sequence: sequence, ifNone: base, body)
    }

    /// Changes the row in its place: not copied unless someone else holds it.
    private mutating func change(
        _ id: String, version: UInt64?, sequence: UInt64, ifNone base: Row?, _ body: (inout Row) -> Void
    ) throws(Refusal) -> Moved<Row> {
        let moved: Moved<Row>? = changed.updateValue(forKey: id, default: ChangedRow(base: base, else: Row(id: id))) { slot in
            let deadline = slot.row.deadline
            slot.row.version += 1
            guard version == nil || version == slot.row.version else { return nil }
            body(&slot.row)
            slot.touched.append(sequence)
            return Moved(changed: slot, deadlineBefore: deadline)
        }
        guard let moved else { throw .failed(VersionGap(entity: Row.table.entity(id), sequence: sequence)) }
        return moved
    }

    /// Keeps what the entry in progress did.
    mutating func take() {
        if !undo.isEmpty { undo.removeAll(keepingCapacity: true) }
    }

    /// Takes back what the entry in progress did.
    mutating func abandon() {
        for (id, before) in undo.reversed() { changed[id] = before }
        take()
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
