import Dispatch
import Journal
import Ledger
import Logging
import Schema
import Synchronization

/// The writer: one thread that takes what gathered in the inbox, decides it, makes it durable with one sync, and answers.
///
/// Not an actor: nothing may suspend between reading state and committing, and a sync must not block a cooperative thread.
/// While one batch syncs the next gathers, so batches form by themselves, without a timer or an option (*The line*).
final class Writer: Sendable {
    let inbox = Inbox()
    /// What the last batch published.
    let published: Mutex<Published>

    private let log: any EntryLog
    private let store: RowStore
    private let keys: KeyStore
    private let damage: DamageWatch
    private let flusher: Flusher
    private let followers: Followers
    private let configuration: Engine.Configuration
    private let logger: Logger
    private let finished = DispatchSemaphore(value: 0)
    private let isSchemaNoted = Atomic(false)
    /// Handed to the thread at its start, which owns it from then on.
    private let handover: Mutex<Decider?>

    struct Published: Sendable {
        var view: View
        var status: Status
        var metrics: EngineMetrics
    }

    init(
        decider: Decider, status: Status, log: any EntryLog, store: RowStore, keys: KeyStore, followers: Followers,
        configuration: Engine.Configuration, logger: Logger
    ) {
        self.log = log
        self.store = store
        self.keys = keys
        self.followers = followers
        self.configuration = configuration
        self.logger = logger
        flusher = Flusher(store: store, log: log)
        damage = DamageWatch(directory: LedgerDirectory(path: configuration.directory), inbox: inbox)
        let view = Self.view(of: decider, flushed: status.flushed, log: log, store: store, damage: damage)
        published = Mutex(Published(view: view, status: status, metrics: EngineMetrics()))
        handover = Mutex(decider)
    }

    func start() {
        let queue = DispatchQueue(label: "daybook.writer", qos: .userInitiated)
        queue.async { self.run() }
    }

    /// Leaves submissions in the inbox. Never blocks; what cannot be taken is answered at once.
    func take(_ submissions: [Submission], reply: @escaping @Sendable ([Outcome]) -> Void) {
        switch inbox.put(Chunk(submissions: submissions, reply: reply)) {
        case .accepted: return
        case .busy:
            let detail = "\(EngineLimits.commandsWaiting) commands are waiting; try again in a second"
            reply(submissions.map { .problem(SubmissionProblem(id: $0.command.id, code: .busy, detail: detail)) })
        case .closed:
            reply(refusals(of: submissions.map(\.command.id)))
        }
    }

    /// Finishes what is in the inbox, flushes, and ends the thread.
    func stop() {
        inbox.close()
        finished.wait()
        finished.signal()
    }

    // MARK: The loop

    private func run() {
        guard var decider = handover.withLock({ $0.take() }) else { return }
        var flush = FlushProgress(cutAt: published.withLock { $0.status.flushed })
        defer { finished.signal() }
        var lastCommand = monotonicNanoseconds()
        var isClosing = false
        while true {
            let contents = inbox.take(timeoutMilliseconds: timeout(decider, flush, isClosing: isClosing))
            isClosing = contents.isClosing
            let now = monotonicNanoseconds()
            if !contents.chunks.isEmpty { lastCommand = now }
            let isIdle = now - lastCommand >= UInt64(EngineLimits.idleMillisecondsBeforeFlush) * 1_000_000
            do {
                try checkNothingFailed(waiting: contents.chunks)
                if let result = contents.flush { try finish(&flush, result, &decider, waiting: contents.chunks) }
                try write(contents, &decider, &flush)
                let isWanted = contents.isFlushWanted || contents.isClosing
                try flushIfDue(&flush, &decider, isIdle: isIdle, isWanted: isWanted)
                try waitForFlush(&flush, &decider)
            } catch {
                return stop(because: error)
            }
            if contents.isClosing, flush.isDone(at: decider.sequence) { return }
        }
    }

    /// Stops the loop if a reader met damaged bytes; `waiting` are told so.
    private func checkNothingFailed(waiting: [Chunk] = []) throws {
        guard let failure = inbox.failure else { return }
        refuse(waiting, because: failure)
        throw failure
    }

    /// Which flush is under way, and what was cut last. Owned by the writer's thread.
    private struct FlushProgress {
        /// The sequence of the last cut.
        var cutAt: UInt64
        var isRunning = false
        /// A flush was asked for while one was running.
        var isWanted = false

        func isDone(at sequence: UInt64) -> Bool { !isRunning && cutAt == sequence }
    }

    /// How long to wait at the inbox: until the next deadline, or until idleness calls for a flush.
    private func timeout(_ decider: Decider, _ flush: FlushProgress, isClosing: Bool) -> Int? {
        var wait: Int?
        if decider.sequence > flush.cutAt, !flush.isRunning { wait = EngineLimits.idleMillisecondsBeforeFlush }
        if !isClosing, let left = decider.millisecondsToDeadline { wait = min(wait ?? .max, left) }
        return wait
    }

    /// Decides chunks batch by batch, and commits each batch. What is overdue beyond that waits for the next look at the inbox,
    /// which comes at once: so commands never wait for more of it than two batches take.
    private func write(_ contents: InboxContents, _ decider: inout Decider, _ flush: inout FlushProgress) throws {
        var batch = Batch()
        var decided = 0
        do {
            for chunk in contents.chunks {
                decided += 1
                try decide(chunk, into: &batch, &decider, &flush)
                if batch.isFull { try commit(&batch, &decider, &flush) }
            }
            if !contents.isClosing { try decider.tick(into: &batch) }
            try commit(&batch, &decider)
        } catch {
            refuse(batch, because: error)
            refuse(contents.chunks[decided...], because: error)
            throw error
        }
    }

    /// Decides a chunk. Outcomes are in the order of the submissions.
    private func decide(
        _ chunk: Chunk, into batch: inout Batch, _ decider: inout Decider, _ flush: inout FlushProgress
    ) throws {
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(chunk.submissions.count)
        var committed = 0
        do {
            for submission in chunk.submissions {
                var outcome = try decider.decide(submission, into: &batch)
                while outcome == nil {
                    try commit(&batch, &decider)
                    committed = outcomes.count
                    try flushBetween(&flush, &decider)
                    outcome = try decider.decide(submission, into: &batch)
                }
                if let outcome { outcomes.append(outcome) }
            }
        } catch {
            // What a batch before the failed one has taken is in the log, and its sender is told so.
            let rest = chunk.submissions[committed...].map(\.command.id)
            chunk.reply(Array(outcomes.prefix(committed)) + refusals(of: rest, because: error))
            throw error
        }
        batch.replies.append((chunk.reply, outcomes))
    }

    /// Commits a batch when another follows, and flushes if that is due.
    private func commit(_ batch: inout Batch, _ decider: inout Decider, _ flush: inout FlushProgress) throws {
        try commit(&batch, &decider)
        try flushBetween(&flush, &decider)
    }

    /// Flushes if that is due between two batches.
    private func flushBetween(_ flush: inout FlushProgress, _ decider: inout Decider) throws {
        try flushIfDue(&flush, &decider, isIdle: false, isWanted: false)
        try waitForFlush(&flush, &decider)
    }

    /// Before the first entry: a program that knows less must not take this ledger from then on.
    private func noteSchema() throws {
        guard !isSchemaNoted.load(ordering: .relaxed) else { return }
        try LedgerDirectory(path: configuration.directory).noteSchema()
        isSchemaNoted.store(true, ordering: .relaxed)
    }

    /// Makes the batch durable, publishes the state after it, and answers everybody in it.
    private func commit(_ batch: inout Batch, _ decider: inout Decider) throws {
        defer { batch = Batch() }
        guard !batch.entries.isEmpty else { return answer(batch) }
        let decided = monotonicNanoseconds()
        do {
            try checkNothingFailed()
            try noteSchema()
        } catch {
            refuse(batch, because: error)
            throw error
        }
        do {
            try log.append(batch.entries, expecting: decider.sequence - UInt64(batch.entries.count))
        } catch {
            refuse(batch, because: error)
            if Damage(error) != nil { throw error }
            throw EngineError(
                .commitUnknown, "writing to the log failed, and whether the last commands are in it is unknown: \(error)")
        }
        let synced = monotonicNanoseconds()
        try destroyKeys(of: batch)
        let count = UInt64(batch.entries.count)
        let rejected = batch.rejected
        let bytes = batch.bytes
        let view = published.withLock { state in
            state.view = Self.view(of: decider, flushed: state.status.flushed, log: log, store: store, damage: damage)
            state.status.advance(to: decider.sequence, time: decider.time, entries: count, rejected: rejected)
            state.metrics.note(
                entries: count, rejected: rejected, bytes: bytes, decideNanoseconds: decided - batch.startedAt,
                syncNanoseconds: synced - decided)
            return state.view
        }
        logger.trace("committed", metadata: ["commit.count": "\(count)", "commit.bytes": "\(bytes)"])
        answer(batch)
        followers.notify(view.sequence)
    }

    /// Destroys the keys that a batch has given up, now that this is in the log, or notes that they are owed. No flush is cut
    /// before that is done, so the next start, which begins with what came after the last flush, does it again if it was cut short.
    private func destroyKeys(of batch: Batch) throws {
        do {
            for key in batch.destroyedKeys { try keys.giveUp(key, logger) }
        } catch {
            refuse(batch, because: error)
            throw error
        }
    }

    private func answer(_ batch: Batch) {
        for (reply, outcomes) in batch.replies { reply(outcomes) }
    }

    // MARK: Flushing

    private func flushIfDue(_ flush: inout FlushProgress, _ decider: inout Decider, isIdle: Bool, isWanted: Bool) throws {
        flush.isWanted = flush.isWanted || isWanted
        let behind = decider.sequence - flush.cutAt
        guard !flush.isRunning else { return }
        guard behind > 0, flush.isWanted || isIdle || behind >= UInt64(configuration.entriesPerFlush) else {
            flush.isWanted = false
            return
        }
        let contents = decider.cut()
        let status = published.withLock { $0.status }
        let marker = FlushMarker(
            sequence: decider.sequence, time: decider.time.microseconds, entries: status.entries - status.rejected,
            rejected: status.rejected, earliestDeadline: decider.earliestDeadline)
        log.markHead()
        flush = FlushProgress(cutAt: decider.sequence, isRunning: true)
        flusher.start(contents, marker: marker) { [inbox] in inbox.noteFlush($0) }
        publish(decider, flushed: status.flushed)
    }

    /// Takes in the result of a flush. If it failed, `waiting` are told so: nobody else knows of them any more.
    private func finish(
        _ flush: inout FlushProgress, _ result: Result<UInt64, any Error>, _ decider: inout Decider, waiting: [Chunk] = []
    ) throws {
        let sequence: UInt64
        do {
            sequence = try result.get()
        } catch {
            refuse(waiting, because: error)
            throw error
        }
        let flushed = decider.state.tables
        decider.completeFlush()
        flush.isRunning = false
        let before = publish(decider, flushed: sequence)
        flusher.release(flushed, before)
        logger.debug("flushed", metadata: ["flush.sequence": "\(sequence)"])
    }

    /// Bounds memory: the rows in memory may run ahead of the disk only so far.
    private func waitForFlush(_ flush: inout FlushProgress, _ decider: inout Decider) throws {
        while flush.isRunning, decider.sequence - flush.cutAt >= UInt64(configuration.entriesAheadOfFlush) {
            let result = inbox.takeFlush()
            try finish(&flush, result, &decider)
            try flushIfDue(&flush, &decider, isIdle: false, isWanted: false)
        }
    }

    /// Publishes the same state over another flush, and gives the view it replaces.
    @discardableResult
    private func publish(_ decider: Decider, flushed: UInt64) -> View {
        published.withLock { state in
            let before = state.view
            state.status.flushed = flushed
            state.view = Self.view(of: decider, flushed: flushed, log: log, store: store, damage: damage)
            return before
        }
    }

    private static func view(
        of decider: Decider, flushed: UInt64, log: any EntryLog, store: RowStore, damage: DamageWatch
    ) -> View {
        var tables = decider.state.tables
        tables.source = FlushSource(store: store, flush: flushed)
        let time = decider.sequence == 0 ? nil : decider.time
        return View(live: tables, sequence: decider.sequence, time: time, flush: flushed, store: store, log: log, damage: damage)
    }

    // MARK: Failing

    /// Fail-stop: says honestly that the outcome is unknown, to all who wait, and never goes on (*Promises*).
    private func stop(because error: any Error) {
        let failure =
            damage.noted(error) as? EngineError ?? EngineError(.io, "the ledger could not be read: \(error)")
        logger.critical("stopping: \(failure.message)", metadata: ["engine.code": "\(failure.code)"])
        published.withLock { $0.status.isWritable = false }
        inbox.fail(failure)
        refuse(inbox.abort(), because: failure)
        configuration.onFatal(failure)
    }

    private func refuse(_ chunks: some Sequence<Chunk>, because error: any Error) {
        for chunk in chunks { chunk.reply(refusals(of: chunk.submissions.map(\.command.id), because: error)) }
    }

    private func refuse(_ batch: Batch, because error: any Error) {
        for (reply, outcomes) in batch.replies { reply(refusals(of: outcomes.map(\.id), because: error)) }
    }

    /// The answers to commands that came when the writer was about to stop, or had stopped.
    func refusals(of ids: [String]) -> [Outcome] {
        refusals(of: ids, because: inbox.failure)
    }

    /// Damage is met before a batch is written, so it is certain that nothing of it is in the log; after any other error
    /// nobody knows.
    private func refusals(of ids: [String], because error: (any Error)?) -> [Outcome] {
        let failure = error.flatMap { Damage($0) == nil ? nil : damage.noted($0) as? EngineError }
        return ids.map { id in
            if let failure {
                return .problem(
                    SubmissionProblem(id: id, code: .damaged, detail: "\(failure.message); the command was not recorded"))
            }
            return .problem(
                SubmissionProblem(
                    id: id, code: .commitUnknown,
                    detail:
                        "the service is stopping after a failed write; ask again with the same id to learn whether it is recorded"
                ))
        }
    }
}
