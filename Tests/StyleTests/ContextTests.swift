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
}
