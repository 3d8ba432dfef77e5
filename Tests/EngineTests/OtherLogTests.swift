import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// state/ belongs to one log: rows that were made from another are thrown away, however much alike the two are.
@Suite("Rows of another log")
struct OtherLogTests {
    /// Two ledgers whose entries have the same number, ids and times, and differ in one quantity near their beginning.
    private func withBranches(orders: Int = 30, _ body: (TestLedger, TestLedger) throws -> Void) throws {
        try withFolder { folder in
            let left = try branch(folder + "/left", units: 40, orders: orders)
            let right = try branch(folder + "/right", units: 41, orders: orders)
            #expect(left.engine.status.head == right.engine.status.head)
            left.close()
            right.close()
            try body(left, right)
        }
    }

    private func branch(_ folder: String, units: Int64, orders: Int) throws -> TestLedger {
        let ledger = try TestLedger(folder, entriesPerFlush: 5)
        try ledger.send(smallShop(units: units))
        // Those that come too late for the goods are refused, and that is in the log too.
        for number in 0..<orders { try ledger.receipt(.place("o-\(number)", "O-\(number)", "A", 1)) }
        try ledger.reopen()
        return ledger
    }

    @Test("a state/ of another branch with the same head is thrown away and rebuilt")
    func otherBranch() throws {
        try withBranches { left, right in
            try right.open()
            let hash = try right.engine.head.stateHash().description
            right.close()
            try FileManager.default.removeItem(atPath: right.folder + "/state")
            try FileManager.default.copyItem(atPath: left.folder + "/state", toPath: right.folder + "/state")
            try right.open()
            #expect(try right.stock("A@W-1").onHand == 41)
            #expect(try right.engine.head.stateHash().description == hash)
            #expect(try right.replayHash() == hash)
            right.close()
        }
    }

    @Test("so is one whose log was exchanged")
    func otherLog() throws {
        try withBranches { left, right in
            try FileManager.default.removeItem(atPath: right.folder + "/log")
            try FileManager.default.copyItem(atPath: left.folder + "/log", toPath: right.folder + "/log")
            try right.open()
            #expect(try right.stock("A@W-1").onHand == 40)
            #expect(try right.replayHash() == right.engine.head.stateHash().description)
            right.close()
        }
    }

    @Test("one that was made from the same log stays, also where the noted hash is missing, damaged, or of another log")
    func sameLog() throws {
        try withBranches { left, right in
            let note = right.folder + "/log/CHAIN"
            let zeros = String(repeating: "0", count: 64)
            let other = try String(contentsOfFile: left.folder + "/log/CHAIN", encoding: .utf8)
            for text in [nil, "", "x", "33 ff\n", "0 \(zeros) 1\n", "33 \(zeros)\n", other] as [String?] {
                let files = FileManager.default
                let before = try files.contentsOfDirectory(atPath: right.folder + "/state").filter { $0.hasSuffix(".ldb") }
                if let text {
                    try Data(text.utf8).write(to: URL(fileURLWithPath: note))
                } else {
                    try files.removeItem(atPath: note)
                }
                try right.open()
                #expect(try right.stock("A@W-1").onHand == 41)
                right.close()
                let after = try files.contentsOfDirectory(atPath: right.folder + "/state")
                // A rebuilt state/ would have none of the old tables.
                #expect(Set(after).isSuperset(of: before), "\(text ?? "no note")")
            }
        }
    }

    /// With 300 orders the branches part before the link that the note is of: only the folder's number tells whose note it is.
    @Test(
        "a state/ of another branch is not believed where what was noted of that branch's log was copied along",
        arguments: [30, 300])
    func otherBranchWithNote(orders: Int) throws {
        try withBranches(orders: orders) { left, right in
            try right.open()
            let hash = try right.engine.head.stateHash().description
            right.close()
            for name in ["/state", "/log/CHAIN"] {
                try FileManager.default.removeItem(atPath: right.folder + name)
                try FileManager.default.copyItem(atPath: left.folder + name, toPath: right.folder + name)
            }
            try right.open()
            #expect(try right.stock("A@W-1").onHand == 41)
            #expect(try right.engine.head.stateHash().description == hash)
            right.close()
            // The note is made anew, of this log.
            let note = try String(contentsOfFile: right.folder + "/log/CHAIN", encoding: .utf8)
            #expect(try note != String(contentsOfFile: left.folder + "/log/CHAIN", encoding: .utf8))
        }
    }

    @Test("nor is one whose log was exchanged file by file, so that the folder and what was noted in it stayed")
    func otherLogBesideNote() throws {
        try withBranches { left, right in
            try left.open()
            try left.accepted(.place("o-30", "O-30", "A", 2))
            try left.reopen()
            left.close()
            try right.open()
            try right.accepted(.place("o-30", "O-30", "A", 1))
            try right.reopen()
            let files = FileManager.default
            right.close()
            for name in try files.contentsOfDirectory(atPath: right.folder + "/log") where name != "CHAIN" {
                try files.removeItem(atPath: right.folder + "/log/" + name)
            }
            for name in try files.contentsOfDirectory(atPath: left.folder + "/log") where name != "CHAIN" {
                try files.copyItem(atPath: left.folder + "/log/" + name, toPath: right.folder + "/log/" + name)
            }
            try right.open()
            #expect(try right.stock("A@W-1").onHand == 40)
            #expect(try right.stock("A@W-1").reserved == 32)
            #expect(try right.replayHash() == right.engine.head.stateHash().description)
            right.close()
        }
    }
}
