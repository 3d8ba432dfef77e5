import Foundation
import TestTools
import Testing

@testable import Service

@Suite("Routes", .timeLimit(.minutes(8)))
struct RouteTests {
    @Test("a row is bare, says as of when, and is not sent again to who has it")
    func row() async throws {
        try await TestService.withShop { _, client in
            #expect(try client.post(TestService.place("c-1", "O-1", 2)).status == 200)
            let answer = try client.request("GET", "/v1/orders/O-1")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.headers["daybook-sequence"] == "4")
            #expect(answer.headers["date"]?.hasSuffix(" GMT") == true)
            let order = try answer.json
            #expect(order["orderId"] as? String == "O-1")
            #expect(order["total"] as? Int == 20_000)
            let tag = try #require(answer.headers["etag"])
            #expect(tag == "\"\(order["version"] ?? 0)\"")
            let again = try client.request("GET", "/v1/orders/O-1", headers: ["If-None-Match": "\"9\", W/\(tag)"])
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            #expect(try client.request("GET", "/v1/orders/O-1", headers: ["If-None-Match": "\"77\""]).status == 200)
            #expect(try client.request("HEAD", "/v1/orders/O-1").headers["content-length"] == String(answer.body.count))
            #expect(try client.request("GET", "/v1/orders/O-2").status == 404)
            #expect(try client.request("GET", "/v1/orders/O-1").status == 200)
        }
    }

    @Test("rows and lists are answered as of a sequence or a time")
    func asOf() async throws {
        try await TestService.withShop { _, client in
            #expect(try client.post(TestService.receive("r2", 11)).status == 200)
            func onHand(_ query: String) throws -> Int? {
                try client.request("GET", "/v1/stock/SKU-1@WH-1" + query).json["onHand"] as? Int
            }
            #expect(try onHand("") == 111)
            #expect(try onHand("?sequence=3") == 100)
            #expect(try client.request("GET", "/v1/stock/SKU-1@WH-1?sequence=2").status == 404)
            #expect(try client.request("GET", "/v1/stock/SKU-1@WH-1?sequence=3").headers["daybook-sequence"] == "3")
            let time = try #require(client.request("GET", "/v1/entries/3").json["time"] as? String)
            #expect(try onHand("?at=" + time) == 100)
            #expect(try onHand("?at=" + time.dropLast() + "+00:00") == 100)
            #expect(try onHand("?at=" + time.dropLast() + "%2B00:00") == 100)
            #expect(try onHand("?at=2999-01-01") == 111)
            #expect(try client.request("GET", "/v1/stock?at=" + time).json["sequence"] as? Int == 3)
            #expect((try client.request("GET", "/v1/stock?sequence=0").json["items"] as? [Any])?.isEmpty == true)
            for bad in [
                "?at=yesterday", "?sequence=x", "?sequence=-1", "?sequence=99", "?at=2020-01-01&sequence=1",
                "?sequence=1&sequence=1", "?atx=1",
            ] {
                for path in ["/v1/stock/SKU-1@WH-1", "/v1/stock", "/v1/stock/SKU-1@WH-1/history"] {
                    let answer = try client.request("GET", path + bad)
                    #expect(answer.status == 400, "\(path)\(bad)")
                    #expect(try answer.json["code"] as? String == "invalid_argument")
                }
            }
        }
    }

    @Test("a SKU's stock is summed over its warehouses")
    func stockSummary() async throws {
        try await TestService.withShop { _, client in
            try client.post(#"{"id":"w2","warehouse":{"register":{"warehouseId":"WH-2","name":"Ningbo"}}}"#)
            try client.post(#"{"id":"r2","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-2","quantity":7}}}"#)
            let sum = try client.request("GET", "/v1/stock/SKU-1").json
            #expect(sum["onHand"] as? Int == 107)
            #expect(sum["reserved"] as? Int == 0)
            #expect((sum["warehouses"] as? [Any])?.count == 2)
            #expect(try client.request("GET", "/v1/stock/SKU-1?sequence=3").json["onHand"] as? Int == 100)
            #expect(try client.request("GET", "/v1/stock/SKU-9").status == 404)
        }
    }

    @Test("what waits for a SKU is in its sum, and is no warehouse")
    func waitingSummary() async throws {
        try await TestService.withShop { _, client in
            try client.post(
                #"{"id":"p2","catalog":{"addVariant":{"productId":"P-1","variant":{"sku":"SKU-2","backorderLimit":9,"#
                    + #""price":{"amount":1,"currency":"CNY"}}}}}"#)
            try client.post(
                #"{"id":"o","order":{"place":{"orderId":"O-1","customerId":"C-1","currency":"CNY","allowBackorder":true,"#
                    + #""lines":[{"sku":"SKU-2","quantity":4}]}}}"#)
            let sum = try client.request("GET", "/v1/stock/SKU-2").json
            #expect(sum["backordered"] as? Int == 4)
            #expect((sum["warehouses"] as? [Any] ?? []).isEmpty)
            #expect(try client.request("GET", "/v1/stock/SKU-2@").json["backordered"] as? Int == 4)
            try client.post(#"{"id":"r2","stock":{"receive":{"sku":"SKU-2","warehouseId":"WH-1","quantity":3}}}"#)
            try client.post(TestService.receive("r3", 1))
            let filled = try client.request("GET", "/v1/stock/SKU-2").json
            #expect(filled["backordered"] as? Int == 1)
            #expect(filled["reserved"] as? Int == 3)
            #expect((filled["warehouses"] as? [[String: Any]])?.compactMap { $0["warehouseId"] as? String } == ["WH-1"])
        }
    }

    @Test("a list goes page by page, stays stable while writes go on, and filters by field")
    func pages() async throws {
        try await TestService.withShop(units: 1000) { _, client in
            for number in 10..<40 { try client.post(TestService.place("c-\(number)", "O-\(number)")) }
            var seen: [String] = []
            var cursor: String?
            repeat {
                let page = try client.request("GET", "/v1/orders?limit=7" + (cursor.map { "&cursor=\($0)" } ?? "")).json
                seen += (page["items"] as? [[String: Any]] ?? []).compactMap { $0["orderId"] as? String }
                cursor = page["next"] as? String
                try client.post(TestService.place("n-\(seen.count)", "A-\(seen.count)"))
                #expect(page["sequence"] as? Int != nil)
            } while cursor != nil
            #expect(seen == (10..<40).map { "O-\($0)" })
            #expect(try client.request("GET", "/v1/orders?status=CANCELLED").text.hasPrefix(#"{"items":[],"sequence":"#))
            let one = try client.request("GET", "/v1/stock?sku=SKU-1&warehouseId=WH-1").json
            #expect((one["items"] as? [Any])?.count == 1)
            let unknown = try client.request("GET", "/v1/orders?colour=red")
            #expect(unknown.status == 400)
            #expect(try (unknown.json["detail"] as? String)?.contains("customerId") == true)
            for bad in ["limit=0", "limit=1001", "limit=x", "limit=", "cursor=%25", "cursor=", "cursor=A"] {
                #expect(try client.request("GET", "/v1/orders?" + bad).status == 400, "\(bad)")
            }
        }
    }

    @Test("a list streams as NDJSON or CSV, all of it unless a limit is given")
    func streams() async throws {
        try await TestService.withShop(units: 10_000) { _, client in
            let commands = (100..<900).map { TestService.place("c-\($0)", "O-\($0)") }.joined(separator: "\n")
            #expect(
                try client.request("POST", "/v1/commands", headers: ["Content-Type": "application/x-ndjson"], body: commands).lines
                    .count == 800)
            let all = try client.request("GET", "/v1/orders", headers: ["Accept": "application/x-ndjson"])
            #expect(all.headers["content-type"] == "application/x-ndjson")
            #expect(all.headers["transfer-encoding"] == "chunked")
            #expect(try all.lines.compactMap { $0["orderId"] as? String } == (100..<900).map { "O-\($0)" })
            #expect(try client.request("GET", "/v1/orders?limit=3", headers: ["Accept": "application/x-ndjson"]).lines.count == 3)
            let table = try client.request("GET", "/v1/products", headers: ["Accept": "text/csv"])
            #expect(table.headers["content-type"] == "text/csv; charset=utf-8")
            let records = table.text.components(separatedBy: "\r\n")
            #expect(records[0].hasPrefix("productId,version,"))
            #expect(records[1].contains(#","Desk, ""lamp""","#))
            #expect(
                try client.request("GET", "/v1/orders", headers: ["Accept": "text/csv;q=0.5, application/json;q=0.1"]).headers[
                    "content-type"]?.hasPrefix("text/csv") == true)
            #expect(try client.request("HEAD", "/v1/orders", headers: ["Accept": "text/csv"]).status == 200)
        }
    }

    @Test("who takes none of the forms there are is told which there are")
    func forms() async throws {
        try await TestService.withShop { _, client in
            for (target, forms) in [
                ("/v1/products", "application/json, application/x-ndjson, text/csv"), ("/v1/products/P-1", "application/json"),
                ("/v1/stock/SKU-1", "application/json"), ("/v1/products/P-1/history", "application/json, application/x-ndjson"),
                ("/v1/entries", "application/x-ndjson, text/event-stream, application/json"),
                ("/v1/entries/1", "application/json"), ("/v1/status", "application/json"),
                ("/v1/entries/1?format=cloudevents", "application/cloudevents+json, application/json"),
            ] {
                let answer = try client.request("GET", target, headers: ["Accept": "image/png, text/html"])
                #expect(answer.status == 406, "\(target)")
                #expect(try answer.json["code"] as? String == "not_acceptable")
                #expect(try (answer.json["detail"] as? String)?.hasSuffix(": " + forms) == true, "\(answer.text)")
                for accept in ["*/*", "application/*", "image/png, */*;q=0.1", "application/json"] {
                    #expect(try client.request("GET", target, headers: ["Accept": accept]).status == 200, "\(target) \(accept)")
                }
            }
            // What machines watch is answered whatever they say.
            for target in ["/healthz", "/readyz", "/metrics", "/openapi.json"] {
                #expect(try client.request("GET", target, headers: ["Accept": "image/png"]).status == 200, "\(target)")
            }
        }
    }

    @Test("metrics tell of the process and the build, in the form that Prometheus reads")
    func metrics() async throws {
        try await TestService.run { service in
            let client = try service.client()
            try client.request("GET", "/v1/status")
            let text = try client.request("GET", "/metrics").text
            var types: [String: String] = [:]
            var samples: [String: Double] = [:]
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ")
                if line.hasPrefix("# HELP ") { continue }
                if line.hasPrefix("# TYPE ") {
                    #expect(types.updateValue(String(words[3]), forKey: String(words[2])) == nil, "\(line)")
                    continue
                }
                #expect(
                    words.count == 2 && line.firstMatch(of: /^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.]+$/) != nil,
                    "\(line)")
                let family = words[0].prefix { $0 != "{" }
                let known = ["", "_bucket", "_sum", "_count"].contains {
                    family.hasSuffix($0) && types[String(family.dropLast($0.count))] != nil
                }
                #expect(known, "\(line)")
                samples[String(words[0])] = Double(words[1])
            }
            let now = Date().timeIntervalSince1970
            let start = try #require(samples["process_start_time_seconds"])
            #expect(start > now - 86_400 && start < now + 2)
            #expect(try #require(samples["process_resident_memory_bytes"]) > 1_000_000)
            #expect(try #require(samples["process_cpu_seconds_total"]) > 0)
            #expect(try #require(samples["process_open_fds"]) > 3)
            #expect(samples["daybook_build_info{version=\"0.1.0\"}"] == 1)
            #expect(types["process_cpu_seconds_total"] == "counter")
            #expect(types["process_open_fds"] == "gauge")
        }
    }

    @Test("misspelt words are answered with the nearest that there is")
    func misspelt() async throws {
        try await TestService.run { service in
            let client = try service.client()
            for (target, meant) in [
                ("/v1/ordrs", "orders"), ("/v1/Orders/O-1", "orders"), ("/v1/statuss", "status"), ("/metrcs", "metrics"),
                ("/v1/shipment", "shipments"), ("/v1/orders?statu=PENDING", "status"),
            ] {
                let answer = try client.request("GET", target)
                #expect(answer.text.contains("; did you mean \(meant)?"), "\(target): \(answer.text)")
            }
            for (verb, meant) in [("order.plce", "order.place"), ("oder.place", "order.place"), ("stock.recieve", "stock.receive")]
            {
                let answer = try client.request(
                    "POST", "/v1/commands/" + verb, headers: ["Content-Type": "application/json", "Idempotency-Key": "k"],
                    body: "{}")
                #expect(answer.status == 404)
                #expect(answer.text.contains("; did you mean \(meant)?"), "\(verb): \(answer.text)")
            }
            #expect(try !client.request("GET", "/v1/zebras").text.contains("did you mean"))
        }
    }

    @Test("times of a list are written as those of a single row are")
    func times() async throws {
        try await TestService.run { service in
            let client = try service.client()
            for (number, time) in ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00.500Z", "2020-01-01T00:00:00.500001Z"].enumerated() {
                let command =
                    #"{"id":"w-\#(number)","time":"\#(time)","warehouse":{"register":{"warehouseId":"W-\#(number)","name":"x"}}}"#
                #expect(try client.post(command).status == 200)
                #expect(try client.request("GET", "/v1/warehouses/W-\(number)").json["registeredAt"] as? String == time)
                let list = try client.request("GET", "/v1/warehouses?warehouseId=W-\(number)", headers: ["Accept": "text/csv"]).text
                #expect(list.contains("," + time + "\r\n"), "\(list)")
            }
        }
    }

    @Test("the history of a SKU is asked for by warehouse")
    func historyOfSKU() async throws {
        try await TestService.withShop { _, client in
            let answer = try client.request("GET", "/v1/stock/SKU-1/history")
            #expect(answer.status == 404)
            #expect(answer.text.contains("ask for SKU-1@WAREHOUSE"))
            #expect(try client.request("GET", "/v1/stock/SKU-1@WH-1/history").status == 200)
        }
    }

    @Test("the history of a thing, and the book itself")
    func entries() async throws {
        try await TestService.withShop { _, client in
            try client.post(TestService.place("c-1", "O-1"))
            try client.post(#"{"id":"c-2","order":{"cancel":{"orderId":"O-1","reason":"changed my mind"}}}"#)
            try client.post(TestService.place("c-3", "O-2", 1000))
            let history = try client.request("GET", "/v1/orders/O-1/history")
            let items = try #require(history.json["items"] as? [[String: Any]])
            #expect(items.compactMap { $0["command"] as? String } == ["order.place", "order.cancel"])
            #expect(
                try client.request("GET", "/v1/orders/O-1/history?sequence=4", headers: ["Accept": "application/x-ndjson"]).lines
                    .count == 1)
            #expect(try client.request("GET", "/v1/orders/O-9/history").status == 404)

            let book = try client.request("GET", "/v1/entries")
            #expect(book.headers["content-type"] == "application/x-ndjson")
            #expect(try book.lines.compactMap { $0["sequence"] as? Int } == Array(1...6))
            #expect(!book.text.contains("commandHash"))
            #expect(try client.request("GET", "/v1/entries?after=2&limit=2").lines.compactMap { $0["sequence"] as? Int } == [3, 4])
            #expect(try client.request("GET", "/v1/entries?after=6").body.isEmpty)
            #expect(try client.request("GET", "/v1/entries?after=99").status == 409)
            let entry = try client.request("GET", "/v1/entries/6").json
            #expect((entry["rejection"] as? [String: Any])?["code"] as? String == "insufficient_stock")
            #expect((entry["actor"] as? [String: Any])?["role"] as? String == "admin")
            #expect(try client.request("GET", "/v1/entries/7").status == 404)
            #expect(try client.request("GET", "/v1/entries/0").status == 404)
            for bad in [
                "/v1/entries/x", "/v1/entries?limit=0", "/v1/entries?after=-1", "/v1/entries?format=xml", "/v1/entries?sequence=1",
            ] {
                #expect(try client.request("GET", bad).status == 400, "\(bad)")
            }
            let event = try client.request("GET", "/v1/entries/4?format=cloudevents")
            #expect(event.headers["content-type"] == "application/cloudevents+json")
            let fields = try event.json
            #expect(fields["specversion"] as? String == "1.0")
            #expect(fields["id"] as? String == "4")
            #expect(fields["type"] as? String == "daybook.order.place")
            let ledger = try #require(client.request("GET", "/v1/status").json["ledger"] as? String)
            #expect(fields["source"] as? String == "urn:daybook:ledger:\(ledger)")
            #expect(fields["subject"] as? String == "order/O-1")
            #expect((fields["data"] as? [String: Any])?["sequence"] as? Int == 4)
            #expect(
                try client.request("GET", "/v1/entries?format=cloudevents").lines.last?["type"] as? String
                    == "daybook.order.place.rejected")
        }
    }

    @Test("status, health, readiness, metrics")
    func itself() async throws {
        try await TestService.withShop { _, client in
            let status = try client.request("GET", "/v1/status").json
            #expect(status["head"] as? Int == 3)
            #expect(status["entries"] as? Int == 3)
            #expect(status["rejected"] as? Int == 0)
            #expect(status["flushed"] as? Int != nil)
            #expect(status["time"] as? String != nil)
            #expect(status["version"] as? String == "0.1.0")
            #expect(status["state"] as? String == "ok")
            #expect((status["ledger"] as? String)?.contains(/^[0-9a-f]{32}$/) == true)
            #expect(try client.request("GET", "/healthz").text == "ok\n")
            #expect(try client.request("GET", "/readyz").status == 200)
            let metrics = try client.request("GET", "/metrics").text
            #expect(metrics.contains("\ndaybook_head_sequence 3\n"))
            #expect(metrics.contains("daybook_requests_total{route=\"commands\",status=\"200\"} 3\n"))
            #expect(metrics.contains("daybook_command_seconds_count 3\n"))
            // Prometheus wants seconds: all within a minute, none at once, and no other unit in any name.
            #expect(metrics.contains("daybook_command_seconds_bucket{le=\"0.000001\"} 0\n"))
            #expect(metrics.contains("daybook_command_seconds_bucket{le=\"67.108863\"} 3\n"))
            let sum = try #require(metrics.firstMatch(of: /daybook_command_seconds_sum (\d+\.\d{6})\n/))
            #expect(Double(sum.output.1).map { $0 > 0 && $0 < 60 } == true)
            #expect(!metrics.contains("micro") && !metrics.contains("milli"))
            for line in metrics.split(separator: "\n") where !line.hasPrefix("#") {
                #expect(line.contains(/^[a-z_]+(\{.+\})? \d+(\.\d+)?$/), "\(line)")
            }
        }
    }

    @Test("what is not there is 404, and a wrong method is 405 with Allow")
    func nowhere() async throws {
        try await TestService.run { service in
            let client = try service.client()
            for path in [
                "/", "/v1", "/v2/orders", "/v1/unicorns", "/v1/unicorns/1", "/v1/orders/1/2", "/v1/orders/1/history/2",
                "/healthz/x", "/v1/commands/a/b",
            ] {
                let answer = try client.request("GET", path)
                #expect(answer.status == 404, "\(path)")
                #expect(answer.headers["content-type"] == "application/problem+json")
                #expect(try answer.json["type"] as? String == "urn:daybook:problem:not_found")
            }
            for (method, path, allow) in [
                ("DELETE", "/v1/orders/O-1", "GET, HEAD"), ("POST", "/v1/orders", "GET, HEAD"), ("GET", "/v1/commands", "POST"),
                ("PUT", "/v1/commands/order.place", "POST"), ("POST", "/healthz", "GET, HEAD"),
                ("GET", "/v1/admin/accept-clock", "POST"), ("GET", "/v1/admin/rotate-keys", "POST"),
                ("POST", "/v1/status", "GET, HEAD"),
            ] {
                let answer = try client.request(method, path, body: method == "GET" ? nil : "{}")
                #expect(answer.status == 405, "\(method) \(path)")
                #expect(answer.headers["allow"] == allow)
            }
            #expect(try client.request("GET", "/v1/orders/%zz").status == 400)
            #expect(try client.request("GET", "/v1/orders/%ff").status == 400)
            #expect(try client.request("GET", "/v1/orders/" + String(repeating: "x", count: 9000)).status == 414)
            #expect(try client.request("GET", "http://localhost/v1/status").status == 200)
        }
    }

    @Test("an id that is missing asks for nothing else: a path with an empty segment leads nowhere")
    func emptySegments() async throws {
        try await TestService.run { service in
            let client = try service.client()
            for target in [
                "/v1/orders/", "/v1/orders//history", "/v1//orders", "//v1/orders", "/v1/orders/?limit=1", "/healthz/", "/",
            ] {
                let answer = try client.request("GET", target)
                #expect(answer.status == 404, "\(target)")
                #expect(try answer.json["code"] as? String == "not_found")
            }
        }
    }
}
