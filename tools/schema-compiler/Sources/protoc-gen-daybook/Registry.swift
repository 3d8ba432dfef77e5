import SwiftProtobufPluginLibrary

/// What the schema's files say together: which entities there are, and which contexts with which verbs and events.
struct Registry {
    /// A kind of entity: a message that is its row.
    struct Entity {
        let message: String
        let table: UInt32
        /// The context whose events change it, by its Swift name.
        let context: String
        let kind: String
        let collection: String
        let isHot: Bool
        let columns: [Column]
        let indexes: [Index]
        /// The numbers of indexes that it had once.
        let retiredIndexes: [UInt32]
        /// The fields that a replay sums up, by their names in JSON.
        let totals: [String]
        /// The Swift statements that show each of its sealed texts to a `body`.
        let sealed: [String]
        /// The Swift names of its sealed texts that nobody is shown.
        let secrets: [String]

        /// The case of `Table` and of `Row`.
        var name: String { message.lowercasedFirst.swiftName }
        /// The property of `Tables` that holds its rows.
        var rows: String { collection.lowerCamelCase.swiftName }
    }

    /// What rows are found by.
    struct Index {
        let number: UInt32
        /// The case of `Index`.
        let name: String
        /// The name of the column that it serves, if it serves one.
        let column: String?
        /// What its keys are.
        let key: String
        /// The Swift statement that adds a row's keys; nil where the context's own code does.
        let keys: String?

        /// Due times of all tables' rows.
        static let deadline = Index(number: 5, name: "deadline", column: nil, key: "Due time, 16 hex digits", keys: nil)
        /// What entries are found by beside their sequences.
        static let correlation = Index(number: 60, name: "entryCorrelation", column: nil, key: "What it belongs to", keys: nil)
        static let causation = Index(number: 61, name: "entryCausation", column: nil, key: "What caused it", keys: nil)
    }

    /// A column: a field of the row, or one of the messages that the field has.
    struct Column {
        let path: String
        let name: String
        /// The field's place among the row's, and the other's among its message's.
        let field: Int
        let element: Int?
        /// Whether a row may have no word or no number there.
        let isOptional: Bool
        /// The Swift expression of a row's values there.
        let values: String
    }

    /// A context: one alternative of `Command` and of `Event`.
    struct Context {
        /// Its Swift name, and the word before the point: `order` in `order.place`.
        let name: String
        let word: String
        /// The message of its commands, and its oneof.
        let commands: Alternatives
        /// The message of its events, and its oneof.
        let events: Alternatives
    }

    /// A message that is one of several.
    struct Alternatives {
        let message: String
        /// By their Swift names, those in JSON, and their types.
        let cases: [(name: String, json: String, type: String)]
        /// Of commands: the names of those that only some roles may send.
        var storefront: [String] = []
        var provider: [String] = []
        /// Of commands: the names of those that customers may send, with the roles and whose things.
        var customers: [(name: String, roles: [(role: String, whose: String)])] = []
        /// Of commands: the Swift expressions of what may have to be the sender's own, by the verb's Swift name.
        var claims: [(name: String, claims: String)] = []
        /// Of commands: the Swift expressions of the entities that a verb is about, by the verb's Swift name, where it says so.
        var subjects: [(name: String, entities: String)] = []
        /// Of commands: the Swift names of those that say something personal.
        var personal: [String] = []
        /// Of commands: the Swift names of those that say a password.
        var secret: [String] = []
    }

    let entities: [Entity]
    let contexts: [Context]

    init(_ files: [FileDescriptor]) throws {
        let descriptors = files.flatMap(\.messages)
        let messages = try Dictionary(uniqueKeysWithValues: descriptors.map { ($0.name, try MessageModel($0)) })
        func alternatives(_ name: String) throws -> [FieldModel] {
            guard let message = messages[name] else { throw Unsupported(place: name, reason: "the schema must have this message") }
            return message.alternatives
        }
        let commands = try alternatives("Command")
        let entities = try descriptors.filter { $0.options.hasEntity }.map { try Self.entity($0, messages, contexts: commands) }
            .sorted { $0.table < $1.table }
        self.entities = entities
        try Self.differ(entities, "table number") { String($0.table) }
        try Self.differ(entities, "kind", \.kind)
        try Self.differ(entities, "collection", \.rows)
        func cases(_ field: FieldModel) throws -> Alternatives {
            let fields = try alternatives(field.type)
            return Alternatives(
                message: field.type, cases: fields.map { ($0.name, $0.json, $0.type) },
                storefront: fields.filter(\.isStorefront).map(\.json), provider: fields.filter(\.isProvider).map(\.json),
                customers: fields.filter { !$0.customers.isEmpty }.map { ($0.json, $0.customers) },
                claims: try Self.claims(of: fields, messages, entities),
                subjects: try Self.subjects(of: fields, messages, entities),
                personal: fields.filter { Self.hasField($0.type, messages) { $0.isPersonal || $0.isSecret } }.map(\.name),
                secret: fields.filter { Self.hasField($0.type, messages, where: \.isSecret) }.map(\.name))
        }
        let events = try alternatives("Event")
        contexts = try commands.map { field in
            guard let event = events.first(where: { $0.protoName == field.protoName }) else {
                throw Unsupported(place: "Event", reason: "\(field.protoName) has commands and no events")
            }
            return Context(name: field.name, word: field.json, commands: try cases(field), events: try cases(event))
        }
        let numbers =
            entities.flatMap { $0.indexes.map(\.number) + $0.retiredIndexes }
            + [Index.deadline.number, Index.correlation.number, Index.causation.number]
        for number in numbers where !(1...255 ~= number) || numbers.filter({ $0 == number }).count > 1 {
            throw Unsupported(place: "index \(number)", reason: "indexes have numbers from 1 to 255, and each is used once")
        }
        let names = indexes.map(\.index.name)
        for name in names where names.filter({ $0 == name }).count > 1 {
            throw Unsupported(place: "index \(name)", reason: "two indexes have this name")
        }
    }

    /// Refuses entities that have the same of what each has for itself.
    private static func differ(_ entities: [Entity], _ what: String, _ value: (Entity) -> String) throws {
        var owners: [String: Entity] = [:]
        for entity in entities {
            guard let owner = owners.updateValue(entity, forKey: value(entity)) else { continue }
            throw Unsupported(place: entity.message, reason: "\(owner.message) has the same \(what)")
        }
    }

    /// The entities that verbs are about, by the verbs' Swift names, where their ids say so.
    private static func subjects(
        of verbs: [FieldModel], _ messages: [String: MessageModel], _ entities: [Entity]
    ) throws -> [(name: String, entities: String)] {
        func ids(_ verb: FieldModel) -> [FieldModel] { messages[verb.type]?.fields ?? [] }
        let kinds = Set(verbs.flatMap(ids).map(\.subject)).subtracting([""])
        return try verbs.compactMap { verb in
            let found = try ids(verb).compactMap { id -> String? in
                guard !id.subject.isEmpty else {
                    // Whoever adds a verb shall not forget it.
                    let isForgotten = kinds.contains { ["\($0.lowerCamelCase)Id", "\($0.lowerCamelCase)Ids"].contains(id.json) }
                    guard !isForgotten else {
                        throw Unsupported(place: "\(verb.type).\(id.protoName)", reason: "say (subject), as the other verbs do")
                    }
                    return nil
                }
                guard let entity = entities.first(where: { $0.kind == id.subject }) else {
                    throw Unsupported(place: "\(verb.type).\(id.protoName)", reason: "there is no \(id.subject)")
                }
                return "Table.\(entity.name).entities(command.\(id.name))"
            }
            return found.isEmpty ? nil : (verb.name, found.joined(separator: " + "))
        }
    }

    /// What may have to be the sender's own, by the verbs' Swift names.
    private static func claims(
        of verbs: [FieldModel], _ messages: [String: MessageModel], _ entities: [Entity]
    ) throws -> [(name: String, claims: String)] {
        try verbs.compactMap { verb in
            let ids = (messages[verb.type]?.fields ?? []).filter { !$0.own.isEmpty }
            let claims = try ids.map { try claim($0, of: verb, entities) }
            let isOwn = verb.customers.contains { $0.whose == "own" }
            guard isOwn == !claims.isEmpty else {
                throw Unsupported(place: verb.type, reason: "say (own) of its ids where (customers) says own, and there alone")
            }
            return claims.isEmpty ? nil : (verb.name, claims.joined(separator: " + "))
        }
    }

    private static func claim(_ id: FieldModel, of verb: FieldModel, _ entities: [Entity]) throws -> String {
        let kind = id.own.hasSuffix("?") ? String(id.own.dropLast()) : id.own
        func claim(_ text: String) throws -> String {
            if kind == "sku" { return ".sku(\(text))" }
            if kind == "goods" { return ".goods(of: \(text), command)" }
            guard let entity = entities.first(where: { $0.kind == kind }) else {
                throw Unsupported(place: "\(verb.type).\(id.protoName)", reason: "there is no \(kind)")
            }
            return ".\(kind == id.own ? "thing" : "thingOrNobodys")(.\(entity.name), \(text))"
        }
        if id.presence == .list { return "command.\(id.name).map { \(try claim("$0")) }" }
        let one = "[\(try claim("command.\(id.name)"))]"
        return id.isRequired ? one : "(command.\(id.name).isEmpty ? [] : \(one))"
    }

    /// All indexes, with what they are of, by their numbers.
    var indexes: [(index: Index, collection: String)] {
        let indexes = entities.flatMap { entity in entity.indexes.map { ($0, entity.collection) } }
        let entries = "entries, by their sequences in 16 hex digits"
        let others = [(Index.deadline, "rows of any table"), (.correlation, entries), (.causation, entries)]
        return (indexes + others).sorted { $0.0.number < $1.0.number }
    }

    private static func entity(
        _ descriptor: Descriptor, _ messages: [String: MessageModel], contexts: [FieldModel]
    ) throws -> Entity {
        let options = descriptor.options.entity
        func refused(_ reason: String) -> Unsupported { Unsupported(place: descriptor.fullName, reason: reason) }
        guard 1...255 ~= options.table else { throw refused("tables have numbers from 1 to 255") }
        let named = contexts.first { $0.protoName == options.context } ?? contexts.first { $0.json == options.context }
        guard let context = named else { throw refused("there is no context \(options.context)") }
        let kind = options.kind.isEmpty ? descriptor.name.lowercasedFirst : options.kind
        let collection = options.collection.isEmpty ? kind + "s" : options.collection
        for word in [kind, collection] where word.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*/) == nil {
            throw refused("\(word) is no word of letters, digits and hyphens")
        }
        // What paths and `Tables` have beside collections.
        if ["admin", "commands", "entries", "source", "status", "trace"].contains(collection) {
            throw refused("\(collection) is no collection's name: something else has it")
        }
        let columns = try options.columns.map { try column($0, of: descriptor.name, messages) }
        for (place, column) in columns.enumerated() where columns[..<place].contains(where: { $0.name == column.name }) {
            throw refused("it has two columns \(column.name)")
        }
        return Entity(
            message: descriptor.name, table: options.table, context: context.name, kind: kind,
            collection: collection, isHot: options.hot,
            columns: columns, indexes: try indexes(of: descriptor, columns, messages), retiredIndexes: options.retiredIndexes,
            totals: (messages[descriptor.name]?.fields ?? []).filter(\.isTotal).map(\.json),
            sealed: sealed(in: descriptor.name, messages),
            secrets: (messages[descriptor.name]?.fields ?? []).filter(\.isSecret).map(\.name))
    }

    private static func indexes(
        of descriptor: Descriptor, _ columns: [Column], _ messages: [String: MessageModel]
    ) throws -> [Index] {
        try descriptor.options.entity.indexes.map { index in
            let column = columns.first { $0.path == index.column }
            guard column != nil || index.column.isEmpty else {
                throw Unsupported(place: descriptor.fullName, reason: "\(index.column) has an index and is no column")
            }
            guard !index.name.isEmpty, column != nil || !index.key.isEmpty else {
                throw Unsupported(place: descriptor.fullName, reason: "index \(index.number) needs a name, and a column or a key")
            }
            return Index(
                number: index.number, name: index.name.swiftName, column: column?.name,
                key: index.key.isEmpty ? "`\(column?.name ?? "")`" : index.key,
                keys: try column.map { try keys(index, of: $0, in: descriptor.name, messages) })
        }
    }

    /// Whether a message, or one in it, has such a field.
    private static func hasField(
        _ message: String, _ messages: [String: MessageModel], where isWanted: (FieldModel) -> Bool
    ) -> Bool {
        (messages[message]?.fields ?? []).contains { field in
            if case .message(let inner) = field.kind, hasField(inner, messages, where: isWanted) { return true }
            return isWanted(field)
        }
    }

    /// The statements that show the sealed texts of a row, and of the messages in its lists, to a `body`.
    private static func sealed(in row: String, _ messages: [String: MessageModel]) -> [String] {
        (messages[row]?.fields ?? []).compactMap { field in
            guard case .message(let type) = field.kind else { return nil }
            if type == "Sealed" { return field.isSecret ? nil : "body(\"\(field.json)\", &\(field.name))" }
            let inner = (messages[type]?.fields ?? []).filter { $0.kind == .message("Sealed") }
            guard field.presence == .list, !inner.isEmpty else { return nil }
            let calls = inner.map { "body(\"\($0.json)\", &\(field.name)[place].\($0.name))" }
            return "for place in \(field.name).indices { \(calls.joined(separator: "; ")) }"
        }
    }

    /// The statement that adds the keys of a column's index: one for a field, one for each element of a list.
    private static func keys(
        _ index: IndexOptions, of column: Column, in row: String, _ messages: [String: MessageModel]
    ) throws -> String {
        guard let field = messages[row]?.fields[column.field] else { return "" }
        func add(_ value: String) -> String { "keys.append(IndexKey(.\(index.name.swiftName), \(value)))" }
        if let place = column.element {
            guard field.presence == .list, let element = messages[field.type]?.fields[place], element.kind == .text else {
                throw Unsupported(
                    place: "\(row).\(column.path)", reason: "an index of elements is of a text of each element of a list")
            }
            return "for element in \(field.name) { \(add("element.\(element.name)")) }"
        }
        switch (field.presence, field.kind) {
        case (.plain, .text) where index.sparse: return "if !\(field.name).isEmpty { \(add(field.name)) }"
        case (.plain, .text): return add(field.name)
        case (.list, .text): return "for value in \(field.name) { \(add("value")) }"
        case (.plain, .word) where !index.sparse: return add("\(field.name).indexValue")
        default: throw Unsupported(place: "\(row).\(column.path)", reason: "an index is of a text or of a word")
        }
    }

    private static func column(_ path: String, of row: String, _ messages: [String: MessageModel]) throws -> Column {
        let isOptional = path.hasSuffix("?")
        let path = isOptional ? String(path.dropLast()) : path
        let names = path.split(separator: ".").map(String.init)
        func place(_ name: String, in message: String) throws -> Int {
            guard let place = messages[message]?.fields.firstIndex(where: { $0.protoName == name }) else {
                throw Unsupported(place: "\(row).\(path)", reason: "\(message) has no field \(name)")
            }
            return place
        }
        let outer = try place(names[0], in: row)
        guard let field = messages[row]?.fields[outer] else {
            throw Unsupported(place: "\(row).\(path)", reason: "there is no such row")
        }
        guard names.count == 2 else {
            return Column(
                path: path, name: field.json, field: outer, element: nil, isOptional: isOptional, values: field.columnValues)
        }
        let inner = try place(names[1], in: field.type)
        guard let element = messages[field.type]?.fields[inner] else {
            throw Unsupported(place: "\(row).\(path)", reason: "\(names[0]) is no message")
        }
        return Column(
            path: path, name: element.json, field: outer, element: inner, isOptional: isOptional,
            values: field.columnValues(of: element))
    }
}

extension FieldModel {
    /// The values that a row has in it: a list of as many.
    var columnValues: String {
        switch presence {
        case .list: "\(name).map { \(fieldValue("$0")) }"
        case .optional, .alternative: "\(name).map { [\(fieldValue("$0"))] } ?? []"
        case .plain, .always: "[\(fieldValue(name))]"
        }
    }

    /// The values that the messages of it have in a field of theirs.
    func columnValues(of element: FieldModel) -> String {
        switch presence {
        case .list: "\(name).map { \(element.elementValue("$0")) }"
        case .optional, .alternative: "\(name).map { [\(element.elementValue("$0"))] } ?? []"
        case .plain, .always: "[\(element.elementValue(name))]"
        }
    }

    /// The value that a message has in it, or nil.
    private func elementValue(_ message: String) -> String {
        presence == .optional ? "\(message).\(name).map { \(fieldValue("$0")) }" : fieldValue("\(message).\(name)")
    }

    private func fieldValue(_ value: String) -> String {
        switch kind {
        case .text: ".text(\(value))"
        case .entityName: ".text(\(value).text)"
        case .truth: ".truth(\(value))"
        case .int32, .uint32: ".number(Int64(\(value)))"
        case .int64: ".number(\(value))"
        case .uint64: ".large(\(value))"
        case .bytes: ".bytes(\(value))"
        case .time: ".time(\(value))"
        case .word: ".word(\(value).word)"
        case .message: ".message(\(value))"
        case .map: ".map(\(value))"
        }
    }
}
