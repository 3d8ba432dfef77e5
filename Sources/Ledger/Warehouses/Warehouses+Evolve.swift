import Schema

/// The warehouse after an event. Total: never fails, reads nothing but its arguments.
func evolve(_ row: inout Warehouse, _ event: WarehouseEvent.OneOf_Event, at time: Moment) {
    switch event {
    case .registered(let event):
        row.name = event.name
        if let given = event.location { row.location = given }
        row.registeredAt = time.timestamp
    }
    row.updatedAt = time.timestamp
}
