extension Example {
    static let updates: [Example] = [
        Example(
            "catalog.createProduct", "with all that can be said of it", given: [.vat],
            #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","locale":"en","categories":["lamps"],"#
                + #""attributes":{"material":"brass"},"restrictedCountries":["KP"],"#
                + #""media":[{"url":"https://cdn.example.com/lamp.jpg","alt":"a lamp","kind":"IMAGE"}],"#
                + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"},"options":{"color":"black"},"#
                + #""weightGrams":1200,"lengthMm":300,"widthMm":200,"heightMm":400,"taxClass":"VAT","hsCode":"940521","#
                + #""originCountry":"CN","unitCost":{"amount":4000,"currency":"CNY"},"#
                + #""prices":[{"listId":"EXPORT","price":{"amount":1300,"currency":"EUR"}}]}]}"#,
            then: .events(["product/P-1 catalog.productCreated"])),
        Example(
            "catalog.createProduct", "of a tax class that nobody has set",
            #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","#
                + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"},"taxClass":"VAT"}]}"#,
            then: .rejected(.notFound)),
        Example(
            "catalog.updateProduct", "what is given changes, and nothing else", given: [.product],
            #"{"productId":"P-1","title":"Brass desk lamp","categories":["lamps","gifts"],"attributes":{"material":"brass"}}"#,
            then: .events(["product/P-1 catalog.productUpdated"])),
        Example(
            "catalog.updateProduct", "an attribute goes with its value, a list by its name", given: [.product],
            #"{"productId":"P-1","attributes":{"material":""},"clear":["media","restrictedCountries"]}"#,
            then: .events(["product/P-1 catalog.productUpdated"])),
        Example(
            "catalog.updateProduct", "nothing", given: [.product], #"{"productId":"P-1"}"#, then: .rejected(.invalidArgument)),
        Example(
            "catalog.updateVariant", "its measures, its tax and what it costs the shop", given: [.product, .vat],
            #"{"sku":"SKU-1","weightGrams":1200,"lengthMm":300,"widthMm":200,"heightMm":400,"taxClass":"VAT","#
                + #""unitCost":{"amount":4000,"currency":"CNY"}}"#,
            then: .events(["product/P-1 catalog.variantUpdated"])),
        Example(
            "catalog.updateVariant", "goods that are measured have a weight and three lengths", given: [.product],
            #"{"sku":"SKU-1","weightGrams":1200}"#, then: .rejected(.dimensionsRequired)),
        Example(
            "catalog.translate", "what it is in Chinese", given: [.product],
            #"{"productId":"P-1","locale":"zh-Hans","title":"台灯","description":"黄铜"}"#,
            then: .events(["product/P-1 catalog.translated"])),
        Example(
            "catalog.translate", "a language is written in one way", given: [.product],
            #"{"productId":"P-1","locale":"ZH-hans","title":"台灯"}"#, then: .rejected(.invalidArgument)),
    ]
}

extension Example.Step {
    /// P-1 is sold to other countries than North Korea.
    static let restricted = Self("catalog.updateProduct", #"{"productId":"P-1","restrictedCountries":["KP"]}"#)
}
