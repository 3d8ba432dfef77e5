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
        comment = field.comment.description
        list = if column.element != nil, case .list = outer.presence { "\(outer.name)" } else { nil }
        isMany = if column.element == nil, case .list = field.presence { true } else { false }
        // What lies in a message that may be missing may be missing, too.
        let isNested = column.element != nil && list == nil
        switch field.kind {
        case .number:
            // A number of the row's own that was never said is 0.
            (kind, isOptional) = (.number, isNested)
        case .time: (kind, isOptional) = (.time, true)
        case .truth: (kind, isOptional) = (.truth, true)
        case .words(let words): (kind, isOptional) = (.words(Array(words.texts.dropFirst())), column.isOptional)
        case .text, .bytes, .message, .map: (kind, isOptional) = (.text, isNested)
        }
        none = if case .words(let words) = field.kind { words.texts.first ?? "" } else { "" }
    }

    /// The values of a row: one, or as many as the list has elements.
    func values(_ row: any Entity) -> [RowFields.Value] {
        let values = row.values(ofColumn: place).map { $0.map(value) ?? .absent }
        guard values.isEmpty, !isMany, list == nil else { return values }
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
        case .message(let message as Money): return .text("\(message.amount) \(message.currency)")
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

/// What the filters of a query ask of a row.
struct RowMatcher: Sendable {
    private struct Condition {
        let field: RowField
        let comparison: Query.Comparison
        let wanted: RowFields.Value

        func isMet(by value: RowFields.Value) -> Bool { value.compares(comparison, with: wanted) }

        /// Of the values of a row one must be as wanted, and none as it must not be.
        func isMet(by values: [RowFields.Value]) -> Bool {
            comparison == .notEqual ? values.allSatisfy(isMet) : values.contains(where: isMet)
        }
    }

    /// On fields that are the row's own, and what no element of a list may have.
    private let own: [Condition]
    /// By list: the conditions that one element of it must meet.
    private let lists: [[Condition]]

    /// - Throws: `EngineError` `badFilter` for a field that is not there, is given twice, or cannot have the value.
    init(_ filters: [Query.Filter], _ fields: [RowField], of table: Table) throws(EngineError) {
        var own: [Condition] = []
        var lists: [String: [Condition]] = [:]
        var seen: Set<String> = []
        for filter in filters {
            guard let field = fields.first(where: { $0.name == filter.field }) else {
                let known = fields.map(\.name)
                let hint = Spelling.hint(filter.field, among: known)
                let name = "\(filter.field.prefix(60)) is no field of \(table.collection)"
                throw EngineError(.badFilter, "\(name); known are \(known.joined(separator: ", "))\(hint)")
            }
            // Why refused: one row, or one element of a list, has one value there, so that nothing could ever be found. Several
            // values that it must not have are something else.
            let name = field.name + (filter.comparison == .equal ? "" : filter.comparison.rawValue)
            guard field.isMany || filter.comparison == .notEqual || seen.insert(name).inserted else {
                throw EngineError(.badFilter, "\(name) is given twice; give it once")
            }
            let condition = try Self.condition(filter, field)
            if let list = field.list, filter.comparison != .notEqual {
                lists[list, default: []].append(condition)
            } else {
                own.append(condition)
            }
        }
        self.own = own
        self.lists = Array(lists.values)
    }

    private static func condition(_ filter: Query.Filter, _ field: RowField) throws(EngineError) -> Condition {
        let wanted = try field.wanted(filter.value)
        switch filter.comparison {
        case .equal, .notEqual: break
        case .less, .atMost, .more, .atLeast:
            guard field.kind == .number || field.kind == .time else {
                throw EngineError(.badFilter, "\(field.name): \(filter.comparison.rawValue) is for numbers and times; use = or !=")
            }
            guard wanted != .absent else {
                throw EngineError(.badFilter, "\(field.name): \(filter.comparison.rawValue) needs a value to compare with")
            }
        }
        return Condition(field: field, comparison: filter.comparison, wanted: wanted)
    }

    /// Whether a row is what is asked for. All conditions on a list's fields mean the same element, but what must not be equal is
    /// so of none.
    func matches(_ row: any Entity) -> Bool {
        own.allSatisfy { $0.isMet(by: $0.field.values(row)) } && lists.allSatisfy { Self.hasElement(row, $0) }
    }

    private static func hasElement(_ row: any Entity, _ conditions: [Condition]) -> Bool {
        let columns = conditions.map { $0.field.values(row) }
        let count = columns.map(\.count).min() ?? 0
        return (0..<count).contains { index in
            conditions.indices.allSatisfy { conditions[$0].isMet(by: columns[$0][index]) }
        }
    }
}
