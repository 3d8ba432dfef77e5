import Testing

/// What the ledger's contexts know of one another. A context is a folder of `Sources/Ledger` that folds events; it declares in its
/// main file which others' rows it reads, in a line `// Reads other contexts: Catalog, Warehouses.` Decisions that change rows of
/// several contexts are in `Flows`.
@Suite("Style: contexts")
struct ContextTests {
    private static let contexts = LedgerContext.all

    @Test("a context reads the contexts that it declares, and no others")
    func declared() {
        #expect(Self.contexts.count >= 6)
        for context in Self.contexts {
            guard let declared = context.declared else {
                Issue.record("\(context.main): say `// Reads other contexts: …`, or none")
                continue
            }
            let reads = Self.contexts.filter { $0.name != context.name }.map { (other: $0.name, places: context.reads(of: $0)) }
            expectNone(
                reads.filter { !declared.contains($0.other) }.flatMap(\.places),
                "declare it in \(context.main), or move what reads it to Flows")
            let idle = declared.filter { name in reads.first { $0.other == name }?.places.isEmpty ?? true }
            expectNone(idle.map { "\(context.name): \($0)" }, "it reads no such context: take it out of \(context.main)")
        }
    }

    @Test("a context's folder and its file of the auditor name the contexts that it declares to read, and no others")
    func names() {
        for file in SourceTree.sources where !file.path.hasSuffix("+Examples.swift") {
            guard let own = LedgerContext.owner(of: file) else { continue }
            for other in Self.contexts where other.name != own.name && own.declared?.contains(other.name) != true {
                expectNone(
                    other.places(in: file, of: own),
                    "\(own.name) names \(other.name): move it to Flows, or declare it in \(own.main)")
            }
        }
    }

    /// It is no requirement of the protocol: one of a row's own would be asked by whoever knows the row's type, and by nobody else.
    @Test("what all index keys of a row are is said once, for all rows")
    func allKeys() {
        let places = SourceTree.swift.flatMap { $0.matches(["indexKeys"], /var\s+indexKeys/) }
        #expect(places.count == 1 && places[0].hasPrefix("Sources/Ledger/Entity.swift:"), "say addKeys(to:) instead: \(places)")
    }

    @Test("no two contexts read each other, not even by way of a third")
    func acyclic() {
        var left = Self.contexts
        while let next = left.firstIndex(where: { context in
            (context.declared ?? []).allSatisfy { name in !left.contains { $0.name == name } }
        }) {
            left.remove(at: next)
        }
        expectNone(left.map { "\($0.name) reads \(($0.declared ?? []).sorted())" }, "move what closes the circle to Flows")
    }

    @Test("a context records events of its own entities alone; Flows write across contexts")
    func writes() {
        for context in Self.contexts {
            // An order changes with its stock, payments and shipments: all that it records is in Flows.
            #expect(context.records.isEmpty == (context.name == "Orders"), "\(context.name): is the pattern right?")
            let foreign = context.records.filter { !context.ownsEntity($0.entity) }
            expectNone(foreign.map { "\($0.place): \($0.entity)" }, "move it to Flows")
            for other in Self.contexts where other.name != context.name {
                expectNone(context.calls(of: other.recorders, in: other), "it records events of \(other.name): call it from Flows")
            }
        }
    }

    /// The switches by which the auditor's Flows hear what happens, and what each has no case for: by itself this says nothing of
    /// another context's entities.
    private static let heard: [(function: String, kinds: [String], unheard: Set<String>)] = [
        (
            "checkAcross(_ event: Event.OneOf_Event", cases("ledger", "enum OneOf_Event"),
            ["catalog", "warehouse", "stock", "customer"]
        ),
        ("follow(_ event: Event.OneOf_Event", cases("ledger", "enum OneOf_Event"), ["catalog", "warehouse", "customer"]),
        (
            "checkAcross(_ table: Table", cases("Registry", "enum Table"),
            ["product", "taxClass", "warehouse", "reservation", "parcel", "customer", "session", "dataAccess"]
        ),
    ]

    /// The names that a generated enum lists.
    private static func cases(_ file: String, _ head: String) -> [String] {
        let code = SourceTree.file("Sources/Schema/Generated/\(file).swift")?.code ?? []
        let body = code.drop { !$0.has(head + ":") }.dropFirst().prefix { !$0.has("}") && !$0.has(" var ") }
        return body.compactMap { $0.firstMatch(of: /^ +case (\w+)/).map { String($0.output.1) } }
    }

    @Test("the auditor's Flows hear every context and every kind of entity, but for those that are named here")
    func flows() throws {
        let file = try #require(SourceTree.file("Sources/Audit/Flows/Flows.swift"))
        for (function, kinds, unheard) in Self.heard {
            let body = file.code.drop { !$0.has("func " + function) }.prefix { $0 != "    }" }
            let cases = Set(body.compactMap { $0.firstMatch(of: /^        case \.(\w+)/).map { String($0.output.1) } })
            #expect(kinds.count >= 6 && cases.count >= 3, "\(function): is the pattern right?")
            expectNone(
                kinds.filter { !cases.contains($0) && !unheard.contains($0) }.map { "\(function): \($0)" },
                "check what its events say of others in \(file.path), or name it here")
            expectNone(unheard.filter { cases.contains($0) || !kinds.contains($0) }.sorted(), "\(function) hears it: take it out")
        }
    }
}
