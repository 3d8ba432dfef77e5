/// What one command does: given what happened before, when it comes, then this follows.
///
/// Every example is run as a test, and shown by `daybook help VERB`: it cannot be out of date. It is what happens to the ledger's
/// owner, who has the role admin; what happens to others is not an example.
public struct Example: Sendable {
    /// What follows from a command.
    public enum Outcome: Sendable, Equatable {
        /// Its events, in order, as `order/O-1 order.placed`; none where it is accepted and changes nothing.
        case events([String])
        /// Its rejection.
        case rejected(RejectionCode)
    }

    /// The verb it explains: `order.place`.
    public let verb: String
    /// What it shows, in a few words.
    public let title: String
    /// Commands before it, each as JSON of the command API. All are accepted.
    public let given: [String]
    /// The command, as JSON of the command API.
    public let when: String
    /// What follows.
    public let then: Outcome

    init(
        _ verb: String, _ title: String, given: [Step] = [], _ body: String, at time: String? = nil, then: Outcome
    ) {
        self.verb = verb
        self.title = title
        // If the example states a time, the commands before it do too: one without a time would happen now, after it.
        self.given = given.enumerated().map { index, step in
            step.command(id: "c-\(index + 1)", at: time.map { _ in "2026-03-01T09:00:\(10 + index)Z" })
        }
        when = Step(verb, body).command(id: "c-\(given.count + 1)", at: time)
        self.then = then
    }

    /// One command of an example, by its verb and the verb's object.
    struct Step: Sendable {
        let verb: String
        let body: String
        let occurredAt: String?

        init(_ verb: String, _ body: String, occurredAt: String? = nil) {
            self.verb = verb
            self.body = body
            self.occurredAt = occurredAt
        }

        /// The command, with its time if it is not to be that of its coming.
        func command(id: String, at time: String? = nil) -> String {
            let parts = verb.split(separator: ".")
            let stated = time.map { "\"time\":\"\($0)\"," } ?? ""
            let happened = occurredAt.map { "\"occurredAt\":\"\($0)\"," } ?? ""
            return "{\"id\":\"\(id)\",\(stated)\(happened)\"\(parts[0])\":{\"\(parts[1])\":\(body)}}"
        }
    }
}

/// The examples of all verbs (see `Context`).
public enum Examples {
    /// The examples of one verb, `order.place`.
    public static func of(verb: String) -> [Example] {
        all.filter { $0.verb == verb }
    }
}
