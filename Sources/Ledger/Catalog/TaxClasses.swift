public import Schema

// What tax is charged on variants that name a class. An order's lines keep the rate that they were charged: a class that changes
// changes no order.
//
// Entity `taxclass/ID`: the mode of its prices, and a rate for each country that has one of its own.

extension Limits {
    /// Countries with a rate of their own of one tax class: there are 249 in ISO 3166.
    public static let ratesPerTaxClass = 250
    /// All of an amount, in millionths: no tax is more.
    static let wholePPM: Int64 = 1_000_000
}

extension TaxClass {
    public init(id: String) {
        self.init()
        taxClassID = id
    }

    public var id: String { taxClassID }

    /// The class after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout TaxClass, _ event: CatalogEvent.OneOf_Event, at time: Moment) {
        guard case .taxClassSet(let event) = event else { return }
        if row.mode == .modeUnspecified { row.createdAt = time.timestamp }
        row.title = event.title
        row.mode = event.mode
        row.rates = event.rates
        row.updatedAt = time.timestamp
    }

    /// What is charged on what goes to a country, in millionths: the country's own rate, or that of all others, or nothing.
    func rate(to country: String) -> Int64 {
        var others: Int64 = 0
        for rate in rates {
            if rate.country == country { return rate.ratePpm }
            if rate.country.isEmpty { others = rate.ratePpm }
        }
        return others
    }
}

extension LedgerState {
    mutating func setTaxClass(_ command: SetTaxClass) throws(DecisionError) {
        try Check.id(command.taxClassID, "taxClassId")
        try Check.optionalTitle(command.title, "title")
        try Check.choice(command.mode, "mode")
        try Check.count(command.rates.count, "rates", limit: Limits.ratesPerTaxClass)
        var countries: Set<String> = []
        for rate in command.rates {
            try Check.optionalCountry(rate.country, "rates.country")
            guard countries.insert(rate.country).inserted else {
                throw .invalid("rates.country", rate.country.isEmpty ? "is left out twice" : "\(rate.country) is there twice")
            }
            guard (0...Limits.wholePPM).contains(rate.ratePpm) else {
                throw .invalid("rates.ratePpm", "must be 0 to \(Limits.wholePPM), not \(rate.ratePpm)")
            }
        }
        let event = TaxClassSet(title: command.title, mode: command.mode, rates: command.rates)
        try record(.taxClassSet(event), on: command.taxClassID, of: TaxClass.self)
    }

    /// Refuses a class that nobody has set; none is fine.
    mutating func checkTaxClass(_ id: String) throws(DecisionError) {
        guard !id.isEmpty else { return }
        try Check.id(id, "taxClass")
        guard try taxClass(id) != nil else { throw .notFound(.taxClass, id) }
    }
}
