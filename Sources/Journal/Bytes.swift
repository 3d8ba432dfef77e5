// Reading and writing numbers in keys and values. Every read checks its bounds.
internal import Glibc

extension RawSpan {
    /// A copy of the bytes from `offset` to the end. Requires 0 ... byteCount.
    func bytes(from offset: Int) -> [UInt8] {
        precondition(offset >= 0 && offset <= byteCount, "offset \(offset) of \(byteCount) bytes")
        return unsafe withUnsafeBytes { unsafe Array($0[offset...]) }
    }

    /// The byte at `offset`, or nil past the end.
    func byte(at offset: Int) -> UInt8? {
        guard offset >= 0, offset < byteCount else { return nil }
        return unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// Eight bytes at `offset`, big endian, or nil past the end.
    func be64(at offset: Int) -> UInt64? {
        guard offset >= 0, offset + 8 <= byteCount else { return nil }
        return UInt64(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Four bytes at `offset`, big endian, or nil past the end.
    func be32(at offset: Int) -> UInt32? {
        guard offset >= 0, offset + 4 <= byteCount else { return nil }
        return UInt32(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// The varint at `offset`, which moves behind it; nil if it is cut short or over 64 bits.
    func varint(at offset: inout Int) -> UInt64? {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = byte(at: offset), shift < 64 {
            offset += 1
            if shift == 63 && byte > 1 { return nil }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
        return nil
    }

    /// Whether the bytes begin with `prefix`.
    func starts(with prefix: [UInt8]) -> Bool {
        guard byteCount >= prefix.count else { return false }
        if prefix.isEmpty { return true }
        return unsafe withUnsafeBytes { bytes in
            unsafe prefix.withUnsafeBytes { prefix in
                unsafe memcmp(bytes.baseAddress!, prefix.baseAddress!, prefix.count) == 0
            }
        }
    }
}

extension [UInt8] {
    mutating func appendBE64(_ value: UInt64) {
        unsafe Swift.withUnsafeBytes(of: value.bigEndian) { unsafe append(contentsOf: $0) }
    }

    mutating func appendBE32(_ value: UInt32) {
        unsafe Swift.withUnsafeBytes(of: value.bigEndian) { unsafe append(contentsOf: $0) }
    }

    mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Byte order, as LevelDB's: what is a prefix of the other comes first.
    func precedes(_ other: [UInt8]) -> Bool {
        let common = Swift.min(count, other.count)
        let difference = unsafe withUnsafeBytes { left in
            unsafe other.withUnsafeBytes { right in
                unsafe common == 0 ? 0 : memcmp(left.baseAddress!, right.baseAddress!, common)
            }
        }
        return difference != 0 ? difference < 0 : count < other.count
    }
}
