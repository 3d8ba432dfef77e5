import Journal
public import Ledger
import Schema

/// A list that is read step by step. Between two steps its reader can let other work go first, or stop.
///
/// Candidates come from where the entity knows them to be, from the most selective index there is, or from the table itself,
/// together with the rows changed since the flush; each is then read and checked: none of these says more than where to look.
public struct RowScan: Sendable {
    private let view: View
    private let query: Query
    private let matches: @Sendable (ShownRow) -> Bool
    private let holder: Holder?
    /// What all rows are found by that the holder is shown, if several keys tell.
    private let ownKeys: [IndexKey]
    /// Nil until the rows of the view are rolled forward.
    private var plan: Plan?
    private var isAtEnd = false

    /// - Parameter query: its limit does not count here.
    /// - Parameter holder: whose rows alone are wanted; nil for all.
    /// - Throws: `EngineError` `badFilter` for a filter that no row could meet.
    public init(_ view: View, _ query: Query, of holder: Holder? = nil) throws(EngineError) {
        self.view = view
        self.holder = holder
        matches = try RowFields.matcher(query.filters, of: query.table)
        ownKeys = holder?.keys(of: query.table) ?? []
        var query = query
        // It says where to look, before what else does.
        if let holder, ownKeys.isEmpty, let column = holder.column(of: query.table) {
            query.filters.insert(.init(column, holder.id), at: 0)
        }
        self.query = query
    }

    private struct Plan {
        let candidates: Candidates
        /// Ids of rows changed since the flush that were not among the candidates yet, ascending.
        var changed: ArraySlice<String>
        /// Ids that are looked at next, ascending.
        var next: ArraySlice<String> = []
        /// The last id that was fetched.
        var after: String?
        var hasFetchedAll = false
    }

    /// Where ids of rows as of the flush are found.
    private enum Candidates {
        case ids([String])
        case indexes([IndexKey])
        case table(Table, prefix: String)
    }

    /// The next rows, in the byte order of their ids: none where those looked at in this step do not match; nil at the end.
    ///
    /// A step looks at `EngineLimits.rowsPerScanStep` rows, or rolls the view forward by as many entries.
    /// - Parameter maxRows: ends the step after so many rows, at least 1.
    /// - Throws: `EngineError` `.damaged` where bytes are not what was written: a list never ends early for that.
    public mutating func next(_ maxRows: Int = .max) throws -> [Row]? { try nextShown(maxRows)?.map(\.row) }

    /// The same as they are shown to the holder.
    public mutating func nextShown(_ maxRows: Int = .max) throws -> [ShownRow]? {
        guard !isAtEnd else { return nil }
        return try view.damage.reading { try step(maxRows) }
    }

    private mutating func step(_ maxRows: Int) throws -> [ShownRow]? {
        guard let tables = try view.rollForward() else { return [] }
        var plan = try plan ?? makePlan(tables)
        // Only one of the two may hold the arrays, or each change would copy them.
        self.plan = nil
        var found: [ShownRow] = []
        if plan.next.isEmpty { try fetch(&plan) }
        for _ in 0..<EngineLimits.rowsPerScanStep {
            guard found.count < maxRows, let id = plan.next.popFirst() else { break }
            let row = try withoutRejections { () throws(DecisionError) in try tables.row(query.table, id) }
            if let row, let shown = try shown(row) { found.append(shown) }
        }
        isAtEnd = plan.hasFetchedAll && plan.next.isEmpty
        if !isAtEnd { self.plan = plan }
        return found
    }

    /// A row that is wanted, as it is shown. Whose it is takes more reading than what the filters ask, but of a row that is shown
    /// in part they may ask no more than that part.
    private func shown(_ row: Row) throws -> ShownRow? {
        guard let holder else { return matching(ShownRow(row)) }
        guard Holder.seesParts(of: query.table) || matches(ShownRow(row)) else { return nil }
        return try view.shown(row, to: holder).flatMap(matching)
    }

    private func matching(_ shown: ShownRow) -> ShownRow? { matches(shown) ? shown : nil }

    private func makePlan(_ tables: Tables) throws -> Plan {
        let candidates = try ownCandidates() ?? candidates(tables)
        let prefix = if case .table(_, let prefix) = candidates { prefix } else { "" }
        let changed = tables.changedIDs(query.table) { id in
            id.utf8.starts(with: prefix.utf8) && (query.after.map { Self.precedes($0, id) } ?? true)
        }
        return Plan(candidates: candidates, changed: changed.sorted(by: Self.precedes)[...], after: query.after)
    }

    /// Where the holder's rows are, if they are all parts of other rows of the holder's.
    private func ownCandidates() throws -> Candidates? {
        guard let holder, let whole = holder.whole(of: query.table), let column = holder.column(of: whole) else { return nil }
        let rows = try view.rows(Query(whole, filters: [.init(column, holder.id)], limit: .max)).rows
        return .ids(rows.flatMap { holder.ids(in: query.table, of: $0) }.sorted(by: Self.precedes))
    }

    private func candidates(_ tables: Tables) throws -> Candidates {
        switch try withoutRejections({ () throws(DecisionError) in try query.place(in: tables) }) {
        case .ids(let ids)?: .ids(ids.sorted(by: Self.precedes))
        case .prefix(let prefix)?: .table(query.table, prefix: prefix)
        case nil where !ownKeys.isEmpty: .indexes(ownKeys)
        case nil: query.indexKey.map { .indexes([$0]) } ?? .table(query.table, prefix: "")
        }
    }

    /// Fetches the next ids: stored ones, and changed ones that come before the last of those.
    private func fetch(_ plan: inout Plan) throws {
        let stored = try storedIDs(plan.candidates, after: plan.after)
        plan.hasFetchedAll = stored.count < EngineLimits.rowsPerScanStep
        let fresh: ArraySlice<String>
        if !plan.hasFetchedAll, let last = stored.last {
            fresh = plan.changed.prefix { id in !Self.precedes(last, id) }
            plan.after = last
        } else {
            fresh = plan.changed
        }
        plan.changed = plan.changed.dropFirst(fresh.count)
        plan.next = Self.merged(stored, fresh)[...]
    }

    private func storedIDs(_ candidates: Candidates, after: String?) throws -> [String] {
        let (store, flush, limit) = (view.store, view.flush, EngineLimits.rowsPerScanStep)
        guard flush > 0 else { return [] }
        switch candidates {
        case .ids(let ids): return Array(ids.drop { id in after.map { !Self.precedes($0, id) } ?? false }.prefix(limit))
        case .indexes(let keys):
            let ids = try keys.map { key in
                try store.ids(index: key.index.rawValue, value: key.value, after: after, at: flush, limit: limit)
            }
            // The first of each are the first of all.
            return ids.dropFirst().reduce(ids.first ?? []) { Array(Self.merged($0, $1[...]).prefix(limit)) }
        case .table(let table, let prefix):
            return try store.rows(table: table.rawValue, prefix: prefix, after: after, at: flush, limit: limit).map(\.id)
        }
    }

    // MARK: Order

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// Both together, ascending, each id once.
    private static func merged(_ left: [String], _ right: ArraySlice<String>) -> [String] {
        guard !right.isEmpty else { return left }
        var ids: [String] = []
        for id in (left + right).sorted(by: precedes) where ids.last.map({ precedes($0, id) }) ?? true { ids.append(id) }
        return ids
    }
}
