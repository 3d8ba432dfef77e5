import Schema

// Checks of what products and variants say of themselves.

extension Check {
    static func categories(_ categories: [String]) throws(DecisionError) {
        try count(categories.count, "categories", limit: Limits.categoriesPerProduct)
        for category in categories { try title(category, "categories") }
    }

    /// Attributes or options: short names, and values of one line. Only a change may have empty values.
    static func attributes(_ attributes: [String: String], _ field: String, isChange: Bool = false) throws(DecisionError) {
        try count(attributes.count, field, limit: Limits.attributesPerProduct)
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            try title(name, field, limit: Limits.idBytes)
            if isChange { try optionalTitle(value, field) } else { try title(value, field) }
        }
    }

    static func media(_ media: [Media]) throws(DecisionError) {
        try count(media.count, "media", limit: Limits.mediaPerProduct)
        for item in media {
            guard !item.url.isEmpty else { throw .invalid("media.url", "is missing") }
            try optionalToken(item.url, "media.url", limit: Limits.urlBytes)
            try optionalTitle(item.alt, "media.alt")
            try choice(item.kind, "media.kind", isRequired: false)
        }
    }

    /// Countries that a product is not sold to, each once.
    static func countries(_ countries: [String]) throws(DecisionError) {
        try count(countries.count, "restrictedCountries", limit: Limits.countriesPerProduct)
        var seen: Set<String> = []
        for country in countries {
            guard !country.isEmpty else { throw .invalid("restrictedCountries", "has an empty one") }
            try optionalCountry(country, "restrictedCountries")
            guard seen.insert(country).inserted else { throw .invalid("restrictedCountries", "\(country) is there twice") }
        }
    }
}

extension Variant {
    static func check(_ variant: Variant) throws(DecisionError) {
        try Check.id(variant.sku, "variants.sku")
        guard let price = variant.price, price.amount != nil else { throw .noPrice(variant.sku) }
        try Money.check(price, "variants.price")
        try variant.checkDetails("variants.")
        try Check.attributes(variant.options, "variants.options")
    }

    /// Checks all but its SKU and its prices.
    func checkDetails(_ path: String) throws(DecisionError) {
        try Self.checkMeasure(weightGrams, path + "weightGrams")
        try Self.checkMeasure(lengthMm, path + "lengthMm")
        try Self.checkMeasure(widthMm, path + "widthMm")
        try Self.checkMeasure(heightMm, path + "heightMm")
        try Self.checkMeasure(backorderLimit, path + "backorderLimit")
        try Check.count(options.count, path + "options", limit: Limits.attributesPerProduct)
        try Check.optionalCountry(originCountry, path + "originCountry")
        let digits = hsCode.utf8
        guard digits.isEmpty || (6...12).contains(digits.count) && digits.allSatisfy({ (48...57).contains($0) }) else {
            throw .invalid(path + "hsCode", "must be 6 to 12 digits of the Harmonized System")
        }
        if let unitCost { try Money.check(unitCost, path + "unitCost") }
    }

    private static func checkMeasure(_ value: Int64?, _ field: String) throws(DecisionError) {
        guard let value else { return }
        guard value >= 0 else { throw .invalid(field, "must not be negative, but is \(value)") }
        guard value <= Limits.quantity else { throw .invalid(field, "is more than \(Limits.quantity)") }
    }
}
