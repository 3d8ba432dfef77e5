public import Schema

// Reservations: holds on stock for checkouts, which expire. Their verbs and events are those of stock.
//
// Entity `reservation/ID`: HELD → CONSUMED, RELEASED or EXPIRED. Where no command gave it its id, it is `ID@WORD`
// (`Flows/CartHolds.swift`).
//
// Invariants: S3 every unit of a hold is used or given back once; S7 a hold is worth nothing past its time.

extension Limits {
    /// How long a checkout hold lasts when the command does not say, in seconds.
    public static let holdSeconds: Int64 = 900
    /// The longest a checkout hold may last from the moment it is made, in seconds.
    public static let maxHoldSeconds: Int64 = 3600
}

extension LedgerState {
    /// The hold, or `not_found`.
    func requireReservation(_ id: String) throws(DecisionError) -> Reservation {
        guard let reservation = try reservation(id) else { throw .notFound(.reservation, id) }
        return reservation
    }

    /// Refuses a hold that nothing can be taken from any more: spent, given back, or past its time.
    func checkHeld(_ reservation: Reservation) throws(DecisionError) {
        let isOver = Moment(reservation.expiresAt).map { $0 <= now } ?? false
        guard reservation.status == .held, !isOver else {
            let state = reservation.status == .held ? "EXPIRED" : reservation.status.label
            throw .of(
                .reservationExpired, "reservation \(reservation.reservationID) is \(state)",
                ["reservationId": reservation.reservationID, "state": state])
        }
    }
}

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Reservation {
    public init(id: String) {
        self.init()
        reservationID = id
    }

    /// Units still held.
    public var remaining: Int64 { quantity - consumed - released }

    public func addKeys(to keys: inout [IndexKey]) {
        guard status == .held else { return }
        keys.append(IndexKey(.stockReservation, Stock.id(sku: sku, warehouse: warehouseID)))
    }

    public var deadline: Moment? {
        status == .held ? Moment(expiresAt) : nil
    }

    public var id: String { reservationID }

    public static var story: Story { .part }

    /// An id that a command gave, or one of a hold that was made for something: that one's id, an `@`, and which of its holds.
    public static func canHave(id: String) -> Bool { Check.isID(id.utf8) || Check.isPair(id) }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
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
