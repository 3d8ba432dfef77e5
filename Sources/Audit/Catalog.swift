public import Schema

/// What the catalog's events say that other contexts depend on: prices (O4), backorder limits (B2), what is on sale (O7).
struct CatalogModel {
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
            catalog.status[id] = .draft
            for variant in event.variants { catalog.add(variant) }
        case .priceSet(let event): catalog.prices[event.sku] = event.price
        case .variantAdded(let event): catalog.add(event.variant)
        case .published:
            let before = catalog.status[id]
            expectTrue("O7", "product/" + id, before == .draft || before == .unpublished, "DRAFT or UNPUBLISHED before")
            catalog.status[id] = .published
        case .unpublished: catalog.status[id] = .unpublished
        case .archived: catalog.status[id] = .archived
        }
    }

    /// L6: compares a product's row with what its events say.
    public mutating func compare(_ row: Product, as entity: String) {
        compareHead(entity, id: row.productID, version: row.version)
        expect("L6", entity, row.status, catalog.status[row.productID])
        for variant in row.variants { expect("L6", entity, variant.price, catalog.prices[variant.sku]) }
    }
}
