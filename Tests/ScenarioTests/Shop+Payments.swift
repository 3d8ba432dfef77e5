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
            let isTwice = random.oneIn(3)
            let amount = isTwice ? max(1, payment.capturable / 2) : Int(random.number(1...Int64(payment.capturable)))
            for _ in 0...(isTwice ? 1 : 0) {
                try send("payment", "requestCapture", ["paymentId": payment.paymentID, "amount": amount])
            }
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
        let isTwice = random.oneIn(3) && payment.refundable > 1
        let most = Int64(payment.refundable + (random.oneIn(8) ? 1 : 0))
        let amount = isTwice ? payment.refundable / 2 : Int(random.number(1...most))
        var refund: [String: Any] = ["paymentId": payment.paymentID, "amount": amount, "reason": "a scratch"]
        if random.oneIn(3) { refund["keepsOwed"] = true }
        for number in 0...(isTwice ? 1 : 0) {
            refund["refundId"] = "R-\(payment.paymentID)-\(payment.operations.count + number)"
            try send("payment", "requestRefund", refund)
        }
    }

    // MARK: What the provider says

    /// The answer to an open operation, any of them.
    func answerOperation() throws {
        guard let payment = somePayment({ !$0.openOperations.isEmpty }) else { return try placeOrder() }
        let operation = random.pick(payment.openOperations)
        if random.oneIn(3) { return try answerTwice(operation, of: payment) }
        try answer(operation, of: payment, isWilling: false)
    }

    /// One fact under two names: as a notification, which has its reference alone, and as the answer to the request, in either
    /// order, the second at once or much later.
    private func answerTwice(_ operation: Row, of payment: Row) throws {
        let outcome = random.oneIn(6) ? Self.failure(of: operation.kind) : Self.outcome(of: operation.kind)
        var notification = ProviderResult(payment: payment.paymentID, outcome: outcome, amount: operation.number("amount"))
        var answer = notification
        notification.reference = nextReference()
        answer.operation = operation.text("operationId")
        // An answer without the reference shows which money it is where no other request could have been meant.
        let isOnly = payment.operations.count { $0.kind == operation.kind } == 1
        if isOnly, outcome == Self.outcome(of: operation.kind), random.oneIn(2) {
            try report(notification)
            untold.append(answer)
        } else {
            answer.reference = notification.reference
            let isFirst = random.oneIn(3)
            try report(isFirst ? answer : notification)
            untold.append(isFirst ? notification : answer)
        }
        if random.oneIn(2) { try tellAgain(untold.removeLast()) }
    }

    /// Tells what was told before under another name: no sum of its payment changes.
    private func tellAgain(_ result: ProviderResult) throws {
        let before = known["payment", result.payment]
        try report(result, isToldBefore: true)
        let after = known["payment", result.payment]
        for sum in ["authorized", "captured", "refunded", "voided"] where before?.number(sum) != after?.number(sum) {
            let amounts = "\(before?.number(sum) ?? 0) and then \(after?.number(sum) ?? 0)"
            throw ScenarioFailure("\(result.payment): \(sum) \(amounts), by \(result.outcome) told under another name")
        }
    }

    /// Tells all that is still to be told for the second time.
    func tellUntold() throws {
        while let result = untold.popLast() { try tellAgain(result) }
    }

    /// - Parameter isWilling: whether the provider does what it was asked, all of it.
    func answer(_ operation: Row, of payment: Row, isWilling: Bool) throws {
        let asked = operation.number("amount")
        var (outcome, amount) = (Self.outcome(of: operation.kind), asked)
        if !isWilling {
            switch random.number(0...9) {
            case 0, 1: amount = Int(random.number(1...Int64(max(1, asked))))
            case 2: outcome = Self.failure(of: operation.kind)
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

    private static func failure(of kind: String) -> String { kind == "REFUND" ? "REFUND_FAILED" : "FAILED" }

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
        if !untold.isEmpty, random.oneIn(3) {
            untold.shuffle(using: &random)
            return try tellAgain(untold.removeLast())
        }
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
    /// - Parameter isToldBefore: whether it is money that was told before under another name.
    private func report(_ result: ProviderResult, isToldBefore: Bool = false) throws {
        let operations = known["payment", result.payment]?.operations ?? []
        let isAsked = operations.contains {
            let isNamed = $0.text("operationId") == result.operation && result.amount <= $0.number("amount")
            let isMeant = result.operation.isEmpty && result.amount == $0.number("amount")
            return $0.kind == "REFUND" && $0.state == "REQUESTED" && (isNamed || isMeant)
        }
        let code = try send("payment", "recordResult", result.fields) { tally in
            if !isToldBefore, tally.isNew(result) {
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
