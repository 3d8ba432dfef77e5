import Dispatch
import Engine
import Foundation
import Ledger
import Schema
import Synchronization
import TestTools
import TestWorld
import Testing

@Suite("One writer")
struct WriterTests {
    @Test("while one batch is written the next gathers, and its outcomes come in order")
    func batchesForm() throws {
        try withLedger { ledger in
            try ledger.send(Array(smallShop(units: 1).prefix(2)))
            let before = ledger.engine.metrics.commits
            let isHeld = DispatchSemaphore(value: 0)
            let gate = DispatchSemaphore(value: 0)
            let first = try Submission(.receive("first", "A", "W-1", 1), actor: .staff)
            // A reply holds up the writer: what comes meanwhile has to wait.
            ledger.engine.submit([first]) { _ in
                isHeld.signal()
                gate.wait()
            }
            isHeld.wait()
            let order = Mutex<[String]>([])
            let waiting = Waiting()
            for number in 0..<300 {
                let submissions = try (0..<(number % 3 + 1)).map { part in
                    try Submission(.receive("c-\(number)-\(part)", "A", "W-1", 1), actor: .staff)
                }
                ledger.engine.submit(submissions) { outcomes in
                    order.withLock { $0 += outcomes.map(\.id) }
                    if number == 299 { waiting.fulfil(outcomes) }
                }
            }
            gate.signal()
            _ = waiting.outcomes()
            var expected: [String] = []
            for number in 0..<300 { expected += (0..<(number % 3 + 1)).map { "c-\(number)-\($0)" } }
            #expect(order.withLock { $0 } == expected)
            #expect(ledger.engine.metrics.commits - before == 2)
            #expect(ledger.engine.metrics.batchEntries.sum == UInt64(2 + 1 + 600))
            #expect(try ledger.stock("A@W-1").onHand == 601)
        }
    }

    @Test("200 buyers fight for 50 units: exactly 50 are sold")
    func fight() throws {
        try withLedger(units: 50, entriesPerFlush: 20) { ledger in
            let codes = Mutex<[String]>([])
            let engine = ledger.engine
            DispatchQueue.concurrentPerform(iterations: 200) { buyer in
                let waiting = Waiting()
                let submission = try! Submission(.place("c-\(buyer)", "O-\(buyer)", "A", 1), actor: .staff)
                engine.submit([submission]) { waiting.fulfil($0) }
                let code = waiting.outcomes()[0].receipt.map { $0.rejection?.code ?? "" } ?? "unrecorded"
                codes.withLock { $0.append(code) }
            }
            #expect(codes.withLock { $0.count { $0 == "" } } == 50)
            #expect(codes.withLock { $0.count { $0 == "insufficient_stock" } } == 150)
            let stock = try ledger.stock("A@W-1")
            #expect([stock.onHand, stock.reserved, stock.available] == [50, 50, 0])
            let status = ledger.engine.status
            #expect([status.head, status.entries, status.rejected] == [203, 203, 150])
        }
    }

    @Test("more commands than may wait are answered busy and leave nothing")
    func busy() throws {
        try withLedger { ledger in
            let one = try Submission(.receive("x", "A", "W-1", 1), actor: .staff)
            let waiting = Waiting()
            ledger.engine.submit(Array(repeating: one, count: EngineLimits.commandsWaiting + 1)) { waiting.fulfil($0) }
            let outcomes = waiting.outcomes()
            #expect(outcomes.count == EngineLimits.commandsWaiting + 1)
            #expect(outcomes.allSatisfy { $0.code == .busy })
            try ledger.accepted(.warehouse("w", "W-1"))
            #expect(ledger.engine.status.head == 1)
        }
    }

    @Test("followers hear of heads that only ascend, each of them readable when it is told, and nothing after they leave")
    func followers() throws {
        try withLedger(entriesPerFlush: 5) { ledger in
            let heard = Mutex<[UInt64]>([])
            let readable = Mutex<[Bool]>([])
            let engine = ledger.engine
            let follower = try engine.follow { head in
                heard.withLock { $0.append(head) }
                let isThere = (try? engine.head.entry(head))?.sequence == head && engine.status.head == head
                readable.withLock { $0.append(isThere) }
            }
            for number in 0..<40 { try ledger.accepted(.warehouse("w-\(number)", "W-\(number)")) }
            // The receipt comes just before the follower is told.
            try ledger.wait("the last head") { heard.withLock { $0.last } == 40 }
            #expect(heard.withLock { $0 } == Array(1...40))
            #expect(readable.withLock { $0 } == Array(repeating: true, count: 40))
            follower.cancel()
            follower.cancel()
            try ledger.accepted(.warehouse("last", "W-last"))
            try ledger.reopen()
            #expect(heard.withLock { $0.count } == 40)
        }
    }

    @Test("there is a limit to followers, and one that leaves makes room")
    func followersLimit() throws {
        try withLedger { ledger in
            let all = try (0..<EngineLimits.followers).map { _ in try ledger.engine.follow { _ in } }
            #expect(throws: EngineError(.busy, "")) { _ = try ledger.engine.follow { _ in } }
            all[7].cancel()
            #expect(throws: Never.self) { _ = try ledger.engine.follow { _ in } }
        }
    }

    @Test("closing flushes everything; the next start finds the same head and has nothing to roll forward")
    func closing() throws {
        try withLedger(units: 5, entriesPerFlush: 1000) { ledger in
            try ledger.accepted(.place("a", "O-1", "A", 2))
            let status = ledger.engine.status
            let hash = try ledger.engine.head.stateHash()
            let old = ledger.engine
            try ledger.reopen()
            #expect(ledger.engine.status.flushed == status.head)
            #expect(ledger.engine.status.head == status.head)
            #expect(ledger.engine.status.time == status.time)
            #expect(try ledger.engine.head.stateHash() == hash)
            // The engine that was closed answers honestly that it does not know.
            let waiting = Waiting()
            old.submit([try Submission(.warehouse("late", "W-9"), actor: .staff)]) { waiting.fulfil($0) }
            #expect(waiting.outcomes().map(\.code) == [.commitUnknown])
        }
    }

    @Test("while a slow flush runs the writer gets only so far ahead of it")
    func backpressure() throws {
        try withLedger(entriesPerFlush: 1000, entriesAheadOfFlush: 16) { ledger in
            try ledger.send((0..<4000).map { .warehouse("w-\($0)", "W-\($0)") })
            var ahead = 0
            while ledger.engine.status.flushed == 0, ahead < 400 {
                try ledger.accepted(.warehouse("x-\(ahead)", "X-\(ahead)"))
                ahead += 1
            }
            #expect(ahead <= 18, "the flush of 4000 rows took longer than \(ahead) commands")
            #expect(try ledger.engine.head.rows(Query(.warehouse, limit: 10_000)).rows.count == 4000 + ahead)
        }
    }
}
