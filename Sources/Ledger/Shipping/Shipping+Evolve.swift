public import Schema

extension Shipment {
    public init(id: String) {
        self.init()
        shipmentID = id
    }

    public var indexKeys: [IndexKey] {
        var keys = [IndexKey(.shipmentStatus, status.indexValue)]
        if !trackingNumber.isEmpty {
            keys.append(IndexKey(.shipmentTracking, Shipment.trackingKey(carrier, trackingNumber)))
            keys.append(IndexKey(.shipmentTrackingNumber, trackingNumber))
        }
        return keys
    }

    /// The order's row lists its shipments.
    public static func place(where column: String, is value: String, in tables: Tables) throws(Refusal) -> RowPlace? {
        column == "orderId" ? .ids(try tables.orders.find(value, in: tables.source)?.shipmentIds ?? []) : nil
    }

    /// What the tracking index is asked with: a number is unique within its carrier only.
    public static func trackingKey(_ carrier: String, _ number: String) -> String {
        carrier + "/" + number
    }

    public var id: String { shipmentID }

    /// Dispatch and correction give it a number.
    public func links(after event: ShipmentEvent.OneOf_Event) -> [IndexKey] {
        switch event {
        case .dispatched, .trackingCorrected: [IndexKey(.shipmentTracking, Shipment.trackingKey(carrier, trackingNumber))]
        default: []
        }
    }

    /// The shipment after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Shipment, _ event: ShipmentEvent.OneOf_Event, at time: Moment) {
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
            row.leftUnpaid = event.leftUnpaid
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
            if event.leftUnpaid { row.leftUnpaid = true }
            row.trackingStatus = .delivered
            row.arrive(moment)
        case .trackingCorrected(let event): row.correct(event)
        case .parcelScanned, .parcelAssigned, .parcelExpired: break
        }
        row.updatedAt = time.timestamp
    }
}

extension Parcel {
    public init(id: String) {
        self.init()
        parcelID = id
        let parts = id.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        trackingNumber = parts.first.map(String.init) ?? ""
        carrier = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The id of what waits for a carrier's number: `NUMBER@CARRIER` (neither may hold an `@`).
    public static func id(carrier: String, trackingNumber: String) -> String {
        trackingNumber + "@" + carrier
    }

    public var indexKeys: [IndexKey] { deadlineKeys }

    /// Scans wait so long and no longer: most of them are of parcels that nobody here sent.
    public var deadline: Moment? {
        status == .waiting ? Moment(expiresAt) : nil
    }

    public var id: String { parcelID }

    /// `NUMBER@CARRIER`.
    public static func canHave(id: String) -> Bool { Check.isPair(id) }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(Refusal) -> String? {
        try state.parcelDeadline(id)
    }

    /// The scans that wait for a number after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Parcel, _ event: ShipmentEvent.OneOf_Event, at time: Moment) {
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
        case .created, .packed, .dispatched, .scanned, .delivered, .cancelled, .lost, .returnedToSender, .pickedUp,
            .trackingCorrected:
            break
        }
        row.updatedAt = time.timestamp
    }
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
