import Schema

// What an order was told of its payments and shipments, the axes that follow from it (O6), and that its row says so (M4, D2).

/// What was sent off of an order, as it was told.
struct SentOff {
    /// Ids of its shipments.
    var ids: [String] = []
    /// When each of them was delivered.
    var deliveries: [String: Instant] = [:]

    /// When the last of them was recorded as delivered.
    var deliveredAt: Instant? { ids.compactMap { deliveries[$0] }.max() }
}

extension Auditor {
    /// What other contexts did to an order. Every event is named, so that the compiler asks of a new one whose it is.
    mutating func take(_ event: OrderEvent.OneOf_Event, _ model: inout OrderModel, _ entity: String) {
        switch event {
        case .paymentRecorded(let event): model.note(event)
        case .shipmentRecorded(let event): note(event, &model, entity)
        case .backorderFilled(let event):
            expectTrue("B1", entity, event.anywhere && !event.warehouseID.isEmpty, "waited for the SKU, and comes from a warehouse")
            model.change(event.lineID, "") { $0.backordered -= event.quantity }
            model.change(event.lineID, event.warehouseID) { $0.reserved += event.quantity }
        case .reallocated(let event):
            for part in event.parts {
                model.change(event.lineID, part.warehouseID) {
                    $0.reserved += part.reserved
                    $0.backordered += part.backordered
                }
            }
        case .placed, .confirmed, .paymentLapsed, .held, .holdReleased, .cancelled, .expired, .linesCancelled, .received,
            .completed, .writtenOff:
            break
        }
    }

    /// The statuses of an order that others can do something to it in; none for its own events.
    static func statuses(thatTake event: OrderEvent.OneOf_Event) -> [Order.Status] {
        switch event {
        case .paymentRecorded: Order.Status.allCases.filter { $0 != .unspecified }
        case .shipmentRecorded(let event): statuses(thatTake: event.step)
        case .backorderFilled, .reallocated: [.pending, .onHold, .confirmed]
        case .placed, .confirmed, .paymentLapsed, .held, .holdReleased, .cancelled, .expired, .linesCancelled, .received,
            .completed, .writtenOff:
            []
        }
    }

    private static func statuses(thatTake step: OrderShipmentRecorded.Step) -> [Order.Status] {
        let open: [Order.Status] = [.pending, .onHold, .confirmed]
        return switch step {
        case .created, .shipped: [.confirmed]
        case .deliveryReversed: open + [.received]
        case .cancelled: open + [.received, .completed, .cancelled, .expired]
        case .delivered, .lost, .returnedToSender, .found, .returnReversed, .unspecified: open
        }
    }

    private mutating func note(_ event: OrderShipmentRecorded, _ model: inout OrderModel, _ entity: String) {
        if event.step == .created { model.sent.ids.append(event.shipmentID) }
        switch event.step {
        case .delivered: model.sent.deliveries[event.shipmentID] = event.occurredAt.map(Instant.init)
        case .deliveryReversed:
            model.sent.deliveries[event.shipmentID] = nil
            expect("D2", entity, event.occurredAt.map(Instant.init), model.sent.deliveredAt)
            if model.status == .received { model.status = .confirmed }
        case .lost, .returnedToSender, .found, .returnReversed: expect("O2", entity, event.reopened, true)
        case .created, .shipped, .cancelled, .unspecified: break
        }
        for line in event.lines { model.move(line, event) }
    }

    /// Compares what an order's row has of its payments and shipments.
    mutating func compareNotes(_ row: Order, _ model: OrderModel, _ entity: String) {
        expectNumber("M4", entity, "authorized", row.authorized, model.authorized)
        expectNumber("M4", entity, "captured", row.captured, model.captured)
        expectNumber("M4", entity, "refundPending", row.refundPending, model.refundPending)
        expectNumber("M4", entity, "refunded", row.refunded, model.refunded)
        expectNumber("M4", entity, "grantedRefunds", row.grantedRefunds, model.granted)
        expectNumber("M4", entity, "unapplied", row.unapplied ?? 0, model.unapplied)
        let open = tenders(of: model).sum { Sum($0.operations.count { $0.state == .requested }) }
        expectNumber("M3", entity, "openOperations", row.openOperations ?? 0, open)
        expect("L6", entity, row.paymentIds, model.paymentIds)
        expect("L6", entity, row.shipmentIds, model.sent.ids)
        expect("O6", entity, row.paymentStatus, model.paymentAxis)
        expect("O6", entity, row.shipmentStatus, model.shipmentAxis)
        if model.lines.contains(where: { $0.isGoods && $0.quantity > $0.cancelled }) {
            expect("D2", entity, row.deliveredAt.map(Instant.init), model.isDelivered ? model.sent.deliveredAt : nil)
        }
    }
}

extension OrderModel {
    fileprivate var paymentAxis: OrderPaymentStatus.Value {
        let (owed, paid) = (effectiveTotal, captured - unapplied)
        if refunded > 0 { return paid <= refunded ? .refunded : .partiallyRefunded }
        if paid > 0 { return paid == owed ? .paid : paid > owed ? .overpaid : .partiallyPaid }
        return authorized > 0 && authorized >= owed ? .authorized : .none
    }

    fileprivate var shipmentAxis: OrderShipmentStatus.Value {
        let goods = lines.filter(\.isGoods)
        let wanted = goods.sum { $0.quantity - $0.cancelled }
        let delivered = goods.sum { $0.delivered }
        if wanted == 0 { return .notRequired }
        if delivered > 0 { return delivered < wanted ? .partiallyDelivered : .delivered }
        if shipped > 0 { return shipped < wanted ? .partiallyShipped : .shipped }
        return goods.contains { $0.backordered > 0 } ? .backordered : .unshipped
    }

    fileprivate mutating func note(_ event: OrderPaymentRecorded) {
        if let given = event.unapplied { unapplied = Sum(given) }
        switch event.step {
        case .initiated: paymentIds.append(event.paymentID)
        case .authorized: authorized += event.amount
        case .captured: captured += event.amount
        case .failed, .voided: authorized -= event.amount
        case .refundRequested: (refundPending, granted) = (refundPending + Sum(event.amount), granted + Sum(event.granted))
        case .refunded:
            (refundPending, refunded) = (refundPending - Sum(event.settled ?? 0), refunded + Sum(event.amount))
            granted += event.granted
        case .refundFailed: (refundPending, granted) = (refundPending - Sum(event.settled ?? 0), granted - Sum(event.granted))
        case .operationsChanged, .cancelled, .unspecified: break
        }
    }

    fileprivate mutating func move(_ line: ShippedQuantity, _ event: OrderShipmentRecorded) {
        guard let index = lines.firstIndex(where: { $0.id == line.lineID }) else { return }
        switch event.step {
        case .created: change(line.lineID, event.warehouseID) { $0.allocated += line.quantity }
        case .cancelled: change(line.lineID, event.warehouseID) { $0.allocated -= line.quantity }
        case .shipped:
            change(line.lineID, event.warehouseID) {
                $0.allocated -= line.quantity
                $0.reserved -= line.quantity
                $0.shipped += line.quantity
            }
        case .delivered: lines[index].delivered += line.quantity
        case .deliveryReversed: lines[index].delivered -= line.quantity
        // What is lost or comes back no longer counts as shipped.
        case .lost, .returnedToSender:
            if event.step == .lost { lines[index].lost += line.quantity } else { lines[index].returned += line.quantity }
            change(line.lineID, event.warehouseID) { $0.shipped -= line.quantity }
        case .found, .returnReversed:
            if event.step == .found { lines[index].lost -= line.quantity } else { lines[index].returned -= line.quantity }
            change(line.lineID, event.warehouseID) { $0.shipped += line.quantity }
        case .unspecified: break
        }
    }
}
