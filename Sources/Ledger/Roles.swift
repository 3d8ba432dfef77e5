import Schema

/// What someone may do. The table role × verb × whose is in the documentation (*Access*); a test holds every cell of it.
///
/// The first six are given to accounts of the machine, the others to customers; `admin` to both.
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
    /// Every customer: buys, and looks after what is known of them.
    case buyer
    /// Sells products of its own, and sends off its own goods.
    case seller
    /// Works in one warehouse: has its stock, and sends off what lies there.
    case warehouse
    /// Answers customers: reads all, and holds and cancels orders.
    case support
    /// Looks after the money.
    case finance
    /// Reads all but what is personal.
    case analyst

    /// Those that accounts of the machine can have.
    public static let ofAccounts: [Role] = [.admin, .operator, .importer, .storefront, .provider, .viewer]

    /// Whether it may state an entry's time.
    public var mayBackfill: Bool { self == .admin || self == .importer }
    /// Whose rows of the book it may read.
    public var reads: Whose {
        switch self {
        case .admin, .operator, .importer, .storefront, .viewer, .support, .finance, .analyst: .any
        case .buyer, .seller, .warehouse: .own
        case .provider: .no
        }
    }
    /// Whether it may read anything of the book.
    public var mayRead: Bool { reads != .no }
    /// Whether it is shown personal data in the rows that it reads. Everybody is shown what is their own.
    public var mayReadPersonalData: Bool { self == .admin || self == .operator || self == .support }

    /// To whose things it may do what a verb does, `order.place`.
    public func whose(_ verb: String) -> Whose {
        switch self {
        case .admin, .operator, .importer: .any
        case .storefront: Self.storefrontVerbs.contains(verb) ? .any : .no
        case .provider: Self.providerVerbs.contains(verb) ? .any : .no
        case .viewer: .no
        case .buyer, .seller, .warehouse, .support, .finance, .analyst: Self.customerVerbs[verb]?[self] ?? .no
        }
    }

    /// Whether it may send a verb at all.
    public func maySend(_ verb: String) -> Bool { whose(verb) != .no }

    /// Those who set prices of their own and give discounts.
    static let pricing: [Role] = [.admin, .operator, .importer]
    /// Those who know by which price list a customer buys, and how long they have to pay.
    static let priceLists: [Role] = [.admin, .operator, .importer, .storefront]
    /// Those who let goods leave unpaid.
    static let unpaidDispatch: [Role] = [.admin, .operator]
    /// Those who give up money that is due.
    static let writeOff: [Role] = [.admin, .finance]
    /// Those who give roles to customers, and take them.
    static let granting: [Role] = [.admin]
}

extension Role {
    /// Orders roles by what they may do: of several that fit, the strongest counts.
    private var rank: Int {
        switch self {
        case .admin: 11
        case .importer: 10
        case .operator: 9
        case .storefront: 8
        case .provider: 7
        case .viewer: 6
        case .support: 5
        case .finance: 4
        case .warehouse: 3
        case .seller: 2
        case .analyst: 1
        case .buyer: 0
        }
    }

    /// The one that counts of several; nil of none.
    public static func strongest(of roles: [Role]) -> Role? {
        roles.max { $0.rank < $1.rank }
    }
}

/// Whose things a role may do something to.
public enum Whose: String, Sendable, CaseIterable {
    case no, own, any
}

/// A role that a customer has, and where it counts.
public struct Grant: Sendable, Hashable {
    public let role: Role
    /// Of `warehouse` the id of the warehouse; empty for all others.
    public let scope: String

    public init(_ role: Role, scope: String = "") {
        self.role = role
        self.scope = scope
    }
}

extension LedgerState {
    /// Refuses what only some roles may do.
    func requireRole(_ roles: [Role], _ what: String) throws(DecisionError) {
        guard try senderRoles().contains(where: roles.contains) else {
            throw .of(
                .forbidden, "the role \(actor.role) may not \(what): only \(roles.map(\.rawValue).joined(separator: ", ")) may",
                ["role": actor.role])
        }
    }
}
