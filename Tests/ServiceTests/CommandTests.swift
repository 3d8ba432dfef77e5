import Engine
import Foundation
import Ledger
import TestTools
import Testing

@testable import Service

@Suite("Commands, one at a time", .timeLimit(.minutes(8)))
struct CommandTests {
    @Test("a command is answered with its receipt, and its repetition with the same one")
    func receipt() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let command = TestService.shop()[0]
            let first = try client.post(command)
            #expect(first.status == 200)
            #expect(first.headers["content-type"] == "application/json")
            let receipt = try first.json
            #expect(receipt["id"] as? String == "w")
            #expect(receipt["sequence"] as? Int == 1)
            #expect(receipt["replayed"] == nil)
            let again = try client.post(command).json
            #expect(again["replayed"] as? Bool == true)
            #expect(again["time"] as? String == receipt["time"] as? String)
            let events = try client.post(command, query: "?reply=events").json["events"] as? [[String: Any]]
            #expect(events?.first?["entity"] as? String == "warehouse/WH-1")
            let other = try client.post(#"{"id":"w","warehouse":{"register":{"warehouseId":"WH-2"}}}"#)
            #expect(other.status == 422)
            #expect(try other.json["code"] as? String == "idempotency_key_reused")
            #expect(try other.json["id"] as? String == "w")
        }
    }

    @Test("a refused command is a problem with the entry's sequence")
    func rejection() async throws {
        try await TestService.withShop(units: 2) { _, client in
            for isReplayed in [nil, true] as [Bool?] {
                let answer = try client.post(TestService.place("c-1", "O-1", 3))
                #expect(answer.status == 409)
                #expect(answer.headers["content-type"] == "application/problem+json")
                let problem = try answer.json
                #expect(problem["type"] as? String == "urn:daybook:problem:insufficient_stock")
                #expect(problem["title"] as? String == "Insufficient stock")
                #expect(problem["status"] as? Int == 409)
                #expect(problem["sequence"] as? Int == 4)
                #expect((problem["params"] as? [String: String])?["available"] == "2")
                #expect(problem["id"] as? String == "c-1")
                #expect(problem["time"] as? String != nil)
                #expect(problem["replayed"] as? Bool == isReplayed)
            }
            let conflict =
                #"{"id":"c-2","expect":[{"entity":"order/O-1","version":3}],"order":{"cancel":{"orderId":"O-1","reason":"x"}}}"#
            #expect(try client.post(conflict).status == 412)
            #expect(try client.post(#"{"id":"c-3","order":{"cancel":{"orderId":"O-1","reason":"x"}}}"#).status == 404)
            #expect(
                try client.post(#"{"id":"c-4","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":0}}}"#).status
                    == 400)
            let late = try client.post(
                #"{"id":"c-5","time":"2001-01-01T00:00:00Z","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}}}"#
            )
            #expect(late.status == 409)
            #expect(try late.json["code"] as? String == "time_not_after_last")
        }
    }

    @Test("a verb's path takes its object alone, and the key from the header")
    func verbs() async throws {
        try await TestService.run { service in
            let client = try service.client()
            func post(_ verb: String, _ body: String, key: String? = "k-1", type: String = "application/json") throws
                -> HTTPConnection.Response
            {
                var headers = ["Content-Type": type]
                headers["Idempotency-Key"] = key
                return try client.request("POST", "/v1/commands/" + verb, headers: headers, body: body)
            }
            let answer = try post("warehouse.register", #" {"warehouseId":"WH-1","name":"x"} "#)
            #expect(answer.status == 200)
            #expect(try answer.json["id"] as? String == "k-1")
            #expect(try client.request("GET", "/v1/warehouses/WH-1").status == 200)
            #expect(try post("warehouse.register", "{}", key: nil).status == 400)
            #expect(try post("warehouse.register", "{}", key: "").status == 400)
            #expect(try post("warehouse.demolish", "{}").status == 404)
            #expect(try post("warehouse", "{}").status == 404)
            #expect(try post("id.x", "{}").status == 404)
            #expect(try post("warehouse.register", "{}", type: "application/x-ndjson").status == 415)
            for bad in [
                "", "[]", "1", "{", #"{"warehouseId":"a"}},"time":"2001-01-01T00:00:00Z","stock":{"receive":{}"#,
                #"{"warehouseId":1}"#,
            ] {
                let answer = try post("warehouse.register", bad, key: "k-2")
                #expect(answer.status == 400, "\(bad)")
                #expect(try answer.json["code"] as? String == "malformed")
            }
            #expect(service.engine.status.head == 1)
        }
    }

    @Test(
        "what cannot be read is malformed, and says where",
        arguments: [
            ("", "empty"), ("   ", "empty"), ("nonsense", "byte 1"), ("{", "in the middle"), (#"{"id":"a","#, "in the middle"),
            (#"{"id":"a"}"#, "exactly one context"), ("[]", "JSON object"), ("\"x\"", "JSON object"), ("null", "JSON object"),
            (#"{"id":"a","order":{}}"#, "exactly one"),
            (#"{"id":"a","order":{"teleport":{}}}"#, "order.teleport: is not a field"),
            (#"{"id":"a","unicorn":{"place":{}}}"#, "unicorn: is not a field"),
            (#"{"id":"a","order":{"place":{"orderId":"x","colour":{"a":[1]}}}}"#, "order.place.colour: is not a field"),
            (
                #"{"id":"a","order":{"place":{"lines":[{"sku":"s"},{"quantity":"many"}]}}}"#,
                "order.place.lines[1].quantity: must be a whole number"
            ),
            (#"{"id":"a","order":{"place":{"lines":{"sku":"s"}}}}"#, "order.place.lines: has another form"),
            (#"{"id":"a","order":{"place":{"orderId":7}}}"#, "order.place.orderId: must be a text"),
            (#"{"id":"a","order":{"place":{"allowBackorder":"maybe"}}}"#, "order.place.allowBackorder: must be true or false"),
            (#"{"id":"a","stock":{"receive":{"quantity":99999999999999999999}}}"#, "stock.receive.quantity: is a number outside"),
            (#"{"id":"a","stock":{"receive":{"quantity":9223372036854775808}}}"#, "stock.receive.quantity: is a number outside"),
            (#"{"id":"a","stock":{"receive":{"quantity":1.5}}}"#, "stock.receive.quantity: must be a whole number"),
            (#"{"id":"a","stock":{"adjust":{"delta":-9223372036854775809}}}"#, "stock.adjust.delta: is a number outside"),
            (#"{"id":"a","stock":{"adjust":{"reason":"BORED"}}}"#, "stock.adjust.reason: is not one of the words"),
            (#"{"id":"a","occurredAt":"yesterday","order":{"place":{}}}"#, "occurredAt: must be a time"),
            (#"{"id":"a","order":{"place":{}},"stock":{"receive":{}}}"#, "is one too many"),
            (#"{"id":"a","order":{"place":{},"cancel":{}}}"#, "is one too many"),
            (#"{"id":"a","order":{"place":{}}} {"id":"b"}"#, "byte 33"),
            (#"{"order":{"place":{}}}"#, "id: is missing"),
        ])
    func malformed(command: String, says: String) async throws {
        try await TestService.run { service in
            let answer = try service.client().post(command)
            #expect(answer.status == 400)
            #expect(answer.headers["content-type"] == "application/problem+json")
            let problem = try answer.json
            #expect(problem["code"] as? String == "malformed")
            #expect((problem["detail"] as? String)?.contains(says) == true, "\(problem["detail"] ?? "")")
            #expect(service.engine.status.head == 0)
        }
    }

    @Test("wrong types, wrong sizes, wrong queries")
    func refused() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let command = TestService.shop()[0]
            for type in ["text/plain", "application/x-www-form-urlencoded", "application/xml"] {
                let answer = try client.request("POST", "/v1/commands", headers: ["Content-Type": type], body: command)
                #expect(answer.status == 415)
                #expect(try answer.json["code"] as? String == "unsupported_media_type")
            }
            #expect(try client.request("POST", "/v1/commands", body: command).status == 415)
            #expect(try client.post(command, query: "?reply=everything").status == 400)
            #expect(try client.post(command, query: "?x=1").status == 400)
            let large = TestService.receive("r", 1, sku: String(repeating: "s", count: ServiceLimits.commandBytes))
            let answer = try client.post(large)
            #expect(answer.status == 413)
            #expect(try answer.json["code"] as? String == "too_large")
            // The connection goes on, and takes the type with a parameter.
            let fine = try client.request(
                "POST", "/v1/commands", headers: ["Content-Type": "application/json; charset=utf-8"], body: command)
            #expect(fine.status == 200)
            // Much larger: answered and closed before the end.
            let huge = try service.client()
            try huge.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{")
            #expect(try huge.response().status == 413)
            #expect(try huge.isClosed())
            // Without a length, found out while it comes.
            let chunked = try service.client()
            try chunked.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
            for _ in 0..<30 { _ = try chunked.trySend(Array(chunk.utf8)) }
            #expect(try chunked.response().status == 413)
        }
    }

    @Test("a sender that waits for leave gets it, or hears why not")
    func expectContinue() async throws {
        try await TestService.run { service in
            let command = TestService.shop()[0]
            let client = try service.client()
            try client.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(command.utf8.count)\r\n\r\n"
            )
            #expect(String(decoding: try client.read(25), as: UTF8.self) == "HTTP/1.1 100 Continue\r\n\r\n")
            try client.send(command)
            #expect(try client.response().status == 200)
            let other = try service.client()
            try other.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: text/html\r\n"
                    + "Content-Length: 9\r\n\r\n"
            )
            #expect(try other.response().status == 415)
            #expect(try other.isClosed())
        }
    }
}
