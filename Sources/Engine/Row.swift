import HashTreeCollections
public import Ledger
import Schema

extension Row {
    /// Decodes a stored row.
    init(_ table: Table, bytes: [UInt8]) throws {
        func decoded<E: Entity>(_: E.Type) throws -> Row { try E.decoded(from: bytes).row }
        self = try decoded(table.type)
    }

    /// The entity's id within its table.
    public var id: String { message.id }

    /// How many events moved the entity.
    public var version: UInt64 { message.version }

    /// The row as bytes; the same row always gives the same bytes.
    public func bytes() -> [UInt8] { message.canonicalBytes() }
}

extension Tables {
    /// Ids of the rows of a table that changed since the last complete flush and that `isWanted` takes; unordered.
    func changedIDs(_ table: Table, where isWanted: (String) -> Bool) -> Set<String> {
        func ids<E: Entity>(_: E.Type) -> Set<String> {
            let rows = E.rows(of: self)
            var found = Set(rows.memtable.keys.lazy.filter(isWanted))
            found.formUnion(rows.immutableMemtable.keys.lazy.filter(isWanted))
            return found
        }
        return ids(table.type)
    }

    /// Sequences of entries that touched an entity since the last complete flush, ascending.
    func touched(_ table: Table, _ id: String) -> [UInt64] {
        func sequences<E: Entity>(_: E.Type) -> [UInt64] {
            let rows = E.rows(of: self)
            return (rows.immutableMemtable[id]?.touched.array ?? []) + (rows.memtable[id]?.touched.array ?? [])
        }
        return sequences(table.type)
    }
}
