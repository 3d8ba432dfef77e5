import Ledger
package import Schema
import TestTools

// What changes in the catalog while it is sold from: prices of lists and of times, tax, and what is said of products.

extension Workload {
    static let taxClasses = ["T-1", "T-2"]
    static let list = "L-1"

    mutating func changeCatalog() -> Command {
        let index = Int(random.number(0...9))
        let (sku, currency) = (skus[index], Self.currencies[index % 4])
        switch random.number(0...10) {
        case 0, 1: return .catalog(nextID(), .setPrice(listPrice(of: sku, currency)))
        case 2:
            var end = EndPrice(sku: sku, currency: currency, listID: random.oneIn(2) ? Self.list : "")
            if random.oneIn(3) { end.validFrom = Self.later }
            return .catalog(nextID(), .endPrice(end))
        case 3: return .catalog(nextID(), .updateProduct(update(of: sku)))
        case 4, 5: return .catalog(nextID(), .updateVariant(update(of: sku, currency)))
        case 6:
            var translation = TranslateProduct(productID: "P-" + sku, title: "\(sku) \(random.number(1...9))")
            translation.locale = random.pick(["de", "fr-CA", "zh-Hant"])
            return .catalog(nextID(), .translate(translation))
        case 7: return setTaxClass(random.pick(Self.taxClasses))
        default: return changeLeaflet(currency)
        }
    }

    /// Products that nobody buys: what becomes of them is in nobody's way.
    private mutating func changeLeaflet(_ currency: String) -> Command {
        let id = "LEAFLET-\(leaflets)"
        let variant = Variant(sku: "\(id)-\(random.number(0...2))", price: Money(amount: 1, currency: currency))
        switch random.number(0...3) {
        case 0:
            leaflets += 1
            let created = CreateProduct(
                productID: "LEAFLET-\(leaflets)", title: "A leaflet", kind: .digital,
                variants: [Variant(sku: "LEAFLET-\(leaflets)-0", price: variant.price)])
            return .catalog(nextID(), .createProduct(created))
        case 1, 2: return .catalog(nextID(), .addVariant(AddVariant(productID: id, variant: variant)))
        default: return .catalog(nextID(), .archive(ArchiveProduct(productID: id)))
        }
    }

    mutating func setTaxClass(_ id: String) -> Command {
        var taxClass = SetTaxClass(taxClassID: id, mode: random.oneIn(2) ? .inclusive : .exclusive)
        taxClass.rates = [TaxRate(ratePpm: random.pick([0, 70_000, 190_000]))]
        if random.oneIn(2) { taxClass.rates.append(TaxRate(country: "FR", ratePpm: random.number(0...200_000))) }
        return .catalog(nextID(), .setTaxClass(taxClass))
    }

    /// Prices begin now or long after the run, and end now or long after it: whether one holds, no test has to ask a clock.
    private static let later = Moment("2080-01-01T00:00:00Z")!.timestamp

    private mutating func listPrice(of sku: String, _ currency: String) -> SetPrice {
        var price = SetPrice(sku: sku, price: Money(amount: random.number(1...500), currency: currency))
        if random.oneIn(2) { price.listID = Self.list }
        if random.oneIn(5) { price.validFrom = Self.later }
        // Without a list and a time it would be the plain price.
        if random.oneIn(2) || price.listID.isEmpty { price.validTo = Moment("2090-01-01T00:00:00Z")!.timestamp }
        return price
    }

    private mutating func update(of sku: String) -> UpdateProduct {
        var update = UpdateProduct(productID: "P-" + sku)
        if random.oneIn(2) { update.title = "\(sku) \(random.number(1...9))" }
        if random.oneIn(2) { update.categories = [random.pick(["tea", "pots", "gifts"])] }
        if random.oneIn(2) { update.attributes = ["origin": random.pick(["", "Taiwan", "Japan"])] }
        switch random.number(0...3) {
        case 0: update.restrictedCountries = ["KP"]
        case 1: update.clear = ["restrictedCountries"]
        default: break
        }
        return update
    }

    private mutating func update(of sku: String, _ currency: String) -> UpdateVariant {
        var update = UpdateVariant(sku: sku)
        if random.oneIn(2) { update.taxClass = random.pick(Self.taxClasses + ["", ""]) }
        if random.oneIn(2) { update.unitCost = Money(amount: random.number(1...100), currency: currency) }
        if random.oneIn(2) { update.options = ["size": random.pick(["", "small", "large"])] }
        if random.oneIn(3) {
            (update.weightGrams, update.lengthMm) = (random.number(1...900), random.number(1...900))
            if !random.oneIn(4) { (update.widthMm, update.heightMm) = (random.number(1...900), random.number(1...900)) }
        }
        return update
    }
}

extension PlaceOrder {
    /// What one unit of a line costs by the catalog's rows, and the tax on it. The prices of a run hold from their entries on, or
    /// after it (`Workload.later`).
    package func price(of line: PlaceOrderLine, _ rows: any LedgerRows) throws -> (amount: Int64, ppm: Int64, isIncluded: Bool) {
        guard case .product(let product) = try rows.row(.product, "P-" + line.sku) else { return (line.unitPrice ?? 0, 0, false) }
        let variant = product.variants[0]
        let holding = variant.prices.filter { price in
            let isBegun = price.validFrom.map { $0.seconds < Self.afterRun } ?? true
            return price.price?.currency == currency && isBegun && price.validTo.map { $0.seconds > Self.afterRun } ?? true
        }
        let own = holding.first { !priceListID.isEmpty && $0.listID == priceListID } ?? holding.first { $0.listID.isEmpty }
        var amount = (own?.price ?? variant.price)?.amount ?? 0
        if line.priceOverride, let given = line.unitPrice { amount = given }
        guard !variant.taxClass.isEmpty, case .taxClass(let taxClass) = try rows.row(.taxClass, variant.taxClass) else {
            return (amount, 0, false)
        }
        let rates = taxClass.rates
        let rate = rates.first { $0.country == shipTo?.country ?? "" } ?? rates.first { $0.country.isEmpty }
        return (amount, rate?.ratePpm ?? 0, taxClass.mode == .inclusive)
    }

    private static let afterRun: Int64 = 3_400_000_000
}
