import Schema

// What the events of an order say: O1 of its lines, O4, M7, and of each event that it was allowed then (O7). What others did
// to it, and what has to agree with them, is in `Flows`.

/// All orders.
struct OrderSums {
    var byID: [String: OrderModel] = [:]
}

/// A line, as sums of what the order's events say.
struct LineModel {
    struct Place: Equatable {
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
    var tax: Sum = 0
    var cancelled: Sum = 0
    var delivered: Sum = 0
    var lost: Sum = 0
    var returned: Sum = 0
    var places: [String: Place] = [:]

    var reserved: Sum { places.total { $0.reserved } }
    var backordered: Sum { places.total { $0.backordered } }
    var allocated: Sum { places.total { $0.allocated } }
    var shipped: Sum { places.total { $0.shipped } }

    /// What the line costs, with its tax.
    var amount: Sum { net + tax }

    /// R(k) = round(amount·k / quantity), half up (DOMAIN §2.6). Nil of numbers that no order can have.
    func value(_ units: Sum) -> Sum? {
        guard quantity > 0, quantity.isFactor, amount.isFactor, units.isFactor else { return nil }
        return (2 * amount * units + quantity) / (2 * quantity)
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
    /// What its lines cost, before discounts on the whole order.
    var subtotal: Sum = 0
    /// The cart that it was; empty where its lines were named.
    var cartID = ""
    var cancelledValue: Sum = 0
    var placedAt = Instant.earliest
    var payBy = Instant.latest
    var lines: [LineModel] = []
    var paymentIds: [String] = []
    /// What was sent off of it, as the order was told.
    var sent = SentOff()
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
    var isToBePaid: Bool { status == .pending && gone == 0 || paymentLapsed }
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
        var model = sums.orders.byID[id] ?? OrderModel()
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
        case .writtenOff(let event): model.writtenOff += event.amount
        // What other contexts did to it is in `Flows`, whose switch names every event.
        default: take(event, &model, entity)
        }
        if model.isOver, model.ended == nil { model.ended = sequence }
        sums.orders.byID[id] = model
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
        case .confirmed: from = model.paymentLapsed ? [.confirmed] : [.pending]
        case .paymentLapsed:
            from = [.confirmed]
            expectTrue("O7", entity, !model.paymentLapsed, "not lapsed before")
        case .held: from = [.pending, .confirmed]
        case .holdReleased: from = [.onHold]
        case .cancelled:
            from = open
            expectNumber("O7", entity, "gone", model.gone, 0)
        case .expired:
            from = model.paymentLapsed ? [.confirmed] : [.pending]
            expectNumber("O7", entity, "gone", model.gone, 0)
            expectTrue("O7", entity, model.payBy <= time, "expired only from \(model.payBy) on")
        case .linesCancelled: from = open
        case .writtenOff: from = [.received, .completed, .cancelled, .expired]
        case .received(let event):
            from = [.confirmed]
            for line in model.lines where line.isGoods {
                expectTrue("O7", entity, line.reserved + line.backordered == 0, "line \(line.id) has nothing left to send")
                expectNumber("O7", entity, "line \(line.id) delivered", line.delivered, line.shipped)
            }
            if event.automatic, let arrived = model.sent.deliveredAt {
                expectTrue("O7", entity, time >= arrived.adding(seconds: 7 * 86_400), "received by itself 7 days after \(arrived)")
            }
        case .completed: from = [.received]
        default: from = Self.statuses(thatTake: event)
        }
        expectTrue("O7", entity, from.contains(model.status), "one of \(from), not \(model.status)")
    }

    private mutating func place(_ event: OrderPlaced, _ model: inout OrderModel, _ entity: String) {
        model.placed = sequence
        (model.status, model.customerID, model.currency) = (.pending, event.customerID, event.currency)
        model.total = Sum(event.total)
        model.placedAt = time
        if let payBy = event.payBy { model.payBy = Instant(payBy) }
        if event.payWithinSeconds > 0 { model.payWithinSeconds = event.payWithinSeconds }
        model.cartID = event.cartID
        var taxOnTop: Sum = 0
        for placed in event.lines {
            var line = LineModel(
                id: placed.lineID, sku: placed.sku, isGoods: placed.kind == .physical, quantity: Sum(placed.quantity),
                net: Sum(placed.net), tax: Sum(placed.tax))
            let price = Sum(placed.unitPrice) * Sum(placed.quantity)
            let discounts = Sum(placed.discount) + Sum(placed.orderDiscount)
            expectNumber("O4", entity, "net", placed.net, price - discounts - (placed.taxIncluded ? line.tax : 0))
            expectNotNegative("O4", entity, "net", line.net)
            expectNotNegative("O4", entity, "tax", line.tax)
            for part in placed.allocations {
                line.places[part.warehouseID, default: .init()].reserved += part.reserved
                line.places[part.warehouseID, default: .init()].backordered += part.backordered
            }
            model.subtotal += Sum(placed.net) + Sum(placed.orderDiscount) + (placed.taxIncluded ? line.tax : 0)
            if !placed.taxIncluded { taxOnTop += line.tax }
            model.lines.append(line)
        }
        let total = model.subtotal + taxOnTop + Sum(event.shippingFee) + event.fees.sum { $0.amount ?? 0 }
        expectNumber("O4", entity, "total", event.total, total)
        expectNotNegative("O4", entity, "total", model.total)
        checkDiscount(event, entity)
    }

    /// The lines share the order's discounts as far as they go, each within one unit of its part (DOMAIN, Decided).
    private mutating func checkDiscount(_ event: OrderPlaced, _ entity: String) {
        let discount = event.fees.sum { -min(0, Sum($0.amount ?? 0)) }
        // A discount is shared out over what the lines cost, so over prices with the tax that these include.
        func cost(_ line: PlacedLine) -> Sum { Sum(line.net) + Sum(line.orderDiscount) + (line.taxIncluded ? Sum(line.tax) : 0) }
        let gross = event.lines.sum { cost($0) }
        let shared = min(discount, gross)
        expectNumber("O4", entity, "shared discount", event.lines.sum { $0.orderDiscount }, shared)
        for line in event.lines where gross > 0 {
            let (own, before) = (Sum(line.orderDiscount), cost(line))
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

    mutating func checkOrder(_ id: String) {
        guard let model = sums.orders.byID[id] else { return }
        let entity = "order/" + id
        for line in model.lines { checkLine(line, entity) }
        expectNotNegative("M4", entity, "cancelledValue", model.cancelledValue)
    }

    private mutating func checkLine(_ line: LineModel, _ entity: String) {
        let name = "line \(line.id) "
        expectNotNegative("O1", entity, name + "cancelled", line.cancelled)
        guard line.isGoods else {
            let isNowhere = line.places.values.allSatisfy { $0 == .init() }
            expectTrue("O1", entity, isNowhere, name + "is not shipped, and has no units anywhere")
            expectAtMost("O2", entity, name + "delivered", line.delivered, line.quantity - line.cancelled)
            return expectAtMost("O1", entity, name + "cancelled", line.cancelled, line.quantity)
        }
        let units = line.cancelled + line.shipped + line.reserved + line.backordered
        expectNumber("O1", entity, name + "cancelled, shipped, reserved, backordered", units, line.quantity)
        expectAtMost("O2", entity, name + "delivered", line.delivered, line.shipped)
        for (id, place) in line.places.sorted(by: { $0.key < $1.key }) {
            let name = name + "at \(id) "
            expectNotNegative("O1", entity, name + "reserved", place.reserved)
            expectNotNegative("O1", entity, name + "backordered", place.backordered)
            expectNotNegative("O1", entity, name + "allocated", place.allocated)
            expectAtMost("O2", entity, name + "allocated", place.allocated, place.reserved)
        }
    }

    // MARK: Rows

    /// L6: compares an order's row with the sums of its events.
    mutating func compare(_ row: Order, as entity: String) {
        compareHead(entity, id: row.orderID, version: row.version)
        guard let model = sums.orders.byID[row.orderID] else { return }
        expect("O7", entity, row.status, model.status)
        expect("D3", entity, row.paymentLapsed, model.paymentLapsed)
        expectNumber("O4", entity, "total", row.total, model.total)
        expectNumber("O4", entity, "cancelledValue", row.cancelledValue, model.cancelledValue)
        expectNumber("M4", entity, "balanceDue", row.balanceDue, model.balanceDue)
        expectNumber("M4", entity, "writtenOff", row.writtenOff, model.writtenOff)
        expect("L6", entity, [row.customerID, row.cartID], [model.customerID, model.cartID])
        compareNotes(row, model, entity)
        expectNumber("L6", entity, "lines", row.lines.count, model.lines.count)
        for (row, line) in zip(row.lines, model.lines) { compare(row, line, entity) }
    }

    private mutating func compare(_ row: OrderLine, _ line: LineModel, _ entity: String) {
        let name = "line \(line.id) "
        for (what, found, expected) in [
            ("quantity", row.quantity, line.quantity), ("net", row.net, line.net), ("tax", row.tax, line.tax),
            ("cancelled", row.cancelled, line.cancelled),
            ("reserved", row.reserved, line.reserved), ("backordered", row.backordered, line.backordered),
            ("allocated", row.allocated, line.allocated), ("shipped", row.shipped, line.shipped),
            ("delivered", row.delivered, line.delivered), ("lost", row.lost, line.lost),
            ("returnedToSender", row.returnedToSender, line.returned),
        ] {
            expectNumber("O1", entity, name + what, found, expected)
        }
        // The row's counters are the line's, so where each place agrees, the places add up to them.
        let parts = Dictionary(row.allocations.map { ($0.warehouseID, $0) }) { first, _ in first }
        expectNumber("O1", entity, name + "allocations, each of a place of its own,", row.allocations.count, parts.count)
        for id in Set(parts.keys).union(line.places.keys).sorted() {
            let (part, place) = (parts[id] ?? LineAllocation(), line.places[id] ?? .init())
            for (what, found, expected) in [
                ("reserved", part.reserved, place.reserved), ("backordered", part.backordered, place.backordered),
                ("allocated", part.allocated, place.allocated), ("shipped", part.shipped, place.shipped),
            ] {
                expectNumber("O1", entity, name + "at \(id) " + what, found, expected)
            }
        }
    }
}

extension OrderModel {
    /// Changes what a line has at one place: in a warehouse, or nowhere while it waits.
    mutating func change(_ line: String, _ place: String, _ body: (inout LineModel.Place) -> Void) {
        guard let index = lines.firstIndex(where: { $0.id == line }) else { return }
        body(&lines[index].places[place, default: .init()])
    }

    fileprivate mutating func end(_ status: Order.Status) {
        self.status = status
        paymentLapsed = false
        cancelledValue = total
        unapplied = 0
        for index in lines.indices {
            lines[index].places = lines[index].places.mapValues { .init(shipped: $0.shipped) }
            lines[index].cancelled = lines[index].quantity - lines[index].shipped
            if !lines[index].isGoods { lines[index].delivered = 0 }
        }
    }

    fileprivate mutating func deliverUnshipped() {
        for index in lines.indices where !lines[index].isGoods {
            lines[index].delivered = lines[index].quantity - lines[index].cancelled
        }
    }
}
