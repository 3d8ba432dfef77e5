import Schema

// What an order's lines cost is what the catalog said when it was placed: O4 of prices and tax, O7 of what was on sale, and where.

extension Auditor {
    /// O4, O7 of a line that is being placed.
    mutating func checkPrice(_ line: PlacedLine, of event: OrderPlaced, _ entity: String) {
        let product = sums.products.byID[line.productID]
        expect("O7", entity, product?.status, .published)
        let country = event.shipTo?.country ?? ""
        expectTrue("O7", entity, product?.restrictedCountries.contains(country) != true, "\(line.sku) not sold to \(country)")
        checkTax(line, to: country, entity)
        guard !line.priceOverridden else { return }
        let price = sums.products.variants[line.sku]?.amount(in: event.currency, list: event.priceListID, at: time)
        expectNumber("O4", entity, "unitPrice", line.unitPrice, price ?? -1)
    }

    /// O4: a line's tax is that of its class, rounded half up once, on top of what it costs or within.
    private mutating func checkTax(_ line: PlacedLine, to country: String, _ entity: String) {
        let rate = sums.taxClasses.rate(of: sums.products.variants[line.sku]?.variant.taxClass ?? "", to: country)
        expectNumber("O4", entity, "taxRatePpm", line.taxRatePpm, rate.ppm)
        expect("O4", entity, line.taxIncluded, rate.isIncluded)
        let cost = Sum(line.net) + (line.taxIncluded ? Sum(line.tax) : 0)
        guard let tax = taxOf(cost, ppm: Sum(line.taxRatePpm), isIncluded: line.taxIncluded, entity) else { return }
        expectNumber("O4", entity, "tax of line \(line.lineID)", line.tax, tax)
    }

    /// The tax on what something costs, rounded half up once; nil, and a violation, where no order can have such amounts.
    mutating func taxOf(_ cost: Sum, ppm: Sum, isIncluded: Bool, _ entity: String) -> Sum? {
        let whole = Sum(1_000_000)
        let base = isIncluded ? whole + ppm : whole
        guard cost.isFactor, ppm.isFactor, base > 0 else {
            fail("O4", entity, "amounts that an order can have", "\(cost)")
            return nil
        }
        return (2 * cost * ppm + base) / (2 * base)
    }
}
