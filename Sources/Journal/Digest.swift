private import Crypto

/// SHA-256, as every hash of the ledger is.
public enum Digest {
    /// Bytes in a digest.
    public static let byteCount = 32

    /// The 32-byte SHA-256 of `bytes`.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        unsafe sha256(bytes.span.bytes)
    }

    /// The 32-byte SHA-256 of `bytes`.
    public static func sha256(_ bytes: RawSpan) -> [UInt8] {
        var hasher = DigestHasher()
        hasher.update(bytes)
        return hasher.finish()
    }
}

/// A SHA-256 fed piece by piece, such as the hash of the whole state.
public struct DigestHasher: Sendable {
    private var hasher = SHA256()

    public init() {}

    /// Takes in more bytes.
    public mutating func update(_ bytes: [UInt8]) {
        unsafe update(bytes.span.bytes)
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    }

    /// The 32-byte digest of all bytes so far; more may follow.
    public func finish() -> [UInt8] {
        Array(hasher.finalize())
    }
}
