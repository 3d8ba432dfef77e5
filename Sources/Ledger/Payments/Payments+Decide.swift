import Schema

// What a provider's answer means for the payment it is about. What it then means for the order is in Flows/Settlement.

extension Payment {
    /// The event a provider's result amounts to. The result is new: a repeated one was sorted out before.
    func decide(_ result: ProviderResult) throws(Refusal) -> PaymentEvent.OneOf_Event {
        let named = operationIndex(result.operationID)
        guard named != nil || result.operationID.isEmpty else { throw unknownOperation(result) }
        switch result.outcome {
        case .authorized: return try decideAuthorized(result)
        case .captured: return try decideCaptured(result, named)
        case .failed: return try decideFailed(result, named)
        case .voided: return try decideVoided(result, named)
        case .refunded, .refundFailed: return try decideRefund(result, named)
        case .outcomeUnspecified, .UNRECOGNIZED: throw .invalid("outcome", "is missing")
        }
    }

    private func decideAuthorized(_ result: ProviderResult) throws(Refusal) -> PaymentEvent.OneOf_Event {
        guard status == .initiated else { throw unexpected(result) }
        guard result.amount <= amount, result.amount > 0 || amount == 0 else { throw mismatch(result, expected: amount) }
        var event = PaymentAuthorized()
        event.result = result
        event.operationID = operations.first?.operationID ?? ""
        return .authorized(event)
    }

    private func decideCaptured(_ result: ProviderResult, _ named: Int?) throws(Refusal) -> PaymentEvent.OneOf_Event {
        guard result.amount > 0 || amount == 0 && status != .captured else { throw mismatch(result, expected: amount &- captured) }
        if authorized == 0 {
            guard captured + result.amount <= amount else { throw mismatch(result, expected: amount &- captured) }
        } else {
            // Why what was voided counts again when the tender had failed or was voided: the money did arrive, so the
            // authorization had held, and the book says so (DOMAIN §2.4, late payment).
            let most = isClosed ? authorized : authorized - voided
            guard captured + result.amount <= most else { throw exceedsAuthorized(result.amount, most - captured) }
        }
        var operation = openOperationIndex(.capture, amount: result.amount)
        if let named, operations[named].kind == .capture {
            guard operations[named].state != .succeeded else { throw unexpected(result) }
            operation = named
        }
        var event = PaymentCaptured()
        event.result = result
        event.operationID = operation.map { operations[$0].operationID } ?? ""
        return .captured(event)
    }

    /// A failed capture or void leaves the authorization as it is; otherwise the whole tender has failed.
    private func decideFailed(_ result: ProviderResult, _ named: Int?) throws(Refusal) -> PaymentEvent.OneOf_Event {
        let asked = operations.indices.dropFirst().first { operations[$0].kind == .capture && operations[$0].state == .requested }
        let same = operations.indices.dropFirst().first { index in
            operations[index].kind == .capture && operations[index].state == .requested && operations[index].amount == result.amount
        }
        if let index = named ?? same ?? asked, index > 0 {
            guard operations[index].state == .requested else { throw unexpected(result) }
            let operation = operations[index]
            switch operation.kind {
            case .capture:
                var event = CaptureFailed()
                event.result = result
                event.operationID = operation.operationID
                return .captureFailed(event)
            case .refund: return .refundFailed(refundFailed(result, operation))
            case .void, .authorize, .unspecified, .UNRECOGNIZED: return .failed(failed(result, operation))
            }
        }
        guard status == .initiated || status == .authorized, captured == 0 else { throw unexpected(result) }
        guard result.amount <= amount else { throw mismatch(result, expected: amount) }
        return .failed(failed(result, operations.first ?? PaymentOperation()))
    }

    private func decideVoided(_ result: ProviderResult, _ named: Int?) throws(Refusal) -> PaymentEvent.OneOf_Event {
        var event = PaymentVoided()
        event.result = result
        if let index = named ?? openOperationIndex(.void, amount: result.amount), operations[index].kind == .void {
            guard operations[index].state == .requested else { throw unexpected(result) }
            event.operationID = operations[index].operationID
        }
        if status == .initiated {
            // Nothing was authorized: the provider has closed the attempt, and says so with no amount or with all of it.
            guard result.amount == 0 || result.amount == amount else { throw mismatch(result, expected: amount) }
            return .voided(event)
        }
        let voidable = authorized - captured - voided - capturePending
        // Why the status: a tender of nothing that was taken has nothing to give up.
        guard !isClosed, voidable > 0 || authorized == 0 && captured == 0 && status != .captured else { throw unexpected(result) }
        guard result.amount > 0 || authorized == 0 else { throw mismatch(result, expected: voidable) }
        guard result.amount <= voidable else { throw exceedsAuthorized(result.amount, voidable) }
        return .voided(event)
    }

    private func decideRefund(_ result: ProviderResult, _ named: Int?) throws(Refusal) -> PaymentEvent.OneOf_Event {
        let unnamed = operations.firstIndex { $0.kind == .refund && $0.state == .requested && $0.amount == result.amount }
        guard let index = named ?? unnamed, operations[index].kind == .refund else { throw unknownOperation(result) }
        let operation = operations[index]
        guard operation.state == .requested else { throw unexpected(result) }
        guard operation.amount == result.amount else { throw mismatch(result, expected: operation.amount) }
        if result.outcome == .refundFailed { return .refundFailed(refundFailed(result, operation)) }
        var event = PaymentRefunded()
        event.result = result
        event.operationID = operation.operationID
        event.refundID = operation.refundID
        return .refunded(event)
    }

    private func failed(_ result: ProviderResult, _ operation: PaymentOperation) -> PaymentFailed {
        var event = PaymentFailed()
        event.result = result
        event.operationID = operation.operationID
        return event
    }

    private func refundFailed(_ result: ProviderResult, _ operation: PaymentOperation) -> RefundFailed {
        var event = RefundFailed()
        event.result = result
        event.operationID = operation.operationID
        event.refundID = operation.refundID
        return event
    }
}

extension Payment {
    fileprivate func unexpected(_ result: ProviderResult) -> Refusal {
        .invalidState(.payment, paymentID, from: status.label, command: "payment.recordResult \(result.outcome.label)")
    }

    fileprivate func mismatch(_ result: ProviderResult, expected: Int64) -> Refusal {
        .of(
            .amountMismatch, "payment \(paymentID): \(result.outcome.label) of \(result.amount), \(expected) expected",
            ["paymentId": paymentID, "expected": String(expected), "actual": String(result.amount)])
    }

    fileprivate func unknownOperation(_ result: ProviderResult) -> Refusal {
        let isUnnamed = result.operationID.isEmpty
        let name = isUnnamed ? "no open operation for \(result.outcome.label)" : "no operation \(result.operationID)"
        return .of(
            .unknownOperation, "payment \(paymentID) has \(name)",
            ["paymentId": paymentID, "operationId": result.operationID, "outcome": result.outcome.label])
    }

    func exceedsAuthorized(_ requested: Int64, _ capturable: Int64) -> Refusal {
        .of(
            .exceedsAuthorized, "payment \(paymentID): \(requested) requested, \(capturable) capturable",
            ["paymentId": paymentID, "requested": String(requested), "capturable": String(capturable)])
    }
}
