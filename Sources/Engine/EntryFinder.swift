import Journal
public import Ledger
import Schema

/// Finds the entries of a view by what they belong to, by what caused them, and by the ids of their commands.
///
/// What is flushed is in the indexes. The entries since then, some thousands at most, are looked at once, step by step, before
/// anything is asked.
public struct EntryFinder: Sendable {
    private let view: View
    /// The last entry that was looked at.
    private var reached: UInt64
    private var places: [IndexKey: [UInt64]] = [:]
    private var commands: [CommandID: CommandRecord] = [:]

    public init(_ view: View) {
        self.view = view
        reached = view.flush
    }

    /// Looks at the next of the entries that are not flushed. Returns whether all of them are known: then ask.
    public mutating func prepare() throws -> Bool {
        guard reached < view.sequence else { return true }
        for entry in try view.entries(after: reached, limit: EngineLimits.rowsPerScanStep) {
            commands.note(entry)
            if entry.hasEnvelope {
                for key in entry.envelopeKeys { places[key, default: []].append(entry.sequence) }
            }
            reached = entry.sequence
        }
        return reached >= view.sequence
    }

    /// Sequences that an index has for a value, behind one, ascending and so many at most.
    public func sequences(_ index: Index, _ value: String, after: UInt64 = 0, limit: Int) throws -> [UInt64] {
        let flushed = try view.damage.reading {
            try view.store.ids(
                index: index.rawValue, value: value, after: EntryKey.text(of: after), at: view.flush, limit: limit)
        }
        let later = places[IndexKey(index, value)] ?? []
        return (flushed.compactMap(EntryKey.sequence) + later.filter { $0 > after }).prefix(limit).map { $0 }
    }

    /// The entry of the command with that id, nil if the book has none.
    public func sequence(ofCommand id: String) throws -> UInt64? {
        if let found = commands[CommandID(id)] { return found.sequence }
        let record = try view.damage.reading { try view.store.command(id) }
        return record.flatMap { $0.sequence <= view.sequence ? $0.sequence : nil }
    }

    /// The entry before another one that a causation id names: that of the command with that id, or else that of that number. Nil
    /// for a cause that is not in the book.
    public func cause(_ id: String, before sequence: UInt64) throws -> UInt64? {
        let named = try self.sequence(ofCommand: id) ?? SequenceText.sequence(id)
        return named.flatMap { $0 < sequence && $0 > 0 ? $0 : nil }
    }
}

/// A sequence as people write it where a command's id could stand as well: digits, the first of them no zero.
enum SequenceText {
    static func sequence(_ text: String) -> UInt64? {
        guard let first = text.utf8.first, first != UInt8(ascii: "0"), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return UInt64(text)
    }
}
