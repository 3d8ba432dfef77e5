import Audit
import Schema
import TestLaws
import Testing

@testable import Ledger

/// Each equation of the auditor about carts: one event or row of a sound story is changed, and it says which equation that breaks.
@Suite struct CartAuditTests {
    private static let story: [Example.Step] =
        Example.cart + [
            .put(1), .openGuest, .put(2, into: "CART-0"), .init("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#),
            .init("cart.setQuantity", #"{"cartId":"CART-1","sku":"SKU-1","quantity":2}"#),
            .init("cart.hold", #"{"cartId":"CART-1"}"#), .init("cart.price", #"{"cartId":"CART-1"}"#), .checkOut,
        ]

    /// The invariants that are found broken when the entries of the story are changed.
    private func found(_ change: (inout [Entry]) -> Void) throws -> Set<String> {
        var entries = try Shop(given: Self.story).entries
        change(&entries)
        var auditor = Auditor()
        for entry in entries { auditor.audit(entry) }
        return Set(auditor.violations.map { "\($0.invariant) \($0.entity)" })
    }

    /// Changes the first event of that name.
    private func change(_ name: String, _ entries: inout [Entry], _ body: (inout Event) -> Void) {
        for entry in entries.indices {
            guard let event = entries[entry].events.firstIndex(where: { $0.name == name }) else { continue }
            return body(&entries[entry].events[event])
        }
        Issue.record("there is no \(name)")
    }

    @Test("a sound story breaks none")
    func sound() throws {
        #expect(try found { _ in } == [])
    }

    @Test("O5: a quote is of the cart's lines, sums them up, and is what the order costs")
    func quotes() throws {
        #expect(try found { change("cart.priced", &$0) { $0.cart.priced.subtotal = 1 } }.contains("O5 cart/CART-1"))
        #expect(try found { change("cart.priced", &$0) { $0.cart.priced.lines[0].lineTotal = 1 } }.contains("O5 cart/CART-1"))
        #expect(try found { change("cart.priced", &$0) { $0.cart.priced.lines[0].quantity = 1 } }.contains("O5 cart/CART-1"))
        #expect(try found { change("cart.priced", &$0) { $0.cart.priced.pricedAtSequence = 1 } }.contains("O5 cart/CART-1"))
        #expect(try found { change("cart.priced", &$0) { $0.cart.priced.lines[0].unitPrice = 1 } }.contains("O4 cart/CART-1"))
        // An order that costs what its lines say, and not what was quoted.
        let other = try found {
            change("order.placed", &$0) { event in
                event.order.placed.lines[0].unitPrice = 9000
                event.order.placed.lines[0].net = 18_000
                event.order.placed.total = 18_000
            }
        }
        #expect(other.contains("O5 cart/CART-1"))
    }

    @Test("C1: what is put in, merged and taken out is what there is")
    func lines() throws {
        #expect(try found { change("cart.itemAdded", &$0) { $0.cart.itemAdded.quantity = 0 } }.contains("C1 cart/CART-1"))
        #expect(try found { change("cart.itemsMerged", &$0) { $0.cart.itemsMerged.lines[0].quantity = 1 } } == ["C1 cart/CART-1"])
        #expect(try found { change("cart.itemAdded", &$0) { $0.cart.itemAdded.sku = "GHOST" } }.contains("O7 cart/CART-1"))
        #expect(try found { change("cart.quantitySet", &$0) { $0.cart.quantitySet.sku = "SKU-2" } }.contains("C1 cart/CART-1"))
    }

    @Test("C2: no more is held than the cart has, and what is held is in its row")
    func holds() throws {
        #expect(try found { change("cart.quantitySet", &$0) { $0.cart.quantitySet.quantity = 1 } }.contains("C2 cart/CART-1"))
        #expect(try found { change("cart.held", &$0) { $0.cart.held.reservationIds = [] } }.contains("C2 cart/CART-1"))
    }

    @Test("C3: a cart is checked out where an order names it, and nowhere else")
    func orders() throws {
        #expect(try found { change("order.placed", &$0) { $0.order.placed.cartID = "" } } == ["C3 cart/CART-1"])
        #expect(try found { change("cart.checkedOut", &$0) { $0.cart.checkedOut.orderID = "O-9" } }.contains("C3 order/O-1"))
        #expect(try found { $0[$0.count - 1].events.removeLast() }.contains("C3 order/O-1"))
    }

    @Test("O7, D1: only the transitions of the table, and the end in time")
    func transitions() throws {
        let again = try found { entries in
            var last = entries[entries.count - 1]
            last.sequence += 1
            last.id = "again"
            last.time = Moment(last.time)!.adding(seconds: 1).timestamp
            last.events = [last.events[last.events.count - 1]]
            last.events[0].version += 1
            entries.append(last)
        }
        #expect(again == ["O7 cart/CART-1"])
        let early = try found {
            change("cart.quantitySet", &$0) { $0.event = .cart(CartEvent(event: .abandoned(CartAbandoned()))) }
        }
        #expect(early.isSuperset(of: ["D1 cart/CART-1", "O7 cart/CART-1"]))
    }

    @Test("L6: a row is compared with its events, field by field", arguments: 0..<7)
    func rows(_ field: Int) throws {
        let shop = try Shop(given: Self.story)
        var auditor = Auditor()
        for entry in shop.entries { auditor.audit(entry) }
        var cart = try shop.cart()
        auditor.compareRow(cart, as: "cart/CART-1")
        try #require(auditor.violations.isEmpty)
        switch field {
        case 0: cart.status = .open
        case 1: cart.lines[0].quantity = 1
        case 2: cart.subtotal = nil
        case 3: cart.lines[0].unitPrice = 1
        case 4: cart.orderID = ""
        case 5: cart.reservationIds = []
        default: cart.expiresAt = cart.updatedAt
        }
        auditor.compareRow(cart, as: "cart/CART-1")
        #expect(auditor.violations.count == 1)
    }
}
