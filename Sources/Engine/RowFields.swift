public import Ledger
public import Schema

/// The fields of rows by their JSON names: for filters, CSV and tables. One list a table, in the order in which they are shown.
/// A new field is the last, so that programs which read columns by their place go on.
public enum RowFields {
    /// The fields' names of a table, the id first.
    public static func names(of table: Table) -> [String] {
        switch table {
        case .product: product.map(\.name)
        case .warehouse: warehouse.map(\.name)
        case .stock: stock.map(\.name)
        case .reservation: reservation.map(\.name)
        case .order: order.map(\.name)
        case .payment: payment.map(\.name)
        case .shipment: shipment.map(\.name)
        case .parcel: parcel.map(\.name)
        }
    }

    /// The values of a row, in the order of `names`. Lists are joined with spaces; what is absent is empty.
    public static func values(of row: Row) -> [String] {
        switch row {
        case .product(let row): product.map { text($0.values(row)) }
        case .warehouse(let row): warehouse.map { text($0.values(row)) }
        case .stock(let row): stock.map { text($0.values(row)) }
        case .reservation(let row): reservation.map { text($0.values(row)) }
        case .order(let row): order.map { text($0.values(row)) }
        case .payment(let row): payment.map { text($0.values(row)) }
        case .shipment(let row): shipment.map { text($0.values(row)) }
        case .parcel(let row): parcel.map { text($0.values(row)) }
        }
    }

    /// What a field can hold.
    package enum Kind: Sendable, Equatable {
        case text
        case number
        case time
        case truth
        /// One of these words.
        case words([String])
    }

    /// One value of a field. Texts are equal if their bytes are: letters that look the same can be written differently.
    enum Value: Sendable, Equatable, CustomStringConvertible {
        case absent
        case text(String)
        case number(Int64)
        case time(Moment)
        case truth(Bool)

        var description: String {
            switch self {
            case .absent: ""
            case .text(let text): text
            case .number(let number): String(number)
            case .time(let time): time.json
            case .truth(let truth): String(truth)
            }
        }

        /// Whether it compares with another value as a filter wants it. Only numbers and times come before or after others, and
        /// what is absent comes nowhere.
        func compares(_ comparison: Query.Comparison, with other: Value) -> Bool {
            switch comparison {
            case .equal: self == other
            case .notEqual: self != other
            case .less: precedes(other)
            case .atMost: precedes(other) || self == other
            case .more: other.precedes(self)
            case .atLeast: other.precedes(self) || self == other
            }
        }

        private func precedes(_ other: Value) -> Bool {
            switch (self, other) {
            case (.number(let left), .number(let right)): left < right
            case (.time(let left), .time(let right)): left < right
            default: false
            }
        }

        static func == (left: Value, right: Value) -> Bool {
            switch (left, right) {
            case (.absent, .absent): true
            case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
            case (.number(let left), .number(let right)): left == right
            case (.time(let left), .time(let right)): left == right
            case (.truth(let left), .truth(let right)): left == right
            default: false
            }
        }
    }

    private typealias Field = RowField

    private static func text(_ values: [Value]) -> String {
        values.map(\.description).joined(separator: " ")
    }

    /// The fields of a table and what each can hold, in the order of `names`.
    package static func kinds(of table: Table) -> [(name: String, kind: Kind)] {
        switch table {
        case .product: product.map { ($0.name, $0.kind) }
        case .warehouse: warehouse.map { ($0.name, $0.kind) }
        case .stock: stock.map { ($0.name, $0.kind) }
        case .reservation: reservation.map { ($0.name, $0.kind) }
        case .order: order.map { ($0.name, $0.kind) }
        case .payment: payment.map { ($0.name, $0.kind) }
        case .shipment: shipment.map { ($0.name, $0.kind) }
        case .parcel: parcel.map { ($0.name, $0.kind) }
        }
    }

    /// Whether a row has everything the filters ask for.
    /// - Throws: `EngineError` `badFilter` for filters that make no sense.
    static func matcher(_ filters: [Query.Filter], of table: Table) throws(EngineError) -> @Sendable (Row) -> Bool {
        switch table {
        case .product:
            let matcher = try RowMatcher(filters, product, of: table)
            return { if case .product(let row) = $0 { matcher.matches(row) } else { false } }
        case .warehouse:
            let matcher = try RowMatcher(filters, warehouse, of: table)
            return { if case .warehouse(let row) = $0 { matcher.matches(row) } else { false } }
        case .stock:
            let matcher = try RowMatcher(filters, stock, of: table)
            return { if case .stock(let row) = $0 { matcher.matches(row) } else { false } }
        case .reservation:
            let matcher = try RowMatcher(filters, reservation, of: table)
            return { if case .reservation(let row) = $0 { matcher.matches(row) } else { false } }
        case .order:
            let matcher = try RowMatcher(filters, order, of: table)
            return { if case .order(let row) = $0 { matcher.matches(row) } else { false } }
        case .payment:
            let matcher = try RowMatcher(filters, payment, of: table)
            return { if case .payment(let row) = $0 { matcher.matches(row) } else { false } }
        case .shipment:
            let matcher = try RowMatcher(filters, shipment, of: table)
            return { if case .shipment(let row) = $0 { matcher.matches(row) } else { false } }
        case .parcel:
            let matcher = try RowMatcher(filters, parcel, of: table)
            return { if case .parcel(let row) = $0 { matcher.matches(row) } else { false } }
        }
    }

    /// What an index holds for a filter's value: statuses are held as numbers. Nil where no row can have the value.
    static func indexValue(of value: String, field: String, in table: Table) -> String? {
        func number<E: Word & CaseIterable>(_ type: E.Type) -> String? {
            E.allCases.first { $0.label.hasBytes(of: value) }.map { String($0.rawValue) }
        }
        guard field == "status" else { return value }
        return switch table {
        case .order: number(Order.Status.self)
        case .payment: number(Payment.Status.self)
        case .shipment: number(Shipment.Status.self)
        case .product, .warehouse, .stock, .reservation, .parcel: nil
        }
    }

    // MARK: The fields

    private static let product: [Field<Product>] = [
        Field("productId") { $0.productID }, Field(version: "version") { $0.version }, Field(word: "status") { $0.status },
        Field(word: "kind") { $0.kind }, Field("title") { $0.title }, Field("sellerId") { $0.sellerID },
        Field("sku", in: "variants") { $0.variants.map(\.sku) },
        Field("price", in: "variants") { $0.variants.map { "\($0.price?.amount ?? 0) \($0.price?.currency ?? "")" } },
        Field(many: "categories") { $0.categories }, Field(time: "createdAt") { $0.createdAt },
        Field(time: "updatedAt") { $0.updatedAt },
    ]

    private static let warehouse: [Field<Warehouse>] = [
        Field("warehouseId") { $0.warehouseID }, Field(version: "version") { $0.version }, Field("name") { $0.name },
        Field(number: "latitudeE6", isOptional: true) { $0.location.map { Int64($0.latitudeE6) } },
        Field(number: "longitudeE6", isOptional: true) { $0.location.map { Int64($0.longitudeE6) } },
        Field(time: "registeredAt") { $0.registeredAt },
    ]

    private static let stock: [Field<Stock>] = [
        Field("sku") { $0.sku }, Field("warehouseId") { $0.warehouseID }, Field(version: "version") { $0.version },
        Field(number: "onHand") { $0.onHand }, Field(number: "reserved") { $0.reserved },
        Field(number: "available") { $0.available },
        Field(number: "quarantined") { $0.quarantined }, Field(number: "incoming") { $0.incoming },
        Field(number: "backordered") { $0.backordered }, Field(time: "updatedAt") { $0.updatedAt },
    ]

    private static let reservation: [Field<Reservation>] = [
        Field("reservationId") { $0.reservationID }, Field(version: "version") { $0.version }, Field(word: "status") { $0.status },
        Field("sku") { $0.sku }, Field("warehouseId") { $0.warehouseID }, Field(number: "quantity") { $0.quantity },
        Field(number: "consumed") { $0.consumed }, Field(number: "released") { $0.released },
        Field(time: "expiresAt") { $0.expiresAt },
    ]

    private static let order: [Field<Order>] = [
        Field("orderId") { $0.orderID }, Field(version: "version") { $0.version }, Field(word: "status") { $0.status },
        Field(word: "paymentStatus") { $0.paymentStatus }, Field(word: "shipmentStatus") { $0.shipmentStatus },
        Field(word: "returnStatus") { $0.returnStatus }, Field(word: "reviewStatus") { $0.reviewStatus },
        Field("customerId") { $0.customerID }, Field(number: "total") { $0.total }, Field("currency") { $0.currency },
        Field(number: "balanceDue") { $0.balanceDue }, Field(number: "openOperations") { $0.openOperations },
        Field(number: "writtenOff") { $0.writtenOff },
        Field("sku", in: "lines") { $0.lines.map(\.sku) }, Field(number: "quantity", in: "lines") { $0.lines.map(\.quantity) },
        Field(time: "placedAt") { $0.placedAt },
        Field(time: "updatedAt") { $0.updatedAt },
        Field(number: "authorized") { $0.authorized }, Field(number: "captured") { $0.captured },
        Field(number: "refunded") { $0.refunded }, Field(truth: "paymentLapsed") { $0.paymentLapsed },
        Field(time: "payBy") { $0.payBy }, Field(number: "unapplied") { $0.unapplied },
    ]

    private static let payment: [Field<Payment>] = [
        Field("paymentId") { $0.paymentID }, Field(version: "version") { $0.version }, Field("orderId") { $0.orderID },
        Field(word: "status") { $0.status }, Field(word: "method") { $0.method }, Field(word: "capture") { $0.capture },
        Field(number: "amount") { $0.amount }, Field(number: "authorized") { $0.authorized },
        Field(number: "captured") { $0.captured },
        Field(number: "refunded") { $0.refunded }, Field("currency") { $0.currency },
        Field(time: "initiatedAt") { $0.initiatedAt },
        Field(time: "updatedAt") { $0.updatedAt },
    ]

    private static let shipment: [Field<Shipment>] = [
        Field("shipmentId") { $0.shipmentID }, Field(version: "version") { $0.version }, Field("orderId") { $0.orderID },
        Field("warehouseId") { $0.warehouseID }, Field(word: "status") { $0.status },
        Field(word: "trackingStatus", isOptional: true) { $0.trackingStatus },
        Field("carrier") { $0.carrier }, Field("trackingNumber") { $0.trackingNumber },
        Field(time: "estimatedDelivery") { $0.estimatedDelivery },
        Field(time: "deliveredAt") { $0.deliveredAt },
        Field(truth: "late") { $0.late },
    ]

    private static let parcel: [Field<Parcel>] = [
        Field("parcelId") { $0.parcelID }, Field(version: "version") { $0.version }, Field(word: "status") { $0.status },
        Field("carrier") { $0.carrier }, Field("trackingNumber") { $0.trackingNumber }, Field("shipmentId") { $0.shipmentID },
        Field("scanId", in: "scans") { $0.scans.map(\.scanID) }, Field(time: "expiresAt") { $0.expiresAt },
        Field(time: "updatedAt") { $0.updatedAt },
    ]
}
