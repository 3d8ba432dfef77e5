import Schema

// An order that can be placed can be ended. An entry has a limit of bytes, so what would make an order too large
// to be cancelled, to expire or to be shipped whole in one entry is refused when it is asked for, not when it is too late. Names
// orders, payments and shipments.

/// Upper bounds of the bytes that events take in an entry, for the ids they name. Numbers are counted at their longest.
enum EventBytes {
    /// The entry without its events: ids, times, the actor's name, the command's hash.
    static let entry = 1024
    /// An event without its entity's id and its own fields: tags and lengths of its four levels, its version, its entity's kind.
    static let event = 36
    /// The fields of a claim and a quantity, without the ids.
    static let claim = 14
    /// A line's units at one more place, whatever the ids.
    static let place = event + claim + 4 * Limits.idBytes

    /// Units of a line that move on a stock: reserved, released, shipped.
    static func moved(_ line: OrderLine, at warehouse: String, of order: Order) -> Int {
        event + line.sku.utf8.count + warehouse.utf8.count + claim + order.orderID.utf8.count + line.lineID.utf8.count
    }

    /// A scan without the shipment that it is recorded on.
    static func scan(_ scan: Scan) -> Int { event + 24 + scan.scanID.utf8.count + scan.place.utf8.count }

    /// The largest that a scan can be, without its shipment.
    static let largestScan = event + 24 + Limits.idBytes + Limits.noteBytes

    /// The scans that a dispatch finds waiting, at most, and the delivery that may be one more.
    static let waitingScans = Limits.scanBytesPerParcel + (Limits.scansPerParcel + 1) * Limits.idBytes

    /// A line whose units wait for goods, on its order and on the SKU's stock, and that goods of it may be free.
    static func waiting(_ line: OrderLine, of order: Order) -> Int {
        2 * event + order.orderID.utf8.count + line.lineID.utf8.count + 2 * claim + line.sku.utf8.count
            + moved(line, at: "", of: order)
    }

    /// A tender and a shipment in the house, of all lines, that a new order will have.
    static func later(_ order: Order) -> Int {
        let tender = 2 * (2 * event + 4 * Limits.idBytes + order.orderID.utf8.count + 80 + Limits.noteBytes)
        let shipment = 2 * event + 3 * Limits.idBytes + order.orderID.utf8.count + Limits.noteBytes
        return order.lines.reduce(tender + shipment) { $0 + $1.lineID.utf8.count + claim }
    }

    /// A request to a provider and its note on the order; a tender has two at most, to void and to refund.
    static func request(_ payment: String, _ order: Order, reason: Int) -> Int {
        2 * event + 4 * payment.utf8.count + order.orderID.utf8.count + 80 + reason
    }
}

extension LedgerState {
    /// Refuses a step that has left the order larger than one entry can end it.
    ///
    /// - Parameter isNew: whether room must be left for a shipment of all of it, and for one more tender.
    func checkCanEnd(_ orderID: String, isNew: Bool = false) throws(DecisionError) {
        let order = try requireOrder(orderID)
        var bytes = try endingBytes(of: order)
        guard bytes > 0 else { return }
        if isNew { bytes += EventBytes.later(order) }
        guard bytes > Limits.entryBytes else { return }
        throw .of(
            .orderTooLarge,
            "order \(orderID) could not be cancelled or shipped in one entry any more: up to \(bytes) bytes, at most "
                + "\(Limits.entryBytes); use fewer lines, warehouses, payments or shipments, or shorter ids",
            ["entity": Table.order.entity(orderID), "bytes": String(bytes), "max": String(Limits.entryBytes)])
    }

    /// An upper bound of the largest entry that cancels the order, lets it expire, ships all of it or has all of it come back.
    /// 0 of small orders, which cannot come near the limit: they are not summed up.
    func endingBytes(of order: Order) throws(DecisionError) -> Int {
        var parts = 0
        for line in order.lines { parts += max(1, line.allocations.count) }
        guard parts + order.paymentIds.count + order.shipmentIds.count > 16 else { return 0 }
        var bytes = EventBytes.entry + EventBytes.event + order.orderID.utf8.count + Limits.noteBytes
        for id in order.paymentIds { bytes += 2 * EventBytes.request(id, order, reason: Limits.noteBytes) }
        let shipping = bytes + order.lines.reduce(EventBytes.waitingScans) { $0 + shippingBytes(of: $1, in: order) }
        // A parcel that is lost or comes back: its lines on the order, and each of them waiting again (`promiseAnew`).
        let losing = order.lines.reduce(bytes + EventBytes.event + Limits.noteBytes) {
            $0 + $1.lineID.utf8.count + EventBytes.claim + EventBytes.waiting($1, of: order)
        }
        // Of what is out already, the clock may cancel the rest line by line.
        let isInPart = order.lines.contains { !$0.isGoods || $0.shipped > 0 }
        for line in order.lines {
            // What is set free may be waited for by others, and that is noted once for each SKU.
            bytes += EventBytes.event + line.sku.utf8.count
            bytes += placesBytes(of: line, in: order) + (isInPart ? cancellationBytes(of: line) : 0)
        }
        for id in order.shipmentIds {
            guard let shipment = try shipment(id), shipment.isInHouse else { continue }
            bytes += 2 * EventBytes.event + 2 * id.utf8.count + order.orderID.utf8.count + shipment.warehouseID.utf8.count
            bytes += Limits.noteBytes
            for line in shipment.lines { bytes += line.lineID.utf8.count + EventBytes.claim }
        }
        return max(bytes, shipping, losing)
    }

    /// What sets the line's units free, and one place more than it has: units of a parcel that is lost wait for goods, and what
    /// waits is filled from somewhere.
    private func placesBytes(of line: OrderLine, in order: Order) -> Int {
        var (bytes, isWaiting, isReserved) = (0, false, false)
        for part in line.allocations where part.reserved > 0 || part.backordered > 0 {
            bytes += EventBytes.moved(line, at: part.warehouseID, of: order)
            if part.warehouseID.isEmpty { isWaiting = true } else { isReserved = true }
        }
        if !isWaiting { return bytes + EventBytes.moved(line, at: "", of: order) }
        return isReserved ? bytes : bytes + EventBytes.moved(line, at: "", of: order) + Limits.idBytes
    }

    /// The line where it is cancelled by itself: what it gives back is named on the order, too.
    private func cancellationBytes(of line: OrderLine) -> Int {
        line.allocations.reduce(line.lineID.utf8.count + 2 * EventBytes.claim) {
            $0 + $1.warehouseID.utf8.count + 2 * EventBytes.claim
        }
    }

    /// Whether lines may take units from so many more warehouses: the order must still fit into one entry when it ends.
    func canSpread(_ order: Order, to places: Int) throws(DecisionError) -> Bool {
        try endingBytes(of: order) + places * EventBytes.place <= Limits.entryBytes
    }

    /// A shipment comes from one warehouse. It is named beside each line's units, and the lines once more on the order.
    private func shippingBytes(of line: OrderLine, in order: Order) -> Int {
        let parts = line.allocations.map { EventBytes.moved(line, at: $0.warehouseID, of: order) }
        return (parts.max() ?? 0) + Limits.idBytes + line.lineID.utf8.count + EventBytes.claim
    }
}
