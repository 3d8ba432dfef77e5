import Schema

// An order's money follows from where the order stands. Whatever moved its money or its goods ends
// with `settle`, which asks the providers for what is due now, and only that: it looks at the rows and never at which step came
// last. Names payments and orders.

extension LedgerState {
    mutating func recordPaymentResult(_ command: RecordPaymentResult) throws(DecisionError) {
        try Check.id(command.paymentID, "paymentId")
        try Check.choice(command.outcome, "outcome")
        try Check.amount(command.amount, "amount")
        try Check.optionalToken(command.operationID, "operationId", limit: Limits.providerTextBytes)
        try Check.optionalTitle(command.providerReference, "providerReference", limit: Limits.providerTextBytes)
        try Check.optionalTitle(command.failureCode, "failureCode", limit: Limits.providerTextBytes)
        var before = try requirePayment(command.paymentID)
        let result = ProviderResult(
            outcome: command.outcome, amount: command.amount, operationID: command.operationID,
            providerReference: command.providerReference, failureCode: command.failureCode)
        // Providers repeat their notifications, and a repetition changes nothing.
        let isElsewhere = try isOfOtherPayment(result.operationID, than: before)
        let other = try otherPayment(of: result, than: before) ?? ""
        let isMoved = try moveGuess(by: result, on: before)
        if isMoved { before = try requirePayment(before.paymentID) }
        guard let event = before.decide(result, isElsewhere: isElsewhere, otherPayment: other) else { return }
        try checkSums(before, result)
        try record(event, on: before.paymentID, of: Payment.self)
        let after = try requirePayment(before.paymentID)
        // What moved money, ends a request or settles a guess is recorded however much noise came before it.
        let isNeeded =
            result.outcome.isMoney || isMoved || after.openOperations < before.openOperations || after.guesses < before.guesses
        guard before.results.count < Limits.resultsPerPayment || isNeeded else {
            throw .of(
                .quantityLimit, "a payment keeps at most \(Limits.resultsPerPayment) results",
                ["field": "results", "max": String(Limits.resultsPerPayment)])
        }
        // What says nothing new is no step: nobody is asked for anything because of it.
        if case .resultNoted = event, !isMoved { return }
        try noteResult(event, from: before, to: after)
        try settle(
            before.orderID, reason: try requireOrder(before.orderID).isDead ? "late_payment" : "overpaid",
            afterRefusal: result.outcome == .failed || result.outcome == .refundFailed, unasked: before.unasked(in: event))
    }

    /// Whether an operation's id is another payment's. Ids are unique in the ledger: a result that names it was sent astray.
    private func isOfOtherPayment(_ id: String, than payment: Payment) throws(DecisionError) -> Bool {
        guard let owner = Payment.payment(ofOwnOperationID: id), !owner.isEmpty, owner != payment.paymentID else { return false }
        guard payment.operationIndex(id) == nil, let other = try self.payment(owner) else { return false }
        return other.operationIndex(id) != nil
    }

    /// Facts add up without an upper bound of their own, but the sums have to fit.
    private func checkSums(_ payment: Payment, _ result: ProviderResult) throws(DecisionError) {
        let order = try requireOrder(payment.orderID)
        let sums = [payment.authorized, payment.captured, payment.refunded, order.authorized, order.captured, order.refunded]
        guard sums.allSatisfy({ $0 + result.amount <= Limits.wholeNumber }) else { throw .overflow("amount") }
    }

    /// Notes on the order how a payment's counters moved.
    private mutating func noteResult(
        _ event: PaymentEvent.OneOf_Event, from before: Payment, to after: Payment
    ) throws(DecisionError) {
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
        case .initiated, .captureRequested, .voidRequested, .refundRequested, .cancelled, .resultNoted, .resultMoved: break
        }
    }

    // MARK: Settling

    /// Brings the money of an order in line with where the order stands.
    ///
    /// - A dead order ends its tenders, gives up what is authorized and gives back what was taken.
    /// - What was paid above what is owed goes back, and whatever came for a cancelled tender: that pays for nothing.
    /// - A pending order that is covered is confirmed; a confirmed one that no longer is, is to be paid in time again, or what has
    ///   not left of it is given up.
    /// - Of a confirmed order, captures ask for the value of what is out; for all that is owed once nothing is left to send, and
    ///   authorizations that are not needed for it are given up.
    /// - Of an order that is over, what a provider gave back unasked is written off, and back again.
    ///
    /// A refusal is never answered by the same question (`Payment.mayBeAsked`); every other step asks for all that is due.
    /// - Parameter shipment: the shipment that the captures are for, if any.
    /// - Parameter afterRefusal: whether the step was that a provider refused something.
    /// - Parameter unasked: what the step gave back that nobody here had asked for.
    mutating func settle(
        _ orderID: String, reason: String, shipment: String = "", afterRefusal: Bool = false, unasked: Int64 = 0
    ) throws(DecisionError) {
        var order = try requireOrder(orderID)
        var payments = try payments(of: order)
        if order.isWaiting(for: payments) { return }
        let hasCancelledTender = payments.contains { $0.cancelledAt != nil }
        if order.isDead || order.writtenOff != 0 || order.excess(payments) > 0 || hasCancelledTender {
            if order.isDead { try cancelOpenTenders(of: orderID, reason: reason) }
            try reverseWriteOff(of: orderID)
            try refundCancelledTenders(of: orderID, reason: reason, afterRefusal: afterRefusal)
            try refundExcess(on: orderID, reason: reason, afterRefusal: afterRefusal)
            order = try requireOrder(orderID)
            payments = try self.payments(of: order)
        }
        // Twice at most: one that was released from a hold is confirmed for what is out of it, and may then wait for the rest.
        while try followCover(of: order, payments) { order = try requireOrder(orderID) }
        switch order.status {
        case .confirmed, .received, .completed:
            let due = dueNow(of: order, payments)
            if due > 0 {
                try requestCaptures(due, from: payments, for: shipment, afterRefusal: afterRefusal)
                order = try requireOrder(orderID)
                payments = try self.payments(of: order)
            }
            if !order.hasUnshippedGoods {
                try requestVoids(of: payments, on: order, reason: "not_needed", afterRefusal: afterRefusal)
                try endIdleCash(of: order, payments)
            }
        case .cancelled, .expired: try requestVoids(of: payments, on: order, reason: reason, afterRefusal: afterRefusal)
        case .pending, .onHold, .unspecified: return
        }
        try writeOffRest(of: orderID, unasked: unasked)
    }

    /// What should be captured by now and is neither taken nor asked for.
    private func dueNow(of order: Order, _ payments: [Payment]) -> Int64 {
        let owed = max(0, order.openBalance(payments))
        guard order.hasUnshippedGoods else { return owed }
        // What was delivered without a parcel is asked for with the first one that leaves.
        guard owed > 0, order.lines.contains(where: { $0.shipped > 0 }) else { return 0 }
        // A discount on the whole order can outweigh a small first shipment; `owed` bounds the other end (invariant M6).
        return min(owed, max(0, order.goneValue - (order.effectiveTotal - owed)))
    }

    private mutating func cancelOpenTenders(of orderID: String, reason: String) throws(DecisionError) {
        for payment in try payments(of: try requireOrder(orderID)) where payment.isUnanswered {
            try endTender(payment, reason: reason)
        }
    }

    /// Ends cash on delivery that nobody will be given any more: no goods are left to bring, or all is received and paid.
    private mutating func endIdleCash(of order: Order, _ payments: [Payment]) throws(DecisionError) {
        guard !order.hasGoods || order.status == .received && order.rest(payments) <= 0 else { return }
        for payment in payments where payment.method == .cod && payment.isUnanswered {
            try endTender(payment, reason: "not_needed")
        }
    }

    private mutating func refundCancelledTenders(
        of orderID: String, reason: String, afterRefusal: Bool
    ) throws(DecisionError) {
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

    /// Asks back what was paid above what is owed, newest tender first, never above what each can give back (invariant M5).
    private mutating func refundExcess(on orderID: String, reason: String, afterRefusal: Bool) throws(DecisionError) {
        let order = try requireOrder(orderID)
        let payments = try payments(of: order)
        var left = order.excess(payments)
        for payment in payments.reversed() where left > 0 && (order.isDead || payment.cancelledAt == nil) {
            let amount = min(left, payment.refundable)
            guard amount > 0, payment.mayBeAsked(for: .refund, afterRefusal: afterRefusal) else { continue }
            left -= amount
            try requestRefund(amount, of: payment, as: payment.nextRefundID(), reason: reason)
        }
    }

    /// Confirms an order that waits for its payment once it is covered, and lets a confirmed one wait that is not any more.
    ///
    /// - Returns: whether that changed the order.
    private mutating func followCover(of order: Order, _ payments: [Payment]) throws(DecisionError) -> Bool {
        let isCovered = order.isCovered(by: payments)
        let isToBePaid = order.status == .confirmed && !isCovered ? try isToBePaidInTime(order) : false
        switch order.status {
        // What has left the house was confirmed before the order was held.
        case .pending where order.goneUnits > 0 || isCovered, .confirmed where order.paymentLapsed && !isToBePaid:
            let event = OrderConfirmed(delivered: order.lines.contains { !$0.isGoods })
            try record(.confirmed(event), on: order.orderID, of: Order.self)
        case .confirmed where !order.paymentLapsed && isToBePaid:
            var event = OrderPaymentLapsed()
            if let payBy = renewedPayBy(of: order) { event.payBy = payBy.timestamp }
            try record(.paymentLapsed(event), on: order.orderID, of: Order.self)
        default: return false
        }
        return true
    }

    /// Asks the providers for an amount, over the MANUAL ones of an order's tenders in the order in which they were opened.
    ///
    /// Those that refused before come last, and are not asked for what a tender may bring that was opened in their place: the
    /// customer would pay twice.
    private mutating func requestCaptures(
        _ amount: Int64, from payments: [Payment], for shipment: String, afterRefusal: Bool
    ) throws(DecisionError) {
        var left = amount
        for hasRefused in [false, true] {
            if hasRefused { for payment in payments where payment.isUnanswered { left -= payment.claimed } }
            for payment in payments where left > 0 && payment.capture == .manual && payment.hasRefused(.capture) == hasRefused {
                guard !payment.isClosed, payment.cancelledAt == nil else { continue }
                let taken = min(left, payment.capturable)
                guard taken > 0, payment.mayBeAsked(for: .capture, afterRefusal: afterRefusal) else { continue }
                left -= taken
                try requestCapture(taken, of: payment, for: shipment)
            }
        }
    }

    /// Gives up whatever is authorized, not captured and not needed. An AUTO tender takes its money by itself, unless the order is
    /// over.
    ///
    /// A tender is needed while something is due beside what is being captured of it: what another is asked for may be refused, and
    /// what is going back while it is owed has to be paid anew.
    private mutating func requestVoids(
        of payments: [Payment], on order: Order, reason: String, afterRefusal: Bool
    ) throws(DecisionError) {
        let isOver = order.isDead || order.status == .completed
        let due = order.isDead ? 0 : order.rest(payments)
        for payment in payments where payment.capturable > 0 && !payment.isClosed && due <= payment.capturePending {
            guard isOver || payment.capture == .manual, payment.mayBeAsked(for: .void, afterRefusal: afterRefusal) else {
                continue
            }
            try requestVoid(of: payment, reason: reason)
        }
    }

    // MARK: Writing off

    /// Money that came after its balance was written off pays that balance.
    private mutating func reverseWriteOff(of orderID: String) throws(DecisionError) {
        let order = try requireOrder(orderID)
        let amount = min(order.writtenOff, order.excess(try payments(of: order)))
        if amount > 0 { try writeOff(-amount, of: orderID, reason: "paid_after_all") }
    }

    /// A provider can give back more than was owed, and nobody will ask for it again once the order is over. Of a completed one, no
    /// more of it than nobody here had asked for, and with it what is going back already and cannot be stopped.
    private mutating func writeOffRest(of orderID: String, unasked: Int64) throws(DecisionError) {
        let order = try requireOrder(orderID)
        guard order.isDead || order.status == .completed else { return }
        let payments = try payments(of: order)
        let amount = order.isDead ? order.balance(payments) : min(order.rest(payments), unasked)
        if amount > 0 { try writeOff(amount, of: orderID, reason: "refunded_unasked") }
    }

    /// Records that a balance will not be asked for any more; negative where it was paid after all.
    mutating func writeOff(_ amount: Int64, of orderID: String, reason: String) throws(DecisionError) {
        try record(.writtenOff(OrderWrittenOff(amount: amount, reason: reason)), on: orderID, of: Order.self)
    }

    // MARK: What is covered, due and owed

    /// Whether the order's payments, taken or promised, come up to what it costs.
    func isCovered(_ order: Order) throws(DecisionError) -> Bool {
        try payments(of: order).promised >= order.effectiveTotal
    }

    /// Whether an order that is not covered has a time to pay, after which what has not left of it is given up. Where someone let
    /// goods of it leave unpaid, that is for people to settle, until they are lost or back.
    private func isToBePaidInTime(_ order: Order) throws(DecisionError) -> Bool {
        guard order.goneUnits > 0 else { return true }
        guard order.hasUnshippedGoods else { return false }
        guard order.lines.contains(where: { $0.shipped > 0 }) else { return true }
        for id in order.shipmentIds {
            if let shipment = try shipment(id), shipment.leftUnpaid, shipment.isOut { return false }
        }
        return true
    }

    /// What no tender stands for yet, cash on delivery left out that has not come.
    func due(on order: Order) throws(DecisionError) -> Int64 {
        var due = order.effectiveTotal - order.writtenOff
        for payment in try payments(of: order) { due &-= payment.claimed }
        return max(0, due)
    }

    /// What may still be captured: owed, not paid, and not being captured already (invariant M6).
    func owed(on order: Order) throws(DecisionError) -> Int64 {
        max(0, order.openBalance(try payments(of: order)))
    }
}

extension Order {
    /// Whether it only waits to be paid, as most do that are placed: then there is nothing to settle.
    fileprivate func isWaiting(for payments: [Payment]) -> Bool {
        status == .pending && writtenOff == 0 && goneUnits == 0 && !payments.contains(where: { $0.cancelledAt != nil })
            && !isCovered(by: payments) && excess(payments) == 0
    }

    /// Whether payments, taken or promised, come up to what the order costs. Cash on delivery is given to who brings the goods, so
    /// its promise stands for no line that nobody brings.
    fileprivate func isCovered(by payments: [Payment]) -> Bool {
        let promised = payments.promised
        guard promised >= effectiveTotal else { return false }
        let digital = lines.reduce(0) { $1.isGoods ? $0 : $0 &+ $1.amount &- $1.value(ofFirst: $1.cancelled) }
        guard digital > 0 else { return true }
        let cash = payments.reduce(0) { $0 &+ $1.promisedCash }
        return promised &- max(0, cash &- max(0, effectiveTotal &- digital)) >= effectiveTotal
    }

    /// What is still to be paid, as `balanceDue` says it; of an order whose events are older than `unapplied`, too.
    func balance(_ payments: [Payment]) -> Int64 {
        effectiveTotal &- netPaid &+ payments.unapplied(on: self) &- writtenOff
    }

    /// The balance less what is being captured.
    fileprivate func openBalance(_ payments: [Payment]) -> Int64 {
        payments.reduce(balance(payments)) { $0 &- $1.capturePending }
    }

    /// The balance as it is when what is being paid back has gone. What goes back of a cancelled tender changes nothing of it.
    fileprivate func rest(_ payments: [Payment]) -> Int64 {
        payments.reduce(balance(payments)) { isDead || $1.cancelledAt == nil ? $0 &+ $1.refundPending : $0 }
    }

    /// What was paid above what is owed and is not being paid back yet.
    func excess(_ payments: [Payment]) -> Int64 { max(0, 0 &- rest(payments)) }
}

extension [Payment] {
    /// What they count for together when their order asks whether it is covered.
    fileprivate var promised: Int64 { reduce(0) { $0 &+ $1.promised } }
}
