import Schema

extension LedgerState {
    mutating func logIn(_ command: LogIn) throws(DecisionError) {
        try Check.id(command.sessionID, "sessionId")
        _ = try Check.email(command.email)
        guard !command.password.isEmpty else { throw .invalid("password", "is missing") }
        let seconds = command.expiresInSeconds ?? Limits.sessionSeconds
        guard (1...Limits.maxSessionSeconds).contains(seconds) else {
            throw .invalid("expiresInSeconds", "must be 1 to \(Limits.maxSessionSeconds), not \(seconds)")
        }
        let customer = try requireProof()
        try customer.checkMayLogIn()
        guard try session(command.sessionID) == nil else { throw .alreadyExists(.session, command.sessionID) }
        if let hash = credentials?.hash { try setPassword(hash, of: customer) }
        try makeRoom(for: customer.customerID)
        let opened = SessionOpened(
            customerID: customer.customerID, tokenHash: credentials?.tokenHash ?? "",
            expiresAt: now.adding(seconds: seconds).timestamp)
        try create(.sessionOpened(opened), on: command.sessionID, of: Session.self)
    }

    mutating func logOut(_ command: LogOut) throws(DecisionError) {
        try Check.id(command.sessionID, "sessionId")
        guard let session = try session(command.sessionID) else { throw .notFound(.session, command.sessionID) }
        guard session.status == .open else {
            throw .invalidState(.session, session.sessionID, from: session.status.label, command: "customer.logOut")
        }
        try close(session.sessionID, .loggedOut)
    }

    mutating func changePassword(_ command: ChangePassword) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        guard !command.password.isEmpty else { throw .invalid("password", "is missing") }
        try Check.password(command.newPassword, "newPassword")
        let customer = try requireProof()
        try customer.checkMayLogIn()
        try setPassword(try requireHash(), of: customer)
        try closeSessions(of: customer.customerID, .passwordChanged)
    }

    mutating func resetPassword(_ command: ResetPassword) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        try Check.password(command.newPassword, "newPassword")
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.resetPassword")
        try checkMayChange(customer)
        try setPassword(try requireHash(), of: customer)
        if customer.lockedUntil != nil { try record(.unlocked(CustomerUnlocked()), on: customer.customerID, of: Customer.self) }
        try closeSessions(of: customer.customerID, .passwordChanged)
    }

    mutating func setPaymentPin(_ command: SetPaymentPin) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        guard !command.password.isEmpty else { throw .invalid("password", "is missing") }
        try Check.pin(command.pin, "pin")
        let customer = try requireProof()
        try customer.checkMayLogIn()
        guard let hash = credentials?.hash else { throw .invalid("pin", "was not hashed") }
        let sealed = try seal(for: customer, under: customer.key).text(hash, "paymentPin")
        try record(.paymentPinSet(PaymentPinSet(paymentPin: sealed)), on: customer.customerID, of: Customer.self)
    }

    mutating func noteFailedLogIns(_ command: NoteFailedLogIns) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        try Check.quantity(command.count, "count")
        let customer = try requireCustomer(command.customerID)
        guard customer.status == .active || customer.status == .unverified else {
            throw customer.invalidState("customer.noteFailedLogIns")
        }
        let before = customer.isCounting(at: now) ? customer.failedLogIns : 0
        guard before + command.count < Limits.failedLogIns else {
            let until = now.adding(seconds: Limits.lockSeconds).timestamp
            return try record(.locked(CustomerLocked(until: until)), on: customer.customerID, of: Customer.self)
        }
        try record(.logInsFailed(LogInsFailed(count: command.count)), on: customer.customerID, of: Customer.self)
    }

    // MARK: Deadlines

    /// What a lock's end brings, if it is still on.
    mutating func unlock(_ id: String, due: Moment) throws(DecisionError) -> String? {
        guard let customer = try customer(id), customer.deadline == due else { return nil }
        try record(.unlocked(CustomerUnlocked()), on: id, of: Customer.self)
        return "customer.unlock"
    }

    /// What a session's end brings, if it is still open.
    mutating func expireSession(_ id: String, due: Moment) throws(DecisionError) -> String? {
        guard let session = try session(id), session.deadline == due else { return nil }
        try close(id, .expired)
        return "customer.expireSession"
    }

    // MARK: Sessions

    /// Closes a customer's open sessions.
    mutating func closeSessions(of customer: String, _ reason: Session.Reason) throws(DecisionError) {
        for id in try ids(.sessionCustomer, customer) {
            guard let session = try session(id), session.status == .open else { continue }
            try close(id, reason)
        }
    }

    /// Closes the session that was opened first, where a customer has as many as there may be.
    private mutating func makeRoom(for customer: String) throws(DecisionError) {
        var open: [Session] = []
        for id in try ids(.sessionCustomer, customer) {
            if let session = try session(id), session.status == .open { open.append(session) }
        }
        guard open.count >= Limits.sessionsPerCustomer else { return }
        let first = open.min { a, b in
            let (left, right) = (Moment(a.openedAt), Moment(b.openedAt))
            return left == right ? a.sessionID < b.sessionID : (left ?? now) < (right ?? now)
        }
        if let first { try close(first.sessionID, .replaced) }
    }

    private mutating func close(_ id: String, _ reason: Session.Reason) throws(DecisionError) {
        try record(.sessionClosed(SessionClosed(reason: reason)), on: id, of: Session.self)
    }

    // MARK: Passwords

    /// Whether a customer's password is still the one that was found right.
    public func holds(_ proof: Credentials.Proof) throws(DecisionError) -> Bool {
        try customer(proof.customerID)?.password == proof.password
    }

    /// The customer whose present password was right, and is so still.
    private func requireProof() throws(DecisionError) -> Customer {
        guard let proof = credentials?.proof, try holds(proof), let customer = try customer(proof.customerID) else {
            throw .of(.badCredentials, "the e-mail or the password is wrong")
        }
        return customer
    }

    private func requireHash() throws(DecisionError) -> String {
        guard let hash = credentials?.hash else { throw .invalid("newPassword", "was not hashed") }
        return hash
    }

    /// Seals the hash of the password that a command sets.
    func sealNewPassword(_ seal: Seal) throws(DecisionError) -> Sealed? {
        try seal.text(try requireHash(), "password")
    }

    private mutating func setPassword(_ hash: String, of customer: Customer) throws(DecisionError) {
        let sealed = try seal(for: customer, under: customer.key).text(hash, "password")
        try record(.passwordSet(PasswordSet(password: sealed)), on: customer.customerID, of: Customer.self)
    }
}

extension Customer {
    /// Refuses who is barred or locked. Only who knows the password learns that.
    fileprivate func checkMayLogIn() throws(DecisionError) {
        let params = ["entity": Table.customer.entity(customerID), "from": status.label]
        switch status {
        case .active, .unverified: return
        case .locked:
            let until = Moment(lockedUntil)?.json ?? ""
            throw .of(.accountLocked, "customer \(customerID) is locked until \(until)", params.merging(["until": until]) { $1 })
        case .suspended, .erased, .unspecified:
            throw .of(.forbidden, "customer \(customerID) is \(status.label) and may not log in", params)
        }
    }
}

extension Check {
    /// A PIN that may be set. No refusal repeats it.
    fileprivate static func pin(_ pin: String, _ field: String) throws(DecisionError) {
        guard !pin.isEmpty else { throw .invalid(field, "is missing") }
        let (least, most) = (Limits.pinDigits.lowerBound, Limits.pinDigits.upperBound)
        guard isPIN(pin) else { throw .invalid(field, "must have \(least) to \(most) digits, and nothing else") }
    }

    static func isPIN(_ pin: String) -> Bool {
        Limits.pinDigits.contains(pin.utf8.count) && pin.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// A password that may be set. No refusal repeats it.
    static func password(_ password: String, _ field: String) throws(DecisionError) {
        guard !password.isEmpty else { throw .invalid(field, "is missing") }
        guard Limits.passwordBytes.contains(password.utf8.count) else {
            throw .of(
                .weakPassword, "\(field): must have \(Limits.passwordBytes.lowerBound) to \(Limits.passwordBytes.upperBound) bytes",
                ["field": field, "min": String(Limits.passwordBytes.lowerBound), "max": String(Limits.passwordBytes.upperBound)])
        }
    }
}
