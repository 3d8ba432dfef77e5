public import Schema

/// Something that is shown every table, whatever its rows are: so no table can be forgotten.
public protocol TableReader {
    /// Is shown one table.
    mutating func read<E: Entity>(_ rows: RowTable<E>) throws
}

/// Something that changes every table.
protocol TableVisitor {
    /// Changes one table.
    mutating func visit<E: Entity>(_ rows: inout RowTable<E>)
}

extension Tables {
    /// How many rows changed since the last flush was cut.
    public var changedCount: Int { count().changed }

    /// How many rows are in the flush in progress.
    public var flushingCount: Int { count().flushing }

    private func count() -> RowCount {
        var count = RowCount()
        // Counting does not fail.
        try? forEach(&count)
        return count
    }

    /// Keeps what the entry in progress changed.
    mutating func commit() {
        var commit = Commit()
        forEach(&commit)
    }

    /// Takes back what the entry in progress changed.
    mutating func rollBack() {
        var rollback = Rollback()
        forEach(&rollback)
    }

    /// Moves all changed rows into a flush.
    public mutating func cut() {
        var cut = Cut()
        forEach(&cut)
    }

    /// Forgets the flushed rows: `source` has them from now on.
    public mutating func completeFlush(source: any RowSource) {
        var completion = Completion()
        forEach(&completion)
        self.source = source
    }

    /// The row of an entity, or nil if it does not exist.
    public func row(_ table: Table, _ id: String) throws(DecisionError) -> Row? {
        func find<E: Entity>(_: E.Type) throws(DecisionError) -> Row? { try E.rows(of: self).find(id, in: source)?.row }
        return try find(table.type)
    }

    /// The version of an entity, 0 if it does not exist.
    public func version(_ table: Table, _ id: String) throws(DecisionError) -> UInt64 {
        func version<E: Entity>(_: E.Type) throws(DecisionError) -> UInt64 {
            try E.rows(of: self).find(id, in: source)?.version ?? 0
        }
        return try version(table.type)
    }
}

private struct RowCount: TableReader {
    var changed = 0
    var flushing = 0

    mutating func read<E: Entity>(_ rows: RowTable<E>) {
        changed += rows.memtable.count
        flushing += rows.immutableMemtable.count
    }
}

private struct Commit: TableVisitor {
    @inline(__always)
    mutating func visit<E: Entity>(_ rows: inout RowTable<E>) { rows.commit() }
}

private struct Rollback: TableVisitor {
    mutating func visit<E: Entity>(_ rows: inout RowTable<E>) { rows.rollBack() }
}

private struct Cut: TableVisitor {
    mutating func visit<E: Entity>(_ rows: inout RowTable<E>) { rows.cut() }
}

private struct Completion: TableVisitor {
    mutating func visit<E: Entity>(_ rows: inout RowTable<E>) { rows.completeFlush() }
}
