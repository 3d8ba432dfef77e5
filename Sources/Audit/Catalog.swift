import Schema

/// What the catalog's events say that other contexts depend on: prices (O4), backorder limits (B2), what is on sale (O7).
struct ProductSums {
    var prices: [String: Money] = [:]
    var backorderLimits: [String: Int64] = [:]
    var status: [String: Product.Status] = [:]
    /// The variants of each product, in the order they came, with their prices of today.
    var variants: [String: [Variant]] = [:]

    fileprivate mutating func add(_ variant: Variant, to product: String) {
        variants[product, default: []].append(variant)
        prices[variant.sku] = variant.price
        backorderLimits[variant.sku] = variant.backorderLimit
    }

    fileprivate mutating func set(_ price: Money, of sku: String, in product: String) {
        prices[sku] = price
        guard let index = variants[product]?.firstIndex(where: { $0.sku == sku }) else { return }
        variants[product]?[index].price = price
    }
}

extension Auditor {
    mutating func product(_ event: CatalogEvent.OneOf_Event, _ id: String) {
        switch event {
        case .productCreated(let event):
            sums.products.status[id] = .draft
            for variant in event.variants { sums.products.add(variant, to: id) }
        case .priceSet(let event): sums.products.set(event.price, of: event.sku, in: id)
        case .variantAdded(let event): sums.products.add(event.variant, to: id)
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
        expect("L6", entity, row.variants, sums.products.variants[row.productID] ?? [])
    }
}
