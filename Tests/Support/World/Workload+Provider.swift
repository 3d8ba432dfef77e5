import Ledger
package import Schema
import TestTools

// A provider that tells one truth: late, twice, in any order, in part, not at all, and of what nobody had asked for.

/// What a provider has told, and what that comes to: the rows must say the same.
package struct Provider: Sendable {
    /// Money that it took and gave back, by payment.
    package private(set) var captured: [String: Int64] = [:]
    package private(set) var refunded: [String: Int64] = [:]
    /// Payments of which it gave back what nobody had asked for.
    package private(set) var unasked: Set<String> = []
    /// The ids of commands that tell again, under another name, what was told before: no sum of their payment may change.
    package fileprivate(set) var retold: Set<String> = []
    fileprivate var told: [RecordPaymentResult] = []
    /// What it will tell once more, under another name.
    fileprivate var untold: [RecordPaymentResult] = []

    /// Whether a result counts if it is about money: none of the same outcome under its reference did before, nor of the operation
    /// that is all it names, nor the same amount of that operation, told without a reference.
    private func isNew(_ result: RecordPaymentResult) -> Bool {
        !told.contains {
            guard $0.paymentID == result.paymentID, $0.outcome == result.outcome else { return false }
            let isOfOperation = $0.operationID == result.operationID
            if $0.providerReference == result.providerReference { return !result.providerReference.isEmpty || isOfOperation }
            return $0.providerReference.isEmpty && !$0.operationID.isEmpty && isOfOperation && $0.amount == result.amount
        }
    }

    fileprivate mutating func note(_ result: RecordPaymentResult, of payment: Payment) {
        defer { told.append(result) }
        guard isNew(result) else { return }
        if result.outcome == .captured { captured[result.paymentID, default: 0] += result.amount }
        guard result.outcome == .refunded else { return }
        refunded[result.paymentID, default: 0] += result.amount
        let isAsked = payment.openOperations.contains {
            let isNamed = $0.operationID == result.operationID && result.amount <= $0.amount
            let isMeant = result.operationID.isEmpty && result.amount == $0.amount
            return $0.kind == .refund && (isNamed || isMeant)
        }
        if !isAsked { unasked.insert(result.paymentID) }
    }

    fileprivate mutating func noteAgain(_ result: RecordPaymentResult) { told.append(result) }
}

extension Workload {
    /// What the provider has left to say, one thing at a time: what it told once is told again, and what it was asked is done.
    /// Nil once it has said all.
    package mutating func settling(_ rows: any LedgerRows) throws -> Step? {
        if let result = provider.untold.popLast() { return stamped(Step(commands: [tellAgain(result)])) }
        for id in payments {
            guard case .payment(let payment) = try rows.row(.payment, id), let operation = payment.openOperations.first else {
                continue
            }
            return stamped(Step(commands: [answer(operation, of: payment, isWilling: true)]))
        }
        return nil
    }

    /// The answer to an open operation, any of them.
    mutating func answerOperation(_ rows: any LedgerRows) throws -> Command? {
        let payment = try somePayment(rows) { !$0.openOperations.isEmpty }
        guard let payment, let operation = payment.openOperations.randomElement(using: &random) else { return nil }
        if random.oneIn(3) { return answerTwice(operation, of: payment) }
        return answer(operation, of: payment, isWilling: false)
    }

    /// A notification that came before, or one that nobody waits for.
    mutating func surprise(_ rows: any LedgerRows) throws -> Command? {
        if !provider.untold.isEmpty, random.oneIn(3) {
            provider.untold.shuffle(using: &random)
            return tellAgain(provider.untold.removeLast())
        }
        if random.oneIn(2), var result = provider.told.suffix(40).randomElement(using: &random) {
            guard case .payment(let payment) = try rows.row(.payment, result.paymentID) else { return nil }
            // The same once more; or another amount under the same reference, which must not count.
            if random.oneIn(4), !result.providerReference.isEmpty { result.amount += 1 }
            return tell(result, of: payment)
        }
        guard let payment = try somePayment(rows, { _ in true }) else { return nil }
        let outcomes: [PaymentOutcome.Value] = [
            .authorized, .captured, .captured, .refunded, .refunded, .voided, .failed, .refundFailed,
        ]
        let maxAmount = max(1, payment.amount)
        var result = result(payment, random.pick(outcomes), random.oneIn(3) ? maxAmount : random.number(1...maxAmount))
        result.providerReference = nextReference()
        // A provider's own failure is about an operation, named or not.
        if random.oneIn(3), let operation = payment.operations.last { result.operationID = operation.operationID }
        return tell(result, of: payment)
    }

    private mutating func somePayment(_ rows: any LedgerRows, _ isWanted: (Payment) -> Bool) throws -> Payment? {
        let id = try known(payments, .payment, rows) { if case .payment(let row) = $0 { isWanted(row) } else { false } }
        guard case .payment(let payment) = try rows.row(.payment, id) else { return nil }
        return payment
    }

    /// One fact under two names: as a notification, which has its reference alone, and as the answer to the request, in either
    /// order, the second at once or much later.
    private mutating func answerTwice(_ operation: PaymentOperation, of payment: Payment) -> Command {
        let outcome = random.oneIn(6) ? operation.kind.failure : operation.kind.success
        var notification = result(payment, outcome, operation.amount)
        var answer = notification
        notification.providerReference = nextReference()
        answer.operationID = operation.operationID
        var (first, second) = (notification, answer)
        // An answer without the reference shows which money it is where no other request could have been meant.
        let isOnly = payment.operations.count { $0.kind == operation.kind } == 1
        if !isOnly || outcome != operation.kind.success || random.oneIn(2) {
            answer.providerReference = notification.providerReference
            (first, second) = random.oneIn(3) ? (answer, notification) : (notification, answer)
        }
        let command = tell(first, of: payment)
        if random.oneIn(2) { followUps.append(tellAgain(second)) } else { provider.untold.append(second) }
        return command
    }

    /// - Parameter isWilling: whether the provider does what it was asked, all of it.
    private mutating func answer(_ operation: PaymentOperation, of payment: Payment, isWilling: Bool) -> Command {
        var result = result(payment, operation.kind.success, operation.amount)
        if !isWilling {
            switch random.number(0...9) {
            case 0, 1: result.amount = random.number(1...max(1, operation.amount))
            case 2: result.outcome = operation.kind.failure
            case 3 where operation.kind == .authorize: result.outcome = random.pick([.captured, .voided])
            case 3 where operation.kind == .capture: result.outcome = random.pick([.authorized, .voided])
            default: break
            }
        }
        if isWilling || !random.oneIn(3) { result.operationID = operation.operationID }
        // Without a reference only the operation it names says which money it is.
        if result.operationID.isEmpty || random.oneIn(2) { result.providerReference = nextReference() }
        return tell(result, of: payment)
    }

    // MARK: Telling

    private func result(_ payment: Payment, _ outcome: PaymentOutcome.Value, _ amount: Int64) -> RecordPaymentResult {
        .with { ($0.paymentID, $0.outcome, $0.amount) = (payment.paymentID, outcome, amount) }
    }

    private func nextReference() -> String { "\(manner.prefix)ref-\(provider.told.count)" }

    private mutating func tell(_ result: RecordPaymentResult, of payment: Payment) -> Command {
        provider.note(result, of: payment)
        return command(result)
    }

    private mutating func tellAgain(_ result: RecordPaymentResult) -> Command {
        provider.noteAgain(result)
        let command = command(result)
        provider.retold.insert(command.id)
        return command
    }

    private mutating func command(_ result: RecordPaymentResult) -> Command {
        var result = result
        if result.outcome == .failed || result.outcome == .refundFailed { result.failureCode = "declined" }
        return .payment(nextID(), .recordResult(result))
    }
}

extension Payment {
    /// What the provider has not answered yet.
    package var openOperations: [PaymentOperation] { operations.filter { $0.state == .requested } }
}

extension PaymentOperation.Kind {
    fileprivate var failure: PaymentOutcome.Value { self == .refund ? .refundFailed : .failed }

    fileprivate var success: PaymentOutcome.Value {
        switch self {
        case .authorize: .authorized
        case .void: .voided
        case .refund: .refunded
        default: .captured
        }
    }
}
