package import Ledger
package import Schema

/// A ledger in memory, with a clock of its own: it decides commands one by one, and meets what falls due between them.
package struct MemoryLedger: LedgerRows {
    package var state = LedgerState(source: NoRows())
    package var entries: [Entry] = []
    /// 2026-03-01T09:00:00Z at the start. It goes on by itself only as far as no two entries may have the same time.
    package var clock = Moment("2026-03-01T09:00:00Z")!

    /// Is shown every entry once it is made, and the ledger as it is then.
    package typealias Reader = (MemoryLedger, Entry) throws -> Void

    package struct Stuck: Error {
        package let entity: EntityName
    }

    package init() {}

    package var time: Moment? { entries.last.flatMap { Moment($0.time) } }

    package func row(_ table: Table, _ id: String) throws -> Row? { try state.tables.row(table, id) }

    /// Decides a command after all that is due before it; one that states its time moves the clock to it.
    @discardableResult
    package mutating func send(
        _ command: Command, as actor: Actor = .staff, _ read: Reader = { _, _ in }
    ) throws -> Entry {
        if command.time != nil, let stated = Moment(command.time) { clock = max(clock, stated) }
        try meetDeadlines(read)
        return try decide(command, as: actor, read)
    }

    /// Decides a command, whatever is due. The same command may be decided twice: its entry has an id of its own.
    @discardableResult
    package mutating func decide(
        _ command: Command, as actor: Actor = .staff, _ read: Reader = { _, _ in }
    ) throws -> Entry {
        var entry = begin(as: actor)
        entry.command = command.name ?? ""
        do throws(DecisionError) {
            try state.decide(command)
            entry.events = state.commit()
        } catch {
            state.rollBack()
            guard case .rejected(let rejection) = error else { throw error }
            entry.rejection = rejection
        }
        return try keep(entry, read)
    }

    /// Meets what is due by now.
    package mutating func meetDeadlines(_ read: Reader = { _, _ in }) throws {
        var met = 0
        while let (due, entity) = state.takeDeadline(through: clock) {
            met += 1
            guard met < 10_000 else { throw Stuck(entity: entity) }
            var entry = begin(as: Actor(kind: .system))
            guard let name = try state.decideDeadline(of: entity, due: due) else {
                guard state.commit().isEmpty else { throw Stuck(entity: entity) }
                continue
            }
            entry.command = name
            entry.events = state.commit()
            guard !entry.events.isEmpty else { throw Stuck(entity: entity) }
            try keep(entry, read)
        }
    }

    private mutating func begin(as actor: Actor) -> Entry {
        if let time, clock <= time { clock = Moment(microseconds: time.microseconds + 1) }
        let sequence = UInt64(entries.count + 1)
        state.begin(sequence: sequence, time: clock, actor: actor)
        return .with { ($0.sequence, $0.id, $0.time, $0.actor) = (sequence, "e-\(sequence)", clock.timestamp, actor) }
    }

    @discardableResult
    private mutating func keep(_ entry: Entry, _ read: Reader) throws -> Entry {
        entries.append(entry)
        try read(self, entry)
        return entry
    }
}
