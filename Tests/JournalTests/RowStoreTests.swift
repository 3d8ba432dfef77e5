import Foundation
import Journal
import Schema
import TestTools
import Testing

/// A marker whose other numbers follow from its sequence.
func marker(_ sequence: UInt64) -> FlushMarker {
    FlushMarker(sequence: sequence, time: Int64(sequence) * 1000, entries: sequence, rejected: 0)
}

@Suite("Rows: versions, history, lists")
struct RowStoreTests {
    @Test("an empty store has nothing, and says so")
    func empty() throws {
        try withFolder { folder in
            let store = try RowStore.open(path: folder + "/state")
            #expect(store.marker == nil)
            #expect(try store.marker(atOrBefore: .max) == nil)
            #expect(try store.marker(atOrBeforeTime: .max) == nil)
            #expect(try store.latest(table: 1, id: "x") == nil)
            #expect(try store.rows(table: 1, at: .max, limit: 10).isEmpty)
            #expect(try store.history(table: 1, id: "x", at: .max).isEmpty)
            #expect(try store.command("c") == nil)
        }
    }

    @Test("what no key can hold is not there", arguments: ["", "\0", "O-1\0", "\0O-1"])
    func noKey(text: String) throws {
        try withFolder { folder in
            let store = try RowStore.open(path: folder + "/state")
            let row = RowRecord(table: 3, id: "O-1", row: [1], touched: [1], isNew: true)
            let place = IndexRecord(index: 1, value: "v", id: "O-1", isPresent: true)
            try store.write(Flush(rows: [row], index: [place], marker: marker(1)))
            #expect(try store.latest(table: 3, id: text) == nil)
            #expect(try store.row(table: 3, id: text, at: 1) == nil)
            #expect(try store.history(table: 3, id: text, at: 1).isEmpty)
            #expect(try store.touched(table: 3, id: text, after: 0, through: 1).isEmpty)
            #expect(try store.command(text) == nil)
            #expect(try store.ids(index: 1, value: text, at: 1, limit: 10).isEmpty)
            // What is empty is before everything, and begins everything.
            let isAll = text.isEmpty
            #expect(try store.rows(table: 3, prefix: text, at: 1, limit: 10).isEmpty != isAll)
            #expect(try store.rows(table: 3, after: text, at: 1, limit: 10).isEmpty != isAll)
            #expect(try store.ids(index: 1, value: "v", after: text, at: 1, limit: 10).isEmpty != isAll)
            var found = 0
            try store.indexEntries(index: 1, fromValue: text, at: 1) { _, _ in
                found += 1
                return true
            }
            #expect((found > 0) == isAll)
        }
    }

    @Test("a row is read as of each flush, with its history")
    func versions() throws {
        try withFolder { folder in
            let store = try RowStore.open(path: folder + "/state")
            for (flush, touched, isNew) in [(5, [2, 5], true), (9, [7], false), (12, [10, 11, 12], false)]
                as [(UInt64, [UInt64], Bool)]
            {
                let record = RowRecord(table: 3, id: "O-1", row: [UInt8(flush)], touched: touched, isNew: isNew)
                try store.write(Flush(rows: [record], marker: marker(flush)))
            }
            #expect(
                try [4, 5, 8, 9, 11, 12, 99].map { try store.row(table: 3, id: "O-1", at: $0) } == [
                    nil, [5], [5], [9], [9], [12], [12],
                ])
            #expect(try store.latest(table: 3, id: "O-1") == [12])
            #expect(try store.history(table: 3, id: "O-1", at: 9) == [2, 5, 7])
            #expect(try store.touched(table: 3, id: "O-1", after: 5, through: 11) == [7, 10, 11])
        }
    }

    @Test("the same as a plain model, also after opening again", .timeLimit(.minutes(8)), arguments: 0..<30)
    func model(seed: Int) throws {
        try withFolder { folder in
            var random = SplitMix64(UInt64(seed))
            var model = RowModel()
            // Some runs write many small batches and hold few rows in memory.
            let bytes = seed % 3 == 0 ? 300 : 1 << 20
            func open() throws -> RowStore {
                try RowStore.open(
                    path: folder + "/state", options: smallState(), cacheBytes: seed % 2 == 0 ? 2000 : 1 << 20, bytesPerBatch: bytes
                )
            }
            var store = try open()
            for round in 0..<8 {
                let flush = model.flush(&random, span: UInt64.random(in: 1...12, using: &random))
                try store.write(flush)
                model.apply(flush)
                if round % 3 == 2 {
                    store.close()
                    store = try open()
                }
                if round % 2 == 1 { try model.compare(with: store, &random) }
            }
        }
    }

    @Test("the cache holds its bound, whatever is read or written")
    func cacheBound() throws {
        try withFolder { folder in
            let limit = 20_000
            let store = try RowStore.open(path: folder + "/state", cacheBytes: limit)
            let records =
                (0..<500).map {
                    RowRecord(
                        table: 1, id: "row-\($0)", row: [UInt8](repeating: UInt8($0 % 256), count: $0), touched: [1], isNew: true)
                } + [RowRecord(table: 1, id: "large", row: [UInt8](repeating: 1, count: 3 * limit), touched: [1], isNew: true)]
            try store.write(Flush(rows: records, marker: marker(1)))
            #expect(store.cachedBytes <= limit && store.cachedBytes > limit / 4)
            for record in records.shuffled() + records {
                #expect(try store.latest(table: 1, id: record.id) == record.row)
                #expect(store.cachedBytes <= limit)
            }
        }
    }

    @Test("a small flush is one sync, a large one is one per batch")
    func syncs() throws {
        try withFolder { folder in
            let env = FaultEnv()
            let store = try RowStore.open(path: folder + "/state", options: .state(env: env))
            var before = env.counts.logSyncs
            try store.write(Flush(rows: [RowRecord(table: 1, id: "a", row: [1], touched: [1], isNew: true)], marker: marker(1)))
            #expect(env.counts.logSyncs == before + 1)
            before = env.counts.logSyncs
            let rows = (0..<40).map {
                RowRecord(table: 2, id: "r\($0)", row: [UInt8](repeating: 5, count: 100_000), touched: [2], isNew: true)
            }
            try store.write(Flush(rows: rows, marker: marker(2)))
            #expect((4...5).contains(env.counts.logSyncs - before))
        }
    }

    @Test("another state format means: rebuild")
    func staleState() throws {
        try withFolder { folder in
            do {
                let raw = try Database(path: folder + "/state", options: .state())
                var batch = WriteBatch()
                batch.put(Array("f".utf8), Array("99".utf8))
                try raw.write(batch)
            }
            #expect(throws: JournalError(.staleState)) { _ = try RowStore.open(path: folder + "/state") }
            do {
                let raw = try Database(path: folder + "/other", options: .state())
                var batch = WriteBatch()
                batch.put(Array("zzz".utf8), Array("99".utf8))
                try raw.write(batch)
            }
            #expect(throws: JournalError(.staleState)) { _ = try RowStore.open(path: folder + "/other") }
        }
    }

    @Test("a closed store says so")
    func closed() throws {
        try withFolder { folder in
            let store = try RowStore.open(path: folder + "/state", options: smallState())
            let row = RowRecord(table: 2, id: "r1", row: [1], touched: [1], isNew: true)
            try store.write(Flush(rows: [row], marker: marker(1)))
            store.close()
            #expect(throws: JournalError(.closed)) { try store.latest(table: 2, id: "r1") }
        }
    }

    @Test("an id with NUL is a bug")
    func nul() async {
        await #expect(processExitsWith: .failure) {
            try withFolder { folder in
                let record = RowRecord(table: 1, id: "a\0b", row: [1], touched: [1], isNew: true)
                try RowStore.open(path: folder + "/state").write(Flush(rows: [record], marker: marker(1)))
            }
        }
    }
}

/// The layout on disk. This test is compatibility-sensitive: if it must change, so must
/// `RowStore.formatVersion`, or old ledgers are misread. Ask a third pair of eyes.
@Suite("Rows: layout on disk")
struct RowLayoutTests {
    @Test("keys and values are what they were on the first day")
    func pinned() throws {
        try withFolder { folder in
            let store = try RowStore.open(path: folder + "/state")
            let hash = [UInt8](repeating: 7, count: 32)
            try store.write(
                Flush(
                    rows: [RowRecord(table: 3, id: "ab", row: [0xAA], touched: [1, 300], isNew: true)],
                    index: [IndexRecord(index: 2, value: "v", id: "ab", isPresent: true)],
                    commands: [("c1", CommandRecord(sequence: 300, hash: hash))], marker: marker(300)))
            try store.write(
                Flush(rows: [RowRecord(table: 3, id: "ab", row: [0xBB], touched: [301], isNew: false)], marker: marker(301)))
            store.close()
            let raw = try Database(path: folder + "/state", options: .state())
            let full = [UInt8](repeating: 0xFF, count: 12)
            #expect(try raw.get(Array("r".utf8) + [3, 0x61, 0x62, 0] + full) == [0xAC, 2, 1, 2, 1, 0xAB, 2, 0xAA])
            let second: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xD2, 0xFF, 0xFF, 0xFF, 0xFD]
            #expect(try raw.get(Array("r".utf8) + [3, 0x61, 0x62, 0] + second) == [0xAD, 2, 2, 1, 0xAD, 2, 0xBB])
            let first: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xD3, 0xFF, 0xFF, 0xFF, 0xFE]
            #expect(try raw.get(Array("i".utf8) + [2, 0x76, 0, 0x61, 0x62, 0] + first) == [1])
            #expect(try raw.get(Array("cc1".utf8)) == [0, 0, 0, 0, 0, 0, 1, 0x2C] + hash)
            #expect(try raw.get(Array("m".utf8) + first.prefix(8))?.count == 68)
            #expect(try raw.get(Array("f".utf8)) == Array("6".utf8))
        }
    }
}
