public import Schema

extension Warehouse {
    public init(id: String) {
        self.init()
        warehouseID = id
    }

    public var indexKeys: [IndexKey] { [] }

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
