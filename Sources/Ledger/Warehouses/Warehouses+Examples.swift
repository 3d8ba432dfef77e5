import Schema

extension WarehouseCommand {
    static var examples: [Example] { Example.warehouses }
}

extension Example {
    static let warehouses: [Example] = [
        Example(
            "warehouse.register", "with its position",
            #"{"warehouseId":"WH-1","name":"Hangzhou","location":{"latitudeE6":30274085,"longitudeE6":120155070}}"#,
            then: .events(["warehouse/WH-1 warehouse.registered"])),
        Example(
            "warehouse.register", "an id is used once", given: [.warehouse], #"{"warehouseId":"WH-1","name":"Ningbo"}"#,
            then: .rejected(.alreadyExists)),
        Example(
            "warehouse.register", "a position on this earth",
            #"{"warehouseId":"WH-1","name":"Hangzhou","location":{"latitudeE6":91000000,"longitudeE6":0}}"#,
            then: .rejected(.invalidArgument)),
    ]
}

extension Example.Step {
    static let warehouse = Self("warehouse.register", #"{"warehouseId":"WH-1","name":"Hangzhou"}"#)
}
