import Engine
import Foundation
import Ledger
import Schema
import TestTools
import Testing

@testable import Service

@Suite("What is wrong with a command", .timeLimit(.minutes(8)))
struct DiagnosisTests {
    private static let reader = CommandReader(caller: .local, wantsEvents: false)

    @Test("a number that no field can hold, and a NUL, are called what they are")
    func trueReasons() async throws {
        try await TestService.run { service in
            let client = try service.client()
            for number in ["1e999", "-1e999", "1.5E400", "\"1e999\""] {
                let answer = try client.post(#"{"id":"a","stock":{"receive":{"quantity":\#(number)}}}"#)
                #expect(answer.status == 400)
                let detail = try #require(answer.json["detail"] as? String)
                #expect(detail.hasPrefix("stock.receive.quantity: is a number outside the range"), "\(number): \(detail)")
            }
            let broken = try client.request(
                "POST", "/v1/commands", headers: ["Content-Type": "application/json"],
                bytes: Array("{\"id\":\"a\u{1}\"}".utf8).map { $0 == 1 ? 0xFF : $0 })
            #expect(broken.text.contains("UTF-8"))
            for target in ["/v1/orders/%00", "/v1/orders?status=%00", "/v1/orders?a%00=1"] {
                let answer = try client.request("GET", target)
                #expect(answer.status == 400)
                #expect(answer.text.contains("has a NUL, %00"), "\(target): \(answer.text)")
            }
            #expect(try client.request("GET", "/v1/orders/%FF").text.contains("is not UTF-8"))
        }
    }

    private static func seconds(_ bytes: [UInt8]) -> Double {
        processorSeconds {
            if case .success = Result(catching: { try reader.json(bytes) }) { Issue.record("it could be read") }
        }
    }

    @Test("four times the text takes about four times as long", arguments: HostileJSON.all)
    func growth(hostile: HostileJSON) {
        let sizes = [8192, 65_536, ServiceLimits.commandBytes]
        let seconds = sizes.map { Self.seconds(hostile.text($0)) }
        // What takes a few milliseconds is measured too roughly to be compared.
        #expect(seconds[2] <= max(0.02, seconds[1] * 7), "\(seconds)")
    }

    /// Commands of all kinds, and pieces of JSON that mutations put into them.
    private static let pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0041", "\\ud800", "\\q", "null", "true", "false", "0", "1", "-1", "01",
            "1.0", "1.5", "1e2",
        ]
        + [
            "9223372036854775808", "\"1\"", "\"x\"", "{}", "[]", "[null]", " ", "\n", "e", ".", "é", "\"order_id\":\"x\",",
            "\"2026-03-01T00:00:00Z\"",
        ]

    @Test("it finds a fault exactly where the decoder finds one, in commands changed at random", arguments: 1...4)
    func agreement(seed: UInt64) {
        var random = SplitMix64(seed)
        var refused = 0
        for _ in 0..<1500 {
            var bytes = Array(Examples.all[Int(random.next() % UInt64(Examples.all.count))].when.utf8)
            for _ in 0...(random.next() % 3) {
                let place = Int(random.next() % UInt64(bytes.count))
                let end = min(bytes.count, place + Int(random.next() % 4))
                switch random.next() % 4 {
                case 0: bytes.replaceSubrange(place..<end, with: [])
                case 1: bytes.replaceSubrange(place..<end, with: [UInt8(truncatingIfNeeded: random.next())])
                default:
                    let piece = Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
                    bytes.replaceSubrange(place..<end, with: Array(piece.utf8))
                }
            }
            do throws(JSONFault) {
                _ = try Command(json: bytes)
            } catch {
                refused += 1
                #expect(!error.reason.isEmpty)
            }
        }
        #expect(refused > 500)
    }

    @Test("over the socket, what is wrong takes no longer than a small multiple of what is right, and is named")
    func overTheSocket() async throws {
        try await TestService.run { service in
            let client = try service.client()
            func seconds(_ path: String, _ body: String, isMalformed: Bool) throws -> Double {
                let headers = ["Content-Type": "application/json", "Idempotency-Key": "k"]
                return try (0..<3).map { _ in
                    let start = ContinuousClock.now
                    let answer = try client.request("POST", path, headers: headers, body: body)
                    let took = ContinuousClock.now - start
                    #expect((try answer.json["code"] as? String == "malformed") == isMalformed)
                    return Double(took.components.attoseconds) / 1e18 + Double(took.components.seconds)
                }.min() ?? 0
            }
            let lines = String(repeating: #"{"sku":"s","quantity":1},"#, count: 10_000)
            let right = #"{"orderId":"O-1","customerId":"C","currency":"CNY","lines":[\#(lines){}]}"#
            let wrong = #"{"orderId":"O-1","customerId":"C","currency":"CNY","lines":[\#(lines)1]}"#
            let path = "/v1/commands/order.place"
            let maxSeconds = try max(0.05, seconds(path, right, isMalformed: false)) * 20
            let taken = try seconds(path, wrong, isMalformed: true)
            #expect(taken < maxSeconds)
            let command = #"{"id":"c","order":{"place":\#(wrong)}}"#
            let answer = try client.post(command)
            #expect(try (answer.json["params"] as? [String: String])?["field"] == "order.place.lines[10000]")
            let other = try client.request(
                "POST", path, headers: ["Content-Type": "application/json", "Idempotency-Key": "k"], body: wrong)
            #expect(try (other.json["params"] as? [String: String])?["field"] == "order.place.lines[10000]")
        }
    }

    @Test("a misspelt field or word is told what it probably should be")
    func hints() throws {
        func detail(_ text: String) -> String {
            guard case .failure(let error) = Result(catching: { try Self.reader.json(Array(text.utf8)) }) else { return "" }
            return (error as? CommandProblem)?.problem.detail ?? ""
        }
        #expect(detail(#"{"id":"a","order":{"place":{"custmerId":"x"}}}"#).hasSuffix("; did you mean customerId?"))
        #expect(detail(#"{"id":"a","stock":{"adjust":{"reason":"DAMAGD"}}}"#).hasSuffix("; did you mean DAMAGE?"))
        #expect(detail(#"{"id":"a","order":{"palce":{}}}"#).hasSuffix("order.palce: is not a field of it; did you mean place?"))
        #expect(!detail(#"{"id":"a","order":{"teleport":{}}}"#).contains("did you mean"))
    }

    /// A verb's object, and the path of what is wrong in it.
    private static let faults: [(verb: String, body: String, path: String)] = [
        ("stock.adjust", #"{"warehouseId":"\q"}"#, "stock.adjust.warehouseId"),
        ("stock.adjust", #"{"warehouseId":"\ud800"}"#, "stock.adjust.warehouseId"),
        ("stock.adjust", #"{"sku":"S","warehouseId":"\ud800\u0041","delta":1}"#, "stock.adjust.warehouseId"),
        ("stock.adjust", #"{"warehouseId":"!"}"#, "stock.adjust.warehouseId"),
        ("stock.adjust", #"{"reason":"!"}"#, "stock.adjust.reason"),
        ("stock.adjust", #"{"delta":007}"#, "stock.adjust.delta"),
        ("stock.adjust", #"{"delta":-01,"sku":"\q"}"#, "stock.adjust.delta"),
        ("stock.adjust", #"{"\ud800":1}"#, "stock.adjust"),
        ("stock.adjust", #"{"nope":"\q"}"#, "stock.adjust.nope"),
        ("stock.adjust", #"{"sku":"a","sku":"b"}"#, "stock.adjust.sku"),
        ("order.place", #"{"lines":[{"sku":"a"},{"sku":"!"}]}"#, "order.place.lines[1].sku"),
        ("order.place", #"{"shipTo":{"location":{"latitudeE6":00}}}"#, "order.place.shipTo.location.latitudeE6"),
    ]

    @Test("a verb's object alone is told about as within its command: the same path, the same reason")
    func bothRoutes() async throws {
        try await TestService.run { service in
            let client = try service.client()
            for (verb, body, path) in Self.faults {
                let parts = verb.split(separator: ".")
                func post(_ target: String, _ text: String) throws -> HTTPConnection.Response {
                    // An exclamation mark stands for a byte that UTF-8 does not have.
                    try client.request(
                        "POST", target, headers: ["Content-Type": "application/json", "Idempotency-Key": "c-1"],
                        bytes: text.utf8.map { $0 == UInt8(ascii: "!") ? 0xFF : $0 })
                }
                let whole = try post("/v1/commands", #"{"\#(parts[0])":{"\#(parts[1])":\#(body)}}"#)
                let alone = try post("/v1/commands/" + verb, body)
                #expect(try (whole.json["params"] as? [String: String])?["field"] == path, "\(whole.text)")
                #expect(alone.text == whole.text, "\(body)")
                #expect(alone.status == 400)
            }
            #expect(service.engine.status.head == 0)
        }
    }

    @Test(
        "a body that is more or less than a verb's object does not get out of its frame",
        arguments: [
            #"}},"expect":[]"#, #"{}},"expect":[]"#, #"{},"receive":null"#, #"{},"receive":{}"#, #"{},"adjust":{}"#, "{}}}", "{}}",
            #"{}},"order":{"#, #"{}},"order":null,"warehouse":{"#, #"{}},"time":null,"x":{"#, #"{}} {"a":{"b":{"#, "{} {}", "{", "",
            "null", "[{}]", #""{}""#, "{},", "nonsense",
        ])
    func frames(text: String) async throws {
        try await TestService.run { service in
            // What would be taken, were it not for what is behind it.
            let body =
                text.hasPrefix("{}") ? #"{"sku":"S","warehouseId":"W","delta":1,"reason":"FOUND"}"# + text.dropFirst(2) : text
            let answer = try service.client().request(
                "POST", "/v1/commands/stock.adjust",
                headers: ["Content-Type": "application/json", "Idempotency-Key": "c-1"], body: body)
            #expect(answer.status == 400, "\(answer.text)")
            #expect(try answer.json["code"] as? String == "malformed")
            #expect(service.engine.status.head == 0)
        }
    }
}
