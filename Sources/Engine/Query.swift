public import Ledger
import Schema

/// What a list asks for.
public struct Query: Sendable, Equatable {
    /// The table.
    public var table: Table
    /// Fields that must have a value, by their JSON names. Those on fields of one list, such as an order's lines, mean the same
    /// element of it.
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
    /// The rows a query asks for, in the byte order of their ids. Takes as long as the list is; `RowScan` reads step by step.
    /// - Throws: `EngineError` `badFilter` for a filter that no row could meet: on a field that is not there, or for a value it
    ///   cannot have; what could not be read.
    public func rows(_ query: Query) throws -> Page {
        var scan = try RowScan(self, query)
        var found: [Row] = []
        let limit = max(0, min(query.limit, .max - 1))
        while let rows = try scan.next(limit - found.count + 1) {
            for row in rows {
                if found.count == limit { return Page(rows: found, next: found.last?.id) }
                found.append(row)
            }
        }
        return Page(rows: found, next: nil)
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
}
