import Client
import Engine
import Ledger
package import Schema
import Service

/// A verb of the ledger, `order.place`.
package struct Verb: Sendable, Equatable {
    package let context: String
    package let name: String

    /// - Throws: `ExitError` 64 if there is no such verb.
    package init(_ text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, CommandText.verbs.contains(text) else {
            let hint = Spelling.hint(text, among: CommandText.verbs)
            throw ExitError(.usage, "there is no verb \(text); daybook help lists them\(hint)")
        }
        context = parts[0]
        name = parts[1]
    }

    /// The command with these fields, read by the service's own code.
    /// - Throws: `ExitError` 65 if they are not JSON, or not this verb's, with the path and the words that the service has for it.
    package func command(fields: [UInt8], id: String) throws -> Command {
        let verb = "\(context).\(name)"
        do {
            return try CommandText.command(verb: verb, fields: fields, id: id)
        } catch {
            throw ExitError(.badData, "\(ServiceProblem(error.problem)); see daybook help \(verb)")
        }
    }
}
