import Schema

// Ending an order, or a part of it, before it is shipped: goods go back to stock, money back to the customer (DOMAIN §2.4).
// Also holding, releasing and completing it, which depend on its payments. Names orders, payments, shipments and stock.

extension LedgerState {
    mutating func cancelOrder(_ command: CancelOrder) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        try Check.text(command.reason, "reason")
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
        var event = OrderCancelled()
        event.reason = command.reason
        try end(order, with: .cancelled(event), reason: command.reason)
    }

    mutating func cancelOrderLines(_ command: CancelOrderLines) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        try Check.text(command.reason, "reason")
        guard !command.lines.isEmpty else { throw .invalid("lines", "is empty") }
        try Check.count(command.lines.count, "lines", limit: Limits.linesPerOrder)
        for line in command.lines {
            try Check.id(line.lineID, "lines.lineId")
            try Check.quantity(line.quantity, "lines.quantity")
        }
        let order = try requireOrder(command.orderID)
        try checkOpen(order, command: "order.cancelLines")

        var event = OrderLinesCancelled()
        event.reason = command.reason
        for (lineID, quantity) in LineQuantities.summed(command.lines.map { ($0.lineID, $0.quantity) }) {
            guard let index = order.lineIndex(lineID) else { throw .unknownLine(lineID, of: order.orderID) }
            try checkCancellable(order.lines[index], quantity)
            event.lines.append(order.lines[index].cancellation(of: quantity))
        }
        try cancel(event, of: order)
        let rest = try requireOrder(order.orderID)
        guard rest.lines.contains(where: { $0.open > 0 }) else {
            var cancelled = OrderCancelled()
            cancelled.reason = command.reason
            return try end(rest, with: .cancelled(cancelled), reason: command.reason)
        }
        try settle(order.orderID, reason: command.reason)
    }

    /// Gives up what has not left of an order of which something has: what is packed is taken apart, and the goods go back.
    mutating func cancelUnshipped(of order: Order, reason: String) throws(Refusal) {
        try cancelShipments(of: order, reason: reason)
        let order = try requireOrder(order.orderID)
        var event = OrderLinesCancelled()
        event.reason = reason
        for line in order.lines where line.isGoods && line.cancellable > 0 {
            event.lines.append(line.cancellation(of: line.cancellable))
        }
        try cancel(event, of: order)
        try settle(order.orderID, reason: reason)
    }

    /// Takes units off an order's lines, and gives their goods to who waits for them.
    private mutating func cancel(_ event: OrderLinesCancelled, of order: Order) throws(Refusal) {
        try record(.linesCancelled(event), on: order.orderID, of: Order.self)
        for cancelled in event.lines { try releaseGoods(of: cancelled, in: order) }
        for cancelled in event.lines {
            guard let index = order.lineIndex(cancelled.lineID), order.lines[index].isGoods else { continue }
            try noteFreeGoods(of: order.lines[index].sku)
        }
    }

    /// Takes apart an order's shipments that have not left.
    private mutating func cancelShipments(of order: Order, reason: String) throws(Refusal) {
        for id in order.shipmentIds {
            guard let shipment = try shipment(id), shipment.isInHouse else { continue }
            try cancel(shipment, reason: reason)
        }
    }

    /// Ends an order: its open shipments, its goods, its authorizations, its money.
    mutating func end(_ order: Order, with event: OrderEvent.OneOf_Event, reason: String) throws(Refusal) {
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
    mutating func cancel(_ shipment: Shipment, reason: String) throws(Refusal) {
        var event = ShipmentCancelled()
        event.reason = reason
        try record(.cancelled(event), on: shipment.shipmentID, of: Shipment.self)
        try note(.cancelled, of: shipment)
    }

    private mutating func releaseGoods(of cancelled: CancelledLine, in order: Order) throws(Refusal) {
        guard let index = order.lineIndex(cancelled.lineID) else { return }
        let claim = StockClaim.line(cancelled.lineID, of: order.orderID)
        for part in cancelled.allocations {
            try releaseGoods(part.reserved, part.backordered, of: order.lines[index].sku, at: part.warehouseID, claim)
        }
    }

    /// Gives back what a claim has promised to it at one place, and fills what waits there.
    mutating func releaseGoods(
        _ reserved: Int64, _ backordered: Int64, of sku: String, at warehouse: String, _ claim: StockClaim
    ) throws(Refusal) {
        let stockID = Stock.id(sku: sku, warehouse: warehouse)
        if backordered > 0 { try releaseBackorder(backordered, on: stockID, of: claim) }
        if reserved > 0 { try release(reserved, on: stockID, of: claim) }
    }

    // MARK: Hold and completion

    mutating func releaseHold(_ command: ReleaseHold) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        let order = try requireOrder(command.orderID)
        guard order.status == .onHold else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.releaseHold")
        }
        var event = OrderHoldReleased()
        if let payBy = renewedPayBy(of: order) { event.payBy = payBy.timestamp }
        try record(.holdReleased(event), on: order.orderID, of: Order.self)
        try settle(order.orderID, reason: "overpaid")
    }

    /// The time until which an order that waits for its payment again is to be paid, where it has run out: the payer gets it once
    /// more.
    func renewedPayBy(of order: Order) -> Moment? {
        guard let payBy = Moment(order.payBy), payBy <= now else { return nil }
        return now.adding(seconds: order.payWithinSeconds ?? Limits.payWithinSeconds)
    }

    mutating func completeOrder(_ command: CompleteOrder) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        let order = try requireOrder(command.orderID)
        guard order.status == .received else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.complete")
        }
        try checkSettled(order)
        if order.balanceDue > 0 {
            guard let writeOff = command.writeOff else {
                throw .of(
                    .balanceDue, "order \(order.orderID): \(order.balanceDue) is still due; have it paid, or write it off",
                    ["entity": Table.order.entity(order.orderID), "balanceDue": String(order.balanceDue)])
            }
            try requireRole(Role.writeOff, "write off what is due")
            try Check.title(writeOff.reason, "writeOff.reason")
            try self.writeOff(order.balanceDue, of: order.orderID, reason: writeOff.reason)
        } else if command.writeOff != nil {
            throw .invalid("writeOff", "nothing is due")
        }
        try record(.completed(OrderCompleted()), on: order.orderID, of: Order.self)
        try settle(order.orderID, reason: "completed")
    }

    /// Refuses to close the books on an order while a provider still owes an answer, holds an authorization, or has money of the
    /// customer's.
    private func checkSettled(_ order: Order) throws(Refusal) {
        for payment in try payments(of: order) {
            if let open = payment.operations.first(where: { $0.state == .requested }) {
                throw .of(
                    .openObligations, "payment \(payment.paymentID): operation \(open.operationID) has no outcome yet",
                    ["paymentId": payment.paymentID, "operationId": open.operationID])
            }
            // What is owed and authorized is given up with the write-off; nothing else keeps an authorization open.
            if payment.capturable > 0, order.balanceDue == 0 {
                throw .of(
                    .openObligations,
                    "payment \(payment.paymentID): \(payment.capturable) is still authorized; ask for it to be voided",
                    ["paymentId": payment.paymentID, "capturable": String(payment.capturable)])
            }
        }
        let payments = try payments(of: order)
        let kept = payments.unapplied(on: order) - min(0, order.balance(payments))
        guard kept == 0 else {
            throw .of(
                .openObligations, "order \(order.orderID): \(kept) is owed to the customer; ask for a refund",
                ["entity": Table.order.entity(order.orderID), "balanceDue": String(order.balanceDue)])
        }
    }
}

/// Quantities of lines as a command names them.
enum LineQuantities {
    /// Sums what is asked of the same line before anything is checked (DOMAIN §1.4), in the order of first mention.
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

extension Refusal {
    /// The order has no such line.
    static func unknownLine(_ lineID: String, of orderID: String) -> Refusal {
        .of(
            .notFound, "order \(orderID) has no line \(lineID)",
            ["entity": Table.order.entity(orderID), "lineId": lineID])
    }
}
