package import Ledger
package import Schema

extension Credentials {
    /// What the engine would find out of a command's passwords, in a ledger in memory, where a password is its own hash.
    package static func plain(of command: Command, in tables: Tables) throws -> Credentials? {
        guard command.isSecret else { return nil }
        var credentials = Credentials(tokenHash: command.opensSession ? String(repeating: "0", count: 64) : "")
        let question = try command.passwordQuestion(in: tables) { PlainSealer().emailKey(of: $0) }
        if let question, let customer = question.customer, let password = customer.password,
            PlainSealer.opened(password.box) == "hash of " + question.given
        {
            credentials.proof = Proof(customerID: customer.customerID, password: password)
        }
        if let password = command.newPassword { credentials.hash = "hash of " + password }
        return credentials
    }
}
