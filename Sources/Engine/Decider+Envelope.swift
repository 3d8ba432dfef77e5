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
        let (inherited, conflict) = try origin(of: command, in: entry.sequence, batch)
        if entry.correlationID.isEmpty { entry.correlationID = inherited }
        if entry.correlationID.isEmpty { entry.correlationID = submission.trace?.traceID ?? "" }
        return conflict
    }

    /// What the cause of a command belongs to, and why it cannot be its cause, if it cannot.
    func origin(of command: Command, in sequence: UInt64, _ batch: Batch) throws -> (correlation: String, conflict: Rejection?) {
        let id = command.causationID
        guard !id.isEmpty else { return ("", nil) }
        func conflict(_ field: String, _ detail: String) -> (String, Rejection?) {
            ("", Rejection(.invalidArgument, "\(field): \(detail)", ["field": field]))
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
            return ("", nil)
        }
        let theirs = cause.correlation(ofCommand: id)
        guard theirs.isEmpty || command.correlationID.isEmpty || command.correlationID.hasBytes(of: theirs) else {
            return conflict(
                "correlationId", "its cause, entry \(cause.sequence), belongs to \(theirs); leave it out, or say the same")
        }
        return (theirs, nil)
    }

    /// An entry that is in the log, or in the batch that comes next.
    func decided(_ wanted: UInt64, in batch: Batch) throws -> Entry {
        let head = log.head
        return wanted > head ? try Entry.decoded(from: batch.entries[Int(wanted - head) - 1]) : try requiredEntry(wanted, in: log)
    }
}
