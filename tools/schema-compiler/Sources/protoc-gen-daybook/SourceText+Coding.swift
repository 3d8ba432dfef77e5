extension SourceText {
    /// How a message is written and read, and what its fields are.
    mutating func coding(of message: MessageModel) {
        encode(message)
        decode(message)
        writeJSON(message)
        readJSON(message)
        describe(message)
    }

    /// What is asked of whole messages.
    mutating func whole() {
        line()
        line("public func canonicalBytes() -> [UInt8] { encoded() }")
        line("public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }")
        line("public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }")
        line("public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }")
    }

    // MARK: Protobuf

    private mutating func encode(_ message: MessageModel) {
        if message.fields.isEmpty { return line("public func encode(to writer: inout ByteWriter) {}") }
        block("public func encode(to writer: inout ByteWriter)") { source in
            for field in message.fields where !field.isAlternative { source.encode(field) }
            guard let oneof = message.oneof else { return }
            source.cases("switch \(oneof)") { source in
                for field in message.alternatives {
                    source.line("case .\(field.name)(let value)?: writer.put(\(field.tag), message: value)")
                }
                source.line("case nil: break")
            }
        }
    }

    private mutating func encode(_ field: FieldModel) {
        let name = field.name
        switch (field.presence, field.kind) {
        case (.list, .text):
            line("for value in \(name) { writer.put(\(field.tag), text: value) }")
        case (.list, _): line("writer.put(\(field.tag), list: \(name))")
        case (.optional, _): line("if let \(name) { \(put(field, field.isZeroUnhashed ? "unhashedZero" : "number")) }")
        case (.always, _): line(put(field))
        case (_, .text), (_, .entityName), (_, .bytes), (_, .map): line("if !\(name).isEmpty { \(put(field)) }")
        case (_, .truth): line("if \(name) { \(put(field)) }")
        case (_, .word): line("if \(name) != .\(field.zeroCase) { \(put(field)) }")
        case (_, .time), (_, .message): line("if let \(name) { \(put(field)) }")
        default: line("if \(name) != 0 { \(put(field)) }")
        }
    }

    private func put(_ field: FieldModel, _ label: String = "number") -> String {
        switch field.kind {
        case .text: "writer.put(\(field.tag), text: \(field.name))"
        case .entityName: "writer.put(\(field.tag), entity: \(field.name))"
        case .bytes: "writer.put(\(field.tag), bytes: \(field.name))"
        case .truth: "writer.put(\(field.tag), \(label): \(field.name) ? 1 : 0)"
        case .word: "writer.put(\(field.tag), \(label): UInt64(\(field.name).rawValue))"
        case .uint32: "writer.put(\(field.tag), \(label): UInt64(\(field.name)))"
        case .uint64: "writer.put(\(field.tag), \(label): \(field.name))"
        case .int32: "writer.put(\(field.tag), \(label): UInt64(bitPattern: Int64(\(field.name))))"
        case .int64: "writer.put(\(field.tag), \(label): UInt64(bitPattern: \(field.name)))"
        case .time, .message, .map: "writer.put(\(field.tag), \(field.kind == .map ? "map" : "message"): \(field.name))"
        }
    }

    private mutating func decode(_ message: MessageModel) {
        let head = "public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault)"
        if message.fields.isEmpty { return line("\(head) { throw reader.unknown(tag) }") }
        block("@inline(__always) \(head)") { source in
            source.cases("switch tag") { source in
                for field in message.fields { source.decode(field, of: message) }
                source.line("default: throw reader.unknown(tag)")
            }
        }
    }

    private mutating func decode(_ field: FieldModel, of message: MessageModel) {
        let name = field.name
        let head = "case \(field.tag):"
        switch (field.presence, field.kind) {
        case (.list, .text): line("\(head) \(name).append(try reader.text())")
        case (.list, _): line("\(head) try reader.append(to: &\(name))")
        case (_, .time), (_, .message): line("\(head) try reader.message(into: &self.\(name))")
        case (_, .map): line("\(head) try reader.pair(into: &\(name))")
        case (_, .text): line("\(head) \(name) = try reader.text()")
        case (_, .entityName): line("\(head) \(name) = try reader.entityName()")
        case (_, .bytes): line("\(head) \(name) = try reader.bytes()")
        case (_, .truth): line("\(head) \(name) = try reader.varint() != 0")
        case (_, .word): line("\(head) \(name) = try reader.word()")
        case (_, .uint64): line("\(head) \(name) = try reader.varint()")
        case (_, .int64): line("\(head) \(name) = Int64(bitPattern: try reader.varint())")
        case (_, .int32): line("\(head) \(name) = Int32(truncatingIfNeeded: try reader.varint())")
        case (_, .uint32): line("\(head) \(name) = UInt32(truncatingIfNeeded: try reader.varint())")
        }
    }

    // MARK: What the fields are

    private mutating func describe(_ message: MessageModel) {
        let head = "public static let schema = MessageSchema(\"\(message.protoName)\", ["
        if message.fields.isEmpty { return line("\(head)])") }
        line(head)
        for field in message.fields {
            let kind =
                switch field.kind {
                case .text, .entityName: ".text"
                case .truth: ".truth"
                case .int32: ".number(bits: 32, isSigned: true)"
                case .int64: ".number(bits: 64, isSigned: true)"
                case .uint32: ".number(bits: 32, isSigned: false)"
                case .uint64: ".number(bits: 64, isSigned: false)"
                case .bytes: ".bytes"
                case .time: ".time"
                case .word(let name): ".words(\(name).words)"
                case .message(let name): ".message(\(name).self)"
                case .map: ".map"
                }
            let presence =
                switch field.presence {
                case .plain: ".plain"
                case .always: ".always"
                case .optional: ".optional"
                case .list: ".list"
                case .alternative: ".alternative"
                }
            line("    Field(\"\(field.json)\", \(field.number), \(kind), \(presence)\(field.remarks)),")
        }
        line("])")
    }
}

extension FieldModel {
    /// What is said of it for people, as further arguments.
    fileprivate var remarks: String {
        // A comment has its slashes, and is one line here.
        let words = comment.flatMap { $0.drop { $0 == "/" || $0 == " " }.split(separator: " ") }
        func literal(_ text: String) -> String { "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }
        return (words.isEmpty ? "" : ", \(literal(words.joined(separator: " ")))")
            + (unit.isEmpty ? "" : ", unit: \(literal(unit))") + (example.isEmpty ? "" : ", example: \(literal(example))")
            + (isRequired ? ", isRequired: true" : "") + (isPersonal ? ", isPersonal: true" : "")
            + (isSecret ? ", isSecret: true" : "") + (zeroIsNone ? ", isZeroNone: true" : "")
    }

    var isAlternative: Bool { if case .alternative = presence { true } else { false } }
}
