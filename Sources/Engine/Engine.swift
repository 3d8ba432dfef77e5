import Glibc
public import Journal
import Ledger
public import Logging
import Schema
import Synchronization

/// A ledger: the log, the rows derived from it, and the one writer that may change them.
public final class Engine: Sendable {
    /// How a ledger is opened.
    public struct Configuration: Sendable {
        /// The data directory (*Storage*).
        public var directory: String
        /// Whether a missing ledger is made.
        public var createIfMissing: Bool
        /// Entries after which the changed rows are flushed.
        public var entriesPerFlush = EngineLimits.entriesPerFlush
        /// Entries the rows in memory may be ahead of the last flush before the writer waits for the flush in progress.
        public var entriesAheadOfFlush = EngineLimits.entriesAheadOfFlush
        /// Bytes of rolled-forward rows of all past states together.
        public var pastRowsBytes = EngineLimits.pastRowsBytes
        /// How long such rows must not have been read before other views may take their memory, in milliseconds.
        public var millisecondsBeforePastRowsGo = EngineLimits.millisecondsBeforePastRowsGo
        /// Where the master key of personal data comes from.
        public var masterKey = MasterKeySource.file
        /// Where random bytes of keys come from; replaced by tests that record what they make.
        public var entropy = KeyStore.random
        /// What a password's hash costs.
        public var passwordCost = PasswordHash.Cost()
        /// The clock entries are stamped with.
        public var clock: any LedgerClock = SystemClock()
        /// Asked between two batches of entries while the ledger opens, which takes long if rows are rebuilt: whether to stop
        /// opening it.
        public var isStopWanted: @Sendable () -> Bool = { false }
        /// A replacement of LevelDB's environment, for tests of failing disks.
        public var environment: FaultEnv?
        /// Called when a write or read failed and the waiters have their answers. The process must not go on: the default
        /// exits with status 70 after a moment in which those answers can leave (*Promises*).
        public var onFatal: @Sendable (EngineError) -> Void = { _ in
            usleep(200_000)
            exit(70)
        }

        public init(directory: String, createIfMissing: Bool = false) {
            self.directory = directory
            self.createIfMissing = createIfMissing
        }
    }

    /// The ledger's id, 32 lower-case hex digits, made at random when it was first served; nil if it never was.
    public let ledgerID: String?

    let store: RowStore
    let log: any EntryLog
    /// The keys of personal data.
    let keys: KeyStore
    private let lock: DirectoryLock
    private let writer: Writer
    private let desk: PasswordDesk
    let clock: ClockWatch
    /// Whose tokens are.
    let holders = TokenHolders()
    private let followers = Followers()
    /// The rows of past moments that are in memory.
    let past: PastRows

    private init(_ started: Recovery.Started, clock: ClockWatch, configuration: Configuration, logger: Logger) {
        lock = started.lock
        log = started.log
        store = started.store
        keys = started.keys
        ledgerID = started.ledgerID
        self.clock = clock
        past = PastRows(limit: configuration.pastRowsBytes, quietMilliseconds: configuration.millisecondsBeforePastRowsGo)
        writer = Writer(
            decider: started.recovered.decider, status: started.recovered.status, log: log, store: store, keys: keys,
            followers: followers,
            configuration: configuration, logger: logger)
        desk = PasswordDesk(keys: keys, cost: configuration.passwordCost, entropy: configuration.entropy) { [writer] in
            writer.published.withLock { $0.view }
        } now: {
            clock.look().time
        } submit: { [writer] submissions, reply in
            writer.take(submissions, reply: reply)
        }
    }

    /// Opens a ledger: takes its lock, loads the rows of the last flush, and rolls the log forward from there. Rows that are
    /// damaged, or not of this log, are thrown away and made anew from the log.
    ///
    /// - Throws: `JournalError` for what is wrong with the directory or its files; `EngineError` `.damaged` where the log
    ///   does not agree with itself, or ends before the rows do; `.outOfRange` for a clock that shows no time an entry can have;
    ///   `.closed` where a stop is wanted before it is open.
    public static func open(_ configuration: Configuration, logger: Logger) throws -> Engine {
        let clock = try ClockWatch(configuration.clock, logger: logger)
        let started = try Recovery.start(configuration, clock: clock, logger: logger)
        let engine = Engine(started, clock: clock, configuration: configuration, logger: logger)
        engine.writer.start()
        return engine
    }

    /// Sends commands to the writer. Never blocks; `reply` is called once, with one outcome per submission in their order.
    ///
    /// The reply comes from the writer's thread and must not hold it up. Receipts are durable when it comes.
    public func submit(_ submissions: [Submission], reply: @escaping @Sendable ([Outcome]) -> Void) {
        // Who submits nothing waits for the answers to all that was submitted before.
        if submissions.isEmpty { return desk.whenIdle { [writer] in writer.take([], reply: reply) } }
        // What says a password is prepared first, with all that came with it, so that its order is kept.
        guard !submissions.sayPassword else { return desk.take(submissions, reply: reply) }
        writer.take(submissions, reply: reply)
    }

    /// The ledger now: the state after the last whole batch.
    public var head: View {
        writer.published.withLock { $0.view }
    }

    /// Where the ledger stands.
    public var status: Status {
        var status = writer.published.withLock { $0.status }
        status.isClockJumped = !clock.look().isBelieved
        status.keysOwed = keys.owed
        return status
    }

    /// Believes the machine's clock as it is now, after it jumped ahead (`Status.isClockJumped`): timers go on with it at
    /// once. Does nothing while it is believed anyway.
    /// - Throws: `EngineError` `.outOfRange` for a clock that shows no time an entry can have.
    public func acceptClock() throws(EngineError) {
        try clock.accept()
        writer.inbox.wake()
    }

    /// What the writer has counted since the start.
    public var metrics: EngineMetrics {
        writer.published.withLock { $0.metrics }
    }

    /// Calls `notify` with the new head after every commit, on the writer's thread: it must not hold it up.
    /// - Throws: `EngineError` `.busy` beyond `EngineLimits.followers`.
    public func follow(_ notify: @escaping @Sendable (UInt64) -> Void) throws -> Follower {
        try followers.add(notify)
    }

    /// Asks for the changed rows to be written to disk soon.
    public func flush() {
        writer.inbox.wantFlush()
    }

    /// Finishes what was submitted, flushes and closes the files. Submissions after this are answered `commit_unknown`.
    public func close() {
        writer.stop()
        keys.close()
        past.keepNone()
        log.close()
        store.close()
        lock.release()
    }
}
