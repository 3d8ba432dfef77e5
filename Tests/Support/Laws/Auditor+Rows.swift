package import Audit
package import Engine
import Ledger
package import Schema
package import TestWorld

// The sums of the auditor against rows, wherever the ledger is.

extension Auditor {
    /// Compares the rows of entities that changed since the last comparison.
    package mutating func compareChanged(with rows: some LedgerRows) throws {
        for entity in takeChanged() { try compare(entity, with: rows) }
    }

    /// Compares every entity, and that there are no rows of anything else.
    /// - Parameter count: how many rows a table has.
    package mutating func compareAll(with rows: some LedgerRows, count: (Table) throws -> Int) throws {
        _ = takeChanged()
        for entity in entities { try compare(entity, with: rows) }
        for table in Table.allCases { compareRowCount(try count(table), of: table.kind) }
    }

    package mutating func compareAll(with view: View) throws {
        try compareAll(with: view) { try view.rows(Query($0, limit: 100_000)).rows.count }
    }

    private mutating func compare(_ entity: String, with rows: some LedgerRows) throws {
        guard let (table, id) = Table.split(entity) else { return }
        guard let row = try rows.row(table, id) else { return noteMissingRow(of: entity) }
        compareRow(row.message, as: entity)
    }
}
