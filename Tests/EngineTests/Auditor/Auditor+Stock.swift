import Ledger
import Schema
import SwiftProtobuf

/// Stock of a SKU in a warehouse, as sums of what its events say.
struct StockModel {
    var received: Int64 = 0
    var adjusted: Int64 = 0
    var quarantined: Int64 = 0
    var unquarantined: Int64 = 0
    var scrapped: Int64 = 0
    var shipped: Int64 = 0
    /// What each claim has reserved, and waits for.
    var reservedBy: [String: Int64] = [:]
    var backorderedBy: [String: Int64] = [:]

    var onHand: Int64 { received + adjusted - quarantined + unquarantined - shipped }
    var inQuarantine: Int64 { quarantined - unquarantined - scrapped }
    var reserved: Int64 { reservedBy.values.reduce(0, +) }
    var backordered: Int64 { backorderedBy.values.reduce(0, +) }
    var available: Int64 { onHand - reserved }
}

struct HoldModel {
    var stockID = ""
    var quantity: Int64 = 0
    var consumed: Int64 = 0
    var released: Int64 = 0
    var expiresAt = Moment(microseconds: .max)
    var hasExpired = false

    var remaining: Int64 { quantity - consumed - released }
}

extension StockClaim {
    /// Whose units, as one word.
    var key: String { reservationID.isEmpty ? "\(orderID)/\(lineID)" : "hold:" + reservationID }
}

extension Auditor {
    mutating func stock(_ event: StockEvent.OneOf_Event, _ id: String) {
        var model = stock[id] ?? StockModel()
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
        case .backorderFillDue, .backorderFillEnded: break
        case .reservationHeld, .reservationExtended, .reservationConsumed, .reservationReleased, .reservationExpired:
            fail("L1", "stock/" + id, "a stock event", "a reservation's")
        }
        stock[id] = model
    }

    mutating func hold(_ event: StockEvent.OneOf_Event, _ id: String) {
        var model = holds[id] ?? HoldModel()
        let entity = "reservation/" + id
        if case .reservationHeld = event {
            expect("S6", entity, versions[entity], 1)
        } else {
            expectTrue("S6", entity, model.remaining > 0, "no event after nothing remains")
        }
        switch event {
        case .reservationHeld(let event):
            model.stockID = event.sku + "@" + event.warehouseID
            model.quantity = event.quantity
            model.expiresAt = Moment(event.expiresAt) ?? model.expiresAt
        case .reservationExtended(let event): model.expiresAt = Moment(event.expiresAt) ?? model.expiresAt
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
    }

    mutating func checkStock(_ id: String) {
        guard let model = stock[id] else { return }
        let entity = "stock/" + id
        expectNotNegative("S1", entity, "onHand", model.onHand)
        expectNotNegative("S2", entity, "quarantined", model.inQuarantine)
        for (claim, units) in model.reservedBy where units < 0 { fail("S3", entity, "reserved for \(claim) ≥ 0", "\(units)") }
        for (claim, units) in model.backorderedBy where units < 0 { fail("S3", entity, "waited for by \(claim) ≥ 0", "\(units)") }
        expectNotNegative("S4", entity, "reserved", model.reserved)
        expectAtMost("S4", entity, "reserved", model.reserved, model.onHand)
        expectNotNegative("S5", entity, "available", model.available)
        // Goods that lie free while an order waits for them: fewer orders wait here than one entry can fill.
        if model.available > 0, model.backordered > 0 {
            fail("B1", entity, "no goods free while orders wait", "\(model.available) free")
        }
    }

    mutating func checkHold(_ id: String) {
        guard let model = holds[id] else { return }
        let entity = "reservation/" + id
        expectNotNegative("S6", entity, "consumed", model.consumed)
        expectNotNegative("S6", entity, "remaining", model.remaining)
        expect("S3", entity, stock[model.stockID]?.reservedBy["hold:" + id] ?? 0, model.remaining)
    }
}
