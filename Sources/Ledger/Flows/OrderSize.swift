import Schema

// An order that can be placed can be ended (DOMAIN, Decided). An entry has a limit of bytes, so what would make an order too large
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

    /// A request to a provider and its note on the order; a tender has two at most, to void and to refund.
    static func request(_ payment: String, _ order: Order, reason: Int) -> Int {
        2 * event + 4 * payment.utf8.count + order.orderID.utf8.count + 80 + reason
    }
}

extension Book {
    /// Refuses a step that has left the order larger than one entry can end it.
    func checkCanEnd(_ orderID: String) throws(Refusal) {
        let order = try requireOrder(orderID)
        let bytes = try endingBytes(of: order)
        guard bytes > Limits.entryBytes else { return }
        throw .of(
            .orderTooLarge,
            "order \(orderID) could not be cancelled or shipped in one entry any more: up to \(bytes) bytes, at most "
                + "\(Limits.entryBytes); use fewer lines, warehouses, payments or shipments, or shorter ids",
            ["entity": Table.order.entity(orderID), "bytes": String(bytes), "max": String(Limits.entryBytes)])
    }

    /// An upper bound of the largest entry that cancels the order, lets it expire, or ships all of it. Small orders, which cannot
    /// come near the limit, are not summed up.
    func endingBytes(of order: Order) throws(Refusal) -> Int {
        var parts = 0
        for line in order.lines { parts += max(1, line.allocations.count) }
        guard parts + order.paymentIds.count + order.shipmentIds.count > 16 else { return 0 }
        var bytes = EventBytes.entry + EventBytes.event + order.orderID.utf8.count + Limits.noteBytes
        for id in order.paymentIds { bytes += 2 * EventBytes.request(id, order, reason: Limits.noteBytes) }
        let shipping = bytes + order.lines.reduce(0) { $0 + shippingBytes(of: $1, in: order) }
        for line in order.lines {
            // What is set free may be waited for by others, and that is noted once for each SKU.
            bytes += EventBytes.event + line.sku.utf8.count
            for part in line.allocations where part.reserved > 0 || part.backordered > 0 {
                bytes += EventBytes.moved(line, at: part.warehouseID, of: order)
            }
        }
        for id in order.shipmentIds {
            guard let shipment = try shipment(id), shipment.isInHouse else { continue }
            bytes += 2 * EventBytes.event + 2 * id.utf8.count + order.orderID.utf8.count + shipment.warehouseID.utf8.count
            bytes += Limits.noteBytes
            for line in shipment.lines { bytes += line.lineID.utf8.count + EventBytes.claim }
        }
        return max(bytes, shipping)
    }

    /// A shipment comes from one warehouse. It is named beside each line's units, and the lines once more on the order.
    private func shippingBytes(of line: OrderLine, in order: Order) -> Int {
        let parts = line.allocations.map { EventBytes.moved(line, at: $0.warehouseID, of: order) }
        return (parts.max() ?? 0) + Limits.idBytes + line.lineID.utf8.count + EventBytes.claim
    }
}
