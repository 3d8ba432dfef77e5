import Engine
import Ledger
import TestWorld
import Testing

/// Another way to pay: what a tender claims, how it ends, and when one may be opened.
@Suite("Tenders")
struct TenderTests {
    @Test("a tender claims what it can still bring, and one that is cancelled nothing")
    func claims() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 1)], tender: 1000, capture: "MANUAL")
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-2", 1)) == "exceeds_due")
            try ledger.result("PAY-1", "AUTHORIZED", 600)
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-2", 401)) == "exceeds_due")
            try ledger.send("payment.initiate", TestLedger.tender("PAY-2", 400))
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-3", 1)) == "exceeds_due")
            try ledger.send("payment.cancel", #"{"paymentId":"PAY-2","reason":"pays by transfer"}"#, as: .storefront)
            #expect(try ledger.row("payment/PAY-2", "status", "operations.state") == ["CANCELLED", "FAILED"])
            try ledger.send("payment.initiate", TestLedger.tender("PAY-3", 400))
            try ledger.result("PAY-3", "CAPTURED", 400)
            #expect(try ledger.row("order/O-1", "status") == ["CONFIRMED"])
            // What has begun is not cancelled, and what comes for the cancelled one goes back.
            #expect(try ledger.refusal("payment.cancel", #"{"paymentId":"PAY-1"}"#) == "invalid_state")
            try ledger.result("PAY-2", "CAPTURED", 400)
            #expect(try ledger.row("payment/PAY-2", "refundPending") == ["400"])
            #expect(try ledger.row("payment/PAY-3", "refundPending") == ["0"])
        }
    }

    @Test("a tender of nothing is refused")
    func nothing() throws {
        try withShop { ledger in
            let payments = #""payments":[{"paymentId":"PAY-1","method":"CARD","amount":0}]"#
            let lines = #""lines":[{"sku":"SKU-1","quantity":1}]"#
            let order = #"{"orderId":"O-2","customerId":"C-1","currency":"CNY",\#(lines),\#(payments)}"#
            #expect(try ledger.refusal("order.place", order) == "invalid_argument")
            try ledger.place([("SKU-1", 1)])
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-1", 0)) == "invalid_argument")
        }
    }

    @Test("an order that ends cancels the tenders that nothing has come of", arguments: ["cancel", "cancelLines", "expire"])
    func deadOrders(_ ending: String) throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 1)], tender: 600, capture: "MANUAL", #","payWithinSeconds":60"#)
            try ledger.send("payment.initiate", TestLedger.tender("PAY-2", 400))
            try ledger.result("PAY-1", "AUTHORIZED", 600)
            switch ending {
            case "cancel": try ledger.step("cancel")
            case "cancelLines": try ledger.cancelLine("1")
            default: try ledger.pass(seconds: 61)
            }
            #expect(try ledger.row("order/O-1", "status") == [ending == "expire" ? "EXPIRED" : "CANCELLED"])
            #expect(try ledger.row("payment/PAY-2", "status") == ["CANCELLED"])
            #expect(try ledger.row("payment/PAY-1", "status", "voidPending") == ["AUTHORIZED", "600"])
        }
    }

    @Test("a refund lowers what is owed, unless it keeps it owed", arguments: [false, true])
    func refund(keepsOwed: Bool) throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000)
            try ledger.result("PAY-1", "CAPTURED", 2000)
            let refund = #"{"paymentId":"PAY-1","refundId":"RF-1","amount":500\#(keepsOwed ? #","keepsOwed":true"# : "")}"#
            try ledger.send("payment.requestRefund", refund)
            try ledger.result("PAY-1", "REFUNDED", 500)
            #expect(try ledger.row("order/O-1", "grantedRefunds", "balanceDue") == (keepsOwed ? ["0", "500"] : ["500", "0"]))
            guard keepsOwed else { return }
            // Goods wait for it, and it is paid otherwise.
            try ledger.send("payment.initiate", TestLedger.tender("PAY-2", 500))
            try ledger.result("PAY-2", "CAPTURED", 500)
            try ledger.ship(line: "1", 2)
            #expect(try ledger.row("order/O-1", "balanceDue", "refundPending") == ["0", "0"])
        }
    }

    @Test("a refund's id must not look like the ledger's own", arguments: ["PAY-1:refund:1", "PAY-1:r1", "X:capture:2", "Z:r07"])
    func ownIDs(_ id: String) throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000)
            try ledger.result("PAY-1", "CAPTURED", 2000)
            func refund(_ id: String) -> String { #"{"paymentId":"PAY-1","refundId":"\#(id)","amount":500}"# }
            #expect(try ledger.refusal("payment.requestRefund", refund(id)) == "invalid_argument")
            #expect(try ledger.refusal("payment.requestRefund", refund(id + "x")) == "")
        }
    }

    // MARK: While a balance is due

    @Test("a payment is opened while the order is held, and pays it")
    func onHold() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)])
            try ledger.step("hold")
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-1", 2001)) == "exceeds_due")
            try ledger.send("payment.initiate", TestLedger.tender("PAY-1", 2000))
            try ledger.result("PAY-1", "CAPTURED", 2000)
            #expect(try ledger.row("order/O-1", "status", "balanceDue") == ["ON_HOLD", "0"])
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-2", 1)) == "exceeds_due")
            try ledger.step("releaseHold")
            #expect(try ledger.row("order/O-1", "status") == ["CONFIRMED"])
        }
    }

    @Test("a payment is opened for what is due of a received order; of one that is over nothing is due")
    func received() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000)
            try ledger.result("PAY-1", "CAPTURED", 2000)
            try ledger.ship(line: "1", 2)
            try ledger.deliver(line: "1")
            try ledger.step("confirmReceipt")
            try ledger.result("PAY-1", "REFUNDED", 500, #","providerReference":"re_1""#)
            try ledger.send("payment.initiate", TestLedger.tender("PAY-2", 300))
            try ledger.result("PAY-2", "CAPTURED", 300)
            #expect(try ledger.row("order/O-1", "status", "balanceDue") == ["RECEIVED", "200"])
            try ledger.send("order.complete", #"{"orderId":"O-1","writeOff":{"reason":"not worth a letter"}}"#, as: .admin)
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-3", 1)) == "exceeds_due")
            // What the provider gives back unasked is written off, so that no completed order has a balance.
            try ledger.result("PAY-1", "REFUNDED", 100, #","providerReference":"re_2""#)
            #expect(try ledger.row("order/O-1", "status", "balanceDue", "writtenOff") == ["COMPLETED", "0", "300"])
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-3", 1)) == "exceeds_due")
        }
    }

    /// As an earlier version left orders: over, with 700 of 1,700 neither taken nor authorized any more.
    private static let unpaid: [String] = {
        let line = #"{"lineId":"1","sku":"SKU-D","kind":"DIGITAL","quantity":1,"unitPrice":1700,"net":1700}"#
        func paid(_ version: Int, _ step: String, _ amount: Int) -> String {
            let recorded = #"{"paymentId":"PAY-1","step":"\#(step)","amount":\#(amount)}"#
            return #"{"entity":"order/O-1","version":\#(version),"order":{"paymentRecorded":\#(recorded)}}"#
        }
        func payment(_ version: Int, _ event: String) -> String {
            #"{"entity":"payment/PAY-1","version":\#(version),"payment":{\#(event)}}"#
        }
        let placed = #"{"customerId":"C-1","currency":"CNY","total":1700,"lines":[\#(line)]}"#
        let initiated = #"{"orderId":"O-1","method":"CARD","capture":"MANUAL","currency":"CNY","amount":1700}"#
        let events = [
            #"{"entity":"order/O-1","version":1,"order":{"placed":\#(placed)}}"#, payment(1, #""initiated":\#(initiated)"#),
            paid(2, "INITIATED", 1700), payment(2, #""authorized":{"result":{"outcome":"AUTHORIZED","amount":1700}}"#),
            paid(3, "AUTHORIZED", 1700), payment(3, #""captured":{"result":{"outcome":"CAPTURED","amount":1000}}"#),
            paid(4, "CAPTURED", 1000), payment(4, #""voided":{"result":{"outcome":"VOIDED","amount":700}}"#),
            paid(5, "VOIDED", 700), #"{"entity":"order/O-1","version":6,"order":{"confirmed":{}}}"#,
            #"{"entity":"order/O-1","version":7,"order":{"received":{}}}"#,
            #"{"entity":"order/O-1","version":8,"order":{"completed":{}}}"#,
        ]
        return [#"{"id":"c-1","command":"order.complete","events":[\#(events.joined(separator: ","))]}"#]
    }()

    @Test("a payment is opened for what is due of an order that an earlier version completed unpaid")
    func completedUnpaid() throws {
        try withLog(Self.unpaid) { ledger in
            #expect(try ledger.row("order/O-1", "status", "captured", "balanceDue") == ["COMPLETED", "1000", "700"])
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-2", 701)) == "exceeds_due")
            try ledger.send("payment.initiate", TestLedger.tender("PAY-2", 700))
            try ledger.result("PAY-2", "CAPTURED", 700)
            #expect(try ledger.row("order/O-1", "status", "captured", "balanceDue") == ["COMPLETED", "1700", "0"])
            #expect(try ledger.row("payment/PAY-2", "refundPending") == ["0"])
        }
    }
}
