import Dispatch
import Engine
import Foundation
import Ledger
import Schema
import Synchronization
import TestTools
import TestWorld
import Testing

@Suite("Views")
struct ViewTests {
    @Test("a reader never sees half a batch, nor a row of another sequence, while the writer goes on")
    func consistency() throws {
        try withLedger(entriesPerFlush: 10) { ledger in
            try ledger.send(smallShop(units: 500) + [.warehouse("w2", "W-2"), .receive("r2", "A", "W-2", 500)])
            let engine = ledger.engine
            let isDone = Atomic<Bool>(false)
            let wrong = Mutex<[String]>([])
            let read = Mutex<Set<UInt64>>([])
            let readers = DispatchGroup()
            for _ in 0..<2 {
                readers.enter()
                // Threads of their own, because those of the pool may all be taken by tests that wait.
                Thread.detachNewThread {
                    defer { readers.leave() }
                    while !isDone.load(ordering: .acquiring) {
                        let view = engine.head
                        do {
                            if let problem = try Self.problem(view) { wrong.withLock { $0.append(problem) } }
                        } catch {
                            wrong.withLock { $0.append("\(error)") }
                        }
                        read.withLock { _ = $0.insert(view.sequence) }
                    }
                }
            }
            // However slow the machine: until the readers have seen some of it.
            for round in 0..<400 where round < 40 || read.withLock({ $0.count <= 5 }) {
                try ledger.send((0..<6).map { .place("o-\(round)-\($0)", "O-\(round)-\($0)", "A", Int64($0 % 3 + 1)) })
                try ledger.send((0..<3).map { .cancel("x-\(round)-\($0)", "O-\(round)-\($0 * 2)") })
            }
            isDone.store(true, ordering: .releasing)
            readers.wait()
            #expect(wrong.withLock { $0.prefix(3) } == [])
            #expect(read.withLock { $0.count } > 5, "the readers were too slow to mean anything")
        }
    }

    /// What in a view does not add up, if anything does not.
    private static func problem(_ view: View) throws -> String? {
        var promised: Int64 = 0
        var events: UInt64 = 0
        for row in try view.rows(Query(.stock, limit: 100)).rows {
            guard case .stock(let stock) = row else { continue }
            if stock.onHand != stock.available + stock.reserved { return "at \(view.sequence): \(stock)" }
            promised += stock.reserved
            events += stock.version
        }
        var ordered: Int64 = 0
        var newest = Moment(microseconds: 0)
        for row in try view.rows(Query(.order, limit: 1000)).rows {
            guard case .order(let order) = row else { continue }
            ordered += order.lines.reduce(0) { $0 + $1.reserved }
            newest = max(newest, Moment(order.updatedAt) ?? newest)
        }
        if promised != ordered { return "at \(view.sequence): \(promised) promised, \(ordered) ordered" }
        if let time = view.time, newest > time { return "at \(view.sequence): a row of \(newest), after \(time)" }
        return nil
    }

    @Test("a moment that is not in the book is out of range; before the first entry there is the empty book")
    func range() throws {
        try withLedger(units: 5) { ledger in
            let outOfRange = EngineError(.outOfRange, "")
            #expect(throws: outOfRange) { _ = try ledger.engine.view(at: .sequence(4)) }
            #expect(throws: outOfRange) { _ = try ledger.engine.view(at: .receipt("none")) }
            #expect(try ledger.engine.view(at: .receipt("p")).sequence == 2)
            #expect(try ledger.engine.view(at: .time(ledger.clock.now().adding(seconds: 99))).sequence == 3)
            let first = Moment(try ledger.entries()[0].time)!
            #expect(try ledger.engine.view(at: .time(first)).sequence == 1)
            let empty = try ledger.engine.view(at: .time(Moment(microseconds: first.microseconds - 1)))
            #expect(empty.sequence == 0)
            #expect(empty.time == nil)
            #expect(try empty.rows(Query(.warehouse)).rows.isEmpty)
            #expect(try empty.row(.warehouse, "W-1") == nil)
            #expect(try empty.entries(after: 0, limit: 10).isEmpty)
        }
    }

    @Test("whatever field is asked to be whatever text, there is an answer")
    func filters() throws {
        try withLedger(units: 50, entriesPerFlush: 2) { ledger in
            for number in 0..<5 {
                try ledger.accepted(.place("o-\(number)", "O-\(number)", "A", 1, payment: "P-\(number)", amount: 1))
            }
            try ledger.wait("a flush") { ledger.engine.status.flushed >= 6 }
            let view = ledger.engine.head
            for table in Table.allCases {
                let all = try view.rows(Query(table, limit: 1000)).rows
                for field in RowFields.names(of: table) {
                    for value in ["", " ", "/", "@", "A@", "O-1", "é", String(repeating: "x", count: 5000)] {
                        let query = Query(table, filters: [.init(field, value)], limit: 1000)
                        let kind = RowFields.kinds(of: table).first { $0.name == field }?.kind
                        do {
                            let found = try view.rows(query).rows
                            #expect(found.allSatisfy(all.contains), "\(table) \(field)=\(value.prefix(9))")
                            #expect(kind == .text || value.isEmpty, "\(table) \(field)=\(value.prefix(9))")
                        } catch let error as EngineError {
                            // Every text can be there; numbers, times and words cannot be anything.
                            #expect(error == EngineError(.badFilter, "") && kind != .text, "\(table) \(field)=\(value.prefix(9))")
                        }
                    }
                }
            }
            func payments(of order: String) throws -> [String] {
                try view.rows(Query(.payment, filters: [.init("orderId", order)])).rows.map(\.id)
            }
            #expect(throws: EngineError(.badFilter, "")) { try view.rows(Query(.order, filters: [.init("status", "CONFIRMD")])) }
            #expect(throws: EngineError(.badFilter, "")) { try view.rows(Query(.order, filters: [.init("colour", "red")])) }
            #expect(try payments(of: "").isEmpty)
            #expect(try payments(of: "O-9").isEmpty)
            #expect(try payments(of: "O-1") == ["P-1"])
        }
    }

    @Test("pages put together are the whole list, whatever their size", arguments: [1, 3, 7, 1000])
    func pages(limit: Int) throws {
        try withLedger(entriesPerFlush: 20) { ledger in
            // Enough for several fetches of candidates, some flushed, some not.
            try ledger.send((0..<300).map { .warehouse("w-\($0)", "W-\($0 * 7919 % 1000)") })
            try ledger.wait("a flush") { ledger.engine.status.flushed >= 20 }
            try ledger.send((300..<330).map { .warehouse("w-\($0)", "W-\($0 * 7919 % 1000)") })
            let view = ledger.engine.head
            var found: [String] = []
            var after: String?
            repeat {
                let page = try view.rows(Query(.warehouse, after: after, limit: limit))
                #expect(page.rows.count <= limit)
                found += page.rows.map(\.id)
                after = page.next
            } while after != nil && found.count < 2000
            #expect(found == (0..<330).map { "W-\($0 * 7919 % 1000)" }.sorted())
        }
    }

    @Test("entries are read as far as so many bytes go, one of them in any case")
    func bytes() throws {
        try withLedger { ledger in
            try ledger.send(smallShop(units: 50) + (0..<20).map { .place("o-\($0)", "O-\($0)", "A", 1) })
            let view = ledger.engine.head
            let wanted: [UInt64] = [4, 6, 9, 12, 23]
            #expect(try view.entries(wanted, bytes: .max).map(\.sequence) == wanted)
            #expect(try view.entries(wanted, bytes: 1).map(\.sequence) == [4])
            #expect(try Set((1...200).map { try view.entries(wanted, bytes: 50 * $0).count }) == [1, 2, 3, 4, 5])
            #expect(try view.entries([] as [UInt64], bytes: 600).isEmpty)
            #expect(try view.entries(after: 3, limit: 9, bytes: 1).map(\.sequence) == [4])
            #expect(try view.entries(after: 3, limit: 9).count == 9)
        }
    }

    @Test("a view that was taken shows its own sequence, however much is written and flushed after")
    func kept() throws {
        try withLedger(units: 50, entriesPerFlush: 2) { ledger in
            let view = ledger.engine.head
            let hash = try view.stateHash()
            for number in 0..<20 { try ledger.accepted(.place("o-\(number)", "O-\(number)", "A", 1)) }
            try ledger.wait("a flush") { ledger.engine.status.flushed >= 20 }
            #expect(try view.stateHash() == hash)
            #expect(try view.row(.order, "O-1") == nil)
            #expect(try view.history(.stock, "A@W-1") == [3])
            #expect(try ledger.engine.head.history(.stock, "A@W-1") == Array(3...23))
            #expect(try view.entries(after: 0, limit: 100).map(\.sequence) == [1, 2, 3])
        }
    }
}
