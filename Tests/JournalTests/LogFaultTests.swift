import Foundation
import Journal
import TestTools
import Testing

@Suite("Log: power cuts, failing calls, full disks")
struct LogFaultTests {
    @Test("acknowledged entries survive a power cut after every append", arguments: [0, 500, 1000])
    func powerCut(tail: Int) throws {
        try withFolder { folder in
            let env = FaultEnv()
            var acknowledged: UInt64 = 0
            for _ in 0..<25 {
                let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
                try #require(log.head == acknowledged)
                acknowledged = try fill(log, batches: 1, perBatch: 3, entryBytes: 3000)
                env.stop()
                log.close()
                try env.cutPower(tailPerMille: tail)
            }
            try checkEntries(LevelDBLog(path: folder + "/log", options: smallLog()), entryBytes: 3000)
        }
    }

    /// One run: open and append until something fails; returns what was acknowledged.
    private func run(_ folder: String, _ env: FaultEnv) -> (acknowledged: UInt64, error: JournalError?) {
        var acknowledged: UInt64 = 0
        do {
            let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
            defer { log.close() }
            for _ in 0..<8 {
                acknowledged = try fill(log, batches: 1, perBatch: 4, entryBytes: 6000)
            }
            return (acknowledged, nil)
        } catch {
            return (acknowledged, error as? JournalError)
        }
    }

    @Test(
        "the n-th call fails, for every n: the acknowledged prefix stays, without holes",
        .timeLimit(.minutes(8)), arguments: [(false, nil), (true, nil), (true, 0), (true, 400)] as [(Bool, Int?)])
    func everyCall(sticky: Bool, tail: Int?) throws {
        var nth = 1
        while true {
            let isOver = try withFolder { folder in
                let env = FaultEnv()
                env.fail(nth: nth, sticky: sticky)
                let (acknowledged, _) = run(folder, env)
                let hasFired = env.hasFired
                if let tail { try env.cutPower(tailPerMille: tail) }
                let log = try LevelDBLog(path: folder + "/log", options: smallLog())
                // The last, unacknowledged batch of four may be there as a whole, or not at all.
                try #require(log.head == acknowledged || log.head == acknowledged + 4, "n = \(nth)")
                try checkEntries(log, entryBytes: 6000)
                return !hasFired
            }
            if isOver { break }
            nth += 1
        }
        #expect(nth > 30, "the runs were too short to mean anything")
    }

    @Test("a folder that cannot be listed to its end is an I/O error, and costs no entry")
    func listing() throws {
        var codes: [JournalError.Code?] = []
        while true {
            let isOver = try withFolder { folder in
                let path = folder + "/log"
                let first = try LevelDBLog(path: path, options: smallLog())
                let acknowledged = try fill(first, batches: 4, perBatch: 3)
                first.close()
                let env = FaultEnv()
                env.fail(.list, nth: codes.count + 1)
                let found = code { try LevelDBLog(path: path, options: smallLog(env)).close() }
                guard env.hasFired else { return true }
                codes.append(found)
                let log = try LevelDBLog(path: path, options: smallLog())
                defer { log.close() }
                try #require(log.head == acknowledged, "name \(codes.count)")
                try checkEntries(log)
                return false
            }
            if isOver { break }
        }
        // Twice each of seven names and the end, at least; what fails after the opening only keeps files that are of no use.
        #expect(codes.count > 16 && codes.prefix(16).allSatisfy { $0 == .io }, "\(codes)")
    }

    @Test("a CURRENT that cannot be looked for is not missing: the log is opened, or that fails, and costs no entry")
    func finding() throws {
        var found: [JournalError.Code?] = []
        while true {
            let isOver = try withFolder { folder in
                let path = folder + "/log"
                let first = try LevelDBLog(path: path, options: smallLog())
                let acknowledged = try fill(first, batches: 30, perBatch: 4, entryBytes: 6000)
                first.close()
                let env = FaultEnv()
                env.fail(.find, nth: found.count + 1)
                var head: UInt64?
                let outcome = code {
                    let log = try LevelDBLog(path: path, options: smallLog(env))
                    head = log.head
                    log.close()
                }
                guard env.hasFired else { return true }
                found.append(outcome)
                #expect(head == nil || head == acknowledged, "look \(found.count)")
                let log = try LevelDBLog(path: path, options: smallLog())
                defer { log.close() }
                try #require(log.head == acknowledged, "look \(found.count)")
                try checkEntries(log, entryBytes: 6000)
                return false
            }
            if isOver { break }
        }
        // Before it is opened, and at the opening.
        #expect(found.count >= 2, "\(found)")
    }

    @Test("where nothing says whether there is a CURRENT, none is made")
    func notFound() throws {
        try withFolder { folder in
            let env = FaultEnv()
            env.fail(.find, nth: 1, sticky: true)
            #expect(throws: JournalError.self) { try LevelDBLog(path: folder + "/log", options: smallLog(env)).close() }
            #expect(!FileManager.default.fileExists(atPath: folder + "/log/CURRENT"))
        }
    }

    @Test("a disk that is full stops appending; after reopening with space all is well")
    func diskFull() throws {
        for space in stride(from: UInt64(1000), to: 60_000, by: 1777) {
            try withFolder { folder in
                let env = FaultEnv()
                let log = try LevelDBLog(path: folder + "/log", options: smallLog(env))
                env.setDiskSpace(space)
                var acknowledged: UInt64 = 0
                let error = #expect(throws: JournalError.self) {
                    while true { acknowledged = try fill(log, batches: 1, perBatch: 2, entryBytes: 500) }
                }
                #expect(error?.code == .unknownOutcome)
                #expect(error?.cause.contains("disk is full") == true)
                env.setDiskSpace(nil)
                // Space is back, yet the log must not go on: its write-ahead log is misframed.
                #expect(throws: JournalError(.unknownOutcome)) {
                    try log.append([entry(1)], expecting: log.head)
                }
                log.close()
                let again = try LevelDBLog(path: folder + "/log", options: smallLog())
                #expect(again.head == acknowledged || again.head == acknowledged + 2)
                try fill(again, batches: 2, perBatch: 2, entryBytes: 500)
                try checkEntries(again, entryBytes: 500)
            }
        }
    }

    @Test("a ledger that cannot be opened for lack of files names the reason")
    func openFails() throws {
        try withFolder { folder in
            let env = FaultEnv()
            env.fail(.create, nth: 1, sticky: true)
            #expect(throws: JournalError(.io)) {
                _ = try LevelDBLog(path: folder + "/log", options: smallLog(env))
            }
        }
    }
}
