/// The bearer token of loopback TCP: whoever can read its file may connect.
struct Token: Sendable {
    /// Random bytes in a new token.
    private static let randomBytes = 32
    /// Bytes of the shortest token that is taken.
    private static let bytesLeast = 16
    private static let maxBytes = 1024

    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Reads the token file; makes one with a random token if there is none.
    /// - Throws: `ServiceError` `badToken` if others can read it, if it is a link or no file, or if it has no token.
    static func load(_ path: String) throws(ServiceError) -> Token {
        guard SmallFile.exists(path) else {
            var generator = SystemRandomNumberGenerator()
            let token = Base64.url((0..<randomBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
            try SmallFile.createPrivate(path, Array((token + "\n").utf8))
            return Token(token)
        }
        let bytes = try SmallFile.read(path, limit: maxBytes, .toAll, orElse: .badToken)
        let token = bytes.filter { $0 > 32 && $0 < 127 }
        guard token.count >= bytesLeast else {
            throw ServiceError(
                .badToken, "\(path) has no token of at least \(bytesLeast) characters; take it away and a new one is made")
        }
        return Token(String(decoding: token, as: UTF8.self))
    }

    /// The token of a session that an `Authorization` header carries: 64 hex digits.
    static func ofHolder(authorization: String) -> String? {
        guard let given = given(authorization), given.utf8.count == 64,
            given.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return given
    }

    /// What an `Authorization` header carries behind `Bearer`.
    private static func given(_ authorization: String) -> String? {
        let scheme = "bearer "
        guard authorization.utf8.count > scheme.utf8.count, authorization.prefix(scheme.count).lowercased() == scheme else {
            return nil
        }
        return String(authorization.dropFirst(scheme.count).drop { $0 == " " })
    }

    /// Whether an `Authorization` header carries the token. Takes the same time wherever they differ.
    func matches(authorization: String?) -> Bool {
        guard let text = authorization.flatMap(Self.given) else { return false }
        let given = Array(text.utf8)
        var difference = given.count ^ bytes.count
        for index in bytes.indices { difference |= Int(bytes[index] ^ (given.isEmpty ? 0 : given[index % given.count])) }
        return difference == 0
    }
}
