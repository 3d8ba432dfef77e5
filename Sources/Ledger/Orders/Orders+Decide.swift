import Schema

// Decisions about an order that concern nothing else. Placing, paying, cancelling and shipping are in Flows.

extension LedgerState {
    mutating func confirmReceipt(_ command: ConfirmReceipt) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        let order = try requireOrder(command.orderID)
        guard order.status == .confirmed, order.isDelivered else {
            // The answer names the shipment status too: a confirmed order is rejected for goods that are not delivered yet.
            let state = order.status == .confirmed ? "CONFIRMED and \(order.shipmentStatus.label)" : order.status.label
            throw .invalidState(.order, order.orderID, from: state, command: "order.confirmReceipt")
        }
        try record(.received(OrderReceived()), on: order.orderID, of: Order.self)
        try settle(order.orderID, reason: "overpaid")
    }

    mutating func holdOrder(_ command: HoldOrder) throws(Refusal) {
        try Check.id(command.orderID, "orderId")
        try Check.text(command.reason, "reason")
        let order = try requireOrder(command.orderID)
        guard order.status == .pending || order.status == .confirmed else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.hold")
        }
        var event = OrderHeld()
        event.reason = command.reason
        try record(.held(event), on: order.orderID, of: Order.self)
        try settle(order.orderID, reason: "overpaid")
    }

    /// Refuses more units of a line than are left to cancel.
    func checkCancellable(_ line: OrderLine, _ quantity: Int64) throws(Refusal) {
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
        var taken = CancelledLine()
        taken.lineID = lineID
        taken.quantity = quantity
        taken.value = value(ofFirst: cancelled &+ quantity) &- value(ofFirst: cancelled)
        var left = isGoods ? quantity : 0
        var parts = allocations.map { allocation in
            var part = CancelledAllocation()
            part.warehouseID = allocation.warehouseID
            return part
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
