public import Schema

// Who a session's token makes its sender: the customer, with the roles that the customer has now.

/// A customer as a sender of commands and questions.
public struct Holder: Sendable, Equatable {
    /// The customer's id.
    public let id: String
    /// What the customer is, a buyer first.
    public let grants: [Grant]
    /// The session by whose token the customer is known.
    public let ticket: String
    /// When that was asked.
    public let time: Moment
}

/// What a token stands for, as rows that were read once and are brought up to date without reading again.
public struct TokenHolder: Sendable {
    private var session: Session
    private var customer: Customer

    /// Finds the open session that a token opened. Reads from disk.
    ///
    /// The index has those of the last flush, and the rest are looked through: they are few, because a log-in takes long.
    /// - Throws: `DecisionError.error` when a row could not be read.
    public init?(tokenHash: String, in tables: Tables) throws(DecisionError) {
        guard let session = try Self.session(tokenHash, in: tables),
            let customer = try tables.customers.find(session.customerID, in: tables.source)
        else { return nil }
        (self.session, self.customer) = (session, customer)
    }

    private static func session(_ tokenHash: String, in tables: Tables) throws(DecisionError) -> Session? {
        let indexed = [IndexKey(.sessionToken, tokenHash)]
        for id in try tables.sessions.ids(indexed, in: tables.source, where: { $0.tokenHash == tokenHash }) {
            if let session = try tables.sessions.find(id, in: tables.source), session.tokenHash == tokenHash { return session }
        }
        return nil
    }

    /// Takes over what has changed since the last flush. Reads nothing from disk.
    public mutating func update(from tables: Tables) {
        if let changed = tables.sessions.inMemory(session.sessionID) { session = changed }
        if let changed = tables.customers.inMemory(customer.customerID) { customer = changed }
    }

    /// Who it is at a moment; nil if the session is over, or the customer may do nothing just now.
    public func holder(at now: Moment) -> Holder? {
        guard session.isOpen(at: now), customer.mayAct else { return nil }
        return Holder(id: customer.customerID, grants: customer.grants, ticket: session.sessionID, time: now)
    }
}

extension Session {
    /// Whether it counts: it may be over before the timer has come round to closing it.
    fileprivate func isOpen(at now: Moment) -> Bool {
        status == .open && Moment(expiresAt).map { now < $0 } ?? false
    }
}

extension LedgerState {
    /// Whether a session still makes its customer the sender of commands.
    /// - Throws: `DecisionError.error` when a row could not be read.
    public func isGood(ticket id: String, at now: Moment) throws(DecisionError) -> Bool {
        guard let session = try session(id), session.isOpen(at: now) else { return false }
        return try customer(session.customerID)?.mayAct ?? false
    }

    /// The roles of who sent the command: of a customer those that the customer has now.
    func senderRoles() throws(DecisionError) -> [Role] {
        guard actor.kind == .customer else { return Role(rawValue: actor.role).map { [$0] } ?? [] }
        return try holder(actor.name)?.grants.map(\.role) ?? []
    }

    /// The customer who sent a command, if the customer may do anything just now.
    func holder(_ id: String) throws(DecisionError) -> Holder? {
        guard let customer = try customer(id), customer.mayAct else { return nil }
        return Holder(id: id, grants: customer.grants, ticket: "", time: now)
    }
}

extension Holder {
    /// How entries name who sends in a role.
    public func actor(in role: Role) -> Actor {
        var actor = Actor(kind: .customer)
        actor.name = id
        actor.role = role.rawValue
        return actor
    }
}

extension Customer {
    /// Whether commands of the customer's are taken: not of one who is locked, suspended or erased.
    fileprivate var mayAct: Bool { status == .active || status == .unverified }

    /// What the customer is: a buyer, and whatever else.
    fileprivate var grants: [Grant] {
        [Grant(.buyer)] + roles.compactMap { granted in granted.role.sender.map { Grant($0, scope: granted.scope) } }
    }
}

extension CustomerRole.Value {
    /// The role that its customer has.
    fileprivate var sender: Role? {
        switch self {
        case .seller: .seller
        case .warehouse: .warehouse
        case .support: .support
        case .finance: .finance
        case .analyst: .analyst
        case .admin: .admin
        case .roleUnspecified: nil
        }
    }
}
