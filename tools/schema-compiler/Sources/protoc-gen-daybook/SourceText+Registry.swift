extension SourceText {
    // MARK: What the schema's own module says

    /// Tables, and the names of verbs and events.
    mutating func schemaRegistry(_ registry: Registry) {
        line("// swift-format-ignore-file")
        line("// Which tables, verbs and events there are. Written by tools/generate: change the .proto files, never this one.")
        line()
        line("/// The tables of the ledger: one for each kind of entity. The numbers are on disk and never change.")
        block("public enum Table: UInt8, Sendable, CaseIterable") { source in
            for entity in registry.entities { source.line("case \(entity.name) = \(entity.table)") }
            source.line()
            source.line("/// The word before the slash of an entity: `order` in `order/O-1001`.")
            source.block("public var kind: String") { $0.select(registry.entities.map { ($0.name, "\"\($0.kind)\"") }) }
            source.line()
            source.line("/// The kind with the slash behind it.")
            source.block("var prefix: StaticString") { $0.select(registry.entities.map { ($0.name, "\"\($0.kind)/\"") }) }
            source.line()
            source.line("/// The table of a kind, or nil if there is none of that name.")
            source.block("public init?(kind: String)") { source in
                source.cases("switch kind") { source in
                    for entity in registry.entities { source.line("case \"\(entity.kind)\": self = .\(entity.name)") }
                    source.line("default: return nil")
                }
            }
            source.line()
            source.line("/// The word in paths and on the command line: `orders` in `/v1/orders/O-1001`.")
            source.block("public var collection: String") { $0.select(registry.entities.map { ($0.name, "\"\($0.collection)\"") }) }
            source.line()
            source.line("/// The entity of this table with that id: `order/O-1001`.")
            source.block("public func entity(_ id: String) -> String") { source in
                source.select(registry.entities.map { ($0.name, "\"\($0.kind)/\" + id") })
            }
        }
        verbs(registry.contexts)
        names(registry, of: "Command", "The verb as it is written, `order.place`, or nil if there is none.", \.commands)
        personal(registry.contexts)
        names(registry, of: "Event", "What happened, `order.placed`, or nil if there is nothing.", \.events)
    }

    /// How a verb's object is read where its name came beside it.
    private mutating func verbs(_ contexts: [Registry.Context]) {
        line()
        block("extension Command") { source in
            source.line("/// Reads a verb's object alone, whose name came beside it: `order.place`.")
            source.line(
                "/// - Throws: `JSONFault` with a path that begins with the verb, and the bytes of the text counted as they came.")
            source.block("public init(json bytes: [UInt8], of verb: String) throws(JSONFault)") { source in
                source.cases("switch verb") { source in
                    for context in contexts {
                        for verb in context.commands.cases {
                            source.line("case \"\(context.word).\(verb.json)\":")
                            source.indented {
                                $0.line(
                                    "self.init(command: .\(context.name)(\(context.commands.message)("
                                        + "command: .\(verb.name)(try \(verb.type)(json: bytes, below: verb)))))")
                            }
                        }
                    }
                    source.line("default: throw JSONFault(place: .message, reason: \"is of no verb that there is\")")
                }
            }
        }
    }

    private mutating func names(
        _ registry: Registry, of message: String, _ comment: String,
        _ alternatives: KeyPath<Registry.Context, Registry.Alternatives>
    ) {
        let oneof = message.lowercased()
        line()
        block("extension \(message)") { source in
            source.line("/// \(comment)")
            source.block("public var name: String?") { source in
                source.cases("switch \(oneof)") { source in
                    for context in registry.contexts { source.line("case .\(context.name)(let context): context.\(oneof)?.name") }
                    source.line("case nil: nil")
                }
            }
        }
        for context in registry.contexts {
            let alternatives = context[keyPath: alternatives]
            line()
            block("extension \(alternatives.message).OneOf_\(message)") { source in
                source.line("/// Its name, with the context's.")
                source.block("public var name: String") { source in
                    source.select(alternatives.cases.map { ($0.name, "\"\(context.word).\($0.json)\"") })
                }
            }
        }
    }

    /// Which verbs say something personal, and which a password.
    private mutating func personal(_ contexts: [Registry.Context]) {
        marked("isPersonal", "Whether it says something that is sealed before its entry is made.", contexts, \.personal)
        marked("isSecret", "Whether it says a password.", contexts, \.secret)
    }

    private mutating func marked(
        _ name: String, _ comment: String, _ contexts: [Registry.Context], _ verbs: KeyPath<Registry.Alternatives, [String]>
    ) {
        let found = contexts.filter { !$0.commands[keyPath: verbs].isEmpty }
        line()
        block("extension Command") { source in
            source.line("/// \(comment)")
            source.block("public var \(name): Bool") { source in
                source.cases("switch command") { source in
                    for context in found {
                        source.line("case .\(context.name)(let context)?: context.command?.\(name) ?? false")
                    }
                    source.line("default: false")
                }
            }
        }
        for context in found {
            let commands = context.commands
            line()
            block("extension \(commands.message).OneOf_Command") { source in
                source.block("var \(name): Bool") { source in
                    source.cases("switch self") { source in
                        source.line("case \(commands[keyPath: verbs].map { ".\($0)" }.joined(separator: ", ")): true")
                        if commands[keyPath: verbs].count < commands.cases.count { source.line("default: false") }
                    }
                }
            }
        }
    }

    /// A value for each case.
    private mutating func select(_ values: [(name: String, value: String)]) {
        cases("switch self") { source in
            for (name, value) in values { source.line("case .\(name): \(value)") }
        }
    }

    // MARK: What the ledger's module says

    /// Rows, tables and decisions.
    mutating func ledgerRegistry(_ registry: Registry) {
        line("// swift-format-ignore-file")
        line("// Rows, tables and decisions by kind. Written by tools/generate: change the .proto files, never this one.")
        line()
        line("public import Schema")
        line()
        row(registry.entities)
        line()
        totals(registry.entities.filter { !$0.totals.isEmpty })
        line()
        tables(registry.entities)
        line()
        indexes(registry)
        line()
        caches(registry.entities.filter(\.isHot))
        for entity in registry.entities {
            line()
            conformance(entity, events: registry.contexts.first { $0.name == entity.context }?.events.message ?? "")
        }
        line()
        access(registry.entities)
        line()
        folding(registry.entities)
        line()
        contexts(registry.contexts)
        line()
        claims(registry.contexts.filter { !$0.commands.claims.isEmpty })
        line()
        roles(registry.contexts)
    }

    private mutating func row(_ entities: [Registry.Entity]) {
        line("/// A row of any table.")
        block("public enum Row: Sendable, Equatable") { source in
            for entity in entities { source.line("case \(entity.name)(\(entity.message))") }
            source.line()
            source.line("/// The row itself.")
            source.block("public var message: any Entity") { source in
                source.cases("switch self") { source in
                    for entity in entities { source.line("case .\(entity.name)(let row): row") }
                }
            }
        }
        line()
        block("extension Table") { source in
            source.line("/// The type of its rows.")
            source.block("public var type: any Entity.Type") { $0.select(entities.map { ($0.name, "\($0.message).self") }) }
        }
    }

    private mutating func tables(_ entities: [Registry.Entity]) {
        line("/// The rows of the whole ledger at one sequence. A value: copying it is how a state is kept (see `RowTable`).")
        block("public struct Tables: Sendable") { source in
            for entity in entities { source.line("public internal(set) var \(entity.rows) = RowTable<\(entity.message)>()") }
            source.line("/// What lies below the changed rows.")
            source.line("public var source: any RowSource")
            source.line()
            source.line("public init(source: any RowSource) { self.source = source }")
            source.line()
            source.line("/// Shows every table to a reader.")
            source.line("@inlinable")
            source.block("public func forEach(_ reader: inout some TableReader) throws") { source in
                for entity in entities { source.line("try reader.read(\(entity.rows))") }
            }
            source.line()
            source.line("/// Lets a visitor change every table.")
            source.block("mutating func forEach(_ visitor: inout some TableVisitor)") { source in
                for entity in entities { source.line("visitor.visit(&\(entity.rows))") }
            }
        }
    }

    private mutating func indexes(_ registry: Registry) {
        line("/// The secondary indexes that rows give rise to (`Entity.indexKeys`). The numbers are on disk and never change.")
        block("public enum Index: UInt8, Sendable, CaseIterable") { source in
            for (index, collection) in registry.indexes {
                source.line("/// \(index.key) → \(collection).")
                source.line("case \(index.name) = \(index.number)")
            }
        }
    }

    private mutating func caches(_ entities: [Registry.Entity]) {
        line(
            "/// Rows as of the last complete flush that decisions read again and again and seldom change: kept decoded."
        )
        block("public struct RowCaches: Sendable") { source in
            for entity in entities { source.line("var \(entity.rows) = RowCache<\(entity.message)>()") }
            source.line()
            source.line("/// Forgets the rows that the flush in progress replaces, when it is complete.")
            source.block("mutating func forget(_ tables: Tables)") { source in
                for entity in entities { source.line("\(entity.rows).forget(tables.\(entity.rows))") }
            }
        }
    }

    private mutating func conformance(_ entity: Registry.Entity, events: String) {
        let event = "\(events).OneOf_Event"
        block("extension \(entity.message): Entity") { source in
            source.line("public static var table: Table { .\(entity.name) }")
            source.line("public var row: Row { .\(entity.name)(self) }")
            source.line()
            source.call("public static let columns: [Column] = [", entity.columns.map(Self.column), "]")
            source.call(
                "public static let filterIndexes: [(column: String, index: Index)] = [",
                entity.indexes.compactMap { index in index.column.map { "(\"\($0)\", .\(index.name))" } }, "]")
            source.line()
            let keys = entity.indexes.compactMap(\.keys)
            if !keys.isEmpty {
                source.block("public func addColumnKeys(to keys: inout [IndexKey])") { source in
                    for statement in keys { source.line(statement) }
                }
            }
            if !entity.sealed.isEmpty {
                source.line("public static var hasSealed: Bool { true }")
                source.block("public mutating func forEachSealed(_ body: (String, inout Sealed?) -> Void)") { source in
                    source.lines(entity.sealed)
                }
                source.block("public mutating func dropSecrets()") { source in
                    for name in entity.secrets { source.line("\(name) = nil") }
                }
            }
            source.block("public func values(ofColumn place: Int) -> [FieldValue?]") { source in
                source.cases("switch place") { source in
                    for (place, column) in entity.columns.enumerated() { source.line("case \(place): \(column.values)") }
                    source.line("default: []")
                }
            }
            source.line(
                "public static func wrap(_ event: \(event)) -> Event.OneOf_Event { .\(entity.context)(\(events)(event: event)) }")
            source.block("public static func unwrap(_ event: Event.OneOf_Event) -> \(event)?") { source in
                source.line("if case .\(entity.context)(let context) = event { context.event } else { nil }")
            }
            source.block(
                "@inline(__always) public static func change<Result>(\n        _ tables: inout Tables, "
                    + "_ body: (inout RowTable<Self>) throws(DecisionError) -> Result\n    ) throws(DecisionError) -> Result"
            ) { $0.line("try body(&tables.\(entity.rows))") }
            source.line("public static func rows(of tables: Tables) -> RowTable<Self> { tables.\(entity.rows) }")
            if entity.isHot {
                source.block(
                    "@inline(__always) public static func stored(\n"
                        + "        _ id: String, in source: any RowSource, _ caches: inout RowCaches\n    ) "
                        + "throws(DecisionError) -> Self?"
                ) { $0.line("try caches.\(entity.rows).find(id, in: source)") }
            }
        }
    }

    private static func column(_ column: Registry.Column) -> String {
        let element = column.element.map { ", element: \($0)" } ?? ""
        return "Column(\"\(column.name)\", \(column.field)\(element)\(column.isOptional ? ", isOptional: true" : ""))"
    }

    private mutating func access(_ entities: [Registry.Entity]) {
        block("extension LedgerState") { source in
            for entity in entities {
                let head = "func \(entity.name)(_ id: String) throws(DecisionError) -> \(entity.message)?"
                guard entity.isHot else {
                    source.line("\(head) { try tables.\(entity.rows).find(id, in: tables.source) }")
                    continue
                }
                source.block("mutating \(head)") { source in
                    source.line("if let row = tables.\(entity.rows).inMemory(id) { return row }")
                    source.line("return try caches.\(entity.rows).find(id, in: tables.source)")
                }
            }
        }
    }

    /// An event of the log is folded by the code of its table's own type: one that takes any type takes twice as long.
    private mutating func folding(_ entities: [Registry.Entity]) {
        let head = "mutating func apply(_ event: Event, in table: Table, sequence: UInt64, time: Moment) throws(DecisionError)"
        for (type, call) in [("Tables", "_ = try move"), ("LedgerState", "try apply")] {
            if type != "Tables" { line() }
            block("extension \(type)") { source in
                source.line("/// Applies one event of the log to the table that it is of.")
                source.block(head) { source in
                    source.cases("switch table") { source in
                        for entity in entities {
                            source.line(
                                "case .\(entity.name): \(call)(\(entity.message).self, event, sequence: sequence, time: time)")
                        }
                    }
                }
            }
        }
    }

    private mutating func contexts(_ contexts: [Registry.Context]) {
        block("extension LedgerState") { source in
            source.line("/// Decides a command: its context does.")
            source.block("mutating func decide(_ command: Command.OneOf_Command?) throws(DecisionError)") { source in
                source.cases("switch command") { source in
                    for context in contexts { source.line("case .\(context.name)(let context)?: try context.decide(in: &self)") }
                    source.line("case nil: throw .invalid(\"command\", \"is missing\")")
                }
            }
            source.line()
            source.line("/// The entities whose deadlines a command depends on (see `Context`).")
            source.line("/// - Throws: `DecisionError.error` when a row could not be read.")
            source.block("public mutating func subjects(of command: Command) throws(DecisionError) -> [EntityName]") { source in
                source.cases("switch command.command") { source in
                    for context in contexts { source.line("case .\(context.name)(let context)?: try context.subjects(in: &self)") }
                    source.line("case nil: []")
                }
            }
        }
        line()
        block("extension Examples") { source in
            source.line("/// All examples: one context after another, each verb with at least one that is accepted.")
            source.call(
                "public static let all: [Example] = [", contexts.map { "\($0.commands.message).examples" }, "].flatMap(\\.self)")
        }
        for context in contexts {
            line()
            block("extension \(context.commands.message): Context") { source in
                source.block("func decide(in state: inout LedgerState) throws(DecisionError)") { source in
                    source.cases("switch command") { source in
                        for verb in context.commands.cases {
                            let function = verb.type.lowercasedFirst.swiftName
                            source.line("case .\(verb.name)(let command)?: try state.\(function)(command)")
                        }
                        source.line("case nil: throw .invalid(\"\(context.word)\", \"has no command\")")
                    }
                }
                guard !context.commands.subjects.isEmpty else { return }
                source.line()
                source.block("func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName]") { source in
                    source.cases("switch command") { source in
                        for verb in context.commands.subjects { source.line("case .\(verb.name)(let command)?: \(verb.entities)") }
                        source.line("default: []")
                    }
                }
            }
        }
    }
}
