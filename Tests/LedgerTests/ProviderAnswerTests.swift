import Schema
import Testing

@testable import Ledger

/// What a provider's answer is about, and which of its answers take up a reference, an operation or a tender.
@Suite struct ProviderAnswerTests {
    private static let cancel = Example.Step("order.cancel", #"{"orderId":"O-1"}"#)
    private static let card = Example.shop + [.place(2, paidBy: "CARD", capture: "MANUAL")]

    private func result(_ outcome: String, _ amount: Int, _ more: String = "") -> Example.Step {
        .init("payment.recordResult", Example.result(outcome, amount, more))
    }

    // MARK: What counts

    @Test("money without an amount takes up neither its reference nor the operation that it names")
    func withoutAmount() throws {
        let reference = #","providerReference":"X""#
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "ALIPAY"), result("CAPTURED", 0, reference)])
        try shop.given([result("CAPTURED", 20_000, reference)])
        #expect(try shop.payment().captured == 20_000 && shop.order().status == .confirmed)
        let origin = #","operationId":"PAY-1:authorize:1""#
        shop = try Shop(given: Self.card + [result("CAPTURED", 0, origin), result("CAPTURED", 20_000, origin)])
        #expect(try shop.payment().captured == 20_000)
    }

    @Test("without a mark of its own the same result belongs to the oldest request that waits for it, else it is a repetition")
    func unmarked() throws {
        var shop = try Shop(given: Example.paid + [Self.cancel, result("REFUND_FAILED", 20_000)])
        #expect(try shop.send("payment.recordResult", Example.result("REFUND_FAILED", 20_000)).events == [])
        try shop.given([.init("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"R-1","amount":20000}"#)])
        #expect(try shop.payment().refundPending == 20_000)
        try shop.given([result("REFUND_FAILED", 20_000)])
        #expect(try shop.payment().refundPending == 0 && shop.order().openOperations == 0)
    }

    @Test("two captures of the same amount are two")
    func twoCaptures() throws {
        let capture = Example.Step("payment.requestCapture", #"{"paymentId":"PAY-1","amount":5000}"#)
        var shop = try Shop(given: Example.authorized + [capture, capture, result("CAPTURED", 5000)])
        #expect(try shop.payment().operations.map(\.state) == [.succeeded, .succeeded, .requested])
        try shop.given([result("CAPTURED", 5000)])
        #expect(try shop.payment().captured == 10_000 && shop.order().openOperations == 0)
        #expect(try shop.send("payment.recordResult", Example.result("CAPTURED", 5000)).events == [])
        // Marked, the same result is a repetition whoever waits.
        let marked = Example.result("CAPTURED", 5000, #","providerReference":"ch_1""#)
        try shop.given([capture, .init("payment.recordResult", marked), capture])
        #expect(try shop.send("payment.recordResult", marked).events == [])
        #expect(try shop.payment().capturePending == 5000)
    }

    // MARK: What fails

    @Test("a failure that names nothing is that of the void which waits, and the authorization stands")
    func failedVoid() throws {
        var shop = try Shop(given: Example.authorized + [Self.cancel, result("FAILED", 20_000, #","failureCode":"void_failed""#)])
        #expect(try shop.payment().status == .authorized && shop.payment().capturable == 20_000)
        #expect(try shop.payment().operations.last?.state == .failed)
        try shop.given([.init("payment.requestVoid", #"{"paymentId":"PAY-1"}"#), result("VOIDED", 20_000)])
        #expect(try shop.payment().capturable == 0 && shop.order().openOperations == 0)
    }

    @Test("the late failure of another attempt leaves the authorization that came of this one")
    func otherAttempt() throws {
        var shop = try Shop(given: Self.card + [result("AUTHORIZED", 20_000, #","providerReference":"try2""#)])
        let late = try shop.send("payment.recordResult", Example.result("FAILED", 20_000, #","providerReference":"try1""#))
        #expect(late.events == ["payment/PAY-1 payment.resultNoted"])
        #expect(try shop.payment().status == .authorized && !shop.order().paymentLapsed)
        try shop.given([result("FAILED", 20_000, #","providerReference":"try2""#)])
        #expect(try shop.payment().status == .failed)
    }

    @Test("a result that ends a request is recorded however many came before it")
    func noise() throws {
        var shop = try Shop(given: Example.paid + [Self.cancel])
        for number in 1..<Limits.resultsPerPayment {
            try shop.given([result("FAILED", 1, #","providerReference":"f\#(number)""#)])
        }
        #expect(try shop.send("payment.recordResult", Example.result("FAILED", 1)).code == "quantity_limit")
        try shop.given([result("REFUND_FAILED", 20_000, #","operationId":"PAY-1:refund:1""#)])
        #expect(try shop.order().openOperations == 0)
    }

    // MARK: A refund of money that never came

    @Test("a tender of which only a refund is known still ends", arguments: ["FAILED", "VOIDED", "payment.cancel", "order.cancel"])
    func refundedFirst(_ end: String) throws {
        var shop = try Shop(
            given: Example.shop + [.place(2, paidBy: "ALIPAY"), result("REFUNDED", 20_000, #","providerReference":"w""#)])
        #expect(try shop.order().openOperations == 1)
        switch end {
        case "payment.cancel": try shop.given([.init(end, #"{"paymentId":"PAY-1"}"#)])
        case "order.cancel": try shop.given([Self.cancel])
        default: try shop.given([result(end, 20_000)])
        }
        #expect(try shop.order().openOperations == 0)
        #expect(try [.failed, .voided, .cancelled].contains(shop.payment().status))
        try shop.expectReplay()
    }

    @Test("a refund ends only so many requests at once, newest first: its event stays small")
    func supersededBound() throws {
        var payment = Payment(id: "PAY-1")
        payment.captured = 1000
        for number in 1...1000 {
            var refund = PaymentOperation()
            refund.operationID = Payment.operationID(.refund, number, of: "PAY-1")
            (refund.kind, refund.state, refund.amount) = (.refund, .requested, 1)
            payment.operations.append(refund)
        }
        var result = ProviderResult()
        (result.outcome, result.amount, result.providerReference) = (.refunded, 1000, "re_1")
        guard case .refunded(let event) = payment.decide(result) else { return #expect(Bool(false), "a refund is a fact") }
        #expect(event.superseded.count == Limits.operationsPerPayment)
        #expect(event.superseded.first == "PAY-1:refund:1000")
    }
}
