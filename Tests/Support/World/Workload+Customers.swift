import Ledger
import Schema
import TestTools

// What customers do, and what staff do to them. They share few e-mails, so that some are taken, and order as everybody does.

extension Workload {
    mutating func customer(_ operation: Operation, _ rows: any LedgerRows) throws -> Command {
        switch operation {
        case .register:
            let (id, email) = (fresh("C", \.customers), email())
            // Where the id is taken, the customer keeps the e-mail of before, and this is one that is not theirs.
            emails[id] = emails[id] ?? email
            return .register(
                nextID(), id, email: email, phone: random.oneIn(2) ? "+86 571" : "", password: random.oneIn(3) ? Self.secret : "")
        case .verify:
            // Which e-mail a customer has no row says here: now and then it is another one.
            let id = try known(customers, .customer, rows) { Self.has($0, .unverified) }
            return .verify(nextID(), id, email: emails[id] ?? email())
        case .profile:
            let id = try known(customers, .customer, rows)
            let change = random.number(0...3)
            let command = ChangeProfile(
                customerID: id, email: change == 0 ? email() : nil, name: change == 1 ? "Lin" : nil,
                phone: change == 2 ? "" : nil, locale: change == 3 ? "en" : nil)
            if let email = command.email { emails[id] = email }
            return .customer(nextID(), .changeProfile(command))
        case .address:
            let (id, address) = (try known(customers, .customer, rows), random.pick(["HOME", "WORK"]))
            if random.oneIn(3) {
                return .customer(nextID(), .removeAddress(RemoveAddress(customerID: id, addressID: address)))
            }
            return .address(nextID(), id, address)
        case .bar:
            if random.oneIn(2) { return try role(rows) }
            if random.oneIn(2) {
                return .suspend(
                    nextID(),
                    try known(customers, .customer, rows) { row in
                        [.active, .unverified, .locked].contains { Self.has(row, $0) }
                    })
            }
            let id = try known(customers, .customer, rows) { Self.has($0, .suspended) }
            return .customer(nextID(), .reinstate(ReinstateCustomer(customerID: id)))
        case .session: return try session(rows)
        case .password: return try password(rows)
        case .access:
            // As of an entry that is there; now and then one of them is a guest.
            let shown = Set([try known(customers, .customer, rows), random.pick(customers)]).sorted()
            let asOf: UInt64 = random.oneIn(8) ? 1 << 52 : 1
            return .customer(
                nextID(), .noteAccess(NoteAccess(shownTo: "anna", role: "operator", customers: shown, asOf: asOf)))
        default: return .erase(nextID(), try known(customers, .customer, rows))
        }
    }

    /// Gives and takes roles, and approves and suspends sellers.
    private mutating func role(_ rows: any LedgerRows) throws -> Command {
        let choice = random.number(0...7)
        // Now and then `known` gives one of whom it is not so.
        let id = try known(customers, .customer, rows) { row in
            guard case .customer(let customer) = row, customer.status != .erased else { return false }
            let isSeller = customer.roles.contains { $0.role == .seller }
            return choice < 2
                || (choice < 5 ? isSeller && (choice == 2 || customer.seller != .approved) : customer.seller == .approved)
        }
        let role: CustomerRole.Value = choice == 2 ? .seller : random.pick([.seller, .seller, .support, .warehouse, .admin])
        let scope = role == .warehouse ? "WH-1" : ""
        switch choice {
        case 0...1: return .customer(nextID(), .grantRole(GrantRole(customerID: id, role: role, scope: scope)))
        case 2: return .customer(nextID(), .revokeRole(RevokeRole(customerID: id, role: role, scope: scope)))
        case 3...4: return .customer(nextID(), .approveSeller(ApproveSeller(customerID: id)))
        default: return .customer(nextID(), .suspendSeller(SuspendSeller(customerID: id, reason: "counterfeit")))
        }
    }

    /// Logs in, or out.
    private mutating func session(_ rows: any LedgerRows) throws -> Command {
        if random.oneIn(3) {
            return .customer(nextID(), .logOut(LogOut(sessionID: try known(sessions, .session, rows, where: Self.isOpen))))
        }
        let id = try known(customers, .customer, rows) { !Self.has($0, .erased) }
        return .customer(
            nextID(),
            .logIn(
                LogIn(
                    sessionID: fresh("L", \.sessions), email: emails[id] ?? email(), password: Self.secret,
                    expiresInSeconds: random.number(60...3600))))
    }

    private mutating func password(_ rows: any LedgerRows) throws -> Command {
        let id = try known(customers, .customer, rows) { !Self.has($0, .erased) }
        switch random.number(0...3) {
        case 3:
            return .customer(nextID(), .setPaymentPin(SetPaymentPin(customerID: id, password: Self.secret, pin: "271828")))
        case 0: return .customer(nextID(), .noteFailedLogIns(NoteFailedLogIns(customerID: id, count: random.number(1...12))))
        case 1: return .customer(nextID(), .resetPassword(ResetPassword(customerID: id, newPassword: Self.secret)))
        default:
            return .customer(
                nextID(), .changePassword(ChangePassword(customerID: id, password: Self.secret, newPassword: Self.secret)))
        }
    }

    /// All have the same: what a wrong one brings is an entry that nobody sent.
    private static let secret = "correct horse battery"

    private mutating func email() -> String { "\(manner.prefix)m\(random.number(0...60))@example.org" }

    private static func isOpen(_ row: Row) -> Bool {
        if case .session(let session) = row { session.status == .open } else { false }
    }

    private static func has(_ row: Row, _ status: Customer.Status) -> Bool {
        if case .customer(let customer) = row { customer.status == status } else { false }
    }
}
