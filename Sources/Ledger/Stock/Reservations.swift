import Schema

// Reservations: holds on stock for checkouts, which expire. Their verbs and events are those of stock.
//
// Entity `reservation/ID`: HELD → CONSUMED, RELEASED or EXPIRED.
//
// Invariants (DOMAIN §3, Stock): S3 every unit of a hold is used or given back once; S7 a hold is worth nothing past its time.

extension Limits {
    /// How long a checkout hold lasts when the command does not say, in seconds (DOMAIN §2.18).
    public static let holdSeconds: Int64 = 900
    /// The longest a checkout hold may last from the moment it is made, in seconds (DOMAIN §2.18).
    public static let maxHoldSeconds: Int64 = 3600
}

extension LedgerState {
    /// The hold, or `not_found`.
    func requireReservation(_ id: String) throws(Refusal) -> Reservation {
        guard let reservation = try reservation(id) else { throw .notFound(.reservation, id) }
        return reservation
    }

    /// Refuses a hold that nothing can be taken from any more: spent, given back, or past its time.
    func checkHeld(_ reservation: Reservation) throws(Refusal) {
        let isOver = Moment(reservation.expiresAt).map { $0 <= now } ?? false
        guard reservation.status == .held, !isOver else {
            let state = reservation.status == .held ? "EXPIRED" : reservation.status.label
            throw .of(
                .reservationExpired, "reservation \(reservation.reservationID) is \(state)",
                ["reservationId": reservation.reservationID, "state": state])
        }
    }
}
