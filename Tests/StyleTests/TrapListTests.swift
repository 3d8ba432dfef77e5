import Testing

/// Every trap is on the page that says why no request gets there.
@Suite("Style: traps")
struct TrapListTests {
    private static let page = "Sources/Daybook.docc/Traps.md"
    private static let targets = ["Schema", "Ledger", "Audit", "Journal", "Engine", "Service"]

    /// A kind of trap in one file.
    private struct Site: Hashable, CustomStringConvertible {
        let file: String
        let kind: String
        var description: String { "\(file): \(kind)" }
    }

    @Test("the page lists every trap of every file, and no others")
    func listed() throws {
        let used = Self.used
        let listed = try Self.listed()
        #expect(used.count > 10)
        expectNone(
            used.filter { listed[$0.key] != $0.value }.map { "\($0.key) ×\($0.value)" }.sorted(),
            "say in \(Self.page) which check stands before it, and count it")
        expectNone(listed.keys.filter { used[$0] == nil }.map(\.description).sorted(), "the file has no such trap: take it out")
    }

    private static var used: [Site: Int] {
        var counts: [Site: Int] = [:]
        for file in targets.flatMap(SourceTree.target) where !file.path.contains("/Generated/") {
            for line in file.code where line.has("(") || line.has("!") {
                for kind in kinds(in: line) {
                    counts[Site(file: String(file.path.dropFirst("Sources/".count)), kind: kind), default: 0] += 1
                }
            }
        }
        return counts
    }

    /// The traps of one line of code.
    private static func kinds(in line: String) -> [String] {
        let calls = ["precondition", "preconditionFailure", "fatalError", "assert", "assertionFailure", "dispatchPrecondition"]
        var kinds: [String] = []
        if calls.contains(where: { line.has($0 + "(") }) {
            let pattern = /\b(precondition|preconditionFailure|fatalError|assert|assertionFailure|dispatchPrecondition)\(/
            kinds += line.matches(of: pattern).map { String($0.output.1) }
        }
        if line.has("!") { kinds += line.matches(of: /[\w)\]]!(?!=)/).map { _ in "unwrap" } }
        return kinds
    }

    /// The page's table: `| file | kind | number | why |`.
    private static func listed() throws -> [Site: Int] {
        let file = try #require(SourceTree.file(page))
        var counts: [Site: Int] = [:]
        for line in file.lines {
            guard let match = line.prefixMatch(of: /\| `([^`]+)` \| (\w+) \| (\d+) \| .{20,} \|/) else { continue }
            let site = Site(file: String(match.output.1), kind: String(match.output.2))
            #expect(counts.updateValue(Int(match.output.3) ?? 0, forKey: site) == nil, "\(site) is there twice")
        }
        return counts
    }
}
