import Engine
import Foundation
import Journal
import Schema
import TestTools
import TestWorld
import Testing

/// After a return to an older version of the program the log has entries that it does not know.
@Suite("Entries of a newer version")
struct NewerEntryTests {
    /// What a start says when the last entry is another.
    private func start(_ change: (inout [UInt8]) -> Void) throws -> String {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/ledger")
            try ledger.send(smallShop(units: 1))
            ledger.close()
            let log = try LevelDBLog(path: ledger.folder + "/log")
            var bytes = try #require(try log.entry(log.head))
            change(&bytes)
            // The sequence is what an entry is found by: as the next one it would be read by every start as well.
            try log.append([bytes], expecting: log.head)
            log.close()
            let error = #expect(throws: EngineError.self) { try ledger.open() }
            return error?.message ?? ""
        }
    }

    /// Bytes behind an entry, or behind an event of its.
    @Test(
        "a field that this version does not know, in the entry or in an event: the log is not damaged, and says who can read it",
        arguments: [false, true])
    func fields(isInEvent: Bool) throws {
        let field = try #require(Entry.fields.first { $0.name.description == "events" })
        let message = try start { bytes in
            let event = (try? Entry.decoded(from: bytes))?.events.first?.canonicalBytes() ?? []
            bytes += isInEvent ? delimited(field.number, event + numbered(99, 1)) : numbered(99, 1)
        }
        let place = isInEvent ? " in events[1]" : ""
        #expect(message.contains("written by a newer version of daybook: it has a field 99\(place), which"), "\(message)")
        #expect(message.contains("use the version that wrote it, or a newer one"), "\(message)")
        #expect(!message.contains("backup"), "\(message)")
    }

    @Test("bytes that are no message are damage: their end is missing, or a field has no number", arguments: [false, true])
    func damage(isUnnumbered: Bool) throws {
        let message = try start { if isUnnumbered { $0 += numbered(0, 1) } else { $0.removeLast(3) } }
        #expect(message.contains("cannot be read"), "\(message)")
        #expect(message.contains("restore a backup"), "\(message)")
        #expect(!message.contains("DecodingFault") && !message.contains("newer"), "\(message)")
    }

    @Test("an event that says nothing is damage, and no newer version's")
    func nothing() throws {
        // Field 8 of an entry is its events; this one is of no bytes.
        let message = try start { $0 += delimited(8, []) }
        #expect(message.contains("has an event that says nothing; restore a backup"), "\(message)")
    }

    @Test("a ledger in which a newer version has written is refused at the start, flushed or not; one that it only opened is not")
    func newerLedger() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/ledger")
            let format = ledger.folder + "/format"
            func lines() throws -> [String] {
                try String(contentsOfFile: format, encoding: .utf8).split(separator: "\n").map(String.init)
            }
            #expect(try lines().count == 2)
            try ledger.send(smallShop(units: 1))
            #expect(try lines().last == "schema \(SchemaNumbers.count)")
            ledger.close()
            try ledger.open()
            ledger.close()

            let newer = try lines().dropLast() + ["schema \(SchemaNumbers.count + 1)", ""]
            try newer.joined(separator: "\n").write(toFile: format, atomically: true, encoding: .utf8)
            let error = #expect(throws: JournalError.self) { try ledger.open() }
            #expect(error?.code == .newerFormat)
            #expect(error?.message.contains("use the version of daybook that wrote them, or a newer one") == true)

            // A ledger of a version before: its first entry makes it one of this version.
            let older = try lines().dropLast() + ["schema 1", ""]
            try older.joined(separator: "\n").write(toFile: format, atomically: true, encoding: .utf8)
            try ledger.open()
            #expect(try lines().last == "schema 1")
            try ledger.accepted(
                Command(json: Array(#"{"id":"late","warehouse":{"register":{"warehouseId":"WH-9","name":"Nine"}}}"#.utf8)))
            #expect(try lines().last == "schema \(SchemaNumbers.count)")
            ledger.close()
        }
    }

    @Test("a ledger whose format file has gone is not made another one: the command is not recorded, and is told why")
    func missingFormat() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/ledger")
            try FileManager.default.removeItem(atPath: ledger.folder + "/format")
            let outcome = try ledger.send([
                Command(json: Array(#"{"id":"one","warehouse":{"register":{"warehouseId":"WH-1","name":"One"}}}"#.utf8))
            ])
            guard case .problem(let problem) = outcome.first else { throw UnexpectedOutcome(description: "\(outcome)") }
            #expect(problem.detail.contains("restore it from a backup"), "\(problem.detail)")
            #expect(!FileManager.default.fileExists(atPath: ledger.folder + "/format"))
            ledger.close()
            let log = try LevelDBLog(path: ledger.folder + "/log")
            #expect(log.head == 0)
            log.close()
        }
    }
}
