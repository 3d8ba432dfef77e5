public import Ledger
public import Schema

/// What a list asks for.
public struct Query: Sendable, Equatable {
    /// The table.
    public var table: Table
    /// What fields must have, by their JSON names. Those on fields of one list, such as an order's lines, mean the same
    /// element of it.
    public var filters: [Filter]
    /// Only ids after this one, in byte order: the cursor.
    public var after: String?
    /// How many rows at most.
    public var limit: Int

    public init(_ table: Table, filters: [Filter] = [], after: String? = nil, limit: Int = 50) {
        self.table = table
        self.filters = filters
        self.after = after
        self.limit = limit
    }

    /// A field, a value, and how what the field has must compare with it.
    public struct Filter: Sendable, Equatable {
        public let field: String
        public let value: String
        public let comparison: Comparison

        public init(_ field: String, _ value: String, _ comparison: Comparison = .equal) {
            self.field = field
            self.value = value
            self.comparison = comparison
        }

        /// A filter as the item of a URL's query: `status=PENDING`, `balanceDue!=0`, `balanceDue>=1`, `balanceDue>0`.
        /// - Parameter name: what stands before the first equals sign: `balanceDue>` and, where there is none, `balanceDue>0`.
        public init(name: String, value: String) {
            let mark = name.unicodeScalars.firstIndex { "!<>".unicodeScalars.contains($0) } ?? name.endIndex
            let field = String(name[..<mark])
            let rest = String(name[mark...].unicodeScalars.dropFirst())
            switch (name[mark...].unicodeScalars.first, rest.isEmpty) {
            case ("!", true): self.init(field, value, .notEqual)
            case (">", true): self.init(field, value, .atLeast)
            case ("<", true): self.init(field, value, .atMost)
            case (">", false) where value.isEmpty: self.init(field, rest, .more)
            case ("<", false) where value.isEmpty: self.init(field, rest, .less)
            default: self.init(name, value)
            }
        }
    }

    /// How a row's value must compare with a filter's.
    public enum Comparison: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
    }
}

/// A part of a list.
public struct Page: Sendable {
    /// Rows in id order.
    public let rows: [Row]
    /// The cursor of the next part; nil at the end.
    public let next: String?
}

extension View {
    /// The rows a query asks for, in the byte order of their ids. Takes as long as the list is; `RowScan` reads step by step.
    /// - Throws: `EngineError` `badFilter` for a filter that no row could meet: on a field that is not there, or for a value it
    ///   cannot have; what could not be read.
    public func rows(_ query: Query) throws -> Page {
        var scan = try RowScan(self, query)
        var found: [Row] = []
        let limit = max(0, min(query.limit, .max - 1))
        while let rows = try scan.next(limit - found.count + 1) {
            for row in rows {
                if found.count == limit { return Page(rows: found, next: found.last?.id) }
                found.append(row)
            }
        }
        return Page(rows: found, next: nil)
    }
}

extension Query {
    /// Where the rows are, if one of the filters says so without an index.
    func place(in tables: Tables) throws(DecisionError) -> RowPlace? {
        for filter in filters where filter.comparison == .equal {
            if let place = try table.type.place(where: filter.field, is: filter.value, in: tables) { return place }
        }
        return nil
    }

    /// The value that a field must have, where a filter says that it must have one.
    private func value(of field: String) -> String? {
        filters.first { $0.field == field && $0.comparison == .equal }?.value
    }

    /// The index to look in, if a filter has one; the more selective ones first.
    var indexKey: IndexKey? {
        for (field, index) in table.type.filterIndexes {
            // What is empty need not be in an index.
            guard let wanted = value(of: field), !wanted.isEmpty,
                let value = RowFields.indexValue(of: wanted, field: field, in: table)
            else { continue }
            return IndexKey(index, value)
        }
        return nil
    }
}
