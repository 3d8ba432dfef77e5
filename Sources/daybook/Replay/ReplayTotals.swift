import Engine
package import Ledger
import Schema

/// What the rows of a state add up to: the numbers an auditor looks at first, as the schema says (`summed`). Money in minor
/// units, by currency.
package struct ReplayTotals: Sendable {
    private var sums: [String: Int64] = [:]

    package init() {}

    /// Adds rows.
    package mutating func add(_ rows: [Row]) {
        for row in rows {
            row.forEachTotal { add($0, $1, $2) }
        }
    }

    /// Names and sums, sorted by name: `orders.total.CNY`.
    package var items: [(name: String, sum: Int64)] {
        sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// A sum that does not fit is shown as the largest there is: it never stops an audit.
    private mutating func add(_ name: String, _ amount: Int64, _ currency: String?) {
        let key = currency.map { $0.isEmpty ? name : "\(name).\($0)" } ?? name
        let (sum, overflow) = sums[key, default: 0].addingReportingOverflow(amount)
        sums[key] = overflow ? (amount < 0 ? .min : .max) : sum
    }
}
