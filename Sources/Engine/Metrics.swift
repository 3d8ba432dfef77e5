/// What the writer counts: a plain value, copied out with every batch.
public struct EngineMetrics: Sendable {
    /// Entries committed since the start.
    public private(set) var entries: UInt64 = 0
    /// Rejections among them.
    public private(set) var rejected: UInt64 = 0
    /// Bytes of them.
    public private(set) var bytes: UInt64 = 0
    /// Commits: one synced write each.
    public private(set) var commits: UInt64 = 0
    /// Entries per commit.
    public private(set) var batchEntries = Log2Histogram()
    /// Microseconds to decide and encode a batch.
    public private(set) var decideMicroseconds = Log2Histogram()
    /// Microseconds to write and sync a batch.
    public private(set) var syncMicroseconds = Log2Histogram()

    mutating func note(entries: UInt64, rejected: UInt64, bytes: Int, decideNanoseconds: UInt64, syncNanoseconds: UInt64) {
        self.entries += entries
        self.rejected += rejected
        self.bytes += UInt64(bytes)
        commits += 1
        batchEntries.note(entries)
        decideMicroseconds.note(decideNanoseconds / 1000)
        syncMicroseconds.note(syncNanoseconds / 1000)
    }
}

/// A histogram whose buckets end at powers of two: bucket i counts values below 2^i that are in no earlier one.
public struct Log2Histogram: Sendable {
    /// Counts per bucket; the last takes everything beyond.
    public private(set) var buckets = [UInt64](repeating: 0, count: 32)
    /// How many values.
    public private(set) var count: UInt64 = 0
    /// Their sum.
    public private(set) var sum: UInt64 = 0

    public init() {}

    /// Counts a value.
    public mutating func note(_ value: UInt64) {
        buckets[min(buckets.count - 1, UInt64.bitWidth - value.leadingZeroBitCount)] += 1
        count += 1
        sum &+= value
    }
}
