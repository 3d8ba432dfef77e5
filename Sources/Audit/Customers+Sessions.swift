import Schema

// Sessions: O7 of their states, and A1 that nobody who is barred, locked or gone has or opens one.

/// What the events of sessions say.
struct SessionSums {
    struct Model {
        var customerID = ""
        var status = Session.Status.unspecified
    }

    var byID: [String: Model] = [:]
    /// The open sessions of each customer.
    var open: [String: Set<String>] = [:]
}

extension Auditor {
    mutating func session(_ event: CustomerEvent.OneOf_Event, _ id: String) {
        let entity = "session/" + id
        var model = sums.sessions.byID[id] ?? SessionSums.Model()
        switch event {
        case .sessionOpened(let event):
            expect("O7", entity, model.status, .unspecified)
            let status = sums.customers.byID[event.customerID]?.status
            expectTrue("A1", entity, status == .active || status == .unverified, "a customer who may log in")
            expectTrue("L12", entity, event.tokenHash.utf8.count == 64, "the hash of a token")
            expectTrue("O7", entity, Instant(event.expiresAt) > time, "an end after its beginning")
            model = SessionSums.Model(customerID: event.customerID, status: .open)
            sums.sessions.open[event.customerID, default: []].insert(id)
        case .sessionClosed(let event):
            expect("O7", entity, model.status, .open)
            expectTrue("O7", entity, event.reason != .unspecified, "a reason")
            model.status = .closed
            sums.sessions.open[model.customerID]?.remove(id)
        default: fail("L1", entity, "an event of a session", "one of a customer")
        }
        sums.sessions.byID[id] = model
    }

    /// A1: who is barred or gone has no open session, once the entry is over.
    mutating func checkCustomer(_ id: String) {
        let status = sums.customers.byID[id]?.status
        guard status == .suspended || status == .erased else { return }
        expect("A1", "customer/" + id, sums.sessions.open[id] ?? [], [])
    }

    func checkSession(_ id: String) {}

    /// L6: compares a session's row with what its events say.
    mutating func compare(_ row: Session, as entity: String) {
        compareHead(entity, id: row.sessionID, version: row.version)
        let model = sums.sessions.byID[row.sessionID] ?? SessionSums.Model()
        expect("L6", entity, row.status, model.status)
        expect("L6", entity, row.customerID, model.customerID)
    }
}
