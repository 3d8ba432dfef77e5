import Foundation
import Journal
import TestTools
import Testing

@Suite("Rows: crashes within a flush")
struct RowStoreCrashTests {
    private func open(_ folder: String, _ env: FaultEnv?) throws -> RowStore {
        try RowStore.open(path: folder + "/state", options: smallState(env), cacheBytes: 4000, bytesPerBatch: 200)
    }

    /// Flushes twice, then a third time with a fault at the n-th call; after that readers must see the second or third
    /// flush whole, and a new flush — at another or the same sequence, with other content — must be right too.
    private func crash(nth: Int, kinds: FaultEnv.Operations, tail: Int, seed: UInt64) throws -> Bool {
        try withFolder { folder in
            var random = SplitMix64(seed &+ UInt64(nth))
            var model = RowModel()
            let env = FaultEnv()
            var store = try open(folder, env)
            for _ in 0..<2 {
                let flush = model.flush(&random, span: 4)
                try store.write(flush)
                model.apply(flush)
            }
            let broken = model.flush(&random, span: 6)
            env.fail(kinds, nth: nth, sticky: true)
            let failure = code { try store.write(broken) }
            let hasFired = env.hasFired
            if failure != nil {
                #expect(failure == .io)
                #expect(throws: JournalError(.io)) { try store.write(broken) }
                // Nothing of the flush that failed is visible in this process either.
                try model.compare(with: store, &random)
            }
            env.stop()
            store.close()
            try env.cutPower(tailPerMille: tail)

            // Once or twice: opening marks the flush as abandoned, and opening again must not forget it.
            store = try open(folder, nil)
            if store.marker == broken.marker && model.last != broken.marker.sequence { model.apply(broken) }
            if failure == nil { #expect(store.marker == broken.marker) }
            try model.compare(with: store, &random)
            if Bool.random(using: &random) {
                store.close()
                store = try open(folder, nil)
                try model.compare(with: store, &random)
            }
            // 6: the same sequence as the broken flush, if that was lost.
            for span in [[6, 3], [2, 9], [8, 1]][nth % 3] as [UInt64] {
                let flush = model.flush(&random, span: span)
                try store.write(flush)
                model.apply(flush)
                try model.compare(with: store, &random)
            }
            store.close()
            try model.compare(with: open(folder, nil), &random)
            return hasFired
        }
    }

    @Test(
        "trap 9 and 10: after a crash at every write or sync readers see exactly the last complete flush",
        .timeLimit(.minutes(8)),
        arguments: [FaultEnv.Operations.sync, .append, .any], [0, 500, 1000])
    func everyCrash(kinds: FaultEnv.Operations, tail: Int) throws {
        var nth = 1
        while try crash(nth: nth, kinds: kinds, tail: tail, seed: UInt64(tail)) { nth += 1 }
        #expect(nth > 5, "the flush had too few batches to mean anything")
    }

    @Test("trap 9: keys are write-once: what an abandoned flush left is not overwritten")
    func writeOnce() throws {
        try withFolder { folder in
            func rows(_ byte: UInt8) -> [RowRecord] {
                (0..<20).map {
                    RowRecord(
                        table: 1, id: "r\($0)", row: [UInt8](repeating: byte, count: 50), touched: [1], isNew: true)
                }
            }
            let first = Array("r".utf8) + [1] + Array("r0".utf8) + [0] + [UInt8](repeating: 0xFF, count: 12)
            func stored() throws -> [UInt8]? { try Database(path: folder + "/state", options: .state()).get(first) }
            let env = FaultEnv()
            var store = try open(folder, env)
            env.fail(.sync, nth: 3, sticky: true)
            #expect(throws: JournalError(.io)) { try store.write(Flush(rows: rows(1), marker: marker(1))) }
            store.close()
            let left = try #require(try stored())
            store = try open(folder, nil)
            #expect(try store.latest(table: 1, id: "r0") == nil)
            try store.write(Flush(rows: rows(2), marker: marker(1)))
            #expect(try store.latest(table: 1, id: "r0") == [UInt8](repeating: 2, count: 50))
            store.close()
            #expect(try stored() == left)
        }
    }

    @Test("many crashes in a row: every one is remembered", arguments: 0..<4)
    func manyCrashes(seed: Int) throws {
        try withFolder { folder in
            var random = SplitMix64(UInt64(seed))
            var model = RowModel()
            for round in 0..<12 {
                let env = FaultEnv()
                let store = try open(folder, env)
                if let marker = store.marker, marker != model.markers.last { Issue.record("an incomplete flush shows") }
                try model.compare(with: store, &random)
                let flush = model.flush(&random, span: 5)
                if round % 3 == 2 {
                    try store.write(flush)
                    model.apply(flush)
                } else {
                    env.fail(.sync, nth: 2, sticky: true)
                    #expect(throws: JournalError(.io)) { try store.write(flush) }
                }
                env.stop()
                store.close()
                try env.cutPower()
            }
            try model.compare(with: open(folder, nil), &random)
        }
    }

    @Test("the n-th call fails while opening, for every n: the next open finds everything")
    func everyOpen() throws {
        var nth = 1
        while true {
            let hasFired = try withFolder { folder in
                var random = SplitMix64(UInt64(nth))
                var model = RowModel()
                let store = try open(folder, nil)
                let flush = model.flush(&random, span: 4)
                try store.write(flush)
                model.apply(flush)
                store.close()
                let env = FaultEnv()
                env.fail(nth: nth)
                _ = code { try open(folder, env).close() }
                let hasFired = env.hasFired
                try env.cutPower()
                try model.compare(with: open(folder, nil), &random)
                return hasFired
            }
            if !hasFired { break }
            nth += 1
        }
        #expect(nth > 5)
    }
}
