import Schema

// What a provider's answer means for the payment it is about. What it then means for the order is in Flows/Settlement.
//
// A result is a fact in every state: it is never refused for what it says, late, reordered or unasked for as it may be. What
// contradicts a fact that counted already is noted and changes no sum.

extension Payment {
    /// The event a provider's result amounts to, or nil where the same result is recorded already.
    ///
    /// - Parameter isElsewhere: whether the operation that it names is another payment's: then it is none of this one's money.
    /// - Parameter otherPayment: the payment on which its reference counted already, if any: then it is none either.
    func decide(
        _ result: ProviderResult, isElsewhere: Bool = false, otherPayment: String = ""
    ) -> PaymentEvent.OneOf_Event? {
        guard !isRepeated(result) else { return nil }
        if isElsewhere || !otherPayment.isEmpty {
            let event = PaymentResultNoted(result: result, operationID: result.operationID, otherPaymentID: otherPayment)
            return .resultNoted(event)
        }
        return withGuess(decideCounting(result))
    }

    private func decideCounting(_ result: ProviderResult) -> PaymentEvent.OneOf_Event {
        let index = operationIndex(for: result)
        guard namesUnmetOperation(result) || !isKnown(result) else { return noted(result, index) }
        switch result.outcome {
        case .authorized: return decideAuthorized(result)
        case .captured: return decideCaptured(result, index)
        case .failed: return decideFailed(result, index)
        case .voided: return decideVoided(result, index)
        case .refunded, .refundFailed: return decideRefund(result, index)
        case .outcomeUnspecified: return noted(result, index)
        }
    }

    /// Whether the same result is recorded already. Where nothing of it says which money it is, it may be the outcome of another
    /// request of the same amount that waits.
    func isRepeated(_ result: ProviderResult) -> Bool {
        guard results.contains(where: { $0.isSame(as: result) }) else { return false }
        guard result.operationID.isEmpty, result.providerReference.isEmpty else { return true }
        return !openOperations(for: result).contains { operations[$0].amount == result.amount }
    }

    /// Whether the result names a request that has not succeeded yet. Then it is that one's outcome, even where the provider has
    /// the same reference for all captures of a payment.
    private func namesUnmetOperation(_ result: ProviderResult) -> Bool {
        guard let index = operationIndex(result.operationID) else { return false }
        return mayEnd(index, result.outcome) || index == 0 && openOperations(for: result).first == 0
    }

    /// Whether what a result says is known under its reference. A request of its kind that no result has named asks only whether
    /// it was told unnamed: what ended it was another's then, and all captures may have one reference.
    private func isKnown(_ result: ProviderResult) -> Bool {
        guard let named = operationIndex(result.operationID), result.outcome.canEnd(operations[named].kind),
            !results.contains(where: { $0.mayCount && $0.outcome == result.outcome && operationIndex($0.operationID) == named })
        else { return hasCounted(result) }
        return isTold(result, of: operations[named])
    }

    /// Whether the provider's reference stands for a result of this outcome already: the same reference never counts twice.
    func hasCounted(_ result: ProviderResult) -> Bool {
        !result.providerReference.isEmpty
            && results.contains { $0.mayCount && $0.outcome == result.outcome && $0.hasReference(of: result) }
    }

    /// Whether money that names an operation which does not wait for it is other money than what counted already.
    ///
    /// An operation has one effective outcome, so only a reference of its own shows that. But a capture may well name the
    /// authorization it comes of, and a refund the capture: then it counts unless one of that outcome has named it before. A
    /// reference shows nothing either where the same was said of that operation without one: who tells it again may know more.
    private func isOtherMoney(_ result: ProviderResult, than kind: PaymentOperation.Kind, _ operation: PaymentOperation) -> Bool {
        let told = results.filter {
            $0.mayCount && $0.outcome == result.outcome && $0.operationID.hasBytes(of: result.operationID)
        }
        if result.providerReference.isEmpty { return operation.kind != kind && told.isEmpty }
        return !told.contains { $0.providerReference.isEmpty && $0.amount == result.amount }
    }

    /// Whether a result without a reference names the one capture of a tender that was given up, where as much came without a name.
    private func isToldUnnamed(_ result: ProviderResult, _ index: Int) -> Bool {
        guard index == 0, operations[0].state != .requested, result.providerReference.isEmpty else { return false }
        return results.contains {
            $0.operationID.isEmpty && $0.outcome == result.outcome && $0.amount == result.amount
        }
    }

    /// Whether an authorization is the tender's first, or another one. A tender has one as a rule, and goods leave on its word:
    /// only a reference of its own shows another, and that not where as much was told without one.
    private func isOtherAuthorization(_ result: ProviderResult) -> Bool {
        let told = results.filter { $0.outcome == .authorized && $0.mayCount }
        if told.isEmpty { return true }
        return !result.providerReference.isEmpty
            && !told.contains { $0.providerReference.isEmpty && $0.amount == result.amount }
    }

    /// The operation a result is about: the one it names; else the oldest open one that the outcome can be of, of the same amount
    /// if there is one. Refunds have to match in the amount; the others have one candidate as a rule, and providers often say
    /// another amount, or none.
    private func operationIndex(for result: ProviderResult) -> Int? {
        if let named = operationIndex(result.operationID) { return named }
        let open = openOperations(for: result)
        if let exact = open.first(where: { operations[$0].amount == result.amount }) { return exact }
        switch result.outcome {
        case .captured: return open.first == 0 ? 0 : nil
        case .refunded, .refundFailed: return nil
        default: return open.first
        }
    }

    /// The open operations, oldest first, that the result can be the outcome of.
    func openOperations(for result: ProviderResult) -> [Int] {
        operations.indices.filter { operations[$0].state == .requested && result.outcome.canEnd(operations[$0].kind) }
    }

    private func decideAuthorized(_ result: ProviderResult) -> PaymentEvent.OneOf_Event {
        guard result.amount > 0 || amount == 0 && status == .initiated else { return noted(result, nil) }
        guard isOtherAuthorization(result) else { return noted(result, operationIndex(result.operationID)) }
        let event = PaymentAuthorized(
            result: result, operationID: operations.first?.operationID ?? "", unsolicited: operations.first?.state != .requested)
        return .authorized(event)
    }

    private func decideCaptured(_ result: ProviderResult, _ index: Int?) -> PaymentEvent.OneOf_Event {
        guard result.amount > 0 || amount == 0 && status == .initiated else { return noted(result, index) }
        var event = PaymentCaptured(result: result)
        if let index, operations[index].kind == .capture, operations[index].state != .succeeded, !isToldUnnamed(result, index) {
            event.operationID = operations[index].operationID
            event.closesOperation = true
        } else if let index, !isOtherMoney(result, than: .capture, operations[index]) {
            return noted(result, index)
        } else {
            event.unsolicited = true
        }
        return .captured(event)
    }

    /// A failed capture or void leaves the authorization as it is, and so does the late failure of another attempt; a failure of
    /// the rest gives up the rest; before anything was taken the whole tender has failed.
    private func decideFailed(_ result: ProviderResult, _ index: Int?) -> PaymentEvent.OneOf_Event {
        if let index, index > 0 || captured > 0 && isFirstOperationOpen {
            let operation = operations[index]
            guard operation.state == .requested else { return noted(result, index) }
            switch operation.kind {
            case .capture:
                return .captureFailed(CaptureFailed(result: result, operationID: operation.operationID))
            case .refund: return .refundFailed(refundFailed(result, operation))
            case .void, .authorize, .unspecified: return .failed(failed(result, operation))
            }
        }
        guard !isOfOtherAttempt(result) else { return noted(result, index) }
        if captured == 0, isFirstOperationOpen || status == .authorized {
            return .failed(failed(result, operations.first ?? PaymentOperation()))
        }
        guard captured > 0, authorized &- captured &- voided > 0 else { return noted(result, index) }
        return .voided(PaymentVoided(result: result, unsolicited: true))
    }

    /// Whether the provider's reference is of none of the attempts that an authorization came of.
    private func isOfOtherAttempt(_ result: ProviderResult) -> Bool {
        let authorizations = results.filter { $0.outcome == .authorized && $0.mayCount }
        return !result.providerReference.isEmpty && !authorizations.isEmpty
            && authorizations.allSatisfy { !$0.providerReference.isEmpty && !$0.hasReference(of: result) }
    }

    private func decideVoided(_ result: ProviderResult, _ index: Int?) -> PaymentEvent.OneOf_Event {
        var event = PaymentVoided(result: result)
        if let index, operations[index].kind == .void, operations[index].state != .succeeded {
            event.operationID = operations[index].operationID
            event.unsolicited = operations[index].state != .requested
            return .voided(event)
        }
        if let index, !isOtherMoney(result, than: .void, operations[index]) { return noted(result, index) }
        event.unsolicited = true
        let isOfSomething = authorized &- captured &- voided > 0 || results.contains { $0.released > 0 }
        return isUnanswered || isOfSomething ? .voided(event) : noted(result, index)
    }

    private func decideRefund(_ result: ProviderResult, _ index: Int?) -> PaymentEvent.OneOf_Event {
        let operation = index.map { operations[$0] }
        let isOpen = operation?.kind == .refund && operation?.state == .requested
        if result.outcome == .refundFailed {
            guard let operation, isOpen else { return noted(result, index) }
            return .refundFailed(refundFailed(result, operation))
        }
        guard result.amount > 0 else { return noted(result, index) }
        var event = PaymentRefunded(result: result)
        if let operation, operation.kind == .refund, operation.state != .succeeded {
            event.operationID = operation.operationID
            event.refundID = operation.refundID
        } else if let operation, !isOtherMoney(result, than: .refund, operation) {
            return noted(result, index)
        } else {
            event.unsolicited = true
        }
        event.superseded = superseded(by: event)
        return .refunded(event)
    }

    /// The open requests to refund, newest first, that a refund leaves too little for (M2). No provider can meet them any more.
    /// Not more of them than an entry has room for: the next refund ends the rest.
    private func superseded(by event: PaymentRefunded) -> [String] {
        var superseded: [String] = []
        var pending: Int64 = 0
        let open = operations.filter { $0.kind == .refund && $0.state == .requested && $0.operationID != event.operationID }
        for operation in open { pending &+= operation.amount }
        for operation in open.reversed().prefix(Limits.operationsPerPayment)
        where pending > captured &- refunded &- event.result.amount {
            superseded.append(operation.operationID)
            pending &-= operation.amount
        }
        return superseded
    }

    /// What a refund's event gives back above what an open request asked for.
    func unasked(in event: PaymentEvent.OneOf_Event) -> Int64 {
        guard case .refunded(let refund) = event else { return 0 }
        guard let index = operationIndex(refund.operationID), operations[index].state == .requested else {
            return refund.result.amount
        }
        return max(0, refund.result.amount &- operations[index].amount)
    }

    private func noted(_ result: ProviderResult, _ index: Int?) -> PaymentEvent.OneOf_Event {
        return .resultNoted(PaymentResultNoted(result: result, operationID: index.map { operations[$0].operationID } ?? ""))
    }

    private func failed(_ result: ProviderResult, _ operation: PaymentOperation) -> PaymentFailed {
        return PaymentFailed(result: result, operationID: operation.operationID)
    }

    private func refundFailed(_ result: ProviderResult, _ operation: PaymentOperation) -> RefundFailed {
        return RefundFailed(result: result, operationID: operation.operationID, refundID: operation.refundID)
    }
}

extension ProviderResult {
    /// Whether both say the same, byte for byte: two references that look the same are two references.
    fileprivate func isSame(as other: ProviderResult) -> Bool {
        outcome == other.outcome && amount == other.amount && hasReference(of: other)
            && operationID.hasBytes(of: other.operationID) && failureCode.hasBytes(of: other.failureCode)
    }

    /// Whether it can have counted: money without an amount moves nothing.
    var mayCount: Bool { amount > 0 || outcome == .voided || !outcome.isMoney }

    func hasReference(of other: ProviderResult) -> Bool {
        providerReference.hasBytes(of: other.providerReference)
    }
}

extension PaymentOutcome.Value {
    /// Whether it says that money was taken, promised or given back.
    var isMoney: Bool { self == .authorized || self == .captured || self == .voided || self == .refunded }

    /// Whether it can be the outcome of an operation of that kind which it does not name.
    func canEnd(_ kind: PaymentOperation.Kind) -> Bool {
        switch self {
        case .authorized: kind == .authorize
        case .captured: kind == .capture
        case .failed: kind == .authorize || kind == .capture || kind == .void
        case .voided: kind == .void
        case .refunded, .refundFailed: kind == .refund
        case .outcomeUnspecified: false
        }
    }
}

extension Payment {
    func exceedsAuthorized(_ requested: Int64, _ capturable: Int64) -> DecisionError {
        .of(
            .exceedsAuthorized, "payment \(paymentID): \(requested) requested, \(capturable) capturable",
            ["paymentId": paymentID, "requested": String(requested), "capturable": String(capturable)])
    }
}
