public import Ledger

/// Where the ledger stands.
public struct Status: Sendable, Equatable {
    /// The last sequence in the log.
    public internal(set) var head: UInt64
    /// The last entry's time; nil when the log is empty.
    public internal(set) var time: Moment?
    /// The last sequence whose rows are on disk.
    public internal(set) var flushed: UInt64
    /// Entries in the log.
    public internal(set) var entries: UInt64
    /// Those of them that are rejections.
    public internal(set) var rejected: UInt64
    /// Whether the machine's clock has jumped ahead and is not believed: timers stand still.
    public internal(set) var isClockJumped = false
    /// Keys of erased persons that could not be destroyed yet: they are tried again until they are.
    public internal(set) var keysOwed = 0
    /// False once a write has failed: the process is stopping.
    public internal(set) var isWritable = true

    mutating func advance(to head: UInt64, time: Moment, entries: UInt64, rejected: UInt64) {
        self.head = head
        self.time = time
        self.entries += entries
        self.rejected += rejected
    }
}
