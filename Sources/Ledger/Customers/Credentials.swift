public import Schema

/// What was found out of a command's passwords before it is decided: they are checked and hashed beside the writer, which takes
/// long.
public struct Credentials: Sendable {
    /// The password that was right, as the customer's row had it: a decision compares it with the row as it is by then.
    public struct Proof: Sendable {
        public let customerID: String
        public let password: Sealed

        public init(customerID: String, password: Sealed) {
            self.customerID = customerID
            self.password = password
        }
    }

    /// Whose present password was right; nil where it was not, or none was asked for.
    public var proof: Proof?
    /// The hash of the new password, or that of the same one under today's parameters.
    public var hash: String?
    /// The hash of the token of the session to be opened, in hex digits.
    public var tokenHash: String

    public init(proof: Proof? = nil, hash: String? = nil, tokenHash: String = "") {
        self.proof = proof
        self.hash = hash
        self.tokenHash = tokenHash
    }
}

/// A password that a command gives, and whose it should be.
public struct PasswordQuestion: Sendable {
    public let given: String
    /// Nil where there is no such customer: then the answer is no, and must take as long.
    public let customer: Customer?
}

extension Command {
    /// The present password that it says, if it says one.
    /// - Parameter emailKey: gives the keyed hash of an e-mail.
    public func passwordQuestion(in tables: Tables, emailKey: (String) throws -> String) throws -> PasswordQuestion? {
        guard case .customer(let context) = command else { return nil }
        switch context.command {
        case .logIn(let command):
            let found = try (try? Check.email(command.email)).flatMap { try tables.customer(withEmail: $0, emailKey) }
            return PasswordQuestion(given: command.password, customer: found)
        case .changePassword(let command):
            return PasswordQuestion(given: command.password, customer: try tables.customer(withID: command.customerID))
        case .setPaymentPin(let command):
            return PasswordQuestion(given: command.password, customer: try tables.customer(withID: command.customerID))
        default: return nil
        }
    }

    /// Whether it asks for a password that is not its sender's, of a sender who may say only their own: such a command is refused
    /// whatever the password is, so it must neither be held against the right one nor count as a guess.
    public func asksForAnothers(_ sender: Actor) -> Bool {
        guard sender.kind == .customer, case .customer(let context) = command else { return false }
        let owner: String
        switch context.command {
        case .changePassword(let command): owner = command.customerID
        case .setPaymentPin(let command): owner = command.customerID
        default: return false
        }
        return owner != sender.name && Role(rawValue: sender.role)?.whose(name ?? "") != .any
    }

    /// Whether it says a present password.
    public var asksForPassword: Bool {
        guard case .customer(let context) = command else { return false }
        switch context.command {
        case .logIn, .changePassword, .setPaymentPin: return true
        default: return false
        }
    }

    /// The new password or PIN that it says, if it says one that is taken.
    public var newPassword: String? {
        guard case .customer(let context) = command else { return nil }
        if case .setPaymentPin(let command) = context.command { return Check.isPIN(command.pin) ? command.pin : nil }
        let password: String? =
            switch context.command {
            case .register(let command): command.password
            case .changePassword(let command): command.newPassword
            case .resetPassword(let command): command.newPassword
            default: nil
            }
        return password.flatMap { Limits.passwordBytes.contains($0.utf8.count) ? $0 : nil }
    }

    /// The command as repetitions of it are told: without a password or PIN that it sets. If that was part of it, whoever knows the
    /// id of such a command could try out passwords by its answers.
    public var withoutNewPassword: Command {
        guard isSecret, case .customer(var context) = command else { return self }
        switch context.command {
        case .register(var command):
            command.password = ""
            context.command = .register(command)
        case .resetPassword(var command):
            command.newPassword = ""
            context.command = .resetPassword(command)
        case .changePassword(var command):
            command.newPassword = ""
            context.command = .changePassword(command)
        case .setPaymentPin(var command):
            command.pin = ""
            context.command = .setPaymentPin(command)
        default: return self
        }
        var blank = self
        blank.command = .customer(context)
        return blank
    }

    /// Whether it opens a session, which needs a token.
    public var opensSession: Bool {
        guard case .customer(let context) = command, case .logIn = context.command else { return false }
        return true
    }

    /// Whether it is prepared before the writer decides it: a password of it is held against another one, or hashed.
    public var saysPassword: Bool { isSecret && (asksForPassword || newPassword != nil || opensSession) }

    /// The command that says how often a wrong password was tried.
    public static func failedLogIns(id: String, customerID: String, count: Int64) -> Command {
        let verb = NoteFailedLogIns(customerID: customerID, count: count)
        return Command(id: id, command: .customer(CustomerCommand(command: .noteFailedLogIns(verb))))
    }
}

extension Customer {
    /// Whether no password counts at a moment. A lock is over in time, whether or not an entry says so yet.
    public func isLocked(at time: Moment) -> Bool {
        status == .locked && Moment(lockedUntil).map { time < $0 } ?? true
    }
}

extension Tables {
    fileprivate func customer(withID id: String) throws -> Customer? {
        Check.isID(id.utf8) ? try customers.find(id, in: source) : nil
    }

    /// The customer who has an e-mail. The index has those of the last flush; the rest are looked through, which a password's hash
    /// takes a thousand times as long as.
    fileprivate func customer(withEmail email: String, _ emailKey: (String) throws -> String) throws -> Customer? {
        let key: String
        do {
            key = try emailKey(email)
        } catch {
            // Before the first customer there is no key, either.
            guard try isAnyoneKnown else { return nil }
            throw error
        }
        for id in try customers.ids([IndexKey(.customerEmail, key)], in: source, where: { $0.emailKey == key }) {
            if let found = try customers.find(id, in: source), found.emailKey == key { return found }
        }
        return nil
    }

    /// Whether there is a customer at all.
    private var isAnyoneKnown: Bool {
        get throws {
            if !customers.memtable.isEmpty || !customers.immutableMemtable.isEmpty { return true }
            return try Customer.Status.allCases.contains { try !source.ids(.customerStatus, $0.indexValue).isEmpty }
        }
    }
}
