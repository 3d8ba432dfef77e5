import Dispatch
import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Failing disks")
struct FaultTests {
    /// Where the disk fails: at the n-th write or sync, once or for good.
    struct Fault: CustomTestStringConvertible {
        let operations: FaultEnv.Operations
        let isSticky: Bool
        var testDescription: String { "operations \(operations.rawValue)\(isSticky ? ", for good" : "")" }
    }

    @Test(
        "the n-th write or sync fails, for every n: nothing acknowledged is lost, and what was unknown can be asked again",
        arguments: [
            Fault(operations: .append, isSticky: false), Fault(operations: .sync, isSticky: false),
            Fault(operations: [.append, .sync, .flush], isSticky: true),
        ])
    func everyCall(fault: Fault) throws {
        var nth = 1
        var hasBeenUnknown = false
        while nth < 200 {
            let hasFired = try withFolder { folder in
                let doomed = try DoomedLedger(folder + "/l")
                doomed.environment.fail(fault.operations, nth: nth, sticky: fault.isSticky)
                try doomed.live(rounds: 5)
                // A flush may still be under way: closing waits for it.
                doomed.ledger.close()
                let hasFired = doomed.environment.hasFired
                if !doomed.unknown.isEmpty {
                    hasBeenUnknown = true
                    // Whoever asks after that gets the same answer, and the process was told to stop.
                    try doomed.send([.warehouse("late", "W-9")])
                    #expect(doomed.unknown.last?.id == "late")
                    #expect(doomed.ledger.fatalErrors.count == 1)
                    #expect(doomed.ledger.engine.status.isWritable == false)
                } else if doomed.ledger.fatalErrors.isEmpty {
                    #expect(doomed.receipts.count == 3 + 15)
                }
                try doomed.checkAfterRestart("\(fault.testDescription), n = \(nth)")
                doomed.ledger.close()
                return hasFired
            }
            if !hasFired { break }
            nth += 1
        }
        #expect(nth > 5, "the runs were too short to mean anything")
        #expect(hasBeenUnknown)
    }

    @Test("a failed write to the log is commit_unknown, a failed flush of rows is io; both stop the ledger")
    func codes() throws {
        try withFolder { folder in
            let doomed = try DoomedLedger(folder + "/log", entriesPerFlush: 1000)
            doomed.environment.fail(.sync, nth: 1)
            try doomed.live(rounds: 1)
            #expect(doomed.unknown.count == 3)
            doomed.ledger.close()
            #expect(doomed.ledger.fatalErrors == [EngineError(.commitUnknown, "")])
            try doomed.checkAfterRestart("a failed sync")
            doomed.ledger.close()
        }
        try withFolder { folder in
            let doomed = try DoomedLedger(folder + "/rows", entriesPerFlush: 1000)
            doomed.environment.fail(.any, nth: 1, sticky: true)
            // Nothing but rows is left to write.
            doomed.ledger.close()
            #expect(doomed.ledger.fatalErrors == [EngineError(.io, "")])
            try doomed.checkAfterRestart("a failed flush")
            doomed.ledger.close()
        }
    }

    @Test("a disk that fills up stops the ledger; with space again nothing acknowledged is missing")
    func diskFull() throws {
        for space in stride(from: UInt64(100), to: 14_000, by: 937) {
            try withFolder { folder in
                let doomed = try DoomedLedger(folder + "/l")
                doomed.environment.setDiskSpace(space)
                try doomed.live(rounds: 40)
                doomed.ledger.close()
                #expect(doomed.ledger.fatalErrors.count == 1, "\(space) bytes were enough for 40 rounds")
                doomed.environment.setDiskSpace(nil)
                try doomed.checkAfterRestart("\(space) bytes")
                doomed.ledger.close()
            }
        }
    }

    @Test("the power goes at any moment: every acknowledged entry is there afterwards", arguments: seeds(12))
    func powerCut(seed: UInt64) throws {
        try withFolder { folder in
            var random = SplitMix64(seed)
            let doomed = try DoomedLedger(folder + "/l", entriesPerFlush: random.pick([1, 3, 50]))
            let moment = random.number(0...20_000)
            let isOff = DispatchSemaphore(value: 0)
            let environment = doomed.environment
            Thread.detachNewThread {
                usleep(useconds_t(moment))
                environment.stop()
                isOff.signal()
            }
            try doomed.live(rounds: 60)
            isOff.wait()
            doomed.ledger.close()
            try environment.cutPower(tailPerMille: random.pick([0, 300, 1000]))
            try doomed.checkAfterRestart("seed \(seed): power cut after \(moment) µs")
            doomed.ledger.close()
        }
    }
}
