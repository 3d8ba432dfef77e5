import Engine
import Ledger
import Schema

/// What is to be done with a request that brings commands.
enum CommandPlan {
    /// One command, in a body of its own.
    case single
    /// One command whose verb is in the path and whose id is in a header.
    case verb(Verb, id: String)
    /// Commands one after another.
    case stream(StreamForm)
    /// Commands that are decided together.
    case atomic(AtomicRequest)

    /// Decides by the request's head alone.
    /// - Throws: a `Problem`: not found, forbidden, unsupported media type, malformed.
    init(
        verb name: String?, contentType: String?, idempotencyKey: String?, caller: Caller, target: RequestTarget
    ) throws(RequestProblem) {
        guard caller.role != .viewer else { throw RequestProblem(.forbidden, "the role viewer may not send commands") }
        var verb: Verb?
        if let name {
            guard let known = Verb(name) else {
                let hint = Verb.hint(name)
                throw RequestProblem(
                    .notFound, "there is no verb \(RequestTarget.excerpt(name)); see /openapi.json or daybook help\(hint)")
            }
            verb = known
        }
        guard let contentType, let type = MediaType(contentType: contentType) else {
            let given = contentType.map { "\(RequestTarget.excerpt($0)) is not taken" } ?? "it is missing"
            throw RequestProblem(
                .unsupportedMediaType,
                "Content-Type: \(given); send application/json in UTF-8, or a stream: application/x-ndjson, application/x-protobuf"
            )
        }
        let form: StreamForm? = verb != nil ? nil : type == .ndjson ? .lines : type == .protobuf ? .messages : nil
        if let request = try AtomicRequest(target, form: form, idempotencyKey: idempotencyKey) {
            self = .atomic(request)
            return
        }
        switch (verb, type) {
        case (nil, .ndjson): self = .stream(.lines)
        case (nil, .protobuf): self = .stream(.messages)
        case (nil, _): self = .single
        case (let verb?, .json):
            guard let idempotencyKey, !idempotencyKey.isEmpty else {
                throw RequestProblem(
                    .malformed,
                    "Idempotency-Key: the header is missing; give every command a key of its own, and the same to its repetition")
            }
            self = .verb(verb, id: idempotencyKey)
        case (_?, _): throw RequestProblem(.unsupportedMediaType, "Content-Type: with the verb in the path send application/json")
        }
    }

    /// Whether receipts should carry their events.
    /// - Throws: a `Problem` for a query that means nothing.
    static func wantsEvents(_ target: RequestTarget) throws(RequestProblem) -> Bool {
        try target.allow(["reply", AtomicRequest.parameter, AtomicRequest.skipParameter, AtomicRequest.timeParameter])
        switch try target.value("reply") {
        case nil, "receipt": return false
        case "events": return true
        case let other?:
            throw RequestProblem(.invalidArgument, "reply: \(RequestTarget.excerpt(other)) is not known; known is events")
        }
    }
}
