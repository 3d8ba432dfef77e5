import Schema

// Warehouses: where stock lies and parcels start.
//
// Entity `warehouse/ID`: its name and, where known, its position, from which the distance to a customer is computed
// (DOMAIN §1.1 F15). Registered once and not changed since.
//
// Reads other contexts: none.

extension LedgerState {
    /// The warehouse, or `not_found`.
    @discardableResult
    mutating func requireWarehouse(_ id: String) throws(Refusal) -> Warehouse {
        guard let warehouse = try warehouse(id) else { throw .notFound(.warehouse, id) }
        return warehouse
    }
}
