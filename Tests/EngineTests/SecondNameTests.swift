import Engine
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// What a provider tells twice, with its reference and with the id of the request, as a merchant's adapters send it: commands as
/// JSON go in, and rows come out.
@Suite("One fact under two names")
struct SecondNameTests {
    private static let manual = #"{"paymentId":"p","method":"CARD","capture":"MANUAL","amount":1000}"#
    private static let two = #"{"sku":"A","quantity":2}"#
    private static let webhook = #""providerReference":"ch_2""#

    @Test("a capture's notification before its answer, with two equal parcels, counts once, and gives nothing away")
    func captures() throws {
        try withMerchant(authorized: 2, sent: "a", "b") { shop in
            try shop.result("CAPTURED", 500, Self.webhook)
            try shop.result("CAPTURED", 500, Self.webhook + #","operationId":"p:capture:2""#)
            #expect(try shop.order.captured == 500 && shop.order.openOperations == 1)
            try shop.result("CAPTURED", 500, #""providerReference":"ch_1","operationId":"p:capture:1""#)
            #expect(try shop.payment().captured == 1000 && shop.payment().authorized == 1000)
            #expect(try shop.order.refundPending == 0 && shop.order.balanceDue == 0 && shop.order.openOperations == 0)
            let time = try #require(shop.ledger.engine.head.time).description
            for id in ["a", "b"] {
                let scan = "\"scanId\":\"\(id)\",\"status\":\"DELIVERED\",\"occurredAt\":\"\(time)\""
                try shop.send("shipment.recordScan", "{\"carrier\":\"SF\",\"trackingNumber\":\"T\(id)\",\(scan)}")
            }
            try shop.send("order.confirmReceipt", #"{"orderId":"1"}"#)
            try shop.send("order.complete", #"{"orderId":"1"}"#)
            #expect(try shop.order.status == .completed && shop.order.writtenOff == 0 && shop.order.refunded == 0)
        }
    }

    @Test("where the other capture is refused, its money is still due")
    func refused() throws {
        try withMerchant(authorized: 2, sent: "a", "b") { shop in
            try shop.result("CAPTURED", 500, Self.webhook)
            try shop.result("CAPTURED", 500, Self.webhook + #","operationId":"p:capture:2""#)
            try shop.result("FAILED", 500, #""operationId":"p:capture:1","failureCode":"declined""#)
            #expect(try shop.order.captured == 500 && shop.order.balanceDue == 500)
        }
    }

    @Test("a refund's notification before its answer, with two equal refunds, counts once")
    func refunds() throws {
        try withMerchant(paid: 2) { shop in
            for _ in 1...2 { try shop.cancelLamp() }
            try shop.result("REFUNDED", 500, #""providerReference":"re_2""#)
            try shop.result("REFUNDED", 500, #""providerReference":"re_2","operationId":"p:refund:2""#)
            #expect(try shop.order.refunded == 500 && shop.order.refundPending == 500)
            try shop.result("REFUND_FAILED", 500, #""operationId":"p:refund:1""#)
            // The other's money is still to go back, and is asked for again.
            #expect(try shop.payment().operations.map(\.state) == [.succeeded, .failed, .succeeded, .requested])
            #expect(try shop.order.refunded == 500 && shop.order.refundPending == 500 && shop.order.balanceDue == -500)
        }
    }

    @Test("an authorization told under two names lets no goods leave that it does not pay for")
    func authorizations() throws {
        try withMerchant { shop in
            let other = #"{"paymentId":"q","method":"CARD","capture":"MANUAL","amount":400}"#
            try shop.place(Self.two, #"{"paymentId":"p","method":"CARD","capture":"MANUAL","amount":600}"#, other)
            try shop.result("AUTHORIZED", 600, #""providerReference":"au_1""#)
            try shop.result("AUTHORIZED", 600, #""operationId":"p:authorize:1""#)
            #expect(try shop.payment().authorized == 600 && shop.order.status == .pending)
            try shop.result("AUTHORIZED", 400, of: "q")
            #expect(try shop.order.status == .confirmed)
        }
    }

    @Test("a void told under two names leaves the capture that is under way")
    func voids() throws {
        try withMerchant { shop in
            try shop.place(#"{"sku":"A","quantity":2},{"sku":"A","quantity":1}"#, Self.manual.replacing("1000", with: "1500"))
            try shop.result("AUTHORIZED", 1500)
            try shop.send("order.cancelLines", #"{"orderId":"1","lines":[{"lineId":"2","quantity":1}]}"#)
            try shop.ship("a", 2)
            try shop.result("VOIDED", 500, #""providerReference":"v_1""#)
            try shop.result("VOIDED", 500, #""operationId":"p:void:1""#)
            #expect(try shop.payment().voided == 500 && shop.payment().capturePending == 1000)
        }
    }

    @Test("an order with an e-book gives its goods back some time after its authorization has ended")
    func lapsed() throws {
        try withMerchant { shop in
            let lines = #"{"sku":"D","quantity":1},{"sku":"A","quantity":50}"#
            try shop.place(lines, Self.manual.replacing("1000", with: "25250"))
            try shop.result("AUTHORIZED", 25_250)
            try shop.result("VOIDED", 25_250)
            #expect(try shop.order.status == .confirmed && shop.order.paymentLapsed)
            shop.ledger.clock.advance(seconds: 3600)
            try shop.send("stock.receive", #"{"sku":"A","warehouseId":"W","quantity":1}"#)
            #expect(try shop.ledger.stock("A@W").reserved == 0)
            #expect(try shop.order.status == .confirmed && shop.order.balanceDue == 250 && !shop.order.paymentLapsed)
        }
    }
}
