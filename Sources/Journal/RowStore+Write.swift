internal import Synchronization

extension RowStore {
    /// A key and its value.
    private struct Pair {
        var key: [UInt8]
        var value: [UInt8]
    }

    /// Writes a flush: records sorted by key, in batches of about 1 MiB, each synced, the marker with the last.
    /// A flush that fits in one batch is one sync. Readers see it only when all of it is on disk.
    ///
    /// - Parameter flush: its marker's sequence is greater than the last one's, its time is not smaller.
    /// - Throws: `io` if a write or sync failed. The store then refuses every later write: open it again.
    /// - Complexity: O(bytes), about bytes / 1 MiB syncs. Source: LEVELDB §2.10.
    public func write(_ flush: Flush) throws(JournalError) {
        try writing.withLock { (state: inout Writing) throws(JournalError) -> Void in
            if let failure = state.failure { throw failure }
            let database = try current()
            checkOrder(flush.marker)
            let generation = state.lastGeneration + 1
            let stamp = VersionStamp(flush: flush.marker.sequence, generation: generation)
            let pairs = try encode(flush, stamp, database)
            do throws(JournalError) {
                try writePairs(pairs, flush.marker, generation, database)
            } catch {
                // LevelDB must not be written again after an error. Source: LEVELDB §2.2, §2.3.
                let failure = JournalError(
                    .io, "the rows up to entry \(flush.marker.sequence) could not be written; start again",
                    cause: error.description)
                state.failure = failure
                throw failure
            }
            state.lastGeneration = generation
            publish(flush)
        }
    }

    private func checkOrder(_ marker: FlushMarker) {
        let last = self.marker
        precondition(
            marker.sequence > last?.sequence ?? 0,
            "a flush at \(marker.sequence) after one at \(last?.sequence ?? 0)")
        precondition(
            marker.time >= last?.time ?? .min, "a flush of time \(marker.time) after one of \(last?.time ?? .min)")
    }

    private func encode(
        _ flush: Flush, _ stamp: VersionStamp, _ database: Database
    ) throws(JournalError) -> [Pair] {
        var pairs: [Pair] = []
        pairs.reserveCapacity(flush.rows.count + flush.index.count + flush.commands.count)
        for record in flush.rows {
            let key = try rowKey(record, stamp, database)
            pairs.append(Pair(key: key, value: RowVersion.encode(record, stamp)))
        }
        for record in flush.index {
            let group = StateKey.index(record.index, record.value, record.id)
            pairs.append(Pair(key: StateKey.version(group, stamp), value: [record.isPresent ? 1 : 0]))
        }
        for (id, record) in flush.commands {
            precondition(record.hash.count == 32, "a command's hash has \(record.hash.count) bytes, not 32")
            precondition(
                record.sequence <= stamp.flush, "command at \(record.sequence) in a flush at \(stamp.flush)")
            var value: [UInt8] = []
            value.appendBE64(record.sequence)
            value += record.hash
            pairs.append(Pair(key: StateKey.command(id), value: value))
        }
        pairs.sort { $0.key.precedes($1.key) }
        return pairs
    }

    /// A first version goes to the entity's own place, unless an abandoned flush left one there: keys are
    /// write-once, and the place then still says "there may be versions", which is all it must say.
    private func rowKey(
        _ record: RowRecord, _ stamp: VersionStamp, _ database: Database
    ) throws(JournalError) -> [UInt8] {
        let group = StateKey.row(record.table, record.id)
        guard record.isNew else { return StateKey.version(group, stamp) }
        let first = StateKey.first(group)
        if !abandoned.isEmpty, try database.contains(first) { return StateKey.version(group, stamp) }
        return first
    }

    private func writePairs(
        _ pairs: [Pair], _ marker: FlushMarker, _ generation: UInt32, _ database: Database
    ) throws(JournalError) {
        var batch = WriteBatch()
        var batches = 0
        for pair in pairs {
            if batch.approximateBytes + pair.key.count + pair.value.count > bytesPerBatch {
                if batches == 0 {
                    var intent: [UInt8] = []
                    intent.appendBE64(marker.sequence)
                    batch.put(StateKey.intent(generation), intent)
                }
                try database.write(batch)
                batch = WriteBatch()
                batches += 1
            }
            batch.put(pair.key, pair.value)
        }
        batch.put(StateKey.marker(marker.sequence), Self.encodeMarker(marker, generation: generation))
        try database.write(batch)
    }

    /// Makes the flush visible: marker and cached rows change in one step.
    private func publish(_ flush: Flush) {
        shared.withLock { shared in
            shared.marker = flush.marker
            for record in flush.rows {
                shared.cache.insert(RowCache.Key(table: record.table, id: record.id), record.row)
            }
        }
    }
}
