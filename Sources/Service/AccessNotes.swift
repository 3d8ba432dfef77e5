import Dispatch
import Engine
import Journal
import Ledger
import Schema
import Synchronization

/// Sees to it that an entry says whose personal data somebody is shown, before they are: what cannot be noted is not shown.
///
/// For each reader and person there is one entry an hour, counted from when the service began, and one for all whom one part of a
/// list shows. A restart begins anew.
final class AccessNotes: Sendable {
    /// Who reads.
    private struct Reader: Hashable {
        let name: String
        let role: String
        let uid: UInt32?

        init(_ actor: Actor) { (name, role, uid) = (actor.name, actor.role, actor.uid) }
    }

    /// An entry that is under way, and what became of it.
    private final class Note: Sendable {
        let ids: [String]
        private let isDone = DispatchGroup()
        private let problem = Mutex<Problem?>(nil)

        init(_ ids: [String]) {
            self.ids = ids
            isDone.enter()
        }

        func end(_ problem: Problem?) {
            self.problem.withLock { $0 = problem }
            isDone.leave()
        }

        /// - Throws: why it is not in the book.
        func wait(until end: DispatchTime) throws(RequestProblem) {
            guard isDone.wait(timeout: end) == .success else {
                throw RequestProblem(.busy, "the entry that says who was shown personal data takes long; try again")
            }
            if let problem = problem.withLock({ $0 }) { throw RequestProblem(problem) }
        }
    }

    private struct State {
        /// When the hour began, on a clock that never steps.
        var since: UInt64 = 0
        /// Whom each reader was shown in this hour, as the book says.
        var noted: [Reader: Set<String>] = [:]
        var count = 0
        var underWay: [Reader: [String: Note]] = [:]
    }

    /// Ids that are remembered. Beyond them everything is noted anew.
    private static let maxNoted = 200_000
    private static let nanosecondsPerHour: UInt64 = 3_600_000_000_000

    private let state = Mutex(State())
    private let engine: Engine
    private let clock: @Sendable () -> UInt64

    /// - Parameter clock: nanoseconds of a clock that never steps; replaced by tests.
    init(_ engine: Engine, clock: @escaping @Sendable () -> UInt64 = { DispatchTime.now().uptimeNanoseconds }) {
        self.engine = engine
        self.clock = clock
    }

    /// Has it noted that somebody is shown the personal data of some customers, and waits for that, on a thread that may wait.
    ///
    /// - Parameter ids: each once, at most `Limits.personsPerAccess`.
    /// - Throws: why it is not in the book: then they must not be shown.
    func note(_ ids: [String], to actor: Actor, asOf sequence: UInt64) throws(RequestProblem) {
        let reader = Reader(actor)
        let now = clock()
        let (own, others) = state.withLock { Self.begin(ids, reader, now, &$0) }
        if let own { submit(own, actor, reader, asOf: sequence) }
        let end = DispatchTime.now() + .seconds(ServiceLimits.accessNoteSeconds)
        for note in others + (own.map { [$0] } ?? []) { try note.wait(until: end) }
    }

    /// What is to be noted, and what others are about to note.
    private static func begin(
        _ ids: [String], _ reader: Reader, _ now: UInt64, _ state: inout State
    ) -> (own: Note?, others: [Note]) {
        if now - state.since >= nanosecondsPerHour || state.count >= maxNoted {
            (state.since, state.noted, state.count) = (now, [:], 0)
        }
        var fresh: [String] = []
        var others: [Note] = []
        for id in ids where state.noted[reader]?.contains(id) != true {
            if let other = state.underWay[reader]?[id] {
                if others.last !== other { others.append(other) }
            } else {
                fresh.append(id)
            }
        }
        guard !fresh.isEmpty else { return (nil, others) }
        let own = Note(fresh)
        for id in fresh { state.underWay[reader, default: [:]][id] = own }
        return (own, others)
    }

    private func submit(_ note: Note, _ actor: Actor, _ reader: Reader, asOf sequence: UInt64) {
        let id = "access:" + Digest.hex(KeyStore.random(16))
        let command = Command.personalDataShown(id: id, to: actor, of: note.ids, asOf: sequence)
        do {
            let submission = try Submission(command, actor: Actor(kind: .system, name: "daybook"))
            engine.submit([submission]) { [self] outcomes in end(note, reader, outcomes.first.flatMap(Self.problem)) }
        } catch {
            end(note, reader, Problem(.internal, "an access is no command: \(error)"))
        }
    }

    private func end(_ note: Note, _ reader: Reader, _ problem: Problem?) {
        state.withLock { state in
            for id in note.ids { state.underWay[reader]?[id] = nil }
            if state.underWay[reader]?.isEmpty == true { state.underWay[reader] = nil }
            guard problem == nil else { return }
            state.noted[reader, default: []].formUnion(note.ids)
            state.count += note.ids.count
        }
        note.end(problem)
    }

    private static func problem(of outcome: Outcome) -> Problem? {
        var problem: Problem
        switch outcome {
        case .problem(let found): problem = Problem(found)
        case .receipt(let receipt):
            guard let rejection = receipt.rejection else { return nil }
            problem = Problem(rejection, sequence: receipt.sequence)
        case .receipts: return nil
        }
        problem.detail = "it could not be noted who is shown personal data: \(problem.detail); ?personal=sealed shows the rest"
        return problem
    }
}

/// How rows are shown to who asks for them.
struct Showing: Sendable {
    let engine: Engine
    let personal: PersonalData
    /// Nil where nothing is noted: of a folder that no service uses.
    let notes: AccessNotes?
    let reader: Actor

    /// A row as JSON, after it was noted where that has to be. A part of a row has nothing personal.
    func json(_ shown: ShownRow) throws -> [UInt8] {
        let message: any Message = shown.isPart ? shown.message : try engine.shown(shown.row, personal).message
        return message.openedJSON()
    }

    /// The `ETag` of a row: its version, and of a row with personal data what of it is shown, which changes with the reader's role
    /// and with the keys while its version does not.
    func tag(of row: Row, in table: Table) throws -> String {
        guard table.type.hasSealed else { return "\"\(row.version)\"" }
        let shown = Digest.sha256(try engine.shown(row, personal).message.openedJSON())
        return "\"\(row.version)-\(Digest.hex(Array(shown.prefix(4))))\""
    }

    /// A row, once it is noted that its personal data are shown.
    func row(_ row: Row, asOf sequence: UInt64) throws -> Row {
        let shown = try engine.shown(row, personal)
        if let notes, personal == .opened, engine.hasPersonalData(shown) { try notes.note([row.id], to: reader, asOf: sequence) }
        return shown
    }
}

/// Goes ahead of a list, so that one entry says of many rows that they are shown.
struct NotedAhead: Sendable {
    private let showing: Showing
    private let notes: AccessNotes
    private let sequence: UInt64
    private var scan: RowScan
    /// Rows that the list may still have, and how many of the next ones were looked at.
    private var left: Int
    private var lookedAt = 0
    private var ids: [String] = []
    private var isAtEnd = false
    /// Rows that may be shown.
    private(set) var allowed = 0

    /// Rows looked at in a step: they are in memory together.
    private static let rowsPerStep = 64

    /// Nil for rows of which nothing is noted.
    init?(_ showing: Showing, _ scan: RowScan, of table: Table, limit: Int, asOf sequence: UInt64) {
        guard let notes = showing.notes, showing.personal == .opened, table.type.hasSealed else { return nil }
        self.notes = notes
        self.showing = showing
        self.scan = scan
        self.sequence = sequence
        left = limit
    }

    /// Does a step of looking ahead. Returns whether rows may be shown.
    mutating func advance() throws -> Bool {
        if allowed > 0 || isAtEnd || left == 0 { return true }
        let wanted = min(left, Limits.personsPerAccess) - lookedAt
        if let rows = try scan.next(min(wanted, Self.rowsPerStep)) {
            lookedAt += rows.count
            for row in rows where try showing.engine.hasPersonalData(showing.engine.shown(row, .opened)) { ids.append(row.id) }
            guard rows.count == wanted else { return false }
        } else {
            isAtEnd = true
        }
        if !ids.isEmpty { try notes.note(ids, to: showing.reader, asOf: sequence) }
        left -= lookedAt
        (allowed, lookedAt, ids) = (lookedAt, 0, [])
        return true
    }

    /// Rows were shown.
    mutating func use(_ rows: Int) { allowed -= rows }
}
