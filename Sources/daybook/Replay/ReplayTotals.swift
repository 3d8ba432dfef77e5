package import Engine
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

        func add(_ rows: [StoredRow], to sums: inout [Sum]) throws {
            var amounts = [Int64](repeating: 0, count: numbers.count)
            for row in rows {
                for column in amounts.indices { amounts[column] = 0 }
                let currency = try read(row.row, &amounts)
                if let place = sums.firstIndex(where: { $0.currency == currency }) {
                    sums[place].add(amounts)
                } else {
                    sums.append(Sum(currency: currency, amounts: amounts))
                }
            }
        }

        /// Reads a row's amounts, and gives their currency.
        private func read(_ row: [UInt8], _ amounts: inout [Int64]) throws -> String {
            var code = ""
            var scan = FieldScan(row)
            while let field = try scan.next() {
                switch field.value {
                case .number(let value):
                    if let column = numbers.firstIndex(of: field.number) { amounts[column] = Int64(bitPattern: value) }
                case .bytes(let place):
                    if field.number == currency { code = String(decoding: row[place], as: UTF8.self) }
                }
            }
            return code
        }
    }

    private struct Sum: Sendable {
        let currency: String
        var amounts: [Int64]

        /// A sum that does not fit is shown as the largest there is, and never stops an audit.
        mutating func add(_ more: [Int64]) {
            for column in amounts.indices {
                let (sum, overflow) = amounts[column].addingReportingOverflow(more[column])
                amounts[column] = overflow ? (more[column] < 0 ? .min : .max) : sum
            }
        }
    }

    private static let columns: [Table: Columns] = [
        .order: Columns(.order, ["total", "captured", "refunded"]),
        .payment: Columns(.payment, ["captured", "refunded"]),
        .stock: Columns(.stock, ["onHand", "reserved"]),
    ]

    private var sums: [Table: [Sum]] = [:]

    package init() {}

    /// Adds stored rows of a table.
    /// - Throws: `DecodingFault` where the bytes of one are no row.
    package mutating func add(_ rows: [StoredRow], of table: Table) throws {
        guard let columns = Self.columns[table] else { return }
        var sums = sums.removeValue(forKey: table) ?? []
        try columns.add(rows, to: &sums)
        self.sums[table] = sums
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
}
