public import Schema

// The catalog: what is sold, in which variants (a variant is one SKU), at what price, and what it is in which language.
//
// Entity `product/ID`. Status DRAFT → PUBLISHED ⇄ UNPUBLISHED → ARCHIVED (final); only a published product is sold.
//
// Reads other contexts: Customers.
//
// Invariants:
// - a SKU belongs to one product for ever, archived or not;
// - every variant has a price in a known currency, not negative; what else it costs is in `Prices.swift` (P1);
// - a published product has at least one variant;
// - an archived product owes nobody anything: none of its SKUs was reserved or waited for when it was archived.

extension Limits {
    /// Variants of one product.
    public static let variantsPerProduct = 100
    /// Categories of one product.
    public static let categoriesPerProduct = 20
}

/// A SKU found in the catalog, and the product it belongs to.
struct CatalogItem {
    let product: Product
    /// The variant's place among the product's.
    let place: Int
    /// A copy of the variant: who needs one field of it asks the product, and copies nothing else.
    var variant: Variant { product.variants[place] }
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
            if let product = try product(id), let place = product.variants.firstIndex(where: { $0.sku == sku }) {
                return CatalogItem(product: product, place: place)
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
        // Decisions look products up by their SKUs alone.
        case .productCreated, .variantAdded: indexKeys.filter { $0.index == .productSKU }
        case .priceSet, .priceEnded, .published, .unpublished, .archived, .productUpdated, .variantUpdated, .translated,
            .taxClassSet:
            []
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
            row.locale = event.locale
            row.attributes = event.attributes
            row.media = event.media
            row.restrictedCountries = event.restrictedCountries
            row.createdAt = time.timestamp
        case .priceSet(let event): row.change(event.sku) { $0.set(event, at: time) }
        case .priceEnded(let event): row.change(event.sku) { $0.end(event) }
        case .productUpdated(let event): row.change(event)
        case .variantUpdated(let event): row.change(event.sku) { $0.change(event) }
        case .translated(let event): row.translate(event)
        case .variantAdded(let event):
            row.variants.append(event.variant)
        case .published:
            row.status = .published
        case .unpublished:
            row.status = .unpublished
        case .archived:
            row.status = .archived
        case .taxClassSet: break
        }
        row.updatedAt = time.timestamp
    }

    private mutating func change(_ sku: String, _ body: (inout Variant) -> Void) {
        guard let place = variants.firstIndex(where: { $0.sku == sku }) else { return }
        body(&variants[place])
    }
}
