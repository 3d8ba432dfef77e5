extension SourceText {
    // MARK: Writing

    mutating func writeJSON(_ message: MessageModel) {
        let head = "public func writeMembers(to writer: inout JSONWriter)"
        if message.fields.isEmpty { return line("\(head) {}") }
        block("@inline(__always) \(head)") { source in
            for field in message.fields where !field.isAlternative { source.writeJSON(field) }
            if let oneof = message.oneof {
                source.cases("switch \(oneof)") { source in
                    for field in message.alternatives {
                        source.line("case .\(field.name)(let value)?: writer.member(\"\(field.json)\", message: value)")
                    }
                    source.line("case nil: break")
                }
            }
        }
    }

    private mutating func writeJSON(_ field: FieldModel) {
        let name = field.name
        let member = "writer.member(\"\(field.json)\", \(json(field)))"
        switch (field.presence, field.kind) {
        case (.list, .text): line("if !\(name).isEmpty { writer.member(\"\(field.json)\", texts: \(name)) }")
        case (.list, _): line("if !\(name).isEmpty { writer.member(\"\(field.json)\", list: \(name)) }")
        case (.optional, _): line("if let \(name) { \(member) }")
        case (.always, _): line(member)
        case (_, .text), (_, .entityName), (_, .bytes), (_, .map): line("if !\(name).isEmpty { \(member) }")
        case (_, .truth): line("if \(name) { \(member) }")
        case (_, .word): line("if \(name) != .\(field.zeroCase) { \(member) }")
        default: line(field.zeroIsNone ? "if \(name) != 0 { \(member) }" : member)
        }
    }

    /// The value as an argument, by its kind.
    private func json(_ field: FieldModel) -> String {
        switch field.kind {
        case .text: "text: \(field.name)"
        case .entityName: "entity: \(field.name)"
        case .truth: "truth: \(field.name)"
        case .int64, .uint64: "number: \(field.name)"
        case .int32: "number: Int64(\(field.name))"
        case .uint32: "number: UInt64(\(field.name))"
        case .bytes: "base64: \(field.name)"
        case .time: "time: \(field.name)"
        case .word: "word: \(field.name).word"
        case .message: "message: \(field.name)"
        case .map: "map: \(field.name)"
        }
    }

    // MARK: Reading

    mutating func readJSON(_ message: MessageModel) {
        let head = "public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault)"
        if message.fields.isEmpty { return line("\(head) {}") }
        block("@inline(__always) \(head)") { source in
            source.cases("switch field") { source in
                for (index, field) in message.fields.enumerated() { source.readJSON(field, index, message) }
                source.line("default: break")
            }
        }
    }

    private mutating func readJSON(_ field: FieldModel, _ index: Int, _ message: MessageModel) {
        let name = field.name
        let head = "case \(index):"
        func take(_ value: String) -> String {
            field.presence == .optional
                ? "\(head) \(name) = try reader.\(value)" : "\(head) if let read = try reader.\(value) { \(name) = read }"
        }
        switch (field.presence, field.kind) {
        case (.list, .text): line(take("texts()"))
        case (.list, _): line("\(head) try reader.list(into: &\(name))")
        case (.alternative, _):
            let oneof = message.oneof ?? ""
            let read = "if let read: \(field.type) = try reader.alternative(isTaken: \(oneof) != nil)"
            line("\(head) \(read) { \(oneof) = .\(name)(read) }")
        case (_, .message): line("\(head) try reader.message(into: &\(name))")
        case (_, .text): line(take("text()"))
        case (_, .entityName): line(take("entityName()"))
        case (_, .truth): line(take("truth()"))
        case (_, .int32): line(take("int32()"))
        case (_, .int64): line(take("int64()"))
        case (_, .uint32): line(take("uint32()"))
        case (_, .uint64): line(take("uint64()"))
        case (_, .bytes): line(take("base64()"))
        case (_, .time): line(take("time()"))
        case (_, .map): line(take("map()"))
        case (_, .word(let type)):
            line(
                field.presence == .optional
                    ? "\(head) \(name) = try reader.word()" : "\(head) if let read: \(type) = try reader.word() { \(name) = read }")
        }
    }
}
