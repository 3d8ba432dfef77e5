public import Schema

/// An independent model of the ledger (DOMAIN §3): it reads nothing but the events of entries, keeps plain sums of its own, and
/// checks the invariants after every entry.
///
/// This target must never depend on `Ledger`: what `evolve` gets wrong, code that shares nothing with it can see. For the same
/// reason it keeps its own models and clock arithmetic, and looks at rows only to compare them with its sums.
///
/// Whatever entries say, nothing here traps or throws: what does not hold becomes a `Violation`, and the audit goes on. Memory
/// grows with the entities and the command ids of the log. Each context has a file, which says which invariants it checks; what
/// compares two contexts is in `Flows`, and which function is asked about which kind of entity is generated. The entries themselves
/// are checked here: L1 (sequences and versions without gaps), L3 (times), and in `Auditor+Entries` L4 (command ids and events
/// of several commands) and L5 (causes and what they belong to).
///
/// The rules are today's. Entries of the first version, which say less, break those that came later: a line waited for goods at one
/// warehouse (B1, O1, S3), nothing said which requests a result closes or settles (M3, M4), lost units were not promised anew (O2),
/// digital goods were delivered apart (D2), and an order that ended left its tenders open (F1).
///
/// ```swift
/// var auditor = Auditor()
/// for entry in log { auditor.audit(entry) }
/// print(auditor.violations)
/// ```
public struct Auditor: Sendable {
    /// Violations that are kept; more are only counted.
    public static let maxViolations = 1000

    /// The first things found that do not hold, oldest first.
    public private(set) var violations: [Violation] = []
    /// All that was found, kept or not.
    public private(set) var violationCount = 0
    /// The last entry audited.
    public private(set) var sequence: UInt64 = 0
    /// Events audited.
    public private(set) var events = 0
    /// Entries that were rejections.
    public private(set) var rejections = 0

    private(set) var versions: [String: UInt64] = [:]
    private(set) var time = Instant.earliest
    var commandIDs: Set<[UInt8]> = []
    /// What those commands and entries belong to that say so.
    var correlations: [[UInt8]: String] = [:]
    var entryCorrelations: [UInt64: String] = [:]
    /// Entities that have changed since `takeChanged`.
    private var changed: Set<String> = []

    /// What each context's events say.
    var sums = Sums()
    /// What several contexts' events say together.
    var flows = FlowSums()

    // The entry at hand.

    private(set) var command = ""
    /// Entities that its events are about, and what has to agree with them.
    var touched: Set<String> = []

    /// Whether entries and rows have the keyed hashes of e-mails: those that a service shows have none.
    let seesKeyedHashes: Bool

    public init(seesKeyedHashes: Bool = true) { self.seesKeyedHashes = seesKeyedHashes }

    /// Takes the next entry of the log, and checks everything that its events are about.
    public mutating func audit(_ entry: Entry) {
        expectNumber("L1", "log", "sequence", entry.sequence, Sum(sequence) + 1)
        (sequence, command) = (entry.sequence, entry.command)
        checkTime(entry)
        checkCommands(entry)
        checkOrigins(entry)
        expectTrue("L1", "log", entry.rejection == nil || entry.events.isEmpty, "events or a rejection, not both")
        if entry.rejection != nil { rejections += 1 }
        touched = []
        rememberBefore(entry)
        checkSender(entry)
        for event in entry.events { audit(event) }
        changed.formUnion(touched)
        for entity in touched.sorted() {
            let name = EntityName(entity)
            guard let table = name.table else { continue }
            check(table, name.id)
            checkAcross(table, name.id)
        }
        checkAfter(entry)
    }

    private mutating func checkTime(_ entry: Entry) {
        let (before, now) = (time, Instant(entry.time))
        expectTrue("L3", "log", now > before, "a time after \(before), not \(now)")
        time = now
        let recorded = entry.recordedAt.map(Instant.init) ?? now
        expectTrue("L3", "log", recorded >= now, "recordedAt \(recorded) not before \(now)")
        guard let occurredAt = entry.occurredAt, entry.rejection == nil else { return }
        let occurred = Instant(occurredAt)
        expectTrue("L3", "log", occurred <= recorded.adding(seconds: 300), "occurredAt \(occurred) at most 5 min after \(recorded)")
    }

    private mutating func audit(_ event: Event) {
        events += 1
        let entity = event.entity.text
        expectNumber("L1", entity, "version", event.version, Sum(versions[entity] ?? 0) + 1)
        versions[entity] = event.version
        touched.insert(entity)
        let name = event.entity
        guard let table = name.table, let kind = event.event else {
            return fail("L1", entity, "an event of a known kind on an entity of a known kind", "another")
        }
        checkAcross(kind, name.id)
        guard count(kind, in: table, name.id) else { return fail("L1", entity, "an event of its own kind", "another's") }
        follow(kind, name.id)
    }

    // MARK: Rows

    /// Every entity that an event was about, in the order of their names.
    public var entities: [String] { versions.keys.sorted() }

    /// The entities that events were about since this was last asked for: those whose rows are worth comparing again.
    public mutating func takeChanged() -> [String] {
        defer { changed = [] }
        return changed.sorted()
    }

    /// L6: notes that an entity with events has no row.
    public mutating func noteMissingRow(of entity: String) {
        fail("L6", entity, "a row", "none")
    }

    /// L6: compares how many rows there are of a kind (`order`) with how many of its entities have events.
    public mutating func compareRowCount(_ count: Int, of kind: String) {
        expectNumber("L6", kind, "rows", count, versions.count { $0.key.hasPrefix(kind + "/") })
    }

    /// What every row has to say of itself: its id, and the version of its newest event.
    mutating func compareHead(_ entity: String, id: String, version: UInt64) {
        expect("L6", entity, id, EntityName(entity).id)
        expectNumber("L1", entity, "version", version, versions[entity] ?? 0)
    }

    // MARK: Reporting

    mutating func fail(_ invariant: String, _ entity: String, _ expected: String, _ actual: String) {
        violationCount += 1
        guard violations.count < Self.maxViolations else { return }
        violations.append(Violation(invariant: invariant, entity: entity, sequence: sequence, expected: expected, actual: actual))
    }

    mutating func expect<Value: Equatable>(_ invariant: String, _ entity: String, _ actual: Value, _ expected: Value) {
        if actual != expected { fail(invariant, entity, "\(expected)", "\(actual)") }
    }

    mutating func expectTrue(_ invariant: String, _ entity: String, _ condition: Bool, _ expected: @autoclosure () -> String) {
        if !condition { fail(invariant, entity, expected(), "not so after \(command)") }
    }

    mutating func expectNumber(
        _ invariant: String, _ entity: String, _ name: @autoclosure () -> String, _ actual: some BinaryInteger,
        _ expected: some BinaryInteger
    ) {
        if actual != expected { fail(invariant, entity, "\(name()) \(expected)", "\(actual)") }
    }

    mutating func expectNotNegative(
        _ invariant: String, _ entity: String, _ name: @autoclosure () -> String, _ value: Sum
    ) {
        if value < 0 { fail(invariant, entity, "\(name()) ≥ 0", "\(value)") }
    }

    mutating func expectAtMost(
        _ invariant: String, _ entity: String, _ name: @autoclosure () -> String, _ value: Sum, _ limit: Sum
    ) {
        if value > limit { fail(invariant, entity, "\(name()) ≤ \(limit)", "\(value)") }
    }
}
