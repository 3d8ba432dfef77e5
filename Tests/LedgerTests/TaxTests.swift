import Schema
import Testing

@testable import Ledger

/// Tax is rounded half up, once for each line, on what it costs after all discounts (DOMAIN §0, O4), and goes back with its units
/// (M7).
@Suite struct TaxTests {
    private func taxed(_ mode: String, _ ppm: Int, price: Int) -> [Example.Step] {
        Example.shop + [
            .init("catalog.setTaxClass", #"{"taxClassId":"VAT","mode":"\#(mode)","rates":[{"ratePpm":\#(ppm)}]}"#),
            .taxed, .init("catalog.setPrice", #"{"sku":"SKU-1","price":{"amount":\#(price),"currency":"CNY"}}"#),
        ]
    }

    private func order(_ quantity: Int, _ more: String = "") -> Example.Step { .init("order.place", Example.order(quantity, more)) }

    @Test(
        "tax is on top of the price or in it",
        arguments: [
            // 3 × 333 = 999; 13 % are 129.87.
            ("EXCLUSIVE", 130_000, 333, 3, "", [999, 130, 1129]),
            // 5 % of 30 are 1.5: half up.
            ("EXCLUSIVE", 50_000, 30, 1, "", [30, 2, 32]),
            ("EXCLUSIVE", 1_000_000, 30, 1, "", [30, 30, 60]),
            // 119 with 19 % in it: 100 and 19. 10 with 25 % in it: 2 of tax.
            ("INCLUSIVE", 190_000, 119, 1, "", [100, 19, 119]),
            ("INCLUSIVE", 250_000, 10, 1, "", [8, 2, 10]),
            // 3 with 100 % in it: 1.5, half up.
            ("INCLUSIVE", 1_000_000, 3, 1, "", [1, 2, 3]),
            // 2 × 119 − 38 of the line − 100 of the order = 100.
            (
                "EXCLUSIVE", 190_000, 119, 2, #","fees":[{"code":"SALE","amount":-138}],"shippingFee":7"#,
                [100, 19, 126]
            ),
            ("INCLUSIVE", 190_000, 119, 2, #","fees":[{"code":"SALE","amount":-119}]"#, [100, 19, 119]),
            ("EXCLUSIVE", 0, 119, 2, "", [238, 0, 238]),
        ])
    func rounding(mode: String, ppm: Int, price: Int, quantity: Int, more: String, expected: [Int64]) throws {
        var shop = try Shop(given: taxed(mode, ppm, price: price))
        try shop.given([order(quantity, more)])
        let order = try shop.order()
        #expect([order.lines[0].net, order.lines[0].tax, order.total] == expected)
        #expect(order.lines[0].taxIncluded == (mode == "INCLUSIVE"))
        try shop.expectReplay()
    }

    @Test("a country has its own rate, and what goes nowhere that of all others")
    func countries() throws {
        var shop = try Shop(given: taxed("EXCLUSIVE", 100_000, price: 1000))
        try shop.given([
            .init(
                "catalog.setTaxClass",
                #"{"taxClassId":"VAT","mode":"EXCLUSIVE","rates":[{"ratePpm":100000},{"country":"FR","ratePpm":200000}]}"#)
        ])
        func total(_ id: String, _ more: String) throws -> Int64 {
            let lines = #""lines":[{"sku":"SKU-1","quantity":1}]"#
            try shop.given([
                .init("order.place", #"{"orderId":"\#(id)","customerId":"C-1","currency":"CNY",\#(lines)\#(more)}"#)
            ])
            return try shop.order(id).total
        }
        #expect(try total("O-1", "") == 1100)
        #expect(try total("O-2", #","shipTo":{"country":"FR"}"#) == 1200)
        #expect(try total("O-3", #","shipTo":{"country":"DE"}"#) == 1100)
        // A class that changes changes no order, and without a class there is no tax.
        try shop.given([.init("catalog.setTaxClass", #"{"taxClassId":"VAT","mode":"INCLUSIVE"}"#)])
        #expect(try total("O-4", "") == 1000)
        #expect(try shop.order("O-2").total == 1200)
        try shop.given([.init("catalog.updateVariant", #"{"sku":"SKU-1","taxClass":""}"#)])
        #expect(try total("O-5", "") == 1000)
        try shop.expectReplay()
    }

    @Test("units that are cancelled take their tax with them, and all of them all of it", arguments: ["EXCLUSIVE", "INCLUSIVE"])
    func cancellation(mode: String) throws {
        var shop = try Shop(given: taxed(mode, 130_000, price: 333))
        let total = mode == "EXCLUSIVE" ? 1129 : 999
        try shop.given([
            order(3, #","payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":\#(total)}]"#), .result("CAPTURED", total),
        ])
        var refunded: [Int64] = []
        for _ in 0..<3 {
            try shop.given([.init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#)])
            refunded.append(try shop.payment().refundPending - refunded.reduce(0, +))
        }
        #expect(refunded == (mode == "EXCLUSIVE" ? [376, 377, 376] : [333, 333, 333]))
        #expect(try shop.order().status == .cancelled)
        #expect(try shop.payment().refundPending == Int64(total))
        try shop.expectReplay()
    }

    @Test("what leaves is captured with its tax, and an order is paid by what it costs with it")
    func captures() throws {
        var shop = try Shop(given: taxed("EXCLUSIVE", 130_000, price: 333))
        try shop.given([
            order(3, #","payments":[{"paymentId":"PAY-1","method":"CARD","amount":1129,"capture":"MANUAL"}]"#),
            .result("AUTHORIZED", 1129), .ship(1), .dispatch,
        ])
        #expect(try shop.order().status == .confirmed)
        #expect(try shop.payment().capturePending == 376)
        try shop.given([.result("CAPTURED", 376)])
        #expect(try shop.order().balanceDue == 1129 - 376)
    }

    @Test("a total with tax has its limit, and is what the customer was told")
    func limits() throws {
        var shop = try Shop(given: taxed("EXCLUSIVE", 1_000_000, price: 500_000_000_000_000))
        #expect(try shop.send("order.place", Example.order(1)).code == "amount_overflow")
        try shop.given(taxed("EXCLUSIVE", 130_000, price: 333).suffix(3).map { $0 })
        #expect(try shop.send("order.place", Example.order(3, #","expectedTotal":999"#)).code == "price_changed")
        #expect(try shop.send("order.place", Example.order(3, #","expectedTotal":1129"#)).code == nil)
    }
}
