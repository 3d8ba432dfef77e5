public import Schema

/// Every code a rejection can carry; *Codes* in the documentation says what to do about each. Stable: programs of others switch on
/// them; texts are free to change.
public enum RejectionCode: String, Sendable, CaseIterable {
    case accountLocked = "account_locked"
    case alreadyDispatched = "already_dispatched"
    case alreadyExists = "already_exists"
    case amountOverflow = "amount_overflow"
    case badCredentials = "bad_credentials"
    case balanceDue = "balance_due"
    case belowReserved = "below_reserved"
    case cartClosed = "cart_closed"
    case cartEmpty = "cart_empty"
    case currencyMismatch = "currency_mismatch"
    case emailTaken = "email_taken"
    case destinationRestricted = "destination_restricted"
    case dimensionsRequired = "dimensions_required"
    case entryTooLarge = "entry_too_large"
    case exceedsAuthorized = "exceeds_authorized"
    case exceedsDue = "exceeds_due"
    case exceedsRefundable = "exceeds_refundable"
    case exceedsRemaining = "exceeds_remaining"
    case forbidden = "forbidden"
    case insufficientStock = "insufficient_stock"
    case invalidArgument = "invalid_argument"
    case invalidState = "invalid_state"
    case lastAdmin = "last_admin"
    case methodUnavailable = "method_unavailable"
    case negativePrice = "negative_price"
    case noPrice = "no_price"
    case noVariant = "no_variant"
    case notFound = "not_found"
    case notSellable = "not_sellable"
    case openObligations = "open_obligations"
    case orderTooLarge = "order_too_large"
    case overlappingPrice = "overlapping_price"
    case ownGoods = "own_goods"
    case paymentRequired = "payment_required"
    case priceChanged = "price_changed"
    case quantityLimit = "quantity_limit"
    case reasonRequired = "reason_required"
    case reservationExpired = "reservation_expired"
    case scanConflict = "scan_conflict"
    case sellerSuspended = "seller_suspended"
    case shippedUseReturn = "shipped_use_return"
    case skuTaken = "sku_taken"
    case versionConflict = "version_conflict"
    case weakPassword = "weak_password"
    case wouldGoNegative = "would_go_negative"

    /// The HTTP status that goes with it (*Codes*).
    public var httpStatus: Int {
        switch self {
        case .invalidArgument: 400
        case .badCredentials: 401
        case .accountLocked, .forbidden: 403
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
