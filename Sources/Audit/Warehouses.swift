public import Schema

extension Auditor {
    /// Compares a warehouse's row: no invariant of DOMAIN §3 is about more than its version.
    public mutating func compare(_ row: Warehouse, as entity: String) {
        compareHead(entity, id: row.warehouseID, version: row.version)
    }
}
