import Schema
import Testing

@testable import Ledger

/// What is said of products and variants: only what is given changes.
@Suite struct CatalogTests {
    private func product(_ shop: Shop) throws -> Product {
        var state = shop.state
        return try #require(try state.product("P-1"))
    }

    private func update(_ more: String) -> Example.Step { .init("catalog.updateProduct", #"{"productId":"P-1",\#(more)}"#) }

    @Test("what is not given stays, and what is given with nothing in it goes")
    func updates() throws {
        var shop = try Shop(given: Example.shop)
        try shop.given([
            update(
                #""description":"brass","locale":"en","categories":["lamps","gifts"],"attributes":{"color":"red","size":"L"},"#
                    + #""media":[{"url":"a.jpg"}],"restrictedCountries":["KP","US"]"#)
        ])
        let before = try product(shop)
        #expect(before.title == "Desk lamp" && before.description_p == "brass" && before.locale == "en")
        #expect(before.categories == ["lamps", "gifts"] && before.attributes == ["color": "red", "size": "L"])
        try shop.given([update(#""title":"Lamp","attributes":{"color":"","weight":"1 kg"},"clear":["media"]"#)])
        let after = try product(shop)
        #expect(after.title == "Lamp" && after.description_p == "brass")
        #expect(after.attributes == ["size": "L", "weight": "1 kg"] && after.media.isEmpty)
        #expect(after.categories == before.categories && after.restrictedCountries == ["KP", "US"])
        try shop.given([update(#""description":"","clear":["categories","restrictedCountries"]"#)])
        let last = try product(shop)
        #expect(last.description_p.isEmpty && last.categories.isEmpty && last.restrictedCountries.isEmpty)
        try shop.expectReplay()
    }

    @Test(
        "what makes no sense is refused, and names its field",
        arguments: [
            ("updateProduct", #"{"productId":"P-1","clear":["title"]}"#, "clear"),
            ("updateProduct", #"{"productId":"P-1","categories":["a"],"clear":["categories"]}"#, "clear"),
            ("updateProduct", #"{"productId":"P-1","title":""}"#, "title"),
            ("updateProduct", #"{"productId":"P-1","media":[{"alt":"x"}]}"#, "media.url"),
            ("updateProduct", #"{"productId":"P-1","media":[{"url":"a b"}]}"#, "media.url"),
            ("updateProduct", #"{"productId":"P-1","restrictedCountries":["kp"]}"#, "restrictedCountries"),
            ("updateProduct", #"{"productId":"P-1","restrictedCountries":["KP","KP"]}"#, "restrictedCountries"),
            ("updateProduct", #"{"productId":"P-1","attributes":{"":"x"}}"#, "attributes"),
            ("updateVariant", #"{"sku":"SKU-1"}"#, "sku"),
            ("updateVariant", #"{"sku":"SKU-1","hsCode":"12"}"#, "hsCode"),
            ("updateVariant", #"{"sku":"SKU-1","originCountry":"China"}"#, "originCountry"),
            ("updateVariant", #"{"sku":"SKU-1","backorderLimit":-1}"#, "backorderLimit"),
            ("updateVariant", #"{"sku":"SKU-1","unitCost":{"amount":1}}"#, "unitCost.currency"),
            ("translate", #"{"productId":"P-1","locale":"en","title":"x"}"#, "locale"),
            ("translate", #"{"productId":"P-1","locale":"EN-us","title":"x"}"#, "locale"),
            ("translate", #"{"productId":"P-1","locale":"1-2","title":"x"}"#, "locale"),
            ("translate", #"{"productId":"P-1","locale":"de-","title":"x"}"#, "locale"),
            ("setTaxClass", #"{"taxClassId":"T","mode":"EXCLUSIVE","rates":[{"ratePpm":1},{"ratePpm":2}]}"#, "rates.country"),
            ("setTaxClass", #"{"taxClassId":"T","mode":"EXCLUSIVE","rates":[{"ratePpm":-1}]}"#, "rates.ratePpm"),
            ("setTaxClass", #"{"taxClassId":"T","mode":"INCLUSIVE","rates":[{"country":"UK","ratePpm":1}]}"#, "rates.country"),
            ("setTaxClass", #"{"taxClassId":"T","mode":"INCLUSIVE","rates":[{"country":"ZZ","ratePpm":1}]}"#, "rates.country"),
            ("setTaxClass", #"{"taxClassId":"T","mode":"INCLUSIVE","rates":[{"country":"gb","ratePpm":1}]}"#, "rates.country"),
            ("setTaxClass", #"{"taxClassId":"T","mode":"INCLUSIVE","rates":[{"country":"GBR","ratePpm":1}]}"#, "rates.country"),
        ])
    func refused(verb: String, body: String, field: String) throws {
        var shop = try Shop(given: Example.shop + [update(#""locale":"en""#)])
        guard case .rejected(let rejection) = try shop.send("catalog." + verb, body) else {
            Issue.record("\(verb) \(body) was accepted")
            return
        }
        #expect(rejection.code == "invalid_argument" && rejection.params["field"] == field, "\(rejection.detail)")
    }

    @Test(
        "tags of languages as they are written", arguments: ["de", "fr-CA", "zh-Hant-TW", "es-419", "sl-rozaj", "en-x-aa", "yue"])
    func locales(tag: String) throws {
        #expect(throws: Never.self) { try Check.optionalLocale(tag, "locale") }
    }

    @Test("translations are by language, each once")
    func translations() throws {
        func translate(_ locale: String, _ title: String) -> Example.Step {
            .init("catalog.translate", #"{"productId":"P-1","locale":"\#(locale)","title":"\#(title)"}"#)
        }
        var shop = try Shop(given: Example.shop + [translate("fr", "Lampe"), translate("de", "Lampe"), translate("fr", "Lampe 2")])
        let translations = try product(shop).translations
        #expect(translations.map(\.locale) == ["de", "fr"] && translations.map(\.title) == ["Lampe", "Lampe 2"])
        #expect(try shop.send("catalog.updateProduct", update(#""locale":"de""#).body).code == "invalid_argument")
        try shop.expectReplay()
    }

    @Test("goods that are measured keep all their measures; what has no size needs none")
    func measures() throws {
        let half = #"{"sku":"SKU-1","weightGrams":1200,"lengthMm":300,"widthMm":200}"#
        let whole = #"{"sku":"SKU-1","weightGrams":1200,"lengthMm":300,"widthMm":200,"heightMm":400}"#
        var shop = try Shop(given: Example.shop + [.digital])
        #expect(try shop.send("catalog.updateVariant", half).code == "dimensions_required")
        #expect(try shop.send("catalog.updateVariant", whole).code == nil)
        #expect(try shop.send("catalog.updateVariant", #"{"sku":"SKU-1","weightGrams":1300}"#).code == nil)
        #expect(try shop.send("catalog.updateVariant", #"{"sku":"SKU-D","weightGrams":1}"#).code == nil)
        // What was accepted before there were such rules is still: decision 0040.
        let added = #"{"productId":"P-1","variant":{"sku":"SKU-2","price":{"amount":1,"currency":"CNY"},"weightGrams":5}}"#
        #expect(try shop.send("catalog.addVariant", added).code == nil)
    }

    @Test("an archived product is not changed any more")
    func archived() throws {
        var shop = try Shop(given: [.warehouse, .product, .init("catalog.archive", #"{"productId":"P-1"}"#)])
        for (verb, body) in [
            ("updateProduct", #"{"productId":"P-1","title":"x"}"#), ("updateVariant", #"{"sku":"SKU-1","hsCode":"940521"}"#),
            ("translate", #"{"productId":"P-1","locale":"de","title":"x"}"#), ("endPrice", #"{"sku":"SKU-1","currency":"CNY"}"#),
        ] {
            #expect(try shop.send("catalog." + verb, body).code == "invalid_state", "\(verb)")
        }
    }
}
