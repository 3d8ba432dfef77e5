extension Example {
    static let prices: [Example] = [
        Example(
            "catalog.setPrice", "in a list, and in another currency, from now on", given: [.product],
            #"{"sku":"SKU-1","price":{"amount":1300,"currency":"EUR"},"listId":"WHOLESALE"}"#,
            then: .events(["product/P-1 catalog.priceSet"])),
        Example(
            "catalog.setPrice", "of a week: a sale, in place of the plain price", given: [.product],
            #"{"sku":"SKU-1","price":{"amount":8000,"currency":"CNY"},"#
                + #""validFrom":"2031-11-24T00:00:00Z","validTo":"2031-12-01T00:00:00Z"}"#,
            then: .events(["product/P-1 catalog.priceSet"])),
        Example(
            "catalog.setPrice", "two of one list and currency never hold at once", given: [.product, .sale],
            #"{"sku":"SKU-1","price":{"amount":7000,"currency":"CNY"},"validFrom":"2031-11-30T00:00:00Z"}"#,
            then: .rejected(.overlappingPrice)),
        Example(
            "catalog.setPrice", "the next begins when the one before it ends", given: [.product, .sale],
            #"{"sku":"SKU-1","price":{"amount":7000,"currency":"CNY"},"validFrom":"2031-12-01T00:00:00Z"}"#,
            then: .events(["product/P-1 catalog.priceSet"])),
        Example(
            "catalog.setPrice", "of the past: what was sold then was sold at another", given: [.product],
            #"{"sku":"SKU-1","price":{"amount":7000,"currency":"CNY"},"validFrom":"2025-01-01T00:00:00Z"}"#,
            then: .rejected(.invalidArgument)),
        Example(
            "catalog.endPrice", "of a list: from now on its orders pay the plain price", given: [.product, .wholesale],
            #"{"sku":"SKU-1","currency":"CNY","listId":"WHOLESALE"}"#, then: .events(["product/P-1 catalog.priceEnded"])),
        Example(
            "catalog.endPrice", "takes back a sale that has not begun", given: [.product, .sale],
            #"{"sku":"SKU-1","currency":"CNY","validFrom":"2031-11-24T00:00:00Z"}"#,
            then: .events(["product/P-1 catalog.priceEnded"])),
        Example(
            "catalog.endPrice", "lets a sale end later", given: [.product, .sale],
            #"{"sku":"SKU-1","currency":"CNY","validFrom":"2031-11-24T00:00:00Z","validTo":"2031-12-08T00:00:00Z"}"#,
            then: .events(["product/P-1 catalog.priceEnded"])),
        Example(
            "catalog.endPrice", "the plain price is no price of a list or of a time", given: [.product],
            #"{"sku":"SKU-1","currency":"CNY"}"#, then: .rejected(.notFound)),
        Example(
            "catalog.setTaxClass", "prices have the tax in them",
            #"{"taxClassId":"FOOD","title":"Food","mode":"INCLUSIVE","#
                + #""rates":[{"ratePpm":70000},{"country":"FR","ratePpm":55000}]}"#,
            then: .events(["taxclass/FOOD catalog.taxClassSet"])),
        Example(
            "catalog.setTaxClass", "another rate, for orders from now on", given: [.vat],
            #"{"taxClassId":"VAT","mode":"EXCLUSIVE","rates":[{"ratePpm":160000}]}"#,
            then: .events(["taxclass/VAT catalog.taxClassSet"])),
        Example(
            "catalog.setTaxClass", "no tax is more than the price",
            #"{"taxClassId":"VAT","mode":"EXCLUSIVE","rates":[{"ratePpm":1000001}]}"#, then: .rejected(.invalidArgument)),
    ]
}

extension Example.Step {
    /// SKU-1 for 80.00 in the last week of November.
    static let sale = Self(
        "catalog.setPrice",
        #"{"sku":"SKU-1","price":{"amount":8000,"currency":"CNY"},"#
            + #""validFrom":"2031-11-24T00:00:00Z","validTo":"2031-12-01T00:00:00Z"}"#)

    /// SKU-1 for 90.00 in a list.
    static let wholesale = Self(
        "catalog.setPrice", #"{"sku":"SKU-1","price":{"amount":9000,"currency":"CNY"},"listId":"WHOLESALE"}"#)

    /// 13 % on top of prices.
    static let vat = Self(
        "catalog.setTaxClass", #"{"taxClassId":"VAT","mode":"EXCLUSIVE","rates":[{"ratePpm":130000}]}"#)

    /// SKU-1 bears it.
    static let taxed = Self("catalog.updateVariant", #"{"sku":"SKU-1","taxClass":"VAT"}"#)
}
