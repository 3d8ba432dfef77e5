import Engine
import SwiftProtobuf

/// One pass over a JSON text with a shape beside it; what `JSONFault` finds faults with.
struct JSONWalk {
    private enum Step {
        case field(String)
        case item(Int)
    }

    private let bytes: [UInt8]
    private var index = 0
    private var path: [Step]

    /// Characters of a path that are shown.
    private static let pathCharacters = 200
    /// Bytes of a text's excerpt, and of an unknown field's name.
    private static let shownBytes = (excerpt: 12, name: 80)
    /// How the words for nothing end.
    private static let nothing = Array("_UNSPECIFIED".utf8)
    /// Digits that every 64-bit and every 32-bit number has room for.
    private static let safeDigits = (long: 18, short: 9)

    init(_ bytes: [UInt8], below path: [String]) {
        self.bytes = bytes
        self.path = path.map { .field($0) }
    }

    /// The text is one message of that shape.
    mutating func message(_ shape: Shape) throws(JSONFault) {
        skipBlanks()
        guard peek == UInt8(ascii: "{") else { throw unexpectedValue(JSONFault(place: .message, reason: "is not an object")) }
        try object(shape)
        skipBlanks()
        guard index == bytes.count else {
            let rest = "is followed by something else from byte \(index + 1) on, near \(excerpt)"
            throw JSONFault(place: .text, reason: "\(rest); send one command, or a stream as application/x-ndjson")
        }
    }

    // MARK: Values

    private mutating func object(_ shape: Shape) throws(JSONFault) {
        guard take("{") else { throw other("has another form than the field: an object is expected") }
        skipBlanks()
        guard !take("}") else { return }
        var hasAlternative = false
        repeat {
            let field = try member(of: shape)
            let isSet = try value(field)
            if isSet, field.isAlternative {
                guard !hasAlternative else {
                    throw fault("is one too many: a command has exactly one context with exactly one verb")
                }
                hasAlternative = true
            }
            path.removeLast()
        } while try goesOn(until: "}")
    }

    /// Reads a member's name; its value is next.
    private mutating func member(of shape: Shape) throws(JSONFault) -> Shape {
        guard peek == UInt8(ascii: "\"") else { throw broken }
        let token = try string()
        var name = bytes[(token.range.lowerBound + 1)..<(token.range.upperBound - 1)]
        if !token.isPlain {
            guard let text = try? Google_Protobuf_StringValue(jsonUTF8Bytes: Array(bytes[token.range])) else {
                throw fault("has a field whose name has no valid escapes or UTF-8")
            }
            name = Array(text.value.utf8)[...]
        }
        skipBlanks()
        guard take(":") else { throw broken }
        skipBlanks()
        guard let field = shape.field(named: name) else {
            let shown = String(decoding: name.prefix(Self.shownBytes.name), as: UTF8.self)
            path.append(.field(shown))
            throw fault("is not a field of it" + Spelling.hint(shown, among: shape.fields.map(\.name)))
        }
        path.append(.field(field.name))
        return field
    }

    /// The value of a field. Null leaves the field as it is, so it is no value.
    private mutating func value(_ shape: Shape) throws(JSONFault) -> Bool {
        if takeNull() { return false }
        guard shape.isList else {
            try single(shape)
            return true
        }
        guard take("[") else { throw other("has another form than the field: a list is expected") }
        skipBlanks()
        guard !take("]") else { return true }
        var number = 0
        repeat {
            path.append(.item(number))
            if takeNull() { throw fault("must not be null") }
            try single(shape)
            path.removeLast()
            number += 1
        } while try goesOn(until: "]")
        return true
    }

    private mutating func single(_ shape: Shape) throws(JSONFault) {
        switch shape.kind {
        case .object: try object(shape)
        case .map: try map()
        case .text: try text()
        case .number(let bits, let isSigned): try number(bits: bits, isSigned: isSigned)
        case .words(let words): try word(words)
        case .truth:
            guard let range = bareWord, bytes[range].elementsEqual("true".utf8) || bytes[range].elementsEqual("false".utf8) else {
                throw other("must be true or false")
            }
            index = range.upperBound
        case .time:
            guard peek == UInt8(ascii: "\"") else { throw other("must be a time such as 2026-03-01T09:30:00Z") }
            try judge(Google_Protobuf_Timestamp.self, try string().range)
        case .base64:
            guard peek == UInt8(ascii: "\"") else { throw other("must be bytes in base64, in quotation marks") }
            try judge(Google_Protobuf_BytesValue.self, try string().range)
        }
    }

    /// Names to texts. Its names are not compared with each other: commands have no maps.
    private mutating func map() throws(JSONFault) {
        guard take("{") else { throw other("must be an object") }
        skipBlanks()
        guard !take("}") else { return }
        repeat {
            try text()
            skipBlanks()
            guard take(":") else { throw broken }
            skipBlanks()
            try text()
        } while try goesOn(until: "}")
    }

    private mutating func text() throws(JSONFault) {
        guard peek == UInt8(ascii: "\"") else { throw other("must be a text in quotation marks") }
        let token = try string()
        if !token.isPlain { try judge(Google_Protobuf_StringValue.self, token.range) }
    }

    private mutating func number(bits: Int, isSigned: Bool) throws(JSONFault) {
        var range: Range<Int>
        if peek == UInt8(ascii: "\"") {
            range = try string().range
        } else {
            guard let word = bareWord, isNumber(word) else { throw other("must be a whole number") }
            range = word
            index = word.upperBound
            if isPlainNumber(word, bits: bits) { return }
        }
        switch (bits, isSigned) {
        case (32, true): try judge(Google_Protobuf_Int32Value.self, range)
        case (32, false): try judge(Google_Protobuf_UInt32Value.self, range)
        case (_, true): try judge(Google_Protobuf_Int64Value.self, range)
        case (_, false): try judge(Google_Protobuf_UInt64Value.self, range)
        }
    }

    /// A word of an enumeration, or its number: of those every one is taken here, and the ledger looks at it.
    private mutating func word(_ words: [String]) throws(JSONFault) {
        guard peek == UInt8(ascii: "\"") else { return try number(bits: 64, isSigned: true) }
        let token = try string()
        var word = bytes[(token.range.lowerBound + 1)..<(token.range.upperBound - 1)]
        if !token.isPlain {
            word = Array(((try? Google_Protobuf_StringValue(jsonUTF8Bytes: Array(bytes[token.range])))?.value ?? "").utf8)[...]
        }
        // Every enumeration has a word for nothing as well, which is not among those that are offered.
        guard !word.suffix(Self.nothing.count).elementsEqual(Self.nothing) else { return }
        guard !words.contains(where: { $0.utf8.elementsEqual(word) }) else { return }
        let hint = Spelling.hint(String(decoding: word, as: UTF8.self), among: words)
        throw fault("is not one of the words this field can have: \(words.joined(separator: ", "))\(hint)")
    }

    /// Has the library judge a value that is not plainly right: each one once, so that the whole stays one pass.
    private func judge<M: Message>(_ type: M.Type, _ range: Range<Int>) throws(JSONFault) {
        do {
            _ = try M(jsonUTF8Bytes: Array(bytes[range]))
        } catch JSONDecodingError.invalidUTF8 where bytes[range].allSatisfy({ $0 < 128 }) {
            // ASCII is UTF-8: the library says this of numbers, such as 1e999, that no 64-bit number of any kind can hold.
            throw fault(JSONFault.reason(JSONDecodingError.numberRange))
        } catch {
            throw fault(JSONFault.reason(error))
        }
    }

    // MARK: Bytes

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while index < bytes.count, JSONFault.isBlank(bytes[index]) { index += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// Whether a list or object has another element, after one of them.
    private mutating func goesOn(until close: Unicode.Scalar) throws(JSONFault) -> Bool {
        skipBlanks()
        if take(close) { return false }
        guard take(",") else { throw broken }
        skipBlanks()
        return true
    }

    /// A string with its quotation marks, which begins here. Plain ones have neither escapes nor other letters than ASCII's.
    private mutating func string() throws(JSONFault) -> (range: Range<Int>, isPlain: Bool) {
        let start = index
        var isPlain = true
        index += 1
        while let byte = peek, byte >= 32 {
            index += 1
            if byte == UInt8(ascii: "\"") { return (start..<index, isPlain) }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                index = min(index + 1, bytes.count)
            }
            if byte >= 128 { isPlain = false }
        }
        throw broken
    }

    private mutating func takeNull() -> Bool {
        guard peek == UInt8(ascii: "n"), let range = bareWord, bytes[range].elementsEqual("null".utf8) else { return false }
        index = range.upperBound
        return true
    }

    /// The bytes of a number, `true`, `false`, `null` or nonsense that begins here, if any does.
    private var bareWord: Range<Int>? {
        var end = index
        scan: while end < bytes.count {
            switch bytes[end] {
            case 48...57, 65...90, 97...122, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): end += 1
            default: break scan
            }
        }
        return end > index ? index..<end : nil
    }

    /// Whether a word is a number. Source: RFC 8259 § 6. Leading zeros are let through: they have a reason of their own.
    private func isNumber(_ range: Range<Int>) -> Bool {
        var rest = bytes[range]
        func takeDigits() -> Bool {
            let digits = rest.prefix { (48...57).contains($0) }
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard takeDigits() else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard takeDigits() else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard takeDigits() else { return false }
        }
        return rest.isEmpty
    }

    /// Whether a number is in range at a glance.
    private func isPlainNumber(_ range: Range<Int>, bits: Int) -> Bool {
        let digits = bytes[range]
        return digits.count <= (bits == 64 ? Self.safeDigits.long : Self.safeDigits.short)
            && digits.allSatisfy { (48...57).contains($0) } && (digits.first != UInt8(ascii: "0") || digits.count == 1)
    }

    // MARK: Faults

    private func fault(_ reason: String) -> JSONFault {
        var text = ""
        for step in path {
            switch step {
            case .field(let name): text += text.isEmpty ? name : "." + name
            case .item(let number): text += "[\(number)]"
            }
        }
        return JSONFault(place: .field(String(text.prefix(Self.pathCharacters))), reason: reason)
    }

    /// A value of another kind than the field's.
    private func other(_ reason: String) -> JSONFault { unexpectedValue(fault(reason)) }

    /// The fault of a value that begins here and has another kind than expected; where none begins, the text is not JSON.
    private func unexpectedValue(_ fault: JSONFault) -> JSONFault {
        switch peek {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return fault
        default:
            guard let range = bareWord else { return broken }
            let isWord = ["true", "false", "null"].contains { bytes[range].elementsEqual($0.utf8) }
            return isWord || isNumber(range) ? fault : broken
        }
    }

    /// What is here is not JSON.
    private var broken: JSONFault {
        guard index < bytes.count else {
            return JSONFault(place: .text, reason: "is not JSON: it ends after byte \(bytes.count), in the middle")
        }
        return JSONFault(place: .text, reason: "is not JSON: unexpected at byte \(index + 1), near \(excerpt)")
    }

    private var excerpt: String {
        Text.json(String(decoding: bytes[index...].prefix(Self.shownBytes.excerpt), as: UTF8.self))
    }
}
