extension RowStore {
    /// A page of a table as of a flush: ids that start with `prefix` and come after `after`, ascending by bytes.
    ///
    /// - Parameter after: the last id of the page before, nil for the first page.
    /// - Parameter limit: rows at most.
    /// - Complexity: at most two seeks for each entity passed.
    public func rows(
        table: UInt8, prefix: String = "", after: String? = nil, at flush: UInt64, limit: Int
    ) throws(JournalError) -> [(id: String, row: [UInt8])] {
        var result: [(id: String, row: [UInt8])] = []
        guard limit > 0, StateKey.canHold(prefix), after.map({ StateKey.canHold($0) }) ?? true else { return result }
        let within = StateKey.rows(table, prefix: prefix)
        var start = within
        if let after {
            let behind = after.isEmpty ? within : StateKey.behind(StateKey.row(table, after))
            if start.precedes(behind) { start = behind }
        }
        try walk(from: start, within: within, at: flush) { (group, cursor) throws(JournalError) in
            let id = String(decoding: group.dropFirst(2).dropLast(), as: UTF8.self)
            result.append((id, try rowBytes(cursor)))
            return result.count < limit
        }
        return result
    }

    /// A page of the ids listed under `value` as of a flush, after `after`, ascending by bytes.
    public func ids(
        index: UInt8, value: String, after: String? = nil, at flush: UInt64, limit: Int
    ) throws(JournalError) -> [String] {
        var result: [String] = []
        guard limit > 0, StateKey.canHold(value), after.map({ StateKey.canHold($0) }) ?? true else { return result }
        let within = StateKey.index(index, value)
        var start = within
        if let after, !after.isEmpty { start = StateKey.behind(StateKey.index(index, value, after)) }
        try walk(from: start, within: within, at: flush) { (group, cursor) throws(JournalError) in
            guard isPresent(cursor) else { return true }
            result.append(String(decoding: group.dropFirst(within.count).dropLast(), as: UTF8.self))
            return result.count < limit
        }
        return result
    }

    /// Shows all (value, id) of an index as of a flush whose value is `fromValue` or comes after it, ascending by
    /// value and then id, until `body` returns false. For timers: the value is the due time.
    public func indexEntries(
        index: UInt8, fromValue: String = "", at flush: UInt64, _ body: (_ value: String, _ id: String) -> Bool
    ) throws(JournalError) {
        guard StateKey.canHold(fromValue) else { return }
        let within = [StateKind.index, index]
        let start = StateKey.index(index, fromValue)
        try walk(from: start, within: within, at: flush) { (group, cursor) throws(JournalError) in
            guard isPresent(cursor) else { return true }
            let place = try indexPlace(group)
            return body(place.value, place.id)
        }
    }

    func isPresent(_ cursor: borrowing DatabaseIterator) -> Bool {
        cursor.withEntry { _, value in value.byte(at: 0) == 1 }
    }
}
