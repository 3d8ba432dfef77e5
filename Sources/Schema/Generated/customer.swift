// swift-format-ignore-file
// What daybook/v1/customer.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct CustomerCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Adds a customer; the e-mail is not verified yet.
        case register(RegisterCustomer)
        /// Says that the customer's e-mail was verified.
        case verifyEmail(VerifyEmail)
        /// Changes what is known of a customer; what is not given stays. Another e-mail is to be verified again.
        case changeProfile(ChangeProfile)
        /// Adds an address to a customer.
        case addAddress(AddAddress)
        /// Takes an address away from a customer.
        case removeAddress(RemoveAddress)
        /// Destroys the key of a customer's personal data, for good: nobody can read them any more, as of no moment.
        case erase(EraseCustomer)
        /// Bars a customer: orders of theirs are refused.
        case suspend(SuspendCustomer)
        /// Takes a suspension back.
        case reinstate(ReinstateCustomer)
        /// Opens a session for who knows a customer's password. What does not fit is answered bad_credentials, and leaves no entry.
        case logIn(LogIn)
        /// Closes a session.
        case logOut(LogOut)
        /// Sets another password, for who knows the present one; all sessions end.
        case changePassword(ChangePassword)
        /// Sets another password, after the customer was made sure of by other means; all sessions end, and a lock is taken off.
        case resetPassword(ResetPassword)
        /// Says how often a wrong password was tried of late; ten times within 15 minutes lock the customer for 15 minutes. The service
        /// sends it by itself.
        case noteFailedLogIns(NoteFailedLogIns)
        /// Gives a customer a role beside that of a buyer, which every customer has. Admins only.
        case grantRole(GrantRole)
        /// Takes a role from a customer. Admins only.
        case revokeRole(RevokeRole)
        /// Lets a seller's products be on sale.
        case approveSeller(ApproveSeller)
        /// Takes a seller's products off sale, until the seller is approved again.
        case suspendSeller(SuspendSeller)
        /// Says who was shown whose personal data. The service sends it by itself, before it shows them.
        case noteAccess(NoteAccess)
        /// Sets the PIN for payments, for who knows the password.
        case setPaymentPin(SetPaymentPin)
    }

    public var register: RegisterCustomer { get { if case .register(let value) = command { value } else { RegisterCustomer() } } set { command = .register(newValue) } }
    public var verifyEmail: VerifyEmail { get { if case .verifyEmail(let value) = command { value } else { VerifyEmail() } } set { command = .verifyEmail(newValue) } }
    public var changeProfile: ChangeProfile { get { if case .changeProfile(let value) = command { value } else { ChangeProfile() } } set { command = .changeProfile(newValue) } }
    public var addAddress: AddAddress { get { if case .addAddress(let value) = command { value } else { AddAddress() } } set { command = .addAddress(newValue) } }
    public var removeAddress: RemoveAddress { get { if case .removeAddress(let value) = command { value } else { RemoveAddress() } } set { command = .removeAddress(newValue) } }
    public var erase: EraseCustomer { get { if case .erase(let value) = command { value } else { EraseCustomer() } } set { command = .erase(newValue) } }
    public var suspend: SuspendCustomer { get { if case .suspend(let value) = command { value } else { SuspendCustomer() } } set { command = .suspend(newValue) } }
    public var reinstate: ReinstateCustomer { get { if case .reinstate(let value) = command { value } else { ReinstateCustomer() } } set { command = .reinstate(newValue) } }
    public var logIn: LogIn { get { if case .logIn(let value) = command { value } else { LogIn() } } set { command = .logIn(newValue) } }
    public var logOut: LogOut { get { if case .logOut(let value) = command { value } else { LogOut() } } set { command = .logOut(newValue) } }
    public var changePassword: ChangePassword { get { if case .changePassword(let value) = command { value } else { ChangePassword() } } set { command = .changePassword(newValue) } }
    public var resetPassword: ResetPassword { get { if case .resetPassword(let value) = command { value } else { ResetPassword() } } set { command = .resetPassword(newValue) } }
    public var noteFailedLogIns: NoteFailedLogIns { get { if case .noteFailedLogIns(let value) = command { value } else { NoteFailedLogIns() } } set { command = .noteFailedLogIns(newValue) } }
    public var grantRole: GrantRole { get { if case .grantRole(let value) = command { value } else { GrantRole() } } set { command = .grantRole(newValue) } }
    public var revokeRole: RevokeRole { get { if case .revokeRole(let value) = command { value } else { RevokeRole() } } set { command = .revokeRole(newValue) } }
    public var approveSeller: ApproveSeller { get { if case .approveSeller(let value) = command { value } else { ApproveSeller() } } set { command = .approveSeller(newValue) } }
    public var suspendSeller: SuspendSeller { get { if case .suspendSeller(let value) = command { value } else { SuspendSeller() } } set { command = .suspendSeller(newValue) } }
    public var noteAccess: NoteAccess { get { if case .noteAccess(let value) = command { value } else { NoteAccess() } } set { command = .noteAccess(newValue) } }
    public var setPaymentPin: SetPaymentPin { get { if case .setPaymentPin(let value) = command { value } else { SetPaymentPin() } } set { command = .setPaymentPin(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .register(let value)?: writer.put(10, message: value)
        case .verifyEmail(let value)?: writer.put(18, message: value)
        case .changeProfile(let value)?: writer.put(26, message: value)
        case .addAddress(let value)?: writer.put(34, message: value)
        case .removeAddress(let value)?: writer.put(42, message: value)
        case .erase(let value)?: writer.put(50, message: value)
        case .suspend(let value)?: writer.put(58, message: value)
        case .reinstate(let value)?: writer.put(66, message: value)
        case .logIn(let value)?: writer.put(74, message: value)
        case .logOut(let value)?: writer.put(82, message: value)
        case .changePassword(let value)?: writer.put(90, message: value)
        case .resetPassword(let value)?: writer.put(98, message: value)
        case .noteFailedLogIns(let value)?: writer.put(106, message: value)
        case .grantRole(let value)?: writer.put(162, message: value)
        case .revokeRole(let value)?: writer.put(170, message: value)
        case .approveSeller(let value)?: writer.put(178, message: value)
        case .suspendSeller(let value)?: writer.put(186, message: value)
        case .noteAccess(let value)?: writer.put(242, message: value)
        case .setPaymentPin(let value)?: writer.put(250, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.register)
        case 18: try reader.message(into: &self.verifyEmail)
        case 26: try reader.message(into: &self.changeProfile)
        case 34: try reader.message(into: &self.addAddress)
        case 42: try reader.message(into: &self.removeAddress)
        case 50: try reader.message(into: &self.erase)
        case 58: try reader.message(into: &self.suspend)
        case 66: try reader.message(into: &self.reinstate)
        case 74: try reader.message(into: &self.logIn)
        case 82: try reader.message(into: &self.logOut)
        case 90: try reader.message(into: &self.changePassword)
        case 98: try reader.message(into: &self.resetPassword)
        case 106: try reader.message(into: &self.noteFailedLogIns)
        case 162: try reader.message(into: &self.grantRole)
        case 170: try reader.message(into: &self.revokeRole)
        case 178: try reader.message(into: &self.approveSeller)
        case 186: try reader.message(into: &self.suspendSeller)
        case 242: try reader.message(into: &self.noteAccess)
        case 250: try reader.message(into: &self.setPaymentPin)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .register(let value)?: writer.member("register", message: value)
        case .verifyEmail(let value)?: writer.member("verifyEmail", message: value)
        case .changeProfile(let value)?: writer.member("changeProfile", message: value)
        case .addAddress(let value)?: writer.member("addAddress", message: value)
        case .removeAddress(let value)?: writer.member("removeAddress", message: value)
        case .erase(let value)?: writer.member("erase", message: value)
        case .suspend(let value)?: writer.member("suspend", message: value)
        case .reinstate(let value)?: writer.member("reinstate", message: value)
        case .logIn(let value)?: writer.member("logIn", message: value)
        case .logOut(let value)?: writer.member("logOut", message: value)
        case .changePassword(let value)?: writer.member("changePassword", message: value)
        case .resetPassword(let value)?: writer.member("resetPassword", message: value)
        case .noteFailedLogIns(let value)?: writer.member("noteFailedLogIns", message: value)
        case .grantRole(let value)?: writer.member("grantRole", message: value)
        case .revokeRole(let value)?: writer.member("revokeRole", message: value)
        case .approveSeller(let value)?: writer.member("approveSeller", message: value)
        case .suspendSeller(let value)?: writer.member("suspendSeller", message: value)
        case .noteAccess(let value)?: writer.member("noteAccess", message: value)
        case .setPaymentPin(let value)?: writer.member("setPaymentPin", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: RegisterCustomer = try reader.alternative(isTaken: command != nil) { command = .register(read) }
        case 1: if let read: VerifyEmail = try reader.alternative(isTaken: command != nil) { command = .verifyEmail(read) }
        case 2: if let read: ChangeProfile = try reader.alternative(isTaken: command != nil) { command = .changeProfile(read) }
        case 3: if let read: AddAddress = try reader.alternative(isTaken: command != nil) { command = .addAddress(read) }
        case 4: if let read: RemoveAddress = try reader.alternative(isTaken: command != nil) { command = .removeAddress(read) }
        case 5: if let read: EraseCustomer = try reader.alternative(isTaken: command != nil) { command = .erase(read) }
        case 6: if let read: SuspendCustomer = try reader.alternative(isTaken: command != nil) { command = .suspend(read) }
        case 7: if let read: ReinstateCustomer = try reader.alternative(isTaken: command != nil) { command = .reinstate(read) }
        case 8: if let read: LogIn = try reader.alternative(isTaken: command != nil) { command = .logIn(read) }
        case 9: if let read: LogOut = try reader.alternative(isTaken: command != nil) { command = .logOut(read) }
        case 10: if let read: ChangePassword = try reader.alternative(isTaken: command != nil) { command = .changePassword(read) }
        case 11: if let read: ResetPassword = try reader.alternative(isTaken: command != nil) { command = .resetPassword(read) }
        case 12: if let read: NoteFailedLogIns = try reader.alternative(isTaken: command != nil) { command = .noteFailedLogIns(read) }
        case 13: if let read: GrantRole = try reader.alternative(isTaken: command != nil) { command = .grantRole(read) }
        case 14: if let read: RevokeRole = try reader.alternative(isTaken: command != nil) { command = .revokeRole(read) }
        case 15: if let read: ApproveSeller = try reader.alternative(isTaken: command != nil) { command = .approveSeller(read) }
        case 16: if let read: SuspendSeller = try reader.alternative(isTaken: command != nil) { command = .suspendSeller(read) }
        case 17: if let read: NoteAccess = try reader.alternative(isTaken: command != nil) { command = .noteAccess(read) }
        case 18: if let read: SetPaymentPin = try reader.alternative(isTaken: command != nil) { command = .setPaymentPin(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("CustomerCommand", [
        Field("register", 1, .message(RegisterCustomer.self), .alternative, "Adds a customer; the e-mail is not verified yet."),
        Field("verifyEmail", 2, .message(VerifyEmail.self), .alternative, "Says that the customer's e-mail was verified."),
        Field("changeProfile", 3, .message(ChangeProfile.self), .alternative, "Changes what is known of a customer; what is not given stays. Another e-mail is to be verified again."),
        Field("addAddress", 4, .message(AddAddress.self), .alternative, "Adds an address to a customer."),
        Field("removeAddress", 5, .message(RemoveAddress.self), .alternative, "Takes an address away from a customer."),
        Field("erase", 6, .message(EraseCustomer.self), .alternative, "Destroys the key of a customer's personal data, for good: nobody can read them any more, as of no moment."),
        Field("suspend", 7, .message(SuspendCustomer.self), .alternative, "Bars a customer: orders of theirs are refused."),
        Field("reinstate", 8, .message(ReinstateCustomer.self), .alternative, "Takes a suspension back."),
        Field("logIn", 9, .message(LogIn.self), .alternative, "Opens a session for who knows a customer's password. What does not fit is answered bad_credentials, and leaves no entry."),
        Field("logOut", 10, .message(LogOut.self), .alternative, "Closes a session."),
        Field("changePassword", 11, .message(ChangePassword.self), .alternative, "Sets another password, for who knows the present one; all sessions end."),
        Field("resetPassword", 12, .message(ResetPassword.self), .alternative, "Sets another password, after the customer was made sure of by other means; all sessions end, and a lock is taken off."),
        Field("noteFailedLogIns", 13, .message(NoteFailedLogIns.self), .alternative, "Says how often a wrong password was tried of late; ten times within 15 minutes lock the customer for 15 minutes. The service sends it by itself."),
        Field("grantRole", 20, .message(GrantRole.self), .alternative, "Gives a customer a role beside that of a buyer, which every customer has. Admins only."),
        Field("revokeRole", 21, .message(RevokeRole.self), .alternative, "Takes a role from a customer. Admins only."),
        Field("approveSeller", 22, .message(ApproveSeller.self), .alternative, "Lets a seller's products be on sale."),
        Field("suspendSeller", 23, .message(SuspendSeller.self), .alternative, "Takes a seller's products off sale, until the seller is approved again."),
        Field("noteAccess", 30, .message(NoteAccess.self), .alternative, "Says who was shown whose personal data. The service sends it by itself, before it shows them."),
        Field("setPaymentPin", 31, .message(SetPaymentPin.self), .alternative, "Sets the PIN for payments, for who knows the password."),
    ])
}

public struct RegisterCustomer: Message {
    /// The id of the customer, which is new; orders may name it before.
    public var customerID: String = ""
    /// The e-mail, in ASCII; no two customers have the same, in whatever case it is written. Needed, but from admins and importers,
    /// who bring in customers of whom none is known.
    public var email: String = ""
    /// The name for people, one line. Needed as the e-mail is.
    public var name: String = ""
    /// The telephone number, as people write it.
    public var phone: String = ""
    /// The language to write in, a tag of BCP 47.
    public var locale: String = ""
    /// The country, two capital letters of ISO 3166.
    public var country: String = ""
    /// The password, 8 to 256 bytes; without one nobody logs in before it is set.
    public var password: String = ""

    public init() {}
    public init(
        customerID: String = "", email: String = "", name: String = "", phone: String = "", locale: String = "",
        country: String = "", password: String = ""
    ) {
        self.customerID = customerID; self.email = email; self.name = name; self.phone = phone; self.locale = locale;
        self.country = country; self.password = password
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !email.isEmpty { writer.put(18, text: email) }
        if !name.isEmpty { writer.put(26, text: name) }
        if !phone.isEmpty { writer.put(34, text: phone) }
        if !locale.isEmpty { writer.put(42, text: locale) }
        if !country.isEmpty { writer.put(50, text: country) }
        if !password.isEmpty { writer.put(58, text: password) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: email = try reader.text()
        case 26: name = try reader.text()
        case 34: phone = try reader.text()
        case 42: locale = try reader.text()
        case 50: country = try reader.text()
        case 58: password = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !email.isEmpty { writer.member("email", text: email) }
        if !name.isEmpty { writer.member("name", text: name) }
        if !phone.isEmpty { writer.member("phone", text: phone) }
        if !locale.isEmpty { writer.member("locale", text: locale) }
        if !country.isEmpty { writer.member("country", text: country) }
        if !password.isEmpty { writer.member("password", text: password) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { email = read }
        case 2: if let read = try reader.text() { name = read }
        case 3: if let read = try reader.text() { phone = read }
        case 4: if let read = try reader.text() { locale = read }
        case 5: if let read = try reader.text() { country = read }
        case 6: if let read = try reader.text() { password = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RegisterCustomer", [
        Field("customerId", 1, .text, .plain, "The id of the customer, which is new; orders may name it before.", example: "CUST-7", isRequired: true),
        Field("email", 2, .text, .plain, "The e-mail, in ASCII; no two customers have the same, in whatever case it is written. Needed, but from admins and importers, who bring in customers of whom none is known.", example: "mei@example.org", isPersonal: true),
        Field("name", 3, .text, .plain, "The name for people, one line. Needed as the e-mail is.", example: "Mei Lin", isPersonal: true),
        Field("phone", 4, .text, .plain, "The telephone number, as people write it.", example: "+86 571 5555 0100", isPersonal: true),
        Field("locale", 5, .text, .plain, "The language to write in, a tag of BCP 47.", example: "zh-CN"),
        Field("country", 6, .text, .plain, "The country, two capital letters of ISO 3166.", example: "CN"),
        Field("password", 7, .text, .plain, "The password, 8 to 256 bytes; without one nobody logs in before it is set.", example: "correct horse battery", isSecret: true),
    ])
}

public struct VerifyEmail: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The e-mail that was verified; refused where it is no longer the customer's.
    public var email: String = ""

    public init() {}
    public init(customerID: String = "", email: String = "") { self.customerID = customerID; self.email = email }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !email.isEmpty { writer.put(18, text: email) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: email = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !email.isEmpty { writer.member("email", text: email) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { email = read }
        default: break
        }
    }
    public static let schema = MessageSchema("VerifyEmail", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("email", 2, .text, .plain, "The e-mail that was verified; refused where it is no longer the customer's.", example: "mei@example.org", isRequired: true, isPersonal: true),
    ])
}

public struct ChangeProfile: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The new e-mail, which is to be verified again.
    public var email: String? = nil
    /// The new name.
    public var name: String? = nil
    /// The new telephone number; an empty one takes it away.
    public var phone: String? = nil
    /// The new language; an empty one takes it away.
    public var locale: String? = nil
    /// The new country; an empty one takes it away.
    public var country: String? = nil

    public init() {}
    public init(
        customerID: String = "", email: String? = nil, name: String? = nil, phone: String? = nil, locale: String? = nil,
        country: String? = nil
    ) {
        self.customerID = customerID; self.email = email; self.name = name; self.phone = phone; self.locale = locale;
        self.country = country
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if let email { writer.put(18, text: email) }
        if let name { writer.put(26, text: name) }
        if let phone { writer.put(34, text: phone) }
        if let locale { writer.put(42, text: locale) }
        if let country { writer.put(50, text: country) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: email = try reader.text()
        case 26: name = try reader.text()
        case 34: phone = try reader.text()
        case 42: locale = try reader.text()
        case 50: country = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if let email { writer.member("email", text: email) }
        if let name { writer.member("name", text: name) }
        if let phone { writer.member("phone", text: phone) }
        if let locale { writer.member("locale", text: locale) }
        if let country { writer.member("country", text: country) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: email = try reader.text()
        case 2: name = try reader.text()
        case 3: phone = try reader.text()
        case 4: locale = try reader.text()
        case 5: country = try reader.text()
        default: break
        }
    }
    public static let schema = MessageSchema("ChangeProfile", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("email", 2, .text, .optional, "The new e-mail, which is to be verified again.", example: "lin@example.org", isPersonal: true),
        Field("name", 3, .text, .optional, "The new name.", example: "Mei Chen", isPersonal: true),
        Field("phone", 4, .text, .optional, "The new telephone number; an empty one takes it away.", example: "+86 571 5555 0101", isPersonal: true),
        Field("locale", 5, .text, .optional, "The new language; an empty one takes it away.", example: "en"),
        Field("country", 6, .text, .optional, "The new country; an empty one takes it away.", example: "SG"),
    ])
}

public struct AddAddress: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The id of the address, which is new among the customer's.
    public var addressID: String = ""
    /// Whose name is on the parcel, where that is another one.
    public var recipient: String = ""
    /// Street, house and floor, with line breaks between them. Needed, but from admins and importers, who bring in addresses of which
    /// only the place is known.
    public var lines: String = ""
    /// The city.
    public var city: String = ""
    /// The region, state or province.
    public var region: String = ""
    /// The postal code.
    public var postalCode: String = ""
    /// The country, two capital letters of ISO 3166.
    public var country: String = ""
    /// Where it is.
    public var location: Location? = nil

    public init() {}
    public init(
        customerID: String = "", addressID: String = "", recipient: String = "", lines: String = "", city: String = "",
        region: String = "", postalCode: String = "", country: String = "", location: Location? = nil
    ) {
        self.customerID = customerID; self.addressID = addressID; self.recipient = recipient; self.lines = lines; self.city = city;
        self.region = region; self.postalCode = postalCode; self.country = country; self.location = location
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !addressID.isEmpty { writer.put(18, text: addressID) }
        if !recipient.isEmpty { writer.put(26, text: recipient) }
        if !lines.isEmpty { writer.put(34, text: lines) }
        if !city.isEmpty { writer.put(42, text: city) }
        if !region.isEmpty { writer.put(50, text: region) }
        if !postalCode.isEmpty { writer.put(58, text: postalCode) }
        if !country.isEmpty { writer.put(66, text: country) }
        if let location { writer.put(74, message: location) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: addressID = try reader.text()
        case 26: recipient = try reader.text()
        case 34: lines = try reader.text()
        case 42: city = try reader.text()
        case 50: region = try reader.text()
        case 58: postalCode = try reader.text()
        case 66: country = try reader.text()
        case 74: try reader.message(into: &self.location)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !addressID.isEmpty { writer.member("addressId", text: addressID) }
        if !recipient.isEmpty { writer.member("recipient", text: recipient) }
        if !lines.isEmpty { writer.member("lines", text: lines) }
        if !city.isEmpty { writer.member("city", text: city) }
        if !region.isEmpty { writer.member("region", text: region) }
        if !postalCode.isEmpty { writer.member("postalCode", text: postalCode) }
        if !country.isEmpty { writer.member("country", text: country) }
        if let location { writer.member("location", message: location) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { addressID = read }
        case 2: if let read = try reader.text() { recipient = read }
        case 3: if let read = try reader.text() { lines = read }
        case 4: if let read = try reader.text() { city = read }
        case 5: if let read = try reader.text() { region = read }
        case 6: if let read = try reader.text() { postalCode = read }
        case 7: if let read = try reader.text() { country = read }
        case 8: try reader.message(into: &location)
        default: break
        }
    }
    public static let schema = MessageSchema("AddAddress", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("addressId", 2, .text, .plain, "The id of the address, which is new among the customer's.", example: "HOME", isRequired: true),
        Field("recipient", 3, .text, .plain, "Whose name is on the parcel, where that is another one.", example: "Mei Lin", isPersonal: true),
        Field("lines", 4, .text, .plain, "Street, house and floor, with line breaks between them. Needed, but from admins and importers, who bring in addresses of which only the place is known.", example: "88 Lakeside Road", isPersonal: true),
        Field("city", 5, .text, .plain, "The city.", example: "Hangzhou", isRequired: true, isPersonal: true),
        Field("region", 6, .text, .plain, "The region, state or province.", example: "Zhejiang", isPersonal: true),
        Field("postalCode", 7, .text, .plain, "The postal code.", example: "310000", isPersonal: true),
        Field("country", 8, .text, .plain, "The country, two capital letters of ISO 3166.", example: "CN", isRequired: true),
        Field("location", 9, .message(Location.self), .optional, "Where it is.", isPersonal: true),
    ])
}

public struct RemoveAddress: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The id of the address.
    public var addressID: String = ""

    public init() {}
    public init(customerID: String = "", addressID: String = "") { self.customerID = customerID; self.addressID = addressID }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !addressID.isEmpty { writer.put(18, text: addressID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: addressID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !addressID.isEmpty { writer.member("addressId", text: addressID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { addressID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RemoveAddress", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("addressId", 2, .text, .plain, "The id of the address.", example: "HOME", isRequired: true),
    ])
}

public struct EraseCustomer: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// What it is done by, such as an article of a law, in one line that has no word of the person.
    public var legalBasis: String = ""

    public init() {}
    public init(customerID: String = "", legalBasis: String = "") { self.customerID = customerID; self.legalBasis = legalBasis }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !legalBasis.isEmpty { writer.put(18, text: legalBasis) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: legalBasis = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !legalBasis.isEmpty { writer.member("legalBasis", text: legalBasis) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { legalBasis = read }
        default: break
        }
    }
    public static let schema = MessageSchema("EraseCustomer", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("legalBasis", 2, .text, .plain, "What it is done by, such as an article of a law, in one line that has no word of the person.", example: "GDPR art. 17 (1) (b)", isRequired: true),
    ])
}

public struct SuspendCustomer: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// Why, for staff.
    public var reason: String = ""

    public init() {}
    public init(customerID: String = "", reason: String = "") { self.customerID = customerID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("SuspendCustomer", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for staff.", example: "chargebacks on three orders", isRequired: true, isPersonal: true),
    ])
}

public struct ReinstateCustomer: Message {
    /// The id of the customer.
    public var customerID: String = ""

    public init() {}
    public init(customerID: String = "") { self.customerID = customerID }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReinstateCustomer", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
    ])
}

public struct LogIn: Message {
    /// The id of the session, which is new.
    public var sessionID: String = ""
    /// The customer's e-mail.
    public var email: String = ""
    /// The customer's password.
    public var password: String = ""
    /// How long the session lasts, at most 30 days; none given is 8 hours.
    public var expiresInSeconds: Int64? = nil

    public init() {}
    public init(sessionID: String = "", email: String = "", password: String = "", expiresInSeconds: Int64? = nil) {
        self.sessionID = sessionID; self.email = email; self.password = password; self.expiresInSeconds = expiresInSeconds
    }

    public func encode(to writer: inout ByteWriter) {
        if !sessionID.isEmpty { writer.put(10, text: sessionID) }
        if !email.isEmpty { writer.put(18, text: email) }
        if !password.isEmpty { writer.put(26, text: password) }
        if let expiresInSeconds { writer.put(32, number: UInt64(bitPattern: expiresInSeconds)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sessionID = try reader.text()
        case 18: email = try reader.text()
        case 26: password = try reader.text()
        case 32: expiresInSeconds = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sessionID.isEmpty { writer.member("sessionId", text: sessionID) }
        if !email.isEmpty { writer.member("email", text: email) }
        if !password.isEmpty { writer.member("password", text: password) }
        if let expiresInSeconds { writer.member("expiresInSeconds", number: expiresInSeconds) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sessionID = read }
        case 1: if let read = try reader.text() { email = read }
        case 2: if let read = try reader.text() { password = read }
        case 3: expiresInSeconds = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("LogIn", [
        Field("sessionId", 1, .text, .plain, "The id of the session, which is new.", example: "SESSION-1", isRequired: true),
        Field("email", 2, .text, .plain, "The customer's e-mail.", example: "mei@example.org", isRequired: true, isPersonal: true),
        Field("password", 3, .text, .plain, "The customer's password.", example: "correct horse battery", isRequired: true, isSecret: true),
        Field("expiresInSeconds", 4, .number(bits: 64, isSigned: true), .optional, "How long the session lasts, at most 30 days; none given is 8 hours.", unit: "seconds", example: "3600"),
    ])
}

public struct LogOut: Message {
    /// The id of the session.
    public var sessionID: String = ""

    public init() {}
    public init(sessionID: String = "") { self.sessionID = sessionID }

    public func encode(to writer: inout ByteWriter) {
        if !sessionID.isEmpty { writer.put(10, text: sessionID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sessionID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sessionID.isEmpty { writer.member("sessionId", text: sessionID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sessionID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("LogOut", [
        Field("sessionId", 1, .text, .plain, "The id of the session.", example: "SESSION-1", isRequired: true),
    ])
}

public struct ChangePassword: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The present password.
    public var password: String = ""
    /// The new one, 8 to 256 bytes.
    public var newPassword: String = ""

    public init() {}
    public init(customerID: String = "", password: String = "", newPassword: String = "") {
        self.customerID = customerID; self.password = password; self.newPassword = newPassword
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !password.isEmpty { writer.put(18, text: password) }
        if !newPassword.isEmpty { writer.put(26, text: newPassword) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: password = try reader.text()
        case 26: newPassword = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !password.isEmpty { writer.member("password", text: password) }
        if !newPassword.isEmpty { writer.member("newPassword", text: newPassword) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { password = read }
        case 2: if let read = try reader.text() { newPassword = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ChangePassword", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("password", 2, .text, .plain, "The present password.", example: "correct horse battery", isRequired: true, isSecret: true),
        Field("newPassword", 3, .text, .plain, "The new one, 8 to 256 bytes.", example: "staple on the lake", isRequired: true, isSecret: true),
    ])
}

public struct ResetPassword: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The new password, 8 to 256 bytes.
    public var newPassword: String = ""

    public init() {}
    public init(customerID: String = "", newPassword: String = "") { self.customerID = customerID; self.newPassword = newPassword }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !newPassword.isEmpty { writer.put(18, text: newPassword) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: newPassword = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !newPassword.isEmpty { writer.member("newPassword", text: newPassword) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { newPassword = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ResetPassword", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("newPassword", 2, .text, .plain, "The new password, 8 to 256 bytes.", example: "staple on the lake", isRequired: true, isSecret: true),
    ])
}

public struct NoteFailedLogIns: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// How often.
    public var count: Int64 = 0

    public init() {}
    public init(customerID: String = "", count: Int64 = 0) { self.customerID = customerID; self.count = count }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if count != 0 { writer.put(16, number: UInt64(bitPattern: count)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 16: count = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        writer.member("count", number: count)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.int64() { count = read }
        default: break
        }
    }
    public static let schema = MessageSchema("NoteFailedLogIns", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("count", 2, .number(bits: 64, isSigned: true), .plain, "How often.", unit: "attempts", example: "3", isRequired: true),
    ])
}

public struct NoteAccess: Message {
    /// The account's name, or the customer's id, of who was shown them.
    public var shownTo: String = ""
    /// The role that the reader had.
    public var role: String = ""
    /// The reader's account of the machine, by its number.
    public var uid: UInt32? = nil
    /// The ids of those whose they are, each once, at most 500.
    public var customers: [String] = []
    /// The entry as of which they were shown.
    public var asOf: UInt64 = 0

    public init() {}
    public init(shownTo: String = "", role: String = "", uid: UInt32? = nil, customers: [String] = [], asOf: UInt64 = 0) {
        self.shownTo = shownTo; self.role = role; self.uid = uid; self.customers = customers; self.asOf = asOf
    }

    public func encode(to writer: inout ByteWriter) {
        if !shownTo.isEmpty { writer.put(10, text: shownTo) }
        if !role.isEmpty { writer.put(18, text: role) }
        if let uid { writer.put(24, number: UInt64(uid)) }
        for value in customers { writer.put(34, text: value) }
        if asOf != 0 { writer.put(40, number: asOf) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shownTo = try reader.text()
        case 18: role = try reader.text()
        case 24: uid = UInt32(truncatingIfNeeded: try reader.varint())
        case 34: customers.append(try reader.text())
        case 40: asOf = try reader.varint()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shownTo.isEmpty { writer.member("shownTo", text: shownTo) }
        if !role.isEmpty { writer.member("role", text: role) }
        if let uid { writer.member("uid", number: UInt64(uid)) }
        if !customers.isEmpty { writer.member("customers", texts: customers) }
        writer.member("asOf", number: asOf)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shownTo = read }
        case 1: if let read = try reader.text() { role = read }
        case 2: uid = try reader.uint32()
        case 3: if let read = try reader.texts() { customers = read }
        case 4: if let read = try reader.uint64() { asOf = read }
        default: break
        }
    }
    public static let schema = MessageSchema("NoteAccess", [
        Field("shownTo", 1, .text, .plain, "The account's name, or the customer's id, of who was shown them.", example: "anna", isRequired: true),
        Field("role", 2, .text, .plain, "The role that the reader had.", example: "operator", isRequired: true),
        Field("uid", 3, .number(bits: 32, isSigned: false), .optional, "The reader's account of the machine, by its number.", example: "1000"),
        Field("customers", 4, .text, .list, "The ids of those whose they are, each once, at most 500.", example: "CUST-7", isRequired: true),
        Field("asOf", 5, .number(bits: 64, isSigned: false), .plain, "The entry as of which they were shown.", example: "17", isRequired: true),
    ])
}

public struct SetPaymentPin: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The present password.
    public var password: String = ""
    /// The new PIN, 4 to 12 digits.
    public var pin: String = ""

    public init() {}
    public init(customerID: String = "", password: String = "", pin: String = "") {
        self.customerID = customerID; self.password = password; self.pin = pin
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !password.isEmpty { writer.put(18, text: password) }
        if !pin.isEmpty { writer.put(26, text: pin) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: password = try reader.text()
        case 26: pin = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !password.isEmpty { writer.member("password", text: password) }
        if !pin.isEmpty { writer.member("pin", text: pin) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { password = read }
        case 2: if let read = try reader.text() { pin = read }
        default: break
        }
    }
    public static let schema = MessageSchema("SetPaymentPin", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("password", 2, .text, .plain, "The present password.", example: "correct horse battery", isRequired: true, isSecret: true),
        Field("pin", 3, .text, .plain, "The new PIN, 4 to 12 digits.", example: "271828", isRequired: true, isSecret: true),
    ])
}

public enum CustomerRole {
    public enum Value: Int, Word {
        case roleUnspecified, seller, warehouse, support, finance, analyst, admin

        public static let words = FieldNames("ROLE_UNSPECIFIED", "SELLER", "WAREHOUSE", "SUPPORT", "FINANCE", "ANALYST", "ADMIN")
    }
}

public struct GrantRole: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The role.
    public var role: CustomerRole.Value = .roleUnspecified
    /// Where it counts, as the id of a warehouse; needed with the role WAREHOUSE, and with no other.
    public var scope: String = ""

    public init() {}
    public init(customerID: String = "", role: CustomerRole.Value = .roleUnspecified, scope: String = "") {
        self.customerID = customerID; self.role = role; self.scope = scope
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if role != .roleUnspecified { writer.put(16, number: UInt64(role.rawValue)) }
        if !scope.isEmpty { writer.put(26, text: scope) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 16: role = try reader.word()
        case 26: scope = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if role != .roleUnspecified { writer.member("role", word: role.word) }
        if !scope.isEmpty { writer.member("scope", text: scope) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read: CustomerRole.Value = try reader.word() { role = read }
        case 2: if let read = try reader.text() { scope = read }
        default: break
        }
    }
    public static let schema = MessageSchema("GrantRole", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("role", 2, .words(CustomerRole.Value.words), .plain, "The role.", example: "WAREHOUSE", isRequired: true),
        Field("scope", 3, .text, .plain, "Where it counts, as the id of a warehouse; needed with the role WAREHOUSE, and with no other.", example: "WH-LYON"),
    ])
}

public struct RevokeRole: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// The role.
    public var role: CustomerRole.Value = .roleUnspecified
    /// Where it counts, as it was given; needed with the role WAREHOUSE.
    public var scope: String = ""

    public init() {}
    public init(customerID: String = "", role: CustomerRole.Value = .roleUnspecified, scope: String = "") {
        self.customerID = customerID; self.role = role; self.scope = scope
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if role != .roleUnspecified { writer.put(16, number: UInt64(role.rawValue)) }
        if !scope.isEmpty { writer.put(26, text: scope) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 16: role = try reader.word()
        case 26: scope = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if role != .roleUnspecified { writer.member("role", word: role.word) }
        if !scope.isEmpty { writer.member("scope", text: scope) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read: CustomerRole.Value = try reader.word() { role = read }
        case 2: if let read = try reader.text() { scope = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RevokeRole", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("role", 2, .words(CustomerRole.Value.words), .plain, "The role.", example: "WAREHOUSE", isRequired: true),
        Field("scope", 3, .text, .plain, "Where it counts, as it was given; needed with the role WAREHOUSE.", example: "WH-LYON"),
    ])
}

public struct ApproveSeller: Message {
    /// The id of the customer, who has the role of a seller.
    public var customerID: String = ""

    public init() {}
    public init(customerID: String = "") { self.customerID = customerID }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ApproveSeller", [
        Field("customerId", 1, .text, .plain, "The id of the customer, who has the role of a seller.", example: "CUST-7", isRequired: true),
    ])
}

public struct SuspendSeller: Message {
    /// The id of the customer.
    public var customerID: String = ""
    /// Why, for staff.
    public var reason: String = ""

    public init() {}
    public init(customerID: String = "", reason: String = "") { self.customerID = customerID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("SuspendSeller", [
        Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for staff.", example: "counterfeit goods", isRequired: true, isPersonal: true),
    ])
}

public struct CustomerEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// A customer was added.
        case registered(CustomerRegistered)
        /// The customer's e-mail was verified.
        case emailVerified(EmailVerified)
        /// What is known of a customer was changed.
        case profileChanged(ProfileChanged)
        /// An address was added to a customer.
        case addressAdded(AddressAdded)
        /// An address was taken away from a customer.
        case addressRemoved(AddressRemoved)
        /// The key of a customer's personal data was given up: it is destroyed as soon as this is in the book.
        case erased(CustomerErased)
        /// A customer was barred.
        case suspended(CustomerSuspended)
        /// A customer's suspension was taken back.
        case reinstated(CustomerReinstated)
        /// A customer got another password.
        case passwordSet(PasswordSet)
        /// A wrong password was tried.
        case logInsFailed(LogInsFailed)
        /// A customer was locked, because a wrong password was tried too often.
        case locked(CustomerLocked)
        /// A customer's lock was taken off.
        case unlocked(CustomerUnlocked)
        /// A session was opened.
        case sessionOpened(SessionOpened)
        /// A session was closed.
        case sessionClosed(SessionClosed)
        /// A customer was given a role.
        case roleGranted(RoleGranted)
        /// A role was taken from a customer.
        case roleRevoked(RoleRevoked)
        /// A seller was approved.
        case sellerApproved(SellerApproved)
        /// A seller was suspended.
        case sellerSuspended(SellerSuspended)
        /// Somebody was shown personal data.
        case accessNoted(AccessNoted)
        /// A customer got another PIN for payments.
        case paymentPinSet(PaymentPinSet)
    }

    public var registered: CustomerRegistered { get { if case .registered(let value) = event { value } else { CustomerRegistered() } } set { event = .registered(newValue) } }
    public var emailVerified: EmailVerified { get { if case .emailVerified(let value) = event { value } else { EmailVerified() } } set { event = .emailVerified(newValue) } }
    public var profileChanged: ProfileChanged { get { if case .profileChanged(let value) = event { value } else { ProfileChanged() } } set { event = .profileChanged(newValue) } }
    public var addressAdded: AddressAdded { get { if case .addressAdded(let value) = event { value } else { AddressAdded() } } set { event = .addressAdded(newValue) } }
    public var addressRemoved: AddressRemoved { get { if case .addressRemoved(let value) = event { value } else { AddressRemoved() } } set { event = .addressRemoved(newValue) } }
    public var erased: CustomerErased { get { if case .erased(let value) = event { value } else { CustomerErased() } } set { event = .erased(newValue) } }
    public var suspended: CustomerSuspended { get { if case .suspended(let value) = event { value } else { CustomerSuspended() } } set { event = .suspended(newValue) } }
    public var reinstated: CustomerReinstated { get { if case .reinstated(let value) = event { value } else { CustomerReinstated() } } set { event = .reinstated(newValue) } }
    public var passwordSet: PasswordSet { get { if case .passwordSet(let value) = event { value } else { PasswordSet() } } set { event = .passwordSet(newValue) } }
    public var logInsFailed: LogInsFailed { get { if case .logInsFailed(let value) = event { value } else { LogInsFailed() } } set { event = .logInsFailed(newValue) } }
    public var locked: CustomerLocked { get { if case .locked(let value) = event { value } else { CustomerLocked() } } set { event = .locked(newValue) } }
    public var unlocked: CustomerUnlocked { get { if case .unlocked(let value) = event { value } else { CustomerUnlocked() } } set { event = .unlocked(newValue) } }
    public var sessionOpened: SessionOpened { get { if case .sessionOpened(let value) = event { value } else { SessionOpened() } } set { event = .sessionOpened(newValue) } }
    public var sessionClosed: SessionClosed { get { if case .sessionClosed(let value) = event { value } else { SessionClosed() } } set { event = .sessionClosed(newValue) } }
    public var roleGranted: RoleGranted { get { if case .roleGranted(let value) = event { value } else { RoleGranted() } } set { event = .roleGranted(newValue) } }
    public var roleRevoked: RoleRevoked { get { if case .roleRevoked(let value) = event { value } else { RoleRevoked() } } set { event = .roleRevoked(newValue) } }
    public var sellerApproved: SellerApproved { get { if case .sellerApproved(let value) = event { value } else { SellerApproved() } } set { event = .sellerApproved(newValue) } }
    public var sellerSuspended: SellerSuspended { get { if case .sellerSuspended(let value) = event { value } else { SellerSuspended() } } set { event = .sellerSuspended(newValue) } }
    public var accessNoted: AccessNoted { get { if case .accessNoted(let value) = event { value } else { AccessNoted() } } set { event = .accessNoted(newValue) } }
    public var paymentPinSet: PaymentPinSet { get { if case .paymentPinSet(let value) = event { value } else { PaymentPinSet() } } set { event = .paymentPinSet(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .registered(let value)?: writer.put(10, message: value)
        case .emailVerified(let value)?: writer.put(18, message: value)
        case .profileChanged(let value)?: writer.put(26, message: value)
        case .addressAdded(let value)?: writer.put(34, message: value)
        case .addressRemoved(let value)?: writer.put(42, message: value)
        case .erased(let value)?: writer.put(50, message: value)
        case .suspended(let value)?: writer.put(58, message: value)
        case .reinstated(let value)?: writer.put(66, message: value)
        case .passwordSet(let value)?: writer.put(74, message: value)
        case .logInsFailed(let value)?: writer.put(82, message: value)
        case .locked(let value)?: writer.put(90, message: value)
        case .unlocked(let value)?: writer.put(98, message: value)
        case .sessionOpened(let value)?: writer.put(106, message: value)
        case .sessionClosed(let value)?: writer.put(114, message: value)
        case .roleGranted(let value)?: writer.put(162, message: value)
        case .roleRevoked(let value)?: writer.put(170, message: value)
        case .sellerApproved(let value)?: writer.put(178, message: value)
        case .sellerSuspended(let value)?: writer.put(186, message: value)
        case .accessNoted(let value)?: writer.put(242, message: value)
        case .paymentPinSet(let value)?: writer.put(250, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.registered)
        case 18: try reader.message(into: &self.emailVerified)
        case 26: try reader.message(into: &self.profileChanged)
        case 34: try reader.message(into: &self.addressAdded)
        case 42: try reader.message(into: &self.addressRemoved)
        case 50: try reader.message(into: &self.erased)
        case 58: try reader.message(into: &self.suspended)
        case 66: try reader.message(into: &self.reinstated)
        case 74: try reader.message(into: &self.passwordSet)
        case 82: try reader.message(into: &self.logInsFailed)
        case 90: try reader.message(into: &self.locked)
        case 98: try reader.message(into: &self.unlocked)
        case 106: try reader.message(into: &self.sessionOpened)
        case 114: try reader.message(into: &self.sessionClosed)
        case 162: try reader.message(into: &self.roleGranted)
        case 170: try reader.message(into: &self.roleRevoked)
        case 178: try reader.message(into: &self.sellerApproved)
        case 186: try reader.message(into: &self.sellerSuspended)
        case 242: try reader.message(into: &self.accessNoted)
        case 250: try reader.message(into: &self.paymentPinSet)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .registered(let value)?: writer.member("registered", message: value)
        case .emailVerified(let value)?: writer.member("emailVerified", message: value)
        case .profileChanged(let value)?: writer.member("profileChanged", message: value)
        case .addressAdded(let value)?: writer.member("addressAdded", message: value)
        case .addressRemoved(let value)?: writer.member("addressRemoved", message: value)
        case .erased(let value)?: writer.member("erased", message: value)
        case .suspended(let value)?: writer.member("suspended", message: value)
        case .reinstated(let value)?: writer.member("reinstated", message: value)
        case .passwordSet(let value)?: writer.member("passwordSet", message: value)
        case .logInsFailed(let value)?: writer.member("logInsFailed", message: value)
        case .locked(let value)?: writer.member("locked", message: value)
        case .unlocked(let value)?: writer.member("unlocked", message: value)
        case .sessionOpened(let value)?: writer.member("sessionOpened", message: value)
        case .sessionClosed(let value)?: writer.member("sessionClosed", message: value)
        case .roleGranted(let value)?: writer.member("roleGranted", message: value)
        case .roleRevoked(let value)?: writer.member("roleRevoked", message: value)
        case .sellerApproved(let value)?: writer.member("sellerApproved", message: value)
        case .sellerSuspended(let value)?: writer.member("sellerSuspended", message: value)
        case .accessNoted(let value)?: writer.member("accessNoted", message: value)
        case .paymentPinSet(let value)?: writer.member("paymentPinSet", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: CustomerRegistered = try reader.alternative(isTaken: event != nil) { event = .registered(read) }
        case 1: if let read: EmailVerified = try reader.alternative(isTaken: event != nil) { event = .emailVerified(read) }
        case 2: if let read: ProfileChanged = try reader.alternative(isTaken: event != nil) { event = .profileChanged(read) }
        case 3: if let read: AddressAdded = try reader.alternative(isTaken: event != nil) { event = .addressAdded(read) }
        case 4: if let read: AddressRemoved = try reader.alternative(isTaken: event != nil) { event = .addressRemoved(read) }
        case 5: if let read: CustomerErased = try reader.alternative(isTaken: event != nil) { event = .erased(read) }
        case 6: if let read: CustomerSuspended = try reader.alternative(isTaken: event != nil) { event = .suspended(read) }
        case 7: if let read: CustomerReinstated = try reader.alternative(isTaken: event != nil) { event = .reinstated(read) }
        case 8: if let read: PasswordSet = try reader.alternative(isTaken: event != nil) { event = .passwordSet(read) }
        case 9: if let read: LogInsFailed = try reader.alternative(isTaken: event != nil) { event = .logInsFailed(read) }
        case 10: if let read: CustomerLocked = try reader.alternative(isTaken: event != nil) { event = .locked(read) }
        case 11: if let read: CustomerUnlocked = try reader.alternative(isTaken: event != nil) { event = .unlocked(read) }
        case 12: if let read: SessionOpened = try reader.alternative(isTaken: event != nil) { event = .sessionOpened(read) }
        case 13: if let read: SessionClosed = try reader.alternative(isTaken: event != nil) { event = .sessionClosed(read) }
        case 14: if let read: RoleGranted = try reader.alternative(isTaken: event != nil) { event = .roleGranted(read) }
        case 15: if let read: RoleRevoked = try reader.alternative(isTaken: event != nil) { event = .roleRevoked(read) }
        case 16: if let read: SellerApproved = try reader.alternative(isTaken: event != nil) { event = .sellerApproved(read) }
        case 17: if let read: SellerSuspended = try reader.alternative(isTaken: event != nil) { event = .sellerSuspended(read) }
        case 18: if let read: AccessNoted = try reader.alternative(isTaken: event != nil) { event = .accessNoted(read) }
        case 19: if let read: PaymentPinSet = try reader.alternative(isTaken: event != nil) { event = .paymentPinSet(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("CustomerEvent", [
        Field("registered", 1, .message(CustomerRegistered.self), .alternative, "A customer was added."),
        Field("emailVerified", 2, .message(EmailVerified.self), .alternative, "The customer's e-mail was verified."),
        Field("profileChanged", 3, .message(ProfileChanged.self), .alternative, "What is known of a customer was changed."),
        Field("addressAdded", 4, .message(AddressAdded.self), .alternative, "An address was added to a customer."),
        Field("addressRemoved", 5, .message(AddressRemoved.self), .alternative, "An address was taken away from a customer."),
        Field("erased", 6, .message(CustomerErased.self), .alternative, "The key of a customer's personal data was given up: it is destroyed as soon as this is in the book."),
        Field("suspended", 7, .message(CustomerSuspended.self), .alternative, "A customer was barred."),
        Field("reinstated", 8, .message(CustomerReinstated.self), .alternative, "A customer's suspension was taken back."),
        Field("passwordSet", 9, .message(PasswordSet.self), .alternative, "A customer got another password."),
        Field("logInsFailed", 10, .message(LogInsFailed.self), .alternative, "A wrong password was tried."),
        Field("locked", 11, .message(CustomerLocked.self), .alternative, "A customer was locked, because a wrong password was tried too often."),
        Field("unlocked", 12, .message(CustomerUnlocked.self), .alternative, "A customer's lock was taken off."),
        Field("sessionOpened", 13, .message(SessionOpened.self), .alternative, "A session was opened."),
        Field("sessionClosed", 14, .message(SessionClosed.self), .alternative, "A session was closed."),
        Field("roleGranted", 20, .message(RoleGranted.self), .alternative, "A customer was given a role."),
        Field("roleRevoked", 21, .message(RoleRevoked.self), .alternative, "A role was taken from a customer."),
        Field("sellerApproved", 22, .message(SellerApproved.self), .alternative, "A seller was approved."),
        Field("sellerSuspended", 23, .message(SellerSuspended.self), .alternative, "A seller was suspended."),
        Field("accessNoted", 30, .message(AccessNoted.self), .alternative, "Somebody was shown personal data."),
        Field("paymentPinSet", 31, .message(PaymentPinSet.self), .alternative, "A customer got another PIN for payments."),
    ])
}

public struct CustomerRegistered: Message {
    /// The key that the personal data are sealed under, by its place in the folder of keys.
    public var key: String = ""
    /// The e-mail.
    public var email: Sealed? = nil
    /// The e-mail's keyed hash, by which no two customers have the same.
    public var emailKey: String = ""
    /// The name for people.
    public var name: Sealed? = nil
    /// The telephone number.
    public var phone: Sealed? = nil
    /// The language to write in.
    public var locale: String = ""
    /// The country.
    public var country: String = ""
    /// The password's hash.
    public var password: Sealed? = nil

    public init() {}
    public init(
        key: String = "", email: Sealed? = nil, emailKey: String = "", name: Sealed? = nil, phone: Sealed? = nil,
        locale: String = "", country: String = "", password: Sealed? = nil
    ) {
        self.key = key; self.email = email; self.emailKey = emailKey; self.name = name; self.phone = phone; self.locale = locale;
        self.country = country; self.password = password
    }

    public func encode(to writer: inout ByteWriter) {
        if !key.isEmpty { writer.put(10, text: key) }
        if let email { writer.put(18, message: email) }
        if !emailKey.isEmpty { writer.put(26, text: emailKey) }
        if let name { writer.put(34, message: name) }
        if let phone { writer.put(42, message: phone) }
        if !locale.isEmpty { writer.put(50, text: locale) }
        if !country.isEmpty { writer.put(58, text: country) }
        if let password { writer.put(66, message: password) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: key = try reader.text()
        case 18: try reader.message(into: &self.email)
        case 26: emailKey = try reader.text()
        case 34: try reader.message(into: &self.name)
        case 42: try reader.message(into: &self.phone)
        case 50: locale = try reader.text()
        case 58: country = try reader.text()
        case 66: try reader.message(into: &self.password)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !key.isEmpty { writer.member("key", text: key) }
        if let email { writer.member("email", message: email) }
        if !emailKey.isEmpty { writer.member("emailKey", text: emailKey) }
        if let name { writer.member("name", message: name) }
        if let phone { writer.member("phone", message: phone) }
        if !locale.isEmpty { writer.member("locale", text: locale) }
        if !country.isEmpty { writer.member("country", text: country) }
        if let password { writer.member("password", message: password) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { key = read }
        case 1: try reader.message(into: &email)
        case 2: if let read = try reader.text() { emailKey = read }
        case 3: try reader.message(into: &name)
        case 4: try reader.message(into: &phone)
        case 5: if let read = try reader.text() { locale = read }
        case 6: if let read = try reader.text() { country = read }
        case 7: try reader.message(into: &password)
        default: break
        }
    }
    public static let schema = MessageSchema("CustomerRegistered", [
        Field("key", 1, .text, .plain, "The key that the personal data are sealed under, by its place in the folder of keys."),
        Field("email", 2, .message(Sealed.self), .optional, "The e-mail."),
        Field("emailKey", 3, .text, .plain, "The e-mail's keyed hash, by which no two customers have the same."),
        Field("name", 4, .message(Sealed.self), .optional, "The name for people."),
        Field("phone", 5, .message(Sealed.self), .optional, "The telephone number."),
        Field("locale", 6, .text, .plain, "The language to write in."),
        Field("country", 7, .text, .plain, "The country."),
        Field("password", 8, .message(Sealed.self), .optional, "The password's hash."),
    ])
}

public struct EmailVerified: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("EmailVerified", [])
}

public struct ProfileChanged: Message {
    /// The new e-mail, where it was changed.
    public var email: Sealed? = nil
    /// The new e-mail's keyed hash.
    public var emailKey: String = ""
    /// The new name, where it was changed.
    public var name: Sealed? = nil
    /// The new telephone number, where it was changed.
    public var phone: Sealed? = nil
    /// The new language, where it was changed.
    public var locale: String? = nil
    /// The new country, where it was changed.
    public var country: String? = nil

    public init() {}
    public init(
        email: Sealed? = nil, emailKey: String = "", name: Sealed? = nil, phone: Sealed? = nil, locale: String? = nil,
        country: String? = nil
    ) {
        self.email = email; self.emailKey = emailKey; self.name = name; self.phone = phone; self.locale = locale;
        self.country = country
    }

    public func encode(to writer: inout ByteWriter) {
        if let email { writer.put(10, message: email) }
        if !emailKey.isEmpty { writer.put(18, text: emailKey) }
        if let name { writer.put(26, message: name) }
        if let phone { writer.put(34, message: phone) }
        if let locale { writer.put(42, text: locale) }
        if let country { writer.put(50, text: country) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.email)
        case 18: emailKey = try reader.text()
        case 26: try reader.message(into: &self.name)
        case 34: try reader.message(into: &self.phone)
        case 42: locale = try reader.text()
        case 50: country = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let email { writer.member("email", message: email) }
        if !emailKey.isEmpty { writer.member("emailKey", text: emailKey) }
        if let name { writer.member("name", message: name) }
        if let phone { writer.member("phone", message: phone) }
        if let locale { writer.member("locale", text: locale) }
        if let country { writer.member("country", text: country) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &email)
        case 1: if let read = try reader.text() { emailKey = read }
        case 2: try reader.message(into: &name)
        case 3: try reader.message(into: &phone)
        case 4: locale = try reader.text()
        case 5: country = try reader.text()
        default: break
        }
    }
    public static let schema = MessageSchema("ProfileChanged", [
        Field("email", 1, .message(Sealed.self), .optional, "The new e-mail, where it was changed."),
        Field("emailKey", 2, .text, .plain, "The new e-mail's keyed hash."),
        Field("name", 3, .message(Sealed.self), .optional, "The new name, where it was changed."),
        Field("phone", 4, .message(Sealed.self), .optional, "The new telephone number, where it was changed."),
        Field("locale", 5, .text, .optional, "The new language, where it was changed."),
        Field("country", 6, .text, .optional, "The new country, where it was changed."),
    ])
}

public struct AddressAdded: Message {
    /// The address.
    public var address: CustomerAddress = CustomerAddress()

    public init() {}
    public init(address: CustomerAddress = CustomerAddress()) { self.address = address }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: address)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.address)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("address", message: address)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &address)
        default: break
        }
    }
    public static let schema = MessageSchema("AddressAdded", [
        Field("address", 1, .message(CustomerAddress.self), .always, "The address."),
    ])
}

public struct AddressRemoved: Message {
    /// The id of the address.
    public var addressID: String = ""

    public init() {}
    public init(addressID: String = "") { self.addressID = addressID }

    public func encode(to writer: inout ByteWriter) {
        if !addressID.isEmpty { writer.put(10, text: addressID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: addressID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !addressID.isEmpty { writer.member("addressId", text: addressID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { addressID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("AddressRemoved", [
        Field("addressId", 1, .text, .plain, "The id of the address."),
    ])
}

public struct CustomerErased: Message {
    /// Why it was done.
    public var legalBasis: String = ""
    /// The key that is destroyed.
    public var key: String = ""

    public init() {}
    public init(legalBasis: String = "", key: String = "") { self.legalBasis = legalBasis; self.key = key }

    public func encode(to writer: inout ByteWriter) {
        if !legalBasis.isEmpty { writer.put(10, text: legalBasis) }
        if !key.isEmpty { writer.put(18, text: key) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: legalBasis = try reader.text()
        case 18: key = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !legalBasis.isEmpty { writer.member("legalBasis", text: legalBasis) }
        if !key.isEmpty { writer.member("key", text: key) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { legalBasis = read }
        case 1: if let read = try reader.text() { key = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CustomerErased", [
        Field("legalBasis", 1, .text, .plain, "Why it was done."),
        Field("key", 2, .text, .plain, "The key that is destroyed."),
    ])
}

public struct CustomerSuspended: Message {
    /// Why, for staff.
    public var reason: Sealed? = nil

    public init() {}
    public init(reason: Sealed? = nil) { self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if let reason { writer.put(10, message: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.reason)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let reason { writer.member("reason", message: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &reason)
        default: break
        }
    }
    public static let schema = MessageSchema("CustomerSuspended", [
        Field("reason", 1, .message(Sealed.self), .optional, "Why, for staff."),
    ])
}

public struct CustomerReinstated: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("CustomerReinstated", [])
}

public struct PasswordSet: Message {
    /// The password's hash.
    public var password: Sealed? = nil

    public init() {}
    public init(password: Sealed? = nil) { self.password = password }

    public func encode(to writer: inout ByteWriter) {
        if let password { writer.put(10, message: password) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.password)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let password { writer.member("password", message: password) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &password)
        default: break
        }
    }
    public static let schema = MessageSchema("PasswordSet", [
        Field("password", 1, .message(Sealed.self), .optional, "The password's hash."),
    ])
}

public struct LogInsFailed: Message {
    /// How often, since this was said last.
    public var count: Int64 = 0

    public init() {}
    public init(count: Int64 = 0) { self.count = count }

    public func encode(to writer: inout ByteWriter) {
        if count != 0 { writer.put(8, number: UInt64(bitPattern: count)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: count = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("count", number: count)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { count = read }
        default: break
        }
    }
    public static let schema = MessageSchema("LogInsFailed", [
        Field("count", 1, .number(bits: 64, isSigned: true), .plain, "How often, since this was said last.", unit: "attempts"),
    ])
}

public struct CustomerLocked: Message {
    /// Until when.
    public var until: Timestamp = Timestamp()

    public init() {}
    public init(until: Timestamp = Timestamp()) { self.until = until }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: until)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.until)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("until", time: until)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.time() { until = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CustomerLocked", [
        Field("until", 1, .time, .always, "Until when."),
    ])
}

public struct CustomerUnlocked: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("CustomerUnlocked", [])
}

public struct SessionOpened: Message {
    /// Whose session it is.
    public var customerID: String = ""
    /// SHA-256 of its token, in hex digits.
    public var tokenHash: String = ""
    /// When it ends.
    public var expiresAt: Timestamp = Timestamp()

    public init() {}
    public init(customerID: String = "", tokenHash: String = "", expiresAt: Timestamp = Timestamp()) {
        self.customerID = customerID; self.tokenHash = tokenHash; self.expiresAt = expiresAt
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !tokenHash.isEmpty { writer.put(18, text: tokenHash) }
        writer.put(26, message: expiresAt)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: tokenHash = try reader.text()
        case 26: try reader.message(into: &self.expiresAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !tokenHash.isEmpty { writer.member("tokenHash", text: tokenHash) }
        writer.member("expiresAt", time: expiresAt)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { tokenHash = read }
        case 2: if let read = try reader.time() { expiresAt = read }
        default: break
        }
    }
    public static let schema = MessageSchema("SessionOpened", [
        Field("customerId", 1, .text, .plain, "Whose session it is."),
        Field("tokenHash", 2, .text, .plain, "SHA-256 of its token, in hex digits."),
        Field("expiresAt", 3, .time, .always, "When it ends."),
    ])
}

public struct SessionClosed: Message {
    /// Why it was closed.
    public var reason: Session.Reason = .unspecified

    public init() {}
    public init(reason: Session.Reason = .unspecified) { self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if reason != .unspecified { writer.put(8, number: UInt64(reason.rawValue)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: reason = try reader.word()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if reason != .unspecified { writer.member("reason", word: reason.word) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: Session.Reason = try reader.word() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("SessionClosed", [
        Field("reason", 1, .words(Session.Reason.words), .plain, "Why it was closed."),
    ])
}

public struct AccessNoted: Message {
    /// The account's name, or the customer's id, of who was shown them.
    public var shownTo: String = ""
    /// The role that the reader had.
    public var role: String = ""
    /// The reader's account of the machine, by its number.
    public var uid: UInt32? = nil
    /// The ids of those whose they are.
    public var customers: [String] = []
    /// The entry as of which they were shown.
    public var asOf: UInt64 = 0

    public init() {}
    public init(shownTo: String = "", role: String = "", uid: UInt32? = nil, customers: [String] = [], asOf: UInt64 = 0) {
        self.shownTo = shownTo; self.role = role; self.uid = uid; self.customers = customers; self.asOf = asOf
    }

    public func encode(to writer: inout ByteWriter) {
        if !shownTo.isEmpty { writer.put(10, text: shownTo) }
        if !role.isEmpty { writer.put(18, text: role) }
        if let uid { writer.put(24, number: UInt64(uid)) }
        for value in customers { writer.put(34, text: value) }
        if asOf != 0 { writer.put(40, number: asOf) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shownTo = try reader.text()
        case 18: role = try reader.text()
        case 24: uid = UInt32(truncatingIfNeeded: try reader.varint())
        case 34: customers.append(try reader.text())
        case 40: asOf = try reader.varint()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shownTo.isEmpty { writer.member("shownTo", text: shownTo) }
        if !role.isEmpty { writer.member("role", text: role) }
        if let uid { writer.member("uid", number: UInt64(uid)) }
        if !customers.isEmpty { writer.member("customers", texts: customers) }
        writer.member("asOf", number: asOf)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shownTo = read }
        case 1: if let read = try reader.text() { role = read }
        case 2: uid = try reader.uint32()
        case 3: if let read = try reader.texts() { customers = read }
        case 4: if let read = try reader.uint64() { asOf = read }
        default: break
        }
    }
    public static let schema = MessageSchema("AccessNoted", [
        Field("shownTo", 1, .text, .plain, "The account's name, or the customer's id, of who was shown them."),
        Field("role", 2, .text, .plain, "The role that the reader had."),
        Field("uid", 3, .number(bits: 32, isSigned: false), .optional, "The reader's account of the machine, by its number."),
        Field("customers", 4, .text, .list, "The ids of those whose they are."),
        Field("asOf", 5, .number(bits: 64, isSigned: false), .plain, "The entry as of which they were shown."),
    ])
}

public struct PaymentPinSet: Message {
    /// The PIN's hash.
    public var paymentPin: Sealed? = nil

    public init() {}
    public init(paymentPin: Sealed? = nil) { self.paymentPin = paymentPin }

    public func encode(to writer: inout ByteWriter) {
        if let paymentPin { writer.put(10, message: paymentPin) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.paymentPin)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let paymentPin { writer.member("paymentPin", message: paymentPin) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &paymentPin)
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentPinSet", [
        Field("paymentPin", 1, .message(Sealed.self), .optional, "The PIN's hash."),
    ])
}

public struct RoleGranted: Message {
    /// The role, and where it counts.
    public var role: GrantedRole = GrantedRole()

    public init() {}
    public init(role: GrantedRole = GrantedRole()) { self.role = role }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: role)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.role)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("role", message: role)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &role)
        default: break
        }
    }
    public static let schema = MessageSchema("RoleGranted", [
        Field("role", 1, .message(GrantedRole.self), .always, "The role, and where it counts."),
    ])
}

public struct RoleRevoked: Message {
    /// The role, and where it counted.
    public var role: GrantedRole = GrantedRole()

    public init() {}
    public init(role: GrantedRole = GrantedRole()) { self.role = role }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: role)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.role)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("role", message: role)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &role)
        default: break
        }
    }
    public static let schema = MessageSchema("RoleRevoked", [
        Field("role", 1, .message(GrantedRole.self), .always, "The role, and where it counted."),
    ])
}

public struct SellerApproved: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("SellerApproved", [])
}

public struct SellerSuspended: Message {
    /// Why, for staff.
    public var reason: Sealed? = nil

    public init() {}
    public init(reason: Sealed? = nil) { self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if let reason { writer.put(10, message: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.reason)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let reason { writer.member("reason", message: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &reason)
        default: break
        }
    }
    public static let schema = MessageSchema("SellerSuspended", [
        Field("reason", 1, .message(Sealed.self), .optional, "Why, for staff."),
    ])
}

/// A role that a customer has beside that of a buyer.
public struct GrantedRole: Message {
    /// The role.
    public var role: CustomerRole.Value = .roleUnspecified
    /// Where it counts: of WAREHOUSE the id of the warehouse.
    public var scope: String = ""

    public init() {}
    public init(role: CustomerRole.Value = .roleUnspecified, scope: String = "") { self.role = role; self.scope = scope }

    public func encode(to writer: inout ByteWriter) {
        if role != .roleUnspecified { writer.put(8, number: UInt64(role.rawValue)) }
        if !scope.isEmpty { writer.put(18, text: scope) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: role = try reader.word()
        case 18: scope = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if role != .roleUnspecified { writer.member("role", word: role.word) }
        if !scope.isEmpty { writer.member("scope", text: scope) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: CustomerRole.Value = try reader.word() { role = read }
        case 1: if let read = try reader.text() { scope = read }
        default: break
        }
    }
    public static let schema = MessageSchema("GrantedRole", [
        Field("role", 1, .words(CustomerRole.Value.words), .plain, "The role.", example: "WAREHOUSE"),
        Field("scope", 2, .text, .plain, "Where it counts: of WAREHOUSE the id of the warehouse.", example: "WH-LYON"),
    ])
}

/// Where a customer has parcels sent.
public struct CustomerAddress: Message {
    /// The id of the address.
    public var addressID: String = ""
    /// Whose name is on the parcel.
    public var recipient: Sealed? = nil
    /// Street, house and floor, with line breaks between them.
    public var lines: Sealed? = nil
    /// The city.
    public var city: Sealed? = nil
    /// The region, state or province.
    public var region: Sealed? = nil
    /// The postal code.
    public var postalCode: Sealed? = nil
    /// The country.
    public var country: String = ""
    /// Where it is: latitude and longitude in microdegrees, with a comma between them.
    public var location: Sealed? = nil

    public init() {}
    public init(
        addressID: String = "", recipient: Sealed? = nil, lines: Sealed? = nil, city: Sealed? = nil, region: Sealed? = nil,
        postalCode: Sealed? = nil, country: String = "", location: Sealed? = nil
    ) {
        self.addressID = addressID; self.recipient = recipient; self.lines = lines; self.city = city; self.region = region;
        self.postalCode = postalCode; self.country = country; self.location = location
    }

    public func encode(to writer: inout ByteWriter) {
        if !addressID.isEmpty { writer.put(10, text: addressID) }
        if let recipient { writer.put(18, message: recipient) }
        if let lines { writer.put(26, message: lines) }
        if let city { writer.put(34, message: city) }
        if let region { writer.put(42, message: region) }
        if let postalCode { writer.put(50, message: postalCode) }
        if !country.isEmpty { writer.put(58, text: country) }
        if let location { writer.put(66, message: location) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: addressID = try reader.text()
        case 18: try reader.message(into: &self.recipient)
        case 26: try reader.message(into: &self.lines)
        case 34: try reader.message(into: &self.city)
        case 42: try reader.message(into: &self.region)
        case 50: try reader.message(into: &self.postalCode)
        case 58: country = try reader.text()
        case 66: try reader.message(into: &self.location)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !addressID.isEmpty { writer.member("addressId", text: addressID) }
        if let recipient { writer.member("recipient", message: recipient) }
        if let lines { writer.member("lines", message: lines) }
        if let city { writer.member("city", message: city) }
        if let region { writer.member("region", message: region) }
        if let postalCode { writer.member("postalCode", message: postalCode) }
        if !country.isEmpty { writer.member("country", text: country) }
        if let location { writer.member("location", message: location) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { addressID = read }
        case 1: try reader.message(into: &recipient)
        case 2: try reader.message(into: &lines)
        case 3: try reader.message(into: &city)
        case 4: try reader.message(into: &region)
        case 5: try reader.message(into: &postalCode)
        case 6: if let read = try reader.text() { country = read }
        case 7: try reader.message(into: &location)
        default: break
        }
    }
    public static let schema = MessageSchema("CustomerAddress", [
        Field("addressId", 1, .text, .plain, "The id of the address.", example: "HOME"),
        Field("recipient", 2, .message(Sealed.self), .optional, "Whose name is on the parcel."),
        Field("lines", 3, .message(Sealed.self), .optional, "Street, house and floor, with line breaks between them."),
        Field("city", 4, .message(Sealed.self), .optional, "The city."),
        Field("region", 5, .message(Sealed.self), .optional, "The region, state or province."),
        Field("postalCode", 6, .message(Sealed.self), .optional, "The postal code."),
        Field("country", 7, .text, .plain, "The country.", example: "CN"),
        Field("location", 8, .message(Sealed.self), .optional, "Where it is: latitude and longitude in microdegrees, with a comma between them."),
    ])
}

public struct Customer: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, unverified, active, suspended, erased, locked

        public static let words = FieldNames("STATUS_UNSPECIFIED", "UNVERIFIED", "ACTIVE", "SUSPENDED", "ERASED", "LOCKED")
    }

    public enum Seller: Int, Word {
        case unspecified, approved, suspended

        public static let words = FieldNames("SELLER_UNSPECIFIED", "APPROVED", "SELLER_SUSPENDED")
    }

    struct Fields: Message {
        var customerID: String = ""
        var version: UInt64 = 0
        var status: Customer.Status = .unspecified
        var email: Sealed? = nil
        var emailVerified: Bool = false
        var emailKey: String = ""
        var name: Sealed? = nil
        var phone: Sealed? = nil
        var locale: String = ""
        var country: String = ""
        var addresses: [CustomerAddress] = []
        var suspendedFor: Sealed? = nil
        var erased: Bool = false
        var legalBasis: String = ""
        var key: String = ""
        var registeredAt: Timestamp = Timestamp()
        var updatedAt: Timestamp = Timestamp()
        var password: Sealed? = nil
        var failedLogIns: Int64 = 0
        var failedSince: Timestamp? = nil
        var lockedUntil: Timestamp? = nil
        var roles: [GrantedRole] = []
        var seller: Customer.Seller = .unspecified
        var sellerSuspendedFor: Sealed? = nil
        var paymentPin: Sealed? = nil

        public func encode(to writer: inout ByteWriter) {
            if !customerID.isEmpty { writer.put(10, text: customerID) }
            if version != 0 { writer.put(16, number: version) }
            if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
            if let email { writer.put(34, message: email) }
            if emailVerified { writer.put(40, number: emailVerified ? 1 : 0) }
            if !emailKey.isEmpty { writer.put(50, text: emailKey) }
            if let name { writer.put(58, message: name) }
            if let phone { writer.put(66, message: phone) }
            if !locale.isEmpty { writer.put(74, text: locale) }
            if !country.isEmpty { writer.put(82, text: country) }
            writer.put(90, list: addresses)
            if let suspendedFor { writer.put(98, message: suspendedFor) }
            if erased { writer.put(104, number: erased ? 1 : 0) }
            if !legalBasis.isEmpty { writer.put(114, text: legalBasis) }
            if !key.isEmpty { writer.put(122, text: key) }
            writer.put(130, message: registeredAt)
            writer.put(138, message: updatedAt)
            if let password { writer.put(146, message: password) }
            if failedLogIns != 0 { writer.put(152, number: UInt64(bitPattern: failedLogIns)) }
            if let failedSince { writer.put(162, message: failedSince) }
            if let lockedUntil { writer.put(170, message: lockedUntil) }
            writer.put(242, list: roles)
            if seller != .unspecified { writer.put(248, number: UInt64(seller.rawValue)) }
            if let sellerSuspendedFor { writer.put(258, message: sellerSuspendedFor) }
            if let paymentPin { writer.put(322, message: paymentPin) }
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: customerID = try reader.text()
            case 16: version = try reader.varint()
            case 24: status = try reader.word()
            case 34: try reader.message(into: &self.email)
            case 40: emailVerified = try reader.varint() != 0
            case 50: emailKey = try reader.text()
            case 58: try reader.message(into: &self.name)
            case 66: try reader.message(into: &self.phone)
            case 74: locale = try reader.text()
            case 82: country = try reader.text()
            case 90: try reader.append(to: &addresses)
            case 98: try reader.message(into: &self.suspendedFor)
            case 104: erased = try reader.varint() != 0
            case 114: legalBasis = try reader.text()
            case 122: key = try reader.text()
            case 130: try reader.message(into: &self.registeredAt)
            case 138: try reader.message(into: &self.updatedAt)
            case 146: try reader.message(into: &self.password)
            case 152: failedLogIns = Int64(bitPattern: try reader.varint())
            case 162: try reader.message(into: &self.failedSince)
            case 170: try reader.message(into: &self.lockedUntil)
            case 242: try reader.append(to: &roles)
            case 248: seller = try reader.word()
            case 258: try reader.message(into: &self.sellerSuspendedFor)
            case 322: try reader.message(into: &self.paymentPin)
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !customerID.isEmpty { writer.member("customerId", text: customerID) }
            writer.member("version", number: version)
            if status != .unspecified { writer.member("status", word: status.word) }
            if let email { writer.member("email", message: email) }
            if emailVerified { writer.member("emailVerified", truth: emailVerified) }
            if !emailKey.isEmpty { writer.member("emailKey", text: emailKey) }
            if let name { writer.member("name", message: name) }
            if let phone { writer.member("phone", message: phone) }
            if !locale.isEmpty { writer.member("locale", text: locale) }
            if !country.isEmpty { writer.member("country", text: country) }
            if !addresses.isEmpty { writer.member("addresses", list: addresses) }
            if let suspendedFor { writer.member("suspendedFor", message: suspendedFor) }
            if erased { writer.member("erased", truth: erased) }
            if !legalBasis.isEmpty { writer.member("legalBasis", text: legalBasis) }
            if !key.isEmpty { writer.member("key", text: key) }
            writer.member("registeredAt", time: registeredAt)
            writer.member("updatedAt", time: updatedAt)
            if let password { writer.member("password", message: password) }
            writer.member("failedLogIns", number: failedLogIns)
            if let failedSince { writer.member("failedSince", time: failedSince) }
            if let lockedUntil { writer.member("lockedUntil", time: lockedUntil) }
            if !roles.isEmpty { writer.member("roles", list: roles) }
            if seller != .unspecified { writer.member("seller", word: seller.word) }
            if let sellerSuspendedFor { writer.member("sellerSuspendedFor", message: sellerSuspendedFor) }
            if let paymentPin { writer.member("paymentPin", message: paymentPin) }
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { customerID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read: Customer.Status = try reader.word() { status = read }
            case 3: try reader.message(into: &email)
            case 4: if let read = try reader.truth() { emailVerified = read }
            case 5: if let read = try reader.text() { emailKey = read }
            case 6: try reader.message(into: &name)
            case 7: try reader.message(into: &phone)
            case 8: if let read = try reader.text() { locale = read }
            case 9: if let read = try reader.text() { country = read }
            case 10: try reader.list(into: &addresses)
            case 11: try reader.message(into: &suspendedFor)
            case 12: if let read = try reader.truth() { erased = read }
            case 13: if let read = try reader.text() { legalBasis = read }
            case 14: if let read = try reader.text() { key = read }
            case 15: if let read = try reader.time() { registeredAt = read }
            case 16: if let read = try reader.time() { updatedAt = read }
            case 17: try reader.message(into: &password)
            case 18: if let read = try reader.int64() { failedLogIns = read }
            case 19: failedSince = try reader.time()
            case 20: lockedUntil = try reader.time()
            case 21: try reader.list(into: &roles)
            case 22: if let read: Customer.Seller = try reader.word() { seller = read }
            case 23: try reader.message(into: &sellerSuspendedFor)
            case 24: try reader.message(into: &paymentPin)
            default: break
            }
        }
        public static let schema = MessageSchema("Customer", [
            Field("customerId", 1, .text, .plain, "The id of the customer.", example: "CUST-7"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
            Field("status", 3, .words(Customer.Status.words), .plain, "Whether the e-mail is verified, or the customer barred or gone.", example: "ACTIVE"),
            Field("email", 4, .message(Sealed.self), .optional, "The e-mail."),
            Field("emailVerified", 5, .truth, .plain, "Whether that e-mail is verified.", example: "true"),
            Field("emailKey", 6, .text, .plain, "The e-mail's keyed hash."),
            Field("name", 7, .message(Sealed.self), .optional, "The name for people."),
            Field("phone", 8, .message(Sealed.self), .optional, "The telephone number."),
            Field("locale", 9, .text, .plain, "The language to write in.", example: "zh-CN"),
            Field("country", 10, .text, .plain, "The country.", example: "CN"),
            Field("addresses", 11, .message(CustomerAddress.self), .list, "Where parcels are sent."),
            Field("suspendedFor", 12, .message(Sealed.self), .optional, "Why the customer is barred, for staff."),
            Field("erased", 13, .truth, .plain, "Whether the personal data are gone for good.", example: "true"),
            Field("legalBasis", 14, .text, .plain, "Why they were erased.", example: "GDPR art. 17 (1) (b)"),
            Field("key", 15, .text, .plain, "The key that they are sealed under, by its place in the folder of keys."),
            Field("registeredAt", 16, .time, .always, "When the customer was added."),
            Field("updatedAt", 17, .time, .always, "When the last event changed it."),
            Field("password", 18, .message(Sealed.self), .optional, "The password's hash, which nobody is shown.", isSecret: true),
            Field("failedLogIns", 19, .number(bits: 64, isSigned: true), .plain, "How often a wrong password was tried, since some time within the last 15 minutes.", unit: "attempts"),
            Field("failedSince", 20, .time, .optional, "Since when."),
            Field("lockedUntil", 21, .time, .optional, "Until when the customer is locked."),
            Field("roles", 30, .message(GrantedRole.self), .list, "The roles beside that of a buyer."),
            Field("seller", 31, .words(Customer.Seller.words), .plain, "Whether a seller's products may be on sale.", example: "APPROVED"),
            Field("sellerSuspendedFor", 32, .message(Sealed.self), .optional, "Why the seller was suspended, for staff."),
            Field("paymentPin", 40, .message(Sealed.self), .optional, "The hash of the PIN for payments, which nobody is shown.", isSecret: true),
        ])
    }

    private var box: Box<Fields>

    /// The id of the customer.
    public var customerID: String { get { box.storage.value.customerID } set { box.unique().value.customerID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// Whether the e-mail is verified, or the customer barred or gone.
    public var status: Customer.Status { get { box.storage.value.status } set { box.unique().value.status = newValue } }
    /// The e-mail.
    public var email: Sealed? { get { box.storage.value.email } set { box.unique().value.email = newValue } }
    /// Whether that e-mail is verified.
    public var emailVerified: Bool { get { box.storage.value.emailVerified } set { box.unique().value.emailVerified = newValue } }
    /// The e-mail's keyed hash.
    public var emailKey: String { get { box.storage.value.emailKey } set { box.unique().value.emailKey = newValue } }
    /// The name for people.
    public var name: Sealed? { get { box.storage.value.name } set { box.unique().value.name = newValue } }
    /// The telephone number.
    public var phone: Sealed? { get { box.storage.value.phone } set { box.unique().value.phone = newValue } }
    /// The language to write in.
    public var locale: String { get { box.storage.value.locale } set { box.unique().value.locale = newValue } }
    /// The country.
    public var country: String { get { box.storage.value.country } set { box.unique().value.country = newValue } }
    /// Where parcels are sent.
    public var addresses: [CustomerAddress] {
        get { box.storage.value.addresses }
        set { box.unique().value.addresses = newValue }
        _modify { yield &box.unique().value.addresses }
    }
    /// Why the customer is barred, for staff.
    public var suspendedFor: Sealed? { get { box.storage.value.suspendedFor } set { box.unique().value.suspendedFor = newValue } }
    /// Whether the personal data are gone for good.
    public var erased: Bool { get { box.storage.value.erased } set { box.unique().value.erased = newValue } }
    /// Why they were erased.
    public var legalBasis: String { get { box.storage.value.legalBasis } set { box.unique().value.legalBasis = newValue } }
    /// The key that they are sealed under, by its place in the folder of keys.
    public var key: String { get { box.storage.value.key } set { box.unique().value.key = newValue } }
    /// When the customer was added.
    public var registeredAt: Timestamp { get { box.storage.value.registeredAt } set { box.unique().value.registeredAt = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }
    /// The password's hash, which nobody is shown.
    public var password: Sealed? { get { box.storage.value.password } set { box.unique().value.password = newValue } }
    /// How often a wrong password was tried, since some time within the last 15 minutes.
    public var failedLogIns: Int64 { get { box.storage.value.failedLogIns } set { box.unique().value.failedLogIns = newValue } }
    /// Since when.
    public var failedSince: Timestamp? { get { box.storage.value.failedSince } set { box.unique().value.failedSince = newValue } }
    /// Until when the customer is locked.
    public var lockedUntil: Timestamp? { get { box.storage.value.lockedUntil } set { box.unique().value.lockedUntil = newValue } }
    /// The roles beside that of a buyer.
    public var roles: [GrantedRole] {
        get { box.storage.value.roles }
        set { box.unique().value.roles = newValue }
        _modify { yield &box.unique().value.roles }
    }
    /// Whether a seller's products may be on sale.
    public var seller: Customer.Seller { get { box.storage.value.seller } set { box.unique().value.seller = newValue } }
    /// Why the seller was suspended, for staff.
    public var sellerSuspendedFor: Sealed? {
        get { box.storage.value.sellerSuspendedFor }
        set { box.unique().value.sellerSuspendedFor = newValue }
    }
    /// The hash of the PIN for payments, which nobody is shown.
    public var paymentPin: Sealed? { get { box.storage.value.paymentPin } set { box.unique().value.paymentPin = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        customerID: String = "", version: UInt64 = 0, status: Customer.Status = .unspecified, email: Sealed? = nil,
        emailVerified: Bool = false, emailKey: String = "", name: Sealed? = nil, phone: Sealed? = nil, locale: String = "",
        country: String = "", addresses: [CustomerAddress] = [], suspendedFor: Sealed? = nil, erased: Bool = false,
        legalBasis: String = "", key: String = "", registeredAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp(),
        password: Sealed? = nil, failedLogIns: Int64 = 0, failedSince: Timestamp? = nil, lockedUntil: Timestamp? = nil,
        roles: [GrantedRole] = [], seller: Customer.Seller = .unspecified, sellerSuspendedFor: Sealed? = nil,
        paymentPin: Sealed? = nil
    ) {
        box = Box(Fields(
            customerID: customerID, version: version, status: status, email: email, emailVerified: emailVerified,
            emailKey: emailKey, name: name, phone: phone, locale: locale, country: country, addresses: addresses,
            suspendedFor: suspendedFor, erased: erased, legalBasis: legalBasis, key: key, registeredAt: registeredAt,
            updatedAt: updatedAt, password: password, failedLogIns: failedLogIns, failedSince: failedSince,
            lockedUntil: lockedUntil, roles: roles, seller: seller, sellerSuspendedFor: sellerSuspendedFor, paymentPin: paymentPin
        ))
    }

    public static func == (left: Self, right: Self) -> Bool { left.box.storage.value == right.box.storage.value }
    public func encode(to writer: inout ByteWriter) { box.storage.value.encode(to: &writer) }
    public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(from: &reader) }
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(tag, from: &reader) }
    public func writeMembers(to writer: inout JSONWriter) { box.storage.value.writeMembers(to: &writer) }
    public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readJSON(from: &reader) }
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readMember(field, from: &reader) }
    public static var schema: MessageSchema { Fields.schema }

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// A time in which a customer is logged in.
public struct Session: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, `open`, closed

        public static let words = FieldNames("STATUS_UNSPECIFIED", "OPEN", "CLOSED")
    }

    public enum Reason: Int, Word {
        case unspecified, loggedOut, expired, passwordChanged, suspended, erased, replaced

        public static let words = FieldNames(
            "REASON_UNSPECIFIED", "LOGGED_OUT", "EXPIRED", "PASSWORD_CHANGED", "SUSPENDED", "ERASED", "REPLACED"
        )
    }

    struct Fields: Message {
        var sessionID: String = ""
        var version: UInt64 = 0
        var status: Session.Status = .unspecified
        var customerID: String = ""
        var tokenHash: String = ""
        var openedAt: Timestamp = Timestamp()
        var expiresAt: Timestamp = Timestamp()
        var closedAt: Timestamp? = nil
        var reason: Session.Reason = .unspecified
        var updatedAt: Timestamp = Timestamp()

        public func encode(to writer: inout ByteWriter) {
            if !sessionID.isEmpty { writer.put(10, text: sessionID) }
            if version != 0 { writer.put(16, number: version) }
            if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
            if !customerID.isEmpty { writer.put(34, text: customerID) }
            if !tokenHash.isEmpty { writer.put(42, text: tokenHash) }
            writer.put(50, message: openedAt)
            writer.put(58, message: expiresAt)
            if let closedAt { writer.put(66, message: closedAt) }
            if reason != .unspecified { writer.put(72, number: UInt64(reason.rawValue)) }
            writer.put(82, message: updatedAt)
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: sessionID = try reader.text()
            case 16: version = try reader.varint()
            case 24: status = try reader.word()
            case 34: customerID = try reader.text()
            case 42: tokenHash = try reader.text()
            case 50: try reader.message(into: &self.openedAt)
            case 58: try reader.message(into: &self.expiresAt)
            case 66: try reader.message(into: &self.closedAt)
            case 72: reason = try reader.word()
            case 82: try reader.message(into: &self.updatedAt)
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !sessionID.isEmpty { writer.member("sessionId", text: sessionID) }
            writer.member("version", number: version)
            if status != .unspecified { writer.member("status", word: status.word) }
            if !customerID.isEmpty { writer.member("customerId", text: customerID) }
            if !tokenHash.isEmpty { writer.member("tokenHash", text: tokenHash) }
            writer.member("openedAt", time: openedAt)
            writer.member("expiresAt", time: expiresAt)
            if let closedAt { writer.member("closedAt", time: closedAt) }
            if reason != .unspecified { writer.member("reason", word: reason.word) }
            writer.member("updatedAt", time: updatedAt)
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { sessionID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read: Session.Status = try reader.word() { status = read }
            case 3: if let read = try reader.text() { customerID = read }
            case 4: if let read = try reader.text() { tokenHash = read }
            case 5: if let read = try reader.time() { openedAt = read }
            case 6: if let read = try reader.time() { expiresAt = read }
            case 7: closedAt = try reader.time()
            case 8: if let read: Session.Reason = try reader.word() { reason = read }
            case 9: if let read = try reader.time() { updatedAt = read }
            default: break
            }
        }
        public static let schema = MessageSchema("Session", [
            Field("sessionId", 1, .text, .plain, "The id of the session.", example: "SESSION-1"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "1"),
            Field("status", 3, .words(Session.Status.words), .plain, "Whether it is open.", example: "OPEN"),
            Field("customerId", 4, .text, .plain, "Whose it is.", example: "CUST-7"),
            Field("tokenHash", 5, .text, .plain, "SHA-256 of its token, in hex digits."),
            Field("openedAt", 6, .time, .always, "When it was opened."),
            Field("expiresAt", 7, .time, .always, "When it ends by itself."),
            Field("closedAt", 8, .time, .optional, "When it was closed."),
            Field("reason", 9, .words(Session.Reason.words), .plain, "Why it was closed.", example: "LOGGED_OUT"),
            Field("updatedAt", 10, .time, .always, "When the last event changed it."),
        ])
    }

    private var box: Box<Fields>

    /// The id of the session.
    public var sessionID: String { get { box.storage.value.sessionID } set { box.unique().value.sessionID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// Whether it is open.
    public var status: Session.Status { get { box.storage.value.status } set { box.unique().value.status = newValue } }
    /// Whose it is.
    public var customerID: String { get { box.storage.value.customerID } set { box.unique().value.customerID = newValue } }
    /// SHA-256 of its token, in hex digits.
    public var tokenHash: String { get { box.storage.value.tokenHash } set { box.unique().value.tokenHash = newValue } }
    /// When it was opened.
    public var openedAt: Timestamp { get { box.storage.value.openedAt } set { box.unique().value.openedAt = newValue } }
    /// When it ends by itself.
    public var expiresAt: Timestamp { get { box.storage.value.expiresAt } set { box.unique().value.expiresAt = newValue } }
    /// When it was closed.
    public var closedAt: Timestamp? { get { box.storage.value.closedAt } set { box.unique().value.closedAt = newValue } }
    /// Why it was closed.
    public var reason: Session.Reason { get { box.storage.value.reason } set { box.unique().value.reason = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        sessionID: String = "", version: UInt64 = 0, status: Session.Status = .unspecified, customerID: String = "",
        tokenHash: String = "", openedAt: Timestamp = Timestamp(), expiresAt: Timestamp = Timestamp(), closedAt: Timestamp? = nil,
        reason: Session.Reason = .unspecified, updatedAt: Timestamp = Timestamp()
    ) {
        box = Box(Fields(
            sessionID: sessionID, version: version, status: status, customerID: customerID, tokenHash: tokenHash,
            openedAt: openedAt, expiresAt: expiresAt, closedAt: closedAt, reason: reason, updatedAt: updatedAt
        ))
    }

    public static func == (left: Self, right: Self) -> Bool { left.box.storage.value == right.box.storage.value }
    public func encode(to writer: inout ByteWriter) { box.storage.value.encode(to: &writer) }
    public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(from: &reader) }
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(tag, from: &reader) }
    public func writeMembers(to writer: inout JSONWriter) { box.storage.value.writeMembers(to: &writer) }
    public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readJSON(from: &reader) }
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readMember(field, from: &reader) }
    public static var schema: MessageSchema { Fields.schema }

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// That somebody was shown personal data: once in an hour for each reader and customer, and once for many customers of one answer.
public struct DataAccess: WholeMessage {
    struct Fields: Message {
        var accessID: String = ""
        var version: UInt64 = 0
        var shownTo: String = ""
        var role: String = ""
        var uid: UInt32? = nil
        var customers: [String] = []
        var asOf: UInt64 = 0
        var notedAt: Timestamp = Timestamp()

        public func encode(to writer: inout ByteWriter) {
            if !accessID.isEmpty { writer.put(10, text: accessID) }
            if version != 0 { writer.put(16, number: version) }
            if !shownTo.isEmpty { writer.put(26, text: shownTo) }
            if !role.isEmpty { writer.put(34, text: role) }
            if let uid { writer.put(40, number: UInt64(uid)) }
            for value in customers { writer.put(50, text: value) }
            if asOf != 0 { writer.put(56, number: asOf) }
            writer.put(66, message: notedAt)
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: accessID = try reader.text()
            case 16: version = try reader.varint()
            case 26: shownTo = try reader.text()
            case 34: role = try reader.text()
            case 40: uid = UInt32(truncatingIfNeeded: try reader.varint())
            case 50: customers.append(try reader.text())
            case 56: asOf = try reader.varint()
            case 66: try reader.message(into: &self.notedAt)
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !accessID.isEmpty { writer.member("accessId", text: accessID) }
            writer.member("version", number: version)
            if !shownTo.isEmpty { writer.member("shownTo", text: shownTo) }
            if !role.isEmpty { writer.member("role", text: role) }
            if let uid { writer.member("uid", number: UInt64(uid)) }
            if !customers.isEmpty { writer.member("customers", texts: customers) }
            writer.member("asOf", number: asOf)
            writer.member("notedAt", time: notedAt)
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { accessID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read = try reader.text() { shownTo = read }
            case 3: if let read = try reader.text() { role = read }
            case 4: uid = try reader.uint32()
            case 5: if let read = try reader.texts() { customers = read }
            case 6: if let read = try reader.uint64() { asOf = read }
            case 7: if let read = try reader.time() { notedAt = read }
            default: break
            }
        }
        public static let schema = MessageSchema("DataAccess", [
            Field("accessId", 1, .text, .plain, "The id of the access: the time of its entry.", example: "2026-03-02T09:30:00.000001Z"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it: the one that made it.", example: "1"),
            Field("shownTo", 3, .text, .plain, "The account's name, or the customer's id, of who was shown them.", example: "anna"),
            Field("role", 4, .text, .plain, "The role that the reader had.", example: "operator"),
            Field("uid", 5, .number(bits: 32, isSigned: false), .optional, "The reader's account of the machine, by its number.", example: "1000"),
            Field("customers", 6, .text, .list, "The ids of those whose they are.", example: "CUST-7"),
            Field("asOf", 7, .number(bits: 64, isSigned: false), .plain, "The entry as of which they were shown.", example: "17"),
            Field("notedAt", 8, .time, .always, "When it was noted, before they were shown."),
        ])
    }

    private var box: Box<Fields>

    /// The id of the access: the time of its entry.
    public var accessID: String { get { box.storage.value.accessID } set { box.unique().value.accessID = newValue } }
    /// How many events have changed it: the one that made it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// The account's name, or the customer's id, of who was shown them.
    public var shownTo: String { get { box.storage.value.shownTo } set { box.unique().value.shownTo = newValue } }
    /// The role that the reader had.
    public var role: String { get { box.storage.value.role } set { box.unique().value.role = newValue } }
    /// The reader's account of the machine, by its number.
    public var uid: UInt32? { get { box.storage.value.uid } set { box.unique().value.uid = newValue } }
    /// The ids of those whose they are.
    public var customers: [String] {
        get { box.storage.value.customers }
        set { box.unique().value.customers = newValue }
        _modify { yield &box.unique().value.customers }
    }
    /// The entry as of which they were shown.
    public var asOf: UInt64 { get { box.storage.value.asOf } set { box.unique().value.asOf = newValue } }
    /// When it was noted, before they were shown.
    public var notedAt: Timestamp { get { box.storage.value.notedAt } set { box.unique().value.notedAt = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        accessID: String = "", version: UInt64 = 0, shownTo: String = "", role: String = "", uid: UInt32? = nil,
        customers: [String] = [], asOf: UInt64 = 0, notedAt: Timestamp = Timestamp()
    ) {
        box = Box(Fields(
            accessID: accessID, version: version, shownTo: shownTo, role: role, uid: uid, customers: customers, asOf: asOf,
            notedAt: notedAt
        ))
    }

    public static func == (left: Self, right: Self) -> Bool { left.box.storage.value == right.box.storage.value }
    public func encode(to writer: inout ByteWriter) { box.storage.value.encode(to: &writer) }
    public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(from: &reader) }
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(tag, from: &reader) }
    public func writeMembers(to writer: inout JSONWriter) { box.storage.value.writeMembers(to: &writer) }
    public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readJSON(from: &reader) }
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readMember(field, from: &reader) }
    public static var schema: MessageSchema { Fields.schema }

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}
