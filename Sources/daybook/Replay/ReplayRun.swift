package import Engine
import Glibc
package import Ledger
import Schema

/// One replay from nothing to a point, and what is asked of it. Blocks; runs on a thread of its own.
package struct ReplayRun: Sendable {
    /// The point to replay to.
    package enum End: Sendable, Equatable {
        case head
        case sequence(UInt64)
        case time(Moment)
    }

    let source: any ReplaySource
    let end: End
    /// Changes after this entry are told; nil for none.
    let from: UInt64?
    let compares: Bool
    /// Where to write the rows; nil for nowhere.
    let dumpFolder: String?
    let wantsProgress: Bool

    package init(
        source: any ReplaySource, end: End = .head, from: UInt64? = nil, compares: Bool = false, dumpFolder: String? = nil,
        wantsProgress: Bool = false
    ) {
        self.source = source
        self.end = end
        self.from = from
        self.compares = compares
        self.dumpFolder = dumpFolder
        self.wantsProgress = wantsProgress
    }

    /// What came of it.
    package struct Result: Sendable {
        package var report: Replay.Report
        package var hash: StateHash
        var totals: ReplayTotals
        var changes: Changes?
        /// nil where nothing was compared.
        package var differences: [StateDifference]?
        /// Whether what is stored beside the rows was compared, too.
        package var comparesDerived = false
        var moreDifferences = 0
        /// What folding the entries took, of all the seconds.
        var foldSeconds: Double
        var seconds: Double
    }

    /// What happened after an entry.
    struct Changes: Sendable {
        let after: UInt64
        var entries: UInt64 = 0
        var rejected: UInt64 = 0
        var eventsByName: [String: UInt64] = [:]
        var touched: [Table: Set<String>] = [:]

        mutating func add(_ entry: Entry) {
            guard entry.sequence > after else { return }
            entries += 1
            if entry.rejection != nil { rejected += 1 }
            for event in entry.events {
                eventsByName[event.name ?? "unknown", default: 0] += 1
                if let table = event.entity.table { touched[table, default: []].insert(event.entity.id) }
            }
        }
    }

    /// Differences that are shown; more are counted.
    private static let differencesShown = 1000

    /// Replays, compares and dumps, as asked.
    /// - Throws: `ExitError` for an end that is not in the book; what is damaged in the log.
    package func run() throws -> Result {
        let folder = try ReplayFolder()
        defer { folder.remove() }
        return try run(in: folder)
    }

    /// The same, in a folder that the caller removes.
    func run(in folder: ReplayFolder) throws -> Result {
        let watch = Stopwatch()
        let last = try lastSequence()
        if let from, from > last {
            throw ExitError(.usage, "--from \(from) is after the end of the replay, \(last); give a smaller number")
        }
        let replay = try Replay(
            temporaryFolder: folder.rows, derivedFlush: compares ? try source.derivedFlush(through: last) : nil)
        do {
            var result = try fold(replay, through: last)
            if compares { try compare(replay, at: last, into: &result) }
            if let dumpFolder { try dump(replay, into: dumpFolder) }
            result.seconds = watch.seconds
            try replay.discard()
            return result
        } catch {
            try? replay.discard()
            throw error
        }
    }

    private func lastSequence() throws -> UInt64 {
        switch end {
        case .head: return source.head
        case .time(let time): return try source.sequence(at: time)
        case .sequence(let sequence):
            guard sequence <= source.head else {
                throw ExitError(.usage, "the book ends at entry \(source.head); give --to a smaller number than \(sequence)")
            }
            return sequence
        }
    }

    private func fold(_ replay: Replay, through last: UInt64) throws -> Result {
        var changes = from.map { Changes(after: $0) }
        let bar = ProgressBar("replay", isWanted: wantsProgress)
        defer { bar.end() }
        let ahead = EntriesAhead(after: 0) { [source] after in
            after < last ? try source.entries(after: after, through: last) : []
        }
        defer { ahead.cancel() }
        let watch = Stopwatch()
        while replay.report.sequence < last {
            let entries = try ahead.next()
            guard !entries.isEmpty else {
                throw ExitError(.badData, "entry \(replay.report.sequence + 1) of \(last) is missing; restore a backup")
            }
            for entry in entries {
                try replay.fold(entry)
                changes?.add(entry)
            }
            bar.update(done: replay.report.sequence, total: last)
        }
        let foldSeconds = watch.seconds
        var totals = ReplayTotals()
        let hash = try StateHash { table, after in
            let rows = try replay.storedRows(table, after: after)
            try totals.add(rows, of: table)
            return rows
        }
        return Result(
            report: replay.report, hash: hash, totals: totals, changes: changes, differences: nil, foldSeconds: foldSeconds,
            seconds: 0)
    }

    private func compare(_ replay: Replay, at last: UInt64, into result: inout Result) throws {
        var differences: [StateDifference] = []
        var more = 0
        func add(_ difference: @autoclosure () throws -> StateDifference) throws {
            if differences.count < Self.differencesShown { differences.append(try difference()) } else { more += 1 }
        }
        func stored(_ table: Table, _ after: String?) throws -> [Row] { try source.rows(table, after: after, at: last) }
        try replay.compare(with: stored) { difference in try add(StateDifference(difference)) }
        try source.compareDerived(replay) { difference in try add(StateDifference(difference)) }
        result.comparesDerived = replay.derivedFlush != nil
        result.differences = differences
        result.moreDifferences = more
    }

    private func dump(_ replay: Replay, into folder: String) throws {
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw OutputFile.failure("cannot make \(folder)") }
        for table in Table.allCases {
            let file = try OutputFile(path: "\(folder)/\(table.collection).ndjson")
            var after: String?
            while true {
                let rows = try replay.rows(table, after: after)
                guard let last = rows.last else { break }
                for row in rows { try file.write(row.json() + [10]) }
                after = last.id
            }
            try file.close()
        }
    }
}

/// A row that differs, or something else that is derived from the log, as JSON.
package struct StateDifference: Sendable {
    /// The row's collection, or the kind of what else it is: `index`, `command`, `history`.
    package let collection: String
    package let id: String
    /// What the log gives and what is stored; nil where there is nothing.
    let replayed: JSONTree?
    let stored: JSONTree?

    init(_ difference: Difference) throws {
        collection = difference.table.collection
        id = difference.id
        replayed = difference.replayed.flatMap { JSONTree($0.json()) }
        stored = difference.stored.flatMap { JSONTree($0.json()) }
    }

    init(_ difference: DerivedDifference) {
        collection = difference.kind.rawValue
        id = difference.name
        replayed = difference.replayed.flatMap { JSONTree(Array($0.utf8)) }
        stored = difference.stored.flatMap { JSONTree(Array($0.utf8)) }
    }

    /// The fields that differ; nil values are absent.
    var fields: [(name: String, replayed: JSONTree?, stored: JSONTree?)] {
        var names: [String] = []
        for case .object(let fields)? in [replayed, stored] {
            for field in fields where !names.contains(field.name) { names.append(field.name) }
        }
        return names.compactMap { name in
            let (left, right) = (replayed?[name], stored?[name])
            return left == right ? nil : (name, left, right)
        }
    }

    /// The difference as one JSON object.
    package var json: String {
        let changed = fields.map {
            "\(JSONTree.quoted($0.name)):{\"replayed\":\($0.replayed?.json ?? "null"),\"stored\":\($0.stored?.json ?? "null")}"
        }
        return
            "{\"collection\":\(JSONTree.quoted(collection)),\"id\":\(JSONTree.quoted(id)),"
            + "\"fields\":{\(changed.joined(separator: ","))},"
            + "\"replayed\":\(replayed?.json ?? "null"),\"stored\":\(stored?.json ?? "null")}"
    }

    /// The difference for a person, a line for each field.
    package var text: String {
        lines.map { TerminalText.escaped($0) + "\n" }.joined()
    }

    private var lines: [String] {
        guard replayed != nil else { return ["\(collection) \(id): stored, and the log does not have it"] }
        guard stored != nil else { return ["\(collection) \(id): in the log, and not stored"] }
        return fields.map {
            "\(collection) \(id) \($0.name): replayed \($0.replayed?.json ?? "nothing"), stored \($0.stored?.json ?? "nothing")"
        }
    }
}
