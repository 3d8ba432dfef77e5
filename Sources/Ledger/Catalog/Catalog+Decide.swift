import Schema

extension LedgerState {
    mutating func createProduct(_ command: CreateProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        try Check.title(command.title, "title")
        try Check.choice(command.kind, "kind")
        try Check.optionalID(command.sellerID, "sellerId")
        try Check.text(command.description_p, "description", limit: Limits.descriptionBytes)
        try Check.count(command.categories.count, "categories", limit: Limits.categoriesPerProduct)
        for category in command.categories { try Check.title(category, "categories") }
        try Check.count(command.variants.count, "variants", limit: Limits.variantsPerProduct)
        for variant in command.variants { try Variant.check(variant) }
        guard try product(command.productID) == nil else { throw .alreadyExists(.product, command.productID) }
        try checkFree(command.variants.map(\.sku))
        if command.publish, command.variants.isEmpty { throw .noVariant(command.productID) }

        let created = ProductCreated(
            title: command.title, kind: command.kind, sellerID: command.sellerID, description_p: command.description_p,
            categories: command.categories, variants: command.variants)
        try create(.productCreated(created), on: command.productID, of: Product.self)
        if command.publish { try record(.published(ProductPublished()), on: command.productID, of: Product.self) }
    }

    mutating func setPrice(_ command: SetPrice) throws(DecisionError) {
        try Check.id(command.sku, "sku")
        guard let price = command.price, price.amount != nil else { throw .noPrice(command.sku) }
        try Money.check(price, "price")
        let product = try requireCatalogItem(command.sku).product
        try checkNotArchived(product, command: "catalog.setPrice")
        try record(.priceSet(PriceSet(sku: command.sku, price: price)), on: product.productID, of: Product.self)
    }

    mutating func addVariant(_ command: AddVariant) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        guard let variant = command.variant else { throw .invalid("variant", "is missing") }
        try Variant.check(variant)
        let product = try requireProduct(command.productID)
        try checkNotArchived(product, command: "catalog.addVariant")
        guard product.variants.count < Limits.variantsPerProduct else {
            throw .of(
                .quantityLimit, "a product has at most \(Limits.variantsPerProduct) variants",
                ["field": "variants", "max": String(Limits.variantsPerProduct)])
        }
        try checkFree([variant.sku])
        try record(.variantAdded(VariantAdded(variant: variant)), on: product.productID, of: Product.self)
    }

    mutating func publishProduct(_ command: PublishProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        let product = try requireProduct(command.productID)
        guard product.status == .draft || product.status == .unpublished else {
            throw .invalidState(.product, product.productID, from: product.status.label, command: "catalog.publish")
        }
        guard !product.variants.isEmpty else { throw .noVariant(product.productID) }
        try record(.published(ProductPublished()), on: product.productID, of: Product.self)
    }

    mutating func unpublishProduct(_ command: UnpublishProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        let product = try requireProduct(command.productID)
        guard product.status == .published else {
            throw .invalidState(.product, product.productID, from: product.status.label, command: "catalog.unpublish")
        }
        try record(.unpublished(ProductUnpublished()), on: product.productID, of: Product.self)
    }

    func checkNotArchived(_ product: Product, command: String) throws(DecisionError) {
        guard product.status != .archived else {
            throw .invalidState(.product, product.productID, from: product.status.label, command: command)
        }
    }

    /// Refuses SKUs that another product has, or that are named twice.
    private mutating func checkFree(_ skus: [String]) throws(DecisionError) {
        var seen: Set<String> = []
        for sku in skus {
            guard seen.insert(sku).inserted, try catalogItem(sku) == nil else {
                throw .of(.skuTaken, "the sku \(sku) is taken", ["sku": sku])
            }
        }
    }
}

extension Variant {
    fileprivate static func check(_ variant: Variant) throws(DecisionError) {
        try Check.id(variant.sku, "variants.sku")
        guard let price = variant.price, price.amount != nil else { throw .noPrice(variant.sku) }
        try Money.check(price, "variants.price")
        try checkMeasure(variant.weightGrams, "variants.weightGrams")
        try checkMeasure(variant.lengthMm, "variants.lengthMm")
        try checkMeasure(variant.widthMm, "variants.widthMm")
        try checkMeasure(variant.heightMm, "variants.heightMm")
        try checkMeasure(variant.backorderLimit, "variants.backorderLimit")
    }

    private static func checkMeasure(_ value: Int64?, _ field: String) throws(DecisionError) {
        guard let value else { return }
        guard value >= 0 else { throw .invalid(field, "must not be negative, but is \(value)") }
        guard value <= Limits.quantity else { throw .invalid(field, "is more than \(Limits.quantity)") }
    }
}

extension DecisionError {
    fileprivate static func noVariant(_ product: String) -> DecisionError {
        .of(.noVariant, "product \(product) has no variant that could be sold", ["entity": Table.product.entity(product)])
    }

    fileprivate static func noPrice(_ sku: String) -> DecisionError {
        .of(.noPrice, "\(sku): a price, or its amount, is missing: what is free says 0", ["sku": sku])
    }
}
