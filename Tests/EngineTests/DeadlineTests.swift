import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Deadlines")
struct DeadlineTests {
    /// A shop with an unpaid order of two units in it.
    private func withOrder(entriesPerFlush: Int = 64, _ body: (TestLedger) throws -> Void) throws {
        try withLedger(units: 2, entriesPerFlush: entriesPerFlush) { ledger in
            try ledger.accepted(.place("o", "O-1", "A", 2))
            try body(ledger)
        }
    }

    @Test("an unpaid order expires at its time when nobody asks")
    func idleTick() throws {
        try withOrder { ledger in
            ledger.clock.advance(seconds: Limits.payWithinSeconds - 1)
            ledger.engine.flush()
            try ledger.wait("a flush") { ledger.engine.status.flushed == 4 }
            #expect(try ledger.order("O-1").status == .pending)
            ledger.clock.advance(seconds: 2)
            ledger.engine.flush()
            try ledger.wait("the expiry") { ledger.engine.status.head == 5 }
            let expiry = try #require(ledger.entries().last)
            #expect(expiry.command == "order.expire")
            #expect(expiry.actor?.kind == .system)
            #expect(expiry.id.hasPrefix("timer:order.expire:order/O-1:"))
            #expect(try ledger.order("O-1").status == .expired)
            #expect(try ledger.stock("A@W-1").available == 2)
        }
    }

    @Test("the ledger wakes up by itself on the machine's clock")
    func realClock() throws {
        try withFolder { folder in
            var configuration = Engine.Configuration(directory: folder + "/l", createIfMissing: true)
            configuration.onFatal = { Issue.record("\($0)") }
            let engine = try Engine.open(configuration, logger: quiet)
            defer { engine.close() }
            let waiting = Waiting()
            let commands = smallShop(units: 2) + [.hold("h", "H-1", "A", 1, seconds: 1)]
            engine.submit(try commands.map { try Submission($0, actor: .staff) }) { waiting.fulfil($0) }
            let held = try #require(waiting.outcomes().last?.receipt)
            for _ in 0..<600 where engine.status.head == held.sequence { usleep(10_000) }
            let expiry = try #require(try engine.head.entry(held.sequence + 1))
            #expect(expiry.command == "stock.expireReservation")
            let delay = Moment(expiry.time)!.microseconds - Moment(held.time)!.microseconds
            #expect(delay >= 1_000_000)
        }
    }

    @Test("a later command meets the expiry first, and is decided on what is free by then")
    func beforeCommand() throws {
        try withOrder { ledger in
            #expect(try ledger.rejection(.place("early", "O-2", "A", 2)) == "insufficient_stock")
            ledger.clock.advance(seconds: Limits.payWithinSeconds + 1)
            let receipt = try ledger.accepted(.place("late", "O-3", "A", 2))
            #expect(receipt.sequence == 7)
            #expect(try ledger.entries(after: 5).map(\.command) == ["order.expire", "order.place"])
            #expect(try ledger.rejection(.result("pay", "none", .captured, 1)) == "not_found")
        }
    }

    // Two microseconds before, because the entry itself moves the ledger's clock on by one.
    @Test("a deadline is met at its very microsecond, and not before", arguments: [-2, 0])
    func boundary(microseconds: Int64) throws {
        try withOrder { ledger in
            let due = Moment(try ledger.order("O-1").payBy)!
            ledger.clock.set(Moment(microseconds: due.microseconds + microseconds))
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try ledger.order("O-1").status == (microseconds < 0 ? .pending : .expired))
        }
    }

    @Test("a hold gives its units back when it lapses")
    func holds() throws {
        try withLedger(units: 2) { ledger in
            try ledger.accepted(.hold("h", "H-1", "A", 2))
            #expect(try ledger.rejection(.place("a", "O-1", "A", 1)) == "insufficient_stock")
            ledger.clock.advance(seconds: Limits.holdSeconds + 1)
            #expect(try ledger.rejection(.place("b", "O-2", "A", 1)) == "")
            #expect(try ledger.entries(after: 5).map(\.command) == ["stock.expireReservation", "order.place"])
            guard case .reservation(let hold) = try ledger.engine.head.row(.reservation, "H-1") else {
                throw UnexpectedOutcome(description: "no hold")
            }
            #expect(hold.status == .expired)
        }
    }

    @Test("the entries of expiries take time, too: what falls due meanwhile is met before the command")
    func meanwhile() throws {
        try withLedger(units: 2) { ledger in
            let first = try ledger.accepted(.hold("h1", "H-1", "A", 1))
            try ledger.accepted(.hold("h2", "H-2", "A", 1))
            ledger.clock.set(Moment(first.time)!.adding(seconds: Limits.holdSeconds))
            #expect(try ledger.rejection(.place("o", "O-1", "A", 2)) == "")
            #expect(
                try ledger.entries(after: 5).map { Moment($0.time)!.microseconds - Moment(first.time)!.microseconds - 900_000_000 }
                    == [0, 1, 2])
        }
    }

    @Test("a delivered order is received by itself after seven days")
    func automaticReceipt() throws {
        try withOrder { ledger in
            let pay = InitiatePayment.with { ($0.paymentID, $0.orderID, $0.method, $0.amount) = ("P-1", "O-1", .card, 200) }
            try ledger.accepted(.payment("i", .initiate(pay)))
            try ledger.accepted(.result("c", "P-1", .captured, 200))
            try ledger.accepted(.ship("s", "S-1", "O-1", "W-1", [("1", 2)]))
            try ledger.accepted(.dispatch("d", "S-1", number: "T-1"))
            try ledger.accepted(.scan("x", "T-1", "x-1", .delivered, at: ledger.clock.now()))
            ledger.clock.advance(seconds: 7 * 86_400 - 1)
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try ledger.order("O-1").status == .confirmed)
            ledger.clock.advance(seconds: 2)
            try ledger.accepted(.warehouse("w3", "W-3"))
            #expect(try ledger.order("O-1").status == .received)
            let names = try ledger.entries().map(\.command)
            #expect(names.suffix(2) == ["order.receive", "warehouse.register"])
        }
    }

    @Test("deadlines survive a restart, whether their rows were flushed or are rolled forward", arguments: [1, 1000])
    func restart(entriesPerFlush: Int) throws {
        try withOrder(entriesPerFlush: entriesPerFlush) { ledger in
            try ledger.reopen()
            if entriesPerFlush > 1 { try ledger.reopen { try FileManager.default.removeItem(atPath: ledger.folder + "/state") } }
            ledger.clock.advance(seconds: Limits.payWithinSeconds + 1)
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try ledger.order("O-1").status == .expired)
        }
    }

    @Test(
        "orders that wait for goods are filled oldest first, also after a restart without flushed rows", arguments: [false, true])
    func backorders(withoutState: Bool) throws {
        try withLedger(units: 1, backorderLimit: 10, entriesPerFlush: 1000) { ledger in
            try ledger.accepted(.place("b", "O-2", "A", 3, payment: "P-2", amount: 300, allowBackorder: true))
            try ledger.accepted(.place("c", "O-1", "A", 2, payment: "P-1", amount: 200, allowBackorder: true))
            try ledger.reopen { if withoutState { try FileManager.default.removeItem(atPath: ledger.folder + "/state") } }
            try ledger.accepted(.warehouse("w2", "W-2"))
            try ledger.accepted(.receive("more", "A", "W-2", 3))
            // The fill is due at once: the next command meets it.
            try ledger.accepted(.warehouse("w3", "W-3"))
            #expect(try ledger.order("O-2").lines[0].backordered == 0)
            #expect(try ledger.order("O-1").lines[0].backordered == 1)
            let stock = try ledger.stock("A@W-2")
            #expect([stock.onHand, stock.reserved, stock.available, stock.backordered] == [3, 3, 0, 0])
            #expect(try ledger.stock("A@").backordered == 1)
        }
    }

    @Test("several that are due at once are met in the order of their times, each in an entry of its own")
    func several() throws {
        try withLedger(units: 9) { ledger in
            for (number, seconds) in [300, 100, 200].enumerated() {
                try ledger.accepted(.hold("h-\(number)", "H-\(number)", "A", 1, seconds: Int64(seconds)))
            }
            ledger.clock.advance(seconds: 1000)
            try ledger.accepted(.warehouse("w2", "W-2"))
            let entries = try ledger.entries(after: 6)
            #expect(entries.dropLast().map { $0.events[0].entity } == ["reservation/H-1", "reservation/H-2", "reservation/H-0"])
            #expect(zip(entries, entries.dropFirst()).allSatisfy { Moment($0.time)! < Moment($1.time)! })
        }
    }

    @Test("an order that is released after its time to pay gets that once more, and one that is released before does not")
    func releasedHold() throws {
        for held: Int64 in [100, 1000] {
            try withShop { ledger in
                try ledger.place([("SKU-1", 2)], tender: 2000, #","payWithinSeconds":600"#)
                let payBy = try ledger.row("order/O-1", "payBy")
                try ledger.step("hold")
                try ledger.pass(seconds: held)
                #expect(try ledger.row("order/O-1", "status") == ["ON_HOLD"])
                try ledger.step("releaseHold")
                #expect(try (ledger.row("order/O-1", "payBy") == payBy) == (held < 600))
                try ledger.pass(seconds: (held < 600 ? 600 - held : 600) - 1)
                #expect(try ledger.row("order/O-1", "status") == ["PENDING"])
                try ledger.pass(seconds: 2)
                #expect(try ledger.row("order/O-1", "status") == ["EXPIRED"])
                #expect(try ledger.row("payment/PAY-1", "status") == ["CANCELLED"])
            }
        }
    }
}
