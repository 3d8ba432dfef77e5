import Audit
import Foundation
import Ledger
import Schema
import TestLaws
import TestTools
import TestWorld

/// A shop at a real service: it sends commands, reads the entries and again every row that they touched, and holds what it reads
/// against the auditor and a tally. It knows nothing but answers.
final class Shop {
    var random: SplitMix64
    var workload: Workload
    private(set) var known = KnownRows()
    /// What was sent last and how it was answered, for whoever has to find out why a run failed.
    private(set) var transcript: [String] = []
    /// Sequences at which every row was known, oldest first.
    private(set) var sequences: [UInt64] = []
    /// The verbs and the deadlines that were accepted.
    private(set) var accepted: Set<String> = []
    private(set) var auditor = Auditor(seesKeyedHashes: false)
    private(set) var tally = Tally()

    let connection: HTTPConnection
    private let codes: [String: Int]
    /// The first receipt of each command, by its id.
    private var sent: [String: JSONValue] = [:]

    init(socket: String, seed: UInt64) throws {
        connection = try HTTPConnection(socket)
        connection.description = try APIDescription(connection.get("/openapi.json").body)
        random = SplitMix64(seed)
        workload = Workload(seed: seed, .init { ($0.isBackfill, $0.isComplete, $0.isHonest) = (true, true, true) })
        codes = try Codes.documented()
    }

    // MARK: Commands

    func send(_ step: Workload.Step) throws { for command in step.commands { try send(command) } }

    /// Sends a command, reads what it touched, and checks it.
    private func send(_ command: Command) throws {
        let answer = try connection.post(String(decoding: command.json(), as: UTF8.self), query: "?reply=events")
        guard answer.status < 500 else { throw ScenarioFailure("\(command.id): \(answer.status) \(answer.text)") }
        let receipt = try JSONValue(answer.body)
        let code = answer.status == 200 ? nil : receipt["code"]?.text ?? "none"
        // Whose password does not fit leaves no entry.
        if code == "bad_credentials", answer.status == codes["bad_credentials"], receipt["sequence"] == nil { return }
        guard let sequence = receipt["sequence"]?.wholeNumber else {
            throw ScenarioFailure("a refusal was not recorded: \(answer.text)")
        }
        note("\(String(decoding: command.json(), as: UTF8.self)) → \(sequence) \(code ?? "accepted")")
        if let first = sent[command.id] { return try checkRepeated(answer, receipt, of: first) }
        sent[command.id] = receipt
        if let code { try checkRefusal(code, answer.status, of: command) } else { try tally.note(command, known) }
        let touched = try readEntries(through: sequence, of: command, receipt)
        let before = try payment(of: command)
        try readRows(touched, at: sequence)
        if workload.provider.retold.contains(command.id), let before, let after = try payment(of: command) {
            try checkRetold(before, after)
        }
        try expectNone()
    }

    private func note(_ line: String) {
        transcript.append(line)
        if transcript.count > 30 { transcript.removeFirst() }
    }

    private func checkRefusal(_ code: String, _ status: Int, of command: Command) throws {
        guard codes[code] == status else { throw ScenarioFailure("\(status) \(code) is not in Codes.md") }
        switch command.name {
        // The ledger keeps what a provider says, whatever that is, and of a carrier all that can be so.
        case "payment.recordResult": throw ScenarioFailure("a result was refused: \(code)")
        case "shipment.recordScan" where code != "scan_conflict" && code != "invalid_argument":
            throw ScenarioFailure("a scan was refused: \(code)")
        default: break
        }
    }

    /// A command that was sent before: the answer is the first one, and nothing happens again.
    private func checkRepeated(_ answer: HTTPConnection.Response, _ receipt: JSONValue, of first: JSONValue) throws {
        let isSame = ["sequence", "code", "events"].allSatisfy { receipt[$0] == first[$0] }
        guard isSame, answer.status != 200 || receipt["replayed"] == .truth(true) else {
            throw ScenarioFailure("asked again, it is answered \(answer.text)")
        }
        let now = try JSONValue(connection.get("/v1/status").body)["head"]?.wholeNumber
        guard now == sequences.last else { throw ScenarioFailure("asking again made entry \(now ?? 0)") }
    }

    private func payment(of command: Command) throws -> Payment? {
        guard case .payment(let context) = command.command, case .recordResult(let result) = context.command,
            case .payment(let payment) = try known.row(.payment, result.paymentID)
        else { return nil }
        return payment
    }

    /// What was told before under another name changes no sum.
    private func checkRetold(_ before: Payment, _ after: Payment) throws {
        for sum in [\Payment.authorized, \.captured, \.refunded, \.voided] where before[keyPath: sum] != after[keyPath: sum] {
            let amounts = "\(before[keyPath: sum]) and then \(after[keyPath: sum])"
            throw ScenarioFailure("\(before.paymentID): \(sum) \(amounts), by what was told under another name")
        }
    }

    /// Audits the entries since the last command, and gives what they touched.
    private func readEntries(through sequence: UInt64, of command: Command, _ receipt: JSONValue) throws -> [String] {
        let after = sequences.last ?? 0
        guard sequence > after else { throw ScenarioFailure("sequence \(sequence) after \(after)") }
        let answer = try connection.get("/v1/entries?after=\(after)&limit=\(sequence - after)")
        let lines = answer.body.split(separator: 10)
        let entries = try lines.map { try Entry(json: Array($0)) }
        guard entries.map(\.sequence) == Array(after + 1...sequence), let last = entries.last, last.id == command.id else {
            throw ScenarioFailure("entries \(entries.map(\.sequence)) after \(after), up to \(sequence)")
        }
        for entry in entries {
            auditor.audit(entry)
            if entry.rejection == nil { accepted.insert(entry.command) }
            if entry.sequence < sequence { note("  before it, \(entry.sequence) \(entry.command)") }
        }
        guard last.rejection?.code == receipt["code"]?.text, try JSONValue(lines[lines.count - 1])["events"] == receipt["events"]
        else { throw ScenarioFailure("\(sequence) is recorded as \(last), and was answered \(receipt)") }
        known.time = Moment(last.time)
        return Array(Set(entries.flatMap(\.events).map(\.entity.text))).sorted()
    }

    // MARK: Rows

    /// Reads the touched rows, and one row as of some former moment, in one go, and checks what they say.
    private func readRows(_ touched: [String], at sequence: UInt64) throws {
        let names = touched.compactMap(Table.split)
        let former = formerRow()
        let targets = names.map { Self.target($0.0, $0.1) } + (former.map { [$0.target] } ?? [])
        let answers = targets.isEmpty ? [] : try connection.get(targets)
        sequences.append(sequence)
        for ((table, id), answer) in zip(names, answers) {
            guard answer.status == 200, answer.headers["daybook-sequence"] == String(sequence) else {
                throw ScenarioFailure("\(table) \(id) at \(sequence): \(answer.status) \(answer.headers) \(answer.text)")
            }
            try known.learn(table, id, answer.body, at: sequence)
        }
        if let former, let answer = answers.last { try former.check(answer) }
        try auditor.compareChanged(with: known)
        try tally.compare(names.map { ($0.0, $0.1) }, with: known, workload.provider)
    }

    /// Nothing is wrong with what was read.
    func expectNone() throws {
        let findings = auditor.violations.map(\.description) + tally.findings
        if !findings.isEmpty { throw ScenarioFailure(findings.prefix(10).joined(separator: "\n")) }
    }

    /// What is personal is read sealed: opened, a row of the past would not say what it said before an erasure.
    private static func target(_ table: Table, _ id: String) -> String { "/v1/\(table.collection)/\(id)?personal=sealed" }

    /// A row as it must be answered for a moment in the past.
    private struct FormerRow {
        let target: String
        let bytes: [UInt8]?

        func check(_ answer: HTTPConnection.Response) throws {
            guard answer.status == (bytes == nil ? 404 : 200), bytes == nil || answer.body == bytes else {
                let before = bytes.map { String(decoding: $0, as: UTF8.self) } ?? "not there"
                throw ScenarioFailure("\(target) was \(before), and is \(answer.status) \(answer.text)")
            }
        }
    }

    private func formerRow() -> FormerRow? {
        let table = random.pick(Table.allCases + [.order, .stock])
        guard let sequence = sequences.randomElement(using: &random), let id = known.ids(table).randomElement(using: &random) else {
            return nil
        }
        let bytes = known.bytes(of: table.entity(id), at: sequence)
        return FormerRow(target: Self.target(table, id) + "&sequence=\(sequence)", bytes: bytes)
    }

    // MARK: Everything

    /// Holds every row that the service has, now and as of some former moment, against what it answered before, and all sums
    /// against each other.
    func checkAll() throws {
        guard let head = sequences.last else { return }
        var counts: [Table: Int] = [:]
        for table in Table.allCases {
            counts[table] = try checkList(of: table, at: head)
            _ = try checkList(of: table, at: random.pick(sequences))
        }
        for sku in workload.skus { try checkSummary(of: sku) }
        try auditor.compareAll(with: known) { counts[$0] ?? 0 }
        let all = Table.allCases.flatMap { table in known.ids(table).map { (table, $0) } }
        try tally.compare(all, with: known, workload.provider)
        try expectNone()
    }

    /// - Returns: how many rows the service has listed.
    private func checkList(of table: Table, at sequence: UInt64) throws -> Int {
        let target = "/v1/\(table.collection)?personal=sealed&sequence=\(sequence)"
        let answer = try connection.get(target, accept: "application/x-ndjson")
        let wanted = known.ids(table).compactMap { known.bytes(of: table.entity($0), at: sequence) }
        let found = answer.body.split(separator: 10).map(Array.init)
        guard answer.status == 200, found == wanted else {
            let strange = found.first { !wanted.contains($0) } ?? wanted.first { !found.contains($0) } ?? []
            throw ScenarioFailure(
                "\(target): \(found.count) rows, not \(wanted.count); \(String(decoding: strange, as: UTF8.self))")
        }
        return found.count
    }

    /// A SKU's summary is the sum of its rows.
    private func checkSummary(of sku: String) throws {
        let rows = known.all(.stock).compactMap { if case .stock(let row) = $0, row.sku == sku { row } else { nil } }
        guard !rows.isEmpty else { return }
        let summary = try JSONValue(connection.get("/v1/stock/\(sku)").body)
        for (field, part) in [
            ("onHand", \Stock.onHand), ("reserved", \.reserved), ("available", \.available), ("quarantined", \.quarantined),
            ("backordered", \.backordered),
        ] {
            let sum = rows.reduce(0) { $0 + $1[keyPath: part] }
            guard summary[field] == .number(Double(sum)) else {
                throw ScenarioFailure("/v1/stock/\(sku) says \(field) \(summary[field] ?? .null), its rows \(sum)")
            }
        }
    }
}
