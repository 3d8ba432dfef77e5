public import Schema

// Holds of a cart's goods, for a checkout. Names carts, the catalog, stock and the order.
//
// A hold is a reservation like any other and ends as they do, but it is the cart's alone: its id is `CART@VERSION.NUMBER`, and an
// `@` is in no id that a command can give. What a cart has less of is given back, and all of it when the cart ends; an order that
// the cart becomes uses it up, and a cart that it is merged into has it from then on.

extension Limits {
    /// Lines of a cart: it must be possible to order them.
    public static let linesPerCart = linesPerOrder
}

extension LedgerState {
    mutating func holdCart(_ command: HoldCart) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        let seconds = command.expiresInSeconds ?? Limits.holdSeconds
        try checkHoldTime(seconds)
        let cart = try requireOpenCart(command.cartID)
        try checkNotEmpty(cart)
        let holds = try openHolds(of: cart)
        var demands: [Demand] = []
        for line in cart.lines {
            let item = try sellable(line.sku)
            guard item.product.kind == .physical else { continue }
            let missing = line.quantity - holds.units(of: line.sku)
            if missing > 0 { demands.append(Demand(sku: line.sku, quantity: missing, backorderLimit: 0)) }
        }
        let parts = try allocate(demands, to: nil, held: [:])
        try checkHoldCount(parts.reduce(holds.count) { $0 + $1.count })

        for hold in holds { try extend(hold, seconds: seconds) }
        if demands.isEmpty { return }
        let units = zip(demands, parts).flatMap { demand, parts in parts.map { (sku: demand.sku, part: $0) } }
        let ids = units.indices.map { "\(cart.cartID)@\(cart.version + 1).\($0 + 1)" }
        let event = CartHeld(reservationIds: holds.map(\.reservationID) + ids)
        try record(.held(event), on: cart.cartID, of: Cart.self)
        for (id, units) in zip(ids, units) {
            try hold(units.part.reserved, of: units.sku, at: units.part.warehouseID, seconds: seconds, as: id)
        }
    }

    /// An order takes so many, and no more.
    private func checkHoldCount(_ count: Int) throws(DecisionError) {
        guard count <= Limits.reservationsPerOrder else {
            throw .of(
                .quantityLimit, "a cart has at most \(Limits.reservationsPerOrder) holds, and needs \(count)",
                ["field": "reservationIds", "max": String(Limits.reservationsPerOrder)])
        }
    }

    /// The holds of a cart that are worth something, oldest first.
    func openHolds(of cart: Cart) throws(DecisionError) -> [Reservation] {
        var holds: [Reservation] = []
        for id in cart.reservationIds {
            // One that is over and has not met its deadline yet gives back what it has by itself.
            if let hold = try reservation(id), let end = hold.deadline, end > now { holds.append(hold) }
        }
        return holds
    }

    /// What else has to have met its deadline before a command about these: a cart's holds.
    public func dependents(of subjects: [EntityName]) throws(DecisionError) -> [EntityName] {
        var holds: [EntityName] = []
        for subject in subjects where subject.table == .cart {
            holds += try cart(subject.id)?.reservationIds.map { EntityName(.reservation, $0) } ?? []
        }
        return holds
    }

    /// Gives back what is held of a SKU beyond what the cart has of it, the newest hold first.
    mutating func trimHolds(of cart: Cart, _ sku: String, to quantity: Int64) throws(DecisionError) {
        if cart.reservationIds.isEmpty { return }
        let holds = try openHolds(of: cart)
        var left = holds.units(of: sku) - quantity
        for hold in holds.reversed() where left > 0 && hold.sku == sku {
            let units = min(left, hold.remaining)
            left -= units
            try giveBack(units, of: hold)
        }
    }

    /// Hands what is held for a cart over to the one that it is merged into: nobody else can have it in between. What that one
    /// has no use for, or no place, is given back.
    mutating func handOverHolds(of other: Cart, to cart: Cart) throws(DecisionError) {
        let holds = try openHolds(of: other)
        if holds.isEmpty { return }
        let own = try openHolds(of: cart)
        let places = max(0, Limits.reservationsPerOrder - own.count)
        let event = CartHeld(reservationIds: (own + holds.prefix(places)).map(\.reservationID))
        try record(.held(event), on: cart.cartID, of: Cart.self)
        for hold in holds.dropFirst(places) { try giveBack(hold.remaining, of: hold) }
        guard let merged = try self.cart(cart.cartID) else { return }
        for sku in Set(holds.map(\.sku)).sorted() { try trimHolds(of: merged, sku, to: merged.quantity(of: sku)) }
    }

    /// Gives back all that is held for a cart.
    mutating func giveBackHolds(of cart: Cart) throws(DecisionError) {
        for hold in try openHolds(of: cart) { try giveBack(hold.remaining, of: hold) }
    }
}

extension [Reservation] {
    /// Units of a SKU that they hold.
    fileprivate func units(of sku: String) -> Int64 {
        reduce(0) { $1.sku == sku ? $0 + $1.remaining : $0 }
    }
}
