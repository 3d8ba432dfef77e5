import Schema

// What a variant costs. Its plain price (`Variant.price`) is there always, and holds wherever no other does. Beside it a variant
// has prices of lists and of times (`Variant.prices`), each from a moment until before another. They lie in the order of list,
// currency and beginning, so that the one that holds at a moment is found by halving; a variant without any costs no search.
//
// Invariants:
// - P1 the prices of one list and currency follow one another: each ends before the next begins, or when it does;
// - a price begins no earlier than the entry that says so, so that no order of the past was sold at another one.

extension Limits {
    /// Prices of lists and of times of one variant. When there is one more, the one is forgotten that ended first: rows are derived
    /// from it, so another value makes other rows of old books.
    public static let pricesPerVariant = 100
}

extension Variant {
    /// What one unit costs at a moment, or nil if it has no price in the currency: what the list says, or else the plain list, or
    /// else the plain price.
    func amount(in currency: String, list: String, at time: Moment) -> Int64? {
        if !prices.isEmpty {
            if !list.isEmpty, let place = place(of: list, currency, at: time) { return prices[place].price?.amount ?? 0 }
            if let place = place(of: "", currency, at: time) { return prices[place].price?.amount ?? 0 }
        }
        guard let price, price.currency == currency else { return nil }
        return price.amount ?? 0
    }

    /// The place of the price of a list that holds at a moment.
    func place(of list: String, _ currency: String, at time: Moment) -> Int? {
        let next = place(after: list, currency, time)
        guard next > 0, prices[next - 1].isOf(list, currency), time < prices[next - 1].end else { return nil }
        return next - 1
    }

    /// The place of the first price behind those that begin up to a moment.
    private func place(after list: String, _ currency: String, _ time: Moment) -> Int {
        var (low, high) = (0, prices.count)
        while low < high {
            let middle = (low + high) / 2
            if prices[middle].begins(by: time, list, currency) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A price of the same list and currency that holds at some moment of another's, the one that begins at `except` left out.
    fileprivate func overlapping(_ price: ListPrice, except: Moment? = nil) -> ListPrice? {
        prices.first { other in
            other.isOf(price.listID, price.currency) && other.begin != except && other.begin < price.end && price.begin < other.end
        }
    }

    /// Adds a price that overlaps no other, and forgets the one that ended first when there are too many.
    mutating func add(_ price: ListPrice, at now: Moment) {
        prices.insert(price, at: place(after: price.listID, price.currency, price.begin))
        guard prices.count > Limits.pricesPerVariant else { return }
        let over = prices.indices.filter { prices[$0].end <= now }
        if let first = over.min(by: { prices[$0].end < prices[$1].end }) { prices.remove(at: first) }
    }

    /// Sets the plain price, or adds one of a list or of a time.
    mutating func set(_ event: PriceSet, at now: Moment) {
        if event.validFrom == nil {
            price = event.price
        } else {
            add(ListPrice(listID: event.listID, price: event.price, validFrom: event.validFrom, validTo: event.validTo), at: now)
        }
    }

    /// Changes when a price ends, or takes back one that then never holds.
    mutating func end(_ event: PriceEnded) {
        guard let begin = Moment(event.validFrom), let end = Moment(event.validTo) else { return }
        let place = prices.firstIndex { $0.isOf(event.listID, event.currency) && $0.begin == begin }
        guard let place else { return }
        if end <= begin { prices.remove(at: place) } else { prices[place].validTo = end.timestamp }
    }
}

extension CatalogItem {
    /// What one unit costs at a moment, by a list or by the plain one, or `currency_mismatch`.
    func amount(in currency: String, list: String = "", at time: Moment) throws(DecisionError) -> Int64 {
        if let amount = product.variants[place].amount(in: currency, list: list, at: time) { return amount }
        let other = variant.price?.currency ?? ""
        throw .of(
            .currencyMismatch, "\(variant.sku) is priced in \(other), not in \(currency)",
            ["sku": variant.sku, "expected": other, "actual": currency])
    }
}

extension ListPrice {
    var currency: String { price?.currency ?? "" }
    /// The first moment that it holds: every price in the book says so.
    var begin: Moment { Moment(validFrom) ?? Moment(microseconds: .min) }
    /// The first moment that it holds no more.
    var end: Moment { Moment(validTo) ?? Moment(microseconds: .max) }

    func isOf(_ list: String, _ currency: String) -> Bool { listID == list && self.currency == currency }

    /// Whether it comes before all prices of a list and currency that begin after a moment.
    fileprivate func begins(by time: Moment, _ list: String, _ currency: String) -> Bool {
        if listID != list { return listID < list }
        if self.currency != currency { return self.currency < currency }
        return begin <= time
    }
}

extension LedgerState {
    mutating func setPrice(_ command: SetPrice) throws(DecisionError) {
        try Check.id(command.sku, "sku")
        guard let price = command.price, price.amount != nil else { throw .noPrice(command.sku) }
        try Money.check(price, "price")
        let isPlain = command.listID.isEmpty && command.validFrom == nil && command.validTo == nil
        let item = try requireCatalogItem(command.sku)
        try checkNotArchived(item.product, command: "catalog.setPrice")
        var event = PriceSet(sku: command.sku, price: price)
        if !isPlain {
            let given = ListPrice(
                listID: command.listID, price: price, validFrom: command.validFrom, validTo: command.validTo)
            let added = try added(given, to: item.variant, "")
            (event.listID, event.validFrom, event.validTo) = (added.listID, added.validFrom, added.validTo)
        }
        try record(.priceSet(event), on: item.product.productID, of: Product.self)
    }

    mutating func endPrice(_ command: EndPrice) throws(DecisionError) {
        try Check.id(command.sku, "sku")
        try Currency.check(command.currency, "currency")
        try Check.optionalID(command.listID, "listId")
        var (begin, end): (Moment?, Moment) = (nil, now)
        if let given = command.validFrom { begin = try Check.moment(given, "validFrom") }
        if let given = command.validTo { end = try Check.moment(given, "validTo") }
        guard end >= now else { throw .invalid("validTo", "\(end) is over: what was sold until now was sold at this price") }
        let item = try requireCatalogItem(command.sku)
        try checkNotArchived(item.product, command: "catalog.endPrice")
        let variant = item.variant
        let place =
            if let begin {
                variant.prices.firstIndex { $0.isOf(command.listID, command.currency) && $0.begin == begin }
            } else {
                variant.place(of: command.listID, command.currency, at: now)
            }
        guard let place else {
            throw .of(
                .notFound, "\(command.sku) has no such price\(begin.map { " from \($0)" } ?? " now") in \(command.currency)",
                ["sku": command.sku, "currency": command.currency, "listId": command.listID])
        }
        var price = variant.prices[place]
        guard price.end > now else {
            throw .of(
                .invalidState, "this price of \(command.sku) has ended at \(price.end): catalog.endPrice is not possible",
                ["sku": command.sku, "from": "ended", "command": "catalog.endPrice"])
        }
        price.validTo = end.timestamp
        if let other = variant.overlapping(price, except: price.begin) { throw .overlapping(other, command.sku) }
        let event = PriceEnded(
            sku: command.sku, currency: command.currency, listID: command.listID, validFrom: price.begin.timestamp,
            validTo: end.timestamp)
        try record(.priceEnded(event), on: item.product.productID, of: Product.self)
    }

    /// A price of a list or of a time as it is recorded, if the variant can have it: it begins now where its command says no time.
    private func added(_ price: ListPrice, to variant: Variant, _ path: String) throws(DecisionError) -> ListPrice {
        try Check.optionalID(price.listID, path + "listId")
        var (begin, added) = (now, price)
        if let given = price.validFrom { begin = try Check.moment(given, path + "validFrom") }
        guard begin >= now else {
            throw .invalid(path + "validFrom", "\(begin) is over: leave it out for a price that begins now")
        }
        added.validFrom = begin.timestamp
        if let given = price.validTo {
            let end = try Check.moment(given, path + "validTo")
            guard end > begin else { throw .invalid(path + "validTo", "must be after \(begin), when the price begins") }
            added.validTo = end.timestamp
        }
        if let other = variant.overlapping(added) { throw .overlapping(other, variant.sku) }
        let lasting = variant.prices.count { $0.end > now }
        guard lasting < Limits.pricesPerVariant else {
            throw .of(
                .quantityLimit, "a variant has at most \(Limits.pricesPerVariant) prices that hold or are to come",
                ["field": path + "prices", "max": String(Limits.pricesPerVariant)])
        }
        return added
    }

    /// A new variant as it is recorded: its tax class is there, its prices begin, and lie in their order.
    mutating func begun(_ variant: Variant) throws(DecisionError) -> Variant {
        try checkTaxClass(variant.taxClass)
        guard !variant.prices.isEmpty else { return variant }
        var begun = variant
        begun.prices = []
        for price in variant.prices {
            guard let money = price.price, money.amount != nil else { throw .noPrice(variant.sku) }
            try Money.check(money, "variants.prices.price")
            begun.add(try added(price, to: begun, "variants.prices."), at: now)
        }
        return begun
    }
}

extension DecisionError {
    static func noPrice(_ sku: String) -> DecisionError {
        .of(.noPrice, "\(sku): a price, or its amount, is missing: what is free says 0", ["sku": sku])
    }

    fileprivate static func overlapping(_ price: ListPrice, _ sku: String) -> DecisionError {
        var params = ["sku": sku, "listId": price.listID, "validFrom": price.begin.json]
        if price.validTo != nil { params["validTo"] = price.end.json }
        let end = price.validTo == nil ? "on" : "to \(price.end)"
        return .of(
            .overlappingPrice, "\(sku) has a price in \(price.currency) of that list from \(price.begin) \(end): end it first",
            params)
    }
}
