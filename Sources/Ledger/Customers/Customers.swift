public import Schema

// Customers: who buys, and what is known of them.
//
// Entity `customer/ID`. Status UNVERIFIED → ACTIVE; UNVERIFIED, ACTIVE ⇄ LOCKED; each of these ⇄ SUSPENDED; and from each of
// them → ERASED (final). An id that no customer has is a guest's: orders may name it, and once it is registered the customer's
// state counts.
//
// Every customer is a buyer, and may have other roles besides; a seller's products are on sale while the seller is approved.
//
// Entity `session/ID`. Status OPEN → CLOSED (final). Passwords are checked and hashed beside the writer, and a decision is told
// what came of that (`Credentials`); it sees the texts, and lets none of them into an event.
//
// What is personal is sealed under the customer's key before it gets here: decisions and folds move sealed values, and know no
// keys. Erasing gives the key up, and the row lets go of everything that was sealed under it.
//
// Entity `access/TIME`: that somebody was shown personal data (`Accesses.swift`).
//
// Reads other contexts: none.
//
// Invariants:
// - no two customers that are not erased have the same e-mail (its keyed hash); of those whom an importer brings none may be known;
// - an UNVERIFIED customer's e-mail is not verified, an ACTIVE one's is;
// - no event and no row has a personal text in clear; a text is sealed at the version of the event that says it;
// - a customer who is SUSPENDED or ERASED has no open session;
// - a customer has a role once for each scope, and only who has that of a SELLER is approved or suspended as one;
// - an ERASED customer has no text, no e-mail's hash, no address and no key, and nothing happens to it any more.

extension Limits {
    /// Bytes of an e-mail. Source: RFC 5321 § 4.5.3.1.3, a path without its brackets.
    public static let emailBytes = 254
    /// Bytes of a telephone number.
    public static let phoneBytes = 40
    /// Bytes of a password. The least are those of NIST SP 800-63B § 5.1.1.1.
    public static let passwordBytes = 8...256
    /// Digits of a PIN for payments.
    public static let pinDigits = 4...12
    /// Open sessions of one customer: all of them end in one entry. One more ends the oldest.
    public static let sessionsPerCustomer = 100
    /// How long a session lasts, in seconds: where nothing is said, and at most.
    public static let sessionSeconds: Int64 = 8 * 3600
    public static let maxSessionSeconds: Int64 = 30 * 86_400
    /// Wrong passwords that lock a customer, within so many seconds, and for how many.
    public static let failedLogIns: Int64 = 10
    public static let failedLogInsSeconds: Int64 = 900
    public static let lockSeconds: Int64 = 900
    /// Addresses of one customer.
    public static let addressesPerCustomer = 20
    /// Roles of one customer beside that of a buyer.
    public static let rolesPerCustomer = 20
}

extension LedgerState {
    /// The customer, or `not_found`.
    func requireCustomer(_ id: String) throws(DecisionError) -> Customer {
        guard let customer = try customer(id) else { throw .notFound(.customer, id) }
        return customer
    }

    /// Refuses an e-mail that another customer has.
    mutating func checkEmailIsFree(_ key: String, for id: String) throws(DecisionError) {
        for other in try ids(.customerEmail, key) where other != id {
            guard let customer = try customer(other), customer.emailKey == key else { continue }
            // The refusal is in the book for ever, so it says neither the e-mail nor whose it is.
            throw .of(.emailTaken, "another customer has this e-mail", ["field": "email"])
        }
    }

    /// Refuses who was barred or erased; a guest may buy, and so may a customer whose e-mail is not verified yet.
    mutating func checkMayBuy(_ id: String) throws(DecisionError) {
        // Where nobody is barred, which is mostly so, no row is looked for: most orders' customers are guests, and have none.
        let isNobodyBarred = try ids(.barredCustomer, Customer.barredKey).isEmpty
        guard !isNobodyBarred, let customer = try customer(id) else { return }
        guard !customer.isBarred else {
            throw .of(
                .forbidden, "customer \(id) is \(customer.status.label) and may not buy",
                ["entity": Table.customer.entity(id), "from": customer.status.label])
        }
    }
}

extension Customer {
    public init(id: String) {
        self.init()
        customerID = id
    }

    public var id: String { customerID }

    public var personalKey: String { key }

    /// Where the index of those who may not buy has them all: one list, which is empty in most ledgers.
    fileprivate static let barredKey = "1"

    /// Where the index of roles has the admins, whom a decision looks for.
    fileprivate static var adminKey: IndexKey { IndexKey(.customerRole, CustomerRole.Value.admin.indexValue) }

    /// Whether the customer has the role of an admin.
    var isAdmin: Bool { roles.contains { $0.role == .admin } }

    fileprivate var isBarred: Bool { status == .suspended || status == .erased }

    /// A customer is found by the id, as by any other column.
    public static func place(where column: String, is value: String, in tables: Tables) throws(DecisionError) -> RowPlace? {
        column == "customerId" ? .ids([value]) : nil
    }

    public mutating func noteErased() { erased = true }

    public mutating func dropKeyedHashes() { emailKey = "" }

    public var deadline: Moment? { status == .locked ? Moment(lockedUntil) : nil }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
        try state.unlock(id, due: due)
    }

    public func addKeys(to keys: inout [IndexKey]) {
        if !emailKey.isEmpty { keys.append(IndexKey(.customerEmail, emailKey)) }
        if isBarred { keys.append(IndexKey(.barredCustomer, Self.barredKey)) }
        if isAdmin { keys.append(Self.adminKey) }
    }

    public func links(after event: CustomerEvent.OneOf_Event) -> [IndexKey] {
        switch event {
        case .registered, .profileChanged: emailKey.isEmpty ? [] : [IndexKey(.customerEmail, emailKey)]
        case .passwordSet, .logInsFailed, .locked, .unlocked, .sessionOpened, .sessionClosed, .accessNoted, .paymentPinSet: []
        case .suspended, .erased: [IndexKey(.barredCustomer, Self.barredKey)]
        case .roleGranted: isAdmin ? [Self.adminKey] : []
        case .emailVerified, .addressAdded, .addressRemoved, .reinstated, .roleRevoked, .sellerApproved, .sellerSuspended: []
        }
    }

    /// The customer after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Customer, _ event: CustomerEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .registered(let event):
            row.status = .unverified
            row.key = event.key
            (row.email, row.emailKey) = (event.email, event.emailKey)
            (row.name, row.phone, row.password) = (event.name, event.phone, event.password)
            (row.locale, row.country) = (event.locale, event.country)
            row.registeredAt = time.timestamp
        case .emailVerified:
            row.emailVerified = true
            row.status = .active
        case .profileChanged(let event): row.change(event)
        case .addressAdded(let event): row.addresses.append(event.address)
        case .addressRemoved(let event): row.addresses.removeAll { $0.addressID == event.addressID }
        case .suspended(let event):
            row.status = .suspended
            row.suspendedFor = event.reason
        case .reinstated:
            // A lock whose time is not over goes on.
            let isLocked = Moment(row.lockedUntil).map { time < $0 } ?? false
            if !isLocked { row.lockedUntil = nil }
            row.status = isLocked ? .locked : row.unlockedStatus
            row.suspendedFor = nil
        case .erased(let event): row.erase(event)
        case .passwordSet(let event): row.password = event.password
        case .paymentPinSet(let event): row.paymentPin = event.paymentPin
        case .logInsFailed(let event): row.countFailures(event.count, at: time)
        case .locked(let event):
            (row.status, row.lockedUntil) = (.locked, event.until)
            (row.failedLogIns, row.failedSince) = (0, nil)
        case .unlocked:
            if row.status == .locked { row.status = row.unlockedStatus }
            row.lockedUntil = nil
        case .roleGranted(let event): row.roles.append(event.role)
        case .roleRevoked(let event): row.revoke(event.role)
        case .sellerApproved: (row.seller, row.sellerSuspendedFor) = (.approved, nil)
        case .sellerSuspended(let event): (row.seller, row.sellerSuspendedFor) = (.suspended, event.reason)
        case .sessionOpened, .sessionClosed, .accessNoted: break
        }
        row.updatedAt = time.timestamp
    }

    private mutating func change(_ event: ProfileChanged) {
        if let email = event.email {
            (self.email, emailKey) = (email, event.emailKey)
            emailVerified = false
            if status == .active { status = .unverified }
        }
        if let name = event.name { self.name = name }
        if let phone = event.phone { self.phone = phone.box.isEmpty ? nil : phone }
        if let locale = event.locale { self.locale = locale }
        if let country = event.country { self.country = country }
    }

    /// The status without a lock or a suspension.
    private var unlockedStatus: Status { emailVerified ? .active : .unverified }

    /// Counts wrong passwords, as long as the first of them is not long ago.
    private mutating func countFailures(_ count: Int64, at time: Moment) {
        if !isCounting(at: time) { (failedLogIns, failedSince) = (0, time.timestamp) }
        failedLogIns &+= count
    }

    /// Whether wrong passwords are counted together with those of before.
    func isCounting(at time: Moment) -> Bool {
        Moment(failedSince).map { time <= $0.adding(seconds: Limits.failedLogInsSeconds) } ?? false
    }

    /// Takes a role away; who is no seller any more is approved as none.
    private mutating func revoke(_ role: GrantedRole) {
        roles.removeAll { $0 == role }
        if !roles.contains(where: { $0.role == .seller }) { (seller, sellerSuspendedFor) = (.unspecified, nil) }
    }

    private mutating func erase(_ event: CustomerErased) {
        forEachSealed { _, sealed in sealed = nil }
        dropSecrets()
        (failedLogIns, failedSince, lockedUntil) = (0, nil, nil)
        (status, erased, legalBasis) = (.erased, true, event.legalBasis)
        (emailVerified, emailKey, key) = (false, "", "")
        (locale, country, addresses) = ("", "", [])
        (roles, seller) = ([], .unspecified)
    }
}

extension Event {
    /// Whether all of it is shown.
    public var isShownWhole: Bool {
        guard case .customer(let context) = event else { return true }
        return switch context.event {
        case .registered, .profileChanged: false
        default: true
        }
    }

    /// As it is shown: without the keyed hash of an e-mail.
    public var shown: Event {
        guard case .customer(var context) = event else { return self }
        switch context.event {
        case .registered(var event):
            event.emailKey = ""
            context.event = .registered(event)
        case .profileChanged(var event):
            event.emailKey = ""
            context.event = .profileChanged(event)
        default: return self
        }
        var shown = self
        shown.event = .customer(context)
        return shown
    }

    /// The key that it gives up: it is to be destroyed once the event is in the book.
    public var destroyedKey: String? {
        guard case .customer(let context) = event, case .erased(let erased) = context.event else { return nil }
        return erased.key
    }
}
