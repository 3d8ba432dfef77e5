/// An append-only log of entries: the truth. Sequences are dense, from 1.
///
/// LevelDB is the embedded implementation (``LevelDBLog``); a replicated log would be another. The
/// `expecting` argument is the fence that makes a second writer step down.
public protocol EntryLog: Sendable {
    /// The sequence of the last durable entry, 0 when empty.
    var head: UInt64 { get }

    /// Appends entries `head + 1`, `head + 2`, … as one atomic, synced write.
    ///
    /// - Parameter entries: encoded, oldest first; at least one, each of 1 ... 65,535 bytes.
    /// - Parameter head: the sequence the caller believes to be the last.
    /// - Throws: `fenced` if it is not, and nothing was written; `unknownOutcome` if the write or its sync
    ///   failed: the entries may or may not be there, so stop the process; `corruption` if damage was found before they were
    ///   written, and they are not there. Every later append throws it too.
    /// - Complexity: one `fdatasync`, O(bytes).
    func append(_ entries: [[UInt8]], expecting head: UInt64) throws(JournalError)

    /// The bytes of one entry, or nil if there is none at `sequence`.
    ///
    /// - Throws: `corruption` if there should be one and it is missing or damaged.
    func entry(_ sequence: UInt64) throws(JournalError) -> [UInt8]?

    /// Up to `limit` consecutive entries from `sequence` on, about `bytes` in all, but at least one if
    /// there is one. Empty only past the head.
    ///
    /// - Throws: `corruption` at a gap or a checksum error: never a short answer instead.
    func entries(from sequence: UInt64, limit: Int, bytes: Int) throws(JournalError) -> [[UInt8]]

    /// Shows each entry from ... through (at most the head), in order, until `body` returns false.
    ///
    /// - Throws: `corruption` as above; or what `body` throws.
    func read(
        from: UInt64, through: UInt64, _ body: (_ sequence: UInt64, _ entry: RawSpan) throws -> Bool
    ) throws

    /// A hash over all entries up to a sequence, at most the head (`LogChain`). 32 bytes; two logs that agree in it have the same
    /// entries up to there.
    ///
    /// - Throws: `corruption` as above; `io` if the hash cannot be noted for the next time.
    /// - Parameter afresh: makes it from the entries alone, and not from what was noted when it was asked for last.
    /// - Complexity: O(bytes since the sequence asked for last), also across starts; O(log) for an earlier one, or `afresh`.
    func chainHash(through sequence: UInt64, afresh: Bool) throws(JournalError) -> [UInt8]

    /// Keeps the hash up to the head in memory for the next call of `hash`. Must be called between two appends, by their caller.
    func markHead()

    /// Lets go of the files once running reads end. Everything after it throws `closed`.
    func close()
}

extension EntryLog {
    /// The hash over all entries up to a sequence, from where it was asked for last.
    public func chainHash(through sequence: UInt64) throws(JournalError) -> [UInt8] {
        try chainHash(through: sequence, afresh: false)
    }
}

/// What the log accepts. Source: LEVELDB §3 (tlog-tiles): an entry bundle's lengths are 16 bits.
public enum EntryLimits {
    /// Bytes of one entry.
    public static let entryBytes = 1...65_535
}
