import HashTreeCollections
public import Schema

/// The whole state: what `decide` reads and `evolve` writes. Owned by one thread.
///
/// A decision runs between `begin` and `commit`: it reads rows, and records events with `record`, each of which is applied at
/// once, so that the rest of the decision, and later commands of the batch, see it. A refused decision is undone with `rollBack`.
public struct LedgerState: Sendable {
    /// The rows. A copy of this is what readers get.
    public private(set) var tables: Tables
    /// The time of the entry being decided.
    public private(set) var now = Moment(microseconds: 0)
    /// Who sent the command being decided.
    public private(set) var actor = Actor()
    /// When what the command says happened, where it says so.
    var occurredAt: Moment?

    /// The sequence of the entry being decided.
    private(set) var sequence: UInt64 = 0
    /// What the decision has recorded so far.
    public private(set) var events: [Event] = []
    private var links = Links()
    var caches = RowCaches()

    /// Room for most decisions' events without growing on the way.
    private static let typicalEvents = 8
    private var deadlines = Deadlines()
    /// The keys of personal data that the decision in progress gives up.
    public internal(set) var destroyedKeys: [String] = []
    /// What was found out of the passwords of the command being decided.
    public var credentials: Credentials?
    /// Seals what is personal.
    let sealer: any Sealer

    public init(source: any RowSource, sealer: (any Sealer)? = nil) {
        tables = Tables(source: source)
        self.sealer = sealer ?? NoSealer()
    }

    // MARK: Deciding

    /// Opens a decision for the entry that will have this sequence and time.
    public mutating func begin(sequence: UInt64, time: Moment, actor: Actor) {
        precondition(events.isEmpty, "the decision of entry \(self.sequence) was neither committed nor rolled back")
        self.sequence = sequence
        self.actor = actor
        now = time
        occurredAt = nil
    }

    /// Closes the decision and gives its events. Until then it can be rolled back.
    @discardableResult
    public mutating func commit() -> [Event] {
        defer { (events, destroyedKeys) = ([], []) }
        tables.commit()
        return events
    }

    /// Closes the decision and takes back whatever it recorded.
    public mutating func rollBack() {
        tables.rollBack()
        // A recorded event may have cleared or set a deadline, and the restored row has its own again. A row that cannot be
        // read could not be read for the decision that is being rolled back either, and that failure stops the engine.
        for event in events {
            deadlines.note(try? deadline(of: event.entity), of: event.entity)
        }
        events.removeAll(keepingCapacity: true)
        destroyedKeys = []
    }

    /// How far a decision has come, to which it can be taken back.
    public struct Savepoint: Sendable {
        fileprivate let tables: Tables
        fileprivate let eventCount: Int
        fileprivate let destroyedKeyCount: Int
    }

    /// Where the decision is now. Costs a copy of what changes next.
    public var savepoint: Savepoint {
        Savepoint(tables: tables, eventCount: events.count, destroyedKeyCount: destroyedKeys.count)
    }

    /// Takes back what the decision has recorded since then, and goes on.
    public mutating func rollBack(to savepoint: Savepoint) {
        tables = savepoint.tables
        let undone = events[savepoint.eventCount...]
        // As in `rollBack`.
        for event in undone { deadlines.note(try? deadline(of: event.entity), of: event.entity) }
        events.removeSubrange(savepoint.eventCount...)
        destroyedKeys.removeSubrange(savepoint.destroyedKeyCount...)
    }

    /// Records the first event of an entity: the decision has made sure that there is none of that id.
    mutating func create<E: Entity>(_ event: E.Event, on id: String, of _: E.Type) throws(DecisionError) {
        try record(event, on: id, of: E.self, isNew: true)
    }

    /// Records an event of an entity.
    mutating func record<E: Entity>(_ event: E.Event, on id: String, of _: E.Type, isNew: Bool = false) throws(DecisionError) {
        let (now, sequence, source) = (now, sequence, tables.source)
        let moved = try E.change(&tables) { rows throws(DecisionError) in
            try rows.update(
                id, version: nil, sequence: sequence, isNew: isNew,
                below: { () throws(DecisionError) in try E.stored(id, in: source, &caches) }, { E.evolve(&$0, event, at: now) })
        }
        follow(moved, event, id)
        append(E.wrap(event), EntityName(E.table, id), version: moved.row.version)
    }

    private mutating func append(_ kind: Event.OneOf_Event, _ entity: EntityName, version: UInt64) {
        if events.isEmpty { events.reserveCapacity(Self.typicalEvents) }
        events.append(Event(entity: entity, version: version, event: kind))
    }

    // MARK: Replaying

    /// Applies an entry of the log, as recovery and replay do.
    public mutating func apply(_ entry: Entry) throws(DecisionError) {
        guard let time = Moment(entry.time) else { throw .error(UnknownEvent(entity: "entry \(entry.sequence)")) }
        for event in entry.events {
            guard let table = event.entity.table else { throw .error(UnknownEvent(entity: event.entity.id)) }
            try apply(event, in: table, sequence: entry.sequence, time: time)
        }
    }

    /// Applies one event of the log to a row of its type.
    mutating func apply<E: Entity>(_: E.Type, _ event: Event, sequence: UInt64, time: Moment) throws(DecisionError) {
        let moved = try tables.move(E.self, event, sequence: sequence, time: time)
        guard let recorded = event.event.flatMap(E.unwrap) else { return }
        follow(moved, recorded, event.entity.id)
    }

    /// Keeps the writer's own look-ups and deadlines in step with a row that moved.
    private mutating func follow<E: Entity>(_ moved: Moved<E>, _ event: E.Event, _ id: String) {
        for key in moved.row.links(after: event) { links.add(key.index, key.value, id) }
        let deadline = moved.row.deadline
        if deadline != moved.deadlineBefore { deadlines.note(deadline, of: EntityName(E.table, id)) }
    }

    // MARK: Reading

    /// The ids an index has for a value, ascending. May name a row that has left the place since: check the row.
    mutating func ids(_ index: Index, _ value: String) throws(DecisionError) -> [String] {
        try links.ids(index, value, in: tables.source)
    }

    // MARK: Deadlines

    /// A row's deadline, or nil if there is no such row or it has none.
    /// - Throws: `DecisionError.error` when the row could not be read.
    public mutating func deadline(of entity: EntityName) throws(DecisionError) -> Moment? {
        guard let table = entity.table else { return nil }
        func deadline<E: Entity>(_: E.Type) throws(DecisionError) -> Moment? {
            try E.rows(of: tables).find(entity.id, in: tables.source)?.deadline
        }
        return try deadline(table.type)
    }

    /// The version of an entity's row, 0 where there is none.
    public func version(of entity: EntityName) throws(DecisionError) -> UInt64 {
        guard let table = entity.table else { return 0 }
        return try tables.version(table, entity.id)
    }

    /// Takes the next deadline at or before `time`, earliest first, ties by entity. It may have been met since: check the row.
    public mutating func takeDeadline(through time: Moment) -> (due: Moment, entity: EntityName)? {
        deadlines.take(through: time)
    }

    /// Nothing is due before this.
    public var nextDeadline: Moment { deadlines.next }

    /// Deadlines from here on are not in memory: move the horizon before taking one at or behind it.
    public var deadlineHorizon: Moment { deadlines.horizon }

    /// Puts a deadline back that was taken too early.
    public mutating func noteDeadline(_ due: Moment, of entity: EntityName) {
        deadlines.note(due, of: entity)
    }

    /// Passes over the deadline of an entity, which its row still has, until the row or the horizon moves.
    public mutating func passOverDeadline(of entity: EntityName) {
        deadlines.note(nil, of: entity)
    }

    /// Moves the horizon.
    ///
    /// - Parameter stored: what the source has between the old horizon and the new one; what has changed since the source's
    ///   flush may be missing or out of date in it.
    public mutating func setDeadlineHorizon(_ horizon: Moment, stored: [(due: Moment, entity: EntityName)] = []) {
        deadlines.setHorizon(horizon)
        for (due, entity) in stored { deadlines.note(due, of: entity) }
        var found = FoundDeadlines()
        // Reading rows in memory does not fail.
        try? tables.forEach(&found)
        for (due, entity) in found.deadlines { deadlines.note(due, of: entity) }
    }

    // MARK: Flushing

    /// Cuts a flush: the rows changed until now, to be written. Queries go on seeing them.
    public mutating func cut() {
        tables.cut()
        links.cut()
    }

    /// The flush is on disk, and `source` reads as of it.
    public mutating func completeFlush(source: any RowSource) {
        caches.forget(tables)
        tables.completeFlush(source: source)
        links.completeFlush()
    }
}

/// The deadlines of all rows in memory: those of rows that have none any more, too.
private struct FoundDeadlines: TableReader {
    var deadlines: [(due: Moment?, entity: EntityName)] = []

    mutating func read<E: Entity>(_ rows: RowTable<E>) {
        for (id, changed) in rows.immutableMemtable { deadlines.append((changed.row.deadline, EntityName(E.table, id))) }
        for (id, changed) in rows.memtable { deadlines.append((changed.row.deadline, EntityName(E.table, id))) }
    }
}
