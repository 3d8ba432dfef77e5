/// A JSON text as a tree that keeps what Foundation's parsers lose: the order of fields, and numbers digit by digit.
///
/// Only for showing what the service said; nothing is decided on it.
package indirect enum JSONTree: Sendable, Equatable {
    case object([Field])
    case array([JSONTree])
    case string(String)
    /// A number, `true`, `false` or `null`, as it is written.
    case literal(String)

    /// A field of an object.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: JSONTree
    }

    /// Reads a whole text; nil if it is not JSON, or nested deeper than any answer of the service.
    package init?(_ bytes: [UInt8]) {
        var parser = JSONParser(bytes: bytes)
        guard let tree = parser.value(depth: 0), parser.isAtEnd() else { return nil }
        self = tree
    }

    /// The field of an object.
    package subscript(name: String) -> JSONTree? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }

    /// What a person reads: strings without quotes, everything else as it is written.
    package var text: String {
        switch self {
        case .string(let text): text
        case .literal(let text): text
        case .object(let fields): "{" + fields.map { "\"\($0.name)\":\($0.value.json)" }.joined(separator: ",") + "}"
        case .array(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
        }
    }

    /// The same as JSON, without spaces.
    package var json: String {
        if case .string(let text) = self { return Self.quoted(text) }
        return text
    }

    /// All leaves with their paths: `lines.0.sku`.
    package var leaves: [(name: String, value: String)] {
        func collect(_ tree: JSONTree, _ path: String, _ found: inout [(name: String, value: String)]) {
            switch tree {
            case .object(let fields) where !fields.isEmpty:
                for field in fields { collect(field.value, path.isEmpty ? field.name : "\(path).\(field.name)", &found) }
            case .array(let items) where !items.isEmpty:
                for (index, item) in items.enumerated() { collect(item, "\(path).\(index)", &found) }
            default: found.append((path, tree.text))
            }
        }
        var found: [(name: String, value: String)] = []
        collect(self, "", &found)
        return found
    }

    /// A string with its quotes and escapes.
    package static func quoted(_ text: String) -> String {
        let hex = Array("0123456789abcdef")
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case let scalar where scalar.value < 32: quoted += "\\u00\(hex[Int(scalar.value >> 4)])\(hex[Int(scalar.value & 15)])"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// Reads JSON from left to right.
private struct JSONParser {
    let bytes: [UInt8]
    var index = 0
    static let maxDepth = 64

    mutating func isAtEnd() -> Bool {
        skipSpaces()
        return index == bytes.count
    }

    mutating func value(depth: Int) -> JSONTree? {
        skipSpaces()
        guard index < bytes.count, depth < Self.maxDepth else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map(JSONTree.string)
        default: return literal()
        }
    }

    private mutating func object(depth: Int) -> JSONTree? {
        index += 1
        var fields: [JSONTree.Field] = []
        if take("}") { return .object([]) }
        while true {
            skipSpaces()
            guard let name = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
            fields.append(JSONTree.Field(name: name, value: value))
            if take("}") { return .object(fields) }
            guard take(",") else { return nil }
        }
    }

    private mutating func array(depth: Int) -> JSONTree? {
        index += 1
        var items: [JSONTree] = []
        if take("]") { return .array([]) }
        while true {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
            if take("]") { return .array(items) }
            guard take(",") else { return nil }
        }
    }

    private mutating func literal() -> JSONTree? {
        let start = index
        while index < bytes.count, isLiteral(bytes[index]) { index += 1 }
        return index > start ? .literal(String(decoding: bytes[start..<index], as: UTF8.self)) : nil
    }

    private func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 43, 45, 46: true
        default: false
        }
    }

    private mutating func string() -> String? {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard let escaped = escape() else { return nil }
            text += Array(String(escaped).utf8)
        }
        return nil
    }

    private mutating func escape() -> Character? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        switch bytes[index] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "u"): return unicode()
        case let byte: return Character(Unicode.Scalar(byte))
        }
    }

    /// Four hex digits, and four more where the first are half of a pair. Leaves `index` on the last digit.
    private mutating func unicode() -> Character? {
        guard let first = hex4(at: index + 1) else { return nil }
        index += 4
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "\\"), bytes[index + 2] == UInt8(ascii: "u"),
            let second = hex4(at: index + 3), first < 0xDC00, (0xDC00..<0xE000).contains(second)
        else { return "\u{FFFD}" }
        index += 6
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)).map(Character.init)
    }

    private func hex4(at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        return UInt32(String(decoding: bytes[start..<(start + 4)], as: UTF8.self), radix: 16)
    }

    private mutating func take(_ character: Character) -> Bool {
        skipSpaces()
        guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func skipSpaces() {
        while index < bytes.count, bytes[index] == 32 || (9...13).contains(bytes[index]) { index += 1 }
    }
}
