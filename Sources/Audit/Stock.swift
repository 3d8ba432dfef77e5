public import Schema

// S1–S7 of stock and holds, and B1, B3, B4: free goods go to who waited longest, and nobody who comes later takes them.

/// Stock of a SKU in a warehouse, as sums of what its events say.
struct StockModel {
    var received: Sum = 0
    var adjusted: Sum = 0
    var quarantined: Sum = 0
    var unquarantined: Sum = 0
    var scrapped: Sum = 0
    var shipped: Sum = 0
    /// What each claim has reserved, and waits for.
    var reservedBy: [String: Sum] = [:]
    var backorderedBy: [String: Sum] = [:]
    /// Whether free goods are being given out to those who wait.
    var isFillDue = false

    /// S1.
    var onHand: Sum { received + adjusted - quarantined + unquarantined - shipped }
    /// S2.
    var inQuarantine: Sum { quarantined - unquarantined - scrapped }
    var reserved: Sum { reservedBy.total { $0 } }
    var backordered: Sum { backorderedBy.total { $0 } }
    /// S5.
    var available: Sum { onHand - reserved }
}

struct HoldModel {
    var stockID = ""
    var quantity: Sum = 0
    var consumed: Sum = 0
    var released: Sum = 0
    var expiresAt = Instant.latest
    var hasExpired = false

    var remaining: Sum { quantity - consumed - released }
}

/// Of a SKU over all warehouses: units free, and units waited for.
struct Supply {
    var free: Sum = 0
    var waiting: Sum = 0
}

extension StockClaim {
    /// Whose units, as one word.
    var key: String { reservationID.isEmpty ? "\(orderID)/\(lineID)" : "hold:" + reservationID }
}

extension Auditor {
    mutating func stock(_ event: StockEvent.OneOf_Event, _ id: String) {
        var model = stock[id] ?? StockModel()
        stockIDs[Self.sku(id), default: []].insert(id)
        switch event {
        case .received(let event): model.received += event.quantity
        case .adjusted(let event): model.adjusted += event.delta
        case .quarantined(let event): model.quarantined += event.quantity
        case .quarantineReleased(let event): model.unquarantined += event.quantity
        case .scrapped(let event): model.scrapped += event.quantity
        case .reserved(let event): model.reservedBy[event.claim.key, default: 0] += event.quantity
        case .released(let event): model.reservedBy[event.claim.key, default: 0] -= event.quantity
        case .shipped(let event):
            model.shipped += event.quantity
            model.reservedBy[event.claim.key, default: 0] -= event.quantity
            shippedStock[event.shipmentID, default: [:]][event.claim.lineID, default: 0] += event.quantity
        case .backordered(let event): model.backorderedBy[event.claim.key, default: 0] += event.quantity
        case .backorderFilled(let event):
            model.backorderedBy[event.claim.key, default: 0] -= event.quantity
            model.reservedBy[event.claim.key, default: 0] += event.quantity
        case .backorderReleased(let event): model.backorderedBy[event.claim.key, default: 0] -= event.quantity
        case .backorderFillDue:
            expectTrue("B1", "stock/" + id, !model.isFillDue, "due once until it ended")
            model.isFillDue = true
        case .backorderFillEnded:
            expectTrue("B1", "stock/" + id, model.isFillDue, "due before it ended")
            model.isFillDue = false
        case .reservationHeld, .reservationExtended, .reservationConsumed, .reservationReleased, .reservationExpired:
            fail("L1", "stock/" + id, "a stock event", "a reservation's")
        }
        stock[id] = model
    }

    mutating func hold(_ event: StockEvent.OneOf_Event, _ id: String) {
        var model = holds[id] ?? HoldModel()
        let entity = "reservation/" + id
        if case .reservationHeld = event {
            expectNumber("S6", entity, "version", versions[entity] ?? 0, 1)
        } else {
            expectTrue("S6", entity, model.remaining > 0, "no event after nothing remains")
        }
        switch event {
        case .reservationHeld(let event):
            model.stockID = event.sku + "@" + event.warehouseID
            model.quantity = Sum(event.quantity)
            model.expiresAt = Instant(event.expiresAt)
        case .reservationExtended(let event):
            expectTrue("S7", entity, Instant(event.expiresAt) > model.expiresAt, "later than \(model.expiresAt)")
            model.expiresAt = Instant(event.expiresAt)
        case .reservationConsumed(let event):
            expectTrue("S7", entity, model.expiresAt > time, "used before \(model.expiresAt)")
            model.consumed += event.quantity
        case .reservationReleased(let event): model.released += event.quantity
        case .reservationExpired(let event):
            expectTrue("S7", entity, model.expiresAt <= time, "expired only from \(model.expiresAt) on")
            model.released += event.quantity
            model.hasExpired = true
        default: fail("L1", entity, "a reservation event", "a stock's")
        }
        holds[id] = model
        if model.remaining > 0 {
            openHolds[model.stockID, default: []].insert(id)
        } else {
            openHolds[model.stockID]?.remove(id)
        }
    }

    mutating func checkStock(_ id: String) {
        guard let model = stock[id] else { return }
        let entity = "stock/" + id
        expectNotNegative("S1", entity, "onHand", model.onHand)
        expectNotNegative("S2", entity, "quarantined", model.inQuarantine)
        for (claim, units) in model.reservedBy.sorted(by: { $0.key < $1.key }) {
            expectNotNegative("S3", entity, "reserved for " + claim, units)
        }
        for (claim, units) in model.backorderedBy.sorted(by: { $0.key < $1.key }) {
            expectNotNegative("S3", entity, "waited for by " + claim, units)
        }
        expectNotNegative("S4", entity, "reserved", model.reserved)
        expectAtMost("S4", entity, "reserved", model.reserved, model.onHand)
        expectNotNegative("S5", entity, "available", model.available)
        if id.hasSuffix("@") {
            expectNumber("S1", entity, "onHand", model.onHand, 0)
            expectNumber("S3", entity, "reserved", model.reserved, 0)
        } else {
            expectNumber("B1", entity, "backordered", model.backordered, 0)
        }
        checkSupply(Self.sku(id))
    }

    private mutating func checkSupply(_ sku: String) {
        let entity = "stock/" + sku + "@"
        let now = supply(of: sku)
        // Goods that lie free while an order waits for them are given out at once.
        if now.free > 0, now.waiting > 0, stock[sku + "@"]?.isFillDue != true, !isTakerSpread(sku) {
            fail("B1", entity, "no goods free while orders wait", "\(now.free) free")
        }
        // A new order or hold takes nothing that an earlier order waits for.
        guard command == "order.place" || command == "stock.reserve", let before = supplyBefore[sku] else { return }
        let kept = min(before.free, before.waiting)
        if now.free < kept { fail("B3", entity, "\(kept) kept for those who wait", "\(now.free) free") }
    }

    /// Whether an order waits for the SKU that comes from so many places that it may come from no more: it must be possible to end
    /// it in one entry.
    private func isTakerSpread(_ sku: String) -> Bool {
        let placesOfAnyOrder = 100
        return waitingOrders[sku, default: []].contains { id in
            (orders[id]?.lines.reduce(0) { $0 + $1.places.count } ?? 0) > placesOfAnyOrder
        }
    }

    /// B4: who got goods waited longer than all who still wait for the same SKU.
    mutating func checkOldestFirst(_ entry: Entry) {
        for event in entry.events {
            guard case .order(let context) = event.event, case .backorderFilled(let filled) = context.event,
                let order = orders[event.entity.id],
                let sku = order.lines.first(where: { $0.id == filled.lineID })?.sku
            else { continue }
            let id = event.entity.id
            for otherID in waitingOrders[sku, default: []].sorted() {
                guard let other = orders[otherID] else { continue }
                let isOlder = other.placedAt == order.placedAt ? otherID < id : other.placedAt < order.placedAt
                if isOlder { fail("B4", event.entity.text, "after order/" + otherID, "filled with \(sku) while that one waits") }
            }
        }
    }

    func supply(of sku: String) -> Supply {
        var supply = Supply()
        for id in stockIDs[sku, default: []] {
            guard let model = stock[id] else { continue }
            supply.free += max(0, model.available)
            supply.waiting += model.backordered
        }
        return supply
    }

    /// The SKU of `SKU@WAREHOUSE`.
    static func sku(_ stockID: String) -> String { String(stockID.prefix { $0 != "@" }) }

    mutating func checkHold(_ id: String) {
        guard let model = holds[id] else { return }
        let entity = "reservation/" + id
        expectNotNegative("S6", entity, "consumed", model.consumed)
        expectNotNegative("S6", entity, "remaining", model.remaining)
        expectNumber("S3", entity, "reserved for it", stock[model.stockID]?.reservedBy["hold:" + id] ?? 0, model.remaining)
    }

    /// S7: no hold is left that a command should have found expired.
    mutating func checkNoHoldOverdue(on stockID: String) {
        for id in openHolds[stockID, default: []].sorted() {
            guard let hold = holds[id], hold.expiresAt <= time else { continue }
            fail("S7", "reservation/" + id, "expired by \(hold.expiresAt)", "\(hold.remaining) held")
        }
    }

    // MARK: Rows

    /// L6: compares a row of stock with the sums of its events.
    public mutating func compare(_ row: Stock, as entity: String) {
        let id = row.sku + "@" + row.warehouseID
        compareHead(entity, id: id, version: row.version)
        guard let model = stock[id] else { return }
        expectNumber("S1", entity, "onHand", row.onHand, model.onHand)
        expectNumber("S2", entity, "quarantined", row.quarantined, model.inQuarantine)
        expectNumber("S3", entity, "reserved", row.reserved, model.reserved)
        expectNumber("S3", entity, "backordered", row.backordered, model.backordered)
        expectNumber("S5", entity, "available", row.available, model.available)
        expect("B1", entity, row.fillDue != nil, model.isFillDue)
    }

    /// L6: compares a hold's row with the sums of its events.
    public mutating func compare(_ row: Reservation, as entity: String) {
        compareHead(entity, id: row.reservationID, version: row.version)
        guard let model = holds[row.reservationID] else { return }
        expectNumber("L6", entity, "quantity", row.quantity, model.quantity)
        expectNumber("L6", entity, "consumed", row.consumed, model.consumed)
        expectNumber("L6", entity, "released", row.released, model.released)
        expect("L6", entity, row.sku + "@" + row.warehouseID, model.stockID)
        expect("L6", entity, row.status == .held, model.remaining > 0)
        expect("L6", entity, row.status == .expired, model.hasExpired)
        expect("L6", entity, Instant(row.expiresAt), model.expiresAt)
    }
}
