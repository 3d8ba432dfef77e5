import Schema

// M3 of what providers say: a result is recorded once, and counts once under its reference, also where it was told first without
// the operation that it is about.

extension Auditor {
    /// Checks what an event says that a provider has said, before its sums are added. The results keep it.
    mutating func checkResult(
        _ result: ProviderResult, of event: PaymentEvent.OneOf_Event, _ model: inout PaymentModel, _ entity: String
    ) {
        // What has no mark of its own may be said of each request that waits.
        let isUnmarked = result.providerReference.isEmpty && result.operationID.isEmpty
        let isAnswer = isUnmarked && model.operations.contains { $0.state == .requested && $0.amount == result.amount }
        let isNew = isAnswer || !model.results.contains { $0.isSame(as: result) }
        expectTrue("M3", entity, isNew, "the provider's \(result.outcome) of \(result.amount) once")
        // A result that is only noted names what it is of after it, and is no guess.
        let guess = event.isCounted ? model.guess(in: result, for: event.operationID) : 0
        let (released, mayBeLater) = (model.released(by: event), event.isCounted && model.isOfNone(result, event.operationID))
        // Entries of before decision 0032 say neither what a failure gave up, nor that money for no request may be of a later one.
        let isOld = result.guessedAmong == guess && result.released == 0
        let among = !isOld && (released > 0 || mayBeLater) ? model.operations.count : guess
        expectNumber("M3", entity, "guessed among", result.guessedAmong, among)
        expectNumber("M3", entity, "released", result.released, isOld ? 0 : released)
        if event.isCounted, !result.providerReference.isEmpty {
            let key = "\(result.outcome) \(result.providerReference) \(result.operationID)"
            expectTrue("M3", entity, model.references.insert(Array(key.utf8)).inserted, "\(key) counts once")
            let isTold = model.results.contains { $0.isOfReference(of: result) && ($0.amount > 0 || !result.outcome.isMoney) }
            expectTrue("M3", entity, !isTold || !result.operationID.isEmpty, "\(key) counts once, and not again without a name")
            // A request that was written after it cannot have been meant.
            let told = model.guessIndex(of: result).map { model.results[$0] }
            let among = told?.guessedAmong ?? 0
            let isOfNone = told.map { $0.guessedOperationID.isEmpty && $0.amount == result.amount && $0.released == 0 } ?? false
            let isLater = model.index(result.operationID).map { $0 >= among && !isOfNone } ?? (among == 0)
            expectTrue("M3", entity, isLater, "\(key) counts once, and did without a name")
        }
        model.results.append(result)
    }

    /// A guess that was wrong: the operations change places, and no sum does.
    mutating func moved(_ event: PaymentResultMoved, _ model: inout PaymentModel, _ entity: String) {
        var said = ProviderResult()
        (said.outcome, said.providerReference) = (event.outcome, event.providerReference)
        guard let guess = model.guessIndex(of: said) else { return fail("M3", entity, "a guess to move", "none") }
        expect("M3", entity, model.results[guess].guessedOperationID, event.fromOperationID)
        let isSuccess = event.outcome != .failed && event.outcome != .refundFailed
        let state: PaymentOperation.State = isSuccess ? .succeeded : .failed
        let isNamed = model.results.contains {
            $0.outcome == event.outcome && !event.fromOperationID.isEmpty
                && $0.operationID.utf8.elementsEqual(event.fromOperationID.utf8) && ($0.amount > 0 || !$0.outcome.isMoney)
        }
        expectTrue("M3", entity, event.kept == isNamed, "\(event.fromOperationID) keeps the outcome that was told by its name")
        expectTrue("M3", entity, event.restored == 0 || event.restored == model.results[guess].released, "what it had released")
        if event.restored > 0 {
            model.voided = max(0, model.voided - Sum(event.restored))
            (model.hasFailed, model.isVoided, model.results[guess].released) = (false, false, 0)
        }
        if let index = model.index(event.fromOperationID), model.operations[index].state == state, !event.kept {
            model.operations[index].state = event.reopened ? .requested : .superseded
        }
        if let index = model.index(event.toOperationID) {
            // What had been given up can be told to have failed: only what a guess was wrong about gets there.
            let from: [PaymentOperation.State] = isSuccess ? [.requested, .failed, .superseded] : [.requested, .superseded]
            expectTrue("M3", entity, from.contains(model.operations[index].state), "\(event.toOperationID) is free")
            model.operations[index].state = state
        }
        model.results[guess].guessedOperationID = event.named ? "" : event.toOperationID
        if event.named { model.results[guess].guessedAmong = 0 }
    }
}

extension PaymentModel {
    /// Of how many operations a result was counted for one that it did not name, where another could have been meant; else 0.
    fileprivate func guess(in result: ProviderResult, for operation: String) -> Int {
        guard result.operationID.isEmpty, !result.providerReference.isEmpty else { return 0 }
        // What a tender starts with has no other of its kind beside it, and a failure of no request is of the rest.
        let isOfRest = index(operation).map { $0 == 0 } ?? (result.outcome == .failed)
        let hasOther = operations.dropFirst().contains { other in
            guard other.id != operation, other.kind.isEnded(by: result.outcome) else { return false }
            let isFailure = result.outcome == .failed || result.outcome == .refundFailed
            // What another has ended by guess alone may be this one's.
            let isGuessed = results.contains { $0.guessedAmong > 0 && $0.guessedOperationID.utf8.elementsEqual(other.id.utf8) }
            return other.state == .requested || !isFailure && other.state != .succeeded || isGuessed
        }
        return hasOther && !isOfRest ? operations.count : 0
    }

    /// No answer restores more than this of what failures gave up: money or a void has shown what became of the rest.
    mutating func limitReleases(to most: Sum) {
        for index in results.indices where Sum(results[index].released) > most { results[index].released = Int64(most) }
    }

    /// Whether a result counted for no request, so that it is that of one which is asked for later and told under its reference.
    fileprivate func isOfNone(_ result: ProviderResult, _ operation: String) -> Bool {
        result.operationID.isEmpty && !result.providerReference.isEmpty && index(operation) == nil
            && [.captured, .voided, .refunded].contains(result.outcome)
    }

    /// What a failure that names no request gives up of an authorization, where one of the tender's requests could have been meant.
    fileprivate func released(by event: PaymentEvent.OneOf_Event) -> Sum {
        guard let result = event.result, event.isCounted, result.outcome == .failed else { return 0 }
        guard result.operationID.isEmpty, !result.providerReference.isEmpty else { return 0 }
        guard operations.dropFirst().contains(where: { $0.kind.isEnded(by: .failed) }) else { return 0 }
        let rest = max(0, authorized - captured - voided)
        switch event {
        case .voided: return result.amount == 0 ? rest : min(rest, Sum(result.amount))
        case .failed(let event): return index(event.operationID).map { operations[$0].kind == .void } ?? false ? 0 : rest
        default: return 0
        }
    }

    fileprivate func guessIndex(of result: ProviderResult) -> Int? {
        results.firstIndex {
            $0.guessedAmong > 0 && !result.providerReference.isEmpty && $0.isOfReference(of: result)
        }
    }

    /// A result that names what one counted for by guess, with the same reference or none, was that one.
    mutating func settleGuess(_ event: PaymentResultNoted) {
        guard !event.result.operationID.isEmpty, !event.operationID.isEmpty else { return }
        for index in results.indices where results[index].guessedAmong > 0 && results[index].outcome == event.result.outcome {
            guard results[index].guessedOperationID.utf8.elementsEqual(event.operationID.utf8) else { continue }
            let reference = event.result.providerReference
            guard reference.isEmpty || results[index].providerReference.utf8.elementsEqual(reference.utf8) else { continue }
            (results[index].guessedAmong, results[index].guessedOperationID) = (0, "")
        }
    }

    /// Whether an authorization is the first that was told of a tender, or shows by its reference that it is another.
    func isOtherAuthorization(_ result: ProviderResult) -> Bool {
        // The last one told is this one.
        let told = results.dropLast().filter { $0.outcome == .authorized && $0.amount > 0 }
        if result.providerReference.isEmpty { return told.isEmpty }
        return !told.contains { $0.providerReference.isEmpty && $0.amount == result.amount }
    }
}

extension PaymentOperation.Kind {
    fileprivate func isEnded(by outcome: PaymentOutcome.Value) -> Bool {
        switch self {
        case .capture: outcome == .captured || outcome == .failed
        case .void: outcome == .voided || outcome == .failed
        case .refund: outcome == .refunded || outcome == .refundFailed
        case .authorize, .unspecified: false
        }
    }
}

extension PaymentOutcome.Value {
    /// Whether it moves as much as it says, so that without an amount it says nothing.
    fileprivate var isMoney: Bool { self == .authorized || self == .captured || self == .refunded }
}

extension ProviderResult {
    fileprivate func isOfReference(of other: ProviderResult) -> Bool {
        outcome == other.outcome && providerReference.utf8.elementsEqual(other.providerReference.utf8)
    }

    /// Whether the provider has said the same, byte for byte.
    fileprivate func isSame(as other: ProviderResult) -> Bool {
        outcome == other.outcome && amount == other.amount && operationID.utf8.elementsEqual(other.operationID.utf8)
            && providerReference.utf8.elementsEqual(other.providerReference.utf8)
            && failureCode.utf8.elementsEqual(other.failureCode.utf8)
    }
}

extension PaymentEvent.OneOf_Event {
    /// Whether what the provider said changed a sum or an operation.
    fileprivate var isCounted: Bool {
        if case .resultNoted = self { false } else { true }
    }

    /// The operation that the event is about, if any.
    fileprivate var operationID: String {
        switch self {
        case .captured(let event): event.operationID
        case .failed(let event): event.operationID
        case .captureFailed(let event): event.operationID
        case .voided(let event): event.operationID
        case .refunded(let event): event.operationID
        case .refundFailed(let event): event.operationID
        case .authorized, .resultNoted, .resultMoved, .initiated, .captureRequested, .voidRequested, .refundRequested, .cancelled:
            ""
        }
    }

    /// What the provider said, where it said something.
    var result: ProviderResult? {
        switch self {
        case .authorized(let event): event.result
        case .captured(let event): event.result
        case .failed(let event): event.result
        case .captureFailed(let event): event.result
        case .voided(let event): event.result
        case .refunded(let event): event.result
        case .refundFailed(let event): event.result
        case .resultNoted(let event): event.result
        case .initiated, .captureRequested, .voidRequested, .refundRequested, .cancelled, .resultMoved: nil
        }
    }
}
