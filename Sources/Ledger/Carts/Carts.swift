public import Schema

// Carts: what someone wants to buy, before it is an order.
//
// Entity `cart/ID`. OPEN → CHECKED_OUT, ABANDONED or MERGED, all of them final. A guest's cart has no customer.
//
// Reads other contexts: none.
//
// Invariants:
// - C1 a cart has a SKU once, however often it was put in, with 1 to `Limits.quantity` units, and at most
//   `Limits.linesPerCart` lines;
// - C2 what is held for a cart is no more than it has of a SKU, and nothing once it has ended;
// - C3 a cart is CHECKED_OUT where an order names it, and nowhere else; the order's lines are the cart's;
// - O5 a quote is of exactly the lines that the cart has, so any change of them takes it back; its subtotal is Σ unitPrice ·
//   quantity, and what the lines of the order cost that the cart becomes; with the tax on top that is its total.

extension Limits {
    /// How long after its last change a cart is given up, in seconds.
    public static let abandonCartAfterSeconds: Int64 = 30 * 86_400
}

extension Cart {
    /// Whether it can be changed.
    var isOpen: Bool { status == .open }

    func lineIndex(_ sku: String) -> Int? {
        lines.firstIndex { $0.sku == sku }
    }

    /// How many units of a SKU it has.
    func quantity(of sku: String) -> Int64 {
        lineIndex(sku).map { lines[$0].quantity } ?? 0
    }
}

extension LedgerState {
    /// The cart, if it can be changed; else `not_found` or `cart_closed`, or `forbidden` where its customer may not buy.
    mutating func requireOpenCart(_ id: String) throws(DecisionError) -> Cart {
        guard let cart = try cart(id) else { throw .notFound(.cart, id) }
        guard cart.isOpen else {
            throw .of(
                .cartClosed, "cart \(id) is \(cart.status.label): open another one",
                ["entity": Table.cart.entity(id), "state": cart.status.label])
        }
        try checkOwner(of: cart)
        return cart
    }

    /// The line of a SKU, or `not_found`: what is not in a cart cannot be changed there.
    func requireLine(_ sku: String, of cart: Cart) throws(DecisionError) -> CartLine {
        guard let index = cart.lineIndex(sku) else {
            throw .of(
                .notFound, "cart \(cart.cartID) has no \(sku)", ["entity": Table.cart.entity(cart.cartID), "sku": sku])
        }
        return cart.lines[index]
    }

    /// Refuses a quote or an order of nothing.
    func checkNotEmpty(_ cart: Cart) throws(DecisionError) {
        guard cart.lines.isEmpty else { return }
        throw .of(.cartEmpty, "cart \(cart.cartID) is empty", ["entity": Table.cart.entity(cart.cartID)])
    }

    /// A cart that nobody changed for so long is given up. What was held for it has been given back long ago.
    mutating func cartDeadline(_ id: String) throws(DecisionError) -> String? {
        guard let deadline = try cart(id)?.deadline, deadline <= now else { return nil }
        try record(.abandoned(CartAbandoned()), on: id, of: Cart.self)
        return "cart.abandon"
    }
}

// The operators wrap because folding is total: an entry that some other program wrote badly must not trap here.
// Decisions never let these sums leave their bounds.

extension Cart {
    public init(id: String) {
        self.init()
        cartID = id
    }

    public var id: String { cartID }

    public static var story: Story { .part }

    public var deadline: Moment? {
        isOpen ? Moment(expiresAt) : nil
    }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
        try state.cartDeadline(id)
    }

    /// The cart after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Cart, _ event: CartEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .opened(let event):
            row.status = .open
            row.customerID = event.customerID
            row.currency = event.currency
            row.createdAt = time.timestamp
        case .itemAdded(let event): row.add(event.quantity, of: event.sku)
        case .quantitySet(let event): row.set(event.quantity, of: event.sku)
        case .itemRemoved(let event): row.set(0, of: event.sku)
        case .cleared:
            row.lines = []
            row.takeBackQuote()
        case .itemsMerged(let event): for line in event.lines { row.add(line.quantity, of: line.sku) }
        case .priced(let event): row.quote(event)
        case .held(let event): row.reservationIds = event.reservationIds
        case .merged(let event):
            row.status = .merged
            row.mergedInto = event.intoCartID
        case .checkedOut(let event):
            row.status = .checkedOut
            row.orderID = event.orderID
        case .abandoned: row.status = .abandoned
        }
        row.updatedAt = time.timestamp
        row.expiresAt = row.isOpen ? time.adding(seconds: Limits.abandonCartAfterSeconds).timestamp : nil
    }

    private mutating func add(_ units: Int64, of sku: String) {
        takeBackQuote()
        if let index = lineIndex(sku) {
            lines[index].quantity &+= units
        } else {
            lines.append(CartLine(sku: sku, quantity: units))
        }
    }

    private mutating func set(_ units: Int64, of sku: String) {
        takeBackQuote()
        guard let index = lineIndex(sku) else { return }
        if units == 0 { lines.remove(at: index) } else { lines[index].quantity = units }
    }

    /// What was quoted was quoted of other lines.
    private mutating func takeBackQuote() {
        guard pricedAtSequence != nil else { return }
        (subtotal, pricedAtSequence) = (nil, nil)
        (total, quotedCountry) = (nil, "")
        for index in lines.indices { lines[index] = CartLine(sku: lines[index].sku, quantity: lines[index].quantity) }
    }

    private mutating func quote(_ event: CartPriced) {
        (subtotal, pricedAtSequence) = (event.subtotal, event.pricedAtSequence)
        (total, quotedCountry) = (event.total, event.country)
        for line in event.lines {
            guard let index = lineIndex(line.sku) else { continue }
            (lines[index].unitPrice, lines[index].lineTotal) = (line.unitPrice, line.lineTotal)
            (lines[index].tax, lines[index].taxIncluded) = (line.tax, line.taxIncluded)
        }
    }
}
