import Audit
import Engine
import Journal
import Ledger
import Schema
import TestLaws
import TestTools
import TestWorld
import Testing

/// Lets a test act in a shop, and audits its book afterwards: warehouse WH-1 with ten lamps at 1,000 (SKU-1) and ten shades at
/// 700 (SKU-2); e-books at 700 (SKU-D) and repairs at 300 (SKU-S). Order O-1 is the one that is placed.
func withShop(_ body: (TestLedger) throws -> Void) throws {
    try withShop(
        "WH-1",
        [
            ("SKU-1", "PHYSICAL", 1000, 10), ("SKU-2", "PHYSICAL", 700, 10), ("SKU-D", "DIGITAL", 700, 0),
            ("SKU-S", "SERVICE", 300, 0),
        ],
        body)
}

/// Lets a test act in a shop of a warehouse and goods with their units, and audits its book afterwards.
func withShop(
    _ warehouse: String, _ goods: [(sku: String, kind: String, price: Int, units: Int)], entriesPerFlush: Int = 64,
    _ body: (TestLedger) throws -> Void
) throws {
    try withLedger(entriesPerFlush: entriesPerFlush) { ledger in
        try ledger.send("warehouse.register", #"{"warehouseId":"\#(warehouse)","name":"Hangzhou"}"#)
        for (sku, kind, price, units) in goods {
            let variant = #"{"sku":"\#(sku)","price":{"amount":\#(price),"currency":"CNY"}}"#
            try ledger.send(
                "catalog.createProduct",
                #"{"productId":"P-\#(sku)","title":"x","kind":"\#(kind)","publish":true,"variants":[\#(variant)]}"#)
            guard units > 0 else { continue }
            try ledger.send("stock.receive", #"{"sku":"\#(sku)","warehouseId":"\#(warehouse)","quantity":\#(units)}"#)
        }
        try body(ledger)
        try ledger.reopen()
        try ledger.audit()
    }
}

/// Lets a test act on a ledger whose log an earlier version wrote: its entries, without their sequences and times.
func withLog(_ entries: [String], _ body: (TestLedger) throws -> Void) throws {
    try withFolder { folder in
        let clock = ManualClock()
        let directory = try LedgerDirectory.open(folder + "/l", create: true)
        _ = try directory.make()
        let log = try LevelDBLog(path: directory.log)
        for json in entries {
            var entry = try Entry(json: Array(json.utf8))
            entry.sequence = log.head + 1
            entry.time = clock.now().adding(seconds: Int64(log.head) - 3600).timestamp
            try log.append([entry.canonicalBytes(hash: Digest.sha256([]))], expecting: log.head)
        }
        log.close()
        let ledger = try TestLedger(folder + "/l", clock: clock, entriesPerFlush: 1000)
        defer { ledger.close() }
        try body(ledger)
        #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
    }
}

extension TestLedger {
    /// Places O-1: a line for each SKU, `1`, `2`, …; paid by card PAY-1 where a tender is named.
    func place(_ lines: [(sku: String, quantity: Int)], tender: Int? = nil, capture: String = "AUTO", _ more: String = "") throws {
        let wanted = lines.map { #"{"sku":"\#($0.sku)","quantity":\#($0.quantity)}"# }.joined(separator: ",")
        let payments = tender.map {
            #","payments":[{"paymentId":"PAY-1","method":"CARD","amount":\#($0),"capture":"\#(capture)"}]"#
        }
        try send(
            "order.place",
            #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[\#(wanted)]\#(payments ?? "")\#(more)}"#)
    }

    /// A step of O-1 that needs nothing more said.
    @discardableResult
    func step(_ verb: String, _ more: String = "") throws -> [String] {
        try send("order." + verb, #"{"orderId":"O-1"\#(more)}"#)
    }

    /// Takes one unit off a line of O-1.
    func cancelLine(_ line: String) throws {
        try step("cancelLines", #","lines":[{"lineId":"\#(line)","quantity":1}]"#)
    }

    /// What a provider says of a payment.
    @discardableResult
    func result(_ payment: String, _ outcome: String, _ amount: Int, _ more: String = "") throws -> [String] {
        try send("payment.recordResult", #"{"paymentId":"\#(payment)","outcome":"\#(outcome)","amount":\#(amount)\#(more)}"#)
    }

    /// The body of `payment.initiate` for O-1.
    static func tender(_ payment: String, _ amount: Int, method: String = "ALIPAY") -> String {
        #"{"paymentId":"\#(payment)","orderId":"O-1","method":"\#(method)","amount":\#(amount)}"#
    }

    /// Sends units of a line of O-1 on their way, as shipment S-LINE.
    func ship(line: String, _ quantity: Int) throws {
        try send(
            "shipment.create",
            #"{"shipmentId":"S-\#(line)","orderId":"O-1","warehouseId":"WH-1","#
                + #""lines":[{"lineId":"\#(line)","quantity":\#(quantity)}]}"#)
        try send("shipment.dispatch", #"{"shipmentId":"S-\#(line)","carrier":"SF","trackingNumber":"T-\#(line)"}"#)
    }

    /// Has the shipment of a line arrive now.
    func deliver(line: String) throws {
        try send(
            "shipment.recordScan",
            #"{"carrier":"SF","trackingNumber":"T-\#(line)","scanId":"x-\#(line)","status":"DELIVERED","#
                + #""occurredAt":"\#(clock.now())"}"#)
    }

    /// Lets time pass, and what is due by then be met before another command.
    func pass(seconds: Int64) throws {
        clock.advance(seconds: seconds)
        try send("warehouse.register", #"{"warehouseId":"W-\#(engine.status.head)","name":"later"}"#)
    }

    /// Checks the rows against sums over the entries, that the log alone gives the same rows, and that no entry is too large.
    func audit() throws {
        var auditor = Auditor()
        for entry in try entries() {
            auditor.audit(entry)
            #expect((entry.canonicalBytes()).count <= Limits.entryBytes)
        }
        try auditor.compareAll(with: engine.head)
        for violation in auditor.violations { Issue.record("\(violation)") }
        #expect(try replayHash() == engine.head.stateHash().description)
    }
}
