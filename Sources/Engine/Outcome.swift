import Ledger
public import Schema

/// What became of a submission.
public enum Outcome: Sendable {
    /// It is in the log, durably: accepted, rejected, or recorded before.
    case receipt(Receipt)
    /// An atomic stream is in the log, all of it but for what could be skipped: the receipts of its commands, in their order.
    case receipts(id: String, [Receipt])
    /// It is not in the log.
    case problem(SubmissionProblem)

    /// The command's id.
    public var id: String {
        switch self {
        case .receipt(let receipt): receipt.id
        case .receipts(let id, _): id
        case .problem(let problem): problem.id
        }
    }
}

extension Outcome {
    /// What became of the command that has this id in an entry, or of all its commands where that is the entry's own.
    ///
    /// - Parameter token: of the session that it opened.
    static func of(
        _ entry: Entry, for id: String, withEvents: Bool, isRepeated: Bool = false, token: String = ""
    ) -> Outcome {
        guard entry.commands.isEmpty else {
            let receipts = entry.receipts(withEvents: withEvents, isRepeated: isRepeated)
            if let one = receipts.first(where: { $0.id.hasBytes(of: id) }) { return .receipt(one) }
            return .receipts(id: entry.id, receipts)
        }
        var receipt = Receipt(id: entry.id, sequence: entry.sequence, time: entry.time)
        if let given = entry.rejection { receipt.rejection = given }
        if withEvents { receipt.events = entry.events.map(\.shown) }
        receipt.replayed = isRepeated
        if entry.rejection == nil { receipt.token = token }
        return .receipt(receipt)
    }
}

extension Entry {
    /// What became of each command of an atomic stream, in their order.
    fileprivate func receipts(withEvents: Bool, isRepeated: Bool) -> [Receipt] {
        // Events of deadlines that were met in the same entry come before those of the commands.
        var next = events.count - commands.reduce(0) { $0 + Int($1.eventCount) }
        return commands.map { command in
            var receipt = Receipt(id: command.id, sequence: sequence, time: time, replayed: isRepeated)
            receipt.rejection = command.skipped
            let end = next + Int(command.eventCount)
            if withEvents { receipt.events = events[next..<end].map(\.shown) }
            next = end
            return receipt
        }
    }
}

/// A well-formed command left no entry: the problem that its sender is answered.
public struct SubmissionProblem: Sendable, Equatable {
    /// The stable code of the answer.
    public enum Code: String, Sendable, CaseIterable {
        /// The id is in the log with another command.
        case idempotencyKeyReused = "idempotency_key_reused"
        /// The stated time is not after the last entry's, or in the future.
        case timeNotAfterLast = "time_not_after_last"
        /// The commands of an atomic stream do not fit in one entry.
        case tooLarge = "too_large"
        /// Too many commands wait.
        case busy
        /// A write failed: it may or may not be in the log.
        case commitUnknown = "commit_unknown"
        /// The password, or the e-mail that should be with it, is wrong.
        case badCredentials = "bad_credentials"
        /// The session by whose token it was sent is over.
        case unauthenticated
        /// Too many requests with passwords wait.
        case passwordsBusy = "passwords_busy"
        /// It says something personal, and there is no key to seal it with.
        case keysMissing = "keys_missing"
        /// Something could not be read that it needs, and nothing of it was recorded.
        case `internal`
        /// Damaged bytes were found in the ledger's files: nothing more is decided, and this was not.
        case damaged

        /// The HTTP status that goes with it (*Codes*).
        public var httpStatus: Int {
            switch self {
            case .idempotencyKeyReused: 422
            case .timeNotAfterLast: 409
            case .busy, .commitUnknown, .keysMissing: 503
            case .badCredentials, .unauthenticated: 401
            case .passwordsBusy: 429
            case .tooLarge: 413
            case .damaged, .internal: 500
            }
        }
    }

    public let id: String
    public let code: Code
    public let detail: String

    /// The answer to a wrong password, and to an e-mail that nobody has.
    static func wrongPassword(id: String) -> SubmissionProblem {
        SubmissionProblem(id: id, code: .badCredentials, detail: "the e-mail or the password is wrong")
    }

    public init(id: String, code: Code, detail: String) {
        self.id = id
        self.code = code
        self.detail = detail
    }
}
