import Ledger
import Schema
import TestTools

// Carts that are filled, changed from several sides, merged, held and ordered.

extension Workload {
    mutating func carting(_ operation: Operation, _ rows: any LedgerRows) throws -> Command? {
        switch operation {
        case .openCart:
            let (id, customer) = (fresh("CART", \.carts), random.oneIn(3) ? "" : "U-\(random.number(1...8))")
            let currency = random.pick(Self.currencies)
            return .cart(nextID(), .open(.with { ($0.cartID, $0.customerID, $0.currency) = (id, customer, currency) }))
        case .fillCart: return try fill(rows)
        case .changeCart: return try change(rows)
        case .mergeCarts: return try merge(rows)
        case .priceCart:
            let id = try openCart(rows).cartID
            return .cart(nextID(), .price(.with { $0.cartID = id }))
        case .holdCart:
            let id = try openCart(rows).cartID
            let seconds = manner.isHasty ? random.number(1...4) : random.pick([60, 900, 3600])
            return .cart(nextID(), .hold(.with { ($0.cartID, $0.expiresInSeconds) = (id, seconds) }))
        default: return try place(rows, of: openCart(rows))
        }
    }

    /// A cart that can be changed, most often one with something in it.
    private mutating func openCart(_ rows: any LedgerRows) throws -> Cart {
        let isFull = !random.oneIn(8)
        let id = try known(carts, .cart, rows) {
            if case .cart(let cart) = $0 { cart.status == .open && !(isFull && cart.lines.isEmpty) } else { false }
        }
        guard case .cart(let cart) = try rows.row(.cart, id) else { throw NothingToDo() }
        return cart
    }

    /// Most often a cart into one of the same currency that may have what it has.
    private mutating func merge(_ rows: any LedgerRows) throws -> Command {
        let from = try openCart(rows)
        let into = try known(carts, .cart, rows) { row in
            guard case .cart(let cart) = row, cart.status == .open, cart.cartID != from.cartID else { return false }
            return cart.currency == from.currency && (from.customerID.isEmpty || from.customerID == cart.customerID)
        }
        return .cart(nextID(), .merge(.with { ($0.cartID, $0.fromCartID) = (into, from.cartID) }))
    }

    private mutating func fill(_ rows: any LedgerRows) throws -> Command {
        let id = try known(carts, .cart, rows) { if case .cart(let cart) = $0 { cart.status == .open } else { false } }
        var sku = random.pick(skus)
        if case .cart(let cart) = try rows.row(.cart, id), let currency = Self.currencies.firstIndex(of: cart.currency),
            !random.oneIn(20)
        {
            sku = skus[random.pick(skus.indices.filter { $0 % 4 == currency })]
        }
        let quantity = random.oneIn(30) ? random.pick([0, -1, 1_000_000_000]) : random.number(1...3)
        return .cart(nextID(), .addItem(.with { ($0.cartID, $0.sku, $0.quantity) = (id, sku, quantity) }))
    }

    private mutating func change(_ rows: any LedgerRows) throws -> Command {
        let cart = try openCart(rows)
        if random.oneIn(8) { return .cart(nextID(), .clear(.with { $0.cartID = cart.cartID })) }
        let sku = random.oneIn(20) ? random.pick(skus) : cart.lines.randomElement(using: &random)?.sku ?? random.pick(skus)
        if random.oneIn(4) { return .cart(nextID(), .removeItem(.with { ($0.cartID, $0.sku) = (cart.cartID, sku) })) }
        let quantity = random.number(0...4)
        return .cart(nextID(), .setQuantity(.with { ($0.cartID, $0.sku, $0.quantity) = (cart.cartID, sku, quantity) }))
    }
}
