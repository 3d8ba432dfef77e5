import Schema

extension CatalogCommand {
    static var examples: [Example] { Example.catalog + Example.prices + Example.updates }
}

extension Example {
    static let catalog: [Example] = [
        Example(
            "catalog.createProduct", "on sale at once",
            #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","categories":["lamps"],"publish":true,"#
                + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"},"weightGrams":1200}]}"#,
            then: .events(["product/P-1 catalog.productCreated", "product/P-1 catalog.published"])),
        Example(
            "catalog.createProduct", "a draft may have no variants yet",
            #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL"}"#,
            then: .events(["product/P-1 catalog.productCreated"])),
        Example(
            "catalog.createProduct", "but then it cannot be on sale",
            #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","publish":true}"#, then: .rejected(.noVariant)),
        Example(
            "catalog.createProduct", "a variant needs a price",
            #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","variants":[{"sku":"SKU-1"}]}"#, then: .rejected(.noPrice)),
        Example(
            "catalog.setPrice", "what is free says so: no amount is no price", given: [.product],
            #"{"sku":"SKU-1","price":{"currency":"CNY"}}"#, then: .rejected(.noPrice)),
        Example(
            "catalog.createProduct", "a price is not negative",
            #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","#
                + #""variants":[{"sku":"SKU-1","price":{"amount":-1,"currency":"CNY"}}]}"#,
            then: .rejected(.negativePrice)),
        Example(
            "catalog.createProduct", "a SKU belongs to one product", given: [.product],
            #"{"productId":"P-9","title":"Lamp","kind":"PHYSICAL","#
                + #""variants":[{"sku":"SKU-1","price":{"amount":1,"currency":"CNY"}}]}"#,
            then: .rejected(.skuTaken)),
        Example(
            "catalog.createProduct", "an id is used once", given: [.product],
            #"{"productId":"P-1","title":"Lamp","kind":"DIGITAL"}"#, then: .rejected(.alreadyExists)),
        Example(
            "catalog.createProduct", "the kind is one of three",
            #"{"productId":"P-1","title":"Lamp"}"#, then: .rejected(.invalidArgument)),
        Example(
            "catalog.setPrice", "for orders from now on", given: [.product],
            #"{"sku":"SKU-1","price":{"amount":12000,"currency":"CNY"}}"#, then: .events(["product/P-1 catalog.priceSet"])),
        Example(
            "catalog.setPrice", "of a SKU nobody knows",
            #"{"sku":"SKU-1","price":{"amount":12000,"currency":"CNY"}}"#, then: .rejected(.notFound)),
        Example(
            "catalog.setPrice", "with an amount beyond any price", given: [.product],
            #"{"sku":"SKU-1","price":{"amount":9000000000000000,"currency":"CNY"}}"#, then: .rejected(.amountOverflow)),
        Example(
            "catalog.addVariant", "another size", given: [.product],
            #"{"productId":"P-1","variant":{"sku":"SKU-1-XL","price":{"amount":15000,"currency":"CNY"}}}"#,
            then: .events(["product/P-1 catalog.variantAdded"])),
        Example(
            "catalog.addVariant", "under a SKU it has already", given: [.product],
            #"{"productId":"P-1","variant":{"sku":"SKU-1","price":{"amount":15000,"currency":"CNY"}}}"#,
            then: .rejected(.skuTaken)),
        Example(
            "catalog.publish", "a product that was taken off",
            given: [.product, Step("catalog.unpublish", #"{"productId":"P-1"}"#)], #"{"productId":"P-1"}"#,
            then: .events(["product/P-1 catalog.published"])),
        Example(
            "catalog.publish", "what is on sale already", given: [.product], #"{"productId":"P-1"}"#,
            then: .rejected(.invalidState)),
        Example(
            "catalog.unpublish", "no longer sold, still known", given: [.product], #"{"productId":"P-1"}"#,
            then: .events(["product/P-1 catalog.unpublished"])),
        Example(
            "catalog.archive", "for good", given: [.product], #"{"productId":"P-1"}"#,
            then: .events(["product/P-1 catalog.archived"])),
        Example(
            "catalog.archive", "not while an order waits for it", given: paid, #"{"productId":"P-1"}"#,
            then: .rejected(.openObligations)),
    ]
}

extension Example.Step {
    static let product = Self(
        "catalog.createProduct",
        #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","publish":true,"#
            + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"}}]}"#)

    /// A book that is delivered by mail alone.
    static let digital = Self(
        "catalog.createProduct",
        #"{"productId":"P-2","title":"E-book","kind":"DIGITAL","publish":true,"#
            + #""variants":[{"sku":"SKU-D","price":{"amount":3000,"currency":"CNY"}}]}"#)

    /// Like `product`, and may be sold three ahead of stock.
    static let preorder = Self(
        "catalog.createProduct",
        #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","publish":true,"#
            + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"},"backorderLimit":3}]}"#)
}
