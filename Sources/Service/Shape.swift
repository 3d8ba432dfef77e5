import Ledger
package import Schema

/// What a message or a field looks like in JSON, for the API's description and for help.
package struct Shape: Sendable {
    /// What a field holds.
    package indirect enum Kind: Sendable {
        case text
        case truth
        /// Bits, and whether below zero is possible.
        case number(bits: Int, isSigned: Bool)
        case time
        case base64
        /// One of these words.
        case words([String])
        /// A message of that name.
        case object(String)
        /// Names to texts.
        case map
    }

    /// Its JSON name.
    package let name: String
    /// What it holds.
    package let kind: Kind
    /// Whether it is a list of these.
    package let isList: Bool
    /// What it says, in sentences; empty where the schema has none.
    package let comment: String
    /// What a number counts.
    package let unit: String?
    /// A value that it could have: of a text its bytes, of anything else as JSON has it.
    package let example: String?
    /// Whether a command is refused without it.
    package let isRequired: Bool
    /// Whether it is of a person: in the book it is sealed.
    package let isPersonal: Bool
    /// Whether it is a password.
    package let isSecret: Bool
    /// Whether it is printed whatever its value is, as numbers are.
    let isAlwaysPrinted: Bool
    /// Whether it is one of several of which an object has one.
    let isAlternative: Bool
    /// The fields of an object.
    package let fields: [Shape]

    init(_ field: Field) {
        name = field.name.description
        comment = field.comment.description
        unit = field.unit?.description
        example = field.example?.description
        isRequired = field.isRequired
        isPersonal = field.isPersonal
        isSecret = field.isSecret
        isList = if case .list = field.presence { true } else { false }
        isAlternative = if case .alternative = field.presence { true } else { false }
        isAlwaysPrinted =
            switch (field.presence, field.kind) {
            case (.always, _): true
            case (.plain, .number): !field.isZeroNone
            default: false
            }
        var fields: [Shape] = []
        switch field.kind {
        case .text: kind = .text
        case .truth: kind = .truth
        case .number(let bits, let isSigned): kind = .number(bits: bits, isSigned: isSigned)
        case .time: kind = .time
        case .bytes: kind = .base64
        case .map: kind = .map
        // The first word stands for none.
        case .words(let words): kind = .words(Array(words.texts.dropFirst()))
        case .message(let type):
            kind = .object(type.name.description)
            fields = Self.of(type)
        }
        self.fields = fields
    }

    /// The contexts of commands, whose fields are their verbs.
    package static let contexts = of(Command.self).filter(\.isAlternative)

    /// The fields of a message.
    package static func of(_ type: any Message.Type) -> [Shape] { type.fields.map(Shape.init) }
}
