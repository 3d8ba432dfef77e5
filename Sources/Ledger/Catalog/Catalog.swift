public import Schema

// The catalog: what is sold, in which variants (a variant is one SKU) and at what price.
//
// Entity `product/ID`. Status DRAFT → PUBLISHED ⇄ UNPUBLISHED → ARCHIVED (final); only a published product is sold.
//
// Reads other contexts: none.
//
// Invariants:
// - a SKU belongs to one product for ever, archived or not;
// - every variant has a price in a known currency, not negative;
// - a published product has at least one variant;
// - an archived product owes nobody anything: none of its SKUs was reserved or waited for when it was archived.

extension Limits {
    /// Variants of one product.
    public static let variantsPerProduct = 100
    /// Categories of one product.
    public static let categoriesPerProduct = 20
}

extension Product {
    /// The variant with this SKU, or nil if the product has none.
    func variant(_ sku: String) -> Variant? {
        variants.first { $0.sku == sku }
    }
}

/// A SKU found in the catalog, and the product it belongs to.
struct CatalogItem {
    let product: Product
    let variant: Variant
    /// What one costs: every variant in the book has a price.
    var price: Money { variant.price ?? Money() }
}

extension LedgerState {
    /// The product, or `not_found`.
    mutating func requireProduct(_ id: String) throws(DecisionError) -> Product {
        guard let product = try product(id) else { throw .notFound(.product, id) }
        return product
    }

    /// The variant a SKU stands for, or nil if no product has it.
    mutating func catalogItem(_ sku: String) throws(DecisionError) -> CatalogItem? {
        for id in try ids(.productSKU, sku) {
            if let product = try product(id), let variant = product.variant(sku) {
                return CatalogItem(product: product, variant: variant)
            }
        }
        return nil
    }

    /// The variant a SKU stands for, or `not_found`.
    mutating func requireCatalogItem(_ sku: String) throws(DecisionError) -> CatalogItem {
        guard let item = try catalogItem(sku) else {
            throw .of(.notFound, "no product has the sku \(sku)", ["sku": sku])
        }
        return item
    }

    /// The variant of goods that lie in warehouses: a digital good or a service has no stock.
    mutating func requireGoods(_ sku: String) throws(DecisionError) -> CatalogItem {
        let item = try requireCatalogItem(sku)
        guard item.product.kind == .physical else {
            throw .invalid("sku", "\(sku) is \(item.product.kind.label): only PHYSICAL goods have stock")
        }
        return item
    }
}

extension Product {
    public init(id: String) {
        self.init()
        productID = id
    }

    public var id: String { productID }

    public func links(after event: CatalogEvent.OneOf_Event) -> [IndexKey] {
        switch event {
        case .productCreated, .variantAdded: indexKeys
        case .priceSet, .published, .unpublished, .archived: []
        }
    }

    /// The product after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Product, _ event: CatalogEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .productCreated(let event):
            row.status = .draft
            row.title = event.title
            row.kind = event.kind
            row.sellerID = event.sellerID
            row.description_p = event.description_p
            row.categories = event.categories
            row.variants = event.variants
            row.createdAt = time.timestamp
        case .priceSet(let event):
            if let index = row.variants.firstIndex(where: { $0.sku == event.sku }) { row.variants[index].price = event.price }
        case .variantAdded(let event):
            row.variants.append(event.variant)
        case .published:
            row.status = .published
        case .unpublished:
            row.status = .unpublished
        case .archived:
            row.status = .archived
        }
        row.updatedAt = time.timestamp
    }
}
