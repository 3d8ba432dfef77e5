import Schema
import Testing

@testable import Ledger

/// What is an id and what is a title is decided by bytes: nothing that looks like another, nothing that cannot be seen.
@Suite struct BytesTests {
    private static let invalid = RejectionCode.invalidArgument.rawValue

    @Test(arguments: [
        "order/\u{0}", "order/O-1\u{0}", "order/", "order", "/", "", "\u{0}", "order/a/b", "order/O 1", "order/\u{212A}-1",
        "stock/SKU-1", "stock/@", "stock/@WH-1", "stock/a@b@c", "stock/a@\u{0}", "product/e\u{301}",
        "order/" + String(repeating: "x", count: 65), "order/\u{202E}", "unicorn/1",
        "order/a" + String(repeating: "\u{301}", count: 5000),
    ])
    func whatIsNoEntityIsNotExpected(_ entity: String) throws {
        var shop = try Shop(given: Example.shop + [.place(1)])
        var command = try Command(json: Array(#"{"id":"c","order":{"hold":{"orderId":"O-1"}}}"#.utf8))
        command.expect = [Expectation.with { $0.entity = entity }]
        guard case .rejected(let rejection) = try shop.decide(command) else {
            Issue.record("\(entity.debugDescription) was expected of nothing, and found")
            return
        }
        #expect(rejection.code == Self.invalid)
        #expect(rejection.detail.utf8.count < 400)
        #expect(!TerminalText.hasControls(rejection.detail), "\(rejection.detail.debugDescription)")
    }

    @Test(arguments: ["stock/SKU-1@WH-1", "product/P-1"])
    func whatIsThereIsExpected(_ entity: String) throws {
        var shop = try Shop(given: Example.shop + [.place(1)])
        var command = try Command(json: Array(#"{"id":"c","order":{"hold":{"orderId":"O-1"}}}"#.utf8))
        command.expect = [Expectation.with { ($0.entity, $0.version) = (entity, 2) }]
        #expect(try shop.decide(command).code == nil)
        command.expect = [Expectation.with { ($0.entity, $0.version) = (entity, 1 << 53) }]
        #expect(try shop.decide(command).code == Self.invalid)
    }

    private static let controls = [
        "\u{0}", "\u{7}", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{9B}31m", "\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{202A}",
        "\u{202E}", "\u{2066}", "\u{2069}",
    ]
    private static let unseen = ["\t", "\n", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}"]

    @Test(arguments: controls + unseen)
    func controlsAreRefusedInTitlesAndIDs(_ control: String) throws {
        var shop = try Shop(given: Example.shop)
        func code(_ change: (inout Command) -> Void) throws -> String? {
            var command = Command()
            change(&command)
            return try shop.decide(command).code
        }
        let text = "a\(control)b"
        let register: (inout Command) -> Void = { $0.warehouse.register.warehouseID = "WH-2" }
        #expect(
            try code {
                register(&$0)
                $0.warehouse.register.name = text
            } == Self.invalid)
        #expect(
            try code {
                $0.warehouse.register.name = "x"
                $0.warehouse.register.warehouseID = text
            } == Self.invalid)
        #expect(
            try code { $0.catalog.createProduct = .with { ($0.productID, $0.title, $0.kind) = ("P-2", text, .service) } }
                == Self.invalid)
        #expect(
            try code {
                $0.catalog.createProduct = .with {
                    ($0.productID, $0.title, $0.kind, $0.categories) = ("P-2", "x", .service, [text])
                }
            } == Self.invalid)
        #expect(try shop.send("order.place", Example.order(1)).code == nil)
        let described = try code {
            $0.catalog.createProduct = .with {
                ($0.productID, $0.title, $0.kind, $0.description_p) = ("P-3", "x", .service, text)
            }
        }
        #expect(described == (Self.unseen.contains(control) ? nil : Self.invalid), "\(control.debugDescription)")
    }

    @Test func whatPeopleWriteIsTaken() throws {
        var shop = Shop()
        for (index, name) in ["Hangzhou 杭州", "São Paulo", "שלום", "e\u{301}tude", "😀"].enumerated() {
            #expect(try shop.send("warehouse.register", #"{"warehouseId":"WH-\#(index)","name":"\#(name)"}"#).code == nil)
        }
        let text = #"{"productId":"P-1","title":"x","kind":"SERVICE","description":"one\n\ttwo 👩\u200d🚀"}"#
        #expect(try shop.send("catalog.createProduct", text).code == nil)
    }

    @Test func aCurrencyIsItsThreeLetters() throws {
        var shop = try Shop(given: Example.shop)
        // The Kelvin sign is equal to a K for Swift.
        let price =
            #"{"productId":"P-9","title":"x","kind":"SERVICE","variants":[{"sku":"A","price":{"amount":1,"currency":"\u212aRW"}}]}"#
        let reply = try shop.send("catalog.createProduct", price)
        #expect(reply.code == Self.invalid)
        #expect(Currency.decimals("\u{212A}RW") == nil)
        #expect(Currency.decimals("KRW") == 0)
    }

    @Test func twoReferencesThatLookTheSameAreTwo() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "ALIPAY")])
        for reference in ["caf\u{E9}", "cafe\u{301}", "caf\u{E9}"] {
            let result = Example.result("CAPTURED", 100, #","providerReference":"\#(reference)""#)
            #expect(try shop.send("payment.recordResult", result).code == nil)
        }
        #expect(try shop.payment().captured == 200)
        let named = Example.result("CAPTURED", 100, #","operationId":"PAY-1:capture:\u0661""#)
        #expect(try shop.send("payment.recordResult", named).code == Self.invalid)
    }

    @Test func anOrdersMoneyStaysWhereJSONIsExact() throws {
        var shop = Shop()
        shop.role = "admin"
        let maxAmount = String(Limits.amount)
        try shop.given(Example.shop)
        let line = #""lines":[{"sku":"SKU-1","quantity":1,"unitPrice":\#(maxAmount),"priceOverride":true}]"#
        #expect(try shop.send("order.place", #"{"orderId":"O-1","customerId":"C","currency":"CNY",\#(line)}"#).code == nil)
        for number in 1...11 {
            let tender = #"{"paymentId":"PAY-\#(number)","orderId":"O-1","method":"ALIPAY","amount":\#(maxAmount)}"#
            #expect(try shop.send("payment.initiate", tender).code == nil)
            let failed = #"{"paymentId":"PAY-\#(number)","outcome":"FAILED","amount":\#(maxAmount)}"#
            #expect(try shop.send("payment.recordResult", failed).code == nil)
        }
        // Late money of all eleven: the tenth still fits below 2⁵³.
        for number in 1...11 {
            let late = #"{"paymentId":"PAY-\#(number)","outcome":"CAPTURED","amount":\#(maxAmount)}"#
            let code = try shop.send("payment.recordResult", late).code
            #expect(code == (number < 11 ? nil : RejectionCode.amountOverflow.rawValue), "\(number)")
        }
        #expect(try shop.order().captured == 10 * Limits.amount)
        #expect(try shop.order().captured <= Limits.wholeNumber)
    }
}
