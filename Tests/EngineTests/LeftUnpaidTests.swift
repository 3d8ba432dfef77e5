import Ledger
import Schema
import TestWorld
import Testing

/// Goods are kept for who pays: what is out unpaid keeps the rest of its order only where someone let it leave so.
@Suite("Goods that are kept, and cash that nobody brings")
struct LeftUnpaidTests {
    private static let four = #"{"sku":"A","quantity":4}"#
    private static let cash = #"{"paymentId":"p","method":"COD","amount":2000}"#
    private static let day: Int64 = 86_400

    private func expectRestGivenUp(_ shop: Merchant, due: Int64) throws {
        #expect(try shop.order.paymentLapsed)
        try shop.pass(seconds: Self.day)
        #expect(try shop.ledger.stock("A@W").reserved == 0)
        #expect(try shop.order.status == .confirmed && !shop.order.paymentLapsed && shop.order.balanceDue == due)
        #expect(try shop.order.lines.last?.reserved == 0)
    }

    @Test("a parcel that left paid, and whose money was taken back, keeps the rest for no longer than the time to pay")
    func takenBack() throws {
        try withMerchant(authorized: 4, sent: "a") { shop in
            try shop.result("CAPTURED", 500, #""operationId":"p:capture:1","providerReference":"c1""#)
            try shop.result("VOIDED", 1500)
            #expect(try shop.order.paymentLapsed)
            try shop.result("REFUNDED", 500, #""providerReference":"chargeback""#)
            try expectRestGivenUp(shop, due: 500)
        }
    }

    @Test("so does one whose capture is refused")
    func refused() throws {
        try withMerchant(authorized: 4, sent: "a") { shop in
            try shop.result("FAILED", 500, #""operationId":"p:capture:1""#)
            try shop.result("VOIDED", 2000)
            try expectRestGivenUp(shop, due: 500)
        }
    }

    @Test("so does one that left on a promise of cash which was given up")
    func cashGivenUp() throws {
        try withMerchant { shop in
            try shop.place(Self.four, Self.cash)
            try shop.ship("a")
            try shop.result("FAILED", 2000)
            try expectRestGivenUp(shop, due: 500)
        }
    }

    @Test("one that someone let leave unpaid keeps the rest, until it is lost")
    func allowed() throws {
        try withMerchant(authorized: 4, sent: "a") { shop in
            try shop.result("CAPTURED", 500, #""operationId":"p:capture:1","providerReference":"c1""#)
            try shop.result("VOIDED", 1500)
            try shop.ship("b", allowUnpaid: true)
            #expect(try !shop.order.paymentLapsed)
            try shop.result("REFUNDED", 500, #""providerReference":"chargeback""#)
            try shop.pass(seconds: 6 * Self.day)
            #expect(try shop.ledger.stock("A@W").reserved == 2 && shop.order.balanceDue == 2000)
            try shop.send("shipment.reportLost", #"{"shipmentId":"b"}"#)
            try expectRestGivenUp(shop, due: 500)
        }
    }

    @Test("cash for goods that were given up is waited for no longer, and the order can be completed")
    func idleCash() throws {
        try withMerchant { shop in
            let cash = #"{"paymentId":"p","method":"COD","amount":500}"#
            let card = #"{"paymentId":"q","method":"CARD","capture":"MANUAL","amount":250}"#
            try shop.place(#"{"sku":"D","quantity":1},{"sku":"A","quantity":1}"#, cash, card)
            try shop.result("AUTHORIZED", 250, of: "q")
            try shop.result("VOIDED", 250, of: "q")
            try expectRestGivenUp(shop, due: 250)
            #expect(try shop.payment("p").status == .cancelled && shop.order.openOperations == 0)
            try shop.send("payment.initiate", #"{"paymentId":"r","orderId":"1","method":"ALIPAY","amount":250}"#)
            try shop.result("CAPTURED", 250, of: "r")
            try shop.pass(seconds: 8 * Self.day)
            try shop.send("order.complete", #"{"orderId":"1"}"#)
            #expect(try shop.order.status == .completed && shop.order.writtenOff == 0)
        }
    }
}
