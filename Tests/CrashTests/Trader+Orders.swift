import Foundation
import Schema
import TestTools

// An order's way: placed, paid, shipped, scanned, received; and what comes between.

extension Trader {
    mutating func place() -> Command {
        orders += 1
        let count = random.number(1...3)
        let lines = (0..<count).map { _ in (sku: Int(random.number(0...Int64(Self.skus - 1))), quantity: random.number(1...4)) }
        let total = lines.reduce(0) { $0 + Self.price($1.sku) * $1.quantity }
        let story = Story(id: "\(name)-\(orders)", lines: lines, total: total, isManual: random.oneIn(4))
        open.append(story)
        var order = PlaceOrder()
        (order.orderID, order.customerID, order.currency) = ("O-" + story.id, "U-\(random.number(1...9))", "EUR")
        order.lines = lines.map { line in
            PlaceOrderLine.with {
                ($0.sku, $0.quantity) = ("SKU-\(line.sku)", line.quantity)
                if random.oneIn(8) { $0.unitPrice = Self.price(line.sku) }
            }
        }
        order.allowBackorder = random.oneIn(3)
        if random.oneIn(6) { order.payWithinSeconds = random.number(1...3) }
        if random.oneIn(10) { order.lines[0].quantity = 5000 }
        order.payments = [
            .with {
                ($0.paymentID, $0.method, $0.amount) = ("P-" + story.id, .card, total)
                if story.isManual { $0.capture = .manual }
            }
        ]
        return .of(nextID(), .order(.with { $0.place = order }))
    }

    mutating func step(_ story: inout Story) -> Command {
        if random.oneIn(14) { return aside(&story) }
        let id = nextID()
        switch story.step {
        case .pay:
            story.advance()
            let outcome: PaymentOutcome.Value = random.oneIn(10) ? .failed : story.isManual ? .authorized : .captured
            return .of(id, .payment(.with { $0.recordResult = result(story, outcome) }))
        case .ship:
            story.advance()
            let lines = story.lines.enumerated().filter { Self.warehouse($0.element.sku) == story.warehouse }
            let shipment = CreateShipment.with {
                ($0.shipmentID, $0.orderID, $0.warehouseID) = ("S-" + story.id, "O-" + story.id, story.warehouse)
                $0.lines = lines.filter { $0.element.sku != Self.skus - 1 }.map { line in
                    .with { ($0.lineID, $0.quantity) = (String(line.offset + 1), line.element.quantity) }
                }
                if $0.lines.isEmpty { $0.lines = [.with { ($0.lineID, $0.quantity) = ("1", 1) }] }
            }
            return .of(id, .shipment(.with { $0.create = shipment }))
        case .dispatch:
            story.advance()
            let shipment = DispatchShipment.with {
                ($0.shipmentID, $0.carrier, $0.trackingNumber) = ("S-" + story.id, "post", "T-" + story.id)
            }
            return .of(id, .shipment(.with { $0.dispatch = shipment }))
        case .scan, .deliver:
            story.scans += 1
            let isLast = story.scans > 3 || random.oneIn(2)
            if isLast { story.step = .confirm }
            return .of(id, .shipment(.with { $0.recordScan = scan(story, isLast ? .delivered : .inTransit) }))
        case .confirm:
            story.advance()
            return .of(id, .order(.with { $0.confirmReceipt = .with { $0.orderID = "O-" + story.id } }))
        case .complete, .over:
            story.step = .over
            return .of(id, .order(.with { $0.complete = .with { $0.orderID = "O-" + story.id } }))
        }
    }

    /// Something that does not bring the order on: it is cancelled, money goes back, it is asked about as it no longer is.
    private mutating func aside(_ story: inout Story) -> Command {
        let id = nextID()
        switch random.number(0...3) {
        case 0:
            story.step = .over
            return .of(id, .order(.with { $0.cancel = .with { ($0.orderID, $0.reason) = ("O-" + story.id, "changed_mind") } }))
        case 1:
            let refund = RequestRefund.with {
                ($0.paymentID, $0.refundID, $0.amount, $0.reason) = (
                    "P-" + story.id, "R-1", random.number(1...story.total), "favor"
                )
            }
            return .of(id, .payment(.with { $0.requestRefund = refund }))
        case 2: return .of(id, .payment(.with { $0.recordResult = result(story, .refunded) }))
        default:
            var command = Command.of(id, .order(.with { $0.confirmReceipt = .with { $0.orderID = "O-" + story.id } }))
            command.expect = [.with { ($0.entity, $0.version) = ("order/O-" + story.id, 1) }]
            return command
        }
    }

    private func result(_ story: Story, _ outcome: PaymentOutcome.Value) -> RecordPaymentResult {
        .with { ($0.paymentID, $0.outcome, $0.amount) = ("P-" + story.id, outcome, story.total) }
    }

    private func scan(_ story: Story, _ status: TrackingStatus.Value) -> RecordScan {
        .with {
            ($0.carrier, $0.trackingNumber, $0.scanID) = ("post", "T-" + story.id, "scan-\(story.scans)")
            ($0.status, $0.occurredAt) = (status, Timestamp(seconds: Int64(Date().timeIntervalSince1970)))
        }
    }
}
