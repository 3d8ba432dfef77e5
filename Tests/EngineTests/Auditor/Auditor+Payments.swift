import Ledger
import Schema
import SwiftProtobuf

/// One tender, as sums of what its events say.
struct PaymentModel {
    struct Operation {
        let id: String
        let kind: PaymentOperation.Kind
        let amount: Int64
        let refundID: String
        var state = PaymentOperation.State.requested
    }

    var orderID = ""
    var method = PaymentMethod.Value.methodUnspecified
    var isManual = false
    var currency = ""
    var amount: Int64 = 0
    var authorized: Int64 = 0
    var captured: Int64 = 0
    var refunded: Int64 = 0
    var voided: Int64 = 0
    var hasFailed = false
    var isVoided = false
    var operations: [Operation] = []
    var results: [ProviderResult] = []
    /// Refunds that came to nothing.
    var refundsFailed: Int64 = 0
    /// A void or a capture came to nothing: what it was for stays authorized.
    var hasFailedVoid = false

    /// Open requests of a kind; the operation a tender starts with is in no such sum.
    func pending(_ kind: PaymentOperation.Kind) -> Int64 {
        operations.dropFirst().filter { $0.kind == kind && $0.state == .requested }.reduce(0) { $0 + $1.amount }
    }

    var isClosed: Bool { hasFailed || isVoided }
    var capturable: Int64 { max(0, authorized - captured - pending(.capture) - voided - pending(.void)) }

    /// What it counts for when the order asks whether it is covered.
    var promised: Int64 {
        let given: Int64
        if isClosed {
            given = captured
        } else if method == .cod {
            given = amount
        } else {
            given = isManual ? max(captured, authorized - voided - pending(.void)) : captured
        }
        return given - refunded - pending(.refund)
    }
}

extension Auditor {
    mutating func payment(_ event: PaymentEvent.OneOf_Event, _ id: String) {
        var model = payments[id] ?? PaymentModel()
        let entity = "payment/" + id
        if let result = event.result {
            expectTrue("M3", entity, !model.results.contains(result), "the provider's \(result.outcome) of \(result.amount) once")
            model.results.append(result)
        }
        switch event {
        case .initiated(let event):
            expect("O7", entity, versions[entity], 1)
            (model.orderID, model.method, model.currency, model.amount) = (
                event.orderID, event.method, event.currency, event.amount
            )
            model.isManual = event.capture == .manual
            open(event.operationID, model.isManual ? .authorize : .capture, event.amount, in: &model)
            expect("O4", entity, event.currency, orders[event.orderID]?.currency ?? "none")
        case .authorized(let event):
            expectTrue("O7", entity, model.authorized == 0 && model.captured == 0 && !model.isClosed, "INITIATED before")
            model.authorized += event.result.amount
            if model.operations[0].kind == .authorize { model.operations[0].state = .succeeded }
        case .captured(let event): capture(event, &model, entity)
        case .failed(let event): failed(event, &model, entity)
        case .captureFailed(let event): finish(event.operationID, .failed, &model, entity)
        case .voided(let event): voided(event, &model, entity)
        case .captureRequested(let event):
            open(event.operationID, .capture, event.amount, in: &model)
            payments[id] = model
            checkCaptureIsOwed(model.orderID, entity)
        case .voidRequested(let event): open(event.operationID, .void, event.amount, in: &model)
        case .refundRequested(let event):
            expectTrue("M3", entity, !model.operations.contains { $0.refundID == event.refundID }, "refund \(event.refundID) once")
            open(event.operationID, .refund, event.amount, refundID: event.refundID, in: &model)
        case .refunded(let event):
            finish(event.operationID, .succeeded, &model, entity)
            expect("M3", entity, model.index(event.operationID).map { model.operations[$0].amount }, event.result.amount)
            model.refunded += event.result.amount
        case .refundFailed(let event):
            finish(event.operationID, .failed, &model, entity)
            model.refundsFailed += model.index(event.operationID).map { model.operations[$0].amount } ?? 0
        case .cancelled, .resultNoted: break
        }
        payments[id] = model
        touched.insert("order/" + model.orderID)
    }

    private mutating func failed(_ event: PaymentFailed, _ model: inout PaymentModel, _ entity: String) {
        if let index = model.index(event.operationID), model.operations[index].kind == .void {
            model.operations[index].state = .failed
            model.hasFailedVoid = true
        } else {
            expect("O7", entity, model.captured, 0)
            for index in model.operations.indices where model.operations[index].state == .requested {
                model.operations[index].state = .failed
            }
            (model.voided, model.hasFailed) = (model.authorized - model.captured, true)
        }
    }

    private mutating func voided(_ event: PaymentVoided, _ model: inout PaymentModel, _ entity: String) {
        model.voided += min(event.result.amount, max(0, model.authorized - model.captured - model.voided))
        if !event.operationID.isEmpty { finish(event.operationID, .succeeded, &model, entity) }
        model.dropImpossible()
        if model.captured + model.voided >= model.authorized, model.captured == 0 {
            model.isVoided = true
            for index in model.operations.indices where model.operations[index].state == .requested {
                model.operations[index].state = .failed
            }
        }
    }

    private mutating func open(
        _ id: String, _ kind: PaymentOperation.Kind, _ amount: Int64, refundID: String = "", in model: inout PaymentModel
    ) {
        takeOperationID(id)
        model.operations.append(.init(id: id, kind: kind, amount: amount, refundID: refundID))
    }

    private mutating func capture(_ event: PaymentCaptured, _ model: inout PaymentModel, _ entity: String) {
        model.captured += event.result.amount
        // Money that comes after a failure or a void brings the tender back to life.
        (model.hasFailed, model.isVoided) = (false, false)
        if model.authorized > 0 {
            model.voided = max(0, min(model.voided, model.authorized - model.captured))
        } else if model.operations[0].kind == .authorize {
            model.operations[0].state = .succeeded
        }
        if let index = model.index(event.operationID), model.operations[index].kind == .capture {
            // Only the operation a tender starts with may be met in parts.
            if index > 0 {
                expectTrue("M3", entity, model.operations[index].state != .succeeded, "\(event.operationID) succeeds once")
            }
            if index > 0 || model.captured >= model.operations[0].amount { model.operations[index].state = .succeeded }
        }
        model.dropImpossible()
    }

    private mutating func finish(_ id: String, _ state: PaymentOperation.State, _ model: inout PaymentModel, _ entity: String) {
        guard let index = model.index(id) else { return fail("M3", entity, "a request \(id)", "none") }
        expect("M3", entity, model.operations[index].state, .requested)
        model.operations[index].state = state
    }

    /// M6: at the moment a capture is asked for, all that is taken or asked for is owed.
    private mutating func checkCaptureIsOwed(_ orderID: String, _ entity: String) {
        guard let order = orders[orderID] else { return }
        let tenders = tenders(of: order)
        let taken = tenders.reduce(0) { $0 + $1.captured - $1.refunded + $1.pending(.capture) }
        expectAtMost("M6", entity, "netPaid + capturePending", taken, order.effectiveTotal)
    }

    func tenders(of order: OrderModel) -> [PaymentModel] {
        order.paymentIDs.compactMap { payments[$0] }
    }

    mutating func checkPayment(_ id: String) {
        guard let model = payments[id] else { return }
        let entity = "payment/" + id
        let (capturing, voiding) = (model.pending(.capture), model.pending(.void))
        if model.authorized > 0 {
            expectAtMost(
                "M1", entity, "captured + capturePending + voided + voidPending",
                model.captured + capturing + model.voided + voiding, model.authorized)
        }
        expectAtMost("M1", entity, "captured", model.captured, model.amount)
        expectAtMost("M1", entity, "authorized", model.authorized, model.amount)
        for (name, value) in [("captured", model.captured), ("voided", model.voided), ("refunded", model.refunded)] {
            expectNotNegative("M2", entity, name, value)
        }
        expectAtMost("M2", entity, "refunded + refundPending", model.refunded + model.pending(.refund), model.captured)
        expectTrue("M4", entity, orders[model.orderID]?.paymentIDs.contains(id) ?? false, "its order \(model.orderID) knows it")
    }
}

extension PaymentModel {
    func index(_ id: String) -> Int? { id.isEmpty ? nil : operations.firstIndex { $0.id == id } }

    /// Requests that the authorization can no longer meet come to nothing, newest first.
    mutating func dropImpossible() {
        guard authorized > 0 else { return }
        for index in operations.indices.reversed() where index > 0 && operations[index].state == .requested {
            guard captured + pending(.capture) + voided + pending(.void) > authorized else { return }
            if operations[index].kind == .capture || operations[index].kind == .void { operations[index].state = .failed }
        }
    }
}

extension PaymentEvent.OneOf_Event {
    /// What the provider said, where it said something.
    fileprivate var result: ProviderResult? {
        switch self {
        case .authorized(let event): event.result
        case .captured(let event): event.result
        case .failed(let event): event.result
        case .captureFailed(let event): event.result
        case .voided(let event): event.result
        case .refunded(let event): event.result
        case .refundFailed(let event): event.result
        case .resultNoted(let event): event.result
        case .initiated, .captureRequested, .voidRequested, .refundRequested, .cancelled: nil
        }
    }
}
