public import Schema

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Order {
    public init(id: String) {
        self.init()
        orderID = id
    }

    public var deadline: Moment? {
        switch status {
        case .pending where payBy != nil: Moment(payBy)
        case .confirmed where paymentLapsed: Moment(payBy)
        // An order is received automatically some days after delivery.
        case .confirmed where deliveredAt != nil: Moment(deliveredAt)?.adding(seconds: Limits.receiveAfterSeconds)
        default: nil
        }
    }

    public var id: String { orderID }

    public static var story: Story { .whole }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
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
        case .writtenOff(let event): row.writtenOff &+= event.amount
        // What other contexts did to it is in `Flows`, whose switch names every event.
        default: row.take(event)
        }
        row.balanceDue = row.balance
        row.followAxes()
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
        cartID = event.cartID
        currency = event.currency
        total = event.total
        shippingFee = event.shippingFee
        fees = event.fees
        if event.payWithinSeconds > 0 {
            payWithinSeconds = event.payWithinSeconds
            openOperations = 0
        }
        shipTo = event.shipTo
        deliveryMethod = event.deliveryMethod
        payBy = event.payBy
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
}

extension OrderLine {
    fileprivate init(placed: PlacedLine) {
        self.init(
            lineID: placed.lineID, sku: placed.sku, productID: placed.productID, sellerID: placed.sellerID, kind: placed.kind,
            quantity: placed.quantity, unitPrice: placed.unitPrice, discount: placed.discount, net: placed.net,
            orderDiscount: placed.orderDiscount, taxRatePpm: placed.taxRatePpm, tax: placed.tax, taxIncluded: placed.taxIncluded)
        for part in placed.allocations {
            allocations.append(
                LineAllocation(warehouseID: part.warehouseID, reserved: part.reserved, backordered: part.backordered))
            reserved &+= part.reserved
            backordered &+= part.backordered
        }
    }

    /// Adds to what is promised from one place, or to what waits for goods (the empty one).
    mutating func add(reserved: Int64, backordered: Int64, at origin: String) {
        let place = allocationIndex(origin) ?? allocations.count
        if place == allocations.count { allocations.append(LineAllocation(warehouseID: origin)) }
        allocations[place].reserved &+= reserved
        allocations[place].backordered &+= backordered
    }
}
