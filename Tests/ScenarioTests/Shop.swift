import Foundation
import TestTools

/// A small shop at a real service: it sends commands, reads again every row that they touched, and holds what it reads against
/// the equations. It knows nothing but answers.
///
/// Each command states its time, so the ledger's clock is the shop's, deadlines fall due between two commands as the seed has it,
/// and a run is the same every time.
final class Shop {
    var random: SplitMix64
    var known = KnownRows()
    var tally = Tally()
    /// What providers will tell once more, under another name.
    var untold: [ProviderResult] = []
    /// What was sent last and how it was answered, for whoever has to find out why a run failed.
    private(set) var transcript: [String] = []
    /// Sequences at which every row was known, oldest first.
    private(set) var sequences: [Int] = []
    /// Seconds since 1970, as the next command will state them.
    private(set) var clock = 1_735_689_600
    /// How often each verb was accepted and refused, and with what.
    private(set) var counts: [String: [String: Int]] = [:]

    private let wire: Wire
    private let codes: [String: Int]
    private var commands = 0
    private var sent: [(body: Data, sequence: Int)] = []

    init(socket: String, seed: UInt64) throws {
        wire = try Wire(socket)
        random = SplitMix64(seed)
        codes = try Codes.documented()
    }

    var now: String { Self.text(clock) }

    static func text(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }

    /// Lets time pass.
    func wait(_ seconds: Int) { clock += seconds }

    // MARK: Commands

    /// Sends a command, `send("order", "hold", ["orderId": "O-1"])`, reads what it touched, and checks it.
    /// - Parameter effect: what the tally must know of it, if it is accepted.
    /// - Returns: why it was refused; nil if it was accepted.
    /// - Throws: ``ScenarioFailure`` when an equation does not hold.
    @discardableResult
    func send(
        _ context: String, _ verb: String, _ fields: [String: Any], effect: (inout Tally) -> Void = { _ in }
    ) throws -> String? {
        commands += 1
        clock += 1
        let command: [String: Any] = ["id": "c-\(commands)", "time": now, context: [verb: fields]]
        let body = try JSONSerialization.data(withJSONObject: command, options: [.sortedKeys, .withoutEscapingSlashes])
        let answer = try wire.ask([Wire.Request(target: "/v1/commands?reply=events", body: body)])[0]
        let receipt = try Row(answer.body)
        let code = answer.status == 200 ? nil : receipt.text("code")
        let sequence = receipt.number("sequence")
        let answered = code.map { "\($0): \(receipt.text("detail"))" } ?? "accepted"
        note("\(String(decoding: body, as: UTF8.self)) → \(sequence) \(answered)")
        counts["\(context).\(verb)", default: [:]][code ?? "", default: 0] += 1
        if let code {
            guard codes[code] == answer.status else { throw ScenarioFailure("\(answer.status) \(code) is not in Codes.md") }
            guard receipt.has("sequence") else { throw ScenarioFailure("a refusal was not recorded: \(answer.text)") }
        } else {
            effect(&tally)
        }
        let touched = receipt.rows("events").map { $0.text("entity") } + (try timers(before: sequence))
        sent.append((body, sequence))
        try read(touched, at: sequence)
        return code
    }

    /// What deadlines touched since the last command.
    private func timers(before sequence: Int) throws -> [String] {
        let after = sequences.last ?? 0
        guard sequence > after + 1 else {
            guard sequence == after + 1 else { throw ScenarioFailure("sequence \(sequence) after \(after)") }
            return []
        }
        let count = sequence - after - 1
        let lines = try wire.ask("/v1/entries?after=\(after)&limit=\(count)").lines
        guard lines.count == count else { throw ScenarioFailure("\(lines.count) entries after \(after), not \(count)") }
        return try lines.flatMap { line in
            let entry = try Row(line)
            let entities = entry.rows("events").map { $0.text("entity") }
            note("  before it, \(entry.number("sequence")) \(entry.text("command")): \(entities.joined(separator: ", "))")
            counts[entry.text("command"), default: [:]]["", default: 0] += 1
            return entities
        }
    }

    private func note(_ line: String) {
        transcript.append(line)
        if transcript.count > 30 { transcript.removeFirst() }
    }

    /// Sends one of the former commands once more: the answer is the first one, and nothing happens again.
    func repeatCommand() throws {
        guard let (body, sequence) = sent.randomElement(using: &random), let head = sequences.last else { return }
        let answer = try wire.ask([Wire.Request(target: "/v1/commands", body: body)])[0]
        let receipt = try Row(answer.body)
        guard receipt.number("sequence") == sequence, answer.status != 200 || receipt.flag("replayed") else {
            throw ScenarioFailure("asked again, \(String(decoding: body, as: UTF8.self)) is answered \(answer.text)")
        }
        let now = try Row(try wire.ask("/v1/status").body).number("head")
        guard now == head else { throw ScenarioFailure("asking again made entry \(now)") }
    }

    // MARK: Rows

    /// Reads the touched rows, and one row as of some former moment, in one go, and checks what they say.
    private func read(_ touched: [String], at sequence: Int) throws {
        let entities = Array(Set(touched)).sorted()
        let former = formerRow()
        let requests = (entities.map(Self.target) + (former.map { [$0.target] } ?? [])).map { Wire.Request(target: $0) }
        let answers = requests.isEmpty ? [] : try wire.ask(requests)
        sequences.append(sequence)
        for (entity, answer) in zip(entities, answers) {
            guard answer.status == 200, answer.headers["daybook-sequence"] == String(sequence) else {
                throw ScenarioFailure("\(entity) at \(sequence): \(answer.status) \(answer.headers) \(answer.text)")
            }
            try known.learn(entity, answer.body, at: sequence)
        }
        if let former, let answer = answers.last { try former.check(answer) }
        var equations = Equations(known, tally)
        equations.check(entities)
        try equations.expectNone()
    }

    static func target(_ entity: String) -> String {
        let parts = entity.split(separator: "/", maxSplits: 1)
        return "/v1/\(collection(String(parts[0])))/\(parts[1])"
    }

    private static func collection(_ kind: String) -> String { kind == "stock" ? kind : kind + "s" }

    /// A row as it must be answered for a moment in the past.
    private struct FormerRow {
        let target: String
        let bytes: Data?

        func check(_ answer: Wire.Answer) throws {
            guard let bytes else {
                guard answer.status == 404 else { throw ScenarioFailure("\(target) was not there, but is \(answer.text)") }
                return
            }
            guard answer.status == 200, answer.body == bytes else {
                throw ScenarioFailure("\(target) was \(String(decoding: bytes, as: UTF8.self)), but is \(answer.text)")
            }
        }
    }

    private func formerRow() -> FormerRow? {
        guard let sequence = sequences.randomElement(using: &random),
            let kind = ["order", "order", "payment", "stock", "shipment", "reservation"].randomElement(using: &random),
            let id = known.ids(kind).randomElement(using: &random)
        else { return nil }
        let entity = "\(kind)/\(id)"
        return FormerRow(target: Self.target(entity) + "?sequence=\(sequence)", bytes: known.bytes(of: entity, at: sequence))
    }

    // MARK: Everything

    /// Holds every row that the service has, now and as of some former moment, against what it answered before, and all equations
    /// against each other.
    func checkAll() throws {
        guard let head = sequences.last, let former = sequences.randomElement(using: &random) else { return }
        for kind in ["product", "warehouse", "stock", "reservation", "order", "payment", "shipment", "parcel"] {
            for sequence in [head, former] { try checkList(of: kind, at: sequence) }
        }
        for sku in Goods.all { try checkSummary(of: sku.id) }
        var equations = Equations(known, tally)
        equations.check(known.entities)
        equations.checkTotals()
        try equations.expectNone()
    }

    private func checkList(of kind: String, at sequence: Int) throws {
        let target = "/v1/\(Self.collection(kind))?sequence=\(sequence)"
        let answer = try wire.ask(target, accept: "application/x-ndjson")
        if answer.status == 404, known.ids(kind).isEmpty { return }
        let wanted = known.ids(kind).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            .compactMap { known.bytes(of: "\(kind)/\($0)", at: sequence) }
        let found = answer.lines
        guard answer.status == 200, found == wanted else {
            let strange = found.first { !wanted.contains($0) } ?? wanted.first { !found.contains($0) } ?? Data()
            throw ScenarioFailure(
                "\(target): \(found.count) rows, not \(wanted.count); \(String(decoding: strange, as: UTF8.self))")
        }
    }

    /// A SKU's summary is the sum of its rows.
    private func checkSummary(of sku: String) throws {
        let rows = known.ids("stock").filter { $0.hasPrefix(sku + "@") }.compactMap { known["stock", $0] }
        guard !rows.isEmpty else { return }
        let summary = try Row(try wire.ask("/v1/stock/\(sku)").body)
        for field in ["onHand", "reserved", "available", "quarantined", "backordered"] {
            let sum = rows.reduce(0) { $0 + $1.number(field) }
            guard summary.number(field) == sum else {
                throw ScenarioFailure("/v1/stock/\(sku) says \(field) \(summary.number(field)), its rows \(sum)")
            }
        }
    }
}

/// The codes that the documentation lists.
enum Codes {
    /// Each code of an answer, and its HTTP status.
    static func documented() throws -> [String: Int] {
        let root = #filePath.dropLast("/Tests/ScenarioTests/Shop.swift".count)
        let text = try String(contentsOfFile: root + "/Sources/Daybook.docc/Codes.md", encoding: .utf8)
        var codes: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 3, cells[0].hasPrefix("`"), let status = Int(cells[1].prefix(3)), status >= 400 else { continue }
            codes[cells[0].trimmingCharacters(in: ["`"])] = status
        }
        guard codes.count > 20 else { throw ScenarioFailure("Codes.md lists \(codes.count) codes of answers") }
        return codes
    }
}
