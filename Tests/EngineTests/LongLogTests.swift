import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// A start reads the end of the log, and not all of it.
@Suite("Logs longer than a start reads", .timeLimit(.minutes(8)))
struct LongLogTests {
    @Test("rows that a rebuild has made are those of this log, and stay", arguments: [200, 256, 300, 600])
    func rebuilt(products: Int) throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            try ledger.send((0..<products).map { .product("p-\($0)", "S-\($0)") })
            ledger.close()
            let note = ledger.folder + "/log/CHAIN"
            let noted = try String(contentsOfFile: note, encoding: .utf8)
            for _ in 0..<2 {
                _ = try Engine.rebuild(directory: ledger.folder) { _, _ in }
                #expect(try String(contentsOfFile: note, encoding: .utf8) == noted)
                let rebuilt = try FileManager.default.attributesOfItem(atPath: ledger.folder + "/state")[.systemFileNumber] as? Int
                try ledger.open()
                ledger.close()
                let served = try FileManager.default.attributesOfItem(atPath: ledger.folder + "/state")[.systemFileNumber] as? Int
                #expect(rebuilt == served, "the rows were made anew")
            }
        }
    }

    @Test("damage in the part of the log that a start does not read is met while serving, and is no answer")
    func damagedBeginning() throws {
        try withFolder { folder in
            // 32 MiB of newest entries may be in the write-ahead log, and a start reads twice as many.
            let count = 15_000
            let ledger = try TestLedger(folder + "/l", entriesPerFlush: 4000)
            let description = String(repeating: "d", count: Limits.descriptionBytes)
            for start in stride(from: 0, to: count, by: 1000) {
                try ledger.send(
                    (start..<start + 1000).map { number in
                        var command = Command.product("p-\(number)", "S-\(number)")
                        command.catalog.createProduct.description_p = description
                        return command
                    })
            }
            #expect(ledger.engine.head.sequence == UInt64(count))
            try ledger.reopen()
            ledger.close()
            let tables = try FileManager.default.contentsOfDirectory(atPath: ledger.folder + "/log").filter { $0.hasSuffix(".ldb") }
            try harm(ledger.folder + "/log/" + (try #require(tables.min())), bits: 16) { $0 / 4 }
            try ledger.open()
            defer { ledger.close() }
            // Rows are those of `state/`, and what is decided goes behind the end of the log.
            #expect(try ledger.engine.head.row(.product, "P-S-1") != nil)
            try ledger.accepted(.warehouse("w", "W-1"))
            #expect(ledger.fatalErrors.isEmpty)
            var read: UInt64 = 0
            do {
                while case let entries = try ledger.engine.head.entries(after: read, limit: 100), let last = entries.last {
                    read = last.sequence
                }
                Issue.record("all \(read) entries were answered")
            } catch let error as EngineError {
                #expect(error == EngineError(.damaged, ""))
                #expect(error.message.contains("restore a backup"), "\(error)")
            }
            #expect(read < UInt64(count / 2))
            #expect(try ledger.send([.warehouse("v", "W-2")])[0].code?.rawValue == "damaged")
            // The writer answers first, and then says that it ends.
            ledger.close()
            #expect(ledger.fatalErrors.map(\.code.description) == ["damaged"])
        }
    }
}
