import Schema
import Synchronization
import TestTools
import TestWorld
import Testing

@testable import Ledger

/// What a decision looks up by an index is there at once, not only after the next flush: an event that gives a row a key says so
/// (`links(after:)`).
@Suite struct LinkTests {
    /// Indexes by which no decision looks anything up.
    private static let unasked: Set<Index> = [
        .deadline, .customerStatus, .accessCustomer, .shipmentTrackingNumber, .shipmentStatus, .paymentStatus, .stockWarehouse,
        .cartStatus, .productCategory, .sessionToken,
        .entryCorrelation, .entryCausation,
    ]
    /// Indexes that a decision asks as of the last flush, and goes through the rows in memory itself (`RowTable.ids`).
    private static let askedBesideRows: Set<Index> = [
        .stockOrder, .orderStatus, .stockReservation, .orderCustomer, .orderSeller, .cartCustomer,
    ]

    @Test("an event says which keys it has given its row, whatever happens", arguments: seeds(8))
    func anyStream(seed: UInt64) throws {
        let ledger = try Self.world(seed, asking: NoRows())
        #expect(try Self.newKeys(of: ledger.entries) > 20)
    }

    @Test("an event says which keys it has given its row in every verb's example", arguments: Examples.all.indices)
    func example(_ index: Int) throws {
        try Self.newKeys(of: try Self.run(Examples.all[index], asking: NoRows()).entries)
    }

    @Test("of every index it is known whether decisions look something up by it")
    func indexes() throws {
        let asked = AskedIndexes()
        for example in Examples.all { _ = try Self.run(example, asking: asked) }
        for seed: UInt64 in 1...4 { _ = try Self.world(seed, asking: asked) }
        try Self.sendAsCustomer(asking: asked)
        let all = asked.all.withLock { $0 }
        #expect(all.isSuperset(of: Self.askedBesideRows))
        for index in Index.allCases { #expect(all.contains(index) != Self.unasked.contains(index), "\(index)") }
    }

    @Test("an e-mail that a customer has no more finds nobody, also while the row that had it is being flushed")
    func emailOfBefore() throws {
        let register = #"{"customerId":"C-1","email":"old@example.org","name":"C","password":"correct horse battery"}"#
        var shop = try Shop(given: [.init("customer.register", register)])
        shop.state.cut()
        try shop.given([.init("customer.changeProfile", #"{"customerId":"C-1","email":"new@example.org"}"#)])
        func customer(_ email: String) throws -> String? {
            let json = #"{"id":"l","customer":{"logIn":{"sessionId":"L","email":"\#(email)","password":"correct horse battery"}}}"#
            let command = try Command(json: Array(json.utf8))
            let question = try command.passwordQuestion(in: shop.state.tables) { PlainSealer().emailKey(of: $0) }
            return try #require(question).customer?.customerID
        }
        #expect(try customer("old@example.org") == nil)
        #expect(try customer("new@example.org") == "C-1")
    }

    // MARK: What was asked

    /// A source without rows that notes what it is asked.
    private final class AskedIndexes: RowSource {
        let all = Mutex<Set<Index>>([])

        func row(_ table: Table, _ id: String) -> [UInt8]? { nil }

        func ids(_ index: Index, _ value: String) -> [String] {
            all.withLock { _ = $0.insert(index) }
            return []
        }
    }

    private static func run(_ example: Example, asking source: any RowSource) throws -> Shop {
        var shop = Shop()
        shop.state = LedgerState(source: source, sealer: PlainSealer())
        shop.role = "admin"
        for command in example.given + [example.when] { try shop.send(command) }
        return shop
    }

    /// What is asked only where customers send.
    private static func sendAsCustomer(asking source: any RowSource) throws {
        var shop = Shop()
        shop.state = LedgerState(source: source, sealer: PlainSealer())
        shop.role = "admin"
        let admin = #"{"customerId":"C-7","role":"ADMIN"}"#
        try shop.given([.customer, .init("customer.grantRole", admin)])
        shop.sender = Actor.with { ($0.kind, $0.name, $0.role) = (.customer, "C-7", "admin") }
        #expect(try shop.send("customer.revokeRole", admin).code == "last_admin")
    }

    private static func world(_ seed: UInt64, asking source: any RowSource) throws -> MemoryLedger {
        var ledger = MemoryLedger()
        ledger.state = LedgerState(source: source, sealer: PlainSealer())
        var workload = Workload(seed: seed)
        var step = workload.setUp()
        while ledger.entries.count < 400 {
            ledger.clock = Moment(microseconds: ledger.clock.microseconds + step.milliseconds * 1000)
            for command in step.commands { try ledger.send(command) }
            step = try workload.step(ledger)
        }
        return ledger
    }

    // MARK: What was said

    /// Folds entries event by event, and checks of each the keys that its row has since.
    /// - Returns: how many keys were new.
    @discardableResult
    private static func newKeys(of entries: [Entry]) throws -> Int {
        var tables = Tables(source: NoRows())
        var count = 0
        for entry in entries {
            for event in entry.events {
                let table = try #require(event.entity.table)
                count += try newKeys(of: event, table.type, entry, in: &tables)
            }
        }
        return count
    }

    private static func newKeys<E: Entity>(
        of event: Event, _: E.Type, _ entry: Entry, in tables: inout Tables
    ) throws -> Int {
        let id = event.entity.id
        let before = try E.rows(of: tables).find(id, in: NoRows())?.indexKeys ?? []
        let time = try #require(Moment(entry.time))
        let row = try tables.move(E.self, event, sequence: entry.sequence, time: time).row
        let unsaid = unasked.union(askedBesideRows)
        let new = row.indexKeys.filter { !before.contains($0) && !unsaid.contains($0.index) }
        let said = row.links(after: try #require(event.event.flatMap(E.unwrap)))
        for key in new where !said.contains(key) {
            Issue.record("\(event.name ?? "?") of \(event.entity) gives it \(key), which links(after:) does not say")
        }
        return new.count
    }
}
