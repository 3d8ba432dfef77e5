import Ledger
import Schema
import SwiftProtobuf

// What has to agree between an order, its goods and its money.

extension Auditor {
    mutating func checkOrder(_ id: String) {
        guard let model = orders[id] else { return }
        let entity = "order/" + id
        for line in model.lines { checkLine(line, of: model, id, entity) }
        checkMoney(model, entity)
        checkRest(model, entity)
        if model.status == .confirmed {
            let isKept = isCovered(model) || model.gone > 0
            expect("D3", entity, model.paymentLapsed, !isKept)
        }
        if model.isDead {
            expect("O1", entity, model.lines.reduce(0) { $0 + $1.reserved + $1.backordered }, 0)
        }
    }

    private mutating func checkLine(_ line: LineModel, of order: OrderModel, _ id: String, _ entity: String) {
        let name = "line \(line.id) "
        expectNotNegative("O1", entity, name + "cancelled", line.cancelled)
        guard line.isGoods else {
            expectAtMost("O2", entity, name + "delivered", line.delivered, line.quantity - line.cancelled)
            return expectAtMost("O1", entity, name + "cancelled", line.cancelled, line.quantity)
        }
        expect("O1", entity, line.cancelled + line.shipped + line.reserved + line.backordered, line.quantity)
        expectAtMost("O2", entity, name + "delivered", line.delivered, line.shipped)
        let parcels = order.shipmentIDs.compactMap { shipments[$0] }.filter { $0.lines[line.id] != nil }
        for (warehouse, place) in line.places {
            for (what, value) in [("reserved", place.reserved), ("backordered", place.backordered), ("allocated", place.allocated)]
            {
                expectNotNegative("O1", entity, name + what, value)
            }
            expectAtMost("O2", entity, name + "allocated at " + warehouse, place.allocated, place.reserved)
            // The same units as the stock has promised, and as the shipments hold.
            let goods = stock[line.sku + "@" + warehouse]
            expect("S3", entity, goods?.reservedBy["\(id)/\(line.id)"] ?? 0, place.reserved)
            expect("S3", entity, goods?.backorderedBy["\(id)/\(line.id)"] ?? 0, place.backordered)
            let here = parcels.filter { $0.warehouseID == warehouse }
            expect("O2", entity, here.filter(\.isInHouse).reduce(0) { $0 + ($1.lines[line.id] ?? 0) }, place.allocated)
            expect("O2", entity, here.filter(\.isShipped).reduce(0) { $0 + ($1.lines[line.id] ?? 0) }, place.shipped)
        }
        let arrived = parcels.filter { $0.status == .delivered }.reduce(0) { $0 + ($1.lines[line.id] ?? 0) }
        expect("O2", entity, line.delivered, arrived)
        for (status, units) in [(Shipment.Status.lost, line.lost), (.returnedToSender, line.returned)] {
            expect("O2", entity, units, parcels.filter { $0.status == status }.reduce(0) { $0 + ($1.lines[line.id] ?? 0) })
        }
        // Only what is new is bounded: units of a lost parcel wait whatever the limit.
        if line.backordered > 0, order.placed == sequence {
            let waiting = stock.filter { $0.key.hasPrefix(line.sku + "@") }.reduce(0) { $0 + $1.value.backordered }
            expectAtMost("B2", entity, name + "waiting for \(line.sku)", waiting, backorderLimits[line.sku] ?? 0)
        }
    }

    /// M4, M5: what the order was told is what its payments did, and what is kept too much has been asked back.
    private mutating func checkMoney(_ order: OrderModel, _ entity: String) {
        let tenders = tenders(of: order)
        let captured = tenders.reduce(0) { $0 + $1.captured }
        let refunded = tenders.reduce(0) { $0 + $1.refunded }
        expect("M4", entity, order.captured, captured)
        expect("M4", entity, order.refunded, refunded)
        expect("M4", entity, order.refundPending, tenders.reduce(0) { $0 + $1.pending(.refund) })
        // Of a dead order nothing is to be paid, and all that came goes back alike.
        let unapplied = order.isDead ? 0 : tenders.reduce(0) { $0 + $1.unapplied }
        expect("M4", entity, order.unapplied, unapplied)
        expect("M4", entity, order.authorized, tenders.reduce(0) { $0 + $1.authorized - $1.voided })
        expectNotNegative("M4", entity, "cancelledValue", order.cancelledValue)
        // What a provider refused last is left to people, or to the next step.
        for (id, tender) in zip(order.paymentIDs, tenders) where mayAsk(tender, .refund, tender.refundable, of: order) {
            guard tender.isCancelled || balanceToCome(order) < 0 else { continue }
            fail("M5", "payment/" + id, "asked back, for its order owes \(-order.balanceDue)", "\(tender.refundable) kept")
        }
        guard order.isOver else { return }
        expectAtMost("F1", entity, "due of an order that is over", order.balanceDue, 0)
        for (id, tender) in zip(order.paymentIDs, tenders) where mayAsk(tender, .void, tender.capturable, of: order) {
            fail("F1", "payment/" + id, "nothing left authorized for an order that is over", "\(tender.capturable)")
        }
    }

    /// Whether something is left that its provider could be asked for, and did not refuse last. In the entry that ends the order
    /// all is asked for, whoever refused before.
    private func mayAsk(_ tender: PaymentModel, _ kind: PaymentOperation.Kind, _ left: Int64, of order: OrderModel) -> Bool {
        left > 0 && (!tender.isRefused(kind) || order.ended == sequence)
    }

    /// The balance as it is when what is being paid back has gone: of a cancelled tender, that changes nothing.
    private func balanceToCome(_ order: OrderModel) -> Int64 {
        tenders(of: order).reduce(order.balanceDue) { order.isDead || !$1.isCancelled ? $0 + $1.pending(.refund) : $0 }
    }

    /// F1 of an order whose goods have all left: what can be captured has been asked for, and the rest is given up.
    mutating func checkRest(_ order: OrderModel, _ entity: String) {
        guard order.status == .confirmed || order.status == .received else { return }
        guard order.lines.allSatisfy({ $0.reserved + $0.backordered == 0 }) else { return }
        // What is going back while it is owed is asked for again when it has gone, and what is being captured of another may be
        // refused: the authorization for it is kept till then.
        let due = balanceToCome(order)
        for (id, tender) in zip(order.paymentIDs, tenders(of: order)) where tender.isManual && tender.capturable > 0 {
            guard due <= tender.pending(.capture), !tender.isClosed, !tender.isRefused(.void) else { continue }
            fail("F1", "payment/" + id, "captured or given up once all has left", "\(tender.capturable)")
        }
    }

    // MARK: Axes (O6)

    func paymentAxis(_ order: OrderModel) -> OrderPaymentStatus.Value {
        let (owed, paid) = (order.effectiveTotal, order.captured - order.unapplied)
        if order.refunded > 0 { return paid <= order.refunded ? .refunded : .partiallyRefunded }
        if paid > 0 { return paid == owed ? .paid : paid > owed ? .overpaid : .partiallyPaid }
        return order.authorized > 0 && order.authorized >= owed ? .authorized : .none
    }

    func shipmentAxis(_ order: OrderModel) -> OrderShipmentStatus.Value {
        let goods = order.lines.filter(\.isGoods)
        let wanted = goods.reduce(0) { $0 + $1.quantity - $1.cancelled }
        let delivered = goods.reduce(0) { $0 + $1.delivered }
        if wanted == 0 { return .notRequired }
        if delivered > 0 { return delivered < wanted ? .partiallyDelivered : .delivered }
        if order.shipped > 0 { return order.shipped < wanted ? .partiallyShipped : .shipped }
        return goods.contains { $0.backordered > 0 } ? .backordered : .unshipped
    }
}
