import Schema

// `shipment.correctTracking`: people take back what was recorded wrongly of a parcel, a delivery, a loss, a return or its number.
// The former facts stay in the book; from here on they do not count. Names shipments, parcels, orders and stock.

extension LedgerState {
    mutating func correctTracking(_ command: CorrectTracking) throws(DecisionError) {
        try checkShape(command)
        let shipment = try requireShipment(command.shipmentID)
        var event = ShipmentTrackingCorrected(reason: command.reason, status: command.status)
        if !command.carrier.isEmpty || !command.trackingNumber.isEmpty { try checkNumber(command, of: shipment, into: &event) }
        if command.status == .shipped { try takeBack(shipment) }
        try record(.trackingCorrected(event), on: shipment.shipmentID, of: Shipment.self)
        if !event.trackingNumber.isEmpty {
            let waiting = try waitingScans(
                event.carrier, event.trackingNumber, for: try requireOrder(shipment.orderID))
            try takeScans(waiting, of: try requireShipment(shipment.shipmentID))
        }
        // A delivery that was scanned after the parcel was reported lost or sent back counts now.
        if command.status == .shipped { try deliverIfScanned(shipment.shipmentID) }
        try settle(shipment.orderID, reason: "overpaid")
    }

    private func checkShape(_ command: CorrectTracking) throws(DecisionError) {
        try Check.id(command.shipmentID, "shipmentId")
        guard !command.reason.isEmpty else { throw .of(.reasonRequired, "a correction needs a reason", ["field": "reason"]) }
        try Check.text(command.reason, "reason")
        try Check.optionalID(command.carrier, "carrier")
        try Check.optionalID(command.trackingNumber, "trackingNumber")
        guard command.status == .unspecified || command.status == .shipped else {
            throw .invalid("status", "can only be SHIPPED, which takes back a delivery, a loss or a return")
        }
        guard command.status == .shipped || !command.carrier.isEmpty || !command.trackingNumber.isEmpty else {
            throw .invalid("status", "is missing, and so are carrier and trackingNumber: nothing would be corrected")
        }
    }

    // MARK: The number

    private mutating func checkNumber(
        _ command: CorrectTracking, of shipment: Shipment, into event: inout ShipmentTrackingCorrected
    ) throws(DecisionError) {
        guard shipment.hasLeft else {
            throw .invalidState(.shipment, shipment.shipmentID, from: shipment.status.label, command: "shipment.correctTracking")
        }
        // Its scans were of another parcel, and so was the delivery that they reported.
        guard shipment.status != .delivered || command.status == .shipped else {
            throw .of(
                .invalidState,
                "shipment \(shipment.shipmentID) is DELIVERED by its number: take the delivery back too, with the status SHIPPED",
                [
                    "entity": Table.shipment.entity(shipment.shipmentID), "from": shipment.status.label,
                    "command": "shipment.correctTracking",
                ])
        }
        event.carrier = command.carrier.isEmpty ? shipment.carrier : command.carrier
        event.trackingNumber = command.trackingNumber.isEmpty ? shipment.trackingNumber : command.trackingNumber
        guard !event.carrier.isEmpty else { throw .invalid("carrier", "is missing, and the shipment has none") }
        guard !event.trackingNumber.isEmpty else { throw .invalid("trackingNumber", "is missing, and the shipment has none") }
        guard event.carrier != shipment.carrier || event.trackingNumber != shipment.trackingNumber else {
            throw .invalid("trackingNumber", "is the one that the shipment has")
        }
        try checkNumberIsFree(event.carrier, event.trackingNumber, for: shipment.shipmentID)
    }

    // MARK: A delivery, a loss or a return

    private mutating func takeBack(_ shipment: Shipment) throws(DecisionError) {
        let order = try requireOrder(shipment.orderID)
        switch shipment.status {
        case .delivered:
            // A completed order is closed for good.
            guard order.isOpen || order.status == .received else {
                throw .invalidState(.order, order.orderID, from: order.status.label, command: "shipment.correctTracking")
            }
            try note(.deliveryReversed, of: shipment, occurredAt: try lastDelivery(of: order, without: shipment.shipmentID))
        case .lost, .returnedToSender:
            try checkOpen(order, command: "shipment.correctTracking")
            let isReopened = try isReopened(shipment, of: order)
            if isReopened { try withdrawPromise(shipment.lines, of: order.orderID) }
            try note(shipment.status == .lost ? .found : .returnReversed, of: shipment, isReopened: isReopened)
        default:
            throw .invalidState(.shipment, shipment.shipmentID, from: shipment.status.label, command: "shipment.correctTracking")
        }
    }

    /// Whether a loss or a return promised its units anew. Entries of the first version did not: their units count as shipped, and
    /// of each line there are as many.
    private func isReopened(_ shipment: Shipment, of order: Order) throws(DecisionError) -> Bool {
        let missing = shipment.lines.map { line in
            order.lineIndex(line.lineID).map { min(line.quantity, order.lines[$0].missing) } ?? 0
        }
        if missing.allSatisfy({ $0 == 0 }) { return true }
        guard missing == shipment.lines.map(\.quantity) else {
            throw .of(
                .invalidState, "order \(order.orderID) has other parcels that are missing: which one was found is not recorded",
                ["entity": Table.order.entity(order.orderID), "from": shipment.status.label, "command": "shipment.correctTracking"])
        }
        return false
    }

    /// When the last of an order's other parcels arrived; nil if none has.
    private func lastDelivery(of order: Order, without shipmentID: String) throws(DecisionError) -> Moment? {
        var last: Moment?
        for id in order.shipmentIds where id != shipmentID {
            guard let other = try shipment(id), other.status == .delivered, let arrived = Moment(other.deliveredAt) else {
                continue
            }
            last = max(last ?? arrived, arrived)
        }
        return last
    }
}
