import Schema

extension StockCommand {
    static var examples: [Example] { Example.stock + Example.reservations }
}

extension Example {
    static let stock: [Example] = [
        Example(
            "stock.receive", "goods that came in", given: [.warehouse, .product],
            #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":5,"unitCost":{"amount":6000,"currency":"CNY"}}"#,
            then: .events(["stock/SKU-1@WH-1 stock.received"])),
        Example(
            "stock.receive", "what orders wait for goes to them at once, oldest first, in an entry of its own",
            given: [.warehouse, .preorder, .receive(1), Step("order.place", order(3, #","allowBackorder":true"#))],
            #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":5}"#,
            then: .events(["stock/SKU-1@WH-1 stock.received", "stock/SKU-1@ stock.backorderFillDue"])),
        Example(
            "stock.receive", "only into a warehouse that is known", given: [.product],
            #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":5}"#, then: .rejected(.notFound)),
        Example(
            "stock.receive", "more than any warehouse holds", given: [.warehouse, .product],
            #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":9000000000}"#, then: .rejected(.quantityLimit)),
        Example(
            "stock.adjust", "two lamps are broken", given: shop,
            #"{"sku":"SKU-1","warehouseId":"WH-1","delta":-2,"reason":"DAMAGE","note":"fell off the rack"}"#,
            then: .events(["stock/SKU-1@WH-1 stock.adjusted"])),
        Example(
            "stock.adjust", "never without a reason", given: shop, #"{"sku":"SKU-1","warehouseId":"WH-1","delta":-2}"#,
            then: .rejected(.reasonRequired)),
        Example(
            "stock.adjust", "never below zero", given: shop,
            #"{"sku":"SKU-1","warehouseId":"WH-1","delta":-6,"reason":"THEFT"}"#, then: .rejected(.wouldGoNegative)),
        Example(
            "stock.adjust", "never below what is promised", given: paid,
            #"{"sku":"SKU-1","warehouseId":"WH-1","delta":-4,"reason":"THEFT"}"#, then: .rejected(.belowReserved)),
        Example(
            "stock.adjust", "unless the goods are gone: the newest promises are broken, and wait for goods again", given: paid,
            #"{"sku":"SKU-1","warehouseId":"WH-1","delta":-4,"reason":"THEFT","breakReservations":true}"#,
            then: .events([
                "stock/SKU-1@WH-1 stock.released", "stock/SKU-1@ stock.backordered", "order/O-1 order.reallocated",
                "stock/SKU-1@WH-1 stock.adjusted",
            ])),
        Example(
            "stock.quarantine", "set aside to be looked at", given: shop,
            #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":2}"#, then: .events(["stock/SKU-1@WH-1 stock.quarantined"])),
        Example(
            "stock.releaseQuarantine", "nothing was wrong",
            given: shop + [Step("stock.quarantine", #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":2}"#)],
            #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}"#,
            then: .events(["stock/SKU-1@WH-1 stock.quarantineReleased"])),
        Example(
            "stock.scrap", "thrown away",
            given: shop + [Step("stock.quarantine", #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":2}"#)],
            #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":2}"#, then: .events(["stock/SKU-1@WH-1 stock.scrapped"])),
        Example(
            "stock.scrap", "only from quarantine", given: shop, #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":2}"#,
            then: .rejected(.exceedsRemaining)),
    ]
}

extension Example.Step {
    static func receive(_ quantity: Int) -> Self {
        Self("stock.receive", "{\"sku\":\"SKU-1\",\"warehouseId\":\"WH-1\",\"quantity\":\(quantity)}")
    }
}
