import TestTools
import Testing
import daybook

@Suite("prices on the command line", .timeLimit(.minutes(8)))
struct PriceTests {
    @Test("a product's price is asked for as of a moment before and after a change, with and without a service")
    func past() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let commands = """
            {"id":"c-1","time":"2026-03-01T09:00:00Z","catalog":{"createProduct":{"productId":"P-1","title":"Lamp",\
            "kind":"PHYSICAL","variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"}}]}}}
            {"id":"c-2","time":"2026-03-02T09:00:00Z","catalog":{"setPrice":{"sku":"SKU-1",\
            "price":{"amount":12000,"currency":"CNY"}}}}
            {"id":"c-3","time":"2026-03-03T09:00:00Z","catalog":{"setPrice":{"sku":"SKU-1","listId":"WHOLESALE",\
            "price":{"amount":1300,"currency":"EUR"},"validTo":"2026-04-01T00:00:00Z"}}}

            """
        let sent = try await program.run("send", "-f", "-", input: commands)
        #expect(sent.status == 0, "\(sent.out) \(sent.err)")
        func ask(_ day: String) async throws -> String {
            let answer = try await program.run("query", "products", "P-1", "--at", "2026-03-\(day)T12:00:00Z", "-o", "ndjson")
            #expect(answer.status == 0, "\(answer.err)")
            return answer.out
        }
        func check() async throws {
            let (first, second, third) = (try await ask("01"), try await ask("02"), try await ask("03"))
            #expect(first.contains(#""price":{"amount":10000,"currency":"CNY"}"#) && !first.contains("prices"))
            #expect(second.contains(#""price":{"amount":12000,"currency":"CNY"}"#) && !second.contains("prices"))
            let listed =
                #""prices":[{"listId":"WHOLESALE","price":{"amount":1300,"currency":"EUR"},"#
                + #""validFrom":"2026-03-03T09:00:00Z","validTo":"2026-04-01T00:00:00Z"}]"#
            #expect(third.contains(listed), "\(third)")
        }
        try await check()
        #expect(try await program.run("replay", "--diff").status == 0)
        #expect(await serving.stop().status == 0)
        try await check()
    }
}
