import Engine
import Ledger
import NIOCore
import Schema

/// A request that brings a stream of commands to be decided together, all or none.
struct AtomicRequest: Sendable {
    static let parameter = "atomic"
    static let skipParameter = "skip"
    static let timeParameter = "time"

    let form: StreamForm
    /// The id of the commands' entry.
    let id: String
    let skippable: Set<RejectionCode>
    /// The entry's stated time.
    let time: Timestamp?

    /// What the query says; nil where the stream is an ordinary one.
    /// - Throws: a `Problem` for what means nothing, and where the key is missing.
    init?(_ target: RequestTarget, form: StreamForm?, idempotencyKey: String?) throws(RequestProblem) {
        let isAtomic: Bool
        switch try target.value(Self.parameter) {
        case "true": isAtomic = true
        case nil, "false": isAtomic = false
        case let other?:
            throw RequestProblem(.invalidArgument, "atomic: \(RequestTarget.excerpt(other)) is not known; known are true, false")
        }
        guard isAtomic else {
            for name in [Self.skipParameter, Self.timeParameter] where try target.value(name) != nil {
                throw RequestProblem(.invalidArgument, "\(name): is only for atomic streams, ?atomic=true")
            }
            return nil
        }
        guard let form else {
            throw RequestProblem(.invalidArgument, "atomic: is for streams, application/x-ndjson or application/x-protobuf")
        }
        guard let idempotencyKey, !idempotencyKey.isEmpty else {
            throw RequestProblem(.malformed, "Idempotency-Key: the header is missing; an atomic stream has a key of its own")
        }
        self.form = form
        id = idempotencyKey
        skippable = try Self.codes(try target.value(Self.skipParameter) ?? "")
        time = try target.value(Self.timeParameter).map { text throws(RequestProblem) in
            guard let moment = Moment(query: text) else {
                throw RequestProblem(
                    .invalidArgument, "time: \(RequestTarget.excerpt(text)) is not a time such as 2026-03-01T00:00:00Z")
            }
            return moment.timestamp
        }
    }

    private static func codes(_ text: String) throws(RequestProblem) -> Set<RejectionCode> {
        var codes: Set<RejectionCode> = []
        for word in text.split(separator: ",") {
            guard let code = RejectionCode(rawValue: String(word)) else {
                let hint = Spelling.hint(String(word), among: RejectionCode.allCases.map(\.rawValue))
                throw RequestProblem(
                    .invalidArgument, "skip: \(RequestTarget.excerpt(String(word))) is no code of a refusal\(hint)")
            }
            codes.insert(code)
        }
        return codes
    }
}

extension CommandReader {
    /// All commands of a body, to be decided together.
    /// - Throws: what is wrong with the first that cannot be read, and which it is: then none is decided.
    func atomic(_ body: ByteBuffer, _ request: AtomicRequest) throws(CommandProblem) -> Submission {
        // What the request's headers say is said of the entry, once.
        var single = self
        single.headers = EnvelopeHeaders()
        var framing = Framing(request.form)
        framing.append(body)
        var commands: [Submission] = []
        while let frame = framing.next() ?? framing.end() {
            guard commands.count < Limits.commandsPerEntry else {
                let detail = "at most \(Limits.commandsPerEntry) commands are decided together"
                throw CommandProblem(problem: Problem(.tooLarge, detail), id: request.id)
            }
            do throws(CommandProblem) {
                commands.append(try single.read(frame, request.form))
            } catch {
                throw error.named(commands.count + 1, key: request.id)
            }
        }
        var shared = Command()
        shared.id = request.id
        shared.time = request.time
        shared = headers.completed(shared)
        if shared.time != nil, !caller.mayBackfill {
            let detail = "time: only the roles admin and importer may state it, and yours is \(caller.role.rawValue)"
            throw CommandProblem(problem: Problem(.forbidden, detail), id: request.id)
        }
        do {
            let stream = try AtomicStream(commands, skippable: request.skippable)
            var submission = try Submission(shared, stream, actor: caller.actor, wantsEvents: wantsEvents, trace: headers.trace)
            if let ticket = caller.holder?.ticket { submission.ticket = ticket }
            return submission
        } catch {
            throw CommandProblem(problem: Problem(.malformed, error.description), id: request.id)
        }
    }

    private func read(_ frame: Framing.Frame, _ form: StreamForm) throws(CommandProblem) -> Submission {
        switch frame {
        case .bytes(let bytes): return try form == .lines ? json(bytes) : protobuf(bytes)
        case .tooLong:
            throw CommandProblem(problem: Problem(.tooLarge, "is longer than \(ServiceLimits.commandBytes) bytes"))
        case .broken(let detail): throw CommandProblem(problem: Problem(.malformed, detail))
        }
    }
}

extension CommandProblem {
    /// The same, saying which command of several it is about. None of them was recorded, so the answer is to all of them.
    fileprivate func named(_ place: Int, key: String) -> CommandProblem {
        var problem = problem
        problem.detail = "command \(place): \(problem.detail)"
        problem.params["index"] = String(place)
        if !id.isEmpty { problem.params["id"] = id }
        return CommandProblem(problem: problem, id: key)
    }
}
