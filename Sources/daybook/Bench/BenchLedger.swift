import Client
import Engine
import Ledger
import Schema
import Service

/// Finds out whether a ledger holds anything that no bench has put there.
///
/// Everything a run makes has an id that begins with its name, and rows are listed in the order of their ids: so each table is
/// asked for its first row, and then for the first one behind all that the run of that row can have made. No row is passed over
/// unseen, and there are no more requests than runs, and one, for each table. Commands that were refused have left no row: of the
/// log, which may be a hundred million entries long, the first and the last are looked at. Each must have the id of a run's
/// command, or touch nothing but what runs have made.
struct BenchLedger {
    /// Entries looked at from each end of the log.
    private static let entriesLookedAt: UInt64 = 2000

    private let reader: ServiceReader
    /// The runs whose warehouses are there.
    private var runs: Set<String> = []

    init(_ client: LedgerClient) {
        reader = ServiceReader(client: client)
    }

    /// Looks at the ledger, whose last entry is `head`.
    /// - Throws: `ExitError` 1 with the first thing found that is not a bench's.
    mutating func check(head: UInt64) async throws {
        var found: Set<String> = []
        try await forEachLine(of: Target("v1", Table.warehouse.collection)) { line in
            let warehouse = try Warehouse(lenientJSON: line)
            guard let run = BenchShop.run(ofWarehouse: warehouse.warehouseID, name: warehouse.name) else {
                throw Self.refusal("warehouse \(warehouse.warehouseID)")
            }
            found.insert(run)
        }
        runs = found
        for table in Table.allCases where table != .warehouse { try await checkRows(of: table) }
        try await checkEntries(after: 0)
        if head > Self.entriesLookedAt { try await checkEntries(after: head - Self.entriesLookedAt) }
    }

    private func checkRows(of table: Table) async throws {
        var last: String?
        while let id = try await firstID(of: table, after: last) {
            guard isOfRun(id) else { throw Self.refusal("\(table.kind) \(id)") }
            last = BenchShop.lastID(ofRun: String(id.prefix(BenchShop.runBytes)), in: table)
        }
    }

    private func firstID(of table: Table, after last: String?) async throws -> String? {
        var id: String?
        let target = Target("v1", table.collection).adding("limit", "1").adding("cursor", last.map(Cursor.text(after:)))
        try await forEachLine(of: target) { id = try Row(table, json: $0).id }
        return id
    }

    private func checkEntries(after: UInt64) async throws {
        let target = Target("v1", "entries").adding("after", String(after)).adding("limit", String(Self.entriesLookedAt))
        try await forEachLine(of: target) { line in
            let entry = try Entry(lenientJSON: line)
            let isOwn = isOfRun(entry.id) || !entry.events.isEmpty && entry.events.allSatisfy { isOfRun($0.entity.id) }
            guard isOwn else { throw Self.refusal("entry \(entry.sequence), \(entry.command)") }
        }
    }

    private func forEachLine(of target: Target, _ body: ([UInt8]) throws -> Void) async throws {
        try await reader.get(target, accept: .ndjson).successful().forEachLine(body)
    }

    /// Everything a run makes has an id that begins with its name.
    private func isOfRun(_ id: String) -> Bool {
        runs.contains(String(id.prefix(BenchShop.runBytes))) && id.dropFirst(BenchShop.runBytes).first == "-"
    }

    private static func refusal(_ found: String) -> ExitError {
        ExitError(
            .refused,
            "this ledger holds more than benches have left behind (\(found)), and what a bench sends stays in the book; "
                + "give it a ledger of its own with --data, or insist with --yes")
    }
}
