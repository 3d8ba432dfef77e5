/// What opening learns: the last complete flush, and which attempts to ignore.
struct RecoveredState {
    var marker: FlushMarker?
    var lastGeneration: UInt32
    var abandoned: Set<UInt32>
}

extension RowStore {
    static func recover(_ database: Database) throws(JournalError) -> RecoveredState {
        try checkFormat(database)
        var abandoned = try readAbandoned(database)
        let marker = try newestMarker(database)
        let intent = try newestIntent(database)
        let completed = marker?.generation ?? 0
        if intent > completed && !abandoned.contains(intent) {
            var batch = WriteBatch()
            batch.put(StateKey.abandoned(intent), [])
            try database.write(batch)
            abandoned.insert(intent)
        }
        return RecoveredState(
            marker: marker?.marker, lastGeneration: max(intent, completed), abandoned: abandoned)
    }

    /// The format record is the first thing ever written.
    private static func checkFormat(_ database: Database) throws(JournalError) {
        let known = Array(String(formatVersion).utf8)
        if let found = try database.get(StateKey.format) {
            guard found != known else { return }
            throw JournalError(
                .staleState,
                "\(database.path) has format \(String(decoding: found, as: UTF8.self)), this program uses "
                    + "\(formatVersion); delete that folder, it is rebuilt from the log")
        }
        let cursor = database.iterator(fillCache: false)
        try cursor.seekFirst()
        guard !cursor.isValid else {
            throw JournalError(
                .staleState, "\(database.path) has no format record; delete that folder, it is rebuilt from the log")
        }
        var batch = WriteBatch()
        batch.put(StateKey.format, known)
        try database.write(batch)
    }

    private static func readAbandoned(_ database: Database) throws(JournalError) -> Set<UInt32> {
        var result: Set<UInt32> = []
        let cursor = database.iterator(fillCache: false)
        try cursor.seek([StateKind.abandoned])
        while cursor.isValid {
            let generation = cursor.withEntry { key, _ in
                key.byteCount == 5 && key.byte(at: 0) == StateKind.abandoned ? key.be32(at: 1) : nil
            }
            guard let generation else { break }
            result.insert(generation)
            try cursor.next()
        }
        return result
    }

    /// The newest announced generation, 0 if none.
    private static func newestIntent(_ database: Database) throws(JournalError) -> UInt32 {
        let cursor = database.iterator(fillCache: false)
        try cursor.seek([StateKind.intent])
        guard cursor.isValid else { return 0 }
        let generation = cursor.withEntry { key, _ in
            key.byteCount == 5 && key.byte(at: 0) == StateKind.intent ? key.be32(at: 1) : nil
        }
        return generation.map { ~$0 } ?? 0
    }

    private static func newestMarker(
        _ database: Database
    ) throws(JournalError) -> (marker: FlushMarker, generation: UInt32)? {
        let cursor = database.iterator(fillCache: false)
        try cursor.seek([StateKind.marker])
        return try decodeMarker(cursor, database.path)
    }
}
