import Schema

// Goods that become free go first to the orders that wait for them, oldest first (DOMAIN §2.7 *ReceiveStock*). Names stock
// and orders. Called by whatever raises what is available somewhere, within the same entry.

extension Book {
    /// Fills waiting order lines from what is available of this stock now.
    ///
    /// At most `Limits.backordersPerEntry` lines in one entry, whatever stocks they wait for: a stock row that still has free
    /// goods then has a deadline that is due at once, and brings the rest.
    mutating func fillBackorders(_ stockID: String) throws(Refusal) {
        guard let row = try stock(stockID), row.backordered > 0, row.available > 0 else { return }
        var available = row.available
        // Why counted over the decision: an order that ends frees many stocks at once, and an entry's bytes are limited.
        var count = events.count { $0.isBackorderFilled }
        guard count < Limits.backordersPerEntry else { return }
        for order in try waitingOrders(stockID) {
            for line in order.lines where line.sku == row.sku {
                guard available > 0, count < Limits.backordersPerEntry else { return }
                guard let place = line.allocationIndex(row.warehouseID), line.allocations[place].backordered > 0 else { continue }
                let quantity = min(available, line.allocations[place].backordered)
                available -= quantity
                count += 1
                try fill(quantity, of: line.lineID, in: order.orderID, from: row)
            }
        }
    }

    private mutating func fill(_ quantity: Int64, of lineID: String, in orderID: String, from row: Stock) throws(Refusal) {
        var filled = BackorderFilled()
        filled.quantity = quantity
        filled.claim = .line(lineID, of: orderID)
        try record(stock: .backorderFilled(filled), on: row.stockID)
        var noted = OrderBackorderFilled()
        noted.lineID = lineID
        noted.warehouseID = row.warehouseID
        noted.quantity = quantity
        try record(order: .backorderFilled(noted), on: orderID)
    }

    /// Orders that wait for this stock, oldest first, ties by id.
    private mutating func waitingOrders(_ stockID: String) throws(Refusal) -> [Order] {
        var orders: [(placed: Moment, order: Order)] = []
        for id in try ids(.orderBackorder, stockID) {
            guard let order = try order(id), order.isOpen else { continue }
            orders.append((Moment(order.placedAt) ?? now, order))
        }
        orders.sort { $0.placed == $1.placed ? $0.order.orderID < $1.order.orderID : $0.placed < $1.placed }
        return orders.map(\.order)
    }

    /// Goes on filling where an entry had to stop.
    mutating func stockDeadline(_ stockID: String) throws(Refusal) -> String? {
        guard let before = try stock(stockID) else { return nil }
        try fillBackorders(stockID)
        return try stock(stockID)?.version == before.version ? nil : "stock.fillBackorders"
    }
}

extension Event {
    /// Whether a waiting line got its goods, as their stock sees it.
    fileprivate var isBackorderFilled: Bool {
        if case .stock(let context) = event, case .backorderFilled = context.event { true } else { false }
    }
}
