import Schema

// A provider's notification often comes before the answer to the request that it is about, and names no operation. Where two of the
// same amount wait, which of them it ends is a guess. The answer, under the same reference, names the right one: then the guess is
// moved to it, and the money that counted once stays counted once.

extension Payment {
    /// Notes in an event that its result counted for an operation which it did not name, where another could have been meant.
    func withGuess(_ event: PaymentEvent.OneOf_Event) -> PaymentEvent.OneOf_Event {
        switch event {
        case .captured(var event):
            markGuess(&event.result, event.operationID)
            return .captured(event)
        case .voided(var event) where event.result.outcome == .voided:
            markGuess(&event.result, event.operationID)
            return .voided(event)
        case .refunded(var event):
            markGuess(&event.result, event.operationID)
            return .refunded(event)
        case .captureFailed(var event):
            markGuess(&event.result, event.operationID)
            return .captureFailed(event)
        case .refundFailed(var event):
            markGuess(&event.result, event.operationID)
            return .refundFailed(event)
        case .failed(var event) where isVoid(event.operationID):
            markGuess(&event.result, event.operationID)
            return .failed(event)
        default: return event
        }
    }

    private func isVoid(_ id: String) -> Bool { operationIndex(id).map { operations[$0].kind == .void } ?? false }

    private func markGuess(_ result: inout ProviderResult, _ operation: String) {
        guard result.operationID.isEmpty, !result.providerReference.isEmpty else { return }
        let (outcome, chosen) = (result.outcome, operationIndex(operation))
        guard chosen != 0, operations.indices.contains(where: { $0 != chosen && mayEnd($0, outcome) }) else { return }
        result.guessedAmong = Int64(operations.count)
        result.guessedOperationID = operation
    }

    /// Whether an operation may still have an outcome. A success may come after a failure. The first operation of a tender has
    /// no other of its kind beside it, so it is never guessed.
    private func mayEnd(_ index: Int, _ outcome: PaymentOutcome.Value) -> Bool {
        guard index > 0, outcome.canEnd(operations[index].kind) else { return false }
        return operations[index].state == .requested || outcome.isMoney && operations[index].state != .succeeded
    }

    /// The guess that a result shows to be wrong, if any, and what it is instead: the operation that the result names under the
    /// same reference; or, where the result is the named operation's own outcome under another, the next that waits for one.
    func move(by result: ProviderResult) -> PaymentResultMoved? {
        guard result.mayCount, let named = operationIndex(result.operationID), named > 0,
            result.outcome.canEnd(operations[named].kind), !isRepeated(result)
        else { return nil }
        if let guess = results.first(where: { $0.isGuess && isSameMoney($0, as: result) }) {
            guard named < guess.guessedAmong, mayEnd(named, result.outcome) else { return nil }
            return move(guess, to: named, isNamed: true)
        }
        guard !hasCounted(result), let guess = results.first(where: { isOther($0, than: result, on: named) }) else { return nil }
        let next = openOperations(for: guess).first { $0 > 0 && operations[$0].amount == guess.amount }
        return move(guess, to: next, isNamed: false)
    }

    /// Whether a result that names its operation is what counted by guess: under the same reference; or, without one, as much as
    /// counted for no operation.
    private func isSameMoney(_ guess: ProviderResult, as result: ProviderResult) -> Bool {
        if !result.providerReference.isEmpty { return guess.isOfReference(of: result) }
        return guess.guessedOperationID.isEmpty && guess.outcome == result.outcome && guess.amount == result.amount
    }

    /// Whether a guess has given an operation the outcome of another, as a result that names it shows. Without a reference, the
    /// same outcome is the same money.
    private func isOther(_ guess: ProviderResult, than result: ProviderResult, on index: Int) -> Bool {
        guess.isGuess && guess.guessedOperationID.hasBytes(of: operations[index].operationID)
            && (guess.outcome != result.outcome || !result.providerReference.isEmpty)
    }

    private func move(_ guess: ProviderResult, to index: Int?, isNamed: Bool) -> PaymentResultMoved {
        var event = PaymentResultMoved()
        event.outcome = guess.outcome
        event.providerReference = guess.providerReference
        event.fromOperationID = guess.guessedOperationID
        event.toOperationID = index.map { operations[$0].operationID } ?? ""
        event.named = isNamed
        let freed = index.map { operations[$0].state == .requested ? operations[$0].amount : 0 } ?? 0
        event.reopened = operationIndex(guess.guessedOperationID).map { canWait(operations[$0], freed: freed) } ?? false
        return event
    }

    /// Whether there is room for an operation to be waited for again (M1, M2).
    private func canWait(_ operation: PaymentOperation, freed: Int64) -> Bool {
        let more = operation.amount &- freed
        if operation.kind == .refund { return refundPending &+ more <= captured &- refunded }
        return authorized == 0 || captured &+ capturePending &+ voided &+ voidPending &+ more <= authorized
    }

    /// What has been granted to the customer by refunds that have not failed.
    var granted: Int64 {
        operations.reduce(0) { $1.kind == .refund && $1.state != .failed ? $0 &+ $1.granted : $0 }
    }
}

extension ProviderResult {
    /// Whether it counted for an operation by guess, and no other result has named that since.
    var isGuess: Bool { guessedAmong > 0 }

    /// Whether both have one outcome, and one reference.
    func isOfReference(of other: ProviderResult) -> Bool {
        outcome == other.outcome && !providerReference.isEmpty && hasReference(of: other)
    }
}

extension Book {
    /// Moves the guess that a result shows to be wrong, and notes on the order what waits since.
    ///
    /// - Returns: whether there was one.
    mutating func moveGuess(by result: ProviderResult, on before: Payment) throws(Refusal) -> Bool {
        guard let event = before.move(by: result) else { return false }
        try record(.resultMoved(event), on: before.paymentID, of: Payment.self)
        let after = try requirePayment(before.paymentID)
        let granted = after.granted - before.granted
        if after.refundPending != before.refundPending || granted != 0 {
            try note(.refunded, 0, from: before, to: after, granted: granted)
        } else {
            try note(.operationsChanged, 0, from: before, to: after)
        }
        return true
    }

    /// The other payment of the same order and method on which a provider's reference counted already, if any.
    ///
    /// A provider's reference is one movement of money, so under the same a second one was sent astray. What names its operation is
    /// sure of its payment.
    func otherPayment(of result: ProviderResult, than payment: Payment) throws(Refusal) -> String? {
        guard result.outcome.isMoney, !result.providerReference.isEmpty, result.operationID.isEmpty else { return nil }
        let order = try requireOrder(payment.orderID)
        guard order.paymentIds.count > 1 else { return nil }
        return try payments(of: order).first {
            $0.paymentID != payment.paymentID && $0.method == payment.method && $0.owns(result)
        }?
        .paymentID
    }
}

extension Payment {
    /// Whether a result of that outcome and reference is recorded here, and names no operation of another payment.
    fileprivate func owns(_ result: ProviderResult) -> Bool {
        results.contains {
            guard $0.mayCount, $0.isOfReference(of: result) else { return false }
            return $0.operationID.isEmpty || operationIndex($0.operationID) != nil
        }
    }
}
