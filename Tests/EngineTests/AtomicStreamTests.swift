import Audit
import Engine
import Foundation
import Ledger
import Schema
import TestLaws
import TestWorld
import Testing

@Suite("Streams that are decided together")
struct AtomicStreamTests {
    /// Sends commands as one atomic stream under an id.
    private static func send(
        _ commands: [Command], as id: String, skipping codes: Set<RejectionCode> = [], to ledger: TestLedger,
        _ change: (inout Command) -> Void = { _ in }
    ) throws -> Outcome {
        var shared = Command()
        shared.id = id
        change(&shared)
        let parts = try commands.map { try Submission($0, actor: .staff) }
        let stream = try AtomicStream(parts, skippable: codes)
        let submission = try Submission(shared, stream, actor: .staff, wantsEvents: true)
        let waiting = Waiting()
        ledger.engine.submit([submission]) { waiting.fulfil($0) }
        return waiting.outcomes()[0]
    }

    private static func orders(_ numbers: ClosedRange<Int>, units: Int64 = 1) -> [Command] {
        numbers.map { .place("c-\($0)", "O-\($0)", "A", units) }
    }

    /// What must hold of any book.
    private static func check(_ ledger: TestLedger) throws {
        var auditor = Auditor()
        for entry in try ledger.entries() {
            auditor.audit(entry)
            #expect(try Entry.decoded(from: entry.canonicalBytes()) == entry)
        }
        #expect(auditor.violations.isEmpty, "\(auditor.violations)")
        #expect(try ledger.engine.head.stateHash().description == ledger.replayHash())
    }

    @Test("all in one entry, each with its own events; asked again, together or alone, they have the same receipts")
    func together() throws {
        try withLedger(units: 5) { ledger in
            let commands = Self.orders(1...2) + [.receive("goods", "A", "W-1", 3)]
            guard case .receipts(let id, let receipts) = try Self.send(commands, as: "day", to: ledger) else { throw Missing() }
            #expect(id == "day" && receipts.map(\.id) == ["c-1", "c-2", "goods"] && receipts.allSatisfy { $0.sequence == 4 })
            #expect(receipts[2].events.map(\.entity.text) == ["stock/A@W-1"])
            let entry = try #require(ledger.entries(after: 3).first)
            #expect(entry.id == "day" && entry.command == "batch" && entry.events == receipts.flatMap(\.events))
            #expect(entry.commands.map { Int($0.eventCount) } == receipts.map(\.events.count))
            func again(_ when: Comment) throws {
                guard case .receipts(_, let repeated) = try Self.send(commands, as: "day", to: ledger) else { throw Missing() }
                #expect(repeated.allSatisfy { $0.replayed } && repeated.map(\.events) == receipts.map(\.events), when)
                for (command, receipt) in zip(commands, receipts) {
                    var expected = receipt
                    expected.replayed = true
                    #expect(try ledger.receipt(command, wantsEvents: true) == expected, when)
                }
                #expect(try ledger.send([.receive("c-1", "A", "W-1", 9)])[0].code == .idempotencyKeyReused, when)
                #expect(try ledger.send([.receive("day", "A", "W-1", 9)])[0].code == .idempotencyKeyReused, when)
                #expect(try Self.send(Self.orders(1...2), as: "day", to: ledger).code == .idempotencyKeyReused, when)
                #expect(try Self.send(commands, as: "day", skipping: [.notFound], to: ledger).code == .idempotencyKeyReused, when)
                #expect(ledger.engine.status.head == 4, when)
            }
            try again("at once")
            try ledger.flush()
            try again("after a flush")
            try ledger.reopen()
            try again("after a restart")
            try ledger.reopen { try FileManager.default.removeItem(atPath: ledger.folder + "/state") }
            try again("without state/")
            try Self.check(ledger)
            #expect(try ledger.engine.view(at: .receipt("c-2")).sequence == 4)
            #expect(try ledger.engine.head.history(.order, "O-2") == [4])
        }
    }

    @Test("five hundred of which one is refused: nothing, and their ids can be used again; or all but the one that may be skipped")
    func refused() throws {
        try withLedger(units: 5) { ledger in
            var commands: [Command] = (1...500).map { .receive("r-\($0)", "A", "W-1", 1) }
            commands[299] = .adjust("r-300", "A", "W-1", -1000)
            let outcome = try Self.send(commands, as: "first", to: ledger)
            let rejection = try #require(outcome.receipt?.rejection)
            #expect(rejection.code == "would_go_negative")
            #expect(rejection.params["index"] == "300" && rejection.params["id"] == "r-300")
            #expect(rejection.detail.hasPrefix("command 300 of 500, r-300: "))
            #expect(try ledger.stock("A@W-1").onHand == 5)
            #expect(try ledger.entries(after: 3).map(\.events.count) == [0])
            #expect(try Self.send(commands, as: "first", to: ledger).receipt?.replayed == true)

            guard
                case .receipts(_, let receipts) = try Self.send(
                    commands, as: "second", skipping: [.wouldGoNegative, .notFound], to: ledger)
            else { throw Missing() }
            #expect(receipts.count == 500 && receipts.filter { $0.rejection != nil }.map(\.id) == ["r-300"])
            #expect(try ledger.stock("A@W-1").onHand == 504)
            let entry = try #require(ledger.entries(after: 4).first)
            #expect(entry.events.count == 499 && entry.commands[299].skipped?.code == "would_go_negative")
            #expect(try ledger.receipt(commands[299]).rejection?.code == "would_go_negative")
            #expect(ledger.engine.status.head == 5)
            try ledger.reopen()
            try Self.check(ledger)
        }
    }

    @Test("what a skipped command did before it was refused leaves nothing: neither rows nor deadlines, and the next goes on")
    func skipped() throws {
        try withLedger(units: 3) { ledger in
            let commands = Self.orders(1...2, units: 2) + Self.orders(3...3)
            guard case .receipts(_, let receipts) = try Self.send(commands, as: "day", skipping: [.insufficientStock], to: ledger)
            else { throw Missing() }
            #expect(receipts.map { $0.rejection?.code } == [nil, "insufficient_stock", nil])
            #expect(try ledger.engine.head.row(.order, "O-2") == nil)
            #expect(try ledger.stock("A@W-1").reserved == 3)
            #expect(try ledger.rejection(.cancel("x", "O-2")) == "not_found")
            try Self.check(ledger)
            ledger.clock.advance(seconds: Limits.payWithinSeconds + 1)
            try ledger.accepted(.receive("later", "A", "W-1", 1))
            #expect(try ledger.entries(after: 5).map(\.command) == ["order.expire", "order.expire", "stock.receive"])
            try Self.check(ledger)
        }
    }

    @Test("preconditions are checked in order, against what the commands before have done")
    func expectations() throws {
        try withLedger(units: 5) { ledger in
            let good = [
                Command.receive("a", "A", "W-1", 1).expecting("stock/A@W-1", version: 1),
                Command.receive("b", "A", "W-1", 1).expecting("stock/A@W-1", version: 2),
            ]
            guard case .receipts = try Self.send(good, as: "good", to: ledger) else { throw Missing() }
            let bad = [
                Command.receive("c", "A", "W-1", 1), Command.receive("d", "A", "W-1", 1).expecting("stock/A@W-1", version: 3),
            ]
            #expect(try Self.send(bad, as: "bad", to: ledger).receipt?.rejection?.code == "version_conflict")
            #expect(try ledger.stock("A@W-1").version == 3)
        }
    }

    @Test("what does not fit in one entry is refused before anything is recorded, and the writer goes on")
    func tooLarge() throws {
        try withLedger(units: 5000) { ledger in
            let outcome = try Self.send(Self.orders(1...500), as: "day", to: ledger)
            #expect(outcome.code == .tooLarge)
            #expect(ledger.engine.status.head == 3)
            #expect(try ledger.accepted(.place("c-1", "O-1", "A", 1)).sequence == 4)
            #expect(try ledger.stock("A@W-1").reserved == 1)
            try Self.check(ledger)
        }
    }

    @Test("an id of the book, an id twice, a time within and an empty stream are refused, and nothing is recorded")
    func malformed() throws {
        try withLedger(units: 5) { ledger in
            try ledger.accepted(.place("c-2", "O-2", "A", 1))
            #expect(try Self.send(Self.orders(1...2), as: "day", to: ledger).code == .idempotencyKeyReused)
            #expect(throws: CommandFault.self) { try Self.send([], as: "day", to: ledger) }
            #expect(throws: CommandFault.self) { try Self.send(Self.orders(3...3), as: "c-3", to: ledger) }
            #expect(throws: CommandFault.self) { try Self.send(Self.orders(1...1) + Self.orders(1...1), as: "day", to: ledger) }
            let timed = Command.receive("t", "A", "W-1", 1).at("2026-01-01T00:00:00Z")
            #expect(throws: CommandFault.self) { try Self.send([timed], as: "day", to: ledger) }
            #expect(throws: CommandFault.self) { try Self.send(Self.orders(1...1), as: "", to: ledger) }
            #expect(throws: CommandFault.self) {
                try Self.send((0...Limits.commandsPerEntry).map { .receive("r-\($0)", "A", "W-1", 1) }, as: "day", to: ledger)
            }
            #expect(ledger.engine.status.head == 4)
        }
    }

    @Test("deadlines are met before, a stated time is one for all, and what goes with a command is found under it")
    func surroundings() throws {
        let clock = ManualClock("2026-03-01T09:00:00Z")
        try withLedger(units: 5, clock: clock) { ledger in
            try ledger.accepted(.place("c-1", "O-1", "A", 5))
            clock.advance(seconds: Limits.payWithinSeconds + 1)
            var commands = Self.orders(2...3)
            commands[0].correlationID = "own"
            commands[1].causationID = "c-1"
            guard case .receipts(_, let receipts) = try Self.send(commands, as: "day", to: ledger, { $0.correlationID = "all" })
            else { throw Missing() }
            #expect(receipts.map(\.sequence) == [6, 6])
            let entries = try ledger.entries(after: 4)
            #expect(entries.map(\.command) == ["order.expire", "batch"])
            #expect(entries[1].correlationID == "all" && entries[1].correlations == ["all", "own"] && entries[1].causes == ["c-1"])
            for _ in 0..<2 {
                var finder = EntryFinder(ledger.engine.head)
                while try !finder.prepare() {}
                for id in ["all", "own"] { #expect(try finder.sequences(.entryCorrelation, id, limit: 9) == [6]) }
                #expect(try finder.sequence(ofCommand: "c-3") == 6)
                var trace = Trace(of: "c-1", in: ledger.engine.head)
                while try !trace.step() {}
                #expect(trace.lines.map(\.entry.sequence) == [4, 6])
                try ledger.flush()
            }
            clock.advance(seconds: 60)
            let time = clock.now().adding(seconds: -30)
            guard
                case .receipts(_, let stated) = try Self.send(
                    [.receive("x", "A", "W-1", 1), .receive("y", "A", "W-1", 1)], as: "then", to: ledger,
                    { $0.time = time.timestamp })
            else { throw Missing() }
            #expect(stated.map { Moment($0.time) } == [time, time])
            try Self.check(ledger)
        }
    }

    private struct Missing: Error {}
}
