import Schema

// What products' events say: what is on sale (O7), for how much and when (P1, O4), at which tax, and how far ahead of stock (B2).

/// A price of a list or of a time.
struct PriceModel: Equatable {
    let list: String
    let currency: String
    let amount: Int64
    let begin: Instant
    var end: Instant

    init(_ list: String, _ price: Money?, from begin: Timestamp?, to end: Timestamp?) {
        (self.list, currency, amount) = (list, price?.currency ?? "", price?.amount ?? 0)
        self.begin = begin.map(Instant.init) ?? .earliest
        self.end = end.map(Instant.init) ?? .latest
    }

    func holds(at time: Instant) -> Bool { begin <= time && time < end }

    func overlaps(_ other: PriceModel) -> Bool {
        list == other.list && currency == other.currency && begin < other.end && other.begin < end
    }
}

struct VariantModel {
    /// As its events say, its prices left out.
    var variant: Variant
    var prices: [PriceModel] = []

    init(_ variant: Variant) {
        self.variant = variant
        self.variant.prices = []
        prices = variant.prices.map { PriceModel($0.listID, $0.price, from: $0.validFrom, to: $0.validTo) }
    }

    /// What one unit costs: what the list says, or else the plain list, or else the plain price; nil in other currencies.
    func amount(in currency: String, list: String, at time: Instant) -> Int64? {
        let held = prices.filter { $0.currency == currency && $0.holds(at: time) }
        if let price = held.first(where: { $0.list == list }) ?? held.first(where: { $0.list.isEmpty }) { return price.amount }
        return variant.price?.currency == currency ? variant.price?.amount ?? 0 : nil
    }

    /// A hundred prices are kept: for one more the one goes that ended first.
    mutating func add(_ price: PriceModel, at time: Instant) {
        prices.append(price)
        guard prices.count > 100, let first = prices.filter({ $0.end <= time }).map(\.end).min() else { return }
        let gone = prices.filter { $0.end == first }.min { Self.isOrdered($0, $1) }
        prices.removeAll { $0 == gone }
    }

    /// As they lie in rows: by list, currency and beginning.
    static func isOrdered(_ left: PriceModel, _ right: PriceModel) -> Bool {
        (left.list, left.currency, left.begin) < (right.list, right.currency, right.begin)
    }
}

struct ProductModel {
    var status = Product.Status.draft
    var title = ""
    var text = ""
    var locale = ""
    var categories: [String] = []
    var attributes: [String: String] = [:]
    var media: [Media] = []
    var restrictedCountries: [String] = []
    var translations: [String: Translation] = [:]
    /// The SKUs of its variants, in the order they came.
    var skus: [String] = []
}

/// All products.
struct ProductSums {
    var byID: [String: ProductModel] = [:]
    /// Their variants, by SKU.
    var variants: [String: VariantModel] = [:]

    fileprivate mutating func add(_ variant: Variant, to product: String) {
        byID[product, default: .init()].skus.append(variant.sku)
        variants[variant.sku] = VariantModel(variant)
    }
}

extension Auditor {
    mutating func product(_ event: CatalogEvent.OneOf_Event, _ id: String) {
        let entity = "product/" + id
        switch event {
        case .productCreated(let event):
            var model = ProductModel()
            (model.title, model.text, model.locale) = (event.title, event.description_p, event.locale)
            (model.categories, model.attributes) = (event.categories, event.attributes)
            (model.media, model.restrictedCountries) = (event.media, event.restrictedCountries)
            sums.products.byID[id] = model
            for variant in event.variants { add(variant, to: id, entity) }
        case .variantAdded(let event): add(event.variant, to: id, entity)
        case .priceSet(let event): set(event, entity)
        case .priceEnded(let event): end(event, entity)
        case .variantUpdated(let event):
            var variant = sums.products.variants[event.sku]?.variant ?? Variant()
            note(event, &variant)
            sums.products.variants[event.sku]?.variant = variant
        case .productUpdated(let event): note(event, &sums.products.byID[id, default: .init()])
        case .translated(let event):
            let translation = Translation(locale: event.locale, title: event.title, description_p: event.description_p)
            sums.products.byID[id, default: .init()].translations[event.locale] = translation
        case .published:
            let before = sums.products.byID[id]?.status
            expectTrue("O7", entity, before == .draft || before == .unpublished, "DRAFT or UNPUBLISHED before")
            sums.products.byID[id]?.status = .published
        case .unpublished: sums.products.byID[id]?.status = .unpublished
        case .archived: sums.products.byID[id]?.status = .archived
        case .taxClassSet: fail("L1", entity, "an event of a product", "one of a tax class")
        }
    }

    private mutating func add(_ variant: Variant, to product: String, _ entity: String) {
        sums.products.add(variant, to: product)
        let prices = sums.products.variants[variant.sku]?.prices ?? []
        for (place, price) in prices.enumerated() { checkPrice(price, among: prices.prefix(place), of: variant.sku, entity) }
    }

    private mutating func set(_ event: PriceSet, _ entity: String) {
        guard event.validFrom != nil else {
            sums.products.variants[event.sku]?.variant.price = event.price
            return
        }
        let price = PriceModel(event.listID, event.price, from: event.validFrom, to: event.validTo)
        checkPrice(price, among: sums.products.variants[event.sku]?.prices ?? [], of: event.sku, entity)
        sums.products.variants[event.sku]?.add(price, at: time)
    }

    /// P1: prices of one list and currency never overlap, and begin no earlier than they are set.
    private mutating func checkPrice(
        _ price: PriceModel, among others: some Sequence<PriceModel>, of sku: String, _ entity: String
    ) {
        expectTrue("P1", entity, !others.contains { $0.overlaps(price) }, "prices of \(sku) that do not overlap")
        expectTrue("P1", entity, price.begin >= time, "a price of \(sku) that begins now or later")
        expectTrue("P1", entity, price.begin < price.end, "a price of \(sku) that ends after it begins")
    }

    private mutating func end(_ event: PriceEnded, _ entity: String) {
        var prices = sums.products.variants[event.sku]?.prices ?? []
        let begin = Instant(event.validFrom)
        let end = Instant(event.validTo)
        let place = prices.firstIndex { $0.list == event.listID && $0.currency == event.currency && $0.begin == begin }
        guard let place else { return fail("P1", entity, "a price of \(event.sku) from \(begin)", "none") }
        expectTrue("P1", entity, end >= time, "a price of \(event.sku) that ends now or later")
        var ended = prices.remove(at: place)
        if end > begin {
            ended.end = end
            expectTrue("P1", entity, !prices.contains { $0.overlaps(ended) }, "prices of \(event.sku) that do not overlap")
            prices.insert(ended, at: place)
        }
        sums.products.variants[event.sku]?.prices = prices
    }

    private func note(_ event: ProductUpdated, _ model: inout ProductModel) {
        model.title = event.title ?? model.title
        model.text = event.description_p ?? model.text
        model.locale = event.locale ?? model.locale
        for (name, value) in event.attributes.sorted(by: { $0.key < $1.key }) {
            model.attributes[name] = value.isEmpty ? nil : value
        }
        if !event.categories.isEmpty || event.clear.contains("categories") { model.categories = event.categories }
        if !event.media.isEmpty || event.clear.contains("media") { model.media = event.media }
        guard !event.restrictedCountries.isEmpty || event.clear.contains("restrictedCountries") else { return }
        model.restrictedCountries = event.restrictedCountries
    }

    private func note(_ event: VariantUpdated, _ variant: inout Variant) {
        variant.weightGrams = event.weightGrams ?? variant.weightGrams
        variant.lengthMm = event.lengthMm ?? variant.lengthMm
        variant.widthMm = event.widthMm ?? variant.widthMm
        variant.heightMm = event.heightMm ?? variant.heightMm
        variant.backorderLimit = event.backorderLimit ?? variant.backorderLimit
        variant.taxClass = event.taxClass ?? variant.taxClass
        variant.hsCode = event.hsCode ?? variant.hsCode
        variant.originCountry = event.originCountry ?? variant.originCountry
        variant.unitCost = event.unitCost ?? variant.unitCost
        for (name, value) in event.options.sorted(by: { $0.key < $1.key }) {
            variant.options[name] = value.isEmpty ? nil : value
        }
    }

    func checkProduct(_ id: String) {}

    // MARK: Rows

    /// L6: compares a product's row with what its events say.
    mutating func compare(_ row: Product, as entity: String) {
        compareHead(entity, id: row.productID, version: row.version)
        guard let model = sums.products.byID[row.productID] else { return }
        expect("L6", entity, row.status, model.status)
        expect("L6", entity, [row.title, row.description_p, row.locale], [model.title, model.text, model.locale])
        expect("L6", entity, row.categories, model.categories)
        expect("L6", entity, row.attributes, model.attributes)
        expect("L6", entity, row.media, model.media)
        expect("L6", entity, row.restrictedCountries, model.restrictedCountries)
        expect("L6", entity, row.translations, model.translations.values.sorted { $0.locale < $1.locale })
        let models = model.skus.compactMap { sums.products.variants[$0] }
        let rows = row.variants.map(VariantModel.init)
        expect("L6", entity, rows.map(\.variant), models.map(\.variant))
        for (row, model) in zip(rows, models) {
            expect("P1", entity, row.prices, model.prices.sorted(by: VariantModel.isOrdered))
        }
    }
}
