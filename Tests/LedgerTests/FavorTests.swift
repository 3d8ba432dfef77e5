import Schema
import Testing

@testable import Ledger

@Suite("a refund that was not owed")
struct FavorTests {
    private let favor = Example.Step(
        "payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"R-1","amount":3000,"reason":"late"}"#)

    @Test("lowers what the order costs, and is not asked for again with the next shipment")
    func notCapturedAgain() throws {
        var shop = try Shop(given: Example.authorized + [.ship(1), .dispatch, .result("CAPTURED", 10_000), favor])
        #expect(try shop.order().grantedRefunds == 3000)
        #expect(try shop.order().effectiveTotal == 17_000)
        try shop.given([
            .init("payment.recordResult", Example.result("REFUNDED", 3000)),
            .init(
                "shipment.create",
                #"{"shipmentId":"S-2","orderId":"O-1","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":1}]}"#),
            .init("shipment.dispatch", #"{"shipmentId":"S-2","carrier":"SF","trackingNumber":"SF1002"}"#),
        ])
        #expect(try shop.payment().capturePending == 10_000)
    }

    @Test("leaves nothing due, so no second payment is taken for it")
    func nothingDue() throws {
        var shop = try Shop(given: Example.paid + [favor, .init("payment.recordResult", Example.result("REFUNDED", 3000))])
        let again = try shop.send("payment.initiate", #"{"paymentId":"PAY-2","orderId":"O-1","method":"ALIPAY","amount":3000}"#)
        #expect(again.code == "exceeds_due")
    }

    @Test("that fails is owed again")
    func failed() throws {
        let shop = try Shop(given: Example.paid + [favor, .init("payment.recordResult", Example.result("REFUND_FAILED", 3000))])
        #expect(try shop.order().grantedRefunds == 0)
        #expect(try shop.order().paymentStatus == .paid)
    }

    @Test("grants only what is above the excess: giving back what was paid too much is no favor")
    func excessFirst() throws {
        var shop = Shop()
        try shop.given(
            Example.paid + [
                .init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}],"reason":"one"}"#),
                .init("payment.recordResult", Example.result("REFUND_FAILED", 10_000)),
                .init("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"R-2","amount":12000,"reason":"one, and late"}"#),
            ])
        #expect(try shop.order().grantedRefunds == 2000)
    }
}
