import Schema

extension Book {
    mutating func registerWarehouse(_ command: RegisterWarehouse) throws(Refusal) {
        try Check.id(command.warehouseID, "warehouseId")
        try Check.title(command.name, "name")
        if command.hasLocation { try Check.location(command.location, "location") }
        guard try warehouse(command.warehouseID) == nil else { throw .alreadyExists(.warehouse, command.warehouseID) }
        var event = WarehouseRegistered()
        event.name = command.name
        if command.hasLocation { event.location = command.location }
        try record(warehouse: .registered(event), on: command.warehouseID)
    }
}
