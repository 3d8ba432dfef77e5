import TestTools
import Testing

@testable import Service

@Suite("Prices over HTTP", .timeLimit(.minutes(8)))
struct PriceTests {
    private static func setPrice(_ id: String, _ amount: Int, _ more: String = "") -> String {
        #"{"id":"\#(id)","catalog":{"setPrice":{"sku":"SKU-1","price":{"amount":\#(amount),"currency":"CNY"}\#(more)}}}"#
    }

    @Test("a price, a translation and a tax class are asked for as of a moment before and after they changed")
    func past() async throws {
        try await TestService.withShop { _, client in
            let changes = [
                Self.setPrice("c-1", 12_000), Self.setPrice("c-2", 9000, #","listId":"WHOLESALE""#),
                #"{"id":"c-3","catalog":{"translate":{"productId":"P-1","locale":"fr","title":"Lampe"}}}"#,
                #"{"id":"c-4","catalog":{"setTaxClass":{"taxClassId":"VAT","mode":"INCLUSIVE","rates":[{"ratePpm":190000}]}}}"#,
                #"{"id":"c-5","catalog":{"setTaxClass":{"taxClassId":"VAT","mode":"INCLUSIVE","rates":[{"ratePpm":70000}]}}}"#,
            ]
            var times = [try #require(client.request("GET", "/v1/entries/3").json["time"] as? String)]
            for change in changes {
                let answer = try client.post(change)
                #expect(answer.status == 200)
                times.append(try #require(answer.json["time"] as? String))
            }
            func product(_ time: String) throws -> (price: Int?, list: [Int], languages: [String]) {
                let row = try client.request("GET", "/v1/products/P-1?at=" + time).json
                let variant = try #require((row["variants"] as? [[String: Any]])?.first)
                func amount(_ price: Any?) -> Int? { (price as? [String: Any])?["amount"] as? Int }
                let prices = variant["prices"] as? [[String: Any]] ?? []
                let translations = row["translations"] as? [[String: Any]] ?? []
                return (
                    amount(variant["price"]), prices.compactMap { amount($0["price"]) },
                    translations.compactMap { $0["locale"] as? String }
                )
            }
            #expect(try product(times[0]) == (10_000, [], []))
            #expect(try product(times[1]) == (12_000, [], []))
            #expect(try product(times[2]) == (12_000, [9000], []))
            #expect(try product(times[3]) == (12_000, [9000], ["fr"]))
            func rate(_ time: String) throws -> Int? {
                let row = try client.request("GET", "/v1/tax-classes/VAT?at=" + time).json
                return (row["rates"] as? [[String: Any]])?.first?["ratePpm"] as? Int
            }
            #expect(try client.request("GET", "/v1/tax-classes/VAT?at=" + times[3]).status == 404)
            #expect(try rate(times[4]) == 190_000)
            #expect(try rate(times[5]) == 70_000)
            #expect(try client.request("GET", "/v1/tax-classes/VAT").json["version"] as? Int == 2)
        }
    }

    @Test("products are found by their categories, those without any too, and by the tax class of a variant")
    func filters() async throws {
        try await TestService.withShop { service, client in
            let update = #"{"id":"c-1","catalog":{"updateProduct":{"productId":"P-1","categories":["lamps","desk things"]}}}"#
            let other = #"{"id":"c-2","catalog":{"createProduct":{"productId":"P-2","title":"Book","kind":"DIGITAL"}}}"#
            for command in [update, other] { #expect(try client.post(command).status == 200) }
            func ids(_ query: String) throws -> [String] {
                let items = try client.request("GET", "/v1/products?" + query).json["items"] as? [[String: Any]] ?? []
                return items.compactMap { $0["productId"] as? String }
            }
            for isFlushed in [false, true] {
                if isFlushed { try await service.flush() }
                #expect(try ids("categories=lamps") == ["P-1"])
                #expect(try ids("categories=desk%20things") == ["P-1"])
                #expect(try ids("categories=desk") == [])
                #expect(try ids("categories=") == ["P-2"])
                #expect(try ids("categories!=lamps") == ["P-2"])
                #expect(try ids("taxClass=VAT") == [])
            }
            let moved = #"{"id":"c-3","catalog":{"updateProduct":{"productId":"P-1","categories":["gifts"]}}}"#
            #expect(try client.post(moved).status == 200)
            #expect(try ids("categories=lamps") == [])
            #expect(try ids("categories=gifts") == ["P-1"])
        }
    }
}
