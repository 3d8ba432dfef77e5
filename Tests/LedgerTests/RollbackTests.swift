import HashTreeCollections
import Schema
import Testing

@testable import Ledger

@Suite struct RollbackTests {
    /// Whatever a decision recorded, `rollBack` leaves the state as it was: rows, base rows, histories and deadlines.
    @Test(arguments: Examples.all.indices)
    func rollBackRestoresEverything(_ index: Int) throws {
        let example = Examples.all[index]
        var shop = Shop()
        for command in example.given { try shop.send(command) }
        let before = shop.state.tables
        let nextDeadline = shop.state.nextDeadline
        var actor = Actor()
        actor.role = "admin"
        shop.state.begin(sequence: 1000, time: shop.clock.adding(seconds: 1), actor: actor)
        try? shop.state.decide(try Command(json: Array(example.when.utf8)))
        shop.state.rollBack()
        var comparison = Comparison(before: before)
        try shop.state.tables.forEach(&comparison)
        #expect(comparison.count == Table.allCases.count)
        #expect(shop.state.nextDeadline == nextDeadline)
        #expect(shop.state.commit().isEmpty)
    }

    /// An order whose cancellation was rolled back still expires.
    @Test func rollBackKeepsDeadlines() throws {
        var shop = try Shop(given: Example.shop + [.place(2)])
        shop.state.begin(sequence: 1000, time: shop.clock, actor: Actor())
        try shop.state.decide(try Command(json: Array(#"{"id":"x","order":{"cancel":{"orderId":"O-1"}}}"#.utf8)))
        shop.state.rollBack()
        try shop.wait(seconds: Limits.payWithinSeconds + 1)
        #expect(try shop.order().status == .expired)
        #expect(try shop.stock().available == 5)
    }

    /// Also rows that lie in the source, and in a flush in progress.
    @Test func rollBackRestoresOverAFlush() throws {
        var shop = try Shop(given: Example.shop + [.place(2)])
        shop.state.cut()
        shop.state.begin(sequence: 1000, time: shop.clock, actor: Actor())
        try shop.state.decide(try Command(json: Array(#"{"id":"x","order":{"cancel":{"orderId":"O-1"}}}"#.utf8)))
        #expect(shop.state.tables.changedCount > 0)
        shop.state.rollBack()
        #expect(shop.state.tables.changedCount == 0)
        #expect(try shop.order().status == .pending)
    }

    /// A row that cannot be read leaves nothing behind in the tables.
    @Test func unreadable() throws {
        var tables = RowTable<Order>()
        #expect(throws: DecisionError.self) {
            _ = try tables.update(
                "O-1", version: 2, sequence: 7,
                below: { () throws(DecisionError) in throw .error(VersionGap(entity: "order/O-1", sequence: 7)) },
                { $0.status = .confirmed })
        }
        #expect(tables.memtable.isEmpty)
        #expect(try tables.find("O-1", in: NoRows()) == nil)
    }

    /// Is shown every table, and expects each to be what it was.
    private struct Comparison: TableReader {
        let before: Tables
        var count = 0

        mutating func read<E: Entity>(_ rows: RowTable<E>) {
            count += 1
            let before = E.rows(of: before)
            #expect(rows.memtable.keys.sorted() == before.memtable.keys.sorted())
            for (id, changed) in rows.memtable {
                #expect(changed.row == before.memtable[id]?.row)
                #expect(changed.base == before.memtable[id]?.base)
                #expect(changed.touched == before.memtable[id]?.touched)
            }
        }
    }
}
