import TestTools
import Testing
import daybook

@Suite("DAYBOOK_SESSION", .timeLimit(.minutes(4)))
struct SessionTokenTests {
    @Test("a session's token makes its customer the sender and the reader; without a service the folder is not opened for it")
    func session() async throws {
        let program = try Program()
        let serving = try await program.serve()
        func send(_ verb: String, _ body: String, _ id: String, as token: String = "") async throws -> Program.Outcome {
            let environment = token.isEmpty ? [:] : ["DAYBOOK_SESSION": token]
            return try await program.run("send", verb, body, "--id", id, "-o", "json", environment: environment)
        }
        let register = #"{"customerId":"C-1","email":"mei@example.org","name":"Mei","password":"correct horse battery"}"#
        #expect(try await send("customer.register", register, "r").status == 0)
        let logIn = #"{"sessionId":"L-1","email":"mei@example.org","password":"correct horse battery"}"#
        let receipt = try #require(JSONTree(Array(try await send("customer.logIn", logIn, "l").out.utf8)))
        let token = try #require(receipt["token"]?.text)
        #expect(token.count == 64)
        let cart = #"{"cartId":"CART-1","customerId":"C-1","currency":"EUR"}"#
        #expect(try await send("cart.open", cart, "c", as: token).status == 0)
        #expect(try await send("cart.open", #"{"cartId":"CART-2","currency":"EUR"}"#, "g", as: token).status != 0)
        #expect(try await send("cart.open", #"{"cartId":"CART-2","currency":"EUR"}"#, "h").status == 0)
        // An empty one is what a log-in that failed has left: nobody goes on as the account with it.
        let empty = try await program.run(
            "send", "cart.open", #"{"cartId":"CART-3","currency":"EUR"}"#, environment: ["DAYBOOK_SESSION": ""])
        #expect(empty.status != 0 && empty.err.contains("unauthenticated"), "\(empty.out)\(empty.err)")
        let environment = ["DAYBOOK_SESSION": token]
        let carts = try await program.run("query", "carts", "-o", "ndjson", environment: environment)
        #expect(carts.status == 0 && carts.out.contains("CART-1") && !carts.out.contains("CART-2"), "\(carts.out)\(carts.err)")
        for (id, publish) in [("P-1", true), ("P-2", false)] {
            let product =
                #"{"productId":"\#(id)","title":"T","kind":"PHYSICAL","publish":\#(publish),"#
                + #""variants":[{"sku":"SKU-\#(id)","price":{"amount":100,"currency":"EUR"},"#
                + #""unitCost":{"amount":41,"currency":"EUR"}}]}"#
            #expect(try await send("catalog.createProduct", product, id).status == 0)
        }
        let products = try await program.run("query", "products", environment: environment)
        #expect(products.status == 0 && products.out.contains("P-1") && !products.out.contains("P-2"), "\(products.out)")
        let offer = try await program.run("query", "products", "P-1", "-o", "json", environment: environment)
        #expect(offer.status == 0 && offer.out.contains("SKU-P-1") && !offer.out.contains("unitCost"), "\(offer.out)\(offer.err)")
        #expect(try await program.run("query", "products", "P-2", environment: environment).status == 1)
        #expect(try await send("customer.logOut", #"{"sessionId":"L-1"}"#, "o", as: token).status == 0)
        #expect(try await program.run("query", "carts", environment: environment).status != 0)
        #expect(await serving.stop().status == 0)
        #expect(try await program.run("query", "carts", environment: environment).status == 69)
        #expect(try await program.run("query", "carts").status == 0)
    }
}
