import Schema

// Goods on their way out: a shipment is made of reserved units, and leaves with them (DOMAIN §2.7 *DispatchStock*, §2.8).
// Names shipments, orders, stock and payments.

extension Book {
    mutating func createShipment(_ command: CreateShipment) throws(Refusal) {
        try Check.id(command.shipmentID, "shipmentId")
        try Check.id(command.orderID, "orderId")
        try Check.id(command.warehouseID, "warehouseId")
        guard !command.lines.isEmpty else { throw .invalid("lines", "is empty") }
        try Check.count(command.lines.count, "lines", limit: Limits.linesPerOrder)
        for line in command.lines {
            try Check.id(line.lineID, "lines.lineId")
            try Check.quantity(line.quantity, "lines.quantity")
        }
        if command.hasEstimatedDelivery { _ = try Check.moment(command.estimatedDelivery, "estimatedDelivery") }
        guard try shipment(command.shipmentID) == nil else { throw .alreadyExists(.shipment, command.shipmentID) }
        let order = try requireOrder(command.orderID)
        try requireWarehouse(command.warehouseID)
        try checkShippable(order, command: "shipment.create")
        guard order.shipmentIds.count < Limits.shipmentsPerOrder else {
            throw .of(
                .quantityLimit, "an order has at most \(Limits.shipmentsPerOrder) shipments",
                ["field": "shipments", "max": String(Limits.shipmentsPerOrder)])
        }

        var event = ShipmentCreated()
        event.orderID = order.orderID
        event.warehouseID = command.warehouseID
        event.lines = try shipmentLines(command, of: order)
        if command.hasEstimatedDelivery { event.estimatedDelivery = command.estimatedDelivery }
        try record(shipment: .created(event), on: command.shipmentID)
        try note(.created, of: try requireShipment(command.shipmentID))
    }

    /// The lines of a new shipment: of each, only units that are reserved at its warehouse and in no other shipment.
    private func shipmentLines(_ command: CreateShipment, of order: Order) throws(Refusal) -> [ShipmentLine] {
        var lines: [ShipmentLine] = []
        for (lineID, quantity) in LineQuantities.summed(command.lines.map { ($0.lineID, $0.quantity) }) {
            guard let index = order.lineIndex(lineID) else { throw .unknownLine(lineID, of: order.orderID) }
            let line = order.lines[index]
            guard line.isGoods else { throw .invalid("lines.lineId", "line \(lineID) is \(line.kind.label) and is not shipped") }
            let part = line.allocationIndex(command.warehouseID).map { line.allocations[$0] } ?? LineAllocation()
            let remaining = part.reserved - part.allocated
            guard quantity <= remaining else {
                throw .exceedsRemaining(
                    "line \(lineID) at \(command.warehouseID)", requested: quantity, remaining: remaining,
                    ["lineId": lineID, "warehouseId": command.warehouseID])
            }
            var shipped = ShipmentLine()
            shipped.lineID = lineID
            shipped.quantity = quantity
            shipped.sku = line.sku
            lines.append(shipped)
        }
        return lines
    }

    mutating func cancelShipment(_ command: CancelShipment) throws(Refusal) {
        try Check.id(command.shipmentID, "shipmentId")
        try Check.text(command.reason, "reason")
        let shipment = try requireShipment(command.shipmentID)
        try checkInHouse(shipment, command: "shipment.cancel")
        var event = ShipmentCancelled()
        event.reason = command.reason
        try record(shipment: .cancelled(event), on: shipment.shipmentID)
        try note(.cancelled, of: shipment)
    }

    /// A parcel leaves with a carrier. One of a PICKUP order does too where it is sent to the place where it is picked up.
    ///
    /// - Parameter occurredAt: when it left, where the command says so.
    mutating func dispatchShipment(_ command: DispatchShipment, occurredAt: Moment?) throws(Refusal) {
        try Check.id(command.shipmentID, "shipmentId")
        try Check.id(command.carrier, "carrier")
        try Check.id(command.trackingNumber, "trackingNumber")
        if command.hasEstimatedDelivery { _ = try Check.moment(command.estimatedDelivery, "estimatedDelivery") }
        let shipment = try requireShipment(command.shipmentID)
        try checkNumberIsFree(command.carrier, command.trackingNumber, for: shipment.shipmentID)
        try checkInHouse(shipment, command: "shipment.dispatch")
        let order = try requireOrder(shipment.orderID)
        try checkShippable(order, command: "shipment.dispatch")
        let waiting = try waitingScans(command.carrier, command.trackingNumber)
        // What the carrier has seen had left by then, whenever this is told.
        let left = min(now, occurredAt ?? waiting.first.flatMap { Moment($0.occurredAt) } ?? now)

        var event = ShipmentDispatched()
        event.carrier = command.carrier
        event.trackingNumber = command.trackingNumber
        if command.hasEstimatedDelivery { event.estimatedDelivery = command.estimatedDelivery }
        if left != now { event.occurredAt = left.timestamp }
        try record(shipment: .dispatched(event), on: shipment.shipmentID)
        try shipGoods(of: shipment)
        try captureForShipment(shipment, of: order)
        try takeScans(waiting, of: try requireShipment(shipment.shipmentID))
    }

    /// The customer has the parcel: of a PICKUP order, straight from the house or from where it was sent to be picked up.
    mutating func confirmPickup(_ command: ConfirmPickup) throws(Refusal) {
        try Check.id(command.shipmentID, "shipmentId")
        let shipment = try requireShipment(command.shipmentID)
        let order = try requireOrder(shipment.orderID)
        guard order.deliveryMethod == .pickup else {
            throw .of(
                .invalidState, "order \(order.orderID) is not for pickup: dispatch the shipment, and record its scans",
                ["entity": Table.order.entity(order.orderID), "command": "shipment.confirmPickup"])
        }
        let isUnderway = shipment.status == .shipped
        if !isUnderway {
            try checkInHouse(shipment, command: "shipment.confirmPickup")
            try checkShippable(order, command: "shipment.confirmPickup")
        }
        try record(shipment: .pickedUp(ShipmentPickedUp()), on: shipment.shipmentID)
        if !isUnderway { try shipGoods(of: shipment) }
        try note(.delivered, of: shipment, occurredAt: now)
        if !isUnderway { try captureForShipment(shipment, of: order) }
    }

    /// The units of a shipment leave the house.
    private mutating func shipGoods(of shipment: Shipment) throws(Refusal) {
        for line in shipment.lines {
            var event = StockShipped()
            event.quantity = line.quantity
            event.claim = .line(line.lineID, of: shipment.orderID)
            event.shipmentID = shipment.shipmentID
            try record(stock: .shipped(event), on: Stock.id(sku: line.sku, warehouse: shipment.warehouseID))
        }
        try note(.shipped, of: shipment)
    }

    private func checkShippable(_ order: Order, command: String) throws(Refusal) {
        guard order.status == .confirmed else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: command)
        }
    }

    /// Asks for the money of what has just left, where it is authorized only: one capture a shipment, the last one takes the
    /// rest and gives up what was authorized too much (DOMAIN §2.5). `before` is the order as it was before it left.
    private mutating func captureForShipment(_ shipment: Shipment, of before: Order) throws(Refusal) {
        let order = try requireOrder(before.orderID)
        guard order.hasUnshippedGoods else { return try captureRest(of: order, for: shipment.shipmentID) }
        var value = before.shippedUnits == 0 ? order.charges : 0
        for line in shipment.lines {
            guard let index = order.lineIndex(line.lineID) else { continue }
            let (old, new) = (before.lines[index], order.lines[index])
            value = try Amount.sum(value, new.value(ofFirst: new.shipped) - old.value(ofFirst: old.shipped), "amount")
        }
        // A fee in the customer's favor can outweigh a small first shipment; `owed` bounds the other end (DOMAIN §3, M6).
        try requestCaptures(max(0, value), on: order, for: shipment.shipmentID)
    }
}
