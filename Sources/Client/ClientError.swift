public import Schema

/// A request got no answer: what happened, and what to do about it.
///
/// Equality is on the code alone, so that tests and callers compare without texts.
public struct ClientError: Error, Equatable, CustomStringConvertible {
    /// What kind of error. Open: more kinds may come, so a `switch` needs a default.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String
        public init(_ description: String) { self.description = description }

        /// Nothing listens there.
        public static let unreachable = Code("unreachable")
        /// Something listens, and this account may not connect to it.
        public static let denied = Code("denied")
        /// The service took too long.
        public static let timeout = Code("timeout")
        /// The connection ended in the middle of an answer: what was sent may or may not be in the book.
        public static let closed = Code("closed")
        /// What came back is not what the contract says.
        public static let `protocol` = Code("protocol")
        /// What came back, or what was to be sent, is larger than the caller's bound.
        public static let tooLarge = Code("too_large")
    }

    public let code: Code
    /// What happened and what to do, for people.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }

    public static func == (left: ClientError, right: ClientError) -> Bool { left.code == right.code }
}

/// An answer of the service that is not a success: problem details of RFC 9457.
public struct ServiceProblem: Error, CustomStringConvertible {
    /// What the service said; `code` is stable, the texts are not.
    public let problem: Problem
    /// Seconds after which to try again, where the service said so.
    public let retryAfterSeconds: Int?

    public init(_ problem: Problem, retryAfterSeconds: Int? = nil) {
        self.problem = problem
        self.retryAfterSeconds = retryAfterSeconds
    }

    public var description: String {
        let text = problem.detail.isEmpty ? problem.title : problem.detail
        return problem.code.isEmpty ? text : "\(problem.code): \(text)"
    }
}
