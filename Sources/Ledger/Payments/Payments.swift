import Schema

// Payments: one tender of one order. What a provider is asked to do is written, with the operation's id, before it is asked;
// what it did is recorded after, exactly as it said.
//
// Entity `payment/ID`. INITIATED → AUTHORIZED → PARTIALLY_CAPTURED → CAPTURED → PARTIALLY_REFUNDED → REFUNDED, or FAILED,
// or VOIDED, or CANCELLED (ended here while nothing had come of it). A tender that came to nothing does not end its order: a retry
// is another payment. A provider's result is a fact, so any of them may still be followed by money.
//
// Reads other contexts: Orders.
//
// Invariants:
// - M1 of an authorized tender: 0 ≤ captured + capturePending + voided + voidPending ≤ authorized;
// - M2 every sum ≥ 0; refundPending ≤ what of captured is not refunded; refunded ≤ captured, unless the provider has refunded what
//   nobody here asked for;
// - M3 an operation has one effective outcome; its id is unique in the ledger; a provider's reference counts once an outcome.

extension Limits {
    /// Payments named in one `order.place`, and tenders of one order over its life.
    public static let paymentsPerOrder = 20
    /// Operations a payment provider may be asked for on one payment.
    public static let operationsPerPayment = 200
    /// Results a payment provider may report on one payment.
    public static let resultsPerPayment = 400
    /// Bytes of a provider's own words: a reference, an operation id, a failure code.
    public static let providerTextBytes = 255
}

extension Payment {
    /// What may still be asked for under the authorization.
    var capturable: Int64 { max(0, authorized &- captured &- capturePending &- voided &- voidPending) }

    /// What may still be asked back: a request already keeps its amount.
    var refundable: Int64 { max(0, captured &- refunded &- refundPending) }

    /// Whether it came to nothing, as far as is known.
    var isClosed: Bool { status == .failed || status == .voided || status == .cancelled }

    /// Whether the tender's first operation, the authorization or an AUTO tender's capture, has no outcome yet.
    var isFirstOperationOpen: Bool { operations.first?.state == .requested }

    /// Whether the provider still owes the first answer: nothing of the tender has come, whatever went back of it.
    var isUnanswered: Bool { isFirstOperationOpen && authorized == 0 && captured == 0 }

    /// What may still come in beside what was captured, as far as the provider has let it be known.
    ///
    /// Before any answer that is all of the amount; of an authorized tender it is what is authorized; of an AUTO tender it is
    /// nothing once its one operation is closed.
    private var outstanding: Int64 {
        if isClosed || cancelledAt != nil { return 0 }
        if authorized == 0 { return isFirstOperationOpen ? max(0, amount &- captured) : 0 }
        guard capture == .manual || isFirstOperationOpen else { return 0 }
        return max(0, authorized &- captured &- voided &- voidPending)
    }

    /// What this tender counts for when its order asks whether it is covered.
    ///
    /// Cash on delivery promises what it can bring; where capture is MANUAL an authorization counts; otherwise only money that
    /// was taken. What goes back to the customer, or has been asked to, does not count, nor does anything of a cancelled tender.
    var promised: Int64 {
        if cancelledAt != nil { return 0 }
        let isPromise = method == .cod || capture == .manual && authorized > 0
        return captured &+ (isPromise ? outstanding : 0) &- refunded &- refundPending
    }

    /// What of that is only promised by cash on delivery.
    var promisedCash: Int64 { method == .cod ? outstanding : 0 }

    /// What this tender takes up of the amount due: all that it may still bring in. What cash on delivery only promises keeps no
    /// other tender out, for the customer may want to pay otherwise at the door; nor does what the provider refused to capture,
    /// though it be asked for once more.
    var claimed: Int64 {
        if cancelledAt != nil { return 0 }
        return captured &+ (method == .cod || hasRefused(.capture) ? 0 : outstanding) &- refunded &- refundPending
    }

    /// What came for a cancelled tender and has not gone back. It pays for nothing.
    var unapplied: Int64 { cancelledAt != nil ? max(0, captured &- refunded) : 0 }

    /// How many requests have no outcome yet.
    var openOperations: Int { operations.count { $0.state == .requested } }

    /// Whether the provider may be asked for something of a kind.
    ///
    /// - Parameter afterRefusal: whether a provider has just refused something. That is never answered by a question whose last
    ///   answer was no: it could go on for ever, with one tender or between two. Every other step asks once more.
    func mayBeAsked(for kind: PaymentOperation.Kind, afterRefusal: Bool) -> Bool {
        !afterRefusal || !hasRefused(kind)
    }

    /// Whether the provider's last answer to a request of a kind was no.
    func hasRefused(_ kind: PaymentOperation.Kind) -> Bool {
        operations.last { $0.kind == kind && $0.state != .requested }?.state == .failed
    }

    /// The operation of that id; a refund is also known by its refund id.
    func operationIndex(_ id: String) -> Int? {
        if id.isEmpty { return nil }
        return operations.firstIndex { $0.operationID == id || $0.refundID == id }
    }

    /// The id of the next operation of a kind, `PAYMENT:KIND:N`: what a provider is called with.
    func nextOperationID(_ kind: PaymentOperation.Kind) -> String {
        Payment.operationID(kind, operations.count { $0.kind == kind } + 1, of: paymentID)
    }

    /// The id of the first, second, … operation of a kind.
    static func operationID(_ kind: PaymentOperation.Kind, _ number: Int, of payment: String) -> String {
        // The end is short, so that one text is made and not three.
        payment + (":" + kind.word + ":" + String(number))
    }

    /// A refund id of our own, for refunds that nobody asked for by name: `PAYMENT:rN`.
    func nextRefundID() -> String {
        var number = operations.count { $0.kind == .refund } + 1
        while operations.contains(where: { $0.refundID == paymentID + ":r" + String(number) }) { number += 1 }
        return paymentID + ":r" + String(number)
    }

    /// The payment of an id that has the form of those that the ledger makes itself: `PAYMENT:KIND:N` or `PAYMENT:rN`; else nil.
    static func payment(ofOwnOperationID id: String) -> String? {
        let parts = id.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last else { return nil }
        if last.first == UInt8(ascii: "r"), isNumber(last.dropFirst()) { return String(id.utf8.dropLast(last.count + 1)) }
        guard parts.count > 2, isNumber(last) else { return nil }
        let kind = parts[parts.count - 2]
        let kinds: [PaymentOperation.Kind] = [.authorize, .capture, .void, .refund]
        guard kinds.contains(where: { $0.word.utf8.elementsEqual(kind) }) else { return nil }
        return String(id.utf8.dropLast(last.count + kind.count + 2))
    }

    private static func isNumber(_ digits: Substring.UTF8View.SubSequence) -> Bool {
        !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension [Payment] {
    /// What of them pays for nothing. Of an order that is over without a sale nothing is to be paid, and all of it goes back alike.
    func unapplied(on order: Order) -> Int64 { order.isDead ? 0 : reduce(0) { $0 &+ $1.unapplied } }
}

extension PaymentOperation.Kind {
    /// The kind as it stands in an operation's id.
    fileprivate var word: String {
        switch self {
        case .authorize: "authorize"
        case .capture: "capture"
        case .void: "void"
        case .refund: "refund"
        case .unspecified: "other"
        }
    }
}

extension LedgerState {
    /// The payment, or `not_found`.
    func requirePayment(_ id: String) throws(DecisionError) -> Payment {
        guard let payment = try payment(id) else { throw .notFound(.payment, id) }
        return payment
    }

    /// The order's payments, oldest first.
    func payments(of order: Order) throws(DecisionError) -> [Payment] {
        var payments: [Payment] = []
        payments.reserveCapacity(order.paymentIds.count)
        for id in order.paymentIds {
            if let payment = try payment(id) { payments.append(payment) }
        }
        return payments
    }
}

extension Check {
    /// A way to pay, and when money is taken: only cards and PayPal authorize first.
    static func tender(
        _ method: PaymentMethod.Value, _ capture: CaptureMode.Value,
        _ fields: (method: String, capture: String) = ("method", "capture")
    ) throws(DecisionError) -> CaptureMode.Value {
        try choice(method, fields.method)
        try choice(capture, fields.capture, isRequired: false)
        guard capture == .manual else { return .auto }
        guard method == .card || method == .paypal else {
            throw .of(
                .methodUnavailable, "\(method.label) takes money at once: capture MANUAL is for CARD and PAYPAL",
                ["method": method.label, "capture": "MANUAL"])
        }
        return .manual
    }

    /// Refuses cash on delivery for an order of which nothing is brought to anyone.
    static func cashOnDelivery(_ method: PaymentMethod.Value, hasGoods: Bool) throws(DecisionError) {
        guard method == .cod, !hasGoods else { return }
        throw .of(
            .methodUnavailable, "COD is paid to who brings the goods, and nothing of the order is brought: choose another method",
            ["method": method.label])
    }
}

extension PaymentCommand {
    /// The order that the payment is of.
    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName] {
        switch command {
        case .initiate(let command): Table.order.entities(command.orderID)
        case .recordResult(let command): try state.orderOfPayment(command.paymentID)
        case .requestRefund(let command): try state.orderOfPayment(command.paymentID)
        case .requestCapture(let command): try state.orderOfPayment(command.paymentID)
        case .requestVoid(let command): try state.orderOfPayment(command.paymentID)
        case .cancel(let command): try state.orderOfPayment(command.paymentID)
        case nil: []
        }
    }
}

extension LedgerState {
    fileprivate func orderOfPayment(_ id: String) throws(DecisionError) -> [EntityName] {
        guard Check.isID(id.utf8), let payment = try payment(id) else { return [] }
        return Table.order.entities(payment.orderID)
    }
}
