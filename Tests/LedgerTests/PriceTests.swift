import Schema
import Testing

@testable import Ledger

/// What an order costs is what its list and its moment say (DOMAIN §2.2).
@Suite struct PriceTests {
    private func setPrice(_ amount: Int, _ more: String = "", currency: String = "CNY") -> Example.Step {
        .init("catalog.setPrice", #"{"sku":"SKU-1","price":{"amount":\#(amount),"currency":"\#(currency)"}\#(more)}"#)
    }

    /// Places an order of one lamp, and says what it costs, or why not.
    private func price(_ shop: inout Shop, _ id: String, _ more: String = "", currency: String = "CNY") throws -> String {
        let body =
            #"{"orderId":"\#(id)","customerId":"C-1","currency":"\#(currency)","lines":[{"sku":"SKU-1","quantity":1}]\#(more)}"#
        let reply = try shop.send("order.place", body)
        return try reply.code ?? String(shop.order(id).lines[0].unitPrice)
    }

    @Test("a price of a week holds from its first moment until before its last")
    func halfOpen() throws {
        var shop = try Shop(given: Example.shop + [.sale])
        var found: [String] = []
        // The command comes a second after the clock of the test.
        for (index, time) in [
            "2031-11-23T23:59:58.999999Z", "2031-11-23T23:59:59Z", "2031-11-30T23:59:58.999Z", "2031-11-30T23:59:59Z",
        ].enumerated() {
            shop.clock = try #require(Moment(time))
            found.append(try price(&shop, "O-\(index)"))
        }
        #expect(found == ["10000", "8000", "8000", "10000"])
        try shop.expectReplay()
    }

    @Test("an order of a list pays what the list says in its currency, and else what everybody pays")
    func lists() throws {
        let wholesale = #","listId":"WHOLESALE""#
        let of = #","priceListId":"WHOLESALE""#
        var shop = try Shop(given: Example.shop + [.receive(20), .wholesale, setPrice(1300, wholesale, currency: "EUR")])
        #expect(try price(&shop, "O-1") == "10000")
        #expect(try price(&shop, "O-2", of) == "9000")
        #expect(try price(&shop, "O-3", of, currency: "EUR") == "1300")
        #expect(try price(&shop, "O-4", currency: "EUR") == "currency_mismatch")
        #expect(try price(&shop, "O-5", #","priceListId":"NO-SUCH""#) == "10000")
        #expect(try price(&shop, "O-6", of, currency: "USD") == "currency_mismatch")
        // A price of the plain list and of a time is everybody's, and the list's own still goes first.
        try shop.given([setPrice(1500, #","validTo":"2040-01-01T00:00:00Z""#, currency: "EUR")])
        #expect(try price(&shop, "O-7", currency: "EUR") == "1500")
        #expect(try price(&shop, "O-8", of, currency: "EUR") == "1300")
        try shop.given([.init("catalog.endPrice", #"{"sku":"SKU-1","currency":"EUR","listId":"WHOLESALE"}"#)])
        #expect(try price(&shop, "O-9", of, currency: "EUR") == "1500")
        // Orders that were placed keep what they paid.
        #expect(try shop.order("O-3").lines[0].unitPrice == 1300)
        try shop.expectReplay()
    }

    @Test("staff and storefronts may name a list, and nobody else", arguments: Role.allCases)
    func whoNames(role: Role) throws {
        var shop = try Shop(given: Example.shop + [.wholesale])
        shop.role = role.rawValue
        let expected = [.admin, .operator, .importer, .storefront].contains(role) ? "9000" : "forbidden"
        #expect(try price(&shop, "O-1", #","priceListId":"WHOLESALE""#) == expected)
        #expect(try price(&shop, "O-2") == "10000")
    }

    @Test("the plain price goes on as ever, and prices of lists stay when it changes")
    func plain() throws {
        var shop = try Shop(given: Example.shop + [.wholesale, setPrice(1200, currency: "EUR")])
        #expect(try price(&shop, "O-1") == "currency_mismatch")
        #expect(try price(&shop, "O-2", currency: "EUR") == "1200")
        #expect(try price(&shop, "O-3", #","priceListId":"WHOLESALE""#) == "9000")
    }

    @Test(
        "prices of one list and currency never hold at once",
        arguments: [
            (#","validFrom":"2031-11-23T00:00:00Z","validTo":"2031-11-24T00:00:00Z""#, nil),
            (#","validFrom":"2031-11-23T00:00:00Z","validTo":"2031-11-24T00:00:01Z""#, "overlapping_price"),
            (#","validFrom":"2031-11-23T00:00:00Z","validTo":"2032-01-01T00:00:00Z""#, "overlapping_price"),
            (#","validFrom":"2031-11-25T00:00:00Z","validTo":"2031-11-26T00:00:00Z""#, "overlapping_price"),
            (#","validFrom":"2031-11-30T23:59:59Z""#, "overlapping_price"),
            (#","validFrom":"2031-12-01T00:00:00Z""#, nil),
            (#","validTo":"2031-11-24T00:00:00Z""#, nil),
            (#","validTo":"2040-01-01T00:00:00Z""#, "overlapping_price"),
            (#","validFrom":"2031-11-25T00:00:00Z","listId":"OTHER""#, nil),
            (#","validFrom":"2031-11-25T00:00:00Z","validTo":"2031-11-25T00:00:00Z""#, "invalid_argument"),
            (#","validFrom":"2026-03-01T08:00:00Z""#, "invalid_argument"),
        ] as [(String, String?)])
    func overlaps(more: String, code: String?) throws {
        var shop = try Shop(given: Example.shop + [.sale])
        #expect(try shop.send("catalog.setPrice", setPrice(7000, more).body).code == code)
        try shop.expectReplay()
    }

    @Test("a price is ended now or later, or is taken back before it begins; what is over stays as it was")
    func endings() throws {
        var shop = try Shop(given: Example.shop + [.wholesale, .sale])
        func end(_ more: String) throws -> String? {
            try shop.send("catalog.endPrice", #"{"sku":"SKU-1","currency":"CNY"\#(more)}"#).code
        }
        func prices() throws -> [ListPrice] { try #require(try shop.state.product("P-1")).variants[0].prices }
        #expect(try end(#","listId":"WHOLESALE","validTo":"2026-03-01T08:00:00Z""#) == "invalid_argument")
        #expect(try end(#","listId":"WHOLESALE","validTo":"2030-01-01T00:00:00Z""#) == nil)
        #expect(try prices().map { Moment($0.validTo)?.json } == ["2031-12-01T00:00:00Z", "2030-01-01T00:00:00Z"])
        shop.clock = try #require(Moment("2030-06-01T00:00:00Z"))
        let from = try #require(Moment(try prices()[1].validFrom)).json
        #expect(try end(#","listId":"WHOLESALE""#) == "not_found")
        #expect(try end(#","listId":"WHOLESALE","validFrom":"\#(from)""#) == "invalid_state")
        #expect(try end(#","validFrom":"2031-11-24T00:00:00Z""#) == nil)
        #expect(try prices().map(\.listID) == ["WHOLESALE"])
        #expect(try price(&shop, "O-1", #","priceListId":"WHOLESALE""#) == "10000")
        try shop.expectReplay()
    }

    @Test("a variant keeps a hundred prices: the one goes that ended first, and none that holds or is to come")
    func forgetting() throws {
        var shop = try Shop(given: Example.shop)
        let day = 86_400
        for index in 0..<100 {
            let from = try #require(Moment("2031-01-01T00:00:00Z")).adding(seconds: Int64(index * day))
            let to = from.adding(seconds: Int64(day))
            try shop.given([setPrice(index + 1, #","validFrom":"\#(from.json)","validTo":"\#(to.json)""#)])
        }
        let another = setPrice(500, #","listId":"L-2""#)
        #expect(try shop.send("catalog.setPrice", another.body).code == "quantity_limit")
        shop.clock = try #require(Moment("2031-01-03T12:00:00Z"))
        #expect(try price(&shop, "O-1") == "3")
        try shop.given([another])
        let prices = try #require(try shop.state.product("P-1")).variants[0].prices
        #expect(prices.count == 100)
        #expect(prices.first?.price?.amount == 2)
        #expect(try price(&shop, "O-2", #","priceListId":"L-2""#) == "500")
        try shop.expectReplay()
    }

    @Test("a price is asked for as of a moment: the row has what was known then")
    func asOf() throws {
        var shop = try Shop(given: Example.shop)
        let before = shop.entries.count
        try shop.given([setPrice(12_000), .wholesale])
        var past = Tables(source: NoRows())
        for entry in shop.entries.prefix(before) { try past.apply(entry) }
        let then = try #require(past.products.rows.first).variants[0]
        let now = try #require(try shop.state.product("P-1")).variants[0]
        #expect(then.price?.amount == 10_000 && then.prices.isEmpty)
        #expect(now.price?.amount == 12_000 && now.prices.map { $0.price?.amount } == [9000])
        #expect(now.amount(in: "CNY", list: "WHOLESALE", at: shop.clock) == 9000)
        #expect(now.amount(in: "CNY", list: "WHOLESALE", at: try #require(Moment("2026-03-01T09:00:00Z"))) == 12_000)
    }
}
