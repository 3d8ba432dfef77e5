import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Asking again")
struct IdempotencyTests {
    @Test("the same id with the same command gives the first receipt for ever: at once, flushed, restarted, rebuilt")
    func sameReceipt() throws {
        try withLedger(units: 2, entriesPerFlush: 3) { ledger in
            let accepted = try ledger.accepted(.place("a", "O-1", "A", 1), wantsEvents: true)
            let refused = try ledger.receipt(.place("b", "O-2", "A", 5), wantsEvents: true)
            #expect(refused.rejection?.code == "insufficient_stock")
            let goods = try ledger.accepted(.receive("more", "A", "W-1", 10))
            let head = ledger.engine.status.head

            func askAgain(_ when: Comment) throws {
                for first in [accepted, refused] {
                    let command: Command = first.id == "a" ? .place("a", "O-1", "A", 1) : .place("b", "O-2", "A", 5)
                    var expected = first
                    expected.replayed = true
                    #expect(try ledger.receipt(command, wantsEvents: true) == expected, when)
                }
                #expect(try ledger.receipt(.receive("more", "A", "W-1", 10)).sequence == goods.sequence, when)
                #expect(ledger.engine.status.head == head, when)
                #expect(try ledger.stock("A@W-1").onHand == 12, when)
            }
            try askAgain("at once")
            try ledger.flush()
            try askAgain("after a flush")
            try ledger.reopen()
            try askAgain("after a restart")
            try ledger.reopen(entriesPerFlush: 1000) { try FileManager.default.removeItem(atPath: ledger.folder + "/state") }
            try askAgain("without state/")
        }
    }

    @Test("the same id with another command is refused and leaves no entry, even if only its time or precondition differs")
    func reused() throws {
        try withLedger(units: 2) { ledger in
            try ledger.accepted(.receive("x", "A", "W-1", 1))
            let others: [Command] = [
                .receive("x", "A", "W-1", 2), .adjust("x", "A", "W-1", 1),
                Command.receive("x", "A", "W-1", 1).expecting("stock/A@W-1", version: 2),
                Command.receive("x", "A", "W-1", 1).at("2020-01-01T00:00:00Z"),
            ]
            let outcomes = try ledger.send(others)
            #expect(outcomes.map(\.code) == Array(repeating: .idempotencyKeyReused, count: others.count))
            try ledger.reopen()
            #expect(try ledger.send(others).map(\.code) == Array(repeating: .idempotencyKeyReused, count: others.count))
            #expect(ledger.engine.status.head == 4)
        }
    }

    @Test("repetitions within one batch find the entry that is not yet durable")
    func withinBatch() throws {
        try withLedger(units: 2) { ledger in
            let outcomes = try ledger.send([
                .receive("x", "A", "W-1", 1), .receive("x", "A", "W-1", 1), .receive("x", "A", "W-1", 7),
                .receive("y", "A", "W-1", 1),
                .place("z", "O-1", "A", 99), .place("z", "O-1", "A", 99),
            ])
            #expect(outcomes.map(\.receipt?.sequence) == [4, 4, nil, 5, 6, 6])
            #expect(outcomes.map(\.receipt?.replayed) == [false, true, nil, false, false, true])
            #expect(outcomes[2].code == .idempotencyKeyReused)
            #expect(outcomes[5].receipt?.rejection?.code == "insufficient_stock")
            #expect(try ledger.stock("A@W-1").onHand == 4)
        }
    }

    @Test("a precondition that does not hold is recorded as version_conflict, with both versions")
    func preconditions() throws {
        try withLedger(units: 2) { ledger in
            let conflict = try ledger.receipt(Command.receive("a", "A", "W-1", 1).expecting("stock/A@W-1", version: 9))
            #expect(conflict.rejection?.code == "version_conflict")
            #expect(conflict.rejection?.params == ["entity": "stock/A@W-1", "expected": "9", "actual": "1"])
            #expect(conflict.sequence == 4)
            #expect(
                try ledger.rejection(Command.receive("b", "A", "W-1", 1).expecting("stock/A@W-1", version: 0)) == "version_conflict"
            )
            #expect(try ledger.rejection(Command.receive("c", "A", "W-1", 1).expecting("stock/A@W-1", version: 1)) == "")
            #expect(try ledger.rejection(Command.place("d", "O-1", "A", 1).expecting("order/O-1", version: 0)) == "")
            #expect(
                try ledger.rejection(Command.place("e", "O-2", "A", 1).expecting("order/O-1", version: 0)) == "version_conflict")
            // The conflict stays the answer, though the version has come to be the expected one by now.
            #expect(
                try ledger.receipt(Command.receive("a", "A", "W-1", 1).expecting("stock/A@W-1", version: 9)).rejection
                    == conflict.rejection)
        }
    }

    @Test("business time may be five minutes ahead of the clock, and not a microsecond more")
    func occurredAhead() throws {
        try withLedger(units: 2) { (ledger: TestLedger) throws in
            let limit = ledger.clock.now().adding(seconds: 300)
            var early = Command.receive("early", "A", "W-1", 1)
            early.occurredAt = limit.timestamp
            var late = Command.receive("late", "A", "W-1", 1)
            late.occurredAt = Moment(microseconds: limit.microseconds + 1).timestamp
            #expect(try ledger.rejection(early) == "")
            #expect(try ledger.rejection(late) == "invalid_argument")
            #expect(try ledger.entries(after: 3).map { Moment($0.occurredAt) }.first == limit)
            #expect(try ledger.stock("A@W-1").onHand == 3)
        }
    }

    @Test("what is not a command leaves no entry")
    func malformed() throws {
        var withoutVerb = Command.receive("x", "A", "W-1", 1)
        withoutVerb.command = .stock(StockCommand())
        var tooLate = Command.receive("x", "A", "W-1", 1)
        tooLate.occurredAt = Timestamp(seconds: 300_000_000_000)
        let malformed = [
            Command(), withoutVerb, tooLate, .receive("", "A", "W-1", 1),
            .receive(String(repeating: "x", count: 256), "A", "W-1", 1), .receive("timer:order.expire:order/O-1:1", "A", "W-1", 1),
            .receive("a\u{7}", "A", "W-1", 1),
        ]
        for command in malformed {
            #expect(throws: CommandFault.self, "\(command)") { _ = try Submission(command, actor: .staff) }
        }
        #expect(throws: Never.self) {
            _ = try Submission(.receive(String(repeating: "x", count: 255), "A", "W-1", 1), actor: .staff)
        }
    }

    @Test("an order too large for one entry is refused, and nothing of it stays")
    func tooLarge() throws {
        try withLedger { ledger in
            let sku = String(repeating: "A", count: 62)
            try ledger.send([.warehouse("w", "W-1"), .product("p", sku), .receive("r", sku, "W-1", 1000)])
            let before = try ledger.engine.head.stateHash()
            var place = PlaceOrder()
            place.orderID = String(repeating: "O", count: 64)
            (place.customerID, place.currency) = ("U-1", "CNY")
            for number in 0..<200 {
                let id = String(repeating: "L", count: 61) + String(100 + number)
                place.lines.append(.with { ($0.lineID, $0.sku, $0.quantity) = (id, sku, 1) })
            }
            place.payments = (0..<20).map { number in
                .with { ($0.paymentID, $0.method, $0.amount) = ("\(number)" + String(repeating: "P", count: 60), .card, 1) }
            }
            let refused = try ledger.receipt(.order("big", .place(place)))
            #expect(refused.rejection?.code == "order_too_large")
            #expect(try ledger.engine.head.stateHash() == before)
            // What would be left behind shows as soon as the same things are asked for again.
            place.lines.removeLast(190)
            let again = try ledger.accepted(.order("small", .place(place)), wantsEvents: true)
            #expect(again.events.first?.version == 1)
            #expect(try ledger.stock(sku + "@W-1").reserved == 10)
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }
}
