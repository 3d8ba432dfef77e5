extension LevelDBLog {
    public func entry(_ sequence: UInt64) throws(JournalError) -> [UInt8]? {
        let database = try current()
        guard sequence >= 1, sequence <= head else { return nil }
        guard let entry = try database.get(Self.key(sequence)) else { throw Self.missing(sequence, database) }
        return entry
    }

    public func entries(from sequence: UInt64, limit: Int, bytes: Int) throws(JournalError) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var total = 0
        try scan(from: sequence, through: head) { (_, entry) throws(JournalError) in
            if result.count >= limit || (total + entry.byteCount > bytes && !result.isEmpty) { return false }
            total += entry.byteCount
            result.append(entry.bytes(from: 0))
            return true
        }
        return result
    }

    public func read(
        from: UInt64, through: UInt64, _ body: (_ sequence: UInt64, _ entry: RawSpan) throws -> Bool
    ) throws {
        var failure: (any Error)?
        try scan(from: from, through: through) { (sequence, entry) throws(JournalError) in
            do {
                return try body(sequence, entry)
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    /// Checks every sequence from 1 to the head: present, and with good checksums.
    ///
    /// - Complexity: O(size of the log).
    public func verifyDense() throws(JournalError) {
        try scan(from: 1, through: head) { (_, _) throws(JournalError) in true }
    }

    /// The loop behind every reader: each key must be the one before plus one, up to the last.
    ///
    /// Does not fill the cache: a scan would push out what point reads need. Source: LEVELDB §2.22.
    func scan(
        from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) throws(JournalError) -> Bool
    ) throws(JournalError) {
        let database = try current()
        let last = min(through, head)
        var expected = max(from, 1)
        guard expected <= last else { return }
        let cursor = database.iterator(fillCache: false)
        try cursor.seek(Self.key(expected))
        while true {
            guard cursor.isValid, try Self.sequence(at: cursor, database) == expected else {
                throw Self.missing(expected, database)
            }
            let goesOn = try cursor.withEntry { (_, value) throws(JournalError) in try body(expected, value) }
            guard goesOn, expected < last else { return }
            expected += 1
            try cursor.next()
        }
    }

    static func missing(_ sequence: UInt64, _ database: Database) -> JournalError {
        .damage(isDerived: false, "entry \(sequence) is missing in \(database.path)")
    }

    /// The last sequence. The first must be 1, and every key 8 bytes.
    static func findHead(_ database: Database) throws(JournalError) -> UInt64 {
        let cursor = database.iterator(fillCache: false)
        try cursor.seekFirst()
        guard cursor.isValid else { return 0 }
        let first = try sequence(at: cursor, database)
        guard first == 1 else { throw missing(1, database) }
        try cursor.seekLast()
        guard cursor.isValid else { throw missing(1, database) }
        return try sequence(at: cursor, database)
    }

    /// Entries that the walk back from the head reads in one go.
    private static let entriesPerLeap: UInt64 = 64

    /// Walks back from the head over about `bytes` of entries: each must be the one before.
    static func checkTail(_ database: Database, head: UInt64, bytes: Int) throws(JournalError) {
        let cursor = database.iterator(fillCache: false)
        var left = bytes
        // The last one that is not checked yet. A key on disk may be any number.
        var last = head
        while last > 0, left > 0 {
            // Backwards in leaps that are read forwards, which costs less than entry by entry.
            let start = last - min(last, entriesPerLeap) + 1
            try cursor.seek(key(start))
            for expected in start...last {
                guard cursor.isValid, try sequence(at: cursor, database) == expected else { throw missing(expected, database) }
                left -= cursor.withEntry { key, value in key.byteCount + value.byteCount }
                try cursor.next()
            }
            last = start - 1
        }
    }

    private static func sequence(
        at cursor: borrowing DatabaseIterator, _ database: Database
    ) throws(JournalError) -> UInt64 {
        let sequence = cursor.withEntry { key, _ in key.byteCount == 8 ? key.be64(at: 0) : nil }
        guard let sequence else {
            throw JournalError(
                .corruption, "\(database.path) holds a key that is no sequence: it is not a daybook's log")
        }
        return sequence
    }
}
