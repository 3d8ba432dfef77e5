import Engine
import Ledger
import Schema
import SwiftProtobuf

// The sums against the rows of a view: the only place where the auditor looks at rows.

extension Auditor {
    /// Compares the rows of entities that changed since the last comparison.
    mutating func compareChanged(with view: View) throws {
        for entity in changed.sorted() { try compare(entity, with: view) }
        changed = []
    }

    /// Compares every entity, and that there are no rows of anything else.
    mutating func compareAll(with view: View) throws {
        for entity in versions.keys.sorted() { try compare(entity, with: view) }
        for table in Table.allCases {
            let expected = versions.keys.filter { $0.hasPrefix(table.kind + "/") }.count
            expect("L6", table.collection, try view.rows(Query(table, limit: 100_000)).rows.count, expected)
        }
        changed = []
    }

    private mutating func compare(_ entity: String, with view: View) throws {
        guard let (table, id) = Table.split(entity) else { return }
        guard let row = try view.row(table, id) else { return fail("L6", entity, "a row", "none") }
        expect("L1", entity, row.version, versions[entity])
        expect("L6", entity, row.id, id)
        switch row {
        case .product(let row):
            expect("L6", entity, row.status, productStatus[id])
            for variant in row.variants { expect("L6", entity, variant.price, prices[variant.sku]) }
        case .warehouse: break
        case .stock(let row): compare(row, entity, id)
        case .reservation(let row):
            guard let model = holds[id] else { return }
            expect("L6", entity, [row.quantity, row.consumed, row.released], [model.quantity, model.consumed, model.released])
            expect("L6", entity, row.sku + "@" + row.warehouseID, model.stockID)
            expect("L6", entity, row.status == .held, model.remaining > 0)
            expect("L6", entity, row.status == .expired, model.hasExpired)
            expect("L6", entity, Moment(row.expiresAt), model.expiresAt)
        case .order(let row): compare(row, entity, id)
        case .payment(let row): compare(row, entity, id)
        case .shipment(let row):
            guard let model = shipments[id] else { return }
            expect("L6", entity, row.status, model.status)
            expect("T1", entity, row.trackingStatus, model.trackingStatus)
            expect("L6", entity, row.scans, model.scans)
            expect("T3", entity, row.supersededScans, Int64(model.superseded))
            expect("T1", entity, row.hasDeliveredAt ? Moment(row.deliveredAt) : nil, model.deliveredAt)
            expect("L6", entity, Dictionary(row.lines.map { ($0.lineID, $0.quantity) }, uniquingKeysWith: +), model.lines)
        case .parcel(let row):
            guard let model = parcels[id] else { return }
            expect("T2", entity, row.status, model.status)
            expect("T2", entity, row.scans, model.scans)
        }
    }

    private mutating func compare(_ row: Stock, _ entity: String, _ id: String) {
        guard let model = stock[id] else { return }
        expect("S1", entity, row.onHand, model.onHand)
        expect("S2", entity, row.quarantined, model.inQuarantine)
        expect("S3", entity, row.reserved, model.reserved)
        expect("S3", entity, row.backordered, model.backordered)
        expect("S5", entity, row.available, model.available)
        expect("B1", entity, row.hasFillDue, model.isFillDue)
    }

    private mutating func compare(_ row: Order, _ entity: String, _ id: String) {
        guard let model = orders[id] else { return }
        expect("O7", entity, row.status, model.status)
        expect("D3", entity, row.paymentLapsed, model.paymentLapsed)
        expect("O4", entity, [row.total, row.cancelledValue], [model.total, model.cancelledValue])
        expect(
            "M4", entity, [row.authorized, row.captured, row.refundPending, row.refunded],
            [model.authorized, model.captured, model.refundPending, model.refunded])
        expect(
            "M4", entity, [row.balanceDue, row.unapplied, row.writtenOff], [model.balanceDue, model.unapplied, model.writtenOff])
        let open = tenders(of: model).reduce(0) { $0 + $1.operations.count { $0.state == .requested } }
        expect("M3", entity, Int(row.openOperations), open)
        expect("L6", entity, row.customerID, model.customerID)
        expect("L6", entity, row.paymentIds, model.paymentIDs)
        expect("L6", entity, row.shipmentIds, model.shipmentIDs)
        expect("O6", entity, row.paymentStatus, paymentAxis(model))
        expect("O6", entity, row.shipmentStatus, shipmentAxis(model))
        if model.lines.contains(where: { $0.isGoods && $0.quantity > $0.cancelled }) {
            expect("D2", entity, row.hasDeliveredAt ? Moment(row.deliveredAt) : nil, model.isDelivered ? deliveredAt(model) : nil)
        }
        expect("L6", entity, row.lines.count, model.lines.count)
        for (row, line) in zip(row.lines, model.lines) {
            expect(
                "O1", entity,
                [
                    row.quantity, row.net, row.cancelled, row.reserved, row.backordered, row.allocated, row.shipped, row.delivered,
                    row.lost, row.returnedToSender,
                ],
                [
                    line.quantity, line.net, line.cancelled, line.reserved, line.backordered, line.allocated, line.shipped,
                    line.delivered, line.lost, line.returned,
                ])
            for part in row.allocations {
                let place = line.places[part.warehouseID] ?? .init()
                expect(
                    "O1", entity, [part.reserved, part.backordered, part.allocated, part.shipped],
                    [place.reserved, place.backordered, place.allocated, place.shipped])
            }
        }
    }

    private mutating func compare(_ row: Payment, _ entity: String, _ id: String) {
        guard let model = payments[id] else { return }
        expect(
            "M1", entity, [row.amount, row.authorized, row.captured, row.voided],
            [model.amount, model.authorized, model.captured, model.voided])
        expect(
            "M1", entity, [row.capturePending, row.voidPending, row.refundPending],
            [model.pending(.capture), model.pending(.void), model.pending(.refund)])
        expect("M2", entity, row.refunded, model.refunded)
        expect("M3", entity, row.operations.map(\.operationID), model.operations.map(\.id))
        expect("M3", entity, row.operations.dropFirst().map(\.state), model.operations.dropFirst().map(\.state))
        expect("L6", entity, row.results, model.results)
        let isClosed = row.status == .failed || row.status == .voided || row.status == .cancelled
        expect("O7", entity, isClosed, model.isClosed)
        expect("O7", entity, row.hasCancelledAt, model.isCancelled)
    }
}
