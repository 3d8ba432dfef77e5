import Ledger
import Schema
import TestTools

extension Workload {
    mutating func command(_ operation: Operation, _ rows: any LedgerRows) throws -> Command? {
        switch operation {
        case .receive: return .receive(nextID(), random.pick(skus), random.pick(warehouses), random.number(1...4) * plenty)
        case .adjust:
            let (sku, warehouse, delta) = (random.pick(skus), random.pick(warehouses), random.number(-3...2))
            return .adjust(nextID(), sku, warehouse, delta, breakReservations: random.oneIn(2))
        case .quarantine: return moved { place in .quarantine(.with { ($0.sku, $0.warehouseID, $0.quantity) = place }) }
        case .releaseQuarantine:
            return moved { place in .releaseQuarantine(.with { ($0.sku, $0.warehouseID, $0.quantity) = place }) }
        case .scrap: return moved { place in .scrap(.with { ($0.sku, $0.warehouseID, $0.quantity) = place }) }
        case .hold, .extendHold, .releaseHold: return try holding(operation, rows)
        case .place, .expect: return try place(rows)
        case .cancel, .confirmReceipt, .holdOrder, .releaseOrder, .complete: return try ordering(operation, rows)
        case .cancelLines: return try cancelLines(rows)
        case .initiate: return try initiate(rows)
        case .result where manner.isHonest: return try answerOperation(rows)
        case .repeatResult where manner.isHonest: return try surprise(rows)
        case .result, .repeatResult, .refund, .capture, .void, .cancelTender: return try paying(operation, rows)
        case .ship: return try ship(rows)
        case .pack, .cancelShipment, .dispatch, .pickup, .lost, .returned: return try shipping(operation, rows)
        case .scan, .repeatScan: return try scan(rows, isRepeated: operation == .repeatScan)
        case .earlyScan: return try earlyScan(rows)
        case .correct: return try correct(rows)
        case .register, .verify, .profile, .address, .bar, .erase, .session, .password, .access:
            return try customer(operation, rows)
        case .openCart, .fillCart, .changeCart, .mergeCarts, .priceCart, .holdCart, .checkOut:
            return try carting(operation, rows)
        case .setPrice:
            let index = Int(random.number(0...9))
            let (sku, price, currency) = (skus[index], random.number(1...500), Self.currencies[index % 4])
            return .catalog(nextID(), .setPrice(SetPrice(sku: sku, price: Money(amount: price, currency: currency))))
        case .changeCatalog: return changeCatalog()
        case .publish:
            let product = "P-" + random.pick(skus)
            // Publishing is three times as likely, so that something is on sale.
            if random.oneIn(3) { return .catalog(nextID(), .unpublish(.with { $0.productID = product })) }
            return .catalog(nextID(), .publish(.with { $0.productID = product }))
        case .repeatCommand, .changeCommand, .jump: return nil
        }
    }

    private typealias Place = (String, String, Int64)

    private mutating func moved(_ make: (Place) -> StockCommand.OneOf_Command) -> Command {
        .stock(nextID(), make((random.pick(skus), random.pick(warehouses), random.number(1...2))))
    }

    private mutating func holding(_ operation: Operation, _ rows: any LedgerRows) throws -> Command {
        let seconds = manner.isHasty ? random.number(1...4) : random.pick([60, 900, 3600])
        switch operation {
        case .hold:
            let (id, sku, quantity) = (fresh("H", \.holds), random.pick(skus), random.number(1...3))
            let latitude = random.oneIn(2) ? Int32(random.number(0...4_000_000)) : nil
            return .hold(nextID(), id, sku, quantity, seconds: seconds, latitudeE6: latitude)
        case .extendHold:
            let id = try known(holds, .reservation, rows, where: isHeld)
            return .stock(nextID(), .extendReservation(.with { ($0.reservationID, $0.expiresInSeconds) = (id, seconds) }))
        default:
            let (id, quantity) = try (
                known(holds, .reservation, rows, where: isHeld), random.oneIn(2) ? nil : Optional(random.number(1...2))
            )
            return .stock(
                nextID(),
                .releaseReservation(
                    .with {
                        $0.reservationID = id
                        if let quantity { $0.quantity = quantity }
                    }))
        }
    }

    private func isHeld(_ row: Row) -> Bool {
        if case .reservation(let row) = row { row.status == .held } else { false }
    }

    /// - Parameter cart: what is bought; nil for lines of the order's own.
    mutating func place(_ rows: any LedgerRows, of cart: Cart? = nil) throws -> Command {
        let currency = Int(random.number(0...3))
        let choice = skus.indices.filter { $0 % 4 == currency }
        var place = PlaceOrder()
        place.orderID = fresh("O", \.orders)
        // Most buyers are guests.
        place.customerID = random.oneIn(6) ? random.pick(customers) : "U-\(random.number(1...8))"
        place.currency = Self.currencies[currency]
        var wanted: [(sku: String, quantity: Int64)] = []
        if let cart {
            (place.cartID, place.currency) = (cart.cartID, cart.currency)
            if !cart.customerID.isEmpty, !random.oneIn(20) { place.customerID = cart.customerID }
            wanted = cart.lines.map { ($0.sku, $0.quantity) }
        } else {
            for _ in 0..<random.number(1...3) { wanted.append((skus[random.pick(choice)], random.number(1...3))) }
            place.lines = wanted.map { line in .with { ($0.sku, $0.quantity) = line } }
            if random.oneIn(4) { place.priceListID = Self.list }
        }
        if random.oneIn(2) { place.shipTo = ShipTo(location: Location(latitudeE6: Int32(random.number(0...4_000_000)))) }
        if random.oneIn(4) { place.shipTo = ShipTo(country: random.pick(["FR", "FR", "KP"])) }
        var total: Int64 = 0
        for (sku, quantity) in wanted {
            let price = try place.price(of: .with { ($0.sku, $0.quantity) = (sku, quantity) }, rows)
            total += price.amount * quantity
            if !price.isIncluded { total += (2 * price.amount * quantity * price.ppm + 1_000_000) / 2_000_000 }
        }
        if random.oneIn(3) { place.shippingFee = random.number(0...30) }
        if random.oneIn(5) { place.fees = [.with { ($0.code, $0.amount) = ("gift", random.number(-20...20)) }] }
        if random.oneIn(12) { place.fees.append(.with { ($0.code, $0.amount) = ("voucher", -random.number(1...max(1, total))) }) }
        if cart == nil {
            if random.oneIn(8) { place.lines[0].discount = random.number(0...5) }
            if random.oneIn(10) { (place.lines[0].unitPrice, place.lines[0].priceOverride) = (random.number(0...300), true) }
        }
        if random.oneIn(6) { place.expectedTotal = near(total) }
        place.allowBackorder = random.oneIn(2)
        if random.oneIn(3) { place.deliveryMethod = random.pick([.post, .pickup, .pickup]) }
        if random.oneIn(3) { place.payWithinSeconds = manner.isHasty ? random.number(1...3) : random.pick([60, 3600, 86_400]) }
        if random.oneIn(3) { place.reservationIds = [try known(holds, .reservation, rows, where: isHeld)] }
        switch random.number(0...3) {
        case 0: break
        case 1: place.payments = [tender(total / 2), tender(total - total / 2)]
        case 2: place.payments = [tender(near(total))]
        default: place.payments = [tender(total)]
        }
        return .order(nextID(), .place(place))
    }

    private mutating func tender(_ amount: Int64) -> PlaceOrderPayment {
        let id = fresh("PAY", \.payments)
        let method = random.pick([PaymentMethod.Value.card, .card, .paypal, .alipay, .wechat, .balance, .cod, .other])
        let isManual = (method == .card || method == .paypal) && random.oneIn(2) || random.oneIn(40)
        return .with { ($0.paymentID, $0.method, $0.amount, $0.capture) = (id, method, amount, isManual ? .manual : .auto) }
    }

    private mutating func ordering(_ operation: Operation, _ rows: any LedgerRows) throws -> Command {
        let id = try known(orders, .order, rows) { row in
            guard case .order(let order) = row else { return false }
            return switch operation {
            case .confirmReceipt: order.status == .confirmed && order.deliveredAt != nil
            case .releaseOrder: order.status == .onHold
            case .complete: order.status == .received
            default: order.status == .pending || order.status == .confirmed
            }
        }
        let writesOff = random.oneIn(2)
        let kind: OrderCommand.OneOf_Command =
            switch operation {
            case .cancel: .cancel(.with { ($0.orderID, $0.reason) = (id, "changed_mind") })
            case .confirmReceipt: .confirmReceipt(.with { $0.orderID = id })
            case .holdOrder: .hold(.with { ($0.orderID, $0.reason) = (id, "review") })
            case .releaseOrder: .releaseHold(.with { $0.orderID = id })
            default:
                .complete(
                    .with {
                        $0.orderID = id
                        if writesOff { $0.writeOff = WriteOff(reason: "not worth it") }
                    })
            }
        return .order(nextID(), kind)
    }

    private mutating func cancelLines(_ rows: any LedgerRows) throws -> Command? {
        guard case .order(let order) = try rows.row(.order, try openOrder(rows)) else { return nil }
        let lines = order.lines.filter { _ in !random.oneIn(3) }.map { line in
            CancelOrderLine.with {
                ($0.lineID, $0.quantity) = (line.lineID, max(1, near(line.quantity - line.cancelled - line.shipped)))
            }
        }
        return .order(nextID(), .cancelLines(.with { ($0.orderID, $0.lines) = (order.orderID, lines) }))
    }

    // MARK: Shipping

    private mutating func ship(_ rows: any LedgerRows) throws -> Command? {
        guard case .order(let order) = try rows.row(.order, try openOrder(rows, isConfirmed: true)) else { return nil }
        let goods = order.lines.filter { !$0.allocations.isEmpty }
        guard let warehouse = goods.flatMap(\.allocations).map(\.warehouseID).filter({ !$0.isEmpty }).randomElement(using: &random)
        else { return nil }
        var lines: [(String, Int64)] = []
        for line in goods where !random.oneIn(4) {
            guard let part = line.allocations.first(where: { $0.warehouseID == warehouse }) else { continue }
            if part.reserved == part.allocated, !random.oneIn(8) { continue }
            lines.append((line.lineID, max(1, near(part.reserved - part.allocated))))
        }
        if lines.isEmpty, !random.oneIn(8) { return nil }
        return .ship(nextID(), fresh("S", \.shipments), order.orderID, warehouse, lines)
    }

    private mutating func openOrder(_ rows: any LedgerRows, isConfirmed: Bool = false) throws -> String {
        try known(orders, .order, rows) { row in
            guard case .order(let order) = row else { return false }
            if isConfirmed { return order.status == .confirmed && order.lines.contains { $0.reserved > $0.allocated } }
            return order.status == .confirmed || order.status == .pending
        }
    }

    private mutating func shipping(_ operation: Operation, _ rows: any LedgerRows) throws -> Command {
        let isOut = operation == .lost || operation == .returned || operation == .pickup && random.oneIn(3)
        let id = try known(shipments, .shipment, rows) { row in
            guard case .shipment(let shipment) = row else { return false }
            return isOut ? shipment.status == .shipped : shipment.status == .created || shipment.status == .packed
        }
        let number = random.oneIn(30) ? "T-S-1" : "T-" + id
        let allowsUnpaid = random.oneIn(3)
        let kind: ShipmentCommand.OneOf_Command =
            switch operation {
            case .pack: .pack(.with { ($0.shipmentID, $0.packages) = (id, [.with { $0.weightGrams = 500 }]) })
            case .cancelShipment: .cancel(.with { $0.shipmentID = id })
            case .lost: .reportLost(.with { $0.shipmentID = id })
            case .returned: .reportReturnedToSender(.with { $0.shipmentID = id })
            case .pickup: .confirmPickup(.with { ($0.shipmentID, $0.allowUnpaid) = (id, allowsUnpaid) })
            default:
                .dispatch(
                    .with {
                        ($0.shipmentID, $0.carrier, $0.trackingNumber, $0.allowUnpaid) = (id, "SF", number, allowsUnpaid)
                    })
            }
        var command = Command.shipment(nextID(), kind)
        if operation == .dispatch || operation == .pickup, random.oneIn(2), let time = rows.time {
            // A pickup is not before its shipment was made.
            let earliest: Int64 = operation == .pickup ? -600 : -90_000
            command.occurredAt = time.adding(seconds: random.number(earliest...100)).timestamp
        }
        return command
    }

    /// A carrier's word about a parcel that has not left yet, as far as the ledger knows.
    private mutating func earlyScan(_ rows: any LedgerRows) throws -> Command? {
        let id = try known(shipments, .shipment, rows) {
            if case .shipment(let row) = $0 { row.status == .created || row.status == .packed } else { false }
        }
        guard let time = rows.time else { return nil }
        var scan = RecordScan()
        (scan.carrier, scan.trackingNumber) = (
            "SF", random.oneIn(4) ? "\(manner.prefix)T-stray-\(random.number(1...3))" : "T-" + id
        )
        scan.scanID = "scan-\(random.number(1...40))"
        scan.status = random.pick([.infoReceived, .inTransit, .delivered])
        scan.occurredAt = time.adding(seconds: random.number(-9000...200)).timestamp
        return .shipment(nextID(), .recordScan(scan))
    }

    private mutating func correct(_ rows: any LedgerRows) throws -> Command {
        let id = try known(shipments, .shipment, rows) {
            if case .shipment(let row) = $0 { [.delivered, .lost, .returnedToSender].contains(row.status) } else { false }
        }
        var correction = CorrectTracking()
        (correction.shipmentID, correction.reason) = (id, random.oneIn(30) ? "" : "read_wrongly")
        if !random.oneIn(4) { correction.status = .shipped }
        if random.oneIn(3) {
            correction.trackingNumber = random.pick([
                "\(manner.prefix)T-stray-1", "\(manner.prefix)T-stray-2", "T-" + id, "T-\(id)-b",
            ])
        }
        if random.oneIn(8) { correction.carrier = "YTO" }
        return .shipment(nextID(), .correctTracking(correction))
    }

    private mutating func scan(_ rows: any LedgerRows, isRepeated: Bool) throws -> Command? {
        let id = try known(shipments, .shipment, rows) {
            if case .shipment(let row) = $0 { !row.trackingNumber.isEmpty } else { false }
        }
        guard case .shipment(let shipment) = try rows.row(.shipment, id), let time = rows.time else { return nil }
        var scan = RecordScan()
        (scan.carrier, scan.trackingNumber) = (shipment.carrier, shipment.trackingNumber)
        if isRepeated, let before = shipment.scans.randomElement(using: &random) {
            (scan.scanID, scan.status, scan.occurredAt) = (before.scanID, before.status, before.occurredAt)
        } else {
            scan.scanID = "scan-\(random.number(1...40))"
            scan.status = random.pick([
                .infoReceived, .inTransit, .outForDelivery, .attemptFail, .exception, .delivered, .delivered,
            ])
            let left = random.oneIn(3) ? time : Moment(shipment.shippedAt) ?? time
            scan.occurredAt = min(left.adding(seconds: random.number(-3000...90_000)), time.adding(seconds: 200)).timestamp
        }
        return .shipment(nextID(), .recordScan(scan))
    }

    // MARK: Payments

    private mutating func initiate(_ rows: any LedgerRows) throws -> Command? {
        guard case .order(let order) = try rows.row(.order, try openOrder(rows)) else { return nil }
        let tender = tender(near(max(0, order.total - order.cancelledValue - order.captured)))
        return .payment(
            nextID(),
            .initiate(
                .with {
                    ($0.paymentID, $0.orderID) = (tender.paymentID, order.orderID)
                    ($0.method, $0.amount, $0.capture) = (tender.method, tender.amount, tender.capture)
                }))
    }

    private mutating func paying(_ operation: Operation, _ rows: any LedgerRows) throws -> Command? {
        let id = try known(payments, .payment, rows) { row in
            guard case .payment(let payment) = row else { return false }
            return switch operation {
            case .refund: payment.captured > payment.refunded + payment.refundPending
            case .capture, .void: payment.authorized > payment.captured + payment.capturePending + payment.voided
            case .repeatResult: !payment.results.isEmpty
            case .cancelTender: payment.status == .initiated
            default: payment.operations.contains { $0.state == .requested }
            }
        }
        guard case .payment(let payment) = try rows.row(.payment, id) else { return nil }
        switch operation {
        case .refund:
            return refund(payment)
        case .capture:
            let left = payment.authorized - payment.captured - payment.voided - payment.capturePending
            // Two alike are what a result without a name can be of either.
            let isTwice = left > 1 && random.oneIn(4)
            let amount = isTwice ? left / 2 : near(left)
            let capture = PaymentCommand.OneOf_Command.requestCapture(.with { ($0.paymentID, $0.amount) = (id, amount) })
            if isTwice { followUps.append(.payment(nextID(), capture)) }
            return .payment(nextID(), capture)
        case .void: return .payment(nextID(), .requestVoid(.with { $0.paymentID = id }))
        case .cancelTender: return .payment(nextID(), .cancel(.with { ($0.paymentID, $0.reason) = (id, "another way") }))
        default:
            if operation == .repeatResult, let before = payment.results.randomElement(using: &random) {
                // The same under another name: without its operation, or of any.
                if random.oneIn(2), !before.providerReference.isEmpty {
                    let name = before.operationID.isEmpty ? payment.operations.randomElement(using: &random)?.operationID ?? "" : ""
                    return .result(
                        nextID(), id, before.outcome, before.amount, operation: name, reference: before.providerReference)
                }
                return .result(nextID(), id, before.outcome, before.amount, operation: before.operationID)
            }
            let (outcome, amount, operationID) = answer(payment)
            let reference = random.oneIn(2) ? "" : "ref-\(random.number(1...200))"
            return .result(nextID(), id, outcome, amount, operation: operationID, reference: reference)
        }
    }

    private mutating func refund(_ payment: Payment) -> Command {
        let left = payment.captured - payment.refunded - payment.refundPending
        let isTwice = left > 1 && random.oneIn(4)
        let (amount, keepsOwed) = (isTwice ? left / 2 : near(left), random.oneIn(4))
        let refunds = (0...(isTwice ? 1 : 0)).map { _ in
            RequestRefund.with {
                ($0.paymentID, $0.refundID) = (payment.paymentID, "R-\(random.number(1...99))")
                ($0.amount, $0.keepsOwed) = (amount, keepsOwed)
            }
        }
        if isTwice { followUps.append(.payment(nextID(), .requestRefund(refunds[1]))) }
        return .payment(nextID(), .requestRefund(refunds[0]))
    }

    /// What a provider would say next; now and then what it should not.
    private mutating func answer(_ payment: Payment) -> (PaymentOutcome.Value, Int64, String) {
        if random.oneIn(6) {
            let any = random.pick([PaymentOutcome.Value.authorized, .captured, .failed, .voided, .refunded, .refundFailed])
            return (any, near(payment.amount), payment.operations.randomElement(using: &random)?.operationID ?? "")
        }
        guard let open = payment.operations.filter({ $0.state == .requested }).randomElement(using: &random) else {
            return (.captured, near(payment.amount - payment.captured), "")
        }
        let name = random.oneIn(3) ? "" : open.operationID
        let hasFailed = random.oneIn(6)
        switch open.kind {
        case .authorize: return (hasFailed ? .failed : .authorized, near(open.amount), name)
        case .void: return (hasFailed ? .failed : .voided, near(open.amount), name)
        case .refund: return (hasFailed ? .refundFailed : .refunded, near(open.amount), name)
        default: return (hasFailed ? .failed : .captured, near(open.amount), name)
        }
    }
}
