import Engine
import Foundation
import TestTools
import Testing

@testable import Service

@Suite("Carts over the socket", .timeLimit(.minutes(4)))
struct CartTests {
    /// Sends a verb's object alone.
    @discardableResult
    private static func send(_ client: HTTPConnection, _ verb: String, _ body: String) throws -> HTTPConnection.Response {
        let headers = ["Content-Type": "application/json", "Idempotency-Key": UUID().uuidString]
        return try client.request("POST", "/v1/commands/" + verb, headers: headers, body: body)
    }

    private static func ids(_ client: HTTPConnection, _ query: String) throws -> [String] {
        let items = try client.get("/v1/carts?" + query).json["items"] as? [[String: Any]] ?? []
        return items.compactMap { $0["cartId"] as? String }
    }

    @Test("a guest's morning: fill, log in and merge, see the price change, check out, and ask how it was")
    func morning() async throws {
        try await TestService.withShop(units: 10) { service, client in
            for (verb, body) in [
                ("cart.open", #"{"cartId":"CART-0","currency":"CNY"}"#),
                ("cart.addItem", #"{"cartId":"CART-0","sku":"SKU-1","quantity":2}"#),
                ("cart.open", #"{"cartId":"CART-1","customerId":"C-1","currency":"CNY"}"#),
                ("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#), ("cart.price", #"{"cartId":"CART-1"}"#),
                ("cart.hold", #"{"cartId":"CART-1"}"#),
                ("catalog.setPrice", #"{"sku":"SKU-1","price":{"amount":12000,"currency":"CNY"}}"#),
            ] { #expect(try Self.send(client, verb, body).status == 200, "\(verb)") }
            let row = try client.get("/v1/carts/CART-1")
            #expect(row.headers["etag"] == "\"4\"")
            let cart = try row.json
            #expect(cart["status"] as? String == "OPEN" && cart["subtotal"] as? Int == 20_000)
            #expect(cart["pricedAtSequence"] as? Int == 8 && cart["reservationIds"] as? [String] == ["CART-1@4.1"])
            let line = try #require((cart["lines"] as? [[String: Any]])?.first)
            #expect(line["unitPrice"] as? Int == 10_000 && line["lineTotal"] as? Int == 20_000)
            #expect(try client.get("/v1/reservations/CART-1@4.1").json["status"] as? String == "HELD")

            let order = #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","cartId":"CART-1"}"#
            let refused = try Self.send(client, "order.place", order)
            #expect(refused.status == 409)
            let params = try refused.json["params"] as? [String: String]
            #expect(params?["actual"] == "12000" && params?["actualSubtotal"] == "24000" && params?["pricedAtSequence"] == "8")
            #expect(try client.get("/v1/orders/O-1").status == 404)
            #expect(try Self.send(client, "cart.price", #"{"cartId":"CART-1"}"#).status == 200)
            #expect(try Self.send(client, "order.place", order).status == 200)
            #expect(try client.get("/v1/orders/O-1").json["cartId"] as? String == "CART-1")
            #expect(try client.get("/v1/carts/CART-1").json["orderId"] as? String == "O-1")

            // As it was when it was quoted first, and before it was there.
            let then = try client.get("/v1/carts/CART-1?sequence=8").json
            #expect(then["status"] as? String == "OPEN" && then["subtotal"] as? Int == 20_000 && then["reservationIds"] == nil)
            #expect(try client.get("/v1/carts/CART-1?sequence=5").status == 404)
            let history = try client.get("/v1/carts/CART-1/history", accept: "application/x-ndjson")
            #expect(history.body.split(separator: 10).count == 6)
            _ = service
        }
    }

    @Test("carts are listed by customer, by how they ended and by what is in them, now and as of then, flushed or not")
    func lists() async throws {
        try await TestService.withShop(units: 10) { service, client in
            for (verb, body) in [
                ("cart.open", #"{"cartId":"A","currency":"CNY"}"#),
                ("cart.open", #"{"cartId":"B","customerId":"C-1","currency":"CNY"}"#),
                ("cart.open", #"{"cartId":"C","customerId":"C-1","currency":"CNY"}"#),
                ("cart.addItem", #"{"cartId":"B","sku":"SKU-1","quantity":2}"#),
                ("cart.merge", #"{"cartId":"C","fromCartId":"A"}"#),
                ("order.place", #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","cartId":"B"}"#),
            ] { #expect(try Self.send(client, verb, body).status == 200, "\(verb)") }
            for _ in 0..<2 {
                #expect(try Self.ids(client, "customerId=C-1") == ["B", "C"])
                #expect(try Self.ids(client, "status=OPEN") == ["C"])
                #expect(try Self.ids(client, "status=OPEN&sequence=7") == ["A", "B", "C"])
                #expect(try Self.ids(client, "status=MERGED") == ["A"])
                #expect(try Self.ids(client, "sku=SKU-1&quantity=2") == ["B"])
                #expect(try Self.ids(client, "orderId=O-1&customerId=C-1") == ["B"])
                #expect(try Self.ids(client, "mergedInto=C") == ["A"])
                // A cart without a quote does not cost 0.
                #expect(try Self.ids(client, "subtotal=") == ["A", "B", "C"])
                #expect(try Self.ids(client, "subtotal=0").isEmpty)
                try await service.flush()
            }
            let csv = try client.get("/v1/carts", accept: "text/csv").text
            #expect(csv.hasPrefix("cartId,version,status,customerId,currency,sku,quantity,subtotal,pricedAtSequence,orderId,"))
            #expect(csv.contains("B,3,CHECKED_OUT,C-1,CNY,SKU-1,2,,,O-1,"))
        }
    }
}
