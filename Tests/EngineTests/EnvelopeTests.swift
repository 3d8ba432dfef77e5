import Audit
import Engine
import Foundation
import Ledger
import Schema
import TestWorld
import Testing

extension Command {
    /// The same with what it belongs to, what caused it, and texts.
    fileprivate func with(
        correlation: String = "", causation: String = "", metadata: [String: String] = [:]
    ) -> Command {
        var command = self
        command.correlationID = correlation
        command.causationID = causation
        command.metadata = metadata
        return command
    }
}

@Suite("What commands carry beside their verbs")
struct EnvelopeTests {
    /// The sequences that belong to a correlation id, as a reader finds them.
    private static func sequences(_ ledger: TestLedger, _ correlation: String) throws -> [UInt64] {
        var finder = EntryFinder(ledger.engine.head)
        while try !finder.prepare() {}
        return try finder.sequences(.entryCorrelation, correlation, limit: 100)
    }

    private static func trace(_ ledger: TestLedger, _ subject: String) throws -> [String] {
        var trace = Trace(of: subject, in: ledger.engine.head)
        while try !trace.step() {}
        return trace.lines.map { "\($0.depth) \($0.cause ?? 0) \($0.entry.sequence) \($0.entry.command)" }
    }

    @Test("is kept in the entry, and the canonical bytes of entries are those that are in the log")
    func kept() throws {
        try withLedger(units: 5) { ledger in
            try ledger.accepted(
                .receive("a", "A", "W-1", 1).with(correlation: "story", causation: "outside-1", metadata: ["b": "2", "a": "é"]))
            let entry = try #require(ledger.entries(after: 3).first)
            #expect(entry.metadata == ["a": "é", "b": "2"])
            #expect(entry.correlationID == "story")
            #expect(entry.causationID == "outside-1")
            #expect(entry.commandHash.count == 32)
            try ledger.reopen()
            #expect(try ledger.entries(after: 3).first == entry)
            #expect(try Entry.decoded(from: entry.canonicalBytes()) == entry)
        }
    }

    @Test("belongs to the command: the same id with another of them is refused; the hash of what has none is what it was")
    func hashed() throws {
        try withLedger(units: 5) { ledger in
            let command = Command.receive("a", "A", "W-1", 1).with(correlation: "s", metadata: ["k": "v"])
            let first = try ledger.accepted(command)
            #expect(try ledger.receipt(command).replayed)
            let others = [
                command.with(), command.with(correlation: "s"), command.with(correlation: "t", metadata: ["k": "v"]),
                command.with(correlation: "s", causation: "c-1", metadata: ["k": "v"]),
            ]
            #expect(try ledger.send(others).map(\.code) == Array(repeating: .idempotencyKeyReused, count: others.count))
            #expect(first.sequence == 4)
            let plain = Command.receive("a", "A", "W-1", 1)
            #expect(plain.hashedBytes() == Command.receive("b", "A", "W-1", 1).hashedBytes())
            #expect(plain.with(correlation: "s").hashedBytes() != plain.hashedBytes())
        }
    }

    @Test("a trace is no part of a command: a repetition comes with another one; what belongs to nothing belongs to its trace")
    func traces() throws {
        let first = try #require(TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
        let second = try #require(TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"))
        try withLedger(units: 5) { ledger in
            func send(_ command: Command, _ trace: TraceParent) throws -> Receipt? {
                let waiting = Waiting()
                ledger.engine.submit([try Submission(command, actor: .staff, trace: trace)]) { waiting.fulfil($0) }
                return waiting.outcomes()[0].receipt
            }
            #expect(try send(.receive("a", "A", "W-1", 1), first)?.replayed == false)
            #expect(try send(.receive("a", "A", "W-1", 1), second)?.replayed == true)
            #expect(try send(.receive("b", "A", "W-1", 1).with(correlation: "own"), first)?.sequence == 5)
            #expect(try send(.receive("c", "A", "W-1", 1).with(causation: "b"), first)?.sequence == 6)
            let entries = try ledger.entries(after: 3)
            #expect(entries.map(\.correlationID) == ["4bf92f3577b34da6a3ce929d0e0e4736", "own", "own"])
            #expect(entries.map(\.traceparent) == Array(repeating: first.text, count: 3))
        }
    }

    @Test(
        "a trace that is not as the standard has it is passed over",
        arguments: [
            "", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
            "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x", "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ])
    func badTraces(text: String) {
        #expect(TraceParent(text) == nil)
        #expect(TraceParent("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more") != nil)
    }

    @Test("what is no name, too long or too much leaves no entry")
    func malformed() throws {
        let long = String(repeating: "x", count: 256)
        let plain = Command.receive("a", "A", "W-1", 1)
        let many = Dictionary(uniqueKeysWithValues: (1...17).map { ("k\($0)", "v") })
        for (command, field) in [
            (plain.with(correlation: long), "correlationId"), (plain.with(correlation: "a b"), "correlationId"),
            (plain.with(causation: "é"), "causationId"), (plain.with(metadata: many), "metadata"),
            (plain.with(metadata: ["a b": "c"]), "metadata"), (plain.with(metadata: ["": "c"]), "metadata"),
            (plain.with(metadata: [String(long.prefix(65)): "c"]), "metadata"),
            (plain.with(metadata: ["k": long + "x"]), "metadata.k"),
            (plain.with(metadata: ["k": "a\0b"]), "metadata.k"), (plain.with(metadata: ["k": "a\nb"]), "metadata.k"),
            (plain.with(metadata: ["k": "a\u{202e}b"]), "metadata.k"),
        ] {
            let fault = #expect(throws: CommandFault.self) { try Submission(command, actor: .staff) }
            #expect(fault?.description.hasPrefix(field + ": ") == true, "\(String(describing: fault))")
        }
        let full = Dictionary(uniqueKeysWithValues: (1...16).map { (String(long.prefix(62)) + "\($0)".suffix(2), long) })
        _ = try Submission(plain.with(correlation: String(long.dropLast()), metadata: full), actor: .staff)
    }

    @Test("a cause comes before; what it caused belongs to the same, and one that is not in the book is outside of it")
    func causes() throws {
        try withLedger(units: 5) { ledger in
            try ledger.accepted(.receive("a", "A", "W-1", 1).with(correlation: "story"))
            let later = try ledger.send([
                .receive("b", "A", "W-1", 1).with(causation: "a"), .receive("c", "A", "W-1", 1).with(causation: "5"),
                .receive("d", "A", "W-1", 1).with(causation: "somewhere-else"), .receive("e", "A", "W-1", 1).with(causation: "e"),
                .receive("f", "A", "W-1", 1).with(causation: "9"),
                .receive("g", "A", "W-1", 1).with(correlation: "other", causation: "b"),
                .receive("h", "A", "W-1", 1).with(correlation: "other", causation: "1"),
            ])
            let rejections = later.map { $0.receipt?.rejection }
            let invalid = "invalid_argument"
            #expect(rejections.map(\.?.code) == [nil, nil, nil, invalid, invalid, invalid, nil])
            #expect(rejections.compactMap { $0?.params["field"] } == ["causationId", "causationId", "correlationId"])
            let entries = try ledger.entries(after: 3)
            #expect(entries.map(\.correlationID) == ["story", "story", "story", "", "", "", "other", "other"])
            var auditor = Auditor()
            for entry in try ledger.entries() { auditor.audit(entry) }
            #expect(auditor.violations.isEmpty)
        }
    }

    @Test("the auditor finds a cause that comes later, or is the entry itself, and a chain that belongs to two things")
    func audited() throws {
        try withLedger(units: 5) { ledger in
            try ledger.accepted(.receive("a", "A", "W-1", 1).with(correlation: "story"))
            try ledger.accepted(.receive("b", "A", "W-1", 1).with(causation: "a"))
            for (change, expected) in [
                ({ $0.causationID = "5" }, "a cause before entry 5, not 5"),
                ({ $0.causationID = "b" }, "a cause other than itself"),
                ({ $0.correlationID = "other" }, "story"),
                (
                    {
                        $0.causationID = "4"
                        $0.correlationID = "other"
                    }, "story"
                ),
            ] as [((inout Entry) -> Void, String)] {
                var auditor = Auditor()
                var entries = try ledger.entries()
                change(&entries[4])
                for entry in entries { auditor.audit(entry) }
                #expect(auditor.violations.map(\.invariant) == ["L5"] && auditor.violations[0].expected == expected)
            }
        }
    }

    @Test("entries are found by what they belong to: before a flush, after it, after a restart, and when state/ is made anew")
    func found() throws {
        try withLedger(units: 5, entriesPerFlush: 1000) { ledger in
            let commands = (1...300).map { number in
                Command.receive("c-\(number)", "A", "W-1", 1).with(correlation: number % 100 == 0 ? "story" : "s-\(number)")
            }
            try ledger.send(commands)
            #expect(try Self.sequences(ledger, "story") == [103, 203, 303])
            try ledger.flush()
            try ledger.accepted(.receive("later", "A", "W-1", 1).with(correlation: "story"))
            #expect(try Self.sequences(ledger, "story") == [103, 203, 303, 304])
            #expect(try Self.sequences(ledger, "s-7") == [10])
            try ledger.reopen()
            #expect(try Self.sequences(ledger, "story") == [103, 203, 303, 304])
            try ledger.reopen { try FileManager.default.removeItem(atPath: ledger.folder + "/state") }
            #expect(try Self.sequences(ledger, "story") == [103, 203, 303, 304])
            try ledger.flush()
            let replay = try Replay(temporaryFolder: ledger.folder + "/r", derivedFlush: ledger.engine.status.flushed)
            for entry in try ledger.entries() { try replay.fold(entry) }
            var differences: [DerivedDifference] = []
            try replay.compareDerived(with: ledger.engine) { differences.append($0) }
            #expect(differences.isEmpty, "\(differences)")
            try replay.discard()
        }
    }

    @Test("a trace is the tree of causes, from any of its entries, flushed or not")
    func tree() throws {
        try withLedger(units: 5, entriesPerFlush: 1000) { ledger in
            try ledger.send([
                .receive("a", "A", "W-1", 1).with(causation: "shop-1"), .receive("b", "A", "W-1", 1).with(causation: "a"),
                .receive("x", "A", "W-1", 1), .receive("c", "A", "W-1", 1).with(causation: "4"),
                .receive("d", "A", "W-1", 1).with(causation: "b"),
            ])
            let expected = [
                "0 0 4 stock.receive", "1 4 5 stock.receive", "2 5 8 stock.receive", "1 4 7 stock.receive",
            ]
            for _ in 0..<2 {
                for subject in ["a", "b", "c", "d", "4", "#4", "#8", "8", "shop-1"] {
                    #expect(try Self.trace(ledger, subject) == expected, "\(subject)")
                }
                #expect(try Self.trace(ledger, "x") == ["0 0 6 stock.receive"])
                for subject in ["nobody", "#9", "#0", "#", "99", "order/O-9"] {
                    #expect(throws: EngineError(.notFound, "")) { try Self.trace(ledger, subject) }
                }
                try ledger.flush()
            }
        }
    }

    @Test("a trace of an order has all that belongs to its story, and its deadline's entry below the one that set it")
    func orders() throws {
        try withLedger(units: 5) { ledger in
            try ledger.accepted(.receive("goods", "A", "W-1", 1).with(correlation: "story"))
            var order = Command.place("order", "O-1", "A", 1).with(correlation: "story", causation: "goods")
            guard case .place(var place)? = order.order.command else { return }
            place.payWithinSeconds = 60
            order.order.command = .place(place)
            try ledger.accepted(order)
            ledger.clock.advance(seconds: 61)
            try ledger.accepted(.receive("more", "A", "W-1", 1))
            let expected = ["0 0 4 stock.receive", "1 4 5 order.place", "2 5 6 order.expire"]
            #expect(try Self.trace(ledger, "order/O-1") == expected)
        }
    }

    @Test("a trace of an order is its whole story though nobody stated causes: from its carts to its parcels, and nobody else's")
    func stories() throws {
        try withLedger(units: 9) { ledger in
            func place(_ id: String, cart: String) -> String {
                #"{"orderId":"\#(id)","customerId":"C-1","currency":"CNY","cartId":"\#(cart)","#
                    + #""payments":[{"paymentId":"P-\#(id)","method":"CARD","amount":100}]}"#
            }
            for cart in ["G", "K", "L"] { try ledger.send("cart.open", #"{"cartId":"\#(cart)","currency":"CNY"}"#) }
            try ledger.send("cart.addItem", #"{"cartId":"G","sku":"A","quantity":1}"#)
            try ledger.send("cart.addItem", #"{"cartId":"L","sku":"A","quantity":1}"#)
            try ledger.send("cart.merge", #"{"cartId":"K","fromCartId":"G"}"#)
            try ledger.send("cart.hold", #"{"cartId":"K"}"#)
            try ledger.send("order.place", place("O-1", cart: "K"))
            try ledger.send("order.place", place("O-2", cart: "L"))
            try ledger.accepted(.result("paid", "P-O-1", .captured, 100, operation: "P-O-1:capture:1"))
            let create = #"{"shipmentId":"S-1","orderId":"O-1","warehouseId":"W-1","lines":[{"lineId":"1","quantity":1}]}"#
            try ledger.send("shipment.create", create)
            try ledger.send("shipment.dispatch", #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"T-1"}"#)
            try ledger.accepted(.scan("arrived", "T-1", "1", .delivered, at: ledger.clock.now()))
            try ledger.send("order.confirmReceipt", #"{"orderId":"O-1"}"#)
            let expected = [
                "0 0 4 cart.open", "1 4 7 cart.addItem", "0 0 5 cart.open", "1 5 9 cart.merge", "1 5 10 cart.hold",
                "2 10 11 order.place", "3 11 13 payment.recordResult", "3 11 14 shipment.create", "4 14 15 shipment.dispatch",
                "4 14 16 shipment.recordScan", "3 11 17 order.confirmReceipt",
            ]
            for subject in ["order/O-1", "cart/K", "payment/P-O-1", "shipment/S-1"] {
                let lines = try Self.trace(ledger, subject)
                #expect(lines == expected, "\(subject)")
            }
            // What is about two orders draws in neither's story.
            let adjust = #"{"sku":"A","warehouseId":"W-1","delta":-8,"reason":"DAMAGE","breakReservations":true}"#
            try ledger.send("stock.adjust", adjust)
            #expect(try Self.trace(ledger, "order/O-2").map { $0.split(separator: " ")[2] } == ["6", "8", "12", "18"])
        }
    }

    @Test("what a provider answers hangs below the entry that asked, unless it says itself what caused it")
    func answers() throws {
        try withLedger(units: 5) { ledger in
            try ledger.accepted(.place("order", "O-1", "A", 1, payment: "P-1", amount: 100))
            try ledger.accepted(.result("paid", "P-1", .captured, 100, operation: "P-1:capture:1"))
            try ledger.accepted(.receive("other", "A", "W-1", 1))
            try ledger.accepted(.cancel("ended", "O-1"))
            try ledger.accepted(.result("back", "P-1", .refunded, 100, operation: "P-1:refund:1").with(causation: "elsewhere"))
            try ledger.accepted(.result("again", "P-1", .captured, 100, operation: "P-1:capture:1", reference: "ch_2"))
            let expected = [
                "0 0 4 order.place", "1 4 5 payment.recordResult", "1 4 9 payment.recordResult",
            ]
            #expect(try Self.trace(ledger, "order") == expected)
            #expect(try Self.trace(ledger, "paid") == expected)
            #expect(try Self.trace(ledger, "ended") == ["0 0 7 order.cancel", "1 7 8 payment.recordResult"])
        }
    }

    @Test("of a trace that has no end to it as much is drawn as is bounded, and that there is more is said")
    func endless() throws {
        try withLedger(units: 5) { ledger in
            let commands = (0...EngineLimits.traceEntries).map {
                Command.receive("c-\($0)", "A", "W-1", 1).with(correlation: "all")
            }
            try ledger.send(commands)
            var trace = Trace(of: "all", in: ledger.engine.head)
            while try !trace.step() {}
            #expect(trace.isCut)
            #expect(trace.lines.map(\.entry.sequence) == Array(4..<(4 + UInt64(EngineLimits.traceEntries))))
            var one = Trace(of: "c-1", in: ledger.engine.head)
            while try !one.step() {}
            #expect(!one.isCut && one.lines.map(\.entry.sequence) == [5])
        }
    }

    @Test("of an order whose cart was changed without end as much is drawn as is bounded, the order and what came of it among it")
    func endlessStory() throws {
        try withLedger(units: 9) { ledger in
            try ledger.send("cart.open", #"{"cartId":"C-1","currency":"CNY"}"#)
            try ledger.send("cart.addItem", #"{"cartId":"C-1","sku":"A","quantity":3}"#)
            try ledger.send(
                (0..<EngineLimits.traceEntries).map { number in
                    let quantity = Int64(1 + number % 2)
                    return .cart("q-\(number)", .setQuantity(.with { ($0.cartID, $0.sku, $0.quantity) = ("C-1", "A", quantity) }))
                })
            try ledger.accepted(
                .order("o", .place(.with { ($0.orderID, $0.customerID, $0.currency, $0.cartID) = ("O-1", "U-1", "CNY", "C-1") })))
            try ledger.accepted(.cancel("end", "O-1"))
            var trace = Trace(of: "order/O-1", in: ledger.engine.head)
            while try !trace.step() {}
            #expect(trace.isCut && trace.lines.count == EngineLimits.traceEntries)
            #expect(trace.lines.first?.entry.command == "cart.open")
            #expect(trace.lines.suffix(2).map(\.entry.command) == ["order.place", "order.cancel"])
        }
    }
}
