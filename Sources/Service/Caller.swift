import Engine
public import Ledger
public import Schema

/// Who is asking, as the service knows it: never as the request claims.
public struct Caller: Sendable, Equatable {
    /// Of several the strongest.
    public let role: Role
    /// How entries name them.
    public let actor: Actor
    /// Who holds the token that was shown, where one was.
    let holder: Holder?

    public init(role: Role, uid: UInt32?, name: String) {
        self.role = role
        holder = nil
        var actor = Actor(kind: role == .importer ? .import : .staff)
        if let uid { actor.uid = uid }
        actor.name = name
        actor.role = role.rawValue
        self.actor = actor
    }

    init(_ holder: Holder) {
        self.holder = holder
        role = Role.strongest(of: holder.grants.map(\.role)) ?? .buyer
        actor = holder.actor(in: role)
    }

    /// All roles.
    var roles: [Role] { holder?.grants.map(\.role) ?? [role] }

    /// Whether it may send a verb at all, `order.place`.
    func maySend(_ verb: String) -> Bool {
        // An account has one role, and asks for each of its commands.
        if holder == nil { role.maySend(verb) } else { roles.contains { $0.maySend(verb) } }
    }

    /// How the entry of a verb names them: in the role in which it is sent.
    func actor(for verb: String) -> Actor {
        guard let holder, let role = holder.roles(for: verb).first else { return actor }
        return holder.actor(in: role)
    }

    /// Whether it may state an entry's time.
    var mayBackfill: Bool { roles.contains(where: \.mayBackfill) }

    /// Whose rows alone it may read; nil for all.
    var readsOwn: Holder? { holder.flatMap { $0.readsAll ? nil : $0 } }

    /// How it is shown personal data.
    var personal: PersonalData { readsOwn != nil || roles.contains(where: \.mayReadPersonalData) ? .opened : .leftOut }

    /// The account that runs this process.
    public static let local = Caller(role: .admin, uid: Accounts.ownUser, name: Accounts.name(of: Accounts.ownUser))
}
