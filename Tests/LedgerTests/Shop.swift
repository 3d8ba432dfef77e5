import HashTreeCollections
import Schema
import TestWorld
import Testing

@testable import Ledger

/// A ledger in memory that a test sends commands as JSON: it is audited after every entry.
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

    private(set) var ledger = MemoryLedger()
    var audit = EntryAudit()
    var role = "customer"

    var state: LedgerState {
        get { ledger.state }
        set { ledger.state = newValue }
    }
    /// A second later with every command that is sent.
    var clock: Moment {
        get { ledger.clock }
        set { ledger.clock = newValue }
    }
    var entries: [Entry] {
        get { ledger.entries }
        set { ledger.entries = newValue }
    }
    /// Who sends; staff in the shop's role where nobody is named.
    var sender: Actor?
    private var actor: Actor { sender ?? Actor.with { ($0.kind, $0.role) = (.staff, role) } }

    /// Decides one command after the deadlines that are due before it, and audits the book.
    @discardableResult
    mutating func send(_ json: String) throws -> Reply {
        let command = try Command(json: Array(json.utf8))
        clock = clock.adding(seconds: 1)
        return try reading { ledger, actor, read in Reply(try ledger.send(command, as: actor, read)) }
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

    /// Sends what a workload wants, after its time has passed.
    mutating func send(_ step: Workload.Step) throws {
        clock = Moment(microseconds: clock.microseconds + step.milliseconds * 1000)
        for command in step.commands { try reading { ledger, actor, read in try ledger.send(command, as: actor, read) } }
    }

    /// Lets time pass, and meets what becomes due.
    mutating func wait(seconds: Int64) throws {
        clock = clock.adding(seconds: seconds)
        try reading { ledger, _, read in try ledger.meetDeadlines(read) }
    }

    /// Decides a command, whatever is due.
    @discardableResult
    mutating func decide(_ command: Command) throws -> Reply {
        try reading { ledger, actor, read in Reply(try ledger.decide(command, as: actor, read)) }
    }

    /// Audits what the ledger makes.
    @discardableResult
    private mutating func reading<Result>(
        _ body: (inout MemoryLedger, Actor, MemoryLedger.Reader) throws -> Result
    ) throws -> Result {
        var audit = audit
        defer { self.audit = audit }
        return try body(&ledger, actor) { try audit.check($1, in: $0) }
    }

    /// The log alone gives the same rows (DOMAIN §3, L6).
    func expectReplay() throws {
        var replayed = Tables(source: NoRows())
        for entry in entries { try replayed.apply(entry) }
        var comparison = Comparison(others: state.tables)
        try replayed.forEach(&comparison)
    }

    /// Holds the rows of each table against those of the same table in other tables.
    private struct Comparison: TableReader {
        let others: Tables

        mutating func read<E: Entity>(_ rows: RowTable<E>) {
            #expect(rows.rows == E.rows(of: others).rows, "\(E.table)")
        }
    }

    // MARK: Rows

    func order(_ id: String = "O-1") throws -> Order { try #require(try state.order(id)) }
    func payment(_ id: String = "PAY-1") throws -> Payment { try #require(try state.payment(id)) }
    func shipment(_ id: String = "S-1") throws -> Shipment { try #require(try state.shipment(id)) }
    func cart(_ id: String = "CART-1") throws -> Cart { try #require(try state.cart(id)) }
    func parcel(_ id: String = "SF1001@SF") throws -> Parcel { try #require(try state.parcel(id)) }
    func stock(_ id: String = "SKU-1@WH-1") throws -> Stock {
        try #require(try state.tables.stock.find(id, in: state.tables.source))
    }
}

extension Shop.Reply {
    fileprivate init(_ entry: Entry) {
        self = entry.rejection.map(Self.rejected) ?? .events(entry.events.map { "\($0.entity) \($0.name ?? "?")" })
    }
}

extension RowTable {
    /// All rows, where the source has none.
    var rows: [Row] { memtable.sorted { $0.key < $1.key }.map(\.value.row) }
}
