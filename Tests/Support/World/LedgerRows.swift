package import Engine
package import Ledger
package import Schema

/// Where a workload looks for what it could ask for: rows as they are now, wherever the ledger is.
package protocol LedgerRows {
    /// The time of the newest entry; nil where there is none yet.
    var time: Moment? { get }
    /// The row of an entity, or nil if there is none.
    func row(_ table: Table, _ id: String) throws -> Row?
}

extension View: LedgerRows {}
