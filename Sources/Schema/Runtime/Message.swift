/// A value that is stored, sent and shown: a command, an event, a row, and what lies in them. Written by the schema compiler from
/// the `.proto` files.
public protocol Message: Sendable, Equatable {
    /// One that says nothing.
    init()
    /// What the schema says about it.
    static var schema: MessageSchema { get }

    /// Writes its fields in protobuf's binary form, in the order of their numbers: the same message gives the same bytes.
    func encode(to writer: inout ByteWriter)
    /// Reads fields in protobuf's binary form up to the end of what the reader has open.
    mutating func decode(from reader: inout ByteReader) throws(DecodingFault)
    /// Reads the value of the field that begins with a tag.
    mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault)
    /// Writes it as a JSON object.
    func writeJSON(to writer: inout JSONWriter)
    /// Writes the members of that object.
    func writeMembers(to writer: inout JSONWriter)
    /// Reads the members of a JSON object that has been opened.
    mutating func readJSON(from reader: inout JSONReader) throws(JSONFault)
    /// Reads the value of a member, by its field's place among them.
    mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault)
}

// What is the same for every message. It is compiled for each of them with its own functions inside.
extension Message {
    public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) {
        while let tag = try reader.tag() { try decode(tag, from: &reader) }
    }

    public func writeJSON(to writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(to: &writer)
        writer.endObject()
    }

    public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) {
        let names = Self.schema.names
        var seen: UInt64 = 0
        while let field = try reader.member(names, &seen) { try readMember(field, from: &reader) }
    }

    /// Its name in the schema.
    public static var name: StaticString { schema.name }

    /// Its fields, in the order of their numbers.
    public static var fields: [Field] { schema.fields }
}

extension Message {
    /// Makes one and changes it.
    public static func with(_ change: (inout Self) throws -> Void) rethrows -> Self {
        var message = Self()
        try change(&message)
        return message
    }

    /// It as JSON, on one line.
    public func json() -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.write(appendingTo: &bytes) { writeJSON(to: &$0) }
        return bytes
    }

    /// Reads a message from JSON.
    /// - Parameter path: what the paths of faults begin with, for an object that came without the ones around it.
    /// - Throws: `JSONFault` with the path of what is wrong.
    public init(json bytes: [UInt8], below path: String = "") throws(JSONFault) {
        var reader = JSONReader(bytes, below: path)
        try reader.beginMessage()
        self.init()
        try readJSON(from: &reader)
        try reader.endMessage()
    }

    /// Reads a message from JSON of a newer program, which may have members that the schema does not have: they are left out.
    public init(lenientJSON bytes: [UInt8]) throws(JSONFault) {
        var reader = JSONReader(bytes)
        reader.ignoresUnknown = true
        try reader.beginMessage()
        self.init()
        try readJSON(from: &reader)
        try reader.endMessage()
    }
}

/// A message that is stored or sent as a whole. Its functions are written for each, so that they are plain code in other modules,
/// too.
public protocol WholeMessage: Message {
    /// Its canonical bytes: the same message gives the same ones.
    func canonicalBytes() -> [UInt8]
    /// Appends its canonical bytes.
    func appendCanonicalBytes(to bytes: inout [UInt8])
    /// Reads a message from its binary form, canonical or not.
    /// - Throws: `DecodingFault` where the bytes are no such message, or have a field or a word that the schema does not have.
    static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self
    /// Appends it as JSON, on one line.
    func appendJSON(to bytes: inout [UInt8])
}

// What those functions do.
extension Message {
    @inline(__always)
    init(encoded bytes: [UInt8]) throws(DecodingFault) {
        self.init()
        var reader = ByteReader(bytes)
        try decode(from: &reader)
    }

    @inline(__always)
    func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        appendEncoded(to: &bytes)
        return bytes
    }

    @inline(__always)
    func appendEncoded(to bytes: inout [UInt8]) {
        ByteWriter.write(appendingTo: &bytes) { encode(to: &$0) }
    }

    @inline(__always)
    func appendText(to bytes: inout [UInt8]) {
        JSONWriter.write(appendingTo: &bytes) { writeJSON(to: &$0) }
    }
}

/// A word of an enumeration.
public protocol Word: RawRepresentable, CaseIterable, Sendable, Hashable where RawValue == Int {
    /// All words as JSON has them, by their numbers.
    static var words: FieldNames { get }
}

extension Word {
    /// It as JSON has it.
    public var word: StaticString { Self.words.names[rawValue] }

    /// It as JSON has it, as a text: `PARTIALLY_CAPTURED`.
    public var label: String { word.description }
}
