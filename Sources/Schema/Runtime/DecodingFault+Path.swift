extension DecodingFault {
    /// The path of what is at fault in the binary form of a message, `order.place.lines[0]`; nil where it is the message itself.
    ///
    /// Goes through the bytes once more, with the schema beside them: only for bytes that could not be read.
    public func path(in bytes: [UInt8], of type: any Message.Type) -> String? {
        var path = ""
        var walk = FieldWalk(bytes: bytes, end: bytes.count)
        var type = type
        var counts: [Int: Int] = [:]
        while let (number, wire) = walk.field() {
            let value = walk.position
            guard let end = walk.end(of: wire) else { break }
            // A fault lies behind the first byte of its field: at the end of a field it is that field's, and not the next one's.
            if offset > end {
                counts[number, default: 0] += 1
                walk.position = end
                continue
            }
            // A field that the schema does not have in this form is told by its number, as one of the message.
            if case .unknownField = reason, offset == value { break }
            guard let field = type.fields.first(where: { $0.number == number }) else { break }
            path += (path.isEmpty ? "" : ".") + field.name.description
            if case .list = field.presence { path += "[\(counts[number] ?? 0)]" }
            guard case .message(let inner) = field.kind, wire == 2 else { break }
            (type, counts) = (inner, [:])
            walk.end = end
        }
        return path.isEmpty ? nil : path
    }
}

/// Goes from field to field of a message's binary form.
private struct FieldWalk {
    let bytes: [UInt8]
    var position = 0
    var end: Int

    init(bytes: [UInt8], end: Int) {
        self.bytes = bytes
        self.end = end
    }

    /// The number and the form of the next field.
    mutating func field() -> (number: Int, wire: UInt64)? {
        guard let tag = varint() else { return nil }
        return (Int(truncatingIfNeeded: tag >> 3), tag & 7)
    }

    /// Where the value that begins here ends; behind its length if it has one.
    mutating func end(of wire: UInt64) -> Int? {
        switch wire {
        case 0:
            let start = position
            defer { position = start }
            return varint() == nil ? nil : position
        case 2:
            guard let length = varint(), length <= UInt64(end - position) else { return nil }
            return position + Int(length)
        default: return nil
        }
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < end else { return nil }
            value |= UInt64(bytes[position] & 0x7F) << shift
            position += 1
            if bytes[position - 1] < 0x80 { return value }
        }
        return nil
    }
}
