import Audit
import Schema
import Testing

@testable import Ledger

/// Each equation of prices and tax notices the event that breaks it.
@Suite struct PriceEquationTests {
    /// A product, its sale and list, and an order of the list with tax on top: two for 9000 each, and 13 %.
    private static func entries() throws -> [Entry] {
        var shop = try Shop(given: Example.shop + [.sale, .wholesale, .vat, .taxed])
        try shop.given([.init("order.place", Example.order(2, #","priceListId":"WHOLESALE""#))])
        try shop.given([.init("catalog.endPrice", #"{"sku":"SKU-1","currency":"CNY","listId":"WHOLESALE"}"#)])
        return shop.entries
    }

    private func found(_ change: (inout [Entry]) -> Void) throws -> [String] {
        var entries = try Self.entries()
        change(&entries)
        var auditor = Auditor()
        for entry in entries { auditor.audit(entry) }
        return auditor.violations.map { "\($0.invariant) \($0.entity): \($0.expected)" }
    }

    @Test("what happened breaks none")
    func sound() throws { #expect(try found { _ in } == []) }

    @Test("prices do not overlap, and begin and end no earlier than they are set")
    func prices() throws {
        let again = try found { entries in
            var event = entries[3].events[0]
            event.version += 1
            entries[3].events.append(event)
        }
        #expect(again.contains("P1 product/P-1: prices of SKU-1 that do not overlap"), "\(again)")
        let early = try found { $0[4].events[0].catalog.priceSet.validFrom = Moment("2026-01-01T00:00:00Z")?.timestamp }
        #expect(early.contains("P1 product/P-1: a price of SKU-1 that begins now or later"))
        let backwards = try found { $0[3].events[0].catalog.priceSet.validTo = $0[3].events[0].catalog.priceSet.validFrom }
        #expect(backwards.contains("P1 product/P-1: a price of SKU-1 that ends after it begins"))
        let past = try #require(Moment("2026-03-01T09:00:01Z")).timestamp
        let ended = try found { $0[8].events[0].catalog.priceEnded.validTo = past }
        #expect(ended.contains("P1 product/P-1: a price of SKU-1 that ends now or later"))
    }

    @Test("a line costs what its list says at its time, with the tax of its class")
    func lines() throws {
        let price = try found { $0[7].events[0].order.placed.priceListID = "" }
        #expect(price.contains("O4 order/O-1: unitPrice 10000"), "\(price)")
        let tax = try found { $0[7].events[0].order.placed.lines[0].tax = 2341 }
        #expect(tax.contains("O4 order/O-1: tax of line 1 2340"), "\(tax)")
        let rate = try found { $0[7].events[0].order.placed.lines[0].taxRatePpm = 0 }
        #expect(rate.contains("O4 order/O-1: taxRatePpm 130000"), "\(rate)")
        let total = try found { $0[7].events[0].order.placed.total = 18_000 }
        #expect(total.contains("O4 order/O-1: total 20340"), "\(total)")
    }

    @Test("rows that differ from what events say are found")
    func rows() throws {
        var shop = try Shop(given: Example.shop + [.sale, .vat, .restricted])
        var auditor = Auditor()
        for entry in shop.entries { auditor.audit(entry) }
        var product = try #require(try shop.state.product("P-1"))
        product.variants[0].prices[0].validTo = nil
        product.restrictedCountries = []
        auditor.compareRow(product, as: "product/P-1")
        #expect(auditor.violations.map(\.invariant) == ["L6", "P1"])
        var taxClass = try #require(try shop.state.taxClass("VAT"))
        taxClass.rates[0].ratePpm = 1
        auditor.compareRow(taxClass, as: "taxclass/VAT")
        #expect(auditor.violations.count == 3)
    }
}
