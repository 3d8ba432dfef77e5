/// Bytes that are not a message of the schema.
public struct DecodingFault: Error, Sendable, Equatable {
    /// What is wrong with them.
    public enum Reason: Sendable, Equatable {
        /// They end in the middle, or a length in them goes beyond their end.
        case truncated
        /// A field that the schema does not have, or has in another form.
        case unknownField(number: Int)
        /// A number that stands for no word of an enumeration: its 64 bits, with a sign, as protobuf writes numbers below zero.
        case unknownWord(number: Int)
        /// A text that is not UTF-8.
        case invalidText
        /// A number that does not end, or a field without a number.
        case malformed
    }

    public let reason: Reason
    /// The byte at which it was found, from 0: behind the first byte of the field that is at fault, and not behind its last one.
    public let offset: Int
}

/// Reads protobuf's binary form, one field after the other.
///
/// Every place is checked against the end of the message that is open, which never lies behind the last byte.
public struct ByteReader {
    private let buffer: [UInt8]
    /// The next byte to read.
    private var position = 0
    /// Where the message that is being read ends.
    private var end: Int

    init(_ bytes: [UInt8]) {
        buffer = bytes
        end = bytes.count
    }

    private func fault(_ reason: DecodingFault.Reason) -> DecodingFault { DecodingFault(reason: reason, offset: position) }

    // MARK: Parts

    /// The number and form of the next field, nil at the end of the message.
    @inline(__always)
    mutating func tag() throws(DecodingFault) -> UInt64? {
        guard position < end else { return nil }
        let first = buffer[position]
        if first < 0x80 {
            position &+= 1
            return UInt64(first)
        }
        return try varint()
    }

    @inline(__always)
    mutating func varint() throws(DecodingFault) -> UInt64 {
        guard position < end else { throw fault(.truncated) }
        let first = buffer[position]
        if first < 0x80 {
            position &+= 1
            return UInt64(first)
        }
        return try longVarint()
    }

    private mutating func longVarint() throws(DecodingFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            guard position < end else { throw fault(.truncated) }
            let next = buffer[position]
            position &+= 1
            value |= UInt64(next & 0x7F) &<< shift
            if next < 0x80 { return value }
            shift &+= 7
        }
        throw fault(.malformed)
    }

    /// Reads a length, and gives where what is so long will end.
    @inline(__always)
    private mutating func delimitedEnd() throws(DecodingFault) -> Int {
        let length = try varint()
        guard length <= UInt64(truncatingIfNeeded: end &- position) else { throw fault(.truncated) }
        return position &+ Int(truncatingIfNeeded: length)
    }

    /// What to throw for a field that the schema does not have.
    func unknown(_ tag: UInt64) -> DecodingFault {
        fault(tag >> 3 == 0 ? .malformed : .unknownField(number: Int(truncatingIfNeeded: min(tag >> 3, 1 << 29))))
    }

    // MARK: Values

    mutating func text() throws(DecodingFault) -> String { try text(upTo: try delimitedEnd()) }

    /// The name of an entity, whose kind needs no text of its own on the way.
    mutating func entityName() throws(DecodingFault) -> EntityName {
        let nameEnd = try delimitedEnd()
        guard let table = Table(prefixing: buffer.span.extracting(position..<nameEnd)) else {
            return EntityName(try text(upTo: nameEnd))
        }
        position &+= table.prefix.utf8CodeUnitCount
        return EntityName(table, try text(upTo: nameEnd))
    }

    /// The bytes up to a place as a text.
    private mutating func text(upTo textEnd: Int) throws(DecodingFault) -> String {
        let text: String
        do {
            text = String(copying: try UTF8Span(validating: buffer.span.extracting(position..<textEnd)))
        } catch {
            throw fault(.invalidText)
        }
        position = textEnd
        return text
    }

    mutating func bytes() throws(DecodingFault) -> [UInt8] {
        let bytesEnd = try delimitedEnd()
        defer { position = bytesEnd }
        return Array(buffer[position..<bytesEnd])
    }

    @inline(__always)
    mutating func word<W: Word>() throws(DecodingFault) -> W {
        let start = position
        let number = try varint()
        guard number < 256, let word = W(rawValue: Int(truncatingIfNeeded: number)) else {
            throw DecodingFault(reason: .unknownWord(number: Int(truncatingIfNeeded: number)), offset: start)
        }
        return word
    }

    /// A pair of a map.
    mutating func pair(into map: inout [String: String]) throws(DecodingFault) {
        let outer = end
        end = try delimitedEnd()
        var (key, value) = ("", "")
        while let tag = try tag() {
            switch tag {
            case 10: key = try text()
            case 18: value = try text()
            default: throw unknown(tag)
            }
        }
        end = outer
        map[key] = value
    }

    // MARK: Fields of a message that is not made

    /// The next field, nil at the end of the message.
    mutating func part() throws(DecodingFault) -> FieldScan.Part? {
        guard let tag = try tag() else { return nil }
        let number = Int(truncatingIfNeeded: tag >> 3)
        switch tag & 7 {
        case 0: return FieldScan.Part(number: number, value: .number(try varint()))
        case 2:
            let valueEnd = try delimitedEnd()
            defer { position = valueEnd }
            return FieldScan.Part(number: number, value: .bytes(position..<valueEnd))
        default: throw unknown(tag)
        }
    }

    // MARK: Messages

    /// Reads the fields of a message; those that it has already stay where they are not read again, as protobuf merges them.
    @inline(__always)
    mutating func message<M: Message>(into message: inout M) throws(DecodingFault) {
        let outer = end
        end = try delimitedEnd()
        try message.decode(from: &self)
        end = outer
    }

    @inline(__always)
    mutating func message<M: Message>(into message: inout M?) throws(DecodingFault) {
        var value = message ?? M()
        try self.message(into: &value)
        message = value
    }

    @inline(__always)
    mutating func message(into time: inout Timestamp) throws(DecodingFault) {
        let outer = end
        end = try delimitedEnd()
        while let tag = try tag() {
            switch tag {
            case 8: time.seconds = Int64(bitPattern: try varint())
            case 16: time.nanos = Int32(truncatingIfNeeded: try varint())
            default: throw unknown(tag)
            }
        }
        end = outer
    }

    @inline(__always)
    mutating func message(into time: inout Timestamp?) throws(DecodingFault) {
        var value = time ?? Timestamp()
        try message(into: &value)
        time = value
    }

    @inline(__always)
    mutating func append<M: Message>(to list: inout [M]) throws(DecodingFault) {
        var value = M()
        try message(into: &value)
        list.append(value)
    }
}
