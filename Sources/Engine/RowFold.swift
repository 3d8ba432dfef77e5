import Journal
public import Ledger
import Schema

/// One row of a view. As of a past moment it is made from the entries that touched it since the flush before, step by step, so
/// that its reader can let other work go first between two steps.
public struct RowFold: Sendable {
    private let view: View
    private let table: Table
    private let id: String
    private var tables: Tables
    /// The entries that are not folded yet.
    private var left: ArraySlice<UInt64>

    init(_ view: View, _ table: Table, _ id: String, over tables: Tables, touchedBy entries: [UInt64]) {
        self.view = view
        self.table = table
        self.id = id
        self.tables = tables
        left = entries[...]
    }

    /// The row, or nil in it if the entity did not exist then. Nil where that takes more entries than one step folds: call again.
    /// - Throws: `EngineError` `.damaged` where bytes are not what was written.
    public mutating func next() throws -> Row?? {
        guard table.canHave(id: id) else { return .some(nil) }
        let entity = EntityName(table, id)
        return try view.damage.reading {
            let step = left.prefix(EngineLimits.rowsPerScanStep)
            left = left.dropFirst(step.count)
            for sequence in step {
                let entry = try requiredEntry(sequence, in: view.log)
                guard let time = Moment(entry.time) else { continue }
                for event in entry.events where event.entity == entity {
                    try withoutRejections { () throws(DecisionError) in try tables.apply(event, sequence: sequence, time: time) }
                }
            }
            guard left.isEmpty else { return nil }
            return .some(try withoutRejections { () throws(DecisionError) in try tables.row(table, id) })
        }
    }
}
