public import Schema

// Stock: how much of a SKU lies in a warehouse, and how much of it is promised.
//
// Entity `stock/SKU@WAREHOUSE`. The row without a warehouse, `stock/SKU@`, counts what waits for the SKU wherever it arrives; it
// never holds goods.
//
// Reads other contexts: Catalog, Warehouses.
//
// Invariants:
// - S2 quarantined ≥ 0 · S4 0 ≤ reserved ≤ onHand · S5 available = onHand − reserved ≥ 0;
// - S3 reserved = what open order lines and holds still claim of it; every unit of a claim leaves at most once;
// - backordered = what order lines wait for; never kept as negative stock. Entries of the first version let lines wait at one
//   warehouse; since then they wait for the SKU;
// - B1 goods of a SKU lie free while lines wait for it only as long as its `fillDue` says that they are being given out;
// - onHand moves when goods arrive, are counted or leave the house, not when they are ordered.

extension Limits {
    /// Parts of waiting order lines that one entry fills when goods arrive. Each takes three events, 765 bytes with ids of 64: what
    /// keeps the entry within `entryBytes`.
    public static let backordersPerEntry = 75
}

extension Stock {
    /// SKU@WAREHOUSE.
    var stockID: String { Stock.id(sku: sku, warehouse: warehouseID) }

    /// Whether it is no warehouse's, and counts what waits for the SKU wherever it arrives.
    var isAnywhere: Bool { warehouseID.isEmpty }

    /// Units that are neither promised nor waited for at this very warehouse.
    var unclaimed: Int64 { max(0, available &- max(0, backordered)) }
}

/// What there is of a SKU over all warehouses, and what waits for it.
struct Goods {
    /// The rows of warehouses, by id.
    var rows: [Stock] = []
    /// The row of what waits for the SKU wherever it arrives; nil if nothing ever did.
    var anywhere: Stock?
    /// Units free somewhere: one warehouse that is short does not hide what another has.
    var free: Int64 = 0
    /// Units that orders wait for, wherever they do.
    var waiting: Int64 = 0

    /// Units that a new order or hold may take: those that no earlier order waits for.
    var promisable: Int64 { max(0, free &- (anywhere?.backordered ?? 0)) }
}

extension StockClaim {
    /// The claim of an order's line.
    static func line(_ lineID: String, of orderID: String) -> StockClaim {
        return StockClaim(orderID: orderID, lineID: lineID)
    }

    /// The claim of a hold.
    static func reservation(_ id: String) -> StockClaim {
        return StockClaim(reservationID: id)
    }
}

extension LedgerState {
    /// The stock of a SKU in a warehouse; all zeros where none was ever there.
    mutating func stockOrNone(sku: String, warehouse: String) throws(DecisionError) -> Stock {
        let id = Stock.id(sku: sku, warehouse: warehouse)
        return try stock(id) ?? Stock(id: id)
    }

    /// A SKU's goods, and what waits for it.
    mutating func goods(of sku: String) throws(DecisionError) -> Goods {
        var goods = Goods()
        for id in try ids(.stockSKU, sku) {
            guard let row = try stock(id), row.sku == sku else { continue }
            goods.waiting &+= row.backordered
            if row.isAnywhere {
                goods.anywhere = row
            } else {
                goods.free &+= row.unclaimed
                goods.rows.append(row)
            }
        }
        return goods
    }

    /// Adds units to what a claim has reserved.
    mutating func reserve(_ quantity: Int64, on stockID: String, for claim: StockClaim) throws(DecisionError) {
        try record(.reserved(StockReserved(quantity: quantity, claim: claim)), on: stockID, of: Stock.self)
    }

    /// Lets a claim wait for units of a SKU, wherever they arrive.
    mutating func backorder(_ quantity: Int64, of sku: String, for claim: StockClaim) throws(DecisionError) {
        let event = StockBackordered(quantity: quantity, claim: claim)
        try record(.backordered(event), on: Stock.id(sku: sku, warehouse: ""), of: Stock.self)
    }

    /// Ends the waiting of a claim, or of some of its units, at the place where they wait.
    mutating func releaseBackorder(_ quantity: Int64, on stockID: String, of claim: StockClaim) throws(DecisionError) {
        try record(.backorderReleased(BackorderReleased(quantity: quantity, claim: claim)), on: stockID, of: Stock.self)
    }

    /// Takes units back from what a claim has reserved.
    mutating func release(_ quantity: Int64, on stockID: String, of claim: StockClaim) throws(DecisionError) {
        try record(.released(StockReleased(quantity: quantity, claim: claim)), on: stockID, of: Stock.self)
    }
}

extension DecisionError {
    /// `SKU-1@WH-1: 3 requested, 2 available`, without the warehouse where several have the SKU.
    static func insufficientStock(
        sku: String, warehouses: [String], requested: Int64, available: Int64
    ) -> DecisionError {
        var params = ["sku": sku, "requested": String(requested), "available": String(available)]
        var place = sku
        if warehouses.count == 1, let warehouse = warehouses.first {
            place = Stock.id(sku: sku, warehouse: warehouse)
            params["warehouseId"] = warehouse
        }
        return .of(.insufficientStock, "\(place): \(requested) requested, \(available) available", params)
    }

    /// More than what is left of something: of a hold, of quarantine, of a line.
    static func exceedsRemaining(_ what: String, requested: Int64, remaining: Int64, _ params: [String: String]) -> DecisionError {
        let numbers = ["requested": String(requested), "remaining": String(remaining)]
        return .of(
            .exceedsRemaining, "\(what): \(requested) requested, \(remaining) remaining",
            params.merging(numbers) { given, _ in given })
    }
}

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Stock {
    public init(id: String) {
        self.init()
        let parts = id.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        sku = parts.first.map(String.init) ?? ""
        warehouseID = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The id of the stock of a SKU in a warehouse: `SKU@WAREHOUSE` (neither may hold an `@`).
    public static func id(sku: String, warehouse: String) -> String {
        sku + "@" + warehouse
    }

    public func addKeys(to keys: inout [IndexKey]) { keys.append(IndexKey(.stockSKU, sku)) }

    /// Ids start with their SKU.
    public static func place(where column: String, is value: String, in tables: Tables) throws(DecisionError) -> RowPlace? {
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

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
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
