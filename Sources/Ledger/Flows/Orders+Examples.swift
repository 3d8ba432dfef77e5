import Schema

extension OrderCommand {
    static var examples: [Example] { Example.checkout + Example.cartCheckout + Example.orders }
}

extension Example {
    private static let id = #"{"orderId":"O-1"}"#

    static let orders: [Example] = [
        Example(
            "order.cancel", "before it is paid", given: shop + [.place(2)], #"{"orderId":"O-1","reason":"changed my mind"}"#,
            then: .events(["order/O-1 order.cancelled", "stock/SKU-1@WH-1 stock.released"])),
        Example(
            "order.cancel", "what was captured is asked back", given: paid, #"{"orderId":"O-1","reason":"changed my mind"}"#,
            then: .events([
                "order/O-1 order.cancelled", "stock/SKU-1@WH-1 stock.released", "payment/PAY-1 payment.refundRequested",
                "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "order.cancel", "what was authorized is given up", given: authorized, #"{"orderId":"O-1","reason":"changed my mind"}"#,
            then: .events([
                "order/O-1 order.cancelled", "stock/SKU-1@WH-1 stock.released", "payment/PAY-1 payment.voidRequested",
                "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "order.cancel", "a tender that nothing has come of ends with it", given: shop + [.place(2, paidBy: "ALIPAY")], id,
            then: .events([
                "order/O-1 order.cancelled", "stock/SKU-1@WH-1 stock.released", "payment/PAY-1 payment.cancelled",
                "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "order.cancel", "with a shipment that has not left", given: created, #"{"orderId":"O-1","reason":"late"}"#,
            then: .events([
                "shipment/S-1 shipment.cancelled", "order/O-1 order.shipmentRecorded", "order/O-1 order.cancelled",
                "stock/SKU-1@WH-1 stock.released", "payment/PAY-1 payment.refundRequested", "order/O-1 order.paymentRecorded",
            ])),
        Example("order.cancel", "not once it has left", given: shipped, id, then: .rejected(.shippedUseReturn)),
        Example(
            "order.cancel", "not twice", given: shop + [.place(2), Step("order.cancel", id)], id,
            then: .rejected(.invalidState)),
        Example(
            "order.cancelLines", "one of two lamps: its money goes back", given: paid,
            #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}],"reason":"one is enough"}"#,
            then: .events([
                "order/O-1 order.linesCancelled", "stock/SKU-1@WH-1 stock.released", "payment/PAY-1 payment.refundRequested",
                "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "order.cancelLines", "all that is left: the order ends", given: shop + [.place(2)],
            #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":2}]}"#,
            then: .events(["order/O-1 order.linesCancelled", "stock/SKU-1@WH-1 stock.released", "order/O-1 order.cancelled"])),
        Example(
            "order.cancelLines", "not what is packed already", given: created,
            #"{"orderId":"O-1","lines":[{"lineId":"1","quantity":1}]}"#, then: .rejected(.exceedsRemaining)),
        Example(
            "order.hold", "someone should look at it", given: shop + [.place(2)],
            #"{"orderId":"O-1","reason":"check the address"}"#,
            then: .events(["order/O-1 order.held"])),
        Example(
            "order.releaseHold", "all is well, and it is paid", given: paid + [Step("order.hold", id)], id,
            then: .events(["order/O-1 order.holdReleased", "order/O-1 order.confirmed"])),
        Example(
            "order.releaseHold", "only what is held", given: paid, id, then: .rejected(.invalidState)),
        Example(
            "order.confirmReceipt", "all of it arrived", given: shipped + [.delivered], id, at: dayOfDelivery,
            then: .events(["order/O-1 order.received"])),
        Example(
            "order.confirmReceipt", "not before it arrived", given: shipped, id, then: .rejected(.invalidState)),
        Example(
            "order.complete", "received and settled", given: shipped + [.delivered, Step("order.confirmReceipt", id)], id,
            at: dayOfDelivery,
            then: .events(["order/O-1 order.completed"])),
        Example(
            "order.complete", "not while a refund is open",
            given: shipped + [
                .delivered, Step("order.confirmReceipt", id),
                Step("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"RF-1","amount":500,"reason":"a scratch"}"#),
            ], id, at: dayOfDelivery,
            then: .rejected(.openObligations)),
        Example(
            "order.complete", "with a balance due it has to be written off", given: givenBack, id,
            at: dayOfDelivery, then: .rejected(.balanceDue)),
        Example(
            "order.complete", "what is due is written off", given: givenBack,
            #"{"orderId":"O-1","writeOff":{"reason":"not worth a letter"}}"#, at: dayOfDelivery,
            then: .events(["order/O-1 order.writtenOff", "order/O-1 order.completed"])),
    ]

    /// Delivered and received, and then the provider gave 500 back that the customer still owes.
    private static let givenBack: [Step] =
        shipped + [
            .delivered, Step("order.confirmReceipt", id),
            Step("payment.recordResult", result("REFUNDED", 500, #","providerReference":"re_1""#)),
        ]

    static func order(_ quantity: Int, _ more: String = "") -> String {
        #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":\#(quantity)}]\#(more)}"#
    }
}

extension Example.Step {
    /// An order of SKU-1 without a payment.
    static func place(_ quantity: Int) -> Self {
        Self("order.place", Example.order(quantity))
    }

    /// An order of SKU-1 with one payment P-1 of all of it.
    static func place(_ quantity: Int, paidBy method: String, capture: String = "AUTO") -> Self {
        let payment =
            "{\"paymentId\":\"PAY-1\",\"method\":\"\(method)\",\"amount\":\(quantity * 10_000),\"capture\":\"\(capture)\"}"
        return Self("order.place", Example.order(quantity, ",\"payments\":[\(payment)]"))
    }
}
