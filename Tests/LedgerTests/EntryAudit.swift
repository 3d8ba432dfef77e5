import Audit
import Schema
import TestLaws
import TestWorld
import Testing

@testable import Ledger

/// Audits an entry, the rows that it changed (DOMAIN §3), and whether its orders are settled.
struct EntryAudit {
    private var auditor = Auditor()
    /// Entries of the first version do not keep all that holds since.
    var isOn = true

    mutating func check(_ entry: Entry, in ledger: MemoryLedger) throws {
        guard isOn else { return }
        let known = auditor.violations.count
        auditor.audit(entry)
        try auditor.compareChanged(with: ledger)
        for violation in auditor.violations.dropFirst(known) { Issue.record("\(violation) after \(entry.command)") }
        for id in try ledger.state.orders(movedBy: entry) {
            let due = try ledger.unsettled(id)
            #expect(due.isEmpty, "order/\(id) was not settled by \(entry.command)")
        }
    }
}

extension MemoryLedger {
    /// What settling an order once more would record: nothing, where whoever moved its money or goods has settled it last.
    ///
    /// What a provider refused is left out: it is asked for again with the next step, and this is none.
    func unsettled(_ orderID: String) throws -> [String] {
        var state = state
        state.begin(sequence: UInt64(entries.count + 1), time: clock, actor: Actor())
        try state.settle(orderID, reason: "again", afterRefusal: true)
        return state.commit().map { "\($0.entity) \($0.name ?? "?")" }
    }
}

extension LedgerState {
    /// The orders whose rows, payments or shipments an entry moved.
    fileprivate func orders(movedBy entry: Entry) throws -> Set<String> {
        var orders: Set<String> = []
        for event in entry.events {
            guard let (table, id) = Table.split(event.entity.text) else { continue }
            switch try tables.row(table, id) {
            case .order: orders.insert(id)
            case .payment(let row): orders.insert(row.orderID)
            case .shipment(let row): orders.insert(row.orderID)
            default: break
            }
        }
        return orders
    }
}
