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
    /// A shop with lamps (A) and an e-book (D), and a way to send it commands.
    private struct Merchant {
        let ledger: TestLedger

        func send(_ verb: String, _ body: String) throws {
            let parts = verb.split(separator: ".")
            let id = "c-\(ledger.engine.status.head + 1)"
            try ledger.accepted(try Command(json: Array("{\"id\":\"\(id)\",\"\(parts[0])\":{\"\(parts[1])\":\(body)}}".utf8)))
        }

        func place(_ lines: String, _ payments: String...) throws {
            let payments = payments.joined(separator: ",")
            let head = "\"orderId\":\"1\",\"customerId\":\"C\",\"currency\":\"CNY\""
            try send("order.place", "{\(head),\"lines\":[\(lines)],\"payments\":[\(payments)]}")
        }

        /// A provider's result of payment p, or of the one that `more` names after it.
        func result(_ outcome: String, _ amount: Int, _ more: String = "", of payment: String = "p") throws {
            let mark = more.isEmpty ? "" : "," + more
            try send(
                "payment.recordResult", "{\"paymentId\":\"\(payment)\",\"outcome\":\"\(outcome)\",\"amount\":\(amount)\(mark)}")
        }

        /// Sends a parcel of so many lamps.
        func ship(_ id: String, _ units: Int = 1) throws {
            let lines = "\"lines\":[{\"lineId\":\"1\",\"quantity\":\(units)}]"
            try send("shipment.create", "{\"shipmentId\":\"\(id)\",\"orderId\":\"1\",\"warehouseId\":\"W\",\(lines)}")
            try send("shipment.dispatch", "{\"shipmentId\":\"\(id)\",\"carrier\":\"SF\",\"trackingNumber\":\"T\(id)\"}")
        }

        var order: Order { get throws { try ledger.order("1") } }

        func payment(_ id: String = "p") throws -> Payment {
            guard case .payment(let row) = try ledger.engine.head.row(.payment, id) else {
                throw UnexpectedOutcome(description: "no payment \(id)")
            }
            return row
        }
    }

    private func withMerchant(_ body: (Merchant) throws -> Void) throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l", entriesPerFlush: 4)
            defer { ledger.close() }
            let merchant = Merchant(ledger: ledger)
            try merchant.send("warehouse.register", #"{"warehouseId":"W","name":"W"}"#)
            for (sku, kind, price) in [("A", "PHYSICAL", 500), ("D", "DIGITAL", 250)] {
                let variant = "{\"sku\":\"\(sku)\",\"price\":{\"amount\":\(price),\"currency\":\"CNY\"}}"
                let head = "\"productId\":\"P\(sku)\",\"title\":\"\(sku)\",\"kind\":\"\(kind)\",\"publish\":true"
                try merchant.send("catalog.createProduct", "{\(head),\"variants\":[\(variant)]}")
            }
            try merchant.send("stock.receive", #"{"sku":"A","warehouseId":"W","quantity":90}"#)
            try body(merchant)
            // The log alone gives the same rows.
            try ledger.reopen()
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    private static let manual = #"{"paymentId":"p","method":"CARD","capture":"MANUAL","amount":1000}"#
    private static let two = #"{"sku":"A","quantity":2}"#
    private static let webhook = #""providerReference":"ch_2""#

    @Test("a capture's notification before its answer, with two equal parcels, counts once, and gives nothing away")
    func captures() throws {
        try withMerchant { shop in
            try shop.place(Self.two, Self.manual)
            try shop.result("AUTHORIZED", 1000)
            try shop.ship("a")
            try shop.ship("b")
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
        try withMerchant { shop in
            try shop.place(Self.two, Self.manual)
            try shop.result("AUTHORIZED", 1000)
            try shop.ship("a")
            try shop.ship("b")
            try shop.result("CAPTURED", 500, Self.webhook)
            try shop.result("CAPTURED", 500, Self.webhook + #","operationId":"p:capture:2""#)
            try shop.result("FAILED", 500, #""operationId":"p:capture:1","failureCode":"declined""#)
            #expect(try shop.order.captured == 500 && shop.order.balanceDue == 500)
        }
    }

    @Test("a refund's notification before its answer, with two equal refunds, counts once")
    func refunds() throws {
        try withMerchant { shop in
            try shop.place(Self.two, #"{"paymentId":"p","method":"ALIPAY","amount":1000}"#)
            try shop.result("CAPTURED", 1000, #""providerReference":"c""#)
            for _ in 1...2 {
                try shop.send("order.cancelLines", #"{"orderId":"1","lines":[{"lineId":"1","quantity":1}]}"#)
            }
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
