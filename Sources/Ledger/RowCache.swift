import HashTreeCollections
import Schema

/// Rows of one table as of the last complete flush, by id: decoded, until a flush replaces them.
struct RowCache<Row: Entity> {
    private var rows: [String: Row] = [:]

    /// How many rows are kept before all are dropped and read again: some ten megabytes.
    private static var maxRows: Int { 20_000 }

    /// The row as of the last complete flush, nil if there is none. That there is none is not kept.
    mutating func find(_ id: String, in source: any RowSource) throws(DecisionError) -> Row? {
        if let row = rows[id] { return row }
        guard let row = try RowTable<Row>.stored(id, in: source) else { return nil }
        if rows.count >= Self.maxRows { rows.removeAll(keepingCapacity: true) }
        rows[id] = row
        return row
    }

    /// Forgets the rows that a table's flush in progress replaces.
    mutating func forget(_ table: RowTable<Row>) {
        for id in table.immutableMemtable.keys { rows[id] = nil }
    }
}
