import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Many overdue deadlines")
struct BacklogTests {
    private static let count = 3 * EngineLimits.deadlinesPerBatch

    /// A ledger whose clock has just passed the end of many holds, `R-0` the first to lapse.
    private func withBacklog(reopened: Bool, _ body: (TestLedger, _ head: UInt64) throws -> Void) throws {
        try withLedger(units: Int64(Self.count) + 10, entriesPerFlush: 500) { ledger in
            try ledger.send((0..<Self.count).map { .hold("h-\($0)", "R-\($0)", "A", 1, seconds: 60) })
            if reopened { try ledger.reopen { ledger.clock.advance(seconds: 1000) } } else { ledger.clock.advance(seconds: 1000) }
            try body(ledger, UInt64(Self.count) + 3)
        }
    }

    private func release(_ id: String, _ reservation: String) -> Command {
        .stock(id, .releaseReservation(.with { $0.reservationID = reservation }))
    }

    @Test("a command waits for two batches of them at most, and the rest follows by itself", arguments: [false, true])
    func bounded(reopened: Bool) throws {
        try withBacklog(reopened: reopened) { ledger, head in
            let receipt = try ledger.accepted(.receive("r2", "A", "W-1", 1))
            #expect(receipt.sequence > head)
            #expect(receipt.sequence <= head + UInt64(2 * EngineLimits.deadlinesPerBatch) + 1)
            // Nothing more is sent: the writer goes on alone.
            try ledger.wait("all of them") { ledger.engine.status.head == head + UInt64(Self.count) + 1 }
            #expect(try ledger.stock("A@W-1").available == Int64(Self.count) + 11)
            let lapsed = try ledger.entries(after: head).filter { $0.command == "stock.expireReservation" }
            #expect(lapsed.map { $0.events[0].entity } == (0..<Self.count).map { "reservation/R-\($0)" })
        }
    }

    @Test("what a command is about is up to date, however far behind the rest is", arguments: [false, true])
    func subjects(reopened: Bool) throws {
        try withBacklog(reopened: reopened) { ledger, head in
            let last = Self.count - 1
            let receipt = try ledger.receipt(release("late", "R-\(last)"))
            #expect(receipt.rejection?.code == "reservation_expired")
            #expect(receipt.sequence < head + UInt64(Self.count))
            #expect(try ledger.entries(after: receipt.sequence - 2)[0].events[0].entity == "reservation/R-\(last)")
            try ledger.wait("all of them") { ledger.engine.status.head == head + UInt64(Self.count) + 1 }
            #expect(try ledger.stock("A@W-1").available == Int64(Self.count) + 10)
            #expect(Set(try ledger.entries().map(\.id)).count == Int(ledger.engine.status.head))
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    /// The deadlines of many things come before the one of the scans, and a command about them does not wait for all.
    @Test("scans that waited a month do not count, however far behind the deadlines are", arguments: [false, true])
    func waitingScans(isCorrected: Bool) throws {
        try withLedger(units: Int64(Self.count) + 10, entriesPerFlush: 500) { ledger in
            try ledger.accepted(.place("o", "O-1", "A", 2, payment: "P-1", amount: 200))
            try ledger.accepted(.result("c", "P-1", .captured, 200))
            try ledger.accepted(.ship("s", "S-1", "O-1", "W-1", [("1", 2)]))
            if isCorrected { try ledger.accepted(.dispatch("d", "S-1", number: "T-0")) }
            try ledger.accepted(.scan("x", "T-1", "x-1", .delivered, at: ledger.clock.now()))
            try ledger.accepted(.scan("y", "T-2", "y-1", .inTransit, at: ledger.clock.now()))
            try ledger.send((0..<Self.count).map { .hold("h-\($0)", "R-\($0)", "A", 1, seconds: 60) })
            ledger.clock.advance(seconds: Limits.scansWaitSeconds + 60)
            let head = ledger.engine.status.head
            // One more of a number that nobody got waits for a month of its own.
            let outcomes = try ledger.send([
                isCorrected
                    ? .shipment(
                        "n",
                        .correctTracking(.with { ($0.shipmentID, $0.trackingNumber, $0.reason) = ("S-1", "T-1", "read wrongly") }))
                    : .dispatch("n", "S-1", number: "T-1"),
                .scan("z", "T-2", "z-1", .inTransit, at: ledger.clock.now()),
            ])
            let limit = head + UInt64(Self.count)
            #expect(outcomes.allSatisfy { $0.receipt.map { $0.rejection == nil && $0.sequence < limit } ?? false })
            try ledger.wait("all of them") { ledger.engine.status.head == head + UInt64(Self.count) + 4 }
            guard case .shipment(let shipment) = try ledger.engine.head.row(.shipment, "S-1"),
                case .parcel(let parcel) = try ledger.engine.head.row(.parcel, "T-2@SF")
            else { throw UnexpectedOutcome(description: "no shipment or no parcel") }
            #expect(shipment.status == .shipped && shipment.scans.isEmpty)
            #expect(parcel.status == .waiting && parcel.scans.map(\.scanID) == ["z-1"])
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("in a backfill all of them come before the stated time, each at its own, batch by batch")
    func backfill() throws {
        try withLedger(entriesPerFlush: 500) { ledger in
            let day = Moment("2020-01-01T00:00:00Z")!
            func at(_ number: Int) -> String { Moment(microseconds: day.microseconds + Int64(number)).description }
            let holds = (0..<Self.count).map { Command.hold("h-\($0)", "R-\($0)", "A", 1, seconds: 60) }
            let commands = smallShop(units: Int64(Self.count)) + holds
            try ledger.send(commands.enumerated().map { $1.at(at($0)) }, as: .importer)
            let head = ledger.engine.status.head
            let late = Command.receive("r2", "A", "W-1", 1).at("2020-01-02T00:00:00Z")
            let outcomes = try ledger.send([late, .receive("r3", "A", "W-1", 1).at("2020-01-02T00:00:01Z")], as: .importer)
            #expect(outcomes.map(\.receipt?.sequence) == [head + UInt64(Self.count) + 1, head + UInt64(Self.count) + 2])
            let lapsed = try ledger.entries(after: head).dropLast(2)
            #expect(lapsed.allSatisfy { $0.command == "stock.expireReservation" && $0.recordedAt != nil })
            let first = day.adding(seconds: 60).microseconds + 3
            #expect(lapsed.map { Moment($0.time)!.microseconds } == (0..<Self.count).map { first + Int64($0) })
        }
    }
}
