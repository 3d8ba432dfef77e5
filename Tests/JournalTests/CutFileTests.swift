import Foundation
import Journal
import TestTools
import Testing

/// Files that break off: LevelDB opens many of them without the rest, as after a crash. What is missing must be the newest, or
/// it is damage.
@Suite("Files that are cut", .timeLimit(.minutes(5)))
struct CutFileTests {
    /// Flushes that each give every row another value, over several tables and write-ahead logs.
    private func fillRows(_ path: String, flushes: UInt64) throws {
        let store = try RowStore.open(path: path, options: smallState(), bytesPerBatch: 2000)
        for flush in 1...flushes {
            let rows = (0..<40).map { number in
                RowRecord(table: 1, id: "r\(number)", row: value(flush, number), touched: [flush], isNew: flush == 1)
            }
            try store.write(Flush(rows: rows, marker: marker(flush)))
        }
        store.close()
    }

    private func value(_ flush: UInt64, _ number: Int) -> [UInt8] {
        var random = SplitMix64(flush &* 1000 &+ UInt64(number))
        return [UInt8(flush)] + random.bytes(120)
    }

    /// Every row as of every flush the store knows of: right, or an error.
    private func checkRows(_ path: String, flushes: UInt64, _ what: Comment) throws {
        do {
            let store = try RowStore.open(path: path, options: smallState())
            let last = store.marker?.sequence ?? 0
            #expect(last <= flushes, what)
            for flush in stride(from: last, to: 0, by: -1) {
                for number in 0..<40 {
                    #expect(
                        try store.row(table: 1, id: "r\(number)", at: flush) == value(flush, number), "\(what): r\(number)@\(flush)"
                    )
                }
            }
        } catch {
            #expect(error.code == .damagedState, "\(what): \(error)")
        }
    }

    @Test("rows as of every flush that is still there are right, wherever the manifest or a write-ahead log is cut or flipped")
    func rows() throws {
        try withFolder { folder in
            try fillRows(folder + "/state", flushes: 30)
            try checkRows(folder + "/state", flushes: 30, "sound")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/state").sorted()
                .filter { $0.hasPrefix("MANIFEST") || $0.hasSuffix(".log") }
            #expect(names.count >= 2)
            for name in names {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/state/" + name))
                let step = max(1, bytes.count / 60)
                for place in stride(from: 0, to: bytes.count, by: step) {
                    try harm(folder, name, bytes.prefix(place)) { try checkRows($0, flushes: 30, "\(name) cut at \(place)") }
                    var flipped = bytes
                    flipped[place] ^= 2
                    try harm(folder, name, flipped) { try checkRows($0, flushes: 30, "\(name) flipped at \(place)") }
                }
            }
        }
    }

    @Test("a log whose manifest is cut is whole or damaged; one without its write-ahead log is damaged")
    func log() throws {
        try withFolder { folder in
            var log = try LevelDBLog(path: folder + "/state", options: smallLog())
            try fill(log, batches: 60, perBatch: 10, entryBytes: 500)
            log.close()
            // The entries are in tables now, and the write-ahead log is empty.
            log = try LevelDBLog(path: folder + "/state", options: smallLog())
            log.close()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/state").sorted()
            let manifest = try #require(names.first { $0.hasPrefix("MANIFEST") })
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/state/" + manifest))
            for place in 0..<bytes.count {
                try harm(folder, manifest, bytes.prefix(place)) { path in
                    let found = code {
                        let again = try LevelDBLog(path: path, options: smallLog())
                        #expect(again.head == 600, "cut at \(place)")
                    }
                    #expect(found == .corruption || found == nil, "cut at \(place)")
                }
            }
            for name in names where name.hasSuffix(".log") {
                try FileManager.default.removeItem(atPath: folder + "/state/" + name)
            }
            #expect(throws: JournalError(.corruption)) { _ = try LevelDBLog(path: folder + "/state", options: smallLog()) }
        }
    }

    private func harm(_ folder: String, _ name: String, _ bytes: Data, _ body: (String) throws -> Void) throws {
        let copy = folder + "/copy"
        try FileManager.default.copyItem(atPath: folder + "/state", toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try bytes.write(to: URL(fileURLWithPath: copy + "/" + name))
        try body(copy)
    }
}
