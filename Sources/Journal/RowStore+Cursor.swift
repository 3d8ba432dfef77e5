// How readers walk over versions. A *group* is the common prefix of all versions of one row or index
// record; it ends in the NUL behind the id.

extension RowStore {
    /// Moves forward from where the cursor is to the newest version in `group` that counts as of `flush`.
    ///
    /// False if there is none: the cursor is then behind the group.
    func settle(
        _ cursor: borrowing DatabaseIterator, _ group: [UInt8], at flush: UInt64
    ) throws(JournalError) -> Bool {
        var hasSought = false
        while isIn(group, cursor) {
            let stamp = try stamp(cursor)
            if stamp.flush <= flush {
                if !abandoned.contains(stamp.generation) { return true }
                try cursor.next()
            } else if hasSought {
                try cursor.next()
            } else {
                try cursor.seek(StateKey.newest(group, at: flush))
                hasSought = true
            }
        }
        return false
    }

    /// Walks over all groups whose keys start with `prefix`, from the first key at or after `start` on: `body` is
    /// called with the cursor at each group's newest version as of `flush`, until it returns false.
    func walk(
        from start: [UInt8], within prefix: [UInt8], at flush: UInt64,
        _ body: (_ group: [UInt8], _ cursor: borrowing DatabaseIterator) throws(JournalError) -> Bool
    ) throws(JournalError) {
        let database = try current()
        let flush = clamp(flush)
        guard flush > 0 else { return }
        let cursor = database.iterator(fillCache: true)
        try cursor.seek(start)
        while isIn(prefix, cursor) {
            let group: [UInt8]? = cursor.withEntry { key, _ in
                let count = key.byteCount - VersionStamp.byteCount
                return count >= max(prefix.count, 3) ? key.extracting(0..<count).bytes(from: 0) : nil
            }
            guard let group, group.last == 0 else { throw damaged("a key") }
            // Without a version that counts, the cursor is behind the group already.
            guard try settle(cursor, group, at: flush) else { continue }
            if try !body(group, cursor) { return }
            // Most groups have one version: try the next key before seeking.
            try cursor.next()
            if isIn(group, cursor) { try cursor.seek(StateKey.behind(group)) }
        }
    }

    /// Whether the cursor is at a key that starts with `prefix`.
    func isIn(_ prefix: [UInt8], _ cursor: borrowing DatabaseIterator) -> Bool {
        cursor.isValid && cursor.withEntry { key, _ in key.starts(with: prefix) }
    }

    /// The stamp of the version under the cursor: from its key, or for a first version from its value.
    func stamp(_ cursor: borrowing DatabaseIterator) throws(JournalError) -> VersionStamp {
        let stamp: VersionStamp? = cursor.withEntry { key, value in
            let offset = key.byteCount - VersionStamp.byteCount
            guard let flush = key.be64(at: offset), let generation = key.be32(at: offset + 8) else { return nil }
            guard flush == .max && generation == .max else {
                return VersionStamp(flush: ~flush, generation: ~generation)
            }
            var start = 0
            return RowVersion.decodeStamp(value, &start)
        }
        guard let stamp else { throw damaged("a key") }
        return stamp
    }

    /// The row of the version under the cursor.
    func rowBytes(_ cursor: borrowing DatabaseIterator) throws(JournalError) -> [UInt8] {
        let row = cursor.withEntry { _, value in
            RowVersion.decode(value).map { value.bytes(from: $0.rowOffset) }
        }
        guard let row else { throw damaged("a row") }
        return row
    }
}
