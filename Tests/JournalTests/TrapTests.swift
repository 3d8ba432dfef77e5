import Foundation
import Journal
import TestTools
import Testing

/// One test for each trap of LEVELDB.md §2 that applies to the log, named by its number.
/// Traps 9 and 18 are tested with the rows (RowStoreCrashTests).
@Suite("LevelDB's traps")
struct TrapTests {
    @Test("trap 1: every append is one sync of the write-ahead log, no more, no less")
    func oneSyncPerAppend() throws {
        try withFolder { folder in
            let env = FaultEnv()
            let log = try LevelDBLog(path: folder + "/log", options: .log(env: env))
            for count in [1, 2, 50] {
                let before = env.counts
                try fill(log, batches: 1, perBatch: count)
                #expect(env.counts.logSyncs == before.logSyncs + 1)
                #expect(env.counts.otherSyncs == before.otherSyncs)
            }
        }
    }

    @Test("trap 2: a failed append is sticky", arguments: [FaultEnv.Operations.append, .flush])
    func failedAppend(kind: FaultEnv.Operations) throws {
        try withFolder { folder in
            let env = FaultEnv()
            let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
            try fill(log, batches: 3, perBatch: 2)
            env.fail(kind, nth: 1)
            #expect(throws: JournalError(.unknownOutcome)) { try fill(log, batches: 1, perBatch: 2) }
            // The disk works again: LevelDB would accept the write, and lose it at recovery.
            #expect(throws: JournalError(.unknownOutcome)) { try fill(log, batches: 1, perBatch: 2) }
            #expect(log.head == 6)
            log.close()
            let again = try LevelDBLog(path: folder + "/log", options: smallLog())
            #expect(again.head == 6 || again.head == 8)
            try fill(again, batches: 3, perBatch: 2)
            try checkEntries(again)
        }
    }

    @Test("trap 3: after a failed compaction the log stops, and reopening heals it")
    func failedCompaction() throws {
        try withFolder { folder in
            let env = FaultEnv()
            let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
            // The first file made after opening is a table or a new write-ahead log.
            env.fail(.create, nth: 1, sticky: true)
            var acknowledged: UInt64 = 0
            #expect(throws: JournalError(.unknownOutcome)) {
                while true { acknowledged = try fill(log, batches: 1, perBatch: 2, entryBytes: 5000) }
            }
            log.close()
            let again = try LevelDBLog(path: folder + "/log", options: smallLog())
            #expect(again.head == acknowledged || again.head == acknowledged + 2)
            try checkEntries(again, entryBytes: 5000)
        }
    }

    @Test("trap 4: a failed sync is an unknown outcome, and the entry may have survived")
    func failedSync() throws {
        try withFolder { folder in
            let env = FaultEnv()
            let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
            try fill(log, batches: 2, perBatch: 1)
            env.fail(.sync, nth: 1)
            #expect(throws: JournalError(.unknownOutcome)) { try fill(log, batches: 1, perBatch: 1) }
            // Not published, although its bytes may be in the file.
            #expect(log.head == 2)
            #expect(try log.entry(3) == nil)
            log.close()
            let again = try LevelDBLog(path: folder + "/log", options: smallLog())
            #expect(again.head == 2 || again.head == 3)
            try checkEntries(again)
        }
    }

    @Test("trap 5: a damaged write-ahead log is refused, not skipped over")
    func damagedLogFile() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 200, perBatch: 10)
            log.close()
            let file = try #require(try files(in: folder + "/log", suffix: ".log").last)
            try harm(file, bits: 0x40) { $0 / 2 }
            #expect(throws: JournalError(.corruption)) { _ = try LevelDBLog(path: folder + "/log") }
        }
    }

    @Test("trap 5: a hole that LevelDB does not know of is found at open", arguments: [[1, 2, 4], [2, 3], [1, 3]])
    func hole(keys: [UInt8]) throws {
        try withFolder { folder in
            do {
                let raw = try Database(path: folder + "/log", options: .log())
                var batch = WriteBatch()
                for key in keys { batch.put([0, 0, 0, 0, 0, 0, 0, key], [1]) }
                try raw.write(batch)
            }
            #expect(throws: JournalError(.corruption)) { _ = try LevelDBLog(path: folder + "/log") }
        }
    }

    @Test("trap 6: a torn tail is cut off at open, whatever its length")
    func tornTail() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 10, perBatch: 5)
            log.close()
            let file = try #require(try files(in: folder + "/log", suffix: ".log").last)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            for cut in stride(from: 1, through: bytes.count, by: 97) {
                let copy = folder + "/copy-\(cut)"
                try FileManager.default.copyItem(atPath: folder + "/log", toPath: copy)
                let torn = copy + "/" + URL(fileURLWithPath: file).lastPathComponent
                try bytes.dropLast(cut).write(to: URL(fileURLWithPath: torn))
                let again = try LevelDBLog(path: copy)
                #expect(again.head % 5 == 0 && again.head < 50)
                try checkEntries(again)
            }
        }
    }

    @Test("trap 8: a damaged table block is an error at its entry, never a short answer")
    func damagedBlock() throws {
        try withFolder { folder in
            var log = try LevelDBLog(path: folder + "/log", options: smallLog())
            try fill(log, batches: 60, perBatch: 10, entryBytes: 2000)
            log.close()
            // The oldest table: its entries are far from the tail that opening checks.
            let file = try #require(try files(in: folder + "/log", suffix: ".ldb").first)
            try harm(file) { $0 / 3 }
            log = try LevelDBLog(path: folder + "/log", options: smallLog())
            #expect(log.head == 600)
            #expect(throws: JournalError(.corruption)) { try log.verifyDense() }
            #expect(throws: JournalError(.corruption)) { try log.read(from: 1, through: 600) { _, _ in true } }
            var found: [JournalError.Code?] = []
            for sequence in UInt64(1)...600 {
                found.append(
                    code {
                        let stored = try log.entry(sequence)
                        #expect(stored == entry(sequence, count: 2000))
                    })
            }
            #expect(Set(found) == [nil, .corruption])
        }
    }

    @Test("trap 10: when the write-ahead log rotates, the synced one before it is not needed unsynced")
    func rotation() throws {
        try withFolder { folder in
            let env = FaultEnv()
            let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
            let acknowledged = try fill(log, batches: 100, perBatch: 1, entryBytes: 5000)
            env.stop()
            log.close()
            try env.cutPower()
            let again = try LevelDBLog(path: folder + "/log", options: smallLog())
            #expect(again.head == acknowledged)
            try checkEntries(again, entryBytes: 5000)
        }
    }

    @Test("trap 11: the folder is synced for each new write-ahead log and for CURRENT")
    func directorySyncs() throws {
        try withFolder { folder in
            let env = FaultEnv()
            let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
            // CURRENT of the new database and its first write-ahead log.
            #expect(env.counts.directorySyncs >= 2)
            let before = env.counts.directorySyncs
            // The power cut removes files whose folder was not synced: so this loses entries if that is forgotten.
            try fill(log, batches: 15, perBatch: 1, entryBytes: 5000)
            #expect(env.counts.directorySyncs >= before + 1)
            env.fail(.directory, nth: 1, sticky: true)
            #expect(throws: JournalError(.unknownOutcome)) {
                try fill(log, batches: 40, perBatch: 1, entryBytes: 5000)
            }
        }
    }

    @Test("trap 12: a missing table or manifest is refused at open", arguments: [".ldb", "MANIFEST", "CURRENT"])
    func missingFile(name: String) throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log", options: smallLog())
            try fill(log, batches: 60, perBatch: 10, entryBytes: 2000)
            log.close()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/log").sorted()
                .filter { $0.contains(name) }
            try FileManager.default.removeItem(atPath: folder + "/log/" + names[names.count / 2])
            let failure = code { _ = try LevelDBLog(path: folder + "/log", options: smallLog()) }
            #expect(failure != nil)
        }
    }

    @Test("trap 13: the write-ahead log is not reused: each open starts a new one")
    func noReuse() throws {
        try withFolder { folder in
            var names: Set<String> = []
            for _ in 0..<3 {
                let log = try LevelDBLog(path: folder + "/log")
                try fill(log, batches: 1, perBatch: 1)
                log.close()
                names.formUnion(try files(in: folder + "/log", suffix: ".log"))
            }
            #expect(names.count == 3)
        }
    }

    @Test("trap 14: a second open is refused as locked, and the first is not disturbed")
    func secondOpen() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 1, perBatch: 1)
            #expect(throws: JournalError(.locked)) { _ = try LevelDBLog(path: folder + "/log") }
            try fill(log, batches: 1, perBatch: 1)
            try checkEntries(log)
        }
    }

    @Test("trap 15: tables of ascending keys do not stay in level 0")
    func levelZero() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log", options: smallLog())
            try fill(log, batches: 300, perBatch: 10, entryBytes: 1000)
            log.close()
            let files = try Database(path: folder + "/log", options: smallLog()).files
            #expect(files.atLevel0 <= 3 && files.below > 10, "\(files)")
        }
    }

    @Test("trap 17: closing while a reader runs neither crashes nor cuts its answer short")
    func closeUnderReader() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log", options: smallLog())
            try fill(log, batches: 20, perBatch: 10)
            var count = 0
            try log.read(from: 1, through: 200) { _, _ in
                if count == 10 { log.close() }
                count += 1
                return true
            }
            #expect(count == 200)
            // The reader was the last user: the files are free again.
            #expect(try LevelDBLog(path: folder + "/log", options: smallLog()).head == 200)
        }
    }

    @Test("trap 20: what LevelDB wrote about earlier starts is kept, the newest five")
    func keptLogs() throws {
        try withFolder { folder in
            let path = folder + "/log"
            for _ in 0..<8 { try LevelDBLog(path: path).close() }
            let kept = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("LOG.") }
            #expect(Set(kept) == ["LOG.old", "LOG.1", "LOG.2", "LOG.3", "LOG.4", "LOG.5"])
            // The one before the last start is there under both names: LevelDB's, and the one that stays.
            let files = try ["LOG.old", "LOG.1", "LOG.2"].map { try String(contentsOfFile: path + "/" + $0, encoding: .utf8) }
            #expect(files[0] == files[1] && files[1] != files[2])
        }
    }

    @Test("trap 21: one flipped byte anywhere is detected, or changes nothing", arguments: 0..<8)
    func anyByte(seed: Int) throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log", options: smallLog())
            try fill(log, batches: 30, perBatch: 5, entryBytes: 1500)
            log.close()
            var random = SplitMix64(UInt64(seed))
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/log")
                .filter { $0 != "LOCK" && !$0.hasPrefix("LOG") }.sorted()
            for round in 0..<12 {
                let copy = folder + "/copy-\(round)"
                try FileManager.default.copyItem(atPath: folder + "/log", toPath: copy)
                let victim = URL(fileURLWithPath: copy + "/" + names[round % names.count])
                var bytes = try Data(contentsOf: victim)
                try #require(!bytes.isEmpty, "\(victim)")
                // Past the write-ahead log's last record a flip looks like a torn tail: test what precedes it.
                let end = victim.pathExtension == "log" ? bytes.count - 7600 : bytes.count
                guard end > 0 else { continue }
                let place = Int.random(in: 0..<end, using: &random)
                bytes[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
                try bytes.write(to: victim)
                do {
                    let again = try LevelDBLog(path: copy, options: smallLog())
                    try again.verifyDense()
                    #expect(again.head == 150, "\(victim.lastPathComponent) byte \(place): silently short")
                    try checkEntries(again, entryBytes: 1500)
                } catch let error as JournalError {
                    #expect([.corruption, .io, .invalidArgument, .notFound].contains(error.code))
                }
            }
        }
    }
}
