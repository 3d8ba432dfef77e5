import Schema

// What has to agree between a cart, its customer, the catalog, its holds and the order that it becomes: A1, C2, C3, D1, O4, O5,
// O7.

extension Auditor {
    /// What an event says of the catalog and of other carts, before it counts.
    mutating func checkAcross(_ event: CartEvent.OneOf_Event, ofCart id: String) {
        let entity = "cart/" + id
        let currency = sums.carts.byID[id]?.currency ?? "none"
        checkOwner(event, id, entity)
        switch event {
        case .itemAdded(let event): checkOnSale(event.sku, entity)
        case .priced(let event):
            for line in event.lines {
                checkOnSale(line.sku, entity)
                let price = sums.products.variants[line.sku]?.amount(in: currency, list: "", at: time)
                expectNumber("O4", entity, "unitPrice", line.unitPrice, price ?? -1)
                if event.total != nil { checkTax(line, to: event.country, entity) }
            }
        case .itemsMerged(let event):
            let other = sums.carts.byID[event.fromCartID] ?? CartModel()
            expect("O7", entity, other.status, .open)
            expect("O7", entity, other.currency, currency)
            let isSame = other.customerID.isEmpty || other.customerID == sums.carts.byID[id]?.customerID
            expectTrue("O7", entity, isSame, "of a guest's cart, or one of the same customer")
            checkMerged(event, other, into: sums.carts.byID[id] ?? CartModel(), entity)
        case .opened, .quantitySet, .itemRemoved, .cleared, .merged, .held, .checkedOut, .abandoned: break
        }
    }

    /// A1: a cart whose customer may not buy is not used. D1: one is given up no sooner than its time, but for an erasure.
    private mutating func checkOwner(_ event: CartEvent.OneOf_Event, _ id: String, _ entity: String) {
        let model = sums.carts.byID[id] ?? CartModel()
        var owner = model.customerID
        if case .opened(let event) = event { owner = event.customerID }
        let status = sums.customers.byID[owner]?.status
        if case .abandoned = event {
            let isInTime = model.endsAt <= time || status == .erased
            return expectTrue("D1", entity, isInTime, "given up only from \(model.endsAt) on")
        }
        expectTrue("A1", entity, status != .suspended && status != .erased, "a cart of a customer who may buy")
    }

    /// O4: what is quoted of a line is the tax that an order of it would bear.
    private mutating func checkTax(_ line: PricedCartLine, to country: String, _ entity: String) {
        let rate = sums.taxClasses.rate(of: sums.products.variants[line.sku]?.variant.taxClass ?? "", to: country)
        guard let tax = taxOf(Sum(line.lineTotal), ppm: Sum(rate.ppm), isIncluded: rate.isIncluded, entity) else { return }
        expectNumber("O4", entity, "tax of \(line.sku)", line.tax ?? 0, tax)
        expect("O4", entity, line.taxIncluded, rate.isIncluded)
    }

    private mutating func checkOnSale(_ sku: String, _ entity: String) {
        let isOnSale = sums.products.byID.values.contains { $0.status == .published && $0.skus.contains(sku) }
        expectTrue("O7", entity, isOnSale, "\(sku) on sale")
    }

    /// C1: all that the other cart has is put in, as far as a line goes.
    private mutating func checkMerged(
        _ event: CartItemsMerged, _ other: CartModel, into model: CartModel, _ entity: String
    ) {
        for line in other.lines {
            let before = model.lines.first { $0.sku == line.sku }?.units ?? 0
            let put = event.lines.filter { $0.sku == line.sku }.sum { $0.quantity }
            expectNumber("C1", entity, line.sku + " put in", put, min(line.units, 1_000_000_000 - before))
        }
        let known = Set(other.lines.map(\.sku))
        expectTrue("C1", entity, event.lines.allSatisfy { known.contains($0.sku) }, "nothing that \(event.fromCartID) has not")
    }

    /// C2, C3: after an entry that is about a cart.
    mutating func checkCartAcross(_ id: String) {
        guard let model = sums.carts.byID[id] else { return }
        let entity = "cart/" + id
        checkHeld(model, id, entity)
        if model.status == .merged {
            expectTrue("O7", entity, sums.carts.byID[model.mergedInto] != nil, "merged into a cart")
        }
        guard model.status == .checkedOut else { return }
        guard let order = sums.orders.byID[model.orderID], order.cartID == id else {
            return fail("C3", entity, "an order that names it", "\(model.orderID) does not")
        }
        expectTrue("C3", entity, model.customerID.isEmpty || model.customerID == order.customerID, "an order of its customer")
        expect("C3", entity, order.currency, model.currency)
        expect("C3", entity, order.lines.map { CartModel.Line(sku: $0.sku, units: $0.quantity) }, model.lines)
        if let quote = model.quote { expectNumber("O5", entity, "subtotal of its order", order.subtotal, Sum(quote.subtotal)) }
    }

    /// C3 from the order's side.
    mutating func checkCart(of order: OrderModel, _ id: String, _ entity: String) {
        guard !order.cartID.isEmpty else { return }
        expect("C3", entity, sums.carts.byID[order.cartID]?.orderID ?? "none", id)
    }

    /// C2: holds are of what the cart has. One that is over and has not been given back yet is worth nothing.
    private mutating func checkHeld(_ model: CartModel, _ id: String, _ entity: String) {
        var held: [String: Sum] = [:]
        for name in flows.cartHolds[id, default: []].sorted() {
            guard let hold = sums.reservations.byID[name], hold.remaining > 0, hold.expiresAt > time else { continue }
            expectTrue("C2", entity, model.holds.contains(name), "its hold \(name) in its row")
            held[Self.sku(hold.stockID), default: 0] += hold.remaining
        }
        for (sku, units) in held.sorted(by: { $0.key < $1.key }) {
            let wanted = model.status == .open ? model.lines.first { $0.sku == sku }?.units ?? 0 : 0
            expectAtMost("C2", entity, "held of \(sku)", units, wanted)
        }
    }
}
