import Engine
import Foundation
import Journal
import Ledger
import Schema
import Synchronization
import TestTools
import TestWorld
import Testing

/// A start that is told to stop.
@Suite("Starts that are stopped")
struct StoppedStartTests {
    /// Says that a stop is wanted once it was asked so often.
    private final class Patience: Sendable {
        private let left: Atomic<Int>
        init(_ times: Int) { left = Atomic(times) }
        var isOver: Bool { left.subtract(1, ordering: .relaxed).oldValue <= 0 }
    }

    @Test("it ends at its next batch, and the next start brings everything in", arguments: [0, 1, 2])
    func stops(batches: Int) throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            try ledger.send(smallShop(units: 9))
            try ledger.send((0..<3000).map { .receive("r-\($0)", "A", "W-1", 1) })
            let hash = try ledger.engine.head.stateHash().description
            ledger.close()
            try FileManager.default.removeItem(atPath: ledger.folder + "/state")
            var configuration = Engine.Configuration(directory: ledger.folder)
            configuration.clock = ledger.clock
            let patience = Patience(batches)
            configuration.isStopWanted = { patience.isOver }
            #expect(throws: EngineError(.closed, "")) { try Engine.open(configuration, logger: quiet) }
            #expect(FileManager.default.fileExists(atPath: ledger.folder + "/state"))
            try ledger.open()
            #expect(try ledger.engine.head.stateHash().description == hash)
            ledger.close()
        }
    }

    @Test("what a rebuild that was killed left is gone after the next start")
    func killedRebuild() throws {
        try withLedger { ledger in
            let left = ["/state.new", "/state.old"].map { ledger.folder + $0 }
            try ledger.reopen {
                for path in left { try FileManager.default.copyItem(atPath: ledger.folder + "/state", toPath: path) }
            }
            for path in left { #expect(!FileManager.default.fileExists(atPath: path), "\(path)") }
        }
    }

    @Test("a second start without the lock file, which the log's own lock ends, deletes nothing")
    func secondStart() throws {
        try withLedger { ledger in
            let left = ledger.folder + "/state.new"
            try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: false)
            try FileManager.default.removeItem(atPath: ledger.folder + "/daybook.lock")
            #expect(throws: JournalError(.locked)) {
                try Engine.open(Engine.Configuration(directory: ledger.folder), logger: quiet)
            }
            #expect(FileManager.default.fileExists(atPath: left))
        }
    }
}
