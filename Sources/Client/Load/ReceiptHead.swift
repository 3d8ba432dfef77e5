/// The id and sequence of a receipt that has nothing but id, sequence and time, read without decoding it.
///
/// Decoding a receipt would take longer than all else a load does for a command. A receipt of another form is decoded as a
/// whole, and checked then.
package struct ReceiptHead: Equatable {
    /// Where the id lies.
    package var id: Range<Int>
    package var sequence: UInt64

    /// Reads a protobuf message.
    /// - Returns: nil if it has anything else than id, sequence and time, or cannot be read.
    package static func message(_ bytes: Span<UInt8>, in frame: Range<Int>) -> ReceiptHead? {
        guard frame.lowerBound >= 0, frame.upperBound <= bytes.count else { return nil }
        var head = ReceiptHead(id: 0..<0, sequence: 0)
        var index = frame.lowerBound
        while index < frame.upperBound {
            let tag = bytes[index]
            index += 1
            guard let value = varint(bytes, &index, end: frame.upperBound) else { return nil }
            switch tag {
            case 0x0a, 0x1a:
                guard value <= UInt64(frame.upperBound - index) else { return nil }
                if tag == 0x0a { head.id = index..<index + Int(value) }
                index += Int(value)
            case 0x10: head.sequence = value
            default: return nil
            }
        }
        return head
    }

    /// Reads a JSON object: `{"id":"…","sequence":1,"time":"…"}`.
    /// - Returns: nil if it is written in any other way.
    package static func object(_ bytes: Span<UInt8>, in frame: Range<Int>) -> ReceiptHead? {
        guard frame.lowerBound >= 0, frame.upperBound <= bytes.count else { return nil }
        var index = frame.lowerBound
        let end = frame.upperBound
        guard skip(idName, bytes, &index, end), let id = text(bytes, &index, end),
            skip(sequenceName, bytes, &index, end), let sequence = digits(bytes, &index, end),
            skip(timeName, bytes, &index, end), text(bytes, &index, end) != nil,
            index + 1 == end, bytes[index] == UInt8(ascii: "}")
        else { return nil }
        return ReceiptHead(id: id, sequence: sequence)
    }

    /// A message's length and where the message begins; nil when not all of the length has come, or it makes no sense.
    package static func length(_ bytes: Span<UInt8>, at start: Int) -> (length: UInt64, start: Int)? {
        var index = start
        return varint(bytes, &index, end: bytes.count).map { ($0, index) }
    }

    private static let idName = Array("{\"id\":\"".utf8)
    private static let sequenceName = Array(",\"sequence\":".utf8)
    private static let timeName = Array(",\"time\":\"".utf8)

    private static func varint(_ bytes: Span<UInt8>, _ index: inout Int, end: Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while index < end, shift < 64 {
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    private static func skip(_ text: [UInt8], _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Bool {
        guard end - index >= text.count else { return false }
        for offset in text.indices where bytes[index + offset] != text[offset] { return false }
        index += text.count
        return true
    }

    /// What stands before the next quotation mark; nil where anything is escaped.
    private static func text(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Range<Int>? {
        let start = index
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\\") { return nil }
            if byte == UInt8(ascii: "\"") { return start..<index - 1 }
        }
        return nil
    }

    /// Up to eighteen digits: more than any sequence has, less than overflows.
    private static func digits(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> UInt64? {
        var value: UInt64 = 0
        let start = index
        while index < end, index - start < 18 {
            let byte = bytes[index]
            guard byte >= 48, byte <= 57 else { break }
            value = value * 10 + UInt64(byte - 48)
            index += 1
        }
        return index > start ? value : nil
    }
}
