import Schema

/// Of warehouses nothing is kept: no invariant of DOMAIN §3 is about more than their versions.
struct WarehouseSums {}

extension Auditor {
    func warehouse(_ event: WarehouseEvent.OneOf_Event, _ id: String) {}

    func checkWarehouse(_ id: String) {}

    mutating func compare(_ row: Warehouse, as entity: String) {
        compareHead(entity, id: row.warehouseID, version: row.version)
    }
}
