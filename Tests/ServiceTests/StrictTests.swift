import Engine
import Ledger
import Schema
import TestTools
import Testing

@testable import Service

/// What is sent is read strictly: numbers, ids, cursors and heads that mean nothing are answered, whatever is in them.
@Suite("Strict reading", .timeLimit(.minutes(8)))
struct StrictTests {
    @Test("what once ended the process is answered, with rows on disk")
    func deadly() async throws {
        try await TestService.run { service in
            try service.openShop()
            try await service.flush()
            let client = try service.client()
            for weight in [
                "9223372036854775807", "9223372036854775807.9", "-9223372036854775808", "0.9223372036854775807", "", "x",
            ] {
                let answer = try client.request("GET", "/v1/products", headers: ["Accept": "text/csv;q=" + weight])
                #expect(answer.status == 200, "\(weight)")
            }
            // AA is a NUL; the others are cut short, other bytes than an id has, two things, or none.
            for cursor in ["AA", "QQAA", "AEE", "A", "", "_w", "4oSq", "QUBA", "QS9C", "%00", "YSBi"] {
                for collection in Table.allCases.map(\.collection) {
                    let answer = try client.request("GET", "/v1/\(collection)?cursor=\(cursor)")
                    #expect(answer.status == 400, "\(collection) \(cursor)")
                }
            }
            let entities = [#"order/\u0000"#, #"\u0000"#, "order/", #"stock/SKU-1@\u0000"#, #"order/\u202e"#]
            for (number, entity) in entities.enumerated() {
                let command =
                    #"{"id":"c-\#(number)","expect":[{"entity":"\#(entity)"}],"order":{"hold":{"orderId":"O-1"}}}"#
                let answer = try client.post(command)
                #expect(answer.status == 400, "\(entity)")
                #expect(try answer.json["code"] as? String == "invalid_argument")
                #expect(!answer.text.unicodeScalars.contains("\u{202E}"))
            }
            for path in [
                "/v1/orders/%00", "/v1/orders/a%00b", "/v1/orders/a%2Fb", "/v1/stock/@", "/v1/stock/a@b@c", "/v1/stock/%40WH-1",
                "/v1/products/P-1%E2%80%AE", "/v1/warehouses/%E2%84%AA", "/v1/stock/SKU-1%20@WH-1", "/v1/stock/%E2%84%AA",
                "/v1/entries/9223372036854775808", "/v1/entries/+1", "/v1/entries?after=9007199254740992",
                "/v1/orders?sequence=18446744073709551615", "/v1/orders?limit=18446744073709551615",
            ] {
                for path in [path, path.hasPrefix("/v1/entries") || path.contains("?") ? path : path + "/history"] {
                    #expect([400, 404].contains(try client.request("GET", path).status), "\(path)")
                }
            }
            #expect(
                try client.request(
                    "GET", "/v1/entries?limit=1", headers: ["Accept": "text/event-stream", "Last-Event-ID": "18446744073709551615"]
                ).status == 400)
            #expect(try client.request("GET", "/v1/products/P-1").status == 200)
        }
    }

    @Test(
        "weights of types are read to the letter",
        arguments: [
            ("text/csv", "csv"), ("text/csv;q=0", "json"), ("text/csv;q=0.000,*/*;q=0.001", "json"),
            ("application/json;q=0.9, text/csv;q=0.91", "csv"), ("application/json;q=0.5,text/csv; q=0.5", "json"),
            ("text/csv;q=0.4,application/json;q=0.39", "csv"), ("application/json;q=0.999,text/csv;q=1.000", "csv"),
            ("application/json,text/csv;q=99999999999999999999999", "json"), ("application/json;q=0,text/csv;q=.5", "csv"),
            ("application/json;q=0.12345,text/csv;q=0.9", "json"), ("", "json"), (",;,q=", "json"), ("*/*", "json"),
        ])
    func weights(accept: String, best: String) throws {
        let type = try MediaType.best(of: [.json, .csv], accept: accept)
        #expect(type == (best == "csv" ? .csv : .json), "\(accept)")
    }

    @Test("titles have no characters that are not seen; an emoji may say which picture it has")
    func titles() async throws {
        try await TestService.run { service in
            let client = try service.client()
            func register(_ id: String, _ name: String) throws -> HTTPConnection.Response {
                try client.post(#"{"id":"\#(id)","warehouse":{"register":{"warehouseId":"\#(id)","name":"\#(name)"}}}"#)
            }
            let unseen: [Unicode.Scalar] = [
                "\u{34F}", "\u{115F}", "\u{17B4}", "\u{180B}", "\u{2800}", "\u{3164}", "\u{FE00}", "\u{FE0F}", "\u{FFA0}",
                "\u{FFF9}",
                "\u{E0041}", "\u{E0100}", "\u{1D173}", "\u{200D}",
            ]
            for (number, scalar) in unseen.enumerated() {
                let answer = try register("w-\(number)", "Main\(scalar)")
                #expect(answer.status == 400, "\(String(scalar.value, radix: 16))")
                #expect(answer.text.contains("cannot be seen"))
                let asked = try client.request("GET", "/v1/warehouses?name%F3%A0%81%81=x")
                #expect(asked.text.contains("u{e0041}"), "\(asked.text)")
            }
            #expect(try register("w", "Main ❤\u{FE0F}").status == 200)
        }
    }

    @Test("a request says once which host it is for")
    func host() async throws {
        try await TestService.run { service in
            for (head, status) in [
                ("HTTP/1.1\r\n", 400), ("HTTP/1.1\r\nHost: a\r\nHost: a\r\n", 400), ("HTTP/1.1\r\nHost: a\r\nhost: b\r\n", 400),
                ("HTTP/1.0\r\nHost: a\r\nHost: b\r\n", 400), ("HTTP/1.1\r\nHost: a b\r\n", 400),
                ("HTTP/1.1\r\nHost: a, b\r\n", 400), ("HTTP/1.1\r\nHost: a/b\r\n", 400), ("HTTP/1.1\r\nHost: \u{E9}\r\n", 400),
                ("HTTP/1.1\r\nHost: me@a\r\n", 400), ("HTTP/1.0\r\n", 200), ("HTTP/1.1\r\nHost:\r\n", 200),
                ("HTTP/1.1\r\nHost: localhost\r\n", 200), ("HTTP/1.1\r\nhOST: [::1]:7070\r\n", 200),
            ] {
                for target in ["/healthz", "http://localhost/healthz", "/v1/orders"] {
                    let client = try service.client()
                    try client.send("GET \(target) \(head)\r\n")
                    let answer = try client.response()
                    #expect(answer.status == status, "\(target) \(head)")
                    if status == 400 { #expect(try answer.json["code"] as? String == "malformed") }
                }
                let client = try service.client()
                let command = TestService.shop()[0]
                try client.send(
                    "POST /v1/commands \(head)Content-Type: application/json\r\nContent-Length: \(command.utf8.count)\r\n\r\n"
                        + command)
                #expect(try client.response().status == status, "\(head)")
            }
            #expect(service.engine.status.head == 1)
        }
    }

    @Test("a coding or a charset that is not read is 415, and nothing is recorded")
    func codings() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let command = TestService.shop()[0]
            for (headers, status) in [
                (["Content-Encoding": "gzip"], 415), (["Content-Encoding": "identity, br"], 415),
                (["Content-Encoding": "x\u{9B}"], 415),
                (["Content-Type": "application/json; charset=utf-16"], 415),
                (["Content-Type": "application/json;charset=\"ISO-8859-1\""], 415),
                (["Content-Type": "application/x-ndjson; charset=latin1"], 415),
                (["Content-Type": "application/json;charset="], 415),
                (["Content-Encoding": "Identity", "Content-Type": "application/json; Charset=\"UTF-8\""], 200),
                (["Content-Type": "application/json;charset=us-ascii;profile=x"], 200),
            ] {
                var sent = ["Content-Type": "application/json"]
                sent.merge(headers) { _, new in new }
                let answer = try client.request("POST", "/v1/commands", headers: sent, body: command)
                #expect(answer.status == status, "\(headers)")
                guard status == 415 else { continue }
                #expect(try answer.json["code"] as? String == "unsupported_media_type")
                #expect(service.engine.status.head == 0)
                if let coding = headers["Content-Encoding"] {
                    #expect(answer.headers["accept-encoding"] == "identity", "\(coding)")
                }
            }
            let chunked = try service.client()
            try chunked.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
            #expect(try chunked.response().status == 501)
            let twice = try service.client()
            try twice.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Type: text/html\r\n"
                    + "Content-Length: \(command.utf8.count)\r\n\r\n\(command)")
            #expect(try twice.response().status == 400)
            #expect(service.engine.status.head == 1)
        }
    }

    @Test("what is said back to people has no control characters")
    func escaped() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let hostile = "%1B%5B2J%C2%9B31m%E2%80%AEabc%E2%80%8B"
            for path in [
                "/v1/orders/\(hostile)", "/\(hostile)", "/v1/\(hostile)", "/v1/orders?\(hostile)=1", "/v1/orders?limit=\(hostile)",
                "/v1/orders?at=\(hostile)", "/v1/entries/\(hostile)", "/v1/entries?format=\(hostile)",
                "/v1/orders/\(hostile)/history",
            ] {
                let answer = try client.request("GET", path)
                #expect([400, 404].contains(answer.status))
                let detail = try #require(answer.json["detail"] as? String)
                #expect(detail.contains(#"\u{1b}[2J\u{9b}31m\u{202e}abc\u{200b}"#), "\(path): \(detail)")
            }
            let verb = try client.request(
                "POST", "/v1/commands/order.\(hostile)", headers: ["Content-Type": "application/json"], body: "{}")
            #expect(try (verb.json["detail"] as? String)?.contains(#"\u{202e}"#) == true)
            let command = #"{"id":"c","warehouse":{"register":{"warehouseId":"W","name":"a\u202eb"}}}"#
            let refused = try client.post(command)
            #expect(refused.status == 400)
            #expect(try refused.json["code"] as? String == "invalid_argument")
        }
    }

    @Test(
        "two ids that look the same are not one: other bytes than printable ASCII are refused",
        arguments: [#"caf\u00e9"#, #"cafe\u0301"#, #"\u212a"#, "a b", #"a\u200b"#, #"\u0085"#])
    func commandIDs(id: String) async throws {
        try await TestService.run { service in
            let client = try service.client()
            let answer = try client.post(#"{"id":"\#(id)","warehouse":{"register":{"warehouseId":"W","name":"x"}}}"#)
            #expect(answer.status == 400)
            #expect(try answer.json["code"] as? String == "malformed")
            #expect(service.engine.status.head == 0)
        }
    }
}
