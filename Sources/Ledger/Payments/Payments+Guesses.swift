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
        case .voided(var event):
            if event.result.outcome == .voided {
                markGuess(&event.result, event.operationID)
            } else {
                markRelease(&event.result, event.result.amount)
            }
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
        case .failed(var event) where authorized > 0:
            markRelease(&event.result, 0)
            return .failed(event)
        default: return event
        }
    }

    private func isVoid(_ id: String) -> Bool { operationIndex(id).map { operations[$0].kind == .void } ?? false }

    private func markGuess(_ result: inout ProviderResult, _ operation: String) {
        guard result.operationID.isEmpty, !result.providerReference.isEmpty else { return }
        let (outcome, chosen) = (result.outcome, operationIndex(operation))
        guard chosen != 0 else { return }
        // What counted for none is that of an operation which is asked for later, if that is told under its reference.
        let isOfNone = chosen == nil && outcome.isMoney
        guard isOfNone || operations.indices.contains(where: { $0 != chosen && mayBeMeant($0, outcome) }) else { return }
        result.guessedAmong = Int64(operations.count)
        result.guessedOperationID = operation
    }

    /// Notes in a failure that gives up an authorization, or an amount of it, that it may have been a request's instead.
    ///
    /// - Parameter amount: how much, at most; 0: all.
    private func markRelease(_ result: inout ProviderResult, _ amount: Int64) {
        guard result.operationID.isEmpty, !result.providerReference.isEmpty, result.outcome == .failed else { return }
        let rest = max(0, authorized &- captured &- voided)
        guard rest > 0, operations.dropFirst().contains(where: { result.outcome.canEnd($0.kind) }) else { return }
        result.guessedAmong = Int64(operations.count)
        result.released = amount == 0 ? rest : min(amount, rest)
    }

    /// Whether an operation may still have an outcome. A success may come after a failure. The first operation of a tender has
    /// no other of its kind beside it, so it is never guessed.
    func mayEnd(_ index: Int, _ outcome: PaymentOutcome.Value) -> Bool {
        guard index > 0, outcome.canEnd(operations[index].kind) else { return false }
        return operations[index].state == .requested || outcome.isMoney && operations[index].state != .succeeded
    }

    /// Whether an outcome that names no operation may be that of one: it may have it still, or has another by guess alone.
    private func mayBeMeant(_ index: Int, _ outcome: PaymentOutcome.Value) -> Bool {
        mayEnd(index, outcome) || index > 0 && outcome.canEnd(operations[index].kind) && isGuessed(index)
    }

    private func isGuessed(_ index: Int) -> Bool {
        results.contains { $0.isGuess && $0.guessedOperationID.hasBytes(of: operations[index].operationID) }
    }

    /// How many of its results count for an operation by guess.
    var guesses: Int { results.count { $0.isGuess } }

    /// How the guesses change places that a result shows to be wrong, if any are; each move follows from the row after the one
    /// before it.
    ///
    /// Guesses give facts to operations, one to each. What a result names is certain: its own guess moves there, and one that was
    /// there by guess alone gets the place that became free. Where the result is the named operation's own outcome and its money
    /// was told for the first time, that one gets the next that waits.
    func moves(by result: ProviderResult) -> [PaymentResultMoved] {
        guard result.mayCount, let named = operationIndex(result.operationID), named > 0,
            result.outcome.canEnd(operations[named].kind), !isRepeated(result)
        else { return [] }
        guard let guess = results.first(where: { $0.isGuess && isSameMoney($0, as: result) }) else {
            guard !result.outcome.isMoney || !isTold(result, of: operations[named]),
                let other = results.first(where: { isOther($0, than: result, on: named) })
            else { return [] }
            return [move(other, to: next(for: other, insteadOf: named), isNamed: false)]
        }
        guard mayBe(named, of: guess, told: result) else { return [] }
        if guess.released > 0 { return restoration(of: guess, told: result) }
        guard let other = results.first(where: { isOther($0, than: result, on: named) }) else {
            let isFree = mayEnd(named, result.outcome) || operations[named].state == .superseded
            return isFree ? [move(guess, to: named, isNamed: true)] : []
        }
        var after = self
        var moves = [move(other, to: nil, isNamed: false)]
        after.move(moves[0])
        moves.append(after.move(guess, to: named, isNamed: true))
        after.move(moves[1])
        // Where that one had none, or could not have been meant for it, the other is of what waits next, or of nothing yet.
        let freed = operationIndex(guess.guessedOperationID).flatMap { after.mayTake($0, other, from: named) ? $0 : nil }
        guard let place = freed ?? after.next(for: other, insteadOf: named) else { return moves }
        var displaced = other
        displaced.guessedOperationID = ""
        moves.append(after.move(displaced, to: place, isNamed: false))
        return moves
    }

    /// Whether the reference of a result stands for the same outcome of that operation already, or for one that was told unnamed.
    func isTold(_ result: ProviderResult, of operation: PaymentOperation) -> Bool {
        results.contains {
            $0.mayCount && $0.isOfReference(of: result)
                && ($0.operationID.isEmpty || $0.operationID.hasBytes(of: operation.operationID))
        }
    }

    /// Whether a result shows that a guess was about an operation: one that had been asked for by then; or, where it counted for
    /// none, one that was asked for as much since.
    private func mayBe(_ named: Int, of guess: ProviderResult, told result: ProviderResult) -> Bool {
        if guess.guessedOperationID.hasBytes(of: operations[named].operationID) { return false }
        let isOfNone = guess.guessedOperationID.isEmpty && guess.released == 0 && guess.amount == result.amount
        if isOfNone, !result.providerReference.isEmpty { return true }
        return named < guess.guessedAmong
    }

    /// What follows where a failure was a request's, and not the rest's of the authorization: that stands after all.
    private func restoration(of guess: ProviderResult, told result: ProviderResult) -> [PaymentResultMoved] {
        var event = PaymentResultMoved(outcome: guess.outcome, providerReference: guess.providerReference, restored: guess.released)
        var after = self
        after.move(event)
        let moves = after.moves(by: result)
        event.named = moves.isEmpty
        return [event] + moves
    }

    /// Whether an operation that has just become free can be what a guess was about, which was another's of its amount.
    private func mayTake(_ index: Int, _ guess: ProviderResult, from other: Int) -> Bool {
        index > 0 && index < guess.guessedAmong && guess.outcome.canEnd(operations[index].kind)
            && operations[index].amount == operations[other].amount
            && (operations[index].state == .requested || operations[index].state == .superseded)
    }

    /// The oldest operation that waits and could have been meant by a guess which another of its amount had.
    private func next(for guess: ProviderResult, insteadOf other: Int) -> Int? {
        openOperations(for: guess).first {
            $0 > 0 && $0 < guess.guessedAmong && operations[$0].amount == operations[other].amount
        }
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
        var event = PaymentResultMoved(
            outcome: guess.outcome, providerReference: guess.providerReference, fromOperationID: guess.guessedOperationID,
            toOperationID: index.map { operations[$0].operationID } ?? "", named: isNamed, kept: isNamedOtherwise(guess))
        if event.kept { return event }
        let freed = index.map { operations[$0].state == .requested ? operations[$0].amount : 0 } ?? 0
        event.reopened = operationIndex(guess.guessedOperationID).map { canWait(operations[$0], freed: freed) } ?? false
        return event
    }

    /// Whether another result has named the operation that one counts for by guess, and said the same of it.
    private func isNamedOtherwise(_ guess: ProviderResult) -> Bool {
        !guess.guessedOperationID.isEmpty
            && results.contains {
                $0.outcome == guess.outcome && $0.mayCount && $0.operationID.hasBytes(of: guess.guessedOperationID)
            }
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

extension LedgerState {
    /// Moves the guesses that a result shows to be wrong, and notes on the order what waits since.
    ///
    /// - Returns: whether there were any.
    mutating func moveGuess(by result: ProviderResult, on before: Payment) throws(DecisionError) -> Bool {
        let moves = before.moves(by: result)
        if moves.isEmpty { return false }
        for event in moves { try record(.resultMoved(event), on: before.paymentID, of: Payment.self) }
        let after = try requirePayment(before.paymentID)
        let granted = after.granted - before.granted
        let authorized = before.voided - after.voided
        if authorized != 0 {
            try note(.authorized, authorized, from: before, to: after)
        } else if after.refundPending != before.refundPending || granted != 0 {
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
    func otherPayment(of result: ProviderResult, than payment: Payment) throws(DecisionError) -> String? {
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
