import Schema

/// What someone may do. The table role × verb is in the documentation (*Access*); a test holds every cell of it.
public enum Role: String, Sendable, CaseIterable {
    /// Everything.
    case admin
    /// The shop's staff: every command, prices and discounts of their own, goods that leave unpaid.
    case `operator`
    /// The same but for unpaid goods, and states the time of what happened earlier.
    case importer
    /// Fills carts, places and cancels orders, holds stock, opens and ends payments; at the catalog's prices.
    case storefront
    /// A payment provider or a carrier: results and scans. Reads nothing of the book.
    case provider
    /// Reads.
    case viewer

    /// Whether it may state an entry's time.
    public var mayBackfill: Bool { self == .admin || self == .importer }
    /// Whether it may read the book.
    public var mayRead: Bool { self != .provider }
    /// Whether it is shown personal data in the rows that it reads.
    public var mayReadPersonalData: Bool { self == .admin || self == .operator }

    /// Whether it may send a verb, `order.place`.
    public func maySend(_ verb: String) -> Bool {
        switch self {
        case .admin, .operator, .importer: true
        case .storefront: Self.storefrontVerbs.contains(verb)
        case .provider: Self.providerVerbs.contains(verb)
        case .viewer: false
        }
    }

    /// Those who set prices of their own and give discounts.
    static let pricing: [Role] = [.admin, .operator, .importer]
    /// Those who know by which price list a customer buys.
    static let priceLists: [Role] = [.admin, .operator, .importer, .storefront]
    /// Those who let goods leave unpaid.
    static let unpaidDispatch: [Role] = [.admin, .operator]
    /// Those who give up money that is due.
    static let writeOff: [Role] = [.admin]
}

extension LedgerState {
    /// Refuses what only some roles may do.
    func requireRole(_ roles: [Role], _ what: String) throws(DecisionError) {
        guard let role = Role(rawValue: actor.role), roles.contains(role) else {
            throw .of(
                .forbidden, "the role \(actor.role) may not \(what): only \(roles.map(\.rawValue).joined(separator: ", ")) may",
                ["role": actor.role])
        }
    }
}
