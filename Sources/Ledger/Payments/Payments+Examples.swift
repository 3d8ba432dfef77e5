import Schema

extension PaymentCommand {
    static var examples: [Example] { Example.payments }
}

extension Example {
    private static let refund =
        Step("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"RF-1","amount":500,"reason":"a scratch"}"#)

    private static let reference = #","providerReference":"ch_1""#

    static let payments: [Example] = [
        Example(
            "payment.initiate", "another try, by another method",
            given: shop + [.place(2, paidBy: "CARD"), .result("FAILED", 20_000)],
            #"{"paymentId":"PAY-2","orderId":"O-1","method":"WECHAT","amount":20000,"capture":"AUTO"}"#,
            then: .events(["payment/PAY-2 payment.initiated", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.initiate", "more than is due", given: shop + [.place(2, paidBy: "CARD")],
            #"{"paymentId":"PAY-2","orderId":"O-1","method":"WECHAT","amount":1}"#, then: .rejected(.exceedsDue)),
        Example(
            "payment.recordResult", "the money is there: the order is confirmed", given: shop + [.place(2, paidBy: "ALIPAY")],
            result("CAPTURED", 20_000, #","providerReference":"2026030122001""#),
            then: .events(["payment/PAY-1 payment.captured", "order/O-1 order.paymentRecorded", "order/O-1 order.confirmed"])),
        Example(
            "payment.recordResult", "authorized is enough where capture is MANUAL",
            given: shop + [.place(2, paidBy: "CARD", capture: "MANUAL")], result("AUTHORIZED", 20_000),
            then: .events(["payment/PAY-1 payment.authorized", "order/O-1 order.paymentRecorded", "order/O-1 order.confirmed"])),
        Example(
            "payment.recordResult", "the same notification again changes nothing", given: paid, result("CAPTURED", 20_000),
            then: .events([])),
        Example(
            "payment.recordResult", "a declined card is a fact, not a refusal", given: shop + [.place(2, paidBy: "CARD")],
            result("FAILED", 20_000, #","failureCode":"do_not_honor""#),
            then: .events(["payment/PAY-1 payment.failed", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.recordResult", "money for a cancelled order goes back",
            given: shop + [.place(2, paidBy: "ALIPAY"), Step("order.cancel", #"{"orderId":"O-1"}"#)], result("CAPTURED", 20_000),
            then: .events([
                "payment/PAY-1 payment.captured", "order/O-1 order.paymentRecorded", "payment/PAY-1 payment.refundRequested",
                "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "payment.recordResult", "the refund went through", given: paid + [refund], result("REFUNDED", 500),
            then: .events(["payment/PAY-1 payment.refunded", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.recordResult", "the refund did not go through", given: paid + [refund],
            result("REFUND_FAILED", 500, #","operationId":"RF-1""#),
            then: .events(["payment/PAY-1 payment.refundFailed", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.recordResult", "given up in time",
            given: authorized + [Step("payment.requestVoid", #"{"paymentId":"PAY-1"}"#)], result("VOIDED", 20_000),
            then: .events(["payment/PAY-1 payment.voided", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.recordResult", "more than the tender: the rest goes back", given: shop + [.place(2, paidBy: "ALIPAY")],
            result("CAPTURED", 20_001),
            then: .events([
                "payment/PAY-1 payment.captured", "order/O-1 order.paymentRecorded", "payment/PAY-1 payment.refundRequested",
                "order/O-1 order.paymentRecorded", "order/O-1 order.confirmed",
            ])),
        Example(
            "payment.recordResult", "an authorization that comes late counts",
            given: shop + [.place(2, paidBy: "CARD", capture: "MANUAL"), .result("FAILED", 20_000)],
            result("AUTHORIZED", 20_000),
            then: .events(["payment/PAY-1 payment.authorized", "order/O-1 order.paymentRecorded", "order/O-1 order.confirmed"])),
        Example(
            "payment.recordResult", "a refund nobody asked for here is a fact, too", given: paid, result("REFUNDED", 500),
            then: .events([
                "payment/PAY-1 payment.refunded", "order/O-1 order.paymentRecorded", "order/O-1 order.paymentLapsed",
            ])),
        Example(
            "payment.recordResult", "a reference counts once",
            given: shop + [.place(2, paidBy: "CARD"), Step("payment.recordResult", result("CAPTURED", 500, reference))],
            result("CAPTURED", 700, reference), then: .events(["payment/PAY-1 payment.resultNoted"])),
        Example(
            "payment.recordResult", "money that comes for a cancelled tender pays for nothing, and goes back",
            given: shop + [.place(2, paidBy: "ALIPAY"), Step("payment.cancel", #"{"paymentId":"PAY-1","reason":"by card"}"#)],
            result("CAPTURED", 20_000),
            then: .events([
                "payment/PAY-1 payment.captured", "order/O-1 order.paymentRecorded", "payment/PAY-1 payment.refundRequested",
                "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "payment.requestRefund", "for a scratch", given: paid,
            #"{"paymentId":"PAY-1","refundId":"RF-1","amount":500,"reason":"a scratch"}"#,
            then: .events(["payment/PAY-1 payment.refundRequested", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.requestRefund", "never more than was paid", given: paid + [refund],
            #"{"paymentId":"PAY-1","refundId":"RF-2","amount":19501,"reason":"all of it"}"#, then: .rejected(.exceedsRefundable)),
        Example(
            "payment.requestRefund", "the customer pays another way and still owes it", given: paid,
            #"{"paymentId":"PAY-1","refundId":"RF-1","amount":500,"reason":"by transfer","keepsOwed":true}"#,
            then: .events([
                "payment/PAY-1 payment.refundRequested", "order/O-1 order.paymentRecorded", "order/O-1 order.paymentLapsed",
            ])),
        Example(
            "payment.requestRefund", "under an id of the ledger's own form", given: paid,
            #"{"paymentId":"PAY-1","refundId":"PAY-1:refund:1","amount":500}"#, then: .rejected(.invalidArgument)),
        Example(
            "payment.cancel", "so that another way to pay can be opened", given: shop + [.place(2, paidBy: "CARD")],
            #"{"paymentId":"PAY-1","reason":"pays by transfer"}"#,
            then: .events(["payment/PAY-1 payment.cancelled", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.cancel", "not once the provider has answered", given: paid, #"{"paymentId":"PAY-1"}"#,
            then: .rejected(.invalidState)),
        Example(
            "payment.requestCapture", "before anything leaves", given: authorized, #"{"paymentId":"PAY-1","amount":5000}"#,
            then: .events(["payment/PAY-1 payment.captureRequested", "order/O-1 order.paymentRecorded"])),
        Example(
            "payment.requestCapture", "more than is authorized", given: authorized, #"{"paymentId":"PAY-1","amount":20001}"#,
            then: .rejected(.exceedsAuthorized)),
        Example(
            "payment.requestVoid", "what is not captured", given: authorized, #"{"paymentId":"PAY-1","reason":"paid in cash"}"#,
            then: .events([
                "payment/PAY-1 payment.voidRequested", "order/O-1 order.paymentRecorded", "order/O-1 order.paymentLapsed",
            ])),
        Example(
            "payment.requestVoid", "nothing is left to void", given: paid, #"{"paymentId":"PAY-1"}"#,
            then: .rejected(.invalidState)),
    ]

    static func result(_ outcome: String, _ amount: Int, _ more: String = "") -> String {
        "{\"paymentId\":\"PAY-1\",\"outcome\":\"\(outcome)\",\"amount\":\(amount)\(more)}"
    }
}

extension Example.Step {
    static func result(_ outcome: String, _ amount: Int) -> Self {
        Self("payment.recordResult", Example.result(outcome, amount))
    }
}
