import Schema

// An order keeps what its payments and shipments did, as counters of its own: each of their events is noted on it in the same
// entry. Names orders, payments and shipments.

extension LedgerState {
    /// Notes on the order what happened to one of its payments.
    mutating func note(
        _ step: OrderPaymentRecorded.Step, _ amount: Int64, of payment: String, on order: String, granted: Int64 = 0,
        opened: Int = 0
    ) throws(DecisionError) {
        let event = OrderPaymentRecorded(
            paymentID: payment, step: step, amount: amount, granted: granted, operationsOpened: Int64(opened))
        try note(event, on: order)
    }

    /// Notes on the order what happened to one of its payments, with the requests that it opened or closed. What changed nothing
    /// of the order is not noted.
    mutating func note(
        _ step: OrderPaymentRecorded.Step, _ amount: Int64, from before: Payment, to after: Payment, granted: Int64 = 0
    ) throws(DecisionError) {
        let opened = after.openOperations - before.openOperations
        if step == .operationsChanged, opened == 0 { return }
        var event = OrderPaymentRecorded(paymentID: after.paymentID, step: step, amount: amount, granted: granted)
        if step == .refunded || step == .refundFailed { event.settled = before.refundPending - after.refundPending }
        event.operationsOpened = Int64(max(0, opened))
        event.operationsClosed = Int64(max(0, -opened))
        try note(event, on: after.orderID)
    }

    /// Notes on the order a step of a payment, and of a cancelled one what pays for nothing since.
    private mutating func note(_ event: OrderPaymentRecorded, on orderID: String) throws(DecisionError) {
        var event = event
        if event.step != .initiated, let payment = try payment(event.paymentID), payment.cancelledAt != nil {
            let order = try requireOrder(orderID)
            let unapplied = try payments(of: order).unapplied(on: order)
            if unapplied != order.unapplied ?? 0 { event.unapplied = unapplied }
        }
        try record(.paymentRecorded(event), on: orderID, of: Order.self)
    }

    /// Notes on the order what happened to one of its shipments.
    ///
    /// - Parameter isReopened: of a loss, whether its units no longer count as shipped.
    /// - Parameter occurredAt: of a delivery, when it happened; of one that is taken back, the latest that is left.
    mutating func note(
        _ step: OrderShipmentRecorded.Step, of shipment: Shipment, isReopened: Bool = false, occurredAt: Moment? = nil
    ) throws(DecisionError) {
        var event = OrderShipmentRecorded(shipmentID: shipment.shipmentID, step: step, reopened: isReopened)
        if let occurredAt { event.occurredAt = occurredAt.timestamp }
        event.warehouseID = shipment.warehouseID
        for line in shipment.lines {
            let moved = ShippedQuantity(lineID: line.lineID, quantity: line.quantity)
            event.lines.append(moved)
        }
        try record(.shipmentRecorded(event), on: shipment.orderID, of: Order.self)
    }
}

// What the notes do to the order's row. Total, as `evolve` is.

extension Order {
    /// Takes in what other contexts did to it. Every event is named, so that the compiler asks of a new one whose it is.
    mutating func take(_ event: OrderEvent.OneOf_Event) {
        switch event {
        case .paymentRecorded(let event): count(event)
        case .shipmentRecorded(let event): count(event)
        case .backorderFilled(let event): fill(event)
        case .reallocated(let event): reallocate(event)
        case .placed, .confirmed, .paymentLapsed, .held, .holdReleased, .cancelled, .expired, .linesCancelled, .received,
            .completed, .writtenOff:
            break
        }
    }

    fileprivate mutating func reallocate(_ event: OrderReallocated) {
        guard let index = lineIndex(event.lineID) else { return }
        for part in event.parts {
            lines[index].reserved &+= part.reserved
            lines[index].backordered &+= part.backordered
            lines[index].add(reserved: part.reserved, backordered: part.backordered, at: part.warehouseID)
        }
    }

    fileprivate mutating func fill(_ event: OrderBackorderFilled) {
        guard let index = lineIndex(event.lineID) else { return }
        lines[index].backordered &-= event.quantity
        lines[index].reserved &+= event.quantity
        lines[index].add(reserved: 0, backordered: 0 &- event.quantity, at: event.anywhere ? "" : event.warehouseID)
        lines[index].add(reserved: event.quantity, backordered: 0, at: event.warehouseID)
    }

    private mutating func count(_ event: OrderPaymentRecorded) {
        // Of orders of the first version nobody has counted them.
        if openOperations != nil { openOperations = (openOperations ?? 0) &+ event.operationsOpened &- event.operationsClosed }
        if let given = event.unapplied { unapplied = given }
        let settled = event.settled ?? event.amount
        switch event.step {
        case .initiated:
            if !paymentIds.contains(event.paymentID) { paymentIds.append(event.paymentID) }
        case .authorized: authorized &+= event.amount
        case .captured: captured &+= event.amount
        // A failed or voided tender no longer stands for what it had authorized.
        case .failed, .voided: authorized &-= event.amount
        case .refundRequested:
            refundPending &+= event.amount
            grantedRefunds &+= event.granted
        case .refunded:
            refundPending &-= settled
            refunded &+= event.amount
            grantedRefunds &+= event.granted
        case .refundFailed:
            refundPending &-= settled
            grantedRefunds &-= event.granted
        case .operationsChanged, .cancelled, .unspecified: break
        }
    }

    private mutating func count(_ event: OrderShipmentRecorded) {
        if event.step == .created, !shipmentIds.contains(event.shipmentID) { shipmentIds.append(event.shipmentID) }
        for moved in event.lines {
            guard let index = lineIndex(moved.lineID) else { continue }
            lines[index].move(moved.quantity, event.step, isReopened: event.reopened, at: event.warehouseID)
        }
        switch event.step {
        case .delivered where event.occurredAt != nil:
            if lastDeliveredAt != nil, let last = Moment(lastDeliveredAt), let new = Moment(event.occurredAt), last > new { break }
            lastDeliveredAt = event.occurredAt
        case .deliveryReversed:
            if let given = event.occurredAt { lastDeliveredAt = given } else { lastDeliveredAt = nil }
            if status == .received { status = .confirmed }
        default: break
        }
        if deliveredAt != nil, !isDelivered { deliveredAt = nil }
    }
}

extension OrderLine {
    fileprivate mutating func move(
        _ units: Int64, _ step: OrderShipmentRecorded.Step, isReopened: Bool, at warehouse: String
    ) {
        if isReopened {
            // Back into the house, as far as the order is concerned; or out of it again, where the loss was none.
            let units = step == .found || step == .returnReversed ? units : 0 &- units
            reopened &-= units
            shipped &+= units
            if let place = allocationIndex(warehouse) { allocations[place].shipped &+= units }
        }
        switch step {
        case .created: allocated &+= units
        case .cancelled: allocated &-= units
        case .shipped:
            allocated &-= units
            reserved &-= units
            shipped &+= units
        case .delivered: delivered &+= units
        case .lost: lost &+= units
        case .returnedToSender: returnedToSender &+= units
        case .found: lost &-= units
        case .returnReversed: returnedToSender &-= units
        case .deliveryReversed: delivered &-= units
        case .unspecified: break
        }
        guard let place = allocationIndex(warehouse) else { return }
        switch step {
        case .created: allocations[place].allocated &+= units
        case .cancelled: allocations[place].allocated &-= units
        case .shipped:
            allocations[place].allocated &-= units
            allocations[place].reserved &-= units
            allocations[place].shipped &+= units
        case .delivered, .lost, .returnedToSender, .found, .returnReversed, .deliveryReversed, .unspecified: break
        }
    }
}
