import Schema

// Shipping: goods of one order from one warehouse, and where the carrier says they are.
//
// Entity `shipment/ID`. CREATED → PACKED → SHIPPED → DELIVERED, or RETURNED_TO_SENDER, or LOST; CANCELLED before it leaves.
// A delivery, a loss or a return that was none is taken back: SHIPPED again. Where the carrier saw it is an axis of its own,
// `trackingStatus` (DOMAIN §2.8).
//
// Entity `parcel/NUMBER@CARRIER`: scans of a number that no shipment has. WAITING → ASSIGNED when one gets the number, or EXPIRED.
//
// Reads other contexts: Orders.
//
// Invariants (DOMAIN §3):
// - O2 Σ units of open shipments of a line = allocated ≤ reserved, per warehouse;
// - T1 trackingStatus is the scan with the greatest (is DELIVERED, occurredAt, order of recording), so a late, older scan
//   never takes a delivery back; a correction does, and the scans before it no longer count;
// - a tracking number is unique within its carrier; a scan id within the scans of its shipment that count.

extension Limits {
    /// Shipments of one order.
    public static let shipmentsPerOrder = 200
    /// Packages of one shipment.
    public static let packagesPerShipment = 100
    /// Scans kept of one shipment, those since its number or its delivery was corrected. A delivery is one more.
    public static let scansPerShipment = 500
    /// Scans that wait for a shipment to get their number. All of them are recorded in the entry that gives it to one, beside what
    /// that entry has to say itself: that is why they are fewer than a shipment keeps. A delivery is one more.
    public static let scansPerParcel = 40
    /// Bytes of the scans that wait for a shipment to get their number: ids and places, and a few for each. Room for a delivery is
    /// kept of them.
    public static let scanBytesPerParcel = 8192
    /// How long scans wait for a shipment to get their number, in seconds.
    public static let scansWaitSeconds: Int64 = 30 * 86_400
}

extension Shipment {
    /// Whether it is still in the house.
    var isInHouse: Bool { status == .created || status == .packed }

    /// Whether it has left the house, however it went on.
    var hasLeft: Bool { [.shipped, .delivered, .returnedToSender, .lost].contains(status) }

    /// Whether the customer has it, or is being sent it.
    var isOut: Bool { status == .shipped || status == .delivered }

    /// Since when it can arrive: since it left, or was made.
    var readyAt: Moment? { Moment(shippedAt != nil ? shippedAt : createdAt) }

    /// The scans that say where it is: those since its number or its delivery was corrected.
    var countedScans: ArraySlice<Scan> { scans.dropFirst(Int(clamping: max(0, supersededScans))) }

    /// The scan that says where the shipment is.
    var latestScan: Scan? {
        var latest: (scan: Scan, rank: (Int, Moment))?
        for scan in countedScans {
            let rank = (scan.status == .delivered ? 1 : 0, Moment(scan.occurredAt) ?? Moment(microseconds: .min))
            if let found = latest, rank < found.rank { continue }
            latest = (scan, rank)
        }
        return latest?.scan
    }
}

extension Order {
    /// Whether a scan can be of one of its parcels. Carriers use their numbers again: what they scanned before the order was placed
    /// is of an earlier parcel. As far ahead as a clock may be, it may be behind.
    func canHave(_ scan: Scan) -> Bool {
        guard let scanned = Moment(scan.occurredAt), let placed = Moment(placedAt) else { return true }
        return scanned.adding(seconds: Limits.occurredAheadSeconds) >= placed
    }
}

extension Package {
    /// What the carrier charges for: the weight, or the volume if that is more, at 5000 mm³ a gram rounded up (DOMAIN §1.1 F14).
    func chargeable() throws(Refusal) -> Int64 {
        guard let length = lengthMm, let width = widthMm, let height = heightMm, length > 0, width > 0, height > 0 else {
            return weightGrams
        }
        let base = try Amount.product(length, width, "packages.lengthMm")
        let volume = try Amount.product(base, height, "packages.lengthMm")
        return max(weightGrams, (volume + 4999) / 5000)
    }
}

extension LedgerState {
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

    /// Refuses a carrier's number that another shipment has.
    mutating func checkNumberIsFree(_ carrier: String, _ number: String, for shipmentID: String) throws(Refusal) {
        guard let other = try shipment(carrier: carrier, trackingNumber: number), other.shipmentID != shipmentID else { return }
        throw .of(
            .alreadyExists, "\(carrier) \(number) is the number of shipment \(other.shipmentID)",
            ["carrier": carrier, "trackingNumber": number])
    }

    /// Refuses to change what has left the house, or was cancelled.
    func checkInHouse(_ shipment: Shipment, command: String) throws(Refusal) {
        switch shipment.status {
        case .created, .packed: return
        case .shipped, .delivered, .returnedToSender, .lost:
            throw .of(
                .alreadyDispatched, "shipment \(shipment.shipmentID) has left: it is \(shipment.status.label)",
                ["entity": Table.shipment.entity(shipment.shipmentID), "from": shipment.status.label, "command": command])
        case .cancelled, .unspecified:
            throw .invalidState(.shipment, shipment.shipmentID, from: shipment.status.label, command: command)
        }
    }
}
