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
        #expect(throws: CommandFault.self) { try Submission(.warehouse(id, "W-1"), actor: .staff) }
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
        try withLedger { ledger in
            try ledger.send(smallShop(units: 50) + [.warehouse("k", "K-1"), .place("o", "O-K", "A", 1)])
            if isFlushed {
                try ledger.flush()
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
        try withLedger { ledger in
            try ledger.send(smallShop(units: 50) + [.place("o", "O-1", "A", 1)])
            try ledger.flush()
            for (number, entity) in ["order/\u{0}", "order/O-1\u{0}", "order/", "stock/\u{0}@", "order/a/b"].enumerated() {
                let command = Command.cancel("c-\(number)", "O-1").expecting(entity, version: 0)
                #expect(try ledger.rejection(command) == "invalid_argument")
            }
            #expect(ledger.fatalErrors.isEmpty)
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("a hold is asked for, extended, given up and used under its own bytes alone", arguments: [false, true])
    func holds(isFlushed: Bool) throws {
        try withShop { ledger in
            try ledger.send("stock.reserve", #"{"reservationId":"H-K","sku":"SKU-1","quantity":2}"#)
            if isFlushed {
                try ledger.flush()
            }
            let hold = try ledger.row("reservation/H-K", "version", "status", "expiresAt")
            func codes(_ id: String) throws -> [String] {
                let lines = #""customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":1}]"#
                return [
                    try ledger.refusal("stock.extendReservation", #"{"reservationId":"\#(id)","expiresInSeconds":3600}"#),
                    try ledger.refusal("stock.releaseReservation", #"{"reservationId":"\#(id)"}"#),
                    try ledger.refusal("order.place", #"{"orderId":"O-\#(id.utf8.count)",\#(lines),"reservationIds":["\#(id)"]}"#),
                ]
            }
            for id in ["H-\u{212A}", "H-K\u{301}", "H-\u{1E30}", "H-\u{FF2B}"] {
                #expect(try ledger.engine.head.row(.reservation, id) == nil)
                #expect(try codes(id) == ["invalid_argument", "invalid_argument", "invalid_argument"], "\(id.debugDescription)")
                let another = #"{"reservationId":"\#(id)","sku":"SKU-1","quantity":1}"#
                #expect(try ledger.refusal("stock.reserve", another) == "invalid_argument")
            }
            // What is an id is another one by any of its bytes.
            #expect(try codes("H-k") == ["not_found", "not_found", "not_found"])
            try ledger.send("stock.reserve", #"{"reservationId":"H-k","sku":"SKU-1","quantity":1}"#)
            #expect(try ledger.row("reservation/H-K", "version", "status", "expiresAt") == hold)
            #expect(try ledger.row("stock/SKU-1@WH-1", "reserved") == ["3"])
        }
    }

    @Test("goods and parcels are found under their own bytes alone, before a flush and after it", arguments: [false, true])
    func links(isFlushed: Bool) throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 1)], tender: 1000)
            try ledger.result("PAY-1", "CAPTURED", 1000)
            try ledger.ship(line: "1", 1)
            if isFlushed {
                try ledger.flush()
            }
            let number = #""scanId":"x","status":"DELIVERED","occurredAt":"\#(ledger.clock.now())""#
            for (verb, body) in [
                ("stock.receive", #"{"sku":"S\#u{212A}U-1","warehouseId":"WH-1","quantity":1}"#),
                ("stock.reserve", #"{"reservationId":"H","sku":"S\#u{212A}U-1","quantity":1}"#),
                ("catalog.setPrice", #"{"sku":"S\#u{212A}U-1","price":{"amount":1,"currency":"CNY"}}"#),
                ("shipment.recordScan", #"{"carrier":"SF","trackingNumber":"T-1\#u{301}",\#(number)}"#),
                ("shipment.recordScan", #"{"carrier":"S\#u{1E1E}","trackingNumber":"T-1",\#(number)}"#),
            ] { #expect(try ledger.refusal(verb, body) == "invalid_argument", "\(verb) \(body)") }
            let lines = #""customerId":"C-1","currency":"CNY","lines":[{"sku":"S\#u{212A}U-1","quantity":1}]"#
            #expect(try ledger.refusal("order.place", #"{"orderId":"O-2",\#(lines)}"#) == "invalid_argument")
            #expect(try ledger.row("shipment/S-1", "status") == ["SHIPPED"])
            #expect(try ledger.row("stock/SKU-1@WH-1", "onHand") == ["9"])
        }
    }

    @Test("command ids of an earlier version's log are their bytes, too, before a flush and after it", arguments: [false, true])
    func oldCommandIDs(isFlushed: Bool) throws {
        // Any text could be one then.
        let old = ["caf\u{E9}", "cafe\u{301}", "\u{212A}"]
        let entries = old.enumerated().map { index, id in
            #"{"id":"\#(id)","command":"warehouse.register","events":[{"entity":"warehouse/W-\#(index)","version":1,"#
                + #""warehouse":{"registered":{"name":"x"}}}]}"#
        }
        try withLog(entries) { ledger in
            if isFlushed {
                try ledger.flush()
            }
            for (index, id) in old.enumerated() {
                #expect(try ledger.engine.view(at: .receipt(id)).sequence == UInt64(index + 1), "\(id.debugDescription)")
            }
            let receipt = try ledger.accepted(.warehouse("K", "W-K"))
            #expect(receipt.sequence == 4 && !receipt.replayed)
            #expect(try ledger.engine.view(at: .receipt("K")).sequence == 4)
        }
    }
}
