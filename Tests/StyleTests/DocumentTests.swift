import Testing

/// The README and the catalog: what they mention is there.
@Suite("Style: documents")
struct DocumentTests {
    /// Lines of a decision record.
    static let linesPerDecision = 25

    private let decisions = SourceTree.files(under: ["Sources/Daybook.docc/Decisions"], endings: [".md"])

    @Test("a decision record has at most 25 lines, the four parts, and the next number")
    func records() {
        #expect(decisions.count >= 8)
        for (index, file) in decisions.enumerated() {
            let lines = file.lines.last == "" ? file.lines.dropLast() : file.lines[...]
            #expect(lines.count <= Self.linesPerDecision, "\(file.path) has \(lines.count) lines")
            for part in ["**Context.**", "**Decision.**", "**Consequence.**", "**Measured.**"] {
                #expect(lines.contains { $0.hasPrefix(part) }, "\(file.path) has no \(part)")
            }
            let digits = String(index + 1)
            let number = String(repeating: "0", count: 4 - digits.count) + digits
            #expect(file.path.hasPrefix("Sources/Daybook.docc/Decisions/\(number)-"), "\(file.path) is not number \(number)")
        }
    }

    @Test("a record that is replaced says so in its first lines, and by which later one")
    func replaced() {
        for file in decisions {
            let marks = file.lines.indices.filter { file.lines[$0].hasPrefix("**Replaced") }
            #expect(marks.isEmpty || marks == [2], "\(file.path): what replaced it stands once, below the title")
            guard let mark = marks.first else { continue }
            let note = file.lines[mark...].prefix { !$0.isEmpty }.joined(separator: " ")
            let number = Self.number(of: file.path)
            let later = Self.pages(in: note).filter { $0.first?.isNumber == true }
            #expect(!Self.pages(in: note).isEmpty, "\(file.path) does not say what replaced it")
            #expect(later.allSatisfy { $0.prefix(4) > number }, "\(file.path) is replaced by a later record only")
        }
    }

    @Test("a file that a document names is there", arguments: documents)
    func paths(document: String) throws {
        let file = try #require(SourceTree.file(document))
        let folders = ["Sources/", "Tests/", "Snapshots/", "tools/", ".ci/"]
        let offenders = file.lines.indices.flatMap { line -> [String] in
            guard folders.contains(where: file.lines[line].has) else { return [] }
            let names = file.lines[line].matches(of: #/(?:Sources|Tests|Snapshots|tools|\.ci)/[\w+./-]*\w/#).map {
                String($0.output)
            }
            return names.filter { !SourceTree.exists($0) }.map { "\(file.place(line)): \($0)" }
        }
        expectNone(offenders, "correct the path")
    }

    @Test("a page that a document links to is there", arguments: documents)
    func links(document: String) throws {
        let file = try #require(SourceTree.file(document))
        let names = Set(CatalogTests.pages.map(\.name))
        let offenders = file.lines.indices.flatMap { line in
            Self.pages(in: file.lines[line]).filter { !names.contains($0) }.map { "\(file.place(line)): \($0)" }
        }
        expectNone(offenders, "there is no such page")
    }

    @Test("a command that a document shows exists", arguments: documents)
    func commands(document: String) throws {
        let file = try #require(SourceTree.file(document))
        let commands = Self.subcommands
        let verbs = Self.verbs
        #expect(commands.count > 5 && verbs.count > 20)
        let offenders = Self.fencedLines(of: file).filter { line in
            let words = file.lines[line].split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first else { return false }
            if first.hasPrefix("tools/") { return !SourceTree.exists(first) }
            guard first == "daybook", words.count > 1, !words[1].hasPrefix("-") else { return false }
            if words[1] == "send", words.count > 2, !words[2].hasPrefix("-") { return !verbs.contains(words[2]) }
            return !commands.contains(words[1])
        }
        expectNone(offenders.map(file.quote), "there is no such command")
    }

    /// A decision record's four digits, as they stand in its path.
    private static func number(of path: String) -> Substring {
        path.split(separator: "/").last?.prefix(4) ?? ""
    }

    /// The pages that a text links to: `doc:TheLine`, with or without a text of its own.
    private static func pages(in text: String) -> [String] {
        guard text.has("doc:") else { return [] }
        return text.matches(of: /[<(]doc:([\w-]+)[>)]/).map { String($0.output.1) }
    }

    private static let documents = ["README.md"] + SourceTree.files(under: ["Sources/Daybook.docc"], endings: [".md"]).map(\.path)

    /// The lines within ``` fences.
    private static func fencedLines(of file: SourceFile) -> [Int] {
        var isFenced = false
        return file.lines.indices.filter { line in
            if file.lines[line].hasPrefix("```") {
                isFenced.toggle()
                return false
            }
            return isFenced
        }
    }

    /// Names of the program's commands: those that a type states, and those that follow from its name.
    private static let subcommands: Set<String> = {
        var names: Set<String> = []
        for file in SourceTree.target("daybook") {
            for line in file.lines {
                if let match = line.firstMatch(of: /commandName: "([a-z-]+)"/) { names.insert(String(match.output.1)) }
                if let match = line.firstMatch(of: /struct (\w+): \w*ParsableCommand/) { names.insert(match.output.1.lowercased()) }
            }
        }
        return names
    }()

    /// Verbs as the registry spells them: `order.place`.
    private static let verbs: Set<String> = {
        guard let registry = SourceTree.file("Sources/Schema/Generated/Registry.swift") else { return [] }
        var isCommands = false
        var verbs: Set<String> = []
        for line in registry.lines {
            if line.hasPrefix("extension ") { isCommands = line.has(".OneOf_Command") }
            if isCommands, let match = line.firstMatch(of: /^\s*case \.\S+: "(\w+\.\w+)"$/) { verbs.insert(String(match.output.1)) }
        }
        return verbs
    }()
}
