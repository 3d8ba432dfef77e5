import Audit
import Schema
import Testing

@testable import Ledger

extension Shop {
    /// Audits an entry and the rows that it changed (DOMAIN §3).
    mutating func audit(_ entry: Entry) throws {
        guard isAudited else { return }
        let known = auditor.violations.count
        auditor.audit(entry)
        for entity in auditor.takeChanged() { try compare(entity) }
        for violation in auditor.violations.dropFirst(known) { Issue.record("\(violation) after \(entry.command)") }
        for id in try orders(movedBy: entry) {
            let due = try unsettled(id)
            #expect(due.isEmpty, "order/\(id) was not settled by \(entry.command)")
        }
    }

    /// What settling an order once more would record: nothing, where whoever moved its money or goods has settled it last.
    ///
    /// What a provider refused is left out: it is asked for again with the next step, and this is none.
    func unsettled(_ orderID: String) throws -> [String] {
        var state = state
        state.begin(sequence: UInt64(entries.count + 1), time: clock, actor: Actor())
        try state.settle(orderID, reason: "again", afterRefusal: true)
        return state.commit().map { "\($0.entity) \($0.name ?? "?")" }
    }

    /// The orders whose rows, payments or shipments an entry moved.
    private func orders(movedBy entry: Entry) throws -> Set<String> {
        var orders: Set<String> = []
        for event in entry.events {
            guard let (table, id) = Table.split(event.entity.text) else { continue }
            switch table {
            case .order: orders.insert(id)
            case .payment: orders.insert(try payment(id).orderID)
            case .shipment: orders.insert(try shipment(id).orderID)
            case .product, .warehouse, .stock, .reservation, .parcel: break
            }
        }
        return orders
    }

    private mutating func compare(_ entity: String) throws {
        guard let (table, id) = Table.split(entity) else { return }
        guard let row = try state.tables.row(table, id) else { return auditor.noteMissingRow(of: entity) }
        auditor.compareRow(row.message, as: entity)
    }

    /// The log alone gives the same rows (DOMAIN §3, L6).
    func expectReplay() throws {
        var replayed = Tables(source: NoRows())
        for entry in entries { try replayed.apply(entry) }
        let tables = state.tables
        #expect(replayed.products.rows == tables.products.rows)
        #expect(replayed.warehouses.rows == tables.warehouses.rows)
        #expect(replayed.stock.rows == tables.stock.rows)
        #expect(replayed.reservations.rows == tables.reservations.rows)
        #expect(replayed.orders.rows == tables.orders.rows)
        #expect(replayed.payments.rows == tables.payments.rows)
        #expect(replayed.shipments.rows == tables.shipments.rows)
        #expect(replayed.parcels.rows == tables.parcels.rows)
    }
}
