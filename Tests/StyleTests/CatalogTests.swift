import Testing

/// The README is short, and the catalog's front page leads everywhere; its guides name every place that they are about.
@Suite("Style: the catalog")
struct CatalogTests {
    /// Lines of the README: what a newcomer reads before the first order is placed.
    static let linesOfREADME = 150
    /// Measured rows of the README; all others are on the page *Measured*.
    static let measuredRows = 5

    private static let catalog = "Sources/Daybook.docc"
    private static let frontPage = "\(catalog)/Daybook.md"

    /// Every page of the catalog, decision records among them, by the name that links have.
    static let pages: [(name: String, path: String)] = SourceTree.files(under: [catalog], endings: [".md"]).map { file in
        let name = file.path.split(separator: "/").last.map { String($0.dropLast(".md".count)) } ?? ""
        return (name, file.path)
    }

    @Test("the README is short")
    func length() throws {
        let readme = try #require(SourceTree.file("README.md"))
        #expect(readme.lines.count - 1 <= Self.linesOfREADME, "move what a newcomer does not need into \(Self.catalog)")
    }

    @Test("the README's measured rows are few, and each is a row of the page Measured")
    func measured() throws {
        let rows = try Self.workRows(of: "README.md", ["work", "now", "command"])
        let all = try Self.workRows(of: "\(Self.catalog)/Measured.md", ["work", "now", "command"])
        #expect((1...Self.measuredRows).contains(rows.count))
        #expect(all.count > rows.count)
        expectNone(rows.filter { !all.contains($0) }.map { $0.joined(separator: " | ") }, "it is not, or not so, in Measured.md")
    }

    @Test("the catalog's front page links to every page, once, under its topics")
    func topics() throws {
        let front = try #require(SourceTree.file(Self.frontPage))
        let topics = front.lines.drop { $0 != "## Topics" }
        let listed = topics.compactMap { $0.wholeMatch(of: /- <doc:([\w-]+)>/).map { String($0.output.1) } }
        let pages = Set(Self.pages.filter { $0.path != Self.frontPage }.map(\.name))
        #expect(pages.count > 20)
        expectNone(pages.subtracting(listed).sorted(), "list the page in \(Self.frontPage), Topics")
        expectNone(Dictionary(grouping: listed) { $0 }.filter { $0.value.count > 1 }.keys.sorted(), "the page is there twice")
    }

    @Test("the README links to every page but the decision records")
    func readmeLinks() throws {
        let readme = try #require(SourceTree.file("README.md"))
        let pages = Self.pages.map(\.path).filter { !$0.hasPrefix("\(Self.catalog)/Decisions/") }
        expectNone(
            pages.filter { path in !readme.lines.contains { $0.has("](\(path))") } }, "add it to README.md, Documentation")
    }

    @Test("no file outside the contexts spells out verbs or events")
    func verbPlaces() throws {
        // Names of several words are no names of anything else, so that finding them is finding a switch over verbs or events.
        let names = try Self.caseNames(of: "Sources/Schema/Generated/Registry.swift")
        let several = Set(names.filter { $0.contains(where: \.isUppercase) })
        #expect(several.count > 30)
        let files = Self.outsideContexts { line in
            line.has("case .") && line.matches(of: /\.(\w+)/).contains { several.contains(String($0.output.1)) }
        }
        expectNone(files, "let the registry say it (tools/generate), or move it to the context")
    }

    /// Where a context may be named that is not its own, nor a flow, nor of a context that declares to read it.
    static let places = 3

    /// Files that name contexts and do not count, each with its reason.
    static let excused = [
        "Sources/Ledger/Rejection.swift": "the codes of rejections are one list, on which programs of others switch",
        "Sources/Ledger/Roles.swift": "roles are one list, and some are called by what they look after",
    ]

    /// Clients, each with what it sends to the ledger and what it calls its own things: a place each, whatever its files are.
    static let clients = ["Sources/daybook/Bench", "Sources/daybook/Import"]

    @Test("every context is named in three places at most that are not its own, and Adding a context lists them")
    func contextPlaces() throws {
        let page = try #require(SourceTree.file("\(Self.catalog)/AddingAContext.md"))
        let files = SourceTree.sources.filter { file in
            !file.path.contains("/Flows/") && !file.path.hasSuffix("+Examples.swift") && Self.excused[file.path] == nil
        }
        for context in LedgerContext.all {
            var places: [String: [String]] = [:]
            for file in files {
                let owner = LedgerContext.owner(of: file)
                if owner?.name == context.name || owner?.declared?.contains(context.name) == true { continue }
                let lines = context.places(in: file, of: owner)
                let place = Self.clients.first { file.path.hasPrefix($0 + "/") } ?? file.path
                if !lines.isEmpty { places[place, default: []] += lines }
            }
            let names = places.keys.sorted()
            #expect(names.count <= Self.places, "\(context.name): \(places)")
            let row = "| \(context.name) | " + names.map { "`\($0)`" }.joined(separator: ", ") + " |"
            let isListed = page.lines.contains(row)
            #expect(isListed, "say in AddingAContext.md: \(row)")
        }
    }

    /// Files in Sources with such a line of code: neither a context's own, nor a flow, nor a client such as the command line.
    private static func outsideContexts(_ isWanted: (String) -> Bool) -> [String] {
        SourceTree.sources.filter { file in
            let parts = file.path.split(separator: "/")
            let isContext = parts[1] == "Ledger" && parts.count > 3 || parts[1] == "Audit" && parts[2] != "Auditor.swift"
            return !isContext && !file.path.hasPrefix("Sources/daybook/") && file.code.contains(where: isWanted)
        }.map(\.path)
    }

    /// The names before a text in a switch: `priceSet` in `case .priceSet: "catalog.priceSet"`.
    private static func caseNames(of path: String) throws -> [String] {
        try #require(SourceTree.file(path)).lines.compactMap { line in
            line.wholeMatch(of: /\s*case \.(\w+): "\w+\.\w+"/).map { String($0.output.1) }
        }
    }

    /// Those columns of every row of the tables of a document whose first column is `work`.
    private static func workRows(of path: String, _ columns: [String]) throws -> [[String]] {
        var places: [Int] = []
        var rows: [[String]] = []
        for line in try #require(SourceTree.file(path)).lines {
            let cells = line.split(separator: "|").map { $0.drop(while: \.isWhitespace) }.map { cell in
                String(cell.reversed().drop(while: \.isWhitespace).reversed())
            }
            guard line.hasPrefix("|") else {
                places = []
                continue
            }
            if cells.first == "work" {
                places = columns.compactMap { cells.firstIndex(of: $0) }
            } else if !places.isEmpty, !line.hasPrefix("|-"), places.allSatisfy(cells.indices.contains) {
                rows.append(places.map { cells[$0] })
            }
        }
        return rows
    }
}
