extension RowStore {
    /// The newest complete flush at or before `sequence`, nil if there is none.
    ///
    /// - Complexity: one seek.
    public func marker(atOrBefore sequence: UInt64) throws(JournalError) -> FlushMarker? {
        let database = try current()
        guard let last = marker else { return nil }
        if sequence >= last.sequence { return last }
        let cursor = database.iterator(fillCache: true)
        return try Self.marker(cursor, atOrBefore: sequence, path)
    }

    /// The newest complete flush whose time is at or before `time` (microseconds since 1970), nil if there is none.
    ///
    /// Times ascend with sequences, so this halves the range of sequences.
    /// - Complexity: at most 64 seeks.
    public func marker(atOrBeforeTime time: Int64) throws(JournalError) -> FlushMarker? {
        let database = try current()
        guard let last = marker else { return nil }
        if time >= last.time { return last }
        let cursor = database.iterator(fillCache: true)
        guard var found = try Self.oldestMarker(cursor, path), found.time <= time else { return nil }
        // Every marker at or before `low` is known to be in time, every one from `high` on is not.
        var low = found.sequence
        var high = last.sequence
        while high - low > 1 {
            let middle = low + (high - low) / 2
            guard let candidate = try Self.marker(cursor, atOrBefore: middle, path) else {
                throw damaged("a flush marker")
            }
            if candidate.time <= time {
                found = candidate
                low = middle
            } else {
                high = candidate.sequence
            }
        }
        return found
    }

    private static func marker(
        _ cursor: borrowing DatabaseIterator, atOrBefore sequence: UInt64, _ path: String
    ) throws(JournalError) -> FlushMarker? {
        try cursor.seek(StateKey.marker(sequence))
        return try decodeMarker(cursor, path)?.marker
    }

    private static func oldestMarker(
        _ cursor: borrowing DatabaseIterator, _ path: String
    ) throws(JournalError) -> FlushMarker? {
        try cursor.seek([StateKind.marker + 1])
        if cursor.isValid { try cursor.previous() } else { try cursor.seekLast() }
        return try decodeMarker(cursor, path)?.marker
    }

    /// The marker under the cursor, nil if there is none there.
    static func decodeMarker(
        _ cursor: borrowing DatabaseIterator, _ path: String
    ) throws(JournalError) -> (marker: FlushMarker, generation: UInt32)? {
        guard cursor.isValid else { return nil }
        return try cursor.withEntry { (key, value) throws(JournalError) in
            guard key.byte(at: 0) == StateKind.marker else { return nil }
            guard key.byteCount == 9, value.byteCount == 36 + Digest.byteCount, let sequence = key.be64(at: 1),
                let generation = value.be32(at: 0), let time = value.be64(at: 4),
                let entries = value.be64(at: 12), let rejected = value.be64(at: 20),
                let deadline = value.be64(at: 28)
            else { throw damaged("a flush marker", path) }
            var marker = FlushMarker(
                sequence: ~sequence, time: Int64(bitPattern: time), entries: entries, rejected: rejected,
                earliestDeadline: Int64(bitPattern: deadline))
            marker.chainHash = value.bytes(from: 36)
            return (marker, generation)
        }
    }

    static func encodeMarker(_ marker: FlushMarker, generation: UInt32) -> [UInt8] {
        var value: [UInt8] = []
        value.appendBE32(generation)
        value.appendBE64(UInt64(bitPattern: marker.time))
        value.appendBE64(marker.entries)
        value.appendBE64(marker.rejected)
        value.appendBE64(UInt64(bitPattern: marker.earliestDeadline))
        precondition(marker.chainHash.count == Digest.byteCount, "a hash over the log of \(marker.chainHash.count) bytes")
        value += marker.chainHash
        return value
    }
}
