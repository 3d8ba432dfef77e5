import Schema
import Testing

@testable import Ledger

/// A confirmed order of which nothing is out keeps its goods only while it is covered: else it is paid in time, or expires.
@Suite struct LapsedPaymentTests {
    private static let id = #"{"orderId":"O-1"}"#
    private static let cancelTender = Example.Step("payment.cancel", #"{"paymentId":"PAY-1","reason":"by card instead"}"#)
    private static let cash: [Example.Step] = Example.shop + [.place(2, paidBy: "COD")]

    private func card(_ id: String, _ amount: Int = 20_000, capture: String = "AUTO") -> Example.Step {
        let how = "\"method\":\"CARD\",\"capture\":\"\(capture)\""
        return .init("payment.initiate", "{\"paymentId\":\"\(id)\",\"orderId\":\"O-1\",\"amount\":\(amount),\(how)}")
    }

    private static let release = Example.Step(
        "payment.requestVoid", #"{"paymentId":"PAY-1","reason":"asked to"}"#)

    @Test(
        "an order whose covering is gone expires at its time to pay, with what was packed of it",
        arguments: ["cash", "failed card", "voided", "expired at the provider", "taken back"])
    func expires(_ how: String) throws {
        var shop =
            switch how {
            case "cash": try Shop(given: Self.cash + [.ship(1), Self.cancelTender])
            case "failed card":
                try Shop(given: Self.cash + [.ship(1), Self.cancelTender, card("PAY-2"), result("PAY-2", "FAILED", 20_000)])
            case "voided": try Shop(given: Example.authorized + [.ship(1), Self.release])
            case "expired at the provider": try Shop(given: Example.authorized + [.ship(1), .result("VOIDED", 20_000)])
            default:
                try Shop(given: Example.paid + [.ship(1), result("PAY-1", "REFUNDED", 20_000, #","providerReference":"re_1""#)])
            }
        #expect(try shop.order().status == .confirmed && shop.order().paymentLapsed)
        #expect(try shop.order().deadline == Moment(shop.order().payBy))
        #expect(try shop.send("shipment.dispatch", Example.Step.dispatch.body).code == "payment_required")
        try shop.wait(seconds: Limits.payWithinSeconds - 60)
        #expect(try shop.order().status == .confirmed)
        try shop.wait(seconds: 120)
        #expect(try shop.order().status == .expired && shop.shipment().status == .cancelled)
        #expect(try shop.stock().reserved == 0 && shop.order().openOperations ?? 0 <= 1)
        #expect(shop.entries.last?.command == "order.expire")
        try shop.expectReplay()
    }

    @Test("past its time to pay the payer gets it once more, and each time to pay is spent once")
    func again() throws {
        var shop = try Shop(given: Self.cash)
        try shop.wait(seconds: 5 * 86_400)
        #expect(try shop.order().status == .confirmed)
        try shop.given([Self.cancelTender])
        let payBy = try #require(try shop.order().deadline)
        #expect(payBy == shop.clock.adding(seconds: Limits.payWithinSeconds))
        // What does not cover the order gives no more time.
        try shop.given([card("PAY-2", 1000), result("PAY-2", "CAPTURED", 1000)])
        #expect(try shop.order().deadline == payBy)
        try shop.wait(seconds: Limits.payWithinSeconds)
        #expect(try shop.order().status == .expired && shop.payment("PAY-2").refundPending == 1000)
    }

    @Test("an order that is paid again in time is confirmed again, and waits for nothing")
    func paidAgain() throws {
        var shop = try Shop(given: Self.cash + [.ship(2), Self.cancelTender, card("PAY-2", capture: "MANUAL")])
        let reply = try shop.send("payment.recordResult", result("PAY-2", "AUTHORIZED", 20_000).body)
        #expect(reply.events.last == "order/O-1 order.confirmed")
        #expect(try !shop.order().paymentLapsed && shop.order().deadline == nil)
        try shop.wait(seconds: 5 * 86_400)
        try shop.given([.dispatch])
        #expect(try shop.payment("PAY-2").capturePending == 20_000)
        try shop.expectReplay()
    }

    @Test("one that is held waits for people, and has its time to pay again when it is released")
    func held() throws {
        var shop = try Shop(given: Self.cash + [Self.cancelTender, .init("order.hold", Self.id)])
        try shop.wait(seconds: 86_400)
        #expect(try shop.order().status == .onHold && !shop.order().paymentLapsed)
        try shop.given([.init("order.releaseHold", Self.id)])
        #expect(try shop.order().status == .pending)
        #expect(try shop.order().deadline == shop.clock.adding(seconds: Limits.payWithinSeconds))
        // And one that loses its covering while it is held.
        var other = try Shop(given: Self.cash + [.init("order.hold", Self.id), Self.cancelTender])
        #expect(try other.order().deadline == nil)
        try other.given([.init("order.releaseHold", Self.id)])
        try other.wait(seconds: Limits.payWithinSeconds)
        #expect(try other.order().status == .expired)
    }

    @Test("goods that someone lets leave unpaid end the wait, until they are lost")
    func allowed() throws {
        let allowed = #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001","allowUnpaid":true}"#
        var shop = try Shop(given: Self.cash + [.ship(1), Self.cancelTender, .init("shipment.dispatch", allowed)])
        #expect(try shop.order().deadline == nil && !shop.order().paymentLapsed)
        try shop.wait(seconds: 86_400)
        #expect(try shop.order().status == .confirmed && shop.order().balanceDue == 20_000)
        try shop.given([.lost])
        #expect(try shop.order().deadline == shop.clock.adding(seconds: Limits.payWithinSeconds))
        try shop.wait(seconds: 86_400)
        #expect(try shop.order().status == .expired && shop.order().balanceDue == 0)
    }

    @Test(
        "an order whose parcels all came back or were lost is to be paid in time like one that never left",
        arguments: ["back", "lost"])
    func nothingIsOut(_ how: String) throws {
        let back = Example.Step("shipment.reportReturnedToSender", #"{"shipmentId":"S-1","reason":"refused at the door"}"#)
        var shop = try Shop(given: Self.cash + [.ship(2), .dispatch, how == "lost" ? .lost : back])
        #expect(try shop.order().deadline == nil)
        try shop.given([Self.cancelTender])
        #expect(try shop.order().paymentLapsed && shop.order().deadline == Moment(shop.order().payBy))
        try shop.wait(seconds: 86_400)
        #expect(try shop.order().status == .expired && shop.stock().reserved == 0)
        try shop.expectReplay()
    }

    @Test("an order that costs nothing is covered by nothing")
    func free() throws {
        let lines = #"[{"sku":"SKU-1","quantity":2,"unitPrice":0,"priceOverride":true}]"#
        var shop = try Shop(
            given: Example.shop + [
                .init("order.place", #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":\#(lines)}"#), .ship(1),
            ])
        try shop.wait(seconds: 5 * 86_400)
        #expect(try shop.order().status == .confirmed && !shop.order().paymentLapsed)
    }

    // MARK: Where something is out

    private static let withLedgerState: [Example.Step] = {
        let payment = #""payments":[{"paymentId":"PAY-1","method":"CARD","capture":"MANUAL","amount":23000}]"#
        let lines = #""lines":[{"sku":"SKU-1","quantity":2},{"sku":"SKU-D","quantity":1}]"#
        let body = #"{"orderId":"O-1","customerId":"C-1","currency":"CNY",\#(lines),\#(payment)}"#
        return Example.shop + [.digital, .init("order.place", body), .result("AUTHORIZED", 23_000)]
    }()

    @Test("the goods of an order whose digital goods were delivered are given up in time, and these stay owed")
    func digital() throws {
        var shop = try Shop(given: Self.withLedgerState + [.ship(1), .result("VOIDED", 23_000)])
        #expect(try shop.order().paymentLapsed && shop.order().deadline == Moment(shop.order().payBy))
        #expect(try shop.send("order.cancel", Self.id).code == "shipped_use_return")
        try shop.wait(seconds: Limits.payWithinSeconds)
        #expect(shop.entries.last?.command == "order.expireLines")
        #expect(try shop.stock().reserved == 0 && shop.shipment().status == .cancelled)
        let order = try shop.order()
        #expect(order.status == .confirmed && !order.paymentLapsed && order.lines.map(\.cancelled) == [2, 0])
        #expect(order.balanceDue == 3000 && order.shipmentStatus == .notRequired)
        // It is received by itself, paid after all or written off.
        try shop.wait(seconds: Limits.receiveAfterSeconds)
        #expect(try shop.order().status == .received)
        try shop.given([card("PAY-2", 3000), result("PAY-2", "CAPTURED", 3000), .init("order.complete", Self.id)])
        #expect(try shop.order().status == .completed && shop.order().balanceDue == 0)
        try shop.expectReplay()
    }

    @Test("it keeps them where it is paid in time, and people can give them up before")
    func digitalPaidAgain() throws {
        var shop = try Shop(given: Self.withLedgerState + [.result("VOIDED", 23_000), card("PAY-2", 23_000)])
        try shop.given([result("PAY-2", "CAPTURED", 23_000)])
        try shop.wait(seconds: 86_400)
        #expect(try shop.order().deadline == nil && shop.stock().reserved == 2)
        let lines = #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":2}]}"#
        shop = try Shop(given: Self.withLedgerState + [.result("VOIDED", 23_000), .init("order.cancelLines", lines)])
        #expect(try !shop.order().paymentLapsed && shop.order().balanceDue == 3000 && shop.stock().reserved == 0)
    }

    @Test("released from a hold it waits for its payment again")
    func digitalHeld() throws {
        let held = [Example.Step("order.hold", Self.id), .result("VOIDED", 23_000), .init("order.releaseHold", Self.id)]
        var shop = try Shop(given: Self.withLedgerState + held)
        #expect(try shop.order().status == .confirmed && shop.order().paymentLapsed)
        try shop.wait(seconds: 86_400)
        #expect(try shop.order().lines.map(\.cancelled) == [2, 0])
    }

    @Test("where a first parcel was paid and the rest lost its covering, the rest is given up in time")
    func restLapses() throws {
        var shop = try Shop(given: Example.authorized + [.ship(1), .dispatch, .result("CAPTURED", 10_000)])
        #expect(try !shop.order().paymentLapsed)
        try shop.given([.result("VOIDED", 10_000)])
        #expect(try shop.order().paymentLapsed && shop.order().deadline != nil)
        try shop.wait(seconds: 86_400)
        #expect(try shop.stock().reserved == 0 && shop.order().balanceDue == 0 && shop.order().status == .confirmed)
        try shop.given([.delivered])
        try shop.wait(seconds: Limits.receiveAfterSeconds)
        #expect(try shop.order().status == .received)
        try shop.expectReplay()
    }

    @Test("digital goods alone have left with the confirmation: their debt stands, and the clock ends nothing")
    func digitalAlone() throws {
        let payment = #""payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":3000}]"#
        let body = #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-D","quantity":1}],\#(payment)}"#
        var shop = try Shop(
            given: Example.shop + [.digital, .init("order.place", body), .result("CAPTURED", 3000), .result("REFUNDED", 3000)])
        try shop.wait(seconds: 86_400)
        #expect(try shop.order().status == .confirmed && shop.order().balanceDue == 3000 && !shop.order().paymentLapsed)
    }
}
