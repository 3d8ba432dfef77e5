import Schema
import Testing

@testable import Ledger

/// Every entry of these tests is held against what settling its orders once more would bring (`Shop.audit`). Here is what that
/// finds where a decision forgets to settle.
@Suite struct SettledTests {
    /// Records events as a decision would that ends without settling.
    private static func forgetful(_ steps: [Example.Step], _ decide: (inout LedgerState) throws -> Void) throws -> [String] {
        var shop = try Shop(given: steps)
        #expect(try shop.ledger.unsettled("O-1").isEmpty)
        shop.state.begin(sequence: UInt64(shop.entries.count + 1), time: shop.clock, actor: Actor())
        try decide(&shop.state)
        shop.state.commit()
        return try shop.ledger.unsettled("O-1")
    }

    @Test("an order that ended keeps an authorization")
    func ended() throws {
        let due = try Self.forgetful(Example.authorized) { state in
            try state.record(.cancelled(OrderCancelled()), on: "O-1", of: Order.self)
        }
        #expect(due.contains("payment/PAY-1 payment.voidRequested"), "\(due)")
    }

    @Test("more was paid than is owed")
    func overpaid() throws {
        let due = try Self.forgetful(Example.paid) { state in
            let order = try #require(try state.order("O-1"))
            var cancelled = OrderLinesCancelled()
            cancelled.lines = [order.lines[0].cancellation(of: 1)]
            try state.record(.linesCancelled(cancelled), on: "O-1", of: Order.self)
        }
        #expect(due.contains("payment/PAY-1 payment.refundRequested"), "\(due)")
    }
}
