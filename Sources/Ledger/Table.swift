/// The tables of the book: one per kind of entity.
///
/// The numbers are on disk (`state/`). DO NOT CHANGE THEM; a new table takes the next one.
public enum Table: UInt8, Sendable, CaseIterable {
    case product = 1
    case warehouse = 2
    case stock = 3
    case reservation = 4
    case order = 5
    case payment = 6
    case shipment = 7
    case parcel = 8

    /// The word before the slash of an entity: `order` in `order/O-1001`.
    public var kind: String {
        switch self {
        case .product: "product"
        case .warehouse: "warehouse"
        case .stock: "stock"
        case .reservation: "reservation"
        case .order: "order"
        case .payment: "payment"
        case .shipment: "shipment"
        case .parcel: "parcel"
        }
    }

    /// The word in paths and on the command line: `orders` in `/v1/orders/O-1001`.
    public var collection: String {
        switch self {
        case .stock: "stock"
        default: kind + "s"
        }
    }

    /// The table of a collection name, or nil if there is none of that name.
    public init?(collection: String) {
        guard let table = Table.allCases.first(where: { $0.collection == collection }) else { return nil }
        self = table
    }

    /// The entity of this table with that id: `order/O-1001`.
    public func entity(_ id: String) -> String {
        switch self {
        case .product: "product/" + id
        case .warehouse: "warehouse/" + id
        case .stock: "stock/" + id
        case .reservation: "reservation/" + id
        case .order: "order/" + id
        case .payment: "payment/" + id
        case .shipment: "shipment/" + id
        case .parcel: "parcel/" + id
        }
    }

    /// Whether a thing of this table can have that id (INTERFACE §1); a stock's is `SKU@WAREHOUSE`, or `SKU@`; a parcel's
    /// `NUMBER@CARRIER`.
    ///
    /// Ask before looking: of other texts two that differ in their bytes can be equal to Swift, and some are no key on disk.
    public func canHave(id: String) -> Bool {
        guard self == .stock || self == .parcel else { return Check.isID(id.utf8) }
        let parts = id.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, Check.isID(parts[0]) else { return false }
        // What waits for a SKU wherever it arrives has no warehouse.
        return Check.isID(parts[1]) || self == .stock && parts[1].isEmpty
    }

    /// Splits an entity into its table and id, or nil if it is of no table.
    public static func split(_ entity: String) -> (table: Table, id: String)? {
        let bytes = entity.utf8
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let kind = bytes[..<slash]
        guard let table = Table.allCases.first(where: { $0.kind.utf8.elementsEqual(kind) }) else { return nil }
        return (table, String(entity[bytes.index(after: slash)...]))
    }
}

/// The secondary indexes that rows give rise to (`RowMessage.indexKeys`).
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

/// One place of a row in a secondary index.
public struct IndexKey: Sendable, Hashable {
    public let index: Index
    public let value: String

    public init(_ index: Index, _ value: String) {
        self.index = index
        self.value = value
    }
}
