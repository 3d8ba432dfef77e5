import Engine
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Columns with an index")
struct IndexedColumnTests {
    @Test("a list by one is the same live, flushed and opened again, for every value, none too", arguments: seeds(2))
    func allValues(seed: UInt64) throws {
        try withFolder { folder in
            let scenario = try Scenario(seed: seed, folder: folder)
            let ledger = scenario.ledger
            defer { ledger.close() }
            try scenario.run(commands: 300)
            try check(ledger.engine.head, "seed \(seed), live")
            try ledger.flush()
            try check(ledger.engine.head, "seed \(seed), flushed")
            try ledger.reopen()
            try check(ledger.engine.head, "seed \(seed), opened again")
        }
    }

    private func check(_ view: View, _ what: String) throws {
        var lists = 0
        for table in Table.allCases {
            let all = try view.rows(Query(table, limit: 100_000)).rows
            for (column, _) in table.type.filterIndexes {
                let place = try #require(RowFields.names(of: table).firstIndex(of: column))
                // A column of a list has several values with spaces between; none of the values has one.
                let values = all.map { RowFields.values(of: $0)[place] }
                for value in Set(values.flatMap { $0.split(separator: " ").map(String.init) }) {
                    let expected = zip(all, values).filter { $1.split(separator: " ").contains(Substring(value)) }.map(\.0)
                    let found = try view.rows(Query(table, filters: [.init(column, value)], limit: 100_000)).rows
                    #expect(found == expected, "\(what): \(table) with \(column)=\(value)")
                    lists += 1
                }
                guard case .text? = RowFields.kinds(of: table).first(where: { $0.name == column })?.kind else { continue }
                let expected = zip(all, values).filter { $1.isEmpty }.map(\.0)
                let found = try view.rows(Query(table, filters: [.init(column, "")], limit: 100_000)).rows
                #expect(found == expected, "\(what): \(table) with \(column)=")
            }
        }
        #expect(lists > 30)
    }
}
