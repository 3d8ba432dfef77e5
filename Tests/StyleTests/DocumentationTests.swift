import Testing

/// What other targets can use says what it is.
@Suite("Style: doc comments")
struct DocumentationTests {
    /// What a well-known protocol of the standard library already says.
    private static let wellKnown: Set<String> = [
        "==", "<", "hash", "description", "debugDescription", "configuration", "Element", "makeAsyncIterator", "next",
    ]

    @Test("every public declaration has a doc comment")
    func comments() {
        let requirements = Set(SourceTree.sources.flatMap(Self.requirements))
        let offenders = SourceTree.sources.flatMap { file in
            file.code.indices.filter { line in
                guard let declaration = Self.declaration(file.code[line]), !Self.isDocumented(file, line) else { return false }
                return !Self.isExcused(declaration, requirements)
            }.map(file.quote)
        }
        expectNone(offenders, "say in one sentence what it is, and then only what its type does not say")
    }

    @Test("every requirement of a protocol has a doc comment")
    func protocols() {
        let offenders = SourceTree.sources.flatMap { file in
            Self.requirementLines(of: file).filter { !Self.isDocumented(file, $0) }.map { file.place($0) }
        }
        expectNone(offenders, "the protocol is where its implementations are described")
    }

    private struct Declaration {
        var kind: String
        var name: String
        var line: String
    }

    /// Stored properties and initializers that cannot fail say enough with their type, if their names are right. An
    /// implementation of a protocol of ours is described there.
    private static func isExcused(_ declaration: Declaration, _ requirements: Set<String>) -> Bool {
        switch declaration.kind {
        case "init": !declaration.line.contains("throws")
        case "let": true
        case "var":
            !declaration.line.contains("{") || wellKnown.contains(declaration.name) || requirements.contains(declaration.name)
        case "func", "typealias": wellKnown.contains(declaration.name) || requirements.contains(declaration.name)
        default: false
        }
    }

    private static func declaration(_ line: String) -> Declaration? {
        guard line.has("public ") || line.has("package ") || line.has("open ") else { return nil }
        let modifiers = #/(?:(?:\w+\(set\)|static|final|mutating|override|indirect|consuming|nonisolated)\s)*/#
        let pattern = #/^\s*(?:@\w+\s)*(?:public|package|open)\s/#
        guard let access = line.firstMatch(of: pattern) else { return nil }
        let rest = line[access.range.upperBound...]
        guard let skipped = rest.prefixMatch(of: modifiers),
            let match = rest[skipped.range.upperBound...]
                .prefixMatch(of: #/(func|var|let|init|struct|enum|class|actor|protocol|typealias|subscript)\b\s*`?([\w=<>!+*-]*)/#)
        else { return nil }
        let name = match.output.2.split(separator: "<").first.map(String.init) ?? String(match.output.2)
        return Declaration(kind: String(match.output.1), name: name, line: line)
    }

    private static func isDocumented(_ file: SourceFile, _ line: Int) -> Bool {
        var above = line - 1
        while above >= 0, file.code[above].drop(while: \.isWhitespace).hasPrefix("@") {
            // An option of the command line says what it is in its help.
            if file.code[above].contains("help:") { return true }
            above -= 1
        }
        return above >= 0 && file.lines[above].drop(while: \.isWhitespace).hasPrefix("///")
    }

    private static func requirements(of file: SourceFile) -> [String] {
        requirementLines(of: file).compactMap { line in
            file.code[line].firstMatch(of: /(?:func|var)\s+(\w+)/).map { String($0.output.1) }
        }
    }

    /// The lines of functions and properties that protocols require.
    private static func requirementLines(of file: SourceFile) -> [Int] {
        var found: [Int] = []
        var isInProtocol = false
        for line in file.code.indices {
            if file.code[line].has("protocol "), file.code[line].contains(/^(?:\w+\s)*protocol \w+/) { isInProtocol = true }
            if file.code[line].hasPrefix("}") { isInProtocol = false }
            if isInProtocol, file.code[line].contains(/^    (?:static |mutating )*(?:func|var|init)\b/) { found.append(line) }
        }
        return found
    }
}
