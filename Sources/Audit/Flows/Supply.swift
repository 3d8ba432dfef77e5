import Schema

// B1, B3, B4: free goods go to who waited longest, and nobody who comes later takes them. B2 is an order's (`OrderGoods.swift`).

/// Of a SKU over all warehouses: units free, and units waited for.
struct Supply {
    var free: Sum = 0
    var waiting: Sum = 0
}

extension Auditor {
    mutating func checkSupply(_ sku: String) {
        let entity = "stock/" + sku + "@"
        let now = supply(of: sku)
        // Goods that lie free while an order waits for them are given out at once.
        if now.free > 0, now.waiting > 0, sums.stock.byID[sku + "@"]?.isFillDue != true, !isTakerSpread(sku) {
            fail("B1", entity, "no goods free while orders wait", "\(now.free) free")
        }
        // A new order or hold takes nothing that an earlier order waits for.
        guard ["order.place", "stock.reserve", "cart.hold"].contains(command), let before = flows.supplyBefore[sku] else { return }
        let kept = min(before.free, before.waiting)
        if now.free < kept { fail("B3", entity, "\(kept) kept for those who wait", "\(now.free) free") }
    }

    /// Whether an order waits for the SKU that comes from so many places that it may come from no more: it must be possible to end
    /// it in one entry.
    private func isTakerSpread(_ sku: String) -> Bool {
        let placesOfAnyOrder = 100
        return flows.waitingOrders[sku, default: []].contains { id in
            (sums.orders.byID[id]?.lines.reduce(0) { $0 + $1.places.count } ?? 0) > placesOfAnyOrder
        }
    }

    /// B4: who got goods waited longer than all who still wait for the same SKU.
    mutating func checkOldestFirst(_ entry: Entry) {
        for event in entry.events {
            guard case .order(let context) = event.event, case .backorderFilled(let filled) = context.event,
                let order = sums.orders.byID[event.entity.id],
                let sku = order.lines.first(where: { $0.id == filled.lineID })?.sku
            else { continue }
            let id = event.entity.id
            for otherID in flows.waitingOrders[sku, default: []].sorted() {
                guard let other = sums.orders.byID[otherID] else { continue }
                let isOlder = other.placedAt == order.placedAt ? otherID < id : other.placedAt < order.placedAt
                if isOlder { fail("B4", event.entity.text, "after order/" + otherID, "filled with \(sku) while that one waits") }
            }
        }
    }

    func supply(of sku: String) -> Supply {
        var supply = Supply()
        for id in sums.stock.ofSKU[sku, default: []] {
            guard let model = sums.stock.byID[id] else { continue }
            supply.free += max(0, model.available)
            supply.waiting += model.backordered
        }
        return supply
    }

    /// Notes which SKUs an order waits for.
    mutating func noteWaiting(_ model: OrderModel, _ id: String) {
        let waiting = Set(model.lines.filter { $0.backordered > 0 }.map(\.sku))
        for sku in Set(model.lines.map(\.sku)) {
            if waiting.contains(sku) {
                flows.waitingOrders[sku, default: []].insert(id)
            } else {
                flows.waitingOrders[sku]?.remove(id)
            }
        }
    }
}
