import Schema

// The axes of an order beside its status. Each is a pure function of the row's counters, evaluated after every event, so it
// can never disagree with them (invariant O6).

extension Order {
    /// Brings the axes in line with the counters.
    mutating func followAxes() {
        paymentStatus = paymentAxis
        shipmentStatus = shipmentAxis
    }

    /// How far the order is paid. What came for a cancelled tender is not counted as captured. The first that holds:
    ///
    /// | status | holds when |
    /// |---|---|
    /// | REFUNDED | something was refunded, and no more was captured than that |
    /// | PARTIALLY_REFUNDED | something was refunded |
    /// | OVERPAID | more was captured than is owed |
    /// | PAID | something was captured, and as much as is owed |
    /// | PARTIALLY_PAID | something was captured |
    /// | AUTHORIZED | nothing was captured, and as much is authorized as is owed |
    /// | NONE | otherwise: also an order that costs nothing, and one whose authorizations do not cover it |
    var paymentAxis: OrderPaymentStatus.Value {
        let paid = captured &- (unapplied ?? 0)
        if refunded > 0 { return paid <= refunded ? .refunded : .partiallyRefunded }
        if paid > 0 {
            if paid > effectiveTotal { return .overpaid }
            return paid == effectiveTotal ? .paid : .partiallyPaid
        }
        return authorized > 0 && authorized >= effectiveTotal ? .authorized : .none
    }

    /// How far the order's goods have come. The first that holds, over physical lines without their cancelled units:
    ///
    /// | status | holds when |
    /// |---|---|
    /// | NOT_REQUIRED | there are no such units |
    /// | DELIVERED | all of them were delivered |
    /// | PARTIALLY_DELIVERED | some were delivered |
    /// | SHIPPED | all of them have left |
    /// | PARTIALLY_SHIPPED | some have left |
    /// | BACKORDERED | nothing has left, and some wait for goods |
    /// | UNSHIPPED | otherwise |
    var shipmentAxis: OrderShipmentStatus.Value {
        var open: Int64 = 0
        var shipped: Int64 = 0
        var delivered: Int64 = 0
        var backordered: Int64 = 0
        // By place, and only numbers: lines are wide, and a loop over the array, or `open`, would copy each.
        let lines = lines
        for place in lines.indices where lines[place].kind == .physical {
            open &+= lines[place].quantity &- lines[place].cancelled
            shipped &+= lines[place].shipped
            delivered &+= lines[place].delivered
            backordered &+= lines[place].backordered
        }
        if open <= 0 { return .notRequired }
        if delivered > 0 { return delivered >= open ? .delivered : .partiallyDelivered }
        if shipped > 0 { return shipped >= open ? .shipped : .partiallyShipped }
        return backordered > 0 ? .backordered : .unshipped
    }
}
