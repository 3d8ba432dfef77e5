import Engine
package import Schema

/// Commands as someone writes them at a prompt: a verb, and its object in JSON.
package enum CommandText {
    /// The names of all verbs: `order.place`.
    package static let verbs = Shape.contexts.flatMap { context in context.fields.map { "\(context.name).\($0.name)" } }

    /// Reads one as the service reads the body of `POST /v1/commands/VERB`: what is wrong with it has the same code, the same path
    /// and the same words for both.
    /// - Parameter verb: `order.place`.
    /// - Throws: ``CommandProblem``.
    package static func command(verb name: String, fields: [UInt8], id: String) throws(CommandProblem) -> Command {
        guard let verb = Verb(name) else { throw CommandProblem(problem: Problem(.notFound, "there is no verb \(name)")) }
        return try CommandReader(caller: .local, wantsEvents: false).json(fields, verb: verb, id: id).command
    }
}
