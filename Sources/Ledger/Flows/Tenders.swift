import Schema

// Asking a provider for something: a payment, a capture, a void, a refund. The operation is written with its id before anyone
// is asked. Names payments and orders.

extension LedgerState {
    mutating func initiatePayment(_ command: InitiatePayment) throws(DecisionError) {
        try Check.id(command.paymentID, "paymentId")
        try Check.id(command.orderID, "orderId")
        _ = try Check.tender(command.method, command.capture)
        try Check.positive(command.amount, "amount")
        guard try payment(command.paymentID) == nil else { throw .alreadyExists(.payment, command.paymentID) }
        let order = try requireOrder(command.orderID)
        guard order.paymentIds.count < Limits.paymentsPerOrder else {
            throw .of(
                .quantityLimit, "an order has at most \(Limits.paymentsPerOrder) payments",
                ["field": "payments", "max": String(Limits.paymentsPerOrder)])
        }
        try Check.cashOnDelivery(command.method, hasGoods: order.hasGoods)
        let due = try due(on: order)
        guard command.amount <= due else {
            throw .of(
                .exceedsDue, "order \(order.orderID): \(command.amount) offered, \(due) due",
                ["requested": String(command.amount), "due": String(due)])
        }
        try openPayment(command.paymentID, of: order.orderID, command.method, command.capture, command.amount, order.currency)
        try checkCanEnd(order.orderID)
        try settle(order.orderID, reason: "overpaid")
    }

    mutating func requestCapture(_ command: RequestCapture) throws(DecisionError) {
        try Check.id(command.paymentID, "paymentId")
        try Check.positive(command.amount, "amount")
        let payment = try requirePayment(command.paymentID)
        let states: [Payment.Status] = [.authorized, .partiallyCaptured, .partiallyRefunded]
        // What was refunded whole may have more authorized; what was cancelled goes back, and is not taken.
        let isOpen = states.contains(payment.status) || payment.status == .refunded && payment.capturable > 0
        guard payment.capture == .manual, isOpen, payment.cancelledAt == nil else {
            throw .invalidState(.payment, payment.paymentID, from: payment.status.label, command: "payment.requestCapture")
        }
        try checkOperations(payment)
        guard command.amount <= payment.capturable else {
            throw payment.exceedsAuthorized(command.amount, payment.capturable)
        }
        let owed = try owed(on: try requireOrder(payment.orderID))
        guard command.amount <= owed else {
            throw .of(
                .exceedsDue, "order \(payment.orderID): \(command.amount) requested, \(owed) owed",
                ["requested": String(command.amount), "due": String(owed)])
        }
        try requestCapture(command.amount, of: payment, for: "")
        try settle(payment.orderID, reason: "overpaid")
    }

    mutating func requestVoid(_ command: RequestVoid) throws(DecisionError) {
        try Check.id(command.paymentID, "paymentId")
        try Check.text(command.reason, "reason")
        let payment = try requirePayment(command.paymentID)
        guard !payment.isClosed, payment.capturable > 0 else {
            throw .invalidState(.payment, payment.paymentID, from: payment.status.label, command: "payment.requestVoid")
        }
        try checkOperations(payment)
        try requestVoid(of: payment, reason: command.reason)
        try settle(payment.orderID, reason: "overpaid")
    }

    mutating func requestRefund(_ command: RequestRefund) throws(DecisionError) {
        try Check.id(command.paymentID, "paymentId")
        try Check.id(command.refundID, "refundId")
        try Check.positive(command.amount, "amount")
        try Check.text(command.reason, "reason")
        guard Payment.payment(ofOwnOperationID: command.refundID) == nil else {
            throw .invalid("refundId", "\(command.refundID) has the form of the ledger's own operation ids; choose another")
        }
        let payment = try requirePayment(command.paymentID)
        guard !payment.operations.contains(where: { $0.refundID == command.refundID }) else {
            throw .of(
                .alreadyExists, "payment \(payment.paymentID) has already a refund \(command.refundID)",
                ["paymentId": payment.paymentID, "refundId": command.refundID])
        }
        try checkOperations(payment)
        guard command.amount <= payment.refundable else {
            throw .of(
                .exceedsRefundable, "payment \(payment.paymentID): \(command.amount) requested, \(payment.refundable) refundable",
                ["requested": String(command.amount), "refundable": String(payment.refundable)])
        }
        let order = try requireOrder(payment.orderID)
        if command.keepsOwed, order.isDead || order.status == .completed {
            throw .invalid("keepsOwed", "order \(order.orderID) is \(order.status.label): nothing will be owed for it any more")
        }
        // Only what is above the excess is a favor: giving back what was paid too much costs the order nothing, and so does giving
        // back what pays for nothing.
        let excess = order.excess(try payments(of: order))
        let granted = command.keepsOwed || payment.cancelledAt != nil ? 0 : max(0, command.amount - excess)
        try requestRefund(command.amount, of: payment, as: command.refundID, reason: command.reason, granted: granted)
        try settle(payment.orderID, reason: command.reason)
    }

    mutating func cancelPayment(_ command: CancelPayment) throws(DecisionError) {
        try Check.id(command.paymentID, "paymentId")
        try checkReason(command.reason)
        let payment = try requirePayment(command.paymentID)
        guard payment.isUnanswered else {
            throw .invalidState(.payment, payment.paymentID, from: payment.status.label, command: "payment.cancel")
        }
        try checkNotRelied(on: payment)
        try endTender(payment, reason: command.reason)
        try settle(payment.orderID, reason: command.reason)
    }

    /// Refuses to cancel cash on delivery on whose promise goods have left, or were delivered without a parcel, until other tenders
    /// cover them.
    private func checkNotRelied(on payment: Payment) throws(DecisionError) {
        let order = try requireOrder(payment.orderID)
        guard payment.method == .cod, order.goneUnits > 0, order.status != .completed, !order.isDead else { return }
        var left = order.effectiveTotal - order.writtenOff
        for other in try payments(of: order) where other.paymentID != payment.paymentID { left &-= other.promised }
        guard left > 0 else { return }
        throw .of(
            .paymentRequired,
            "goods of order \(order.orderID) have left on the promise of payment \(payment.paymentID): have another cover it first",
            ["entity": Table.order.entity(order.orderID), "balanceDue": String(order.balanceDue)])
    }

    private func checkOperations(_ payment: Payment) throws(DecisionError) {
        guard payment.operations.count < Limits.operationsPerPayment else {
            throw .of(
                .quantityLimit, "a payment has at most \(Limits.operationsPerPayment) operations",
                ["field": "operations", "max": String(Limits.operationsPerPayment)])
        }
    }

    // MARK: What other flows ask for

    /// Opens a tender and notes it on its order. Everything about it was checked.
    mutating func openPayment(
        _ id: String, of orderID: String, _ method: PaymentMethod.Value, _ capture: CaptureMode.Value, _ amount: Int64,
        _ currency: String
    ) throws(DecisionError) {
        let event = PaymentInitiated(
            orderID: orderID, method: method, capture: capture == .manual ? .manual : .auto, currency: currency, amount: amount,
            operationID: Payment.operationID(capture == .manual ? .authorize : .capture, 1, of: id))
        try create(.initiated(event), on: id, of: Payment.self)
        try note(.initiated, amount, of: id, on: orderID, opened: 1)
    }

    /// Ends a tender that nothing has come of.
    mutating func endTender(_ payment: Payment, reason: String) throws(DecisionError) {
        try record(.cancelled(PaymentCancelled(reason: reason)), on: payment.paymentID, of: Payment.self)
        try note(.cancelled, 0, from: payment, to: try requirePayment(payment.paymentID))
    }

    mutating func requestCapture(_ amount: Int64, of payment: Payment, for shipment: String) throws(DecisionError) {
        let event = CaptureRequested(operationID: payment.nextOperationID(.capture), amount: amount, shipmentID: shipment)
        try record(.captureRequested(event), on: payment.paymentID, of: Payment.self)
        try note(.operationsChanged, 0, of: payment.paymentID, on: payment.orderID, opened: 1)
    }

    /// Gives up all that is authorized and neither taken nor asked for.
    mutating func requestVoid(of payment: Payment, reason: String) throws(DecisionError) {
        let event = VoidRequested(operationID: payment.nextOperationID(.void), amount: payment.capturable, reason: reason)
        try record(.voidRequested(event), on: payment.paymentID, of: Payment.self)
        try note(.operationsChanged, 0, of: payment.paymentID, on: payment.orderID, opened: 1)
    }

    mutating func requestRefund(
        _ amount: Int64, of payment: Payment, as refundID: String, reason: String, granted: Int64 = 0
    ) throws(DecisionError) {
        let event = RefundRequested(
            operationID: payment.nextOperationID(.refund), refundID: refundID, amount: amount, reason: reason, granted: granted)
        try record(.refundRequested(event), on: payment.paymentID, of: Payment.self)
        try note(.refundRequested, amount, of: payment.paymentID, on: payment.orderID, granted: granted, opened: 1)
    }
}
