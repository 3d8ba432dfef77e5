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
    /// Whether free goods are being given out to those who wait.
    var isFillDue = false

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
            expect("S6", entity, versions[entity], 1)
        } else {
            expectTrue("S6", entity, model.remaining > 0, "no event after nothing remains")
        }
        switch event {
        case .reservationHeld(let event):
            model.stockID = event.sku + "@" + event.warehouseID
            model.quantity = event.quantity
            model.expiresAt = Moment(event.expiresAt) ?? model.expiresAt
        case .reservationExtended(let event):
            expectTrue("S7", entity, (Moment(event.expiresAt) ?? time) > model.expiresAt, "later than \(model.expiresAt)")
            model.expiresAt = Moment(event.expiresAt) ?? model.expiresAt
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
        if id.hasSuffix("@") {
            expect("S1", entity, model.onHand, 0)
            expect("S3", entity, model.reserved, 0)
        } else {
            expect("B1", entity, model.backordered, 0)
        }
        checkSupply(Self.sku(id))
    }

    private mutating func checkSupply(_ sku: String) {
        let entity = "stock/" + sku + "@"
        let (free, waiting) = supply(of: sku)
        // Goods that lie free while an order waits for them are given out at once.
        if free > 0, waiting > 0, stock[sku + "@"]?.isFillDue != true {
            fail("B1", entity, "no goods free while orders wait", "\(free) free")
        }
        // A new order or hold takes nothing that an earlier order waits for.
        guard command == "order.place" || command == "stock.reserve", let before = supplyBefore[sku] else { return }
        let kept = min(before.free, before.waiting)
        if free < kept { fail("B3", entity, "\(kept) kept for those who wait", "\(free) free") }
    }

    /// B4: who got goods waited longer than all who still wait for the same SKU.
    mutating func checkOldestFirst(_ entry: Entry) {
        for event in entry.events {
            guard case .order(let context) = event.event, case .backorderFilled(let filled) = context.event,
                let (_, id) = Table.split(event.entity), let order = orders[id],
                let sku = order.lines.first(where: { $0.id == filled.lineID })?.sku
            else { continue }
            for (otherID, other) in orders where other.lines.contains(where: { $0.sku == sku && $0.backordered > 0 }) {
                let isOlder = other.placedAt == order.placedAt ? otherID < id : other.placedAt < order.placedAt
                if isOlder { fail("B4", event.entity, "after order/" + otherID, "filled with \(sku) while that one waits") }
            }
        }
    }

    /// Of a SKU over all warehouses: units free, and units waited for.
    func supply(of sku: String) -> (free: Int64, waiting: Int64) {
        let rows = stock.filter { $0.key.hasPrefix(sku + "@") }.values
        return (rows.reduce(0) { $0 + max(0, $1.available) }, rows.reduce(0) { $0 + $1.backordered })
    }

    static func sku(_ stockID: String) -> String { String(stockID.prefix { $0 != "@" }) }

    mutating func checkHold(_ id: String) {
        guard let model = holds[id] else { return }
        let entity = "reservation/" + id
        expectNotNegative("S6", entity, "consumed", model.consumed)
        expectNotNegative("S6", entity, "remaining", model.remaining)
        expect("S3", entity, stock[model.stockID]?.reservedBy["hold:" + id] ?? 0, model.remaining)
    }
}
