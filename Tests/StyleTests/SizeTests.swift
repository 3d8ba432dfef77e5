import Testing

@Suite("Style: sizes")
struct SizeTests {
    /// Columns of a line.
    static let columns = 132
    /// Lines of a file.
    static let linesPerFile = 400
    /// Lines of a function, signature and braces included.
    static let linesPerFunction = 60

    /// Files that may be longer, each with its reason.
    static let excusedFiles: [String: String] = [
        "tools/mutate": "the list of guards is one list; what runs it is some 150 lines",
        "Sources/Schema/Protos/daybook/v1/customer.proto": "the messages of one context are one file, whatever their number",
        "Sources/Schema/Protos/daybook/v1/catalog.proto": "the messages of one context are one file, whatever their number",
        "Sources/Schema/Protos/daybook/v1/order.proto": "the messages of one context are one file, whatever their number",
        "Sources/Schema/Protos/daybook/v1/payment.proto": "the messages of one context are one file, whatever their number",
        "Sources/Schema/Protos/daybook/v1/stock.proto": "the messages of one context are one file, whatever their number",
    ]

    @Test("a file has at most 400 lines, or an excuse")
    func files() {
        let offenders = SourceTree.texts.filter {
            !$0.path.hasSuffix(".md") && $0.lines.count > Self.linesPerFile && Self.excusedFiles[$0.path] == nil
        }
        let list = offenders.map { "\($0.path): \($0.lines.count) lines" }
        expectNone(list, "split the file, or excuse it in SizeTests with the reason")
    }

    @Test("an excuse is needed")
    func excuses() {
        let idle = Self.excusedFiles.keys.sorted().filter { (SourceTree.file($0)?.lines.count ?? 0) <= Self.linesPerFile }
        expectNone(idle, "take the excuse out of SizeTests")
    }

    @Test("a function has at most 60 lines")
    func functions() {
        let offenders = SourceTree.swift.flatMap { file in
            CodeText.functions(in: file.code).filter { $0.lineCount > Self.linesPerFunction }
                .map { "\(file.place($0.firstLine)): \($0.lineCount) lines" }
        }
        expectNone(offenders, "take a step out into a function that has a name")
    }

    @Test("a line has at most 132 columns")
    func lines() {
        let offenders = SourceTree.texts.filter { !$0.path.hasSuffix(".md") }.flatMap { file in
            file.lines.indices.filter { file.lines[$0].utf8.count > Self.columns && file.lines[$0].count > Self.columns }
                .map { "\(file.place($0)): \(file.lines[$0].count) columns" }
        }
        expectNone(offenders, "break the line")
    }

    @Test("no line ends in blanks, no file without a line break")
    func blanks() {
        let offenders = SourceTree.texts.flatMap { file in
            file.lines.indices.filter { file.lines[$0].last?.isWhitespace == true }.map { file.place($0) }
                + (file.lines.last == "" ? [] : ["\(file.path): the last line has no line break"])
        }
        expectNone(offenders, "take them away")
    }
}

/// Expects an empty list, and otherwise shows all of it with what to do.
func expectNone(_ offenders: [String], _ advice: String, sourceLocation: SourceLocation = #_sourceLocation) {
    guard !offenders.isEmpty else { return }
    Issue.record("\(advice):\n  \(offenders.joined(separator: "\n  "))", sourceLocation: sourceLocation)
}
