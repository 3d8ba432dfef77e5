import Engine
import Foundation
import Ledger
import Schema
import Synchronization
import TestTools
import TestWorld
import Testing

/// Carts on a running ledger: several tabs at once, the past, the clock. Their rules are in `Tests/LedgerTests/CartTests.swift`.
@Suite("Carts")
struct CartTests {
    private static func put(_ id: String, _ quantity: Int64 = 1) -> Command {
        .cart(id, .addItem(.with { ($0.cartID, $0.sku, $0.quantity) = ("CART-1", "A", quantity) }))
    }

    private static let opening = Command.cart(
        "open", .open(.with { ($0.cartID, $0.customerID, $0.currency) = ("CART-1", "U-1", "CNY") }))

    private func cart(_ view: View) throws -> Cart? {
        guard case .cart(let cart) = try view.row(.cart, "CART-1") else { return nil }
        return cart
    }

    /// A cart that is read, changed and stored as a whole loses what came between.
    @Test("eight tabs put one in fifty times each, and none is lost")
    func tabs() throws {
        try withLedger(units: 1000) { ledger in
            try ledger.accepted(Self.opening)
            let engine = ledger.engine
            let tabs = DispatchGroup()
            let refused = Mutex<[String]>([])
            for tab in 0..<8 {
                tabs.enter()
                Thread.detachNewThread {
                    defer { tabs.leave() }
                    for number in 0..<50 {
                        let waiting = Waiting()
                        guard let submission = try? Submission(Self.put("\(tab)-\(number)"), actor: .staff) else { continue }
                        engine.submit([submission]) { waiting.fulfil($0) }
                        let rejection = waiting.outcomes()[0].receipt?.rejection
                        if let rejection { refused.withLock { $0.append(rejection.detail) } }
                    }
                }
            }
            tabs.wait()
            #expect(refused.withLock { $0 } == [])
            let found = try #require(try cart(ledger.engine.head))
            #expect(found.lines.map(\.quantity) == [400] && found.version == 401)
            // A tab that does not want to add to what it has not seen says so.
            let late = Self.put("late").expecting("cart/CART-1", version: 1)
            #expect(try ledger.rejection(late) == "version_conflict")
            // Sent twice, it is put in once.
            let again = try ledger.receipt(Self.put("0-0"))
            #expect(again.replayed && again.rejection == nil)
            #expect(try cart(ledger.engine.head)?.lines.map(\.quantity) == [400])
        }
    }

    @Test("a cart as of each moment is what it was then, flushed, opened again and rebuilt", arguments: [2, 1000])
    func past(entriesPerFlush: Int) throws {
        try withLedger(units: 10, entriesPerFlush: entriesPerFlush) { ledger in
            let first = try ledger.accepted(Self.opening).sequence
            var then: [UInt64: Cart] = [first: try #require(try cart(ledger.engine.head))]
            for (verb, body) in [
                ("cart.addItem", #"{"cartId":"CART-1","sku":"A","quantity":2}"#), ("cart.price", #"{"cartId":"CART-1"}"#),
                ("catalog.setPrice", #"{"sku":"A","price":{"amount":120,"currency":"CNY"}}"#),
                ("cart.setQuantity", #"{"cartId":"CART-1","sku":"A","quantity":3}"#), ("cart.price", #"{"cartId":"CART-1"}"#),
                ("cart.hold", #"{"cartId":"CART-1"}"#),
                ("order.place", #"{"orderId":"O-1","customerId":"U-1","currency":"CNY","cartId":"CART-1","expectedTotal":360}"#),
            ] {
                try ledger.send(verb, body)
                then[ledger.engine.status.head] = try cart(ledger.engine.head)
            }
            #expect(Set(then.values.map { "\($0.subtotal ?? 0)" }) == ["0", "200", "360"])
            let head = ledger.engine.status.head
            let live = try ledger.engine.head.stateHash().description
            #expect(try ledger.replayHash() == live)
            for round in 0..<3 {
                for (sequence, row) in then {
                    #expect(try cart(ledger.engine.view(at: .sequence(sequence))) == row, "\(sequence) in round \(round)")
                }
                #expect(try cart(ledger.engine.view(at: .sequence(first - 1))) == nil)
                #expect(try ledger.engine.head.history(.cart, "CART-1").count == 7)
                if round == 0 { try ledger.reopen() }
                if round == 1 {
                    try ledger.reopen { try FileManager.default.removeItem(atPath: ledger.folder + "/state") }
                }
                #expect(try ledger.engine.head.stateHash().description == live && ledger.engine.status.head == head)
            }
        }
    }

    @Test("a hold ends and a cart is given up by the clock, also after a restart, and lists find it by how it ended")
    func clock() throws {
        try withLedger(units: 10) { ledger in
            try ledger.accepted(Self.opening)
            try ledger.accepted(Self.put("put", 4))
            try ledger.send("cart.hold", #"{"cartId":"CART-1"}"#)
            #expect(try ledger.stock("A@W-1").reserved == 4)
            ledger.clock.advance(seconds: 901)
            ledger.engine.flush()
            try ledger.wait("the expiry") { try ledger.stock("A@W-1").reserved == 0 }
            #expect(try ledger.entries().last?.command == "stock.expireReservation")
            try ledger.reopen()
            ledger.clock.advance(seconds: Limits.abandonCartAfterSeconds - 902)
            ledger.engine.flush()
            #expect(try cart(ledger.engine.head)?.status == .open)
            ledger.clock.advance(seconds: 2)
            ledger.engine.flush()
            try ledger.wait("the end") { try cart(ledger.engine.head)?.status == .abandoned }
            let last = try #require(try ledger.entries().last)
            #expect(last.command == "cart.abandon" && last.id.hasPrefix("timer:cart.abandon:cart/CART-1:"))
            try ledger.flush()
            for (column, value, count) in [
                ("status", "ABANDONED", 1), ("status", "OPEN", 0), ("customerId", "U-1", 1), ("customerId", "", 0), ("sku", "A", 1),
            ] {
                let query = Query(.cart, filters: [.init(column, value)], limit: 10)
                #expect(try ledger.engine.head.rows(query).rows.count == count, "\(column)=\(value)")
            }
        }
    }

    @Test("the largest cart can be quoted, held, held longer, merged and ordered, with ids of the largest size")
    func largest() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            defer { ledger.close() }
            func long(_ start: String, bytes: Int = Limits.idBytes) -> String {
                start + String(repeating: "x", count: bytes - start.utf8.count)
            }
            let (warehouse, carts) = (long("W-"), [long("CART-1-"), long("CART-2-")])
            let skus = (0..<Limits.linesPerCart).map { long("K\($0)-", bytes: Limits.idBytes - 2) }
            let goods = skus.prefix(Limits.reservationsPerOrder)
            try ledger.accepted(.warehouse("w", warehouse))
            for (index, sku) in skus.enumerated() {
                try ledger.accepted(.product("p" + sku, sku, price: 9_000_000, kind: index < goods.count ? .physical : .digital))
            }
            for sku in goods { try ledger.accepted(.receive("r" + sku, sku, warehouse, 1)) }
            for cart in carts {
                try ledger.accepted(.cart("o" + cart, .open(.with { ($0.cartID, $0.currency) = (cart, "CNY") })))
            }
            for sku in skus {
                try ledger.accepted(.cart("a" + sku, .addItem(.with { ($0.cartID, $0.sku, $0.quantity) = (carts[0], sku, 1) })))
            }
            let name = "{\"cartId\":\"\(carts[0])\"}"
            #expect(try ledger.send("cart.hold", name).count == 1 + 2 * goods.count)
            ledger.clock.advance(seconds: 600)
            #expect(try ledger.send("cart.hold", name).count == goods.count)
            let merge = "{\"cartId\":\"\(carts[1])\",\"fromCartId\":\"\(carts[0])\"}"
            // What was put in, what is held for it now, and the end of the other one.
            #expect(try ledger.send("cart.merge", merge).count == 3)
            let other = "{\"cartId\":\"\(carts[1])\"}"
            try ledger.send("cart.price", other)
            try ledger.send("cart.hold", other)
            // An order of 200 such lines could not be ended in one entry: that is its limit, and not the cart's.
            for sku in skus.suffix(Limits.linesPerCart - 100) {
                try ledger.send("cart.removeItem", "{\"cartId\":\"\(carts[1])\",\"sku\":\"\(sku)\"}")
            }
            try ledger.send(
                "order.place",
                "{\"orderId\":\"\(long("O-"))\",\"customerId\":\"\(long("C-"))\",\"currency\":\"CNY\",\"cartId\":\"\(carts[1])\"}")
            let largest = try ledger.entries().map { $0.canonicalBytes().count }.max() ?? 0
            #expect((40_000...Limits.entryBytes).contains(largest), "\(largest)")
        }
    }

    /// There is no moment before the order's in which the hold could end.
    @Test(
        "a cart's hold that ends in the very microsecond of its order is given back in the same entry, and the order has the goods")
    func holdThatEndsWithTheOrder() throws {
        try withLedger { ledger in
            let commands: [Command] =
                smallShop(units: 1) + [
                    Self.opening, Self.put("put"),
                    .cart("hold", .hold(.with { ($0.cartID, $0.expiresInSeconds) = ("CART-1", 60) })),
                ]
            for (second, command) in commands.enumerated() {
                try ledger.accepted(command.at("2020-01-01T00:00:0\(second)Z"), as: .importer)
            }
            let place = PlaceOrder.with { ($0.orderID, $0.customerID, $0.currency, $0.cartID) = ("O-1", "U-1", "CNY", "CART-1") }
            let order = Command.order("order", .place(place)).at("2020-01-01T00:01:05Z")
            try ledger.accepted(order, as: .importer)
            let entry = try #require(try ledger.entries().last)
            #expect(entry.events.first?.name == "stock.reservationExpired" && entry.sequence == 7)
        }
    }
}
