import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// Ids are bytes, in memory as on disk. U+212A, the Kelvin sign, is equal to a K for Swift, and so are the two ways of writing é.
@Suite("Ids are bytes")
struct ByteIDTests {
    @Test(
        "a command id is printable ASCII without spaces",
        arguments: [
            "", " ", "a b", "a\tb", "a\u{0}", "\u{7F}", "caf\u{E9}", "cafe\u{301}", "\u{212A}", "\u{200B}a", "a\u{202E}",
            "\u{FEFF}a",
            "😀", "timer:x", String(repeating: "x", count: 256),
        ])
    func refused(id: String) {
        #expect(throws: Malformed.self) { try Submission(.warehouse(id, "W-1"), actor: .staff) }
    }

    @Test("every printable character may be in a command id, up to 255 of them")
    func taken() throws {
        let all = String(decoding: UInt8(0x21)...0x7E, as: UTF8.self)
        for id in [all, "a", String(repeating: "~", count: 255)] {
            #expect(try Submission(.warehouse(id, "W-1"), actor: .staff).command.id == id)
        }
    }

    @Test("a thing is found under its own bytes alone, before a flush and after it", arguments: [false, true])
    func rows(isFlushed: Bool) throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            defer { ledger.close() }
            try ledger.send(smallShop(units: 50) + [.warehouse("k", "K-1"), .place("o", "O-K", "A", 1)])
            if isFlushed {
                ledger.engine.flush()
                try ledger.wait("a flush") { ledger.engine.status.flushed == ledger.engine.status.head }
            }
            for view in [ledger.engine.head, try ledger.engine.view(at: .sequence(5))] {
                for id in ["\u{212A}-1", "K-1\u{0}", "\u{0}", "", "K/1", "K-1 "] {
                    #expect(try view.row(.warehouse, id) == nil)
                    #expect(try view.history(.warehouse, id).isEmpty)
                    let named = Query(.warehouse, filters: [.init("warehouseId", id)])
                    #expect(try view.rows(named).rows.isEmpty)
                }
                for id in ["O-\u{212A}", "O-K\u{0}", "\u{0}", ""] {
                    #expect(try view.row(.order, id) == nil)
                    for table in [Table.payment, .shipment] {
                        #expect(try view.rows(Query(table, filters: [.init("orderId", id)])).rows.isEmpty)
                    }
                    #expect(try view.rows(Query(.order, filters: [.init("customerId", id)])).rows.isEmpty)
                    #expect(try view.rows(Query(.stock, filters: [.init("sku", id)])).rows.isEmpty)
                    #expect(try view.rows(Query(.product, filters: [.init("sku", id)])).rows.isEmpty)
                    #expect(try view.rows(Query(.shipment, filters: [.init("trackingNumber", id)])).rows.isEmpty)
                }
                #expect(try view.rows(Query(.shipment, filters: [.init("status", "PAC\u{212A}ED")])).rows.isEmpty)
                #expect(try view.rows(Query(.order, after: "\u{0}")).rows.count <= 1)
            }
            for id in ["\u{212A}", "k\u{0}", "\u{0}", ""] {
                #expect(throws: EngineError.self) { try ledger.engine.view(at: .receipt(id)) }
            }
            #expect(try ledger.engine.head.row(.warehouse, "K-1") != nil)
        }
    }

    @Test("what is expected of no entity is refused, also where rows are on disk")
    func expected() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            defer { ledger.close() }
            try ledger.send(smallShop(units: 50) + [.place("o", "O-1", "A", 1)])
            ledger.engine.flush()
            try ledger.wait("a flush") { ledger.engine.status.flushed == ledger.engine.status.head }
            for (number, entity) in ["order/\u{0}", "order/O-1\u{0}", "order/", "stock/\u{0}@", "order/a/b"].enumerated() {
                let command = Command.cancel("c-\(number)", "O-1").expecting(entity, version: 0)
                #expect(try ledger.rejection(command) == "invalid_argument")
            }
            #expect(ledger.fatalErrors.isEmpty)
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }
}
