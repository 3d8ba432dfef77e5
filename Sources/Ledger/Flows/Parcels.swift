import Schema

// Carriers scan a parcel before its number is known here: such scans wait for it, on an entity of their own, and count when a
// shipment gets the number. Names parcels and shipments.

extension LedgerState {
    /// Keeps a scan of a number that no shipment has.
    mutating func keepScan(_ scan: Scan, of carrier: String, _ number: String) throws(DecisionError) {
        let id = Parcel.id(carrier: carrier, trackingNumber: number)
        let waiting = try parcel(id).flatMap { $0.status == .waiting ? $0 : nil }
        let scans = waiting?.scans ?? []
        guard try isNew(scan, scans, counted: scans[...], limit: Limits.scansPerParcel) else { return }
        // All of them go into the entry of the dispatch, whatever else is in it. Room is left for the delivery, which must not be
        // lost: without it the order could never end.
        let all = scans + [scan]
        let room = Limits.scanBytesPerParcel - (all.contains { $0.status == .delivered } ? 0 : EventBytes.largestScan)
        let bytes = all.reduce(0) { $0 + EventBytes.scan($1) }
        guard bytes <= room else {
            throw .of(
                .quantityLimit, "the scans that wait for a number have at most \(room) bytes, not \(bytes)",
                ["field": "scans", "max": String(room)])
        }
        var event = ParcelScanned(scan: scan)
        if waiting == nil { event.expiresAt = now.adding(seconds: Limits.scansWaitSeconds).timestamp }
        try record(.parcelScanned(event), on: id, of: Parcel.self)
    }

    /// The scans that wait for a number and can be of an order's parcel, oldest first; of the same time, in the order in which they
    /// came. Older ones are of an earlier parcel that had the number: they are not taken.
    func waitingScans(_ carrier: String, _ number: String, for order: Order) throws(DecisionError) -> [Scan] {
        let scans = try parcel(Parcel.id(carrier: carrier, trackingNumber: number))?.scans ?? []
        return scans.filter(order.canHave).enumerated().sorted { left, right in
            let (earlier, later) = (Moment(left.element.occurredAt) ?? now, Moment(right.element.occurredAt) ?? now)
            return earlier == later ? left.offset < right.offset : earlier < later
        }.map(\.element)
    }

    /// Records the scans that waited for its number on the shipment that has it now; a delivery among them delivers it.
    mutating func takeScans(_ scans: [Scan], of shipment: Shipment) throws(DecisionError) {
        guard !scans.isEmpty else { return }
        let assigned = ParcelAssigned(shipmentID: shipment.shipmentID)
        let id = Parcel.id(carrier: shipment.carrier, trackingNumber: shipment.trackingNumber)
        try record(.parcelAssigned(assigned), on: id, of: Parcel.self)
        for scan in scans {
            try record(.scanned(ShipmentScanned(scan: scan)), on: shipment.shipmentID, of: Shipment.self)
        }
        try deliverIfScanned(shipment.shipmentID)
    }

    /// Delivers a shipment that is underway where its scans say that it has arrived.
    mutating func deliverIfScanned(_ shipmentID: String) throws(DecisionError) {
        let shipment = try requireShipment(shipmentID)
        guard let scan = shipment.latestScan, scan.status == .delivered else { return }
        try deliverIfUnderway(shipment, at: scan)
    }

    /// Forgets scans of a number that nobody got.
    mutating func parcelDeadline(_ id: String) throws(DecisionError) -> String? {
        guard let deadline = try parcel(id)?.deadline, deadline <= now else { return nil }
        try record(.parcelExpired(ParcelExpired()), on: id, of: Parcel.self)
        return "shipment.expireScans"
    }
}
