public import Schema

/// What became of a submission.
public enum Outcome: Sendable {
    /// It is in the log, durably: accepted, rejected, or recorded before.
    case receipt(Receipt)
    /// It is not in the log.
    case problem(SubmissionProblem)

    /// The command's id.
    public var id: String {
        switch self {
        case .receipt(let receipt): receipt.id
        case .problem(let problem): problem.id
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
        /// Too many commands wait.
        case busy
        /// A write failed: it may or may not be in the log.
        case commitUnknown = "commit_unknown"
        /// Damaged bytes were found in the ledger's files: nothing more is decided, and this was not.
        case damaged

        /// The HTTP status that goes with it (*Codes*).
        public var httpStatus: Int {
            switch self {
            case .idempotencyKeyReused: 422
            case .timeNotAfterLast: 409
            case .busy, .commitUnknown: 503
            case .damaged: 500
            }
        }
    }

    public let id: String
    public let code: Code
    public let detail: String

    public init(id: String, code: Code, detail: String) {
        self.id = id
        self.code = code
        self.detail = detail
    }
}
