import Schema

// The way of an order beside its goods: it is held and released, received by its customer, and completed when all is settled. Each
// step ends with `settle`, for its money follows from where it stands. Names orders and payments.

extension LedgerState {
    mutating func holdOrder(_ command: HoldOrder) throws(DecisionError) {
        try Check.id(command.orderID, "orderId")
        try Check.text(command.reason, "reason")
        let order = try requireOrder(command.orderID)
        guard order.status == .pending || order.status == .confirmed else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: "order.hold")
        }
        try record(.held(OrderHeld(reason: command.reason)), on: order.orderID, of: Order.self)
        try settle(order.orderID, reason: "overpaid")
    }

    mutating func releaseHold(_ command: ReleaseHold) throws(DecisionError) {
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

    mutating func confirmReceipt(_ command: ConfirmReceipt) throws(DecisionError) {
        try Check.id(command.orderID, "orderId")
        let order = try requireOrder(command.orderID)
        guard order.status == .confirmed, order.isDelivered else {
            // The axis is in the answer, for a confirmed order is refused for goods that are not delivered yet.
            let state = order.status == .confirmed ? "CONFIRMED and \(order.shipmentStatus.label)" : order.status.label
            throw .invalidState(.order, order.orderID, from: state, command: "order.confirmReceipt")
        }
        try record(.received(OrderReceived()), on: order.orderID, of: Order.self)
        try settle(order.orderID, reason: "overpaid")
    }

    mutating func completeOrder(_ command: CompleteOrder) throws(DecisionError) {
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
    private func checkSettled(_ order: Order) throws(DecisionError) {
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
