import Schema

// Accesses: L12 that what is said of who was shown personal data is whole, and O7 that nothing of it changes.

/// What the events of accesses say: of each, whose data they were.
struct DataAccessSums {
    struct Model {
        var shownTo: String
        var customers: [String]
    }

    var byID: [String: Model] = [:]
}

extension Auditor {
    mutating func dataAccess(_ event: CustomerEvent.OneOf_Event, _ id: String) {
        let entity = "access/" + id
        guard case .accessNoted(let event) = event else {
            return fail("L1", entity, "an event of an access", "one of a customer or a session")
        }
        let before = sums.accesses.byID.updateValue(.init(shownTo: event.shownTo, customers: event.customers), forKey: id)
        expectTrue("O7", entity, before == nil, "one event")
        expectTrue("L12", entity, !event.shownTo.isEmpty && !event.role.isEmpty, "who was shown personal data")
        expectTrue(
            "L12", entity, !event.customers.isEmpty && Set(event.customers).count == event.customers.count,
            "whose they are, each once")
        expectTrue("L12", entity, event.asOf > 0 && event.asOf < sequence, "as of an entry before")
    }

    func checkDataAccess(_ id: String) {}

    /// L6: compares an access's row with what its event says.
    mutating func compare(_ row: DataAccess, as entity: String) {
        compareHead(entity, id: row.accessID, version: row.version)
        let model = sums.accesses.byID[row.accessID]
        expect("L6", entity, row.shownTo, model?.shownTo ?? "")
        expect("L6", entity, row.customers, model?.customers ?? [])
    }
}
