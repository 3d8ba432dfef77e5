public import Schema

// What is asked of those outside, and what they answer: a provider is called with the operation's id, and its result names it.

extension Event {
    /// The id of what it asks of someone outside, who answers later; nil where it asks nothing.
    public var request: String? {
        guard case .payment(let context) = self.event else { return nil }
        return switch context.event {
        case .initiated(let event): event.operationID
        case .captureRequested(let event): event.operationID
        case .voidRequested(let event): event.operationID
        case .refundRequested(let event): event.operationID
        default: nil
        }
    }

    /// The id of the request that it is the answer to; nil where it is none, or where nobody had asked.
    public var answeredRequest: String? {
        guard case .payment(let context) = self.event else { return nil }
        let id: String? =
            switch context.event {
            case .authorized(let event): event.operationID
            case .captured(let event): event.operationID
            case .failed(let event): event.operationID
            case .captureFailed(let event): event.operationID
            case .voided(let event): event.operationID
            case .refunded(let event): event.operationID
            case .refundFailed(let event): event.operationID
            case .resultNoted(let event): event.operationID
            default: nil
            }
        return id.flatMap { $0.isEmpty ? nil : $0 }
    }
}
