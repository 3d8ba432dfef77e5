import Schema

// A cart's quote, and `order.place` of a cart: it becomes an order in one entry, or nothing happens. Names carts, the catalog,
// stock and the order.

extension LedgerState {
    mutating func priceCart(_ command: PriceCart) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        try Check.optionalCountry(command.country, "country")
        let cart = try requireOpenCart(command.cartID)
        try checkNotEmpty(cart)
        try record(.priced(try priced(cart, to: command.country)), on: cart.cartID, of: Cart.self)
    }

    /// What a cart costs now where it goes to a country: as much as an order of it, without shipping and fees.
    private mutating func priced(_ cart: Cart, to country: String) throws(DecisionError) -> CartPriced {
        var order = PlaceOrder(customerID: cart.customerID, currency: cart.currency, lines: cart.orderLines)
        if !country.isEmpty { order.shipTo = ShipTo(country: country) }
        let quote = try quote(order, needsCountry: false)
        var priced = CartPriced(pricedAtSequence: sequence, total: quote.total, country: country)
        for line in quote.lines {
            let total = try Amount.times(line.unitPrice, line.quantity, "lines.unitPrice")
            priced.lines.append(
                PricedCartLine(
                    sku: line.sku, quantity: line.quantity, unitPrice: line.unitPrice, lineTotal: total,
                    tax: line.taxRatePpm > 0 ? line.tax : nil, taxIncluded: line.taxIncluded))
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
        try checkQuote(of: cart, to: command.shipTo?.country ?? "")
        var order = command
        order.lines = cart.orderLines
        try place(order, holds: try openHolds(of: cart))
        try record(.checkedOut(CartCheckedOut(orderID: command.orderID)), on: cart.cartID, of: Cart.self)
    }

    /// Refuses a cart whose quote the catalog no longer bears out, with what it costs now.
    private mutating func checkQuote(of cart: Cart, to country: String) throws(DecisionError) {
        guard let quoted = cart.pricedAtSequence, let before = cart.subtotal else { return }
        let now = try priced(cart, to: country)
        guard let index = cart.lines.indices.first(where: { cart.lines[$0].unitPrice != now.lines[$0].unitPrice }) else {
            return try checkTotal(of: cart, quotedAt: quoted, now)
        }
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

    /// Refuses a cart that costs something else with the tax of where the order goes: nobody has seen that total.
    private func checkTotal(of cart: Cart, quotedAt quoted: UInt64, _ now: CartPriced) throws(DecisionError) {
        guard let before = cart.total, let total = now.total, total != before else { return }
        let place = now.country.isEmpty ? "with the tax of no country" : "with the tax of \(now.country)"
        throw .of(
            .priceChanged,
            "the cart costs \(total) \(place), not \(before) as in the quote of entry \(quoted); price it again for the country",
            [
                "expectedTotal": String(before), "actualTotal": String(total), "country": now.country,
                "pricedAtSequence": String(quoted),
            ])
    }
}

extension Cart {
    /// What it has, as lines of an order.
    fileprivate var orderLines: [PlaceOrderLine] {
        lines.map { PlaceOrderLine(sku: $0.sku, quantity: $0.quantity) }
    }
}
