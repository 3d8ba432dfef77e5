import Schema

// Whose a cart is: nobody uses that of a customer who may not buy, and those of who is erased end. Names customers and carts.

extension Limits {
    /// Bytes of events up to which an erasure ends one more cart: one with all its holds still fits in the entry. What is left is
    /// as good as ended: nobody may use it, and it is given up by itself.
    fileprivate static let erasureBytes = entryBytes - 25_000
}

extension LedgerState {
    /// Refuses a cart of a customer who is suspended or erased. A guest's is nobody's.
    mutating func checkOwner(of cart: Cart) throws(DecisionError) {
        if !cart.customerID.isEmpty { try checkMayBuy(cart.customerID) }
    }

    /// Ends the open carts of a customer who is erased, and gives back what is held for them.
    mutating func abandonCarts(of customer: String) throws(DecisionError) {
        let carts = IndexKey(.cartCustomer, customer)
        for id in try tables.carts.ids([carts], in: tables.source, where: { $0.customerID == customer }) {
            guard let cart = try cart(id), cart.isOpen, cart.customerID == customer else { continue }
            guard events.bytes <= Limits.erasureBytes else { return }
            try record(.abandoned(CartAbandoned()), on: id, of: Cart.self)
            try giveBackHolds(of: cart)
        }
    }
}
