public import Schema

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Reservation {
    public init(id: String) {
        self.init()
        reservationID = id
        quantity = 0
        consumed = 0
        released = 0
    }

    /// Units still held.
    public var remaining: Int64 { quantity - consumed - released }

    public var indexKeys: [IndexKey] {
        guard status == .held else { return [] }
        return [IndexKey(.stockReservation, Stock.id(sku: sku, warehouse: warehouseID))] + deadlineKeys
    }

    public var deadline: Moment? {
        status == .held ? Moment(expiresAt) : nil
    }

    public var id: String { reservationID }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(Refusal) -> String? {
        try state.reservationDeadline(id, due: due)
    }

    /// The hold after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Reservation, _ event: StockEvent.OneOf_Event, at time: Moment) {
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
            // A hold whose last unit is given back was used if any of it was.
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
}
