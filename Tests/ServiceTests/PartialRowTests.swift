import Engine
import Foundation
import Ledger
import TestTools
import Testing

@testable import Service

/// What sellers and buyers are shown of rows that are not all theirs.
@Suite("Rows shown in part", .timeLimit(.minutes(4)))
struct PartialRowTests {
    /// C-1 sells P-2 and the draft P-3, with costs and prices of lists and of times; O-1 is another's with lines of P-1 and P-2,
    /// O-2 of P-1 alone, and O-3 is what C-1 bought.
    private static let shop: [String] = [
        #"{"id":"1","customer":{"register":{"customerId":"C-1","email":"c-1@example.org","name":"Mei","#
            + #""password":"correct horse battery"}}}"#,
        #"{"id":"2","customer":{"grantRole":{"customerId":"C-1","role":"SELLER"}}}"#,
        #"{"id":"3","customer":{"approveSeller":{"customerId":"C-1"}}}"#,
        #"{"id":"4","catalog":{"createProduct":{"productId":"P-2","title":"T","kind":"PHYSICAL","sellerId":"C-1","publish":true,"#
            + #""variants":[{"sku":"SKU-2","price":{"amount":100,"currency":"CNY"},"unitCost":{"amount":41,"currency":"CNY"},"#
            + #""backorderLimit":5}]}}}"#,
        #"{"id":"5","catalog":{"createProduct":{"productId":"P-3","title":"T","kind":"PHYSICAL","sellerId":"C-1","#
            + #""variants":[{"sku":"SKU-3","price":{"amount":100,"currency":"CNY"}}]}}}"#,
        #"{"id":"6","catalog":{"setTaxClass":{"taxClassId":"FOOD","mode":"INCLUSIVE"}}}"#,
        TestService.receive("7", 9, sku: "SKU-2"),
        #"{"id":"8","order":{"place":{"orderId":"O-1","customerId":"guest","currency":"CNY","shippingFee":77,"lines":["#
            + #"{"sku":"SKU-1","quantity":1},{"sku":"SKU-2","quantity":2}],"#
            + #""shipTo":{"country":"FR","postalCode":"69001","location":{"latitudeE6":45767000,"longitudeE6":4834000}},"#
            + #""payments":[{"paymentId":"PAY-1","method":"COD","amount":10277}]}}}"#,
        #"{"id":"9","order":{"place":{"orderId":"O-2","customerId":"guest","currency":"CNY","#
            + #""lines":[{"sku":"SKU-1","quantity":1}],"payments":[{"paymentId":"PAY-2","method":"COD","amount":10000}]}}}"#,
        #"{"id":"10","order":{"place":{"orderId":"O-3","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":1}],"#
            + #""payments":[{"paymentId":"PAY-3","method":"COD","amount":10000}]}}}"#,
        price("11", list: "WHOLESALE", from: nil), price("12", list: "", from: "2099-01-01T00:00:00Z"),
    ]

    private static func price(_ id: String, list: String, from: String?) -> String {
        let times = from.map { #","validFrom":"\#($0)""# } ?? ""
        return #"{"id":"\#(id)","catalog":{"setPrice":{"sku":"SKU-2","listId":"\#(list)","price":{"amount":6\#(id),"#
            + #""currency":"CNY"}\#(times)}}}"#
    }

    /// Asks as a customer, before and after a flush, and as of the last entry as a past one.
    private struct Reader {
        let client: HTTPConnection
        let headers: [String: String]

        init(_ service: TestService, _ customer: String) throws {
            client = try service.client()
            let opened = try client.post(
                #"{"id":"l-\#(customer)","customer":{"logIn":{"sessionId":"L-\#(customer)","email":"\#(customer)@example.org","#
                    + #""password":"correct horse battery"}}}"#)
            headers = ["Authorization": "Bearer " + (try #require(try opened.json["token"] as? String))]
        }

        func get(_ path: String, accept: String = "application/json") throws -> HTTPConnection.Response {
            try client.request("GET", path, headers: headers.merging(["Accept": accept]) { $1 })
        }

        func ids(_ path: String, _ field: String) throws -> [String] {
            let items = try get(path).json["items"] as? [[String: Any]]
            return try #require(items).compactMap { $0[field] as? String }
        }
    }

    private static func run(_ body: (TestService) async throws -> Void) async throws {
        try await TestService.run { service in
            try service.openShop()
            let client = try service.client()
            for command in shop { #expect(try client.post(command).status == 200, "\(command)") }
            #expect(
                try client.post(
                    #"{"id":"20","customer":{"register":{"customerId":"C-2","email":"c-2@example.org","name":"Bo","#
                        + #""password":"correct horse battery"}}}"#
                ).status == 200)
            try await body(service)
        }
    }

    @Test("a seller is shown orders with lines of the seller's, those lines alone, and no number that is not of them")
    func sellersOrders() async throws {
        try await Self.run { service in
            let seller = try Reader(service, "c-1")
            let head = service.engine.status.head
            #expect(try service.client().post(TestService.receive("more", 1)).status == 200)
            for isFlushed in [false, true] {
                if isFlushed { try await service.flush() }
                for asOf in ["", "sequence=\(head)"] {
                    let row = try seller.get("/v1/orders/O-1?" + asOf).json
                    #expect(
                        Set(row.keys) == ["orderId", "status", "currency", "lines", "placedAt", "shipTo", "deliveryMethod"]
                            || Set(row.keys) == ["orderId", "status", "currency", "lines", "placedAt", "shipTo"], "\(row.keys)")
                    let lines = try #require(row["lines"] as? [[String: Any]])
                    #expect(lines.map { $0["lineId"] as? String } == ["2"] && lines[0]["net"] as? Int == 200)
                    let shipTo = try #require(row["shipTo"] as? [String: Any])
                    #expect(Set(shipTo.keys) == ["country", "postalCode"])
                    #expect(try seller.get("/v1/orders/O-2?" + asOf).status == 404)
                    // What the customer bought is shown whole.
                    #expect(try seller.get("/v1/orders/O-3?" + asOf).json["total"] as? Int == 10000)
                    #expect(try seller.ids("/v1/orders?" + asOf, "orderId") == ["O-1", "O-3"])
                    let first = try seller.get("/v1/orders?limit=1&" + asOf).json
                    let next = try #require(first["next"] as? String)
                    #expect(try seller.ids("/v1/orders?limit=1&cursor=\(next)&" + asOf, "orderId") == ["O-3"])
                }
            }
            let before = try #require(try seller.get("/v1/orders?sequence=9").json["items"] as? [Any])
            #expect(before.isEmpty)
            #expect(try seller.get("/v1/orders/O-1").headers["etag"] == nil)
        }
    }

    @Test("filters and tables say nothing of what is not shown")
    func filters() async throws {
        try await Self.run { service in
            let seller = try Reader(service, "c-1")
            for (filter, found) in [
                ("sku=SKU-2", ["O-1"]), ("sku=SKU-1", ["O-3"]), ("sku!=SKU-1", ["O-1"]), ("status=CONFIRMED", ["O-1", "O-3"]),
                ("quantity>=2", ["O-1"]), ("customerId=guest", []), ("customerId!=x", ["O-3"]), ("total>=0", ["O-3"]),
                ("captured=0", ["O-3"]), ("total!=1", ["O-3"]), ("paymentStatus!=PAID", ["O-3"]), ("version>=1", ["O-3"]),
                ("orderId=O-2", []),
            ] {
                #expect(try seller.ids("/v1/orders?" + filter, "orderId") == found, "\(filter)")
            }
            let table = try seller.get("/v1/orders", accept: "text/csv").text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            let shown = zip(table[0], table[1]).filter { !$0.1.isEmpty }.map(\.0)
            #expect(shown == ["orderId", "status", "currency", "sku", "quantity", "placedAt"], "\(table)")
            #expect(table[2][0] == "O-3" && !table[2].contains("guest") && table[2].contains("10000"))
        }
    }

    @Test("a buyer is shown what is on sale, as it was then: not drafts, costs, prices of lists, nor prices of tomorrow")
    func buyersProducts() async throws {
        try await Self.run { service in
            let buyer = try Reader(service, "c-2")
            let head = service.engine.status.head
            let client = try service.client()
            #expect(try client.post(#"{"id":"u","catalog":{"unpublish":{"productId":"P-2"}}}"#).status == 200)
            for isFlushed in [false, true] {
                if isFlushed { try await service.flush() }
                #expect(try buyer.ids("/v1/products", "productId") == ["P-1"])
                #expect(try buyer.ids("/v1/products?sequence=\(head)", "productId") == ["P-1", "P-2"])
                let then = try buyer.get("/v1/products/P-2?sequence=\(head)")
                let variant = try #require((then.json["variants"] as? [[String: Any]])?.first)
                #expect(Set(variant.keys) == ["sku", "price"], "\(then.text)")
                #expect(then.headers["etag"] == nil)
                for id in ["P-2", "P-3", "P-9"] { #expect(try buyer.get("/v1/products/" + id).status == 404, "\(id)") }
                #expect(try buyer.get("/v1/tax-classes/FOOD").status == 200)
                #expect(try buyer.ids("/v1/tax-classes", "taxClassId") == ["FOOD"])
            }
            #expect(try buyer.ids("/v1/products?sku=SKU-3", "productId") == [])
            #expect(try buyer.ids("/v1/products?status=DRAFT", "productId") == [])
            #expect(try buyer.get("/v1/products/P-1/history").status == 403)
        }
    }

    @Test("a seller is shown own products whole in any state, and others' as a buyer")
    func sellersProducts() async throws {
        try await Self.run { service in
            let seller = try Reader(service, "c-1")
            #expect(try seller.ids("/v1/products", "productId") == ["P-1", "P-2", "P-3"])
            let own = try seller.get("/v1/products/P-2").text
            #expect(own.contains("unitCost") && own.contains("WHOLESALE") && own.contains("2099"))
            #expect(try service.client().post(#"{"id":"u","catalog":{"unpublish":{"productId":"P-1"}}}"#).status == 200)
            #expect(try seller.get("/v1/products/P-1").status == 404)
        }
    }
}
