import Engine
import TestWorld
import Testing

/// What is captured, given up and given back follows from where the order stands, not from which step came last.
@Suite("An order's money")
struct OrderMoneyTests {
    @Test("of an order that was held while its goods were cancelled, the rest is captured and nothing stays authorized")
    func heldAndCancelled() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 1), ("SKU-D", 1)], tender: 1700, capture: "MANUAL")
            try ledger.result("PAY-1", "AUTHORIZED", 1700)
            try ledger.step("hold")
            try ledger.cancelLine("1")
            #expect(try ledger.row("payment/PAY-1", "capturePending", "voidPending") == ["0", "0"])
            try ledger.step("releaseHold")
            #expect(try ledger.row("payment/PAY-1", "capturePending", "voidPending") == ["700", "1000"])
            try ledger.step("confirmReceipt")
            // It is over only when the provider has said that all of it was taken, and that the rest is given up.
            #expect(try ledger.refusal("order.complete", #"{"orderId":"O-1"}"#) == "open_obligations")
            try ledger.result("PAY-1", "VOIDED", 1000)
            #expect(try ledger.refusal("order.complete", #"{"orderId":"O-1"}"#) == "open_obligations")
            try ledger.result("PAY-1", "CAPTURED", 700)
            try ledger.step("complete")
            #expect(try ledger.row("payment/PAY-1", "authorized", "captured", "voided") == ["1700", "700", "1000"])
            let order = try ledger.row("order/O-1", "status", "captured", "balanceDue", "openOperations")
            #expect(order == ["COMPLETED", "700", "0", "0"])
        }
    }

    @Test("and so it is where a part had left before")
    func heldAfterAPart() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 1), ("SKU-2", 1)], tender: 1700, capture: "MANUAL")
            try ledger.result("PAY-1", "AUTHORIZED", 1700)
            try ledger.ship(line: "1", 1)
            try ledger.result("PAY-1", "CAPTURED", 1000)
            try ledger.step("hold")
            try ledger.cancelLine("2")
            #expect(try ledger.row("payment/PAY-1", "voidPending") == ["0"])
            try ledger.step("releaseHold")
            #expect(try ledger.row("payment/PAY-1", "capturePending", "voidPending") == ["0", "700"])
            try ledger.deliver(line: "1")
            try ledger.step("confirmReceipt")
            #expect(try ledger.refusal("order.complete", #"{"orderId":"O-1"}"#) == "open_obligations")
            try ledger.result("PAY-1", "VOIDED", 700)
            try ledger.step("complete")
            #expect(try ledger.row("payment/PAY-1", "captured", "voided") == ["1000", "700"])
            #expect(try ledger.row("order/O-1", "status", "balanceDue", "openOperations") == ["COMPLETED", "0", "0"])
        }
    }

    @Test("a discount on the whole order is shared out by largest remainder, and a cancelled line gives its share back")
    func sharedDiscount() throws {
        try withShop { ledger in
            let discount = #","shippingFee":50,"fees":[{"code":"WELCOME","amount":-100}],"expectedTotal":2650"#
            try ledger.place([("SKU-1", 1), ("SKU-1", 1), ("SKU-2", 1)], tender: 2650, discount)
            // 100 over 1,000, 1,000 and 700: 37.04, 37.04 and 25.93.
            #expect(try ledger.row("order/O-1", "lines.orderDiscount", "lines.net") == ["37 37 26", "963 963 674"])
            try ledger.result("PAY-1", "CAPTURED", 2650)
            try ledger.cancelLine("3")
            #expect(try ledger.row("order/O-1", "refundPending", "cancelledValue") == ["674", "674"])
            try ledger.cancelLine("1")
            #expect(try ledger.row("order/O-1", "refundPending", "cancelledValue") == ["1637", "1637"])
            try ledger.ship(line: "2", 1)
            for amount in [674, 963] { try ledger.result("PAY-1", "REFUNDED", amount) }
            #expect(try ledger.row("order/O-1", "captured", "refunded", "balanceDue") == ["2650", "1637", "0"])
        }
    }
}
