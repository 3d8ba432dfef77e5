import Ledger

/// Every bound of the engine in one place.
public enum EngineLimits {
    /// Tokens whose holders are remembered.
    static let rememberedTokens = 10_000
    /// Entries after which the changed rows are flushed. Start-up and every as-of query roll forward at most about this many.
    public static let entriesPerFlush = 8192
    /// Entries the rows in memory may be ahead of the last flush before the writer waits for the flush in progress.
    public static let entriesAheadOfFlush = 4 * entriesPerFlush
    /// Rows a replay holds in memory before it writes them to its own row store: some hundred megabytes.
    public static let rowsPerReplayFlush = 65_536
    /// Entries after which it writes them anyway, since rows remember which entries touched them.
    public static let entriesPerReplayFlush = 1 << 20
    /// Entries between two looks at whether a replay has to write its rows.
    static let entriesPerReplayCount = 64
    /// Entries of one commit: one write batch, one sync.
    public static let entriesPerBatch = 4096
    /// Bytes of one commit; a batch closes when it goes over.
    public static let bytesPerBatch = 4 << 20
    /// Commands that may wait in the inbox; beyond that the answer is `busy`.
    public static let commandsWaiting = 65_536
    /// Overdue deadlines met in one batch, so that a flood of them does not hold up commands.
    public static let deadlinesPerBatch = 1024
    /// Deadlines read from disk at once.
    public static let deadlinesPerRead = 8192
    /// How far the machine's clock may run ahead of the time that has passed before it is no longer believed, in seconds.
    public static let clockJumpSeconds: Int64 = 86_400
    /// From here on the machine's clock is not believed. Times end with the year 9999 (RFC 3339); the year before that is for what
    /// falls due later than it is decided.
    static let latestClock = Moment(microseconds: 253_370_764_800_000_000)
    /// How often a clock that is not believed is looked at again, in milliseconds.
    static let millisecondsBetweenLooks = 1000
    /// How far ahead deadlines are held in memory, in seconds; later ones wait in the rows.
    public static let deadlineHorizonSeconds: Int64 = 300
    /// The same while times are stated, where a year goes by in seconds.
    public static let deadlineHorizonSecondsInBackfill: Int64 = 7 * 86_400
    /// The longest the writer sleeps while deadlines may come, in milliseconds: so often it looks at the clock.
    static let millisecondsOfIdleness = 60_000
    /// How long the writer is idle before it flushes, in milliseconds.
    public static let idleMillisecondsBeforeFlush = 200
    /// Live followers of the log.
    public static let followers = 256
    /// Rolled-forward past states kept for the next query of the same moment.
    public static let pastViewsKept = 4
    /// Bytes of rolled-forward rows of all past states together, as `RollForward` estimates them: about what is in memory.
    public static let pastRowsBytes = 512 << 20
    /// How long a past state's rows must not have been read before other views may take their memory, in milliseconds.
    public static let millisecondsBeforePastRowsGo = 5000
    /// Rows a scan looks at, or entries it folds, before it can be interrupted.
    public static let rowsPerScanStep = 64
    /// Entries of one trace.
    public static let traceEntries = 1000
    /// Bytes of rows kept decoded-ready by the row store.
    public static let rowCacheBytes = 64 << 20
}
