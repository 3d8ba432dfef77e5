import Foundation
import Journal
import TestTools
import Testing

/// The hash over the log goes on from what was noted of it, and does not read the log again.
@Suite("Log: the hash over its entries", .timeLimit(.minutes(5)))
struct ChainTests {
    /// The hash as `LogChain` says it is made.
    private static func hash(over entries: [[UInt8]]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: Digest.byteCount)
        var rest = entries[...]
        while !rest.isEmpty {
            var bytes = hash
            for entry in rest.prefix(256) {
                bytes += withUnsafeBytes(of: UInt32(entry.count).bigEndian) { Array($0) }
                bytes += entry
            }
            hash = Digest.sha256(bytes)
            rest = rest.dropFirst(256)
        }
        return hash
    }

    @Test("made from a note at every sequence, it is what is made of the entries alone")
    func everySequence() throws {
        try withFolder { folder in
            let count = 600
            let entries = (1...UInt64(count)).map { entry($0) }
            var right: [[UInt8]] = [Self.hash(over: [])]
            for end in 1...count { right.append(Self.hash(over: Array(entries[..<end]))) }
            var wrong: [String] = []
            func check(_ sequence: Int, _ hash: [UInt8], _ what: String) {
                if hash != right[sequence] { wrong.append("\(sequence) \(what)") }
            }
            for head in 1...count {
                let log = try LevelDBLog(path: folder + "/log", options: smallLog())
                defer { log.close() }
                check(head - 1, try log.chainHash(through: log.head), "from its note")
                try log.append([entries[head - 1]], expecting: log.head)
                if head.isMultiple(of: 2) { log.markHead() }
                check(head, try log.chainHash(through: log.head), "after one more")
                // Rows may be those of an earlier flush than the one that was noted.
                if head.isMultiple(of: 7) {
                    check(head / 7 * 6, try log.chainHash(through: UInt64(head / 7 * 6)), "after that of \(head)")
                }
            }
            #expect(wrong.isEmpty, "\(wrong.count) are wrong, the first ones \(wrong.prefix(3))")
        }
    }

    @Test("one of a link's end is not taken from the note alone, which may be of another log")
    func endOfLink() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log", options: smallLog())
            try fill(log, batches: 1, perBatch: 300)
            _ = try log.chainHash(through: 300)
            log.close()
            let note = folder + "/log/CHAIN"
            var parts = try String(contentsOfFile: note, encoding: .utf8).split(separator: " ").map(String.init)
            parts[1] = String(repeating: "0", count: 64)
            try Data(parts.joined(separator: " ").utf8).write(to: URL(fileURLWithPath: note))
            let again = try LevelDBLog(path: folder + "/log", options: smallLog())
            defer { again.close() }
            #expect(try again.chainHash(through: 256) == Self.hash(over: (1...256).map { entry($0) }))
        }
    }

    @Test("with a note the beginning of the log is not read, and damage there is met by whoever reads it")
    func beginning() throws {
        try withFolder { folder in
            var log = try LevelDBLog(path: folder + "/log", options: smallLog())
            try fill(log, batches: 60, perBatch: 20, entryBytes: 1000)
            _ = try log.chainHash(through: log.head)
            log.close()
            // What the write-ahead log held is in tables from now on.
            log = try LevelDBLog(path: folder + "/log", options: smallLog())
            log.close()
            let table = try #require(try files(in: folder + "/log", suffix: ".ldb").first)
            // Not in the first block, which a start reads for the first key.
            try harm(table) { $0 / 2 }
            log = try LevelDBLog(path: folder + "/log", options: smallLog())
            defer { log.close() }
            #expect(try log.chainHash(through: 1200) == Self.hash(over: (1...1200).map { entry($0, count: 1000) }))
            #expect(throws: JournalError(.corruption)) { try log.verifyDense() }
            #expect(throws: JournalError(.corruption)) { try log.chainHash(through: 1200, afresh: true) }
        }
    }

    @Test("an empty folder in the place of our temporary file is removed; of one with something in it a person decides")
    func folderInTheWay() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            defer { log.close() }
            try fill(log, batches: 1, perBatch: 3)
            let place = folder + "/log/CHAIN.new"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
            _ = try log.chainHash(through: 2)
            #expect(!FileManager.default.fileExists(atPath: place))
            try FileManager.default.createDirectory(atPath: place + "/in", withIntermediateDirectories: true)
            do {
                _ = try log.chainHash(through: 3)
                Issue.record("it was taken away")
            } catch let error as JournalError {
                #expect(error == JournalError(.notALedger))
                #expect(error.message.contains(place) && error.message.contains("delete it"), "\(error)")
            }
        }
    }
}
