import Engine
import Schema
import TestTools
import Testing

@testable import Service

@Suite("What goes with commands, over the socket")
struct EnvelopeTests {
    private static let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    private static let traceID = "4bf92f3577b34da6a3ce929d0e0e4736"

    private static func receive(_ id: String, _ more: String = "") -> String {
        #"{"id":"\#(id)","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}}\#(more)}"#
    }

    private static let json = ["Content-Type": "application/json"]

    private static func sequences(_ client: HTTPConnection, _ query: String) throws -> [Int] {
        let answer = try client.request("GET", "/v1/entries?" + query)
        #expect(answer.status == 200, "\(query): \(answer.text)")
        return try answer.lines.compactMap { $0["sequence"] as? Int }
    }

    @Test("is in the entry, in its history, in the book and its event stream, and in CloudEvents' own attributes")
    func shown() async throws {
        try await TestService.withShop { _, client in
            let more = #","metadata":{"source":"web"},"correlationId":"story","causationId":"r""#
            let posted = try client.request(
                "POST", "/v1/commands", headers: Self.json.merging(["traceparent": Self.trace]) { $1 },
                body: Self.receive("a", more))
            #expect(posted.status == 200)
            let expected =
                #""metadata":{"source":"web"},"correlationId":"story","causationId":"r","traceparent":"\#(Self.trace)"}"#
            #expect(try client.request("GET", "/v1/entries/4").text.hasSuffix(expected))
            #expect(try client.request("GET", "/v1/entries?after=3").text.hasSuffix(expected + "\n"))
            #expect(try client.request("GET", "/v1/stock/SKU-1@WH-1/history").text.contains(expected))
            let event = try client.request("GET", "/v1/entries/4?format=cloudevents")
            #expect(
                event.text.contains(#","correlationid":"story","causationid":"r","traceparent":"\#(Self.trace)","datacontenttype""#)
            )
            #expect(try client.request("GET", "/v1/entries/3").text.hasSuffix("}]}"))
            #expect(try !client.request("GET", "/v1/entries/3?format=cloudevents").text.contains("correlation"))
        }
    }

    @Test("headers say it for commands that do not: one alone, a verb's, and those of a stream")
    func headers() async throws {
        try await TestService.withShop { _, client in
            let headers = [
                "Correlation-Id": "story", "Causation-Id": "r", "Daybook-Metadata": "source=web, note=caf%C3%A9%2C%20two",
                "traceparent": Self.trace,
            ]
            let verb = Self.json.merging(headers) { $1 }.merging(["Idempotency-Key": "v"]) { $1 }
            let body = #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}"#
            #expect(try client.request("POST", "/v1/commands/stock.receive", headers: verb, body: body).status == 200)
            let lines =
                Self.receive("a") + "\n" + Self.receive("b", #","correlationId":"own","causationId":"w","metadata":{"k":"v"}"#)
            let stream = headers.merging(["Content-Type": "application/x-ndjson"]) { $1 }
            #expect(try client.request("POST", "/v1/commands", headers: stream, body: lines).lines.count == 2)
            let shown = try (4...6).map { try client.request("GET", "/v1/entries/\($0)").text }
            let theirs = #""metadata":{"note":"café, two","source":"web"},"correlationId":"story","causationId":"r","traceparent""#
            for text in shown.prefix(2) { #expect(text.contains(theirs), "\(text)") }
            #expect(shown[2].contains(#""metadata":{"k":"v"},"correlationId":"own","causationId":"w","traceparent""#))
            // The headers are what the sender says of the command, so a repetition says the same.
            var other = verb
            other["Correlation-Id"] = "other"
            #expect(try client.request("POST", "/v1/commands/stock.receive", headers: other, body: body).status == 422)
            other = verb
            other["traceparent"] = nil
            let again = try client.request("POST", "/v1/commands/stock.receive", headers: other, body: body)
            #expect(try again.json["replayed"] as? Bool == true)
        }
    }

    @Test("a command that belongs to nothing else belongs to the trace of its request; a broken one is passed over")
    func traces() async throws {
        try await TestService.withShop { (_: TestService, client: HTTPConnection) throws in
            for (id, trace) in [("a", Self.trace), ("b", "00-" + Self.traceID), ("c", "")] {
                let headers = Self.json.merging(["traceparent": trace]) { $1 }
                #expect(try client.request("POST", "/v1/commands", headers: headers, body: Self.receive(id)).status == 200)
            }
            #expect(try client.request("GET", "/v1/entries/4").json["correlationId"] as? String == Self.traceID)
            #expect(try client.request("GET", "/v1/entries/5").json["correlationId"] == nil)
            #expect(try client.request("GET", "/v1/entries/5").json["traceparent"] == nil)
        }
    }

    @Test(
        "what cannot go with a command leaves no entry",
        arguments: [
            (["Daybook-Metadata": "web"], ""), (["Daybook-Metadata": "a=1,a=2"], ""), (["Daybook-Metadata": "a=%zz"], ""),
            (["Correlation-Id": "a b"], ""), ([:], #","metadata":{"a b":"c"}"#), ([:], #","causationId":"é""#),
            ([:], #","metadata":{"a":1}"#),
        ])
    func malformed(headers: [String: String], more: String) async throws {
        try await TestService.withShop { _, client in
            let answer = try client.request(
                "POST", "/v1/commands", headers: Self.json.merging(headers) { $1 }, body: Self.receive("a", more))
            #expect(answer.status == 400)
            #expect(try answer.json["code"] as? String == "malformed")
            #expect(try client.request("GET", "/v1/status").json["head"] as? Int == 3)
        }
    }

    @Test("entries are asked for by what they belong to, and by their metadata, within the range that is asked for")
    func filters() async throws {
        try await TestService.withShop { (service: TestService, client: HTTPConnection) async throws in
            for number in 4...11 {
                let parity = number.isMultiple(of: 2) ? "even" : "odd"
                let more = #","correlationId":"\#(parity)","metadata":{"number":"\#(number)","half":"\#(number < 8 ? "1" : "2")"}"#
                #expect(try client.post(Self.receive("c-\(number)", more)).status == 200)
            }
            for _ in 0..<2 {
                #expect(try Self.sequences(client, "correlationId=even") == [4, 6, 8, 10])
                #expect(try Self.sequences(client, "correlationId=even&after=4&limit=2") == [6, 8])
                #expect(try Self.sequences(client, "correlationId=even&metadata.half=2") == [8, 10])
                #expect(try Self.sequences(client, "metadata.half=2") == [8, 9, 10, 11])
                #expect(try Self.sequences(client, "metadata.half=1&limit=3") == [4, 5, 6])
                #expect(try Self.sequences(client, "metadata.half=1&metadata.number=7") == [7])
                #expect(try Self.sequences(client, "correlationId=nobody") == [])
                #expect(try Self.sequences(client, "metadata.number=4&after=4") == [])
                #expect(try client.request("GET", "/v1/entries?correlationId=").status == 400)
                #expect(try client.request("GET", "/v1/entries?metadata=x").status == 400)
                service.engine.flush()
                #expect(try await eventually { service.engine.status.flushed == 11 })
            }
        }
    }

    @Test("an event stream of what belongs together goes on live, and passes over the rest")
    func followed() async throws {
        try await TestService.withShop { service, client in
            let target = "/v1/entries?correlationId=story"
            let follower = try service.client()
            try follower.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
            for id in ["a", "b", "c"] {
                #expect(try client.post(Self.receive(id, id == "b" ? "" : #","correlationId":"story""#)).status == 200)
            }
            #expect(try follower.head().status == 200)
            var data: [String] = []
            while data.count < 2 {
                data += try follower.lines(1).filter { $0.hasPrefix("data: ") }.map { String($0.prefix(20)) }
            }
            #expect(data == [#"data: {"sequence":4,"#, #"data: {"sequence":6,"#])
        }
    }

    @Test("a trace has the same lines as a page and as lines, and finds an entity with its slash as it is or encoded")
    func trace() async throws {
        try await TestService.withShop { _, client in
            #expect(try client.post(Self.receive("a", #","correlationId":"story""#)).status == 200)
            var order = TestService.place("b", "O-1")
            order.removeLast()
            #expect(try client.post(order + #","causationId":"a"}"#).status == 200)
            for path in ["/v1/trace/order/O-1", "/v1/trace/order%2FO-1", "/v1/trace/story", "/v1/trace/a", "/v1/trace/%234"] {
                let answer = try client.request("GET", path)
                #expect(answer.status == 200, "\(path)")
                let items = try #require(answer.json["items"] as? [[String: Any]])
                #expect(items.map { $0["depth"] as? Int } == [0, 1], "\(path)")
                #expect(items.map { $0["cause"] as? Int } == [nil, 4])
                #expect(items.map { ($0["entry"] as? [String: Any])?["sequence"] as? Int } == [4, 5])
                #expect(try answer.json["sequence"] as? Int == 5)
                #expect(!answer.text.contains("commandHash"))
                let lines = try client.request("GET", path, headers: ["Accept": "application/x-ndjson"])
                #expect(lines.text.split(separator: "\n").count == 2)
            }
            #expect(try client.request("GET", "/v1/trace/nobody").status == 404)
            #expect(try client.request("GET", "/v1/trace").status == 404)
            #expect(try client.request("GET", "/v1/trace/a?at=2026-03-01T00:00:00Z").status == 400)
        }
    }
}
