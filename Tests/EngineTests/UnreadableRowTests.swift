import Engine
import Foundation
import Journal
import Schema
import TestTools
import TestWorld
import Testing

/// A row in state/ whose bytes cannot be read is told in people's words: which, why, and what helps.
@Suite("Rows that cannot be read")
struct UnreadableRowTests {
    /// What a reader of the only order is told, once the bytes of its stored row are others.
    private func told(_ change: (inout [UInt8]) -> Void) throws -> String {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            try ledger.send(smallShop(units: 5))
            try ledger.accepted(.place("o", "O-1", "A", 1))
            try ledger.flush()
            let hash = try ledger.engine.head.stateHash().description
            ledger.close()
            try tamper(ledger.folder + "/state", change)
            try ledger.open()
            let error = #expect(throws: EngineError(.damaged, "")) { _ = try ledger.engine.head.row(.order, "O-1") }
            // It helps to start again, as it says.
            try ledger.reopen()
            #expect(try ledger.engine.head.stateHash().description == hash)
            #expect(try ledger.order("O-1").status == .pending)
            ledger.close()
            return error?.message ?? ""
        }
    }

    private func tamper(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
        let database = try Database(path: path, options: .state())
        // The newest version of a row lies behind this key.
        let key = Array("r".utf8) + [Table.order.rawValue] + Array("O-1\u{0}".utf8) + [UInt8](repeating: 0xFF, count: 12)
        var bytes = try #require(try database.get(key))
        change(&bytes)
        var batch = WriteBatch()
        batch.put(key, bytes)
        try database.write(batch)
    }

    @Test("a field of a newer version, and bytes that end too soon")
    func words() throws {
        let newer = try told { $0 += numbered(99, 1) }
        #expect(
            newer
                == "the row of order/O-1 in state/ cannot be read: it has a field 99, which this version of daybook does not know; "
                + "it is rebuilt from the log by itself at the next start")
        let cut = try told { $0.removeLast(3) }
        #expect(cut.hasPrefix("the row of order/O-1 in state/ cannot be read: its bytes are not what was written"), "\(cut)")
        #expect(cut.hasSuffix("; it is rebuilt from the log by itself at the next start"), "\(cut)")
        for text in [newer, cut] { #expect(!text.contains("DecodingFault") && !text.contains("Schema.")) }
    }
}
