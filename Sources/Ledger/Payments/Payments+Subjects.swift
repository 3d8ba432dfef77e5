import Schema

extension PaymentCommand {
    /// The order that the payment is of.
    func subjects(in state: inout LedgerState) throws(Refusal) -> [String] {
        switch command {
        case .initiate(let command): Table.order.entities(command.orderID)
        case .recordResult(let command): try state.orderOfPayment(command.paymentID)
        case .requestRefund(let command): try state.orderOfPayment(command.paymentID)
        case .requestCapture(let command): try state.orderOfPayment(command.paymentID)
        case .requestVoid(let command): try state.orderOfPayment(command.paymentID)
        case .cancel(let command): try state.orderOfPayment(command.paymentID)
        case nil: []
        }
    }
}

extension LedgerState {
    fileprivate func orderOfPayment(_ id: String) throws(Refusal) -> [String] {
        guard Check.isID(id.utf8), let payment = try payment(id) else { return [] }
        return Table.order.entities(payment.orderID)
    }
}
