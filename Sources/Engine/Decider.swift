import Journal
import Ledger
import Schema
import SwiftProtobuf

/// Entries decided and encoded, not yet durable, and who waits for them.
struct Batch {
    /// Encoded entries, contiguous.
    var entries: [[UInt8]] = []
    var bytes = 0
    var rejected: UInt64 = 0
    /// One per chunk: who to call, and with what.
    var replies: [(reply: @Sendable ([Outcome]) -> Void, outcomes: [Outcome])] = []

    var isFull: Bool { entries.count >= EngineLimits.entriesPerBatch || bytes >= EngineLimits.bytesPerBatch }
}

/// Turns submissions into entries, one after another. Owned by the writer's thread: everything here is.
struct Decider: Sendable {
    private(set) var book: Book
    /// The last sequence decided.
    private(set) var sequence: UInt64
    /// The last entry's time.
    private(set) var time: Moment
    /// Whether the last entry's time was stated: the ledger's clock then stands still until a live command comes, so that an
    /// idle tick in the middle of a backfill does not move it past what the importer still has to say.
    private(set) var isBackfilling: Bool

    private let store: RowStore
    private let log: any EntryLog
    private let clock: any LedgerClock
    /// Commands since the flush that comes next was cut, and those in the flush in progress.
    private var recent: [String: CommandRecord] = [:]
    private var flushing: [String: CommandRecord] = [:]

    init(
        book: Book, sequence: UInt64, time: Moment, isBackfilling: Bool, store: RowStore, log: any EntryLog, clock: any LedgerClock
    ) {
        self.book = book
        self.sequence = sequence
        self.time = time
        self.isBackfilling = isBackfilling
        self.store = store
        self.log = log
        self.clock = clock
    }

    // MARK: Commands

    /// Decides a chunk into the batch. Outcomes are in the order of the submissions.
    /// - Throws: what could not be read; the batch must then not be committed.
    mutating func decide(_ chunk: Chunk, into batch: inout Batch) throws {
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(chunk.submissions.count)
        for submission in chunk.submissions {
            outcomes.append(try decide(submission, into: &batch))
        }
        batch.replies.append((chunk.reply, outcomes))
    }

    private mutating func decide(_ submission: Submission, into batch: inout Batch) throws -> Outcome {
        let id = submission.command.id
        if let record = try record(of: id) {
            return try repeated(submission, record, in: batch)
        }
        let clockTime = clock.now()
        if let stated = submission.time, stated <= time || stated > clockTime {
            let bound = stated > clockTime ? "in the future" : "not after the last entry's, \(time)"
            return .unrecorded(Unrecorded(id: id, code: .timeNotAfterLast, detail: "time: \(stated) is \(bound)"))
        }
        try expireDeadlines(clockTime: clockTime, stated: submission.time, most: .max, into: &batch)

        var entry = Entry()
        // Why not the clock again: a deadline between two looks at it would be missed.
        let entryTime = submission.time ?? max(clockTime, next(after: time))
        begin(&entry, at: entryTime, clockTime: clockTime, actor: submission.actor)
        entry.id = id
        entry.command = submission.name
        if submission.command.hasOccurredAt { entry.occurredAt = submission.command.occurredAt }
        do {
            try checkOccurredAt(submission.command, clockTime: clockTime)
            try book.decide(submission.command)
            entry.events = book.events
        } catch {
            book.abandon()
            switch error {
            case .rejected(let rejection): entry.rejection = rejection
            case .failed(let cause): throw cause
            }
        }
        var bytes = try entry.canonicalBytes(hash: submission.hash)
        if bytes.count > Limits.entryBytes {
            book.abandon()
            replaceByTooLarge(&entry, bytes: bytes.count)
            bytes = try entry.canonicalBytes(hash: submission.hash)
        }
        book.take()
        add(bytes, isRejected: entry.hasRejection, hash: submission.hash, id: id, to: &batch)
        isBackfilling = submission.time != nil
        return .receipt(receipt(of: entry, withEvents: submission.wantsEvents))
    }

    private func checkOccurredAt(_ command: Command, clockTime: Moment) throws(Refusal) {
        guard command.hasOccurredAt, let occurred = Moment(command.occurredAt) else { return }
        guard occurred <= clockTime.adding(seconds: Limits.occurredAheadSeconds) else {
            throw Refusal.invalid("occurredAt", "is more than \(Limits.occurredAheadSeconds) seconds ahead of the clock")
        }
    }

    /// The answer to an id that is in the book: the first receipt, or a refusal if it was another command.
    private func repeated(_ submission: Submission, _ record: CommandRecord, in batch: Batch) throws -> Outcome {
        let id = submission.command.id
        guard record.hash == submission.hash else {
            return .unrecorded(
                Unrecorded(
                    id: id, code: .idempotencyKeyReused,
                    detail: "entry \(record.sequence) has this id with another command; give every command an id of its own"))
        }
        let firstInBatch = sequence - UInt64(batch.entries.count) + 1
        let entry =
            record.sequence >= firstInBatch
            ? try Entry.decoded(from: batch.entries[Int(record.sequence - firstInBatch)])
            : try requiredEntry(record.sequence, in: log)
        var receipt = receipt(of: entry, withEvents: submission.wantsEvents)
        receipt.replayed = true
        return .receipt(receipt)
    }

    private func record(of id: String) throws -> CommandRecord? {
        if let found = recent[id] ?? flushing[id] { return found }
        return try store.command(id)
    }

    private func receipt(of entry: Entry, withEvents: Bool) -> Receipt {
        var receipt = Receipt()
        receipt.id = entry.id
        receipt.sequence = entry.sequence
        receipt.time = entry.time
        if entry.hasRejection { receipt.rejection = entry.rejection }
        if withEvents { receipt.events = entry.events }
        return receipt
    }

    // MARK: Deadlines

    /// Appends what is due at the ledger's clock now, when nobody asks. Does nothing in the middle of a backfill.
    mutating func tick(into batch: inout Batch) throws {
        guard !isBackfilling else { return }
        try expireDeadlines(clockTime: clock.now(), stated: nil, most: EngineLimits.deadlinesPerBatch, into: &batch)
    }

    /// Appends the expiries due at or before the time of the entry that comes next: those entries take time, too, and so may
    /// make more of them due. In a backfill they get their own due times, before the stated one.
    private mutating func expireDeadlines(clockTime: Moment, stated: Moment?, most: Int, into batch: inout Batch) throws {
        var count = 0
        while count < most, let (due, entity) = try takeDeadline(stated: stated, clockTime: clockTime) {
            let entryTime = max(stated == nil ? clockTime : due, next(after: time))
            if let stated, entryTime >= stated {
                // No room for it before the stated time: the next command meets it.
                return book.noteDeadline(due, of: entity)
            }
            count += 1
            try expire(entity, due: due, at: entryTime, clockTime: clockTime, into: &batch)
        }
    }

    private mutating func takeDeadline(stated: Moment?, clockTime: Moment) throws -> (due: Moment, entity: String)? {
        let time = stated ?? max(clockTime, next(after: time))
        if time >= book.deadlineHorizon {
            let seconds = stated == nil ? EngineLimits.deadlineHorizonSeconds : EngineLimits.deadlineHorizonSecondsInBackfill
            let horizon = time.adding(seconds: seconds)
            book.setDeadlineHorizon(horizon, stored: try storedDeadlines(from: book.deadlineHorizon, to: horizon))
        }
        return book.takeDeadline(through: time)
    }

    /// Deadlines in the index as of the last flush; `to` is not included.
    private func storedDeadlines(from: Moment, to: Moment) throws -> [(due: Moment, entity: String)] {
        guard let flush = store.marker?.sequence else { return [] }
        var found: [(due: Moment, entity: String)] = []
        try store.indexEntries(index: Index.deadline.rawValue, fromValue: from.sortableText, at: flush) { value, entity in
            guard let due = Int64(value, radix: 16), due < to.microseconds else { return false }
            found.append((Moment(microseconds: due), entity))
            return true
        }
        return found
    }

    private mutating func expire(_ entity: String, due: Moment, at entryTime: Moment, clockTime: Moment, into batch: inout Batch)
        throws
    {
        var system = Actor()
        system.kind = .system
        system.name = "timer"
        var entry = Entry()
        begin(&entry, at: entryTime, clockTime: clockTime, actor: system)
        do {
            guard let name = try book.decideDeadline(of: entity, due: due) else {
                book.abandon()
                return giveBack()
            }
            entry.command = name
        } catch {
            book.abandon()
            giveBack()
            switch error {
            case .failed(let cause): throw cause
            case .rejected(let rejection):
                throw EngineError(.damaged, "the deadline of \(entity) was refused: \(rejection.code): \(rejection.detail)")
            }
        }
        entry.id = Timer.id(entry.command, of: entity, due: due)
        entry.events = book.take()
        let hash = Digest.sha256(Array(entry.id.utf8))
        add(try entry.canonicalBytes(hash: hash), isRejected: false, hash: hash, id: entry.id, to: &batch)
    }

    // MARK: Entries

    private mutating func begin(_ entry: inout Entry, at entryTime: Moment, clockTime: Moment, actor: Actor) {
        sequence += 1
        previousTime = time
        time = entryTime
        entry.sequence = sequence
        entry.time = entryTime.timestamp
        if entryTime < clockTime { entry.recordedAt = clockTime.timestamp }
        entry.actor = actor
        book.begin(sequence: sequence, time: entryTime, actor: actor)
    }

    /// The time before the entry being made: restored when it turns out that there is nothing to record.
    private var previousTime = Moment(microseconds: 0)

    private mutating func giveBack() {
        sequence -= 1
        time = previousTime
    }

    private func replaceByTooLarge(_ entry: inout Entry, bytes: Int) {
        entry.events = []
        entry.rejection = Rejection(
            .entryTooLarge, "the entry would be \(bytes) bytes; at most \(Limits.entryBytes): use fewer lines",
            ["bytes": String(bytes), "max": String(Limits.entryBytes)])
    }

    private mutating func add(_ bytes: [UInt8], isRejected: Bool, hash: [UInt8], id: String, to batch: inout Batch) {
        batch.entries.append(bytes)
        batch.bytes += bytes.count
        if isRejected { batch.rejected += 1 }
        recent[id] = CommandRecord(sequence: sequence, hash: hash)
    }

    private func next(after time: Moment) -> Moment {
        Moment(microseconds: time.microseconds + 1)
    }

    // MARK: Flushing

    /// Cuts a flush at the present sequence and gives what has to be written.
    mutating func cut() -> (tables: Tables, commands: [String: CommandRecord]) {
        book.cut()
        flushing = recent
        // Why: the next flush will hold about as many, and a dictionary that grows hashes all ids again.
        recent = Dictionary(minimumCapacity: flushing.count)
        return (book.tables, flushing)
    }

    /// The flush is on disk.
    mutating func completeFlush() {
        book.completeFlush(source: LatestSource(store: store))
        flushing = [:]
    }

    /// Nothing is due before this, in microseconds since 1970.
    var earliestDeadline: Int64 { book.nextDeadline.microseconds }

    /// Takes in an entry of the log, at start-up.
    mutating func replay(_ entry: Entry, at time: Moment) throws {
        try unwrap { () throws(Refusal) in try book.apply(entry) }
        recent[entry.id] = CommandRecord(sequence: entry.sequence, hash: entry.hashBytes)
        sequence = entry.sequence
        self.time = time
        isBackfilling = entry.hasRecordedAt
    }
}
