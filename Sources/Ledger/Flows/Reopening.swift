import Schema

// A parcel that is lost or comes back breaks a promise, which is made anew in the same entry: units of its lines are reserved
// from what is there, as for a new order, and the rest waits for goods. Names orders, stock and warehouses.

extension LedgerState {
    /// Promises units again that no longer count as shipped.
    ///
    /// What is not there is waited for whatever the variant's limit for that: the customer was promised it already.
    mutating func promiseAnew(_ lines: [ShipmentLine], of orderID: String) throws(DecisionError) {
        let order = try requireOrder(orderID)
        var demands: [Demand] = []
        for line in lines {
            if let place = demands.firstIndex(where: { $0.sku == line.sku }) {
                demands[place].quantity += line.quantity
            } else {
                demands.append(Demand(sku: line.sku, quantity: line.quantity, backorderLimit: .max))
            }
        }
        var parts = try allocate(demands, to: order.destination, held: [:])
        let places = parts.reduce(0) { $0 + $1.count }
        let canHave = try canSpread(order, to: places)
        let isTooLarge = !canHave || promiseBytes(parts, lines.count, of: order) > Limits.entryBytes
        if isTooLarge {
            // All of it waits then, and what is there is given to it at once, in entries of their own.
            parts = demands.map { [Part(warehouseID: "", distance: nil, reserved: 0, backordered: $0.quantity)] }
        }
        for line in lines {
            guard let place = demands.firstIndex(where: { $0.sku == line.sku }) else { continue }
            let taken = Part.take(line.quantity, from: &parts[place])
            try promise(taken, line, of: orderID)
        }
        if isTooLarge { for demand in demands { try noteFreeGoods(of: demand.sku) } }
    }

    /// An upper bound of the entry that takes back a parcel and promises its units from these places.
    private func promiseBytes(_ parts: [[Part]], _ lines: Int, of order: Order) -> Int {
        // A line takes units from at least one place, and one of them may be shared by two lines.
        let places = parts.reduce(lines) { $0 + $1.count }
        guard places > 16 else { return 0 }
        let requests = order.paymentIds.reduce(0) { $0 + 2 * EventBytes.request($1, order, reason: Limits.noteBytes) }
        return EventBytes.entry + 2 * EventBytes.event + Limits.noteBytes + requests + lines * EventBytes.place
            + places * (EventBytes.place + EventBytes.claim + Limits.idBytes)
    }

    private mutating func promise(_ parts: [PlacedAllocation], _ line: ShipmentLine, of orderID: String) throws(DecisionError) {
        let claim = StockClaim.line(line.lineID, of: orderID)
        var event = OrderReallocated(lineID: line.lineID)
        for part in parts where part.reserved > 0 {
            var reserved = ReallocatedPart(warehouseID: part.warehouseID)
            reserved.reserved = part.reserved
            event.parts.append(reserved)
        }
        let waiting = parts.reduce(0) { $0 + $1.backordered }
        if waiting > 0 {
            let backordered = ReallocatedPart(backordered: waiting)
            event.parts.append(backordered)
        }
        try record(.reallocated(event), on: orderID, of: Order.self)
        for part in event.parts where part.reserved > 0 {
            try reserve(part.reserved, on: Stock.id(sku: line.sku, warehouse: part.warehouseID), for: claim)
        }
        if waiting > 0 { try backorder(waiting, of: line.sku, for: claim) }
    }

    /// Takes back what was promised in place of a parcel that is not lost after all: first what waits for goods, then what is
    /// reserved and in no shipment.
    /// - Throws: `exceeds_remaining` where units of it are packed, have left again or were cancelled.
    mutating func withdrawPromise(_ lines: [ShipmentLine], of orderID: String) throws(DecisionError) {
        let order = try requireOrder(orderID)
        var withdrawn: [(line: ShipmentLine, parts: [CancelledAllocation])] = []
        for line in lines {
            guard let index = order.lineIndex(line.lineID) else { throw .unknownLine(line.lineID, of: orderID) }
            let remaining = order.lines[index].cancellable
            guard line.quantity <= remaining else {
                throw .exceedsRemaining(
                    "line \(line.lineID), promised anew since and now neither packed, gone nor cancelled",
                    requested: line.quantity, remaining: remaining, ["lineId": line.lineID])
            }
            withdrawn.append((line, order.lines[index].cancellation(of: line.quantity).allocations))
        }
        for (line, parts) in withdrawn {
            var event = OrderReallocated(lineID: line.lineID)
            event.parts = parts.map { taken in
                let part = ReallocatedPart(
                    warehouseID: taken.warehouseID, reserved: -taken.reserved, backordered: -taken.backordered)
                return part
            }
            try record(.reallocated(event), on: orderID, of: Order.self)
        }
        // Only then, because what is free again may go to another line of this order.
        for (line, parts) in withdrawn {
            let claim = StockClaim.line(line.lineID, of: orderID)
            for part in parts { try releaseGoods(part.reserved, part.backordered, of: line.sku, at: part.warehouseID, claim) }
        }
        for (line, _) in withdrawn { try noteFreeGoods(of: line.sku) }
    }
}
