import HashTreeCollections
import Schema

// A customer is erased when nobody owes them anything, nor they anybody; their carts end with that. Names customers and orders.

extension LedgerState {
    mutating func eraseCustomer(_ command: EraseCustomer) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        try Check.title(command.legalBasis, "legalBasis")
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.erase")
        let sold = try orderIDs(.orderSeller, command.customerID) { order in
            order.lines.contains { $0.sellerID == command.customerID }
        }
        for id in sold {
            guard let order = try order(id), ![.completed, .cancelled, .expired].contains(order.status) else { continue }
            throw .of(
                .openObligations, "order \(id) has goods that they sell, and is \(order.status.label): end it first",
                ["entity": Table.order.entity(id), "from": order.status.label])
        }
        for id in try orderIDs(.orderCustomer, command.customerID, { $0.customerID == command.customerID }) {
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

    /// The orders that name a customer, as who buys or as who sells.
    ///
    /// The index has those of the last flush, and the rest are looked through: keeping the writer's own look-up of this index would
    /// cost every order something, and erasures are rare.
    private func orderIDs(
        _ index: Index, _ customer: String, _ names: (Order) -> Bool
    ) throws(DecisionError) -> [String] {
        var found: Set<String>
        do {
            found = Set(try tables.source.ids(index, customer))
        } catch {
            throw .error(error)
        }
        let changed = [tables.orders.immutableMemtable, tables.orders.memtable]
        for rows in changed { for (id, order) in rows where names(order.row) { found.insert(id) } }
        return found.sorted()
    }
}
