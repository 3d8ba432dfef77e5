internal import Crypto
internal import CryptoExtras

/// A password's hash with how it was made, as a PHC string: `$scrypt$ln=17,r=8,p=1$SALT$HASH`.
///
/// Source: RFC 7914; the PHC string format; OWASP's Password Storage Cheat Sheet for N=2^17, r=8, p=1. One takes 128 MiB and a
/// third of a second here: never on a thread that others wait for.
public struct PasswordHash: Sendable, Equatable {
    /// How one is made: N is two to the power of `logN`.
    public struct Cost: Sendable, Equatable {
        public var logN = 17
        public var blockSize = 8
        public var parallelism = 1

        public init(logN: Int = 17) { self.logN = logN }

        /// What is taken of a stored one: whoever can write rows shall not take all memory.
        fileprivate var isBearable: Bool { 1...20 ~= logN && 1...16 ~= blockSize && 1...4 ~= parallelism }
    }

    public let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    private static let saltBytes = 16
    private static let hashBytes = 32

    /// Hashes a password with a new salt.
    /// - Throws: `JournalError` `.io` where there is no memory for it.
    public init(_ password: String, cost: Cost, entropy: Entropy = KeyStore.random) throws {
        self.cost = cost
        salt = entropy(Self.saltBytes)
        hash = try Self.derive(password, cost, salt)
    }

    /// Reads one. Nil for what is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]), cost.isBearable,
            let salt = Self.bytes(parts[3]), let hash = Self.bytes(parts[4]), hash.count == Self.hashBytes
        else { return nil }
        (self.cost, self.salt, self.hash) = (cost, salt, hash)
    }

    /// It as text.
    public var text: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Whether it is that of a password. Takes the same time wherever they differ.
    public func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, cost, salt)
        return zip(hash, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, _ cost: Cost, _ salt: [UInt8]) throws -> [UInt8] {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: Array(password.utf8), salt: salt, outputByteCount: hashBytes, rounds: 1 << cost.logN,
                blockSize: cost.blockSize,
                parallelism: cost.parallelism)
            return unsafe key.withUnsafeBytes { unsafe Array($0) }
        } catch {
            throw JournalError(.io, "a password could not be hashed", cause: "\(error)")
        }
    }

    private static func cost(_ text: String) -> Cost? {
        let pairs = text.split(separator: ",").map { $0.split(separator: "=") }
        guard pairs.count == 3, pairs.allSatisfy({ $0.count == 2 }), pairs.map({ $0[0] }) == ["ln", "r", "p"],
            let logN = Int(pairs[0][1]), let blockSize = Int(pairs[1][1]), let parallelism = Int(pairs[2][1])
        else { return nil }
        var cost = Cost(logN: logN)
        (cost.blockSize, cost.parallelism) = (blockSize, parallelism)
        return cost
    }

    // MARK: Base64 without padding, as PHC strings have it

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let number = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0...part.count { text.append(digits[number >> (18 - 6 * place) & 63]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        var (bytes, number, bits): ([UInt8], Int, Int) = ([], 0, 0)
        for byte in text.utf8 {
            guard let digit = digits.firstIndex(of: byte) else { return nil }
            (number, bits) = ((number << 6 | digit) & 0xffff, bits + 6)
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: number >> bits))
        }
        return bytes
    }
}
