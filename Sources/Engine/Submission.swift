import Journal
public import Ledger
public import Schema

/// A well-formed command, checked and hashed off the writer's thread, with who sent it.
public struct Submission: Sendable {
    /// The command itself.
    public let command: Command
    /// Its verb, `order.place`.
    public let name: String
    /// SHA-256 of its canonical bytes without the id and without a password that it sets: 32 bytes. Where it says something
    /// personal this is not stored: the log has the keyed hash of it.
    public let hash: [UInt8]
    /// Who sent it, as the service knows it.
    public let actor: Actor
    /// Its stated time, in a backfill.
    public let time: Moment?
    /// Whether the receipt should carry the events.
    public let wantsEvents: Bool
    /// Whether it, or one of the commands of its stream, says something personal.
    let isPersonal: Bool
    /// Whether it carries anything beside its verb.
    let hasEnvelope: Bool
    /// Whether it is prepared before the writer decides it, because it says a password.
    public let saysPassword: Bool
    /// What few have, in one place of its own: a submission is copied some times on its way, which each field makes dearer.
    private var extras: Extras?

    private final class Extras: Sendable {
        let trace: TraceParent?
        let stream: AtomicStream?
        let credentials: Credentials?
        let token: String
        let ticket: String
        let isWrong: Bool

        init(
            trace: TraceParent? = nil, stream: AtomicStream? = nil, credentials: Credentials? = nil, token: String = "",
            ticket: String = "", isWrong: Bool = false
        ) {
            (self.trace, self.stream, self.credentials) = (trace, stream, credentials)
            (self.token, self.ticket, self.isWrong) = (token, ticket, isWrong)
        }
    }

    /// Where its request stands in a trace. No part of the command: a repetition has another one.
    var trace: TraceParent? { extras?.trace }
    /// The commands of an atomic stream, of which `command` has no verb, and what they share.
    public var stream: AtomicStream? { extras?.stream }
    /// What was found out of its passwords; nil where it says none.
    var credentials: Credentials? { extras?.credentials }
    /// The token of the session that it opens: in its receipt, and nowhere else.
    var token: String { extras?.token ?? "" }
    /// Whether its password is wrong: then it is answered only where it is in the book already, as it is.
    var isWrong: Bool { extras?.isWrong ?? false }
    /// The session by whose token its sender is known; empty for others. Once it is over, what comes of it is not decided any more.
    public var ticket: String {
        get { extras?.ticket ?? "" }
        set {
            extras = Extras(
                trace: trace, stream: stream, credentials: credentials, token: token, ticket: newValue, isWrong: isWrong)
        }
    }

    /// Checks what makes a command well-formed apart from its business: id, verb, times, and what it carries.
    ///
    /// - Throws: `CommandFault`: such a command leaves no entry.
    public init(
        _ command: Command, actor: Actor, wantsEvents: Bool = false, trace: TraceParent? = nil
    ) throws(CommandFault) {
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
        let isCarrying = !command.metadata.isEmpty || !command.correlationID.isEmpty || !command.causationID.isEmpty
        if isCarrying { try Envelope.check(command) }
        self.command = command
        self.name = name
        isPersonal = command.isPersonal
        hasEnvelope = isCarrying || trace != nil
        saysPassword = command.saysPassword
        extras = trace.map { Extras(trace: $0) }
        self.actor = actor
        self.wantsEvents = wantsEvents
        // Most say no password, and are hashed without a copy.
        hash = Digest.sha256(command.isSecret ? command.withoutNewPassword.hashedBytes() : command.hashedBytes())
        time = stated
    }

    /// Commands that are decided together, all or none.
    ///
    /// - Parameter command: what they share: the id of their entry, its time, and what it carries. It has no verb.
    /// - Throws: `CommandFault`: such a stream leaves no entry.
    public init(
        _ command: Command, _ stream: AtomicStream, actor: Actor, wantsEvents: Bool = false, trace: TraceParent? = nil
    ) throws(CommandFault) {
        try Self.checkID(command.id)
        try Envelope.check(command)
        guard !stream.commands.contains(where: { $0.command.id.hasBytes(of: command.id) }) else {
            throw CommandFault("the id \(command.id) is that of one of the commands; the stream needs one of its own")
        }
        var stated: Moment?
        if let given = command.time {
            guard let time = Moment(given) else { throw CommandFault("time: \(Moment.reason(against: given))") }
            stated = time
        }
        self.command = Command.with {
            $0 = command
            $0.command = nil
        }
        extras = Extras(trace: trace, stream: stream)
        isPersonal = stream.commands.contains(where: \.isPersonal)
        self.actor = actor
        self.wantsEvents = wantsEvents
        name = AtomicStream.name
        time = stated
        hasEnvelope = true
        // A stream of them takes no such command.
        saysPassword = false
        hash = Digest.sha256(Digest.sha256(command.hashedBytes()) + stream.hashedBytes)
    }

    /// The same with what was found out of its passwords.
    ///
    /// - Parameter token: of the session that it opens; empty where it opens none.
    func prepared(_ credentials: Credentials, token: String) -> Submission {
        var prepared = self
        prepared.extras = Extras(trace: trace, stream: stream, credentials: credentials, token: token, ticket: ticket)
        return prepared
    }

    /// The same, known to say a wrong password.
    func wrong() -> Submission {
        var wrong = self
        wrong.extras = Extras(trace: trace, stream: stream, ticket: ticket, isWrong: true)
        return wrong
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

/// What makes something that was sent no command: its id, its verb, a time, or what it carries. Nothing was recorded.
public struct CommandFault: Error, Equatable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

extension [Submission] {
    /// Whether one of them says a password. They are looked at where they lie: each is wide, and copies nothing here.
    public var sayPassword: Bool { indices.contains { self[$0].saysPassword } }
}

extension Submission {
    /// Whether it says something personal under an id of another sender's: it is told the same whether it says the same or not,
    /// so that nobody tries out what another has said of a person.
    func isAnothers(_ sender: Actor) -> Bool {
        isPersonal && (actor.kind, actor.uid, actor.name) != (sender.kind, sender.uid, sender.name)
    }
}

extension SubmissionProblem {
    /// An id that the book has with another command.
    static func reused(_ id: String, _ record: CommandRecord) -> SubmissionProblem {
        let detail = "entry \(record.sequence) has this id with another command; give every command an id of its own"
        return SubmissionProblem(id: id, code: .idempotencyKeyReused, detail: detail)
    }
}
