import Schema

// Where the auditor looks at several contexts at once: before an entry, at each of its events, at each entity that these are about,
// and after it. Each context's own sums and equations are in its file.
//
// Of a context that is heard here, each event has its place: a new one does not compile before it has. Which contexts and kinds of
// entity are not heard is said in `ContextTests`.

/// What several contexts' events say together.
struct FlowSums {
    /// Orders that wait for units of a SKU.
    var waitingOrders: [String: Set<String>] = [:]
    /// Units that left by shipment and line.
    var shippedStock: [String: [String: Sum]] = [:]
    /// Holds that were made for carts, or handed over to them, by the cart.
    var cartHolds: [String: [String]] = [:]
    /// Whose units of which stock the entry at hand moves.
    var claims: [String: [String: StockClaim]] = [:]
    /// Orders that waited for their payment before the entry at hand.
    var unpaidBefore: Set<String> = []
    /// Of each SKU whose stock it moves: what was free and waited for before it.
    var supplyBefore: [String: Supply] = [:]
}

extension Auditor {
    /// What the checks after an entry compare with.
    mutating func rememberBefore(_ entry: Entry) {
        (flows.supplyBefore, flows.unpaidBefore, flows.claims) = ([:], [], [:])
        for event in entry.events {
            let name = event.entity
            if name.table == .stock { flows.supplyBefore[Self.sku(name.id)] = supply(of: Self.sku(name.id)) }
            if name.table == .order, sums.orders.byID[name.id]?.isToBePaid == true { flows.unpaidBefore.insert(name.id) }
        }
    }

    /// Checks what an event says about other contexts' entities, before it counts.
    mutating func checkAcross(_ event: Event.OneOf_Event, _ id: String) {
        switch event {
        case .order(let context): if let event = context.event { checkAcross(event, of: id) }
        case .payment(let context): if let event = context.event { checkAcross(event, of: id) }
        case .shipment(let context): if let event = context.event { checkOrdered(event, id) }
        case .cart(let context): if let event = context.event { checkAcross(event, ofCart: id) }
        default: break
        }
    }

    private mutating func checkAcross(_ event: OrderEvent.OneOf_Event, of id: String) {
        let entity = "order/" + id
        let model = sums.orders.byID[id] ?? OrderModel()
        switch event {
        case .placed(let event):
            let customer = sums.customers.byID[event.customerID]?.status
            expectTrue("A1", entity, customer != .suspended && customer != .erased, "a customer who may buy")
            for line in event.lines { checkPrice(line, of: event, entity) }
        case .confirmed:
            expectTrue("O7", entity, isCovered(model) || model.gone > 0, "covered: \(model.effectiveTotal)")
        case .paymentLapsed:
            expectTrue("O7", entity, isToBePaidInTime(model), "nothing of it is out unpaid")
        case .shipmentRecorded(let event):
            let moved = event.lines.reduce(into: [:]) { $0[$1.lineID, default: 0] += Sum($1.quantity) }
            expect("O2", entity, moved, sums.shipments.byID[event.shipmentID]?.lines ?? [:])
        case .held, .holdReleased, .cancelled, .linesCancelled, .expired, .received, .completed, .paymentRecorded, .backorderFilled,
            .writtenOff, .reallocated:
            break
        }
    }

    private mutating func checkAcross(_ event: PaymentEvent.OneOf_Event, of id: String) {
        switch event {
        case .initiated(let event):
            expect("O4", "payment/" + id, event.currency, sums.orders.byID[event.orderID]?.currency ?? "none")
        case .authorized, .captured, .failed, .voided, .captureRequested, .captureFailed, .voidRequested, .refundRequested,
            .refunded, .refundFailed, .cancelled, .resultNoted, .resultMoved:
            break
        }
    }

    /// Adds up what an event says that has counted by now, and notes which orders have to agree with it.
    mutating func follow(_ event: Event.OneOf_Event, _ id: String) {
        switch event {
        case .stock(let context):
            guard let event = context.event else { return }
            if let claim = event.claim { flows.claims[id, default: [:]][claim.key] = claim }
            follow(event, of: id)
        case .order: if let model = sums.orders.byID[id] { noteWaiting(model, id) }
        case .payment(let context):
            guard let event = context.event, let order = sums.payments.byID[id]?.orderID else { return }
            touched.insert("order/" + order)
            follow(event, of: id, order)
        case .shipment: if let order = sums.shipments.byID[id]?.orderID { touched.insert("order/" + order) }
        case .cart(let context): if case .held(let event)? = context.event { handOver(event.reservationIds, to: id) }
        default: break
        }
    }

    /// What a cart says that it holds is its own from then on, whatever cart it was made for.
    private mutating func handOver(_ holds: [String], to cart: String) {
        for hold in holds where !flows.cartHolds[cart, default: []].contains(hold) {
            for other in flows.cartHolds.keys where flows.cartHolds[other]?.contains(hold) == true {
                flows.cartHolds[other]?.removeAll { $0 == hold }
                flows.cartHolds[cart, default: []].append(hold)
            }
        }
    }

    private mutating func follow(_ event: StockEvent.OneOf_Event, of id: String) {
        switch event {
        case .reservationHeld:
            // A cart's hold begins with the cart's id.
            guard let end = id.firstIndex(of: "@") else { return }
            flows.cartHolds[String(id[..<end]), default: []].append(id)
        case .shipped(let event):
            flows.shippedStock[event.shipmentID, default: [:]][event.claim.lineID, default: 0] += event.quantity
        case .received, .adjusted, .quarantined, .quarantineReleased, .scrapped, .reserved, .released, .backordered,
            .backorderFilled, .backorderReleased, .backorderFillDue, .backorderFillEnded, .reservationExtended,
            .reservationConsumed, .reservationReleased, .reservationExpired:
            break
        }
    }

    private mutating func follow(_ event: PaymentEvent.OneOf_Event, of id: String, _ order: String) {
        switch event {
        case .captureRequested: checkCaptureIsOwed(order, "payment/" + id)
        case .initiated, .authorized, .captured, .failed, .voided, .captureFailed, .voidRequested, .refundRequested, .refunded,
            .refundFailed, .cancelled, .resultNoted, .resultMoved:
            break
        }
    }

    /// Checks what has to agree between an entity and those of other contexts.
    mutating func checkAcross(_ table: Table, _ id: String) {
        switch table {
        case .stock:
            checkSupply(Self.sku(id))
            checkClaims(on: id)
        case .order:
            guard let model = sums.orders.byID[id] else { return }
            let entity = "order/" + id
            for line in model.lines { checkGoods(line, of: model, id, entity) }
            if model.isDead { checkNothingClaimed(model.lines, id, entity) }
            checkMoney(model, entity)
            checkRest(model, entity)
            checkCover(model, entity)
            checkCart(of: model, id, entity)
        case .payment:
            guard let order = sums.payments.byID[id]?.orderID else { return }
            let isKnown = sums.orders.byID[order]?.paymentIds.contains(id) ?? false
            expectTrue("M4", "payment/" + id, isKnown, "its order \(order) knows it")
        case .shipment: checkShipped(id)
        case .cart: checkCartAcross(id)
        default: break
        }
    }

    /// Checks what has to be so when all events of an entry have counted.
    mutating func checkAfter(_ entry: Entry) {
        if entry.command == "stock.fillBackorders" { checkOldestFirst(entry) }
        // Timers are left out: of several things due at once, each is met by an entry of its own.
        if entry.actor?.kind != .system { checkNothingOverdue() }
    }

    /// No command sees a deadline that has passed (S7, and the same for orders).
    private mutating func checkNothingOverdue() {
        for entity in touched.sorted() {
            let name = EntityName(entity)
            if name.table == .stock { checkNoHoldOverdue(on: name.id) }
            if name.table == .order, flows.unpaidBefore.contains(name.id), let order = sums.orders.byID[name.id],
                order.payBy <= time,
                order.gone == 0 || order.paymentLapsed
            {
                fail("D1", entity, "expired by \(order.payBy)", "touched by \(command)")
            }
        }
    }
}
