extension SourceText {
    /// A message's type with what is nested in it.
    mutating func type(of message: MessageModel) {
        lines(message.comment)
        guard message.hasFieldsOfItsOwn else {
            block("public enum \(message.name)") { source in
                for item in message.enums { source.type(of: item) }
            }
            return
        }
        block("public struct \(message.name): \(message.isWhole ? "WholeMessage" : "Message")") { source in
            for item in message.enums {
                source.type(of: item)
                source.line()
            }
            for item in message.nested {
                source.type(of: item)
                source.line()
            }
            if message.isBoxed {
                source.boxed(message)
            } else {
                source.plain(message)
                source.line()
                source.coding(of: message)
            }
            if message.isWhole { source.whole() }
        }
    }

    private mutating func plain(_ message: MessageModel) {
        if let oneof = message.oneof {
            let indirect = message.hasBoxedPayloads ? "indirect " : ""
            block("public \(indirect)enum \(message.oneofType): Sendable, Equatable") { source in
                for field in message.alternatives {
                    source.lines(field.comment)
                    source.line("case \(field.name)(\(field.type))")
                }
            }
            line()
            for field in message.alternatives {
                let get = "if case .\(field.name)(let value) = \(oneof) { value } else { \(field.type)() }"
                line("public var \(field.name): \(field.type) { get { \(get) } set { \(oneof) = .\(field.name)(newValue) } }")
            }
        }
        properties(message)
    }

    private mutating func properties(_ message: MessageModel) {
        for property in message.properties {
            lines(property.comment)
            line("public var \(property.name): \(property.type) = \(property.initialValue)")
        }
        if !message.properties.isEmpty { line() }
        line("public init() {}")
        let assignments = message.properties.map { "self.\($0.name) = \($0.name)" }
        let head = "public init(" + message.properties.map { "\($0.name): \($0.type) = \($0.initialValue)" }.joined(separator: ", ")
        let all = "\(head)) { \(assignments.joined(separator: "; ")) }"
        guard !assignments.isEmpty, !fits(all) else {
            if !assignments.isEmpty { line(all) }
            return
        }
        call("public init(", message.properties.map { "\($0.name): \($0.type) = \($0.initialValue)" }, ") {")
        indented { $0.packed(assignments, separator: ";") }
        line("}")
    }

    private mutating func boxed(_ message: MessageModel) {
        block("struct Fields: Message") { source in
            for property in message.properties { source.line("var \(property.name): \(property.type) = \(property.initialValue)") }
            source.line()
            source.coding(of: message)
        }
        line()
        line("private var box: Box<Fields>")
        line()
        for property in message.properties {
            lines(property.comment)
            let name = property.name
            // A list is changed in place: a getter would give a copy, and all of it would be copied for one element.
            let modify = property.type.hasPrefix("[") ? ["_modify { yield &box.unique().value.\(name) }"] : []
            accessors(
                "public var \(name): \(property.type)",
                ["get { box.storage.value.\(name) }", "set { box.unique().value.\(name) = newValue }"] + modify)
        }
        line()
        line("public init() { box = Box(Fields()) }")
        call("public init(", message.properties.map { "\($0.name): \($0.type) = \($0.initialValue)" }, ") {")
        indented { $0.call("box = Box(Fields(", message.properties.map { "\($0.name): \($0.name)" }, "))") }
        line("}")
        line()
        line("public static func == (left: Self, right: Self) -> Bool { left.box.storage.value == right.box.storage.value }")
        forwards()
    }

    /// What a boxed message lets its fields do.
    private mutating func forwards() {
        let value = "try box.unique().value"
        line("public func encode(to writer: inout ByteWriter) { box.storage.value.encode(to: &writer) }")
        line("public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) { \(value).decode(from: &reader) }")
        line(
            "public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) "
                + "{ \(value).decode(tag, from: &reader) }")
        line("public func writeMembers(to writer: inout JSONWriter) { box.storage.value.writeMembers(to: &writer) }")
        line("public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) { \(value).readJSON(from: &reader) }")
        line(
            "public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) "
                + "{ \(value).readMember(field, from: &reader) }")
        line("public static var schema: MessageSchema { Fields.schema }")
    }

    private mutating func accessors(_ head: String, _ accessors: [String]) {
        let all = "\(head) { \(accessors.joined(separator: " ")) }"
        if fits(all) { return line(all) }
        block(head) { source in
            for accessor in accessors { source.line(accessor) }
        }
    }

    mutating func type(of item: EnumModel) {
        lines(item.comment)
        block("public enum \(item.name): Int, Word") { source in
            if item.cases.allSatisfy({ $0.comment.isEmpty }) {
                source.call("case ", item.cases.map(\.name), "")
            } else {
                for value in item.cases {
                    source.lines(value.comment)
                    source.line("case \(value.name)")
                }
            }
            source.line()
            source.call("public static let words = FieldNames(", item.cases.map { "\"\($0.word)\"" })
        }
    }
}
