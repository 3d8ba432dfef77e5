import Journal
public import Ledger
public import Schema

/// A well-formed command, checked and hashed off the writer's thread, with who sent it.
public struct Submission: Sendable {
    /// The command itself.
    public let command: Command
    /// Its verb, `order.place`.
    public let name: String
    /// SHA-256 of its canonical bytes without the id: 32 bytes.
    public let hash: [UInt8]
    /// Who sent it, as the service knows it.
    public let actor: Actor
    /// Its stated time, in a backfill.
    public let time: Moment?
    /// Whether the receipt should carry the events.
    public let wantsEvents: Bool

    /// Checks what makes a command well-formed apart from its business: id, verb, times.
    ///
    /// - Throws: `CommandFault`: such a command leaves no entry.
    public init(_ command: Command, actor: Actor, wantsEvents: Bool = false) throws(CommandFault) {
        guard let name = command.name else {
            throw CommandFault("a command needs exactly one context with exactly one verb, such as {\"order\":{\"place\":{…}}}")
        }
        try Self.checkID(command.id)
        var stated: Moment?
        if let given = command.time {
            guard let time = Moment(given) else { throw CommandFault("time: \(Moment.reason(against: given))") }
            stated = time
        }
        if let occurred = command.occurredAt, Moment(occurred) == nil {
            throw CommandFault("occurredAt: \(Moment.reason(against: occurred))")
        }
        self.command = command
        self.name = name
        self.actor = actor
        self.wantsEvents = wantsEvents
        hash = Digest.sha256(command.hashedBytes())
        time = stated
    }

    private static func checkID(_ id: String) throws(CommandFault) {
        guard !id.isEmpty else {
            throw CommandFault("id: is missing; give every command an id of its own, and the same id to its repetition")
        }
        guard id.utf8.count <= Limits.commandIDBytes else {
            throw CommandFault("id: is longer than \(Limits.commandIDBytes) bytes")
        }
        // Swift compares texts by canonical equivalence (Unicode); printable ASCII is equal by bytes exactly when it is by `==`.
        guard id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw CommandFault("id: has other bytes than printable ASCII without spaces; a UUID is one that fits")
        }
        guard !id.hasPrefix(Timer.idPrefix) else {
            throw CommandFault("id: \(Timer.idPrefix)… is kept for the ledger's own timers")
        }
    }
}

/// What makes something that was sent no command: its id, its verb or a time. Nothing was recorded.
public struct CommandFault: Error, Equatable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The ids of the entries the ledger appends on its own.
enum Timer {
    static let idPrefix = "timer:"

    /// The command's name in the entry of a deadline that a rule refused.
    static let refused = "timer.refused"

    /// Who appends them.
    static let actor = Actor.with {
        $0.kind = .system
        $0.name = "timer"
    }

    /// The same deadline has the same id, so that firing it twice is found out like any repetition (DOMAIN §2.18). It is another
    /// one once the entity has changed, even if it is due at the same time: a delivery was taken back and confirmed again.
    ///
    /// - Parameter version: of the entity, before the deadline is met.
    static func id(_ name: String, of entity: String, version: UInt64, due: Moment) -> String {
        "\(idPrefix)\(name):\(entity):\(due.microseconds):\(version)"
    }
}

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

        /// The HTTP status that goes with it (INTERFACE §2).
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
