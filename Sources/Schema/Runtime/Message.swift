/// A value that is stored, sent and shown: a command, an event, a row, and what lies in them. Written by the schema compiler from
/// the `.proto` files.
public protocol Message: Sendable, Equatable {
    /// One that says nothing.
    init()
    /// Its name in the schema.
    static var name: StaticString { get }
    /// What the schema says about its fields, in the order of their numbers.
    static var fields: [Field] { get }
    /// The values of a field, by its place in `fields`: as many as there are.
    func values(of field: Int) -> [FieldValue]

    /// Writes its fields in protobuf's binary form, in the order of their numbers: the same message gives the same bytes.
    func encode(to writer: inout ByteWriter)
    /// Reads fields in protobuf's binary form up to the end of what the reader has open.
    mutating func decode(from reader: inout ByteReader) throws(DecodingFault)
    /// Writes it as a JSON object.
    func writeJSON(to writer: inout JSONWriter)
    /// Reads the members of a JSON object that has been opened.
    mutating func readJSON(from reader: inout JSONReader) throws(JSONFault)
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
    /// - Throws: `JSONFault` with the path of what is wrong.
    public init(json bytes: [UInt8]) throws(JSONFault) {
        var reader = JSONReader(bytes)
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

extension Message {
    /// The type of the message that the field of that name holds; nil where there is none.
    fileprivate static func message(in name: String) -> (any Message.Type)? {
        guard let field = fields.first(where: { $0.name.description == name }), case .message(let type) = field.kind else {
            return nil
        }
        return type
    }
}

extension Command {
    /// Reads a verb's object alone, whose context and verb came beside it.
    /// - Throws: `JSONFault` with a path that begins with them, and the bytes of the text counted as they came.
    public init(json bytes: [UInt8], asMember verb: String, of context: String) throws(JSONFault) {
        guard let type = Self.message(in: context)?.message(in: verb) else {
            throw JSONFault(place: .message, reason: "is of no verb that there is")
        }
        // What is wrapped was read by itself first: it is one whole object, whose end cannot add something outside of it.
        var reader = JSONReader(bytes, below: [context, verb])
        try reader.beginMessage()
        var body = type.init()
        try body.readJSON(from: &reader)
        try reader.endMessage()
        try self.init(json: Array("{\"\(context)\":{\"\(verb)\":".utf8) + bytes + Array("}}".utf8))
    }
}

/// A message that is stored or sent as a whole. Its functions are generated for each message rather than
/// inherited from the protocol, so that calls are direct.
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
