import Testing

/// Words that code must not have, and where.
@Suite("Style: banned words")
struct WordTests {
    /// The only files outside Journal and CLevelDB that may say `Unsafe`, each with its reason.
    static let excusedUnsafe = [
        "Sources/Service/PeerCredentials.swift": "SO_PEERCRED is a C structure",
        "Sources/daybook/Program/Arguments.swift": "arguments are C strings, and Swift's list of them has been repaired",
        "Sources/Schema/ByteWriter.swift": "an array's checks at every byte are a twentieth of an order",
    ]
    /// The classes whose thread safety the compiler cannot see: of one it is another library's word, of the other its rule that
    /// what is shared is not changed.
    static let uncheckedSendable = ["Sources/Journal/Database.swift", "Sources/Schema/Runtime/Box.swift"]
    /// Targets in which every outcome must follow from the log alone.
    static let deterministic = ["Ledger", "Audit"]

    private let sources = SourceTree.sources

    @Test("nothing is left to do later")
    func leftovers() {
        // Spelled in parts, so that this file does not break its own rule. In quotation marks, three X are a currency's code.
        let words = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
        let pattern = /(?:^|[^\w"])(?:TO{1}DO|FIX{1}ME|X{3})(?:\W|$)/
        let offenders = SourceTree.texts.flatMap { file in
            file.lines.indices.filter { line in
                words.contains(where: file.lines[line].has) && file.lines[line].contains(pattern)
            }.map(file.quote)
        }
        expectNone(offenders, "do it, or open an issue; the tree has none of \(words.joined(separator: ", "))")
    }

    @Test("a comment is a whole sentence, and no heading with a colon behind it")
    func sentences() {
        let heading = /(?:\/\/+|#|[.:;,]) Why\b[^.]*:/
        let offenders = SourceTree.texts.filter { !$0.path.hasSuffix(".md") }.flatMap { file in
            file.lines.indices.filter { file.lines[$0].has(" Why") && file.lines[$0].contains(heading) }.map(file.quote)
        }
        expectNone(offenders, "say it as a sentence with because: The search is linear because orders have few lines.")
    }

    @Test("pointers live in Journal")
    func pointers() {
        let offenders = sources.filter {
            !$0.path.hasPrefix("Sources/Journal/") && !$0.path.hasPrefix("Sources/CLevelDB/") && Self.excusedUnsafe[$0.path] == nil
        }.flatMap { $0.matches(["nsafe"], /[Uu]nsafe/) }
        expectNone(offenders, "move what needs a pointer to Journal")
    }

    @Test("two classes vouch for their own thread safety")
    func unchecked() {
        let offenders = sources.filter { !Self.uncheckedSendable.contains($0.path) }.flatMap {
            $0.matches(["@unchecked"], /@unchecked/)
        }
        expectNone(offenders, "make it a value, or guard it with a Mutex")
        for path in Self.uncheckedSendable {
            #expect(SourceTree.file(path)?.matches(["@unchecked"], /@unchecked Sendable/).count == 1)
        }
    }

    @Test("no error is forced away")
    func forced() {
        expectNone(sources.flatMap { $0.matches(["try!", "as!"], /\b(try|as)!/) }, "throw, or unwrap with a reason")
        let unwraps = ["Ledger", "Service"].flatMap(SourceTree.target).flatMap { file in
            file.matches(["!"], /[\w)\]]!(?!=)/) { !$0.contains(/\b(try|as)!/) }
        }
        expectNone(unwraps, "a trap here is a remote crash: guard, and answer with a code")
    }

    @Test("only the command line prints")
    func printing() {
        let offenders = sources.filter { !$0.path.hasPrefix("Sources/daybook/") }.flatMap {
            $0.matches(["rint(", "dump("], /\b(debugPrint|print|dump)\(/)
        }
        expectNone(offenders, "log it, or return it")
    }

    @Test("nothing is unchecked in release")
    func optimization() {
        let flag = "-O" + "unchecked"
        let offenders = SourceTree.texts.flatMap { file in
            file.lines.indices.filter { file.lines[$0].has(flag) }.map(file.quote)
        }
        expectNone(offenders, "preconditions are part of the design")
    }

    @Test("the ledger and its auditor have no clock, no randomness, no tasks")
    func determinism() {
        let words = ["Date(", "UUID(", "Clock(", "random", "shuffle", "Task", "clock_gettime", "hashValue"]
        let pattern = /\b(Date\(|UUID\(|\w*Clock\(|random|shuffled?\(|Task\b|clock_gettime\b|hashValue\b)/
        expectNone(Self.deterministic.flatMap(SourceTree.target).flatMap { $0.matches(words, pattern) }, "take it from the entry")
    }

    @Test("the ledger and its auditor never depend on the order of a dictionary or a set")
    func order() {
        let offenders = Self.deterministic.flatMap(SourceTree.target).flatMap { file in
            let functions = CodeText.functions(in: file.code)
            let names = Self.unorderedNames(in: file, functions)
            return file.code.indices.filter { line in
                guard Self.walks.contains(where: file.code[line].has), !file.code[line].has(".sorted") else { return false }
                let scope = Self.scope(of: line, functions)
                return names.contains { ($0.scope == nil || $0.scope == scope) && Self.walks(file.code[line], over: $0.name) }
            }.map(file.quote)
        }
        expectNone(offenders, "sort first: the order differs from process to process")
    }

    /// Ways of walking over a collection whose result depends on its order. `allSatisfy`, `contains` and `count` do not.
    private static let walks = [
        " in ", ".map", ".flatMap", ".compactMap", ".filter", ".forEach", ".reduce", ".first", ".keys", ".values",
    ]

    /// Names that the file declares as a dictionary or a set, and the function each is declared in.
    private static func unorderedNames(in file: SourceFile, _ functions: [CodeText.Function]) -> [(name: String, scope: Int?)] {
        let type = #/\b(?:var|let)\s+(\w+)\s*:\s*(?:\[\w[\w.]*\s*:|(?:Tree)?Set<|(?:Tree)?Dictionary<)/#
        let value = #/\b(?:var|let)\s+(\w+)\s*=\s*(?:Set|Dictionary)\(/#
        return file.code.indices.flatMap { line -> [(name: String, scope: Int?)] in
            let text = file.code[line]
            guard text.has("var ") || text.has("let ") else { return [] }
            let names = text.matches(of: type).map { String($0.output.1) } + text.matches(of: value).map { String($0.output.1) }
            return names.map { ($0, scope(of: line, functions)) }
        }
    }

    /// The first line of the function a line is in, the innermost one; nil for what is in none.
    private static func scope(of line: Int, _ functions: [CodeText.Function]) -> Int? {
        functions.last { $0.firstLine <= line && line < $0.firstLine + $0.lineCount }?.firstLine
    }

    /// Whether a line of code walks over the collection of that name.
    private static func walks(_ line: String, over name: String) -> Bool {
        let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }).map(String.init)
        return words.indices.contains { index in
            let word = words[index].hasPrefix("self.") ? String(words[index].dropFirst(5)) : words[index]
            // What one key holds is not the collection itself.
            if word == name { return index > 0 && words[index - 1] == "in" && !line.has(name + "[") }
            return walks.contains { word == name + $0 || word.hasPrefix(name + $0 + ".") }
        }
    }
}
