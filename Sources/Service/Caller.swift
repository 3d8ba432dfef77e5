public import Ledger
public import Schema

extension Role {
    /// Orders roles by what they may do: of several that fit, the strongest counts.
    private var rank: Int {
        switch self {
        case .admin: 5
        case .importer: 4
        case .operator: 3
        case .storefront: 2
        case .provider: 1
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
        var actor = Actor(kind: role == .importer ? .import : .staff)
        if let uid { actor.uid = uid }
        actor.name = name
        actor.role = role.rawValue
        self.actor = actor
    }

    /// The account that runs this process.
    public static let local = Caller(role: .admin, uid: Accounts.ownUser, name: Accounts.name(of: Accounts.ownUser))
}
