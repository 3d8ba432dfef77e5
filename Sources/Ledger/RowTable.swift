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

/// A row that changed since the last flush.
public struct ChangedRow<Row: RowMessage>: Sendable {
    /// The row now.
    public internal(set) var row: Row
    /// The row at the last flush; nil if the entity was not there.
    public let base: Row?
    /// Sequences of the entries that touched it since then, ascending.
    public internal(set) var touched: [UInt64]
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

    /// The row, or nil if the entity does not exist.
    /// - Throws: `Refusal.failed` when the source cannot be read.
    public func find(_ id: String, in source: any RowSource) throws(Refusal) -> Row? {
        if let found = changed[id] { return found.row }
        if let found = flushing[id] { return found.row }
        do {
            guard let bytes = try source.row(Row.table, id) else { return nil }
            return try Row(serializedBytes: bytes)
        } catch {
            throw .failed(error)
        }
    }

    /// Moves the entity to its next version: loads or makes its row, lets `body` change it in place, and gives it.
    ///
    /// - Parameter version: the version it must get, as an entry of the log says; nil for whatever comes next.
    /// - Parameter isFirst: that the entity does not exist yet is known, so the source need not be asked.
    /// - Throws: `Refusal.failed` when the source cannot be read, or the version is not the next one.
    @discardableResult
    mutating func update(
        _ id: String, version: UInt64?, isFirst: Bool, sequence: UInt64, in source: any RowSource, _ body: (inout Row) -> Void
    ) throws(Refusal) -> Row {
        if changed.index(forKey: id) == nil {
            let base = isFirst ? nil : try find(id, in: source)
            changed[id] = ChangedRow(row: base ?? Row(id: id), base: base, touched: [])
        }
        let updated: Row? = changed.updateValue(forKey: id, default: ChangedRow(row: Row(id: id), base: nil, touched: [])) { slot in
            slot.row.version += 1
            guard version == nil || version == slot.row.version else { return nil }
            body(&slot.row)
            if slot.touched.last != sequence { slot.touched.append(sequence) }
            return slot.row
        }
        guard let updated else { throw .failed(VersionGap(entity: Row.table.entity(id), sequence: sequence)) }
        return updated
    }

    /// What `restore` needs to take back changes of this entity made after now.
    func saved(_ id: String) -> ChangedRow<Row>? { changed[id] }

    mutating func restore(_ id: String, _ saved: ChangedRow<Row>?) {
        changed[id] = saved
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
