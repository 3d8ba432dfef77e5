extension Example {
    private static let priced = cart + [.put(2), Step("cart.price", #"{"cartId":"CART-1"}"#)]
    private static let changed = priced + [Step("catalog.setPrice", #"{"sku":"SKU-1","price":{"amount":12000,"currency":"CNY"}}"#)]

    /// The little shop with an open cart of customer C-1.
    static let cart: [Step] = shop + [.openCart]

    static let cartCheckout: [Example] = [
        Example(
            "order.place", "of a cart, as it was quoted", given: priced, ofCart(#","expectedTotal":20000"#),
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved", "cart/CART-1 cart.checkedOut"])),
        Example(
            "order.place", "of a cart whose goods are held",
            given: cart + [.put(2), Step("cart.hold", #"{"cartId":"CART-1"}"#)], ofCart(),
            then: .events([
                "reservation/CART-1@3.1 stock.reservationConsumed", "stock/SKU-1@WH-1 stock.released", "order/O-1 order.placed",
                "stock/SKU-1@WH-1 stock.reserved", "cart/CART-1 cart.checkedOut",
            ])),
        Example(
            "order.place", "of a cart whose quote is out of date", given: changed, ofCart(), then: .rejected(.priceChanged)),
        Example(
            "order.place", "of a cart that was priced again",
            given: changed + [Step("cart.price", #"{"cartId":"CART-1"}"#)], ofCart(#","expectedTotal":24000"#),
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved", "cart/CART-1 cart.checkedOut"])),
        Example("order.place", "of an empty cart", given: cart, ofCart(), then: .rejected(.cartEmpty)),
        Example(
            "order.place", "of a cart twice", given: cart + [.put(2), .checkOut],
            #"{"orderId":"O-2","customerId":"C-1","currency":"CNY","cartId":"CART-1"}"#, then: .rejected(.cartClosed)),
        Example(
            "order.place", "of a cart with more than there is: the cart stays as it was", given: cart + [.put(6)], ofCart(),
            then: .rejected(.insufficientStock)),
    ]

    static func ofCart(_ more: String = "") -> String {
        #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","cartId":"CART-1"\#(more)}"#
    }
}

extension Example.Step {
    static let openCart = Self("cart.open", #"{"cartId":"CART-1","customerId":"C-1","currency":"CNY"}"#)
    static let openGuest = Self("cart.open", #"{"cartId":"CART-0","currency":"CNY"}"#)
    static let checkOut = Self("order.place", Example.ofCart())

    /// Units of SKU-1.
    static func put(_ quantity: Int, into cart: String = "CART-1") -> Self {
        Self("cart.addItem", #"{"cartId":"\#(cart)","sku":"SKU-1","quantity":\#(quantity)}"#)
    }
}
