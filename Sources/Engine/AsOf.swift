import Journal
public import Ledger
import Schema

/// The moment a question is about.
public enum AsOf: Sendable, Equatable {
    /// Now.
    case head
    /// After this entry.
    case sequence(UInt64)
    /// After the last entry at or before this time.
    case time(Moment)
    /// After the entry of the command with this id.
    case receipt(String)
}

extension Engine {
    /// The ledger as of a moment. Cost: a search in the log for a time; the rows are rolled forward when first asked for.
    ///
    /// - Throws: `EngineError` `.outOfRange` for a sequence beyond the head or a receipt that is not in the log; `.damaged`.
    public func view(at asOf: AsOf) throws -> View {
        let live = head
        return try live.damage.reading { try view(at: asOf, live: live) }
    }

    private func view(at asOf: AsOf, live: View) throws -> View {
        switch asOf {
        case .head: return live
        case .sequence(let sequence): return try past(sequence, live: live)
        case .time(let time): return try past(sequence(at: time, live: live), live: live)
        case .receipt(let id):
            guard let sequence = try sequence(ofCommand: id, live: live) else {
                throw EngineError(.outOfRange, "no entry of the book has the id \(id)")
            }
            return try past(sequence, live: live)
        }
    }

    /// The last complete flush at or before a sequence: what is on disk as of then. 0 if there is none.
    public func flushedSequence(atOrBefore sequence: UInt64) throws -> UInt64 {
        try head.damage.reading { try store.marker(atOrBefore: sequence)?.sequence ?? 0 }
    }

    private func past(_ sequence: UInt64, live: View) throws -> View {
        guard sequence <= live.sequence else {
            throw EngineError(.outOfRange, "the book ends at sequence \(live.sequence); there is no \(sequence) yet")
        }
        if sequence == live.sequence { return live }
        if let view = past.view(sequence) { return view }
        let flush = try store.marker(atOrBefore: min(sequence, live.flush))?.sequence ?? 0
        let time = sequence == 0 ? nil : Moment(try requiredEntry(sequence, in: log).time)
        let view = View(past: sequence, time: time, flush: flush, live: live, past)
        past.keep(view)
        return view
    }

    /// The last sequence whose time is at or before `time`: entries' times only ever increase, so this is a binary search.
    private func sequence(at time: Moment, live: View) throws -> UInt64 {
        if let head = live.time, head <= time { return live.sequence }
        var low = try store.marker(atOrBeforeTime: time.microseconds)?.sequence ?? 0
        var high = live.sequence
        if low > high { low = 0 }
        while low < high {
            let middle = low + (high - low + 1) / 2
            guard let entryTime = Moment(try requiredEntry(middle, in: log).time) else {
                throw EngineError(.damaged, "entry \(middle) has no time; restore a backup")
            }
            if entryTime <= time { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Flushed commands are in the index; those since the last flush are looked for in the log.
    private func sequence(ofCommand id: String, live: View) throws -> UInt64? {
        if let record = try store.command(id) { return record.sequence }
        var after = live.flush
        while true {
            let entries = try live.entries(after: after, limit: 1024)
            guard let last = entries.last else { return nil }
            if let found = entries.first(where: { $0.hasCommand(id) }) { return found.sequence }
            after = last.sequence
        }
    }
}
