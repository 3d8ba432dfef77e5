import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Lists that are read step by step")
struct RowScanTests {
    @Test("no step looks at more than its rows, and together they are the list", arguments: [20, 100_000])
    func steps(entriesPerFlush: Int) throws {
        try withLedger(entriesPerFlush: entriesPerFlush) { ledger in
            try ledger.send((0..<300).map { .warehouse("w-\($0)", "W-\($0 * 7919 % 1000)") })
            if entriesPerFlush == 20 { try ledger.wait("a flush") { ledger.engine.status.flushed >= 20 } }
            let view = ledger.engine.head
            let filtered = Query(.warehouse, filters: [.init("name", "none")])
            for (query, expected) in [(Query(.warehouse), 300), (Query(.warehouse, after: "W-5"), 300), (filtered, 0)] {
                var scan = try RowScan(view, query)
                var found: [String] = []
                var steps = 0
                while let rows = try scan.next() {
                    #expect(rows.count <= EngineLimits.rowsPerScanStep)
                    found += rows.map(\.id)
                    steps += 1
                }
                let whole = try view.rows(Query(.warehouse, filters: query.filters, after: query.after, limit: 1000)).rows
                #expect(found == whole.map(\.id))
                #expect(query.after != nil || found.count == expected)
                // All changed rows between two stored ones come with them, so that a few steps more or less are made.
                #expect(query.after != nil || steps >= 300 / EngineLimits.rowsPerScanStep)
                #expect(try scan.next() == nil)
            }
        }
    }

    @Test("the past is rolled forward step by step, and single rows of it need not wait for that")
    func past() throws {
        try withLedger(entriesPerFlush: 100_000) { ledger in
            try ledger.send((0..<400).map { .warehouse("w-\($0)", "W-\($0)") })
            let view = try ledger.engine.view(at: .sequence(300))
            var scan = try RowScan(view, Query(.warehouse))
            var other = try RowScan(view, Query(.warehouse))
            // The two share the work: each step of either folds some of the 300 entries.
            for _ in 0..<2 {
                #expect(try scan.next()?.isEmpty == true)
                #expect(try other.next()?.isEmpty == true)
                #expect(try view.row(.warehouse, "W-299")?.id == "W-299")
                #expect(try view.row(.warehouse, "W-300") == nil)
            }
            var found = 0
            while let rows = try scan.next() { found += rows.count }
            #expect(found == 300)
            #expect(try other.next()?.count == EngineLimits.rowsPerScanStep)
        }
    }
}
