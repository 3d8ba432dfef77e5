import Ledger
package import Schema

/// What the rows of a state add up to: the numbers an auditor looks at first. Money in minor units, by currency.
package struct ReplayTotals: Sendable {
    /// Which fields of a table's rows are summed, by their numbers on the wire.
    private struct Columns: Sendable {
        let names: [String]
        let numbers: [Int]
        /// The field that says of which currency they are; nil where they are no money.
        let currency: Int?

        init(_ table: Table, _ names: [String]) {
            let fields = table.type.fields
            func number(_ name: String) -> Int? { fields.first { $0.name.description == name }?.number }
            let found = names.compactMap { name in number(name).map { (name: "\(table.collection).\(name)", number: $0) } }
            self.names = found.map(\.name)
            numbers = found.map(\.number)
            currency = number("currency")
        }
    }

    private struct Sum: Sendable {
        let currency: String
        var amounts: [Int64]
    }

    private static let columns: [Table: Columns] = [
        .order: Columns(.order, ["total", "captured", "refunded"]),
        .payment: Columns(.payment, ["captured", "refunded"]),
        .stock: Columns(.stock, ["onHand", "reserved"]),
    ]

    private var sums: [Table: [Sum]] = [:]

    package init() {}

    /// Adds a stored row: its canonical bytes.
    /// - Throws: `DecodingFault` where they are no row.
    package mutating func add(_ row: [UInt8], of table: Table) throws {
        guard let columns = Self.columns[table] else { return }
        var amounts = [Int64](repeating: 0, count: columns.numbers.count)
        var currency = ""
        var scan = FieldScan(row)
        while let field = try scan.next() {
            switch field.value {
            case .number(let value):
                if let place = columns.numbers.firstIndex(of: field.number) { amounts[place] = Int64(bitPattern: value) }
            case .bytes(let text):
                if field.number == columns.currency { currency = String(decoding: text, as: UTF8.self) }
            }
        }
        add(amounts, currency, to: &sums[table, default: []])
    }

    /// Names and sums, sorted by name: `orders.total.CNY`.
    package var items: [(name: String, sum: Int64)] {
        let named = sums.flatMap { table, sums in
            sums.flatMap { sum in
                zip(Self.columns[table]?.names ?? [], sum.amounts).map { name, amount in
                    (name: sum.currency.isEmpty ? name : "\(name).\(sum.currency)", sum: amount)
                }
            }
        }
        return named.sorted { $0.name < $1.name }
    }

    /// A sum that does not fit is shown as the largest there is, and never stops an audit.
    private func add(_ amounts: [Int64], _ currency: String, to sums: inout [Sum]) {
        guard let place = sums.firstIndex(where: { $0.currency == currency }) else {
            sums.append(Sum(currency: currency, amounts: amounts))
            return
        }
        for column in amounts.indices {
            let (sum, overflow) = sums[place].amounts[column].addingReportingOverflow(amounts[column])
            sums[place].amounts[column] = overflow ? (amounts[column] < 0 ? .min : .max) : sum
        }
    }
}
