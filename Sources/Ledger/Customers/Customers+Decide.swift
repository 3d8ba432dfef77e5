import Schema

extension LedgerState {
    mutating func registerCustomer(_ command: RegisterCustomer) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        let email = mayKnowLittle && command.email.isEmpty ? "" : try Check.email(command.email)
        if !mayKnowLittle || !command.name.isEmpty { try Check.title(command.name, "name") }
        try Check.phone(command.phone)
        try Check.optionalLocale(command.locale, "locale")
        try Check.optionalCountry(command.country, "country")
        if !command.password.isEmpty { try Check.password(command.password, "password") }
        guard try customer(command.customerID) == nil else { throw .alreadyExists(.customer, command.customerID) }
        let emailKey = email.isEmpty ? "" : try sealing { try $0.emailKey(of: email) }
        if !emailKey.isEmpty { try checkEmailIsFree(emailKey, for: command.customerID) }

        let key = try sealing { try $0.newKey() }
        let seal = seal(for: Customer(id: command.customerID), under: key)
        let event = CustomerRegistered(
            key: key, email: try seal.text(email, "email"), emailKey: emailKey, name: try seal.text(command.name, "name"),
            phone: try seal.text(command.phone, "phone"), locale: command.locale, country: command.country,
            password: command.password.isEmpty ? nil : try sealNewPassword(seal))
        try create(.registered(event), on: command.customerID, of: Customer.self)
    }

    /// Whether the sender brings in people of whom some things are not known. Nobody logs in as a customer without an e-mail.
    private var mayKnowLittle: Bool { Role(rawValue: actor.role)?.mayBackfill ?? false }

    mutating func verifyEmail(_ command: VerifyEmail) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        let email = try Check.email(command.email)
        let customer = try requireCustomer(command.customerID)
        guard customer.status == .unverified else { throw customer.invalidState("customer.verifyEmail") }
        guard try sealing({ try $0.emailKey(of: email) }) == customer.emailKey else {
            throw .invalid("email", "is not the customer's; it was changed since, and the new one is to be verified")
        }
        try record(.emailVerified(EmailVerified()), on: customer.customerID, of: Customer.self)
    }

    mutating func changeProfile(_ command: ChangeProfile) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        let email = try command.email.map { email throws(DecisionError) in try Check.email(email) }
        if let name = command.name { try Check.title(name, "name") }
        try Check.phone(command.phone ?? "")
        try Check.optionalLocale(command.locale ?? "", "locale")
        try Check.optionalCountry(command.country ?? "", "country")
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.changeProfile")
        try checkMayChange(customer)
        let seal = seal(for: customer, under: customer.key)
        var event = ProfileChanged(
            name: try seal.change(command.name, "name"), phone: try seal.change(command.phone, "phone"), locale: command.locale,
            country: command.country)
        if let email {
            let key = try sealing { try $0.emailKey(of: email) }
            try checkEmailIsFree(key, for: customer.customerID)
            // The same e-mail, sent with a whole form, is verified as it was.
            if key != customer.emailKey { (event.email, event.emailKey) = (try seal.text(email, "email"), key) }
        }
        guard event != ProfileChanged() else { return }
        try record(.profileChanged(event), on: customer.customerID, of: Customer.self)
    }

    mutating func addAddress(_ command: AddAddress) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        try Check.id(command.addressID, "addressId")
        try Check.optionalTitle(command.recipient, "recipient")
        guard !command.lines.isEmpty || mayKnowLittle else { throw .invalid("lines", "is missing") }
        try Check.text(command.lines, "lines")
        try Check.title(command.city, "city")
        try Check.optionalTitle(command.region, "region")
        try Check.optionalTitle(command.postalCode, "postalCode", limit: Limits.idBytes)
        guard !command.country.isEmpty else { throw .invalid("country", "is missing") }
        try Check.optionalCountry(command.country, "country")
        if let location = command.location { try Check.location(location, "location") }
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.addAddress")
        guard !customer.hasAddress(command.addressID) else {
            throw .of(
                .alreadyExists, "customer \(customer.customerID) has an address \(command.addressID) already",
                ["entity": Table.customer.entity(customer.customerID), "addressId": command.addressID])
        }
        guard customer.addresses.count < Limits.addressesPerCustomer else {
            throw .of(
                .quantityLimit, "a customer has at most \(Limits.addressesPerCustomer) addresses",
                ["field": "addresses", "max": String(Limits.addressesPerCustomer)])
        }
        let address = try sealed(command, seal(for: customer, under: customer.key))
        try record(.addressAdded(AddressAdded(address: address)), on: customer.customerID, of: Customer.self)
    }

    private func sealed(_ command: AddAddress, _ seal: Seal) throws(DecisionError) -> CustomerAddress {
        let location = command.location.map { "\($0.latitudeE6),\($0.longitudeE6)" } ?? ""
        return CustomerAddress(
            addressID: command.addressID, recipient: try seal.text(command.recipient, "recipient"),
            lines: try seal.text(command.lines, "lines"), city: try seal.text(command.city, "city"),
            region: try seal.text(command.region, "region"), postalCode: try seal.text(command.postalCode, "postalCode"),
            country: command.country, location: try seal.text(location, "location"))
    }

    mutating func removeAddress(_ command: RemoveAddress) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        try Check.id(command.addressID, "addressId")
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.removeAddress")
        guard customer.hasAddress(command.addressID) else { throw customer.noAddress(command.addressID) }
        let event = AddressRemoved(addressID: command.addressID)
        try record(.addressRemoved(event), on: customer.customerID, of: Customer.self)
    }

    mutating func suspendCustomer(_ command: SuspendCustomer) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        guard !command.reason.isEmpty else {
            throw .of(.reasonRequired, "reason: say why the customer is barred", ["field": "reason"])
        }
        try Check.text(command.reason, "reason")
        let customer = try requireCustomer(command.customerID)
        switch customer.status {
        case .active, .unverified, .locked: break
        case .suspended, .erased, .unspecified: throw customer.invalidState("customer.suspend")
        }
        try checkMayChange(customer)
        try checkNotLastAdmin(customer)
        let seal = seal(for: customer, under: customer.key)
        let event = CustomerSuspended(reason: try seal.text(command.reason, Customer.suspendedForField))
        try record(.suspended(event), on: customer.customerID, of: Customer.self)
        try closeSessions(of: customer.customerID, .suspended)
    }

    mutating func reinstateCustomer(_ command: ReinstateCustomer) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        let customer = try requireCustomer(command.customerID)
        guard customer.status == .suspended else { throw customer.invalidState("customer.reinstate") }
        try checkMayChange(customer)
        try record(.reinstated(CustomerReinstated()), on: customer.customerID, of: Customer.self)
    }

    /// Erases a customer whom nobody owes anything (`Flows/Erasure.swift` has made sure).
    mutating func erase(_ customer: Customer, legalBasis: String) throws(DecisionError) {
        try checkNotLastAdmin(customer)
        try sealing { try $0.checkIsHere(customer.key) }
        let event = CustomerErased(legalBasis: legalBasis, key: customer.key)
        try record(.erased(event), on: customer.customerID, of: Customer.self)
        destroyedKeys.append(customer.key)
        try closeSessions(of: customer.customerID, .erased)
    }
}

extension Customer {
    /// The row's field that a reason is shown in: it is sealed for that place.
    fileprivate static let suspendedForField = "suspendedFor"

    func checkNotErased(_ command: String) throws(DecisionError) {
        guard status != .erased else { throw invalidState(command) }
    }

    func hasAddress(_ id: String) -> Bool { addresses.contains { $0.addressID == id } }

    func noAddress(_ id: String) -> DecisionError {
        .of(
            .notFound, "customer \(customerID) has no address \(id)",
            ["entity": Table.customer.entity(customerID), "addressId": id])
    }

    func invalidState(_ command: String) -> DecisionError {
        .invalidState(.customer, customerID, from: status.label, command: command)
    }
}

extension Check {
    /// An e-mail as it is compared and kept: in lower case.
    ///
    /// It is printable ASCII with one `@` and a dot behind it; of ASCII the normal form NFKC is itself. Whether mail arrives there
    /// only a mail can tell. No refusal repeats what was given: refusals are in the book in clear.
    static func email(_ email: String) throws(DecisionError) -> String {
        guard !email.isEmpty else { throw .invalid("email", "is missing") }
        try optionalToken(email, "email", limit: Limits.emailBytes)
        let parts = email.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let labels = parts.last?.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, !parts[0].isEmpty, labels.count > 1, labels.allSatisfy({ !$0.isEmpty }) else {
            throw .invalid("email", "is no e-mail: it has one @ with something before it, and a dot behind it")
        }
        return email.lowercased()
    }

    /// A telephone number as people write it; may be left out.
    fileprivate static func phone(_ phone: String) throws(DecisionError) {
        try optionalTitle(phone, "phone", limit: Limits.phoneBytes)
        let marks = Array("+-()./ ".utf8)
        guard phone.utf8.allSatisfy({ (48...57).contains($0) || marks.contains($0) }) else {
            throw .invalid("phone", "has other characters than digits, spaces and + - ( ) . /")
        }
    }
}
