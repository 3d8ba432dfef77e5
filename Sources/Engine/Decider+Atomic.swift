import Journal
import Ledger
import Schema

extension Decider {
    /// Why an atomic stream cannot be decided at all, if one of its ids is in the book.
    func problem(of stream: AtomicStream, id: String) throws -> SubmissionProblem? {
        for (place, command) in stream.commands.enumerated() {
            guard let record = try record(of: command.command.id) else { continue }
            return SubmissionProblem(
                id: id, code: .idempotencyKeyReused,
                detail:
                    "command \(place + 1): entry \(record.sequence) has the id \(command.command.id); of commands that are decided "
                    + "together none may be in the book")
        }
        return nil
    }

    /// The entities whose deadlines are met before what was submitted.
    mutating func subjects(of submission: Submission) throws -> [EntityName] {
        try withoutRejections { () throws(DecisionError) in
            var subjects: [EntityName] = []
            if let stream = submission.stream {
                for part in stream.commands { subjects += try state.subjects(of: part.command) }
            } else {
                subjects = try state.subjects(of: submission.command)
            }
            let dependents = try state.dependents(of: subjects)
            return subjects + dependents
        }
    }

    func tooLarge(_ stream: AtomicStream, id: String, bytes: Int) -> SubmissionProblem {
        SubmissionProblem(
            id: id, code: .tooLarge,
            detail:
                "the entry of the \(stream.commands.count) commands would be \(bytes) bytes; at most \(Limits.entryBytes): decide "
                + "fewer of them together")
    }

    /// Decides the commands of an atomic stream within one entry. Those that are refused and may be skipped leave no events.
    ///
    /// - Parameter origins: what the commands' causes say of them.
    /// - Throws: `DecisionError.rejected` with the first refusal that may not be skipped, and which command it is of.
    mutating func decide(
        _ stream: AtomicStream, _ origins: [Origin], _ reading: ClockWatch.Reading
    ) throws(DecisionError) -> [BatchedCommand] {
        var decided: [BatchedCommand] = []
        decided.reserveCapacity(stream.commands.count)
        for (place, part) in stream.commands.enumerated() {
            let savepoint = state.savepoint
            let count = state.events.count
            var batched = BatchedCommand(part, try hash(of: part), origins[place])
            do throws(DecisionError) {
                if let conflict = origins[place].conflict { throw DecisionError.rejected(conflict) }
                try checkOccurredAt(part.command, clockTime: reading.time)
                try state.decide(part.command)
                batched.eventCount = UInt32(state.events.count - count)
            } catch {
                guard case .rejected(let rejection) = error else { throw error }
                guard let code = RejectionCode(rawValue: rejection.code), stream.skippable.contains(code) else {
                    throw .rejected(rejection.named(place + 1, of: stream.commands.count, part.command.id))
                }
                state.rollBack(to: savepoint)
                batched.skipped = rejection
            }
            decided.append(batched)
        }
        return decided
    }

    private func hash(of part: Submission) throws(DecisionError) -> [UInt8] {
        guard part.isPersonal else { return part.hash }
        do { return try keyedHash(of: part) } catch { throw .error(error) }
    }
}

extension BatchedCommand {
    fileprivate init(_ part: Submission, _ hash: [UInt8], _ origin: Decider.Origin) {
        self.init()
        id = part.command.id
        command = part.name
        occurredAt = part.command.occurredAt
        metadata = part.command.metadata
        correlationID = part.command.correlationID.isEmpty ? origin.correlation : part.command.correlationID
        causationID = part.command.causationID
        commandHash = hash
    }
}

extension Rejection {
    /// The same, saying which command of several was refused.
    fileprivate func named(_ place: Int, of count: Int, _ id: String) -> Rejection {
        var named = self
        named.detail = "command \(place) of \(count), \(id): \(detail)"
        named.params["index"] = String(place)
        named.params["id"] = id
        return named
    }
}
