import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// What a `.proto` file says that this compiler does not know how to write.
struct Unsupported: Error, CustomStringConvertible {
    let place: String
    let reason: String
    var description: String { "\(place): \(reason)" }
}

/// An enumeration.
struct EnumModel {
    /// Its name within its message.
    let name: String
    let comment: [String]
    /// By their numbers, from 0 without a gap: the Swift name, the word in JSON, the comment.
    let cases: [(name: String, word: String, comment: [String])]

    init(_ descriptor: EnumDescriptor) throws {
        let namer = SwiftProtobufNamer()
        name = namer.relativeName(enum: descriptor)
        comment = descriptor.comment
        for (index, value) in descriptor.values.enumerated() where Int(value.number) != index {
            throw Unsupported(place: value.fullName, reason: "the numbers of an enumeration must go up from 0 without a gap")
        }
        cases = descriptor.values.map { (namer.relativeName(enumValue: $0), $0.name, $0.comment) }
    }
}

/// A field.
struct FieldModel {
    enum Kind: Equatable {
        case text, truth, int32, int64, uint32, uint64, bytes, time
        /// A text that names an entity.
        case entityName
        /// An enumeration, by its Swift name.
        case word(String)
        /// A message, by its Swift name.
        case message(String)
        /// Texts to texts.
        case map

        var isMessage: Bool { if case .message = self { true } else { false } }
    }

    enum Presence: Equatable {
        /// Not on the wire where it has its default.
        case plain
        /// On the wire always, zero too.
        case always
        /// Where it is not given, nil.
        case optional
        /// Any number of them.
        case list
        /// One of several, by the Swift name of their oneof.
        case alternative(String)
    }

    let name: String
    /// Its name in the `.proto` file.
    let protoName: String
    let json: String
    let number: Int
    let kind: Kind
    let presence: Presence
    let comment: [String]
    /// Of a number: whether 0 stands for none, and is not printed.
    let zeroIsNone: Bool
    /// Of an optional number: whether a zero is left out of a command's hash.
    let isZeroUnhashed: Bool
    /// Of an enumeration: the case that stands for none.
    let zeroCase: String
    /// Of a verb: whether storefronts, and whether providers may send it.
    let isStorefront: Bool
    let isProvider: Bool
    /// Of a verb: which roles of customers may send it, and to whose things.
    let customers: [(role: String, whose: String)]
    /// Of ids in a verb: what they name, which may have to be the sender's own.
    let own: String
    /// Of a row's number: whether a replay sums it up.
    let isTotal: Bool
    /// What a number counts, and a value for people; empty where nothing is said.
    let unit: String
    let example: String
    /// Whether a command is refused without it.
    let isRequired: Bool
    /// Of ids in a verb: the kind of entity whose deadlines it waits for.
    let subject: String
    /// In a command: whether it is of a person, and is sealed before the entry is made.
    let isPersonal: Bool
    /// In a command: whether it is a password. In a row: whether nobody is shown it.
    let isSecret: Bool

    init(_ descriptor: FieldDescriptor) throws {
        name = SwiftProtobufNamer().messagePropertyNames(field: descriptor, prefixed: "", includeHasAndClear: false).name
        protoName = descriptor.name
        json = descriptor.jsonName ?? descriptor.name
        number = Int(descriptor.number)
        comment = descriptor.comment
        kind = try Self.kind(of: descriptor)
        zeroCase = descriptor.enumType?.values.first.map { SwiftProtobufNamer().relativeName(enumValue: $0) } ?? ""
        let isAlways = descriptor.options.always
        zeroIsNone = descriptor.options.zeroIsNone
        isZeroUnhashed = descriptor.options.unhashedZero
        isTotal = descriptor.options.summed
        (isStorefront, isProvider) = (descriptor.options.storefront, descriptor.options.provider)
        own = descriptor.options.own
        customers = try Self.customers(of: descriptor)
        (unit, example, isRequired) = (descriptor.options.unit, descriptor.options.example, descriptor.options.required)
        subject = descriptor.options.subject
        isPersonal = descriptor.options.personal
        isSecret = descriptor.options.secret
        if let oneof = descriptor.realContainingOneof {
            presence = .alternative(SwiftProtobufNamer().messagePropertyName(oneof: oneof).name)
        } else if descriptor.isMap {
            presence = .plain
        } else if descriptor.isRepeated {
            presence = .list
        } else {
            presence = descriptor.hasPresence ? (isAlways ? .always : .optional) : .plain
        }
        guard !isZeroUnhashed || isNumber && presence == .optional else {
            throw Unsupported(place: descriptor.fullName, reason: "(unhashed_zero) is for optional numbers")
        }
        guard unit.isEmpty || isNumber else { throw Unsupported(place: descriptor.fullName, reason: "(unit) is for numbers") }
        guard subject.isEmpty && own.isEmpty || kind == .text else {
            throw Unsupported(place: descriptor.fullName, reason: "(subject) and (own) are for ids")
        }
        guard !isPersonal || kind == .text || kind.isMessage else {
            throw Unsupported(place: descriptor.fullName, reason: "(personal) is for texts and messages")
        }
        guard kind != .message("Sealed") || presence == .optional else {
            throw Unsupported(place: descriptor.fullName, reason: "what is sealed is there once or not at all")
        }
        if isAlways, presence != .always {
            throw Unsupported(place: descriptor.fullName, reason: "(always) is for fields with presence")
        }
        switch (presence, kind) {
        case (.list, .text), (.list, .message): break
        case (.list, _): throw Unsupported(place: descriptor.fullName, reason: "lists are of texts and messages only")
        case (.plain, .entityName): break
        case (_, .entityName):
            throw Unsupported(place: descriptor.fullName, reason: "(entity_name) is for single texts without presence")
        case (.always, .text), (.always, .bytes), (.always, .map), (.always, .word):
            throw Unsupported(place: descriptor.fullName, reason: "(always) is for numbers, truths, times and messages")
        case (.alternative, .message): break
        case (.alternative, _): throw Unsupported(place: descriptor.fullName, reason: "a oneof is of messages only")
        default: break
        }
    }

    private static func customers(of descriptor: FieldDescriptor) throws -> [(role: String, whose: String)] {
        try descriptor.options.customers.split(separator: ",").map { pair in
            let words = pair.split(separator: " ").map(String.init)
            guard words.count == 2, ["own", "any"].contains(words[1]) else {
                throw Unsupported(place: descriptor.fullName, reason: "(customers) is a list of ROLE own or ROLE any")
            }
            return (words[0], words[1])
        }
    }

    private static func kind(of descriptor: FieldDescriptor) throws -> Kind {
        if descriptor.isMap {
            guard let (key, value) = descriptor.messageType.mapKeyAndValue, key.type == .string, value.type == .string else {
                throw Unsupported(place: descriptor.fullName, reason: "maps are from texts to texts only")
            }
            return .map
        }
        let namer = SwiftProtobufNamer()
        switch descriptor.type {
        case .string: return descriptor.options.entityName ? .entityName : .text
        case .bool: return .truth
        case .int32: return .int32
        case .int64: return .int64
        case .uint32: return .uint32
        case .uint64: return .uint64
        case .bytes: return .bytes
        case .enum: return .word(namer.fullName(enum: descriptor.enumType))
        case .message where descriptor.messageType.fullName == "google.protobuf.Timestamp": return .time
        case .message: return .message(namer.fullName(message: descriptor.messageType))
        default: throw Unsupported(place: descriptor.fullName, reason: "fields of this kind are not in the schema's language")
        }
    }

    /// The Swift type of one value.
    var type: String {
        switch kind {
        case .text: "String"
        case .entityName: "EntityName"
        case .truth: "Bool"
        case .int32: "Int32"
        case .int64: "Int64"
        case .uint32: "UInt32"
        case .uint64: "UInt64"
        case .bytes: "[UInt8]"
        case .time: "Timestamp"
        case .word(let name), .message(let name): name
        case .map: "[String: String]"
        }
    }

    /// The Swift type of the property.
    var storedType: String {
        switch presence {
        case .list: "[\(type)]"
        case .optional, .alternative: "\(type)?"
        case .plain, .always: type
        }
    }

    /// The property's value in a new message.
    var initialValue: String {
        switch presence {
        case .list: return "[]"
        case .optional, .alternative: return "nil"
        case .plain, .always: break
        }
        return switch kind {
        case .text: "\"\""
        case .truth: "false"
        case .int32, .int64, .uint32, .uint64: "0"
        case .bytes: "[]"
        case .map: "[:]"
        case .time, .message, .entityName: "\(type)()"
        case .word: ".\(zeroCase)"
        }
    }

    var isNumber: Bool { [.int32, .int64, .uint32, .uint64].contains(kind) }

    /// Whether the value on the wire has a length before it.
    var isDelimited: Bool {
        switch kind {
        case .text, .entityName, .bytes, .time, .message, .map: true
        case .truth, .int32, .int64, .uint32, .uint64, .word: false
        }
    }

    /// What stands before the value on the wire.
    var tag: Int { number << 3 | (isDelimited ? 2 : 0) }
}

/// A message.
struct MessageModel {
    let name: String
    /// The name with those of the messages around it.
    let fullName: String
    /// The name in the `.proto` file.
    let protoName: String
    let comment: [String]
    let isBoxed: Bool
    /// Whether it is stored or sent as a whole.
    let isWhole: Bool
    /// In the order of their numbers: so they lie on the wire and in JSON.
    let fields: [FieldModel]
    /// Its oneof, of which a message has one at most, by its Swift name.
    let oneof: String?
    let hasBoxedPayloads: Bool
    let enums: [EnumModel]
    let nested: [MessageModel]

    init(_ descriptor: Descriptor) throws {
        let namer = SwiftProtobufNamer()
        name = namer.relativeName(message: descriptor)
        fullName = namer.fullName(message: descriptor)
        protoName = descriptor.name
        comment = descriptor.comment
        isBoxed = descriptor.options.boxed
        isWhole = descriptor.options.whole
        fields = try descriptor.fields.sorted { $0.number < $1.number }.map { try FieldModel($0) }
        guard descriptor.realOneofs.count < 2 else {
            throw Unsupported(place: descriptor.fullName, reason: "a message has one oneof at most")
        }
        oneof = descriptor.realOneofs.first.map { namer.messagePropertyName(oneof: $0).name }
        hasBoxedPayloads = descriptor.realOneofs.first?.options.boxedPayloads ?? false
        guard !isBoxed || oneof == nil else {
            throw Unsupported(place: descriptor.fullName, reason: "a boxed message has no oneof")
        }
        guard fields.count <= 64 else { throw Unsupported(place: descriptor.fullName, reason: "a message has 64 fields at most") }
        enums = try descriptor.enums.map { try EnumModel($0) }
        nested = try descriptor.messages.filter { !$0.options.mapEntry }.map { try MessageModel($0) }
    }

    /// Messages that only hold an enumeration are no more than a name for it.
    var hasFieldsOfItsOwn: Bool { !fields.isEmpty || enums.isEmpty }

    var oneofType: String { "OneOf_" + (oneof.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? "") }

    var alternatives: [FieldModel] {
        fields.filter { if case .alternative = $0.presence { true } else { false } }
    }

    /// Its properties: the fields, and the oneof in place of its alternatives.
    var properties: [(name: String, type: String, initialValue: String, comment: [String])] {
        var all = fields.filter { !alternatives.map(\.name).contains($0.name) }
            .map { ($0.name, $0.storedType, $0.initialValue, $0.comment) }
        if let oneof { all.append((oneof, oneofType + "?", "nil", [])) }
        return all
    }
}

extension ProvidesSourceCodeLocation {
    /// The comment before it, and behind it on its line.
    var comment: [String] {
        protoSourceComments(commentPrefix: "///").split(separator: "\n").map { line in
            var text = line[...]
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }
}
