import Schema

// What payments mean for their order: its confirmation, what is due, late money, excess money (DOMAIN §2.4, §2.5, §3 Money).
// Names payments and orders.

extension Book {
    mutating func recordPaymentResult(_ command: RecordPaymentResult) throws(Refusal) {
        try Check.id(command.paymentID, "paymentId")
        try Check.choice(command.outcome, "outcome")
        try Check.amount(command.amount, "amount")
        try Check.text(command.operationID, "operationId", limit: Limits.providerTextBytes)
        try Check.text(command.providerReference, "providerReference", limit: Limits.providerTextBytes)
        try Check.text(command.failureCode, "failureCode", limit: Limits.providerTextBytes)
        let before = try requirePayment(command.paymentID)
        var result = ProviderResult()
        result.outcome = command.outcome
        result.amount = command.amount
        result.operationID = command.operationID
        result.providerReference = command.providerReference
        result.failureCode = command.failureCode
        // Why without events: providers repeat their notifications, and a repetition changes nothing (INTERFACE §1).
        if before.results.contains(result) { return }
        guard before.results.count < Limits.resultsPerPayment else {
            throw .of(
                .quantityLimit, "a payment keeps at most \(Limits.resultsPerPayment) results",
                ["field": "results", "max": String(Limits.resultsPerPayment)])
        }
        let event = try before.decide(result)
        try record(payment: event, on: before.paymentID)
        try noteResult(event, from: before, to: try requirePayment(before.paymentID))
        switch event {
        case .authorized, .captured, .voided: try settle(before.orderID)
        // Why not asked for again: what is declined once would be declined for ever. A person asks again, or the order is dead.
        case .captureFailed where try requireOrder(before.orderID).isDead: try settle(before.orderID)
        case .captureFailed: break
        // Why: a refund or a void that failed leaves its money with the order, which may be all that it waited for.
        default: try confirmIfCovered(before.orderID)
        }
    }

    /// Notes on the order how a payment's counters moved.
    private mutating func noteResult(
        _ event: PaymentEvent.OneOf_Event, from before: Payment, to after: Payment
    ) throws(Refusal) {
        let (payment, order) = (before.paymentID, before.orderID)
        switch event {
        case .authorized(let event): try note(.authorized, event.result.amount, of: payment, on: order)
        case .captured(let event):
            // A void or a failure that the money has proved wrong: the authorization stood after all.
            if after.voided < before.voided { try note(.authorized, before.voided - after.voided, of: payment, on: order) }
            try note(.captured, event.result.amount, of: payment, on: order)
        case .failed where after.status == .failed: try note(.failed, after.voided - before.voided, of: payment, on: order)
        case .voided: try note(.voided, after.voided - before.voided, of: payment, on: order)
        case .refunded(let event): try note(.refunded, event.result.amount, of: payment, on: order)
        case .refundFailed(let event):
            let granted = before.operations.first { $0.operationID == event.operationID }?.granted ?? 0
            let amount = before.refundPending - after.refundPending
            try note(.refundFailed, amount, of: payment, on: order, granted: amount > 0 ? granted : 0)
        case .initiated, .failed, .captureRequested, .captureFailed, .voidRequested, .refundRequested, .cancelled, .resultNoted: break
        }
    }

    /// After money came or was promised: gives back what a dead order or one paid twice must not keep, or confirms.
    private mutating func settle(_ orderID: String) throws(Refusal) {
        let order = try requireOrder(orderID)
        if order.isDead {
            try requestVoids(on: order, reason: "late_payment")
            try refundExcess(on: order, reason: "late_payment")
        } else {
            try refundExcess(on: order, reason: "overpaid")
            try confirmIfCovered(orderID)
            try settleShipped(orderID)
        }
    }

    /// Once all has left, no dispatch will ask for what a provider authorized late, or captured or voided only in part.
    private mutating func settleShipped(_ orderID: String) throws(Refusal) {
        let order = try requireOrder(orderID)
        let states: [Order.Status] = [.confirmed, .received, .completed]
        guard states.contains(order.status), !order.hasUnshippedGoods else { return }
        try captureRest(of: order, for: "")
    }

    // MARK: What is covered, due and owed

    /// Whether the order's payments, taken or promised, come up to what it costs.
    func isCovered(_ order: Order) throws(Refusal) -> Bool {
        var sum: Int64 = 0
        for payment in try payments(of: order) { sum = try Amount.sum(sum, payment.promised, "payments") }
        return sum >= order.effectiveTotal
    }

    /// What no tender stands for yet.
    func due(on order: Order) throws(Refusal) -> Int64 {
        var due = order.effectiveTotal
        for payment in try payments(of: order) { due = try Amount.sum(due, -payment.claimed, "payments") }
        return max(0, due)
    }

    /// What may still be captured: owed, not paid, and not being captured already (DOMAIN §3, M6).
    func owed(on order: Order) throws(Refusal) -> Int64 {
        var owed = order.effectiveTotal - order.netPaid
        for payment in try payments(of: order) { owed = try Amount.sum(owed, -payment.capturePending, "payments") }
        return max(0, owed)
    }

    // MARK: Steps of other flows

    /// Confirms a pending order once it is covered.
    mutating func confirmIfCovered(_ orderID: String) throws(Refusal) {
        let order = try requireOrder(orderID)
        guard order.status == .pending, try isCovered(order) else { return }
        try confirm(order)
    }

    mutating func confirm(_ order: Order) throws(Refusal) {
        var event = OrderConfirmed()
        event.delivered = order.lines.contains { !$0.isGoods }
        try record(order: .confirmed(event), on: order.orderID)
        // Why: what is not shipped is delivered with the confirmation, so no dispatch will ask for its money.
        if !order.hasGoods { try captureRest(of: order, for: "") }
    }

    /// Asks the providers for an amount, over the order's MANUAL tenders in the order in which they were opened.
    mutating func requestCaptures(_ amount: Int64, on order: Order, for shipment: String) throws(Refusal) {
        var left = min(amount, try owed(on: order))
        for payment in try payments(of: order) where left > 0 && payment.capture == .manual && !payment.isClosed {
            let taken = min(left, payment.capturable)
            guard taken > 0 else { continue }
            left -= taken
            try requestCapture(taken, of: payment, for: shipment)
        }
    }

    /// When nothing more will be shipped: captures all that is owed, and gives up the authorizations that are left.
    mutating func captureRest(of order: Order, for shipment: String) throws(Refusal) {
        try requestCaptures(.max, on: order, for: shipment)
        for payment in try payments(of: order) where payment.capture == .manual && !payment.isClosed && payment.capturable > 0 {
            try requestVoid(of: payment, reason: "not_needed")
        }
    }

    /// Asks to void whatever is authorized and not captured.
    mutating func requestVoids(on order: Order, reason: String) throws(Refusal) {
        for payment in try payments(of: order) where !payment.isClosed && payment.capturable > 0 {
            try requestVoid(of: payment, reason: reason)
        }
    }

    /// Asks back what was paid above what is owed, newest tender first, never above what each can give back (DOMAIN §3, M5).
    mutating func refundExcess(on order: Order, reason: String) throws(Refusal) {
        var left = order.excess
        for payment in try payments(of: order).reversed() where left > 0 {
            let amount = min(left, payment.refundable)
            guard amount > 0 else { continue }
            left -= amount
            try requestRefund(amount, of: payment, as: payment.nextRefundID(), reason: reason)
        }
    }
}
