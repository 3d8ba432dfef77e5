public import Schema

extension Product {
    public init(id: String) {
        self.init()
        productID = id
    }

    public var indexKeys: [IndexKey] {
        variants.map { IndexKey(.productSKU, $0.sku) }
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
