/// Reads a JSON text from left to right into values of a known shape, once, and stops at the first place that does not fit.
///
/// Strict: JSON of RFC 8259 that is I-JSON (RFC 7493) too, without a name twice, half a surrogate pair, or a number beyond
/// ±(2⁵³−1); of protobuf's JSON mapping only what it writes, so neither names of another spelling nor numbers in quotation marks.
///
/// It keeps no more than where it is: that what was opened is closed in turn is seen to by the code that reads, which goes down the
/// schema and up again.
public struct JSONReader {
    let bytes: [UInt8]
    /// The next byte to read.
    var index = 0
    /// Whether an object or a list was just opened: its first element has no comma before it.
    private var isOpening = false
    /// Whether members that are none of the names are left out, whatever they hold.
    var ignoresUnknown = false
    /// The path of this text, where it is an object that came without the ones around it.
    private let above: String

    /// - Parameter path: what paths begin with, for an object that came without the ones around it.
    init(_ bytes: [UInt8], below path: String = "") {
        self.bytes = bytes
        above = path
    }

    // MARK: Messages

    /// Opens the message that the text should be.
    mutating func beginMessage() throws(JSONFault) {
        skipBlanks()
        guard next == UInt8(ascii: "{") else { throw unexpectedValue(JSONFault(place: .message, reason: "is not an object")) }
        index &+= 1
        isOpening = true
    }

    /// The message was closed: nothing but blanks may follow.
    mutating func endMessage() throws(JSONFault) {
        skipBlanks()
        guard index == bytes.count else {
            let rest = "is followed by something else from byte \(index + 1) on, near \(excerpt)"
            throw JSONFault(place: .text, reason: "\(rest); send one command, or a stream as application/x-ndjson")
        }
    }

    /// Opens the object that is the value of the member just named, or the item. Its members are next, up to nil.
    /// - Returns: false for null, which is no value.
    mutating func beginObject() throws(JSONFault) -> Bool {
        guard next == UInt8(ascii: "{") else {
            if takeNull() { return false }
            throw other("has another form than the field: an object is expected")
        }
        index &+= 1
        isOpening = true
        return true
    }

    /// Reads the name of the next member of the object that is open; nil at its end, which is then closed.
    ///
    /// Fields mostly come in the order of the schema: the one behind the last of those that were seen is tried first.
    ///
    /// - Parameter seen: a bit for each name; 0 where the object begins.
    /// - Returns: the name's index. Its value is next.
    mutating func member(_ names: FieldNames, _ seen: inout UInt64) throws(JSONFault) -> Int? {
        while try element(until: UInt8(ascii: "}")) {
            if let field = try memberHere(names, &seen) { return field }
        }
        return nil
    }

    /// The member whose name begins here; nil where it was one to be left out, with its value.
    @inline(__always)
    private mutating func memberHere(_ names: FieldNames, _ seen: inout UInt64) throws(JSONFault) -> Int? {
        guard next == UInt8(ascii: "\"") else { throw broken }
        let field: Int
        if let match = names.match(bytes.span, at: index &+ 1, guess: 64 &- seen.leadingZeroBitCount) {
            index &+= match.count &+ 1
            try takeColon()
            field = match.index
        } else {
            guard let found = try fallbackMember(names) else { return nil }
            field = found
        }
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: field)
        guard seen & bit == 0 else { throw fault("is there twice") }
        seen |= bit
        return field
    }

    /// A member whose name has escapes, or is none of the names.
    private mutating func fallbackMember(_ names: FieldNames) throws(JSONFault) -> Int? {
        let name = try memberName()
        try takeColon()
        guard let field = names.index(of: name) else {
            if ignoresUnknown {
                try skipValue()
                return nil
            }
            let shown = String(decoding: name.utf8.prefix(JSONPath.shownBytes), as: UTF8.self)
            throw fault("is not a field of it", unknown: JSONFault.Unknown(name: shown, known: names.texts))
        }
        return field
    }

    /// The bytes of a member's name.
    mutating func memberName() throws(JSONFault) -> String {
        let start = index
        let token = try string()
        guard let name = content(token) else {
            index = start
            throw fault("has a field whose name has no valid escapes or UTF-8")
        }
        return name
    }

    @inline(__always)
    mutating func takeColon() throws(JSONFault) {
        skipBlanks()
        guard next == UInt8(ascii: ":") else { throw broken }
        index &+= 1
        skipBlanks()
    }

    /// One more alternative of a oneof has a value: of all of them only one may.
    var oneTooMany: JSONFault { fault("is one too many: a command has exactly one context with exactly one verb") }

    // MARK: Lists

    /// Opens the list that is the value of the member just named. Its items are next.
    /// - Returns: false for null, which is no value.
    mutating func beginList() throws(JSONFault) -> Bool {
        guard next == UInt8(ascii: "[") else {
            if takeNull() { return false }
            throw other("has another form than the field: a list is expected")
        }
        index &+= 1
        isOpening = true
        return true
    }

    /// Whether the list that is open has another item, whose value is next; at its end it is closed.
    mutating func nextItem() throws(JSONFault) -> Bool {
        guard try element(until: UInt8(ascii: "]")) else { return false }
        if takeNull() { throw fault("must not be null") }
        return true
    }

    /// Whether another element comes, and not the end.
    @inline(__always)
    mutating func element(until close: UInt8) throws(JSONFault) -> Bool {
        skipBlanks()
        let byte = next
        if byte == UInt8(ascii: ","), !isOpening {
            index &+= 1
            skipBlanks()
            return true
        }
        let wasOpening = isOpening
        isOpening = false
        if byte == close {
            index &+= 1
            return false
        }
        guard wasOpening else { throw broken }
        return true
    }

    /// Goes behind the bracket that is here, whose first element is next.
    mutating func openElements() {
        index &+= 1
        isOpening = true
    }

    // MARK: Bytes

    /// The next byte; 0, which nothing begins with, at the end.
    @inline(__always)
    var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

    @inline(__always)
    mutating func skipBlanks() {
        if index < bytes.count, bytes[index] <= UInt8(ascii: " ") { skipMoreBlanks() }
    }

    private mutating func skipMoreBlanks() {
        while index < bytes.count, JSONBytes.isBlank(bytes[index]) { index &+= 1 }
    }

    mutating func takeNull() -> Bool {
        guard next == UInt8(ascii: "n"), let range = bareWord, bytes[range].elementsEqual("null".utf8) else { return false }
        index = range.upperBound
        return true
    }

    /// The bytes of a number, `true`, `false`, `null` or nonsense that begins here, if any does.
    var bareWord: Range<Int>? {
        var end = index
        while end < bytes.count, Self.isBare(bytes[end]) { end += 1 }
        return end > index ? index..<end : nil
    }

    /// Whether a byte can belong to a number or to a word without quotation marks.
    @inline(__always)
    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    // MARK: Faults

    /// A fault of what is being read, whatever place of the text it has.
    func fault(_ reason: String, unknown: JSONFault.Unknown? = nil) -> JSONFault {
        let path = JSONPath.text(bytes, upTo: index, below: above)
        return JSONFault(place: path.isEmpty ? .text : .field(path), reason: reason, unknown: unknown)
    }

    /// A value of another kind than the field's.
    func other(_ reason: String, unknown: JSONFault.Unknown? = nil) -> JSONFault {
        unexpectedValue(fault(reason, unknown: unknown))
    }

    /// The fault of a value that begins here and has another kind than expected; where none begins, the text is not JSON.
    func unexpectedValue(_ fault: JSONFault) -> JSONFault {
        switch next {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return fault
        default:
            guard let range = bareWord else { return broken }
            let isWord = ["true", "false", "null"].contains { bytes[range].elementsEqual($0.utf8) }
            return isWord || JSONNumber(bytes[range]) != nil ? fault : broken
        }
    }

    /// What is here is not JSON.
    var broken: JSONFault {
        guard index < bytes.count else {
            return JSONFault(place: .text, reason: "is not JSON: it ends after byte \(bytes.count), in the middle")
        }
        return JSONFault(place: .text, reason: "is not JSON: unexpected at byte \(index + 1), near \(excerpt)")
    }

    /// The next bytes, as a JSON string.
    private var excerpt: String {
        var text: [UInt8] = []
        JSONWriter.write(appendingTo: &text) { $0.text(String(decoding: bytes[index...].prefix(12), as: UTF8.self)) }
        return String(decoding: text, as: UTF8.self)
    }
}
