import Engine
package import Ledger
import Schema

/// What the rows of a state add up to: the numbers an auditor looks at first. Money in minor units, by currency.
package struct ReplayTotals: Sendable {
    private var sums: [String: Int64] = [:]

    package init() {}

    /// Adds rows.
    package mutating func add(_ rows: [Row]) {
        for row in rows {
            switch row {
            case .order(let order):
                add("orders.total", order.total, order.currency)
                add("orders.captured", order.captured, order.currency)
                add("orders.refunded", order.refunded, order.currency)
            case .payment(let payment):
                add("payments.captured", payment.captured, payment.currency)
                add("payments.refunded", payment.refunded, payment.currency)
            case .stock(let stock):
                add("stock.onHand", stock.onHand)
                add("stock.reserved", stock.reserved)
            default: continue
            }
        }
    }

    /// Names and sums, sorted by name: `orders.total.CNY`.
    package var items: [(name: String, sum: Int64)] {
        sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Why saturating: a sum that does not fit is shown as the largest there is, and never stops an audit.
    private mutating func add(_ name: String, _ amount: Int64, _ currency: String? = nil) {
        let key = currency.map { $0.isEmpty ? name : "\(name).\($0)" } ?? name
        let (sum, overflow) = sums[key, default: 0].addingReportingOverflow(amount)
        sums[key] = overflow ? (amount < 0 ? .min : .max) : sum
    }
}
