public import Ledger
import Schema
import SwiftProtobuf

/// The fields of rows by their JSON names: for filters, CSV and tables. One list a table, in the order in which they are shown.
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
        case .product(let row): product.map { $0.values(row).joined(separator: " ") }
        case .warehouse(let row): warehouse.map { $0.values(row).joined(separator: " ") }
        case .stock(let row): stock.map { $0.values(row).joined(separator: " ") }
        case .reservation(let row): reservation.map { $0.values(row).joined(separator: " ") }
        case .order(let row): order.map { $0.values(row).joined(separator: " ") }
        case .payment(let row): payment.map { $0.values(row).joined(separator: " ") }
        case .shipment(let row): shipment.map { $0.values(row).joined(separator: " ") }
        case .parcel(let row): parcel.map { $0.values(row).joined(separator: " ") }
        }
    }

    /// Whether a row has the value a filter asks for: in a list, at least once.
    static func has(_ filter: Query.Filter, _ row: Row) -> Bool {
        func has<R>(_ fields: [Field<R>], _ row: R) -> Bool {
            fields.first { $0.name == filter.field }?.values(row).contains(filter.value) ?? false
        }
        return switch row {
        case .product(let row): has(product, row)
        case .warehouse(let row): has(warehouse, row)
        case .stock(let row): has(stock, row)
        case .reservation(let row): has(reservation, row)
        case .order(let row): has(order, row)
        case .payment(let row): has(payment, row)
        case .shipment(let row): has(shipment, row)
        case .parcel(let row): has(parcel, row)
        }
    }

    /// What an index holds for a filter's value: statuses are held as numbers. Nil where no row can have the value.
    static func indexValue(of value: String, field: String, in table: Table) -> String? {
        func number<E: SwiftProtobuf.Enum & CaseIterable>(_ type: E.Type) -> String? {
            E.allCases.first { $0.label == value }.map { String($0.rawValue) }
        }
        guard field == "status" else { return value }
        return switch table {
        case .order: number(Order.Status.self)
        case .payment: number(Payment.Status.self)
        case .shipment: number(Shipment.Status.self)
        case .product, .warehouse, .stock, .reservation, .parcel: nil
        }
    }

    private struct Field<R>: Sendable {
        let name: String
        let values: @Sendable (R) -> [String]

        init(_ name: String, _ value: @escaping @Sendable (R) -> String) {
            self.name = name
            values = { [value($0)] }
        }

        init(_ name: String, list: @escaping @Sendable (R) -> [String]) {
            self.name = name
            values = list
        }
    }

    private static func text(_ time: Google_Protobuf_Timestamp, _ isSet: Bool) -> String {
        isSet ? Moment(time)?.description ?? "" : ""
    }

    private static let product: [Field<Product>] = [
        Field("productId") { $0.productID }, Field("version") { String($0.version) }, Field("status") { $0.status.label },
        Field("kind") { $0.kind.label }, Field("title") { $0.title }, Field("sellerId") { $0.sellerID },
        Field("sku", list: { $0.variants.map(\.sku) }),
        Field("price", list: { $0.variants.map { "\($0.price.amount) \($0.price.currency)" } }),
        Field("categories", list: { $0.categories }), Field("createdAt") { text($0.createdAt, $0.hasCreatedAt) },
        Field("updatedAt") { text($0.updatedAt, $0.hasUpdatedAt) },
    ]

    private static let warehouse: [Field<Warehouse>] = [
        Field("warehouseId") { $0.warehouseID }, Field("version") { String($0.version) }, Field("name") { $0.name },
        Field("latitudeE6") { $0.hasLocation ? String($0.location.latitudeE6) : "" },
        Field("longitudeE6") { $0.hasLocation ? String($0.location.longitudeE6) : "" },
        Field("registeredAt") { text($0.registeredAt, $0.hasRegisteredAt) },
    ]

    private static let stock: [Field<Stock>] = [
        Field("sku") { $0.sku }, Field("warehouseId") { $0.warehouseID }, Field("version") { String($0.version) },
        Field("onHand") { String($0.onHand) }, Field("reserved") { String($0.reserved) },
        Field("available") { String($0.available) },
        Field("quarantined") { String($0.quarantined) }, Field("incoming") { String($0.incoming) },
        Field("backordered") { String($0.backordered) }, Field("updatedAt") { text($0.updatedAt, $0.hasUpdatedAt) },
    ]

    private static let reservation: [Field<Reservation>] = [
        Field("reservationId") { $0.reservationID }, Field("version") { String($0.version) }, Field("status") { $0.status.label },
        Field("sku") { $0.sku }, Field("warehouseId") { $0.warehouseID }, Field("quantity") { String($0.quantity) },
        Field("consumed") { String($0.consumed) }, Field("released") { String($0.released) },
        Field("expiresAt") { text($0.expiresAt, $0.hasExpiresAt) },
    ]

    private static let order: [Field<Order>] = [
        Field("orderId") { $0.orderID }, Field("version") { String($0.version) }, Field("status") { $0.status.label },
        Field("paymentStatus") { $0.paymentStatus.label }, Field("shipmentStatus") { $0.shipmentStatus.label },
        Field("returnStatus") { $0.returnStatus.label }, Field("reviewStatus") { $0.reviewStatus.label },
        Field("customerId") { $0.customerID }, Field("total") { String($0.total) }, Field("currency") { $0.currency },
        Field("sku", list: { $0.lines.map(\.sku) }), Field("quantity", list: { $0.lines.map { String($0.quantity) } }),
        Field("placedAt") { text($0.placedAt, $0.hasPlacedAt) }, Field("updatedAt") { text($0.updatedAt, $0.hasUpdatedAt) },
    ]

    private static let payment: [Field<Payment>] = [
        Field("paymentId") { $0.paymentID }, Field("version") { String($0.version) }, Field("orderId") { $0.orderID },
        Field("status") { $0.status.label }, Field("method") { $0.method.label }, Field("capture") { $0.capture.label },
        Field("amount") { String($0.amount) }, Field("authorized") { String($0.authorized) },
        Field("captured") { String($0.captured) },
        Field("refunded") { String($0.refunded) }, Field("currency") { $0.currency },
        Field("initiatedAt") { text($0.initiatedAt, $0.hasInitiatedAt) },
        Field("updatedAt") { text($0.updatedAt, $0.hasUpdatedAt) },
    ]

    private static let shipment: [Field<Shipment>] = [
        Field("shipmentId") { $0.shipmentID }, Field("version") { String($0.version) }, Field("orderId") { $0.orderID },
        Field("warehouseId") { $0.warehouseID }, Field("status") { $0.status.label },
        Field("trackingStatus") { $0.trackingStatus == .statusUnspecified ? "" : $0.trackingStatus.label },
        Field("carrier") { $0.carrier }, Field("trackingNumber") { $0.trackingNumber },
        Field("estimatedDelivery") { text($0.estimatedDelivery, $0.hasEstimatedDelivery) },
        Field("deliveredAt") { text($0.deliveredAt, $0.hasDeliveredAt) }, Field("late") { $0.hasLate ? String($0.late) : "" },
    ]

    private static let parcel: [Field<Parcel>] = [
        Field("parcelId") { $0.parcelID }, Field("version") { String($0.version) }, Field("status") { $0.status.label },
        Field("carrier") { $0.carrier }, Field("trackingNumber") { $0.trackingNumber }, Field("shipmentId") { $0.shipmentID },
        Field("scans", list: { $0.scans.map(\.scanID) }), Field("expiresAt") { text($0.expiresAt, $0.hasExpiresAt) },
        Field("updatedAt") { text($0.updatedAt, $0.hasUpdatedAt) },
    ]
}
