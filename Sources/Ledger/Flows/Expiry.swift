import Schema

// What happens when nobody does anything: unpaid orders, forgotten holds, delivered goods nobody confirms.
// Names orders, payments, shipments and stock.

extension LedgerState {
    /// An unpaid order expires at its time, or what has not left of it; a delivered one is received.
    mutating func orderDeadline(_ id: String, due: Moment) throws(DecisionError) -> String? {
        guard let order = try order(id), let deadline = order.deadline, deadline <= now else { return nil }
        if order.status == .confirmed, !order.paymentLapsed {
            try record(.received(OrderReceived(automatic: true)), on: id, of: Order.self)
            try settle(id, reason: "overpaid")
            return "order.receive"
        }
        guard order.status == .pending || order.paymentLapsed else { return nil }
        if order.goneUnits == 0 {
            try end(order, with: .expired(OrderExpired()), reason: "expired")
            return "order.expire"
        }
        // An order that was held after some of it had left is not undone by the clock.
        guard order.paymentLapsed else { return nil }
        try cancelUnshipped(of: order, reason: "expired")
        return "order.expireLines"
    }

    /// A hold gives back what is left of it.
    mutating func reservationDeadline(_ id: String, due: Moment) throws(DecisionError) -> String? {
        guard let hold = try reservation(id), let deadline = hold.deadline, deadline <= now else { return nil }
        let quantity = hold.remaining
        try record(.reservationExpired(ReservationExpired(quantity: quantity)), on: id, of: Reservation.self)
        let stockID = Stock.id(sku: hold.sku, warehouse: hold.warehouseID)
        try release(quantity, on: stockID, of: .reservation(id))
        try noteFreeGoods(of: hold.sku)
        return "stock.expireReservation"
    }
}
