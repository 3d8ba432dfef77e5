import Journal
import Ledger
import Schema

/// Where entries are found by what they belong to and by what caused them: what the next flush adds to those indexes.
///
/// An entry that has neither is in none of them, so that most cost nothing.
struct EnvelopeIndex: Sendable {
    private(set) var records: [IndexRecord] = []

    /// Takes in an entry.
    mutating func note(_ entry: Entry) {
        guard entry.hasEnvelope else { return }
        for key in entry.envelopeKeys {
            records.append(
                IndexRecord(
                    index: key.index.rawValue, value: key.value, id: EntryKey.text(of: entry.sequence), isPresent: true))
        }
    }
}

extension Entry {
    /// Where those indexes hold it.
    var envelopeKeys: [IndexKey] {
        correlations.map { IndexKey(.entryCorrelation, $0) } + causes.map { IndexKey(.entryCausation, $0) }
    }

    /// Whether a command with that id is in it.
    func hasCommand(_ id: String) -> Bool {
        self.id.hasBytes(of: id) || commands.contains { $0.id.hasBytes(of: id) }
    }
}

extension [CommandID: CommandRecord] {
    /// Takes in the ids that an entry has: its own, and those of an atomic stream's commands.
    mutating func note(_ entry: Entry) {
        self[CommandID(entry.id)] = CommandRecord(sequence: entry.sequence, hash: entry.commandHash)
        for command in entry.commands {
            self[CommandID(command.id)] = CommandRecord(sequence: entry.sequence, hash: command.commandHash)
        }
    }
}

/// A sequence as an id in an index: 16 hex digits, so that byte order is the order of the book.
enum EntryKey {
    static func text(of sequence: UInt64) -> String {
        let digits = String(sequence, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    static func sequence(of text: String) -> UInt64? { UInt64(text, radix: 16) }
}
