import Schema
import Testing

@testable import Ledger

/// What was delivered is not cancelled, and what was recorded wrongly of a delivery is when it was, or taken back.
@Suite struct DeliveryTests {
    private let correction = #"{"shipmentId":"S-1","status":"SHIPPED","reason":"read wrongly"}"#
    private let pickup = #"{"shipmentId":"S-1"}"#

    // MARK: Digital goods

    private func mixed(_ lines: String, _ total: Int) -> [Example.Step] {
        let payment = #""payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":\#(total)}]"#
        return Example.shop + [
            .digital,
            .init("order.place", #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[\#(lines)],\#(payment)}"#),
        ]
    }

    private func cancelLine(_ id: String) -> Example.Step {
        .init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"\#(id)","quantity":1}]}"#)
    }

    @Test("digital goods that were delivered are not cancelled, by nobody, and the rest of the order is")
    func delivered() throws {
        var shop = try Shop(given: mixed(#"{"sku":"SKU-1","quantity":1},{"sku":"SKU-D","quantity":2}"#, 16_000))
        // Nothing is delivered before the confirmation.
        try shop.given([cancelLine("2"), .result("CAPTURED", 16_000)])
        #expect(try shop.order().refundPending == 3000)
        for role in [Role.storefront, .operator, .admin] {
            shop.role = role.rawValue
            #expect(try shop.send("order.cancel", #"{"orderId":"O-1"}"#).code == "shipped_use_return")
            guard case .rejected(let rejection) = try shop.send("order.cancelLines", cancelLine("2").body) else {
                Issue.record("not refused")
                return
            }
            #expect(rejection.code == "exceeds_remaining" && rejection.params["remaining"] == "0")
        }
        try shop.given([cancelLine("1")])
        #expect(try shop.order().status == .confirmed && shop.order().lines[1].delivered == 1)
        #expect(try shop.order().refundPending == 13_000)
        // Giving the money back is a favor, which not everybody may do.
        #expect(!Role.storefront.maySend("payment.requestRefund"))
        try shop.given([.init("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"R-1","amount":3000}"#)])
        #expect(try shop.order().grantedRefunds == 3000 && shop.order().lines[1].delivered == 1)
    }

    @Test("while such an order is held its digital goods stay delivered")
    func heldAfterwards() throws {
        var shop = try Shop(
            given: mixed(#"{"sku":"SKU-D","quantity":1}"#, 3000) + [
                .result("CAPTURED", 3000), .init("order.hold", #"{"orderId":"O-1"}"#),
            ])
        #expect(try shop.send("order.cancel", #"{"orderId":"O-1"}"#).code == "shipped_use_return")
        #expect(try shop.send("order.cancelLines", cancelLine("1").body).code == "exceeds_remaining")
    }

    // MARK: Pickups

    private func packed(_ more: String = "") -> [Example.Step] {
        let payment = #""payments":[{"paymentId":"PAY-1","method":"COD","amount":20000}]"#
        return Example.shop + [.init("order.place", Example.order(2, #","deliveryMethod":"PICKUP",\#(payment)"#)), .ship(2)]
    }

    @Test("a pickup was when the command says")
    func occurred() throws {
        var shop = try Shop(given: packed())
        try shop.wait(seconds: 3600)
        let handedOver = "2026-03-01T09:30:00Z"
        #expect(try shop.send("shipment.confirmPickup", pickup, occurredAt: handedOver).code == nil)
        let moment = Moment(handedOver)!.timestamp
        #expect(try shop.shipment().deliveredAt == moment && shop.shipment().shippedAt == moment)
        #expect(try shop.order().deliveredAt == moment)
        try shop.expectReplay()
    }

    @Test("a pickup before the shipment was made or had left is refused, and one in the future")
    func outOfTime() throws {
        var shop = try Shop(given: packed())
        let made = try #require(Moment(try shop.shipment().createdAt))
        func code(_ moment: Moment) throws -> String? {
            try shop.send("shipment.confirmPickup", pickup, occurredAt: moment.description).code
        }
        #expect(try code(made.adding(seconds: -Limits.occurredAheadSeconds - 1)) == "invalid_argument")
        #expect(try code(shop.clock.adding(seconds: Limits.occurredAheadSeconds + 2)) == "invalid_argument")
        var other = shop
        // As far as clocks may differ, it was when the shipment was made, or now.
        #expect(try code(made.adding(seconds: -Limits.occurredAheadSeconds)) == nil)
        #expect(try shop.shipment().deliveredAt == made.timestamp)
        let ahead = other.clock.adding(seconds: Limits.occurredAheadSeconds).description
        try other.send("shipment.confirmPickup", pickup, occurredAt: ahead)
        #expect(try other.shipment().deliveredAt == other.clock.timestamp)

        var underway = try Shop(given: packed() + [.init("shipment.dispatch", Example.Step.dispatch.body)])
        try underway.wait(seconds: 7200)
        let early = try underway.send("shipment.confirmPickup", pickup, occurredAt: "2026-03-01T08:50:00Z")
        #expect(early.code == "invalid_argument")
        #expect(try underway.send("shipment.confirmPickup", pickup, occurredAt: "2026-03-01T10:00:00Z").code == nil)
        #expect(try underway.shipment().deliveredAt == Moment("2026-03-01T10:00:00Z")!.timestamp)
        #expect(try underway.shipment().shippedAt != underway.shipment().deliveredAt)
    }

    @Test("goods that are not covered are not handed over, unless someone says so")
    func unpaidPickup() throws {
        var shop = try Shop(given: packed() + [.init("payment.cancel", #"{"paymentId":"PAY-1"}"#)])
        #expect(try shop.send("shipment.confirmPickup", pickup).code == "payment_required")
        let allowed = #"{"shipmentId":"S-1","allowUnpaid":true}"#
        shop.role = Role.importer.rawValue
        #expect(try shop.send("shipment.confirmPickup", allowed).code == "forbidden")
        shop.role = Role.operator.rawValue
        #expect(try shop.send("shipment.confirmPickup", allowed).code == nil)
        #expect(try shop.shipment().status == .delivered && shop.order().balanceDue == 20_000)
    }

    // MARK: Returns to the sender

    private let returned = Example.Step("shipment.reportReturnedToSender", #"{"shipmentId":"S-1","reason":"refused"}"#)

    @Test("a return to the sender that was none is taken back with what was promised in its place")
    func returnedByMistake() throws {
        var shop = try Shop(given: Example.shipped + [returned])
        #expect(try shop.stock().reserved == 2 && shop.order().lines[0].returnedToSender == 2)
        // One of two units was cancelled meanwhile, or is packed again: then it was not a mistake.
        var other = shop
        try other.given([cancelLine("1")])
        #expect(try other.send("shipment.correctTracking", correction).code == "exceeds_remaining")
        other = shop
        try other.given([.init("shipment.create", Example.shipment(1, id: "S-2"))])
        #expect(try other.send("shipment.correctTracking", correction).code == "exceeds_remaining")

        try shop.given([.init("shipment.correctTracking", correction)])
        let line = try shop.order().lines[0]
        #expect(line.returnedToSender == 0 && line.lost == 0 && line.shipped == 2 && line.reserved == 0)
        #expect(try shop.stock().reserved == 0 && shop.shipment().status == .shipped)
        try shop.given([.delivered])
        #expect(try shop.order().shipmentStatus == .delivered)
        try shop.expectReplay()
    }
}
