import Foundation
import Journal
import TestTools
import Testing

@Suite("Log: the contract")
struct LogContractTests {
    @Test("an empty log has head 0 and no entries")
    func empty() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            #expect(log.head == 0)
            #expect(try log.entry(0) == nil)
            #expect(try log.entry(1) == nil)
            #expect(try log.entries(from: 1, limit: 10, bytes: 1000).isEmpty)
            try log.verifyDense()
        }
    }

    @Test("what was appended is read, also after opening again")
    func appendAndRead() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 5, perBatch: 3)
            #expect(log.head == 15)
            try checkEntries(log)
            log.close()
            let again = try LevelDBLog(path: folder + "/log")
            #expect(again.head == 15)
            try checkEntries(again)
            #expect(try again.entry(7) == entry(7))
            #expect(try again.entry(16) == nil)
        }
    }

    @Test("chunks are bounded by number and bytes, and hold at least one entry")
    func chunks() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 1, perBatch: 20)
            #expect(try log.entries(from: 3, limit: 4, bytes: 1 << 20) == (3...6).map { entry($0) })
            #expect(try log.entries(from: 3, limit: 100, bytes: 100).count == 2)
            #expect(try log.entries(from: 3, limit: 100, bytes: 1).count == 1)
            #expect(try log.entries(from: 19, limit: 100, bytes: 1 << 20).count == 2)
            #expect(try log.entries(from: 21, limit: 100, bytes: 1 << 20).isEmpty)
        }
    }

    @Test("a read goes from … through, and stops when told")
    func ranges() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 1, perBatch: 20)
            var seen: [UInt64] = []
            try log.read(from: 5, through: 8) { sequence, _ in
                seen.append(sequence)
                return true
            }
            #expect(seen == [5, 6, 7, 8])
            seen = []
            try log.read(from: 0, through: 100) { sequence, _ in
                seen.append(sequence)
                return sequence < 2
            }
            #expect(seen == [1, 2])
            struct Stop: Error {}
            #expect(throws: Stop.self) { try log.read(from: 1, through: 2) { _, _ in throw Stop() } }
        }
    }

    @Test("an append that expects another head is fenced and writes nothing")
    func fence() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 1, perBatch: 2)
            #expect(throws: JournalError(.fenced)) { try log.append([entry(2)], expecting: 1) }
            #expect(throws: JournalError(.fenced)) { try log.append([entry(4)], expecting: 3) }
            try fill(log, batches: 1, perBatch: 2)
            #expect(log.head == 4)
            try checkEntries(log)
        }
    }

    @Test("entries of 1 and of 65,535 bytes are kept")
    func sizes() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try log.append([entry(1, count: 1), entry(2, count: 65_535)], expecting: 0)
            log.close()
            let again = try LevelDBLog(path: folder + "/log")
            #expect(try again.entry(1) == entry(1, count: 1))
            #expect(try again.entry(2) == entry(2, count: 65_535))
        }
    }

    @Test("an entry of 0 bytes or of 65,536 is a bug", arguments: [0, 65_536])
    func wrongSizes(count: Int) async {
        await #expect(processExitsWith: .failure) { [count] in
            try withFolder { folder in
                let log = try LevelDBLog(path: folder + "/log")
                try log.append([[UInt8](repeating: 7, count: count)], expecting: 0)
            }
        }
    }

    @Test("a closed log says so")
    func closed() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 1, perBatch: 2)
            log.close()
            log.close()
            #expect(throws: JournalError(.closed)) { try log.append([entry(3)], expecting: 2) }
            #expect(throws: JournalError(.closed)) { try log.entry(1) }
            #expect(throws: JournalError(.closed)) { try log.verifyDense() }
        }
    }

    @Test("readers run while the writer appends, and see whole prefixes", .timeLimit(.minutes(8)))
    func concurrentReaders() async throws {
        let folder = try TemporaryFolder()
        let log = try LevelDBLog(path: folder.path + "/log", options: smallLog())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try fill(log, batches: 300, perBatch: 10) }
            group.addTask {
                for _ in 0..<50 {
                    let head = log.head
                    var count: UInt64 = 0
                    try log.read(from: 1, through: head) { _, _ in
                        count += 1
                        return true
                    }
                    try #require(count == head)
                }
            }
            try await group.waitForAll()
        }
        try checkEntries(log)
    }
}
