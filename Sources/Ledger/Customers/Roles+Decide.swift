import Schema

// Roles of customers, and whether a seller's products may be on sale.

extension LedgerState {
    mutating func grantRole(_ command: GrantRole) throws(DecisionError) {
        let role = try checkedRole(command.customerID, command.role, command.scope)
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.grantRole")
        guard !customer.roles.contains(role) else { return }
        guard customer.roles.count < Limits.rolesPerCustomer else {
            throw .of(
                .quantityLimit, "a customer has at most \(Limits.rolesPerCustomer) roles",
                ["field": "roles", "max": String(Limits.rolesPerCustomer)])
        }
        try record(.roleGranted(RoleGranted(role: role)), on: customer.customerID, of: Customer.self)
    }

    mutating func revokeRole(_ command: RevokeRole) throws(DecisionError) {
        let role = try checkedRole(command.customerID, command.role, command.scope)
        let customer = try requireCustomer(command.customerID)
        guard customer.roles.contains(role) else {
            throw .of(
                .notFound, "customer \(customer.customerID) does not have the role \(role.role.label)",
                ["entity": Table.customer.entity(customer.customerID), "role": role.role.label])
        }
        if role.role == .admin { try checkNotLastAdmin(customer) }
        try record(.roleRevoked(RoleRevoked(role: role)), on: customer.customerID, of: Customer.self)
    }

    private func checkedRole(
        _ id: String, _ role: CustomerRole.Value, _ scope: String
    ) throws(DecisionError) -> GrantedRole {
        try requireRole(Role.granting, "give and take roles")
        try Check.id(id, "customerId")
        try Check.choice(role, "role")
        if role == .warehouse {
            try Check.id(scope, "scope")
        } else if !scope.isEmpty {
            throw .invalid("scope", "is for the role WAREHOUSE: the id of the warehouse")
        }
        return GrantedRole(role: role, scope: scope)
    }

    /// Refuses to let customers rid themselves of their last admin. The account that runs the service is always one, and may.
    mutating func checkNotLastAdmin(_ customer: Customer) throws(DecisionError) {
        guard actor.kind == .customer, customer.isAdmin else { return }
        for id in try ids(.customerRole, CustomerRole.Value.admin.indexValue) where id != customer.customerID {
            if let other = try self.customer(id), other.isAdmin, other.status != .suspended { return }
        }
        throw .of(
            .lastAdmin, "customer \(customer.customerID) is the last customer who is an admin",
            ["entity": Table.customer.entity(customer.customerID)])
    }

    /// Refuses to change a customer who works for the shop, unless by who may give roles or by themselves: who sets their password
    /// or their e-mail is soon them, and who bars them takes their work away.
    func checkMayChange(_ customer: Customer) throws(DecisionError) {
        guard customer.isStaff, actor.kind != .customer || actor.name != customer.customerID else { return }
        try requireRole(Role.granting, "change a customer who has a role of staff")
    }

    mutating func approveSeller(_ command: ApproveSeller) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        let customer = try requireCustomer(command.customerID)
        guard customer.isSeller, customer.seller != .approved else { throw customer.noSeller("customer.approveSeller") }
        try record(.sellerApproved(SellerApproved()), on: customer.customerID, of: Customer.self)
    }

    mutating func suspendSeller(_ command: SuspendSeller) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        guard !command.reason.isEmpty else {
            throw .of(.reasonRequired, "reason: say why the seller is suspended", ["field": "reason"])
        }
        try Check.text(command.reason, "reason")
        let customer = try requireCustomer(command.customerID)
        guard customer.seller == .approved else { throw customer.noSeller("customer.suspendSeller") }
        let seal = seal(for: customer, under: customer.key)
        let event = SellerSuspended(reason: try seal.text(command.reason, Customer.sellerSuspendedForField))
        try record(.sellerSuspended(event), on: customer.customerID, of: Customer.self)
    }

    /// Whether a seller's goods may be on sale: those of one who is registered here only while the seller is approved. Who is not
    /// registered sells, as a guest buys.
    func maySell(_ seller: String) throws(DecisionError) -> Bool {
        guard !seller.isEmpty, let customer = try customer(seller) else { return true }
        return customer.seller == .approved && customer.status != .suspended && customer.status != .erased
    }
}

extension Customer {
    /// The row's field that a reason is shown in: it is sealed for that place.
    fileprivate static let sellerSuspendedForField = "sellerSuspendedFor"

    fileprivate var isSeller: Bool { roles.contains { $0.role == .seller } }

    fileprivate func noSeller(_ command: String) -> DecisionError {
        .invalidState(.customer, customerID, from: isSeller ? seller.label : "no SELLER", command: command)
    }
}

extension Customer {
    /// Whether they have a role beside that of a seller: that of a buyer has everybody.
    fileprivate var isStaff: Bool { roles.contains { $0.role != .seller } }
}
