import Audit
import HashTreeCollections
import Schema
import Testing

@testable import Ledger

/// A book in memory, with a clock of its own: sends commands as JSON, fires deadlines, and audits after every entry.
struct Shop {
    enum Reply {
        case events([String])
        case rejected(Rejection)

        var events: [String] {
            if case .events(let events) = self { events } else { [] }
        }

        var code: String? {
            if case .rejected(let rejection) = self { rejection.code } else { nil }
        }
    }

    var state = LedgerState(source: NoRows())
    var entries: [Entry] = []
    var auditor = Auditor()
    /// Whether entries are audited: those of the first version do not keep all that holds since.
    var isAudited = true
    /// 2026-03-01T09:00:00Z at the start, a second later with every command.
    var clock = Moment("2026-03-01T09:00:00Z")!
    var role = "customer"

    /// Decides one command after the deadlines that are due before it, and audits the book.
    @discardableResult
    mutating func send(_ json: String) throws -> Reply {
        let command = try Command(json: Array(json.utf8))
        clock = clock.adding(seconds: 1)
        if command.time != nil, let stated = Moment(command.time) { clock = max(clock, stated) }
        try fireDeadlines()
        return try decide(command)
    }

    /// Like `send`, by verb and body.
    @discardableResult
    mutating func send(_ verb: String, _ body: String, occurredAt: String? = nil) throws -> Reply {
        try send(Example.Step(verb, body, occurredAt: occurredAt).command(id: "c-\(entries.count + 1)"))
    }

    /// Sends commands that must be accepted.
    mutating func given(_ steps: [Example.Step]) throws {
        for step in steps {
            // A carrier tells what has happened, and not what will.
            let command = try Command(json: Array(step.command(id: "c").utf8))
            if case .recordScan(let scan) = command.shipment.command { clock = max(clock, Moment(scan.occurredAt) ?? clock) }
            let reply = try send(step.command(id: "c-\(entries.count + 1)"))
            #expect(reply.code == nil, "\(step.verb) \(step.body)")
        }
    }

    /// Lets time pass, and fires what becomes due.
    mutating func wait(seconds: Int64) throws {
        clock = clock.adding(seconds: seconds)
        try fireDeadlines()
    }

    mutating func decide(_ command: Command) throws -> Reply {
        var actor = Actor()
        actor.kind = .staff
        actor.role = role
        let sequence = UInt64(entries.count + 1)
        if let last = entries.last.flatMap({ Moment($0.time) }), clock <= last {
            clock = Moment(microseconds: last.microseconds + 1)
        }
        state.begin(sequence: sequence, time: clock, actor: actor)
        var entry = Entry()
        entry.sequence = sequence
        // Not the command's: here the same command may be decided twice.
        entry.id = "e-\(sequence)"
        entry.time = clock.timestamp
        entry.command = command.name ?? ""
        do throws(Refusal) {
            try state.decide(command)
            entry.events = state.commit()
        } catch {
            state.rollBack()
            guard case .rejected(let rejection) = error else { throw error }
            entry.rejection = rejection
        }
        entries.append(entry)
        try audit(entry)
        return entry.rejection.map(Reply.rejected) ?? .events(entry.events.map { "\($0.entity) \($0.name ?? "?")" })
    }

    private mutating func fireDeadlines() throws {
        var fired = 0
        while let (due, entity) = state.takeDeadline(through: clock) {
            fired += 1
            guard fired < 10_000 else { throw Stuck(entity: entity) }
            let sequence = UInt64(entries.count + 1)
            state.begin(sequence: sequence, time: clock, actor: Actor())
            guard let name = try state.decideDeadline(of: entity, due: due) else {
                #expect(state.commit().isEmpty)
                continue
            }
            var entry = Entry()
            entry.sequence = sequence
            entry.id = "e-\(sequence)"
            entry.time = clock.timestamp
            entry.actor = Actor(kind: .system)
            entry.command = name
            entry.events = state.commit()
            #expect(!entry.events.isEmpty)
            entries.append(entry)
            try audit(entry)
            clock = Moment(microseconds: clock.microseconds + 1)
        }
    }

    struct Stuck: Error {
        let entity: String
    }

    // MARK: Rows

    func order(_ id: String = "O-1") throws -> Order { try #require(try state.order(id)) }
    func payment(_ id: String = "PAY-1") throws -> Payment { try #require(try state.payment(id)) }
    func shipment(_ id: String = "S-1") throws -> Shipment { try #require(try state.shipment(id)) }
    func parcel(_ id: String = "SF1001@SF") throws -> Parcel { try #require(try state.parcel(id)) }
    func stock(_ id: String = "SKU-1@WH-1") throws -> Stock {
        try #require(try state.tables.stock.find(id, in: state.tables.source))
    }
}

extension RowTable {
    /// All rows, where the source has none.
    var rows: [Row] { memtable.sorted { $0.key < $1.key }.map(\.value.row) }
}
