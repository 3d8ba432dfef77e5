import Engine
import Ledger
import Schema
import TestWorld
import Testing

/// A shop with lamps (A) and an e-book (D), and a way to send it commands.
struct Merchant {
    let ledger: TestLedger

    func send(_ verb: String, _ body: String) throws { try ledger.send(verb, body) }

    func place(_ lines: String, _ payments: String..., order: String = "1") throws {
        let payments = payments.joined(separator: ",")
        let head = "\"orderId\":\"\(order)\",\"customerId\":\"C\",\"currency\":\"CNY\""
        try send("order.place", "{\(head),\"lines\":[\(lines)],\"payments\":[\(payments)]}")
    }

    /// A provider's result of payment p, or of the one that `more` names after it.
    func result(_ outcome: String, _ amount: Int, _ more: String = "", of payment: String = "p") throws {
        try ledger.result(payment, outcome, amount, more.isEmpty ? "" : "," + more)
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

/// Gives a new shop to a test, and audits its book afterwards.
func withMerchant(_ body: (Merchant) throws -> Void) throws {
    try withShop("W", [("A", "PHYSICAL", 500, 90), ("D", "DIGITAL", 250, 0)], entriesPerFlush: 4) { ledger in
        try body(Merchant(ledger: ledger))
    }
}

/// Gives a shop to a test in which an order of so many lamps was authorized, and a parcel of one lamp was sent under each id.
func withMerchant(authorized lamps: Int, sent parcels: String..., body: (Merchant) throws -> Void) throws {
    try withMerchant { shop in
        let tender = "{\"paymentId\":\"p\",\"method\":\"CARD\",\"capture\":\"MANUAL\",\"amount\":\(lamps * 500)}"
        try shop.place("{\"sku\":\"A\",\"quantity\":\(lamps)}", tender)
        try shop.result("AUTHORIZED", lamps * 500)
        for parcel in parcels { try shop.ship(parcel) }
        try body(shop)
    }
}

/// Gives a shop to a test in which an order of so many lamps was paid, under the reference c.
func withMerchant(paid lamps: Int, body: (Merchant) throws -> Void) throws {
    try withMerchant { shop in
        let tender = "{\"paymentId\":\"p\",\"method\":\"ALIPAY\",\"amount\":\(lamps * 500)}"
        try shop.place("{\"sku\":\"A\",\"quantity\":\(lamps)}", tender)
        try shop.result("CAPTURED", lamps * 500, #""providerReference":"c""#)
        try body(shop)
    }
}
