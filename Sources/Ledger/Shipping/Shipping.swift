public import Schema

// Shipping: goods of one order from one warehouse, and where the carrier says they are.
//
// Entity `shipment/ID`. CREATED → PACKED → SHIPPED → DELIVERED, or RETURNED_TO_SENDER, or LOST; CANCELLED before it leaves.
// A delivery, a loss or a return that was none is taken back: SHIPPED again. Where the carrier saw it is an axis of its own,
// `trackingStatus`.
//
// Entity `parcel/NUMBER@CARRIER`: scans of a number that no shipment has. WAITING → ASSIGNED when one gets the number, or EXPIRED.
//
// Reads other contexts: Orders.
//
// Invariants:
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
    /// What the carrier charges for: the weight, or the volume if that is more, at 5000 mm³ a gram rounded up.
    func chargeable() throws(DecisionError) -> Int64 {
        guard let length = lengthMm, let width = widthMm, let height = heightMm, length > 0, width > 0, height > 0 else {
            return weightGrams
        }
        let base = try Amount.times(length, width, "packages.lengthMm")
        let volume = try Amount.times(base, height, "packages.lengthMm")
        return max(weightGrams, (volume + 4999) / 5000)
    }
}

extension LedgerState {
    /// The shipment, or `not_found`.
    func requireShipment(_ id: String) throws(DecisionError) -> Shipment {
        guard let shipment = try shipment(id) else { throw .notFound(.shipment, id) }
        return shipment
    }

    /// The shipment a carrier's number stands for, or nil if none has it.
    mutating func shipment(carrier: String, trackingNumber: String) throws(DecisionError) -> Shipment? {
        for id in try ids(.shipmentTracking, Shipment.trackingKey(carrier, trackingNumber)) {
            if let shipment = try shipment(id), shipment.carrier == carrier, shipment.trackingNumber == trackingNumber {
                return shipment
            }
        }
        return nil
    }

    /// Refuses a carrier's number that another shipment has.
    mutating func checkNumberIsFree(_ carrier: String, _ number: String, for shipmentID: String) throws(DecisionError) {
        guard let other = try shipment(carrier: carrier, trackingNumber: number), other.shipmentID != shipmentID else { return }
        throw .of(
            .alreadyExists, "\(carrier) \(number) is the number of shipment \(other.shipmentID)",
            ["carrier": carrier, "trackingNumber": number])
    }

    /// Refuses to change what has left the house, or was cancelled.
    func checkInHouse(_ shipment: Shipment, command: String) throws(DecisionError) {
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

extension Shipment {
    public init(id: String) {
        self.init()
        shipmentID = id
    }

    public func addKeys(to keys: inout [IndexKey]) {
        guard !trackingNumber.isEmpty else { return }
        keys.append(IndexKey(.shipmentTracking, Shipment.trackingKey(carrier, trackingNumber)))
    }

    /// The order's row lists its shipments.
    public static func place(where column: String, is value: String, in tables: Tables) throws(DecisionError) -> RowPlace? {
        column == "orderId" ? .ids(try tables.orders.find(value, in: tables.source)?.shipmentIds ?? []) : nil
    }

    /// What the tracking index is asked with: a number is unique within its carrier only.
    public static func trackingKey(_ carrier: String, _ number: String) -> String {
        carrier + "/" + number
    }

    public var id: String { shipmentID }

    public static var story: Story { .part }

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

    /// Scans wait so long and no longer: most of them are of parcels that nobody here sent.
    public var deadline: Moment? {
        status == .waiting ? Moment(expiresAt) : nil
    }

    public var id: String { parcelID }

    public static var story: Story { .part }

    /// `NUMBER@CARRIER`.
    public static func canHave(id: String) -> Bool { Check.isPair(id) }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
        try state.parcelDeadline(id)
    }

    /// The scans that wait for a number after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Parcel, _ event: ShipmentEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .parcelScanned(let event):
            if row.status != .waiting {
                row.status = .waiting
                row.shipmentID = ""
                if let expiresAt = event.expiresAt { row.expiresAt = expiresAt }
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

extension ShipmentCommand {
    /// The order that the shipment is of, and the scans that wait for the number it gets.
    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName] {
        switch command {
        case .create(let command): Table.order.entities(command.orderID)
        case .dispatch(let command):
            try state.orderOfShipment(command.shipmentID) + Parcel.entities(command.carrier, command.trackingNumber)
        case .recordScan(let command): try state.orderOrParcel(command.carrier, command.trackingNumber)
        case .pack(let command): try state.orderOfShipment(command.shipmentID)
        case .cancel(let command): try state.orderOfShipment(command.shipmentID)
        case .reportLost(let command): try state.orderOfShipment(command.shipmentID)
        case .reportReturnedToSender(let command): try state.orderOfShipment(command.shipmentID)
        case .confirmPickup(let command): try state.orderOfShipment(command.shipmentID)
        case .correctTracking(let command): try state.orderAndParcel(of: command)
        case nil: []
        }
    }
}

extension Parcel {
    /// The entity of a carrier's number, and none of what cannot be one.
    fileprivate static func entities(_ carrier: String, _ number: String) -> [EntityName] {
        guard Check.isID(carrier.utf8), Check.isID(number.utf8) else { return [] }
        return [EntityName(.parcel, id(carrier: carrier, trackingNumber: number))]
    }
}

extension LedgerState {
    fileprivate func orderOfShipment(_ id: String) throws(DecisionError) -> [EntityName] {
        guard Check.isID(id.utf8), let shipment = try shipment(id) else { return [] }
        return Table.order.entities(shipment.orderID)
    }

    /// A scan is of a shipment of some order, or waits for one.
    fileprivate mutating func orderOrParcel(_ carrier: String, _ number: String) throws(DecisionError) -> [EntityName] {
        let parcel = Parcel.entities(carrier, number)
        guard !parcel.isEmpty, let shipment = try shipment(carrier: carrier, trackingNumber: number) else { return parcel }
        return Table.order.entities(shipment.orderID)
    }

    fileprivate func orderAndParcel(of command: CorrectTracking) throws(DecisionError) -> [EntityName] {
        guard Check.isID(command.shipmentID.utf8), let shipment = try shipment(command.shipmentID) else { return [] }
        // What is left out stays as it is.
        return Table.order.entities(shipment.orderID)
            + Parcel.entities(
                command.carrier.isEmpty ? shipment.carrier : command.carrier,
                command.trackingNumber.isEmpty ? shipment.trackingNumber : command.trackingNumber)
    }
}
