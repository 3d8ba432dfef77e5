import Ledger
import Schema
import SwiftProtobuf

struct ShipmentModel {
    var status = Shipment.Status.unspecified
    var orderID = ""
    var warehouseID = ""
    var lines: [String: Int64] = [:]
    var scans: [Scan] = []
    var trackingStatus = TrackingStatus.Value.pending

    var isInHouse: Bool { status == .created || status == .packed }
    var hasLeft: Bool { status == .shipped || status == .delivered || status == .lost || status == .returnedToSender }
}

extension Auditor {
    mutating func shipment(_ event: ShipmentEvent.OneOf_Event, _ id: String) {
        var model = shipments[id] ?? ShipmentModel()
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
            model.status = .shipped
            takeTrackingNumber(event.carrier + "/" + event.trackingNumber, of: id)
        case .scanned(let event):
            from = [.shipped, .delivered, .lost, .returnedToSender]
            expectTrue("T1", entity, !model.scans.contains { $0.scanID == event.scan.scanID }, "scan \(event.scan.scanID) once")
            model.scans.append(event.scan)
            model.trackingStatus = Self.tracking(model.scans)
        case .delivered:
            from = [.shipped]
            expect("T1", entity, model.scans.last?.status, .delivered)
            model.status = .delivered
        case .cancelled:
            from = [.created, .packed]
            model.status = .cancelled
        case .lost:
            from = [.shipped]
            model.status = .lost
        case .returnedToSender:
            from = [.shipped]
            model.status = .returnedToSender
        case .pickedUp, .trackingCorrected, .parcelScanned, .parcelAssigned, .parcelExpired: from = []
        }
        expectTrue("O7", entity, from.contains(before), "one of \(from), not \(before)")
        shipments[id] = model
        touched.insert("order/" + model.orderID)
    }

    /// T1: the scan with the greatest (is DELIVERED, occurredAt, order of recording).
    private static func tracking(_ scans: [Scan]) -> TrackingStatus.Value {
        let delivered = scans.contains { $0.status == .delivered }
        if delivered { return .delivered }
        var best: (status: TrackingStatus.Value, at: Moment)?
        for scan in scans {
            let at = Moment(scan.occurredAt)!
            if best.map({ at >= $0.at }) ?? true { best = (scan.status, at) }
        }
        return best?.status ?? .pending
    }

    mutating func checkShipment(_ id: String) {
        guard let model = shipments[id] else { return }
        let entity = "shipment/" + id
        expectTrue("O2", entity, orders[model.orderID]?.shipmentIDs.contains(id) ?? false, "its order \(model.orderID) knows it")
        expect("S6", entity, shippedStock[id] ?? [:], model.hasLeft ? model.lines : [:])
    }
}
