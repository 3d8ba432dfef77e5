public import Schema

/// Ends a decision without events.
///
/// A rejection is business: it is recorded and is the answer for ever. A failure is ours (a row could not be read): it is never
/// recorded, and the engine stops rather than decide on what it cannot see.
public enum Refusal: Error {
    case rejected(Rejection)
    case failed(any Error)
}

/// Every code a rejection can carry (DOMAIN §2.17). Stable: programs of others switch on them; texts are free to change.
public enum RejectionCode: String, Sendable, CaseIterable {
    case alreadyDispatched = "already_dispatched"
    case alreadyExists = "already_exists"
    case amountOverflow = "amount_overflow"
    case balanceDue = "balance_due"
    case belowReserved = "below_reserved"
    case currencyMismatch = "currency_mismatch"
    case entryTooLarge = "entry_too_large"
    case exceedsAuthorized = "exceeds_authorized"
    case exceedsDue = "exceeds_due"
    case exceedsRefundable = "exceeds_refundable"
    case exceedsRemaining = "exceeds_remaining"
    case forbidden = "forbidden"
    case insufficientStock = "insufficient_stock"
    case invalidArgument = "invalid_argument"
    case invalidState = "invalid_state"
    case methodUnavailable = "method_unavailable"
    case negativePrice = "negative_price"
    case noPrice = "no_price"
    case noVariant = "no_variant"
    case notFound = "not_found"
    case notSellable = "not_sellable"
    case openObligations = "open_obligations"
    case orderTooLarge = "order_too_large"
    case paymentRequired = "payment_required"
    case priceChanged = "price_changed"
    case quantityLimit = "quantity_limit"
    case reasonRequired = "reason_required"
    case reservationExpired = "reservation_expired"
    case scanConflict = "scan_conflict"
    case shippedUseReturn = "shipped_use_return"
    case skuTaken = "sku_taken"
    case versionConflict = "version_conflict"
    case wouldGoNegative = "would_go_negative"

    /// The HTTP status that goes with it (INTERFACE §2).
    public var httpStatus: Int {
        switch self {
        case .invalidArgument: 400
        case .forbidden: 403
        case .notFound: 404
        case .versionConflict: 412
        default: 409
        }
    }
}

extension Rejection {
    /// A rejection with its numbers as parameters.
    public init(_ code: RejectionCode, _ detail: String, _ params: [String: String] = [:]) {
        self.init()
        self.code = code.rawValue
        // The detail repeats what was sent and is shown on terminals.
        self.detail = TerminalText.escaped(detail)
        self.params = params
    }
}

extension Refusal {
    /// A rejection with its numbers as parameters:
    /// `.of(.insufficientStock, "SKU-1@WH-1: 3 requested, 2 available", ["sku": "SKU-1"])`.
    public static func of(_ code: RejectionCode, _ detail: String, _ params: [String: String] = [:]) -> Refusal {
        .rejected(Rejection(code, detail, params))
    }

    /// A field that cannot be as it is. `field` is its JSON name or path.
    public static func invalid(_ field: String, _ detail: String) -> Refusal {
        .of(.invalidArgument, "\(field): \(detail)", ["field": field])
    }

    /// No such entity.
    public static func notFound(_ table: Table, _ id: String) -> Refusal {
        .of(.notFound, "there is no \(table.kind) \(id)", ["entity": table.entity(id)])
    }

    /// The entity is there already.
    public static func alreadyExists(_ table: Table, _ id: String) -> Refusal {
        .of(.alreadyExists, "there is already a \(table.kind) \(id)", ["entity": table.entity(id)])
    }

    /// The entity's state does not allow the command.
    public static func invalidState(_ table: Table, _ id: String, from state: String, command: String) -> Refusal {
        .of(
            .invalidState, "\(table.kind) \(id) is \(state): \(command) is not possible",
            ["entity": table.entity(id), "from": state, "command": command])
    }

    /// An amount or quantity that does not fit in its range when multiplied or summed.
    public static func overflow(_ field: String) -> Refusal {
        .of(.amountOverflow, "\(field): the amount is too large", ["field": field])
    }
}
