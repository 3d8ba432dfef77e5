import Schema

/// What the catalog's events say that other contexts depend on: prices (O4), backorder limits (B2), what is on sale (O7).
struct ProductSums {
    var prices: [String: Money] = [:]
    var backorderLimits: [String: Int64] = [:]
    var status: [String: Product.Status] = [:]

    fileprivate mutating func add(_ variant: Variant) {
        prices[variant.sku] = variant.price
        backorderLimits[variant.sku] = variant.backorderLimit
    }
}

extension Auditor {
    mutating func product(_ event: CatalogEvent.OneOf_Event, _ id: String) {
        switch event {
        case .productCreated(let event):
            sums.products.status[id] = .draft
            for variant in event.variants { sums.products.add(variant) }
        case .priceSet(let event): sums.products.prices[event.sku] = event.price
        case .variantAdded(let event): sums.products.add(event.variant)
        case .published:
            let before = sums.products.status[id]
            expectTrue("O7", "product/" + id, before == .draft || before == .unpublished, "DRAFT or UNPUBLISHED before")
            sums.products.status[id] = .published
        case .unpublished: sums.products.status[id] = .unpublished
        case .archived: sums.products.status[id] = .archived
        }
    }

    func checkProduct(_ id: String) {}

    /// L6: compares a product's row with what its events say.
    mutating func compare(_ row: Product, as entity: String) {
        compareHead(entity, id: row.productID, version: row.version)
        expect("L6", entity, row.status, sums.products.status[row.productID])
        for variant in row.variants { expect("L6", entity, variant.price, sums.products.prices[variant.sku]) }
    }
}
