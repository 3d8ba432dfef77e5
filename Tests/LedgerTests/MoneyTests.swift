import Schema
import Testing

@testable import Ledger

/// An order's money follows from where the order stands, whatever came in which order (DOMAIN §2.5).
@Suite struct MoneyTests {
    private func order(_ more: String = "", lines: String = #"{"sku":"SKU-1","quantity":2}"#) -> String {
        #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[\#(lines)]\#(more)}"#
    }

    private func tender(_ id: String, _ amount: Int, _ method: String = "\"ALIPAY\"") -> Example.Step {
        .init("payment.initiate", #"{"paymentId":"\#(id)","orderId":"O-1","amount":\#(amount),"method":\#(method)}"#)
    }

    private static let id = #"{"orderId":"O-1"}"#

    // MARK: Captures and voids follow from the state

    @Test("a hold while lines are cancelled leaves no authorization open: what is owed is captured when it is released")
    func holdCancelRelease() throws {
        let lines = #"{"sku":"SKU-1","quantity":1},{"sku":"SKU-D","quantity":1}"#
        let payment = #","payments":[{"paymentId":"PAY-1","method":"CARD","amount":13000,"capture":"MANUAL"}]"#
        var shop = try Shop(given: Example.shop + [.digital, .init("order.place", order(payment, lines: lines))])
        try shop.given([
            .result("AUTHORIZED", 13_000), .init("order.hold", Self.id),
            .init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#),
        ])
        #expect(try shop.payment().capturePending == 0)
        #expect(try shop.payment().voidPending == 0)
        try shop.given([.init("order.releaseHold", Self.id)])
        #expect(try shop.payment().capturePending == 3000)
        #expect(try shop.payment().voidPending == 10_000)
        try shop.given([.result("CAPTURED", 3000), .result("VOIDED", 10_000)])
        #expect(try shop.order().balanceDue == 0)
        #expect(try shop.order().openOperations == 0)
        #expect(try shop.payment().capturable == 0)
    }

    @Test("digital goods are captured with the first parcel that leaves")
    func digitalIsCaptured() throws {
        let lines = #"{"sku":"SKU-1","quantity":1},{"sku":"SKU-D","quantity":1}"#
        let payment = #","payments":[{"paymentId":"PAY-1","method":"CARD","amount":13000,"capture":"MANUAL"}]"#
        var shop = try Shop(given: Example.shop + [.digital, .init("order.place", order(payment, lines: lines))])
        try shop.given([.result("AUTHORIZED", 13_000)])
        #expect(try shop.payment().capturePending == 0)
        try shop.given([.ship(1), .dispatch])
        #expect(try shop.payment().capturePending == 13_000)
    }

    @Test("a capture smaller than asked closes its operation, and the rest is asked for again")
    func shortCapture() throws {
        var shop = try Shop(given: Example.authorized + [.ship(2), .dispatch])
        let operation = try #require(try shop.payment().operations.last).operationID
        try shop.given([result("PAY-1", "CAPTURED", 12_000, #","operationId":"\#(operation)""#)])
        #expect(try shop.payment().operations.map(\.state) == [.succeeded, .succeeded, .requested])
        #expect(try shop.payment().capturePending == 8000)
        // The provider gives up the rest: it is neither asked for again nor left authorized.
        try shop.given([.result("FAILED", 8000), result("PAY-1", "VOIDED", 8000)])
        #expect(try shop.payment().capturable == 0)
        #expect(try shop.order().balanceDue == 8000)
        #expect(try shop.order().openOperations == 0)
    }

    @Test("a capture that failed is not asked for again because it failed, but by the next step")
    func refusedCapture() throws {
        var shop = try Shop(given: Example.authorized + [.ship(1), .dispatch, .result("FAILED", 10_000)])
        #expect(try shop.payment().capturePending == 0)
        try shop.given([.init("payment.requestCapture", #"{"paymentId":"PAY-1","amount":10000}"#), .result("FAILED", 10_000)])
        #expect(try shop.payment().capturePending == 0)
        try shop.given([.init("order.hold", Self.id), .init("order.releaseHold", Self.id)])
        #expect(try shop.payment().capturePending == 10_000)
        try shop.given([.result("CAPTURED", 10_000)])
        #expect(try shop.order().balanceDue == 10_000)
        let second = #"{"shipmentId":"S-2","orderId":"O-1","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":1}]}"#
        try shop.given([
            .init("shipment.create", second),
            .init("shipment.dispatch", #"{"shipmentId":"S-2","carrier":"SF","trackingNumber":"SF1002"}"#),
        ])
        #expect(try shop.payment().capturePending == 10_000)
    }

    // MARK: Results are facts

    @Test("an authorization counts however late it comes", arguments: ["FAILED", "VOIDED", "CAPTURED"])
    func lateAuthorization(_ first: String) throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD", capture: "MANUAL")])
        try shop.given([.result(first, first == "CAPTURED" ? 5000 : 20_000), .result("AUTHORIZED", 20_000)])
        #expect(try shop.payment().authorized == 20_000)
        #expect(try shop.order().status == .confirmed)
        try shop.given([.init("order.cancel", Self.id)])
        #expect(try shop.payment().capturable == 0)
    }

    @Test("an authorization for a dead order is given up, money for it goes back")
    func deadOrder() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD", capture: "MANUAL"), .init("order.cancel", Self.id)])
        #expect(try shop.payment().status == .cancelled)
        try shop.given([.result("AUTHORIZED", 20_000)])
        #expect(try shop.payment().voidPending == 20_000)
        try shop.given([.result("CAPTURED", 20_000)])
        #expect(try shop.payment().refundPending == 20_000)
        #expect(try shop.payment().voidPending == 0)
        try shop.given([.result("REFUNDED", 20_000)])
        #expect(try shop.order().balanceDue == 0)
        #expect(try shop.order().openOperations == 0)
    }

    @Test("the same reference never counts twice, and another amount under it is noted")
    func references() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD")])
        let reference = #","providerReference":"ch_1""#
        try shop.given([result("PAY-1", "CAPTURED", 8000, reference)])
        #expect(try shop.send("payment.recordResult", Example.result("CAPTURED", 8000, reference)).events == [])
        let other = try shop.send("payment.recordResult", Example.result("CAPTURED", 9000, reference))
        #expect(other.events == ["payment/PAY-1 payment.resultNoted"])
        #expect(try shop.payment().captured == 8000)
        try shop.given([result("PAY-1", "CAPTURED", 12_000, #","providerReference":"ch_2""#)])
        #expect(try shop.payment().captured == 20_000)
        #expect(try shop.order().status == .confirmed)
    }

    @Test("money counts that names the operation it comes of, and once without a reference of its own")
    func namedOrigin() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD", capture: "MANUAL")])
        let authorization = #","operationId":"PAY-1:authorize:1""#
        try shop.given([
            result("PAY-1", "CAPTURED", 20_000, authorization), result("PAY-1", "CAPTURED", 20_001, authorization),
        ])
        #expect(try shop.payment().captured == 20_000)
        #expect(try shop.order().status == .confirmed)
        try shop.given([
            result("PAY-1", "REFUNDED", 5000, authorization), result("PAY-1", "REFUNDED", 5001, authorization),
            result("PAY-1", "REFUNDED", 700, authorization + #","providerReference":"re_1""#),
        ])
        #expect(try shop.payment().refunded == 5700)
    }

    @Test("references are compared byte for byte")
    func referencesAreBytes() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD")])
        try shop.given([
            result("PAY-1", "CAPTURED", 8000, ",\"providerReference\":\"caf\u{E9}\""),
            result("PAY-1", "CAPTURED", 8000, ",\"providerReference\":\"cafe\u{301}\""),
        ])
        #expect(try shop.payment().captured == 16_000)
    }

    @Test("refunds and captures that nobody asked for here are taken over")
    func unsolicited() throws {
        var shop = try Shop(given: Example.paid)
        try shop.given([result("PAY-1", "REFUNDED", 5000, #","providerReference":"re_1""#)])
        #expect(try shop.order().balanceDue == 5000)
        #expect(try shop.order().paymentStatus == .partiallyRefunded)
        try shop.given([tender("PAY-2", 5000), result("PAY-2", "CAPTURED", 5000)])
        #expect(try shop.order().balanceDue == 0)
        try shop.given([result("PAY-2", "CAPTURED", 700, #","providerReference":"ch_9""#)])
        #expect(try shop.order().refundPending == 700)
    }

    @Test("a refund that failed and went through after all counts, and a repeated success does not")
    func lateRefund() throws {
        var shop = try Shop(given: Example.paid)
        try shop.given([
            .init("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"RF-1","amount":500,"reason":"a scratch"}"#),
            result("PAY-1", "REFUND_FAILED", 500, #","operationId":"RF-1""#),
        ])
        #expect(try shop.order().grantedRefunds == 0)
        try shop.given([result("PAY-1", "REFUNDED", 500, #","operationId":"RF-1","providerReference":"re_1""#)])
        #expect(try shop.order().refunded == 500)
        #expect(try shop.order().grantedRefunds == 500)
        #expect(try shop.order().refundPending == 0)
        #expect(try shop.order().balanceDue == 0)
        try shop.given([result("PAY-1", "REFUNDED", 500, #","operationId":"RF-1""#)])
        #expect(try shop.order().refunded == 500)
    }

    @Test("what a provider gave back of a dead order beyond what it had is written off, and taken back when the money comes")
    func writeOffs() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD"), .init("order.cancel", Self.id)])
        try shop.given([result("PAY-1", "REFUNDED", 20_000, #","providerReference":"re_1""#)])
        #expect(try shop.order().writtenOff == 20_000)
        #expect(try shop.order().balanceDue == 0)
        try shop.given([result("PAY-1", "CAPTURED", 20_000, #","providerReference":"ch_1""#)])
        #expect(try shop.order().writtenOff == 0)
        #expect(try shop.order().balanceDue == 0)
        #expect(try shop.order().refundPending == 0)
    }

    // MARK: Another way to pay

    @Test("a tender claims what it can still bring, and one that is cancelled nothing")
    func claims() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD", capture: "MANUAL")])
        #expect(try shop.send("payment.initiate", tender("PAY-2", 1).body).code == "exceeds_due")
        try shop.given([.result("AUTHORIZED", 12_000), tender("PAY-2", 8000)])
        #expect(try shop.send("payment.initiate", tender("PAY-3", 1).body).code == "exceeds_due")
        try shop.given([.init("payment.cancel", #"{"paymentId":"PAY-2","reason":"by card instead"}"#), tender("PAY-3", 8000)])
        try shop.given([result("PAY-3", "CAPTURED", 8000)])
        #expect(try shop.order().status == .confirmed)
        // What comes for the cancelled tender goes back, although the order is not fully captured yet.
        try shop.given([result("PAY-2", "CAPTURED", 8000)])
        #expect(try shop.payment("PAY-2").refundPending == 8000)
        #expect(try shop.payment("PAY-1").capturePending == 0)
    }

    @Test("a tender of nothing is refused")
    func nothing() throws {
        var shop = try Shop(given: Example.shop + [.place(2)])
        #expect(try shop.send("payment.initiate", tender("PAY-1", 0).body).code == "invalid_argument")
        let placed = order(#","payments":[{"paymentId":"PAY-1","method":"CARD","amount":0}]"#)
        #expect(try shop.send("order.place", placed.replacing("O-1", with: "O-2")).code == "invalid_argument")
    }

    @Test("a refund may leave what it gives back owed, and then goods wait for it")
    func keepsOwed() throws {
        var shop = try Shop(given: Example.paid + [.ship(2)])
        let refund = #"{"paymentId":"PAY-1","refundId":"RF-1","amount":20000,"reason":"wrong card","keepsOwed":true}"#
        try shop.given([.init("payment.requestRefund", refund)])
        #expect(try shop.send("shipment.dispatch", Example.Step.dispatch.body).code == "payment_required")
        try shop.given([
            result("PAY-1", "REFUNDED", 20_000), tender("PAY-2", 20_000), result("PAY-2", "CAPTURED", 20_000), .dispatch,
        ])
        #expect(try shop.order().balanceDue == 0)
    }

    @Test("refund ids in the ledger's own form are refused", arguments: ["PAY-1:r1", "X:refund:2", "a:capture:1", "Z:r07"])
    func ownIDs(_ id: String) throws {
        var shop = try Shop(given: Example.paid)
        let body = #"{"paymentId":"PAY-1","refundId":"\#(id)","amount":500}"#
        #expect(try shop.send("payment.requestRefund", body).code == "invalid_argument")
        let fine = #"{"paymentId":"PAY-1","refundId":"\#(id)x","amount":500}"#
        #expect(try shop.send("payment.requestRefund", fine).code == nil)
    }

    // MARK: Unpaid goods and the end of an order

    @Test("where the order is covered anybody may say that goods leave unpaid: they do not")
    func allowedAndPaid() throws {
        var shop = try Shop(given: Example.created, role: .importer)
        try shop.given([
            .init("shipment.dispatch", #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001","allowUnpaid":true}"#)
        ])
    }

    @Test("goods leave unpaid only when someone with the role says so")
    func unpaid() throws {
        var shop = try Shop(given: Example.created + [result("PAY-1", "REFUNDED", 1, #","providerReference":"re_1""#)])
        #expect(try shop.send("shipment.dispatch", Example.Step.dispatch.body).code == "payment_required")
        let allowed = #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001","allowUnpaid":true}"#
        shop.role = Role.importer.rawValue
        #expect(try shop.send("shipment.dispatch", allowed).code == "forbidden")
        shop.role = Role.operator.rawValue
        #expect(try shop.send("shipment.dispatch", allowed).code == nil)
        try shop.given([.delivered, .init("order.confirmReceipt", Self.id)])
        // Delivered and received, and still it can be paid: a balance is due.
        try shop.given([tender("PAY-2", 1)])
        #expect(try shop.send("order.complete", Self.id).code == "open_obligations")
        try shop.given([.init("payment.cancel", #"{"paymentId":"PAY-2"}"#)])
        #expect(try shop.send("order.complete", Self.id).code == "balance_due")
        let writeOff = #"{"orderId":"O-1","writeOff":{"reason":"a cent"}}"#
        #expect(try shop.send("order.complete", writeOff).code == "forbidden")
        shop.role = Role.admin.rawValue
        #expect(try shop.send("order.complete", writeOff).code == nil)
        #expect(try shop.order().balanceDue == 0)
        #expect(try shop.order().writtenOff == 1)
    }

    @Test("an authorization of a tender that takes its money by itself is given up when its order is over")
    func authorizedOnly() throws {
        var shop = try Shop(
            given: Example.shop + [.place(2, paidBy: "CARD"), result("PAY-1", "CAPTURED", 20_000, #","providerReference":"c""#)])
        try shop.given([.ship(2), .dispatch, .delivered, .init("order.confirmReceipt", Self.id)])
        let refund = #"{"paymentId":"PAY-1","refundId":"RF-1","amount":500,"keepsOwed":true}"#
        try shop.given([.init("payment.requestRefund", refund), result("PAY-1", "REFUNDED", 500, #","operationId":"RF-1""#)])
        try shop.given([tender("PAY-2", 500, "\"CARD\""), result("PAY-2", "AUTHORIZED", 500), result("PAY-2", "CAPTURED", 200)])
        shop.role = Role.admin.rawValue
        try shop.given([.init("order.complete", #"{"orderId":"O-1","writeOff":{"reason":"the rest"}}"#)])
        #expect(try shop.payment("PAY-2").voidPending == 300)
        // And so is one that comes when it is over.
        try shop.given([result("PAY-1", "AUTHORIZED", 30_000)])
        #expect(try shop.payment().voidPending == 10_000)
    }

    // MARK: Discounts on the whole order

    @Test("a discount on the whole order is shared out by largest remainder, and a cancelled line gives its share back")
    func sharedDiscount() throws {
        let lines = #"{"sku":"SKU-1","quantity":1},{"sku":"SKU-1","quantity":1},{"sku":"SKU-D","quantity":1}"#
        let discount = #","shippingFee":500,"fees":[{"code":"TEN","amount":-1000},{"code":"gift","amount":200}]"#
        var shop = try Shop(given: Example.shop + [.digital, .init("order.place", order(discount, lines: lines))])
        // 1,000 over 10,000, 10,000 and 3,000: 434.78, 434.78 and 130.43.
        #expect(try shop.order().lines.map(\.orderDiscount) == [435, 435, 130])
        #expect(try shop.order().total == 23_000 - 1000 + 700)
        #expect(try shop.order().charges == 700)
        try shop.given([tender("PAY-1", 22_700), result("PAY-1", "CAPTURED", 22_700)])
        try shop.given([.init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#)])
        #expect(try shop.order().refundPending == 9565)
    }

    @Test("a discount larger than the lines lowers the shipping, too, and every split sums to the whole")
    func largeDiscount() throws {
        let shop = try Shop(
            given: Example.shop + [.init("order.place", order(#","shippingFee":500,"fees":[{"code":"ALL","amount":-20300}]"#))])
        #expect(try shop.order().total == 200)
        #expect(try shop.order().lines[0].net == 0)
        #expect(try shop.order().charges == 200)
    }
}
