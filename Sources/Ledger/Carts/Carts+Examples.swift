import Schema

extension CartCommand {
    static var examples: [Example] { Example.carts + Example.cartQuotes }
}

extension Example {
    private static let id = #"{"cartId":"CART-1"}"#
    private static let two = #"{"cartId":"CART-1","sku":"SKU-1","quantity":2}"#
    private static let unsold = cart + [.put(2), Step("catalog.unpublish", #"{"productId":"P-1"}"#)]
    private static let guest: [Step] = cart + [.put(1), .openGuest, .put(2, into: "CART-0")]

    static let carts: [Example] = [
        Example(
            "cart.open", "of a customer", #"{"cartId":"CART-1","customerId":"C-1","currency":"CNY"}"#,
            then: .events(["cart/CART-1 cart.opened"])),
        Example(
            "cart.open", "of a guest, whose cart can go into a customer's later", #"{"cartId":"CART-0","currency":"CNY"}"#,
            then: .events(["cart/CART-0 cart.opened"])),
        Example(
            "cart.open", "an id is used once", given: [.openCart], #"{"cartId":"CART-1","currency":"CNY"}"#,
            then: .rejected(.alreadyExists)),
        Example("cart.addItem", "two lamps", given: cart, two, then: .events(["cart/CART-1 cart.itemAdded"])),
        Example(
            "cart.addItem", "two more of what is in it already: they share a line", given: cart + [.put(2)], two,
            then: .events(["cart/CART-1 cart.itemAdded"])),
        Example(
            "cart.addItem", "what is not in the catalog is not invented", given: cart,
            #"{"cartId":"CART-1","sku":"SKU-9","quantity":1}"#, then: .rejected(.notSellable)),
        Example(
            "cart.addItem", "none at all", given: cart, #"{"cartId":"CART-1","sku":"SKU-1","quantity":0}"#,
            then: .rejected(.invalidArgument)),
        Example(
            "cart.addItem", "more than a line can have", given: cart + [.put(2)],
            #"{"cartId":"CART-1","sku":"SKU-1","quantity":999999999}"#, then: .rejected(.quantityLimit)),
        Example(
            "cart.addItem", "into a cart that is an order by now", given: cart + [.put(2), .checkOut], two,
            then: .rejected(.cartClosed)),
        Example(
            "cart.setQuantity", "one is enough", given: cart + [.put(2)], #"{"cartId":"CART-1","sku":"SKU-1","quantity":1}"#,
            then: .events(["cart/CART-1 cart.quantitySet"])),
        Example(
            "cart.setQuantity", "0 takes it out", given: cart + [.put(2)], #"{"cartId":"CART-1","sku":"SKU-1","quantity":0}"#,
            then: .events(["cart/CART-1 cart.itemRemoved"])),
        Example(
            "cart.setQuantity", "what was held and is not wanted any more is free again",
            given: cart + [.put(3), Step("cart.hold", id)], #"{"cartId":"CART-1","sku":"SKU-1","quantity":2}"#,
            then: .events([
                "cart/CART-1 cart.quantitySet", "reservation/CART-1@3.1 stock.reservationReleased",
                "stock/SKU-1@WH-1 stock.released",
            ])),
        Example("cart.setQuantity", "of what is not in it", given: cart, two, then: .rejected(.notFound)),
        Example(
            "cart.setQuantity", "more of what is not on sale any more", given: unsold,
            #"{"cartId":"CART-1","sku":"SKU-1","quantity":3}"#, then: .rejected(.notSellable)),
        Example(
            "cart.removeItem", "by its SKU", given: cart + [.put(2)], #"{"cartId":"CART-1","sku":"SKU-1"}"#,
            then: .events(["cart/CART-1 cart.itemRemoved"])),
        Example(
            "cart.removeItem", "what another tab took out already",
            given: cart + [.put(2), Step("cart.removeItem", #"{"cartId":"CART-1","sku":"SKU-1"}"#)],
            #"{"cartId":"CART-1","sku":"SKU-1"}"#, then: .rejected(.notFound)),
        Example("cart.clear", "start over", given: cart + [.put(2)], id, then: .events(["cart/CART-1 cart.cleared"])),
        Example("cart.clear", "what is empty already", given: cart, id, then: .events([])),
        Example(
            "cart.merge", "a guest has logged in", given: guest, #"{"cartId":"CART-1","fromCartId":"CART-0"}"#,
            then: .events(["cart/CART-1 cart.itemsMerged", "cart/CART-0 cart.merged"])),
        Example(
            "cart.merge", "not a customer's cart into a guest's", given: guest, #"{"cartId":"CART-0","fromCartId":"CART-1"}"#,
            then: .rejected(.invalidArgument)),
        Example(
            "cart.merge", "not twice",
            given: guest + [Step("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#)],
            #"{"cartId":"CART-1","fromCartId":"CART-0"}"#, then: .rejected(.cartClosed)),
    ]

    static let cartQuotes: [Example] = [
        Example(
            "cart.price", "what its lines cost now, and as of which entry", given: cart + [.put(2)], id,
            then: .events(["cart/CART-1 cart.priced"])),
        Example("cart.price", "of nothing", given: cart, id, then: .rejected(.cartEmpty)),
        Example("cart.price", "what is not on sale any more", given: unsold, id, then: .rejected(.notSellable)),
        Example(
            "cart.hold", "while the customer types the address", given: cart + [.put(2)],
            #"{"cartId":"CART-1","expiresInSeconds":600}"#,
            then: .events([
                "cart/CART-1 cart.held", "reservation/CART-1@3.1 stock.reservationHeld", "stock/SKU-1@WH-1 stock.reserved",
            ])),
        Example(
            "cart.hold", "longer, and of what was put in since",
            given: cart + [.put(2), Step("cart.hold", #"{"cartId":"CART-1","expiresInSeconds":600}"#), .put(1)], id,
            then: .events([
                "reservation/CART-1@3.1 stock.reservationExtended", "cart/CART-1 cart.held",
                "reservation/CART-1@5.1 stock.reservationHeld", "stock/SKU-1@WH-1 stock.reserved",
            ])),
        Example(
            "cart.hold", "no more than is there: nothing is held", given: cart + [.put(6)], id,
            then: .rejected(.insufficientStock)),
    ]
}
