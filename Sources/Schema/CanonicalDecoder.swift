import FoundationEssentials
import SwiftProtobuf

/// Decodes the binary form of a message as our own encoder writes it. Whatever is unusual in it, from a field that the schema does
/// not have to a byte too few, makes it give up with `Unusual`; the library's decoder then reads the message from its start, so
/// results and errors are always the library's (SchemaTests compare them).
///
/// Why not only SwiftProtobuf's decoder: it lies in another module, as its encoder does (see `CanonicalEncoder`). The generated
/// `decodeMessage` of this module, given a decoder of this module, becomes plain code.
struct CanonicalDecoder: SchemaDecoder {
    private let bytes: [UInt8]
    /// The next byte to read.
    private var position = 0
    /// Where the message that is being read ends: never behind the last byte.
    private var end: Int
    /// How many more messages may be opened, one inside the other.
    private var depth: Int
    /// The first byte of the last field's number and wire type.
    private var tag: UInt8 = 0
    /// Whether the last field number was given out and nothing has read the field yet.
    private var isFieldOpen = false

    /// As many levels as the library allows by default.
    private static let deepest = 100
    private static let mostNeighbors = 15
    /// The library's own limit for anything with a length.
    private static let longest: UInt64 = 0x7FFF_FFFF

    private enum WireType {
        static let varint: UInt8 = 0
        static let lengthDelimited: UInt8 = 2
    }

    init(_ bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        end = bytes.count
        depth = min(depthLimit, Self.deepest)
    }

    /// Reads all bytes as one message.
    static func decode<M: Message>(_ bytes: [UInt8], depthLimit: Int) throws -> M {
        var decoder = CanonicalDecoder(bytes, depthLimit: depthLimit)
        var message = M()
        try decoder.decode(&message, until: decoder.end)
        return message
    }

    // MARK: Parts

    @inline(__always)
    private mutating func byte() throws -> UInt8 {
        guard position < end else { throw Unusual() }
        defer { position &+= 1 }
        return bytes[position]
    }

    @inline(__always)
    private mutating func varint() throws -> UInt64 {
        let first = try byte()
        return first < 0x80 ? UInt64(first) : try longVarint(UInt64(first & 0x7F))
    }

    private mutating func longVarint(_ first: UInt64) throws -> UInt64 {
        var value = first
        var shift: UInt64 = 7
        while shift < 64 {
            let next = try byte()
            value |= UInt64(next & 0x7F) &<< shift
            if next < 0x80 { return value }
            shift &+= 7
        }
        throw Unusual()
    }

    /// Reads a length, and gives where what is so long will end.
    @inline(__always)
    private mutating func delimitedEnd() throws -> Int {
        let length = try varint()
        guard length < Self.longest, length <= UInt64(truncatingIfNeeded: end &- position) else { throw Unusual() }
        return position &+ Int(truncatingIfNeeded: length)
    }

    private mutating func text() throws -> String {
        let textEnd = try delimitedEnd()
        do {
            // Why: `String(validating:as:)` is not specialized for a part of an array, and takes three times as long.
            let text = String(copying: try UTF8Span(validating: bytes.span.extracting(position..<textEnd)))
            position = textEnd
            return text
        } catch {
            throw Unusual()
        }
    }

    // MARK: Fields

    mutating func handleConflictingOneOf() {}

    @inline(__always)
    mutating func nextFieldNumber() throws -> Int? {
        // Why: a field that is still open is one that the generated code does not know.
        guard !isFieldOpen else { throw Unusual() }
        guard position < end else { return nil }
        let first = try byte()
        var number = Int(first & 0x7F) &>> 3
        if first >= 0x80 {
            let second = try byte()
            guard second < 0x80 else { throw Unusual() }
            number |= Int(second) &<< 4
        }
        guard number != 0 else { throw Unusual() }
        tag = first
        isFieldOpen = true
        return number
    }

    @inline(__always)
    private mutating func take(_ wanted: UInt8) throws {
        guard tag & 7 == wanted else { throw Unusual() }
        isFieldOpen = false
    }

    @inline(__always)
    private mutating func varintField() throws -> UInt64 {
        try take(WireType.varint)
        return try varint()
    }

    @inline(__always)
    mutating func decodeSingularInt32Field(value: inout Int32) throws { value = Int32(truncatingIfNeeded: try varintField()) }

    @inline(__always)
    mutating func decodeSingularUInt32Field(value: inout UInt32?) throws { value = UInt32(truncatingIfNeeded: try varintField()) }

    @inline(__always)
    mutating func decodeSingularInt64Field(value: inout Int64) throws { value = Int64(bitPattern: try varintField()) }

    @inline(__always)
    mutating func decodeSingularInt64Field(value: inout Int64?) throws { value = Int64(bitPattern: try varintField()) }

    @inline(__always)
    mutating func decodeSingularUInt64Field(value: inout UInt64) throws { value = try varintField() }

    @inline(__always)
    mutating func decodeSingularUInt64Field(value: inout UInt64?) throws { value = try varintField() }

    @inline(__always)
    mutating func decodeSingularBoolField(value: inout Bool) throws { value = try varintField() != 0 }

    @inline(__always)
    mutating func decodeSingularBoolField(value: inout Bool?) throws { value = try varintField() != 0 }

    @inline(__always)
    mutating func decodeSingularEnumField<E: Enum>(value: inout E) throws where E.RawValue == Int {
        guard let known = E(rawValue: Int(Int32(truncatingIfNeeded: try varintField()))) else { throw Unusual() }
        value = known
    }

    mutating func decodeSingularStringField(value: inout String) throws {
        try take(WireType.lengthDelimited)
        value = try text()
    }

    mutating func decodeRepeatedStringField(value: inout [String]) throws {
        try take(WireType.lengthDelimited)
        value.append(try text())
    }

    mutating func decodeSingularBytesField(value: inout Data) throws {
        try take(WireType.lengthDelimited)
        let dataEnd = try delimitedEnd()
        value = Data(bytes[position..<dataEnd])
        position = dataEnd
    }

    // MARK: Messages

    mutating func decodeSingularMessageField<M: Message>(value: inout M?) throws {
        try take(WireType.lengthDelimited)
        let messageEnd = try delimitedEnd()
        // Why: a timestamp's own `decodeMessage` lies in SwiftProtobuf, out of the compiler's sight.
        if M.self == Google_Protobuf_Timestamp.self {
            value = try stamp(value as? Google_Protobuf_Timestamp ?? Google_Protobuf_Timestamp(), until: messageEnd) as? M
            return
        }
        // Why: a message that comes twice is merged, so what is there must stay.
        if value == nil { value = M() }
        try value?.decode(by: &self, until: messageEnd)
    }

    mutating func decodeRepeatedMessageField<M: Message>(value: inout [M]) throws {
        try take(WireType.lengthDelimited)
        let messageEnd = try delimitedEnd()
        if value.isEmpty { value.reserveCapacity(1 + neighbors(from: messageEnd)) }
        // Why: an event is large, so it is filled where it stays.
        value.append(M())
        try decode(&value[value.count &- 1], until: messageEnd)
    }

    /// How many of the fields from there on have the tag that was read last; a few at most, because nobody has checked them yet.
    private func neighbors(from start: Int) -> Int {
        var count = 0
        var next = start
        while count < Self.mostNeighbors, next < end &- 1, bytes[next] == tag {
            // One byte of length, or the first two of it: longer ones are not worth reserving for.
            let length = Int(bytes[next &+ 1])
            if length < 0x80 {
                next &+= 2 &+ length
            } else {
                guard next < end &- 2 else { break }
                next &+= 3 &+ (length & 0x7F | Int(bytes[next &+ 2]) &<< 7)
            }
            count &+= 1
        }
        return count
    }

    /// Reads a message's fields up to `messageEnd`, and goes back to the message around it.
    @inline(__always)
    fileprivate mutating func decode<M: Message>(_ message: inout M, until messageEnd: Int) throws {
        guard depth > 0 else { throw Unusual() }
        let outerEnd = end
        end = messageEnd
        depth &-= 1
        try message.decodeMessage(decoder: &self)
        depth &+= 1
        end = outerEnd
    }

    private mutating func stamp(
        _ old: Google_Protobuf_Timestamp, until stampEnd: Int
    ) throws -> Google_Protobuf_Timestamp {
        guard depth > 0 else { throw Unusual() }
        let outerEnd = end
        end = stampEnd
        var stamp = old
        while let number = try nextFieldNumber() {
            switch number {
            case 1: try decodeSingularInt64Field(value: &stamp.seconds)
            case 2: try decodeSingularInt32Field(value: &stamp.nanos)
            default: throw Unusual()
            }
        }
        end = outerEnd
        return stamp
    }

    mutating func decodeMapField<Key, Value: MapValueType>(
        fieldType: _ProtobufMap<Key, Value>.Type, value: inout _ProtobufMap<Key, Value>.BaseType
    ) throws {
        try take(WireType.lengthDelimited)
        let outerEnd = end
        end = try delimitedEnd()
        var pair = ("", "")
        while let number = try nextFieldNumber() {
            switch number {
            case 1: try decodeSingularStringField(value: &pair.0)
            case 2: try decodeSingularStringField(value: &pair.1)
            default: throw Unusual()
            }
        }
        end = outerEnd
        guard let key = pair.0 as? Key.BaseType, let text = pair.1 as? Value.BaseType else { throw Unusual() }
        value[key] = text
    }
}

extension Message {
    @inline(__always)
    fileprivate mutating func decode(by decoder: inout CanonicalDecoder, until messageEnd: Int) throws {
        try decoder.decode(&self, until: messageEnd)
    }
}
