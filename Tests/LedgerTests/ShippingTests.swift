import Schema
import Testing

@testable import Ledger

/// Parcels that are lost, come back, are found again or picked up, and scans that are wrong or early.
@Suite struct ShippingTests {
    private let correction = #"{"shipmentId":"S-1","status":"SHIPPED","reason":"read wrongly"}"#

    private func ship(_ id: String, _ quantity: Int, from warehouse: String = "WH-1") -> Example.Step {
        let line = "{\"lineId\":\"1\",\"quantity\":\(quantity)}"
        let place = "\"orderId\":\"O-1\",\"warehouseId\":\"\(warehouse)\""
        return .init("shipment.create", "{\"shipmentId\":\"\(id)\",\(place),\"lines\":[\(line)]}")
    }

    func dispatch(_ id: String, number: String) -> Example.Step {
        .init("shipment.dispatch", "{\"shipmentId\":\"\(id)\",\"carrier\":\"SF\",\"trackingNumber\":\"\(number)\"}")
    }

    func scan(_ number: String, _ status: String, at time: String, id: String = "s") -> Example.Step {
        let what = "\"scanId\":\"\(id)\",\"status\":\"\(status)\",\"occurredAt\":\"\(time)\""
        return .init("shipment.recordScan", "{\"carrier\":\"SF\",\"trackingNumber\":\"\(number)\",\(what)}")
    }

    // MARK: Lost and returned

    @Test func lostGoodsAreShippedAgain() throws {
        var shop = try Shop(given: Example.shipped + [.lost])
        let line = try shop.order().lines[0]
        #expect(line.shipped == 0 && line.reserved == 2 && line.lost == 2)
        #expect(try shop.order().shipmentStatus == .unshipped)
        try shop.given([ship("S-2", 2), dispatch("S-2", number: "SF2"), scan("SF2", "DELIVERED", at: "2026-03-01T10:30:00Z")])
        #expect(try shop.order().shipmentStatus == .delivered)
        #expect(try shop.order().deliveredAt == Moment("2026-03-01T10:30:00Z")!.timestamp)
        // Four units have left the house for two that were ordered.
        #expect(try shop.stock().onHand == 1)
        try shop.expectReplay()
    }

    @Test func whatIsNotThereIsWaitedForBeyondAnyLimitAndCanBeCancelled() throws {
        var shop = try Shop(given: [
            .warehouse, .product, .receive(2), .place(2, paidBy: "ALIPAY"), .result("CAPTURED", 20_000), .ship(2),
        ])
        try shop.given([.dispatch, .lost])
        let order = try shop.order()
        #expect(order.shipmentStatus == .backordered && order.lines[0].backordered == 2)
        #expect(order.lines[0].allocations.map(\.warehouseID) == ["WH-1", ""])
        #expect(try shop.stock("SKU-1@").backordered == 2)
        #expect(order.indexKeys.contains(IndexKey(.orderBackorder, "SKU-1@")))
        #expect(try shop.state.ids(.orderBackorder, "SKU-1@") == ["O-1"])
        try shop.given([.init("order.cancel", #"{"orderId":"O-1","reason":"never came"}"#)])
        #expect(try shop.order().status == .cancelled)
        #expect(try shop.stock("SKU-1@").backordered == 0)
        #expect(try shop.payment().refundPending == 20_000)
    }

    @Test func returnedGoodsArePromisedFromTheNearestWarehouse() throws {
        var shop = try Shop(given: [.product])
        for (id, longitude) in [("WH-1", 9_000_000), ("WH-2", 2_000_000)] {
            let location = "{\"latitudeE6\":0,\"longitudeE6\":\(longitude)}"
            try shop.send("warehouse.register", "{\"warehouseId\":\"\(id)\",\"name\":\"x\",\"location\":\(location)}")
        }
        try shop.given([.receive(9)])
        let more =
            #","shipTo":{"location":{"latitudeE6":0,"longitudeE6":0}},"#
            + #""payments":[{"paymentId":"PAY-1","method":"COD","amount":20000}]"#
        try shop.given([.init("order.place", Example.order(2, more)), ship("S-1", 2), dispatch("S-1", number: "SF1")])
        try shop.send("stock.receive", #"{"sku":"SKU-1","warehouseId":"WH-2","quantity":2}"#)
        try shop.given([.init("shipment.reportReturnedToSender", #"{"shipmentId":"S-1"}"#)])
        let line = try shop.order().lines[0]
        #expect(line.allocations.map { [$0.warehouseID, "\($0.reserved)"] } == [["WH-1", "0"], ["WH-2", "2"]])
        #expect(line.returnedToSender == 2 && line.lost == 0)
    }

    @Test func anOrderIsDeliveredWhenTheRestOfALostParcelIsCancelled() throws {
        var shop = try Shop(given: Example.paid + [ship("S-1", 1), ship("S-2", 1)])
        try shop.given([dispatch("S-1", number: "SF1001"), dispatch("S-2", number: "SF2"), .delivered])
        try shop.given([.init("shipment.reportLost", #"{"shipmentId":"S-2"}"#)])
        #expect(try shop.order().shipmentStatus == .partiallyDelivered)
        #expect(try shop.order().isDelivered == false)
        #expect(try shop.send("order.cancel", #"{"orderId":"O-1"}"#).code == "shipped_use_return")
        try shop.given([.init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#)])
        #expect(try shop.order().shipmentStatus == .delivered)
        #expect(try shop.order().deliveredAt == Moment("2026-03-01T09:00:30Z")!.timestamp)
        #expect(try shop.payment().refundPending == 10_000)
        try shop.wait(seconds: Limits.receiveAfterSeconds)
        #expect(try shop.order().status == .received)
    }

    /// Entries of the first version counted lost units as shipped for ever, and promised nothing in their place.
    @Test func lossesOfTheFirstVersionFoldAsTheyDid() throws {
        var shop = try Shop(given: Example.paid + [ship("S-1", 1), ship("S-2", 1)])
        try shop.given([dispatch("S-1", number: "SF1001"), dispatch("S-2", number: "SF2"), .delivered])
        var order = try shop.order()
        var loss = OrderShipmentRecorded()
        (loss.shipmentID, loss.step, loss.warehouseID) = ("S-2", .lost, "WH-1")
        loss.lines = [.with { ($0.lineID, $0.quantity) = ("1", 1) }]
        Order.evolve(&order, .shipmentRecorded(loss), at: shop.clock)
        #expect(order.lines[0].shipped == 2 && order.lines[0].missing == 1 && order.isDelivered)
        #expect(order.deliveredAt != nil)
        loss.step = .found
        Order.evolve(&order, .shipmentRecorded(loss), at: shop.clock)
        #expect(order.lines[0].shipped == 2 && order.lines[0].missing == 0 && !order.isDelivered)
        #expect(order.deliveredAt == nil)
    }

    @Test func aLossOfTheFirstVersionIsTakenBackWithoutAPromise() throws {
        var shop = try Shop(given: Example.shipped)
        shop.audit.isOn = false
        var (entry, loss, noted) = (Entry(), Event(), Event())
        (entry.sequence, entry.time) = (UInt64(shop.entries.count + 1), shop.clock.timestamp)
        (loss.entity, loss.version) = ("shipment/S-1", try shop.shipment().version + 1)
        loss.shipment.lost.reason = "silent"
        (noted.entity, noted.version) = ("order/O-1", try shop.order().version + 1)
        noted.order.shipmentRecorded = .with {
            ($0.shipmentID, $0.step, $0.warehouseID) = ("S-1", .lost, "WH-1")
            $0.lines = [.with { ($0.lineID, $0.quantity) = ("1", 2) }]
        }
        entry.events = [loss, noted]
        try shop.state.apply(entry)
        #expect(try shop.order().lines[0].missing == 2)
        let reply = try shop.send("shipment.correctTracking", correction)
        #expect(reply.events == ["order/O-1 order.shipmentRecorded", "shipment/S-1 shipment.trackingCorrected"])
        #expect(try shop.order().lines[0].shipped == 2 && shop.order().lines[0].missing == 0)
        #expect(try shop.stock().reserved == 0)
    }

    // MARK: Corrections

    @Test func aDeliveryThatWasNoneIsTakenBack() throws {
        var shop = Shop()
        let estimate = #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001","estimatedDelivery":"2026-03-01T09:00:20Z"}"#
        try shop.given(Example.created + [.init("shipment.dispatch", estimate), .delivered])
        try shop.given([.init("order.confirmReceipt", #"{"orderId":"O-1"}"#)])
        #expect(try shop.shipment().late == true)
        try shop.given([.init("shipment.correctTracking", correction)])
        let shipment = try shop.shipment()
        #expect(shipment.status == .shipped && shipment.trackingStatus == .pending && shipment.scans.count == 1)
        #expect(shipment.deliveredAt == nil && shipment.late == nil)
        #expect(try shop.order().status == .confirmed)
        #expect(try shop.order().shipmentStatus == .shipped)
        #expect(try shop.order().deliveredAt == nil)
        // The same word again is nothing new, and what is received by itself is not received now.
        #expect(try shop.send("shipment.recordScan", Example.scan("scan-9", "DELIVERED")).events == [])
        try shop.wait(seconds: 10 * 86_400)
        #expect(try shop.order().status == .confirmed)
        try shop.given([scan("SF1001", "DELIVERED", at: "2026-03-11T00:00:00Z", id: "scan-10")])
        #expect(try shop.order().deliveredAt == Moment("2026-03-11T00:00:00Z")!.timestamp)
        try shop.wait(seconds: Limits.receiveAfterSeconds + 86_400)
        #expect(try shop.order().status == .received)
        try shop.expectReplay()
    }

    @Test func aCompletedOrderIsClosed() throws {
        var shop = Shop()
        let id = #"{"orderId":"O-1"}"#
        try shop.given(Example.shipped + [.delivered, .init("order.confirmReceipt", id), .init("order.complete", id)])
        #expect(try shop.send("shipment.correctTracking", correction).code == "invalid_state")
        #expect(try shop.order().deliveredAt == Moment("2026-03-01T09:00:30Z")!.timestamp)
    }

    @Test func aFoundParcelGivesBackWhatWasPromisedInItsPlace() throws {
        var shop = try Shop(given: Example.shipped + [.lost])
        #expect(try shop.stock().reserved == 2)
        // One of two units was cancelled meanwhile: then it cannot be found whole.
        var other = shop
        try other.given([.init("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#)])
        guard case .rejected(let rejection) = try other.send("shipment.correctTracking", correction) else {
            Issue.record("not refused")
            return
        }
        #expect(
            rejection.code == "exceeds_remaining" && rejection.params["remaining"] == "1" && rejection.params["requested"] == "2")
        // A delivery that was scanned after the loss counts as soon as the loss is taken back.
        try shop.given([scan("SF1001", "DELIVERED", at: "2026-03-01T10:30:00Z")])
        #expect(try shop.shipment().status == .lost)
        try shop.given([.init("shipment.correctTracking", correction)])
        #expect(try shop.stock().reserved == 0)
        #expect(try shop.order().lines[0].lost == 0)
        #expect(try shop.shipment().status == .delivered)
        #expect(try shop.order().deliveredAt == Moment("2026-03-01T10:30:00Z")!.timestamp)
        try shop.expectReplay()
    }

    @Test func aCorrectedNumberStartsAnew() throws {
        var shop = Shop()
        let rename = #"{"shipmentId":"S-1","trackingNumber":"SF7","reason":"read wrongly"}"#
        try shop.given(Example.shipped + [scan("SF7", "DELIVERED", at: "2026-03-01T10:20:00Z", id: "scan-9")])
        try shop.given([scan("SF7", "IN_TRANSIT", at: "2026-03-01T09:20:00Z", id: "scan-8"), .delivered])
        // Its delivery was another parcel's: it can only go together with the number that reported it.
        #expect(try shop.send("shipment.correctTracking", rename).code == "invalid_state")
        let both = #"{"shipmentId":"S-1","trackingNumber":"SF7","status":"SHIPPED","reason":"read wrongly"}"#
        try shop.given([.init("shipment.correctTracking", both)])
        let shipment = try shop.shipment()
        #expect(shipment.carrier == "SF" && shipment.trackingNumber == "SF7" && shipment.supersededScans == 1)
        #expect(shipment.scans.map(\.scanID) == ["scan-9", "scan-8", "scan-9"])
        #expect(shipment.status == .delivered && shipment.deliveredAt == Moment("2026-03-01T10:20:00Z")!.timestamp)
        #expect(try shop.parcel("SF7@SF").shipmentID == "S-1")
        // The former number is free again: what the carrier says of it waits for another shipment.
        let reply = try shop.send("shipment.recordScan", Example.scan("scan-11", "IN_TRANSIT"))
        #expect(reply.events == ["parcel/SF1001@SF shipment.parcelScanned"])
        try shop.expectReplay()
    }

    @Test func correctionsAreChecked() throws {
        var shop = try Shop(given: Example.paid + [ship("S-1", 1), ship("S-2", 1), dispatch("S-2", number: "SF2")])
        func code(_ more: String, _ id: String = "S-2") throws -> String? {
            try shop.send("shipment.correctTracking", "{\"shipmentId\":\"\(id)\",\"reason\":\"x\"\(more)}").code
        }
        #expect(try code("") == "invalid_argument")
        #expect(try code(#","status":"DELIVERED""#) == "invalid_argument")
        #expect(try code(#","status":"SHIPPED""#) == "invalid_state")
        #expect(try code(#","trackingNumber":"SF2""#) == "invalid_argument")
        #expect(try code(#","trackingNumber":"SF9""#, "S-1") == "invalid_state")
        #expect(try code(#","trackingNumber":"SF9""#, "S-9") == "not_found")
        try shop.given([dispatch("S-1", number: "SF1")])
        #expect(try code(#","trackingNumber":"SF1""#) == "already_exists")
        #expect(try code(#","carrier":"YTO""#) == nil)
        #expect(try shop.shipment("S-2").carrier == "YTO")
    }

    // MARK: Scans

    @Test func deliveredAtIsTheLatestDelivery() throws {
        var shop = try Shop(given: Example.paid + [ship("S-1", 1), ship("S-2", 1)])
        try shop.given([dispatch("S-1", number: "SF1"), dispatch("S-2", number: "SF2")])
        try shop.given([scan("SF1", "DELIVERED", at: "2026-03-01T10:45:00Z"), scan("SF2", "DELIVERED", at: "2026-03-01T10:15:00Z")])
        #expect(try shop.order().deliveredAt == Moment("2026-03-01T10:45:00Z")!.timestamp)
        try shop.given([
            .init("shipment.correctTracking", correction), scan("SF1", "DELIVERED", at: "2026-03-01T09:45:00Z", id: "t"),
        ])
        #expect(try shop.order().deliveredAt == Moment("2026-03-01T10:15:00Z")!.timestamp)
    }

    @Test func carriersClocksMayBeBehind() throws {
        var shop = try Shop(given: Example.shipped)
        let left = try #require(Moment(try shop.shipment().shippedAt))
        let earliest = left.adding(seconds: -Limits.occurredAheadSeconds)
        let early = scan("SF1001", "DELIVERED", at: earliest.adding(seconds: -1).description)
        #expect(try shop.send(early.verb, early.body).code == "invalid_argument")
        try shop.given([scan("SF1001", "DELIVERED", at: earliest.description)])
        #expect(try shop.shipment().deliveredAt == left.timestamp && shop.shipment().shippedAt == left.timestamp)
    }

    @Test func scansWaitForTheirNumberAMonth() throws {
        var shop = try Shop(given: Example.created + [.delivered])
        #expect(try shop.parcel().status == .waiting && shop.parcel().carrier == "SF" && shop.parcel().trackingNumber == "SF1001")
        #expect(try shop.send("shipment.recordScan", Example.scan("scan-9", "DELIVERED")).events == [])
        #expect(try shop.send("shipment.recordScan", Example.scan("scan-9", "EXCEPTION")).code == "scan_conflict")
        try shop.wait(seconds: Limits.scansWaitSeconds - 60)
        #expect(try shop.parcel().scans.count == 1)
        try shop.wait(seconds: 120)
        #expect(try shop.parcel().status == .expired && shop.parcel().scans.isEmpty)
        #expect(shop.entries.last?.command == "shipment.expireScans")
        try shop.given([.dispatch])
        #expect(try shop.shipment().status == .shipped && shop.shipment().scans.isEmpty)
        try shop.expectReplay()
    }

    @Test func waitingScansCountInTheOrderInWhichTheyHappened() throws {
        var shop = try Shop(given: Example.created)
        for number in 1...Limits.scansPerParcel {
            try shop.given([scan("SF1001", "IN_TRANSIT", at: "2026-03-01T10:\(60 - number):00Z", id: "s\(number)")])
        }
        #expect(try shop.send("shipment.recordScan", Example.scan("one-more", "EXCEPTION")).code == "quantity_limit")
        try shop.given([.init("shipment.dispatch", #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001"}"#)])
        let scans = try shop.shipment().scans
        #expect(scans.count == Limits.scansPerParcel && scans.first?.scanID == "s\(Limits.scansPerParcel)")
        #expect(try shop.shipment().trackingStatus == .inTransit)
        // The carrier had it by then, so it had left.
        #expect(try shop.shipment().shippedAt == scans.first?.occurredAt)
        #expect(try shop.parcel().status == .assigned && shop.parcel().scans.isEmpty)
        // As far as clocks may differ, a delivery before the order was placed is at the hand-over.
        let other = try Shop(given: Example.created + [scan("SF1001", "DELIVERED", at: "2026-03-01T08:58:00Z"), .dispatch])
        #expect(try other.order().deliveredAt == other.order().placedAt)
        #expect(try other.shipment().shippedAt == other.order().placedAt)
    }

    // MARK: What needs no parcel, or no carrier

    @Test func digitalGoodsAreDeliveredByTheConfirmation() throws {
        var shop = Shop()
        let product = #"{"productId":"P-1","title":"x","kind":"DIGITAL","publish":true,"variants":[{"sku":"SKU-1","#
        try shop.given([
            .init("catalog.createProduct", product + #""price":{"amount":10000,"currency":"CNY"}}]}"#),
            .place(2, paidBy: "ALIPAY"),
        ])
        #expect(try shop.order().deliveredAt == nil)
        try shop.given([.result("CAPTURED", 20_000)])
        let order = try shop.order()
        #expect(order.lines[0].delivered == 2 && order.deliveredAt == order.updatedAt)
        try shop.given([.init("order.hold", #"{"orderId":"O-1"}"#), .init("order.releaseHold", #"{"orderId":"O-1"}"#)])
        #expect(try shop.order().lines[0].delivered == 2 && shop.order().deliveredAt == order.deliveredAt)
        try shop.wait(seconds: Limits.receiveAfterSeconds - 60)
        #expect(try shop.order().status == .confirmed)
        try shop.wait(seconds: 120)
        #expect(try shop.order().status == .received)
        #expect(shop.entries.last?.command == "order.receive")
        try shop.expectReplay()
    }

    @Test func aPickupNeedsNoCarrier() throws {
        var shop = Shop()
        let more =
            #","deliveryMethod":"PICKUP","#
            + #""payments":[{"paymentId":"PAY-1","method":"CARD","capture":"MANUAL","amount":20000}]"#
        try shop.given(
            Example.shop + [.init("order.place", Example.order(2, more)), .result("AUTHORIZED", 20_000), ship("S-1", 1)])
        try shop.given([.init("order.hold", #"{"orderId":"O-1"}"#)])
        let pickup = Example.Step("shipment.confirmPickup", #"{"shipmentId":"S-1"}"#)
        #expect(try shop.send(pickup.verb, pickup.body).code == "invalid_state")
        try shop.given([.init("order.releaseHold", #"{"orderId":"O-1"}"#), pickup])
        #expect(try shop.shipment().status == .delivered && shop.shipment().trackingStatus == .delivered)
        #expect(try shop.shipment().deliveredAt == shop.shipment().shippedAt)
        #expect(try shop.stock().onHand == 4 && shop.stock().reserved == 1)
        #expect(try shop.payment().capturePending == 10_000)
        #expect(try shop.order().shipmentStatus == .partiallyDelivered)
        #expect(try shop.send(pickup.verb, pickup.body).code == "already_dispatched")
        // Crossed out by mistake: taken back, and picked up later.
        try shop.given([.init("shipment.correctTracking", correction), pickup])
        #expect(try shop.stock().onHand == 4 && shop.shipment().status == .delivered)
        try shop.expectReplay()
    }

    /// Handed over at a counter that a carrier brought it to, whose scans come late.
    @Test func aPickupStandsWhateverIsScannedLater() throws {
        var shop = Shop()
        shop.role = Role.operator.rawValue
        let more = #","deliveryMethod":"PICKUP","payments":[{"paymentId":"PAY-1","method":"COD","amount":20000}]"#
        try shop.given(
            Example.shop + [.init("order.place", Example.order(2, more)), ship("S-1", 2), .dispatch])
        try shop.given([.init("shipment.confirmPickup", #"{"shipmentId":"S-1"}"#)])
        try shop.given([.init("shipment.recordScan", Example.scan("scan-1", "AVAILABLE_FOR_PICKUP"))])
        #expect(try shop.shipment().trackingStatus == .delivered)
    }
}
