import HashTreeCollections
import Schema

// A customer is erased when nobody owes them anything, nor they anybody; their carts end with that. Names customers and orders.

extension LedgerState {
    mutating func eraseCustomer(_ command: EraseCustomer) throws(DecisionError) {
        try Check.id(command.customerID, "customerId")
        try Check.title(command.legalBasis, "legalBasis")
        let customer = try requireCustomer(command.customerID)
        try customer.checkNotErased("customer.erase")
        for id in try orderIDs(of: command.customerID) {
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

    /// The orders that name a customer.
    ///
    /// The index has those of the last flush, and the rest are looked through: keeping the writer's own look-up of this index would
    /// cost every order something, and erasures are rare.
    private func orderIDs(of customer: String) throws(DecisionError) -> [String] {
        var found: Set<String>
        do {
            found = Set(try tables.source.ids(.orderCustomer, customer))
        } catch {
            throw .error(error)
        }
        let changed = [tables.orders.immutableMemtable, tables.orders.memtable]
        for rows in changed { for (id, order) in rows where order.row.customerID == customer { found.insert(id) } }
        return found.sorted()
    }
}
