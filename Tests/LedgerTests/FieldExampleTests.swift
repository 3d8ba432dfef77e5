import Foundation
import Schema
import TestWorld
import Testing

@testable import Ledger

/// The examples of fields are what people copy: each has the form of what the ledger holds there.
@Suite("Examples of fields")
struct FieldExampleTests {
    /// The messages whose fields are shown to people.
    private static let messages = MessageTypes([Command.self, Entry.self, Receipt.self, Problem.self] + Table.allCases.map(\.type))

    private static let examples: [(name: String, type: any Message.Type, field: Field, text: String)] =
        messages.fields.compactMap { name, type, field in field.example.map { (name, type, field, $0.description) } }

    @Test("an example is a value that its field reads, written as it is written back")
    func read() throws {
        for (name, type, field, text) in Self.examples {
            let value =
                switch field.kind {
                case .text, .time, .words, .bytes: "\"\(text)\""
                case .number, .truth, .message, .map: text
                }
            let isList = if case .list = field.presence { true } else { false }
            let member = "\"\(field.name)\":\(isList ? "[\(value)]" : value)"
            let message = try #require(try? type.init(json: Array("{\(member)}".utf8)), "\(name)")
            #expect(String(decoding: message.json(), as: UTF8.self).contains(member), "\(name)")
            if case .words(let words) = field.kind { #expect(words.texts.dropFirst().contains(text), "\(name)") }
        }
        #expect(Self.examples.count > 150)
    }

    @Test("an example of a text has the form of those that commands and rows hold there")
    func form() throws {
        let held = try HeldTexts()
        var count = 0
        for (name, _, field, text) in Self.examples {
            guard case .text = field.kind, let texts = held.texts[field.name.description] else { continue }
            count += 1
            #expect(HeldTexts.isForm(text, of: texts), "\(name): \(text) is not like \(texts.sorted().prefix(3))")
        }
        #expect(count > 60, "\(count)")
    }

    @Test("an example of a text that is one of few is one of them")
    func words() {
        let words: [String: [String]] = [
            "Actor.role": Role.allCases.map(\.rawValue), "Rejection.code": RejectionCode.allCases.map(\.rawValue),
            "Problem.code": RejectionCode.allCases.map(\.rawValue), "Entry.command": ExampleTests.verbs.sorted(),
        ]
        for (name, texts) in words {
            let example = Self.examples.first { $0.name == name }
            #expect(texts.contains(example?.text ?? ""), "\(name)")
        }
    }

    @Test("an id of another form is noticed")
    func otherForm() {
        #expect(HeldTexts.isForm("P-1:capture:1", of: ["PAY-1:refund:2"]))
        #expect(!HeldTexts.isForm("P-1:CAPTURE:1", of: ["PAY-1:refund:2"]))
        #expect(!HeldTexts.isForm("P-1:capture", of: ["PAY-1:refund:2"]))
        #expect(!HeldTexts.isForm("P-1", of: ["PAY-1:refund:2"]))
        #expect(HeldTexts.isForm("SKU-2@WH-2", of: ["SKU-1@WH-1", "SKU-1@"]))
        #expect(!HeldTexts.isForm("SKU-2/WH-2", of: ["SKU-1@WH-1"]))
    }
}

/// Message types with those that lie in them.
struct MessageTypes {
    private(set) var types: [String: any Message.Type] = [:]

    init(_ roots: [any Message.Type]) {
        for root in roots { add(root) }
    }

    private mutating func add(_ type: any Message.Type) {
        guard types.updateValue(type, forKey: type.name.description) == nil else { return }
        for field in type.fields { if case .message(let inner) = field.kind { add(inner) } }
    }

    /// All their fields, by `Order.orderId`.
    var fields: [(name: String, type: any Message.Type, field: Field)] {
        types.flatMap { name, type in type.fields.map { ("\(name).\($0.name)", type, $0) } }
    }
}

/// The texts that the commands of all examples and snapshots have, and the rows that they lead to, by their fields' names.
private struct HeldTexts: TableReader {
    private(set) var texts: [String: Set<String>] = [:]

    init() throws {
        for example in Examples.all {
            var shop = Shop()
            shop.role = "admin"
            for command in example.given + [example.when] {
                try add(command, of: Command.self)
                try shop.send(command)
            }
            try shop.state.tables.forEach(&self)
        }
        let root = #filePath.components(separatedBy: "/Tests/")[0] + "/Snapshots"
        for snapshot in try FileManager.default.contentsOfDirectory(atPath: root) {
            let folder = "\(root)/\(snapshot)"
            for line in try String(contentsOfFile: folder + "/commands.ndjson", encoding: .utf8).split(separator: "\n") {
                try add(String(line), of: Command.self)
            }
            let end = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder + "/at-end.json")))
            for (collection, rows) in try #require(end as? [String: [[String: Any]]]) {
                for row in rows { add(row, of: try #require(Table(collection: collection)).type) }
            }
        }
    }

    mutating func read<E: Entity>(_ table: RowTable<E>) throws {
        for row in table.rows { try add(String(decoding: row.json(), as: UTF8.self), of: E.self) }
    }

    private mutating func add(_ json: String, of type: any Message.Type) throws {
        add(try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]), of: type)
    }

    private mutating func add(_ object: [String: Any], of type: any Message.Type) {
        for field in type.fields {
            guard let value = object[field.name.description] else { continue }
            for value in value as? [Any] ?? [value] {
                switch field.kind {
                case .text: if let text = value as? String { texts[field.name.description, default: []].insert(text) }
                case .message(let inner): add(value as? [String: Any] ?? [:], of: inner)
                default: break
                }
            }
        }
    }

    /// Whether a text is put together as one of these is: of as many parts, with the same signs between them, and words in small
    /// letters where all those have such.
    static func isForm(_ text: String, of texts: Set<String>) -> Bool {
        let alike = texts.filter { signs($0) == signs(text) }
        guard !alike.isEmpty else { return false }
        guard !signs(text).isEmpty else { return true }
        return parts(text).enumerated().allSatisfy { place, part in
            isWord(part) || !alike.allSatisfy { isWord(parts($0)[place]) }
        }
    }

    private static func signs(_ text: String) -> [Character] { text.filter { ":@/".contains($0) }.map { $0 } }
    private static func parts(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { ":@/".contains($0) }
    }
    private static func isWord(_ part: Substring) -> Bool { !part.isEmpty && part.allSatisfy { ("a"..."z").contains($0) } }
}
