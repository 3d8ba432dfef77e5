import Engine
import TestWorld
import Testing

/// What a provider says is a fact: it is always recorded, whenever it comes, and what it means follows from the rows.
@Suite("A provider's results")
struct ProviderResultTests {
    @Test(
        "an authorization counts however late it comes",
        arguments: zip(["FAILED", "VOIDED", "CAPTURED"], [2000, 2000, 500]))
    func lateAuthorization(first: String, amount: Int) throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000, capture: "MANUAL")
            try ledger.result("PAY-1", first, amount)
            #expect(try ledger.row("order/O-1", "status") == ["PENDING"])
            try ledger.result("PAY-1", "AUTHORIZED", 2000)
            #expect(try ledger.row("payment/PAY-1", "authorized") == ["2000"])
            #expect(try ledger.row("order/O-1", "status") == ["CONFIRMED"])
            // All of it is given up or given back with the order.
            try ledger.step("cancel")
            let captured = first == "CAPTURED" ? amount : 0
            #expect(try ledger.row("payment/PAY-1", "voidPending", "refundPending") == ["\(2000 - captured)", "\(captured)"])
        }
    }

    @Test("what comes for a dead order is given up or given back", arguments: [false, true])
    func deadOrder(isExpired: Bool) throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000, capture: "MANUAL", #","payWithinSeconds":60"#)
            if isExpired {
                try ledger.pass(seconds: 61)
            } else {
                try ledger.step("cancel")
            }
            #expect(try ledger.row("order/O-1", "status") == [isExpired ? "EXPIRED" : "CANCELLED"])
            try ledger.result("PAY-1", "AUTHORIZED", 2000)
            #expect(try ledger.row("payment/PAY-1", "voidPending") == ["2000"])
            try ledger.result("PAY-1", "CAPTURED", 2000)
            #expect(try ledger.row("payment/PAY-1", "voidPending", "refundPending") == ["0", "2000"])
            try ledger.result("PAY-1", "REFUNDED", 2000)
            #expect(try ledger.row("order/O-1", "balanceDue", "openOperations") == ["0", "0"])
        }
    }

    @Test("a capture smaller than asked closes its operation, and the rest is asked for, until the provider gives it up")
    func shortCapture() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000, capture: "MANUAL")
            try ledger.result("PAY-1", "AUTHORIZED", 2000)
            try ledger.ship(line: "1", 2)
            try ledger.result("PAY-1", "CAPTURED", 1200, #","operationId":"PAY-1:capture:1""#)
            #expect(try ledger.row("payment/PAY-1", "operations.state") == ["SUCCEEDED SUCCEEDED REQUESTED"])
            #expect(try ledger.row("payment/PAY-1", "capturePending") == ["800"])
            try ledger.result("PAY-1", "FAILED", 800)
            #expect(try ledger.row("payment/PAY-1", "operations.state") == ["SUCCEEDED SUCCEEDED FAILED"])
            try ledger.result("PAY-1", "VOIDED", 800)
            #expect(try ledger.row("payment/PAY-1", "status", "captured", "voided") == ["CAPTURED", "1200", "800"])
            #expect(try ledger.row("order/O-1", "balanceDue", "openOperations") == ["800", "0"])
        }
    }

    @Test("after less than its amount a tender that takes its money by itself can bring nothing more")
    func shortTender() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000)
            try ledger.result("PAY-1", "CAPTURED", 1200)
            #expect(try ledger.row("payment/PAY-1", "operations.state") == ["SUCCEEDED"])
            #expect(try ledger.refusal("payment.initiate", TestLedger.tender("PAY-2", 801)) == "exceeds_due")
            try ledger.send("payment.initiate", TestLedger.tender("PAY-2", 800))
            try ledger.result("PAY-2", "CAPTURED", 800)
            #expect(try ledger.row("order/O-1", "status", "balanceDue") == ["CONFIRMED", "0"])
        }
    }

    @Test("a result is of the operation it names; else a known reference repeats; else of the oldest of its amount; else of none")
    func whichOperation() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000)
            try ledger.result("PAY-1", "CAPTURED", 2000)
            for (id, amount) in [("RF-1", 100), ("RF-2", 200), ("RF-3", 200)] {
                try ledger.send("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"\#(id)","amount":\#(amount)}"#)
            }
            func states() throws -> [String] { try ledger.row("payment/PAY-1", "operations.state", "refunded") }
            try ledger.result("PAY-1", "REFUNDED", 200, #","operationId":"RF-3""#)
            #expect(try states() == ["SUCCEEDED REQUESTED REQUESTED SUCCEEDED", "200"])
            try ledger.result("PAY-1", "REFUNDED", 200, #","providerReference":"re_2""#)
            #expect(try states() == ["SUCCEEDED REQUESTED SUCCEEDED SUCCEEDED", "400"])
            // The same reference again: the same result is no event, and another one is noted and moves nothing.
            #expect(try ledger.result("PAY-1", "REFUNDED", 200, #","providerReference":"re_2""#).isEmpty)
            let noted = try ledger.result("PAY-1", "REFUNDED", 100, #","providerReference":"re_2""#)
            #expect(noted == ["payment/PAY-1 payment.resultNoted"])
            #expect(try states() == ["SUCCEEDED REQUESTED SUCCEEDED SUCCEEDED", "400"])
            // No request is of that amount: nobody here asked for it.
            try ledger.result("PAY-1", "REFUNDED", 50, #","providerReference":"re_3""#)
            #expect(try states() == ["SUCCEEDED REQUESTED SUCCEEDED SUCCEEDED", "450"])
            #expect(try ledger.row("order/O-1", "balanceDue", "openOperations") == ["-50", "1"])
        }
    }

    @Test("a reference counts once, whatever amount comes with it")
    func references() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000)
            let reference = #","providerReference":"ch_1""#
            try ledger.result("PAY-1", "CAPTURED", 800, reference)
            #expect(try ledger.result("PAY-1", "CAPTURED", 800, reference).isEmpty)
            #expect(try ledger.result("PAY-1", "CAPTURED", 900, reference) == ["payment/PAY-1 payment.resultNoted"])
            #expect(try ledger.row("order/O-1", "captured", "status") == ["800", "PENDING"])
            try ledger.result("PAY-1", "CAPTURED", 1200, #","providerReference":"ch_2""#)
            #expect(try ledger.row("order/O-1", "captured", "status") == ["2000", "CONFIRMED"])
        }
    }

    @Test("a refund and a capture that nobody here asked for are taken over")
    func unsolicited() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 2)], tender: 2000)
            try ledger.result("PAY-1", "CAPTURED", 2000)
            try ledger.result("PAY-1", "REFUNDED", 500, #","providerReference":"re_1""#)
            let refunded = try ledger.row("order/O-1", "refunded", "balanceDue", "paymentStatus")
            #expect(refunded == ["500", "500", "PARTIALLY_REFUNDED"])
            try ledger.send("payment.initiate", TestLedger.tender("PAY-2", 500))
            try ledger.result("PAY-2", "CAPTURED", 500)
            #expect(try ledger.row("order/O-1", "balanceDue", "refundPending") == ["0", "0"])
            try ledger.result("PAY-2", "CAPTURED", 70, #","providerReference":"ch_9""#)
            #expect(try ledger.row("order/O-1", "captured", "balanceDue", "refundPending") == ["2570", "-70", "70"])
        }
    }
}
