import Schema
import Testing

@testable import Ledger

/// Cash on delivery is given to who brings the goods: it stands for nothing that nobody brings.
@Suite struct CashOnDeliveryTests {
    private static let cancel = #"{"paymentId":"PAY-1","reason":"x"}"#

    private func order(_ lines: String, cash: Int) -> String {
        let payment = #""payments":[{"paymentId":"PAY-1","method":"COD","amount":\#(cash)}]"#
        return #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[\#(lines)],\#(payment)}"#
    }

    private static let lamp = #"{"sku":"SKU-1","quantity":1}"#
    private static let book = #"{"sku":"SKU-D","quantity":1}"#

    private func shop() throws -> Shop {
        var shop = Shop()
        shop.role = Role.operator.rawValue
        try shop.given(Example.shop + [.digital])
        return shop
    }

    @Test("it is refused for an order of which nothing is brought")
    func nothingIsBrought() throws {
        var shop = try shop()
        #expect(try shop.send("order.place", order(Self.book, cash: 3000)).code == "method_unavailable")
        try shop.given([.init("order.place", order(Self.book, cash: 3000).replacing("COD", with: "ALIPAY"))])
        let cash = #"{"paymentId":"PAY-2","orderId":"O-1","amount":1,"method":"COD"}"#
        #expect(try shop.send("payment.initiate", cash).code == "method_unavailable")
    }

    @Test("it confirms digital goods only when they are paid otherwise, and is not cancelled once they are delivered")
    func digitalLines() throws {
        var shop = try shop()
        try shop.given([.init("order.place", order(Self.lamp + "," + Self.book, cash: 13_000))])
        #expect(try shop.order().status == .pending && shop.order().lines[1].delivered == 0)
        let card = #"{"paymentId":"PAY-2","orderId":"O-1","amount":3000,"method":"CARD"}"#
        let paid = #"{"paymentId":"PAY-2","outcome":"CAPTURED","amount":3000}"#
        try shop.given([.init("payment.initiate", card), .init("payment.recordResult", paid)])
        #expect(try shop.order().status == .confirmed && shop.order().lines[1].delivered == 1)
        // The book is delivered, and nothing has been shipped.
        #expect(try shop.send("payment.cancel", Self.cancel).code == "payment_required")
        try shop.given([.ship(1), .dispatch])
        try shop.given([.init("payment.recordResult", #"{"paymentId":"PAY-1","outcome":"CAPTURED","amount":13000}"#)])
        #expect(try shop.order().balanceDue == -3000 && shop.order().refundPending == 3000)
    }

    @Test("a parcel that was delivered to where it is picked up is handed over when that is confirmed")
    func pickup() throws {
        var shop = try shop()
        let more = #","deliveryMethod":"PICKUP","payments":[{"paymentId":"PAY-1","method":"COD","amount":20000}]"#
        try shop.given([.init("order.place", Example.order(2, more)), .ship(2), .dispatch, .delivered])
        #expect(try shop.shipment().status == .shipped && shop.shipment().trackingStatus == .delivered)
        #expect(try shop.order().shipmentStatus == .shipped)
        try shop.given([.init("shipment.confirmPickup", #"{"shipmentId":"S-1"}"#)])
        #expect(try shop.shipment().status == .delivered && shop.order().shipmentStatus == .delivered)
        try shop.expectReplay()
    }
}
