import Engine
import Foundation
import Ledger
import Schema
import SwiftProtobuf
import Testing

@Suite("Many overdue deadlines")
struct BacklogTests {
    private static let count = 3 * EngineLimits.deadlinesPerBatch

    /// A ledger whose clock has just passed the end of many holds, `R-0` the first to lapse.
    private func withBacklog(reopened: Bool, _ body: (TestLedger, _ head: UInt64) throws -> Void) throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l", entriesPerFlush: 500)
            defer { ledger.close() }
            try ledger.send(smallShop(units: Int64(Self.count) + 10))
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
            #expect(receipt.rejection.code == "reservation_expired")
            #expect(receipt.sequence < head + UInt64(Self.count))
            #expect(try ledger.entries(after: receipt.sequence - 2)[0].events[0].entity == "reservation/R-\(last)")
            try ledger.wait("all of them") { ledger.engine.status.head == head + UInt64(Self.count) + 1 }
            #expect(try ledger.stock("A@W-1").available == Int64(Self.count) + 10)
            #expect(Set(try ledger.entries().map(\.id)).count == Int(ledger.engine.status.head))
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("in a backfill all of them come before the stated time, each at its own, batch by batch")
    func backfill() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l", entriesPerFlush: 500)
            defer { ledger.close() }
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
            #expect(lapsed.allSatisfy { $0.command == "stock.expireReservation" && $0.hasRecordedAt })
            let first = day.adding(seconds: 60).microseconds + 3
            #expect(lapsed.map { Moment($0.time)!.microseconds } == (0..<Self.count).map { first + Int64($0) })
        }
    }
}
