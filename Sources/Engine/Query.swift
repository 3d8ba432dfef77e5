import Journal
public import Ledger

/// What a list asks for.
public struct Query: Sendable, Equatable {
    /// The table.
    public var table: Table
    /// Fields that must have a value, by their JSON names.
    public var filters: [Filter]
    /// Only ids after this one, in byte order: the cursor.
    public var after: String?
    /// How many rows at most.
    public var limit: Int

    public init(_ table: Table, filters: [Filter] = [], after: String? = nil, limit: Int = 50) {
        self.table = table
        self.filters = filters
        self.after = after
        self.limit = limit
    }

    /// A field and the value it must have.
    public struct Filter: Sendable, Equatable {
        public let field: String
        public let value: String

        public init(_ field: String, _ value: String) {
            self.field = field
            self.value = value
        }
    }
}

/// A part of a list.
public struct Page: Sendable {
    /// Rows in id order.
    public let rows: [Row]
    /// The cursor of the next part; nil at the end.
    public let next: String?
}

extension View {
    /// Candidates fetched at once.
    private static let chunk = 256

    /// The rows a query asks for, in the byte order of their ids.
    ///
    /// Candidates come from the most selective index there is, or from the table itself, together with the rows changed since the
    /// flush; each is then read and checked, so an index is never trusted for more than where to look.
    public func rows(_ query: Query) throws -> Page {
        let whole = try rolledForward()
        let prefix = query.idPrefix
        let index = query.indexKey
        var found: [Row] = []
        var after = query.after
        let changed = whole.changedIDs(query.table) { $0.hasPrefix(prefix) }.sorted()
        while true {
            let stored = try storedIDs(query.table, prefix: prefix, index: index, after: after)
            let isLast = stored.count < Self.chunk
            let end = isLast ? nil : stored.last
            let fresh = changed.filter { id in (after.map { id > $0 } ?? true) && (end.map { id <= $0 } ?? true) }
            for id in Set(stored).union(fresh).sorted() {
                guard let row = try unwrap({ () throws(Refusal) in try whole.row(query.table, id) }), query.matches(row) else {
                    continue
                }
                if found.count == query.limit { return Page(rows: found, next: found.last?.id) }
                found.append(row)
            }
            guard let end else { return Page(rows: found, next: nil) }
            after = end
        }
    }

    private func storedIDs(_ table: Table, prefix: String, index: IndexKey?, after: String?) throws -> [String] {
        guard flush > 0 else { return [] }
        if let index {
            return try store.ids(index: index.index.rawValue, value: index.value, after: after, at: flush, limit: Self.chunk)
        }
        return try store.rows(table: table.rawValue, prefix: prefix, after: after, at: flush, limit: Self.chunk).map(\.id)
    }
}

extension Query {
    /// Stock ids start with their SKU, so a filter on it is a range.
    var idPrefix: String {
        guard table == .stock, let sku = filters.first(where: { $0.field == "sku" }) else { return "" }
        return sku.value + "@"
    }

    /// The index to look in, if a filter has one; the more selective ones first.
    var indexKey: IndexKey? {
        for (field, index) in Self.indexes(of: table) {
            guard let filter = filters.first(where: { $0.field == field }) else { continue }
            guard let value = RowFields.indexValue(of: filter.value, field: field, in: table) else { continue }
            return IndexKey(index, value)
        }
        return nil
    }

    private static func indexes(of table: Table) -> [(field: String, index: Index)] {
        switch table {
        case .product: [("sku", .productSKU)]
        case .warehouse, .reservation: []
        case .stock: [("warehouseId", .stockWarehouse)]
        case .order: [("customerId", .orderCustomer), ("status", .orderStatus)]
        case .payment: [("orderId", .paymentOrder), ("status", .paymentStatus)]
        case .shipment: [("orderId", .shipmentOrder), ("trackingNumber", .shipmentTrackingNumber), ("status", .shipmentStatus)]
        }
    }

    func matches(_ row: Row) -> Bool {
        filters.allSatisfy { RowFields.has($0, row) }
    }
}
