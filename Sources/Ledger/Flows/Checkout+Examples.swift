extension Example {
    static let checkout: [Example] = [
        Example(
            "order.place", "two lamps, to be paid within half an hour", given: shop, order(2),
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "order.place", "with a payment", given: shop,
            order(
                2,
                #","shippingFee":800,"expectedTotal":20800,"#
                    + #""payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":20800}]"#),
            then: .events([
                "order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved", "payment/PAY-1 payment.initiated",
                "order/O-1 order.paymentRecorded",
            ])),
        Example(
            "order.place", "cash on delivery confirms at once", given: shop,
            order(2, #","payments":[{"paymentId":"PAY-1","method":"COD","amount":20000}]"#),
            then: .events([
                "order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved", "payment/PAY-1 payment.initiated",
                "order/O-1 order.paymentRecorded", "order/O-1 order.confirmed",
            ])),
        Example(
            "order.place", "what is not there yet, where the variant allows it", given: [.warehouse, .preorder, .receive(1)],
            order(3, #","allowBackorder":true"#),
            then: .events([
                "order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved", "stock/SKU-1@ stock.backordered",
            ])),
        Example(
            "order.place", "what was never there yet: its warehouse is named when goods come", given: [.warehouse, .preorder],
            order(3, #","allowBackorder":true"#),
            then: .events(["order/O-1 order.placed", "stock/SKU-1@ stock.backordered"])),
        Example(
            "order.place", "further ahead than the variant allows", given: [.warehouse, .preorder, .receive(1)],
            order(5, #","allowBackorder":true"#), then: .rejected(.insufficientStock)),
        Example(
            "order.place", "more than there is: nothing is reserved", given: shop, order(6), then: .rejected(.insufficientStock)),
        Example(
            "order.place", "what is not on sale", given: [.product, Step("catalog.unpublish", #"{"productId":"P-1"}"#)],
            order(1), then: .rejected(.notSellable)),
        Example(
            "order.place", "the customer saw another price", given: shop, order(2, #","expectedTotal":18000"#),
            then: .rejected(.priceChanged)),
        Example(
            "order.place", "in a currency the price is not in", given: shop,
            #"{"orderId":"O-1","customerId":"C-1","currency":"USD","lines":[{"sku":"SKU-1","quantity":1}]}"#,
            then: .rejected(.currencyMismatch)),
        Example(
            "order.place", "at the prices of a list: 180.00", given: shop + [.wholesale],
            order(2, #","priceListId":"WHOLESALE","expectedTotal":18000"#),
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "order.place", "with 13 % of tax on top, rounded once a line", given: shop + [.vat, .taxed],
            order(2, #","expectedTotal":22600"#),
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "order.place", "to one of the addresses that the customer has",
            given: shop + [.customer, .address],
            #"{"orderId":"O-1","customerId":"C-7","currency":"CNY","lines":[{"sku":"SKU-1","quantity":2}],"#
                + #""shipTo":{"country":"CN","addressId":"HOME"}}"#,
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "order.place", "to an address that the customer does not have", given: shop + [.customer],
            #"{"orderId":"O-1","customerId":"C-7","currency":"CNY","lines":[{"sku":"SKU-1","quantity":2}],"#
                + #""shipTo":{"country":"CN","addressId":"WORK"}}"#, then: .rejected(.notFound)),
        Example(
            "order.place", "to a country that the product is not sold to", given: shop + [.restricted],
            order(2, #","shipTo":{"country":"KP"}"#), then: .rejected(.destinationRestricted)),
        Example(
            "order.place", "a price of one's own, by an operator or an admin; forbidden to others", given: shop,
            #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","#
                + #""lines":[{"sku":"SKU-1","quantity":1,"unitPrice":1,"priceOverride":true}]}"#,
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "order.place", "a discount on the whole order is shared out over its lines", given: shop,
            order(2, #","fees":[{"code":"WELCOME10","amount":-2000}],"expectedTotal":18000"#),
            then: .events(["order/O-1 order.placed", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "order.place", "payments above the total", given: shop,
            order(1, #","payments":[{"paymentId":"PAY-1","method":"CARD","amount":20000}]"#), then: .rejected(.exceedsDue)),
        Example(
            "order.place", "Alipay cannot authorize first", given: shop,
            order(2, #","payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":20000,"capture":"MANUAL"}]"#),
            then: .rejected(.methodUnavailable)),
        Example(
            "order.place", "cash on delivery of what nobody brings", given: [.digital],
            #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-D","quantity":1}],"#
                + #""payments":[{"paymentId":"PAY-1","method":"COD","amount":3000}]}"#, then: .rejected(.methodUnavailable)),
        Example("order.place", "an id is used once", given: shop + [.place(1)], order(1), then: .rejected(.alreadyExists)),
        Example(
            "order.place", "an order has lines", given: shop,
            #"{"orderId":"O-1","customerId":"C-1","currency":"CNY"}"#, then: .rejected(.invalidArgument)),
    ]
}
