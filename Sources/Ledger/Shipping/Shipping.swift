import Schema

// Shipping: goods of one order from one warehouse, and where the carrier says they are.
//
// Entity `shipment/ID`. CREATED → PACKED → SHIPPED → DELIVERED, or RETURNED_TO_SENDER, or LOST; CANCELLED before it leaves.
// Where the carrier saw it is an axis of its own, `trackingStatus` (DOMAIN §2.8).
//
// Invariants (DOMAIN §3):
// - O2 Σ units of open shipments of a line = allocated ≤ reserved, per warehouse;
// - T1 trackingStatus is the scan with the greatest (is DELIVERED, occurredAt, order of recording), so a late, older scan
//   never takes a delivery back; a shipment is delivered once;
// - a tracking number is unique within its carrier; a scan id within its shipment.

extension Shipment {
    /// Whether it is still in the house.
    var isInHouse: Bool { status == .created || status == .packed }

    /// The scan that says where the shipment is.
    var latestScan: Scan? {
        var latest: (scan: Scan, rank: (Int, Moment))?
        for scan in scans {
            let rank = (scan.status == .delivered ? 1 : 0, Moment(scan.occurredAt) ?? Moment(microseconds: .min))
            if let found = latest, rank < found.rank { continue }
            latest = (scan, rank)
        }
        return latest?.scan
    }
}

extension Package {
    /// What the carrier charges for: the weight, or the volume if that is more, at 5000 mm³ a gram rounded up (DOMAIN §1.1 F14).
    func chargeable() throws(Refusal) -> Int64 {
        guard lengthMm > 0, widthMm > 0, heightMm > 0 else { return weightGrams }
        let base = try Amount.product(lengthMm, widthMm, "packages.lengthMm")
        let volume = try Amount.product(base, heightMm, "packages.lengthMm")
        return max(weightGrams, (volume + 4999) / 5000)
    }
}

extension Book {
    /// The shipment, or `not_found`.
    func requireShipment(_ id: String) throws(Refusal) -> Shipment {
        guard let shipment = try shipment(id) else { throw .notFound(.shipment, id) }
        return shipment
    }

    /// The shipment a carrier's number stands for, or nil if none has it.
    mutating func shipment(carrier: String, trackingNumber: String) throws(Refusal) -> Shipment? {
        for id in try ids(.shipmentTracking, Shipment.trackingKey(carrier, trackingNumber)) {
            if let shipment = try shipment(id), shipment.carrier == carrier, shipment.trackingNumber == trackingNumber {
                return shipment
            }
        }
        return nil
    }

    /// Refuses to change what has left the house, or was cancelled.
    func checkInHouse(_ shipment: Shipment, command: String) throws(Refusal) {
        switch shipment.status {
        case .created, .packed: return
        case .shipped, .delivered, .returnedToSender, .lost:
            throw .of(
                .alreadyDispatched, "shipment \(shipment.shipmentID) has left: it is \(shipment.status.label)",
                ["entity": Table.shipment.entity(shipment.shipmentID), "from": shipment.status.label, "command": command])
        case .cancelled, .unspecified, .UNRECOGNIZED:
            throw .invalidState(.shipment, shipment.shipmentID, from: shipment.status.label, command: command)
        }
    }
}
