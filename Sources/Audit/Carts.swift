import Schema

// C1 and O5 of carts, and of each event that it was allowed then (O7, D1). What has to agree with orders and with stock is in
// `Flows/CartGoods.swift`.

/// All carts.
struct CartSums {
    var byID: [String: CartModel] = [:]
}

/// A cart, as its events say.
struct CartModel {
    struct Line: Equatable {
        let sku: String
        var units: Sum
    }

    var status = Cart.Status.unspecified
    var customerID = ""
    var currency = ""
    var lines: [Line] = []
    /// What it was quoted to cost, where nothing has changed since.
    var quote: CartPriced?
    var orderID = ""
    var mergedInto = ""
    /// Its newest holds, and those from before that were open then.
    var holds: [String] = []
    var createdAt = Instant.earliest
    var changedAt = Instant.latest

    /// When it is given up, if nothing changes it before.
    var endsAt: Instant { changedAt.adding(seconds: 30 * 86_400) }

    fileprivate mutating func add(_ units: Int64, of sku: String) {
        if let index = lines.firstIndex(where: { $0.sku == sku }) {
            lines[index].units += units
        } else {
            lines.append(Line(sku: sku, units: Sum(units)))
        }
    }
}

extension Auditor {
    mutating func cart(_ event: CartEvent.OneOf_Event, _ id: String) {
        var model = sums.carts.byID[id] ?? CartModel()
        let entity = "cart/" + id
        checkTransition(event, from: model, entity)
        switch event {
        case .opened(let event):
            (model.status, model.customerID, model.currency) = (.open, event.customerID, event.currency)
            model.createdAt = time
        case .itemAdded(let event): model.add(event.quantity, of: event.sku)
        case .quantitySet(let event):
            let index = model.lines.firstIndex { $0.sku == event.sku }
            expectTrue("C1", entity, index != nil, "a line of \(event.sku)")
            if let index { model.lines[index].units = Sum(event.quantity) }
        case .itemRemoved(let event):
            expectTrue("C1", entity, model.lines.contains { $0.sku == event.sku }, "a line of \(event.sku)")
            model.lines.removeAll { $0.sku == event.sku }
        case .cleared: model.lines = []
        case .itemsMerged(let event): for line in event.lines { model.add(line.quantity, of: line.sku) }
        case .merged(let event): (model.status, model.mergedInto) = (.merged, event.intoCartID)
        case .priced(let event):
            checkQuote(event, of: model, entity)
            model.quote = event
        case .held(let event): model.holds = event.reservationIds
        case .checkedOut(let event): (model.status, model.orderID) = (.checkedOut, event.orderID)
        case .abandoned: model.status = .abandoned
        }
        if event.changesLines { model.quote = nil }
        model.changedAt = time
        sums.carts.byID[id] = model
    }

    /// O7: only an open cart is changed, and each end is final. D1: it is given up in time.
    private mutating func checkTransition(_ event: CartEvent.OneOf_Event, from model: CartModel, _ entity: String) {
        if case .opened = event { return expect("O7", entity, model.status, .unspecified) }
        expect("O7", entity, model.status, .open)
        // When it may be given up depends on its customer, too: `Flows/CartGoods.swift`.
        if case .abandoned = event { return }
        expectTrue("D1", entity, model.endsAt > time, "given up by \(model.endsAt)")
    }

    /// O5: a quote is of the cart's lines, and sums them up.
    private mutating func checkQuote(_ event: CartPriced, of model: CartModel, _ entity: String) {
        expect("O5", entity, event.lines.map { CartModel.Line(sku: $0.sku, units: Sum($0.quantity)) }, model.lines)
        for line in event.lines {
            expectNumber("O5", entity, line.sku + " costs", line.lineTotal, Sum(line.unitPrice) * Sum(line.quantity))
        }
        expectNumber("O5", entity, "subtotal", event.subtotal, event.lines.sum { $0.lineTotal })
        let onTop = event.lines.sum { $0.taxIncluded ? 0 : $0.tax ?? 0 }
        if let total = event.total { expectNumber("O5", entity, "total", total, Sum(event.subtotal) + onTop) }
        expectNumber("O5", entity, "pricedAtSequence", event.pricedAtSequence, sequence)
    }

    /// C1: each SKU once, with as many units and as few lines as an order can have.
    mutating func checkCart(_ id: String) {
        guard let model = sums.carts.byID[id] else { return }
        let entity = "cart/" + id
        expectNumber("C1", entity, "SKUs", Set(model.lines.map(\.sku)).count, model.lines.count)
        expectAtMost("C1", entity, "lines", Sum(model.lines.count), 200)
        for line in model.lines {
            expectTrue("C1", entity, (1...1_000_000_000).contains(line.units), "1 to 1000000000 of \(line.sku)")
        }
    }

    // MARK: Rows

    /// L6: compares a cart's row with what its events say.
    mutating func compare(_ row: Cart, as entity: String) {
        compareHead(entity, id: row.cartID, version: row.version)
        guard let model = sums.carts.byID[row.cartID] else { return }
        expect("O7", entity, row.status, model.status)
        expect("L6", entity, [row.customerID, row.currency], [model.customerID, model.currency])
        expect("L6", entity, [row.orderID, row.mergedInto], [model.orderID, model.mergedInto])
        expect("L6", entity, row.reservationIds, model.holds)
        expect("C1", entity, row.lines.map { CartModel.Line(sku: $0.sku, units: Sum($0.quantity)) }, model.lines)
        expect("O5", entity, row.subtotal, model.quote?.subtotal)
        expect("O5", entity, row.pricedAtSequence, model.quote?.pricedAtSequence)
        expect("O5", entity, row.total, model.quote?.total)
        expect("O5", entity, row.quotedCountry, model.quote?.country ?? "")
        expect("O5", entity, row.lines.map(\.tax), model.lines.map { model.quotedLine($0.sku)?.tax })
        expect("O5", entity, row.lines.map(\.unitPrice), model.lines.map { model.quotedLine($0.sku)?.unitPrice })
        expect("O5", entity, row.lines.map(\.lineTotal), model.lines.map { model.quotedLine($0.sku)?.lineTotal })
        expect("L6", entity, Instant(row.createdAt), model.createdAt)
        expect("L6", entity, Instant(row.updatedAt), model.changedAt)
        expect("D1", entity, row.expiresAt.map(Instant.init), model.status == .open ? model.endsAt : nil)
    }
}

extension CartModel {
    fileprivate func quotedLine(_ sku: String) -> PricedCartLine? {
        quote?.lines.first { $0.sku == sku }
    }
}

extension CartEvent.OneOf_Event {
    /// Whether a quote from before it is of other lines.
    fileprivate var changesLines: Bool {
        switch self {
        case .itemAdded, .quantitySet, .itemRemoved, .cleared: true
        case .itemsMerged(let event): !event.lines.isEmpty
        case .opened, .merged, .priced, .held, .checkedOut, .abandoned: false
        }
    }
}
