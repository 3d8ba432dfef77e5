import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// Compares every way there is to a state of a finished run: live, replayed, as of then, flushed and reopened, rebuilt.
struct Identity {
    let scenario: Scenario
    let ledger: TestLedger
    var random: SplitMix64

    init(_ scenario: Scenario) {
        self.scenario = scenario
        ledger = scenario.ledger
        random = SplitMix64(scenario.seed &* 77)
    }

    mutating func check() throws {
        let head = ledger.engine.head
        let live = try head.stateHash().description
        var wanted = Set(scenario.samples.keys)
        for _ in 0..<4 { wanted.insert(UInt64(random.number(0...Int64(head.sequence)))) }
        let past = try replay(wanted)
        #expect(past.end == live, "seed \(scenario.seed): a full replay gives other rows than the live state")
        for (sequence, hash) in scenario.samples {
            #expect(past.states[sequence]?.hash == hash, "seed \(scenario.seed): the live state at \(sequence) was another")
        }
        for (view, hash) in scenario.kept {
            #expect(try view.stateHash().description == hash, "seed \(scenario.seed): a view of \(view.sequence) changed")
        }
        for (sequence, state) in past.states.sorted(by: { $0.key < $1.key }) {
            try checkPast(sequence, state)
        }
        try checkLists(head)
        try checkRestarts(live)
    }

    // MARK: Replay

    struct State {
        var hash = ""
        var rows: [Table: [String: Row]] = [:]
    }

    private func replay(_ wanted: Set<UInt64>) throws -> (states: [UInt64: State], end: String) {
        let replay = try Replay(temporaryFolder: ledger.folder + "/replay")
        defer { try? replay.discard() }
        var states: [UInt64: State] = [:]
        if wanted.contains(0) { states[0] = try state(of: replay) }
        for entry in scenario.entries {
            try replay.fold(entry)
            if wanted.contains(entry.sequence) { states[entry.sequence] = try state(of: replay) }
        }
        return (states, try replay.stateHash().description)
    }

    private func state(of replay: Replay) throws -> State {
        var state = State(hash: try replay.stateHash().description)
        for table in Table.allCases {
            var after: String?
            while true {
                let rows = try replay.rows(table, after: after)
                guard let last = rows.last else { break }
                for row in rows { state.rows[table, default: [:]][row.id] = row }
                after = last.id
            }
        }
        return state
    }

    // MARK: The past

    private mutating func checkPast(_ sequence: UInt64, _ state: State) throws {
        let seed = scenario.seed
        // Single rows first: once a view was rolled forward as a whole, it answers from that.
        let single = try ledger.engine.view(at: .sequence(sequence))
        for entity in scenario.history.keys.sorted() where random.oneIn(4) {
            guard let (table, id) = Table.split(entity) else { continue }
            #expect(try single.row(table, id) == state.rows[table]?[id], "seed \(seed): \(entity) as of \(sequence)")
            let named = scenario.history[entity, default: []].filter { $0 <= sequence }
            #expect(try single.history(table, id) == named, "seed \(seed): history of \(entity) as of \(sequence)")
        }
        let time = scenario.entries.first { $0.sequence == sequence }.flatMap { Moment($0.time) }
        let view = try time.map { try ledger.engine.view(at: .time($0)) } ?? ledger.engine.view(at: .sequence(sequence))
        #expect(view.sequence == sequence, "seed \(seed): as of the time of \(sequence)")
        #expect(try view.stateHash().description == state.hash, "seed \(seed): rows as of \(sequence)")
        try checkLists(view)
        if let entry = scenario.entries.first(where: { $0.sequence == sequence }) {
            #expect(
                try ledger.engine.view(at: .receipt(entry.id)).sequence == sequence,
                "seed \(seed): as of the receipt of \(entry.id)")
            #expect(try view.entry(sequence) == entry)
            #expect(try view.entry(sequence + 1) == nil)
        }
    }

    /// Lists with a filter, by whatever index, are what a look at every row gives.
    private mutating func checkLists(_ view: View) throws {
        for table in Table.allCases {
            let all = try view.rows(Query(table, limit: 100_000)).rows
            #expect(all.map(\.id) == all.map(\.id).sorted())
            for (field, values) in Self.filters(table) {
                let value = random.pick(values)
                let names = RowFields.names(of: table)
                let place = try #require(names.firstIndex(of: field))
                // A column holds several values with spaces between; none of the values here has one.
                let expected = all.filter { RowFields.values(of: $0)[place].split(separator: " ").contains(Substring(value)) }
                let query = Query(table, filters: [.init(field, value)], limit: 100_000)
                #expect(
                    try view.rows(query).rows == expected,
                    "seed \(scenario.seed): \(table) with \(field)=\(value) as of \(view.sequence)")
            }
        }
    }

    private static func filters(_ table: Table) -> [(String, [String])] {
        let orders = (0..<40).map { "O-\($0)" }
        let skus = (0..<10).map { "SKU-\($0)" }
        let known: [Table: [(String, [String])]] = [
            .product: [
                ("sku", skus), ("status", ["PUBLISHED", "UNPUBLISHED"]), ("categories", ["tea", "pots"]), ("taxClass", ["T-1"]),
            ],
            .taxClass: [("country", ["FR"])],
            .warehouse: [("name", ["W-1"])],
            .stock: [("sku", skus), ("warehouseId", ["W-1", "W-2", "W-3"]), ("available", ["0", "1"])],
            .reservation: [("status", ["HELD", "CONSUMED", "RELEASED", "EXPIRED"])],
            .order: [
                ("customerId", (1...8).map { "U-\($0)" }), ("status", ["PENDING", "CONFIRMED", "CANCELLED", "EXPIRED"]),
                ("sku", skus),
            ],
            .payment: [("orderId", orders), ("status", ["INITIATED", "CAPTURED", "PARTIALLY_REFUNDED", "VOIDED"])],
            .shipment: [
                ("orderId", orders), ("trackingNumber", (0..<20).map { "T-S-\($0)" }),
                ("status", ["CREATED", "SHIPPED", "DELIVERED"]),
            ],
            .parcel: [("status", ["WAITING", "ASSIGNED", "EXPIRED"]), ("carrier", ["SF"])],
            .cart: [
                ("customerId", (1...8).map { "U-\($0)" }), ("status", ["OPEN", "CHECKED_OUT", "MERGED", "ABANDONED"]),
                ("sku", skus),
            ],
        ]
        // The scenario has none of the others; every row has a version.
        return known[table] ?? [("version", ["1", "2"])]
    }

    // MARK: Restarts

    private func checkRestarts(_ live: String) throws {
        let status = ledger.engine.status
        func checkHead(_ what: String) throws {
            #expect(try ledger.engine.head.stateHash().description == live, "seed \(scenario.seed): \(what)")
            let found = ledger.engine.status
            #expect(
                [found.head, found.entries, found.rejected] == [status.head, status.entries, status.rejected],
                "seed \(scenario.seed): \(what)")
        }
        try ledger.reopen(entriesPerFlush: 7)
        try checkHead("after a clean stop")
        try ledger.reopen { try FileManager.default.removeItem(atPath: ledger.folder + "/state") }
        try checkHead("after state/ was deleted")
        try ledger.reopen {
            let report = try Engine.rebuild(directory: ledger.folder) { _, _ in }
            #expect([report.entries, report.rejected] == [status.entries, status.rejected])
        }
        try checkHead("after a rebuild")
    }
}
