public import Schema

/// Ends a decision without events.
///
/// A rejection is business: it is recorded and is the answer for ever. An error is none of the business (a row could not be read,
/// or is damaged): it is never recorded, and the engine stops rather than decide on what it cannot see.
public enum DecisionError: Error {
    case rejected(Rejection)
    case error(any Error)
}

extension DecisionError {
    /// A rejection with its numbers as parameters:
    /// `.of(.insufficientStock, "SKU-1@WH-1: 3 requested, 2 available", ["sku": "SKU-1"])`.
    public static func of(_ code: RejectionCode, _ detail: String, _ params: [String: String] = [:]) -> DecisionError {
        .rejected(Rejection(code, detail, params))
    }

    /// A field that cannot be as it is. `field` is its JSON name or path.
    public static func invalid(_ field: String, _ detail: String) -> DecisionError {
        .of(.invalidArgument, "\(field): \(detail)", ["field": field])
    }

    /// No such entity.
    public static func notFound(_ table: Table, _ id: String) -> DecisionError {
        .of(.notFound, "there is no \(table.kind) \(id)", ["entity": table.entity(id)])
    }

    /// The entity is there already.
    public static func alreadyExists(_ table: Table, _ id: String) -> DecisionError {
        .of(.alreadyExists, "there is already a \(table.kind) \(id)", ["entity": table.entity(id)])
    }

    /// The entity's state does not allow the command.
    public static func invalidState(_ table: Table, _ id: String, from state: String, command: String) -> DecisionError {
        .of(
            .invalidState, "\(table.kind) \(id) is \(state): \(command) is not possible",
            ["entity": table.entity(id), "from": state, "command": command])
    }

    /// An amount or quantity that does not fit in its range when multiplied or summed.
    public static func overflow(_ field: String) -> DecisionError {
        .of(.amountOverflow, "\(field): the amount is too large", ["field": field])
    }
}
