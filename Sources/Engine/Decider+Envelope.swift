import Journal
import Ledger
import Schema

extension Decider {
    /// Notes in an entry what its command carries beside its verb. Where it does not say what it belongs to, it belongs to what its
    /// cause belongs to, or else to the trace of its request.
    ///
    /// - Returns: why it cannot be so, if it cannot.
    func carry(_ submission: Submission, into entry: inout Entry, _ batch: Batch) throws -> Rejection? {
        let command = submission.command
        entry.metadata = command.metadata
        entry.correlationID = command.correlationID
        entry.causationID = command.causationID
        entry.traceparent = submission.trace?.text ?? ""
        let origin = try origin(of: command, in: entry.sequence, batch)
        if entry.correlationID.isEmpty { entry.correlationID = origin.correlation }
        if entry.correlationID.isEmpty { entry.correlationID = submission.trace?.traceID ?? "" }
        return origin.conflict
    }

    /// What a command's cause says of it.
    struct Origin {
        /// What the cause belongs to; empty where it does not say so, or is not in the book.
        var correlation = ""
        /// Why it cannot be the cause, if it cannot.
        var conflict: Rejection?
    }

    /// What the cause of a command says of it, in the entry of that sequence.
    func origin(of command: Command, in sequence: UInt64, _ batch: Batch) throws -> Origin {
        let id = command.causationID
        guard !id.isEmpty else { return Origin() }
        func conflict(_ field: String, _ detail: String) -> Origin {
            Origin(conflict: Rejection(.invalidArgument, "\(field): \(detail)", ["field": field]))
        }
        guard !id.hasBytes(of: command.id) else { return conflict("causationId", "nothing is its own cause") }
        let cause: Entry
        if let record = try record(of: id) {
            cause = try decided(record.sequence, in: batch)
        } else if let named = SequenceText.sequence(id) {
            guard named < sequence else {
                return conflict("causationId", "a cause comes before what it causes: \(id) is not before entry \(sequence)")
            }
            cause = try decided(named, in: batch)
        } else {
            // What happened outside of the book.
            return Origin()
        }
        let theirs = cause.correlation(ofCommand: id)
        guard theirs.isEmpty || command.correlationID.isEmpty || command.correlationID.hasBytes(of: theirs) else {
            return conflict(
                "correlationId", "its cause, entry \(cause.sequence), belongs to \(theirs); leave it out, or say the same")
        }
        return Origin(correlation: theirs)
    }

    /// An entry that is in the log, or in the batch that comes next.
    func decided(_ wanted: UInt64, in batch: Batch) throws -> Entry {
        let head = log.head
        return wanted > head ? try Entry.decoded(from: batch.entries[Int(wanted - head) - 1]) : try requiredEntry(wanted, in: log)
    }
}
