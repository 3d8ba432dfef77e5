import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Damaged files")
struct DamageTests {
    /// A ledger of some entries, closed; `reopened` gives the engine of a copy of it with something done to its files.
    private func withClosedLedger(_ body: (TestLedger, [Entry], String) throws -> Void) throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l", entriesPerFlush: 5)
            try ledger.send(smallShop(units: 40))
            for number in 0..<30 {
                try ledger.accepted(.place("o-\(number)", "O-\(number)", "A", 1, payment: "P-\(number)", amount: 100))
            }
            let entries = try ledger.entries()
            let hash = try ledger.engine.head.stateHash().description
            ledger.close()
            try body(ledger, entries, hash)
        }
    }

    @Test("state/ may be deleted: it is rebuilt from the log")
    func withoutState() throws {
        try withClosedLedger { ledger, entries, hash in
            try FileManager.default.removeItem(atPath: ledger.folder + "/state")
            try ledger.open()
            defer { ledger.close() }
            #expect(try ledger.engine.head.stateHash().description == hash)
            #expect(try ledger.entries() == entries)
        }
    }

    @Test("a log that ends before what state/ knows is refused, with a message that says so")
    func stateAhead() throws {
        try withClosedLedger { ledger, _, hash in
            let files = FileManager.default
            try files.moveItem(atPath: ledger.folder + "/log", toPath: ledger.folder + "/log.saved")
            let error = #expect(throws: EngineError(.damaged, "")) { try ledger.open() }
            #expect(error?.message.contains("state/ knows entry 33 but log/ ends at 0") == true)
            // The lock was given back: with its log the ledger opens again.
            try files.removeItem(atPath: ledger.folder + "/log")
            try files.moveItem(atPath: ledger.folder + "/log.saved", toPath: ledger.folder + "/log")
            try ledger.open()
            #expect(try ledger.engine.head.stateHash().description == hash)
            ledger.close()
        }
    }

    @Test("a ledger that is open cannot be opened or rebuilt by another")
    func locked() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            defer { ledger.close() }
            #expect(throws: JournalError(.locked)) { _ = try Engine.open(.init(directory: ledger.folder), logger: quiet) }
            #expect(throws: JournalError(.locked)) { _ = try Engine.rebuild(directory: ledger.folder) { _, _ in } }
            #expect(throws: JournalError(.notFound)) { _ = try Engine.open(.init(directory: folder + "/none"), logger: quiet) }
        }
    }

    @Test(
        "a flipped byte anywhere in log/ or state/ is reported, or changes nothing: never wrong data", arguments: ["log", "state"])
    func flippedBytes(part: String) throws {
        try withClosedLedger { ledger, entries, hash in
            var random = SplitMix64(7)
            var reported = 0
            let files = FileManager.default
            let names = try files.contentsOfDirectory(atPath: ledger.folder + "/" + part).filter {
                $0 != "LOCK" && !$0.hasPrefix("LOG")
            }
            for round in 0..<60 {
                let copy = ledger.folder + "-\(round)"
                try files.copyItem(atPath: ledger.folder, toPath: copy)
                defer { try? files.removeItem(atPath: copy) }
                let path = copy + "/" + part + "/" + random.pick(names)
                var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                guard !bytes.isEmpty else { continue }
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] ^= UInt8(1) << UInt8.random(in: 0...7, using: &random)
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                if try !isSound(copy, entries, hash, "\(path) at \(place)") { reported += 1 }
            }
            // What is damaged in state/ is mostly found at the start, which rebuilds it: nothing is left to report.
            #expect(reported > 10 || part == "state")
        }
    }

    /// Opens a copy and reads everything: false if that fails with an error. Other data than before is a finding.
    private func isSound(_ folder: String, _ entries: [Entry], _ hash: String, _ what: Comment) throws -> Bool {
        do {
            let ledger = try TestLedger(folder, clock: ManualClock(), entriesPerFlush: 1000)
            defer { ledger.close() }
            let found = try ledger.entries()
            #expect(found == entries, what)
            #expect(try ledger.engine.head.stateHash().description == hash, what)
            #expect(try ledger.engine.head.history(.stock, "A@W-1").count == 31, what)
            return true
        } catch is JournalError {
            return false
        } catch is EngineError {
            return false
        }
    }

    @Test(
        "so it is where something that is no file lies in one of its places: a folder, a link, a pipe",
        arguments: ["state", "state.new", "state.old"], ["folder", "link", "pipe"])
    func strangeState(place: String, kind: String) throws {
        try withClosedLedger { ledger, _, hash in
            let files = FileManager.default
            let strange = "\(ledger.folder)/\(place)/strange"
            try files.createDirectory(atPath: ledger.folder + "/" + place, withIntermediateDirectories: true)
            switch kind {
            case "folder": try files.createDirectory(atPath: strange, withIntermediateDirectories: false)
            case "link": try files.createSymbolicLink(atPath: strange, withDestinationPath: ledger.folder + "/format")
            default: #expect(mkfifo(strange, 0o600) == 0)
            }
            let before = try files.subpathsOfDirectory(atPath: ledger.folder)
            let error = #expect(throws: JournalError(.notALedger)) {
                _ = try Engine.rebuild(directory: ledger.folder) { _, _ in }
            }
            #expect(error?.message.contains(strange) == true && error?.message.contains("move it") == true)
            #expect(try Set(files.subpathsOfDirectory(atPath: ledger.folder)) == Set(before))
            try Data("found".utf8).write(to: URL(fileURLWithPath: ledger.folder + "/state/DAMAGED"))
            #expect(throws: JournalError(.notALedger)) { try ledger.open() }
            // The log has been opened meanwhile.
            let kept = before.filter { $0.hasPrefix("state") }
            #expect(try Set(files.subpathsOfDirectory(atPath: ledger.folder)).isSuperset(of: kept))
            try files.removeItem(atPath: strange)
            try ledger.open()
            #expect(try ledger.engine.head.stateHash().description == hash)
        }
    }

    @Test("a rebuild of a ledger whose state/ is a link is refused before anything is touched; so is a start that would rebuild it")
    func linkedState() throws {
        try withClosedLedger { ledger, _, hash in
            let files = FileManager.default
            let (state, elsewhere) = (ledger.folder + "/state", ledger.folder + "-elsewhere")
            try files.moveItem(atPath: state, toPath: elsewhere)
            try files.createSymbolicLink(atPath: state, withDestinationPath: elsewhere)
            let before = try files.subpathsOfDirectory(atPath: elsewhere) + files.subpathsOfDirectory(atPath: ledger.folder)
            let error = #expect(throws: JournalError(.notALedger)) {
                _ = try Engine.rebuild(directory: ledger.folder) { _, _ in }
            }
            #expect(error?.message.contains("is a link") == true)
            let after = try files.subpathsOfDirectory(atPath: elsewhere) + files.subpathsOfDirectory(atPath: ledger.folder)
            #expect(after == before)

            try Data("found".utf8).write(to: URL(fileURLWithPath: elsewhere + "/DAMAGED"))
            #expect(throws: JournalError(.notALedger)) { try ledger.open() }
            #expect(try files.subpathsOfDirectory(atPath: elsewhere).count > 3)

            try files.removeItem(atPath: state)
            try ledger.open()
            #expect(try ledger.engine.head.stateHash().description == hash)
            ledger.close()
        }
    }

    @Test("rows in the layout of another program are thrown away and rebuilt")
    func otherLayout() throws {
        try withClosedLedger { ledger, _, hash in
            try FileManager.default.removeItem(atPath: ledger.folder + "/state")
            try writeLayout("999", to: ledger.folder + "/state")
            try ledger.open()
            #expect(try ledger.engine.head.stateHash().description == hash)
            ledger.close()
        }
    }

    /// Makes a state/ of a layout of that name; it is closed when this returns.
    private func writeLayout(_ name: String, to path: String) throws {
        let database = try Database(path: path, options: .state())
        var batch = WriteBatch()
        batch.put([UInt8(ascii: "f")], Array(name.utf8))
        try database.write(batch)
    }
}
