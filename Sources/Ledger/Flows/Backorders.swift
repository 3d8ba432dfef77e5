import Schema

// Goods that become free go first to the orders that wait for them, oldest first. Names stock
// and orders.
//
// Whatever makes goods free only notes that filling is due: its own entry stays as small as what it does. The filling follows at
// once, by a deadline, in entries of its own, each of which holds so many lines. Until it is done no later order gets those goods:
// it can be promised only what nobody waits for (`Goods.promisable`).

extension LedgerState {
    /// Notes that filling is due, if goods of the SKU lie free that orders wait for.
    mutating func noteFreeGoods(of sku: String) throws(DecisionError) {
        // Most goods are of SKUs that nobody ever waited for; then there is no row without a warehouse, `SKU@`.
        guard try ids(.stockSKU, sku).contains(where: { $0.utf8.count == sku.utf8.count + 1 }) else { return }
        let goods = try goods(of: sku)
        guard let waiting = goods.anywhere, waiting.backordered > 0, waiting.fillDue == nil else { return }
        guard goods.rows.contains(where: { $0.unclaimed > 0 }) else { return }
        try record(.backorderFillDue(BackorderFillDue()), on: waiting.stockID, of: Stock.self)
    }

    /// Gives free goods to the lines that wait: for the SKU wherever it arrives (`stock/SKU@`), or at the row's warehouse, where
    /// entries of the first version let them wait.
    mutating func stockDeadline(_ stockID: String) throws(DecisionError) -> String? {
        guard let place = try stock(stockID), let deadline = place.deadline, deadline <= now else { return nil }
        let rows = place.isAnywhere ? try goods(of: place.sku).rows.filter { $0.unclaimed > 0 } : [place]
        let isDone = try fill(place, from: rows)
        if place.isAnywhere, isDone { try record(.backorderFillEnded(BackorderFillEnded()), on: stockID, of: Stock.self) }
        return try stock(stockID)?.version == place.version ? nil : "stock.fillBackorders"
    }

    /// Fills lines that wait at a place from rows with free goods, nearest first.
    ///
    /// - Returns: whether nothing is left to do: no goods are free any more, or nobody waits who could take them.
    private mutating func fill(_ place: Stock, from rows: [Stock]) throws(DecisionError) -> Bool {
        var free: [String: Int64] = [:]
        for row in rows { free[row.stockID] = place.isAnywhere ? row.unclaimed : row.available }
        var count = 0
        for order in try orders(.orderBackorder, place.stockID) where order.isOpen {
            if free.isEmpty { return true }
            let destination = order.destination
            let nearest = try nearestFirst(rows, to: destination)
            for line in order.lines where line.sku == place.sku {
                var left = line.allocationIndex(place.warehouseID).map { line.allocations[$0].backordered } ?? 0
                for row in nearest where left > 0 {
                    guard let maxUnits = free[row.stockID] else { continue }
                    let units = min(maxUnits, left)
                    if try !canTake(line.lineID, of: order.orderID, from: row, isRest: units == left) { continue }
                    guard count < Limits.backordersPerEntry else { return false }
                    count += 1
                    left -= units
                    free[row.stockID] = maxUnits > units ? maxUnits - units : nil
                    try fill(units, of: .line(line.lineID, of: order.orderID), from: row, waitingAt: place)
                }
            }
        }
        return true
    }

    private mutating func fill(
        _ units: Int64, of claim: StockClaim, from row: Stock, waitingAt place: Stock
    ) throws(DecisionError) {
        let noted = OrderBackorderFilled(
            lineID: claim.lineID, warehouseID: row.warehouseID, quantity: units, anywhere: place.isAnywhere)
        if place.isAnywhere {
            try releaseBackorder(units, on: place.stockID, of: claim)
            try reserve(units, on: row.stockID, for: claim)
        } else {
            try record(.backorderFilled(BackorderFilled(quantity: units, claim: claim)), on: row.stockID, of: Stock.self)
        }
        try record(.backorderFilled(noted), on: claim.orderID, of: Order.self)
    }

    /// Whether a waiting line may take units from a warehouse: from the first one always, and from further ones as far as the
    /// order can still be ended in one entry (`canSpread`).
    ///
    /// - Parameter isRest: whether nothing waits then; where something does, there has to be room for what will fill that, too.
    private func canTake(
        _ lineID: String, of orderID: String, from row: Stock, isRest: Bool
    ) throws(DecisionError) -> Bool {
        let order = try requireOrder(orderID)
        guard let index = order.lineIndex(lineID) else { return false }
        let places = order.lines[index].allocations.filter { $0.reserved > 0 && $0.warehouseID != row.warehouseID }
        let isThere = order.lines[index].allocations.contains { $0.warehouseID == row.warehouseID && $0.reserved > 0 }
        if isThere || places.isEmpty { return true }
        return try canSpread(order, to: isRest ? 1 : 2)
    }

    /// The orders that an index leads to, oldest first, ties by id.
    private mutating func orders(_ index: Index, _ stockID: String) throws(DecisionError) -> [Order] {
        var orders: [Order] = []
        for id in try ids(index, stockID) {
            if let order = try order(id) { orders.append(order) }
        }
        return Order.oldestFirst(orders)
    }
}

extension Order {
    /// By when they were placed, ties by id.
    static func oldestFirst(_ orders: [Order]) -> [Order] {
        let dated = orders.map { (placed: Moment($0.placedAt) ?? Moment(microseconds: 0), order: $0) }
        return dated.sorted { left, right in
            left.placed == right.placed ? left.order.orderID < right.order.orderID : left.placed < right.placed
        }.map(\.order)
    }
}
