public import Schema

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Payment {
    public init(id: String) {
        self.init()
        paymentID = id
    }

    /// The order's row lists its payments.
    public static func place(where column: String, is value: String, in tables: Tables) throws(DecisionError) -> RowPlace? {
        column == "orderId" ? .ids(try tables.orders.find(value, in: tables.source)?.paymentIds ?? []) : nil
    }

    public var id: String { paymentID }

    public static var story: Story { .part }

    /// The payment after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Payment, _ event: PaymentEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .initiated(let event): row.initiate(event, at: time)
        case .authorized(let event):
            row.results.append(event.result)
            // What was captured before was authorized before, however late that is said.
            row.authorized = max(row.authorized &+ event.result.amount, row.captured &+ row.voided)
            if row.captured > 0 { row.settle() } else { row.status = .authorized }
            // An AUTO tender's one operation stays open until its money is taken.
            if let index = row.operationIndex(event.operationID), row.operations[index].kind == .authorize {
                row.operations[index].state = .succeeded
            }
        case .captured(let event): row.capture(event)
        case .failed(let event): row.fail(event)
        case .captureFailed(let event):
            row.results.append(event.result)
            row.close(event.operationID, .failed)
        case .voided(let event): row.void(event)
        case .captureRequested(let event):
            row.capturePending &+= event.amount
            row.open(event.operationID, .capture, event.amount)
        case .voidRequested(let event):
            row.voidPending &+= event.amount
            row.open(event.operationID, .void, event.amount, reason: event.reason)
        case .refundRequested(let event):
            row.refundPending &+= event.amount
            row.open(
                event.operationID, .refund, event.amount, refundID: event.refundID, reason: event.reason, granted: event.granted)
        case .refunded(let event):
            row.results.append(event.result)
            row.refunded &+= event.result.amount
            row.close(event.operationID, .succeeded)
            for id in event.superseded { row.close(id, .superseded) }
            row.settle()
        case .refundFailed(let event):
            row.results.append(event.result)
            row.close(event.operationID, .failed)
        case .cancelled:
            row.closeAll()
            row.status = .cancelled
            row.cancelledAt = time.timestamp
        case .resultNoted(let event):
            row.settleGuess(event)
            row.results.append(event.result)
        case .resultMoved(let event): row.move(event)
        }
        row.updatedAt = time.timestamp
    }
}

extension Payment {
    fileprivate mutating func initiate(_ event: PaymentInitiated, at time: Moment) {
        status = .initiated
        orderID = event.orderID
        method = event.method
        capture = event.capture
        currency = event.currency
        amount = event.amount
        initiatedAt = time.timestamp
        open(event.operationID, event.capture == .manual ? .authorize : .capture, event.amount)
    }

    fileprivate mutating func capture(_ event: PaymentCaptured) {
        results.append(event.result)
        captured &+= event.result.amount
        if authorized > 0 {
            // Money that came after a void or a failure shows that the authorization had held after all (M1).
            let given = voided
            voided = max(0, min(voided, authorized &- captured))
            settleReleases(of: given &- voided)
            authorized = max(authorized, captured)
        } else if let first = operations.first, first.kind == .authorize {
            operations[0].state = .succeeded
        }
        if let index = operationIndex(event.operationID), operations[index].kind == .capture {
            // In entries of the first version the operation a tender starts with was met in parts.
            let isMet = index > 0 || captured >= operations[index].amount
            if event.closesOperation || isMet { close(event.operationID, .succeeded) }
        }
        closeImpossible(as: event.closesOperation || event.unsolicited ? .superseded : .failed)
        settle()
    }

    fileprivate mutating func fail(_ event: PaymentFailed) {
        results.append(event.result)
        if let index = operationIndex(event.operationID), operations[index].kind == .void {
            close(event.operationID, .failed)
            return
        }
        closeAll()
        voided = authorized &- captured
        status = .failed
    }

    /// What was asked of a tender that came to nothing will have no outcome.
    fileprivate mutating func closeAll() {
        for operation in operations where operation.state == .requested { close(operation.operationID, .failed) }
    }

    fileprivate mutating func void(_ event: PaymentVoided) {
        results.append(event.result)
        let rest = max(0, authorized &- captured &- voided)
        // A provider that says no amount has given up all of the rest.
        let amount = event.result.amount == 0 ? .max : event.result.amount
        voided &+= min(amount, rest)
        // What is more than the rest was given up by a failure before, and so that was none of a request.
        if event.result.outcome == .voided { settleReleases(of: max(0, amount &- rest)) }
        close(event.operationID, .succeeded)
        closeImpossible(as: event.unsolicited ? .superseded : .failed)
        guard captured &+ voided >= authorized else { return }
        if captured > 0 {
            settle()
        } else {
            status = .voided
            closeAll()
        }
    }

    /// Money, or a void, has shown what became of an amount that failures had given up: no answer restores it.
    private mutating func settleReleases(of amount: Int64) {
        var left = amount
        for index in results.indices.reversed() where results[index].released > 0 && left > 0 {
            let settled = min(left, results[index].released)
            results[index].released &-= settled
            left &-= settled
        }
    }

    /// Gives an operation the outcome that another had by guess. The other waits again, where there is room for it.
    mutating func move(_ event: PaymentResultMoved) {
        if event.restored > 0 {
            voided = max(0, voided &- event.restored)
            if captured > 0 { settle() } else { status = .authorized }
        }
        let state = event.outcome.isMoney ? PaymentOperation.State.succeeded : .failed
        if let index = operationIndex(event.fromOperationID), operations[index].state == state, !event.kept {
            operations[index].state = event.reopened ? .requested : .superseded
            if event.reopened, index > 0 { addPending(operations[index].kind, operations[index].amount) }
        }
        close(event.toOperationID, state)
        let isMoved = { (result: ProviderResult) in
            result.isGuess && result.outcome == event.outcome && result.providerReference.hasBytes(of: event.providerReference)
        }
        guard let index = results.firstIndex(where: isMoved) else { return }
        if event.restored > 0 { results[index].released = 0 }
        results[index].guessedOperationID = event.named ? "" : event.toOperationID
        if event.named { results[index].guessedAmong = 0 }
    }

    /// A result that names the operation for which one counted by guess, and is not another, shows that it was that one.
    fileprivate mutating func settleGuess(_ event: PaymentResultNoted) {
        guard !event.result.operationID.isEmpty, !event.operationID.isEmpty else { return }
        let said = event.result
        for index in results.indices where results[index].isGuess && results[index].outcome == said.outcome {
            guard results[index].guessedOperationID.hasBytes(of: event.operationID),
                said.providerReference.isEmpty || results[index].hasReference(of: said)
            else { continue }
            results[index].guessedOperationID = ""
            results[index].guessedAmong = 0
        }
    }

    /// The status that follows from what was taken and given back.
    fileprivate mutating func settle() {
        if refunded > 0 {
            status = refunded >= captured ? .refunded : .partiallyRefunded
        } else {
            status = captured >= (authorized > 0 ? authorized &- voided : amount) ? .captured : .partiallyCaptured
        }
    }

    fileprivate mutating func open(
        _ id: String, _ kind: PaymentOperation.Kind, _ amount: Int64, refundID: String = "", reason: String = "",
        granted: Int64 = 0
    ) {
        let operation = PaymentOperation(
            operationID: id, kind: kind, state: .requested, amount: amount, refundID: refundID, reason: reason, granted: granted)
        operations.append(operation)
    }

    /// Gives an open operation its outcome, and takes it out of what is pending. The operation a tender starts with is in no
    /// pending sum.
    fileprivate mutating func close(_ id: String, _ state: PaymentOperation.State) {
        guard let index = operationIndex(id) else { return }
        let wasOpen = operations[index].state == .requested
        operations[index].state = state
        guard wasOpen, index > 0 else { return }
        addPending(operations[index].kind, 0 &- operations[index].amount)
    }

    private mutating func addPending(_ kind: PaymentOperation.Kind, _ amount: Int64) {
        switch kind {
        case .capture: capturePending &+= amount
        case .void: voidPending &+= amount
        case .refund: refundPending &+= amount
        case .authorize, .unspecified: break
        }
    }

    /// Closes requests that the authorization can no longer meet, newest first, so that M1 holds after a result larger than
    /// what was asked for.
    private mutating func closeImpossible(as state: PaymentOperation.State) {
        guard authorized > 0 else { return }
        for operation in operations.reversed() where operation.state == .requested {
            guard captured &+ capturePending &+ voided &+ voidPending > authorized else { return }
            if operation.kind == .capture || operation.kind == .void { close(operation.operationID, state) }
        }
    }
}
