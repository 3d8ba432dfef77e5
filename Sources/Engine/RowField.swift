import Ledger
import Schema

/// A field of a row: its name, what it can hold, and how its values are read.
struct RowField<R>: Sendable {
    let name: String
    let kind: RowFields.Kind
    /// Whether a row may have nothing there; an empty filter then asks for such rows.
    let isOptional: Bool
    /// The list whose elements have the values, one each, such as `lines`; nil for what is the row's own.
    let list: String?
    /// Whether the row has any number of values that belong to nothing else.
    let isMany: Bool
    /// The values of a row: one, or as many as the list has elements.
    let values: @Sendable (R) -> [RowFields.Value]

    private init(
        _ name: String, _ kind: RowFields.Kind, isOptional: Bool = false, list: String? = nil, isMany: Bool = false,
        values: @escaping @Sendable (R) -> [RowFields.Value]
    ) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
        self.list = list
        self.isMany = isMany
        self.values = values
    }

    /// A text.
    init(_ name: String, _ value: @escaping @Sendable (R) -> String) {
        self.init(name, .text) { [.text(value($0))] }
    }

    /// Texts that belong to nothing else.
    init(many name: String, _ values: @escaping @Sendable (R) -> [String]) {
        self.init(name, .text, isMany: true) { values($0).map { .text($0) } }
    }

    /// A text of every element of a list.
    init(_ name: String, in list: String, _ values: @escaping @Sendable (R) -> [String]) {
        self.init(name, .text, list: list) { values($0).map { .text($0) } }
    }

    /// A whole number; nil where the row has none.
    init(number name: String, isOptional: Bool = false, _ value: @escaping @Sendable (R) -> Int64?) {
        self.init(name, .number, isOptional: isOptional) { [value($0).map { .number($0) } ?? .absent] }
    }

    /// A whole number of every element of a list.
    init(number name: String, in list: String, _ values: @escaping @Sendable (R) -> [Int64]) {
        self.init(name, .number, list: list) { values($0).map { .number($0) } }
    }

    /// How many events moved the row.
    init(version name: String, _ value: @escaping @Sendable (R) -> UInt64) {
        self.init(number: name) { Int64(clamping: value($0)) }
    }

    /// A time; nil where the row has none.
    init(time name: String, _ value: @escaping @Sendable (R) -> Timestamp?) {
        self.init(name, .time, isOptional: true) { [value($0).flatMap { Moment($0) }.map { .time($0) } ?? .absent] }
    }

    /// True or false; nil where the row says neither.
    init(truth name: String, _ value: @escaping @Sendable (R) -> Bool?) {
        self.init(name, .truth, isOptional: true) { [value($0).map { .truth($0) } ?? .absent] }
    }

    /// One of the words of an enumeration.
    init<E: Word>(
        word name: String, isOptional: Bool = false, _ value: @escaping @Sendable (R) -> E
    ) {
        let words = E.allCases.filter { $0.rawValue != 0 }.map(\.label)
        self.init(name, .words(words), isOptional: isOptional) { row in
            let value = value(row)
            // Zero says nothing, and only where nothing may be said.
            if isOptional, value.rawValue == 0 { return [.absent] }
            return [.text(value.label)]
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
struct RowMatcher<R>: Sendable {
    private struct Condition {
        let field: RowField<R>
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
    init(_ filters: [Query.Filter], _ fields: [RowField<R>], of table: Table) throws(EngineError) {
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

    private static func condition(_ filter: Query.Filter, _ field: RowField<R>) throws(EngineError) -> Condition {
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
    func matches(_ row: R) -> Bool {
        own.allSatisfy { $0.isMet(by: $0.field.values(row)) } && lists.allSatisfy { Self.hasElement(row, $0) }
    }

    private static func hasElement(_ row: R, _ conditions: [Condition]) -> Bool {
        let columns = conditions.map { $0.field.values(row) }
        let count = columns.map(\.count).min() ?? 0
        return (0..<count).contains { index in
            conditions.indices.allSatisfy { conditions[$0].isMet(by: columns[$0][index]) }
        }
    }
}
