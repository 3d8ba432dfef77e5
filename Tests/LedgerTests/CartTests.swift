import Schema
import Testing

@testable import Ledger

/// What is in a cart, and how it ends. Its quotes, its holds and the order that it becomes: `CartCheckoutTests`.
@Suite struct CartTests {
    private static let id = #"{"cartId":"CART-1"}"#

    static func lines(_ cart: Cart) -> [String] { cart.lines.map { "\($0.sku) \($0.quantity)" } }

    /// A second product, SKU-D, which has no stock.
    private static let filled: [Example.Step] =
        Example.cart + [.digital, .put(2), .init("cart.addItem", #"{"cartId":"CART-1","sku":"SKU-D","quantity":1}"#)]

    @Test("a SKU is in a cart once, however often it is put in, and leaves it by its name")
    func bySKU() throws {
        var shop = try Shop(given: Self.filled + [.put(3)])
        #expect(try Self.lines(shop.cart()) == ["SKU-1 5", "SKU-D 1"])
        try shop.given([.init("cart.removeItem", #"{"cartId":"CART-1","sku":"SKU-1"}"#)])
        #expect(try Self.lines(shop.cart()) == ["SKU-D 1"])
        #expect(try shop.send("cart.removeItem", #"{"cartId":"CART-1","sku":"SKU-1"}"#).code == "not_found")
        try shop.given([.init("cart.clear", Self.id)])
        #expect(try shop.cart().lines.isEmpty && shop.cart().status == .open)
        try shop.expectReplay()
    }

    private static let member = Example.Step(
        "customer.register", #"{"customerId":"C-1","email":"mei@example.org","name":"Mei Lin"}"#)

    @Test("nobody uses the cart of a customer who is suspended, and it is as it was once the customer is reinstated")
    func suspended() throws {
        let guest: [Example.Step] = [.openGuest, .put(1, into: "CART-0")]
        var shop = try Shop(given: Self.filled + guest + [Self.member, .init("cart.hold", Self.id)])
        let before = try shop.cart()
        try shop.given([.init("customer.suspend", #"{"customerId":"C-1","reason":"r"}"#)])
        let uses = [
            ("addItem", #"{"cartId":"CART-1","sku":"SKU-1","quantity":1}"#),
            ("setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":1}"#),
            ("removeItem", #"{"cartId":"CART-1","sku":"SKU-1"}"#), ("clear", Self.id), ("price", Self.id), ("hold", Self.id),
            ("merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#),
            ("open", #"{"cartId":"CART-2","customerId":"C-1","currency":"CNY"}"#),
        ]
        for (verb, body) in uses { #expect(try shop.send("cart." + verb, body).code == "forbidden", "\(verb)") }
        #expect(try shop.send("order.place", Example.ofCart()).code == "forbidden")
        let other = Example.ofCart().replacing("C-1", with: "C-9")
        #expect(try shop.send("order.place", other).code == "forbidden")
        #expect(try shop.cart() == before)
        // A guest's is nobody's, and another customer's is not that customer's.
        try shop.given([.put(1, into: "CART-0"), .init("cart.open", #"{"cartId":"CART-3","customerId":"C-3","currency":"CNY"}"#)])
        try shop.given([.init("customer.reinstate", #"{"customerId":"C-1"}"#), .put(1)])
        try shop.expectReplay()
    }

    @Test("an erasure ends the customer's open carts and gives back what was held for them, and leaves all others")
    func erased() throws {
        var shop = try Shop(given: Self.filled + [.openGuest, Self.member, .init("cart.hold", Self.id)])
        try shop.given([.init("cart.open", #"{"cartId":"CART-2","customerId":"C-1","currency":"CNY"}"#)])
        let erased = try shop.send("customer.erase", #"{"customerId":"C-1","legalBasis":"law"}"#)
        #expect(erased.events.first == "customer/C-1 customer.erased" && erased.events.contains("cart/CART-2 cart.abandoned"))
        #expect(erased.events.contains { $0.hasSuffix("stock.reservationReleased") }, "\(erased.events)")
        #expect(try shop.cart().status == .abandoned && shop.state.cart("CART-0")?.status == .open)
        #expect(try shop.send("cart.addItem", Example.Step.put(1).body).code == "cart_closed")
        #expect(try shop.send("cart.open", #"{"cartId":"CART-4","customerId":"C-1","currency":"CNY"}"#).code == "forbidden")
        try shop.expectReplay()
    }

    @Test("a customer who has more carts than fit in an entry is erased all the same, and none of them is used any more")
    func manyCarts() throws {
        var shop = try Shop(given: Example.shop + [Self.member])
        for number in 0..<600 {
            let id = "CART-\(number)-" + String(repeating: "x", count: 40)
            try shop.given([.init("cart.open", #"{"cartId":"\#(id)","customerId":"C-1","currency":"CNY"}"#)])
        }
        #expect(try shop.send("customer.erase", #"{"customerId":"C-1","legalBasis":"law"}"#).code == nil)
        let carts = shop.state.tables.carts.rows
        #expect(carts.contains { $0.status == .abandoned })
        for cart in carts where cart.status == .open {
            let body = #"{"cartId":"\#(cart.cartID)","sku":"SKU-1","quantity":1}"#
            #expect(try shop.send("cart.addItem", body).code == "forbidden")
        }
        try shop.expectReplay()
    }

    @Test("a product is never invented: what the catalog does not sell is in no cart, and in no catalog afterwards")
    func unknown() throws {
        var shop = try Shop(given: Example.cart)
        let (before, products) = try (shop.cart(), shop.state.tables.products.rows)
        #expect(try shop.send("cart.addItem", #"{"cartId":"CART-1","sku":"GHOST","quantity":1}"#).code == "not_sellable")
        try shop.given([.init("catalog.unpublish", #"{"productId":"P-1"}"#)])
        #expect(try shop.send("cart.addItem", Example.Step.put(1).body).code == "not_sellable")
        #expect(try shop.cart() == before && shop.state.tables.products.rows.count == products.count)
    }

    @Test(
        "a quantity is whole, positive and bounded",
        arguments: [
            ("addItem", "0", "invalid_argument"), ("addItem", "-2", "invalid_argument"),
            ("addItem", "1000000001", "quantity_limit"), ("addItem", "999999999", "quantity_limit"),
            ("addItem", "9007199254740991", "quantity_limit"),
            ("setQuantity", "-1", "invalid_argument"), ("setQuantity", "1000000001", "quantity_limit"),
        ])
    func quantities(verb: String, quantity: String, code: String) throws {
        var shop = try Shop(given: Example.cart + [.put(2)])
        let body = #"{"cartId":"CART-1","sku":"SKU-1","quantity":\#(quantity)}"#
        #expect(try shop.send("cart." + verb, body).code == code)
        #expect(try Self.lines(shop.cart()) == ["SKU-1 2"])
    }

    @Test("a quantity that is set is the one there is; none given is refused, and the same changes nothing")
    func setting() throws {
        var shop = try Shop(given: Example.cart + [.put(2)])
        #expect(try shop.send("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1"}"#).code == "invalid_argument")
        #expect(try shop.send("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":2}"#).events == [])
        // There can be less of what is not on sale any more, and none.
        try shop.given([.init("catalog.unpublish", #"{"productId":"P-1"}"#)])
        try shop.given([.init("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":1}"#)])
        try shop.given([.init("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":0}"#)])
        #expect(try shop.cart().lines.isEmpty)
    }

    @Test("a cart has as many lines as an order, and no more")
    func lineLimit() throws {
        var shop = try Shop(given: Example.cart)
        for product in 0..<3 {
            let variants = (0..<(product == 2 ? 1 : 100)).map { variant in
                #"{"sku":"V-\#(product)-\#(variant)","price":{"amount":1,"currency":"CNY"}}"#
            }
            let body =
                #"{"productId":"V-\#(product)","title":"V","kind":"DIGITAL","publish":true,"#
                + #""variants":[\#(variants.joined(separator: ","))]}"#
            try shop.given([.init("catalog.createProduct", body)])
        }
        for index in 0..<200 {
            let body = #"{"cartId":"CART-1","sku":"V-\#(index / 100)-\#(index % 100)","quantity":1}"#
            try shop.given([.init("cart.addItem", body)])
        }
        #expect(try shop.cart().lines.count == Limits.linesPerOrder)
        let more = #"{"cartId":"CART-1","sku":"V-2-0","quantity":1}"#
        guard case .rejected(let rejection) = try shop.send("cart.addItem", more) else {
            Issue.record("201 lines were accepted")
            return
        }
        #expect(rejection.code == "quantity_limit" && rejection.params == ["field": "lines", "max": "200"])
        try shop.given([.openGuest, .init("cart.addItem", #"{"cartId":"CART-0","sku":"V-2-0","quantity":1}"#)])
        #expect(try shop.send("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#).code == "quantity_limit")
        #expect(try shop.cart("CART-0").status == .open)
        // What fills a cart can be bought.
        try shop.given([.checkOut])
        #expect(try shop.order().lines.count == 200 && shop.order().total == 200)
    }

    // MARK: Merging

    @Test("a guest's cart goes into a customer's: units are summed by SKU, as far as a line goes")
    func merge() throws {
        var shop = try Shop(given: Self.filled + [.openGuest, .put(999_999_999, into: "CART-0")])
        try shop.given([.init("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#)])
        #expect(try Self.lines(shop.cart()) == ["SKU-1 1000000000", "SKU-D 1"])
        let guest = try shop.cart("CART-0")
        #expect(guest.status == .merged && guest.mergedInto == "CART-1" && guest.expiresAt == nil)
        try shop.expectReplay()
    }

    @Test(
        "what cannot be merged stays as it was",
        arguments: [
            (#"{"cartId":"CART-1","fromCartId":"CART-1"}"#, "invalid_argument"),
            (#"{"cartId":"CART-1","fromCartId":"CART-2"}"#, "invalid_argument"),
            (#"{"cartId":"CART-0","fromCartId":"CART-1"}"#, "invalid_argument"),
            (#"{"cartId":"CART-1","fromCartId":"CART-3"}"#, "currency_mismatch"),
            (#"{"cartId":"CART-1","fromCartId":"CART-9"}"#, "not_found"),
        ])
    func unmerged(body: String, code: String) throws {
        var shop = try Shop(
            given: Example.cart + [
                .put(1), .openGuest, .init("cart.open", #"{"cartId":"CART-2","customerId":"C-2","currency":"CNY"}"#),
                .init("cart.open", #"{"cartId":"CART-3","currency":"EUR"}"#),
            ])
        #expect(try shop.send("cart.merge", body).code == code)
        #expect(try Self.lines(shop.cart()) == ["SKU-1 1"] && shop.cart("CART-3").status == .open)
    }

    // MARK: Its states

    private static let ends: [String: [Example.Step]] = [
        "CHECKED_OUT": [.put(1), .checkOut],
        "MERGED": [.put(1), .openGuest, .init("cart.merge", #"{"cartId":"CART-0","fromCartId":"CART-1"}"#)],
        "ABANDONED": [.put(1)],
    ]

    @Test("each end of a cart is final", arguments: ["CHECKED_OUT", "MERGED", "ABANDONED"])
    func final(_ end: String) throws {
        var shop = try Shop(given: Example.shop + [.init("cart.open", #"{"cartId":"CART-1","currency":"CNY"}"#)])
        try shop.given(Self.ends[end] ?? [])
        if end == "ABANDONED" { try shop.wait(seconds: Limits.abandonCartAfterSeconds) }
        let cart = try shop.cart()
        #expect(cart.status.label == end && cart.deadline == nil && cart.expiresAt == nil)
        let other = try shop.send("cart.open", #"{"cartId":"CART-2","currency":"CNY"}"#)
        #expect(other.code == nil)
        let item = #"{"cartId":"CART-1","sku":"SKU-1","quantity":1}"#
        for (verb, body) in [
            ("addItem", item), ("setQuantity", item), ("removeItem", #"{"cartId":"CART-1","sku":"SKU-1"}"#), ("clear", Self.id),
            ("price", Self.id), ("hold", Self.id), ("merge", #"{"cartId":"CART-1","fromCartId":"CART-2"}"#),
            ("merge", #"{"cartId":"CART-2","fromCartId":"CART-1"}"#),
        ] {
            guard case .rejected(let rejection) = try shop.send("cart." + verb, body) else {
                Issue.record("\(verb) changed a cart that is \(end)")
                continue
            }
            #expect(rejection.code == "cart_closed" && rejection.params["state"] == end, "\(verb)")
        }
        #expect(try shop.send("cart.open", #"{"cartId":"CART-1","currency":"CNY"}"#).code == "already_exists")
        let order = #"{"orderId":"O-9","customerId":"C-1","currency":"CNY","cartId":"CART-1"}"#
        #expect(try shop.send("order.place", order).code == "cart_closed")
        try shop.wait(seconds: 2 * Limits.abandonCartAfterSeconds)
        #expect(try shop.cart() == cart)
    }

    @Test("a cart is given up 30 days after whatever changed it last, by itself")
    func abandoned() throws {
        var shop = try Shop(given: Example.cart + [.put(1)])
        try shop.wait(seconds: 29 * 86_400)
        try shop.given([.put(1)])
        let due = shop.clock.adding(seconds: Limits.abandonCartAfterSeconds)
        #expect(try shop.cart().deadline == due)
        try shop.wait(seconds: 30 * 86_400 - 1)
        #expect(try shop.cart().status == .open)
        try shop.wait(seconds: 1)
        #expect(try shop.cart().status == .abandoned)
        #expect(shop.entries.last?.command == "cart.abandon" && shop.entries.last?.actor?.kind == .system)
        // What was in it can still be seen.
        #expect(try Self.lines(shop.cart()) == ["SKU-1 2"])
        try shop.expectReplay()
    }
}
