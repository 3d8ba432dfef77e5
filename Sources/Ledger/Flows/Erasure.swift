import Schema

// A customer is erased when nobody owes them anything, nor they anybody; their carts end with that. Names customers and orders.

extension LedgerState {
    mutating func eraseCustomer(_ command: EraseCustomer) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        try Check.title(command.legalBasis, "legalBasis")
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.erase")
        let sold = IndexKey(.orderSeller, command.customerID)
        let bought = IndexKey(.orderCustomer, command.customerID)
        let sales = try tables.orders.ids([sold], in: tables.source) { order in
            order.lines.contains { $0.sellerID == command.customerID }
        }
        for id in sales {
            guard let order = try order(id), ![.completed, .cancelled, .expired].contains(order.status) else { continue }
            throw .of(
                .openObligations, "order \(id) has goods that they sell, and is \(order.status.label): end it first",
                ["entity": Table.order.entity(id), "from": order.status.label])
        }
        for id in try tables.orders.ids([bought], in: tables.source, where: { $0.customerID == command.customerID }) {
            guard let order = try order(id) else { continue }
            let isOver = [.completed, .cancelled, .expired].contains(order.status)
            guard isOver, (order.openOperations ?? 0) == 0 else {
                throw .of(
                    .openObligations,
                    "order \(id) is \(order.status.label) with \(order.openOperations ?? 0) open operations: end it first",
                    ["entity": Table.order.entity(id), "from": order.status.label, "open": String(order.openOperations ?? 0)])
            }
            guard order.balanceDue >= 0 else {
                throw .of(
                    .openObligations, "of order \(id) \(-order.balanceDue) have not gone back: refund them first",
                    ["entity": Table.order.entity(id), "balanceDue": String(order.balanceDue)])
            }
        }
        try erase(customer, legalBasis: command.legalBasis)
        try abandonCarts(of: command.customerID)
    }
}
