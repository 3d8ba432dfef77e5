import Schema

// An order's money follows from where the order stands (DOMAIN §2.4, §2.5, §3 Money). Whatever moved its money or its goods ends
// with `settle`, which asks the providers for what is due now, and only that: it looks at the rows and never at which step came
// last. Names payments and orders.

extension Book {
    mutating func recordPaymentResult(_ command: RecordPaymentResult) throws(Refusal) {
        try Check.id(command.paymentID, "paymentId")
        try Check.choice(command.outcome, "outcome")
        try Check.amount(command.amount, "amount")
        try Check.optionalToken(command.operationID, "operationId", limit: Limits.providerTextBytes)
        try Check.optionalTitle(command.providerReference, "providerReference", limit: Limits.providerTextBytes)
        try Check.optionalTitle(command.failureCode, "failureCode", limit: Limits.providerTextBytes)
        let before = try requirePayment(command.paymentID)
        var result = ProviderResult()
        result.outcome = command.outcome
        result.amount = command.amount
        result.operationID = command.operationID
        result.providerReference = command.providerReference
        result.failureCode = command.failureCode
        // Providers repeat their notifications, and a repetition changes nothing (INTERFACE §1).
        guard let event = before.decide(result) else { return }
        try checkSums(before, result)
        try record(payment: event, on: before.paymentID)
        let after = try requirePayment(before.paymentID)
        // What moved money or ends a request is recorded however much noise came before it.
        let isNeeded = result.outcome.isMoney || after.openOperations < before.openOperations
        guard before.results.count < Limits.resultsPerPayment || isNeeded else {
            throw .of(
                .quantityLimit, "a payment keeps at most \(Limits.resultsPerPayment) results",
                ["field": "results", "max": String(Limits.resultsPerPayment)])
        }
        // What says nothing new is no step: nobody is asked for anything because of it.
        if case .resultNoted = event { return }
        try noteResult(event, from: before, to: after)
        try settle(
            before.orderID, reason: try requireOrder(before.orderID).isDead ? "late_payment" : "overpaid",
            afterRefusal: result.outcome == .failed || result.outcome == .refundFailed)
    }

    /// Facts add up without an upper bound of their own, but the sums have to fit.
    private func checkSums(_ payment: Payment, _ result: ProviderResult) throws(Refusal) {
        let order = try requireOrder(payment.orderID)
        let sums = [payment.authorized, payment.captured, payment.refunded, order.authorized, order.captured, order.refunded]
        guard sums.allSatisfy({ $0 + result.amount <= Limits.wholeNumber }) else { throw .overflow("amount") }
    }

    /// Notes on the order how a payment's counters moved.
    private mutating func noteResult(
        _ event: PaymentEvent.OneOf_Event, from before: Payment, to after: Payment
    ) throws(Refusal) {
        let authorized = (after.authorized - after.voided) - (before.authorized - before.voided)
        switch event {
        case .authorized: try note(.authorized, authorized, from: before, to: after)
        case .captured(let event):
            // Money can prove a void or a failure wrong: the authorization stood after all.
            if authorized != 0 { try note(.authorized, authorized, of: after.paymentID, on: after.orderID) }
            try note(.captured, event.result.amount, from: before, to: after)
        case .failed where after.status == .failed: try note(.failed, -authorized, from: before, to: after)
        case .voided: try note(.voided, -authorized, from: before, to: after)
        case .refunded(let event):
            // A refund that had failed was taken out of what was granted, and has come through after all.
            let operation = before.operationIndex(event.operationID).map { before.operations[$0] }
            let regranted = operation?.state == .failed ? operation?.granted ?? 0 : 0
            try note(.refunded, event.result.amount, from: before, to: after, granted: regranted)
        case .refundFailed(let event):
            let granted = before.operationIndex(event.operationID).map { before.operations[$0].granted } ?? 0
            try note(.refundFailed, before.refundPending - after.refundPending, from: before, to: after, granted: granted)
        case .failed, .captureFailed: try note(.operationsChanged, 0, from: before, to: after)
        case .initiated, .captureRequested, .voidRequested, .refundRequested, .cancelled, .resultNoted: break
        }
    }

    // MARK: Settling

    /// Brings the money of an order in line with where the order stands.
    ///
    /// - A dead order ends its tenders, gives up what is authorized and gives back what was taken.
    /// - What was paid above what is owed, or came for a cancelled tender, goes back.
    /// - A pending order that is covered is confirmed; a confirmed one that no longer is, and of which nothing is out, is to be
    ///   paid in time again.
    /// - Of a confirmed order, captures ask for the value of what is out; for all that is owed once nothing is left to send, and
    ///   authorizations that are not needed then are given up.
    /// - Of an order that is over, what stays open between the books and the provider is written off, and back again.
    ///
    /// A refusal is never answered by the same question (`Payment.mayBeAsked`); every other step asks for all that is due.
    /// - Parameter shipment: the shipment that the captures are for, if any.
    /// - Parameter afterRefusal: whether the step was that a provider refused something.
    mutating func settle(
        _ orderID: String, reason: String, shipment: String = "", afterRefusal: Bool = false
    ) throws(Refusal) {
        var order = try requireOrder(orderID)
        var payments = try payments(of: order)
        if order.isWaiting(for: payments) { return }
        if order.isDead || order.writtenOff != 0 || order.excess > 0 || payments.contains(where: { $0.cancelledAt != nil }) {
            if order.isDead { try cancelOpenTenders(of: orderID, reason: reason) }
            try reverseWriteOff(of: orderID)
            try refundCancelledTenders(of: orderID, reason: reason, afterRefusal: afterRefusal)
            try refundExcess(on: orderID, reason: reason, afterRefusal: afterRefusal)
            order = try requireOrder(orderID)
            payments = try self.payments(of: order)
        }
        if try followCover(of: order, payments) { order = try requireOrder(orderID) }
        switch order.status {
        case .confirmed, .received, .completed:
            let due = try dueNow(of: order, payments)
            if due > 0 {
                try requestCaptures(due, from: payments, for: shipment, afterRefusal: afterRefusal)
                order = try requireOrder(orderID)
                payments = try self.payments(of: order)
            }
            if !order.hasUnshippedGoods, order.openBalance(payments) &+ order.refundPending <= 0 {
                try requestVoids(of: payments, on: order, reason: "not_needed", afterRefusal: afterRefusal)
            }
        case .cancelled, .expired: try requestVoids(of: payments, on: order, reason: reason, afterRefusal: afterRefusal)
        case .pending, .onHold, .unspecified: return
        }
        try writeOffRest(of: orderID)
    }

    /// What should be captured by now and is neither taken nor asked for.
    private func dueNow(of order: Order, _ payments: [Payment]) throws(Refusal) -> Int64 {
        let owed = max(0, order.openBalance(payments))
        guard order.hasUnshippedGoods else { return owed }
        // What was delivered without a parcel is asked for with the first one that leaves.
        guard owed > 0, order.lines.contains(where: { $0.shipped > 0 }) else { return 0 }
        var value = order.charges
        for line in order.lines { value = try Amount.sum(value, line.value(ofFirst: line.gone), "amount") }
        // A discount on the whole order can outweigh a small first shipment; `owed` bounds the other end (DOMAIN §3, M6).
        return min(owed, max(0, value - (order.effectiveTotal - owed)))
    }

    private mutating func cancelOpenTenders(of orderID: String, reason: String) throws(Refusal) {
        for payment in try payments(of: try requireOrder(orderID)) where payment.isUnanswered {
            try endTender(payment, reason: reason)
        }
    }

    private mutating func refundCancelledTenders(
        of orderID: String, reason: String, afterRefusal: Bool
    ) throws(Refusal) {
        let order = try requireOrder(orderID)
        let reason = order.isDead ? reason : "tender_cancelled"
        for payment in try payments(of: order) where payment.cancelledAt != nil {
            if payment.refundable > 0, payment.mayBeAsked(for: .refund, afterRefusal: afterRefusal) {
                try requestRefund(payment.refundable, of: payment, as: payment.nextRefundID(), reason: reason)
            }
            if payment.capturable > 0, payment.mayBeAsked(for: .void, afterRefusal: afterRefusal) {
                try requestVoid(of: payment, reason: reason)
            }
        }
    }

    /// Asks back what was paid above what is owed, newest tender first, never above what each can give back (DOMAIN §3, M5).
    private mutating func refundExcess(on orderID: String, reason: String, afterRefusal: Bool) throws(Refusal) {
        let order = try requireOrder(orderID)
        guard order.excess > 0 else { return }
        var left = order.excess
        for payment in try payments(of: order).reversed() where left > 0 {
            let amount = min(left, payment.refundable)
            guard amount > 0, payment.mayBeAsked(for: .refund, afterRefusal: afterRefusal) else { continue }
            left -= amount
            try requestRefund(amount, of: payment, as: payment.nextRefundID(), reason: reason)
        }
    }

    /// Confirms an order that waits for its payment once it is covered, and lets a confirmed one wait that is not any more.
    ///
    /// - Returns: whether that changed the order.
    private mutating func followCover(of order: Order, _ payments: [Payment]) throws(Refusal) -> Bool {
        let isWaiting = order.status == .pending || order.paymentLapsed
        guard isWaiting || order.status == .confirmed && order.goneUnits == 0 else { return false }
        let isCovered = payments.promised >= order.effectiveTotal
        // What has left the house was confirmed before the order was held, or left unpaid because someone said so.
        guard isWaiting ? isCovered || order.goneUnits > 0 : !isCovered else { return false }
        if isWaiting {
            var event = OrderConfirmed()
            event.delivered = order.lines.contains { !$0.isGoods }
            try record(order: .confirmed(event), on: order.orderID)
        } else {
            var event = OrderPaymentLapsed()
            if let payBy = renewedPayBy(of: order) { event.payBy = payBy.timestamp }
            try record(order: .paymentLapsed(event), on: order.orderID)
        }
        return true
    }

    /// Asks the providers for an amount, over the MANUAL ones of an order's tenders in the order in which they were opened.
    private mutating func requestCaptures(
        _ amount: Int64, from payments: [Payment], for shipment: String, afterRefusal: Bool
    ) throws(Refusal) {
        var left = amount
        for payment in payments where left > 0 && payment.capture == .manual {
            guard !payment.isClosed, payment.cancelledAt == nil else { continue }
            let taken = min(left, payment.capturable)
            guard taken > 0, payment.mayBeAsked(for: .capture, afterRefusal: afterRefusal) else { continue }
            left -= taken
            try requestCapture(taken, of: payment, for: shipment)
        }
    }

    /// Gives up whatever is authorized and not captured. An AUTO tender takes its money by itself, unless the order is over.
    private mutating func requestVoids(
        of payments: [Payment], on order: Order, reason: String, afterRefusal: Bool
    ) throws(Refusal) {
        let isOver = order.isDead || order.status == .completed
        for payment in payments where payment.capturable > 0 && !payment.isClosed {
            guard isOver || payment.capture == .manual, payment.mayBeAsked(for: .void, afterRefusal: afterRefusal) else {
                continue
            }
            try requestVoid(of: payment, reason: reason)
        }
    }

    // MARK: Writing off

    /// Money that came after its balance was written off pays that balance.
    private mutating func reverseWriteOff(of orderID: String) throws(Refusal) {
        let order = try requireOrder(orderID)
        let amount = min(order.writtenOff, order.excess)
        if amount > 0 { try writeOff(-amount, of: orderID, reason: "paid_after_all") }
    }

    /// A provider can give back more than was owed, and nobody will ask for it again once the order is over.
    private mutating func writeOffRest(of orderID: String) throws(Refusal) {
        let order = try requireOrder(orderID)
        guard order.isDead || order.status == .completed, order.balanceDue > 0 else { return }
        try writeOff(order.balanceDue, of: orderID, reason: "refunded_unasked")
    }

    /// Records that a balance will not be asked for any more; negative where it was paid after all.
    mutating func writeOff(_ amount: Int64, of orderID: String, reason: String) throws(Refusal) {
        var event = OrderWrittenOff()
        event.amount = amount
        event.reason = reason
        try record(order: .writtenOff(event), on: orderID)
    }

    // MARK: What is covered, due and owed

    /// Whether the order's payments, taken or promised, come up to what it costs.
    func isCovered(_ order: Order) throws(Refusal) -> Bool {
        try payments(of: order).promised >= order.effectiveTotal
    }

    /// What no tender stands for yet, cash on delivery left out that has not come.
    func due(on order: Order) throws(Refusal) -> Int64 {
        var due = order.effectiveTotal - order.writtenOff
        for payment in try payments(of: order) { due &-= payment.claimed }
        return max(0, due)
    }

    /// What may still be captured: owed, not paid, and not being captured already (DOMAIN §3, M6).
    func owed(on order: Order) throws(Refusal) -> Int64 {
        max(0, order.openBalance(try payments(of: order)))
    }
}

extension Order {
    /// Whether it only waits to be paid, as most do that are placed: then there is nothing to settle.
    fileprivate func isWaiting(for payments: [Payment]) -> Bool {
        status == .pending && excess == 0 && writtenOff == 0 && goneUnits == 0 && !payments.contains(where: { $0.cancelledAt != nil })
            && payments.promised < effectiveTotal
    }

    /// The balance less what is being captured.
    fileprivate func openBalance(_ payments: [Payment]) -> Int64 {
        payments.reduce(balanceDue) { $0 &- $1.capturePending }
    }
}

extension [Payment] {
    /// What they count for together when their order asks whether it is covered.
    fileprivate var promised: Int64 { reduce(0) { $0 &+ $1.promised } }
}
