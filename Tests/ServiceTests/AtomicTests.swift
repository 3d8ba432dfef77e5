import Engine
import Schema
import TestTools
import Testing

@testable import Service

@Suite("Streams that are decided together, over the socket")
struct AtomicTests {
    private static let lines = ["Content-Type": "application/x-ndjson", "Idempotency-Key": "day"]

    private static func orders(_ numbers: ClosedRange<Int>, units: Int = 1) -> String {
        numbers.map { TestService.place("c-\($0)", "O-\($0)", units) + "\n" }.joined()
    }

    private static func post(
        _ client: HTTPConnection, _ body: String, query: String = "", headers: [String: String] = lines
    ) throws -> HTTPConnection.Response {
        try client.request("POST", "/v1/commands?atomic=true" + query, headers: headers, body: body)
    }

    @Test("one receipt a line, in order, all of one sequence; the entry says which commands it has, and nothing of their hashes")
    func answered() async throws {
        try await TestService.withShop { _, client in
            let answer = try Self.post(client, Self.orders(1...3), query: "&reply=events")
            #expect(answer.status == 200 && answer.headers["content-type"] == "application/x-ndjson")
            let receipts = try answer.lines
            #expect(receipts.map { $0["id"] as? String } == ["c-1", "c-2", "c-3"])
            #expect(receipts.allSatisfy { $0["sequence"] as? Int == 4 && $0["events"] != nil })
            let entry = try client.request("GET", "/v1/entries/4")
            #expect(try entry.json["command"] as? String == "batch" && entry.json["id"] as? String == "day")
            let commands = try #require(entry.json["commands"] as? [[String: Any]])
            #expect(commands.map { $0["command"] as? String } == Array(repeating: "order.place", count: 3))
            #expect(commands.allSatisfy { ($0["eventCount"] as? Int ?? 0) > 0 })
            #expect(!entry.text.contains("Hash"))
            #expect(try client.request("GET", "/v1/entries/4?format=cloudevents").json["type"] as? String == "daybook.batch")
            #expect(try client.request("GET", "/v1/orders/O-2/history").text.contains(#""command":"batch""#))
            let again = try Self.post(client, Self.orders(1...3)).lines
            #expect(again.allSatisfy { $0["replayed"] as? Bool == true && $0["sequence"] as? Int == 4 })
            let alone = try client.post(TestService.place("c-2", "O-2"))
            #expect(alone.status == 200 && alone.text.contains(#""replayed":true"#))
            #expect(try client.request("GET", "/v1/status").json["head"] as? Int == 4)
        }
    }

    @Test("a refusal is the answer to all, with the command that it is of; what may be skipped is a receipt like any other")
    func refused() async throws {
        try await TestService.withShop(units: 5) { _, client in
            let body = Self.orders(1...2) + TestService.place("c-3", "O-3", 9) + "\n"
            let refused = try Self.post(client, body)
            #expect(refused.status == 409 && refused.headers["content-type"] == "application/problem+json")
            let problem = try refused.json
            #expect(problem["code"] as? String == "insufficient_stock" && problem["sequence"] as? Int == 4)
            #expect(problem["id"] as? String == "day")
            let params = try #require(problem["params"] as? [String: String])
            #expect(params["index"] == "3" && params["id"] == "c-3")
            #expect(try client.request("GET", "/v1/orders").json["items"] as? [Any] != nil)
            #expect(try client.request("GET", "/v1/orders/O-1").status == 404)
            var headers = Self.lines
            headers["Idempotency-Key"] = "day-2"
            let query = "&skip=insufficient_stock,not_sellable"
            let receipts = try Self.post(client, body, query: query, headers: headers).lines
            #expect(receipts.map { ($0["rejection"] as? [String: Any])?["code"] as? String } == [nil, nil, "insufficient_stock"])
            #expect(receipts.allSatisfy { $0["sequence"] as? Int == 5 })
            let entry = try client.request("GET", "/v1/entries/5").text
            #expect(entry.contains(#""eventCount":0,"skipped":{"code":"insufficient_stock""#))
            #expect(try client.post(TestService.place("c-3", "O-3", 9)).status == 409)
        }
    }

    @Test("protobuf streams are answered in protobuf")
    func protobuf() async throws {
        try await TestService.withShop { _, client in
            var body: [UInt8] = []
            for number in 1...3 {
                let command = try Command(json: Array(TestService.place("c-\(number)", "O-\(number)").utf8)).canonicalBytes()
                body += [UInt8(command.count)] + command
            }
            let headers = ["Content-Type": "application/x-protobuf", "Idempotency-Key": "day"]
            let answer = try client.request("POST", "/v1/commands?atomic=true", headers: headers, bytes: body)
            #expect(answer.status == 200 && answer.headers["content-type"] == "application/x-protobuf")
            let length = Int(answer.body[0])
            let receipt = try Receipt.decoded(from: Array(answer.body[1...length]))
            #expect(receipt.id == "c-1" && receipt.sequence == 4)
        }
    }

    @Test(
        "what can be no such stream leaves no entry",
        arguments: [
            ("", lines, orders(1...1) + "{\n", 400, "malformed", "2"), ("", lines, "", 400, "malformed", nil),
            ("", lines, orders(1...1) + orders(1...1), 400, "malformed", nil),
            ("", ["Content-Type": "application/x-ndjson"], orders(1...1), 400, "malformed", nil),
            ("", ["Content-Type": "application/json", "Idempotency-Key": "k"], orders(1...1), 400, "invalid_argument", nil),
            ("&skip=oops", lines, orders(1...1), 400, "invalid_argument", nil),
            ("&time=oops", lines, orders(1...1), 400, "invalid_argument", nil),
            ("&time=2999-01-01T00:00:00Z", lines, orders(1...1), 409, "time_not_after_last", nil),
            (
                "", lines, #"{"id":"w","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}}}"#, 422,
                "idempotency_key_reused", nil
            ),
            (
                "", lines, #"{"id":"x","time":"2020-01-01T00:00:00Z","order":{"cancel":{"orderId":"O","reason":"r"}}}"#, 400,
                "malformed", nil
            ),
        ] as [(String, [String: String], String, Int, String, String?)])
    func malformed(
        query: String, headers: [String: String], body: String, status: Int, code: String, index: String?
    ) async throws {
        try await TestService.withShop(units: 1000) { _, client in
            let answer = try Self.post(client, body, query: query, headers: headers)
            #expect(answer.status == status, "\(answer.text)")
            #expect(try answer.json["code"] as? String == code)
            #expect(try (answer.json["params"] as? [String: String])?["index"] == index)
            #expect(try client.request("GET", "/v1/status").json["head"] as? Int == 3)
        }
    }

    @Test(
        "what is too much for an entry, for a stream or for a request is refused before anything is recorded",
        arguments: [(400, "entry"), (1001, "together"), (3000, "bytes")])
    func tooLarge(count: Int, word: String) async throws {
        try await TestService.withShop(units: 10_000) { _, client in
            let answer = try Self.post(client, Self.orders(1...count))
            #expect(answer.status == 413)
            let problem = try answer.json
            #expect(problem["code"] as? String == "too_large")
            #expect((problem["detail"] as? String)?.contains(word) == true)
            #expect(try client.request("GET", "/v1/status").json["head"] as? Int == 3)
        }
    }

    @Test("what is only for such streams is refused elsewhere")
    func elsewhere() async throws {
        try await TestService.withShop { _, client in
            for query in ["?skip=not_found", "?time=2020-01-01T00:00:00Z", "?atomic=maybe", "?atomic=false&skip=not_found"] {
                let answer = try client.request("POST", "/v1/commands" + query, headers: Self.lines, body: Self.orders(1...1))
                #expect(answer.status == 400, "\(query)")
            }
            let plain = try client.request("POST", "/v1/commands?atomic=false", headers: Self.lines, body: Self.orders(1...2))
            #expect(try plain.lines.map { $0["sequence"] as? Int } == [4, 5])
        }
    }
}
