import TestTools

// Tenders, and a provider that answers late, twice, in any order, in part, not at all, and what nobody asked.

extension Shop {
    private func somePayment(_ isWanted: (Row) -> Bool = { _ in true }) -> Row? {
        let ids = known.ids("payment")
        let young = ids.suffix(15).compactMap { known["payment", $0] }.filter(isWanted)
        if let payment = young.randomElement(using: &random), !random.oneIn(8) { return payment }
        return ids.compactMap { known["payment", $0] }.filter(isWanted).randomElement(using: &random)
    }

    // MARK: What the shop asks for

    func changePayment() throws {
        switch random.number(0...9) {
        case 0...2: try initiate()
        case 3:
            let isAny = random.oneIn(8)
            guard let payment = somePayment({ isAny || $0.status == "INITIATED" }) else { return }
            try send("payment", "cancel", ["paymentId": payment.paymentID, "reason": "another way"])
        case 4, 5: try requestRefund()
        case 6, 7:
            guard let payment = somePayment({ $0.capturable > 0 }) else { return }
            let amount = Int(random.number(1...Int64(payment.capturable)))
            try send("payment", "requestCapture", ["paymentId": payment.paymentID, "amount": amount])
        default:
            guard let payment = somePayment({ $0.capturable > 0 }) else { return }
            try send("payment", "requestVoid", ["paymentId": payment.paymentID, "reason": "not needed"])
        }
    }

    private func initiate() throws {
        guard let order = someOrder({ $0.number("balanceDue") > 0 }) else { return }
        let due = order.number("balanceDue")
        var tender = someTender()
        tender["paymentId"] = "P-\(order.orderID)-n\(known.ids("payment").count)"
        tender["orderId"] = order.orderID
        tender["amount"] = random.oneIn(3) ? Int(random.number(1...Int64(due))) : due
        try send("payment", "initiate", tender)
    }

    private func requestRefund() throws {
        guard let payment = somePayment({ $0.refundable > 0 }) else { return }
        let amount = Int(random.number(1...Int64(payment.refundable + (random.oneIn(8) ? 1 : 0))))
        var refund: [String: Any] = ["paymentId": payment.paymentID, "amount": amount, "reason": "a scratch"]
        refund["refundId"] = "R-\(payment.paymentID)-\(payment.operations.count)"
        if random.oneIn(3) { refund["keepsOwed"] = true }
        try send("payment", "requestRefund", refund)
    }

    // MARK: What the provider says

    /// The answer to an open operation, any of them.
    func answerOperation() throws {
        guard let payment = somePayment({ !$0.openOperations.isEmpty }) else { return try placeOrder() }
        try answer(random.pick(payment.openOperations), of: payment, isWilling: false)
    }

    /// - Parameter isWilling: whether the provider does what it was asked, all of it.
    func answer(_ operation: Row, of payment: Row, isWilling: Bool) throws {
        let asked = operation.number("amount")
        var (outcome, amount) = (Self.outcome(of: operation.kind), asked)
        if !isWilling {
            switch random.number(0...9) {
            case 0, 1: amount = Int(random.number(1...Int64(max(1, asked))))
            case 2: outcome = operation.kind == "REFUND" ? "REFUND_FAILED" : "FAILED"
            case 3 where operation.kind == "AUTHORIZE": outcome = random.pick(["CAPTURED", "VOIDED"])
            case 3 where operation.kind == "CAPTURE": outcome = random.pick(["AUTHORIZED", "VOIDED"])
            default: break
            }
        }
        var result = ProviderResult(payment: payment.paymentID, outcome: outcome, amount: amount)
        if isWilling || !random.oneIn(3) { result.operation = operation.text("operationId") }
        // Without a reference only the operation it names says which money it is.
        if result.operation.isEmpty || random.oneIn(2) { result.reference = nextReference() }
        try report(result)
    }

    private static func outcome(of kind: String) -> String {
        switch kind {
        case "AUTHORIZE": "AUTHORIZED"
        case "VOID": "VOIDED"
        case "REFUND": "REFUNDED"
        default: "CAPTURED"
        }
    }

    /// A notification that came before, or one that nobody waits for.
    func surprise() throws {
        if random.oneIn(2), var result = tally.results.suffix(40).randomElement(using: &random) {
            // The same once more; or another amount under the same reference, which must not count.
            if random.oneIn(4), !result.reference.isEmpty { result.amount += 1 }
            return try report(result)
        }
        guard let payment = somePayment() else { return }
        var result = ProviderResult(payment: payment.paymentID, outcome: "CAPTURED", amount: 0)
        let outcomes = ["AUTHORIZED", "CAPTURED", "CAPTURED", "REFUNDED", "REFUNDED", "VOIDED", "FAILED", "REFUND_FAILED"]
        result.outcome = random.pick(outcomes)
        let most = max(1, payment.number("amount"))
        result.amount = random.oneIn(3) ? most : Int(random.number(1...Int64(most)))
        result.reference = nextReference()
        // A provider's own failure is about an operation, named or not.
        if random.oneIn(3), let operation = payment.operations.last { result.operation = operation.text("operationId") }
        try report(result)
    }

    private func nextReference() -> String { "ref-\(clock)-\(tally.results.count)" }

    /// Tells the ledger, which must keep it whatever it says. Money counts once for each reference.
    private func report(_ result: ProviderResult) throws {
        let operations = known["payment", result.payment]?.operations ?? []
        let isAsked = operations.contains {
            let isNamed = $0.text("operationId") == result.operation && result.amount <= $0.number("amount")
            let isMeant = result.operation.isEmpty && result.amount == $0.number("amount")
            return $0.kind == "REFUND" && $0.state == "REQUESTED" && (isNamed || isMeant)
        }
        let code = try send("payment", "recordResult", result.fields) { tally in
            if tally.isNew(result) {
                if result.outcome == "CAPTURED" { tally.take(result.amount, by: result.payment) }
                if result.outcome == "REFUNDED" { tally.giveBack(result.amount, by: result.payment, isAsked: isAsked) }
            }
            tally.results.append(result)
        }
        if let code { throw ScenarioFailure("a result was refused: \(code)") }
    }
}

/// What the provider reports.
struct ProviderResult {
    let payment: String
    var outcome: String
    var amount: Int
    var operation = ""
    var reference = ""

    var fields: [String: Any] {
        var fields: [String: Any] = ["paymentId": payment, "outcome": outcome, "amount": amount]
        if !operation.isEmpty { fields["operationId"] = operation }
        if !reference.isEmpty { fields["providerReference"] = reference }
        if outcome.hasSuffix("FAILED") { fields["failureCode"] = "declined" }
        return fields
    }
}
