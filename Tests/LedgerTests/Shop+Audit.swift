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
    }

    private mutating func compare(_ entity: String) throws {
        guard let (table, id) = Table.split(entity) else { return }
        switch table {
        case .product: if let row = try book.product(id) { return auditor.compare(row, as: entity) }
        case .warehouse: if let row = try book.warehouse(id) { return auditor.compare(row, as: entity) }
        case .stock: if let row = try book.stock(id) { return auditor.compare(row, as: entity) }
        case .reservation: if let row = try book.reservation(id) { return auditor.compare(row, as: entity) }
        case .order: if let row = try book.order(id) { return auditor.compare(row, as: entity) }
        case .payment: if let row = try book.payment(id) { return auditor.compare(row, as: entity) }
        case .shipment: if let row = try book.shipment(id) { return auditor.compare(row, as: entity) }
        case .parcel: if let row = try book.parcel(id) { return auditor.compare(row, as: entity) }
        }
        auditor.noteMissingRow(of: entity)
    }

    /// The log alone gives the same rows (DOMAIN §3, L6).
    func expectReplay() throws {
        var replayed = Tables(source: NoRows())
        for entry in entries { try replayed.apply(entry) }
        let tables = book.tables
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
