import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("the recorded past stays readable")
struct SnapshotTests {
    @Test("recorded entries replay to the recorded rows, at every recorded sequence", arguments: Snapshot.all)
    func replaysEntries(_ snapshot: Snapshot) throws {
        let folder = try TemporaryFolder()
        let entries = try snapshot.entries
        let files = try snapshot.rowFiles
        #expect(files.count > Snapshot.sequences.count)
        for (index, (sequence, file)) in files.enumerated() {
            let replay = try Replay(temporaryFolder: folder.path + "-\(index)")
            for entry in entries where entry.sequence <= sequence ?? .max { try replay.fold(entry) }
            let rows = try Snapshot.rows { try replay.rows($0, after: $1) }
            try replay.discard()
            let recorded = try String(contentsOf: file, encoding: .utf8)
            #expect(try Snapshot.difference(rows, from: recorded) == nil, "\(file.lastPathComponent)")
        }
    }

    @Test("recorded LevelDB files open, and give the recorded entries and rows", arguments: Snapshot.all)
    func opensFiles(_ snapshot: Snapshot) throws {
        let folder = try TemporaryFolder()
        // A ledger is made around the recorded log, as a restore would do.
        let ledger = try TestLedger.recorder(folder.path)
        defer { ledger.close() }
        let (recordedLog, log) = (snapshot.folder.appending(path: "log").path, folder.path + "/log")
        try ledger.reopen {
            try FileManager.default.removeItem(atPath: log)
            try FileManager.default.copyItem(atPath: recordedLog, toPath: log)
        }
        let engine = ledger.engine
        let recorded = try snapshot.entries
        #expect(engine.status.head == UInt64(recorded.count))
        let kept = try engine.head.entries(after: 0, limit: recorded.count + 1)
        for (entry, line) in zip(kept, try snapshot.entryLines) {
            #expect(try Snapshot.difference(Snapshot.line(entry), from: line) == nil, "entry \(entry.sequence)")
        }
        for (sequence, file) in try snapshot.rowFiles {
            let view = try engine.view(at: sequence.map(AsOf.sequence) ?? .head)
            let recorded = try String(contentsOf: file, encoding: .utf8)
            #expect(try Snapshot.difference(Snapshot.rows(view), from: recorded) == nil, "rows at \(file.lastPathComponent)")
        }
    }

    /// The first three were taken by the version before the schema compiler. What rows are in bytes, and so what replays and
    /// backups are compared by, is the same for ever: never change a hash here.
    private static let hashes = [
        "0001-first-day": "eb4577506f548e1bda81ce548bb478b028fa302ec8af5656f0e613508578f678",
        "0002-second-day": "e4535060b2162ee869a5254999238a57146aee08e72c934c521820772ac78a57",
        "0003-third-day": "8572132d1d2a1394e01f8fb889c67f1e15a2739c2b96a2644dcdb74247cefe69",
        "0004-fourth-day": "b09fe5ee77bf9e8d18d130d219f4db1d279ebd37f192322f868358d381c4e198",
        "0005-carts-and-prices": "847d0d998df4d4f39b5c2b120a7d7cdb986979447f5d45bcc26a5ec9a32ad906",
        "0006-people": "bbd3291c7922582d8f4aa440e893867d49c7a9b8bfdf728abdf6208c689041f2",
        "0007-roles-and-readers": "2a990b9485a8df74f26e3548faf263aa347322c0aeefa026a1991aafb5df9819",
        "0008-quotes-and-hand-overs": "cf481104d571580ff09ba76f281c101ecf0acff45ac3c43436d7e25b9aaceb74",
    ]

    /// A day that was recorded since fails until it has its hash.
    @Test("the hash of a recorded day's rows is what it was", arguments: Snapshot.all)
    func stateHash(_ snapshot: Snapshot) throws {
        let hash = try #require(Self.hashes[snapshot.description], "give the new day its hash")
        let folder = try TemporaryFolder()
        let replay = try Replay(temporaryFolder: folder.path + "-r")
        for entry in try snapshot.entries { try replay.fold(entry) }
        let found = try replay.stateHash().description
        #expect(found == hash)
        try replay.discard()
    }

    @Test("every day that has a hash is there")
    func days() {
        #expect(Snapshot.all.map(\.description) == Self.hashes.keys.sorted())
    }

    @Test("the newest day's commands still become its entries, and touch every verb")
    func decidesAgain() throws {
        let snapshot = try #require(Snapshot.all.last)
        let folder = try TemporaryFolder()
        let ledger = try TestLedger.recorder(folder.path)
        defer { ledger.close() }
        for command in try snapshot.commands { try ledger.send([command], as: .admin) }
        let entries = try ledger.entries()
        #expect(try entries.map(Snapshot.line) == snapshot.entries.map(Snapshot.line))
        let accepted = Set(entries.filter { $0.rejection == nil }.map(\.command))
        #expect(Set(Examples.all.map(\.verb)).subtracting(accepted).isEmpty)
    }

    /// `RECORD=0002-name swift test --filter record` records Snapshots/0002-name from its commands.ndjson. It fails once, so that a
    /// person looks at what was recorded; a snapshot that exists is never recorded over.
    @Test("record", .enabled(if: ProcessInfo.processInfo.environment["RECORD"] != nil))
    func record() throws {
        let name = try #require(ProcessInfo.processInfo.environment["RECORD"])
        let snapshot = Snapshot(folder: Snapshot.root.appending(path: name))
        try #require(
            !FileManager.default.fileExists(atPath: snapshot.folder.appending(path: "entries.ndjson").path),
            "a snapshot is never edited")
        let folder = try TemporaryFolder()
        let ledger = try TestLedger.recorder(folder.path)
        let engine = ledger.engine
        for command in try snapshot.commands { try ledger.send([command], as: .admin) }
        let entries = try ledger.entries()
        let lines = try entries.map { try Snapshot.line($0) + "\n" }.joined()
        try lines.write(to: snapshot.folder.appending(path: "entries.ndjson"), atomically: true, encoding: .utf8)
        for sequence in Snapshot.sequences {
            let digits = String(sequence)
            let file = "at-" + String(repeating: "0", count: 6 - digits.count) + digits + ".json"
            let rows = try Snapshot.rows(try engine.view(at: .sequence(sequence)))
            try rows.write(to: snapshot.folder.appending(path: file), atomically: true, encoding: .utf8)
        }
        try Snapshot.rows(engine.head).write(to: snapshot.folder.appending(path: "at-end.json"), atomically: true, encoding: .utf8)
        ledger.close()
        let log = snapshot.folder.appending(path: "log")
        try FileManager.default.copyItem(atPath: folder.path + "/log", toPath: log.path)
        for file in ["LOCK", "LOG", "LOG.old"] { try? FileManager.default.removeItem(at: log.appending(path: file)) }
        Issue.record("recorded \(name): look at it, then commit it")
    }
}
