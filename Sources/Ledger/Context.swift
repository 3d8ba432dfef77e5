import Schema

/// A context: a part of the business with verbs, events and rows of its own. It is known by the message of its commands.
///
/// Which contexts there are says the schema (the alternatives of `Command`); that each is one, and how it finds the function of a
/// verb, is generated. Its folder says the rest.
protocol Context {
    /// Decides its command: calls the function that is named as the verb's message.
    func decide(in state: inout LedgerState) throws(DecisionError)

    /// Examples of its verbs, each verb with at least one that is accepted.
    static var examples: [Example] { get }

    /// The entities whose deadlines its command depends on. When many deadlines are overdue at once they are met little by little,
    /// and a command does not wait for all of them, only for those of the things it is about.
    ///
    /// Generated for a context whose verbs say `(subject)` of their ids; others say it in their folder, or have none.
    ///
    /// Entities that do not exist may be among them. Ids that cannot be ids are left out: deciding the command refuses them.
    /// - Throws: `DecisionError.error` when a row could not be read.
    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName]
}

extension Context {
    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName] { [] }
}

extension Table {
    /// The entity of an id, and none of what cannot be one.
    func entities(_ id: String) -> [EntityName] { Check.isID(id.utf8) ? [EntityName(self, id)] : [] }

    /// The entities of a list of ids: no more than a command that is accepted has.
    func entities(_ ids: [String]) -> [EntityName] { ids.prefix(Limits.subjectsPerList).flatMap { entities($0) } }
}
