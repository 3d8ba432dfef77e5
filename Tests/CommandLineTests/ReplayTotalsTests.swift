import Schema
import Testing
import daybook

@Suite("Sums of a replay")
struct ReplayTotalsTests {
    private static func order(_ total: Int64, _ currency: String, captured: Int64 = 0) -> [UInt8] {
        Order.with {
            $0.orderID = "O-1"
            $0.currency = currency
            $0.total = total
            $0.captured = captured
        }.canonicalBytes()
    }

    private static func sums(_ rows: [[UInt8]], of table: Table) throws -> [String: Int64] {
        var totals = ReplayTotals()
        // Rows come in pages.
        for row in rows { try totals.add([("O-1", row)], of: table) }
        try totals.add([], of: table)
        return Dictionary(uniqueKeysWithValues: totals.items)
    }

    @Test("orders and payments by currency, with zeros; stock without one; other rows not at all")
    func byCurrency() throws {
        let orders = [Self.order(700, "EUR", captured: 500), Self.order(-50, "EUR"), Self.order(9, "CNY")]
        #expect(
            try Self.sums(orders, of: .order) == [
                "orders.total.EUR": 650, "orders.captured.EUR": 500, "orders.refunded.EUR": 0,
                "orders.total.CNY": 9, "orders.captured.CNY": 0, "orders.refunded.CNY": 0,
            ])
        let payment = Payment.with { ($0.currency, $0.captured, $0.refunded) = ("EUR", 40, 15) }.canonicalBytes()
        #expect(try Self.sums([payment, payment], of: .payment) == ["payments.captured.EUR": 80, "payments.refunded.EUR": 30])
        let stock = Stock.with { ($0.onHand, $0.reserved) = (12, 5) }.canonicalBytes()
        #expect(try Self.sums([stock], of: .stock) == ["stock.onHand": 12, "stock.reserved": 5])
        #expect(try Self.sums([Warehouse().canonicalBytes()], of: .warehouse) == [:])
    }

    @Test("sums that do not fit stay the largest, and the smallest, there is")
    func saturation() throws {
        let largest = Self.order(.max, "EUR")
        let lowest = Self.order(.min, "EUR")
        #expect(try Self.sums([largest, largest], of: .order)["orders.total.EUR"] == .max)
        #expect(try Self.sums([lowest, lowest], of: .order)["orders.total.EUR"] == .min)
    }

    @Test("bytes that are no row are a fault")
    func faults() {
        #expect(throws: DecodingFault.self) { try Self.sums([[0x0A, 0x7F]], of: .order) }
    }
}
