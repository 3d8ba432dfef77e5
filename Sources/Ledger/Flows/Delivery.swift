import Schema

// What carriers report: scans, deliveries, losses. Names shipments and orders.

extension LedgerState {
    mutating func recordScan(_ command: RecordScan) throws(DecisionError) {
        let scan = try checkedScan(command)
        guard let shipment = try shipment(carrier: command.carrier, trackingNumber: command.trackingNumber) else {
            return try keepScan(scan, of: command.carrier, command.trackingNumber)
        }
        guard try isNew(scan, shipment.scans, counted: shipment.countedScans, limit: Limits.scansPerShipment) else { return }
        try checkTime(of: scan, on: shipment)
        try record(.scanned(ShipmentScanned(scan: scan)), on: shipment.shipmentID, of: Shipment.self)
        // Asked of this scan alone: a delivery that was recorded before is taken back by people, and not brought back by the
        // carrier's next word. A parcel that was reported lost or sent back stays so too, whatever is scanned later.
        guard scan.status == .delivered else { return }
        try deliverIfUnderway(shipment, at: scan)
        try settle(shipment.orderID, reason: "overpaid")
    }

    private func checkedScan(_ command: RecordScan) throws(DecisionError) -> Scan {
        try Check.id(command.carrier, "carrier")
        try Check.id(command.trackingNumber, "trackingNumber")
        try Check.id(command.scanID, "scanId")
        try Check.choice(command.status, "status")
        guard let given = command.occurredAt else { throw .invalid("occurredAt", "is missing") }
        let occurredAt = try Check.moment(given, "occurredAt")
        try checkNotAhead(occurredAt)
        try Check.text(command.place, "place")
        return Scan(scanID: command.scanID, status: command.status, occurredAt: occurredAt.timestamp, place: command.place)
    }

    /// Whether a scan says something new.
    ///
    /// Carriers repeat their scans, and a repetition changes nothing: it leaves no event.
    ///
    /// - Parameters:
    ///   - scans: all that are recorded there.
    ///   - counted: those of them that count. However many there are, the first delivery among them is one more: without it the
    ///     order could never end.
    /// - Throws: `scan_conflict` where its id stands for another scan; `quantity_limit` where there are too many.
    func isNew(_ scan: Scan, _ scans: [Scan], counted: ArraySlice<Scan>, limit: Int) throws(DecisionError) -> Bool {
        if scans.contains(scan) { return false }
        guard !counted.contains(where: { $0.scanID == scan.scanID }) else {
            throw .of(
                .scanConflict, "scan \(scan.scanID) was recorded with another status, time or place",
                ["scanId": scan.scanID])
        }
        guard counted.count < limit || isFirstDelivery(scan, among: counted) else {
            throw .of(.quantityLimit, "at most \(limit) scans are kept here", ["field": "scans", "max": String(limit)])
        }
        return true
    }

    func isFirstDelivery(_ scan: Scan, among scans: some Sequence<Scan>) -> Bool {
        scan.status == .delivered && !scans.contains { $0.status == .delivered }
    }

    /// Refuses a scan of what was not ordered yet, and a delivery of what had not left yet.
    private func checkTime(of scan: Scan, on shipment: Shipment) throws(DecisionError) {
        let order = try requireOrder(shipment.orderID)
        guard let occurredAt = Moment(scan.occurredAt), let placedAt = Moment(order.placedAt) else { return }
        guard order.canHave(scan) else {
            throw .invalid("occurredAt", "a scan at \(occurredAt) is of an earlier parcel: the order was placed at \(placedAt)")
        }
        if scan.status == .delivered { try checkDelivery(at: occurredAt, of: shipment) }
    }

    private func checkNotAhead(_ occurredAt: Moment) throws(DecisionError) {
        guard occurredAt <= now.adding(seconds: Limits.occurredAheadSeconds) else {
            throw .invalid("occurredAt", "is more than \(Limits.occurredAheadSeconds) s ahead of \(now)")
        }
    }

    /// Refuses a delivery of what had not left yet, or was not even made. As far ahead as a clock may be, it may be behind.
    private func checkDelivery(at arrived: Moment, of shipment: Shipment) throws(DecisionError) {
        guard let ready = shipment.readyAt, arrived.adding(seconds: Limits.occurredAheadSeconds) < ready else { return }
        let step = shipment.shippedAt != nil ? "left" : "was made"
        throw .invalid("occurredAt", "a delivery at \(arrived) is before the shipment \(step), at \(ready)")
    }

    /// When a parcel that is handed over arrived: as stated, neither before it was there nor after now.
    func arrival(of shipment: Shipment, at stated: Moment) throws(DecisionError) -> Moment {
        try checkNotAhead(stated)
        try checkDelivery(at: stated, of: shipment)
        return min(now, max(shipment.readyAt ?? stated, stated))
    }

    /// Delivers what is underway. A parcel that was reported lost or sent back stays so: people decide what becomes of it. One of a
    /// PICKUP order was delivered to the place where it is picked up: the customer has it when that is confirmed.
    mutating func deliverIfUnderway(_ shipment: Shipment, at scan: Scan) throws(DecisionError) {
        guard shipment.status == .shipped, try requireOrder(shipment.orderID).deliveryMethod != .pickup else { return }
        let arrived = max(Moment(scan.occurredAt) ?? now, Moment(shipment.shippedAt) ?? now)
        try record(.delivered(ShipmentDelivered(deliveredAt: arrived.timestamp)), on: shipment.shipmentID, of: Shipment.self)
        try note(.delivered, of: shipment, occurredAt: arrived)
    }

    mutating func reportShipmentLost(_ command: ReportShipmentLost) throws(DecisionError) {
        let event = ShipmentLost(reason: command.reason)
        try giveUp(command.shipmentID, with: .lost(event), as: .lost, command.reason, command: "shipment.reportLost")
    }

    mutating func reportReturnedToSender(_ command: ReportReturnedToSender) throws(DecisionError) {
        let event = ShipmentReturnedToSender(reason: command.reason)
        try giveUp(
            command.shipmentID, with: .returnedToSender(event), as: .returnedToSender, command.reason,
            command: "shipment.reportReturnedToSender")
    }

    /// What is underway will not arrive: its units are promised anew.
    private mutating func giveUp(
        _ id: String, with event: ShipmentEvent.OneOf_Event, as step: OrderShipmentRecorded.Step, _ reason: String, command: String
    ) throws(DecisionError) {
        try Check.id(id, "shipmentId")
        try Check.text(reason, "reason")
        let shipment = try requireShipment(id)
        guard shipment.status == .shipped else {
            throw .invalidState(.shipment, shipment.shipmentID, from: shipment.status.label, command: command)
        }
        try record(event, on: shipment.shipmentID, of: Shipment.self)
        try note(step, of: shipment, isReopened: true)
        try promiseAnew(shipment.lines, of: shipment.orderID)
        try settle(shipment.orderID, reason: "overpaid")
    }
}
