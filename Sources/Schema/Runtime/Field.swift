/// What the schema says about a message.
public struct MessageSchema: Sendable {
    /// Its name in the schema.
    public let name: StaticString
    /// Its fields, in the order of their numbers.
    public let fields: [Field]
    /// The fields' names in JSON.
    let names: FieldNames

    init(_ name: StaticString, _ fields: [Field]) {
        self.name = name
        self.fields = fields
        names = FieldNames(fields.map(\.name))
    }
}

/// What the schema says about a field.
public struct Field: Sendable {
    /// What a field holds.
    public enum Kind: Sendable {
        case text, truth, bytes, time
        /// A whole number of so many bits.
        case number(bits: Int, isSigned: Bool)
        /// One of these words; the first stands for none.
        case words(FieldNames)
        case message(any Message.Type)
        /// Texts to texts.
        case map
    }

    /// How many values it has, and what stands for none.
    public enum Presence: Sendable {
        /// One; its default stands for none.
        case plain
        /// One, whatever it is.
        case always
        /// One or none.
        case optional
        /// Any number.
        case list
        /// One or none, and then none of the other alternatives has any.
        case alternative
    }

    /// Its name in JSON.
    public let name: StaticString
    /// Its number on the wire.
    public let number: Int
    public let kind: Kind
    public let presence: Presence
    /// What it says, in sentences for people; empty where the schema has none.
    public let comment: StaticString
    /// What a number counts, such as `minor`, which is minor units of the currency beside it; nil where that is plain.
    public let unit: StaticString?
    /// A value that it could have: of a text its bytes, of anything else as JSON has it.
    public let example: StaticString?
    /// Whether a command is refused without it.
    public let isRequired: Bool
    /// Whether it is of a person: in an entry and in a row it is sealed.
    public let isPersonal: Bool
    /// Whether it is a password: not it, but its hash is kept.
    public let isSecret: Bool
    /// Whether it is a number of which 0 stands for none, and is left out of JSON then.
    public let isZeroNone: Bool

    init(
        _ name: StaticString, _ number: Int, _ kind: Kind, _ presence: Presence, _ comment: StaticString = "",
        unit: StaticString? = nil, example: StaticString? = nil, isRequired: Bool = false,
        isPersonal: Bool = false, isSecret: Bool = false, isZeroNone: Bool = false
    ) {
        self.name = name
        self.number = number
        self.kind = kind
        self.presence = presence
        self.comment = comment
        self.unit = unit
        self.example = example
        self.isRequired = isRequired
        self.isPersonal = isPersonal
        self.isSecret = isSecret
        self.isZeroNone = isZeroNone
    }
}

/// One value of a field.
public enum FieldValue: Sendable {
    case text(String)
    case truth(Bool)
    case number(Int64)
    case large(UInt64)
    case bytes([UInt8])
    case time(Timestamp)
    case word(StaticString)
    case message(any Message)
    case map([String: String])
}
