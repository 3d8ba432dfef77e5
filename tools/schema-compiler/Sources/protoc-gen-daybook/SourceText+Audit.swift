extension SourceText {
    /// What the auditor's module needs: the sums of each kind of entity, and which function is asked about which.
    mutating func auditRegistry(_ registry: Registry) {
        line("// swift-format-ignore-file")
        line("// The auditor's sums and equations by kind. Written by tools/generate: change the .proto files, never this one.")
        line()
        line("public import Schema")
        line()
        line("/// What the auditor keeps of each kind of entity: a type that the context's file declares.")
        block("struct Sums: Sendable") { source in
            for entity in registry.entities { source.line("var \(entity.rows) = \(entity.message)Sums()") }
        }
        line()
        block("extension Auditor") { source in
            source.line("/// Adds what an event says to the sums of its entity.")
            source.line("///")
            source.line("/// - Returns: whether entities of that table have such events.")
            source.block("mutating func count(_ event: Event.OneOf_Event, in table: Table, _ id: String) -> Bool") { source in
                source.cases("switch (table, event)") { source in
                    for entity in registry.entities {
                        source.line(
                            "case (.\(entity.name), .\(entity.context)(let context)): "
                                + "if let event = context.event { \(entity.name)(event, id) }")
                    }
                    source.line("default: return false")
                }
                source.line("return true")
            }
            source.line()
            source.line("/// Checks the equations of an entity that its own context's sums are enough for.")
            source.block("mutating func check(_ table: Table, _ id: String)") { source in
                source.cases("switch table") { source in
                    for entity in registry.entities { source.line("case .\(entity.name): check\(entity.message)(id)") }
                }
            }
            source.line()
            source.line("/// L6: compares a row with the sums of its events.")
            source.line("/// - Parameter entity: the name that it is stored under: `order/O-1`.")
            source.block("public mutating func compareRow(_ row: any Message, as entity: String)") { source in
                source.cases("switch row") { source in
                    for entity in registry.entities { source.line("case let row as \(entity.message): compare(row, as: entity)") }
                    source.line("default: fail(\"L6\", entity, \"a row of a known kind\", \"another\")")
                }
            }
        }
    }
}
