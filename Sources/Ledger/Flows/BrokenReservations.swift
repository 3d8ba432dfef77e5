import Schema

// Reserved goods that are gone (`stock.adjust` with `breakReservations`): whose units are they? The newest promises are broken
// first, and their orders wait for the SKU again, whatever its backorder limit. Names stock, orders and shipments.
//
// Holds go first: nobody has bought on them yet. Then lines of orders, the newest order first; units that are packed go last, and
// their shipments are taken apart. Goods of other warehouses then fill the lines, as they fill any that wait.

extension LedgerState {
    /// Takes units back from what is reserved of a stock row.
    mutating func breakReservations(_ units: Int64, on row: Stock) throws(DecisionError) {
        var left = units
        for hold in try holds(on: row) where left > 0 {
            let taken = min(left, hold.remaining)
            left -= taken
            try record(.reservationReleased(ReservationReleased(quantity: taken)), on: hold.reservationID, of: Reservation.self)
            try release(taken, on: row.stockID, of: .reservation(hold.reservationID))
            try checkEntrySize(row, units)
        }
        guard left > 0 else { return }
        let orders = try ordersReserving(on: row)
        for order in orders where left > 0 {
            left -= try breakLines(of: order, on: row, maxUnits: left)
            try checkEntrySize(row, units)
        }
        for order in orders where left > 0 {
            left -= try breakPackedLines(of: order, on: row, maxUnits: left)
            try checkEntrySize(row, units)
        }
        // Not a rejection, which would be the answer for ever: rows and indexes are not of one ledger.
        guard left == 0 else { throw .error(MissingClaims(stockID: row.stockID, units: left)) }
    }

    /// Takes units from an order's lines that are in no shipment, the last line first.
    ///
    /// - Returns: how many.
    private mutating func breakLines(of order: Order, on row: Stock, maxUnits: Int64) throws(DecisionError) -> Int64 {
        var left = maxUnits
        for line in order.lines.reversed() where left > 0 && line.sku == row.sku {
            guard let index = line.allocationIndex(row.warehouseID) else { continue }
            let taken = min(left, line.allocations[index].reserved - line.allocations[index].allocated)
            guard taken > 0 else { continue }
            left -= taken
            let claim = StockClaim.line(line.lineID, of: order.orderID)
            try release(taken, on: row.stockID, of: claim)
            try backorder(taken, of: row.sku, for: claim)
            var event = OrderReallocated(lineID: line.lineID, parts: [ReallocatedPart(), ReallocatedPart()])
            event.parts[0].warehouseID = row.warehouseID
            event.parts[0].reserved = -taken
            event.parts[1].backordered = taken
            try record(.reallocated(event), on: order.orderID, of: Order.self)
        }
        return maxUnits - left
    }

    /// Takes units from an order's shipments that have not left, the newest shipment first.
    ///
    /// - Returns: how many.
    private mutating func breakPackedLines(of order: Order, on row: Stock, maxUnits: Int64) throws(DecisionError) -> Int64 {
        var left = maxUnits
        for id in order.shipmentIds.reversed() where left > 0 {
            guard let shipment = try shipment(id), shipment.isInHouse, shipment.warehouseID == row.warehouseID,
                shipment.lines.contains(where: { $0.sku == row.sku })
            else { continue }
            try cancel(shipment, reason: "goods_missing")
            left -= try breakLines(of: try requireOrder(order.orderID), on: row, maxUnits: left)
        }
        return maxUnits - left
    }

    /// Refuses what does not fit into one entry, before it gets any larger.
    private func checkEntrySize(_ row: Stock, _ units: Int64) throws(DecisionError) {
        // Room for the entry's head, and for what an adjustment records beside what it breaks.
        guard events.bytes > Limits.entryBytes - 2_000 else { return }
        throw .of(
            .entryTooLarge,
            "\(row.stockID): \(units) units of too many reservations would be broken for one entry; adjust in several steps",
            ["sku": row.sku, "warehouseId": row.warehouseID, "max": String(Limits.entryBytes)])
    }

    // MARK: Who has units reserved

    /// Holds on a stock row, newest first, ties by id.
    private mutating func holds(on row: Stock) throws(DecisionError) -> [Reservation] {
        var holds: [(held: Moment, hold: Reservation)] = []
        let indexed = [IndexKey(.stockReservation, row.stockID)]
        func isHeld(_ hold: Reservation) -> Bool {
            hold.status == .held && hold.sku == row.sku && hold.warehouseID == row.warehouseID
        }
        for id in try tables.reservations.ids(indexed, in: tables.source, where: isHeld) {
            guard let hold = try reservation(id), isHeld(hold) else { continue }
            holds.append((Moment(hold.heldAt) ?? now, hold))
        }
        holds.sort { $0.held == $1.held ? $0.hold.reservationID > $1.hold.reservationID : $0.held > $1.held }
        return holds.map(\.hold)
    }

    /// Orders with units reserved of a stock row, newest first, ties by id.
    private mutating func ordersReserving(on row: Stock) throws(DecisionError) -> [Order] {
        var orders: [Order] = []
        let indexed = [IndexKey(.stockOrder, row.stockID), IndexKey(.orderStatus, Order.Status.pending.indexValue)]
        func isReserving(_ order: Order) -> Bool {
            order.lines.contains { line in
                line.sku == row.sku && line.allocations.contains { $0.warehouseID == row.warehouseID && $0.reserved > 0 }
            }
        }
        for id in try tables.orders.ids(indexed, in: tables.source, where: isReserving) {
            if let order = try order(id), isReserving(order) { orders.append(order) }
        }
        return Order.oldestFirst(orders).reversed()
    }
}

/// A stock row has more reserved than is found to be claimed: its indexes are not those of its rows.
struct MissingClaims: Error, CustomStringConvertible {
    let stockID: String
    let units: Int64

    var description: String {
        "\(units) reserved units of stock \(stockID) are claimed by no order and no hold; run daybook rebuild, or restore a backup"
    }
}

extension [Event] {
    /// Their size in an entry, with what the entry needs to hold each.
    var bytes: Int {
        reduce(0) { sum, event in
            sum + event.canonicalBytes().count + 4
        }
    }
}
