import Audit
import Engine
import Ledger
import Schema
import TestWorld

// The sums of the auditor against the rows of a view.

extension Auditor {
    /// Compares the rows of entities that changed since the last comparison.
    mutating func compareChanged(with view: View) throws {
        for entity in takeChanged() { try compare(entity, with: view) }
    }

    /// Compares every entity, and that there are no rows of anything else.
    mutating func compareAll(with view: View) throws {
        _ = takeChanged()
        for entity in entities { try compare(entity, with: view) }
        for table in Table.allCases {
            compareRowCount(try view.rows(Query(table, limit: 100_000)).rows.count, of: table.kind)
        }
    }

    private mutating func compare(_ entity: String, with view: View) throws {
        guard let (table, id) = Table.split(entity) else { return }
        guard let row = try view.row(table, id) else { return noteMissingRow(of: entity) }
        compareRow(row.message, as: entity)
    }
}
