import Audit
import Schema
import Testing

@testable import Ledger

/// A cart's quote, its holds, and the order that it becomes.
@Suite struct CartCheckoutTests {
    private static let id = #"{"cartId":"CART-1"}"#
    private static let price = Example.Step("cart.price", id)
    private static let hold = Example.Step("cart.hold", id)

    private static func setPrice(_ amount: Int) -> Example.Step {
        .init("catalog.setPrice", #"{"sku":"SKU-1","price":{"amount":\#(amount),"currency":"CNY"}}"#)
    }

    private func rejection(_ reply: Shop.Reply) throws -> Rejection {
        guard case .rejected(let rejection) = reply else {
            Issue.record("accepted: \(reply)")
            return Rejection()
        }
        return rejection
    }

    // MARK: Quotes

    @Test("a quote says what each line costs and as of which entry, and the order costs that")
    func quote() throws {
        var shop = try Shop(given: Example.cart + [.put(2), Self.price])
        let cart = try shop.cart()
        #expect(cart.subtotal == 20_000 && cart.pricedAtSequence == UInt64(shop.entries.count))
        #expect(cart.lines.map(\.unitPrice) == [10_000] && cart.lines.map(\.lineTotal) == [20_000])
        try shop.given([.init("order.place", Example.ofCart(#","shippingFee":800,"expectedTotal":20800"#))])
        let (order, done) = try (shop.order(), shop.cart())
        #expect(order.total == 20_800 && order.cartID == "CART-1" && order.lines.map(\.lineID) == ["1"])
        #expect(done.status == .checkedOut && done.orderID == "O-1" && done.subtotal == 20_000)
        #expect(shop.entries.last?.events.last?.cart.event?.name == "cart.checkedOut")
        try shop.expectReplay()
    }

    @Test("a sale and tax are the cart's, too: its quote is what price tags say, and a quote that a sale's end outdates refuses")
    func saleAndTax() throws {
        var shop = try Shop(given: Example.cart + [.vat, .taxed, .put(2)])
        try shop.given([
            .init(
                "catalog.setPrice",
                #"{"sku":"SKU-1","price":{"amount":8000,"currency":"CNY"},"validTo":"2026-03-01T10:00:00Z"}"#),
            Self.price,
        ])
        #expect(try shop.cart().subtotal == 16_000)
        #expect(
            try rejection(shop.send("order.place", Example.ofCart(#","priceListId":"WHOLESALE""#))).params["field"] == "priceListId"
        )
        var later = shop
        later.clock = try #require(Moment("2026-03-01T10:00:00Z"))
        #expect(try rejection(later.send("order.place", Example.ofCart(""))).code == "price_changed")
        try shop.given([.init("order.place", Example.ofCart(#","expectedTotal":18080"#))])
        #expect(try shop.order().total == 18_080)
        try shop.expectReplay()
    }

    @Test("where the catalog has changed since, the quote refuses with the new numbers, and nothing happens")
    func changed() throws {
        var shop = try Shop(given: Example.cart + [.put(2), Self.price])
        let quoted = try #require(try shop.cart().pricedAtSequence)
        try shop.given([Self.setPrice(12_000)])
        let cart = try shop.cart()
        let refused = try rejection(shop.send("order.place", Example.ofCart()))
        #expect(refused.code == "price_changed")
        #expect(
            refused.params == [
                "sku": "SKU-1", "expected": "10000", "actual": "12000", "expectedSubtotal": "20000", "actualSubtotal": "24000",
                "pricedAtSequence": String(quoted),
            ])
        #expect(try shop.cart() == cart && shop.state.order("O-1") == nil && shop.stock().reserved == 0)
        // Back at the old price, the quote is right again.
        try shop.given([Self.setPrice(10_000), .checkOut])
        #expect(try shop.order().total == 20_000)
    }

    @Test("a quote is of exactly the lines that it was given for: any change of them takes it back", arguments: 0..<5)
    func takenBack(_ change: Int) throws {
        let changes: [[Example.Step]] = [
            [.put(1)], [.init("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":1}"#)],
            [.init("cart.removeItem", #"{"cartId":"CART-1","sku":"SKU-1"}"#)], [.init("cart.clear", Self.id)],
            [.openGuest, .put(1, into: "CART-0"), .init("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#)],
        ]
        var shop = try Shop(given: Example.cart + [.put(2), Self.price] + changes[change])
        let cart = try shop.cart()
        #expect(cart.subtotal == nil && cart.pricedAtSequence == nil)
        #expect(cart.lines.allSatisfy { $0.unitPrice == nil && $0.lineTotal == nil })
        try shop.given([Self.setPrice(12_000)])
        if !cart.lines.isEmpty { try shop.given([.checkOut]) }
        try shop.expectReplay()
    }

    @Test("a sum that no order can have is refused, not wrapped")
    func overflow() throws {
        var shop = try Shop(given: Example.cart + [Self.setPrice(900_000_000_000_000), .put(2)])
        #expect(try shop.send("cart.price", Self.id).code == "amount_overflow")
    }

    // MARK: Holds

    @Test("what is held for a cart is not sold to others, and is used up by its order")
    func held() throws {
        var shop = try Shop(given: Example.cart + [.put(4), Self.hold])
        #expect(try shop.stock().reserved == 4 && shop.stock().available == 1)
        #expect(try shop.send("order.place", Example.order(2)).code == "insufficient_stock")
        try shop.given([.checkOut])
        #expect(try shop.stock().reserved == 4 && shop.order().lines[0].reserved == 4)
        #expect(try shop.state.reservation("CART-1@3.1")?.status == .consumed)
        try shop.expectReplay()
    }

    @Test("a cart holds no more than it has of a SKU: what it has less of is given back, the newest first")
    func trimmed() throws {
        var shop = try Shop(given: Example.cart + [.put(2), Self.hold, .put(3), Self.hold])
        #expect(try shop.cart().reservationIds == ["CART-1@3.1", "CART-1@5.1"] && shop.stock().reserved == 5)
        try shop.given([.init("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":1}"#)])
        #expect(try shop.stock().reserved == 1)
        #expect(try shop.state.reservation("CART-1@5.1")?.status == .released)
        #expect(try shop.state.reservation("CART-1@3.1")?.remaining == 1)
        // More of it stays as it is until it is held again.
        try shop.given([.put(2)])
        #expect(try shop.stock().reserved == 1)
        try shop.given([.init("cart.removeItem", #"{"cartId":"CART-1","sku":"SKU-1"}"#)])
        #expect(try shop.stock().reserved == 0)
    }

    @Test("what is held ends with the cart's contents")
    func ended() throws {
        var shop = try Shop(given: Example.shop + [.openGuest, .put(2, into: "CART-0")])
        try shop.given([.init("cart.hold", #"{"cartId":"CART-0"}"#)])
        #expect(try shop.stock().reserved == 2)
        try shop.given([.init("cart.clear", #"{"cartId":"CART-0"}"#)])
        #expect(try shop.stock().reserved == 0)
        try shop.expectReplay()
    }

    private static let merge = Example.Step("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#)

    @Test("what is held for a cart is held for the one that it is merged into, and nobody who waits for it gets it in between")
    func handedOver() throws {
        var shop = try Shop(given: Example.cart + [.openGuest, .put(3, into: "CART-0"), .put(1), Self.hold])
        try shop.given([
            .init("cart.hold", #"{"cartId":"CART-0"}"#),
            .init("catalog.updateVariant", #"{"sku":"SKU-1","backorderLimit":9}"#),
            .init(
                "order.place",
                #"{"orderId":"O-2","customerId":"C-2","currency":"CNY","lines":[{"sku":"SKU-1","quantity":4}],"#
                    + #""allowBackorder":true}"#),
        ])
        #expect(try shop.order("O-2").lines[0].backordered == 3)
        try shop.given([Self.merge])
        let holds = try shop.cart().reservationIds
        #expect(holds.count == 2 && holds.last?.hasPrefix("CART-0@") == true)
        #expect(try shop.order("O-2").lines[0].backordered == 3 && shop.stock().reserved == 5)
        // Once it has less of it, or ends, what it has no use for is given back as before, and those who wait get it.
        try shop.given([.init("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":3}"#)])
        try shop.given([.checkOut])
        #expect(try shop.order().lines[0].reserved == 3 && shop.order("O-2").lines[0].backordered == 2)
        #expect(try shop.state.reservation(holds[1])?.status == .consumed || shop.state.reservation(holds[1])?.remaining == 0)
        try shop.expectReplay()
    }

    // MARK: Tax, and where it goes

    /// What comes on top is 13 %, and 20 % in France.
    private static let vat = Example.Step(
        "catalog.setTaxClass",
        #"{"taxClassId":"VAT","mode":"EXCLUSIVE","rates":[{"ratePpm":130000},{"country":"FR","ratePpm":200000}]}"#)

    @Test("a quote has the tax of where it goes, and an order that goes elsewhere is refused with what it costs there")
    func taxOnTop() throws {
        var shop = try Shop(given: Example.cart + [Self.vat, .taxed, .put(2)])
        try shop.given([.init("cart.price", #"{"cartId":"CART-1","country":"FR"}"#)])
        let cart = try shop.cart()
        #expect(cart.subtotal == 20_000 && cart.total == 24_000 && cart.quotedCountry == "FR")
        #expect(cart.lines.map(\.tax) == [4000] && cart.lines.map(\.taxIncluded) == [false])
        let refused = try rejection(shop.send("order.place", Example.ofCart(#","shipTo":{"country":"DE"}"#)))
        #expect(refused.code == "price_changed")
        #expect(
            refused.params == [
                "expectedTotal": "24000", "actualTotal": "22600", "country": "DE",
                "pricedAtSequence": String(cart.pricedAtSequence ?? 0),
            ])
        try shop.given([.init("order.place", Example.ofCart(#","shipTo":{"country":"FR"},"expectedTotal":24000"#))])
        #expect(try shop.order().total == 24_000)
        try shop.expectReplay()
    }

    @Test("tax within the price changes no total, wherever it goes; a change of the lines takes the quoted tax back")
    func taxWithin() throws {
        let inclusive = Example.Step(
            "catalog.setTaxClass",
            #"{"taxClassId":"VAT","mode":"INCLUSIVE","rates":[{"ratePpm":130000},{"country":"FR","ratePpm":200000}]}"#)
        var shop = try Shop(given: Example.cart + [inclusive, .taxed, .put(2), Self.price])
        #expect(try shop.cart().total == 20_000 && shop.cart().lines.map(\.taxIncluded) == [true])
        #expect(try shop.cart().lines.map(\.tax) == [2301])
        var other = shop
        try other.given([.put(1)])
        #expect(try other.cart().total == nil && other.cart().lines.map(\.tax) == [nil])
        try shop.given([.init("order.place", Example.ofCart(#","shipTo":{"country":"FR"}"#))])
        #expect(try shop.order().total == 20_000)
        try shop.expectReplay()
    }

    @Test("what is not sold everywhere is quoted without a country, and ordered only with one where it is sold")
    func restricted() throws {
        var shop = try Shop(given: Example.cart + [.put(1)])
        try shop.given([.init("catalog.updateProduct", #"{"productId":"P-1","restrictedCountries":["KP"]}"#), Self.price])
        let nowhere = try rejection(shop.send("order.place", Example.ofCart()))
        #expect(nowhere.code == "invalid_argument" && nowhere.params["field"] == "shipTo.country")
        for (verb, body) in [
            ("order.place", Example.ofCart(#","shipTo":{"country":"KP"}"#)),
            ("cart.price", #"{"cartId":"CART-1","country":"KP"}"#),
        ] {
            #expect(try rejection(shop.send(verb, body)).code == "destination_restricted", "\(verb)")
        }
        #expect(try shop.send("cart.price", #"{"cartId":"CART-1","country":"fr"}"#).code == "invalid_argument")
        try shop.given([.init("order.place", Example.ofCart(#","shipTo":{"country":"FR"}"#))])
        try shop.expectReplay()
    }

    @Test("a hold is short: it ends by itself, and asking again keeps it an hour at most")
    func short() throws {
        var shop = try Shop(given: Example.cart + [.put(2), Self.hold])
        try shop.wait(seconds: 880)
        try shop.given([.init("cart.hold", #"{"cartId":"CART-1","expiresInSeconds":3600}"#)])
        let hold = try #require(try shop.state.reservation("CART-1@3.1"))
        #expect(Moment(hold.expiresAt) == Moment(hold.heldAt)?.adding(seconds: Limits.maxHoldSeconds))
        // What was there before is all that is held: the cart itself has not changed.
        #expect(try shop.cart().reservationIds == ["CART-1@3.1"] && shop.cart().version == 3)
        try shop.wait(seconds: 3600)
        #expect(try shop.stock().reserved == 0)
        // The cart can be held anew, and ordered without a hold.
        try shop.given([Self.hold])
        #expect(try shop.cart().reservationIds == ["CART-1@4.1"])
        try shop.wait(seconds: 3600)
        try shop.given([.checkOut])
        #expect(try shop.order().lines[0].reserved == 2)
        for seconds in [0, 3601] {
            let body = #"{"cartId":"CART-9","expiresInSeconds":\#(seconds)}"#
            #expect(try shop.send("cart.hold", body).code == "invalid_argument")
        }
    }

    @Test("a cart's holds are its own: no command can name them")
    func own() throws {
        var shop = try Shop(given: Example.cart + [.put(2), Self.hold])
        #expect(try shop.send("stock.releaseReservation", #"{"reservationId":"CART-1@3.1"}"#).code == "invalid_argument")
        #expect(
            try shop.send("order.place", Example.order(5, #","reservationIds":["CART-1@3.1"]"#)).code == "invalid_argument")
        #expect(
            try shop.send("stock.reserve", #"{"reservationId":"CART-1@5.1","sku":"SKU-1","quantity":1}"#).code
                == "invalid_argument")
        #expect(try shop.stock().reserved == 2)
        // A stocktake can break them, as it breaks all others.
        try shop.given([
            .init(
                "stock.adjust",
                #"{"sku":"SKU-1","warehouseId":"WH-1","delta":-4,"reason":"STOCKTAKE","breakReservations":true}"#)
        ])
        #expect(try shop.state.reservation("CART-1@3.1")?.remaining == 1)
        try shop.given([.receive(5), Self.hold])
        #expect(try shop.stock().reserved == 2)
    }

    @Test("goods of several warehouses are held together, or none; digital goods need no hold")
    func warehouses() throws {
        let second: [Example.Step] = [
            .init("warehouse.register", #"{"warehouseId":"WH-2","name":"Ningbo"}"#),
            .init("stock.receive", #"{"sku":"SKU-1","warehouseId":"WH-2","quantity":3}"#), .digital,
            .init("cart.addItem", #"{"cartId":"CART-1","sku":"SKU-D","quantity":9}"#),
        ]
        var shop = try Shop(given: Example.cart + second)
        #expect(try shop.send("cart.hold", Self.id).events == [])
        try shop.given([.put(8), Self.hold])
        #expect(try shop.stock().reserved == 5 && shop.stock("SKU-1@WH-2").reserved == 3)
        try shop.given([.put(1)])
        #expect(try shop.send("cart.hold", Self.id).code == "insufficient_stock")
        #expect(try shop.stock().reserved == 5 && shop.stock("SKU-1@WH-2").reserved == 3)
    }

    @Test("a cart has no more holds than an order can use up")
    func holdLimit() throws {
        let count = Limits.reservationsPerOrder + 1
        let variants = (1...count).map { #"{"sku":"V-\#($0)","price":{"amount":1,"currency":"CNY"}}"# }.joined(separator: ",")
        var shop = try Shop(given: Example.cart)
        try shop.given([
            .init(
                "catalog.createProduct",
                #"{"productId":"V","title":"V","kind":"PHYSICAL","publish":true,"variants":[\#(variants)]}"#)
        ])
        for variant in 1...count {
            let goods = #""sku":"V-\#(variant)","quantity":1"#
            try shop.given([
                .init("stock.receive", "{\"warehouseId\":\"WH-1\",\(goods)}"),
                .init("cart.addItem", "{\"cartId\":\"CART-1\",\(goods)}"),
            ])
        }
        let refused = try rejection(shop.send("cart.hold", Self.id))
        #expect(refused.code == "quantity_limit" && refused.params["max"] == "50")
        try shop.given([.init("cart.removeItem", #"{"cartId":"CART-1","sku":"V-1"}"#), Self.hold, .checkOut])
        #expect(try shop.order().lines.count == 50)
    }

    // MARK: Checkout

    @Test(
        "what cannot be ordered leaves the cart as it was, and its goods held",
        arguments: [
            (#","lines":[{"sku":"SKU-1","quantity":1}]"#, "invalid_argument"), (#","expectedTotal":1"#, "price_changed"),
            (#","payments":[{"paymentId":"PAY-1","method":"CARD","amount":30000}]"#, "exceeds_due"),
            (#","payWithinSeconds":0"#, "invalid_argument"), (#","reservationIds":["R-9"]"#, "not_found"),
        ])
    func refused(more: String, code: String) throws {
        var shop = try Shop(given: Example.cart + [.put(2), Self.hold])
        let (cart, stock) = try (shop.cart(), shop.stock())
        #expect(try shop.send("order.place", Example.ofCart(more)).code == code)
        #expect(try shop.cart() == cart && shop.stock() == stock && shop.state.order("O-1") == nil)
        try shop.given([.checkOut])
    }

    @Test("a cart is ordered in its currency, by its customer; a guest's by anyone, once")
    func whose() throws {
        var shop = try Shop(given: Example.cart + [.put(1), .openGuest, .put(1, into: "CART-0")])
        func order(_ order: String, _ customer: String, _ cart: String, _ currency: String = "CNY") -> String {
            #"{"orderId":"\#(order)","customerId":"\#(customer)","currency":"\#(currency)","cartId":"\#(cart)"}"#
        }
        #expect(try shop.send("order.place", order("O-1", "C-2", "CART-1")).code == "invalid_argument")
        #expect(try shop.send("order.place", order("O-1", "C-1", "CART-1", "EUR")).code == "currency_mismatch")
        #expect(try shop.send("order.place", order("O-1", "C-1", "CART-9")).code == "not_found")
        try shop.given([.init("order.place", order("O-1", "C-2", "CART-0"))])
        #expect(try shop.send("order.place", order("O-2", "C-2", "CART-0")).code == "cart_closed")
    }

    @Test("a storefront does all of it, at the catalog's prices")
    func storefront() throws {
        var shop = try Shop(given: Example.shop)
        shop.role = "storefront"
        try shop.given([.openGuest, .put(1, into: "CART-0"), .openCart, .put(1)])
        try shop.given([.init("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#), Self.price, Self.hold])
        #expect(try shop.send("order.place", Example.ofCart(#","fees":[{"code":"GIFT","amount":-1}]"#)).code == "forbidden")
        try shop.given([.checkOut])
        #expect(try shop.order().total == 20_000)
    }
}
