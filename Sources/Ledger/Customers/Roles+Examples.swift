import Schema

extension Example {
    static let roles: [Example] = [
        Example(
            "customer.grantRole", "beside that of a buyer", given: [.customer],
            #"{"customerId":"C-7","role":"WAREHOUSE","scope":"WH-1"}"#, then: .events(["customer/C-7 customer.roleGranted"])),
        Example(
            "customer.grantRole", "who has it already has it", given: [.customer, .seller],
            #"{"customerId":"C-7","role":"SELLER"}"#, then: .events([])),
        Example(
            "customer.grantRole", "that of a warehouse says which one", given: [.customer],
            #"{"customerId":"C-7","role":"WAREHOUSE"}"#, then: .rejected(.invalidArgument)),
        Example(
            "customer.revokeRole", "who is no seller any more is approved as none", given: [.customer, .seller, .approved],
            #"{"customerId":"C-7","role":"SELLER"}"#, then: .events(["customer/C-7 customer.roleRevoked"])),
        Example(
            "customer.revokeRole", "from who does not have it", given: [.customer], #"{"customerId":"C-7","role":"SUPPORT"}"#,
            then: .rejected(.notFound)),
        Example(
            "customer.approveSeller", "then the seller's products can be published", given: [.customer, .seller],
            #"{"customerId":"C-7"}"#, then: .events(["customer/C-7 customer.sellerApproved"])),
        Example(
            "customer.approveSeller", "who is no seller", given: [.customer], #"{"customerId":"C-7"}"#,
            then: .rejected(.invalidState)),
        Example(
            "customer.suspendSeller", "what the seller has on sale cannot be bought any more",
            given: [.customer, .seller, .approved],
            #"{"customerId":"C-7","reason":"counterfeit goods"}"#, then: .events(["customer/C-7 customer.sellerSuspended"])),
        Example(
            "customer.suspendSeller", "not without saying why", given: [.customer, .seller, .approved],
            #"{"customerId":"C-7","reason":""}"#, then: .rejected(.reasonRequired)),
        Example(
            "catalog.publish", "not while the seller, who is registered, is not approved",
            given: [
                .customer, .seller,
                Step(
                    "catalog.createProduct",
                    #"{"productId":"P-9","title":"Kettle","kind":"PHYSICAL","sellerId":"C-7","#
                        + #""variants":[{"sku":"KETTLE","price":{"amount":1000,"currency":"CNY"}}]}"#),
            ],
            #"{"productId":"P-9"}"#, then: .rejected(.sellerSuspended)),
        Example(
            "order.place", "what the seller has on sale is not sold while the seller is suspended",
            given: kettle + [Step("customer.suspendSeller", #"{"customerId":"C-7","reason":"counterfeit goods"}"#)],
            #"{"orderId":"O-9","customerId":"C-1","currency":"CNY","lines":[{"sku":"KETTLE","quantity":1}]}"#,
            then: .rejected(.notSellable)),
        Example(
            "order.place", "nobody buys what they sell", given: kettle,
            #"{"orderId":"O-9","customerId":"C-7","currency":"CNY","lines":[{"sku":"KETTLE","quantity":1}]}"#,
            then: .rejected(.ownGoods)),
    ]

    /// A product of a registered seller's, on sale.
    private static let kettle: [Step] = [
        .customer, .seller, .approved,
        Step(
            "catalog.createProduct",
            #"{"productId":"P-9","title":"Kettle","kind":"PHYSICAL","sellerId":"C-7","publish":true,"#
                + #""variants":[{"sku":"KETTLE","price":{"amount":1000,"currency":"CNY"}}]}"#),
    ]
}

extension Example.Step {
    static let seller = Self("customer.grantRole", #"{"customerId":"C-7","role":"SELLER"}"#)
    static let approved = Self("customer.approveSeller", #"{"customerId":"C-7"}"#)
}
