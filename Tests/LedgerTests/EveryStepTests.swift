import Schema
import Testing

@testable import Ledger

/// Every step asks for what is due, another tender gets in beside one that refused, and what may be needed yet is not given up.
@Suite struct EveryStepTests {
    private static let id = #"{"orderId":"O-1"}"#
    private static let refused = Example.authorized + [.ship(2), .dispatch, .result("FAILED", 20_000)]

    private static let other = #"{"paymentId":"PAY-2","orderId":"O-1","method":"WECHAT","amount":20000}"#

    @Test("a capture refused at the last dispatch is asked for with the delivery, and with the receipt, whoever confirms it")
    func askedAgain() throws {
        var shop = try Shop(given: Self.refused)
        #expect(try shop.payment().capturePending == 0)
        try shop.given([.delivered])
        #expect(try shop.payment().capturePending == 20_000)
        // Asked once more or not: the customer may pay otherwise.
        var other = shop
        try other.given([.init("payment.initiate", Self.other)])
        try shop.given([result("PAY-1", "FAILED", 20_000, #","operationId":"PAY-1:capture:2""#)])
        #expect(try shop.payment().capturePending == 0)
        var automatic = shop
        try automatic.wait(seconds: 8 * 86_400)
        #expect(try automatic.order().status == .received && automatic.payment().capturePending == 20_000)
        try shop.given([.init("order.confirmReceipt", Self.id)])
        #expect(try shop.payment().capturePending == 20_000)
    }

    @Test("a refund that was refused is asked for again when its order is held")
    func hold() throws {
        var shop = try Shop(
            given: Example.paid + [
                .init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#),
                result("PAY-1", "REFUND_FAILED", 10_000),
            ])
        #expect(try shop.payment().refundPending == 0)
        try shop.given([.init("order.hold", Self.id)])
        #expect(try shop.payment().refundPending == 10_000)
    }

    @Test("what a provider refused to capture keeps no other tender out, is not asked for beside it, and is given up when paid")
    func anotherTender() throws {
        var shop = try Shop(given: Self.refused + [.init("payment.initiate", Self.other)])
        #expect(try shop.payment().capturePending == 0)
        let more = #"{"paymentId":"PAY-3","orderId":"O-1","method":"WECHAT","amount":1}"#
        #expect(try shop.send("payment.initiate", more).code == "exceeds_due")
        try shop.given([.delivered])
        #expect(try shop.payment().capturePending == 0)
        var failed = shop
        try failed.given([result("PAY-2", "FAILED", 20_000)])
        #expect(try failed.payment().capturePending == 0 && failed.order().openOperations == 0)
        try failed.given([.init("order.confirmReceipt", Self.id)])
        #expect(try failed.payment().capturePending == 20_000)
        try shop.given([result("PAY-2", "CAPTURED", 20_000)])
        #expect(try shop.payment().voidPending == 20_000 && shop.order().balanceDue == 0)
    }

    @Test("an authorization is kept until the captures that were asked of another are answered")
    func spareAuthorization() throws {
        let tenders = ["PAY-1", "PAY-2"].map { #"{"paymentId":"\#($0)","method":"CARD","capture":"MANUAL","amount":10000}"# }
        var shop = try Shop(
            given: Example.shop + [
                .init("order.place", Example.order(2, ",\"payments\":[\(tenders.joined(separator: ","))]")),
                result("PAY-1", "AUTHORIZED", 10_000), result("PAY-2", "AUTHORIZED", 10_000), .ship(1), .dispatch,
                .init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#),
            ])
        #expect(try shop.payment("PAY-1").capturePending == 10_000 && shop.payment("PAY-2").voidPending == 0)
        var taken = shop
        try taken.given([result("PAY-1", "CAPTURED", 10_000)])
        #expect(try taken.payment("PAY-2").voidPending == 10_000)
        try shop.given([result("PAY-1", "FAILED", 10_000)])
        #expect(try shop.payment("PAY-2").capturePending == 10_000 && shop.payment("PAY-1").capturePending == 0)
        try shop.given([result("PAY-2", "CAPTURED", 10_000)])
        #expect(try shop.payment("PAY-1").voidPending == 10_000 && shop.order().balanceDue == 0)
    }

    @Test("what is left authorized of a tender that was refunded whole can be captured")
    func refundedWhole() throws {
        let capture = Example.Step("payment.requestCapture", #"{"paymentId":"PAY-1","amount":10000}"#)
        let refund = #"{"paymentId":"PAY-1","refundId":"R-1","amount":10000,"keepsOwed":true}"#
        var shop = try Shop(
            given: Example.authorized + [
                capture, .result("CAPTURED", 10_000), .init("payment.requestRefund", refund), .result("REFUNDED", 10_000),
            ])
        #expect(try shop.payment().status == .refunded && shop.payment().capturable == 10_000)
        try shop.given([capture])
        #expect(try shop.payment().capturePending == 10_000)
    }

    @Test("a result that names an operation of another payment is noted, and is no money of this one")
    func astray() throws {
        let tenders = ["PAY-1", "PAY-2"].map { #"{"paymentId":"\#($0)","method":"ALIPAY","amount":10000}"# }
        var shop = try Shop(
            given: Example.shop + [.init("order.place", Example.order(2, ",\"payments\":[\(tenders.joined(separator: ","))]"))])
        let astray = result("PAY-1", "CAPTURED", 10_000, #","operationId":"PAY-2:capture:1""#)
        #expect(try shop.send(astray.verb, astray.body).events == ["payment/PAY-1 payment.resultNoted"])
        #expect(try shop.payment("PAY-1").captured == 0 && shop.payment("PAY-2").captured == 0)
        #expect(try shop.send(astray.verb, astray.body).events == [])
        // Of no payment here, it may be the provider's own word for what it did.
        try shop.given([result("PAY-1", "CAPTURED", 10_000, #","operationId":"PAY-9:capture:1""#)])
        #expect(try shop.payment("PAY-1").captured == 10_000)
    }
}
