import Journal
import Ledger
import Logging
import Schema

/// Entries decided and encoded, not yet durable, and who waits for them.
struct Batch {
    /// Encoded entries, contiguous.
    var entries: [[UInt8]] = []
    var bytes = 0
    var rejected: UInt64 = 0
    /// How many overdue deadlines were looked at for it.
    var deadlines = 0
    /// Keys of personal data that it gives up.
    var destroyedKeys: [String] = []
    /// When it was begun, on the clock that never steps.
    let startedAt = monotonicNanoseconds()
    /// One per chunk: who to call, and with what.
    var replies: [(reply: @Sendable ([Outcome]) -> Void, outcomes: [Outcome])] = []

    var isFull: Bool { entries.count >= EngineLimits.entriesPerBatch || bytes >= EngineLimits.bytesPerBatch }
}

/// Turns submissions into entries, one after another. Owned by the writer's thread: everything here is.
struct Decider: Sendable {
    var state: LedgerState
    /// The last sequence decided.
    private(set) var sequence: UInt64
    /// The last entry's time.
    private(set) var time: Moment
    /// Whether the last entry's time was stated: the ledger's clock then stands still until a live command comes, so that an
    /// idle tick in the middle of a backfill does not move it past what the importer still has to say.
    private(set) var isBackfilling: Bool

    let store: RowStore
    let log: any EntryLog
    let keys: KeyStore
    let clock: ClockWatch
    let logger: Logger
    /// Commands since the flush that comes next was cut, and those in the flush in progress.
    private var recent: [CommandID: CommandRecord] = [:]
    private var flushing: [CommandID: CommandRecord] = [:]
    /// Where entries since the flush that comes next was cut are found.
    private var envelopes = EnvelopeIndex()

    init(
        state: LedgerState, sequence: UInt64, time: Moment, isBackfilling: Bool, store: RowStore, log: any EntryLog,
        keys: KeyStore, clock: ClockWatch, logger: Logger
    ) {
        self.state = state
        self.sequence = sequence
        self.time = time
        self.isBackfilling = isBackfilling
        self.store = store
        self.log = log
        self.keys = keys
        self.clock = clock
        self.logger = logger
    }

    // MARK: Commands

    /// Decides a submission into the batch.
    ///
    /// - Returns: nil where more deadlines are due before its stated time than one batch takes: commit it, and ask again.
    /// - Throws: what could not be read; the batch must then not be committed.
    mutating func decide(_ submission: Submission, into batch: inout Batch) throws -> Outcome? {
        do {
            if let problem = try problem(ofTicketOf: submission) { return .problem(problem) }
            let hash = submission.isPersonal ? try keyedHash(of: submission) : submission.hash
            return try decide(submission, hash, into: &batch)
        } catch let problem as KeyProblem {
            return .problem(problem.problem(of: submission.command.id))
        }
    }

    private mutating func decide(_ submission: Submission, _ hash: [UInt8], into batch: inout Batch) throws -> Outcome? {
        let id = submission.command.id
        if let record = try record(of: id) {
            return try repeated(submission, hash, record, in: batch)
        }
        if try isWrong(submission) { return .problem(.wrongPassword(id: id)) }
        if let stream = submission.stream, let problem = try problem(of: stream, id: id) { return .problem(problem) }
        let reading = clock.look()
        if let stated = submission.time, stated <= time || stated > reading.time {
            let bound = stated > reading.time ? "in the future" : "not after the last entry's, \(time)"
            return .problem(SubmissionProblem(id: id, code: .timeNotAfterLast, detail: "time: \(stated) is \(bound)"))
        }
        let moment = EntryMoment(reading, stated: submission.time)
        let overdue = try expireDeadlines(before: moment, into: &batch)
        if overdue == .moreThanABatch, moment.stated != nil { return nil }
        let lapsing = try expire(overdue == .none ? [] : subjects(of: submission), before: moment, into: &batch)

        var entry = Entry()
        begin(&entry, at: moment.time(after: time), moment, actor: submission.actor)
        entry.id = id
        entry.command = submission.name
        if let given = submission.command.occurredAt { entry.occurredAt = given }
        let conflict = submission.hasEnvelope ? try carry(submission, into: &entry, batch) : nil
        let origins = try submission.stream?.commands.map { try origin(of: $0.command, in: entry.sequence, batch) } ?? []
        var bytes = try decide(submission, hash, into: &entry, lapsing: lapsing, reading, conflict, origins)
        if bytes.count > Limits.entryBytes, !lapsing.isEmpty {
            // Both do not fit in one entry: what lapses comes after the command, then.
            state.rollBack()
            bytes = try decide(submission, hash, into: &entry, lapsing: [], reading, conflict, origins)
        }
        if bytes.count > Limits.entryBytes {
            if let stream = submission.stream {
                withdraw()
                return .problem(tooLarge(stream, id: id, bytes: bytes.count))
            }
            refuse(&entry, "the entry would be \(bytes.count) bytes; at most \(Limits.entryBytes): use fewer lines", bytes.count)
            bytes = entry.canonicalBytes(hash: hash)
        }
        batch.destroyedKeys += state.destroyedKeys
        state.commit()
        if submission.hasEnvelope { envelopes.note(entry) }
        add(bytes, isRejected: entry.rejection != nil, hash: hash, id: id, to: &batch)
        for command in entry.commands {
            recent[CommandID(command.id)] = CommandRecord(sequence: sequence, hash: command.commandHash)
        }
        isBackfilling = submission.time != nil
        return .of(entry, for: id, withEvents: submission.wantsEvents, token: submission.token)
    }

    /// Decides a command within its entry, and gives the entry's bytes.
    ///
    /// - Parameter lapsing: whose deadlines are met in the same entry, before the command.
    /// - Parameter conflict: why it is refused whatever its verb says.
    private mutating func decide(
        _ submission: Submission, _ hash: [UInt8], into entry: inout Entry, lapsing: [(due: Moment, entity: EntityName)],
        _ reading: ClockWatch.Reading, _ conflict: Rejection?, _ origins: [Origin]
    ) throws -> [UInt8] {
        for (due, entity) in lapsing {
            guard case .rejected = try lapse(entity, due: due) else { continue }
            // What was to lapse with it is left to entries of its own.
            state.rollBack()
            break
        }
        do throws(DecisionError) {
            if let conflict { throw DecisionError.rejected(conflict) }
            try checkOccurredAt(submission.command, clockTime: reading.time)
            if let stream = submission.stream {
                entry.commands = try decide(stream, origins, reading)
            } else {
                state.credentials = submission.credentials
                try state.decide(submission.command)
            }
            entry.events = state.events
        } catch {
            state.rollBack()
            (entry.events, entry.commands) = ([], [])
            switch error {
            case .rejected(let rejection): entry.rejection = rejection
            case .error(let problem as KeyProblem):
                // Nothing of it is recorded, and the ledger goes on.
                withdraw()
                throw problem
            case .error(let cause): throw cause
            }
        }
        return entry.canonicalBytes(hash: hash)
    }

    func checkOccurredAt(_ command: Command, clockTime: Moment) throws(DecisionError) {
        guard command.occurredAt != nil, let occurred = Moment(command.occurredAt) else { return }
        guard occurred <= clockTime.adding(seconds: Limits.occurredAheadSeconds) else {
            throw DecisionError.invalid("occurredAt", "is more than \(Limits.occurredAheadSeconds) seconds ahead of the clock")
        }
    }

    /// The answer to an id that is in the log: the first receipt, or a problem if it was another command.
    private func repeated(
        _ submission: Submission, _ hash: [UInt8], _ record: CommandRecord, in batch: Batch
    ) throws -> Outcome {
        let id = submission.command.id
        guard record.hash == hash else {
            // Whoever guesses is not told which guess was another one.
            if submission.isWrong { return .problem(.wrongPassword(id: id)) }
            return .problem(.reused(id, record))
        }
        let entry = try decided(record.sequence, in: batch)
        guard !submission.isAnothers(entry.actor ?? Actor()) else { return .problem(.reused(id, record)) }
        return .of(entry, for: id, withEvents: submission.wantsEvents, isRepeated: true)
    }

    func record(of id: String) throws -> CommandRecord? {
        let key = CommandID(id)
        if let found = recent[key] ?? flushing[key] { return found }
        return try store.command(id)
    }

    // MARK: Deadlines

    /// What is left of the deadlines that are due before an entry.
    private enum Overdue {
        case none
        /// The batch has had its share of them.
        case moreThanABatch
        /// No microsecond is left for them before the entry's stated time.
        case withoutRoom
    }

    /// Meets deadlines that are due at the ledger's clock now, when nobody asks. Does nothing in the middle of a backfill.
    mutating func tick(into batch: inout Batch) throws {
        let reading = clock.look()
        guard !isBackfilling else { return }
        _ = try expireDeadlines(before: EntryMoment(reading, stated: nil), into: &batch)
    }

    /// Appends what is due at or before the time of the entry that comes next, as far as the batch has room: those entries take
    /// time, too, and so may make more of it due. In a backfill they get their own due times, before the stated one.
    private mutating func expireDeadlines(before moment: EntryMoment, into batch: inout Batch) throws -> Overdue {
        while let (due, entity) = try takeDeadline(before: moment) {
            guard batch.deadlines < EngineLimits.deadlinesPerBatch, let entryTime = moment.time(of: due, after: time) else {
                state.noteDeadline(due, of: entity)
                return batch.deadlines < EngineLimits.deadlinesPerBatch ? .withoutRoom : .moreThanABatch
            }
            batch.deadlines += 1
            try expire(entity, due: due, at: entryTime, moment, into: &batch)
        }
        return .none
    }

    /// Meets what is due of the entities that a command depends on, however much else is overdue.
    ///
    /// - Returns: those for which there is no time before the command's: they are met within its entry.
    private mutating func expire(
        _ subjects: [EntityName], before moment: EntryMoment, into batch: inout Batch
    ) throws -> [(due: Moment, entity: EntityName)] {
        var lapsing: [(due: Moment, entity: EntityName)] = []
        for entity in subjects {
            let deadline = try withoutRejections { () throws(DecisionError) in try state.deadline(of: entity) }
            guard let due = deadline, due <= moment.time(after: time) else { continue }
            if let entryTime = moment.time(of: due, after: time) {
                try expire(entity, due: due, at: entryTime, moment, into: &batch)
            } else {
                lapsing.append((due, entity))
            }
        }
        return lapsing
    }

    private mutating func takeDeadline(before moment: EntryMoment) throws -> (due: Moment, entity: EntityName)? {
        let time = moment.time(after: time)
        while true {
            if let found = state.takeDeadline(through: time) { return found }
            guard time >= state.deadlineHorizon else { return nil }
            let isBackfill = moment.stated != nil
            let seconds = isBackfill ? EngineLimits.deadlineHorizonSecondsInBackfill : EngineLimits.deadlineHorizonSeconds
            let (stored, horizon) = try storedDeadlines(from: state.deadlineHorizon, to: time.adding(seconds: seconds))
            state.setDeadlineHorizon(horizon, stored: stored)
        }
    }

    /// Appends what a deadline brings. Where nothing comes of it, nothing is appended.
    private mutating func expire(
        _ entity: EntityName, due: Moment, at entryTime: Moment, _ moment: EntryMoment, into batch: inout Batch
    ) throws {
        var entry = Entry()
        begin(&entry, at: entryTime, moment, actor: Timer.actor)
        let version = try withoutRejections { () throws(DecisionError) in try state.version(of: entity) }
        let lapse = try lapse(entity, due: due)
        switch lapse {
        case .nothing: return withdraw()
        case .met(let name): entry.command = name
        case .rejected: entry.command = Timer.refused
        }
        entry.id = Timer.id(entry.command, of: entity, version: version, due: due)
        guard try record(of: entry.id) == nil else {
            // It was rejected before, and is not tried again.
            withdraw()
            return state.passOverDeadline(of: entity)
        }
        entry.events = state.events
        if case .rejected(let rejection) = lapse {
            logger.error(
                "a deadline was refused by a rule, and is not tried again until the entity changes",
                metadata: ["timer.id": "\(entry.id)", "timer.code": "\(rejection.code)", "timer.detail": "\(rejection.detail)"])
            state.rollBack()
            (entry.events, entry.rejection) = ([], rejection)
            state.passOverDeadline(of: entity)
        }
        let hash = Digest.sha256(Array(entry.id.utf8))
        var bytes = entry.canonicalBytes(hash: hash)
        if bytes.count > Limits.entryBytes {
            logger.warning(
                "a deadline was refused: its entry would be too large, and it is not tried again",
                metadata: ["timer.id": "\(entry.id)", "timer.bytes": "\(bytes.count)"])
            refuse(
                &entry, "the entry would be \(bytes.count) bytes; at most \(Limits.entryBytes): end \(entity) in smaller steps",
                bytes.count)
            state.passOverDeadline(of: entity)
            bytes = entry.canonicalBytes(hash: hash)
        }
        state.commit()
        add(bytes, isRejected: entry.rejection != nil, hash: hash, id: entry.id, to: &batch)
    }

    /// What came of a deadline.
    private enum Lapse {
        case nothing
        /// The name of what it brings.
        case met(String)
        /// No rule is meant to refuse one. If one does, that is recorded, and the ledger goes on: it would meet it at every start.
        case rejected(Rejection)
    }

    /// Decides what a deadline brings.
    private mutating func lapse(_ entity: EntityName, due: Moment) throws -> Lapse {
        do {
            return try state.decideDeadline(of: entity, due: due).map(Lapse.met) ?? .nothing
        } catch {
            switch error {
            case .error(let cause): throw cause
            case .rejected(let rejection): return .rejected(rejection)
            }
        }
    }

    // MARK: Entries

    private mutating func begin(_ entry: inout Entry, at entryTime: Moment, _ moment: EntryMoment, actor: Actor) {
        sequence += 1
        previousTime = time
        time = entryTime
        entry.sequence = sequence
        entry.time = entryTime.timestamp
        if let recordedAt = moment.recordedAt { entry.recordedAt = recordedAt.timestamp }
        entry.actor = actor
        state.begin(sequence: sequence, time: entryTime, actor: actor)
    }

    /// The time before the entry being made: restored when it turns out that there is nothing to record.
    private var previousTime = Moment(microseconds: 0)

    /// Takes back an entry of which nothing came.
    private mutating func withdraw() {
        state.rollBack()
        sequence -= 1
        time = previousTime
    }

    /// Makes the entry one that was rejected for its size.
    private mutating func refuse(_ entry: inout Entry, _ detail: String, _ bytes: Int) {
        state.rollBack()
        entry.events = []
        entry.rejection = Rejection(.entryTooLarge, detail, ["bytes": String(bytes), "max": String(Limits.entryBytes)])
    }

    private mutating func add(_ bytes: [UInt8], isRejected: Bool, hash: [UInt8], id: String, to batch: inout Batch) {
        batch.entries.append(bytes)
        batch.bytes += bytes.count
        if isRejected { batch.rejected += 1 }
        recent[CommandID(id)] = CommandRecord(sequence: sequence, hash: hash)
    }

    // MARK: Flushing

    /// Cuts a flush at the present sequence and gives what has to be written.
    mutating func cut() -> FlushContents {
        state.cut()
        flushing = recent
        // The next flush will hold about as many, and a dictionary that grows hashes all ids again.
        recent = Dictionary(minimumCapacity: flushing.count)
        defer { envelopes = EnvelopeIndex() }
        return FlushContents(tables: state.tables, commands: flushing, envelopes: envelopes)
    }

    /// The flush is on disk.
    mutating func completeFlush() {
        state.completeFlush(source: LatestSource(store: store))
        flushing = [:]
    }

    /// Nothing is due before this, in microseconds since 1970.
    var earliestDeadline: Int64 { state.nextDeadline.microseconds }

    /// Milliseconds until the next deadline, or until the clock should be looked at again; nil in the middle of a backfill.
    var millisecondsToDeadline: Int? {
        guard !isBackfilling else { return nil }
        let reading = clock.look()
        let left = (earliestDeadline - EntryMoment(reading, stated: nil).time(after: time).microseconds) / 1000 + 1
        let maxMilliseconds = reading.isBelieved ? EngineLimits.millisecondsOfIdleness : EngineLimits.millisecondsBetweenLooks
        return Int(max(0, min(left, Int64(maxMilliseconds))))
    }

    /// Takes in an entry of the log, at start-up.
    mutating func replay(_ entry: Entry, at time: Moment) throws {
        try withoutRejections { () throws(DecisionError) in try state.apply(entry) }
        recent.note(entry)
        envelopes.note(entry)
        for event in entry.events { if let key = event.destroyedKey { try destroyAgain(key) } }
        sequence = entry.sequence
        self.time = time
        isBackfilling = entry.recordedAt != nil
    }
}
