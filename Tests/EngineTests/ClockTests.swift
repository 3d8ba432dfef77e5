import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("A clock that jumps")
struct ClockTests {
    private static let year: Int64 = 365 * 86_400

    /// A ledger with an unpaid order in it whose clock has jumped a year ahead.
    private func withJump(_ body: (TestLedger, _ last: Moment) throws -> Void) throws {
        try withLedger(units: 9) { ledger in
            let receipt = try ledger.accepted(.place("o", "O-1", "A", 2))
            #expect(!ledger.engine.status.isClockJumped)
            ledger.clock.jump(seconds: Self.year)
            try body(ledger, Moment(receipt.time)!)
        }
    }

    @Test("stops the timers; commands go on, a microsecond each")
    func jumped() throws {
        try withJump { ledger, last in
            for number in 1...3 {
                let receipt = try ledger.accepted(.receive("r-\(number)", "A", "W-1", 1))
                #expect(Moment(receipt.time)!.microseconds == last.microseconds + Int64(number))
            }
            #expect(ledger.engine.status.isClockJumped)
            // Time that really passes does not bring anything about, either.
            ledger.clock.advance(seconds: 2 * Limits.payWithinSeconds)
            ledger.engine.flush()
            usleep(300_000)
            #expect(ledger.engine.status.head == 7)
            #expect(try ledger.order("O-1").status == .pending)
            // A live entry of that time is no backfill: its timers go on after a restart.
            #expect(try ledger.entries().allSatisfy { $0.recordedAt == nil })
        }
    }

    @Test("is believed again when it is back")
    func back() throws {
        try withJump { ledger, last in
            try ledger.accepted(.receive("r-1", "A", "W-1", 1))
            ledger.clock.advance(seconds: 2 * Limits.payWithinSeconds)
            ledger.clock.jump(seconds: -Self.year)
            #expect(!ledger.engine.status.isClockJumped)
            let receipt = try ledger.accepted(.receive("r-2", "A", "W-1", 1))
            #expect(Moment(receipt.time)! == ledger.clock.now().adding(microseconds: 1))
            #expect(try ledger.order("O-1").status == .expired)
        }
    }

    @Test("is believed when someone says so, and the timers go on by themselves")
    func accepted() throws {
        try withJump { ledger, last in
            try ledger.accepted(.receive("r-1", "A", "W-1", 1))
            try ledger.engine.acceptClock()
            #expect(!ledger.engine.status.isClockJumped)
            try ledger.wait("the expiry") { ledger.engine.status.head == 6 }
            #expect(try ledger.order("O-1").status == .expired)
            let expiry = try #require(ledger.entries().last)
            #expect(Moment(expiry.time)! >= last.adding(seconds: Self.year - 60))
            // The next jump is found out like the first.
            ledger.clock.jump(seconds: Self.year)
            #expect(ledger.engine.status.isClockJumped)
        }
    }

    @Test("is believed at once where nothing else happens: the timers wait for no command and no look at the clock")
    func acceptedWhileIdle() throws {
        try withLedger(units: 9) { ledger in
            try ledger.accepted(.place("o", "O-1", "A", 2))
            let head = ledger.engine.status.head
            try ledger.wait("the flush of an idle ledger") { ledger.engine.status.flushed == head }
            // The writer has gone to sleep for as long as it does while the clock is believed.
            usleep(200_000)
            ledger.clock.jump(seconds: Self.year)
            #expect(ledger.engine.status.isClockJumped)
            try ledger.engine.acceptClock()
            try ledger.wait("the expiry") { ledger.engine.status.head == head + 1 }
            #expect(try ledger.order("O-1").status == .expired)
        }
    }

    @Test("at the end of the year 9999 is believed neither at a start nor when someone says so")
    func endOfTime() throws {
        try withFolder { folder in
            for text in ["9999-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
                #expect(throws: EngineError(.outOfRange, "")) { try TestLedger(folder + "/l", clock: ManualClock(text)) }
            }
            let ledger = try TestLedger(folder + "/l", clock: ManualClock("9998-12-31T00:00:00Z"))
            defer { ledger.close() }
            try ledger.send(smallShop(units: 9))
            for years in [1, 10_000] as [Int64] {
                ledger.clock.jump(seconds: years * Self.year)
                #expect(throws: EngineError(.outOfRange, "")) { try ledger.engine.acceptClock() }
                #expect(ledger.engine.status.isClockJumped)
                try ledger.accepted(.receive("r-\(years)", "A", "W-1", 1))
                ledger.clock.jump(seconds: -years * Self.year)
            }
            #expect(!ledger.engine.status.isClockJumped)
            #expect(try ledger.entries().allSatisfy { Moment($0.time) != nil })
        }
    }

    @Test("a backfill goes on, up to the time that really is")
    func backfill() throws {
        try withLedger { ledger in
            try ledger.send(smallShop(units: 9).enumerated().map { $1.at("2020-01-01T00:00:0\($0)Z") }, as: .importer)
            let real = ledger.clock.now()
            ledger.clock.jump(seconds: Self.year)
            let next = try ledger.accepted(Command.receive("r-1", "A", "W-1", 1).at("2020-01-01T01:00:00Z"), as: .importer)
            #expect(Moment(next.time) == Moment("2020-01-01T01:00:00Z"))
            let ahead = Command.receive("r-2", "A", "W-1", 1).at(real.adding(seconds: 60).description)
            #expect(try ledger.send([ahead], as: .importer)[0].code == .timeNotAfterLast)
            #expect(try ledger.entries().map { Moment($0.recordedAt) } == Array(repeating: real, count: 4))
        }
    }

    @Test("time that passes is no jump, nor is a small step, nor one back, nor a start after a long stop")
    func noJump() throws {
        try withLedger(units: 9) { ledger in
            for step in [86_400, -86_400, 3_600] as [Int64] {
                ledger.clock.advance(seconds: Self.year)
                ledger.clock.jump(seconds: step)
                #expect(!ledger.engine.status.isClockJumped, "\(step)")
            }
            ledger.clock.jump(seconds: -Self.year)
            #expect(!ledger.engine.status.isClockJumped)
            ledger.clock.jump(seconds: Self.year)
            #expect(!ledger.engine.status.isClockJumped)
            try ledger.reopen { ledger.clock.jump(seconds: 9 * Self.year) }
            #expect(!ledger.engine.status.isClockJumped)
            let receipt = try ledger.accepted(.receive("r-1", "A", "W-1", 1))
            #expect(Moment(receipt.time) == ledger.clock.now())
        }
    }
}

extension Moment {
    fileprivate func adding(microseconds: Int64) -> Moment { Moment(microseconds: self.microseconds + microseconds) }
}
