import Schema

// A cart's quote, and `order.place` of a cart: it becomes an order in one entry, or nothing happens. Names carts, the catalog,
// stock and the order.

extension LedgerState {
    mutating func priceCart(_ command: PriceCart) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        let cart = try requireOpenCart(command.cartID)
        try checkNotEmpty(cart)
        try record(.priced(try priced(cart)), on: cart.cartID, of: Cart.self)
    }

    /// What a cart costs now.
    private mutating func priced(_ cart: Cart) throws(DecisionError) -> CartPriced {
        var priced = CartPriced(pricedAtSequence: sequence)
        for line in cart.lines {
            let price = try price(of: line.sku, in: cart.currency)
            let total = try Amount.times(price, line.quantity, "lines.unitPrice")
            priced.lines.append(
                PricedCartLine(sku: line.sku, quantity: line.quantity, unitPrice: price, lineTotal: total))
            priced.subtotal = try Amount.sum(priced.subtotal, total, "subtotal")
        }
        return priced
    }

    /// Places an order of what a cart has.
    mutating func checkOut(_ command: PlaceOrder) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        guard command.lines.isEmpty else { throw .invalid("lines", "an order has lines of its own or a cart's, not both") }
        guard command.priceListID.isEmpty else { throw .invalid("priceListId", "a cart is priced by the plain list") }
        let cart = try requireOpenCart(command.cartID)
        try checkNotEmpty(cart)
        guard cart.customerID.isEmpty || cart.customerID == command.customerID else {
            throw .invalid("customerId", "cart \(cart.cartID) is another customer's")
        }
        guard cart.currency == command.currency else {
            throw .of(
                .currencyMismatch, "cart \(cart.cartID) is in \(cart.currency), the order is in \(command.currency)",
                ["expected": cart.currency, "actual": command.currency])
        }
        try checkQuote(of: cart)
        var order = command
        order.lines = cart.lines.map { PlaceOrderLine(sku: $0.sku, quantity: $0.quantity) }
        try place(order, holds: try openHolds(of: cart))
        try record(.checkedOut(CartCheckedOut(orderID: command.orderID)), on: cart.cartID, of: Cart.self)
    }

    /// Refuses a cart whose quote the catalog no longer bears out, with what it costs now.
    private mutating func checkQuote(of cart: Cart) throws(DecisionError) {
        guard let quoted = cart.pricedAtSequence, let before = cart.subtotal else { return }
        let now = try priced(cart)
        guard let index = cart.lines.indices.first(where: { cart.lines[$0].unitPrice != now.lines[$0].unitPrice }) else { return }
        let (line, price) = (cart.lines[index], now.lines[index].unitPrice)
        throw .of(
            .priceChanged,
            "\(line.sku) costs \(price), not \(line.unitPrice ?? 0) as in the quote of entry \(quoted): the cart costs "
                + "\(now.subtotal), not \(before); price it again",
            [
                "sku": line.sku, "expected": String(line.unitPrice ?? 0), "actual": String(price),
                "expectedSubtotal": String(before), "actualSubtotal": String(now.subtotal), "pricedAtSequence": String(quoted),
            ])
    }
}
