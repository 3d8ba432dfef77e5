import Schema

// What carriers report: scans, deliveries, losses (DOMAIN §2.8). Names shipments and orders.

extension Book {
    mutating func recordScan(_ command: RecordScan) throws(Refusal) {
        try Check.id(command.carrier, "carrier")
        try Check.id(command.trackingNumber, "trackingNumber")
        try Check.id(command.scanID, "scanId")
        try Check.choice(command.status, "status")
        guard command.hasOccurredAt else { throw .invalid("occurredAt", "is missing") }
        let occurredAt = try Check.moment(command.occurredAt, "occurredAt")
        guard occurredAt <= now.adding(seconds: Limits.occurredAheadSeconds) else {
            throw .invalid("occurredAt", "is more than \(Limits.occurredAheadSeconds) s ahead of \(now)")
        }
        try Check.text(command.place, "place")
        guard let shipment = try shipment(carrier: command.carrier, trackingNumber: command.trackingNumber) else {
            throw .of(
                .notFound, "no shipment has \(command.carrier) \(command.trackingNumber)",
                ["carrier": command.carrier, "trackingNumber": command.trackingNumber])
        }
        // Why without events: carriers repeat their scans, and a repetition changes nothing (INTERFACE §1).
        if shipment.scans.contains(where: { $0.scanID == command.scanID }) { return }
        guard shipment.scans.count < Limits.scansPerShipment else {
            throw .of(
                .quantityLimit, "a shipment keeps at most \(Limits.scansPerShipment) scans",
                ["field": "scans", "max": String(Limits.scansPerShipment)])
        }

        var event = ShipmentScanned()
        event.scan.scanID = command.scanID
        event.scan.status = command.status
        event.scan.occurredAt = occurredAt.timestamp
        event.scan.place = command.place
        try record(shipment: .scanned(event), on: shipment.shipmentID)
        // A parcel that was reported lost or sent back stays so, whatever is scanned later: what it meant for the order and
        // its money is undone by people, not by a scan. The tracking axis shows that it was seen.
        guard command.status == .delivered, shipment.status == .shipped else { return }
        var delivered = ShipmentDelivered()
        delivered.deliveredAt = occurredAt.timestamp
        try record(shipment: .delivered(delivered), on: shipment.shipmentID)
        try note(.delivered, of: shipment)
    }

    mutating func reportShipmentLost(_ command: ReportShipmentLost) throws(Refusal) {
        let shipment = try shipmentUnderway(command.shipmentID, command.reason, command: "shipment.reportLost")
        var event = ShipmentLost()
        event.reason = command.reason
        try record(shipment: .lost(event), on: shipment.shipmentID)
        try note(.lost, of: shipment)
    }

    mutating func reportReturnedToSender(_ command: ReportReturnedToSender) throws(Refusal) {
        let shipment = try shipmentUnderway(command.shipmentID, command.reason, command: "shipment.reportReturnedToSender")
        var event = ShipmentReturnedToSender()
        event.reason = command.reason
        try record(shipment: .returnedToSender(event), on: shipment.shipmentID)
        try note(.returnedToSender, of: shipment)
    }

    private func shipmentUnderway(_ id: String, _ reason: String, command: String) throws(Refusal) -> Shipment {
        try Check.id(id, "shipmentId")
        try Check.text(reason, "reason")
        let shipment = try requireShipment(id)
        guard shipment.status == .shipped else {
            throw .invalidState(.shipment, shipment.shipmentID, from: shipment.status.label, command: command)
        }
        return shipment
    }
}
