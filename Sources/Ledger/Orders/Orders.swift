import Schema

// Orders: what a customer bought, what is owed for it, and how far each line has come.
//
// Entity `order/ID`. Status PENDING → CONFIRMED → RECEIVED → COMPLETED, or CANCELLED, or EXPIRED; ON_HOLD beside
// PENDING; a CONFIRMED one whose covering is gone before its goods have left is `paymentLapsed`: paid in time, or
// EXPIRED; where something is out already, the goods that are not are given up instead. What was paid, shipped, returned and
// reviewed are axes of their own, each folded from counters.
//
// Reads other contexts: none.
//
// Invariants:
// - O1 of every physical line: quantity = cancelled + shipped + reserved + backordered, all ≥ 0; of a cancelled or expired
//   order reserved = backordered = 0;
// - O2 delivered ≤ shipped; allocated ≤ reserved, per warehouse;
// - O4 total = Σ net + Σ tax + shippingFee + Σ fees, in the order's currency, never negative; discounts on the whole order are
//   shared out over the lines as far as these go, before the tax on each is rounded, once, half up;
// - O6 each axis is a pure function of the row (`Flows/OrderAxes.swift`);
// - M4 owed is effectiveTotal = total − cancelledValue − grantedRefunds; it is paid by what came and has not gone back,
//   but for what came for a cancelled tender (`unapplied`), which pays for nothing.

extension Limits {
    /// Lines of an order, of a parcel, of a cancellation.
    public static let linesPerOrder = 200
    /// Fees of one order.
    public static let feesPerOrder = 20
    /// How long a new order may stay unpaid when the command does not say, in seconds.
    public static let payWithinSeconds: Int64 = 1800
    /// The longest time an order may stay unpaid, in seconds: bank slips take days.
    public static let maxPayWithinSeconds: Int64 = 30 * 86_400
    /// How long after delivery an order is received by itself, in seconds.
    public static let receiveAfterSeconds: Int64 = 7 * 86_400
}

extension Order {
    /// What the customer owes for what is left of the order: the total without what was cancelled, and without what was given
    /// back as a favor, which must not be asked for again (invariant M4).
    ///
    /// Not below zero: a fee in the customer's favor does not turn a cancellation into a payout.
    var effectiveTotal: Int64 { max(0, total &- cancelledValue &- grantedRefunds) }

    /// What is still to be paid, as the row keeps it after every event (invariant M4). Negative: owed to the customer.
    var balance: Int64 { effectiveTotal &- netPaid &+ (unapplied ?? 0) &- writtenOff }

    /// What was paid and not paid back.
    var netPaid: Int64 { captured &- refunded }

    /// Whether the order has ended without a sale: money that still arrives is given back.
    var isDead: Bool { status == .cancelled || status == .expired }

    /// Whether it can still be changed: cancelled, paid for, shipped.
    var isOpen: Bool { status == .pending || status == .onHold || status == .confirmed }

    /// Units that are out: the customer has them or is being sent them, with or without a parcel; none that were lost or came back.
    var goneUnits: Int64 { lines.reduce(0) { $0 &+ $1.gone } }

    /// Whether any unit still waits to be shipped.
    var hasUnshippedGoods: Bool { lines.contains { $0.reserved > 0 || $0.backordered > 0 } }

    /// Whether anything of it is goods, cancelled ones left out.
    var hasGoods: Bool { lines.contains { $0.isGoods && $0.open > 0 } }

    /// Where it goes, if that is known as a place on the earth.
    var destination: Location? { shipTo?.location }

    /// Whether nothing is on its way or still to be sent, and something arrived or nothing had to.
    var isDelivered: Bool {
        let goods = lines.filter { $0.isGoods && $0.open > 0 }
        let isSettled = goods.allSatisfy { $0.open == $0.delivered &+ $0.missing }
        return isSettled && (goods.isEmpty || goods.contains { $0.delivered > 0 })
    }

    /// What the order costs beside its lines, shipping and fees: charged with what is out first.
    var charges: Int64 { lines.reduce(total) { $0 &- $1.amount } }

    /// What is out costs, with all charges.
    var goneValue: Int64 { lines.reduce(charges) { $0 &+ $1.value(ofFirst: $1.gone) } }

    func lineIndex(_ id: String) -> Int? {
        lines.firstIndex { $0.lineID == id }
    }
}

extension OrderLine {
    /// Whether the line is shipped; a digital good or a service is not.
    var isGoods: Bool { kind == .physical }

    /// Units that are still wanted, shipped or not.
    var open: Int64 { quantity &- cancelled }

    /// Units that have left: shipped, or delivered without a parcel.
    var gone: Int64 { isGoods ? shipped : delivered }

    /// Units that can still be taken off: neither gone nor packed for going.
    var cancellable: Int64 { quantity &- cancelled &- gone &- allocated }

    /// Units that are lost or came back and count as shipped nevertheless: of entries of the first version, which promised
    /// nothing anew in their place.
    var missing: Int64 { lost &+ returnedToSender &- reopened }

    /// What the line cost, with its tax.
    var amount: Int64 { net &+ tax }

    /// What the first `units` of the line are worth, with their tax.
    func value(ofFirst units: Int64) -> Int64 {
        Amount.ofUnits(max(0, units), of: quantity, total: amount)
    }

    func allocationIndex(_ origin: String) -> Int? {
        allocations.firstIndex { $0.warehouseID == origin }
    }
}

extension LedgerState {
    /// The order, or `not_found`.
    func requireOrder(_ id: String) throws(DecisionError) -> Order {
        guard let order = try order(id) else { throw .notFound(.order, id) }
        return order
    }

    /// Refuses a command that only an open order takes.
    func checkOpen(_ order: Order, command: String) throws(DecisionError) {
        guard order.isOpen else { throw .invalidState(.order, order.orderID, from: order.status.label, command: command) }
    }
}
