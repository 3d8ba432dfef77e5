import Ledger
import Schema

/// Entries of the book, in the form that was asked for, as they come.
struct EntryList {
    private let options: GlobalOptions
    private var table: TableText
    private var count = 0
    /// Whether the list has no end, so that what is there is shown at once.
    private let isLive: Bool

    private static let header = ["sequence", "time", "command", "actor", "outcome", "entities", "correlation"]
    /// Entities of one entry that are named; the rest are counted.
    private static let entitiesShown = 4

    init(_ options: GlobalOptions, isLive: Bool = false) {
        self.options = options
        self.isLive = isLive
        table = TableText(header: Self.header, paint: options.paint)
        switch options.format {
        case .csv: StandardOutput.write(CSVWriter.record(Self.header))
        case .json where !isLive: StandardOutput.write("{\"items\":[")
        default: break
        }
    }

    /// Adds an entry: its JSON, as the service wrote it.
    mutating func add(_ line: [UInt8]) {
        count += 1
        switch options.format {
        case .ndjson: StandardOutput.write(line + [10])
        case .json where isLive: StandardOutput.write(line + [10])
        case .json: StandardOutput.write(count == 1 ? line : [44] + line)
        case .csv: StandardOutput.write(CSVWriter.record(Self.fields(line)))
        case .table: StandardOutput.write(table.add([Self.fields(line)]))
        }
    }

    /// Shows what is there, and goes on.
    mutating func showNow() {
        if options.format == .table { StandardOutput.write(table.end()) }
        StandardOutput.flush()
    }

    /// Ends the list: that of the book as of `sequence`.
    mutating func end(sequence: String?) {
        switch options.format {
        case .table where count == 0 && !isLive: StandardOutput.line("(no entries)")
        case .table: StandardOutput.write(table.end())
        case .json where !isLive: StandardOutput.line("],\"sequence\":\(sequence ?? "0")}")
        default: break
        }
    }

    /// Shows all entries of an answer.
    /// - Parameter last: the last entry that is wanted.
    static func show(_ reply: Reply, _ options: GlobalOptions, through last: UInt64? = nil) async throws {
        var list = EntryList(options)
        try await reply.forEachLine { line in
            if let last, let sequence = try? Entry(lenientJSON: line).sequence, sequence > last { return }
            list.add(line)
        }
        list.end(sequence: reply.header("daybook-sequence"))
    }

    private static func fields(_ line: [UInt8]) -> [String] {
        guard let entry = try? Entry(lenientJSON: line) else {
            return ["?", "", "", "", "cannot be read by this program", "", ""]
        }
        return [
            String(entry.sequence), Moment(entry.time)?.json ?? "", entry.command, actor(entry.actor),
            entry.rejection?.code ?? "accepted", entities(entry), entry.correlations.joined(separator: " "),
        ]
    }

    /// Who sent the command, in a word.
    static func actor(_ actor: Actor?) -> String {
        guard let actor else { return "" }
        if !actor.name.isEmpty { return actor.name }
        if let uid = actor.uid { return "uid \(uid)" }
        return actor.role
    }

    private static func entities(_ entry: Entry) -> String {
        var names: [EntityName] = []
        for event in entry.events where !names.contains(event.entity) { names.append(event.entity) }
        let shown = names.prefix(entitiesShown).map(\.text).joined(separator: " ")
        return names.count > entitiesShown ? "\(shown) +\(names.count - entitiesShown)" : shown
    }
}
