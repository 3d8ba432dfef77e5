internal import Synchronization

extension RowStore {
    /// Writes a flush: records sorted by key, in batches of about 1 MiB, each synced, the marker with the last.
    /// A flush that fits in one batch is one sync. Readers see it only when all of it is on disk.
    ///
    /// - Parameter flush: its marker's sequence is greater than the last one's, its time is not smaller.
    /// - Throws: `io` if a write or sync failed, `damagedState` if LevelDB met a damaged block while it rearranged tables. The
    ///   store then refuses every later write: open it again.
    /// - Complexity: O(bytes), about bytes / 1 MiB syncs. Source: LEVELDB §2.10.
    public func write(_ flush: Flush) throws(JournalError) {
        try writing.withLock { (state: inout Writing) throws(JournalError) -> Void in
            if let failure = state.failure { throw failure }
            let database = try current()
            checkIsNext(flush.marker)
            let generation = state.lastGeneration + 1
            let stamp = VersionStamp(flush: flush.marker.sequence, generation: generation)
            let records = try encode(flush, stamp, database)
            do throws(JournalError) {
                try write(records, flush.marker, generation, database)
            } catch {
                // LevelDB must not be written again after an error. Source: LEVELDB §2.2, §2.3.
                // A compaction that met a damaged block is reported by the writes after it.
                let failure =
                    error.code == .damagedState
                    ? error
                    : JournalError(
                        .io, "the rows up to entry \(flush.marker.sequence) could not be written; start again",
                        cause: error.description)
                state.failure = failure
                throw failure
            }
            state.lastGeneration = generation
            publish(flush)
        }
    }

    private func checkIsNext(_ marker: FlushMarker) {
        let last = self.marker
        precondition(
            marker.sequence > last?.sequence ?? 0,
            "a flush at \(marker.sequence) after one at \(last?.sequence ?? 0)")
        precondition(
            marker.time >= last?.time ?? .min, "a flush of time \(marker.time) after one of \(last?.time ?? .min)")
    }

    private func encode(
        _ flush: Flush, _ stamp: VersionStamp, _ database: Database
    ) throws(JournalError) -> FlushRecords {
        var records = FlushRecords(room: flush.rows.count + flush.index.count + flush.commands.count)
        // Spans lend their elements; a loop over the array would copy each.
        let rows = flush.rows.span
        for place in rows.indices {
            let isFirst = try isFirst(rows[place], database)
            records.add { key in
                StateKey.append(row: rows[place].table, rows[place].id, to: &key)
                if isFirst { StateKey.appendFirst(to: &key) } else { StateKey.append(stamp, to: &key) }
            } value: { value in
                RowVersion.append(rows[place], stamp, to: &value)
            }
        }
        let index = flush.index.span
        for place in index.indices {
            records.add { key in
                StateKey.append(index: index[place].index, index[place].value, index[place].id, to: &key)
                StateKey.append(stamp, to: &key)
            } value: { value in
                value.append(index[place].isPresent ? 1 : 0)
            }
        }
        for (id, record) in flush.commands {
            precondition(record.hash.count == 32, "a command's hash has \(record.hash.count) bytes, not 32")
            precondition(
                record.sequence <= stamp.flush, "command at \(record.sequence) in a flush at \(stamp.flush)")
            records.add { key in
                StateKey.append(command: id, to: &key)
            } value: { value in
                value.appendBE64(record.sequence)
                value += record.hash
            }
        }
        records.sort()
        return records
    }

    /// Whether the row goes to its entity's own place: a first version does, unless an abandoned flush left one there.
    /// Keys are write-once, and the place then still says "there may be versions", which is all it must say.
    private func isFirst(_ record: RowRecord, _ database: Database) throws(JournalError) -> Bool {
        guard record.isNew else { return false }
        if abandoned.isEmpty { return true }
        return try !database.contains(StateKey.first(StateKey.row(record.table, record.id)))
    }

    private func write(
        _ records: FlushRecords, _ marker: FlushMarker, _ generation: UInt32, _ database: Database
    ) throws(JournalError) {
        var batch = WriteBatch()
        var batches = 0
        for place in records.places {
            if batch.approximateBytes + (place.end - place.start) > bytesPerBatch {
                if batches == 0 {
                    var intent: [UInt8] = []
                    intent.appendBE64(marker.sequence)
                    batch.put(StateKey.intent(generation), intent)
                }
                try database.write(batch)
                batch = WriteBatch()
                batches += 1
            }
            records.put(place, into: &batch)
        }
        batch.put(StateKey.marker(marker.sequence), Self.encodeMarker(marker, generation: generation))
        try database.write(batch)
    }

    /// Makes the flush visible: marker and cached rows change in one step.
    private func publish(_ flush: Flush) {
        // Hashed before the lock is taken, which the writer may wait for.
        let rows = flush.rows.span
        var keys: [RowCache.Key] = []
        keys.reserveCapacity(rows.count)
        for place in rows.indices { keys.append(RowCache.Key(table: rows[place].table, id: rows[place].id)) }
        shared.withLock { shared in
            shared.marker = flush.marker
            for place in rows.indices { shared.cache.insert(keys[place], rows[place].row) }
        }
    }
}
