public import Schema

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Order {
    public init(id: String) {
        self.init()
        orderID = id
    }

    public var indexKeys: [IndexKey] {
        var keys = [IndexKey(.orderCustomer, customerID), IndexKey(.orderStatus, status.indexValue)]
        keys += deadlineKeys
        func add(_ key: IndexKey) {
            if !keys.contains(key) { keys.append(key) }
        }
        for line in lines where line.backordered > 0 || line.reserved > 0 {
            for allocation in line.allocations where allocation.backordered > 0 || allocation.reserved > 0 {
                let stockID = Stock.id(sku: line.sku, warehouse: allocation.warehouseID)
                if allocation.backordered > 0 { add(IndexKey(.orderBackorder, stockID)) }
                // Orders that wait to be paid, as all do at first and for minutes only, are found by their status.
                if allocation.reserved > 0, status != .pending { add(IndexKey(.stockOrder, stockID)) }
            }
        }
        return keys
    }

    public var deadline: Moment? {
        switch status {
        case .pending where payBy != nil: Moment(payBy)
        case .confirmed where paymentLapsed: Moment(payBy)
        // An order is received automatically some days after delivery (DOMAIN, Decided).
        case .confirmed where deliveredAt != nil: Moment(deliveredAt)?.adding(seconds: Limits.receiveAfterSeconds)
        default: nil
        }
    }

    public var id: String { orderID }

    /// A line may wait that did not before: only then is the order to be found by what it waits for.
    public func links(after event: OrderEvent.OneOf_Event) -> [IndexKey] {
        switch event {
        case .placed, .reallocated: break
        default: return []
        }
        guard lines.contains(where: { $0.backordered > 0 }) else { return [] }
        return indexKeys.filter { $0.index == .orderBackorder }
    }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(Refusal) -> String? {
        try state.orderDeadline(id, due: due)
    }

    /// The order after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Order, _ event: OrderEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .placed(let event): row.place(event, at: time)
        case .confirmed(let event):
            row.status = .confirmed
            row.paymentLapsed = false
            if event.delivered { row.deliverUnshipped() }
        case .paymentLapsed(let event):
            row.paymentLapsed = true
            if let given = event.payBy { row.payBy = given }
        case .held(let event):
            row.status = .onHold
            row.paymentLapsed = false
            row.reason = event.reason
        case .holdReleased(let event):
            row.status = .pending
            row.reason = ""
            if let given = event.payBy { row.payBy = given }
        case .cancelled(let event):
            row.reason = event.reason
            row.end(.cancelled)
        case .expired: row.end(.expired)
        case .linesCancelled(let event): row.cancel(event.lines)
        case .received:
            row.status = .received
            row.deliverUnshipped()
        case .completed: row.status = .completed
        case .paymentRecorded(let event): row.count(event)
        case .shipmentRecorded(let event): row.count(event)
        case .backorderFilled(let event): row.fill(event)
        case .writtenOff(let event): row.writtenOff &+= event.amount
        case .reallocated(let event): row.reallocate(event)
        }
        row.balanceDue = row.balance
        row.paymentStatus = row.paymentAxis
        row.shipmentStatus = row.shipmentAxis
        row.noteDelivery(at: time)
        row.updatedAt = time.timestamp
    }
}

extension Order {
    /// What is not shipped is delivered: digital goods and services.
    fileprivate mutating func deliverUnshipped() {
        for index in lines.indices where !lines[index].isGoods { lines[index].delivered = lines[index].open }
    }

    /// Keeps `deliveredAt` in step with the lines: there while all that is wanted has arrived, and only then.
    fileprivate mutating func noteDelivery(at time: Moment) {
        // The first condition is seldom true and quickly known.
        guard lines.contains(where: { $0.delivered > 0 }), deliveredAt == nil else { return }
        // An order without goods is delivered by its confirmation. (In entries of the first version it never was.)
        guard hasGoods || status == .confirmed, isDelivered else { return }
        deliveredAt = lastDeliveredAt != nil ? lastDeliveredAt : time.timestamp
    }

    fileprivate mutating func place(_ event: OrderPlaced, at time: Moment) {
        status = .pending
        returnStatus = .none
        reviewStatus = .none
        customerID = event.customerID
        currency = event.currency
        total = event.total
        shippingFee = event.shippingFee
        fees = event.fees
        cancelledValue = 0
        grantedRefunds = 0
        authorized = 0
        captured = 0
        refundPending = 0
        refunded = 0
        writtenOff = 0
        if event.payWithinSeconds > 0 {
            payWithinSeconds = event.payWithinSeconds
            openOperations = 0
        }
        if let given = event.shipTo { shipTo = given }
        deliveryMethod = event.deliveryMethod
        if let given = event.payBy { payBy = given }
        placedAt = time.timestamp
        lines = event.lines.map(OrderLine.init(placed:))
    }

    /// Nothing is owed and nothing is promised any more; what has left the house stays counted.
    fileprivate mutating func end(_ status: Status) {
        self.status = status
        paymentLapsed = false
        cancelledValue = total
        // Nothing is to be paid any more: all that is here goes back alike.
        if unapplied != nil { unapplied = 0 }
        for index in lines.indices {
            lines[index].reserved = 0
            lines[index].backordered = 0
            lines[index].allocated = 0
            lines[index].cancelled = lines[index].quantity &- lines[index].shipped
            if !lines[index].isGoods { lines[index].delivered = 0 }
            for place in lines[index].allocations.indices {
                lines[index].allocations[place].reserved = 0
                lines[index].allocations[place].backordered = 0
                lines[index].allocations[place].allocated = 0
            }
        }
    }

    fileprivate mutating func cancel(_ cancelled: [CancelledLine]) {
        for line in cancelled {
            guard let index = lineIndex(line.lineID) else { continue }
            cancelledValue &+= line.value
            lines[index].cancelled &+= line.quantity
            // Only entries from before decision 0026 cancel what needed no parcel and was delivered with the confirmation.
            if !lines[index].isGoods { lines[index].delivered = min(lines[index].delivered, lines[index].open) }
            for part in line.allocations {
                lines[index].reserved &-= part.reserved
                lines[index].backordered &-= part.backordered
                guard let place = lines[index].allocationIndex(part.warehouseID) else { continue }
                lines[index].allocations[place].reserved &-= part.reserved
                lines[index].allocations[place].backordered &-= part.backordered
            }
        }
    }

    fileprivate mutating func count(_ event: OrderPaymentRecorded) {
        // Of orders of the first version nobody has counted them.
        if openOperations != nil { openOperations = (openOperations ?? 0) &+ event.operationsOpened &- event.operationsClosed }
        if let given = event.unapplied { unapplied = given }
        let settled = event.settled ?? event.amount
        switch event.step {
        case .initiated:
            if !paymentIds.contains(event.paymentID) { paymentIds.append(event.paymentID) }
        case .authorized: authorized &+= event.amount
        case .captured: captured &+= event.amount
        // A failed or voided tender no longer stands for what it had authorized.
        case .failed, .voided: authorized &-= event.amount
        case .refundRequested:
            refundPending &+= event.amount
            grantedRefunds &+= event.granted
        case .refunded:
            refundPending &-= settled
            refunded &+= event.amount
            grantedRefunds &+= event.granted
        case .refundFailed:
            refundPending &-= settled
            grantedRefunds &-= event.granted
        case .operationsChanged, .cancelled, .unspecified: break
        }
    }

    fileprivate mutating func count(_ event: OrderShipmentRecorded) {
        if event.step == .created, !shipmentIds.contains(event.shipmentID) { shipmentIds.append(event.shipmentID) }
        for moved in event.lines {
            guard let index = lineIndex(moved.lineID) else { continue }
            lines[index].move(moved.quantity, event.step, isReopened: event.reopened, at: event.warehouseID)
        }
        switch event.step {
        case .delivered where event.occurredAt != nil:
            if lastDeliveredAt != nil, let last = Moment(lastDeliveredAt), let new = Moment(event.occurredAt), last > new { break }
            lastDeliveredAt = event.occurredAt
        case .deliveryReversed:
            if let given = event.occurredAt { lastDeliveredAt = given } else { lastDeliveredAt = nil }
            if status == .received { status = .confirmed }
        default: break
        }
        if deliveredAt != nil, !isDelivered { deliveredAt = nil }
    }

    fileprivate mutating func reallocate(_ event: OrderReallocated) {
        guard let index = lineIndex(event.lineID) else { return }
        for part in event.parts {
            lines[index].reserved &+= part.reserved
            lines[index].backordered &+= part.backordered
            lines[index].add(reserved: part.reserved, backordered: part.backordered, at: part.warehouseID)
        }
    }

    fileprivate mutating func fill(_ event: OrderBackorderFilled) {
        guard let index = lineIndex(event.lineID) else { return }
        lines[index].backordered &-= event.quantity
        lines[index].reserved &+= event.quantity
        lines[index].add(reserved: 0, backordered: 0 &- event.quantity, at: event.anywhere ? "" : event.warehouseID)
        lines[index].add(reserved: event.quantity, backordered: 0, at: event.warehouseID)
    }
}

extension OrderLine {
    fileprivate init(placed: PlacedLine) {
        self.init()
        lineID = placed.lineID
        sku = placed.sku
        productID = placed.productID
        sellerID = placed.sellerID
        kind = placed.kind
        quantity = placed.quantity
        unitPrice = placed.unitPrice
        discount = placed.discount
        if placed.orderDiscount != 0 { orderDiscount = placed.orderDiscount }
        net = placed.net
        cancelled = 0
        reserved = 0
        backordered = 0
        allocated = 0
        shipped = 0
        delivered = 0
        lost = 0
        returnedToSender = 0
        returned = 0
        for part in placed.allocations {
            var allocation = LineAllocation()
            allocation.warehouseID = part.warehouseID
            allocation.reserved = part.reserved
            allocation.backordered = part.backordered
            allocation.allocated = 0
            allocation.shipped = 0
            allocations.append(allocation)
            reserved &+= part.reserved
            backordered &+= part.backordered
        }
    }

    /// Adds to what one warehouse has promised, or what waits for goods (no warehouse).
    fileprivate mutating func add(reserved: Int64, backordered: Int64, at warehouse: String) {
        let place = allocationIndex(warehouse) ?? allocations.count
        if place == allocations.count {
            var allocation = LineAllocation()
            allocation.warehouseID = warehouse
            allocation.reserved = 0
            allocation.backordered = 0
            allocation.allocated = 0
            allocation.shipped = 0
            allocations.append(allocation)
        }
        allocations[place].reserved &+= reserved
        allocations[place].backordered &+= backordered
    }

    fileprivate mutating func move(
        _ units: Int64, _ step: OrderShipmentRecorded.Step, isReopened: Bool, at warehouse: String
    ) {
        if isReopened {
            // Back into the house, as far as the order is concerned; or out of it again, where the loss was none.
            let units = step == .found || step == .returnReversed ? units : 0 &- units
            reopened &-= units
            shipped &+= units
            if let place = allocationIndex(warehouse) { allocations[place].shipped &+= units }
        }
        switch step {
        case .created: allocated &+= units
        case .cancelled: allocated &-= units
        case .shipped:
            allocated &-= units
            reserved &-= units
            shipped &+= units
        case .delivered: delivered &+= units
        case .lost: lost &+= units
        case .returnedToSender: returnedToSender &+= units
        case .found: lost &-= units
        case .returnReversed: returnedToSender &-= units
        case .deliveryReversed: delivered &-= units
        case .unspecified: break
        }
        guard let place = allocationIndex(warehouse) else { return }
        switch step {
        case .created: allocations[place].allocated &+= units
        case .cancelled: allocations[place].allocated &-= units
        case .shipped:
            allocations[place].allocated &-= units
            allocations[place].reserved &-= units
            allocations[place].shipped &+= units
        case .delivered, .lost, .returnedToSender, .found, .returnReversed, .deliveryReversed, .unspecified: break
        }
    }
}
