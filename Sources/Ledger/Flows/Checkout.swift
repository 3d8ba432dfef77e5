import Schema

// `order.place`: prices, goods and payments in one entry, or nothing. Names catalog, stock, warehouses, orders and payments; a cart
// is turned into lines by `CartCheckout.swift`. Events, in order: the holds it uses up, the order, its reservations, its payments,
// its confirmation where that is earned at once, and the end of its cart.

extension LedgerState {
    mutating func placeOrder(_ command: PlaceOrder) throws(DecisionError) {
        guard command.cartID.isEmpty else { return try checkOut(command) }
        try place(command, holds: [])
    }

    /// - Parameter own: open holds that the order uses up, beside those that it names.
    mutating func place(_ command: PlaceOrder, holds own: [Reservation]) throws(DecisionError) {
        try checkShape(command)
        guard try order(command.orderID) == nil else { throw .alreadyExists(.order, command.orderID) }
        try checkMayBuy(command.customerID)
        try checkAddress(command)
        let named = try requireHolds(command.reservationIds)
        let holds = own.isEmpty ? named : own + named
        for payment in command.payments where try self.payment(payment.paymentID) != nil {
            throw .alreadyExists(.payment, payment.paymentID)
        }
        try checkOverrides(command)
        var quote = try quote(command)
        try checkTenders(command.payments, total: quote.total)
        let hasGoods = quote.lines.contains { $0.kind == .physical }
        for payment in command.payments { try Check.cashOnDelivery(payment.method, hasGoods: hasGoods) }
        let demands = demands(of: quote, allowBackorder: command.allowBackorder)
        let uses = uses(of: holds, for: demands)
        var held: [String: Int64] = [:]
        for use in uses { held[use.stockID, default: 0] += use.quantity }
        let destination = command.shipTo?.location
        var parts = try allocate(demands, to: destination, held: held)
        assign(&parts, of: demands, to: &quote.lines)

        for use in uses { try consume(use, for: command.orderID) }
        try create(.placed(placed(command, quote)), on: command.orderID, of: Order.self)
        for line in quote.lines { try reserveGoods(of: line, for: command.orderID) }
        // Units of a hold that lay in a warehouse that was not chosen are free again.
        for use in uses { try noteFreeGoods(of: use.sku) }
        for payment in command.payments {
            try openPayment(
                payment.paymentID, of: command.orderID, payment.method, payment.capture, payment.amount, command.currency)
        }
        try checkCanEnd(command.orderID, isNew: true)
        try settle(command.orderID, reason: "overpaid")
    }

    // MARK: Checks

    private func checkShape(_ command: PlaceOrder) throws(DecisionError) {
        try Check.id(command.orderID, "orderId")
        try Check.id(command.customerID, "customerId")
        try Currency.check(command.currency, "currency")
        guard !command.lines.isEmpty else { throw .invalid("lines", "is empty") }
        try Check.count(command.lines.count, "lines", limit: Limits.linesPerOrder)
        // As in `demands`.
        let lines = command.lines.span
        for index in lines.indices {
            try Check.optionalID(lines[index].lineID, "lines.lineId")
            try Check.id(lines[index].sku, "lines.sku")
            try Check.quantity(lines[index].quantity, "lines.quantity")
            try Check.amount(lines[index].unitPrice ?? 0, "lines.unitPrice")
            try Check.amount(lines[index].discount ?? 0, "lines.discount")
        }
        try Check.optionalID(command.priceListID, "priceListId")
        try Check.amount(command.shippingFee ?? 0, "shippingFee")
        try Check.count(command.fees.count, "fees", limit: Limits.feesPerOrder)
        for fee in command.fees {
            try Check.title(fee.code, "fees.code", limit: Limits.idBytes)
            guard Amount.isWithinLimits(fee.amount ?? 0) else { throw .overflow("fees.amount") }
        }
        try checkDestination(command)
        let seconds = command.payWithinSeconds ?? Limits.payWithinSeconds
        guard (1...Limits.maxPayWithinSeconds).contains(seconds) else {
            throw .invalid("payWithinSeconds", "must be 1 to \(Limits.maxPayWithinSeconds), not \(seconds)")
        }
        try checkPayments(command.payments)
        try Check.count(command.reservationIds.count, "reservationIds", limit: Limits.reservationsPerOrder)
        for id in command.reservationIds { try Check.id(id, "reservationIds") }
        guard command.reservationIds.isEmpty || Set(command.reservationIds).count == command.reservationIds.count else {
            throw .invalid("reservationIds", "has one of them twice")
        }
    }

    private func checkDestination(_ command: PlaceOrder) throws(DecisionError) {
        try Check.choice(command.deliveryMethod, "deliveryMethod", isRequired: false)
        guard let shipTo = command.shipTo else { return }
        try Check.optionalCountry(shipTo.country, "shipTo.country")
        try Check.optionalTitle(shipTo.region, "shipTo.region", limit: Limits.idBytes)
        try Check.optionalTitle(shipTo.postalCode, "shipTo.postalCode", limit: Limits.idBytes)
        if let location = shipTo.location { try Check.location(location, "shipTo.location") }
        try Check.optionalID(shipTo.addressID, "shipTo.addressId")
    }

    /// Refuses an address that the customer does not have. An order need not name one: a guest has none.
    private mutating func checkAddress(_ command: PlaceOrder) throws(DecisionError) {
        guard let id = command.shipTo?.addressID, !id.isEmpty else { return }
        let customer = try requireCustomer(command.customerID)
        guard customer.hasAddress(id) else { throw customer.noAddress(id) }
    }

    private func checkPayments(_ payments: [PlaceOrderPayment]) throws(DecisionError) {
        try Check.count(payments.count, "payments", limit: Limits.paymentsPerOrder)
        for payment in payments {
            try Check.id(payment.paymentID, "payments.paymentId")
            _ = try Check.tender(payment.method, payment.capture, ("payments.method", "payments.capture"))
            try Check.positive(payment.amount, "payments.amount")
        }
        guard payments.count < 2 || Set(payments.map(\.paymentID)).count == payments.count else {
            throw .invalid("payments.paymentId", "is there twice")
        }
    }

    /// Prices of one's own, discounts and fees in the customer's favor are for staff, never for a customer (*Access*).
    private func checkOverrides(_ command: PlaceOrder) throws(DecisionError) {
        if command.lines.contains(where: { $0.priceOverride && $0.unitPrice != nil }) {
            try requireRole(Role.pricing, "set prices of its own")
        }
        if command.lines.contains(where: { $0.discount ?? 0 > 0 }) { try requireRole(Role.pricing, "give discounts") }
        if actor.kind == .customer, let seconds = command.payWithinSeconds, seconds > Limits.payWithinSeconds {
            try requireRole(Role.priceLists, "give more time to pay")
        }
        if !command.priceListID.isEmpty { try requireRole(Role.priceLists, "name a price list") }
        if command.fees.contains(where: { ($0.amount ?? 0) < 0 }) {
            try requireRole(Role.pricing, "give discounts as negative fees")
        }
    }

    private func checkTenders(_ payments: [PlaceOrderPayment], total: Int64) throws(DecisionError) {
        var sum: Int64 = 0
        for payment in payments { sum = try Amount.sum(sum, payment.amount, "payments.amount") }
        guard sum <= total else {
            throw .of(.exceedsDue, "the payments sum to \(sum), \(total) is due", ["requested": String(sum), "due": String(total)])
        }
    }

    private func requireHolds(_ ids: [String]) throws(DecisionError) -> [Reservation] {
        var holds: [Reservation] = []
        for id in ids {
            let reservation = try requireReservation(id)
            try checkHeld(reservation)
            holds.append(reservation)
        }
        return holds
    }

    // MARK: Goods

    private func demands(of quote: Quote, allowBackorder: Bool) -> [Demand] {
        var demands: [Demand] = []
        demands.reserveCapacity(quote.lines.count)
        // Lines are wide, and a loop over the array would copy each.
        let lines = quote.lines.span
        for index in lines.indices where lines[index].kind == .physical {
            let (sku, quantity) = (lines[index].sku, lines[index].quantity)
            // The search is linear because orders have few lines, and their number is bounded.
            if let place = demands.firstIndex(where: { $0.sku == sku }) {
                demands[place].quantity += quantity
            } else {
                let limit = allowBackorder ? quote.backorderLimits[index] : 0
                demands.append(Demand(sku: sku, quantity: quantity, backorderLimit: limit))
            }
        }
        return demands
    }

    /// Shares a SKU's parts out to its lines, in the order of the lines; the last lines are those that wait.
    private func assign(_ parts: inout [[Part]], of demands: [Demand], to lines: inout [PlacedLine]) {
        for index in lines.indices where lines[index].kind == .physical {
            guard let place = demands.firstIndex(where: { $0.sku == lines[index].sku }) else { continue }
            lines[index].allocations = Part.take(lines[index].quantity, from: &parts[place])
        }
    }

    private mutating func reserveGoods(of line: PlacedLine, for orderID: String) throws(DecisionError) {
        let claim = StockClaim.line(line.lineID, of: orderID)
        for part in line.allocations {
            let stockID = Stock.id(sku: line.sku, warehouse: part.warehouseID)
            if part.reserved > 0 { try reserve(part.reserved, on: stockID, for: claim) }
            if part.backordered > 0 { try backorder(part.backordered, of: line.sku, for: claim) }
        }
    }

    private func placed(_ command: PlaceOrder, _ quote: Quote) -> OrderPlaced {
        var event = OrderPlaced(
            customerID: command.customerID, currency: command.currency, lines: quote.lines, shippingFee: command.shippingFee ?? 0,
            fees: command.fees, total: quote.total, shipTo: command.shipTo, deliveryMethod: command.deliveryMethod)
        let seconds = command.payWithinSeconds ?? Limits.payWithinSeconds
        event.payBy = now.adding(seconds: seconds).timestamp
        event.payWithinSeconds = seconds
        event.priceListID = command.priceListID
        event.cartID = command.cartID
        return event
    }
}

extension Part {
    /// Takes units off the parts: reserved ones first, then those that are waited for.
    static func take(_ quantity: Int64, from parts: inout [Part]) -> [PlacedAllocation] {
        var taken: [PlacedAllocation] = []
        var left = quantity
        for index in parts.indices where left > 0 && parts[index].reserved > 0 {
            let units = min(left, parts[index].reserved)
            parts[index].reserved -= units
            left -= units
            taken.append(parts[index].allocation(reserved: units, backordered: 0))
        }
        for index in parts.indices where left > 0 && parts[index].backordered > 0 {
            let units = min(left, parts[index].backordered)
            parts[index].backordered -= units
            left -= units
            if let place = taken.firstIndex(where: { $0.warehouseID == parts[index].warehouseID }) {
                taken[place].backordered = units
            } else {
                taken.append(parts[index].allocation(reserved: 0, backordered: units))
            }
        }
        return taken
    }

    private func allocation(reserved: Int64, backordered: Int64) -> PlacedAllocation {
        var allocation = PlacedAllocation(warehouseID: warehouseID, reserved: reserved, backordered: backordered)
        if let distance { allocation.distanceMeters = distance }
        return allocation
    }
}
