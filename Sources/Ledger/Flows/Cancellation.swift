import Schema

// Ending an order, or a part of it, before it is shipped: goods go back to stock, money back to the customer.
// Names orders, payments, shipments and stock.

extension LedgerState {
    mutating func cancelOrder(_ command: CancelOrder) throws(DecisionError) {
        try Check.id(command.orderID, "orderId")
        try checkReason(command.reason)
        let order = try requireOrder(command.orderID)
        guard !order.isDead else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.cancel")
        }
        guard order.goneUnits == 0 else {
            throw .of(
                .shippedUseReturn, "order \(order.orderID): \(order.goneUnits) units have left; ask for a return",
                ["entity": Table.order.entity(order.orderID), "shipped": String(order.goneUnits)])
        }
        try checkOpen(order, command: "order.cancel")
        let event = OrderCancelled(reason: command.reason)
        try end(order, with: .cancelled(event), reason: command.reason)
    }

    mutating func cancelOrderLines(_ command: CancelOrderLines) throws(DecisionError) {
        try Check.id(command.orderID, "orderId")
        try checkReason(command.reason)
        guard !command.lines.isEmpty else { throw .invalid("lines", "is empty") }
        try Check.count(command.lines.count, "lines", limit: Limits.linesPerOrder)
        for line in command.lines {
            try Check.id(line.lineID, "lines.lineId")
            try Check.quantity(line.quantity, "lines.quantity")
        }
        let order = try requireOrder(command.orderID)
        try checkOpen(order, command: "order.cancelLines")

        var event = OrderLinesCancelled(reason: command.reason)
        for (lineID, quantity) in LineQuantities.summed(command.lines.map { ($0.lineID, $0.quantity) }) {
            guard let index = order.lineIndex(lineID) else { throw .unknownLine(lineID, of: order.orderID) }
            try checkCancellable(order.lines[index], quantity)
            event.lines.append(order.lines[index].cancellation(of: quantity))
        }
        try cancel(event, of: order)
        let rest = try requireOrder(order.orderID)
        guard rest.lines.contains(where: { $0.open > 0 }) else {
            return try end(rest, with: .cancelled(OrderCancelled(reason: command.reason)), reason: command.reason)
        }
        try settle(order.orderID, reason: command.reason)
    }

    /// Gives up what has not left of an order of which something has: what is packed is taken apart, and the goods go back.
    mutating func cancelUnshipped(of order: Order, reason: String) throws(DecisionError) {
        try cancelShipments(of: order, reason: reason)
        let order = try requireOrder(order.orderID)
        var event = OrderLinesCancelled(reason: reason)
        for line in order.lines where line.isGoods && line.cancellable > 0 {
            event.lines.append(line.cancellation(of: line.cancellable))
        }
        try cancel(event, of: order)
        try settle(order.orderID, reason: reason)
    }

    /// Takes units off an order's lines, and gives their goods to who waits for them.
    private mutating func cancel(_ event: OrderLinesCancelled, of order: Order) throws(DecisionError) {
        try record(.linesCancelled(event), on: order.orderID, of: Order.self)
        for cancelled in event.lines { try releaseGoods(of: cancelled, in: order) }
        for cancelled in event.lines {
            guard let index = order.lineIndex(cancelled.lineID), order.lines[index].isGoods else { continue }
            try noteFreeGoods(of: order.lines[index].sku)
        }
    }

    /// Takes apart an order's shipments that have not left.
    private mutating func cancelShipments(of order: Order, reason: String) throws(DecisionError) {
        for id in order.shipmentIds {
            guard let shipment = try shipment(id), shipment.isInHouse else { continue }
            try cancel(shipment, reason: reason)
        }
    }

    /// Ends an order: its open shipments, its goods, its authorizations, its money.
    mutating func end(_ order: Order, with event: OrderEvent.OneOf_Event, reason: String) throws(DecisionError) {
        try cancelShipments(of: order, reason: reason)
        try record(event, on: order.orderID, of: Order.self)
        for line in order.lines {
            let claim = StockClaim.line(line.lineID, of: order.orderID)
            for part in line.allocations {
                try releaseGoods(part.reserved, part.backordered, of: line.sku, at: part.warehouseID, claim)
            }
        }
        // Only now: what the order's own lines waited for is nobody's any more.
        for line in order.lines where line.reserved > 0 { try noteFreeGoods(of: line.sku) }
        try settle(order.orderID, reason: reason)
    }

    /// Takes a shipment apart that has not left.
    mutating func cancel(_ shipment: Shipment, reason: String) throws(DecisionError) {
        try record(.cancelled(ShipmentCancelled(reason: reason)), on: shipment.shipmentID, of: Shipment.self)
        try note(.cancelled, of: shipment)
    }

    private mutating func releaseGoods(of cancelled: CancelledLine, in order: Order) throws(DecisionError) {
        guard let index = order.lineIndex(cancelled.lineID) else { return }
        let claim = StockClaim.line(cancelled.lineID, of: order.orderID)
        for part in cancelled.allocations {
            try releaseGoods(part.reserved, part.backordered, of: order.lines[index].sku, at: part.warehouseID, claim)
        }
    }

    /// Gives back what a claim has promised to it at one place, and fills what waits there.
    mutating func releaseGoods(
        _ reserved: Int64, _ backordered: Int64, of sku: String, at warehouse: String, _ claim: StockClaim
    ) throws(DecisionError) {
        let stockID = Stock.id(sku: sku, warehouse: warehouse)
        if backordered > 0 { try releaseBackorder(backordered, on: stockID, of: claim) }
        if reserved > 0 { try release(reserved, on: stockID, of: claim) }
    }

    /// Checks why something is cancelled: a text for people, and of a buyer's own session a code, because a reason stays in the
    /// book in clear when its buyer is erased.
    func checkReason(_ reason: String) throws(DecisionError) {
        try Check.text(reason, "reason")
        guard actor.role == Role.buyer.rawValue, !reason.isEmpty, !Check.isID(reason.utf8) else { return }
        throw .invalid("reason", "of a buyer is a code such as CHANGED_MIND: A-Z a-z 0-9 _ . : -, at most \(Limits.idBytes) bytes")
    }

    /// Refuses more units of a line than are left to cancel.
    func checkCancellable(_ line: OrderLine, _ quantity: Int64) throws(DecisionError) {
        guard quantity <= line.cancellable else {
            throw .exceedsRemaining(
                "line \(line.lineID)", requested: quantity, remaining: line.cancellable, ["lineId": line.lineID])
        }
    }
}

extension OrderLine {
    /// Which units a cancellation takes: those that wait for goods first, then reserved ones that no shipment holds,
    /// from the last chosen warehouse back to the first. Requires quantity ≤ `cancellable`.
    func cancellation(of quantity: Int64) -> CancelledLine {
        var taken = CancelledLine(
            lineID: lineID, quantity: quantity, value: value(ofFirst: cancelled &+ quantity) &- value(ofFirst: cancelled))
        var left = isGoods ? quantity : 0
        var parts = allocations.map { allocation in
            return CancelledAllocation(warehouseID: allocation.warehouseID)
        }
        for place in allocations.indices.reversed() {
            parts[place].backordered = min(left, allocations[place].backordered)
            left -= parts[place].backordered
        }
        for place in allocations.indices.reversed() {
            parts[place].reserved = min(left, allocations[place].reserved &- allocations[place].allocated)
            left -= parts[place].reserved
        }
        taken.allocations = parts.filter { $0.reserved > 0 || $0.backordered > 0 }
        return taken
    }
}

/// Quantities of lines as a command names them.
enum LineQuantities {
    /// Sums what is asked of the same line before anything is checked, in the order of first mention.
    static func summed(_ wanted: [(lineID: String, quantity: Int64)]) -> [(lineID: String, quantity: Int64)] {
        var sums: [(lineID: String, quantity: Int64)] = []
        for line in wanted {
            // The search is linear because orders have few lines, and their number is bounded.
            if let place = sums.firstIndex(where: { $0.lineID == line.lineID }) {
                sums[place].quantity += line.quantity
            } else {
                sums.append(line)
            }
        }
        return sums
    }
}

extension DecisionError {
    /// The order has no such line.
    static func unknownLine(_ lineID: String, of orderID: String) -> DecisionError {
        .of(
            .notFound, "order \(orderID) has no line \(lineID)",
            ["entity": Table.order.entity(orderID), "lineId": lineID])
    }
}
