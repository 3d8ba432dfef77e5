import Foundation
import Schema
import Testing

@testable import Ledger

@Suite("What the schema says about fields")
struct FieldTests {
    /// Every message that a command, a row, an entry or a receipt has, by its name.
    private static let messages: [String: any Message.Type] = {
        var messages: [String: any Message.Type] = [:]
        func collect(_ type: any Message.Type) {
            guard messages.updateValue(type, forKey: type.name.description) == nil else { return }
            for field in type.fields { if case .message(let inner) = field.kind { collect(inner) } }
        }
        collect(Command.self)
        collect(Entry.self)
        collect(Receipt.self)
        for table in Table.allCases { collect(table.type) }
        return messages
    }()

    private static var fields: [(name: String, type: any Message.Type, field: Field)] {
        messages.flatMap { name, type in type.fields.map { ("\(name).\($0.name)", type, $0) } }
    }

    @Test("every field of every command, row, event, entry and receipt says what it is, in whole sentences")
    func comments() {
        #expect(Self.fields.count > 500)
        for (name, _, field) in Self.fields {
            let text = field.comment.description
            let isSentence = text.first?.isUppercase == true && text.hasSuffix(".") && !text.contains("  ")
            #expect(isSentence, "\(name): write a comment before it in its .proto file, not “\(text)”")
        }
    }

    @Test("an example is a value that its field reads")
    func examples() throws {
        var count = 0
        for (name, type, field) in Self.fields {
            guard let example = field.example?.description else { continue }
            count += 1
            let value =
                switch field.kind {
                case .text, .time, .words, .bytes: "\"\(example)\""
                case .number, .truth, .message, .map: example
                }
            let isList = if case .list = field.presence { true } else { false }
            let json = "{\"\(field.name)\":\(isList ? "[\(value)]" : value)}"
            #expect(throws: Never.self, "\(name)") { _ = try type.init(json: Array(json.utf8)) }
        }
        #expect(count > 150)
    }

    @Test("a comment names another field as JSON has it")
    func names() {
        // Other words with a sign in them, such as the codes of rejections, are no fields' names.
        let names = Set(Self.fields.map { Self.snakeCase($0.field.name.description) }).filter { $0.contains("_") }
        #expect(names.contains("unit_price") && names.contains("latitude_e6"))
        for (name, _, field) in Self.fields {
            let words = field.comment.description.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            for word in words { #expect(!names.contains(String(word)), "\(name)") }
        }
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }

    /// Counts of requests and of scans are of nothing that has a unit.
    private static let counts = ["openOperations", "operationsOpened", "operationsClosed", "supersededScans", "guessedAmong"]

    @Test("amounts and quantities have units")
    func units() {
        for (name, _, field) in Self.fields {
            guard case .number(64, true) = field.kind else { continue }
            let isCount = Self.counts.contains(field.name.description)
            #expect(isCount || field.unit != nil, "\(name)")
        }
    }

    /// Without a field that is required every accepted example is refused; without another none says that it is missing.
    @Test("a field is required where its absence is refused, and nowhere else")
    func required() throws {
        var seen: Set<String> = []
        for example in Examples.all {
            guard case .events = example.then else { continue }
            let whole = try #require(try JSONSerialization.jsonObject(with: Data(example.when.utf8)) as? [String: Any])
            for removal in Self.removals(from: whole, of: Command.self) where removal.path.count > 2 {
                let field = removal.field
                var shop = Shop()
                shop.role = "admin"
                for command in example.given { try shop.send(command) }
                let text = try JSONSerialization.data(withJSONObject: removal.left)
                let reply = try shop.send(String(decoding: text, as: UTF8.self))
                let place = "\(example.verb), \(example.title): without \(removal.path.dropFirst(2).joined(separator: "."))"
                if field.isRequired {
                    seen.insert("\(removal.message).\(field.name)")
                    #expect(reply.code != nil, "\(place)")
                } else if case .rejected(let rejection) = reply {
                    #expect(!rejection.detail.hasSuffix("is missing"), "\(place): \(rejection.detail)")
                }
            }
        }
        let verbs = Self.fields.filter { $0.field.isRequired && Self.isOfVerbs.contains($0.type.name.description) }
        for (name, _, _) in verbs { #expect(seen.contains(name), "no accepted example has \(name)") }
    }

    /// The messages that verbs have: what is required of the command around them the engine sees to.
    private static let isOfVerbs: Set<String> = {
        var names: Set<String> = []
        func collect(_ type: any Message.Type) {
            guard names.insert(type.name.description).inserted else { return }
            for field in type.fields { if case .message(let inner) = field.kind { collect(inner) } }
        }
        for context in Command.fields {
            if case .alternative = context.presence, case .message(let type) = context.kind { collect(type) }
        }
        return names
    }()

    private typealias Removal = (path: [String], message: String, field: Field, left: [String: Any])

    /// An object without one of its fields, or of those of the objects in it: for each of them.
    private static func removals(from object: [String: Any], of type: any Message.Type) -> [Removal] {
        var removals: [Removal] = []
        for field in type.fields {
            let name = field.name.description
            guard let value = object[name] else { continue }
            removals.append(([name], type.name.description, field, object.filter { $0.key != name }))
            guard case .message(let inner) = field.kind else { continue }
            let items = value as? [[String: Any]]
            for removal in Self.removals(from: items?.first ?? value as? [String: Any] ?? [:], of: inner) {
                let left: Any = items.map { [removal.left] + $0.dropFirst() } ?? removal.left
                removals.append(
                    ([name] + removal.path, removal.message, removal.field, object.merging([name: left]) { $1 }))
            }
        }
        return removals
    }
}
