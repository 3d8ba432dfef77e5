import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

// Keys that are there and can be neither overwritten nor read.
extension PersonalDataTests {
    @Test("a key that cannot be destroyed is owed, which shows, and is tried again, also where the log says it no more")
    func owed() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            defer { ledger.close() }
            try Self.live(ledger)
            let key = try Self.customer(ledger, .sealed).key
            let file = ledger.folder + "/keys/\(key.prefix(16)).keys"
            let wrapped = try Self.wrappedKey(key, ledger)
            try FileManager.default.moveItem(atPath: file, toPath: folder + "/away")
            // What is not here need not be destroyed, and nobody is erased whose key is not here.
            #expect(try ledger.send([.erase("c-8", "C-1")])[0].code == .keysMissing)
            try FileManager.default.moveItem(atPath: folder + "/away", toPath: file)
            try ledger.accepted(.erase("c-8", "C-1"))
            ledger.close()
            // The log is rolled forward over an erasure whose key came back, and cannot be destroyed.
            try FileManager.default.removeItem(atPath: ledger.folder + "/state")
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            try ledger.open()
            #expect(ledger.engine.status.keysOwed == 1)
            try ledger.flush()
            try ledger.reopen()
            #expect(ledger.engine.status.keysOwed == 1)
            #expect(try Self.customer(ledger, at: .sequence(1)).name == nil)
            try FileManager.default.removeItem(atPath: file)
            var segment = [UInt8](repeating: 1, count: 64 * 257)
            segment.replaceSubrange(0..<28, with: Array("daybook keys 1\n\0........".utf8) + [0, 0, 1, 0])
            let slot = try #require(Int(key.dropFirst(17)))
            segment.replaceSubrange(64 * (1 + slot)..<64 * (1 + slot) + 60, with: wrapped)
            try Data(segment).write(to: URL(fileURLWithPath: file))
            try ledger.wait("the key to be destroyed") { ledger.engine.status.keysOwed == 0 }
            #expect(try Self.wrappedKey(key, ledger).allSatisfy { $0 == 0 })
            #expect(ledger.fatalErrors.isEmpty)
        }
    }

    @Test("a key that cannot be read is told as that: nothing is shown as if it was missing, and nothing is recorded")
    func unreadable() throws {
        try withLedger { ledger in
            try ledger.accepted(.register("c-1", "C-1", password: "correct horse battery"))
            try ledger.reopen()
            let key = try Self.customer(ledger, .sealed).key
            let file = ledger.folder + "/keys/\(key.prefix(16)).keys"
            try ledger.reopen {
                try FileManager.default.moveItem(atPath: file, toPath: ledger.folder + "-away")
                try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            }
            let head = ledger.engine.status.head
            #expect(throws: EngineError(.io, "")) { try Self.customer(ledger) }
            #expect(try ledger.send([.address("a-1", "C-1", "HOME")])[0].code == .internal)
            #expect(try ledger.send([.logIn("l-1", "S-1", "C-1", password: "correct horse battery")])[0].code == .internal)
            #expect(try ledger.send([.erase("e-1", "C-1")])[0].code == .internal)
            #expect(ledger.engine.status.head == head && ledger.fatalErrors.isEmpty)
        }
    }
}
