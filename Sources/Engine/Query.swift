import Journal
public import Ledger
import Schema

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
    /// Candidates come from the order they belong to, from the most selective index there is, or from the table itself, together
    /// with the rows changed since the flush; each is then read and checked: none of these says more than where to look.
    public func rows(_ query: Query) throws -> Page {
        let whole = try rolledForward()
        let prefix = query.idPrefix
        let source = try candidates(query, whole)
        var found: [Row] = []
        var after = query.after
        let changed = whole.changedIDs(query.table) { $0.hasPrefix(prefix) }.sorted()
        while true {
            let stored = try storedIDs(source, after: after)
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

    /// Where ids of rows as of the flush are found.
    private enum Candidates {
        case ids([String])
        case index(IndexKey)
        case table(Table, prefix: String)
    }

    private func candidates(_ query: Query, _ whole: Tables) throws -> Candidates {
        if let id = query.orderID {
            let order = try unwrap { () throws(Refusal) in try whole.orders.find(id, in: whole.source) }
            // Why no index: the order's row lists what belongs to it.
            return .ids((query.table == .payment ? order?.paymentIds : order?.shipmentIds)?.sorted() ?? [])
        }
        return query.indexKey.map { .index($0) } ?? .table(query.table, prefix: query.idPrefix)
    }

    private func storedIDs(_ candidates: Candidates, after: String?) throws -> [String] {
        guard flush > 0 else { return [] }
        switch candidates {
        case .ids(let ids): return Array(ids.drop { id in after.map { id <= $0 } ?? false }.prefix(Self.chunk))
        case .index(let key):
            return try store.ids(index: key.index.rawValue, value: key.value, after: after, at: flush, limit: Self.chunk)
        case .table(let table, let prefix):
            return try store.rows(table: table.rawValue, prefix: prefix, after: after, at: flush, limit: Self.chunk).map(\.id)
        }
    }
}

extension Query {
    /// Stock ids start with their SKU, so a filter on it is a range.
    var idPrefix: String {
        guard table == .stock, let sku = filters.first(where: { $0.field == "sku" }) else { return "" }
        return sku.value + "@"
    }

    /// The order that the rows must belong to, where its row says which do.
    var orderID: String? {
        guard table == .payment || table == .shipment else { return nil }
        return filters.first { $0.field == "orderId" }?.value
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
        case .warehouse, .reservation, .parcel: []
        case .stock: [("warehouseId", .stockWarehouse)]
        case .order: [("customerId", .orderCustomer), ("status", .orderStatus)]
        case .payment: [("status", .paymentStatus)]
        case .shipment: [("trackingNumber", .shipmentTrackingNumber), ("status", .shipmentStatus)]
        }
    }

    func matches(_ row: Row) -> Bool {
        filters.allSatisfy { RowFields.has($0, row) }
    }
}
