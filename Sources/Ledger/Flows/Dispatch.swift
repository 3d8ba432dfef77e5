import Schema

// Goods on their way out: a shipment is made of reserved units, and leaves with them.
// Names shipments, orders, stock and payments.

extension LedgerState {
    mutating func createShipment(_ command: CreateShipment) throws(DecisionError) {
        try Check.id(command.shipmentID, "shipmentId")
        try Check.id(command.orderID, "orderId")
        try Check.id(command.warehouseID, "warehouseId")
        guard !command.lines.isEmpty else { throw .invalid("lines", "is empty") }
        try Check.count(command.lines.count, "lines", limit: Limits.linesPerOrder)
        for line in command.lines {
            try Check.id(line.lineID, "lines.lineId")
            try Check.quantity(line.quantity, "lines.quantity")
        }
        if let promised = command.estimatedDelivery { _ = try Check.moment(promised, "estimatedDelivery") }
        guard try shipment(command.shipmentID) == nil else { throw .alreadyExists(.shipment, command.shipmentID) }
        let order = try requireOrder(command.orderID)
        try requireWarehouse(command.warehouseID)
        try checkShippable(order, command: "shipment.create")
        guard order.shipmentIds.count < Limits.shipmentsPerOrder else {
            throw .of(
                .quantityLimit, "an order has at most \(Limits.shipmentsPerOrder) shipments",
                ["field": "shipments", "max": String(Limits.shipmentsPerOrder)])
        }

        let event = ShipmentCreated(
            orderID: order.orderID, warehouseID: command.warehouseID, lines: try shipmentLines(command, of: order),
            estimatedDelivery: command.estimatedDelivery)
        try create(.created(event), on: command.shipmentID, of: Shipment.self)
        try note(.created, of: try requireShipment(command.shipmentID))
        try checkCanEnd(order.orderID)
    }

    /// The lines of a new shipment: of each, only units that are reserved at its warehouse and in no other shipment.
    private func shipmentLines(_ command: CreateShipment, of order: Order) throws(DecisionError) -> [ShipmentLine] {
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
            let shipped = ShipmentLine(lineID: lineID, quantity: quantity, sku: line.sku)
            lines.append(shipped)
        }
        return lines
    }

    mutating func cancelShipment(_ command: CancelShipment) throws(DecisionError) {
        try Check.id(command.shipmentID, "shipmentId")
        try Check.text(command.reason, "reason")
        let shipment = try requireShipment(command.shipmentID)
        try checkInHouse(shipment, command: "shipment.cancel")
        try cancel(shipment, reason: command.reason)
    }

    /// A parcel leaves with a carrier. One of a PICKUP order does too where it is sent to the place where it is picked up.
    ///
    mutating func dispatchShipment(_ command: DispatchShipment) throws(DecisionError) {
        try Check.id(command.shipmentID, "shipmentId")
        try Check.id(command.carrier, "carrier")
        try Check.id(command.trackingNumber, "trackingNumber")
        if let promised = command.estimatedDelivery { _ = try Check.moment(promised, "estimatedDelivery") }
        let shipment = try requireShipment(command.shipmentID)
        try checkNumberIsFree(command.carrier, command.trackingNumber, for: shipment.shipmentID)
        try checkInHouse(shipment, command: "shipment.dispatch")
        let order = try requireOrder(shipment.orderID)
        try checkShippable(order, command: "shipment.dispatch")
        let isUnpaid = try checkPaid(order, allowUnpaid: command.allowUnpaid)
        let waiting = try waitingScans(command.carrier, command.trackingNumber, for: order)
        // What the carrier has seen had left by then, whenever this is told.
        let left = try departure(of: order, at: occurredAt ?? waiting.first.flatMap { Moment($0.occurredAt) } ?? now)

        var event = ShipmentDispatched(
            carrier: command.carrier, trackingNumber: command.trackingNumber, estimatedDelivery: command.estimatedDelivery)
        if left != now { event.occurredAt = left.timestamp }
        event.leftUnpaid = isUnpaid
        try record(.dispatched(event), on: shipment.shipmentID, of: Shipment.self)
        try shipGoods(of: shipment)
        try takeScans(waiting, of: try requireShipment(shipment.shipmentID))
        try settle(order.orderID, reason: "overpaid", shipment: shipment.shipmentID)
    }

    /// When a parcel left: as stated, neither before it was ordered nor after now.
    private func departure(of order: Order, at stated: Moment) throws(DecisionError) -> Moment {
        guard let placedAt = Moment(order.placedAt) else { return min(now, stated) }
        guard stated.adding(seconds: Limits.occurredAheadSeconds) >= placedAt else {
            throw .invalid("occurredAt", "a dispatch at \(stated) is before the order was placed, at \(placedAt)")
        }
        return min(now, max(placedAt, stated))
    }

    /// The customer has the parcel: of a PICKUP order, straight from the house or from where it was sent to be picked up.
    ///
    mutating func confirmPickup(_ command: ConfirmPickup) throws(DecisionError) {
        try Check.id(command.shipmentID, "shipmentId")
        let shipment = try requireShipment(command.shipmentID)
        let order = try requireOrder(shipment.orderID)
        guard order.deliveryMethod == .pickup else {
            throw .of(
                .invalidState, "order \(order.orderID) is not for pickup: dispatch the shipment, and record its scans",
                ["entity": Table.order.entity(order.orderID), "command": "shipment.confirmPickup"])
        }
        let isUnderway = shipment.status == .shipped
        var event = ShipmentPickedUp()
        if !isUnderway {
            try checkInHouse(shipment, command: "shipment.confirmPickup")
            try checkShippable(order, command: "shipment.confirmPickup")
            event.leftUnpaid = try checkPaid(order, allowUnpaid: command.allowUnpaid)
        }
        let arrived = try arrival(of: shipment, at: occurredAt ?? now)
        if arrived != now { event.occurredAt = arrived.timestamp }
        try record(.pickedUp(event), on: shipment.shipmentID, of: Shipment.self)
        if !isUnderway { try shipGoods(of: shipment) }
        try note(.delivered, of: shipment, occurredAt: arrived)
        try settle(order.orderID, reason: "overpaid", shipment: shipment.shipmentID)
    }

    /// The units of a shipment leave the house.
    private mutating func shipGoods(of shipment: Shipment) throws(DecisionError) {
        for line in shipment.lines {
            let event = StockShipped(
                quantity: line.quantity, claim: .line(line.lineID, of: shipment.orderID), shipmentID: shipment.shipmentID)
            try record(.shipped(event), on: Stock.id(sku: line.sku, warehouse: shipment.warehouseID), of: Stock.self)
        }
        try note(.shipped, of: shipment)
    }

    private func checkShippable(_ order: Order, command: String) throws(DecisionError) {
        guard order.status == .confirmed else {
            throw .invalidState(.order, order.orderID, from: order.status.label, command: command)
        }
    }

    /// Refuses to let goods leave that nobody has paid for or promised to, unless someone takes it upon them.
    ///
    /// - Returns: whether someone does.
    private func checkPaid(_ order: Order, allowUnpaid: Bool) throws(DecisionError) -> Bool {
        guard try !isCovered(order) else { return false }
        if allowUnpaid {
            try requireRole(Role.unpaidDispatch, "let goods leave unpaid")
            return true
        }
        throw .of(
            .paymentRequired,
            "order \(order.orderID): \(order.balanceDue) is due and neither paid nor authorized; open a payment, or allowUnpaid",
            ["entity": Table.order.entity(order.orderID), "balanceDue": String(order.balanceDue)])
    }
}
