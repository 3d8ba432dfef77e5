public import Ledger
public import Schema

/// The fields of rows by their JSON names: for filters, CSV and tables. Which, and in which order, the schema says.
public enum RowFields {
    /// The fields' names of a table, the id first.
    public static func names(of table: Table) -> [String] { fields(of: table).map(\.name) }

    /// The values of a row, in the order of `names`. Lists are joined with spaces; what is absent is empty.
    public static func values(of row: Row) -> [String] { values(of: ShownRow(row)) }

    /// The values of a row that is shown: what is not is empty.
    public static func values(of shown: ShownRow) -> [String] {
        let message = shown.row.message
        return fields(of: type(of: message).table).map { field in
            shown.has(field.outer) ? field.values(message).map(\.description).joined(separator: " ") : ""
        }
    }

    /// The fields of a table and what each can hold, in the order of `names`.
    package static func kinds(of table: Table) -> [(name: String, kind: Kind)] { fields(of: table).map { ($0.name, $0.kind) } }

    /// What the schema says of a field; empty where there is none of that name.
    package static func comment(of name: String, in table: Table) -> String {
        fields(of: table).first { $0.name == name }?.comment ?? ""
    }

    /// Whether a row has everything the filters ask for.
    /// - Throws: `EngineError` `badFilter` for filters that make no sense.
    static func matcher(_ filters: [Query.Filter], of table: Table) throws(EngineError)
        -> @Sendable (ShownRow) -> Bool
    {
        let matcher = try RowMatcher(filters, fields(of: table), of: table)
        return { matcher.matches($0) }
    }

    /// What an index holds for a filter's value: words are held as numbers. Nil where no row can have the value.
    static func indexValue(of value: String, field: String, in table: Table) -> String? {
        guard let kind = fields(of: table).first(where: { $0.name == field })?.kind else { return nil }
        guard case .words(let words) = kind else { return value }
        // The words begin behind the one that stands for none.
        return words.firstIndex { $0.hasBytes(of: value) }.map { String($0 + 1) }
    }

    private static let all = Dictionary(
        uniqueKeysWithValues: Table.allCases.map { table in
            let type = table.type
            return (table, type.columns.enumerated().map { RowField($1, at: $0, of: type) })
        })

    private static func fields(of table: Table) -> [RowField] { all[table] ?? [] }

    /// What a field can hold.
    package enum Kind: Sendable, Equatable {
        case text
        case number
        case time
        case truth
        /// An amount in minor units with its currency behind it, `1290 EUR`.
        case money
        /// One of these words.
        case words([String])
    }

    /// One value of a field. Texts are equal if their bytes are: letters that look the same can be written differently.
    enum Value: Sendable, Equatable, CustomStringConvertible {
        case absent
        case text(String)
        case number(Int64)
        case time(Moment)
        case truth(Bool)

        var description: String {
            switch self {
            case .absent: ""
            case .text(let text): text
            case .number(let number): String(number)
            case .time(let time): time.json
            case .truth(let truth): String(truth)
            }
        }

        /// Whether it compares with another value as a filter wants it. Only numbers and times come before or after others, and
        /// what is absent comes nowhere.
        func compares(_ comparison: Query.Comparison, with other: Value) -> Bool {
            switch comparison {
            case .equal: self == other
            case .notEqual: self != other
            case .less: precedes(other)
            case .atMost: precedes(other) || self == other
            case .more: other.precedes(self)
            case .atLeast: other.precedes(self) || self == other
            }
        }

        private func precedes(_ other: Value) -> Bool {
            switch (self, other) {
            case (.number(let left), .number(let right)): left < right
            case (.time(let left), .time(let right)): left < right
            default: false
            }
        }

        static func == (left: Value, right: Value) -> Bool {
            switch (left, right) {
            case (.absent, .absent): true
            case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
            case (.number(let left), .number(let right)): left == right
            case (.time(let left), .time(let right)): left == right
            case (.truth(let left), .truth(let right)): left == right
            default: false
            }
        }
    }
}
