import Schema

// Why the wrapping operators: folding is total, so an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

/// The stock of a SKU in a warehouse after an event. Total: never fails, reads nothing but its arguments.
func evolve(_ row: inout Stock, _ event: StockEvent.OneOf_Event, at time: Moment) {
    switch event {
    case .received(let event):
        row.onHand &+= event.quantity
    case .adjusted(let event):
        row.onHand &+= event.delta
    case .quarantined(let event):
        row.onHand &-= event.quantity
        row.quarantined &+= event.quantity
    case .quarantineReleased(let event):
        row.quarantined &-= event.quantity
        row.onHand &+= event.quantity
    case .scrapped(let event):
        row.quarantined &-= event.quantity
    case .reserved(let event):
        row.reserved &+= event.quantity
    case .released(let event):
        row.reserved &-= event.quantity
    case .shipped(let event):
        row.onHand &-= event.quantity
        row.reserved &-= event.quantity
    case .backordered(let event):
        row.backordered &+= event.quantity
    case .backorderFilled(let event):
        row.backordered &-= event.quantity
        row.reserved &+= event.quantity
    case .backorderReleased(let event):
        row.backordered &-= event.quantity
    case .backorderFillDue: row.fillDue = time.timestamp
    case .backorderFillEnded: row.fillDue = nil
    case .reservationHeld, .reservationExtended, .reservationConsumed, .reservationReleased, .reservationExpired:
        break
    }
    row.available = row.onHand &- row.reserved
    row.updatedAt = time.timestamp
}

/// The hold after an event. Total: never fails, reads nothing but its arguments.
func evolve(_ row: inout Reservation, _ event: StockEvent.OneOf_Event, at time: Moment) {
    switch event {
    case .reservationHeld(let event):
        row.status = .held
        row.sku = event.sku
        row.warehouseID = event.warehouseID
        row.quantity = event.quantity
        row.expiresAt = event.expiresAt
        row.heldAt = time.timestamp
    case .reservationExtended(let event):
        row.expiresAt = event.expiresAt
    case .reservationConsumed(let event):
        row.consumed &+= event.quantity
        if row.consumed &+ row.released == row.quantity { row.status = .consumed }
    case .reservationReleased(let event):
        row.released &+= event.quantity
        // Why: a hold whose last unit is given back was used if any of it was.
        if row.consumed &+ row.released == row.quantity { row.status = row.consumed > 0 ? .consumed : .released }
    case .reservationExpired(let event):
        row.released &+= event.quantity
        row.status = .expired
    case .received, .adjusted, .quarantined, .quarantineReleased, .scrapped, .reserved, .released, .shipped, .backordered,
        .backorderFilled, .backorderReleased, .backorderFillDue, .backorderFillEnded:
        break
    }
    row.updatedAt = time.timestamp
}
