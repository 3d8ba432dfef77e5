import Foundation
import Schema
import Testing

@testable import Ledger

@Suite("What the schema says about fields")
struct FieldTests {
    /// Every message that a command, a row, an entry or a receipt has.
    private static let messages = MessageTypes([Command.self, Entry.self, Receipt.self] + Table.allCases.map(\.type))

    private static var fields: [(name: String, type: any Message.Type, field: Field)] { messages.fields }

    @Test("every field of every command, row, event, entry and receipt says what it is, in whole sentences")
    func comments() {
        #expect(Self.fields.count > 500)
        for (name, _, field) in Self.fields {
            let text = field.comment.description
            let isSentence = text.first?.isUppercase == true && text.hasSuffix(".") && !text.contains("  ")
            #expect(isSentence, "\(name): write a comment before it in its .proto file, not “\(text)”")
        }
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

    /// A field is required without which its command is refused, whatever the refusal's code. Where that depends on another field
    /// or on the rows, it is not, and its comment says when it is needed.
    @Test("a field is required where its absence is refused, and nowhere else")
    func required() throws {
        var refused: [String: String] = [:]
        var spared: Set<String> = []
        for example in Examples.all {
            guard case .events = example.then else { continue }
            let whole = try #require(try JSONSerialization.jsonObject(with: Data(example.when.utf8)) as? [String: Any])
            for removal in Self.removals(from: whole, of: Command.self) where removal.path.count > 2 {
                var shop = Shop()
                shop.role = "admin"
                for command in example.given { try shop.send(command) }
                let text = try JSONSerialization.data(withJSONObject: removal.left)
                let name = "\(removal.message).\(removal.field.name)"
                switch try shop.send(String(decoding: text, as: UTF8.self)) {
                case .rejected(let rejection): refused[name] = "\(example.verb), \(example.title): \(rejection.detail)"
                case .events: spared.insert(name)
                }
            }
        }
        for (name, type, field) in Self.fields where Self.ofVerbs.types[type.name.description] != nil {
            if field.isRequired {
                #expect(refused[name] != nil, "no accepted example has \(name)")
                #expect(!spared.contains(name), "\(name) is not required")
            } else if let why = refused[name] {
                let saysWhen = field.comment.description.contains(/\b[Nn]eeded\b/)
                #expect(saysWhen, "\(name) is required, or its comment says when it is needed: \(why)")
            }
        }
    }

    /// The messages that verbs have: what is required of the command around them the engine sees to.
    private static let ofVerbs = MessageTypes(
        Command.fields.compactMap { context in
            if case .alternative = context.presence, case .message(let type) = context.kind { type } else { nil }
        })

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
