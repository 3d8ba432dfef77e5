import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Every number that the schema has given, a line each: of a field with its name and type, of a word with its name. They are on
/// disks for ever, so tools/generate takes new lines and refuses to lose one.
struct NumberList {
    /// Sorted by their bytes.
    let lines: [String]

    /// - Parameter files: the schema's; those that they import are looked at, too.
    init(_ files: [FileDescriptor]) {
        var found: Set<String> = []
        var names: Set<String> = []
        var waiting = files
        while let file = waiting.popLast() {
            guard file.package.hasPrefix("daybook."), names.insert(file.name).inserted else { continue }
            waiting += file.dependencies
            for word in file.enums { found.formUnion(Self.lines(of: word)) }
            for message in file.messages { found.formUnion(Self.lines(of: message)) }
        }
        lines = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func lines(of message: Descriptor) -> [String] {
        // What a map is made of is no message of the schema.
        guard !message.isMapEntry else { return [] }
        return message.fields.map(line) + message.enums.flatMap(lines) + message.messages.flatMap(lines)
    }

    private static func lines(of word: EnumDescriptor) -> [String] {
        word.values.map { "\(word.fullName).\($0.name) = \($0.number)" }
    }

    /// Such as `daybook.v1.PlaceOrder.lines repeated daybook.v1.PlaceOrderLine = 4`.
    private static func line(of field: FieldDescriptor) -> String {
        let form: String
        if let pair = field.isMap ? field.messageType?.mapKeyAndValue : nil {
            form = "map<\(type(of: pair.key)), \(type(of: pair.value))>"
        } else {
            let label = field.isRepeated ? "repeated " : field.proto.proto3Optional ? "optional " : ""
            form = label + type(of: field)
        }
        let choice = field.realContainingOneof.map { " of \($0.name)" } ?? ""
        return "\(field.containingType.fullName).\(field.name) \(form)\(choice) = \(field.number)"
    }

    private static func type(of field: FieldDescriptor) -> String {
        field.messageType?.fullName ?? field.enumType?.fullName ?? "\(field.type)"
    }

    /// The number of lines, as Swift.
    var source: String {
        """
        // swift-format-ignore-file
        // Written by tools/generate: change the .proto files, never this one.

        /// How much this program's schema says.
        public enum SchemaNumbers {
            /// The count of its fields, verbs, events and words, which Protos/numbers.txt lists. They are added and never taken
            /// away, so of two versions of this program the one with the greater count is the newer one, and can read all that the
            /// other wrote.
            public static let count = \(lines.count)
        }

        """
    }
}
