import Schema

// Customers: O7 of their states, A1 of who is erased, L12 of what is personal, and that an e-mail is of one of them. That nobody
// barred buys anything is in `Flows`. A2 of their roles, and of who sends what; A3 that there is an admin among them.

/// A customer, as sums of what the events say.
struct CustomerModel {
    var status = Customer.Status.unspecified
    var isVerified = false
    /// Until when wrong passwords lock the customer, also while suspended.
    var lockedUntil: Instant?
    var hasPassword = false
    var hasPin = false
    var emailKey = ""
    var key = ""
    var addresses: [String] = []
    /// Roles, each with its scope, and whether the seller is approved.
    var roles: [String] = []
    var seller = Customer.Seller.unspecified
    /// Which of the row's own texts there are, by their fields.
    var present: Set<String> = []

    /// Whether the customer has the role of an admin, and may use it but for a lock.
    fileprivate var isAdmin: Bool { roles.contains("ADMIN ") && status != .suspended && status != .erased }

    /// The status without a lock or a suspension.
    fileprivate var unlocked: Customer.Status { isVerified ? .active : .unverified }

    fileprivate mutating func set(_ field: String, _ sealed: Sealed?) {
        guard let sealed else { return }
        if sealed.box.isEmpty { present.remove(field) } else { present.insert(field) }
    }
}

/// What the events of customers say.
struct CustomerSums {
    var byID: [String: CustomerModel] = [:]
    /// Who has an e-mail, by its keyed hash.
    var emails: [String: String] = [:]
    /// Who is an admin.
    var admins: Set<String> = []
    /// Whether a customer sent the entry at hand.
    var isSender = false
}

extension Auditor {
    mutating func customer(_ event: CustomerEvent.OneOf_Event, _ id: String) {
        let entity = "customer/" + id
        var model = sums.customers.byID[id] ?? CustomerModel()
        expectTrue("A1", entity, model.status != .erased, "nothing after it was erased")
        let before = model.status
        switch event {
        case .registered(let event):
            expect("O7", entity, before, .unspecified)
            (model.status, model.key) = (.unverified, event.key)
            expectTrue("L12", entity, !event.key.isEmpty, "a key")
            expect("L12", entity, event.email != nil && seesKeyedHashes, !event.emailKey.isEmpty)
            take([("email", event.email), ("name", event.name), ("phone", event.phone)], &model, entity)
            takeEmail(event.emailKey, &model, id)
            checkSealed(event.password, entity)
            model.hasPassword = event.password != nil
        case .emailVerified:
            expect("O7", entity, before, .unverified)
            (model.status, model.isVerified) = (.active, true)
        case .profileChanged(let event):
            take([("email", event.email), ("name", event.name), ("phone", event.phone)], &model, entity)
            expect("L12", entity, event.email != nil && seesKeyedHashes, !event.emailKey.isEmpty)
            guard event.email != nil else { break }
            takeEmail(event.emailKey, &model, id)
            model.isVerified = false
            if before == .active { model.status = .unverified }
        case .addressAdded(let event):
            expectTrue("O7", entity, !model.addresses.contains(event.address.addressID), "an address of a new id")
            model.addresses.append(event.address.addressID)
            let address = event.address
            let texts = [address.recipient, address.lines, address.city, address.region, address.postalCode, address.location]
            for text in texts { checkSealed(text, entity) }
        case .addressRemoved(let event):
            expectTrue("O7", entity, model.addresses.contains(event.addressID), "an address that was there")
            model.addresses.removeAll { $0 == event.addressID }
        case .suspended(let event):
            expectTrue("O7", entity, [.active, .unverified, .locked].contains(before), "ACTIVE, UNVERIFIED or LOCKED before")
            model.status = .suspended
            take([("suspendedFor", event.reason)], &model, entity)
        case .reinstated:
            expect("O7", entity, before, .suspended)
            let isLocked = model.lockedUntil.map { time < $0 } ?? false
            if !isLocked { model.lockedUntil = nil }
            model.status = isLocked ? .locked : model.unlocked
            model.present.remove("suspendedFor")
        case .passwordSet, .paymentPinSet, .logInsFailed, .locked, .unlocked, .sessionOpened, .sessionClosed, .accessNoted:
            follow(event, &model, entity)
        case .roleGranted, .roleRevoked, .sellerApproved, .sellerSuspended: followRoles(event, &model, entity)
        case .erased(let event):
            expect("A1", entity, event.key, model.key)
            sums.customers.emails[model.emailKey] = nil
            model = CustomerModel()
            model.status = .erased
        }
        sums.customers.byID[id] = model
        followAdmins(model, id)
    }

    /// A3: customers do not rid themselves of the last of them who is an admin; the accounts of the machine may.
    private mutating func followAdmins(_ model: CustomerModel, _ id: String) {
        guard !model.isAdmin else {
            sums.customers.admins.insert(id)
            return
        }
        guard sums.customers.admins.remove(id) != nil, sums.customers.isSender else { return }
        expectTrue("A3", "customer/" + id, !sums.customers.admins.isEmpty, "another customer who is an admin")
    }

    /// Follows what happens to a customer's password and lock.
    private mutating func follow(_ event: CustomerEvent.OneOf_Event, _ model: inout CustomerModel, _ entity: String) {
        switch event {
        case .passwordSet(let event):
            checkSealed(event.password, entity)
            model.hasPassword = true
        case .paymentPinSet(let event):
            checkSealed(event.paymentPin, entity)
            model.hasPin = true
        case .logInsFailed(let event):
            expectTrue(
                "A1", entity, model.status == .active || model.status == .unverified, "nobody counts who is locked or barred")
            expectTrue("A1", entity, event.count > 0 && event.count < 10, "fewer than what locks")
        case .locked(let event):
            expectTrue("O7", entity, model.status == .active || model.status == .unverified, "ACTIVE or UNVERIFIED before")
            expectTrue("A1", entity, Instant(event.until) > time, "a lock that lasts")
            (model.status, model.lockedUntil) = (.locked, Instant(event.until))
        case .unlocked:
            expectTrue("O7", entity, model.lockedUntil != nil, "a lock")
            if model.status == .locked { model.status = model.unlocked }
            model.lockedUntil = nil
        default: fail("L1", entity, "an event of a customer", "one of a session or an access")
        }
    }

    /// A1, A2: a customer who sent what was accepted was neither locked nor barred then, and had the role.
    mutating func checkSender(_ entry: Entry) {
        sums.customers.isSender = entry.actor?.kind == .customer
        guard let sender = entry.actor, sender.kind == .customer, entry.rejection == nil else { return }
        let entity = "customer/" + sender.name
        let model = sums.customers.byID[sender.name] ?? CustomerModel()
        let isFree = model.status == .active || model.status == .unverified
        expectTrue("A1", entity, isFree, "a sender who is neither locked, barred nor erased")
        let roles = ["buyer"] + model.roles.map { $0.prefix { $0 != " " }.lowercased() }
        expectTrue("A2", entity, roles.contains(sender.role), "one of the sender's roles, not \(sender.role)")
    }

    /// A2: a role is given once, taken from who has it, and only a seller is approved or suspended as one.
    private mutating func followRoles(_ event: CustomerEvent.OneOf_Event, _ model: inout CustomerModel, _ entity: String) {
        func text(_ role: GrantedRole) -> String { "\(role.role.label) \(role.scope)" }
        let seller = text(GrantedRole(role: .seller))
        switch event {
        case .roleGranted(let event):
            expectTrue("A2", entity, !model.roles.contains(text(event.role)), "a role that the customer does not have")
            expect("A2", entity, event.role.scope.isEmpty, event.role.role != .warehouse)
            model.roles.append(text(event.role))
        case .roleRevoked(let event):
            expectTrue("A2", entity, model.roles.contains(text(event.role)), "a role that the customer has")
            model.roles.removeAll { $0 == text(event.role) }
            guard !model.roles.contains(seller) else { break }
            model.seller = .unspecified
            model.present.remove("sellerSuspendedFor")
        case .sellerApproved:
            expectTrue("A2", entity, model.roles.contains(seller) && model.seller != .approved, "a SELLER who is not approved")
            model.seller = .approved
            model.present.remove("sellerSuspendedFor")
        case .sellerSuspended(let event):
            expect("A2", entity, model.seller, .approved)
            model.seller = .suspended
            take([("sellerSuspendedFor", event.reason)], &model, entity)
        default: fail("L1", entity, "an event of a customer's roles", "another one")
        }
    }

    /// L12: what an event says of a person is sealed, at the version that the event is.
    private mutating func take(_ texts: [(field: String, sealed: Sealed?)], _ model: inout CustomerModel, _ entity: String) {
        for (field, sealed) in texts {
            checkSealed(sealed, entity)
            model.set(field, sealed)
        }
    }

    private mutating func checkSealed(_ sealed: Sealed?, _ entity: String) {
        guard let sealed else { return }
        expectNumber("L12", entity, "sealed at version", sealed.version, versions[entity] ?? 0)
        // A nonce of 12 bytes, a tag of 16, and at least one byte between them.
        expectTrue("L12", entity, sealed.box.isEmpty || sealed.box.count > 28, "a nonce, something sealed and a tag")
    }

    /// An e-mail is of one customer at a time.
    private mutating func takeEmail(_ key: String, _ model: inout CustomerModel, _ id: String) {
        sums.customers.emails[model.emailKey] = nil
        model.emailKey = key
        guard !key.isEmpty else { return }
        let other = sums.customers.emails.updateValue(id, forKey: key)
        expectTrue("A1", "customer/" + id, other == nil, "an e-mail that nobody has")
    }

    /// L6: compares a customer's row with what its events say.
    mutating func compare(_ row: Customer, as entity: String) {
        compareHead(entity, id: row.customerID, version: row.version)
        let model = sums.customers.byID[row.customerID] ?? CustomerModel()
        expect("L6", entity, row.status, model.status)
        expect("L6", entity, row.emailVerified, model.isVerified)
        expect("L6", entity, row.emailKey, model.emailKey)
        expect("L6", entity, row.lockedUntil.map(Instant.init), model.lockedUntil)
        expect("L6", entity, row.key, model.key)
        expect("L6", entity, row.erased, model.status == .erased)
        expect("L6", entity, row.password != nil, model.hasPassword)
        expect("L6", entity, row.paymentPin != nil, model.hasPin)
        expect("L6", entity, row.addresses.map(\.addressID), model.addresses)
        expect("L6", entity, row.roles.map { "\($0.role.label) \($0.scope)" }, model.roles)
        expect("L6", entity, row.seller, model.seller)
        let texts = [
            ("email", row.email), ("name", row.name), ("phone", row.phone), ("suspendedFor", row.suspendedFor),
            ("sellerSuspendedFor", row.sellerSuspendedFor),
        ]
        let there = texts.filter { $0.1 != nil }.map(\.0)
        expect("L12", entity, Set(there), model.present)
        for (field, sealed) in texts {
            guard let sealed else { continue }
            expectTrue("L12", entity, sealed.version > 0 && sealed.version <= row.version, "\(field) sealed at a version it had")
        }
    }
}
