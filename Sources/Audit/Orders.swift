import Schema

// What the events of an order say, and of each event that it was allowed then (O7) and follows from the others (O4, M7).
// What has to agree between an order, its goods and its money is in `Orders+Equations.swift`.

/// A line, as sums of what the order's events say.
struct LineModel {
    struct Place {
        var reserved: Sum = 0
        var backordered: Sum = 0
        var allocated: Sum = 0
        var shipped: Sum = 0
    }

    var id = ""
    var sku = ""
    var isGoods = false
    var quantity: Sum = 0
    var net: Sum = 0
    var cancelled: Sum = 0
    var delivered: Sum = 0
    var lost: Sum = 0
    var returned: Sum = 0
    var places: [String: Place] = [:]

    var reserved: Sum { places.total { $0.reserved } }
    var backordered: Sum { places.total { $0.backordered } }
    var allocated: Sum { places.total { $0.allocated } }
    var shipped: Sum { places.total { $0.shipped } }

    /// R(k) = round(net·k / quantity), half up (DOMAIN §2.6). Nil of numbers that no order can have.
    func value(_ units: Sum) -> Sum? {
        guard quantity > 0, quantity.isFactor, net.isFactor, units.isFactor else { return nil }
        return (2 * net * units + quantity) / (2 * quantity)
    }
}

struct OrderModel {
    var status = Order.Status.unspecified
    /// The entries that placed it, and ended it.
    var placed: UInt64 = 0
    var ended: UInt64?
    var customerID = ""
    var currency = ""
    var total: Sum = 0
    var cancelledValue: Sum = 0
    var placedAt = Instant.earliest
    var payBy = Instant.latest
    var lines: [LineModel] = []
    var paymentIDs: [String] = []
    var shipmentIDs: [String] = []
    // What its payments did, as the order was told.
    var authorized: Sum = 0
    var captured: Sum = 0
    var refundPending: Sum = 0
    var refunded: Sum = 0
    // Given back without being owed.
    var granted: Sum = 0
    // Come for cancelled tenders and not gone back: it pays for nothing.
    var unapplied: Sum = 0
    // Due, and not asked for any more.
    var writtenOff: Sum = 0
    var payWithinSeconds: Int64 = 1800
    /// Confirmed and not covered any more, while nothing of it is out.
    var paymentLapsed = false

    var effectiveTotal: Sum { max(0, total - cancelledValue - granted) }
    var shipped: Sum { lines.sum { $0.shipped } }
    /// Units that are with the customer or on their way.
    var gone: Sum { lines.sum { $0.isGoods ? $0.shipped : $0.delivered } }
    /// Whether it is to be paid by its time, or expires.
    var awaitsPayment: Bool { status == .pending && gone == 0 || paymentLapsed }
    /// M4: what is due; negative where it is owed to the customer.
    var balanceDue: Sum { effectiveTotal - captured + refunded + unapplied - writtenOff }
    /// Whether all goods that are still wanted have arrived, and there are any.
    var isDelivered: Bool {
        let goods = lines.filter { $0.isGoods && $0.quantity > $0.cancelled }
        return !goods.isEmpty && goods.allSatisfy { $0.delivered == $0.quantity - $0.cancelled }
    }
    var isDead: Bool { status == .cancelled || status == .expired }
    var isOver: Bool { isDead || status == .completed }
}

extension Auditor {
    mutating func order(_ event: OrderEvent.OneOf_Event, _ id: String) {
        var model = orders[id] ?? OrderModel()
        let entity = "order/" + id
        checkTransition(event, from: model, entity)
        switch event {
        case .placed(let event): place(event, &model, entity)
        case .confirmed(let event):
            (model.status, model.paymentLapsed) = (.confirmed, false)
            expect("D2", entity, event.delivered, model.lines.contains { !$0.isGoods })
            model.deliverUnshipped()
        case .held: (model.status, model.paymentLapsed) = (.onHold, false)
        case .holdReleased(let event):
            model.status = .pending
            if let payBy = event.payBy { renew(Instant(payBy), of: &model, entity) }
        case .paymentLapsed(let event):
            model.paymentLapsed = true
            if let payBy = event.payBy { renew(Instant(payBy), of: &model, entity) }
        case .cancelled: model.end(.cancelled)
        case .expired: model.end(.expired)
        case .linesCancelled(let event): cancel(event, &model, entity)
        case .received:
            model.status = .received
            model.deliverUnshipped()
        case .completed: model.status = .completed
        case .paymentRecorded(let event): model.note(event)
        case .shipmentRecorded(let event): note(event, &model, entity)
        case .backorderFilled(let event):
            expectTrue("B1", entity, event.anywhere && !event.warehouseID.isEmpty, "waited for the SKU, and comes from a warehouse")
            model.change(event.lineID, "") { $0.backordered -= event.quantity }
            model.change(event.lineID, event.warehouseID) { $0.reserved += event.quantity }
        case .reallocated(let event):
            for part in event.parts {
                model.change(event.lineID, part.warehouseID) {
                    $0.reserved += part.reserved
                    $0.backordered += part.backordered
                }
            }
        case .writtenOff(let event): model.writtenOff += event.amount
        }
        if model.isOver, model.ended == nil { model.ended = sequence }
        orders[id] = model
        noteWaiting(model, id)
    }

    private mutating func noteWaiting(_ model: OrderModel, _ id: String) {
        let waiting = Set(model.lines.filter { $0.backordered > 0 }.map(\.sku))
        for sku in Set(model.lines.map(\.sku)) {
            if waiting.contains(sku) {
                waitingOrders[sku, default: []].insert(id)
            } else {
                waitingOrders[sku]?.remove(id)
            }
        }
    }

    private mutating func renew(_ payBy: Instant, of model: inout OrderModel, _ entity: String) {
        expect("O7", entity, payBy, time.adding(seconds: model.payWithinSeconds))
        expectTrue("O7", entity, model.payBy <= time, "more time to pay only where it had run out")
        model.payBy = payBy
    }

    /// O7: only the transitions of DOMAIN §2.4, and their guards.
    private mutating func checkTransition(_ event: OrderEvent.OneOf_Event, from model: OrderModel, _ entity: String) {
        let open: [Order.Status] = [.pending, .onHold, .confirmed]
        let from: [Order.Status]
        switch event {
        case .placed: from = [.unspecified]
        case .confirmed:
            from = model.paymentLapsed ? [.confirmed] : [.pending]
            expectTrue("O7", entity, isCovered(model) || model.gone > 0, "covered: \(model.effectiveTotal)")
        case .paymentLapsed:
            from = [.confirmed]
            expectTrue("O7", entity, !model.paymentLapsed && isToBePaidInTime(model), "nothing of it is out unpaid")
        case .held: from = [.pending, .confirmed]
        case .holdReleased: from = [.onHold]
        case .cancelled:
            from = open
            expectNumber("O7", entity, "gone", model.gone, 0)
        case .expired:
            from = model.paymentLapsed ? [.confirmed] : [.pending]
            expectNumber("O7", entity, "gone", model.gone, 0)
            expectTrue("O7", entity, model.payBy <= time, "expired only from \(model.payBy) on")
        case .linesCancelled, .backorderFilled, .reallocated: from = open
        case .writtenOff: from = [.received, .completed, .cancelled, .expired]
        case .received(let event):
            from = [.confirmed]
            for line in model.lines where line.isGoods {
                expectTrue("O7", entity, line.reserved + line.backordered == 0, "line \(line.id) has nothing left to send")
                expectNumber("O7", entity, "line \(line.id) delivered", line.delivered, line.shipped)
            }
            if event.automatic, let arrived = deliveredAt(model) {
                expectTrue("O7", entity, time >= arrived.adding(seconds: 7 * 86_400), "received by itself 7 days after \(arrived)")
            }
        case .completed: from = [.received]
        case .shipmentRecorded(let event) where event.step == .created || event.step == .shipped: from = [.confirmed]
        case .shipmentRecorded(let event) where event.step == .deliveryReversed: from = open + [.received]
        case .shipmentRecorded(let event) where event.step != .cancelled: from = open
        case .paymentRecorded, .shipmentRecorded: from = open + [.received, .completed, .cancelled, .expired]
        }
        expectTrue("O7", entity, from.contains(model.status), "one of \(from), not \(model.status)")
    }

    /// When the last of its shipments was recorded as delivered.
    func deliveredAt(_ model: OrderModel) -> Instant? { model.shipmentIDs.compactMap { deliveries[$0] }.max() }

    private mutating func place(_ event: OrderPlaced, _ model: inout OrderModel, _ entity: String) {
        model.placed = sequence
        (model.status, model.customerID, model.currency) = (.pending, event.customerID, event.currency)
        model.total = Sum(event.total)
        model.placedAt = time
        if let payBy = event.payBy { model.payBy = Instant(payBy) }
        if event.payWithinSeconds > 0 { model.payWithinSeconds = event.payWithinSeconds }
        var total = Sum(event.shippingFee) + event.fees.sum { $0.amount }
        for placed in event.lines {
            var line = LineModel(
                id: placed.lineID, sku: placed.sku, isGoods: placed.kind == .physical, quantity: Sum(placed.quantity),
                net: Sum(placed.net))
            let price = Sum(placed.unitPrice) * Sum(placed.quantity)
            expectNumber("O4", entity, "net", placed.net, price - Sum(placed.discount) - Sum(placed.orderDiscount))
            expectNotNegative("O4", entity, "net", line.net)
            if !placed.priceOverridden {
                let price = catalog.prices[placed.sku]
                expectNumber("O4", entity, "unitPrice", placed.unitPrice, price?.amount ?? -1)
                expect("O4", entity, event.currency, price?.currency ?? "none")
            }
            for part in placed.allocations {
                line.places[part.warehouseID, default: .init()].reserved += part.reserved
                line.places[part.warehouseID, default: .init()].backordered += part.backordered
            }
            total += Sum(placed.net) + Sum(placed.orderDiscount)
            model.lines.append(line)
            expect("O7", entity, catalog.status[placed.productID], .published)
        }
        expectNumber("O4", entity, "total", event.total, total)
        expectNotNegative("O4", entity, "total", model.total)
        checkDiscount(event, entity)
    }

    /// The lines share the order's discounts as far as they go, each within one unit of its part (DOMAIN, Decided).
    private mutating func checkDiscount(_ event: OrderPlaced, _ entity: String) {
        let discount = event.fees.sum { -min(0, Sum($0.amount)) }
        let gross = event.lines.sum { Sum($0.net) + Sum($0.orderDiscount) }
        let shared = min(discount, gross)
        expectNumber("O4", entity, "shared discount", event.lines.sum { $0.orderDiscount }, shared)
        for line in event.lines where gross > 0 {
            let (own, before) = (Sum(line.orderDiscount), Sum(line.net) + Sum(line.orderDiscount))
            let isFair = gross.isFactor && own.isFactor && before.isFactor && (own * gross - before * shared).magnitude < gross
            expectTrue("O4", entity, isFair, "line \(line.lineID) has its share of the discount")
        }
    }

    private mutating func cancel(_ event: OrderLinesCancelled, _ model: inout OrderModel, _ entity: String) {
        for cancelled in event.lines {
            guard let index = model.lines.firstIndex(where: { $0.id == cancelled.lineID }) else {
                fail("O1", entity, "a line \(cancelled.lineID)", "none")
                continue
            }
            let line = model.lines[index]
            if !line.isGoods {
                expectAtMost(
                    "O7", entity, "cancelled, delivered", line.cancelled + Sum(cancelled.quantity) + line.delivered, line.quantity)
            }
            if let before = line.value(line.cancelled), let after = line.value(line.cancelled + Sum(cancelled.quantity)) {
                expectNumber("M7", entity, "value", cancelled.value, after - before)
            } else {
                fail("M7", entity, "units that have a value", "\(line.cancelled) and \(cancelled.quantity) of \(line.quantity)")
            }
            model.cancelledValue += cancelled.value
            model.lines[index].cancelled += cancelled.quantity
            if !line.isGoods {
                model.lines[index].delivered = min(line.delivered, line.quantity - model.lines[index].cancelled)
            }
            for part in cancelled.allocations {
                model.change(line.id, part.warehouseID) {
                    $0.reserved -= part.reserved
                    $0.backordered -= part.backordered
                }
            }
        }
    }

    private mutating func note(_ event: OrderShipmentRecorded, _ model: inout OrderModel, _ entity: String) {
        if event.step == .created { model.shipmentIDs.append(event.shipmentID) }
        switch event.step {
        case .delivered: deliveries[event.shipmentID] = event.occurredAt.map(Instant.init)
        case .deliveryReversed:
            deliveries[event.shipmentID] = nil
            expect("D2", entity, event.occurredAt.map(Instant.init), deliveredAt(model))
            if model.status == .received { model.status = .confirmed }
        case .lost, .returnedToSender, .found, .returnReversed: expect("O2", entity, event.reopened, true)
        default: break
        }
        var moved: [String: Sum] = [:]
        for line in event.lines {
            moved[line.lineID, default: 0] += line.quantity
            model.move(line, event)
        }
        expect("O2", entity, moved, shipping.shipments[event.shipmentID]?.lines ?? [:])
    }
}

extension OrderModel {
    mutating func change(_ line: String, _ warehouse: String, _ body: (inout LineModel.Place) -> Void) {
        guard let index = lines.firstIndex(where: { $0.id == line }) else { return }
        body(&lines[index].places[warehouse, default: .init()])
    }

    fileprivate mutating func end(_ status: Order.Status) {
        self.status = status
        paymentLapsed = false
        cancelledValue = total
        unapplied = 0
        for index in lines.indices {
            for (warehouse, place) in lines[index].places { lines[index].places[warehouse] = .init(shipped: place.shipped) }
            lines[index].cancelled = lines[index].quantity - lines[index].shipped
            if !lines[index].isGoods { lines[index].delivered = 0 }
        }
    }

    fileprivate mutating func deliverUnshipped() {
        for index in lines.indices where !lines[index].isGoods {
            lines[index].delivered = lines[index].quantity - lines[index].cancelled
        }
    }

    fileprivate mutating func note(_ event: OrderPaymentRecorded) {
        if let given = event.unapplied { unapplied = Sum(given) }
        switch event.step {
        case .initiated: paymentIDs.append(event.paymentID)
        case .authorized: authorized += event.amount
        case .captured: captured += event.amount
        case .failed, .voided: authorized -= event.amount
        case .refundRequested: (refundPending, granted) = (refundPending + Sum(event.amount), granted + Sum(event.granted))
        case .refunded:
            (refundPending, refunded) = (refundPending - Sum(event.settled ?? 0), refunded + Sum(event.amount))
            granted += event.granted
        case .refundFailed: (refundPending, granted) = (refundPending - Sum(event.settled ?? 0), granted - Sum(event.granted))
        case .operationsChanged, .cancelled, .unspecified: break
        }
    }

    fileprivate mutating func move(_ line: ShippedQuantity, _ event: OrderShipmentRecorded) {
        guard let index = lines.firstIndex(where: { $0.id == line.lineID }) else { return }
        switch event.step {
        case .created: change(line.lineID, event.warehouseID) { $0.allocated += line.quantity }
        case .cancelled: change(line.lineID, event.warehouseID) { $0.allocated -= line.quantity }
        case .shipped:
            change(line.lineID, event.warehouseID) {
                $0.allocated -= line.quantity
                $0.reserved -= line.quantity
                $0.shipped += line.quantity
            }
        case .delivered: lines[index].delivered += line.quantity
        case .deliveryReversed: lines[index].delivered -= line.quantity
        // What is lost or comes back no longer counts as shipped.
        case .lost, .returnedToSender:
            if event.step == .lost { lines[index].lost += line.quantity } else { lines[index].returned += line.quantity }
            change(line.lineID, event.warehouseID) { $0.shipped -= line.quantity }
        case .found, .returnReversed:
            if event.step == .found { lines[index].lost -= line.quantity } else { lines[index].returned -= line.quantity }
            change(line.lineID, event.warehouseID) { $0.shipped += line.quantity }
        case .unspecified: break
        }
    }
}
