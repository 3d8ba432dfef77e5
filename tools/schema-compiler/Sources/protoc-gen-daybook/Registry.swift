import SwiftProtobufPluginLibrary

/// What the schema's files say together: which entities there are, and which contexts with which verbs and events.
struct Registry {
    /// A kind of entity: a message that is its row.
    struct Entity {
        let message: String
        let table: UInt32
        let context: String
        let kind: String
        let collection: String
        let isHot: Bool

        /// The case of `Table` and of `Row`.
        var name: String { message.prefix(1).lowercased() + message.dropFirst() }
        /// The property of `Tables` that holds its rows.
        var rows: String { collection }
    }

    /// A context: one alternative of `Command` and of `Event`.
    struct Context {
        let name: String
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
    }

    let entities: [Entity]
    let contexts: [Context]

    init(_ files: [FileDescriptor]) throws {
        let descriptors = files.flatMap(\.messages)
        entities = try descriptors.filter { $0.options.hasEntity }.map(Self.entity).sorted { $0.table < $1.table }
        for (entity, next) in zip(entities, entities.dropFirst()) where entity.table == next.table {
            throw Unsupported(place: next.message, reason: "\(entity.message) has the same table number")
        }
        let messages = try Dictionary(uniqueKeysWithValues: descriptors.map { ($0.name, try MessageModel($0)) })
        func alternatives(_ name: String) throws -> [FieldModel] {
            guard let message = messages[name] else { throw Unsupported(place: name, reason: "the schema must have this message") }
            return message.alternatives
        }
        func cases(_ field: FieldModel) throws -> Alternatives {
            Alternatives(message: field.type, cases: try alternatives(field.type).map { ($0.name, $0.json, $0.type) })
        }
        let events = try alternatives("Event")
        contexts = try alternatives("Command").map { field in
            guard let event = events.first(where: { $0.name == field.name }) else {
                throw Unsupported(place: "Event", reason: "\(field.name) has commands and no events")
            }
            return Context(name: field.name, commands: try cases(field), events: try cases(event))
        }
        for entity in entities where !contexts.contains(where: { $0.name == entity.context }) {
            throw Unsupported(place: entity.message, reason: "there is no context \(entity.context)")
        }
    }

    private static func entity(_ descriptor: Descriptor) throws -> Entity {
        let options = descriptor.options.entity
        guard 1...255 ~= options.table else {
            throw Unsupported(place: descriptor.fullName, reason: "tables have numbers from 1 to 255")
        }
        let kind = options.kind.isEmpty ? descriptor.name.prefix(1).lowercased() + descriptor.name.dropFirst() : options.kind
        return Entity(
            message: descriptor.name, table: options.table, context: options.context, kind: kind,
            collection: options.collection.isEmpty ? kind + "s" : options.collection, isHot: options.hot)
    }
}
