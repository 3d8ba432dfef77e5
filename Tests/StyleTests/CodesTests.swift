import Testing

/// Codes are a promise to programs of others: each is in one table, and the table has no other.
@Suite("Style: codes")
struct CodesTests {
    private static let page = "Sources/Daybook.docc/Codes.md"

    @Test("every code of an answer is once in the table, and the table has no others")
    func answers() throws {
        let listed = try Self.listed(under: "## Answers")
        let used = Self.enumCodes.union(Self.literalCodes)
        #expect(used.count > 30)
        expectNone(used.subtracting(listed).sorted(), "describe the code in \(Self.page), under Answers")
        expectNone(Set(listed).subtracting(used).sorted(), "no source has this code: take it out of \(Self.page)")
        expectNone(Self.repeated(listed), "the code is there twice")
    }

    @Test("every kind of failure is once in the table, and the table has no others")
    func failures() throws {
        let listed = try Self.listed(under: "## Failures")
        let used = Set(["Journal", "Engine", "Service", "Client"].flatMap(Self.failureCodes))
        #expect(used.count > 15)
        expectNone(used.subtracting(listed).sorted(), "describe it in \(Self.page), under Failures")
        expectNone(Set(listed).subtracting(used).sorted(), "no source has this failure: take it out of \(Self.page)")
        expectNone(Self.repeated(listed), "the failure is there twice")
    }

    /// What the first column of a section's table says, in backquotes.
    private static func listed(under heading: String) throws -> [String] {
        let file = try #require(SourceTree.file(page))
        let section = file.lines.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }
        return section.compactMap { $0.prefixMatch(of: /\|\s*`([^`]+)`\s*\|/).map { String($0.output.1) } }
    }

    /// Raw values of enumerations of codes: `enum RejectionCode: String`, `enum Code: String`.
    private static var enumCodes: Set<String> {
        var codes: Set<String> = []
        for file in ["Ledger", "Engine", "Service"].flatMap(SourceTree.target) {
            var indent: Int?
            for line in file.lines {
                let depth = line.prefix { $0 == " " }.count
                if line.has("enum "), line.contains(/enum \w*Code: String/) {
                    indent = depth
                } else if let start = indent, line.drop(while: \.isWhitespace).hasPrefix("}"), depth == start {
                    indent = nil
                } else if indent != nil, let match = line.firstMatch(of: /^\s*case `?(\w+)`?(?: = "(\w+)")?$/) {
                    codes.insert(String(match.output.2 ?? match.output.1))
                }
            }
        }
        return codes
    }

    /// Codes that the service writes as they are: `code: "too_large"`.
    private static var literalCodes: Set<String> {
        Set(
            SourceTree.target("Service").flatMap { file in
                file.lines.filter { $0.has("code: \"") }.flatMap { line in
                    line.matches(of: /\bcode: "([a-z_]+)"/).map { String($0.output.1) }
                }
            })
    }

    /// `JournalError.locked` and the like: codes that stay in the program, by the type they belong to.
    private static func failureCodes(of target: String) -> [String] {
        SourceTree.target(target).flatMap { file in
            file.lines.filter { $0.has(" = Code(") }.compactMap { line in
                line.firstMatch(of: /static let `?\w+`? = Code\((?:name: )?"(\w+)"\)/).map { "\(target)Error.\($0.output.1)" }
            }
        }
    }

    private static func repeated(_ codes: [String]) -> [String] {
        Dictionary(grouping: codes) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }
}
