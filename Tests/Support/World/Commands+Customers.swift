import Ledger
package import Schema

// Commands of customers, by what is different in them.
extension Command {
    package static func customer(_ id: String, _ command: CustomerCommand.OneOf_Command) -> Command {
        Command(id, .customer(.with { $0.command = command }))
    }

    package static func register(
        _ id: String, _ customer: String, email: String? = nil, name: String = "Mei Lin", phone: String = "",
        password: String = ""
    ) -> Command {
        .customer(
            id,
            .register(
                RegisterCustomer(
                    customerID: customer, email: email ?? customer + "@example.org", name: name, phone: phone, locale: "zh-CN",
                    country: "CN", password: password)))
    }

    package static func logIn(_ id: String, _ session: String, _ customer: String, password: String) -> Command {
        .customer(id, .logIn(LogIn(sessionID: session, email: customer + "@example.org", password: password)))
    }

    package static func verify(_ id: String, _ customer: String, email: String? = nil) -> Command {
        .customer(id, .verifyEmail(VerifyEmail(customerID: customer, email: email ?? customer + "@example.org")))
    }

    package static func address(_ id: String, _ customer: String, _ address: String, lines: String = "88 Lakeside Road") -> Command
    {
        .customer(
            id,
            .addAddress(
                AddAddress(
                    customerID: customer, addressID: address, lines: lines, city: "Hangzhou", postalCode: "310000", country: "CN")))
    }

    package static func suspend(_ id: String, _ customer: String) -> Command {
        .customer(id, .suspend(SuspendCustomer(customerID: customer, reason: "chargebacks")))
    }

    package static func erase(_ id: String, _ customer: String) -> Command {
        .customer(id, .erase(EraseCustomer(customerID: customer, legalBasis: "GDPR art. 17 (1) (b)")))
    }
}
