import Schema

// How an order uses up checkout holds. Names stock and the order.

extension Limits {
    /// Holds that one order may use up.
    public static let reservationsPerOrder = 50
}

/// Units that an order takes out of a hold.
struct HoldUse {
    let reservationID: String
    let sku: String
    let stockID: String
    let quantity: Int64
}

extension LedgerState {
    /// What of each hold the demands can use, in the order in which the holds were named.
    func uses(of holds: [Reservation], for demands: [Demand]) -> [HoldUse] {
        guard !holds.isEmpty else { return [] }
        var left = demands.map(\.quantity)
        var uses: [HoldUse] = []
        for hold in holds {
            guard let index = demands.firstIndex(where: { $0.sku == hold.sku }) else { continue }
            let quantity = min(left[index], hold.remaining)
            guard quantity > 0 else { continue }
            left[index] -= quantity
            let stockID = Stock.id(sku: hold.sku, warehouse: hold.warehouseID)
            uses.append(HoldUse(reservationID: hold.reservationID, sku: hold.sku, stockID: stockID, quantity: quantity))
        }
        return uses
    }

    /// Gives the units of a hold back to the stock that the order then reserves from, in the same entry.
    mutating func consume(_ use: HoldUse, for orderID: String) throws(DecisionError) {
        let event = ReservationConsumed(quantity: use.quantity, orderID: orderID)
        try record(.reservationConsumed(event), on: use.reservationID, of: Reservation.self)
        try release(use.quantity, on: use.stockID, of: .reservation(use.reservationID))
    }
}
