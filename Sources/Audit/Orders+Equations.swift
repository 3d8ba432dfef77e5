public import Schema

// What has to agree between an order, its goods and its money after every entry: O1–O4, O6, S3, B2, M4, M5, F1, D2, D3.

extension Auditor {
    mutating func checkOrder(_ id: String) {
        guard let model = orders[id] else { return }
        let entity = "order/" + id
        for line in model.lines { checkLine(line, of: model, id, entity) }
        checkMoney(model, entity)
        checkRest(model, entity)
        if model.status == .confirmed {
            expect("D3", entity, model.paymentLapsed, !isCovered(model) && isToBePaidInTime(model))
        }
        if model.status == .pending {
            expectTrue("D3", entity, !isCovered(model), "CONFIRMED once it is covered: \(model.effectiveTotal)")
        }
        if model.isDead {
            expectNumber("O1", entity, "reserved, backordered", model.lines.sum { $0.reserved + $0.backordered }, 0)
        }
    }

    /// D3: an order that is not covered has a time to pay for what has not left, but where someone let goods of it leave unpaid.
    func isToBePaidInTime(_ order: OrderModel) -> Bool {
        if order.gone == 0 { return true }
        guard order.lines.contains(where: { $0.reserved + $0.backordered > 0 }) else { return false }
        if order.shipped == 0 { return true }
        return !order.shipmentIDs.compactMap { shipping.shipments[$0] }.contains { $0.leftUnpaid && $0.isShipped }
    }

    private mutating func checkLine(_ line: LineModel, of order: OrderModel, _ id: String, _ entity: String) {
        let name = "line \(line.id) "
        expectNotNegative("O1", entity, name + "cancelled", line.cancelled)
        guard line.isGoods else {
            expectAtMost("O2", entity, name + "delivered", line.delivered, line.quantity - line.cancelled)
            return expectAtMost("O1", entity, name + "cancelled", line.cancelled, line.quantity)
        }
        let units = line.cancelled + line.shipped + line.reserved + line.backordered
        expectNumber("O1", entity, name + "cancelled, shipped, reserved, backordered", units, line.quantity)
        expectAtMost("O2", entity, name + "delivered", line.delivered, line.shipped)
        let parcels = order.shipmentIDs.compactMap { shipping.shipments[$0] }.filter { $0.lines[line.id] != nil }
        for (warehouse, place) in line.places.sorted(by: { $0.key < $1.key }) {
            checkPlace(place, warehouse, of: line, id, parcels.filter { $0.warehouseID == warehouse })
        }
        for (status, what, units) in [
            (Shipment.Status.delivered, "delivered", line.delivered), (.lost, "lost", line.lost),
            (.returnedToSender, "returnedToSender", line.returned),
        ] {
            expectNumber("O2", entity, name + what, units, parcels.filter { $0.status == status }.sum { $0.units(of: line) })
        }
        // Only what is new is bounded: units of a lost parcel wait whatever the limit.
        if line.backordered > 0, order.placed == sequence {
            let limit = Sum(catalog.backorderLimits[line.sku] ?? 0)
            expectAtMost("B2", entity, name + "waiting for " + line.sku, supply(of: line.sku).waiting, limit)
        }
    }

    /// The same units as the stock has promised, and as the shipments from there hold.
    private mutating func checkPlace(
        _ place: LineModel.Place, _ warehouse: String, of line: LineModel, _ id: String, _ parcels: [ShipmentModel]
    ) {
        let entity = "order/" + id
        let name = "line \(line.id) at \(warehouse) "
        expectNotNegative("O1", entity, name + "reserved", place.reserved)
        expectNotNegative("O1", entity, name + "backordered", place.backordered)
        expectNotNegative("O1", entity, name + "allocated", place.allocated)
        expectAtMost("O2", entity, name + "allocated", place.allocated, place.reserved)
        let goods = stock[line.sku + "@" + warehouse]
        let claim = "\(id)/\(line.id)"
        expectNumber("S3", entity, name + "reserved in stock", goods?.reservedBy[claim] ?? 0, place.reserved)
        expectNumber("S3", entity, name + "backordered in stock", goods?.backorderedBy[claim] ?? 0, place.backordered)
        let packed = parcels.filter(\.isInHouse).sum { $0.units(of: line) }
        expectNumber("O2", entity, name + "in shipments", packed, place.allocated)
        let shipped = parcels.filter(\.isShipped).sum { $0.units(of: line) }
        expectNumber("O2", entity, name + "in shipments that left", shipped, place.shipped)
    }

    /// M4, M5: what the order was told is what its payments did, and what is kept too much has been asked back.
    private mutating func checkMoney(_ order: OrderModel, _ entity: String) {
        let tenders = tenders(of: order)
        expectNumber("M4", entity, "captured", order.captured, tenders.sum { $0.captured })
        expectNumber("M4", entity, "refunded", order.refunded, tenders.sum { $0.refunded })
        expectNumber("M4", entity, "refundPending", order.refundPending, tenders.sum { $0.pending(.refund) })
        // Of a dead order nothing is to be paid, and all that came goes back alike.
        expectNumber("M4", entity, "unapplied", order.unapplied, order.isDead ? 0 : tenders.sum { $0.unapplied })
        expectNumber("M4", entity, "authorized", order.authorized, tenders.sum { $0.authorized - $0.voided })
        expectNotNegative("M4", entity, "cancelledValue", order.cancelledValue)
        // What a provider refused last is left to people, or to the next step. What comes for a tender that was ended here goes
        // back, whatever is owed.
        for (id, tender) in zip(order.paymentIDs, tenders) where mayAsk(tender, .refund, tender.refundable, of: order) {
            guard tender.isCancelled || balanceToCome(order) < 0 else { continue }
            fail("M5", "payment/" + id, "asked back, for its order owes \(-order.balanceDue)", "\(tender.refundable) kept")
        }
        guard order.isOver else { return }
        expectAtMost("F1", entity, "due of an order that is over", order.balanceDue, 0)
        for (id, tender) in zip(order.paymentIDs, tenders) where order.isDead && tender.isUnanswered {
            fail("F1", "payment/" + id, "ended with its order", "\(tender.amount) may come")
        }
        for (id, tender) in zip(order.paymentIDs, tenders) where mayAsk(tender, .void, tender.capturable, of: order) {
            fail("F1", "payment/" + id, "nothing left authorized for an order that is over", "\(tender.capturable)")
        }
    }

    /// Whether something is left that its provider could be asked for, and did not refuse last. In the entry that ends the order
    /// all is asked for, whoever refused before.
    private func mayAsk(_ tender: PaymentModel, _ kind: PaymentOperation.Kind, _ left: Sum, of order: OrderModel) -> Bool {
        left > 0 && (!tender.isRefused(kind) || order.ended == sequence)
    }

    /// The balance as it is when what is being paid back has gone: of a cancelled tender, that changes nothing.
    private func balanceToCome(_ order: OrderModel) -> Sum {
        order.balanceDue + tenders(of: order).sum { order.isDead || !$0.isCancelled ? $0.pending(.refund) : 0 }
    }

    /// F1 of an order whose goods have all left: what can be captured has been asked for, and the rest is given up.
    mutating func checkRest(_ order: OrderModel, _ entity: String) {
        guard order.status == .confirmed || order.status == .received else { return }
        guard order.lines.allSatisfy({ $0.reserved + $0.backordered == 0 }) else { return }
        // What is going back while it is owed is asked for again when it has gone, and what is being captured of another may be
        // refused: the authorization for it is kept till then.
        let due = balanceToCome(order)
        let tenders = tenders(of: order)
        let hasGoods = order.lines.contains { $0.isGoods && $0.quantity > $0.cancelled }
        let isIdle = !hasGoods || order.status == .received && due <= 0
        for (id, tender) in zip(order.paymentIDs, tenders) where isIdle && tender.method == .cod && tender.isUnanswered {
            fail("F1", "payment/" + id, "ended, for nobody will be given its cash any more", "\(tender.amount) may come")
        }
        let owed = order.balanceDue - tenders.sum { $0.pending(.capture) }
        for (id, tender) in zip(order.paymentIDs, tenders) where tender.isManual && tender.capturable > 0 {
            if owed > 0, !tender.isClosed, !tender.isCancelled, !tender.isRefused(.capture) {
                fail("F1", "payment/" + id, "captured once all has left, for \(owed) is owed", "\(tender.capturable) authorized")
            }
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
        let wanted = goods.sum { $0.quantity - $0.cancelled }
        let delivered = goods.sum { $0.delivered }
        if wanted == 0 { return .notRequired }
        if delivered > 0 { return delivered < wanted ? .partiallyDelivered : .delivered }
        if order.shipped > 0 { return order.shipped < wanted ? .partiallyShipped : .shipped }
        return goods.contains { $0.backordered > 0 } ? .backordered : .unshipped
    }

    // MARK: Rows

    /// L6: compares an order's row with the sums of its events, and its axes with their definitions (O6).
    public mutating func compare(_ row: Order, as entity: String) {
        compareHead(entity, id: row.orderID, version: row.version)
        guard let model = orders[row.orderID] else { return }
        expect("O7", entity, row.status, model.status)
        expect("D3", entity, row.paymentLapsed, model.paymentLapsed)
        expectNumber("O4", entity, "total", row.total, model.total)
        expectNumber("O4", entity, "cancelledValue", row.cancelledValue, model.cancelledValue)
        expectNumber("M4", entity, "authorized", row.authorized, model.authorized)
        expectNumber("M4", entity, "captured", row.captured, model.captured)
        expectNumber("M4", entity, "refundPending", row.refundPending, model.refundPending)
        expectNumber("M4", entity, "refunded", row.refunded, model.refunded)
        expectNumber("M4", entity, "balanceDue", row.balanceDue, model.balanceDue)
        expectNumber("M4", entity, "unapplied", row.unapplied ?? 0, model.unapplied)
        expectNumber("M4", entity, "writtenOff", row.writtenOff, model.writtenOff)
        let open = tenders(of: model).sum { Sum($0.operations.count { $0.state == .requested }) }
        expectNumber("M3", entity, "openOperations", row.openOperations ?? 0, open)
        expect("L6", entity, row.customerID, model.customerID)
        expect("L6", entity, row.paymentIds, model.paymentIDs)
        expect("L6", entity, row.shipmentIds, model.shipmentIDs)
        expect("O6", entity, row.paymentStatus, paymentAxis(model))
        expect("O6", entity, row.shipmentStatus, shipmentAxis(model))
        if model.lines.contains(where: { $0.isGoods && $0.quantity > $0.cancelled }) {
            let arrived = model.isDelivered ? deliveredAt(model) : nil
            expect("D2", entity, row.deliveredAt.map(Instant.init), arrived)
        }
        expectNumber("L6", entity, "lines", row.lines.count, model.lines.count)
        for (row, line) in zip(row.lines, model.lines) { compare(row, line, entity) }
    }

    private mutating func compare(_ row: OrderLine, _ line: LineModel, _ entity: String) {
        let name = "line \(line.id) "
        for (what, found, expected) in [
            ("quantity", row.quantity, line.quantity), ("net", row.net, line.net), ("cancelled", row.cancelled, line.cancelled),
            ("reserved", row.reserved, line.reserved), ("backordered", row.backordered, line.backordered),
            ("allocated", row.allocated, line.allocated), ("shipped", row.shipped, line.shipped),
            ("delivered", row.delivered, line.delivered), ("lost", row.lost, line.lost),
            ("returnedToSender", row.returnedToSender, line.returned),
        ] {
            expectNumber("O1", entity, name + what, found, expected)
        }
        for part in row.allocations {
            let place = line.places[part.warehouseID] ?? .init()
            for (what, found, expected) in [
                ("reserved", part.reserved, place.reserved), ("backordered", part.backordered, place.backordered),
                ("allocated", part.allocated, place.allocated), ("shipped", part.shipped, place.shipped),
            ] {
                expectNumber("O1", entity, name + "at \(part.warehouseID) " + what, found, expected)
            }
        }
    }
}

extension ShipmentModel {
    /// What it holds of a line.
    fileprivate func units(of line: LineModel) -> Sum { lines[line.id] ?? 0 }
}
