import Schema

/// The shipment after an event. Total: never fails, reads nothing but its arguments.
func evolve(_ row: inout Shipment, _ event: ShipmentEvent.OneOf_Event, at time: Moment) {
    switch event {
    case .created(let event):
        row.status = .created
        row.trackingStatus = .pending
        row.orderID = event.orderID
        row.warehouseID = event.warehouseID
        row.lines = event.lines
        if let given = event.estimatedDelivery { row.estimatedDelivery = given }
        row.createdAt = time.timestamp
    case .packed(let event):
        row.status = .packed
        row.packages = event.packages
    case .dispatched(let event):
        row.status = .shipped
        row.carrier = event.carrier
        row.trackingNumber = event.trackingNumber
        if let given = event.estimatedDelivery { row.estimatedDelivery = given }
        row.shippedAt = event.occurredAt ?? time.timestamp
    case .scanned(let event):
        row.scans.append(event.scan)
        // A delivery stands whatever is scanned later: one by hand, of which there is no scan, too.
        if row.status != .delivered, let latest = row.latestScan { row.trackingStatus = latest.status }
    case .delivered(let event): row.arrive(Moment(event.deliveredAt) ?? time)
    case .cancelled: row.status = .cancelled
    case .lost: row.status = .lost
    case .returnedToSender: row.status = .returnedToSender
    case .pickedUp(let event):
        let moment = event.occurredAt != nil ? Moment(event.occurredAt) ?? time : time
        if row.shippedAt == nil { row.shippedAt = moment.timestamp }
        row.trackingStatus = .delivered
        row.arrive(moment)
    case .trackingCorrected(let event): row.correct(event)
    case .parcelScanned, .parcelAssigned, .parcelExpired: break
    }
    row.updatedAt = time.timestamp
}

/// The scans that wait for a number after an event. Total: never fails, reads nothing but its arguments.
func evolve(_ row: inout Parcel, _ event: ShipmentEvent.OneOf_Event, at time: Moment) {
    switch event {
    case .parcelScanned(let event):
        if row.status != .waiting {
            row.status = .waiting
            row.shipmentID = ""
            row.expiresAt = event.expiresAt
        }
        row.scans.append(event.scan)
    case .parcelAssigned(let event):
        row.status = .assigned
        row.shipmentID = event.shipmentID
        // From now on the shipment has them.
        row.scans = []
    case .parcelExpired:
        row.status = .expired
        row.scans = []
    case .created, .packed, .dispatched, .scanned, .delivered, .cancelled, .lost, .returnedToSender, .pickedUp, .trackingCorrected:
        break
    }
    row.updatedAt = time.timestamp
}

extension Shipment {
    fileprivate mutating func arrive(_ moment: Moment) {
        status = .delivered
        deliveredAt = moment.timestamp
        if estimatedDelivery != nil, let promised = Moment(estimatedDelivery) { late = moment > promised }
    }

    fileprivate mutating func correct(_ event: ShipmentTrackingCorrected) {
        if event.status == .shipped {
            if status == .delivered {
                deliveredAt = nil
                late = nil
                supersedeScans()
            }
            status = .shipped
        }
        guard !event.trackingNumber.isEmpty else { return }
        carrier = event.carrier
        trackingNumber = event.trackingNumber
        supersedeScans()
    }

    private mutating func supersedeScans() {
        supersededScans = Int64(scans.count)
        trackingStatus = .pending
    }
}
