import Audit
import Engine
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// A shop with lamps (A) and an e-book (D), and a way to send it commands.
struct Merchant {
    let ledger: TestLedger

    func send(_ verb: String, _ body: String) throws {
        let parts = verb.split(separator: ".")
        let id = "c-\(ledger.engine.status.head + 1)"
        try ledger.accepted(try Command(json: Array("{\"id\":\"\(id)\",\"\(parts[0])\":{\"\(parts[1])\":\(body)}}".utf8)))
    }

    func place(_ lines: String, _ payments: String..., order: String = "1") throws {
        let payments = payments.joined(separator: ",")
        let head = "\"orderId\":\"\(order)\",\"customerId\":\"C\",\"currency\":\"CNY\""
        try send("order.place", "{\(head),\"lines\":[\(lines)],\"payments\":[\(payments)]}")
    }

    /// A provider's result of payment p, or of the one that `more` names after it.
    func result(_ outcome: String, _ amount: Int, _ more: String = "", of payment: String = "p") throws {
        let mark = more.isEmpty ? "" : "," + more
        try send(
            "payment.recordResult", "{\"paymentId\":\"\(payment)\",\"outcome\":\"\(outcome)\",\"amount\":\(amount)\(mark)}")
    }

    /// Sends a parcel of so many lamps.
    func ship(_ id: String, _ units: Int = 1, of order: String = "1", allowUnpaid: Bool = false) throws {
        let lines = "\"lines\":[{\"lineId\":\"1\",\"quantity\":\(units)}]"
        try send("shipment.create", "{\"shipmentId\":\"\(id)\",\"orderId\":\"\(order)\",\"warehouseId\":\"W\",\(lines)}")
        let parcel = "\"shipmentId\":\"\(id)\",\"carrier\":\"SF\",\"trackingNumber\":\"T\(id)\""
        try send("shipment.dispatch", "{\(parcel)\(allowUnpaid ? ",\"allowUnpaid\":true" : "")}")
    }

    /// Takes a lamp off an order.
    func cancelLamp(of order: String = "1") throws {
        try send("order.cancelLines", "{\"orderId\":\"\(order)\",\"lines\":[{\"lineId\":\"1\",\"quantity\":1}]}")
    }

    /// Lets time pass, and what is due by then be met.
    func pass(seconds: Int64) throws {
        ledger.clock.advance(seconds: seconds)
        try send("stock.receive", #"{"sku":"A","warehouseId":"W","quantity":1}"#)
    }

    var order: Order { get throws { try ledger.order("1") } }

    func payment(_ id: String = "p") throws -> Payment {
        guard case .payment(let row) = try ledger.engine.head.row(.payment, id) else {
            throw UnexpectedOutcome(description: "no payment \(id)")
        }
        return row
    }
}

/// Gives a new shop to a test, and expects that its log alone gives the same rows, and that the auditor agrees with all of it.
func withMerchant(_ body: (Merchant) throws -> Void) throws {
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
        try ledger.reopen()
        #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        var auditor = Auditor()
        for entry in try ledger.entries() { auditor.audit(entry) }
        try auditor.compareAll(with: ledger.engine.head)
        for violation in auditor.violations { Issue.record("\(violation)") }
    }
}
