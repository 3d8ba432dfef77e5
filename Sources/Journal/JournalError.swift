/// An error of the ledger's storage: what happened, and what to do about it.
///
/// Two errors are equal if their codes are, so that a test may write
/// `#expect(throws: JournalError(.locked))`. Texts are free to change; codes are not.
public struct JournalError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of error. Open: more kinds may come, so a `switch` needs a default.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The stable spelling, as in logs and in the error table.
        public let name: String
        public var description: String { name }

        /// A read or write failed, and the outcome is known: nothing was promised.
        public static let io = Code(name: "io")
        /// Bytes on disk are not what was written, and nothing here can make them anew: `log/`, the format file.
        public static let corruption = Code(name: "corruption")
        /// Bytes in `state/` are not what was written, or not what the log says: it is rebuilt at the next start.
        public static let damagedState = Code(name: "damaged_state")
        /// Another process uses the ledger.
        public static let locked = Code(name: "locked")
        /// The folder or file does not exist.
        public static let notFound = Code(name: "not_found")
        /// A write or its sync failed: the entries may or may not be there. Stop the process.
        public static let unknownOutcome = Code(name: "unknown_outcome")
        /// Written by a newer daybook.
        public static let newerFormat = Code(name: "newer_format")
        /// The folder exists and holds something else.
        public static let notALedger = Code(name: "not_a_ledger")
        /// `state/` has another layout than this program's: delete and rebuild it from the log.
        public static let staleState = Code(name: "stale_state")
        /// The folder cannot be written.
        public static let readOnly = Code(name: "read_only")
        /// The head is not where the caller expected it: another writer appended.
        public static let fenced = Code(name: "fenced")
        /// Used after `close()`.
        public static let closed = Code(name: "closed")
        /// A key in `keys/` is missing, or not what was written: what is sealed under it cannot be read, and nothing is sealed
        /// anew.
        public static let keysMissing = Code(name: "keys_missing")
        /// LevelDB refused the arguments or lacks the feature.
        public static let invalidArgument = Code(name: "invalid_argument")
    }

    public let code: Code
    /// What happened and what to do, one sentence each.
    public let message: String
    /// The text of the layer below, empty if there is none.
    public let cause: String

    public init(_ code: Code, _ message: String = "", cause: String = "") {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// Damaged bytes, with the advice that fits: what is derived is made anew, all else must come from a backup.
    public static func damage(isDerived: Bool, _ what: String, cause: String = "") -> JournalError {
        isDerived
            ? JournalError(.damagedState, "\(what); it is rebuilt from the log by itself at the next start", cause: cause)
            : JournalError(.corruption, "\(what); keep the folder as it is and restore a backup next to it", cause: cause)
    }

    public static func == (left: JournalError, right: JournalError) -> Bool {
        left.code == right.code
    }

    public var description: String {
        cause.isEmpty ? "\(code): \(message)" : "\(code): \(message) (\(cause))"
    }
}
