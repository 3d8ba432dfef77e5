// swift-format-ignore-file
// What daybook/v1/common.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

/// An amount in integer minor units of an ISO 4217 currency (JPY has none, USD has 2, BHD has 3).
public struct Money: Message {
    /// The amount; needed in a price, where what is free says 0; elsewhere none given is 0.
    public var amount: Int64? = nil
    /// The currency, a code of ISO 4217.
    public var currency: String = ""

    public init() {}
    public init(amount: Int64? = nil, currency: String = "") { self.amount = amount; self.currency = currency }

    public func encode(to writer: inout ByteWriter) {
        if let amount { writer.put(8, unhashedZero: UInt64(bitPattern: amount)) }
        if !currency.isEmpty { writer.put(18, text: currency) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: amount = Int64(bitPattern: try reader.varint())
        case 18: currency = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let amount { writer.member("amount", number: amount) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: amount = try reader.int64()
        case 1: if let read = try reader.text() { currency = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Money", [
        Field("amount", 1, .number(bits: 64, isSigned: true), .optional, "The amount; needed in a price, where what is free says 0; elsewhere none given is 0.", unit: "minor", example: "1290"),
        Field("currency", 2, .text, .plain, "The currency, a code of ISO 4217.", example: "EUR", isRequired: true),
    ])
}

/// A position on the earth, in microdegrees.
public struct Location: Message {
    /// Degrees north times a million, up to 90; south is negative.
    public var latitudeE6: Int32 = 0
    /// Degrees east times a million, up to 180; west is negative.
    public var longitudeE6: Int32 = 0

    public init() {}
    public init(latitudeE6: Int32 = 0, longitudeE6: Int32 = 0) { self.latitudeE6 = latitudeE6; self.longitudeE6 = longitudeE6 }

    public func encode(to writer: inout ByteWriter) {
        if latitudeE6 != 0 { writer.put(8, number: UInt64(bitPattern: Int64(latitudeE6))) }
        if longitudeE6 != 0 { writer.put(16, number: UInt64(bitPattern: Int64(longitudeE6))) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: latitudeE6 = Int32(truncatingIfNeeded: try reader.varint())
        case 16: longitudeE6 = Int32(truncatingIfNeeded: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("latitudeE6", number: Int64(latitudeE6))
        writer.member("longitudeE6", number: Int64(longitudeE6))
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int32() { latitudeE6 = read }
        case 1: if let read = try reader.int32() { longitudeE6 = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Location", [
        Field("latitudeE6", 1, .number(bits: 32, isSigned: true), .plain, "Degrees north times a million, up to 90; south is negative.", unit: "microdegrees", example: "45767000"),
        Field("longitudeE6", 2, .number(bits: 32, isSigned: true), .plain, "Degrees east times a million, up to 180; west is negative.", unit: "microdegrees", example: "4834000"),
    ])
}

/// A text of a person, sealed under that person's key: AES-256-GCM, whose additional data are the entity, its version and the field.
///
/// Whoever may read it is shown the text in its place; without the key nobody can read it.
public struct Sealed: Message {
    /// The entity's version when it was sealed.
    public var version: UInt64 = 0
    /// The nonce, the sealed text and the tag; nothing where the text was taken away.
    public var box: [UInt8] = []

    public init() {}
    public init(version: UInt64 = 0, box: [UInt8] = []) { self.version = version; self.box = box }

    public func encode(to writer: inout ByteWriter) {
        if version != 0 { writer.put(8, number: version) }
        if !box.isEmpty { writer.put(18, bytes: box) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: version = try reader.varint()
        case 18: box = try reader.bytes()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("version", number: version)
        if !box.isEmpty { writer.member("box", base64: box) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.uint64() { version = read }
        case 1: if let read = try reader.base64() { box = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Sealed", [
        Field("version", 1, .number(bits: 64, isSigned: false), .plain, "The entity's version when it was sealed.", example: "1"),
        Field("box", 2, .bytes, .plain, "The nonce, the sealed text and the tag; nothing where the text was taken away."),
    ])
}

/// Who sent a command, as the service knows it (never as the command claims).
public struct Actor: Message {
    public enum Kind: Int, Word {
        case unspecified, customer, staff, system, psp, carrier, `import`

        public static let words = FieldNames("KIND_UNSPECIFIED", "CUSTOMER", "STAFF", "SYSTEM", "PSP", "CARRIER", "IMPORT")
    }

    /// What kind of sender it is.
    public var kind: Actor.Kind = .unspecified
    /// The account of the machine, by its number.
    public var uid: UInt32? = nil
    /// The account's name.
    public var name: String = ""
    /// The role that it had.
    public var role: String = ""

    public init() {}
    public init(kind: Actor.Kind = .unspecified, uid: UInt32? = nil, name: String = "", role: String = "") {
        self.kind = kind; self.uid = uid; self.name = name; self.role = role
    }

    public func encode(to writer: inout ByteWriter) {
        if kind != .unspecified { writer.put(8, number: UInt64(kind.rawValue)) }
        if let uid { writer.put(16, number: UInt64(uid)) }
        if !name.isEmpty { writer.put(26, text: name) }
        if !role.isEmpty { writer.put(34, text: role) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: kind = try reader.word()
        case 16: uid = UInt32(truncatingIfNeeded: try reader.varint())
        case 26: name = try reader.text()
        case 34: role = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if kind != .unspecified { writer.member("kind", word: kind.word) }
        if let uid { writer.member("uid", number: UInt64(uid)) }
        if !name.isEmpty { writer.member("name", text: name) }
        if !role.isEmpty { writer.member("role", text: role) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: Actor.Kind = try reader.word() { kind = read }
        case 1: uid = try reader.uint32()
        case 2: if let read = try reader.text() { name = read }
        case 3: if let read = try reader.text() { role = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Actor", [
        Field("kind", 1, .words(Actor.Kind.words), .plain, "What kind of sender it is."),
        Field("uid", 2, .number(bits: 32, isSigned: false), .optional, "The account of the machine, by its number.", example: "1000"),
        Field("name", 3, .text, .plain, "The account's name.", example: "anna"),
        Field("role", 4, .text, .plain, "The role that it had.", example: "operator"),
    ])
}

/// Why a command was refused. The code is stable, the detail is for people, the parameters carry the numbers.
public struct Rejection: Message {
    /// What was wrong, as a word that never changes.
    public var code: String = ""
    /// What was wrong, for people, in a sentence.
    public var detail: String = ""
    /// The numbers and names of what was wrong, by what they are.
    public var params: [String: String] = [:]

    public init() {}
    public init(code: String = "", detail: String = "", params: [String: String] = [:]) {
        self.code = code; self.detail = detail; self.params = params
    }

    public func encode(to writer: inout ByteWriter) {
        if !code.isEmpty { writer.put(10, text: code) }
        if !detail.isEmpty { writer.put(18, text: detail) }
        if !params.isEmpty { writer.put(26, map: params) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: code = try reader.text()
        case 18: detail = try reader.text()
        case 26: try reader.pair(into: &params)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !code.isEmpty { writer.member("code", text: code) }
        if !detail.isEmpty { writer.member("detail", text: detail) }
        if !params.isEmpty { writer.member("params", map: params) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { code = read }
        case 1: if let read = try reader.text() { detail = read }
        case 2: if let read = try reader.map() { params = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Rejection", [
        Field("code", 1, .text, .plain, "What was wrong, as a word that never changes.", example: "insufficient_stock", isRequired: true),
        Field("detail", 2, .text, .plain, "What was wrong, for people, in a sentence.", isRequired: true),
        Field("params", 3, .map, .plain, "The numbers and names of what was wrong, by what they are."),
    ])
}
