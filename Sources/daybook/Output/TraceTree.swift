import Ledger
import Schema

/// The lines of a trace, as a tree with branches or as a line each.
package struct TraceTree {
    private let format: OutputFormat
    private let paint: Paint
    /// Lines are drawn when all are there: a branch goes on as far as the next line of its depth.
    private var lines: [Line] = []
    /// Whether the service has drawn no more than a part.
    package private(set) var isCut = false

    private static let header = ["depth", "cause", "sequence", "time", "command", "id", "actor", "outcome"]
    /// Things that happened in one entry that are named; the rest are counted.
    private static let shownEvents = 4

    private struct Line {
        let depth: Int
        let cause: String
        let entry: Entry
    }

    package init(_ format: OutputFormat, paint: Paint) {
        self.format = format
        self.paint = paint
        if format == .csv { StandardOutput.write(CSVWriter.record(Self.header)) }
    }

    /// Adds a line: its JSON, as the service wrote it.
    package mutating func add(_ json: [UInt8]) {
        guard format != .ndjson else { return StandardOutput.write(json + [10]) }
        let tree = JSONTree(json)
        guard tree?["more"]?.text != "true" else {
            isCut = true
            return
        }
        guard let tree, let part = tree["entry"], let entry = try? Entry(lenientJSON: Array(part.json.utf8)) else {
            return StandardOutput.line("? cannot be read by this program")
        }
        lines.append(Line(depth: Int(tree["depth"]?.text ?? "") ?? 0, cause: tree["cause"]?.text ?? "", entry: entry))
    }

    /// Shows what is not shown yet.
    package mutating func end() {
        for text in format == .csv ? lines.map(record) : drawn { StandardOutput.write(text) }
        lines = []
    }

    private func record(_ line: Line) -> String { CSVWriter.record([String(line.depth), line.cause] + Self.fields(line.entry)) }

    /// The tree: each entry behind the branches that lead to it.
    private var drawn: [String] {
        // Whether at each depth another line follows, below the same one.
        var goesOn: [Bool] = []
        var texts: [String] = []
        for line in lines.reversed() {
            let isLast = line.depth >= goesOn.count || !goesOn[line.depth]
            goesOn = Array(goesOn.prefix(line.depth)) + Array(repeating: false, count: max(0, line.depth - goesOn.count)) + [true]
            let stems = goesOn.prefix(line.depth).dropFirst().map { $0 ? "│  " : "   " }.joined()
            let branch = line.depth == 0 ? "" : isLast ? "└─ " : "├─ "
            texts.append(stems + branch + Self.text(line.entry, paint) + "\n")
        }
        return texts.reversed()
    }

    private static func text(_ entry: Entry, _ paint: Paint) -> String {
        var fields = fields(entry).map(TerminalText.escaped)
        let outcome = fields.removeLast()
        fields[0] = paint.strong("#" + fields[0])
        return (fields + [entry.rejection == nil ? outcome : paint.bad(outcome)]).filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private static func fields(_ entry: Entry) -> [String] {
        [
            String(entry.sequence), Moment(entry.time)?.json ?? "", entry.command, entry.id, EntryList.actor(entry.actor),
            outcome(entry),
        ]
    }

    /// What happened: `order/O-1 placed, stock/A@WH-1 allocated`, or why nothing did.
    private static func outcome(_ entry: Entry) -> String {
        if let rejection = entry.rejection { return "refused: \(rejection.code), \(rejection.detail)" }
        let happened = entry.events.prefix(shownEvents).map {
            "\($0.entity.text) \($0.name?.split(separator: ".").last ?? "changed")"
        }
        let rest = entry.events.count - happened.count
        return happened.isEmpty ? "nothing changed" : happened.joined(separator: ", ") + (rest > 0 ? " +\(rest)" : "")
    }
}
