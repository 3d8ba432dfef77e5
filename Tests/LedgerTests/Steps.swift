@testable import Ledger

extension Shop {
    /// A shop to which these steps were given, by an operator unless it says otherwise.
    init(given steps: [Example.Step], role: Role = .operator) throws {
        self.init()
        self.role = role.rawValue
        try given(steps)
    }
}

/// What a provider says of a payment.
func result(_ id: String, _ outcome: String, _ amount: Int, _ more: String = "") -> Example.Step {
    .init("payment.recordResult", #"{"paymentId":"\#(id)","outcome":"\#(outcome)","amount":\#(amount)\#(more)}"#)
}
