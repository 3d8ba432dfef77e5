import Schema

// Payments: one tender of one order. What a provider is asked to do is written, with the operation's id, before it is asked;
// what it did is recorded after, exactly as it said (DOMAIN §2.5).
//
// Entity `payment/ID`. INITIATED → AUTHORIZED → PARTIALLY_CAPTURED → CAPTURED → PARTIALLY_REFUNDED → REFUNDED, or FAILED,
// or VOIDED. A failed tender does not end its order: a retry is another payment.
//
// Invariants (DOMAIN §3, Money):
// - M1 of an authorized tender: 0 ≤ captured + capturePending + voided + voidPending ≤ authorized; else captured ≤ amount;
// - M2 refunded + refundPending ≤ captured;
// - M3 an operation has one effective outcome; its id is unique in the ledger.

extension Payment {
    /// What may still be asked for under the authorization.
    var capturable: Int64 { max(0, authorized &- captured &- capturePending &- voided &- voidPending) }

    /// What may still be asked back: a request already keeps its amount.
    var refundable: Int64 { max(0, captured &- refunded &- refundPending) }

    /// Whether it came to nothing.
    var isClosed: Bool { status == .failed || status == .voided }

    /// What this tender counts for when its order asks whether it is covered.
    ///
    /// Cash on delivery promises all of its amount; where capture is MANUAL an authorization counts; otherwise only money
    /// that was taken. What goes back to the customer, or has been asked to, does not count.
    var promised: Int64 {
        let given: Int64
        if isClosed {
            given = captured
        } else if method == .cod {
            given = amount
        } else if capture == .manual {
            given = max(captured, authorized &- voided &- voidPending)
        } else {
            given = captured
        }
        return given &- refunded &- refundPending
    }

    /// What this tender takes up of the amount due: all that it may still bring in.
    var claimed: Int64 {
        let most = isClosed ? captured : max(captured, amount &- voided &- voidPending)
        return most &- refunded &- refundPending
    }

    /// The operation of that id; a refund is also known by its refund id.
    func operationIndex(_ id: String) -> Int? {
        if id.isEmpty { return nil }
        return operations.firstIndex { $0.operationID == id || $0.refundID == id }
    }

    /// The oldest open operation of a kind: of the same amount if there is one, else any.
    func openOperationIndex(_ kind: PaymentOperation.Kind, amount: Int64) -> Int? {
        let open = operations.indices.filter { operations[$0].kind == kind && operations[$0].state == .requested }
        return open.first { operations[$0].amount == amount } ?? open.first
    }

    /// The id of the next operation of a kind, `PAYMENT:KIND:N`: what a provider is called with.
    func nextOperationID(_ kind: PaymentOperation.Kind) -> String {
        Payment.operationID(kind, operations.count { $0.kind == kind } + 1, of: paymentID)
    }

    /// The id of the first, second, … operation of a kind.
    static func operationID(_ kind: PaymentOperation.Kind, _ number: Int, of payment: String) -> String {
        payment + ":" + kind.word + ":" + String(number)
    }

    /// A refund id of our own, for refunds that nobody asked for by name: `PAYMENT:rN`.
    func nextRefundID() -> String {
        var number = operations.count { $0.kind == .refund } + 1
        while operations.contains(where: { $0.refundID == paymentID + ":r" + String(number) }) { number += 1 }
        return paymentID + ":r" + String(number)
    }
}

extension ProviderResult {
    /// Whether it is the same result, to the byte: two references that look the same are two references.
    func hasBytes(of other: ProviderResult) -> Bool {
        self == other && operationID.hasBytes(of: other.operationID) && providerReference.hasBytes(of: other.providerReference)
            && failureCode.hasBytes(of: other.failureCode)
    }
}

extension PaymentOperation.Kind {
    /// The kind as it stands in an operation's id.
    fileprivate var word: String {
        switch self {
        case .authorize: "authorize"
        case .capture: "capture"
        case .void: "void"
        case .refund: "refund"
        case .unspecified, .UNRECOGNIZED: "other"
        }
    }
}

extension Book {
    /// The payment, or `not_found`.
    func requirePayment(_ id: String) throws(Refusal) -> Payment {
        guard let payment = try payment(id) else { throw .notFound(.payment, id) }
        return payment
    }

    /// The order's payments, oldest first.
    func payments(of order: Order) throws(Refusal) -> [Payment] {
        var payments: [Payment] = []
        payments.reserveCapacity(order.paymentIds.count)
        for id in order.paymentIds {
            if let payment = try payment(id) { payments.append(payment) }
        }
        return payments
    }
}

extension Check {
    /// A way to pay, and when money is taken: only cards and PayPal authorize first (DOMAIN §2.5, provider table).
    static func tender(
        _ method: PaymentMethod.Value, _ capture: CaptureMode.Value, _ field: String
    ) throws(Refusal) -> CaptureMode.Value {
        try choice(method, field + "method")
        try choice(capture, field + "capture", isRequired: false)
        guard capture == .manual else { return .auto }
        guard method == .card || method == .paypal else {
            throw .of(
                .methodUnavailable, "\(method.label) takes money at once: capture MANUAL is for CARD and PAYPAL",
                ["method": method.label, "capture": "MANUAL"])
        }
        return .manual
    }
}
