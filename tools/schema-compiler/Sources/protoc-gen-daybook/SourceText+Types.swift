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
            }
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
        memberwise(message) { source in
            source.packed(message.properties.map { "self.\($0.name) = \($0.name)" }, separator: ";")
        }
    }

    private mutating func memberwise(_ message: MessageModel, _ body: (inout SourceText) -> Void) {
        guard !message.properties.isEmpty else { return }
        call("public init(", message.properties.map { "\($0.name): \($0.type) = \($0.initialValue)" }, ") {")
        indented(body)
        line("}")
    }

    private mutating func boxed(_ message: MessageModel) {
        block("struct Fields: Sendable, Equatable") { source in
            for property in message.properties { source.line("var \(property.name): \(property.type) = \(property.initialValue)") }
        }
        line()
        line("private var box: Box<Fields>")
        line()
        for property in message.properties {
            lines(property.comment)
            let name = property.name
            line("public var \(name): \(property.type) {")
            line("    get { box.storage.value.\(name) }")
            line("    set { box.unique().value.\(name) = newValue }")
            // In place: a getter would give a copy of the list, and all of it would be copied for one element.
            if property.type.hasPrefix("[") { line("    _modify { yield &box.unique().value.\(name) }") }
            line("}")
        }
        line()
        line("public init() { box = Box(Fields()) }")
        memberwise(message) { source in
            source.call("box = Box(Fields(", message.properties.map { "\($0.name): \($0.name)" }, "))")
        }
        line()
        block("public static func == (left: Self, right: Self) -> Bool") {
            $0.line("left.box.storage.value == right.box.storage.value")
        }
        line()
        line("public func encode(to writer: inout ByteWriter) { box.storage.value.encode(to: &writer) }")
        line(
            "public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) { "
                + "try box.unique().value.decode(from: &reader) }"
        )
        line("public func writeJSON(to writer: inout JSONWriter) { box.storage.value.writeJSON(to: &writer) }")
        line(
            "public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) { "
                + "try box.unique().value.readJSON(from: &reader) }"
        )
        line("public func values(of field: Int) -> [FieldValue] { box.storage.value.values(of: field) }")
        line("public static var names: FieldNames { Fields.names }")
    }

    mutating func type(of item: EnumModel) {
        lines(item.comment)
        block("public enum \(item.name): Int, Word") { source in
            for value in item.cases {
                source.lines(value.comment)
                source.line("case \(value.name)")
            }
            source.line()
            source.call("public static let words = FieldNames(", item.cases.map { "\"\($0.word)\"" })
        }
    }
}
