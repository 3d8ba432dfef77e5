import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("A session's token", .timeLimit(.minutes(4)))
struct SessionTokenTests {
    private static func registered(_ service: TestService) throws {
        let client = try service.client()
        for id in ["C-1", "C-2"] {
            let commands = [
                #"{"id":"r-\#(id)","customer":{"register":{"customerId":"\#(id)","email":"\#(id)@example.org","name":"Mei","#
                    + #""password":"correct horse battery"}}}"#,
                #"{"id":"o-\#(id)","order":{"place":{"orderId":"O-\#(id)","customerId":"\#(id)","currency":"CNY","#
                    + #""lines":[{"sku":"SKU-1","quantity":1}],"#
                    + #""payments":[{"paymentId":"PAY-\#(id)","method":"CARD","amount":10000}]}}}"#,
                #"{"id":"c-\#(id)","cart":{"open":{"cartId":"CART-\#(id)","customerId":"\#(id)","currency":"CNY"}}}"#,
            ]
            for command in commands { #expect(try client.post(command).status == 200) }
        }
    }

    private static func token(_ service: TestService, _ session: String, _ customer: String = "C-1", seconds: Int = 3600) throws
        -> String
    {
        let opened = try service.client().post(
            #"{"id":"\#(session)","customer":{"logIn":{"sessionId":"\#(session)","email":"\#(customer)@example.org","#
                + #""password":"correct horse battery","expiresInSeconds":\#(seconds)}}}"#)
        return try #require(try opened.json["token"] as? String)
    }

    private static func headers(_ token: String) -> [String: String] {
        ["Authorization": "Bearer " + token, "Content-Type": "application/json"]
    }

    private static func send(
        _ client: HTTPConnection, _ token: String, _ command: String
    ) throws -> (status: Int, code: String?) {
        let answer = try client.request("POST", "/v1/commands", headers: headers(token), body: command)
        let code = try answer.json["code"] as? String ?? (answer.json["rejection"] as? [String: Any])?["code"] as? String
        return (answer.status, code)
    }

    /// With loopback TCP beside the socket, a shop, and two customers who have ordered.
    private static func run(_ body: (TestService) async throws -> Void) async throws {
        try await TestService.run(listen: "127.0.0.1:0") { service in
            try service.openShop()
            try registered(service)
            try await body(service)
        }
    }

    @Test("makes its customer the sender, on the socket and on loopback, and the entry says so")
    func sender() async throws {
        try await Self.run { service in
            let token = try Self.token(service, "L-1")
            let port = try #require(service.server.port)
            for (place, client) in [("s", try service.client()), ("t", try HTTPConnection.checked(port: port))] {
                let add = #"{"id":"a-\#(place)","cart":{"addItem":{"cartId":"CART-C-1","sku":"SKU-1","quantity":1}}}"#
                #expect(try Self.send(client, token, add) == (200, nil))
                let entry = try #require(try service.engine.head.entry(service.engine.status.head))
                #expect(entry.actor == Actor.with { ($0.kind, $0.name, $0.role) = (.customer, "C-1", "buyer") })
                // Another's, and what does not exist, look the same; both are in the book.
                let head = service.engine.status.head
                for cart in ["CART-C-2", "NONE"] {
                    let other = #"{"id":"b-\#(place)-\#(cart)","cart":{"clear":{"cartId":"\#(cart)"}}}"#
                    #expect(try Self.send(client, token, other) == (403, "forbidden"))
                }
                #expect(service.engine.status.head == head + 2)
                // No role of a buyer's may: refused at the door.
                let receive = #"{"id":"d-\#(place)","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}}}"#
                #expect(try Self.send(client, token, receive) == (403, "forbidden"))
                #expect(service.engine.status.head == head + 2)
            }
        }
    }

    @Test(
        "is 401 at once when the session is closed, on a connection that goes on, before and after a flush",
        arguments: [false, true])
    func closed(_ isFlushed: Bool) async throws {
        try await Self.run { service in
            let (token, other) = (try Self.token(service, "L-1"), try Self.token(service, "L-2"))
            if isFlushed { try await service.flush() }
            let client = try service.client()
            let (mine, theirs) = (Self.headers(token), Self.headers(other))
            for headers in [mine, theirs, mine] {
                #expect(try client.request("GET", "/v1/orders/O-C-1", headers: headers).status == 200)
            }
            let out = #"{"id":"out","customer":{"logOut":{"sessionId":"L-1"}}}"#
            #expect(try Self.send(client, token, out) == (200, nil))
            #expect(try client.request("GET", "/v1/orders/O-C-1", headers: mine).status == 401)
            #expect(try client.request("GET", "/v1/orders/O-C-1", headers: theirs).status == 200)
            if isFlushed { try await service.flush() }
            #expect(try client.request("GET", "/v1/orders/O-C-1", headers: mine).status == 401)
            let suspend = #"{"id":"v","customer":{"noteFailedLogIns":{"customerId":"C-1","count":10}}}"#
            #expect(try client.post(suspend).status == 200)
            #expect(try client.request("GET", "/v1/orders/O-C-1", headers: theirs).status == 401)
        }
    }

    @Test("counts only as it was given: none that is unknown, none of another form, and never as the account")
    func unknown() async throws {
        try await Self.run { service in
            let token = try Self.token(service, "L-1")
            let client = try service.client()
            for given in [
                "Bearer " + String(repeating: "0", count: 64), "Bearer " + token.uppercased(), "Bearer " + token.dropLast(),
                "Bearer ",
                "Basic " + token, token, "",
            ] {
                let answer = try client.request("GET", "/v1/orders", headers: ["Authorization": given])
                #expect(try answer.status == 401 && answer.json["code"] as? String == "unauthenticated", "\(given)")
            }
            #expect(try client.request("GET", "/v1/orders", headers: ["Authorization": "bearer  " + token]).status == 200)
            #expect(try client.request("GET", "/v1/orders").status == 200)
            let (tcp, headers) = try service.tokenClient()
            #expect(try tcp.request("GET", "/v1/entries", headers: headers).status == 200)
            #expect(try tcp.request("GET", "/v1/orders").status == 401)
        }
    }

    @Test("is over with its time, whether the timer has come round or not")
    func expired() async throws {
        try await Self.run { service in
            let token = try Self.token(service, "L-1", seconds: 1)
            let client = try service.client()
            #expect(
                try await eventually { try client.request("GET", "/v1/orders", headers: Self.headers(token)).status == 401 })
        }
    }

    @Test("a stream of commands ends with its session")
    func stream() async throws {
        try await Self.run { service in
            let token = try Self.token(service, "L-1")
            let lines = [
                #"{"id":"s-1","cart":{"clear":{"cartId":"CART-C-1"}}}"#, #"{"id":"s-2","customer":{"logOut":{"sessionId":"L-1"}}}"#,
                #"{"id":"s-3","cart":{"clear":{"cartId":"CART-C-1"}}}"#,
            ]
            let head = service.engine.status.head
            let answer = try service.client().request(
                "POST", "/v1/commands",
                headers: ["Authorization": "Bearer " + token, "Content-Type": "application/x-ndjson"],
                body: lines.joined(separator: "\n"))
            let receipts = answer.text.split(separator: "\n")
            #expect(receipts.count == 3 && receipts[2].contains("unauthenticated"), "\(answer.text)")
            #expect(service.engine.status.head == head + 2)
        }
    }

    @Test("a buyer reads what is the buyer's own: another's is as what does not exist, in lists and as of the past too")
    func reading() async throws {
        try await Self.run { service in
            let headers = Self.headers(try Self.token(service, "L-1"))
            let client = try service.client()
            for flushed in [false, true] {
                if flushed { try await service.flush() }
                for asOf in ["", "?sequence=\(service.engine.status.head)", "?sequence=\(service.engine.status.head - 1)"] {
                    func status(_ path: String) throws -> Int {
                        try client.request("GET", path + asOf, headers: headers).status
                    }
                    for path in ["orders/O-", "payments/PAY-", "carts/CART-", "customers/"] {
                        #expect(try status("/v1/\(path)C-1") == 200, "\(path)")
                        #expect(try status("/v1/\(path)C-2") == 404, "\(path)")
                        #expect(try status("/v1/\(path)NONE") == 404, "\(path)")
                        let list = try client.request(
                            "GET", "/v1/\(path.prefix { $0 != "/" })\(asOf)", headers: headers)
                        let items = try list.json["items"] as? [[String: Any]]
                        #expect(list.status == 200 && items?.count == 1 && !list.text.contains("C-2"), "\(path): \(list.text)")
                    }
                    for path in ["stock/SKU-1", "stock/SKU-1@WH-1", "warehouses/WH-1"] {
                        #expect(try status("/v1/" + path) == 404, "\(path)")
                    }
                }
            }
            #expect(try client.request("GET", "/v1/customers/C-1", headers: headers).text.contains(#""email":"c-1@example.org""#))
            let filtered = try client.request("GET", "/v1/orders?customerId=C-2", headers: headers)
            #expect(try (filtered.json["items"] as? [Any])?.isEmpty == true)
            for path in ["/v1/entries", "/v1/entries/1", "/v1/orders/O-C-1/history", "/v1/trace/1"] {
                #expect(try client.request("GET", path, headers: headers).status == 403, "\(path)")
            }
            #expect(try client.request("GET", "/v1/status", headers: headers).status == 200)
            let events = try client.request(
                "POST", "/v1/commands?reply=events", headers: headers, body: #"{"id":"x","cart":{"clear":{"cartId":"CART-C-1"}}}"#)
            #expect(events.status == 403)
        }
    }

    @Test("a seller reads the seller's products, their stock, and shipments of nothing else")
    func seller() async throws {
        try await Self.run { service in
            let headers = Self.headers(try Self.token(service, "L-1"))
            let client = try service.client()
            let commands = [
                #"{"id":"1","customer":{"grantRole":{"customerId":"C-1","role":"SELLER"}}}"#,
                #"{"id":"2","customer":{"approveSeller":{"customerId":"C-1"}}}"#,
                #"{"id":"3","catalog":{"createProduct":{"productId":"P-2","title":"T","kind":"PHYSICAL","sellerId":"C-1","#
                    + #""publish":true,"variants":[{"sku":"SKU-2","price":{"amount":100,"currency":"CNY"}}]}}}"#,
                TestService.receive("4", 9, sku: "SKU-2"),
                #"{"id":"5","order":{"place":{"orderId":"O-5","customerId":"guest","currency":"CNY","lines":[{"sku":"SKU-1","#
                    + #""quantity":1},{"sku":"SKU-2","quantity":2}],"#
                    + #""payments":[{"paymentId":"P-5","method":"COD","amount":10200}]}}}"#,
                #"{"id":"6","shipment":{"create":{"shipmentId":"S-1","orderId":"O-5","warehouseId":"WH-1","#
                    + #""lines":[{"lineId":"2","quantity":1}]}}}"#,
                #"{"id":"7","shipment":{"create":{"shipmentId":"S-2","orderId":"O-5","warehouseId":"WH-1","#
                    + #""lines":[{"lineId":"1","quantity":1},{"lineId":"2","quantity":1}]}}}"#,
            ]
            for command in commands { #expect(try client.post(command).status == 200, "\(command)") }
            func get(_ path: String) throws -> HTTPConnection.Response { try client.request("GET", path, headers: headers) }
            for flushed in [false, true] {
                if flushed { try await service.flush() }
                for path in ["stock/SKU-2@WH-1", "shipments/S-1", "orders/O-5"] {
                    #expect(try get("/v1/" + path).status == 200, "\(path)")
                    let list = try get("/v1/" + path.prefix { $0 != "/" })
                    #expect(try (list.json["items"] as? [Any])?.count == (path == "orders/O-5" ? 2 : 1), "\(path): \(list.text)")
                }
                for path in ["stock/SKU-1@WH-1", "shipments/S-2", "payments/P-5"] {
                    #expect(try get("/v1/" + path).status == 404, "\(path)")
                }
            }
            let price = #"{"id":"8","catalog":{"setPrice":{"sku":"SKU-2","price":{"amount":150,"currency":"CNY"}}}}"#
            #expect(try Self.send(client, String(headers["Authorization"]?.dropFirst(7) ?? ""), price) == (200, nil))
            let entry = try #require(try service.engine.head.entry(service.engine.status.head))
            #expect(entry.actor?.role == "seller" && entry.actor?.name == "C-1")
            let other = #"{"id":"9","shipment":{"pack":{"shipmentId":"S-2"}}}"#
            #expect(try Self.send(client, String(headers["Authorization"]?.dropFirst(7) ?? ""), other).code == "forbidden")
        }
    }

    @Test("staff who are customers read as their roles say")
    func staff() async throws {
        try await Self.run { service in
            let headers = Self.headers(try Self.token(service, "L-1"))
            let client = try service.client()
            func grant(_ role: String, _ scope: String = "") throws {
                let command =
                    #"{"id":"g-\#(role)","customer":{"grantRole":{"customerId":"C-1","role":"\#(role)","scope":"\#(scope)"}}}"#
                #expect(try client.post(command).status == 200)
            }
            func get(_ path: String) throws -> HTTPConnection.Response { try client.request("GET", path, headers: headers) }
            try grant("WAREHOUSE", "WH-1")
            #expect(try get("/v1/stock/SKU-1@WH-1").status == 200 && get("/v1/warehouses/WH-1").status == 200)
            #expect(try get("/v1/orders/O-C-2").status == 404)
            try grant("ANALYST")
            #expect(try get("/v1/orders/O-C-2").status == 200 && get("/v1/entries").status == 200)
            #expect(try !get("/v1/customers/C-2").text.contains("example.org"))
            try grant("SUPPORT")
            #expect(try get("/v1/customers/C-2").text.contains("example.org"))
            #expect(try client.request("POST", "/v1/admin/rotate-keys", headers: headers, body: "").status == 403)
            try grant("ADMIN")
            #expect(try client.request("POST", "/v1/admin/rotate-keys", headers: headers, body: "").status == 200)
        }
    }
}
