import Schema
import Testing

@testable import Ledger

/// What a provider refuses or takes back does not stop what comes after it, and no authorization is given up that is needed.
@Suite struct RefusedMoneyTests {
    private static let id = #"{"orderId":"O-1"}"#

    @Test("money that comes after a refused refund goes back, and with it what was refused")
    func refusedRefund() throws {
        var shop = try Shop(given: Example.paid + [.init("order.cancel", Self.id), .result("REFUND_FAILED", 20_000)])
        #expect(try shop.payment().refundPending == 0)
        try shop.given([result("PAY-1", "CAPTURED", 700, #","providerReference":"late""#)])
        #expect(try shop.payment().refundPending == 20_700)
        try shop.given([result("PAY-1", "REFUND_FAILED", 20_700)])
        #expect(try shop.payment().refundPending == 0 && shop.order().openOperations == 0)
    }

    @Test("an authorization that comes after a refused void is given up")
    func refusedVoid() throws {
        let card = Example.shop + [.place(2, paidBy: "CARD", capture: "MANUAL"), .result("AUTHORIZED", 8000)]
        var shop = try Shop(given: card + [.init("order.cancel", Self.id)])
        let void = try #require(try shop.payment().operations.last).operationID
        try shop.given([result("PAY-1", "FAILED", 8000, #","operationId":"\#(void)""#)])
        #expect(try shop.payment().voidPending == 0 && shop.payment().capturable == 8000)
        try shop.given([result("PAY-1", "AUTHORIZED", 12_000, #","providerReference":"late""#)])
        #expect(try shop.payment().voidPending == 20_000)
    }

    @Test("an authorization that pays for what is going back is kept, and captured when it has gone")
    func keptForARefund() throws {
        var shop = try Shop(given: Example.paid)
        let refund = #"{"paymentId":"PAY-1","refundId":"R-1","amount":20000,"keepsOwed":true}"#
        let other = #"{"paymentId":"PAY-2","orderId":"O-1","amount":20000,"method":"CARD","capture":"MANUAL"}"#
        try shop.given([
            .init("payment.requestRefund", refund), .init("payment.initiate", other), result("PAY-2", "AUTHORIZED", 20_000),
            .ship(2), .dispatch,
        ])
        #expect(try shop.payment("PAY-2").voidPending == 0)
        try shop.given([result("PAY-1", "REFUNDED", 20_000)])
        #expect(try shop.payment("PAY-2").capturePending == 20_000)
        try shop.given([result("PAY-2", "CAPTURED", 20_000)])
        #expect(try shop.order().balanceDue == 0 && shop.order().openOperations == 0)
    }

    @Test("cash on delivery is not cancelled when goods have left on its promise")
    func cashOnDelivery() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "COD"), .ship(2), .dispatch])
        #expect(try shop.send("payment.cancel", #"{"paymentId":"PAY-1"}"#).code == "payment_required")
        try shop.given([result("PAY-1", "CAPTURED", 20_000)])
        #expect(try shop.order().balanceDue == 0 && shop.payment().refundPending == 0)
    }

    @Test("what cash on delivery only promises keeps no other tender out, and what is paid twice goes back")
    func cashOrOtherwise() throws {
        let other = Example.Step("payment.initiate", #"{"paymentId":"PAY-2","orderId":"O-1","amount":20000,"method":"WECHAT"}"#)
        let cancel = Example.Step("payment.cancel", #"{"paymentId":"PAY-1","reason":"pays by phone"}"#)
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "COD"), .ship(2), .dispatch, other])
        #expect(try shop.send("payment.cancel", cancel.body).code == "payment_required")
        let more = #"{"paymentId":"PAY-3","orderId":"O-1","amount":1,"method":"WECHAT"}"#
        #expect(try shop.send("payment.initiate", more).code == "exceeds_due")
        try shop.given([result("PAY-2", "CAPTURED", 20_000), cancel])
        #expect(try shop.order().balanceDue == 0 && shop.order().openOperations == 0)
        try shop.given([result("PAY-1", "CAPTURED", 20_000)])
        #expect(try shop.payment().refundPending == 20_000)
    }

    @Test("a result that names an open request is its outcome, though the provider has one reference for all captures")
    func sharedReference() throws {
        var shop = try Shop(given: Example.authorized + [.ship(1), .dispatch])
        for (number, shipment) in ["S-1", "S-2"].enumerated() {
            if number > 0 {
                let second = #"{"shipmentId":"S-2","orderId":"O-1","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":1}]}"#
                try shop.given([
                    .init("shipment.create", second),
                    .init("shipment.dispatch", #"{"shipmentId":"\#(shipment)","carrier":"SF","trackingNumber":"SF1002"}"#),
                ])
            }
            let operation = try #require(try shop.payment().operations.last).operationID
            let more = #","operationId":"\#(operation)","providerReference":"pi_1""#
            try shop.given([result("PAY-1", "CAPTURED", 10_000, more)])
        }
        #expect(try shop.payment().captured == 20_000 && shop.order().openOperations == 0)
    }

    @Test("money is recorded however many failures came before it")
    func noise() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD")])
        for number in 0..<Limits.resultsPerPayment {
            try shop.given([result("PAY-1", "FAILED", 1, #","providerReference":"f\#(number)""#)])
        }
        let more = try shop.send("payment.recordResult", Example.result("FAILED", 1, #","providerReference":"more""#))
        #expect(more.code == "quantity_limit")
        try shop.given([.result("CAPTURED", 20_000)])
        #expect(try shop.order().status == .confirmed)
    }

    @Test("a storefront gives no discount and no negative fee")
    func discounts() throws {
        var shop = try Shop(given: Example.shop, role: .storefront)
        let place = #""orderId":"O-1","customerId":"C-1","currency":"CNY""#
        let line = #"{\#(place),"lines":[{"sku":"SKU-1","quantity":2,"discount":100}]}"#
        let fee = #"{\#(place),"lines":[{"sku":"SKU-1","quantity":2}],"fees":[{"code":"voucher","amount":-100}]}"#
        for body in [line, fee] { #expect(try shop.send("order.place", body).code == "forbidden") }
        shop.role = Role.operator.rawValue
        try shop.given([.init("order.place", fee)])
        #expect(try shop.order().total == 19_900)
    }

    @Test("an order whose digital goods were delivered is not undone by the clock, and their debt stands")
    func digitalGoods() throws {
        var shop = try Shop(given: [.digital])
        let body =
            #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-D","quantity":1}],"#
            + #""payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":3000}]}"#
        try shop.given([
            .init("order.place", body), .result("CAPTURED", 3000), .result("REFUNDED", 3000), .init("order.hold", Self.id),
        ])
        try shop.wait(seconds: 7200)
        try shop.given([.init("order.releaseHold", Self.id)])
        #expect(try shop.order().status == .confirmed && shop.order().balanceDue == 3000)
    }

    // MARK: Requests that are left with nothing

    private static let gone = #","providerReference":"re_1""#

    @Test("a refund that was asked for is over when the provider gave the money back unasked")
    func supersededRefund() throws {
        var shop = try Shop(given: Example.paid + [.init("order.cancel", Self.id)])
        let asked = try #require(try shop.payment().operations.last).operationID
        // 8,000 are left of the 20,000 that were asked for, and asked for anew.
        try shop.given([result("PAY-1", "REFUNDED", 12_000, Self.gone)])
        #expect(try shop.payment().operations.suffix(2).map(\.state) == [.superseded, .requested])
        #expect(try shop.payment().refundPending == 8000 && shop.order().refundPending == 8000)
        try shop.given([result("PAY-1", "REFUNDED", 8000)])
        #expect(try shop.order().refundPending == 0 && shop.order().openOperations == 0 && shop.order().balanceDue == 0)
        // What the provider says of it later is a fact all the same, and nobody will ask for that money.
        try shop.given([result("PAY-1", "REFUND_FAILED", 20_000, #","operationId":"\#(asked)""#)])
        #expect(try shop.payment().operations.suffix(2).map(\.state) == [.superseded, .succeeded])
        try shop.given([result("PAY-1", "REFUNDED", 20_000, #","operationId":"\#(asked)""#)])
        #expect(try shop.payment().refunded == 40_000 && shop.order().refundPending == 0)
        #expect(try shop.order().writtenOff == 20_000 && shop.order().balanceDue == 0)
        try shop.expectReplay()
    }

    @Test("what is left of it is asked for anew, and requests that can still be met wait")
    func supersededInPart() throws {
        var shop = try Shop(given: Example.paid)
        for (id, amount) in [("R-1", 6000), ("R-2", 7000)] {
            let body = #"{"paymentId":"PAY-1","refundId":"\#(id)","amount":\#(amount),"keepsOwed":true}"#
            try shop.given([.init("payment.requestRefund", body)])
        }
        // 13,000 of 20,000 are asked for: 6,900 more are nothing to them.
        try shop.given([result("PAY-1", "REFUNDED", 6900, Self.gone)])
        #expect(try shop.payment().refundPending == 13_000)
        try shop.given([result("PAY-1", "REFUNDED", 1000, #","providerReference":"re_2""#)])
        #expect(try shop.payment().operations.suffix(2).map(\.state) == [.requested, .superseded])
        #expect(try shop.payment().refundPending == 6000 && shop.order().refundPending == 6000)
        try shop.given([.init("order.cancel", Self.id)])
        #expect(try shop.payment().refundPending == 12_100 && shop.order().openOperations == 2)
        try shop.expectReplay()
    }

    // MARK: Captures

    @Test("a capture that was refused is not asked for again because of that, but with what is due later")
    func refusedCapture() throws {
        let second = #"{"shipmentId":"S-2","carrier":"SF","trackingNumber":"SF1002"}"#
        var shop = try Shop(given: Example.authorized + [.ship(1), .dispatch, .result("FAILED", 10_000)])
        #expect(try shop.payment().capturePending == 0 && shop.payment().capturable == 20_000)
        try shop.given([
            .init("shipment.create", Example.shipment(1, id: "S-2")), .init("shipment.dispatch", second),
        ])
        #expect(try shop.payment().capturePending == 20_000)
        try shop.given([result("PAY-1", "FAILED", 20_000)])
        #expect(try shop.payment().capturePending == 0)
        // Once it has done one, it is asked for what it refused before.
        try shop.given([.init("payment.requestCapture", #"{"paymentId":"PAY-1","amount":5000}"#), .result("CAPTURED", 5000)])
        #expect(try shop.payment().capturePending == 15_000)
    }

    @Test("what one tender refused another is asked for")
    func otherTender() throws {
        let first = #"{"paymentId":"PAY-1","method":"CARD","capture":"MANUAL","amount":10000}"#
        let other = #"{"paymentId":"PAY-2","method":"PAYPAL","capture":"MANUAL","amount":10000}"#
        var shop = try Shop(given: Example.shop + [.init("order.place", Example.order(2, #","payments":[\#(first),\#(other)]"#))])
        try shop.given([
            result("PAY-1", "AUTHORIZED", 10_000), result("PAY-2", "AUTHORIZED", 10_000), .ship(1), .dispatch,
            result("PAY-1", "FAILED", 10_000),
        ])
        #expect(try shop.payment().capturePending == 0 && shop.payment("PAY-2").capturePending == 10_000)
    }
}
