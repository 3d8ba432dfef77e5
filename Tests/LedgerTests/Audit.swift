import Schema
import Testing

@testable import Ledger

/// The equations of DOMAIN §3, computed again from all rows of a book.
struct Audit {
    private let shop: Shop
    private let tables: Tables
    /// The orders that the last entry ended.
    private let ended: Set<String>

    init(_ shop: Shop) {
        self.shop = shop
        tables = shop.book.tables
        let ends: Set<String> = ["order.cancelled", "order.expired", "order.completed"]
        ended = Set((shop.entries.last?.events ?? []).filter { ends.contains($0.name ?? "") }.map(\.entity))
    }

    func run() throws {
        stock()
        for order in tables.orders.rows { audit(order) }
        for payment in tables.payments.rows { audit(payment) }
        for shipment in tables.shipments.rows where shipment.status == .delivered {
            #expect(shipment.trackingStatus == .delivered, "T1 \(shipment.shipmentID)")
        }
        for parcel in tables.parcels.rows {
            #expect((parcel.status == .waiting) == !parcel.scans.isEmpty, "T2 \(parcel.parcelID)")
            #expect((parcel.status == .assigned) == !parcel.shipmentID.isEmpty, "T2 \(parcel.parcelID)")
        }
    }

    /// S3, S4, S5: what stock rows promise is what orders and holds claim.
    private func stock() {
        var reserved: [String: Int64] = [:]
        var waiting: [String: Int64] = [:]
        for order in tables.orders.rows {
            for line in order.lines {
                for part in line.allocations {
                    reserved[Stock.id(sku: line.sku, warehouse: part.warehouseID), default: 0] += part.reserved
                    waiting[Stock.id(sku: line.sku, warehouse: part.warehouseID), default: 0] += part.backordered
                }
            }
        }
        for hold in tables.reservations.rows {
            #expect(hold.remaining >= 0 && (hold.status == .held) == (hold.remaining > 0), "hold \(hold.reservationID)")
            reserved[Stock.id(sku: hold.sku, warehouse: hold.warehouseID), default: 0] += hold.remaining
        }
        for row in tables.stock.rows {
            #expect(row.reserved == reserved[row.stockID] ?? 0, "S3 \(row.stockID)")
            #expect(row.backordered == waiting[row.stockID] ?? 0, "backordered \(row.stockID)")
            #expect(row.reserved >= 0 && row.reserved <= row.onHand && row.quarantined >= 0, "S4 \(row.stockID)")
            #expect(row.available == row.onHand - row.reserved, "S5 \(row.stockID)")
            #expect(!row.isAnywhere || row.onHand == 0 && row.reserved == 0, "no goods without a warehouse: \(row.stockID)")
        }
        for row in tables.stock.rows where row.isAnywhere && row.backordered > 0 && !row.hasFillDue {
            let free = tables.stock.rows.filter { $0.sku == row.sku }.reduce(0) { $0 + $1.unclaimed }
            #expect(free == 0 || isTooLarge(row.sku), "B1 free goods, and orders that wait: \(row.stockID)")
        }
    }

    /// Whether an order waits that comes from so many warehouses that it may come from no more.
    private func isTooLarge(_ sku: String) -> Bool {
        tables.orders.rows.contains { order in
            order.lines.contains { $0.sku == sku && $0.backordered > 0 }
                && order.lines.reduce(0) { $0 + $1.allocations.count } > 100
        }
    }

    private func audit(_ order: Order) {
        let id = order.orderID
        for line in order.lines {
            if line.isGoods {
                #expect(line.quantity == line.cancelled + line.shipped + line.reserved + line.backordered, "O1 \(id)")
            }
            #expect(line.delivered <= (line.isGoods ? line.shipped : line.open), "O2 \(id)")
            #expect(line.missing == 0 && line.lost >= 0 && line.returnedToSender >= 0, "a loss reopens its units: \(id)")
            let counters = [line.cancelled, line.shipped, line.reserved, line.backordered, line.allocated]
            #expect(counters.allSatisfy { $0 >= 0 }, "O1 \(id)")
            #expect(line.allocations.reduce(0) { $0 + $1.reserved } == line.reserved, "O1 \(id)")
            #expect(line.allocations.reduce(0) { $0 + $1.allocated } == line.allocated, "O2 \(id)")
            #expect(line.allocations.allSatisfy { 0 <= $0.allocated && $0.allocated <= $0.reserved }, "O2 \(id)")
        }
        let parts = order.lines.reduce(0) { $0 + $1.net + $1.orderDiscount } + order.fees.reduce(0) { $0 + $1.amount }
        #expect(order.total == order.shippingFee + parts, "O4 \(id)")
        #expect(order.paymentStatus == order.paymentAxis && order.shipmentStatus == order.shipmentAxis, "O6 \(id)")
        let payments = tables.payments.rows.filter { $0.orderID == id }
        #expect(Set(payments.map(\.paymentID)) == Set(order.paymentIds), "payments of \(id)")
        #expect(order.captured == payments.reduce(0) { $0 + $1.captured }, "M4 captured \(id)")
        #expect(order.refunded == payments.reduce(0) { $0 + $1.refunded }, "M4 refunded \(id)")
        #expect(order.refundPending == payments.reduce(0) { $0 + $1.refundPending }, "M4 refundPending \(id)")
        #expect(order.authorized == payments.reduce(0) { $0 + $1.authorized - $1.voided }, "authorized \(id)")
        let effective = max(0, order.total - order.cancelledValue - order.grantedRefunds)
        // What came for a cancelled tender pays for nothing, and goes back; of a dead order all goes back alike.
        let back = order.isDead ? [] : payments.filter { $0.hasCancelledAt }
        #expect(order.unapplied == back.reduce(0) { $0 + max(0, $1.captured - $1.refunded) }, "M4 unapplied \(id)")
        let netPaid = order.captured - order.refunded - order.unapplied
        #expect(order.balanceDue == effective - netPaid - order.writtenOff, "M4 balanceDue \(id)")
        #expect(Int(order.openOperations) == payments.reduce(0) { $0 + $1.openOperations }, "openOperations \(id)")
        auditMoney(order, payments)
        auditDelivery(order)
        let inHouse = tables.shipments.rows.filter { $0.orderID == id && $0.isInHouse }
        let packed = inHouse.flatMap(\.lines).reduce(0) { $0 + $1.quantity }
        #expect(packed == order.lines.reduce(0) { $0 + $1.allocated }, "O2 allocated \(id)")
    }

    /// What left, arrived and is missing of an order is what its shipments say, and so is when it arrived.
    private func auditDelivery(_ order: Order) {
        let id = order.orderID
        let parcels = tables.shipments.rows.filter { $0.orderID == id }
        for line in order.lines where line.isGoods {
            func units(_ statuses: [Shipment.Status]) -> Int64 {
                parcels.filter { statuses.contains($0.status) }.flatMap(\.lines).filter { $0.lineID == line.lineID }
                    .reduce(0) { $0 + $1.quantity }
            }
            #expect(line.shipped == units([.shipped, .delivered]), "O2 shipped \(id)")
            #expect(line.delivered == units([.delivered]), "O2 delivered \(id)")
            #expect(line.lost == units([.lost]) && line.returnedToSender == units([.returnedToSender]), "O2 lost \(id)")
            #expect(line.allocations.reduce(0) { $0 + $1.shipped } == line.shipped, "O2 shipped \(id)")
        }
        guard order.hasGoods, order.isOpen || order.status == .received else { return }
        let last = parcels.filter { $0.status == .delivered }.compactMap { Moment($0.deliveredAt) }.max()
        #expect(order.hasDeliveredAt == order.isDelivered, "deliveredAt \(id)")
        if order.hasDeliveredAt { #expect(Moment(order.deliveredAt) == last, "deliveredAt \(id)") }
    }

    /// No order waits for money it has; nothing is kept that is not owed (M5), asked for twice (M6), or authorized for nothing.
    private func auditMoney(_ order: Order, _ payments: [Payment]) {
        let id = order.orderID
        if order.status == .pending {
            // Who brings the goods brings no digital ones, so cash on delivery is no promise for these.
            let lines = order.lines.filter { !$0.isGoods && $0.open > 0 }
            let digital = lines.reduce(0) { $0 + $1.net - $1.value(ofFirst: $1.cancelled) }
            let cash = payments.reduce(0) { $0 + $1.promisedCash }
            let vain = digital > 0 ? max(0, cash - max(0, order.effectiveTotal - digital)) : 0
            #expect(payments.reduce(0) { $0 + $1.promised } - vain < order.effectiveTotal, "pending but covered: \(id)")
        }
        // Goods are kept for those who pay, or for so long as they have to pay.
        if order.status == .confirmed {
            let isOut = order.lines.contains { ($0.isGoods ? $0.shipped : $0.delivered) > 0 }
            let isKept = payments.reduce(0) { $0 + $1.promised } >= order.effectiveTotal || isOut
            #expect(order.paymentLapsed == !isKept, "confirmed and not covered: \(id)")
        }
        #expect(!order.paymentLapsed || order.status == .confirmed && order.deadline != nil, "waits for its payment: \(id)")
        // What a provider has refused to do is for people to settle, or for the next step; everything else follows by itself.
        let pays = order.isDead ? payments : payments.filter { !$0.hasCancelledAt }
        let rest = order.balanceDue + pays.reduce(0) { $0 + $1.refundPending }
        if rest < 0 {
            for payment in pays {
                #expect(isAsked(payment, .refund, payment.captured - payment.refunded - payment.refundPending), "M5 \(id)")
            }
        }
        let isOver = order.isDead || order.status == .completed
        if isOver {
            #expect(order.balanceDue <= 0, "nothing is due of \(id), which is over")
            #expect(payments.allSatisfy { isAsked($0, .void, unused($0)) }, "no open authorization of \(id)")
        }
        // What is going back while it is owed is asked for again when it has gone, and what is being captured of another may be
        // refused: the authorization for it is kept till then.
        if order.status == .confirmed || order.status == .received, !order.hasUnshippedGoods {
            let manual = payments.filter { $0.capture == .manual && !$0.isClosed && rest <= $0.capturePending }
            #expect(manual.allSatisfy { isAsked($0, .void, unused($0)) }, "the rest of \(id)")
        }
        for payment in payments where payment.hasCancelledAt {
            #expect(
                isAsked(payment, .refund, payment.captured - payment.refunded - payment.refundPending),
                "what came for the cancelled tender \(payment.paymentID) goes back")
        }
    }

    /// What is authorized and nobody has asked for, neither to take it nor to give it up.
    private func unused(_ payment: Payment) -> Int64 {
        payment.authorized - payment.captured - payment.capturePending - payment.voided - payment.voidPending
    }

    /// Whether nothing is left to ask of the provider, or its last answer was no: which it cannot have given in the entry that
    /// ended the order.
    private func isAsked(_ payment: Payment, _ kind: PaymentOperation.Kind, _ left: Int64) -> Bool {
        let last = payment.operations.last { $0.kind == kind && $0.state != .requested }
        return left <= 0 || last?.state == .failed && !ended.contains("order/" + payment.orderID)
    }

    private func audit(_ payment: Payment) {
        let id = payment.paymentID
        if payment.authorized > 0 {
            let used = payment.captured + payment.capturePending + payment.voided + payment.voidPending
            #expect(used <= payment.authorized, "M1 \(id)")
        }
        let asked = payment.operations.filter { $0.kind == .refund && $0.state == .succeeded }.reduce(0) { $0 + $1.amount }
        // A provider may give back what nobody asked for here, or what it had refused to and was asked for again.
        let hasRefused = payment.results.contains { $0.outcome == .refundFailed || $0.outcome == .failed }
        if payment.refunded <= asked, !hasRefused { #expect(payment.refunded <= payment.captured, "M2 \(id)") }
        // No request waits for money that is not here any more, whoever gave it back.
        #expect(payment.refundPending <= max(0, payment.captured - payment.refunded), "M2 \(id)")
        let counters = [
            payment.captured, payment.capturePending, payment.voided, payment.voidPending, payment.refunded, payment.refundPending,
        ]
        #expect(counters.allSatisfy { $0 >= 0 }, "M1, M2 \(id)")
        for (kind, pending) in [
            (PaymentOperation.Kind.capture, payment.capturePending), (.void, payment.voidPending), (.refund, payment.refundPending),
        ] {
            let open = payment.operations.dropFirst().filter { $0.kind == kind && $0.state == .requested }
            #expect(open.reduce(0) { $0 + $1.amount } == pending, "M3 \(id)")
        }
        #expect(Set(payment.operations.map(\.operationID)).count == payment.operations.count, "M3 \(id)")
    }

    /// The log alone gives the same rows (DOMAIN §3, L6), and versions have no gaps (L1).
    static func expectReplay(_ shop: Shop) throws {
        var replayed = Tables(source: NoRows())
        var versions: [String: UInt64] = [:]
        for entry in shop.entries {
            for event in entry.events {
                versions[event.entity, default: 0] += 1
                #expect(event.version == versions[event.entity], "L1 \(event.entity)")
            }
            try replayed.apply(entry)
        }
        let tables = shop.book.tables
        #expect(replayed.products.rows == tables.products.rows)
        #expect(replayed.warehouses.rows == tables.warehouses.rows)
        #expect(replayed.stock.rows == tables.stock.rows)
        #expect(replayed.reservations.rows == tables.reservations.rows)
        #expect(replayed.orders.rows == tables.orders.rows)
        #expect(replayed.payments.rows == tables.payments.rows)
        #expect(replayed.shipments.rows == tables.shipments.rows)
        #expect(replayed.parcels.rows == tables.parcels.rows)
    }
}
