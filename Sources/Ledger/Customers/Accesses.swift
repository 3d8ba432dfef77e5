public import Schema

// Accesses: that somebody was shown personal data, and whose.
//
// Entity `access/TIME`. It is made by one event and stays as it is. The service notes it before it shows anything, so that what is
// not in the book was not shown.

extension Limits {
    /// Customers of one access: their ids fit in an entry.
    public static let personsPerAccess = 500
}

extension LedgerState {
    mutating func noteAccess(_ command: NoteAccess) throws(DecisionError) {
        try Check.title(command.shownTo, "shownTo", limit: Limits.idBytes)
        try Check.title(command.role, "role", limit: Limits.idBytes)
        guard !command.customers.isEmpty else { throw .invalid("customers", "is missing") }
        try Check.count(command.customers.count, "customers", limit: Limits.personsPerAccess)
        for id in command.customers { try Check.id(id, "customers") }
        guard Set(command.customers).count == command.customers.count else { throw .invalid("customers", "has an id twice") }
        guard command.asOf > 0 else { throw .invalid("asOf", "is missing") }
        guard command.asOf < sequence else { throw .invalid("asOf", "is no entry yet; the last is \(sequence - 1)") }
        // No two entries have the same time; of one entry's commands a second one finds the first.
        let id = now.description
        guard try dataAccess(id) == nil else { throw .alreadyExists(.dataAccess, id) }
        let event = AccessNoted(
            shownTo: command.shownTo, role: command.role, uid: command.uid, customers: command.customers, asOf: command.asOf)
        try create(.accessNoted(event), on: id, of: DataAccess.self)
    }
}

extension DataAccess {
    public init(id: String) {
        self.init()
        accessID = id
    }

    public var id: String { accessID }

    /// The access after its event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout DataAccess, _ event: CustomerEvent.OneOf_Event, at time: Moment) {
        guard case .accessNoted(let event) = event else { return }
        (row.shownTo, row.role, row.uid) = (event.shownTo, event.role, event.uid)
        (row.customers, row.asOf, row.notedAt) = (event.customers, event.asOf, time.timestamp)
    }
}

extension Command {
    /// The command that says whose personal data somebody is shown.
    public static func personalDataShown(id: String, to reader: Actor, of customers: [String], asOf sequence: UInt64) -> Command {
        let verb = NoteAccess(
            shownTo: reader.name, role: reader.role, uid: reader.uid, customers: customers, asOf: sequence)
        return Command(id: id, command: .customer(CustomerCommand(command: .noteAccess(verb))))
    }
}
