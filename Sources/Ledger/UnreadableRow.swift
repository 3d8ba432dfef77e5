import Schema

/// A row's bytes cannot be read: state/ is damaged, or another version of the program has written it.
public struct UnreadableRow: Error, CustomStringConvertible {
    /// Whose row it is: `order/O-1`.
    public let entity: String
    /// What is wrong with its bytes, for people.
    public let reason: String

    public var description: String { "the row of \(entity) in state/ cannot be read: \(reason)" }

    init<E: Entity>(_ bytes: [UInt8], of id: String, in _: E.Type, _ fault: DecodingFault) {
        entity = E.table.entity(id)
        let place = fault.path(in: bytes, of: E.self).map { " in \($0)" } ?? ""
        reason =
            switch fault.reason {
            case .unknownField(let number): "it has a field \(number)\(place), which this version of daybook does not know"
            case .unknownWord(let number):
                "it has the word of number \(number)\(place), which this version of daybook does not know"
            case .truncated, .invalidText, .malformed: "its bytes are not what was written\(place)"
            }
    }
}
