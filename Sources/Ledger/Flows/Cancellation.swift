import Schema

// Ending an order, or a part of it, before it is shipped: goods go back to stock, money back to the customer (DOMAIN §2.4).
// Also holding, releasing and completing it, which depend on its payments. Names orders, payments, shipments and stock.

extension Book {
    mutating func cancelOrder(_ command: CancelOrder) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        try Check.text(command.reason, "reason")
        let order = try requireOrder(command.orderID)
        guard !order.isDead else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.cancel")
        }
        guard order.shippedUnits == 0 else {
            throw .of(
                .shippedUseReturn, "order \(order.orderID): \(order.shippedUnits) units have left; ask for a return",
                ["entity": Table.order.entity(order.orderID), "shipped": String(order.shippedUnits)])
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
        try record(order: .linesCancelled(event), on: order.orderID)
        for cancelled in event.lines { try releaseGoods(of: cancelled, in: order) }
        try settleCancelledLines(of: order.orderID, reason: command.reason)
    }

    /// After lines were taken off: ends an order of which nothing is left, gives back what is paid too much, or confirms.
    private mutating func settleCancelledLines(of orderID: String, reason: String) throws(Refusal) {
        let order = try requireOrder(orderID)
        if order.lines.allSatisfy({ $0.open == 0 }) {
            var event = OrderCancelled()
            event.reason = reason
            return try end(order, with: .cancelled(event), reason: reason)
        }
        try refundExcess(on: order, reason: reason)
        try confirmIfCovered(orderID)
        // Why: with the last unshipped units gone, no dispatch will ask for what is still owed.
        if order.status == .confirmed, !order.hasUnshippedGoods { try captureRest(of: order, for: "") }
    }

    /// Ends an order: its open shipments, its goods, its authorizations, its money.
    mutating func end(_ order: Order, with event: OrderEvent.OneOf_Event, reason: String) throws(Refusal) {
        for id in order.shipmentIds {
            guard let shipment = try shipment(id), shipment.isInHouse else { continue }
            var cancelled = ShipmentCancelled()
            cancelled.reason = reason
            try record(shipment: .cancelled(cancelled), on: id)
            try note(.cancelled, of: shipment)
        }
        try record(order: event, on: order.orderID)
        for line in order.lines {
            let claim = StockClaim.line(line.lineID, of: order.orderID)
            for part in line.allocations {
                try releaseGoods(part.reserved, part.backordered, of: line.sku, at: part.warehouseID, claim)
            }
        }
        let ended = try requireOrder(order.orderID)
        try requestVoids(on: ended, reason: reason)
        try refundExcess(on: ended, reason: reason)
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
        if backordered > 0 {
            var event = BackorderReleased()
            event.quantity = backordered
            event.claim = claim
            try record(stock: .backorderReleased(event), on: stockID)
        }
        guard reserved > 0 else { return }
        try release(reserved, on: stockID, of: claim)
        try fillBackorders(stockID)
    }

    // MARK: Hold and completion

    mutating func releaseHold(_ command: ReleaseHold) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        let order = try requireOrder(command.orderID)
        guard order.status == .onHold else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.releaseHold")
        }
        try record(order: .holdReleased(OrderHoldReleased()), on: order.orderID)
        // Why shipped counts: what has left the house was confirmed before it was held.
        let isCovered = try isCovered(order)
        guard order.shippedUnits > 0 || isCovered else { return }
        try confirm(try requireOrder(order.orderID))
    }

    mutating func completeOrder(_ command: CompleteOrder) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        let order = try requireOrder(command.orderID)
        guard order.status == .received else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.complete")
        }
        for payment in try payments(of: order) {
            guard let open = payment.operations.first(where: { $0.state == .requested }) else { continue }
            throw .of(
                .openObligations, "payment \(payment.paymentID): operation \(open.operationID) has no outcome yet",
                ["paymentId": payment.paymentID, "operationId": open.operationID])
        }
        try record(order: .completed(OrderCompleted()), on: order.orderID)
    }
}

/// Quantities of lines as a command names them.
enum LineQuantities {
    /// Sums what is asked of the same line before anything is checked (DOMAIN §1.4), in the order of first mention.
    static func summed(_ wanted: [(lineID: String, quantity: Int64)]) -> [(lineID: String, quantity: Int64)] {
        var sums: [(lineID: String, quantity: Int64)] = []
        var places: [String: Int] = [:]
        for line in wanted {
            if let place = places[line.lineID] {
                sums[place].quantity += line.quantity
            } else {
                places[line.lineID] = sums.count
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
