import Ledger
import Schema

/// A column of a table: its name, what it can hold, and how its values are read.
struct RowField: Sendable {
    let name: String
    /// What the schema says of it.
    let comment: String
    let kind: RowFields.Kind
    /// Whether a row may have nothing there; an empty filter then asks for such rows.
    let isOptional: Bool
    /// The list whose elements have the values, one each, such as `lines`; nil for what is the row's own.
    let list: String?
    /// The row's field that it is, or is in.
    let outer: StaticString
    /// Whether the row has any number of values that belong to nothing else.
    let isMany: Bool
    /// Its place among the columns.
    private let place: Int
    /// Of words: the one that stands for none.
    private let none: String

    /// A column as the schema describes it.
    init(_ column: Column, at place: Int, of row: any Entity.Type) {
        let outer = row.fields[column.field]
        let field = if let element = column.element, case .message(let type) = outer.kind { type.fields[element] } else { outer }
        self.place = place
        name = column.name
        self.outer = outer.name
        comment = field.comment.description
        list = if column.element != nil, case .list = outer.presence { "\(outer.name)" } else { nil }
        isMany = if column.element == nil, case .list = field.presence { true } else { false }
        // What lies in a message that may be missing may be missing, too.
        let isNested = column.element != nil && list == nil
        switch field.kind {
        case .number:
            // A number of the row's own that was never said is 0, unless the schema says otherwise.
            (kind, isOptional) = (.number, isNested || column.isOptional)
        case .time: (kind, isOptional) = (.time, true)
        case .truth: (kind, isOptional) = (.truth, true)
        case .words(let words): (kind, isOptional) = (.words(Array(words.texts.dropFirst())), column.isOptional)
        case .message(let type) where type == Money.self: (kind, isOptional) = (.money, isNested)
        // A list that is empty has nothing.
        case .text, .bytes, .message, .map: (kind, isOptional) = (.text, isNested || isMany)
        }
        none = if case .words(let words) = field.kind { words.texts.first ?? "" } else { "" }
    }

    /// The values of a row: one, or as many as the list has elements.
    func values(_ row: any Entity) -> [RowFields.Value] {
        let values = row.values(ofColumn: place).map { $0.map(value) ?? .absent }
        guard values.isEmpty, list == nil else { return values }
        return [kind == .number && !isOptional ? .number(0) : .absent]
    }

    private func value(_ value: FieldValue) -> RowFields.Value {
        switch value {
        case .text(let text): return .text(text)
        case .number(let number): return .number(number)
        case .large(let number): return .number(Int64(clamping: number))
        case .truth(let truth): return .truth(truth)
        case .time(let time): return Moment(time).map { .time($0) } ?? .absent
        case .word(let word):
            let text = "\(word)"
            return isOptional && text == none ? .absent : .text(text)
        case .message(let message as Money): return .text("\(message.amount ?? 0) \(message.currency)")
        case .message, .bytes, .map: return .absent
        }
    }

    /// What a filter's text asks of this field.
    /// - Throws: `EngineError` `badFilter` for what the field cannot have.
    func wanted(_ text: String) throws(EngineError) -> RowFields.Value {
        if text.isEmpty, isOptional { return .absent }
        let shown = text.isEmpty ? "nothing" : text.utf8.count <= 80 ? text : text.prefix(60) + "…"
        switch kind {
        case .text: return .text(text)
        case .words(let words):
            guard words.contains(text) else {
                let hint = Spelling.hint(text, among: words)
                throw EngineError(.badFilter, "\(name): \(shown) is none of its words: \(words.joined(separator: ", "))\(hint)")
            }
            return .text(text)
        case .money:
            let parts = text.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2, let amount = Int64(parts[0]), parts[1].utf8.count == 3,
                parts[1].utf8.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") })
            else {
                throw EngineError(
                    .badFilter, "\(name): \(shown) is not an amount in minor units with its currency, such as 1290 EUR")
            }
            return .text("\(amount) \(parts[1])")
        case .number:
            guard let number = Self.number(text) else {
                throw EngineError(.badFilter, "\(name): \(shown) is not a whole number")
            }
            return .number(number)
        case .time:
            guard let moment = Moment(query: text) else {
                throw EngineError(.badFilter, "\(name): \(shown) is not a time such as 2026-03-01T00:00:00Z")
            }
            return .time(moment)
        case .truth:
            guard text == "true" || text == "false" else {
                throw EngineError(.badFilter, "\(name): \(shown) is neither true nor false")
            }
            return .truth(text == "true")
        }
    }

    /// A whole number, however it is written: `7`, `+7`, `007`, `7.00`.
    private static func number(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
        }
        return parts.first.flatMap { Int64($0) }
    }
}

extension Moment {
    /// Reads a time from a query, in which the + of an offset is a space if its sender forgot to encode it.
    package init?(query text: String) {
        if let moment = Moment(text) {
            self = moment
            return
        }
        let offset = text.utf8.suffix(6)
        guard offset.count == 6, offset.first == UInt8(ascii: " ") else { return nil }
        self.init(String(text.dropLast(6)) + "+" + String(text.suffix(5)))
    }
}
