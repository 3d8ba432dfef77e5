import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Backfill: an importer states the times")
struct BackfillTests {
    private func withBackfill(_ body: (TestLedger) throws -> Void) throws {
        try withLedger { ledger in
            try ledger.send(smallShop(units: 9).enumerated().map { $1.at("2020-01-01T00:00:0\($0)Z") }, as: .importer)
            try body(ledger)
        }
    }

    @Test("an entry has the stated time, and keeps when it was really recorded")
    func times() throws {
        try withBackfill { ledger in
            let entries = try ledger.entries()
            #expect(entries.map { Moment($0.time) } == (0..<3).map { Moment("2020-01-01T00:00:0\($0)Z") })
            #expect(entries.allSatisfy { Moment($0.recordedAt) == ledger.clock.now() })
            #expect(try ledger.engine.view(at: .time(Moment("2020-01-01T00:00:01.5Z")!)).sequence == 2)
        }
    }

    @Test("a time not after the last, or in the future, is refused and leaves no entry")
    func order() throws {
        try withBackfill { ledger in
            let now = ledger.clock.now()
            let refused = try ledger.send(
                [
                    Command.receive("a", "A", "W-1", 1).at("2020-01-01T00:00:02Z"),
                    Command.receive("b", "A", "W-1", 1).at("2019-01-01T00:00:00Z"),
                    Command.receive("c", "A", "W-1", 1).at(now.adding(seconds: 1).description),
                ], as: .importer)
            #expect(refused.map(\.code) == [.timeNotAfterLast, .timeNotAfterLast, .timeNotAfterLast])
            // An id that was refused so is free: the importer corrects the time and asks again.
            try ledger.accepted(Command.receive("b", "A", "W-1", 1).at("2020-01-01T00:00:02.000001Z"), as: .importer)
            try ledger.accepted(Command.receive("c", "A", "W-1", 1).at(now.description), as: .importer)
            #expect(ledger.engine.status.head == 5)
        }
    }

    @Test("an idle ledger waits for the importer: deadlines stand still, also after a restart")
    func standingStill() throws {
        try withBackfill { ledger in
            try ledger.accepted(Command.place("o", "O-1", "A", 1).at("2020-01-01T01:00:00Z"), as: .importer)
            for _ in 0..<2 {
                ledger.engine.flush()
                try ledger.wait("a flush") { ledger.engine.status.flushed == 4 }
                ledger.clock.advance(seconds: 86_400)
                ledger.engine.flush()
                usleep(300_000)
                #expect(ledger.engine.status.head == 4)
                try ledger.reopen()
            }
            try ledger.accepted(Command.receive("r2", "A", "W-1", 1).at("2020-01-01T01:10:00Z"), as: .importer)
            #expect(try ledger.order("O-1").status == .pending)
        }
    }

    @Test("what falls due between two stated times gets its own due time")
    func dueTimes() throws {
        try withBackfill { ledger in
            try ledger.accepted(Command.place("o", "O-1", "A", 1).at("2020-01-01T01:00:00Z"), as: .importer)
            try ledger.accepted(Command.hold("h", "H-1", "A", 1, seconds: 60).at("2020-01-01T01:00:01Z"), as: .importer)
            try ledger.accepted(Command.receive("r2", "A", "W-1", 1).at("2020-06-01T00:00:00Z"), as: .importer)
            let entries = try ledger.entries(after: 5)
            #expect(entries.map(\.command) == ["stock.expireReservation", "order.expire", "stock.receive"])
            #expect(
                entries.map { Moment($0.time)?.description } == [
                    "2020-01-01T01:01:01.000000Z", "2020-01-01T01:30:00.000000Z", "2020-06-01T00:00:00.000000Z",
                ])
            #expect(entries.allSatisfy { $0.recordedAt != nil })
        }
    }

    /// An order that must be paid by 01:30, and the command at that very microsecond.
    private func withOrderDue(_ body: (TestLedger, _ due: String) throws -> Void) throws {
        try withBackfill { ledger in
            try ledger.accepted(
                Command.place("o", "O-1", "A", 1, payment: "P-1", amount: 100).at("2020-01-01T01:00:00Z"), as: .importer)
            try body(ledger, "2020-01-01T01:30:00Z")
        }
    }

    @Test("a payment in the same microsecond as the deadline comes after it: the order has expired, the money goes back")
    func paidTooLate() throws {
        try withOrderDue { ledger, due in
            try ledger.accepted(Command.result("c", "P-1", .captured, 100).at(due), as: .importer)
            #expect(try ledger.order("O-1").status == .expired)
            #expect(try ledger.order("O-1").refundPending == 100)
            let entry = try #require(ledger.entries().last)
            #expect(entry.command == "payment.recordResult" && Moment(entry.time) == Moment(due))
            #expect(entry.events.contains { $0.entity == "order/O-1" && $0.order.event == .expired(OrderExpired()) })
            // It lapsed once, and what follows finds nothing left of it.
            try ledger.accepted(Command.receive("r2", "A", "W-1", 1).at("2020-06-01T00:00:00Z"), as: .importer)
            #expect(ledger.engine.status.head == 6)
            try ledger.reopen()
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("a microsecond earlier it is in time")
    func paidInTime() throws {
        try withOrderDue { ledger, _ in
            try ledger.accepted(Command.result("c", "P-1", .captured, 100).at("2020-01-01T01:29:59.999999Z"), as: .importer)
            #expect(try ledger.order("O-1").status == .confirmed)
        }
    }

    @Test("a command that is refused in that microsecond takes the deadline back, and it is met next")
    func refusedAtDeadline() throws {
        try withOrderDue { ledger, due in
            let receipt = try ledger.receipt(Command.cancel("c", "O-1").at(due), as: .importer)
            #expect(receipt.rejection?.code == "invalid_state" && receipt.rejection?.params["from"] == "EXPIRED")
            #expect(try ledger.order("O-1").status == .pending)
            try ledger.accepted(Command.receive("r2", "A", "W-1", 1).at("2020-06-01T00:00:00Z"), as: .importer)
            #expect(try ledger.entries(after: 5).map(\.command) == ["order.expire", "stock.receive"])
            #expect(try ledger.order("O-1").status == .expired)
            #expect(try ledger.stock("A@W-1").available == 10)
        }
    }

    @Test("a command about something else in that microsecond does not bring the deadline about; the next does")
    func otherAtDeadline() throws {
        try withOrderDue { ledger, due in
            try ledger.accepted(Command.receive("r2", "A", "W-1", 1).at(due), as: .importer)
            #expect(try ledger.order("O-1").status == .pending)
            try ledger.accepted(Command.receive("r3", "A", "W-1", 1).at("2020-01-01T01:30:00.000002Z"), as: .importer)
            #expect(try ledger.entries(after: 5).map(\.command) == ["order.expire", "stock.receive"])
        }
    }

    @Test("a deadline that was met in time does not hide the next one")
    func metDeadlines() throws {
        try withBackfill { ledger in
            // The first order is paid before its time; its entry in the queue of deadlines comes to nothing.
            try ledger.accepted(
                Command.place("o1", "O-1", "A", 1, payment: "P-1", amount: 100).at("2020-01-01T01:00:00Z"), as: .importer)
            try ledger.accepted(Command.result("c", "P-1", .captured, 100).at("2020-01-01T01:01:00Z"), as: .importer)
            try ledger.accepted(Command.place("o2", "O-2", "A", 1).at("2020-01-01T01:02:00Z"), as: .importer)
            try ledger.accepted(Command.receive("r2", "A", "W-1", 1).at("2020-06-01T00:00:00Z"), as: .importer)
            #expect(try ledger.order("O-1").status == .confirmed)
            #expect(try ledger.order("O-2").status == .expired)
            #expect(try ledger.entries(after: 6).map { Moment($0.time)?.description }.first == "2020-01-01T01:32:00.000000Z")
        }
    }

    @Test("the first live command ends the backfill: what is due by the clock is met before it")
    func goingLive() throws {
        try withBackfill { ledger in
            try ledger.accepted(Command.place("o", "O-1", "A", 1).at("2020-01-01T01:00:00Z"), as: .importer)
            let live = try ledger.accepted(.receive("r2", "A", "W-1", 1))
            #expect(Moment(live.time)! >= ledger.clock.now())
            #expect(try ledger.order("O-1").status == .expired)
            let last = try ledger.entries().suffix(2)
            #expect(last.map(\.command) == ["order.expire", "stock.receive"])
            #expect(last.allSatisfy { $0.recordedAt == nil })
            #expect(
                try ledger.send([Command.receive("r3", "A", "W-1", 1).at("2020-02-01T00:00:00Z")], as: .importer)[0].code
                    == .timeNotAfterLast)
        }
    }

    @Test("importing the same file again appends nothing")
    func again() throws {
        try withBackfill { ledger in
            let outcomes = try ledger.send(
                smallShop(units: 9).enumerated().map { $1.at("2020-01-01T00:00:0\($0)Z") }, as: .importer)
            #expect(outcomes.map(\.receipt?.replayed) == [true, true, true])
            #expect(ledger.engine.status.head == 3)
        }
    }
}
