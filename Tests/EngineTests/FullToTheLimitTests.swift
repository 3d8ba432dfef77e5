import Engine
import Ledger
import TestTools
import TestWorld
import Testing

/// What has reached a limit, with ids and texts of the largest size, can still be ended, in entries that fit.
@Suite("Full to the limit")
struct FullToTheLimitTests {
    private static func long(_ prefix: String, bytes: Int = Limits.idBytes) -> String {
        prefix + String(repeating: "x", count: bytes - prefix.utf8.count)
    }

    private static let order = long("O-")
    private static let payment = long("PAY-")
    private static let shipment = long("S-")
    private static let line = long("L-")
    private static let parcel = #""carrier":"\#(long("C-"))","trackingNumber":"\#(long("T-"))""#
    private static let note = String(repeating: "r", count: Limits.noteBytes)
    private static let ended = #"{"orderId":"\#(order)","reason":"\#(note)"}"#

    /// An order of some units of SKU-1 at 1,000, paid by one tender.
    private func withPaidOrder(_ quantity: Int, _ body: (TestLedger) throws -> Void) throws {
        try withShop { ledger in
            try place(quantity, of: "SKU-1", for: quantity * 1000, ledger)
            try pay(quantity * 1000, ledger)
            try body(ledger)
        }
    }

    private func place(_ quantity: Int, of sku: String, for amount: Int, _ ledger: TestLedger) throws {
        let lines = #""lines":[{"lineId":"\#(Self.line)","sku":"\#(sku)","quantity":\#(quantity)}]"#
        let payments = #""payments":[{"paymentId":"\#(Self.payment)","method":"ALIPAY","amount":\#(amount)}]"#
        try ledger.send(
            "order.place", #"{"orderId":"\#(Self.order)","customerId":"C-1","currency":"CNY",\#(lines),\#(payments)}"#)
    }

    private func pay(_ amount: Int, _ ledger: TestLedger) throws {
        try ledger.result(Self.payment, "CAPTURED", amount, #","providerReference":"\#(Self.long("ch-", bytes: 255))""#)
    }

    /// Sends one after the other until there is no room for more, and gives how many were taken.
    private func fill(_ ledger: TestLedger, _ verb: String, _ body: (Int) -> String) throws -> Int {
        var taken = 0
        while taken < 1000 {
            let code = try ledger.refusal(verb, body(taken))
            guard code.isEmpty else {
                #expect(code == "quantity_limit")
                return taken
            }
            taken += 1
        }
        return taken
    }

    private func row(_ ledger: TestLedger, _ kind: String, _ path: String) throws -> String {
        let ids = ["order": Self.order, "payment": Self.payment, "shipment": Self.shipment]
        return try ledger.row("\(kind)/\(ids[kind] ?? "")", path)[0]
    }

    /// What has been asked back is given back, and then nobody owes anybody anything.
    private func expectRefunded(_ ledger: TestLedger, status: String) throws {
        #expect(try row(ledger, "order", "status") == status)
        let pending = try #require(Int(try row(ledger, "payment", "refundPending")))
        let refunded = try #require(Int(try row(ledger, "payment", "refunded")))
        #expect(pending + refunded == Int(try row(ledger, "payment", "captured")))
        let requests = zip(
            try row(ledger, "payment", "operations.operationId").split(separator: " "),
            zip(
                try row(ledger, "payment", "operations.state").split(separator: " "),
                try row(ledger, "payment", "operations.amount").split(separator: " ")))
        for (id, (state, amount)) in requests where state == "REQUESTED" {
            try ledger.result(Self.payment, "REFUNDED", Int(amount) ?? 0, #","operationId":"\#(id)""#)
        }
        #expect(try row(ledger, "order", "balanceDue") == "0")
        #expect(try row(ledger, "order", "openOperations") == "0")
    }

    // MARK: Payments

    @Test("a payment with as many operations as there may be", arguments: ["cancel", "expire", "supersede"])
    func operations(_ ending: String) throws {
        try withPaidOrder(2) { ledger in
            let keepsOwed = ending == "expire" ? #","keepsOwed":true"# : ""
            let taken = try fill(ledger, "payment.requestRefund") { number in
                #"{"paymentId":"\#(Self.payment)","refundId":"\#(Self.long("RF\(number)-"))","amount":1,"#
                    + #""reason":"\#(Self.note)"\#(keepsOwed)}"#
            }
            #expect(taken == Limits.operationsPerPayment - 1)
            switch ending {
            case "cancel": try ledger.send("order.cancel", Self.ended)
            case "expire": try ledger.pass(seconds: Limits.payWithinSeconds + 1)
            default:
                // The provider gives back all of it at once: there is nothing left for any of the requests.
                try ledger.result(Self.payment, "REFUNDED", 2000, #","providerReference":"\#(Self.long("re-", bytes: 255))""#)
                #expect(try row(ledger, "order", "openOperations") == "0")
                try ledger.send("order.cancel", Self.ended)
            }
            try expectRefunded(ledger, status: ending == "expire" ? "EXPIRED" : "CANCELLED")
        }
    }

    @Test("a payment with as many results as there may be")
    func results() throws {
        try withPaidOrder(2) { ledger in
            let taken = try fill(ledger, "payment.recordResult") { number in
                let texts = #""operationId":"\#(Self.long("op-", bytes: 255))","failureCode":"\#(Self.long("f-", bytes: 255))""#
                let reference = Self.long("n\(number)-", bytes: 255)
                return #"{"paymentId":"\#(Self.payment)","outcome":"FAILED","providerReference":"\#(reference)",\#(texts)}"#
            }
            #expect(taken == Limits.resultsPerPayment - 1)
            // Money and the outcome of a request are recorded however many there are.
            try ledger.result(Self.payment, "CAPTURED", 5, #","providerReference":"ch-2""#)
            #expect(try row(ledger, "order", "refundPending") == "5")
            try ledger.send("order.cancel", Self.ended)
            let request = Self.payment + ":refund:1"
            try ledger.result(Self.payment, "REFUND_FAILED", 5, #","operationId":"\#(request)""#)
            #expect(try row(ledger, "payment", "refundPending") == "2000")
            try ledger.send("payment.requestRefund", #"{"paymentId":"\#(Self.payment)","refundId":"RF","amount":5}"#)
            try expectRefunded(ledger, status: "CANCELLED")
        }
    }

    // MARK: Shipments

    private func pack(_ quantity: Int, _ ledger: TestLedger, packages: Int = 0) throws {
        let lines = #""lines":[{"lineId":"\#(Self.line)","quantity":\#(quantity)}]"#
        try ledger.send(
            "shipment.create", #"{"shipmentId":"\#(Self.shipment)","orderId":"\#(Self.order)","warehouseId":"WH-1",\#(lines)}"#)
        guard packages > 0 else { return }
        #expect(try ledger.refusal("shipment.pack", Self.packages(packages + 1)) == "invalid_argument")
        try ledger.send("shipment.pack", Self.packages(packages))
    }

    /// Packages as heavy as there are, whose volume is the largest that is reckoned with.
    private static func packages(_ count: Int) -> String {
        let measures = #"{"weightGrams":\#(Limits.quantity),"lengthMm":90000,"widthMm":100000,"heightMm":100000}"#
        return #"{"shipmentId":"\#(shipment)","packages":[\#(Array(repeating: measures, count: count).joined(separator: ","))]}"#
    }

    private func dispatch(_ ledger: TestLedger) throws {
        try ledger.send("shipment.dispatch", #"{"shipmentId":"\#(Self.shipment)",\#(Self.parcel)}"#)
    }

    private func scan(_ number: Int, _ status: String, _ ledger: TestLedger) -> String {
        #"{\#(Self.parcel),"scanId":"\#(Self.long("s\(number)-"))","status":"\#(status)","place":"\#(Self.note)","#
            + #""occurredAt":"\#(ledger.clock.now())"}"#
    }

    /// Ends an order whose parcel is underway, and gives back what was paid for it where it did not arrive.
    private func end(_ ending: String, _ ledger: TestLedger) throws {
        switch ending {
        case "delivered":
            try ledger.send("shipment.recordScan", scan(9999, "DELIVERED", ledger))
            try ledger.pass(seconds: Limits.receiveAfterSeconds + 1)
            try ledger.send("order.complete", #"{"orderId":"\#(Self.order)"}"#)
            #expect(try row(ledger, "order", "status") == "COMPLETED")
        default:
            let verb = ending == "lost" ? "shipment.reportLost" : "shipment.reportReturnedToSender"
            try ledger.send(verb, #"{"shipmentId":"\#(Self.shipment)","reason":"\#(Self.note)"}"#)
            try ledger.send("order.cancel", Self.ended)
            try expectRefunded(ledger, status: "CANCELLED")
        }
    }

    @Test("a shipment with as many scans as there may be", arguments: ["delivered", "lost", "returned"])
    func scans(_ ending: String) throws {
        try withPaidOrder(2) { ledger in
            try pack(2, ledger)
            try dispatch(ledger)
            let taken = try fill(ledger, "shipment.recordScan") { scan($0, "IN_TRANSIT", ledger) }
            #expect(taken == Limits.scansPerShipment)
            try end(ending, ledger)
        }
    }

    @Test(
        "a shipment with as many packages as there may be",
        arguments: ["delivered", "lost", "returned", "cancelled", "unpacked"])
    func packages(_ ending: String) throws {
        try withPaidOrder(2) { ledger in
            try pack(2, ledger, packages: Limits.packagesPerShipment)
            #expect(try row(ledger, "shipment", "packages.chargeableGrams").hasPrefix("180000000000 180000000000"))
            if ending == "unpacked" {
                try ledger.send("shipment.cancel", #"{"shipmentId":"\#(Self.shipment)","reason":"\#(Self.note)"}"#)
            }
            if ending == "cancelled" || ending == "unpacked" {
                try ledger.send("order.cancel", Self.ended)
                #expect(try row(ledger, "shipment", "status") == "CANCELLED")
                return try expectRefunded(ledger, status: "CANCELLED")
            }
            try dispatch(ledger)
            try end(ending, ledger)
        }
    }

    // MARK: Amounts and quantities

    private static let largest = ["cancelled", "expired", "taken off", "delivered", "lost", "returned"]

    @Test("an order of the largest quantity, for the largest amount", arguments: largest)
    func largestOrder(_ ending: String) throws {
        let (quantity, amount) = (Int(Limits.quantity), Int(Limits.amount))
        try withShop { ledger in
            try ledger.send(
                "catalog.setPrice", #"{"sku":"SKU-1","price":{"amount":\#(amount / quantity),"currency":"CNY"}}"#)
            for _ in 0..<2 {
                try ledger.send("stock.receive", #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":\#(quantity)}"#)
            }
            let more = #"{"orderId":"O","customerId":"C","currency":"CNY","lines":[{"sku":"SKU-1","quantity":\#(quantity + 1)}]}"#
            #expect(try ledger.refusal("order.place", more) == "quantity_limit")
            let shipping = #","lines":[{"sku":"SKU-1","quantity":\#(quantity)}],"shippingFee":1}"#
            let dearer = #"{"orderId":"O","customerId":"C","currency":"CNY""# + shipping
            #expect(try ledger.refusal("order.place", dearer) == "amount_overflow")
            try place(quantity, of: "SKU-1", for: amount, ledger)
            if ending == "expired" {
                try ledger.pass(seconds: Limits.payWithinSeconds + 1)
                #expect(try row(ledger, "order", "status") == "EXPIRED")
                // Late money of that size, more than once.
                for number in 1...3 { try ledger.result(Self.payment, "CAPTURED", amount, #","providerReference":"c\#(number)""#) }
                return try expectRefunded(ledger, status: "EXPIRED")
            }
            try pay(amount, ledger)
            if ["cancelled", "taken off"].contains(ending) {
                for units in ending == "cancelled" ? [] : [quantity - 1, 1] {
                    let lines = #""lines":[{"lineId":"\#(Self.line)","quantity":\#(units)}]"#
                    try ledger.send("order.cancelLines", #"{"orderId":"\#(Self.order)",\#(lines)}"#)
                }
                if ending == "cancelled" { try ledger.send("order.cancel", Self.ended) }
                try expectRefunded(ledger, status: "CANCELLED")
            } else {
                try pack(quantity, ledger)
                try dispatch(ledger)
                try end(ending, ledger)
            }
            let left = 2 * quantity + 10 - (["delivered", "lost", "returned"].contains(ending) ? quantity : 0)
            #expect(try ledger.row("stock/SKU-1@WH-1", "onHand", "reserved") == ["\(left)", "0"])
        }
    }
}
