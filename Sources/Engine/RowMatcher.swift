import Ledger
import Schema

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
            // One row, or one element of a list, has one value there, so two equal filters could never both hold. Several values
            // that it must not have can.
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
        let compares = filter.comparison != .equal && filter.comparison != .notEqual
        // Said before the value is read: what is wrong with that does not help where no value would do.
        guard !compares || field.kind == .number || field.kind == .time else {
            throw EngineError(.badFilter, "\(field.name): \(filter.comparison.rawValue) is for numbers and times; use = or !=")
        }
        let wanted = try field.wanted(filter.value)
        guard !compares || wanted != .absent else {
            throw EngineError(.badFilter, "\(field.name): \(filter.comparison.rawValue) needs a value to compare with")
        }
        return Condition(field: field, comparison: filter.comparison, wanted: wanted)
    }

    /// Whether a row is what is asked for. All conditions on a list's fields mean the same element, but what must not be equal is
    /// so of none. No filter on what is not shown finds a row that is shown in part.
    func matches(_ shown: ShownRow) -> Bool {
        let row = shown.row.message
        if shown.isPart, !(own + lists.joined()).allSatisfy({ shown.has($0.field.outer) }) { return false }
        return own.allSatisfy { $0.isMet(by: $0.field.values(row)) } && lists.allSatisfy { Self.hasElement(row, $0) }
    }

    private static func hasElement(_ row: any Entity, _ conditions: [Condition]) -> Bool {
        let columns = conditions.map { $0.field.values(row) }
        let count = columns.map(\.count).min() ?? 0
        return (0..<count).contains { index in
            conditions.indices.allSatisfy { conditions[$0].isMet(by: columns[$0][index]) }
        }
    }
}
