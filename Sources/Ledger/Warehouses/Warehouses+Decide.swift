import Schema

extension LedgerState {
    mutating func registerWarehouse(_ command: RegisterWarehouse) throws(Refusal) {
        try Check.id(command.warehouseID, "warehouseId")
        try Check.title(command.name, "name")
        if let location = command.location { try Check.location(location, "location") }
        guard try warehouse(command.warehouseID) == nil else { throw .alreadyExists(.warehouse, command.warehouseID) }
        var event = WarehouseRegistered()
        event.name = command.name
        event.location = command.location
        try create(.registered(event), on: command.warehouseID, of: Warehouse.self)
    }
}
