import Schema

extension OrderCommand {
    /// The order it is about, and the holds that a new one uses.
    func subjects(in state: inout LedgerState) throws(Refusal) -> [String] {
        switch command {
        case .place(let command):
            Table.order.entities(command.orderID)
                + command.reservationIds.prefix(Limits.reservationsPerOrder).flatMap(Table.reservation.entities)
        case .cancel(let command): Table.order.entities(command.orderID)
        case .confirmReceipt(let command): Table.order.entities(command.orderID)
        case .cancelLines(let command): Table.order.entities(command.orderID)
        case .hold(let command): Table.order.entities(command.orderID)
        case .releaseHold(let command): Table.order.entities(command.orderID)
        case .complete(let command): Table.order.entities(command.orderID)
        case nil: []
        }
    }
}
