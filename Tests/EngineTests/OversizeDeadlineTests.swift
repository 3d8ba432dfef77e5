import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// A ledger may hold an order whose end does not fit in one entry: an earlier version took it. It must not stop anything.
@Suite("A deadline whose entry would be too large")
struct OversizeDeadlineTests {
    private static let order = "O-" + String(repeating: "o", count: 62)
    private static let lines = 200
    private static let warehouses = ["W-1" + String(repeating: "w", count: 61), "W-2" + String(repeating: "w", count: 61)]

    private static func sku(_ line: Int) -> String { "S-\(line)-" + String(repeating: "s", count: 60 - "\(line)".count - 1) }
    private static func lineID(_ line: Int) -> String { "L-\(line)-" + String(repeating: "l", count: 60 - "\(line)".count - 1) }

    /// The events of an unpaid order of 200 lines, each from two warehouses, as entries of the log.
    private static func book(payBy: Moment) -> [[Event]] {
        var entries: [[Event]] = []
        for line in 0..<lines {
            let stocks = warehouses.map { "stock/\(sku(line))@\($0)" }
            let claim = StockClaim.with { ($0.orderID, $0.lineID) = (order, lineID(line)) }
            entries.append(
                stocks.flatMap { stock in
                    [
                        StockEvent.OneOf_Event.received(.with { $0.quantity = 1 }),
                        .reserved(.with { ($0.quantity, $0.claim) = (1, claim) }),
                    ]
                    .enumerated().map { version, kind in
                        Event.with { ($0.entity, $0.version, $0.stock.event) = (EntityName(stock), UInt64(version + 1), kind) }
                    }
                })
        }
        let placed = OrderPlaced.with {
            ($0.customerID, $0.currency, $0.payBy) = ("U-1", "CNY", payBy.timestamp)
            $0.total = Int64(2 * lines)
            $0.lines = (0..<lines).map { line in
                PlacedLine.with {
                    ($0.lineID, $0.sku, $0.kind, $0.quantity, $0.unitPrice, $0.net) = (lineID(line), sku(line), .physical, 2, 1, 2)
                    $0.allocations = warehouses.map { warehouse in
                        PlacedAllocation.with { ($0.warehouseID, $0.reserved) = (warehouse, 1) }
                    }
                }
            }
        }
        entries.append([Event.with { ($0.entity, $0.version, $0.order.placed) = (EntityName(.order, order), 1, placed) }])
        return entries
    }

    /// A ledger that holds such an order, not yet due.
    private func withOrder(_ body: (TestLedger, _ head: UInt64) throws -> Void) throws {
        try withFolder { folder in
            let clock = ManualClock()
            let directory = try LedgerDirectory.open(folder + "/l", create: true)
            _ = try directory.make()
            let log = try LevelDBLog(path: directory.log)
            for events in Self.book(payBy: clock.now().adding(seconds: 60)) {
                let entry = Entry.with {
                    $0.sequence = log.head + 1
                    $0.time = Moment(microseconds: clock.now().microseconds - 1_000_000 + Int64(log.head)).timestamp
                    ($0.id, $0.command, $0.events) = ("c-\(log.head + 1)", "order.place", events)
                }
                try log.append([entry.canonicalBytes(hash: Digest.sha256([]))], expecting: log.head)
            }
            let head = log.head
            log.close()
            let ledger = try TestLedger(folder + "/l", clock: clock, entriesPerFlush: 1000)
            defer { ledger.close() }
            try body(ledger, head)
        }
    }

    @Test("is refused once, stops nothing, and is not tried again: at once, after a restart, or without state/")
    func refusedOnce() throws {
        try withOrder { ledger, head in
            #expect(try ledger.order(Self.order).status == .pending)
            ledger.clock.advance(seconds: 61)
            try ledger.accepted(.warehouse("w-1", "W-1"))
            let refused = try #require(ledger.entries(after: head).first)
            #expect(refused.command == "order.expire" && refused.id.hasPrefix("timer:order.expire:order/\(Self.order):"))
            #expect(refused.rejection?.code == "entry_too_large" && refused.events.isEmpty)
            #expect(Int(refused.rejection?.params["bytes"] ?? "") ?? 0 > Limits.entryBytes)
            #expect(try ledger.order(Self.order).status == .pending)
            for withoutState in [false, true] {
                try ledger.reopen { if withoutState { try FileManager.default.removeItem(atPath: ledger.folder + "/state") } }
                ledger.clock.advance(seconds: 1000)
                try ledger.accepted(.warehouse("w-\(withoutState)", "W-\(withoutState)"))
                ledger.clock.advance(seconds: 1000)
                try ledger.accepted(.warehouse("x-\(withoutState)", "X-\(withoutState)"))
            }
            #expect(ledger.engine.status.head == head + 6)
            #expect(ledger.fatalErrors.isEmpty)
        }
    }

    @Test("other deadlines are met, and the order can be ended in smaller steps")
    func others() throws {
        try withOrder { ledger, head in
            try ledger.send(smallShop(units: 2))
            try ledger.accepted(.hold("h", "H-1", "A", 2, seconds: 90))
            ledger.clock.advance(seconds: 100)
            try ledger.accepted(.place("o", "O-2", "A", 2))
            #expect(
                try ledger.entries(after: head + 4).map(\.command) == ["order.expire", "stock.expireReservation", "order.place"])
            for quarter in 0..<4 {
                let cancel = CancelOrderLines.with {
                    ($0.orderID, $0.reason) = (Self.order, "expired")
                    $0.lines = (0..<Self.lines).filter { $0 % 4 == quarter }.map { line in
                        CancelOrderLine.with { ($0.lineID, $0.quantity) = (Self.lineID(line), 2) }
                    }
                }
                try ledger.accepted(.order("quarter-\(quarter)", .cancelLines(cancel)))
            }
            #expect(try ledger.order(Self.order).status == .cancelled)
            #expect(ledger.fatalErrors.isEmpty)
        }
    }
}
