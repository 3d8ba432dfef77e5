import HashTreeCollections
import Schema

/// Rows as of the last complete flush that decisions read again and again and seldom change: what every order asks for. Kept
/// decoded, and the writer's own.
struct KnownRows {
    var products = KnownTable<Product>()
    var warehouses = KnownTable<Warehouse>()
    var stock = KnownTable<Stock>()

    /// Forgets the rows that the flush in progress replaces, when it is complete.
    mutating func forget(_ tables: Tables) {
        for id in tables.products.flushing.keys { products.forget(id) }
        for id in tables.warehouses.flushing.keys { warehouses.forget(id) }
        for id in tables.stock.flushing.keys { stock.forget(id) }
    }
}

/// Rows of one table, by id.
struct KnownTable<Row: RowMessage> {
    private var rows: [String: Row] = [:]

    /// How many rows are kept before all are dropped and read again: some ten megabytes.
    private static var most: Int { 20_000 }

    /// The row as of the last complete flush, nil if there is none. That there is none is not kept.
    mutating func find(_ id: String, in source: any RowSource) throws(Refusal) -> Row? {
        if let row = rows[id] { return row }
        guard let row = try RowTable<Row>.stored(id, in: source) else { return nil }
        if rows.count >= Self.most { rows.removeAll(keepingCapacity: true) }
        rows[id] = row
        return row
    }

    mutating func forget(_ id: String) {
        rows[id] = nil
    }
}
