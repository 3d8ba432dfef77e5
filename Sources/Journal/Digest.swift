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

    /// Two lower-case hex digits a byte.
    public static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// A digest from its hex digits; nil if they are not 64 of them.
    static func bytes(hex text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.map { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") ? $0 - 48 : $0 &- 87 }
        let isHex = zip(text.utf8, digits).allSatisfy { $1 < 16 && ($0 < 58 || $0 >= 97) }
        guard digits.count == 2 * byteCount, isHex else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
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

    /// Takes in the four bytes of a number, the highest first.
    mutating func update(_ number: UInt32) {
        unsafe withUnsafeBytes(of: number.bigEndian) { unsafe hasher.update(bufferPointer: $0) }
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    }

    /// The 32-byte digest of all bytes so far; more may follow.
    public func finish() -> [UInt8] {
        unsafe hasher.finalize().withUnsafeBytes { unsafe Array($0) }
    }
}
