import Schema

// M1, M2, M3 of tenders. What they do to their orders is in `Flows`.

/// One tender, as sums of what its events say.
struct PaymentModel {
    struct Operation {
        let id: String
        let kind: PaymentOperation.Kind
        let amount: Sum
        let refundID: String
        /// Of a refund: what was not owed back.
        let granted: Sum
        var state = PaymentOperation.State.requested
    }

    var orderID = ""
    var method = PaymentMethod.Value.methodUnspecified
    var isManual = false
    var currency = ""
    var amount: Sum = 0
    var authorized: Sum = 0
    var captured: Sum = 0
    var refunded: Sum = 0
    var voided: Sum = 0
    /// Failed, or was cancelled, and nothing has come since.
    var hasFailed = false
    var isVoided = false
    var operations: [Operation] = []
    var results: [ProviderResult] = []
    /// Ended here before anything had come of it: what still comes goes back.
    var isCancelled = false
    /// What the provider gave back without being asked.
    var refundedUnasked: Sum = 0
    /// Outcome and reference of each result that counted, in bytes: to Swift, texts that look the same are equal.
    var references: Set<[UInt8]> = []

    /// Open requests of a kind; the operation a tender starts with is in no such sum.
    func pending(_ kind: PaymentOperation.Kind) -> Sum {
        operations.dropFirst().filter { $0.kind == kind && $0.state == .requested }.sum { $0.amount }
    }

    /// What its refunds give back without its being owed, but for those that failed.
    var granted: Sum { operations.filter { $0.kind == .refund && $0.state != .failed }.sum { $0.granted } }

    var isClosed: Bool { hasFailed || isVoided }

    /// Whether the newest request of a kind that was answered was refused.
    func isRefused(_ kind: PaymentOperation.Kind) -> Bool {
        operations.last { $0.kind == kind && $0.state != .requested }?.state == .failed
    }

    /// What is kept of it and nobody has asked back.
    var refundable: Sum { max(0, captured - refunded - pending(.refund)) }

    /// Whether the provider has not said anything yet of what the tender began with.
    var isUnanswered: Bool { operations.first?.state == .requested && authorized == 0 && captured == 0 }

    /// What came for a cancelled tender and has not gone back.
    var unapplied: Sum { isCancelled ? max(0, captured - refunded) : 0 }

    /// What may still come in of a tender that is not over.
    private var outstanding: Sum {
        let isFirstOpen = operations.first?.state == .requested
        if authorized == 0 { return isFirstOpen ? max(0, amount - captured) : 0 }
        return isManual || isFirstOpen ? max(0, authorized - captured - voided - pending(.void)) : 0
    }

    var capturable: Sum { max(0, authorized - captured - pending(.capture) - voided - pending(.void)) }

    /// What of that is only promised by cash on delivery.
    var promisedCash: Sum { isCancelled || isClosed || method != .cod ? 0 : outstanding }

    /// What it counts for when the order asks whether it is covered.
    var promised: Sum {
        if isCancelled { return 0 }
        let isPromise = !isClosed && (method == .cod || isManual && authorized > 0)
        return captured + (isPromise ? outstanding : 0) - refunded - pending(.refund)
    }
}

/// All tenders.
struct PaymentSums {
    var byID: [String: PaymentModel] = [:]
    /// The ids of all operations that providers were asked for.
    var operationIDs: Set<String> = []
}

extension Auditor {
    mutating func payment(_ event: PaymentEvent.OneOf_Event, _ id: String) {
        var model = sums.payments.byID[id] ?? PaymentModel()
        let entity = "payment/" + id
        if let result = event.result { checkResult(result, of: event, &model, entity) }
        switch event {
        case .initiated(let event):
            expectNumber("O7", entity, "version", versions[entity] ?? 0, 1)
            (model.orderID, model.method, model.currency, model.amount) = (
                event.orderID, event.method, event.currency, Sum(event.amount)
            )
            model.isManual = event.capture == .manual
            open(event.operationID, model.isManual ? .authorize : .capture, event.amount, in: &model)
        case .authorized(let event):
            expectTrue("M3", entity, model.isOtherAuthorization(event.result), "an authorization that was not told before")
            model.authorized = max(model.authorized + Sum(event.result.amount), model.captured + model.voided)
            (model.hasFailed, model.isVoided) = (false, false)
            model.succeedAuthorizing()
        case .captured(let event): capture(event, &model, entity)
        case .failed(let event): failed(event, &model, entity)
        case .captureFailed(let event): finish(event.operationID, .failed, &model, entity)
        case .voided(let event): voided(event, &model, entity)
        case .captureRequested(let event): open(event.operationID, .capture, event.amount, in: &model)
        case .voidRequested(let event): open(event.operationID, .void, event.amount, in: &model)
        case .refundRequested(let event):
            expectTrue("M3", entity, !model.operations.contains { $0.refundID == event.refundID }, "refund \(event.refundID) once")
            open(event.operationID, .refund, event.amount, refundID: event.refundID, granted: event.granted, in: &model)
        case .refunded(let event): refunded(event, &model, entity)
        case .refundFailed(let event): finish(event.operationID, .failed, &model, entity)
        case .cancelled:
            expectTrue("O7", entity, model.authorized == 0 && model.captured == 0 && !model.isClosed, "INITIATED before")
            model.failAll()
            (model.isCancelled, model.hasFailed) = (true, true)
        case .resultNoted(let event): model.settleGuess(event)
        case .resultMoved(let event): moved(event, &model, entity)
        }
        sums.payments.byID[id] = model
    }

    private mutating func refunded(_ event: PaymentRefunded, _ model: inout PaymentModel, _ entity: String) {
        // A refund that was given up and asked for again may come through twice.
        let wasGivenUp = model.index(event.operationID).map { model.operations[$0].state != .requested } ?? false
        if wasGivenUp { model.refundedUnasked += event.result.amount }
        if !event.unsolicited { finish(event.operationID, .succeeded, &model, entity) }
        model.refunded += event.result.amount
        for id in event.superseded {
            let left = model.captured - model.refunded - model.pending(.refund)
            expectAtMost("M2", entity, "left when \(id) is superseded", left, -1)
            finish(id, .superseded, &model, entity)
        }
        // A tender of which money went back had not come to nothing, whatever was said before.
        (model.hasFailed, model.isVoided) = (false, false)
        let asked = model.index(event.operationID).map { model.operations[$0].amount } ?? 0
        model.refundedUnasked += max(0, Sum(event.result.amount) - asked)
    }

    private mutating func failed(_ event: PaymentFailed, _ model: inout PaymentModel, _ entity: String) {
        if let index = model.index(event.operationID), model.operations[index].kind == .void {
            model.operations[index].state = .failed
        } else {
            expectNumber("O7", entity, "captured", model.captured, 0)
            model.failAll()
            (model.voided, model.hasFailed) = (model.authorized - model.captured, true)
        }
    }

    private mutating func voided(_ event: PaymentVoided, _ model: inout PaymentModel, _ entity: String) {
        if let index = model.index(event.result.operationID), model.operations[index].kind == .void {
            let isOther = model.operations[index].state != .succeeded || !event.result.providerReference.isEmpty
            expectTrue("M3", entity, isOther || event.result.outcome != .voided, "\(event.result.operationID) succeeds once")
        }
        let rest = max(0, model.authorized - model.captured - model.voided)
        let amount = event.result.amount == 0 ? Sum(Int64.max) : Sum(event.result.amount)
        model.voided += min(amount, rest)
        if event.result.outcome == .voided { model.settleReleases(of: amount - rest) }
        if !event.operationID.isEmpty { finish(event.operationID, .succeeded, &model, entity) }
        model.dropImpossible(event.unsolicited ? .superseded : .failed)
        if model.captured + model.voided >= model.authorized, model.captured == 0 {
            model.isVoided = true
            model.failAll()
        }
    }

    private mutating func open(
        _ id: String, _ kind: PaymentOperation.Kind, _ amount: Int64, refundID: String = "", granted: Int64 = 0,
        in model: inout PaymentModel
    ) {
        expectTrue("M3", id, sums.payments.operationIDs.insert(id).inserted, "an operation id of its own")
        model.operations.append(.init(id: id, kind: kind, amount: Sum(amount), refundID: refundID, granted: Sum(granted)))
    }

    private mutating func capture(_ event: PaymentCaptured, _ model: inout PaymentModel, _ entity: String) {
        model.captured += event.result.amount
        // Money that comes after a failure or a void brings the tender back to life.
        (model.hasFailed, model.isVoided) = (false, false)
        if model.authorized > 0 {
            let given = model.voided
            model.voided = max(0, min(given, model.authorized - model.captured))
            model.settleReleases(of: given - model.voided)
            model.authorized = max(model.authorized, model.captured)
        } else {
            model.succeedAuthorizing()
        }
        if let index = model.index(event.operationID), model.operations[index].kind == .capture {
            expectTrue("M3", entity, model.operations[index].state != .succeeded, "\(event.operationID) succeeds once")
            expectTrue("M3", entity, event.closesOperation, "any capture ends its operation")
            model.operations[index].state = .succeeded
        }
        model.dropImpossible(.superseded)
    }

    mutating func finish(_ id: String, _ state: PaymentOperation.State, _ model: inout PaymentModel, _ entity: String) {
        guard let index = model.index(id) else { return fail("M3", entity, "a request \(id)", "none") }
        // A success may come after a failure; nothing comes after a success.
        expectTrue("M3", entity, model.operations[index].state != .succeeded, "\(id) succeeds once")
        if state == .failed { expect("M3", entity, model.operations[index].state, .requested) }
        model.operations[index].state = state
    }

    mutating func checkPayment(_ id: String) {
        guard let model = sums.payments.byID[id] else { return }
        let entity = "payment/" + id
        let (capturing, voiding) = (model.pending(.capture), model.pending(.void))
        if model.authorized > 0 {
            expectAtMost(
                "M1", entity, "captured + capturePending + voided + voidPending",
                model.captured + capturing + model.voided + voiding, model.authorized)
        }
        for (name, value) in [("captured", model.captured), ("voided", model.voided), ("refunded", model.refunded)] {
            expectNotNegative("M2", entity, name, value)
        }
        if model.refundedUnasked == 0 { expectAtMost("M2", entity, "refunded", model.refunded, model.captured) }
        // No request waits for money that is not here any more, whoever gave it back.
        expectAtMost("M2", entity, "refundPending", model.pending(.refund), max(0, model.captured - model.refunded))
    }
}

extension Auditor {
    /// L6: compares a payment's row with the sums of its events.
    mutating func compare(_ row: Payment, as entity: String) {
        compareHead(entity, id: row.paymentID, version: row.version)
        guard let model = sums.payments.byID[row.paymentID] else { return }
        expectNumber("M1", entity, "amount", row.amount, model.amount)
        expectNumber("M1", entity, "authorized", row.authorized, model.authorized)
        expectNumber("M1", entity, "captured", row.captured, model.captured)
        expectNumber("M1", entity, "voided", row.voided, model.voided)
        expectNumber("M1", entity, "capturePending", row.capturePending, model.pending(.capture))
        expectNumber("M1", entity, "voidPending", row.voidPending, model.pending(.void))
        expectNumber("M1", entity, "refundPending", row.refundPending, model.pending(.refund))
        expectNumber("M2", entity, "refunded", row.refunded, model.refunded)
        expect("M3", entity, row.operations.map(\.operationID), model.operations.map(\.id))
        expect("M3", entity, row.operations.dropFirst().map(\.state), model.operations.dropFirst().map(\.state))
        expect("M4", entity, row.operations.map { Sum($0.granted) }, model.operations.map(\.granted))
        expect("L6", entity, row.results, model.results)
        let isClosed = row.status == .failed || row.status == .voided || row.status == .cancelled
        expect("O7", entity, isClosed, model.isClosed)
        expect("O7", entity, row.cancelledAt != nil, model.isCancelled)
    }
}

extension PaymentModel {
    func index(_ id: String) -> Int? { id.isEmpty ? nil : operations.firstIndex { $0.id == id } }

    /// The request to authorize that a tender starts with has had its answer.
    mutating func succeedAuthorizing() {
        guard let first = operations.first, first.kind == .authorize else { return }
        operations[0].state = .succeeded
    }

    /// Requests that the authorization can no longer meet come to nothing, newest first.
    mutating func dropImpossible(_ state: PaymentOperation.State) {
        guard authorized > 0 else { return }
        for index in operations.indices.reversed() where index > 0 && operations[index].state == .requested {
            guard captured + pending(.capture) + voided + pending(.void) > authorized else { return }
            if operations[index].kind == .capture || operations[index].kind == .void { operations[index].state = state }
        }
    }

    /// Requests of a tender that came to nothing have no outcome any more.
    mutating func failAll() {
        for index in operations.indices where operations[index].state == .requested { operations[index].state = .failed }
    }
}
