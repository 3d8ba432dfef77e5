import Schema

extension LedgerState {
    mutating func createProduct(_ command: CreateProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        try Check.title(command.title, "title")
        try Check.choice(command.kind, "kind")
        try Check.optionalID(command.sellerID, "sellerId")
        try Check.text(command.description_p, "description", limit: Limits.descriptionBytes)
        try Check.categories(command.categories)
        try Check.optionalLocale(command.locale, "locale")
        try Check.attributes(command.attributes, "attributes")
        try Check.media(command.media)
        try Check.countries(command.restrictedCountries)
        try Check.count(command.variants.count, "variants", limit: Limits.variantsPerProduct)
        for variant in command.variants { try Variant.check(variant) }
        guard try product(command.productID) == nil else { throw .alreadyExists(.product, command.productID) }
        try checkFree(command.variants.map(\.sku))
        if command.publish {
            if command.variants.isEmpty { throw .noVariant(command.productID) }
            try checkSeller(command.sellerID, of: command.productID)
        }

        var created = ProductCreated(
            title: command.title, kind: command.kind, sellerID: command.sellerID, description_p: command.description_p,
            categories: command.categories, variants: command.variants, locale: command.locale, attributes: command.attributes,
            media: command.media, restrictedCountries: command.restrictedCountries)
        for place in created.variants.indices { created.variants[place] = try begun(created.variants[place]) }
        try create(.productCreated(created), on: command.productID, of: Product.self)
        if command.publish { try record(.published(ProductPublished()), on: command.productID, of: Product.self) }
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
        try record(.variantAdded(VariantAdded(variant: try begun(variant))), on: product.productID, of: Product.self)
    }

    mutating func publishProduct(_ command: PublishProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        let product = try requireProduct(command.productID)
        guard product.status == .draft || product.status == .unpublished else {
            throw .invalidState(.product, product.productID, from: product.status.label, command: "catalog.publish")
        }
        guard !product.variants.isEmpty else { throw .noVariant(product.productID) }
        try checkSeller(product.sellerID, of: product.productID)
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

    /// Refuses to put products on sale whose seller is registered, and not approved.
    private func checkSeller(_ seller: String, of product: String) throws(DecisionError) {
        guard try !maySell(seller) else { return }
        throw .of(
            .sellerSuspended, "product \(product): the seller \(seller) is not approved",
            ["entity": Table.product.entity(product), "seller": seller])
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

extension DecisionError {
    fileprivate static func noVariant(_ product: String) -> DecisionError {
        .of(.noVariant, "product \(product) has no variant that could be sold", ["entity": Table.product.entity(product)])
    }
}
