import Schema

// T1, T2, T3 of shipments and of scans that wait for one. What they do to their orders is in `Flows/OrderGoods.swift`.

struct ShipmentModel {
    var status = Shipment.Status.unspecified
    var orderID = ""
    var warehouseID = ""
    var lines: [String: Sum] = [:]
    var scans: [Scan] = []
    /// Scans that a correction has taken back.
    var superseded = 0
    var number = ""
    var shippedAt = Instant.earliest
    var deliveredAt: Instant?
    /// Someone let it leave although its order was not covered.
    var leftUnpaid = false
    var trackingStatus = TrackingStatus.Value.pending

    var isInHouse: Bool { status == .created || status == .packed }
    var isShipped: Bool { status == .shipped || status == .delivered }
    var counted: ArraySlice<Scan> { scans.dropFirst(superseded) }
    var hasLeft: Bool { status == .shipped || status == .delivered || status == .lost || status == .returnedToSender }
}

/// Scans of a number that waits for its shipment.
struct ParcelModel {
    var status = Parcel.Status.unspecified
    var scans: [Scan] = []
    var since = Instant.earliest
}

/// All shipments, and what must be unique among them.
struct ShipmentSums {
    var byID: [String: ShipmentModel] = [:]
    /// The shipment that has a carrier's number.
    var numbers: [String: String] = [:]
    /// Scans that waited for a number and are to be recorded on the shipment that has got it.
    var assigned: [String: Int] = [:]
}

/// All numbers that scans waited for.
struct ParcelSums {
    var byID: [String: ParcelModel] = [:]
}

extension Auditor {
    mutating func parcel(_ event: ShipmentEvent.OneOf_Event, _ id: String) {
        var model = sums.parcels.byID[id] ?? ParcelModel()
        let entity = "parcel/" + id
        switch event {
        case .parcelScanned(let event):
            expect("T2", entity, sums.shipments.numbers[id], nil)
            expectTrue("T2", entity, !model.scans.contains { $0.scanID == event.scan.scanID }, "scan \(event.scan.scanID) once")
            if model.status != .waiting { (model.status, model.since) = (.waiting, time) }
            model.scans.append(event.scan)
        case .parcelAssigned(let event):
            expect("T2", entity, model.status, .waiting)
            expect("T2", entity, sums.shipments.numbers[id], event.shipmentID)
            (model.status, model.scans) = (.assigned, [])
        case .parcelExpired:
            expect("T2", entity, model.status, .waiting)
            expectTrue("T2", entity, time >= model.since.adding(seconds: 30 * 86_400), "waits for 30 days")
            (model.status, model.scans) = (.expired, [])
        default: fail("L1", entity, "a parcel event", "a shipment's")
        }
        sums.parcels.byID[id] = model
    }

    mutating func shipment(_ event: ShipmentEvent.OneOf_Event, _ id: String) {
        var model = sums.shipments.byID[id] ?? ShipmentModel()
        let entity = "shipment/" + id
        let before = model.status
        /// The statuses the event may follow (DOMAIN §2.8).
        let from: [Shipment.Status]
        switch event {
        case .created(let event):
            from = [.unspecified]
            (model.status, model.orderID, model.warehouseID) = (.created, event.orderID, event.warehouseID)
            for line in event.lines { model.lines[line.lineID, default: 0] += line.quantity }
        case .packed:
            from = [.created]
            model.status = .packed
        case .dispatched(let event):
            from = [.created, .packed]
            leave(event, &model, id)
            model.leftUnpaid = event.leftUnpaid
        case .scanned(let event):
            from = [.shipped, .delivered, .lost, .returnedToSender]
            expectTrue("T1", entity, !model.counted.contains { $0.scanID == event.scan.scanID }, "scan \(event.scan.scanID) once")
            model.scans.append(event.scan)
            // A delivery stands whatever is scanned later.
            if model.status != .delivered { model.trackingStatus = Self.tracking(model.counted) }
            if let left = sums.shipments.assigned[id] { sums.shipments.assigned[id] = left - 1 }
        case .delivered(let event):
            from = [.shipped]
            expect("T1", entity, model.trackingStatus, .delivered)
            let last = model.counted.filter { $0.status == .delivered }.map { Instant($0.occurredAt) }.max()
            expect("T1", entity, Instant(event.deliveredAt), last.map { max($0, model.shippedAt) })
            model.status = .delivered
            model.deliveredAt = Instant(event.deliveredAt)
        case .pickedUp(let event):
            from = [.created, .packed, .shipped]
            let arrived = event.occurredAt.map(Instant.init) ?? time
            expectTrue("T1", entity, arrived <= time, "handed over by then, not at \(arrived)")
            if before != .shipped { model.shippedAt = arrived }
            if event.leftUnpaid { model.leftUnpaid = true }
            (model.status, model.trackingStatus, model.deliveredAt) = (.delivered, .delivered, arrived)
        case .trackingCorrected(let event):
            from = [.shipped, .delivered, .lost, .returnedToSender]
            correct(event, &model, id)
        case .cancelled:
            from = [.created, .packed]
            model.status = .cancelled
        case .lost:
            from = [.shipped]
            model.status = .lost
        case .returnedToSender:
            from = [.shipped]
            model.status = .returnedToSender
        case .parcelScanned, .parcelAssigned, .parcelExpired:
            from = []
        }
        expectTrue("O7", entity, from.contains(before), "one of \(from), not \(before)")
        sums.shipments.byID[id] = model
    }

    private mutating func leave(_ event: ShipmentDispatched, _ model: inout ShipmentModel, _ id: String) {
        model.status = .shipped
        model.shippedAt = event.occurredAt.map(Instant.init) ?? time
        model.number = event.trackingNumber + "@" + event.carrier
        take(model.number, of: id)
    }

    private mutating func take(_ number: String, of shipment: String) {
        let other = sums.shipments.numbers.updateValue(shipment, forKey: number)
        expectTrue("T1", shipment, other == nil, "\(number) is the number of \(other ?? "")")
    }

    private mutating func correct(_ event: ShipmentTrackingCorrected, _ model: inout ShipmentModel, _ id: String) {
        let entity = "shipment/" + id
        expectTrue("T3", entity, !event.reason.isEmpty, "a reason")
        if event.status == .shipped {
            let wrong: [Shipment.Status] = [.delivered, .lost, .returnedToSender]
            expectTrue("T3", entity, wrong.contains(model.status), "a delivery, a loss or a return to take back")
            if model.status == .delivered { (model.superseded, model.trackingStatus) = (model.scans.count, .pending) }
            (model.status, model.deliveredAt) = (.shipped, nil)
        }
        guard !event.trackingNumber.isEmpty else { return }
        expectTrue("T3", entity, model.status != .delivered, "no delivery by the scans of another number")
        if sums.shipments.numbers[model.number] == id { sums.shipments.numbers[model.number] = nil }
        model.number = event.trackingNumber + "@" + event.carrier
        take(model.number, of: id)
        (model.superseded, model.trackingStatus) = (model.scans.count, .pending)
    }

    /// T1: the scan with the greatest (is DELIVERED, occurredAt, order of recording).
    private static func tracking(_ scans: ArraySlice<Scan>) -> TrackingStatus.Value {
        if scans.contains(where: { $0.status == .delivered }) { return .delivered }
        var best: (status: TrackingStatus.Value, at: Instant)?
        for scan in scans {
            let at = Instant(scan.occurredAt)
            if best.map({ at >= $0.at }) ?? true { best = (scan.status, at) }
        }
        return best?.status ?? .pending
    }

    mutating func checkShipment(_ id: String) {
        guard let model = sums.shipments.byID[id] else { return }
        let entity = "shipment/" + id
        expect("T2", entity, sums.shipments.assigned.removeValue(forKey: id) ?? 0, 0)
        expect("T1", entity, model.status == .delivered, model.deliveredAt != nil)
        if let arrived = model.deliveredAt { expectTrue("T1", entity, arrived >= model.shippedAt, "delivered after it left") }
    }

    func checkParcel(_ id: String) {}

    // MARK: Rows

    /// L6: compares a shipment's row with what its events say.
    mutating func compare(_ row: Shipment, as entity: String) {
        compareHead(entity, id: row.shipmentID, version: row.version)
        guard let model = sums.shipments.byID[row.shipmentID] else { return }
        expect("L6", entity, row.status, model.status)
        expect("T1", entity, row.trackingStatus, model.trackingStatus)
        expect("L6", entity, row.scans, model.scans)
        expectNumber("T3", entity, "supersededScans", row.supersededScans, model.superseded)
        expect("T3", entity, row.leftUnpaid, model.leftUnpaid)
        expect("T1", entity, row.shippedAt.map(Instant.init), model.hasLeft ? model.shippedAt : nil)
        expect("T1", entity, row.deliveredAt.map(Instant.init), model.deliveredAt)
        expect("L6", entity, Dictionary(row.lines.map { ($0.lineID, Sum($0.quantity)) }, uniquingKeysWith: +), model.lines)
    }

    /// L6: compares the row of a number that scans waited for with what its events say.
    mutating func compare(_ row: Parcel, as entity: String) {
        compareHead(entity, id: row.parcelID, version: row.version)
        guard let model = sums.parcels.byID[row.parcelID] else { return }
        expect("T2", entity, row.status, model.status)
        expect("T2", entity, row.scans, model.scans)
    }
}
