import Testing

/// What the ledger's contexts know of one another. A context is a folder of `Sources/Ledger` that folds events; it declares in its
/// main file which others' rows it reads, in a line `// Reads other contexts: Catalog, Warehouses.` Decisions that change rows of
/// several contexts are in `Flows`.
@Suite("Style: contexts")
struct ContextTests {
    private static let contexts = Context.all

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
            #expect(
                !context.records.isEmpty || context.name == "Payments", "\(context.name) records nothing: is the pattern right?")
            let foreign = context.records.filter { !context.ownsEntity($0.entity) }
            expectNone(foreign.map { "\($0.place): \($0.entity)" }, "move it to Flows")
            for other in Self.contexts where other.name != context.name {
                expectNone(context.calls(of: other.recorders, in: other), "it records events of \(other.name): call it from Flows")
            }
        }
    }
}

/// A folder of `Sources/Ledger` that folds events, without its examples, which are of whole stories.
private struct Context {
    let name: String
    let files: [SourceFile]
    /// The types of the rows that it folds: those of its `evolve`.
    let entities: Set<String>
    /// The functions of `LedgerState` that it declares, and those of them that record events.
    let functions: Set<String>
    let recorders: Set<String>

    var main: String { "Sources/Ledger/\(name)/\(name).swift" }

    static let all: [Context] = {
        let folders = Dictionary(grouping: SourceTree.target("Ledger").filter { $0.path.split(separator: "/").count == 4 }) {
            String($0.path.split(separator: "/")[2])
        }
        return folders.sorted { $0.key < $1.key }.map { Context(name: $0.key, files: $0.value) }.filter { !$0.entities.isEmpty }
    }()

    init(name: String, files: [SourceFile]) {
        self.name = name
        self.files = files.filter { !$0.path.hasSuffix("+Examples.swift") }
        let evolve = #/^    public static func evolve\(_ row: inout (\w+)/#
        entities = Set(self.files.flatMap { $0.code.compactMap { $0.firstMatch(of: evolve).map { String($0.output.1) } } })
        var (functions, recorders): (Set<String>, Set<String>) = ([], [])
        for file in self.files {
            for (name, body) in Self.functions(in: file) {
                functions.insert(name)
                if body.contains(where: Self.records) { recorders.insert(name) }
            }
        }
        (self.functions, self.recorders) = (functions, recorders)
    }

    /// The names that its main file declares, nil where it declares nothing.
    var declared: Set<String>? {
        let line = SourceTree.file(main)?.lines.first { $0.hasPrefix("// Reads other contexts: ") }
        guard let names = line?.dropFirst("// Reads other contexts: ".count), names.hasSuffix(".") else { return nil }
        return Set(names.dropLast().split(separator: ", ").map(String.init)).subtracting(["none"])
    }

    /// The places where it names another context's rows, looks them up, or calls the other's functions.
    func reads(of other: Context) -> [String] {
        let types = other.entities.map { (word: $0, pattern: "\\b\($0)\\b") }
        let rows = other.entities.map { (word: $0.lowercased() + "(", pattern: "(?:^|[^.\\w])\($0.lowercased())\\(") }
        return places(types + rows) + calls(of: other.functions, in: other)
    }

    /// The places where it calls functions of another context.
    func calls(of names: Set<String>, in other: Context) -> [String] {
        places(names.subtracting(functions).sorted().map { (word: $0 + "(", pattern: "(?:^|[^.\\w])\($0)\\(") })
    }

    private func places(_ words: [(word: String, pattern: String)]) -> [String] {
        words.flatMap { word, pattern -> [String] in
            guard let pattern = try? Regex(pattern) else { return ["\(name): no pattern \(pattern)"] }
            return files.flatMap { $0.matches([word], pattern) { !$0.has("func " + word) } }
        }
    }

    /// The places where it records events, and of what: `record(…, of: Stock.self)`.
    var records: [(place: String, entity: String)] {
        files.flatMap { file in
            file.code.indices.filter { Self.records(file.code[$0]) }.map { line in
                let type = file.code[line].firstMatch(of: #/, of: (\w+)\.self/#).map { String($0.output.1) }
                return (file.place(line), type ?? "no type on the line")
            }
        }
    }

    private static func records(_ line: String) -> Bool { line.has("try record(") || line.has("try create(") }

    func ownsEntity(_ type: String) -> Bool { entities.contains(type) }

    /// The functions of extensions of `LedgerState` in a file, each with the lines of its body.
    private static func functions(in file: SourceFile) -> [(name: String, body: ArraySlice<String>)] {
        var isInState = false
        let lengths = Dictionary(CodeText.functions(in: file.code).map { ($0.firstLine, $0.lineCount) }) { first, _ in first }
        return file.code.indices.compactMap { line in
            if !file.code[line].hasPrefix(" "), !file.code[line].isEmpty {
                isInState = file.code[line].hasPrefix("extension LedgerState")
            }
            guard isInState, let count = lengths[line],
                let match = file.code[line].firstMatch(of: #/^    (?:mutating |static )*func (\w+)/#)
            else { return nil }
            return (String(match.output.1), file.code[line..<line + count])
        }
    }
}
