/// An error of the service (not of a request): what happened, and what to do.
///
/// Equality is on the code alone, so that tests and callers compare without texts.
public struct ServiceError: Error, Equatable, CustomStringConvertible {
    /// What kind of error. Open: new codes may come.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String
        public init(_ description: String) { self.description = description }

        /// An address to listen at that cannot be one: too long, not loopback, not a number.
        public static let badAddress = Code("bad_address")
        /// Someone else listens there.
        public static let addressInUse = Code("address_in_use")
        /// Something could not be read, written or bound.
        public static let io = Code("io")
        /// `access.json` says something that makes no sense, or others could change what it says.
        public static let badAccess = Code("bad_access")
        /// The token file can be read by others, is a link or no file, or has no token.
        public static let badToken = Code("bad_token")
    }

    public let code: Code
    /// What happened and what to do, for people.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }

    public static func == (left: ServiceError, right: ServiceError) -> Bool { left.code == right.code }
}
