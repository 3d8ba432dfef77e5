/// An error of the engine (not of a command): what happened, and what to do.
///
/// Equality is on the code alone, so that tests and callers compare without texts.
public struct EngineError: Error, Equatable, CustomStringConvertible {
    /// What kind of error. Open: new codes may come.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String
        public init(_ description: String) { self.description = description }

        /// A write or a sync failed: what was sent may or may not be in the log. The process must stop.
        public static let commitUnknown = Code("commit_unknown")
        /// The log and the rows, or the log with itself, do not agree.
        public static let damaged = Code("damaged")
        /// The asked moment or sequence is not in the log.
        public static let outOfRange = Code("out_of_range")
        /// A list is asked for by a field that its rows do not have, or a value that the field cannot have.
        public static let badFilter = Code("bad_filter")
        /// What is asked for is not in the book.
        public static let notFound = Code("not_found")
        /// The engine is closed, or closing.
        public static let closed = Code("closed")
        /// Too many waiters, or too much that others need; try again shortly.
        public static let busy = Code("busy")
        /// A list of the past would take more memory than there is for them.
        public static let tooLarge = Code("too_large")
        /// A key of personal data is missing, or is wrapped under a master key that is not here.
        public static let keysMissing = Code("keys_missing")
        /// Something could not be read or written.
        public static let io = Code("io")
    }

    public let code: Code
    /// What happened and what to do, for people.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }

    public static func == (left: EngineError, right: EngineError) -> Bool { left.code == right.code }
}
