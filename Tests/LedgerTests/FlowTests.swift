import Schema
import Testing

@testable import Ledger

@Suite struct FlowTests {
    private func order(_ id: String, _ quantity: Int, _ more: String = "") -> String {
        #"{"orderId":"\#(id)","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":\#(quantity)}]\#(more)}"#
    }

    // MARK: Checkout

    @Test func rejectionsCarryTheirNumbers() throws {
        var shop = try Shop(given: Example.shop)
        guard case .rejected(let rejection) = try shop.send("order.place", order("O-1", 6)) else {
            Issue.record("not refused")
            return
        }
        #expect(rejection.detail == "SKU-1@WH-1: 6 requested, 5 available")
        #expect(rejection.params["requested"] == "6" && rejection.params["available"] == "5" && rejection.params["sku"] == "SKU-1")
        try shop.send("warehouse.register", #"{"warehouseId":"WH-2","name":"Ningbo"}"#)
        try shop.send("stock.receive", #"{"sku":"SKU-1","warehouseId":"WH-2","quantity":2}"#)
        guard case .rejected(let second) = try shop.send("order.place", order("O-1", 9)) else {
            Issue.record("not refused")
            return
        }
        #expect(second.detail == "SKU-1: 9 requested, 7 available")
    }

    @Test func linesOfOneSKUAreSummed() throws {
        var shop = try Shop(given: Example.shop)
        let lines = #""lines":[{"sku":"SKU-1","quantity":3},{"sku":"SKU-1","quantity":3}]"#
        let reply = try shop.send("order.place", "{\"orderId\":\"O-1\",\"customerId\":\"C-1\",\"currency\":\"CNY\",\(lines)}")
        #expect(reply.code == "insufficient_stock")
        #expect(try shop.stock().reserved == 0)
    }

    @Test func nearestWarehouseThatHasEverythingServes() throws {
        var shop = try Shop(given: [.product, .init("warehouse.register", #"{"warehouseId":"WH-0","name":"nowhere"}"#)])
        for (id, longitude) in [("WH-1", 10_000_000), ("WH-2", 2_000_000), ("WH-3", 1_000_000)] {
            let location = "{\"latitudeE6\":0,\"longitudeE6\":\(longitude)}"
            try shop.send("warehouse.register", "{\"warehouseId\":\"\(id)\",\"name\":\"x\",\"location\":\(location)}")
        }
        for (id, quantity) in [("WH-0", 9), ("WH-1", 9), ("WH-2", 3), ("WH-3", 1)] {
            try shop.send("stock.receive", "{\"sku\":\"SKU-1\",\"warehouseId\":\"\(id)\",\"quantity\":\(quantity)}")
        }
        let shipTo = #","shipTo":{"country":"GH","location":{"latitudeE6":0,"longitudeE6":0}}"#
        try shop.send("order.place", order("O-1", 2, shipTo))
        #expect(try shop.order("O-1").lines[0].allocations.map(\.warehouseID) == ["WH-2"])
        try shop.send("order.place", order("O-2", 4, shipTo))
        #expect(try shop.order("O-2").lines[0].allocations.map(\.warehouseID) == ["WH-1"])
        try shop.send("order.place", order("O-3", 15, shipTo))
        #expect(try shop.order("O-3").lines[0].allocations.map(\.warehouseID) == ["WH-3", "WH-2", "WH-1", "WH-0"])
        guard case .order(let event)? = shop.entries[9].events.first?.event, case .placed(let placed)? = event.event else {
            Issue.record("no order placed")
            return
        }
        // Two degrees of the equator, with the mean radius 6371.0088 km.
        #expect(placed.lines[0].allocations[0].distanceMeters == 222_390)
    }

    @Test func distancesAcrossTheAntimeridian() {
        func place(_ latitude: Int32, _ longitude: Int32) -> Location {
            var location = Location()
            location.latitudeE6 = latitude
            location.longitudeE6 = longitude
            return location
        }
        #expect(place(0, 179_000_000).meters(to: place(0, -179_000_000)) == 222_390)
        #expect(place(0, 0).meters(to: place(0, 180_000_000)) == 20_015_114)
        #expect(place(90_000_000, 0).meters(to: place(-90_000_000, 0)) == 20_015_114)
        #expect(place(5, 5).meters(to: place(5, 5)) == 0)
    }

    @Test func operatorsMaySetPrices() throws {
        var shop = try Shop(given: Example.shop, role: .storefront)
        let line = #"{"sku":"SKU-1","quantity":2,"unitPrice":500,"priceOverride":true,"discount":100}"#
        let body = "{\"orderId\":\"O-1\",\"customerId\":\"C-1\",\"currency\":\"CNY\",\"lines\":[\(line)]}"
        #expect(try shop.send("order.place", body).code == RejectionCode.forbidden.rawValue)
        shop.role = "operator"
        try shop.send("order.place", body)
        #expect(try shop.order().total == 900)
    }

    @Test func freeOrdersAndDigitalGoods() throws {
        var shop = Shop()
        shop.role = "operator"
        try shop.given([.digital])
        let body = #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-D","quantity":1,"discount":3000}]}"#
        #expect(try shop.send("order.place", body).events == ["order/O-1 order.placed", "order/O-1 order.confirmed"])
        #expect(try shop.send("order.confirmReceipt", #"{"orderId":"O-1"}"#).events == ["order/O-1 order.received"])
        #expect(try shop.order().lines[0].delivered == 1)
        #expect(try shop.order().shipmentStatus == .notRequired)
    }

    @Test func holdsAreUsedFirst() throws {
        var shop = try Shop(given: Example.shop + [.init("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":4}"#)])
        #expect(try shop.send("order.place", order("O-1", 2)).code == "insufficient_stock")
        #expect(try shop.send("order.place", order("O-1", 3, #","reservationIds":["R-1"]"#)).code == nil)
        #expect(try shop.state.reservation("R-1")?.remaining == 1)
        #expect(try shop.stock().available == 1)
    }

    // MARK: Money

    @Test func manualCapturesFollowTheShipments() throws {
        var shop = try Shop(given: Example.shop)
        let payments = #","shippingFee":7,"payments":[{"paymentId":"PAY-1","method":"CARD","amount":30007,"capture":"MANUAL"}]"#
        try shop.send("order.place", order("O-1", 3, payments))
        try shop.given([.result("AUTHORIZED", 30_007), .ship(1), .dispatch])
        #expect(try shop.payment().capturePending == 10_007)
        try shop.given([.result("CAPTURED", 10_007)])
        try shop.send("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#)
        #expect(try shop.payment().capturePending == 0)
        let second = #"{"shipmentId":"S-2","orderId":"O-1","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":1}]}"#
        try shop.send("shipment.create", second)
        try shop.send("shipment.dispatch", #"{"shipmentId":"S-2","carrier":"SF","trackingNumber":"SF1002"}"#)
        #expect(try shop.payment().capturePending == 10_000)
        #expect(try shop.payment().voidPending == 10_000)
        try shop.given([.result("CAPTURED", 10_000), .result("VOIDED", 10_000)])
        #expect(try shop.payment().status == .captured)
        #expect(try shop.order().paymentStatus == .paid)
        try shop.expectReplay()
    }

    @Test func lateMoneyAfterExpiryGoesBack() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "ALIPAY")])
        try shop.wait(seconds: Limits.payWithinSeconds + 1)
        #expect(try shop.order().status == .expired)
        #expect(shop.entries.last?.command == "order.expire")
        try shop.given([.result("CAPTURED", 20_000)])
        #expect(try shop.payment().refundPending == 20_000)
        #expect(try shop.payment().operations.last?.reason == "late_payment")
        try shop.given([.result("REFUNDED", 20_000)])
        #expect(try shop.order().paymentStatus == .refunded)
        #expect(try shop.payment().status == .refunded)
    }

    @Test func moneyAfterAFailureIsRecordedAndConfirms() throws {
        let shop = try Shop(
            given: Example.shop + [.place(2, paidBy: "CARD"), .result("FAILED", 20_000), .result("CAPTURED", 20_000)])
        #expect(try shop.order().status == .confirmed)
    }

    @Test func paidTwiceGivesTheExcessBack() throws {
        var shop = try Shop(given: Example.shop + [.place(2, paidBy: "CARD"), .result("FAILED", 20_000)])
        try shop.send("payment.initiate", #"{"paymentId":"PAY-2","orderId":"O-1","method":"ALIPAY","amount":20000}"#)
        try shop.send("payment.recordResult", #"{"paymentId":"PAY-2","outcome":"CAPTURED","amount":20000}"#)
        try shop.given([.result("CAPTURED", 20_000)])
        #expect(try shop.order().refundPending == 20_000)
    }

    @Test func moneyAfterAVoidShowsThatItHeld() throws {
        let shop = try Shop(given: Example.authorized + [.result("VOIDED", 20_000), .result("CAPTURED", 20_000)])
        #expect(try shop.payment().voided == 0)
        #expect(try shop.payment().status == .captured)
    }

    @Test func failedCaptureMayBeAskedAgain() throws {
        var shop = try Shop(given: Example.authorized + [.ship(2), .dispatch, .result("FAILED", 20_000)])
        #expect(try shop.payment().status == .authorized)
        #expect(try shop.payment().capturePending == 0)
        try shop.given([.init("payment.requestCapture", #"{"paymentId":"PAY-1","amount":20000}"#), .result("CAPTURED", 20_000)])
        #expect(try shop.order().paymentStatus == .paid)
    }

    @Test func partPaymentsConfirmTogether() throws {
        var shop = try Shop(given: Example.shop)
        let payments =
            #","payments":[{"paymentId":"PAY-1","method":"CARD","amount":15000,"capture":"MANUAL"},"#
            + #"{"paymentId":"PAY-2","method":"BALANCE","amount":5000}]"#
        try shop.send("order.place", order("O-1", 2, payments))
        try shop.given([.result("AUTHORIZED", 15_000)])
        #expect(try shop.order().status == .pending)
        try shop.send("payment.recordResult", #"{"paymentId":"PAY-2","outcome":"CAPTURED","amount":5000}"#)
        #expect(try shop.order().status == .confirmed)
        #expect(try shop.order().paymentStatus == .partiallyPaid)
    }

    @Test func captureRequestsStayWithinWhatIsOwed() throws {
        var shop = try Shop(given: Example.authorized)
        try shop.send("order.cancelLines", #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#)
        #expect(try shop.send("payment.requestCapture", #"{"paymentId":"PAY-1","amount":10001}"#).code == "exceeds_due")
        #expect(try shop.send("payment.requestCapture", #"{"paymentId":"PAY-1","amount":10000}"#).code == nil)
    }

    // MARK: Time

    @Test func holdStopsTheClockAndReleaseBringsItBack() throws {
        var shop = try Shop(given: Example.shop + [.place(2), .init("order.hold", #"{"orderId":"O-1"}"#)])
        try shop.wait(seconds: Limits.payWithinSeconds + 1)
        #expect(try shop.order().status == .onHold)
        try shop.given([.init("order.releaseHold", #"{"orderId":"O-1"}"#)])
        try shop.wait(seconds: Limits.payWithinSeconds - 1)
        #expect(try shop.order().status == .pending)
        try shop.wait(seconds: 1)
        #expect(try shop.order().status == .expired)
    }

    @Test func deliveredOrdersAreReceivedByThemselves() throws {
        var shop = try Shop(given: Example.shipped + [.delivered])
        // The seven days began when it was delivered, and that was not when it was told.
        try shop.wait(seconds: 3600)
        #expect(try shop.order().deliveredAt == Moment("2026-03-01T09:00:30Z")!.timestamp)
        try shop.wait(seconds: Limits.receiveAfterSeconds - 3660)
        #expect(try shop.order().status == .confirmed)
        try shop.wait(seconds: 120)
        #expect(try shop.order().status == .received)
        #expect(shop.entries.last?.command == "order.receive")
    }

    @Test func forgottenHoldsGiveBack() throws {
        var shop = try Shop(given: Example.shop + [.init("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":4}"#)])
        try shop.send("stock.extendReservation", #"{"reservationId":"R-1","expiresInSeconds":3600}"#)
        try shop.wait(seconds: Limits.maxHoldSeconds)
        #expect(try shop.stock().available == 5)
        #expect(try shop.state.reservation("R-1")?.status == .expired)
        #expect(shop.entries.last?.command == "stock.expireReservation")
    }

    // MARK: Backorders

    @Test func backordersAreFilledOldestFirstWhereverGoodsAppear() throws {
        var shop = try Shop(given: [.warehouse, .preorder, .receive(2)])
        try shop.send("order.place", order("O-2", 2))
        for id in ["O-9", "O-1"] { try shop.send("order.place", order(id, 1, #","allowBackorder":true"#)) }
        #expect(try shop.stock("SKU-1@").backordered == 2)
        try shop.send("order.cancel", #"{"orderId":"O-2"}"#)
        try shop.wait(seconds: 1)
        #expect(try shop.stock("SKU-1@").backordered == 0)
        #expect(try shop.order("O-9").lines[0].reserved == 1)
    }

    @Test func manyBackordersAreFilledOverSeveralEntries() throws {
        var shop = Shop()
        let product = #"{"productId":"P-1","title":"x","kind":"PHYSICAL","publish":true,"variants":[{"sku":"SKU-1","#
        try shop.given([
            .warehouse,
            .init("catalog.createProduct", product + #""price":{"amount":1,"currency":"CNY"},"backorderLimit":1000}]}"#),
            .receive(1),
        ])
        let lines = (1...150).map { _ in #"{"sku":"SKU-1","quantity":1}"# }.joined(separator: ",")
        let body = "{\"orderId\":\"O-1\",\"customerId\":\"C-1\",\"currency\":\"CNY\",\"allowBackorder\":true,\"lines\":[\(lines)]}"
        #expect(try shop.send("order.place", body).code == nil)
        _ = try shop.decide(try Command(json: Array(Example.Step.receive(200).command(id: "x").utf8)))
        #expect(shop.entries.last?.events.map(\.name) == ["stock.received", "stock.backorderFillDue"])
        try shop.wait(seconds: 1)
        #expect(try shop.stock("SKU-1@").backordered == 0)
        let fills = shop.entries.suffix(2)
        #expect(fills.map(\.command) == ["stock.fillBackorders", "stock.fillBackorders"])
        #expect(fills.map(\.events.count) == [3 * Limits.backordersPerEntry, 3 * 74 + 1])
    }

    /// Between the goods' arrival and the filling of those who wait, a new order gets none of them.
    @Test func aNewOrderDoesNotTakeWhatOthersWaitFor() throws {
        var shop = try Shop(given: [.warehouse, .preorder, .receive(1)])
        try shop.send("order.place", order("O-1", 3, #","allowBackorder":true"#))
        for step in [Example.Step.receive(2), .init("order.place", order("O-2", 1, #","allowBackorder":true"#))] {
            _ = try shop.decide(try Command(json: Array(step.command(id: "x").utf8)))
        }
        #expect(try shop.order("O-2").lines[0].backordered == 1)
        try shop.wait(seconds: 1)
        #expect(try shop.order("O-1").lines[0].reserved == 3 && shop.order("O-2").lines[0].backordered == 1)
    }

    @Test func anExpiryLeavesTheFillingToEntriesOfTheirOwn() throws {
        var shop = Shop()
        let skus = (1...8).map { "SKU-\($0)" }
        let variants = skus.map { "{\"sku\":\"\($0)\",\"price\":{\"amount\":1,\"currency\":\"CNY\"},\"backorderLimit\":100}" }
        let product = #"{"productId":"P-1","title":"x","kind":"PHYSICAL","publish":true,"variants":["#
        try shop.given([.warehouse, .init("catalog.createProduct", product + variants.joined(separator: ",") + "]}")])
        for sku in skus {
            try shop.given([.init("stock.receive", "{\"sku\":\"\(sku)\",\"warehouseId\":\"WH-1\",\"quantity\":10}")])
        }
        func place(_ id: String, _ quantity: Int, _ seconds: Int) -> Example.Step {
            let lines = skus.map { "{\"sku\":\"\($0)\",\"quantity\":\(quantity)}" }.joined(separator: ",")
            let head = "{\"orderId\":\"\(id)\",\"customerId\":\"C-1\",\"currency\":\"CNY\",\"allowBackorder\":true,"
            return .init("order.place", head + "\"payWithinSeconds\":\(seconds),\"lines\":[\(lines)]}")
        }
        try shop.given([place("O-1", 10, 60)] + (2...11).map { place("O-\($0)", 1, 86_400) })
        try shop.wait(seconds: 120)
        let events = try #require(shop.entries.first { $0.command == "order.expire" }).events
        #expect(events.count { $0.name == "stock.reserved" } == 0)
        #expect(events.count { $0.name == "stock.backorderFillDue" } == skus.count)
        try shop.wait(seconds: 1)
        let left = try skus.map { try shop.stock("\($0)@").backordered }
        #expect(left == skus.map { _ in 0 })
    }

    // MARK: Shipping

    @Test func olderScansNeverTakeADeliveryBack() throws {
        var shop = try Shop(given: Example.shipped + [.delivered])
        let late =
            #"{"carrier":"SF","trackingNumber":"SF1001","scanId":"x","status":"EXCEPTION","#
            + #""occurredAt":"2026-03-01T09:02:00Z"}"#
        try shop.send("shipment.recordScan", late)
        #expect(try shop.shipment().trackingStatus == .delivered)
        #expect(try shop.shipment().scans.count == 2)
    }

    @Test func lateDeliveriesAreMarked() throws {
        var shop = try Shop(given: Example.created)
        let dispatch = #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001","estimatedDelivery":"2026-02-28T00:00:00Z"}"#
        try shop.send("shipment.dispatch", dispatch)
        try shop.given([.delivered])
        #expect(try shop.shipment().late == true)
        #expect(try shop.order().shipmentStatus == .delivered)
    }

    @Test func trackingNumbersAreUniqueWithinACarrier() throws {
        var shop = try Shop(given: Example.paid + [.ship(1), .dispatch])
        let second = #"{"shipmentId":"S-2","orderId":"O-1","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":1}]}"#
        try shop.send("shipment.create", second)
        let same = #"{"shipmentId":"S-2","carrier":"SF","trackingNumber":"SF1001"}"#
        #expect(try shop.send("shipment.dispatch", same).code == "already_exists")
        let other = #"{"shipmentId":"S-2","carrier":"YTO","trackingNumber":"SF1001"}"#
        #expect(try shop.send("shipment.dispatch", other).code == nil)
    }

    @Test func chargeableWeightIsTheLarger() throws {
        var shop = try Shop(given: Example.created)
        let packages = #"[{"weightGrams":100,"lengthMm":100,"widthMm":100,"heightMm":51},{"weightGrams":900,"lengthMm":10}]"#
        try shop.send("shipment.pack", "{\"shipmentId\":\"S-1\",\"packages\":\(packages)}")
        #expect(try shop.shipment().packages.map(\.chargeableGrams) == [102, 900])
    }

    @Test func expectationsAreChecked() throws {
        var shop = try Shop(given: Example.shop)
        let stale = #"{"id":"x","expect":[{"entity":"stock/SKU-1@WH-1","version":7}],"stock":{"receive":{}}}"#
        #expect(try shop.send(stale).code == "version_conflict")
        let fresh =
            #"{"id":"y","expect":[{"entity":"order/O-1","version":0},{"entity":"stock/SKU-1@WH-1","version":1}],"#
            + #""order":{"place":"#
        #expect(try shop.send(fresh + order("O-1", 1) + "}}").code == nil)
    }
}
