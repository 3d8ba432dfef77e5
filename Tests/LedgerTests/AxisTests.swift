import Schema
import Testing

@testable import Ledger

@Suite struct AxisTests {
    private func order(
        total: Int64, cancelled: Int64 = 0, authorized: Int64 = 0, captured: Int64 = 0, refunded: Int64 = 0
    ) -> Order {
        var order = Order(id: "O-1")
        order.total = total
        order.cancelledValue = cancelled
        order.authorized = authorized
        order.captured = captured
        order.refunded = refunded
        return order
    }

    @Test func paymentAxisOverASmallWorld() {
        for total: Int64 in 0...3 {
            for captured: Int64 in 0...4 {
                for refunded: Int64 in 0...captured {
                    for authorized: Int64 in 0...3 {
                        let order = order(total: total, authorized: authorized, captured: captured, refunded: refunded)
                        let axis = order.paymentAxis
                        #expect((axis == .refunded) == (refunded > 0 && refunded == captured))
                        #expect((axis == .partiallyRefunded) == (refunded > 0 && refunded < captured))
                        #expect((axis == .overpaid) == (refunded == 0 && captured > total && captured > 0))
                        #expect((axis == .paid) == (refunded == 0 && captured == total && captured > 0))
                        #expect((axis == .partiallyPaid) == (refunded == 0 && captured < total && captured > 0))
                        #expect((axis == .authorized) == (captured == 0 && authorized > 0 && authorized >= total))
                    }
                }
            }
        }
    }

    @Test func owedIsNeverNegative() {
        #expect(order(total: 5, cancelled: 7).effectiveTotal == 0)
        #expect(order(total: 5, cancelled: 5).effectiveTotal == 0)
        #expect(order(total: 5, cancelled: 2).effectiveTotal == 3)
    }

    @Test func shipmentAxisOverASmallWorld() {
        for quantity: Int64 in 1...3 {
            for cancelled: Int64 in 0...quantity {
                for shipped: Int64 in 0...(quantity - cancelled) {
                    for delivered: Int64 in 0...shipped {
                        let left = quantity - cancelled - shipped
                        for backordered: Int64 in 0...left {
                            var line = OrderLine()
                            line.kind = .physical
                            line.quantity = quantity
                            line.cancelled = cancelled
                            line.shipped = shipped
                            line.delivered = delivered
                            line.backordered = backordered
                            line.reserved = left - backordered
                            var order = Order(id: "O-1")
                            order.lines = [line]
                            let open = quantity - cancelled
                            let axis = order.shipmentAxis
                            #expect((axis == .notRequired) == (open == 0))
                            #expect((axis == .delivered) == (open > 0 && delivered == open))
                            #expect((axis == .partiallyDelivered) == (delivered > 0 && delivered < open))
                            #expect((axis == .shipped) == (open > 0 && delivered == 0 && shipped == open))
                            #expect((axis == .backordered) == (shipped == 0 && backordered > 0))
                        }
                    }
                }
            }
        }
    }

    /// What a tender counts for, over its small counters: never more than its amount, never less than nothing.
    @Test func promisesStayWithinTheTender() {
        for capture in [CaptureMode.Value.auto, .manual] {
            for authorized: Int64 in 0...3 {
                for captured: Int64 in 0...3 where authorized == 0 || captured <= authorized {
                    for refunded: Int64 in 0...captured {
                        var payment = Payment(id: "PAY-1")
                        payment.amount = 3
                        payment.method = .card
                        payment.capture = capture
                        payment.status = .authorized
                        payment.authorized = authorized
                        payment.captured = captured
                        payment.refunded = refunded
                        var first = PaymentOperation()
                        first.operationID = "PAY-1:capture:1"
                        first.kind = .capture
                        first.state = captured < 3 ? .requested : .succeeded
                        payment.operations = [first]
                        #expect(payment.promised >= 0 && payment.promised <= payment.claimed && payment.claimed <= payment.amount)
                        if capture == .auto { #expect(payment.promised == captured - refunded) }
                        payment.method = .cod
                        #expect(payment.promised == (authorized > 0 ? authorized : 3) - refunded)
                        payment.status = .failed
                        #expect(payment.promised == captured - refunded)
                    }
                }
            }
        }
    }
}
