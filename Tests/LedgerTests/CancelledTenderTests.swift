import Schema
import Testing

@testable import Ledger

/// Money that comes for a cancelled tender pays for nothing: it goes back, and no other tender is given away for it.
@Suite struct CancelledTenderTests {
    private static let id = #"{"orderId":"O-1"}"#

    private func result(_ id: String, _ outcome: String, _ more: String = "") -> Example.Step {
        .init("payment.recordResult", #"{"paymentId":"\#(id)","outcome":"\#(outcome)","amount":20000\#(more)}"#)
    }

    /// An order of two units whose first tender was cancelled for another.
    private func shop(_ method: String, _ steps: [Example.Step]) throws -> Shop {
        var shop = Shop()
        shop.role = Role.operator.rawValue
        let other = #"{"paymentId":"PAY-2","orderId":"O-1","amount":20000,"method":\#(method)}"#
        try shop.given(
            Example.shop + [
                .place(2, paidBy: "ALIPAY"), .init("payment.cancel", #"{"paymentId":"PAY-1","reason":"pays otherwise"}"#),
                .init("payment.initiate", other),
            ] + steps)
        return shop
    }

    private static let oneLess = #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#

    @Test("the tender that pays is kept when the refund of the cancelled one is refused, and that one is asked again")
    func otherTenderIsKept() throws {
        var shop = try shop(
            #""WECHAT""#,
            [result("PAY-2", "CAPTURED"), .ship(2), .dispatch, result("PAY-1", "CAPTURED"), result("PAY-1", "REFUND_FAILED")])
        #expect(try shop.payment("PAY-2").refundPending == 0 && shop.order().openOperations == 0)
        #expect(try shop.order().balanceDue == 0 && shop.order().unapplied == 20_000 && shop.order().paymentStatus == .paid)
        try shop.given([.delivered, result("PAY-1", "REFUNDED")])
        #expect(try shop.payment("PAY-1").refunded == 20_000 && shop.payment("PAY-2").refundable == 20_000)
        #expect(try shop.order().balanceDue == 0 && shop.order().unapplied == 0)
        try shop.expectReplay()
    }

    @Test("an authorization is captured for what is due, whatever becomes of the cancelled tender's money")
    func otherTenderIsCaptured() throws {
        var shop = try shop(
            #""CARD","capture":"MANUAL""#,
            [result("PAY-2", "AUTHORIZED"), result("PAY-1", "CAPTURED"), .ship(2), .dispatch])
        #expect(try shop.payment("PAY-2").capturePending == 20_000)
        try shop.given([result("PAY-1", "REFUND_FAILED")])
        #expect(try shop.payment("PAY-2").voidPending == 0 && shop.payment("PAY-2").capturePending == 20_000)
        try shop.given([result("PAY-2", "CAPTURED")])
        #expect(try shop.order().balanceDue == 0 && shop.payment("PAY-2").refundable == 20_000)
        try shop.expectReplay()
    }

    @Test("of a completed order nothing is written off that the ledger asked back")
    func nothingIsWrittenOff() throws {
        var shop = try shop(
            #""WECHAT""#,
            [
                result("PAY-2", "CAPTURED"), .ship(2), .dispatch, .delivered, .init("order.confirmReceipt", Self.id),
                .init("order.complete", Self.id), result("PAY-1", "CAPTURED"), result("PAY-1", "REFUND_FAILED"),
            ])
        #expect(try shop.payment("PAY-2").refundPending == 0)
        try shop.given([result("PAY-1", "REFUNDED", #","operationId":"PAY-1:refund:1""#)])
        #expect(try shop.order().writtenOff == 0 && shop.order().balanceDue == 0)
    }

    @Test("what is given back unasked of a completed order is written off, though a refund that was asked for comes after it")
    func writtenOffAhead() throws {
        var shop = try shop(
            #""WECHAT""#,
            [
                result("PAY-2", "CAPTURED"), .ship(2), .dispatch, .delivered, .init("order.confirmReceipt", Self.id),
                .init("order.complete", Self.id),
                .init("payment.requestRefund", #"{"paymentId":"PAY-2","refundId":"R-1","amount":500}"#),
                .init(
                    "payment.recordResult",
                    #"{"paymentId":"PAY-2","outcome":"REFUNDED","amount":700,"providerReference":"re_1"}"#),
            ])
        #expect(try shop.order().writtenOff == 700 && shop.order().balanceDue == -500)
        let failed = #"{"paymentId":"PAY-2","outcome":"REFUND_FAILED","amount":500,"operationId":"R-1"}"#
        var other = shop
        try other.given([.init("payment.recordResult", failed)])
        #expect(try other.order().writtenOff == 700 && other.order().balanceDue == 0)
        try shop.given([.init("payment.recordResult", failed.replacing("REFUND_FAILED", with: "REFUNDED"))])
        #expect(try shop.order().writtenOff == 700 && shop.order().balanceDue == 0)
    }

    @Test("an order is not paid by it, and is completed only when it has gone back")
    func pending() throws {
        var shop = try shop(#""WECHAT""#, [result("PAY-1", "CAPTURED"), result("PAY-1", "REFUND_FAILED")])
        #expect(try shop.order().status == .pending && shop.order().paymentStatus == .none)
        #expect(try shop.order().balanceDue == 20_000 && shop.order().unapplied == 20_000)
        var paid = shop
        try paid.given([
            result("PAY-2", "CAPTURED"), result("PAY-1", "REFUND_FAILED"), .ship(2), .dispatch,
            result("PAY-1", "REFUND_FAILED", #","operationId":"PAY-1:refund:3""#), .delivered,
            result("PAY-1", "REFUND_FAILED", #","operationId":"PAY-1:refund:4""#), .init("order.confirmReceipt", Self.id),
            result("PAY-1", "REFUND_FAILED", #","operationId":"PAY-1:refund:5""#),
        ])
        #expect(try paid.order().balanceDue == 0 && paid.order().openOperations == 0)
        #expect(try paid.send("order.complete", Self.id).code == "open_obligations")
        // Nothing is to be paid of an order that has ended: then the balance says what goes back.
        try shop.wait(seconds: Limits.payWithinSeconds)
        #expect(try shop.order().status == .expired && shop.payment().refundPending == 20_000)
        #expect(try shop.order().balanceDue == -20_000 && shop.order().unapplied == 0)
        try shop.given([result("PAY-1", "REFUNDED")])
        #expect(try shop.order().balanceDue == 0)
        try shop.expectReplay()
    }

    @Test("a refund of it is no favor, whoever asks for it")
    func noFavor() throws {
        var shop = try shop(#""WECHAT""#, [result("PAY-1", "CAPTURED"), result("PAY-1", "REFUND_FAILED")])
        try shop.given([
            .init("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"R-1","amount":20000}"#), result("PAY-1", "REFUNDED"),
        ])
        #expect(try shop.order().grantedRefunds == 0 && shop.order().balanceDue == 20_000)
    }

    @Test("what is paid too much beside it goes back of the tender that pays")
    func excessBesideIt() throws {
        let shop = try shop(
            #""WECHAT""#, [result("PAY-2", "CAPTURED"), result("PAY-1", "CAPTURED"), .init("order.cancelLines", Self.oneLess)])
        #expect(try shop.payment("PAY-1").refundPending == 20_000 && shop.payment("PAY-2").refundPending == 10_000)
    }
}
