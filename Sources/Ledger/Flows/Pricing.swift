import Schema

// What an order costs: lines at catalog prices, fees, shipping (invariants O4 and O5). Names the catalog and the order.

/// An order as it will be placed, but for where its goods come from.
struct Quote {
    var lines: [PlacedLine] = []
    /// How far each line's SKU may be sold ahead of stock; parallel to `lines`.
    var backorderLimits: [Int64] = []
    var total: Int64 = 0
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
}

extension LedgerState {
    /// Prices an order, or says why it cannot be sold like that.
    mutating func quote(_ command: PlaceOrder) throws(DecisionError) -> Quote {
        var quote = Quote()
        quote.lines.reserveCapacity(command.lines.count)
        quote.backorderLimits.reserveCapacity(command.lines.count)
        for (index, wanted) in command.lines.enumerated() {
            let lineID = wanted.lineID.isEmpty ? String(index + 1) : wanted.lineID
            guard !quote.lines.contains(where: { $0.lineID == lineID }) else {
                throw .invalid("lines.lineId", "\(lineID) is there twice")
            }
            try priceLine(wanted, lineID, command.currency, into: &quote)
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
        quote.total = total
        if let expected = command.expectedTotal, expected != total {
            throw .of(
                .priceChanged, "the total is \(total), not \(expected)",
                ["expected": String(expected), "actual": String(total)])
        }
        return quote
    }

    private mutating func priceLine(
        _ wanted: PlaceOrderLine, _ lineID: String, _ currency: String, into quote: inout Quote
    ) throws(DecisionError) {
        let item = try sellable(wanted.sku)
        let (price, discount) = (item.price, wanted.discount ?? 0)
        let amount = price.amount ?? 0
        let overriding = wanted.priceOverride ? wanted.unitPrice : nil
        if overriding == nil {
            guard price.currency == currency else {
                throw .of(
                    .currencyMismatch, "\(wanted.sku) is priced in \(price.currency), the order is in \(currency)",
                    ["sku": wanted.sku, "expected": price.currency, "actual": currency])
            }
            if let given = wanted.unitPrice, given != amount {
                throw .of(
                    .priceChanged, "\(wanted.sku) costs \(amount), not \(given)",
                    ["sku": wanted.sku, "expected": String(given), "actual": String(amount)])
            }
        }
        let unitPrice = overriding ?? amount
        let gross = try Amount.times(unitPrice, wanted.quantity, "lines.unitPrice")
        guard discount <= gross else {
            throw .invalid("lines.discount", "\(discount) is more than the line's \(gross)")
        }
        let line = PlacedLine(
            lineID: lineID, sku: wanted.sku, productID: item.product.productID, sellerID: item.product.sellerID,
            kind: item.product.kind, quantity: wanted.quantity, unitPrice: unitPrice, discount: discount, net: gross - discount,
            priceOverridden: overriding != nil)
        quote.lines.append(line)
        quote.backorderLimits.append(item.variant.backorderLimit ?? 0)
    }

    /// What a unit of a SKU that is on sale costs now, in that currency.
    mutating func price(of sku: String, in currency: String) throws(DecisionError) -> Int64 {
        let price = try sellable(sku).price
        guard price.currency == currency else {
            throw .of(
                .currencyMismatch, "\(sku) is priced in \(price.currency), the cart is in \(currency)",
                ["sku": sku, "expected": price.currency, "actual": currency])
        }
        return price.amount ?? 0
    }

    /// The variant behind a SKU that is on sale now, or `not_sellable`: an unknown SKU is refused, never invented.
    mutating func sellable(_ sku: String) throws(DecisionError) -> CatalogItem {
        guard let item = try catalogItem(sku) else { throw .of(.notSellable, "\(sku) is not in the catalog", ["sku": sku]) }
        guard item.product.status == .published else {
            throw .of(
                .notSellable, "\(sku) is not on sale: product \(item.product.productID) is \(item.product.status.label)",
                ["sku": sku, "state": item.product.status.label])
        }
        return item
    }
}
