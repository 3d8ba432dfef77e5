import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// A ledger of thousands of rows, many blocks and several tables on disk, and what every question about it is answered while
/// its files are sound.
struct LargeLedger {
    static let products = 700
    static let orders = 700
    /// Where the ledger is; closed.
    let folder: String
    /// Commands that are in the book, with their sequences.
    let recorded: [(command: Command, sequence: UInt64)]
    let questions: [Question]
    let answers: [Question: String]

    /// Makes the ledger in `folder`, opening it anew after every part, so that each part gets a table of its own on disk.
    private init(_ folder: String) throws {
        self.folder = folder
        var recorded: [(command: Command, sequence: UInt64)] = []
        let ledger = try TestLedger(folder, entriesPerFlush: 90)
        let commands = Self.commands
        for start in stride(from: 0, to: commands.count, by: commands.count / 6 + 1) {
            let part = commands[start..<min(commands.count, start + commands.count / 6 + 1)]
            for begin in stride(from: part.startIndex, to: part.endIndex, by: 40) {
                let chunk = Array(part[begin..<min(part.endIndex, begin + 40)])
                for (command, outcome) in zip(chunk, try ledger.send(chunk)) {
                    let receipt = try #require(outcome.receipt)
                    #expect(receipt.rejection == nil, "\(command.id): \(receipt.rejection?.detail)")
                    recorded.append((command, receipt.sequence))
                }
            }
            try ledger.reopen()
        }
        self.recorded = recorded
        questions = try Question.all(of: ledger.engine)
        answers = try Dictionary(uniqueKeysWithValues: questions.map { ($0, try $0.answer(of: ledger.engine)) })
        ledger.close()
    }

    private static var commands: [Command] {
        var commands: [Command] = [.warehouse("w-1", "W-1"), .warehouse("w-2", "W-2", latitudeE6: 1_000_000)]
        for number in 0..<products { commands.append(.product("p-\(number)", "S-\(number)")) }
        for number in 0..<products {
            commands.append(.receive("r-\(number)", "S-\(number)", number % 3 == 0 ? "W-2" : "W-1", 40))
        }
        for number in 0..<orders {
            var order = Command.place(
                "o-\(number)", "O-\(number)", "S-\(number % 37)", 1, payment: "P-\(number)", amount: 100)
            order.order.place.customerID = "U-\(number % 11)"
            commands.append(order)
            if number % 3 == 0 { commands.append(.result("c-\(number)", "P-\(number)", .captured, 100)) }
        }
        return commands
    }

    /// Copies the ledger's folder to a path that nothing has yet, to do something to.
    func copy(to path: String) throws -> String {
        try FileManager.default.copyItem(atPath: folder, toPath: path)
        return path
    }

    private static let sharedFolder = temporaryPath()

    /// One ledger for all tests of a run, which takes seconds to make: whoever changes something copies it.
    static let shared = Result {
        atexit { try? FileManager.default.removeItem(atPath: LargeLedger.sharedFolder) }
        return try LargeLedger(sharedFolder)
    }
}

/// Something that can be asked about a ledger, and whose answer never changes.
enum Question: Hashable {
    case page(Table, filter: Pair?, after: String?, sequence: UInt64)
    case row(Table, String, sequence: UInt64)
    case history(Table, String, sequence: UInt64)
    case entries(after: UInt64, sequence: UInt64)

    struct Pair: Hashable {
        let field: String
        let value: String
    }

    /// The questions, in an order that is always the same.
    static func all(of engine: Engine) throws -> [Question] {
        let head = engine.head.sequence
        var questions: [Question] = []
        let filters: [(Table, String, String)] = [
            (.order, "status", "PENDING"), (.order, "customerId", "U-3"), (.payment, "status", "CAPTURED"),
            (.stock, "warehouseId", "W-2"), (.product, "sku", "S-55"), (.order, "status", "CONFIRMED"),
        ]
        for table in Table.allCases { questions += try pages(table, filter: nil, sequence: head, of: engine) }
        for (table, field, value) in filters {
            questions += try pages(table, filter: Pair(field: field, value: value), sequence: head, of: engine)
        }
        for sequence in [head / 2, head * 3 / 4] {
            questions += try pages(.stock, filter: nil, sequence: sequence, of: engine)
            for number in stride(from: 0, to: 37, by: 3) {
                for sequence in [head, sequence] {
                    let id = "S-\(number)@" + (number % 3 == 0 ? "W-2" : "W-1")
                    questions.append(.row(.stock, id, sequence: sequence))
                    questions.append(.history(.stock, id, sequence: sequence))
                }
            }
        }
        for after in stride(from: UInt64(0), to: head, by: 200) { questions.append(.entries(after: after, sequence: head)) }
        var seen: Set<Question> = []
        return questions.filter { seen.insert($0).inserted }
    }

    private static func pages(_ table: Table, filter: Pair?, sequence: UInt64, of engine: Engine) throws -> [Question] {
        var questions: [Question] = []
        var after: String?
        repeat {
            let question = Question.page(table, filter: filter, after: after, sequence: sequence)
            questions.append(question)
            after = try question.page(of: engine)?.next
        } while after != nil
        return questions
    }

    private func page(of engine: Engine) throws -> Page? {
        guard case .page(let table, let filter, let after, let sequence) = self else { return nil }
        let filters = filter.map { [Query.Filter($0.field, $0.value)] } ?? []
        return try engine.view(at: .sequence(sequence)).rows(Query(table, filters: filters, after: after))
    }

    /// The whole answer as one text.
    func answer(of engine: Engine) throws -> String {
        switch self {
        case .page:
            guard let page = try page(of: engine) else { return "" }
            return try page.rows.map { "\($0.id)=\(try Self.hash($0))" }.joined(separator: " ") + " \(page.next ?? "end")"
        case .row(let table, let id, let sequence):
            return try engine.view(at: .sequence(sequence)).row(table, id).map(Self.hash) ?? "none"
        case .history(let table, let id, let sequence):
            return try engine.view(at: .sequence(sequence)).history(table, id).description
        case .entries(let after, let sequence):
            return try engine.view(at: .sequence(sequence)).entries(after: after, limit: 200).map { "\($0.sequence) \($0.id)" }
                .joined(separator: ", ")
        }
    }

    private static func hash(_ row: Row) throws -> String {
        row.bytes().reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }.description
    }
}
