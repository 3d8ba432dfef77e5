/// The secondary indexes that rows give rise to (`Entity.indexKeys`).
///
/// The numbers are on disk (`state/`). DO NOT CHANGE THEM; a new index takes the next one.
public enum Index: UInt8, Sendable, CaseIterable {
    /// SKU → product.
    case productSKU = 1
    /// SKU → stock rows, one a warehouse.
    case stockSKU = 2
    /// CARRIER/TRACKING-NUMBER → shipment.
    case shipmentTracking = 3
    /// SKU@ → orders that wait for goods wherever they arrive; SKU@WAREHOUSE → orders that wait for them there.
    case orderBackorder = 4
    /// Due time (16 hex digits) → entity with a deadline.
    case deadline = 5
    /// Status → orders.
    case orderStatus = 6
    /// Customer → orders.
    case orderCustomer = 7
    // 8 and 9 were order → payments and order → shipments, which the order's row lists. Folders have them: never use them again.
    /// Tracking number → shipments.
    case shipmentTrackingNumber = 10
    /// Status → shipments.
    case shipmentStatus = 11
    /// Status → payments.
    case paymentStatus = 12
    /// Warehouse → stock rows.
    case stockWarehouse = 13
    /// SKU@WAREHOUSE → orders that have units reserved there, but for PENDING ones.
    case stockOrder = 14
    /// SKU@WAREHOUSE → holds on units there.
    case stockReservation = 15
}

extension Index {
    /// Columns with their indexes, by the numbers that the schema gives.
    static func numbered(_ pairs: [(column: String, number: UInt8)]) -> [(column: String, index: Index)] {
        pairs.compactMap { pair in Index(rawValue: pair.number).map { (pair.column, $0) } }
    }
}

/// One place of a row in a secondary index.
public struct IndexKey: Sendable, Hashable {
    public let index: Index
    public let value: String

    public init(_ index: Index, _ value: String) {
        self.index = index
        self.value = value
    }
}
