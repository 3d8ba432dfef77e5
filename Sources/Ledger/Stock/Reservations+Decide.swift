import Schema

// Holds for checkouts: units set aside for some minutes, which an order may use up.

extension LedgerState {
    mutating func reserveStock(_ command: ReserveStock) throws(DecisionError) {
        try Check.id(command.reservationID, "reservationId")
        try Check.id(command.sku, "sku")
        try Check.optionalID(command.warehouseID, "warehouseId")
        try Check.quantity(command.quantity)
        if let shipTo = command.shipTo { try Check.location(shipTo, "shipTo") }
        let seconds = command.expiresInSeconds ?? Limits.holdSeconds
        try checkHoldTime(seconds)
        guard try reservation(command.reservationID) == nil else { throw .alreadyExists(.reservation, command.reservationID) }
        _ = try requireGoods(command.sku)
        let row = try heldStock(command)
        try hold(command.quantity, of: command.sku, at: row.warehouseID, seconds: seconds, as: command.reservationID)
    }

    /// Holds units that are there, under an id that is new.
    mutating func hold(
        _ quantity: Int64, of sku: String, at warehouse: String, seconds: Int64, as id: String
    ) throws(DecisionError) {
        let expiresAt = now.adding(seconds: seconds).timestamp
        let held = ReservationHeld(sku: sku, warehouseID: warehouse, quantity: quantity, expiresAt: expiresAt)
        try create(.reservationHeld(held), on: id, of: Reservation.self)
        try reserve(quantity, on: Stock.id(sku: sku, warehouse: warehouse), for: .reservation(id))
    }

    /// The stock a hold is put on: the warehouse asked for, or the nearest that has enough, or the first by id.
    private mutating func heldStock(_ command: ReserveStock) throws(DecisionError) -> Stock {
        let goods = try goods(of: command.sku)
        var rows = goods.rows
        if !command.warehouseID.isEmpty {
            try requireWarehouse(command.warehouseID)
            rows = [try stockOrNone(sku: command.sku, warehouse: command.warehouseID)]
        } else if command.shipTo != nil {
            rows = try nearestFirst(rows, to: command.shipTo)
        }
        let free = rows.first { $0.unclaimed >= command.quantity }
        if let free, command.quantity <= goods.promisable { return free }
        throw .insufficientStock(
            sku: command.sku, warehouses: rows.map(\.warehouseID), requested: command.quantity,
            // The most of one warehouse and not the sum, because a hold lies in one warehouse.
            available: min(goods.promisable, rows.map(\.unclaimed).max() ?? 0))
    }

    mutating func extendReservation(_ command: ExtendReservation) throws(DecisionError) {
        try Check.id(command.reservationID, "reservationId")
        try checkHoldTime(command.expiresInSeconds)
        let reservation = try requireReservation(command.reservationID)
        try checkHeld(reservation)
        try extend(reservation, seconds: command.expiresInSeconds)
    }

    /// Holds longer, as far as that goes.
    ///
    /// - Parameter seconds: from now.
    mutating func extend(_ reservation: Reservation, seconds: Int64) throws(DecisionError) {
        // Extensions end: a checkout that keeps asking must not keep goods from others for ever.
        let latest = (Moment(reservation.heldAt) ?? now).adding(seconds: Limits.maxHoldSeconds)
        let asked = min(now.adding(seconds: seconds), latest)
        // A hold never ends earlier than it was promised; asking for less is accepted and changes nothing.
        if let promised = Moment(reservation.expiresAt), asked <= promised { return }
        let event = ReservationExtended(expiresAt: asked.timestamp)
        try record(.reservationExtended(event), on: reservation.reservationID, of: Reservation.self)
    }

    mutating func releaseReservation(_ command: ReleaseReservation) throws(DecisionError) {
        try Check.id(command.reservationID, "reservationId")
        if let quantity = command.quantity { try Check.quantity(quantity) }
        let reservation = try requireReservation(command.reservationID)
        try checkHeld(reservation)
        let quantity = command.quantity ?? reservation.remaining
        guard quantity <= reservation.remaining else {
            throw .exceedsRemaining(
                "reservation \(reservation.reservationID)", requested: quantity, remaining: reservation.remaining,
                ["reservationId": reservation.reservationID])
        }
        try giveBack(quantity, of: reservation)
    }

    /// Gives units of a hold back to the stock that they lie in, and to who waits for them.
    mutating func giveBack(_ quantity: Int64, of reservation: Reservation) throws(DecisionError) {
        let event = ReservationReleased(quantity: quantity)
        try record(.reservationReleased(event), on: reservation.reservationID, of: Reservation.self)
        let stockID = Stock.id(sku: reservation.sku, warehouse: reservation.warehouseID)
        try release(quantity, on: stockID, of: .reservation(reservation.reservationID))
        try noteFreeGoods(of: reservation.sku)
    }

    /// Refuses a time that goods are not held for.
    func checkHoldTime(_ seconds: Int64) throws(DecisionError) {
        guard (1...Limits.maxHoldSeconds).contains(seconds) else {
            throw .invalid("expiresInSeconds", "must be 1 to \(Limits.maxHoldSeconds), not \(seconds)")
        }
    }
}
