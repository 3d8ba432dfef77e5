public import Schema

// Warehouses: where stock lies and parcels start.
//
// Entity `warehouse/ID`: its name and, where known, its position, from which the distance to a customer is computed.
// Registered once and not changed since.
//
// Reads other contexts: none.

extension LedgerState {
    /// The warehouse, or `not_found`.
    @discardableResult
    mutating func requireWarehouse(_ id: String) throws(DecisionError) -> Warehouse {
        guard let warehouse = try warehouse(id) else { throw .notFound(.warehouse, id) }
        return warehouse
    }
}

extension LedgerState {
    mutating func registerWarehouse(_ command: RegisterWarehouse) throws(DecisionError) {
        try Check.id(command.warehouseID, "warehouseId")
        try Check.title(command.name, "name")
        if let location = command.location { try Check.location(location, "location") }
        guard try warehouse(command.warehouseID) == nil else { throw .alreadyExists(.warehouse, command.warehouseID) }
        let event = WarehouseRegistered(name: command.name, location: command.location)
        try create(.registered(event), on: command.warehouseID, of: Warehouse.self)
    }
}

extension Warehouse {
    public init(id: String) {
        self.init()
        warehouseID = id
    }

    public var id: String { warehouseID }

    /// The warehouse after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Warehouse, _ event: WarehouseEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .registered(let event):
            row.name = event.name
            if let given = event.location { row.location = given }
            row.registeredAt = time.timestamp
        }
        row.updatedAt = time.timestamp
    }
}
