public import Schema

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Stock {
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

    /// Ids start with their SKU.
    public static func place(where column: String, is value: String, in tables: Tables) throws(Refusal) -> RowPlace? {
        column == "sku" ? .prefix(id(sku: value, warehouse: "")) : nil
    }

    /// Due at once while goods lie free that orders wait for: each entry fills so many lines (`Limits.backordersPerEntry`), and
    /// moves the deadline on for the next one.
    ///
    /// The second condition is for lines that wait at one warehouse, as entries of the first version have them.
    public var deadline: Moment? {
        fillDue != nil || available > 0 && backordered > 0 ? Moment(updatedAt) : nil
    }

    public var id: String { Stock.id(sku: sku, warehouse: warehouseID) }

    public func links(after event: StockEvent.OneOf_Event) -> [IndexKey] {
        version == 1 ? [IndexKey(.stockSKU, sku)] : []
    }

    /// `SKU@WAREHOUSE`, or `SKU@` for what waits wherever it arrives.
    public static func canHave(id: String) -> Bool {
        Check.isPair(id) || id.utf8.last == UInt8(ascii: "@") && Check.isID(id.utf8.dropLast())
    }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(Refusal) -> String? {
        try state.stockDeadline(id)
    }

    /// The stock of a SKU in a warehouse after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Stock, _ event: StockEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .received(let event):
            row.onHand &+= event.quantity
        case .adjusted(let event):
            row.onHand &+= event.delta
        case .quarantined(let event):
            row.onHand &-= event.quantity
            row.quarantined &+= event.quantity
        case .quarantineReleased(let event):
            row.quarantined &-= event.quantity
            row.onHand &+= event.quantity
        case .scrapped(let event):
            row.quarantined &-= event.quantity
        case .reserved(let event):
            row.reserved &+= event.quantity
        case .released(let event):
            row.reserved &-= event.quantity
        case .shipped(let event):
            row.onHand &-= event.quantity
            row.reserved &-= event.quantity
        case .backordered(let event):
            row.backordered &+= event.quantity
        case .backorderFilled(let event):
            row.backordered &-= event.quantity
            row.reserved &+= event.quantity
        case .backorderReleased(let event):
            row.backordered &-= event.quantity
        case .backorderFillDue: row.fillDue = time.timestamp
        case .backorderFillEnded: row.fillDue = nil
        case .reservationHeld, .reservationExtended, .reservationConsumed, .reservationReleased, .reservationExpired:
            break
        }
        row.available = row.onHand &- row.reserved
        row.updatedAt = time.timestamp
    }
}
