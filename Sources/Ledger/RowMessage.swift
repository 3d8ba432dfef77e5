public import Schema

/// A row: the current state of one entity, a protobuf message, which is also exactly what the query API returns.
public protocol RowMessage: WholeMessage {
    /// The table its rows are in.
    static var table: Table { get }
    /// How many events moved the entity: 1, 2, 3, …
    var version: UInt64 { get set }
    /// The row before the entity's first event: nothing but its id.
    init(id: String)
    /// Where the secondary indexes hold this row, in no particular order. A pure function of the row.
    var indexKeys: [IndexKey] { get }
    /// When something is due that nobody asks for: an expiry or an automatic step. A pure function of the row.
    var deadline: Moment? { get }
}

extension RowMessage {
    public var deadline: Moment? { nil }
}

extension Product: RowMessage {
    public static var table: Table { .product }

    public init(id: String) {
        self.init()
        productID = id
    }

    public var indexKeys: [IndexKey] {
        variants.map { IndexKey(.productSKU, $0.sku) }
    }
}

extension Warehouse: RowMessage {
    public static var table: Table { .warehouse }

    public init(id: String) {
        self.init()
        warehouseID = id
    }

    public var indexKeys: [IndexKey] { [] }
}

extension Stock: RowMessage {
    public static var table: Table { .stock }

    public init(id: String) {
        self.init()
        let parts = id.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        sku = parts.first.map(String.init) ?? ""
        warehouseID = parts.count > 1 ? String(parts[1]) : ""
        onHand = 0
        reserved = 0
        available = 0
        quarantined = 0
        incoming = 0
        backordered = 0
    }

    /// The id of the stock of a SKU in a warehouse: `SKU@WAREHOUSE` (neither may hold an `@`).
    public static func id(sku: String, warehouse: String) -> String {
        sku + "@" + warehouse
    }

    public var indexKeys: [IndexKey] {
        [IndexKey(.stockSKU, sku), IndexKey(.stockWarehouse, warehouseID)] + deadlineKeys
    }

    /// Due at once while goods lie free that orders wait for: each entry fills so many lines (`Limits.backordersPerEntry`), and
    /// moves the deadline on for the next one.
    ///
    /// The second condition is for lines that wait at one warehouse, as entries of the first version have them.
    public var deadline: Moment? {
        fillDue != nil || available > 0 && backordered > 0 ? Moment(updatedAt) : nil
    }
}

extension Reservation: RowMessage {
    public static var table: Table { .reservation }

    public init(id: String) {
        self.init()
        reservationID = id
        quantity = 0
        consumed = 0
        released = 0
    }

    /// Units still held.
    public var remaining: Int64 { quantity - consumed - released }

    public var indexKeys: [IndexKey] {
        guard status == .held else { return [] }
        return [IndexKey(.stockReservation, Stock.id(sku: sku, warehouse: warehouseID))] + deadlineKeys
    }

    public var deadline: Moment? {
        status == .held ? Moment(expiresAt) : nil
    }
}

extension Order: RowMessage {
    public static var table: Table { .order }

    public init(id: String) {
        self.init()
        orderID = id
    }

    public var indexKeys: [IndexKey] {
        var keys = [IndexKey(.orderCustomer, customerID), IndexKey(.orderStatus, status.indexValue)]
        keys += deadlineKeys
        func add(_ key: IndexKey) {
            if !keys.contains(key) { keys.append(key) }
        }
        for line in lines where line.backordered > 0 || line.reserved > 0 {
            for allocation in line.allocations where allocation.backordered > 0 || allocation.reserved > 0 {
                let stockID = Stock.id(sku: line.sku, warehouse: allocation.warehouseID)
                if allocation.backordered > 0 { add(IndexKey(.orderBackorder, stockID)) }
                // Orders that wait to be paid, as all do at first and for minutes only, are found by their status.
                if allocation.reserved > 0, status != .pending { add(IndexKey(.stockOrder, stockID)) }
            }
        }
        return keys
    }

    public var deadline: Moment? {
        switch status {
        case .pending where payBy != nil: Moment(payBy)
        case .confirmed where paymentLapsed: Moment(payBy)
        // Why: an order is received automatically some days after delivery (DOMAIN, Decided).
        case .confirmed where deliveredAt != nil: Moment(deliveredAt)?.adding(seconds: Limits.receiveAfterSeconds)
        default: nil
        }
    }
}

extension Payment: RowMessage {
    public static var table: Table { .payment }

    public init(id: String) {
        self.init()
        paymentID = id
    }

    public var indexKeys: [IndexKey] {
        [IndexKey(.paymentStatus, status.indexValue)]
    }
}

extension Shipment: RowMessage {
    public static var table: Table { .shipment }

    public init(id: String) {
        self.init()
        shipmentID = id
    }

    public var indexKeys: [IndexKey] {
        var keys = [IndexKey(.shipmentStatus, status.indexValue)]
        if !trackingNumber.isEmpty {
            keys.append(IndexKey(.shipmentTracking, Shipment.trackingKey(carrier, trackingNumber)))
            keys.append(IndexKey(.shipmentTrackingNumber, trackingNumber))
        }
        return keys
    }

    /// What the tracking index is asked with: a number is unique within its carrier only.
    public static func trackingKey(_ carrier: String, _ number: String) -> String {
        carrier + "/" + number
    }
}

extension Parcel: RowMessage {
    public static var table: Table { .parcel }

    public init(id: String) {
        self.init()
        parcelID = id
        let parts = id.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        trackingNumber = parts.first.map(String.init) ?? ""
        carrier = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The id of what waits for a carrier's number: `NUMBER@CARRIER` (neither may hold an `@`).
    public static func id(carrier: String, trackingNumber: String) -> String {
        trackingNumber + "@" + carrier
    }

    public var indexKeys: [IndexKey] { deadlineKeys }

    /// Scans wait so long and no longer: most of them are of parcels that nobody here sent.
    public var deadline: Moment? {
        status == .waiting ? Moment(expiresAt) : nil
    }
}

extension RowMessage {
    /// The row's place in the deadline index: its due time as 16 hex digits, so that byte order is time order.
    fileprivate var deadlineKeys: [IndexKey] {
        guard let deadline else { return [] }
        return [IndexKey(.deadline, deadline.sortableText)]
    }
}

extension Moment {
    /// 16 hex digits in time order, for moments from 1970 on; earlier ones sort first as zero.
    public var sortableText: String {
        let digits = String(UInt64(max(0, microseconds)), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension Word {
    /// What an index holds for this value: its number, which never changes.
    var indexValue: String { String(rawValue) }
}
