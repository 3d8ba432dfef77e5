import Schema
import Testing

@testable import Ledger

/// A provider's refusal is never answered by the same question, and every later step asks once more for all that is due.
@Suite struct AskAgainTests {
    private static let cancel = Example.Step("order.cancel", #"{"orderId":"O-1"}"#)

    @Test("an order that ends asks for the void that was refused before")
    func voidAtTheEnd() throws {
        let ask = Example.Step("payment.requestVoid", #"{"paymentId":"PAY-1","reason":"x"}"#)
        let refused = result("PAY-1", "FAILED", 20_000, #","operationId":"PAY-1:void:1""#)
        var shop = try Shop(given: Example.authorized + [ask, refused])
        #expect(try shop.payment().voidPending == 0)
        try shop.given([Self.cancel])
        #expect(try shop.payment().voidPending == 20_000)
        try shop.given([result("PAY-1", "FAILED", 20_000, #","operationId":"PAY-1:void:2""#)])
        #expect(try shop.payment().voidPending == 0 && shop.payment().capturable == 20_000)
    }

    @Test("an order that ends asks for the refund that was refused before it was owed")
    func refundAtTheEnd() throws {
        let ask = #"{"paymentId":"PAY-1","refundId":"k","amount":20000,"keepsOwed":true}"#
        let refused = result("PAY-1", "REFUND_FAILED", 20_000, #","operationId":"k""#)
        var shop = try Shop(given: Example.paid + [.init("payment.requestRefund", ask), refused, Self.cancel])
        #expect(try shop.payment().refundPending == 20_000)
        try shop.given([result("PAY-1", "REFUND_FAILED", 20_000)])
        #expect(try shop.payment().refundPending == 0 && shop.order().balanceDue == -20_000)
    }

    /// Two units paid by two tenders of 10,000 each.
    private static let twoTenders: [Example.Step] = {
        let tenders = ["PAY-1", "PAY-2"].map { #"{"paymentId":"\#($0)","method":"ALIPAY","amount":10000}"# }
        return Example.shop + [.init("order.place", Example.order(2, ",\"payments\":[\(tenders.joined(separator: ","))]"))]
    }()

    private static let oneLess = Example.Step("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#)

    @Test("what one tender refused the other is asked for, once: two that refuse are not asked in turns")
    func noPingPong() throws {
        var shop = try Shop(
            given: Self.twoTenders + [result("PAY-1", "CAPTURED", 10_000), result("PAY-2", "CAPTURED", 10_000), Self.oneLess])
        #expect(try shop.payment("PAY-2").refundPending == 10_000)
        try shop.given([result("PAY-2", "REFUND_FAILED", 10_000)])
        #expect(try shop.payment("PAY-1").refundPending == 10_000 && shop.payment("PAY-2").refundPending == 0)
        try shop.given([result("PAY-1", "REFUND_FAILED", 10_000)])
        #expect(try shop.order().openOperations == 0 && shop.order().balanceDue == -10_000)
        // What is said once more, or about nothing, asks nobody.
        try shop.given([result("PAY-1", "REFUND_FAILED", 10_000, #","failureCode":"closed""#)])
        #expect(try shop.order().openOperations == 0)
        // The next step asks for all of it.
        try shop.given([Self.cancel])
        #expect(try shop.order().refundPending == 20_000)
    }

    @Test("a refusal that was made good through another tender leaves nothing out later")
    func madeGood() throws {
        var shop = try Shop(
            given: Self.twoTenders + [result("PAY-1", "CAPTURED", 10_000), result("PAY-2", "CAPTURED", 10_000), Self.oneLess])
        try shop.given([result("PAY-2", "REFUND_FAILED", 10_000), result("PAY-1", "REFUNDED", 10_000)])
        #expect(try shop.order().balanceDue == 0 && shop.order().openOperations == 0)
        try shop.given([Self.oneLess])
        #expect(try shop.order().status == .cancelled && shop.payment("PAY-2").refundPending == 10_000)
    }

    @Test("of two open captures the refusal of either asks for nothing, however many times")
    func twoOpenCaptures() throws {
        let second = #"{"shipmentId":"S-2","carrier":"SF","trackingNumber":"SF1002"}"#
        var shop = try Shop(
            given: Example.authorized + [
                .ship(1), .dispatch, .init("shipment.create", Example.shipment(1, id: "S-2")), .init("shipment.dispatch", second),
            ])
        #expect(try shop.order().openOperations == 2)
        for _ in 0..<4 where try shop.order().openOperations ?? 0 > 0 { try shop.given([result("PAY-1", "FAILED", 10_000)]) }
        #expect(try shop.order().openOperations == 0 && shop.payment().capturePending == 0)
    }
}
