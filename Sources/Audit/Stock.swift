import Schema

// S1–S7 of stock and holds. Who gets goods that come free is in `Flows/Supply.swift`.

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

/// All stock, and where each SKU lies.
struct StockSums {
    var byID: [String: StockModel] = [:]
    /// The ids of a SKU's rows.
    var ofSKU: [String: Set<String>] = [:]
}

/// All holds, and which of them are open.
struct ReservationSums {
    var byID: [String: HoldModel] = [:]
    /// Holds of which something remains, by the stock they are on.
    var open: [String: Set<String>] = [:]
}

extension StockClaim {
    /// Whose units, as one word.
    var key: String { reservationID.isEmpty ? "\(orderID)/\(lineID)" : "hold:" + reservationID }
}

extension StockEvent.OneOf_Event {
    /// Whose units it moves, if anyone's.
    var claim: StockClaim? {
        switch self {
        case .reserved(let event): event.claim
        case .released(let event): event.claim
        case .shipped(let event): event.claim
        case .backordered(let event): event.claim
        case .backorderFilled(let event): event.claim
        case .backorderReleased(let event): event.claim
        case .received, .adjusted, .quarantined, .quarantineReleased, .scrapped, .backorderFillDue, .backorderFillEnded,
            .reservationHeld, .reservationExtended, .reservationConsumed, .reservationReleased, .reservationExpired:
            nil
        }
    }
}

extension Auditor {
    mutating func stock(_ event: StockEvent.OneOf_Event, _ id: String) {
        var model = sums.stock.byID[id] ?? StockModel()
        sums.stock.ofSKU[Self.sku(id), default: []].insert(id)
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
        sums.stock.byID[id] = model
    }

    mutating func reservation(_ event: StockEvent.OneOf_Event, _ id: String) {
        var model = sums.reservations.byID[id] ?? HoldModel()
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
        sums.reservations.byID[id] = model
        if model.remaining > 0 {
            sums.reservations.open[model.stockID, default: []].insert(id)
        } else {
            sums.reservations.open[model.stockID]?.remove(id)
        }
    }

    mutating func checkStock(_ id: String) {
        guard let model = sums.stock.byID[id] else { return }
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
    }

    /// The SKU of `SKU@WAREHOUSE`.
    static func sku(_ stockID: String) -> String { String(stockID.prefix { $0 != "@" }) }

    mutating func checkReservation(_ id: String) {
        guard let model = sums.reservations.byID[id] else { return }
        let entity = "reservation/" + id
        expectNotNegative("S6", entity, "consumed", model.consumed)
        expectNotNegative("S6", entity, "remaining", model.remaining)
        expectNumber(
            "S3", entity, "reserved for it", sums.stock.byID[model.stockID]?.reservedBy["hold:" + id] ?? 0, model.remaining)
    }

    /// S7: no hold is left that a command should have found expired.
    mutating func checkNoHoldOverdue(on stockID: String) {
        for id in sums.reservations.open[stockID, default: []].sorted() {
            guard let hold = sums.reservations.byID[id], hold.expiresAt <= time else { continue }
            fail("S7", "reservation/" + id, "expired by \(hold.expiresAt)", "\(hold.remaining) held")
        }
    }

    // MARK: Rows

    /// L6: compares a row of stock with the sums of its events.
    mutating func compare(_ row: Stock, as entity: String) {
        let id = row.sku + "@" + row.warehouseID
        compareHead(entity, id: id, version: row.version)
        guard let model = sums.stock.byID[id] else { return }
        expectNumber("S1", entity, "onHand", row.onHand, model.onHand)
        expectNumber("S2", entity, "quarantined", row.quarantined, model.inQuarantine)
        expectNumber("S3", entity, "reserved", row.reserved, model.reserved)
        expectNumber("S3", entity, "backordered", row.backordered, model.backordered)
        expectNumber("S5", entity, "available", row.available, model.available)
        expect("B1", entity, row.fillDue != nil, model.isFillDue)
    }

    /// L6: compares a hold's row with the sums of its events.
    mutating func compare(_ row: Reservation, as entity: String) {
        compareHead(entity, id: row.reservationID, version: row.version)
        guard let model = sums.reservations.byID[row.reservationID] else { return }
        expectNumber("L6", entity, "quantity", row.quantity, model.quantity)
        expectNumber("L6", entity, "consumed", row.consumed, model.consumed)
        expectNumber("L6", entity, "released", row.released, model.released)
        expect("L6", entity, row.sku + "@" + row.warehouseID, model.stockID)
        expect("L6", entity, row.status == .held, model.remaining > 0)
        expect("L6", entity, row.status == .expired, model.hasExpired)
        expect("L6", entity, Instant(row.expiresAt), model.expiresAt)
    }
}
