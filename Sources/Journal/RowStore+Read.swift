internal import Synchronization

extension RowStore {
    /// The newest row as of the last complete flush, nil if there is none. Cached.
    ///
    /// - Complexity: a get if absent (mostly answered by the bloom filter), else a get and a seek.
    public func latest(table: UInt8, id: String) throws(JournalError) -> [UInt8]? {
        guard StateKey.canHold(id: id) else { return nil }
        let key = RowCache.Key(table: table, id: id)
        let database = try current()
        let (cached, marker) = shared.withLock { ($0.cache.row(key), $0.marker) }
        if let cached { return cached }
        guard let marker else { return nil }
        guard let row = try stored(table, id, at: marker.sequence, database) else { return nil }
        shared.withLock { shared in
            // A flush may have come in between: its row is newer than the one just read.
            if shared.marker == marker { shared.cache.insert(key, row) }
        }
        return row
    }

    /// The row as of a flush: its newest version at or before it, nil if there is none. Not cached.
    public func row(table: UInt8, id: String, at flush: UInt64) throws(JournalError) -> [UInt8]? {
        guard StateKey.canHold(id: id) else { return nil }
        return try stored(table, id, at: flush, current())
    }

    /// All sequences up to a flush that touched the entity, ascending.
    ///
    /// - Complexity: one seek, O(versions).
    public func history(table: UInt8, id: String, at flush: UInt64) throws(JournalError) -> [UInt64] {
        try touched(table: table, id: id, after: 0, through: clamp(flush))
    }

    /// The sequences in (after, through] that touched the entity, ascending, also those stored by flushes later than
    /// `through`. To be folded over the row as of `after`.
    ///
    /// - Complexity: one seek, O(versions in the range).
    public func touched(
        table: UInt8, id: String, after: UInt64, through: UInt64
    ) throws(JournalError) -> [UInt64] {
        guard StateKey.canHold(id: id) else { return [] }
        let database = try current()
        let last = clamp(.max)
        guard through > after, last > after else { return [] }
        let group = StateKey.row(table, id)
        guard try database.contains(StateKey.first(group)) else { return [] }
        let cursor = database.iterator(fillCache: true)
        try seekOldest(cursor, group, after: through)
        var chunks: [[UInt64]] = []
        while cursor.isValid {
            let version = try rowVersion(cursor, group)
            guard let version else { break }
            if version.stamp.flush <= last && !abandoned.contains(version.stamp.generation) {
                if version.stamp.flush <= after { break }
                chunks.append(version.touched.filter { $0 > after && $0 <= through })
            }
            try cursor.next()
        }
        let result = chunks.reversed().flatMap { $0 }
        for (earlier, later) in zip(result, result.dropFirst()) where earlier >= later {
            throw damaged("the history of \(id)")
        }
        return result
    }

    /// Where a command id was used, nil if it was not, as of the last complete flush.
    public func command(_ id: String) throws(JournalError) -> CommandRecord? {
        guard StateKey.canHold(id) else { return nil }
        let database = try current()
        guard let marker, let value = try database.get(StateKey.command(id)) else { return nil }
        let record = try unsafe commandRecord(id, value.span.bytes)
        // Left by a flush that never ended: it will be written again, the same.
        return record.sequence <= marker.sequence ? record : nil
    }

    /// A flush that readers may see: never beyond the last complete one.
    func clamp(_ flush: UInt64) -> UInt64 { min(flush, marker?.sequence ?? 0) }

    private func stored(
        _ table: UInt8, _ id: String, at flush: UInt64, _ database: Database
    ) throws(JournalError) -> [UInt8]? {
        let flush = clamp(flush)
        let group = StateKey.row(table, id)
        guard flush > 0, try database.contains(StateKey.first(group)) else { return nil }
        let cursor = database.iterator(fillCache: true)
        try cursor.seek(StateKey.newest(group, at: flush))
        return try settle(cursor, group, at: flush) ? rowBytes(cursor) : nil
    }

    /// Moves to the oldest version of the entity that is newer than `flush`, or if there is none, to the newest one
    /// at or before it.
    private func seekOldest(
        _ cursor: borrowing DatabaseIterator, _ group: [UInt8], after flush: UInt64
    ) throws(JournalError) {
        try cursor.seek(StateKey.newest(group, at: flush))
        // Backwards, past versions of abandoned flushes, to one that counts.
        while cursor.isValid {
            try cursor.previous()
            guard cursor.isValid else { return try cursor.seek(group) }
            guard cursor.withEntry({ key, _ in key.starts(with: group) }) else { return try cursor.next() }
            let stamp = try stamp(cursor)
            if stamp.flush > flush && !abandoned.contains(stamp.generation) { return }
        }
        // Past the last key of the database: the entity's versions, if any, are all newer.
        try cursor.seek(group)
    }

    /// The row version under the cursor, nil if it is another entity's.
    private func rowVersion(
        _ cursor: borrowing DatabaseIterator, _ group: [UInt8]
    ) throws(JournalError) -> RowVersion? {
        let stamp = try isIn(group, cursor) ? stamp(cursor) : nil
        guard let stamp else { return nil }
        guard let version = cursor.withEntry({ _, value in RowVersion.decode(value) }), version.stamp == stamp
        else { throw damaged("a row") }
        return version
    }
}
