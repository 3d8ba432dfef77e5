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
        if event.hasEstimatedDelivery { row.estimatedDelivery = event.estimatedDelivery }
        row.createdAt = time.timestamp
    case .packed(let event):
        row.status = .packed
        row.packages = event.packages
    case .dispatched(let event):
        row.status = .shipped
        row.carrier = event.carrier
        row.trackingNumber = event.trackingNumber
        if event.hasEstimatedDelivery { row.estimatedDelivery = event.estimatedDelivery }
        row.shippedAt = time.timestamp
    case .scanned(let event):
        row.scans.append(event.scan)
        if let latest = row.latestScan { row.trackingStatus = latest.status }
    case .delivered(let event):
        row.status = .delivered
        row.deliveredAt = event.deliveredAt
        if row.hasEstimatedDelivery, let promised = Moment(row.estimatedDelivery), let actual = Moment(event.deliveredAt) {
            row.late = actual > promised
        }
    case .cancelled: row.status = .cancelled
    case .lost: row.status = .lost
    case .returnedToSender: row.status = .returnedToSender
    case .pickedUp, .trackingCorrected, .parcelScanned, .parcelAssigned, .parcelExpired: break
    }
    row.updatedAt = time.timestamp
}
