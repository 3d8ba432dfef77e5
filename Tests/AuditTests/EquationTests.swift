import Audit
import Schema
import Testing

/// Each equation that needs more than one entity, or more than a row says of itself: one event or row of a sound day is changed,
/// and the auditor says which equation that breaks.
@Suite("The equations of the auditor")
struct EquationTests {
    private let day = RecordedDay("0003-third-day")

    /// What is found when entries of the day are changed.
    private func found(_ change: (inout [Entry]) throws -> Void) rethrows -> [String] {
        var entries = day.entries
        try change(&entries)
        var auditor = Auditor()
        for entry in entries { auditor.audit(entry) }
        return auditor.violations.map(\.description)
    }

    /// What is found of a row of the day that is changed.
    private func found<Row: Message>(_ entity: String, _ row: Row?, _ change: (inout Row) -> Void) throws -> [String] {
        var auditor = Auditor()
        for entry in day.entries { auditor.audit(entry) }
        var row = try #require(row)
        auditor.compareRow(row, as: entity)
        try #require(auditor.violations.isEmpty)
        change(&row)
        auditor.compareRow(row, as: entity)
        return auditor.violations.map(\.description)
    }

    private func order(_ id: String) throws -> Order? { try day.all("orders").first { $0.orderID == id } }
    private func shipment(_ id: String) throws -> Shipment? { try day.all("shipments").first { $0.shipmentID == id } }
    private func product(_ id: String) throws -> Product? { try day.all("products").first { $0.productID == id } }

    private static func stockEvent(_ stock: String, _ event: String) throws -> Event {
        try Event(json: Array(#"{"entity":"stock/\#(stock)","version":99,"stock":\#(event)}"#.utf8))
    }

    // MARK: Money

    @Test("an order has been granted what its refunds grant")
    func granted() throws {
        let told = found { $0[67].events[1].order.paymentRecorded.granted = 400 }
        #expect(told.contains("M4 order/O-1001 at 68: expected granted 500, found 400"))
        // A request that failed is counted by neither.
        #expect(!told.contains { $0.contains("granted 1000") })
        let asked = found { $0[67].events[0].payment.refundRequested.granted = 400 }
        #expect(asked.contains("M4 order/O-1001 at 68: expected granted 400, found 500"))
    }

    @Test("rows say what refunds grant")
    func grantedRows() throws {
        let order = try found("order/O-1001", order("O-1001")) { $0.grantedRefunds = 400 }
        #expect(order == ["M4 order/O-1001 at 122: expected grantedRefunds 500, found 400"])
        let payment = try day.all("payments", Payment.self).first { $0.paymentID == "P-1001" }
        let tender = try found("payment/P-1001", payment) { $0.operations[2].granted = 400 }
        #expect(tender == ["M4 payment/P-1001 at 122: expected [0, 500, 500], found [0, 500, 400]"])
    }

    // MARK: Goods

    /// Each is added to an entry that touches no order and no hold.
    @Test(
        "stock promises nothing that no order and no hold claims",
        arguments: [
            (
                "OOLONG-100@WH-LYON", #"{"reserved":{"quantity":1,"claim":{"orderId":"O-9999","lineId":"1"}}}"#,
                "reserved, as claimed by O-9999/1, 0, found 1"
            ),
            (
                "OOLONG-100@WH-GHENT", #"{"released":{"quantity":1,"claim":{"orderId":"O-1003","lineId":"1"}}}"#,
                "reserved, as claimed by O-1003/1, 3, found 2"
            ),
            (
                "OOLONG-100@WH-LYON", #"{"reserved":{"quantity":1,"claim":{"orderId":"O-1003","lineId":"1"}}}"#,
                "reserved, as claimed by O-1003/1, 0, found 1"
            ),
            (
                "OOLONG-100@", #"{"backordered":{"quantity":2,"claim":{"orderId":"O-1003","lineId":"1"}}}"#,
                "backordered, as claimed by O-1003/1, 0, found 2"
            ),
            (
                "OOLONG-100@WH-GHENT", #"{"reserved":{"quantity":1,"claim":{"reservationId":"H-2"}}}"#,
                "reserved, as claimed by hold:H-2, 0, found 1"
            ),
            // Another line than the one that the stock is of: a gift card.
            (
                "OOLONG-100@WH-LYON", #"{"reserved":{"quantity":1,"claim":{"orderId":"O-1003","lineId":"2"}}}"#,
                "reserved, as claimed by O-1003/2, 0, found 1"
            ),
        ])
    func claims(stock: String, event: String, finding: String) throws {
        let findings = try found { try $0[60].events.append(Self.stockEvent(stock, event)) }
        #expect(findings.contains("S3 stock/\(stock) at 61: expected \(finding)"), "\(findings)")
    }

    @Test("an order that ended without a sale has no goods in the stock's books either")
    func dead() {
        let findings = found { $0[51].events.remove(at: 1) }
        #expect(
            findings.contains(
                "O1 order/O-1007 at 52: expected line 1 of an order that is over: reserved, backordered in stock 0, found 10"),
            "\(findings)")
    }

    @Test("what is not shipped has no units in stock, and is in no shipment")
    func unshipped() throws {
        let reserved = try found {
            let part = try PlacedAllocation(json: Array(#"{"warehouseId":"WH-LYON","reserved":1}"#.utf8))
            $0[28].events[2].order.placed.lines[1].allocations = [part]
        }
        let nowhere =
            "O1 order/O-1003 at 29: expected line 2 is not shipped, and has no units anywhere, found not so after order.place"
        #expect(reserved.contains(nowhere), "\(reserved)")
        let packed = try found {
            try $0[102].events[0].shipment.created.lines.append(ShipmentLine(json: Array(#"{"lineId":"2","quantity":1}"#.utf8)))
        }
        #expect(packed.contains("O2 order/O-2002 at 103: expected line 2 in shipments, and not shipped 0, found 1"), "\(packed)")
    }

    // MARK: Rows

    @Test("a line's row has each place that it has units at, once")
    func allocations() throws {
        let missing = try found("order/O-1005", order("O-1005")) { $0.lines[0].allocations.remove(at: 1) }
        #expect(missing == ["O1 order/O-1005 at 122: expected line 1 at  backordered 1, found 0"])
        let doubled = try found("order/O-1005", order("O-1005")) { $0.lines[0].allocations.append($0.lines[0].allocations[0]) }
        #expect(doubled == ["O1 order/O-1005 at 122: expected line 1 allocations, each of a place of its own, 2, found 3"])
        let moved = try found("order/O-1005", order("O-1005")) { $0.lines[0].allocations[0].warehouseID = "WH-LYON" }
        #expect(moved.count == 2)
    }

    @Test("a product's row has each of its variants, as they are")
    func variants() throws {
        let missing = try found("product/P-GIFT", product("P-GIFT")) { $0.variants.removeLast() }
        #expect(missing.map { $0.prefix(21) } == ["L6 product/P-GIFT at "])
        let added = try found("product/P-GIFT", product("P-GIFT")) { $0.variants.append($0.variants[0]) }
        #expect(added.count == 1)
        let changed = try found("product/P-POT", product("P-POT")) { $0.variants[0].backorderLimit = 11 }
        #expect(changed.count == 1)
    }

    @Test("a shipment's row says when it left, where it has left")
    func shippedAt() throws {
        let left = try found("shipment/S-1005", shipment("S-1005")) { $0.shippedAt = nil }
        #expect(left.map { $0.prefix(29) } == ["T1 shipment/S-1005 at 122: ex"])
        #expect(left.first?.hasSuffix("found nil") == true)
        let inHouse = try found("shipment/S-1002-b", shipment("S-1002-b")) { $0.shippedAt = $0.createdAt }
        #expect(inHouse.first?.hasPrefix("T1 shipment/S-1002-b at 122: expected nil, found ") == true)
    }

    @Test("the rows of a recorded day agree with its events")
    func rows() throws {
        var auditor = Auditor()
        for entry in day.entries { auditor.audit(entry) }
        var count = 0
        func compare<Row: Message>(_ rows: [Row], _ name: (Row) -> String) {
            for row in rows { auditor.compareRow(row, as: name(row)) }
            count += rows.count
        }
        try compare(day.all("orders", Order.self)) { "order/" + $0.orderID }
        try compare(day.all("payments", Payment.self)) { "payment/" + $0.paymentID }
        try compare(day.all("shipments", Shipment.self)) { "shipment/" + $0.shipmentID }
        try compare(day.all("parcels", Parcel.self)) { "parcel/" + $0.parcelID }
        try compare(day.all("stock", Stock.self)) { "stock/\($0.sku)@\($0.warehouseID)" }
        try compare(day.all("reservations", Reservation.self)) { "reservation/" + $0.reservationID }
        try compare(day.all("products", Product.self)) { "product/" + $0.productID }
        try compare(day.all("warehouses", Warehouse.self)) { "warehouse/" + $0.warehouseID }
        #expect(count == auditor.entities.count && auditor.violations.isEmpty, "\(auditor.violations)")
    }
}
