import Journal
public import Ledger
public import Schema

/// A row that two states do not share.
public struct Difference: Sendable, Equatable {
    public let table: Table
    public let id: String
    /// The row as the replay has it; nil if it has none.
    public let replayed: Row?
    /// The row as it is stored; nil if there is none.
    public let stored: Row?
}

/// Something beside the rows that two states do not share.
public struct DerivedDifference: Sendable, Equatable {
    /// What is derived from the log beside the rows.
    public enum Kind: String, Sendable {
        /// Where rows are found by something else than their ids.
        case index
        /// Which entry a command id belongs to.
        case command
        /// Which entries touched a row.
        case history
    }

    public let kind: Kind
    /// What it is about: `orderStatus 3 O-1`, the command's id, `order/O-1`.
    public let name: String
    /// What follows from the log, as JSON; nil if nothing does.
    public let replayed: String?
    /// What is stored, as JSON; nil if nothing is.
    public let stored: String?
}

extension Replay {
    /// Compares the replayed rows with stored ones, both in the byte order of their ids, and reports each difference in order.
    ///
    /// - Parameter stored: rows of a table after an id, in order; an empty page is the end.
    public func compare(with stored: @escaping (Table, String?) throws -> [Row], _ report: (Difference) throws -> Void) throws {
        for table in Table.allCases {
            try SideBySide<Row>.walk(
                mine: { try self.rows(table, after: $0?.id) }, theirs: { try stored(table, $0?.id) },
                isBefore: { Self.precedes($0.id, $1.id) },
                body: { left, right in
                    // Texts that differ in their bytes can be equal, so the bytes are compared.
                    guard left?.bytes() != right?.bytes(), let id = left?.id ?? right?.id else { return }
                    try report(Difference(table: table, id: id, replayed: left, stored: right))
                })
        }
    }

    /// Compares what is derived beside the rows, as of the flush that this replay was made for, and reports each difference.
    public func compareDerived(with engine: Engine, _ report: (DerivedDifference) throws -> Void) throws {
        guard let flush = derivedFlush, flush > 0 else { return }
        try flushRows()
        try engine.head.damage.reading {
            try compareIndexes(engine.store, flush, report)
            try compareCommands(engine.store, flush, report)
            try compareHistories(engine.store, flush, report)
        }
    }

    private func compareIndexes(_ stored: RowStore, _ flush: UInt64, _ report: (DerivedDifference) throws -> Void) throws {
        try SideBySide<IndexPlace>.walk(
            mine: { [store] in try store.indexPlaces(after: $0, at: flush, limit: 512) },
            theirs: { try stored.indexPlaces(after: $0, at: flush, limit: 512) },
            isBefore: { left, right in
                if left.index != right.index { return left.index < right.index }
                return left.value.hasBytes(of: right.value)
                    ? Self.precedes(left.id, right.id) : Self.precedes(left.value, right.value)
            },
            body: { left, right in
                guard left != right, let place = left ?? right else { return }
                let index = Index(rawValue: place.index).map { "\($0)" } ?? "\(place.index)"
                let json = "{\"listed\":true}"
                try report(
                    DerivedDifference(
                        kind: .index, name: "\(index) \(place.value) \(place.id)", replayed: left == nil ? nil : json,
                        stored: right == nil ? nil : json))
            })
    }

    private func compareCommands(_ stored: RowStore, _ flush: UInt64, _ report: (DerivedDifference) throws -> Void) throws {
        typealias Command = (id: String, record: CommandRecord)
        func json(_ command: Command?) -> String? {
            command.map { "{\"sequence\":\($0.record.sequence),\"hash\":\"\(Digest.hex($0.record.hash))\"}" }
        }
        try SideBySide<Command>.walk(
            mine: { [store] in try store.commands(after: $0?.id, at: flush, limit: 512) },
            theirs: { try stored.commands(after: $0?.id, at: flush, limit: 512) },
            isBefore: { Self.precedes($0.id, $1.id) },
            body: { left, right in
                guard left?.record != right?.record, let id = left?.id ?? right?.id else { return }
                try report(DerivedDifference(kind: .command, name: id, replayed: json(left), stored: json(right)))
            })
    }

    /// Rows that only one side has are told by `compare`.
    private func compareHistories(_ stored: RowStore, _ flush: UInt64, _ report: (DerivedDifference) throws -> Void) throws {
        for table in Table.allCases {
            var after: String?
            while case let page = try store.rows(table: table.rawValue, after: after, at: flush, limit: 512), let last = page.last {
                for (id, _) in page {
                    let mine = try store.history(table: table.rawValue, id: id, at: flush)
                    let theirs = try stored.history(table: table.rawValue, id: id, at: flush)
                    guard mine != theirs else { continue }
                    try report(
                        DerivedDifference(
                            kind: .history, name: table.entity(id), replayed: "{\"sequences\":\(mine)}",
                            stored: "{\"sequences\":\(theirs)}"))
                }
                after = last.id
            }
        }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

/// Walks over two ordered lists that come in pages, side by side.
private struct SideBySide<Item> {
    private let page: (Item?) throws -> [Item]
    private var items: [Item] = []
    private var next = 0
    private var isAtEnd = false

    private init(_ page: @escaping (Item?) throws -> [Item]) {
        self.page = page
    }

    /// Calls `body` with each item of either list, or with both where neither comes before the other.
    ///
    /// - Parameter mine: items after one, in order; an empty page is the end. So is `theirs`.
    static func walk(
        mine: @escaping (Item?) throws -> [Item], theirs: @escaping (Item?) throws -> [Item],
        isBefore: (Item, Item) -> Bool, body: (Item?, Item?) throws -> Void
    ) throws {
        var mine = SideBySide(mine)
        var theirs = SideBySide(theirs)
        while true {
            let (left, right) = (try mine.peek(), try theirs.peek())
            if left == nil, right == nil { return }
            let leftIsFirst = left.map { left in right.map { isBefore(left, $0) } ?? true } ?? false
            let rightIsFirst = right.map { right in left.map { isBefore(right, $0) } ?? true } ?? false
            try body(rightIsFirst ? nil : left, leftIsFirst ? nil : right)
            if !rightIsFirst { mine.next += 1 }
            if !leftIsFirst { theirs.next += 1 }
        }
    }

    private mutating func peek() throws -> Item? {
        if next < items.count { return items[next] }
        guard !isAtEnd else { return nil }
        items = try page(items.last)
        next = 0
        isAtEnd = items.isEmpty
        return items.first
    }
}
