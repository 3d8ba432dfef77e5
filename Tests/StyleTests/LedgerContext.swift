/// A folder of `Sources/Ledger` that folds events, without its examples, which are of whole stories.
struct LedgerContext {
    let name: String
    let files: [SourceFile]
    /// The types of the rows that it folds: those of its `evolve`.
    let entities: Set<String>
    /// The functions of `LedgerState` that it declares, and those of them that record events.
    let functions: Set<String>
    let recorders: Set<String>
    /// The name of its `.proto`: the one with its rows.
    let schema: String
    /// The identifiers of its own messages.
    let identifiers: Set<String>
    /// Its name and those of its entities, as they begin an identifier and as they stand within one.
    private let spellings: [String]

    var main: String { "Sources/Ledger/\(name)/\(name).swift" }

    static let all: [LedgerContext] = {
        let folders = Dictionary(grouping: SourceTree.target("Ledger").filter { $0.path.split(separator: "/").count == 4 }) {
            String($0.path.split(separator: "/")[2])
        }
        return folders.sorted { $0.key < $1.key }.map { LedgerContext(name: $0.key, files: $0.value) }.filter {
            !$0.entities.isEmpty
        }
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
        schema = Self.schema(of: entities)
        let generated = SourceTree.file("Sources/Schema/Generated/\(schema).swift")?.code ?? []
        identifiers = Set(generated.flatMap { $0.matches(of: /\w+/).map { String($0.output) } })
        let names = Set(entities + [schema, name].map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 })
        spellings = names.sorted().flatMap { name -> [String] in
            [name.prefix(1).lowercased() + name.dropFirst(), name.prefix(1).uppercased() + name.dropFirst()]
        }
    }

    private static func schema(of entities: Set<String>) -> String {
        let files = SourceTree.texts.filter { file in
            file.path.hasSuffix(".proto") && entities.contains { file.lines.contains("message \($0) {") }
        }
        return files.first?.path.split(separator: "/").last.map { String($0.dropLast(".proto".count)) } ?? ""
    }

    /// The names that its main file declares, nil where it declares nothing.
    var declared: Set<String>? {
        let line = SourceTree.file(main)?.lines.first { $0.hasPrefix("// Reads other contexts: ") }
        guard let names = line?.dropFirst("// Reads other contexts: ".count), names.hasSuffix(".") else { return nil }
        return Set(names.dropLast().split(separator: ", ").map(String.init)).subtracting(["none"])
    }

    /// The places where it names another context's rows, looks them up, or calls the other's functions.
    func reads(of other: LedgerContext) -> [String] {
        let types = other.entities.map { (word: $0, pattern: "\\b\($0)\\b") }
        let rows = other.entities.map { $0.prefix(1).lowercased() + $0.dropFirst() }
            .map { (word: $0 + "(", pattern: "(?:^|[^.\\w])\($0)\\(") }
        return places(types + rows) + calls(of: other.functions, in: other)
    }

    /// The places where it calls functions of another context.
    func calls(of names: Set<String>, in other: LedgerContext) -> [String] {
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

    // MARK: Where it is named

    /// The context that a file is of: of its folder in the ledger, or of its file of the auditor.
    static func owner(of file: SourceFile) -> LedgerContext? {
        all.first { context in
            file.path.hasPrefix("Sources/Ledger/\(context.name)/") || file.path == "Sources/Audit/\(context.name).swift"
                || file.path.hasPrefix("Sources/Audit/\(context.name)+")
        }
    }

    /// The lines of code that have its name, or that of one of its entities, as a word of an identifier: `shipment`,
    /// `shipmentIds`, `CreateShipment`.
    ///
    /// - Parameter own: the context that the file is of, if any. Identifiers of its own messages are left out.
    func places(in file: SourceFile, of own: LedgerContext?) -> [String] {
        return file.code.indices.filter { line in
            let code = file.code[line]
            guard spellings.contains(where: code.has) else { return false }
            return code.matches(of: /\w+/).contains { match in
                !Self.isKeyword(match.output, in: code) && spellings.contains { Self.has($0, in: match.output) }
                    && own?.identifiers.contains(String(match.output)) != true
            }
        }.map(file.quote)
    }

    /// Whether a word is one of Swift's own that is also a name of the business: as a name it is in backticks, or behind a dot.
    private static func isKeyword(_ word: Substring, in code: String) -> Bool {
        guard word == "return" else { return false }
        return code[..<word.startIndex].last.map { !"`.".contains($0) } ?? true
    }

    /// Whether a word, or its plural, is a word of an identifier.
    private static func has(_ word: String, in identifier: Substring) -> Bool {
        let (letters, text) = (Array(word.utf8), Array(identifier.utf8))
        guard let first = letters.first, text.count >= letters.count else { return false }
        let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first
        func isSmall(_ index: Int) -> Bool { index < text.count && UInt8(ascii: "a")...UInt8(ascii: "z") ~= text[index] }
        return (0...text.count - letters.count).contains { start in
            guard isCapital || start == 0, text[start..<start + letters.count].elementsEqual(letters) else { return false }
            let end = start + letters.count
            return !isSmall(end) || text[end] == UInt8(ascii: "s") && !isSmall(end + 1)
        }
    }
}
