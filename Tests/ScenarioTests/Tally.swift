import Ledger
import Schema
import TestWorld

/// What follows from the accepted commands alone, whatever events they became: rows must agree with it.
struct Tally {
    /// Units of a SKU that are in the house, by what was received, counted, thrown away and sent.
    private(set) var units: [String: Int64] = [:]
    /// What each order was sold for, before the tax that comes on top, and the tax of each of its lines.
    private(set) var sales: [String: Sale] = [:]
    private(set) var findings: [String] = []

    /// Notes a command that was accepted.
    /// - Parameter rows: as they were before it.
    mutating func note(_ command: Command, _ rows: KnownRows) throws {
        switch command.command {
        case .stock(let context):
            switch context.command {
            case .receive(let goods): units[goods.sku, default: 0] += goods.quantity
            case .adjust(let goods): units[goods.sku, default: 0] += goods.delta
            case .scrap(let goods): units[goods.sku, default: 0] -= goods.quantity
            default: break
            }
        case .shipment(let context):
            switch context.command {
            case .dispatch(let parcel): try send(parcel.shipmentID, rows)
            case .confirmPickup(let parcel): try send(parcel.shipmentID, rows)
            default: break
            }
        case .order(let context):
            guard case .place(let order) = context.command else { return }
            sales[order.orderID] = try sale(of: order, rows)
        default: break
        }
    }

    /// A shipment has left, if it had not before.
    private mutating func send(_ id: String, _ rows: KnownRows) throws {
        guard case .shipment(let shipment) = try rows.row(.shipment, id) else { return }
        guard shipment.status == .created || shipment.status == .packed else { return }
        guard case .order(let order) = try rows.row(.order, shipment.orderID) else { return }
        for packed in shipment.lines {
            guard let line = order.lines.first(where: { $0.lineID == packed.lineID }) else { continue }
            units[line.sku, default: 0] -= packed.quantity
        }
    }

    /// What an order was sold for.
    struct Sale {
        var total: Int64 = 0
        var rates: [(ppm: Int64, isIncluded: Bool)] = []
    }

    private func sale(of order: PlaceOrder, _ rows: KnownRows) throws -> Sale {
        var sale = Sale(total: (order.shippingFee ?? 0) + order.fees.reduce(0) { $0 + ($1.amount ?? 0) })
        var lines = order.lines
        if case .cart(let cart) = try rows.row(.cart, order.cartID) {
            lines += cart.lines.map { line in .with { ($0.sku, $0.quantity) = (line.sku, line.quantity) } }
        }
        for line in lines {
            let price = try order.price(of: line, rows)
            sale.total += price.amount * line.quantity - (line.discount ?? 0)
            sale.rates.append((price.ppm, price.isIncluded))
        }
        return sale
    }

    // MARK: Rows

    /// Holds the rows of changed entities against all this, and against what the provider has told.
    mutating func compare(_ entities: [(table: Table, id: String)], with rows: KnownRows, _ provider: Provider) throws {
        for (table, id) in entities {
            switch try rows.row(table, id) {
            case .order(let order): try compare(order, rows, provider)
            case .payment(let payment):
                expect(payment.captured, provider.captured[id] ?? 0, "\(id): captured")
                expect(payment.refunded, provider.refunded[id] ?? 0, "\(id): refunded")
                if case .order(let order) = try rows.row(.order, payment.orderID) { try compare(order, rows, provider) }
            default: break
            }
        }
        for sku in Set(entities.filter { $0.table == .stock }.map { String($0.id.prefix { $0 != "@" }) }).sorted() {
            try compareUnits(of: sku, rows)
        }
    }

    /// Units are neither made nor lost.
    mutating func compareUnits(of sku: String, _ rows: KnownRows) throws {
        var units: Int64 = 0
        for case .stock(let stock) in rows.all(.stock) where stock.sku == sku { units += stock.onHand + stock.quarantined }
        expect(units, self.units[sku] ?? 0, "\(sku): units in the house")
    }

    /// An order costs what it was sold for, and its row shows how that comes about.
    private mutating func compare(_ order: Order, _ rows: KnownRows, _ provider: Provider) throws {
        let id = order.orderID
        let sale = sales[id] ?? Sale()
        var (sold, total) = (sale.total, order.shippingFee + order.fees.reduce(0) { $0 + ($1.amount ?? 0) })
        for (line, rate) in zip(order.lines, sale.rates) {
            let cost = line.unitPrice * line.quantity - line.discount - line.orderDiscount
            let base = rate.isIncluded ? 1_000_000 + rate.ppm : 1_000_000
            let tax = (2 * cost * rate.ppm + base) / (2 * base)
            expect(line.tax, tax, "\(id): tax of line \(line.lineID)")
            expect(line.net, rate.isIncluded ? cost - tax : cost, "\(id): net of line \(line.lineID)")
            if !rate.isIncluded { sold += tax }
            total += line.net + line.tax + line.orderDiscount
        }
        expect(order.total, sold, "\(id): sold for")
        expect(order.total, total, "\(id): total")
        try checkOwnRequests(order, rows, provider)
    }

    /// Nothing is due because of what the ledger itself gave back or gives up: only refunds that people asked for while they were
    /// owed, or that nobody asked for, leave something due. A tender whose rest is given up can bring what is due.
    private mutating func checkOwnRequests(_ order: Order, _ rows: KnownRows, _ provider: Provider) throws {
        let payments = try order.paymentIds.compactMap { id -> Payment? in
            if case .payment(let payment) = try rows.row(.payment, id) { payment } else { nil }
        }
        let pays = order.isDead ? payments : payments.filter { $0.cancelledAt == nil }
        let due = pays.reduce(order.balanceDue) { $0 + $1.refundPending }
        let operations = payments.flatMap { payment in payment.operations.map { (payment, $0) } }.filter { $1.state != .failed }
        let isAskedBySomeone = operations.contains { payment, operation in
            operation.kind == .refund && !operation.isOwnRefund(of: payment) && operation.granted < operation.amount
        }
        if due <= 0 || isAskedBySomeone || payments.contains(where: { provider.unasked.contains($0.paymentID) }) { return }
        for (payment, operation) in operations where payment.cancelledAt == nil {
            let used = payment.captured + payment.capturePending + payment.voided + payment.voidPending
            let isNeeded = due > max(0, payment.authorized - used) + payment.capturePending
            let isOwnVoid = operation.reason == "not_needed" && operation.state == .requested
            guard operation.isOwnRefund(of: payment) || isOwnVoid && isNeeded else { continue }
            findings.append("\(order.orderID): \(due) is due, and the ledger asked for \(operation.operationID)")
        }
    }

    private mutating func expect(_ found: Int64, _ expected: Int64, _ what: String) {
        if found != expected { findings.append("\(what) is \(found), not \(expected)") }
    }
}

extension Order {
    /// Whether nothing will be sold by it any more.
    var isDead: Bool { status == .cancelled || status == .expired }
}

extension PaymentOperation {
    fileprivate func isOwnRefund(of payment: Payment) -> Bool { kind == .refund && refundID.hasPrefix(payment.paymentID + ":r") }
}
