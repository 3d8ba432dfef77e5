import Ledger
import Schema

/// The ids of the entries the ledger appends on its own.
enum Timer {
    static let idPrefix = "timer:"

    /// The command's name in the entry of a deadline that a rule refused.
    static let refused = "timer.refused"

    /// Who appends them.
    static let actor = Actor.with {
        $0.kind = .system
        $0.name = "timer"
    }

    /// The same deadline has the same id, so that firing it twice is found out like any repetition. It is another
    /// one once the entity has changed, even if it is due at the same time: a delivery was taken back and confirmed again.
    ///
    /// - Parameter version: of the entity, before the deadline is met.
    static func id(_ name: String, of entity: EntityName, version: UInt64, due: Moment) -> String {
        "\(idPrefix)\(name):\(entity.text):\(due.microseconds):\(version)"
    }

    /// The deadline that an id is of; nil for ids of commands.
    static func deadline(of id: String) -> (entity: EntityName, due: Moment)? {
        guard id.hasPrefix(idPrefix) else { return nil }
        let parts = id.dropFirst(idPrefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 4, let due = Int64(parts[parts.count - 2]) else { return nil }
        return (EntityName(parts[1..<(parts.count - 2)].joined(separator: ":")), Moment(microseconds: due))
    }
}
