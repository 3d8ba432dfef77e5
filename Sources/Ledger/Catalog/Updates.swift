import Schema

// What is said of products and variants, and of products in other languages. A command changes only what it gives, and its event
// says the same: a field is given or not, entries of a map are set one by one, and a list comes in place of the old one.

extension Limits {
    /// Attributes of one product, and options of one variant.
    public static let attributesPerProduct = 50
    /// Pictures and the like of one product.
    public static let mediaPerProduct = 50
    /// Bytes of an address of one.
    public static let urlBytes = 2000
    /// Countries that a product is not sold to: there are 249 in ISO 3166.
    public static let countriesPerProduct = 250
    /// Languages of one product, its own left out.
    public static let translationsPerProduct = 50
}

extension LedgerState {
    mutating func updateProduct(_ command: UpdateProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        try command.check()
        let product = try requireProduct(command.productID)
        try checkNotArchived(product, command: "catalog.updateProduct")
        if let locale = command.locale { try product.checkNotTranslated(to: locale) }
        let attributes = product.attributes.changed(by: command.attributes)
        try Check.count(attributes.count, "attributes", limit: Limits.attributesPerProduct)
        let event = ProductUpdated(
            title: command.title, description_p: command.description_p, locale: command.locale, categories: command.categories,
            attributes: command.attributes, media: command.media, restrictedCountries: command.restrictedCountries,
            clear: command.clear)
        try record(.productUpdated(event), on: product.productID, of: Product.self)
    }

    mutating func updateVariant(_ command: UpdateVariant) throws(DecisionError) {
        try Check.id(command.sku, "sku")
        var event = VariantUpdated(
            sku: command.sku, weightGrams: command.weightGrams, lengthMm: command.lengthMm, widthMm: command.widthMm,
            heightMm: command.heightMm, backorderLimit: command.backorderLimit, options: command.options,
            taxClass: command.taxClass, hsCode: command.hsCode, originCountry: command.originCountry)
        if let cost = command.unitCost { event.unitCost = cost }
        guard event != VariantUpdated(sku: command.sku) else { throw .invalid("sku", "nothing is given that would change") }
        let item = try requireCatalogItem(command.sku)
        try checkNotArchived(item.product, command: "catalog.updateVariant")
        var variant = item.variant
        variant.change(event)
        try variant.checkDetails("")
        try Check.attributes(command.options, "options", isChange: true)
        if let taxClass = command.taxClass { try checkTaxClass(taxClass) }
        if item.product.kind == .physical, event.isMeasured { try variant.checkDimensions() }
        try record(.variantUpdated(event), on: item.product.productID, of: Product.self)
    }

    mutating func translateProduct(_ command: TranslateProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        guard !command.locale.isEmpty else { throw .invalid("locale", "is missing") }
        try Check.optionalLocale(command.locale, "locale")
        try Check.title(command.title, "title")
        try Check.text(command.description_p, "description", limit: Limits.descriptionBytes)
        let product = try requireProduct(command.productID)
        try checkNotArchived(product, command: "catalog.translate")
        guard command.locale != product.locale else {
            throw .invalid("locale", "\(command.locale) is the product's own language: use catalog.updateProduct")
        }
        let isKnown = product.translations.contains { $0.locale == command.locale }
        let count = product.translations.count + (isKnown ? 0 : 1)
        try Check.count(count, "translations", limit: Limits.translationsPerProduct)
        let event = ProductTranslated(locale: command.locale, title: command.title, description_p: command.description_p)
        try record(.translated(event), on: product.productID, of: Product.self)
    }
}

extension UpdateProduct {
    /// The lists that can be emptied, by their names in JSON.
    private static let lists = ["categories", "media", "restrictedCountries"]

    fileprivate func check() throws(DecisionError) {
        if let title { try Check.title(title, "title") }
        if let text = description_p { try Check.text(text, "description", limit: Limits.descriptionBytes) }
        if let locale { try Check.optionalLocale(locale, "locale") }
        try Check.categories(categories)
        try Check.attributes(attributes, "attributes", isChange: true)
        try Check.media(media)
        try Check.countries(restrictedCountries)
        try Check.count(clear.count, "clear", limit: Self.lists.count)
        for name in clear where !Self.lists.contains(name) {
            throw .invalid("clear", "\(TerminalText.excerpt(name)) is none of \(Self.lists.joined(separator: ", "))")
        }
        for (name, isGiven) in [
            ("categories", !categories.isEmpty), ("media", !media.isEmpty), ("restrictedCountries", !restrictedCountries.isEmpty),
        ] where isGiven && clear.contains(name) {
            throw .invalid("clear", "\(name) is given, and cannot be emptied by the same command")
        }
        var empty = UpdateProduct()
        empty.productID = productID
        guard self != empty else { throw .invalid("productId", "nothing is given that would change") }
    }
}

extension VariantUpdated {
    /// Whether it says how large or heavy the variant is.
    fileprivate var isMeasured: Bool { weightGrams != nil || lengthMm != nil || widthMm != nil || heightMm != nil }
}

extension Variant {
    /// The variant as it is after a change.
    mutating func change(_ event: VariantUpdated) {
        if let given = event.weightGrams { weightGrams = given }
        if let given = event.lengthMm { lengthMm = given }
        if let given = event.widthMm { widthMm = given }
        if let given = event.heightMm { heightMm = given }
        if let given = event.backorderLimit { backorderLimit = given }
        if let given = event.taxClass { taxClass = given }
        if let given = event.hsCode { hsCode = given }
        if let given = event.originCountry { originCountry = given }
        if let given = event.unitCost { unitCost = given }
        options = options.changed(by: event.options)
    }

    /// What goods weigh is nothing without their size, and the other way round: a parcel is charged for the larger of both.
    fileprivate func checkDimensions() throws(DecisionError) {
        let all = [
            ("weightGrams", weightGrams), ("lengthMm", lengthMm), ("widthMm", widthMm), ("heightMm", heightMm),
        ]
        guard let missing = all.first(where: { $0.1 == nil })?.0 else { return }
        throw .of(
            .dimensionsRequired, "\(sku): \(missing) is missing; goods that have a measure have all four",
            ["sku": sku, "field": missing])
    }
}

extension Product {
    /// The product as it is after a change.
    mutating func change(_ event: ProductUpdated) {
        if let given = event.title { title = given }
        if let given = event.description_p { description_p = given }
        if let given = event.locale { locale = given }
        if !event.categories.isEmpty { categories = event.categories }
        if !event.media.isEmpty { media = event.media }
        if !event.restrictedCountries.isEmpty { restrictedCountries = event.restrictedCountries }
        attributes = attributes.changed(by: event.attributes)
        if event.clear.contains("categories") { categories = [] }
        if event.clear.contains("media") { media = [] }
        if event.clear.contains("restrictedCountries") { restrictedCountries = [] }
    }

    /// Sets what it is in a language; translations lie in the order of their tags.
    mutating func translate(_ event: ProductTranslated) {
        let translation = Translation(locale: event.locale, title: event.title, description_p: event.description_p)
        let place = translations.firstIndex { $0.locale >= event.locale } ?? translations.count
        if place < translations.count, translations[place].locale == event.locale {
            translations[place] = translation
        } else {
            translations.insert(translation, at: place)
        }
    }

    fileprivate func checkNotTranslated(to locale: String) throws(DecisionError) {
        guard !translations.contains(where: { $0.locale == locale }) else {
            throw .invalid("locale", "there is a translation to \(locale) already")
        }
    }
}

extension [String: String] {
    /// With each of these set, but taken away where its value is empty.
    func changed(by changes: [String: String]) -> [String: String] {
        merging(changes) { _, new in new }.filter { !$0.value.isEmpty }
    }
}
