import Journal
import Ledger
import Schema

extension Decider {
    /// Deadlines in the index as of the last flush, and how far they go: to `to`, which is not included, or not as far where
    /// they are many.
    func storedDeadlines(
        from: Moment, to: Moment
    ) throws -> (found: [(due: Moment, entity: EntityName)], horizon: Moment) {
        guard let flush = store.marker?.sequence else { return ([], to) }
        var found: [(due: Moment, entity: EntityName)] = []
        var horizon = to
        try store.indexEntries(index: Index.deadline.rawValue, fromValue: from.sortableText, at: flush) { value, entity in
            guard let due = Int64(value, radix: 16), due < to.microseconds else { return false }
            if found.count >= EngineLimits.deadlinesPerRead, let last = found.last, due > last.due.microseconds {
                horizon = Moment(microseconds: due)
                return false
            }
            found.append((Moment(microseconds: due), EntityName(entity)))
            return true
        }
        return (found, horizon)
    }
}
