/// JSON text whose characters beyond U+FFFF are written as pairs of escapes, `\ud842\udfb7`: the same text with the characters
/// themselves.
///
/// Why: the decoder of swift-protobuf reads such a pair of an even plane as a character of the plane before it, U+10BB7 for
/// U+20BB7, and what it read would be recorded. Many senders escape everything beyond ASCII.
enum EscapedPairs {
    /// The same JSON without such pairs; half a pair is left as it is, for the decoder to refuse.
    static func replaced(in bytes: [UInt8]) -> [UInt8] {
        guard let first = bytes.firstIndex(of: backslash) else { return bytes }
        var text = Array(bytes[..<first])
        text.reserveCapacity(bytes.count)
        var index = first
        while index < bytes.count {
            guard bytes[index] == backslash else {
                text.append(bytes[index])
                index += 1
                continue
            }
            if let high = unit(bytes, at: index), let low = unit(bytes, at: index + 6), (0xD800...0xDBFF).contains(high),
                (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                text += Array(String(Character(scalar)).utf8)
                index += 12
            } else {
                // Whatever is escaped is not an escape itself.
                text += bytes[index..<min(index + 2, bytes.count)]
                index += 2
            }
        }
        return text
    }

    private static let backslash = UInt8(ascii: "\\")

    /// The number of an escape `\uXXXX` at a place, if there is one.
    private static func unit(_ bytes: [UInt8], at index: Int) -> UInt32? {
        guard index + 6 <= bytes.count, bytes[index] == backslash, bytes[index + 1] == UInt8(ascii: "u") else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index + 2..<index + 6] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
