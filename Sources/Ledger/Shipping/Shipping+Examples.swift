import Schema

extension ShipmentCommand {
    static var examples: [Example] { Example.shipping }
}

extension Example {
    private static let id = #"{"shipmentId":"S-1"}"#

    /// Packed, and then the provider gave the money back.
    private static let unpaid: [Step] =
        created + [Step("payment.recordResult", result("REFUNDED", 20_000, #","providerReference":"re_1""#))]

    /// Two units, paid, and packed for the customer to pick them up.
    private static let pickup =
        shop + [
            Step(
                "order.place",
                order(2, #","deliveryMethod":"PICKUP","payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":20000}]"#)),
            .result("CAPTURED", 20_000), .ship(2),
        ]

    /// All units there are, sold to one order.
    private static let soldOut: [Step] = [
        .warehouse, .product, .receive(2), .place(2, paidBy: "ALIPAY"), .result("CAPTURED", 20_000),
    ]

    static let shipping: [Example] = [
        Example(
            "shipment.create", "all of a line", given: paid, shipment(2),
            then: .events(["shipment/S-1 shipment.created", "order/O-1 order.shipmentRecorded"])),
        Example(
            "shipment.create", "more than is reserved there", given: paid, shipment(3), then: .rejected(.exceedsRemaining)),
        Example(
            "shipment.create", "not before the order is paid", given: shop + [.place(2)], shipment(2),
            then: .rejected(.invalidState)),
        Example(
            "shipment.pack", "with its size and weight", given: created,
            #"{"shipmentId":"S-1","packages":[{"weightGrams":2600,"lengthMm":300,"widthMm":200,"heightMm":250}]}"#,
            then: .events(["shipment/S-1 shipment.packed"])),
        Example(
            "shipment.dispatch", "the goods leave the house", given: created,
            #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001","estimatedDelivery":"2026-03-05T18:00:00Z"}"#,
            then: .events([
                "shipment/S-1 shipment.dispatched", "stock/SKU-1@WH-1 stock.shipped", "order/O-1 order.shipmentRecorded",
            ])),
        Example(
            "shipment.dispatch", "an authorized tender is captured", given: authorized + [.ship(2)],
            #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001"}"#,
            then: .events([
                "shipment/S-1 shipment.dispatched", "stock/SKU-1@WH-1 stock.shipped", "order/O-1 order.shipmentRecorded",
                "payment/PAY-1 payment.captureRequested", "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "shipment.dispatch", "not what nobody has paid for", given: unpaid,
            #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001"}"#, then: .rejected(.paymentRequired)),
        Example(
            "shipment.dispatch", "unless someone takes it upon them", given: unpaid,
            #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001","allowUnpaid":true}"#,
            then: .events([
                "shipment/S-1 shipment.dispatched", "stock/SKU-1@WH-1 stock.shipped", "order/O-1 order.shipmentRecorded",
                "order/O-1 order.confirmed",
            ])),
        Example(
            "shipment.dispatch", "a shipment leaves once", given: shipped,
            #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1002"}"#, then: .rejected(.alreadyDispatched)),
        Example(
            "shipment.recordScan", "on its way", given: shipped, scan("scan-1", "IN_TRANSIT"),
            at: dayOfDelivery, then: .events(["shipment/S-1 shipment.scanned"])),
        Example(
            "shipment.recordScan", "delivered", given: shipped, scan("scan-2", "DELIVERED"), at: dayOfDelivery,
            then: .events([
                "shipment/S-1 shipment.scanned", "shipment/S-1 shipment.delivered", "order/O-1 order.shipmentRecorded",
            ])),
        Example(
            "shipment.recordScan", "the same scan again changes nothing", given: shipped + [.delivered],
            scan("scan-9", "DELIVERED"), at: dayOfDelivery, then: .events([])),
        Example(
            "shipment.recordScan", "the same scan says something else", given: shipped + [.delivered],
            scan("scan-9", "EXCEPTION"), at: dayOfDelivery, then: .rejected(.scanConflict)),
        Example(
            "shipment.recordScan", "of an earlier parcel, before the order was placed", given: shipped,
            scan("scan-1", "DELIVERED", at: "2026-03-01T06:00:00Z"), then: .rejected(.invalidArgument)),
        Example(
            "shipment.recordScan", "of a number that no shipment has yet: it waits", given: created, scan("scan-1", "IN_TRANSIT"),
            then: .events(["parcel/SF1001@SF shipment.parcelScanned"])),
        Example(
            "shipment.dispatch", "what the carrier scanned before counts now", given: created + [.delivered],
            #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001"}"#, at: dayOfDelivery,
            then: .events([
                "shipment/S-1 shipment.dispatched", "stock/SKU-1@WH-1 stock.shipped", "order/O-1 order.shipmentRecorded",
                "parcel/SF1001@SF shipment.parcelAssigned", "shipment/S-1 shipment.scanned", "shipment/S-1 shipment.delivered",
                "order/O-1 order.shipmentRecorded",
            ])),
        Example(
            "shipment.confirmPickup", "the customer takes it along", given: pickup, id,
            then: .events([
                "shipment/S-1 shipment.pickedUp", "stock/SKU-1@WH-1 stock.shipped", "order/O-1 order.shipmentRecorded",
                "order/O-1 order.shipmentRecorded",
            ])),
        Example(
            "shipment.confirmPickup", "it was sent to where it is picked up", given: pickup + [.dispatch], id,
            then: .events(["shipment/S-1 shipment.pickedUp", "order/O-1 order.shipmentRecorded"])),
        Example(
            "shipment.confirmPickup", "a carrier's delivery to there is not the customer's",
            given: pickup + [.dispatch, .delivered], id, at: dayOfDelivery,
            then: .events(["shipment/S-1 shipment.pickedUp", "order/O-1 order.shipmentRecorded"])),
        Example("shipment.confirmPickup", "not of what a carrier brings", given: created, id, then: .rejected(.invalidState)),
        Example(
            "shipment.cancel", "before it leaves", given: created, #"{"shipmentId":"S-1","reason":"packed the wrong one"}"#,
            then: .events(["shipment/S-1 shipment.cancelled", "order/O-1 order.shipmentRecorded"])),
        Example("shipment.cancel", "not after", given: shipped, id, then: .rejected(.alreadyDispatched)),
        Example(
            "shipment.reportLost", "it never arrived", given: shipped, #"{"shipmentId":"S-1","reason":"silent for 30 days"}"#,
            then: .events([
                "shipment/S-1 shipment.lost", "order/O-1 order.shipmentRecorded", "order/O-1 order.reallocated",
                "stock/SKU-1@WH-1 stock.reserved",
            ])),
        Example(
            "shipment.reportLost", "what is not there to be sent again is waited for",
            given: soldOut + [.ship(2), .dispatch], #"{"shipmentId":"S-1"}"#,
            then: .events([
                "shipment/S-1 shipment.lost", "order/O-1 order.shipmentRecorded", "order/O-1 order.reallocated",
                "stock/SKU-1@ stock.backordered",
            ])),
        Example(
            "shipment.reportReturnedToSender", "nobody was at home", given: shipped, #"{"shipmentId":"S-1","reason":"refused"}"#,
            then: .events([
                "shipment/S-1 shipment.returnedToSender", "order/O-1 order.shipmentRecorded", "order/O-1 order.reallocated",
                "stock/SKU-1@WH-1 stock.reserved",
            ])),
        Example(
            "shipment.reportReturnedToSender", "not what is at home still", given: created, id, then: .rejected(.invalidState)),
        Example(
            "shipment.correctTracking", "it was not delivered after all", given: shipped + [.delivered],
            #"{"shipmentId":"S-1","status":"SHIPPED","reason":"left with the neighbour's neighbour"}"#, at: dayOfDelivery,
            then: .events(["order/O-1 order.shipmentRecorded", "shipment/S-1 shipment.trackingCorrected"])),
        Example(
            "shipment.correctTracking", "it is not lost after all: what was promised in its place is free again",
            given: shipped + [.lost], #"{"shipmentId":"S-1","status":"SHIPPED","reason":"found in the depot"}"#,
            then: .events([
                "order/O-1 order.reallocated", "stock/SKU-1@WH-1 stock.released", "order/O-1 order.shipmentRecorded",
                "shipment/S-1 shipment.trackingCorrected",
            ])),
        Example(
            "shipment.correctTracking", "found when its units are on their way again",
            given: shipped + [.lost, Step("shipment.create", shipment(2, id: "S-2"))],
            #"{"shipmentId":"S-1","status":"SHIPPED","reason":"found in the depot"}"#, then: .rejected(.exceedsRemaining)),
        Example(
            "shipment.correctTracking", "the label has another number", given: shipped,
            #"{"shipmentId":"S-1","trackingNumber":"SF1007","reason":"read wrongly"}"#,
            then: .events(["shipment/S-1 shipment.trackingCorrected"])),
        Example(
            "shipment.correctTracking", "not without a reason", given: shipped,
            #"{"shipmentId":"S-1","trackingNumber":"SF1007"}"#, then: .rejected(.reasonRequired)),
    ]

    static func shipment(_ quantity: Int, id: String = "S-1") -> String {
        #"{"shipmentId":"\#(id)","orderId":"O-1","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":\#(quantity)}]}"#
    }

    static func scan(_ id: String, _ status: String, at time: String = "2026-03-01T09:00:30Z") -> String {
        "{\"carrier\":\"SF\",\"trackingNumber\":\"SF1001\",\"scanId\":\"\(id)\",\"status\":\"\(status)\","
            + "\"occurredAt\":\"\(time)\"}"
    }
}

extension Example.Step {
    static func ship(_ quantity: Int) -> Self {
        Self("shipment.create", Example.shipment(quantity))
    }

    static let dispatch = Self("shipment.dispatch", #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001"}"#)

    static let lost = Self("shipment.reportLost", #"{"shipmentId":"S-1","reason":"silent for 30 days"}"#)

    static let delivered = Self("shipment.recordScan", Example.scan("scan-9", "DELIVERED"))
}
