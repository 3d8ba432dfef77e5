import Engine
import Foundation
import Journal
import Ledger
import Logging
import Schema
import Synchronization
import TestTools
import TestWorld

/// One recorded day: its commands, the entries they became, the rows at some sequences, and LevelDB's files.
struct Snapshot: CustomStringConvertible, Sendable {
    let folder: URL
    var description: String { folder.lastPathComponent }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Snapshots")

    /// All snapshots, oldest first.
    static let all: [Snapshot] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.filter { $0.first?.isNumber == true }.sorted().map { Snapshot(folder: root.appending(path: $0)) }
    }()

    /// Where rows are recorded besides the end: before, in the middle of and after the first deliveries.
    static let sequences: [UInt64] = [17, 40, 60]

    var commands: [Command] {
        get throws { try lines("commands.ndjson").map { try Command(json: Array($0.utf8)) } }
    }

    var entries: [Entry] {
        get throws { try entryLines.map { try Entry(json: Array($0.utf8)) } }
    }

    /// The entries as they were recorded.
    var entryLines: [String] {
        get throws { try lines("entries.ndjson") }
    }

    private func lines(_ file: String) throws -> [String] {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// The recorded rows files and the sequence each is of; nil is the end.
    var rowFiles: [(sequence: UInt64?, file: URL)] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("at-") }.sorted().map {
                (UInt64($0.dropFirst(3).prefix(6)), folder.appending(path: $0))
            }
        }
    }

    static func json(_ message: some Message) -> String { String(decoding: message.json(), as: UTF8.self) }

    /// An entry in INTERFACE's form: without the hash, which is only in the log.
    static func line(_ entry: Entry) throws -> String {
        var shown = entry
        shown.commandHash = []
        return json(shown)
    }

    /// Where a JSON text differs from a recorded one: the path of the first place, or nil. What was recorded must be there, value
    /// by value and item by item. A later version may say more: it has fields that were not there yet, and prints zeros.
    static func difference(_ text: String, from recorded: String) throws -> String? {
        let (now, then) = try (
            JSONSerialization.jsonObject(with: Data(text.utf8)), JSONSerialization.jsonObject(with: Data(recorded.utf8))
        )
        return difference(now, from: then, at: "")
    }

    private static func difference(_ now: Any?, from then: Any, at path: String) -> String? {
        switch (now, then) {
        case (let now as [String: Any], let then as [String: Any]):
            for key in then.keys.sorted() {
                guard let value = then[key] else { continue }
                if let place = difference(now[key], from: value, at: path + "/" + key) { return place }
            }
            return nil
        case (let now as [Any], let then as [Any]):
            guard now.count == then.count else { return path + ": \(now.count) items, recorded \(then.count)" }
            for (index, value) in then.enumerated() {
                if let place = difference(now[index], from: value, at: path + "/\(index)") { return place }
            }
            return nil
        case (let now as NSObject, let then as NSObject): return now == then ? nil : path + ": \(now), recorded \(then)"
        default: return path + ": nothing, recorded \(then)"
        }
    }

    /// Every row of every collection, keys sorted, as the recorded files have it.
    static func rows(_ page: (Table, String?) throws -> [Row]) throws -> String {
        var collections: [String: Any] = [:]
        for table in Table.allCases {
            var rows: [Any] = []
            var after: String?
            while true {
                let part = try page(table, after)
                guard let last = part.last else { break }
                rows += try part.map { try JSONSerialization.jsonObject(with: Data(json($0.message).utf8)) }
                after = last.id
            }
            // A table that a snapshot is older than has no rows in it, and no name.
            if rows.isEmpty, table.rawValue > Table.shipment.rawValue { continue }
            collections[table.collection] = rows
        }
        let data = try JSONSerialization.data(
            withJSONObject: collections, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    static func rows(_ view: View) throws -> String {
        try rows { table, after in try view.rows(Query(table, after: after, limit: 500)).rows }
    }
}

extension Actor {
    /// The admin who may backfill.
    static let admin = Actor.with {
        $0.kind = .staff
        $0.uid = 0
        $0.name = "root"
        $0.role = "admin"
    }
}

extension TestLedger {
    /// A ledger whose clock stands still, and whose keys and nonces are always the same: recording twice gives the same bytes.
    static func recorder(_ folder: String) throws -> TestLedger {
        try TestLedger(folder, clock: ManualClock("2026-11-21T00:00:00Z")) { configuration in
            let random = Mutex(SplitMix64(8))
            configuration.entropy = { count in
                random.withLock { random in (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
            }
        }
    }
}
