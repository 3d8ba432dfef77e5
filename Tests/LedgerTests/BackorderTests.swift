import Schema
import Testing

@testable import Ledger

/// What waits for goods, who gets them when they come, and who loses them when they are gone.
@Suite struct BackorderTests {
    private func order(_ id: String, _ quantity: Int, _ more: String = "") -> Example.Step {
        let line = #"{"sku":"SKU-1","quantity":\#(quantity)}"#
        let head = #"{"orderId":"\#(id)","customerId":"C-1","currency":"CNY","allowBackorder":true,"#
        return .init("order.place", head + "\"lines\":[\(line)]\(more)}")
    }

    private func shipTo(_ longitude: Int) -> String {
        ",\"shipTo\":{\"location\":{\"latitudeE6\":0,\"longitudeE6\":\(longitude)}}"
    }

    private func receive(_ quantity: Int, at warehouse: String) -> Example.Step {
        .init("stock.receive", "{\"sku\":\"SKU-1\",\"warehouseId\":\"\(warehouse)\",\"quantity\":\(quantity)}")
    }

    private func adjust(_ delta: Int, at warehouse: String = "WH-1") -> Example.Step {
        let place = "\"sku\":\"SKU-1\",\"warehouseId\":\"\(warehouse)\""
        return .init("stock.adjust", "{\(place),\"delta\":\(delta),\"reason\":\"THEFT\",\"breakReservations\":true}")
    }

    /// SKU-1 may be sold `limit` ahead of stock; WH-1, WH-2 and WH-3 lie on the equator, at 10, 20 and 30 degrees.
    private func shop(limit: Int = 10) throws -> Shop {
        var shop = Shop()
        let variant = "{\"sku\":\"SKU-1\",\"price\":{\"amount\":1,\"currency\":\"CNY\"},\"backorderLimit\":\(limit)}"
        try shop.given([
            .init(
                "catalog.createProduct",
                "{\"productId\":\"P-1\",\"title\":\"x\",\"kind\":\"PHYSICAL\",\"publish\":true,\"variants\":[\(variant)]}")
        ])
        for number in 1...3 {
            let location = "{\"latitudeE6\":0,\"longitudeE6\":\(number * 10_000_000)}"
            try shop.given([
                .init("warehouse.register", "{\"warehouseId\":\"WH-\(number)\",\"name\":\"x\",\"location\":\(location)}")
            ])
        }
        return shop
    }

    /// Warehouse and reserved units of the parts of an order's first line that have any.
    private func parts(_ shop: Shop, _ id: String) throws -> [String] {
        try shop.order(id).lines[0].allocations.filter { $0.reserved > 0 || $0.backordered > 0 }
            .map { "\($0.warehouseID): \($0.reserved) \($0.backordered)" }
    }

    // MARK: Waiting

    @Test func whatWasNeverStockedCanBeOrderedUpToItsLimit() throws {
        var shop = try shop(limit: 3)
        #expect(try shop.decide(order("O-1", 4)).code == "insufficient_stock")
        try shop.given([order("O-1", 2)])
        #expect(try parts(shop, "O-1") == [": 0 2"])
        #expect(try shop.stock("SKU-1@").backordered == 2)
        #expect(try shop.decide(order("O-2", 2)).code == "insufficient_stock")
        try shop.given([order("O-2", 1)])
        #expect(try shop.send("catalog.archive", #"{"productId":"P-1"}"#).code == "open_obligations")
        try shop.given([.init("order.cancel", #"{"orderId":"O-1"}"#)])
        #expect(try shop.stock("SKU-1@").backordered == 1)
        try shop.expectReplay()
    }

    @Test func goodsThatArriveAnywhereFillTheOldest() throws {
        var shop = try shop()
        try shop.given([receive(1, at: "WH-1"), order("O-2", 3), order("O-1", 2)])
        #expect(try parts(shop, "O-2") == ["WH-1: 1 0", ": 0 2"])
        try shop.given([receive(3, at: "WH-3")])
        try shop.wait(seconds: 1)
        #expect(try parts(shop, "O-2") == ["WH-1: 1 0", "WH-3: 2 0"])
        #expect(try parts(shop, "O-1") == [": 0 1", "WH-3: 1 0"])
        #expect(try shop.stock("SKU-1@").fillDue == nil)
        #expect(shop.entries.last?.command == "stock.fillBackorders")
        let names = shop.entries.last?.events.map { "\($0.entity) \($0.name ?? "")" }
        #expect(
            names == [
                "stock/SKU-1@ stock.backorderReleased", "stock/SKU-1@WH-3 stock.reserved", "order/O-2 order.backorderFilled",
                "stock/SKU-1@ stock.backorderReleased", "stock/SKU-1@WH-3 stock.reserved", "order/O-1 order.backorderFilled",
                "stock/SKU-1@ stock.backorderFillEnded",
            ])
        try shop.expectReplay()
    }

    @Test func waitingOrdersAreFilledFromWhereTheyAreNearest() throws {
        var shop = try shop()
        try shop.given([order("O-1", 1, shipTo(29_000_000)), order("O-2", 2, shipTo(11_000_000)), order("O-3", 1)])
        // All of it free at once, before the first entry fills: the receipts are decided without the deadlines between them.
        for warehouse in ["WH-1", "WH-2", "WH-3"] { #expect(try shop.decide(receive(2, at: warehouse)).code == nil) }
        try shop.wait(seconds: 1)
        #expect(try parts(shop, "O-1") == ["WH-3: 1 0"])
        #expect(try parts(shop, "O-2") == ["WH-1: 2 0"])
        #expect(try parts(shop, "O-3") == ["WH-2: 1 0"])
    }

    @Test func aNewOrderDoesNotTakeWhatOthersWaitFor() throws {
        var shop = try shop()
        try shop.given([order("O-1", 4)])
        #expect(try shop.decide(receive(5, at: "WH-2")).events.last == "stock/SKU-1@ stock.backorderFillDue")
        let hold = Example.Step("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":2}"#)
        guard case .rejected(let rejection) = try shop.decide(hold) else {
            Issue.record("the hold took what an order waits for")
            return
        }
        #expect(rejection.detail == "SKU-1@WH-2: 2 requested, 1 available")
        #expect(try shop.decide(order("O-2", 3)).code == nil)
        #expect(try parts(shop, "O-2") == ["WH-2: 1 0", ": 0 2"])
        try shop.wait(seconds: 1)
        #expect(try parts(shop, "O-1") == ["WH-2: 4 0"])
        #expect(try shop.stock("SKU-1@").backordered == 2)
    }

    @Test func anEndingCarriesOnlyItsOwnReleases() throws {
        var shop = try shop()
        try shop.given([receive(2, at: "WH-1"), order("O-1", 3), order("O-2", 2)])
        let events = try shop.decide(Example.Step("order.cancel", #"{"orderId":"O-1"}"#)).events
        #expect(
            events == [
                "order/O-1 order.cancelled", "stock/SKU-1@WH-1 stock.released", "stock/SKU-1@ stock.backorderReleased",
                "stock/SKU-1@ stock.backorderFillDue",
            ])
        try shop.wait(seconds: 1)
        #expect(try parts(shop, "O-2") == ["WH-1: 2 0"])
    }

    /// What nobody waits for any more when the time to fill has come.
    @Test func aFillForNobodyEnds() throws {
        var shop = try shop()
        try shop.given([order("O-1", 2)])
        _ = try shop.decide(receive(2, at: "WH-1"))
        _ = try shop.decide(Example.Step("order.cancel", #"{"orderId":"O-1"}"#))
        #expect(try shop.stock("SKU-1@").fillDue != nil)
        try shop.wait(seconds: 1)
        #expect(try shop.stock("SKU-1@").fillDue == nil)
        #expect(try shop.stock().available == 2)
    }

    /// Orders of the first version wait at one warehouse: they are filled there, as they were.
    @Test func linesThatWaitAtOneWarehouseAreFilledThere() throws {
        var shop = try shop()
        try shop.given([receive(1, at: "WH-1"), order("O-1", 1)])
        shop.audit.isOn = false
        var placed = OrderPlaced()
        placed.lines = [.init()]
        (placed.lines[0].lineID, placed.lines[0].sku, placed.lines[0].kind, placed.lines[0].quantity) = ("1", "SKU-1", .physical, 3)
        placed.lines[0].net = 3
        placed.total = 3
        placed.lines[0].allocations = [.with { ($0.warehouseID, $0.reserved, $0.backordered) = ("WH-1", 0, 3) }]
        let stock = StockBackordered.with { ($0.quantity, $0.claim) = (3, .line("1", of: "O-0")) }
        var entry = Entry()
        (entry.sequence, entry.time) = (UInt64(shop.entries.count + 1), shop.clock.timestamp)
        entry.events = [
            .with { ($0.entity, $0.version, $0.order) = ("order/O-0", 1, .with { $0.placed = placed }) },
            .with { ($0.entity, $0.version, $0.stock) = ("stock/SKU-1@WH-1", 3, .with { $0.backordered = stock }) },
        ]
        try shop.state.apply(entry)
        shop.entries.append(entry)
        try shop.given([receive(2, at: "WH-2"), receive(2, at: "WH-1")])
        try shop.wait(seconds: 1)
        #expect(try parts(shop, "O-0") == ["WH-1: 2 1"])
        #expect(shop.entries.last?.events.map { $0.name } == ["stock.backorderFilled", "order.backorderFilled"])
        #expect([try shop.stock().backordered, try shop.stock("SKU-1@WH-2").available] == [1, 2])
        // Goods elsewhere are of no use to it, and a later order gets them.
        #expect(try shop.decide(order("O-9", 3)).code == nil)
        #expect(try parts(shop, "O-9") == ["WH-2: 2 0", ": 0 1"])
        try shop.expectReplay()
    }

    // MARK: Sizes

    private func long(_ prefix: String) -> String { prefix + String(repeating: "x", count: Limits.idBytes - prefix.utf8.count) }

    private func size(_ entry: Entry) -> Int { entry.canonicalBytes().count }

    /// A shop with ids of the largest size, and orders of one unit each.
    private func longShop(orders: Int, units: Int) throws -> Shop {
        var shop = Shop()
        let (sku, warehouse) = (long("K"), long("W"))
        let variant = "{\"sku\":\"\(sku)\",\"price\":{\"amount\":1,\"currency\":\"CNY\"},\"backorderLimit\":1000}"
        let product = "\"productId\":\"P\",\"title\":\"x\",\"kind\":\"PHYSICAL\",\"publish\":true,\"variants\":[\(variant)]"
        try shop.given([
            .init("catalog.createProduct", "{\(product)}"),
            .init("warehouse.register", "{\"warehouseId\":\"\(warehouse)\",\"name\":\"x\"}"),
        ])
        if units > 0 {
            try shop.given([
                .init("stock.receive", "{\"sku\":\"\(sku)\",\"warehouseId\":\"\(warehouse)\",\"quantity\":\(units)}")
            ])
        }
        for number in 0..<orders {
            let lines = "[{\"lineId\":\"\(long("L"))\",\"sku\":\"\(sku)\",\"quantity\":1}]"
            let head =
                "\"orderId\":\"\(long("O\(number)-"))\",\"customerId\":\"C\",\"currency\":\"CNY\",\"payWithinSeconds\":999999"
            try shop.given([.init("order.place", "{\(head),\"allowBackorder\":true,\"lines\":\(lines)}")])
        }
        return shop
    }

    @Test func anEntryHoldsAllItFills() throws {
        var shop = try longShop(orders: Limits.backordersPerEntry + 5, units: 0)
        try shop.given([
            .init("stock.receive", "{\"sku\":\"\(long("K"))\",\"warehouseId\":\"\(long("W"))\",\"quantity\":100}")
        ])
        try shop.wait(seconds: 1)
        let fills = shop.entries.suffix(2)
        #expect(fills.map(\.command) == ["stock.fillBackorders", "stock.fillBackorders"])
        #expect(fills.map(\.events.count) == [3 * Limits.backordersPerEntry, 3 * 5 + 1])
        // Room for versions of ten bytes and for the entry's head.
        #expect(size(fills.first!) < Limits.entryBytes - 3 * Limits.backordersPerEntry * 8 - 1000)
        #expect(try shop.stock("\(long("K"))@").backordered == 0)
    }

    /// Goods that come in one by one, each in another warehouse, do not make an order grow until it cannot end.
    @Test func aWaitingLineComesFromNoMoreWarehousesThanItsOrderCanEndWith() throws {
        var shop = try shop(limit: 1000)
        let id = long("O")
        let line = "{\"lineId\":\"\(long("L"))\",\"sku\":\"SKU-1\",\"quantity\":400}"
        let head = "\"orderId\":\"\(id)\",\"customerId\":\"C\",\"currency\":\"CNY\",\"payWithinSeconds\":86400"
        try shop.given([.init("order.place", "{\(head),\"allowBackorder\":true,\"lines\":[\(line)]}")])
        for number in 1...260 {
            let warehouse = long("V\(number)-")
            try shop.given([
                .init("warehouse.register", "{\"warehouseId\":\"\(warehouse)\",\"name\":\"x\"}"), receive(1, at: warehouse),
            ])
        }
        try shop.wait(seconds: 1)
        let places = try parts(shop, id).count
        #expect((200...259).contains(places))
        try shop.given([receive(500, at: "WH-1")])
        try shop.wait(seconds: 1)
        #expect(try shop.order(id).lines[0].backordered == 0)
        try shop.given([.init("order.cancel", "{\"orderId\":\"\(id)\"}")])
        #expect(size(shop.entries.last!) < Limits.entryBytes)
    }

    // MARK: Broken reservations

    @Test func goodsThatAreGoneAreTakenFromTheNewestPromises() throws {
        var shop = try shop(limit: 0)
        try shop.given([
            receive(6, at: "WH-1"), order("O-1", 2), order("O-2", 2),
            .init("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":1}"#),
            .init("stock.reserve", #"{"reservationId":"R-2","sku":"SKU-1","quantity":1}"#),
        ])
        #expect(try shop.decide(.init("stock.adjust", Self.gone(-1))).code == "below_reserved")
        #expect(
            try shop.decide(adjust(-1)).events == [
                "reservation/R-2 stock.reservationReleased", "stock/SKU-1@WH-1 stock.released", "stock/SKU-1@WH-1 stock.adjusted",
            ])
        #expect(
            try shop.decide(adjust(-2)).events == [
                "reservation/R-1 stock.reservationReleased", "stock/SKU-1@WH-1 stock.released",
                "stock/SKU-1@WH-1 stock.released", "stock/SKU-1@ stock.backordered", "order/O-2 order.reallocated",
                "stock/SKU-1@WH-1 stock.adjusted",
            ])
        #expect(try parts(shop, "O-2") == ["WH-1: 1 0", ": 0 1"])
        #expect(try parts(shop, "O-1") == ["WH-1: 2 0"])
        #expect(try shop.state.reservation("R-1")?.status == .released)
        try shop.given([receive(1, at: "WH-2")])
        try shop.wait(seconds: 1)
        #expect(try parts(shop, "O-2") == ["WH-1: 1 0", "WH-2: 1 0"])
        try shop.expectReplay()
    }

    private static func gone(_ delta: Int) -> String {
        "{\"sku\":\"SKU-1\",\"warehouseId\":\"WH-1\",\"delta\":\(delta),\"reason\":\"THEFT\"}"
    }

    @Test func packedUnitsGoLastAndTheirShipmentIsTakenApart() throws {
        var shop = try shop()
        try shop.given([receive(4, at: "WH-1"), order("O-1", 1)])
        let paid = #","payments":[{"paymentId":"Y-2","method":"COD","amount":3}]"#
        try shop.given([
            order("O-2", 3, paid),
            .init(
                "shipment.create",
                #"{"shipmentId":"S-1","orderId":"O-2","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":2}]}"#),
        ])
        try shop.given([adjust(-2)])
        #expect(try parts(shop, "O-2") == ["WH-1: 2 0", ": 0 1"])
        #expect(try parts(shop, "O-1") == [": 0 1"])
        #expect(try shop.shipment().status == .created)
        try shop.given([adjust(-1)])
        #expect(try shop.shipment().status == .cancelled)
        #expect(try parts(shop, "O-2") == ["WH-1: 1 0", ": 0 2"])
        #expect(try shop.order("O-2").lines[0].allocated == 0)
        try shop.expectReplay()
    }

    /// Goods that lie free elsewhere come in place of those that are gone.
    @Test func brokenLinesAreFilledFromOtherWarehouses() throws {
        var shop = try shop(limit: 0)
        try shop.given([receive(2, at: "WH-1"), order("O-1", 2), receive(5, at: "WH-2")])
        #expect(try shop.decide(adjust(-2)).events.last == "stock/SKU-1@ stock.backorderFillDue")
        try shop.wait(seconds: 1)
        #expect(try parts(shop, "O-1") == ["WH-2: 2 0"])
    }

    /// Also those that lie in the rows of an earlier flush.
    @Test func claimsAreFoundInFlushedRows() throws {
        var shop = try shop()
        try shop.given([receive(3, at: "WH-1"), order("O-1", 2)])
        shop.state.begin(sequence: 900, time: shop.clock, actor: Actor())
        try shop.state.decide(try Command(json: Array(order("O-2", 1).command(id: "x").utf8)))
        shop.state.commit()
        shop.state.cut()
        shop.state.begin(sequence: 901, time: shop.clock.adding(seconds: 1), actor: Actor())
        try shop.state.decide(try Command(json: Array(adjust(-2).command(id: "y").utf8)))
        shop.state.commit()
        #expect(try parts(shop, "O-2") == [": 0 1"])
        #expect(try parts(shop, "O-1") == ["WH-1: 1 0", ": 0 1"])
    }

    @Test func moreThanAnEntryHoldsIsBrokenInSteps() throws {
        var shop = try longShop(orders: 90, units: 90)
        func gone(_ units: Int) -> Example.Step {
            let place = "\"sku\":\"\(long("K"))\",\"warehouseId\":\"\(long("W"))\""
            return .init("stock.adjust", "{\(place),\"delta\":-\(units),\"reason\":\"THEFT\",\"breakReservations\":true}")
        }
        guard case .rejected(let rejection) = try shop.decide(gone(90)) else {
            Issue.record("not refused")
            return
        }
        #expect(rejection.code == "entry_too_large")
        #expect(
            rejection.detail.hasSuffix("90 units of too many reservations would be broken for one entry; adjust in several steps"))
        #expect(try shop.decide(gone(75)).code == nil)
        #expect(size(shop.entries.last!) < Limits.entryBytes)
        #expect(try shop.decide(gone(15)).code == nil)
        #expect(try shop.stock("\(long("K"))@").backordered == 90)
    }

    // MARK: Holds

    @Test func aHoldIsNoReasonToShipFromFartherAway() throws {
        var shop = try shop()
        try shop.given([
            receive(5, at: "WH-1"), receive(5, at: "WH-3"),
            .init("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":2}"#),
            order("O-1", 2, shipTo(30_000_000) + #","reservationIds":["R-1"]"#),
        ])
        #expect(try parts(shop, "O-1") == ["WH-3: 2 0"])
        #expect([try shop.stock().available, try shop.stock("SKU-1@WH-3").available] == [5, 3])
    }

    @Test func aHoldIsPutWhereTheCustomerIs() throws {
        var shop = try shop()
        try shop.given([receive(5, at: "WH-1"), receive(1, at: "WH-2"), receive(5, at: "WH-3")])
        func hold(_ id: String, _ quantity: Int, _ longitude: Int) -> Example.Step {
            let location = "{\"latitudeE6\":0,\"longitudeE6\":\(longitude)}"
            return .init(
                "stock.reserve", "{\"reservationId\":\"\(id)\",\"sku\":\"SKU-1\",\"quantity\":\(quantity),\"shipTo\":\(location)}")
        }
        try shop.given([hold("R-1", 1, 21_000_000), hold("R-2", 1, 21_000_000), hold("R-3", 1, 5_000_000)])
        #expect(try ["R-1", "R-2", "R-3"].map { try shop.state.reservation($0)?.warehouseID } == ["WH-2", "WH-3", "WH-1"])
        #expect(try shop.decide(hold("R-4", 1, 200_000_000)).code == "invalid_argument")
    }

    @Test func anExtensionNeverShortens() throws {
        var shop = try shop()
        try shop.given([
            receive(1, at: "WH-1"),
            .init("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":1,"expiresInSeconds":1800}"#),
        ])
        let promised = try #require(try shop.state.reservation("R-1")).expiresAt
        try shop.given([.init("stock.extendReservation", #"{"reservationId":"R-1","expiresInSeconds":60}"#)])
        #expect(try shop.state.reservation("R-1")?.expiresAt == promised)
        #expect(shop.entries.last?.events.isEmpty == true)
    }
}

extension Shop {
    /// Decides a command at once, before deadlines that are due: as in the middle of a batch.
    fileprivate mutating func decide(_ step: Example.Step) throws -> Reply {
        clock = clock.adding(seconds: 1)
        return try decide(try Command(json: Array(step.command(id: "c-\(entries.count + 1)").utf8)))
    }
}
