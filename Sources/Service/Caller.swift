public import Schema

/// What someone may do (INTERFACE §2).
public enum Role: String, Sendable, CaseIterable {
    /// Everything.
    case admin
    /// Reads, commands, prices that differ from the catalog's.
    case `operator`
    /// The same, and states the time of what happened earlier.
    case importer
    /// Reads and commands.
    case storefront
    /// Reads.
    case viewer

    /// Whether it may send commands.
    public var maySend: Bool { self != .viewer }
    /// Whether it may state an entry's time.
    public var mayBackfill: Bool { self == .admin || self == .importer }

    /// Where several roles fit, the one that may more.
    fileprivate var rank: Int {
        switch self {
        case .admin: 4
        case .importer: 3
        case .operator: 2
        case .storefront: 1
        case .viewer: 0
        }
    }

    static func strongest(of roles: [Role]) -> Role? {
        roles.max { $0.rank < $1.rank }
    }
}

/// Who is asking, as the service knows it: never as the request claims.
public struct Caller: Sendable, Equatable {
    public let role: Role
    /// How entries name them.
    public let actor: Actor

    public init(role: Role, uid: UInt32?, name: String) {
        self.role = role
        var actor = Actor()
        actor.kind = role == .importer ? .import : .staff
        if let uid { actor.uid = uid }
        actor.name = name
        actor.role = role.rawValue
        self.actor = actor
    }

    /// Whoever runs this very process.
    public static let local = Caller(role: .admin, uid: Accounts.ownUser, name: Accounts.name(of: Accounts.ownUser))
}
