import Schema

extension LedgerState {
    mutating func openCart(_ command: OpenCart) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        try Check.optionalID(command.customerID, "customerId")
        try Currency.check(command.currency, "currency")
        guard try cart(command.cartID) == nil else { throw .alreadyExists(.cart, command.cartID) }
        try checkOwner(of: Cart.with { $0.customerID = command.customerID })
        let opened = CartOpened(customerID: command.customerID, currency: command.currency)
        try create(.opened(opened), on: command.cartID, of: Cart.self)
    }

    mutating func addCartItem(_ command: AddCartItem) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        try Check.id(command.sku, "sku")
        try Check.quantity(command.quantity)
        let cart = try requireOpenCart(command.cartID)
        _ = try price(of: command.sku, in: cart.currency)
        let before = cart.quantity(of: command.sku)
        try Check.quantity(before + command.quantity)
        try checkLineCount(cart.lines.count + (before == 0 ? 1 : 0))
        let event = CartItemAdded(sku: command.sku, quantity: command.quantity)
        try record(.itemAdded(event), on: cart.cartID, of: Cart.self)
    }

    mutating func setCartQuantity(_ command: SetCartQuantity) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        try Check.id(command.sku, "sku")
        guard let quantity = command.quantity else { throw .invalid("quantity", "is missing") }
        if quantity != 0 { try Check.quantity(quantity) }
        let cart = try requireOpenCart(command.cartID)
        let before = try requireLine(command.sku, of: cart).quantity
        guard quantity > 0 else { return try takeOut(command.sku, of: cart) }
        if quantity == before { return }
        // There may be less of what is not on sale any more, but not more.
        if quantity > before { _ = try price(of: command.sku, in: cart.currency) }
        let event = CartQuantitySet(sku: command.sku, quantity: quantity)
        try record(.quantitySet(event), on: cart.cartID, of: Cart.self)
        try trimHolds(of: cart, command.sku, to: quantity)
    }

    mutating func removeCartItem(_ command: RemoveCartItem) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        try Check.id(command.sku, "sku")
        let cart = try requireOpenCart(command.cartID)
        _ = try requireLine(command.sku, of: cart)
        try takeOut(command.sku, of: cart)
    }

    private mutating func takeOut(_ sku: String, of cart: Cart) throws(DecisionError) {
        try record(.itemRemoved(CartItemRemoved(sku: sku)), on: cart.cartID, of: Cart.self)
        try trimHolds(of: cart, sku, to: 0)
    }

    mutating func clearCart(_ command: ClearCart) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        let cart = try requireOpenCart(command.cartID)
        if cart.lines.isEmpty { return }
        try record(.cleared(CartCleared()), on: cart.cartID, of: Cart.self)
        try giveBackHolds(of: cart)
    }

    mutating func mergeCart(_ command: MergeCart) throws(DecisionError) {
        try Check.id(command.cartID, "cartId")
        try Check.id(command.fromCartID, "fromCartId")
        guard command.cartID != command.fromCartID else { throw .invalid("fromCartId", "is the cart itself") }
        let cart = try requireOpenCart(command.cartID)
        let other = try requireOpenCart(command.fromCartID)
        guard other.customerID.isEmpty || other.customerID == cart.customerID else {
            throw .invalid("fromCartId", "\(other.cartID) is another customer's")
        }
        guard other.currency == cart.currency else {
            throw .of(
                .currencyMismatch, "cart \(other.cartID) is in \(other.currency), cart \(cart.cartID) in \(cart.currency)",
                ["expected": cart.currency, "actual": other.currency])
        }
        var merged = CartItemsMerged(fromCartID: other.cartID)
        var count = cart.lines.count
        for line in other.lines {
            let before = cart.quantity(of: line.sku)
            if before == 0 { count += 1 }
            // More than a line can have is left out: whoever has a billion of something will not miss it.
            let units = min(line.quantity, Limits.quantity - before)
            if units > 0 { merged.lines.append(CartItem(sku: line.sku, quantity: units)) }
        }
        try checkLineCount(count)
        try record(.itemsMerged(merged), on: cart.cartID, of: Cart.self)
        try handOverHolds(of: other, to: cart)
        try record(.merged(CartMerged(intoCartID: cart.cartID)), on: other.cartID, of: Cart.self)
    }

    private func checkLineCount(_ count: Int) throws(DecisionError) {
        guard count <= Limits.linesPerCart else {
            throw .of(
                .quantityLimit, "a cart has at most \(Limits.linesPerCart) lines",
                ["field": "lines", "max": String(Limits.linesPerCart)])
        }
    }
}
