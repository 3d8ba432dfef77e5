import Schema

// What an order costs: lines at the prices of its list and time, their tax, fees, shipping (invariants O4 and O5). Names the
// catalog and the order.

/// An order as it will be placed, but for where its goods come from.
struct Quote {
    var lines: [PlacedLine] = []
    /// How far each line's SKU may be sold ahead of stock; parallel to `lines`.
    var backorderLimits: [Int64] = []
    var total: Int64 = 0
    /// Whether what is not sold everywhere has to say where it goes.
    var needsCountry = true
}

extension Quote {
    /// Shares a discount on the whole order out over its lines, in proportion to what they cost, by largest remainder: the shares
    /// sum to the discount, no line falls below zero, and of equal remainders the first line's counts more.
    /// What the lines cannot bear stays with the order.
    fileprivate mutating func shareOut(_ discount: Int64) {
        let whole = lines.reduce(0) { $0 + $1.net }
        let shared = min(discount, whole)
        guard shared > 0 else { return }
        var left = shared
        var remainders: [(remainder: Int64, index: Int)] = []
        for index in lines.indices {
            let (share, remainder) = whole.dividingFullWidth(lines[index].net.multipliedFullWidth(by: shared))
            lines[index].orderDiscount = share
            left -= share
            if remainder > 0 { remainders.append((remainder, index)) }
        }
        remainders.sort { $0.remainder == $1.remainder ? $0.index < $1.index : $0.remainder > $1.remainder }
        for (_, index) in remainders.prefix(Int(left)) { lines[index].orderDiscount += 1 }
        for index in lines.indices { lines[index].net -= lines[index].orderDiscount }
    }

    /// Charges the tax of the lines that bear any, rounded half up once for each, on what they cost after all discounts.
    ///
    /// - Returns: the total with what comes on top: prices that include the tax stay as they are.
    fileprivate mutating func chargeTax(on total: Int64) throws(DecisionError) -> Int64 {
        var total = total
        for index in lines.indices where lines[index].taxRatePpm > 0 {
            let (rate, amount) = (lines[index].taxRatePpm, lines[index].net)
            if lines[index].taxIncluded {
                lines[index].tax = Amount.ofUnits(rate, of: Limits.wholePPM + rate, total: amount)
                lines[index].net -= lines[index].tax
            } else {
                lines[index].tax = Amount.ofUnits(rate, of: Limits.wholePPM, total: amount)
                total = try Amount.sum(total, lines[index].tax, "total")
            }
        }
        return total
    }
}

extension LedgerState {
    /// Prices an order, or says why it cannot be sold like that.
    ///
    /// - Parameter needsCountry: whether what is not sold everywhere has to say where it goes.
    mutating func quote(_ command: PlaceOrder, needsCountry: Bool = true) throws(DecisionError) -> Quote {
        var quote = Quote(needsCountry: needsCountry)
        quote.lines.reserveCapacity(command.lines.count)
        quote.backorderLimits.reserveCapacity(command.lines.count)
        for (index, wanted) in command.lines.enumerated() {
            let lineID = wanted.lineID.isEmpty ? String(index + 1) : wanted.lineID
            guard !quote.lines.contains(where: { $0.lineID == lineID }) else {
                throw .invalid("lines.lineId", "\(lineID) is there twice")
            }
            try priceLine(wanted, lineID, of: command, into: &quote)
        }
        var total = command.shippingFee ?? 0
        for line in quote.lines { total = try Amount.sum(total, line.net, "total") }
        var discount: Int64 = 0
        for fee in command.fees {
            let amount = fee.amount ?? 0
            total = try Amount.sum(total, amount, "total")
            if amount < 0 { discount = try Amount.sum(discount, -amount, "fees.amount") }
        }
        guard total >= 0 else { throw .invalid("fees", "would make the total \(total)") }
        quote.shareOut(discount)
        total = try quote.chargeTax(on: total)
        quote.total = total
        if let expected = command.expectedTotal, expected != total {
            throw .of(
                .priceChanged, "the total is \(total), not \(expected)",
                ["expected": String(expected), "actual": String(total)])
        }
        return quote
    }

    private mutating func priceLine(
        _ wanted: PlaceOrderLine, _ lineID: String, of command: PlaceOrder, into quote: inout Quote
    ) throws(DecisionError) {
        let item = try sellable(wanted.sku)
        // Whoever buys from themselves makes sales, and reviews, of nothing.
        guard item.product.sellerID.isEmpty || item.product.sellerID != command.customerID else {
            throw .of(
                .ownGoods, "\(wanted.sku) is sold by customer \(command.customerID), who may not buy it",
                ["sku": wanted.sku, "seller": command.customerID])
        }
        if !item.product.restrictedCountries.isEmpty {
            try checkMayGo(wanted.sku, item.product, to: command.shipTo?.country ?? "", quote)
        }
        let discount = wanted.discount ?? 0
        let overriding = wanted.priceOverride ? wanted.unitPrice : nil
        let unitPrice = if let overriding { overriding } else { try unitPrice(of: wanted, item, in: command) }
        let gross = try Amount.times(unitPrice, wanted.quantity, "lines.unitPrice")
        guard discount <= gross else {
            throw .invalid("lines.discount", "\(discount) is more than the line's \(gross)")
        }
        quote.lines.append(
            PlacedLine(
                lineID: lineID, sku: wanted.sku, productID: item.product.productID, sellerID: item.product.sellerID,
                kind: item.product.kind, quantity: wanted.quantity, unitPrice: unitPrice, discount: discount,
                net: gross - discount, priceOverridden: overriding != nil))
        if !item.product.variants[item.place].taxClass.isEmpty {
            let place = quote.lines.count - 1
            try setRate(of: &quote.lines[place], item.product.variants[item.place].taxClass, to: command.shipTo)
        }
        quote.backorderLimits.append(item.product.variants[item.place].backorderLimit ?? 0)
    }

    /// What the catalog says that one unit costs in this order now; another price that the command gives is refused.
    private func unitPrice(
        of wanted: PlaceOrderLine, _ item: CatalogItem, in command: PlaceOrder
    ) throws(DecisionError) -> Int64 {
        let amount = try item.amount(in: command.currency, list: command.priceListID, at: now)
        if let given = wanted.unitPrice, given != amount {
            throw .of(
                .priceChanged, "\(wanted.sku) costs \(amount), not \(given)",
                ["sku": wanted.sku, "expected": String(given), "actual": String(amount)])
        }
        return amount
    }

    /// Says what is charged on a line; how much that is follows when all discounts are known.
    private mutating func setRate(of line: inout PlacedLine, _ id: String, to shipTo: ShipTo?) throws(DecisionError) {
        guard let taxClass = try taxClass(id) else { throw .notFound(.taxClass, id) }
        line.taxRatePpm = taxClass.rate(to: shipTo?.country ?? "")
        line.taxIncluded = line.taxRatePpm > 0 && taxClass.mode == .inclusive
    }

    /// Refuses what is not sold to where the order goes.
    private func checkMayGo(_ sku: String, _ product: Product, to country: String, _ quote: Quote) throws(DecisionError) {
        guard !country.isEmpty || !quote.needsCountry else {
            throw .invalid("shipTo.country", "is missing: \(sku) is not sold to every country")
        }
        guard product.restrictedCountries.contains(country) else { return }
        throw .of(.destinationRestricted, "\(sku) is not sold to \(country)", ["sku": sku, "country": country])
    }

    /// What a unit of a SKU that is on sale costs now, in that currency.
    mutating func price(of sku: String, in currency: String) throws(DecisionError) -> Int64 {
        try sellable(sku).amount(in: currency, at: now)
    }

    /// The variant behind a SKU that is on sale now, or `not_sellable`: an unknown SKU is refused, never invented.
    mutating func sellable(_ sku: String) throws(DecisionError) -> CatalogItem {
        guard let item = try catalogItem(sku) else { throw .of(.notSellable, "\(sku) is not in the catalog", ["sku": sku]) }
        guard item.product.status == .published else {
            throw .of(
                .notSellable, "\(sku) is not on sale: product \(item.product.productID) is \(item.product.status.label)",
                ["sku": sku, "state": item.product.status.label])
        }
        guard try maySell(item.product.sellerID) else {
            throw .of(
                .notSellable, "\(sku) is not on sale: its seller \(item.product.sellerID) is not approved",
                ["sku": sku, "seller": item.product.sellerID])
        }
        return item
    }
}
