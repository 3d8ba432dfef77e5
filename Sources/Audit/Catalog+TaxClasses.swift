import Schema

/// All tax classes: what was last said of each.
struct TaxClassSums {
    var byID: [String: TaxClassSet] = [:]

    /// What is charged on what goes to a country, in millionths, and whether prices have it in them.
    func rate(of id: String, to country: String) -> (ppm: Int64, isIncluded: Bool) {
        guard let taxClass = byID[id] else { return (0, false) }
        let rates = Dictionary(taxClass.rates.map { ($0.country, $0.ratePpm) }) { first, _ in first }
        let rate = rates[country] ?? rates[""] ?? 0
        return (rate, rate > 0 && taxClass.mode == .inclusive)
    }
}

extension Auditor {
    mutating func taxClass(_ event: CatalogEvent.OneOf_Event, _ id: String) {
        guard case .taxClassSet(let event) = event else {
            return fail("L1", "taxclass/" + id, "an event of a tax class", "one of a product")
        }
        sums.taxClasses.byID[id] = event
    }

    func checkTaxClass(_ id: String) {}

    /// L6: compares a tax class's row with what its events say.
    mutating func compare(_ row: TaxClass, as entity: String) {
        compareHead(entity, id: row.taxClassID, version: row.version)
        guard let event = sums.taxClasses.byID[row.taxClassID] else { return }
        expect("L6", entity, TaxClassSet(title: row.title, mode: row.mode, rates: row.rates), event)
    }
}
