import Engine
import Foundation
import Glibc
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("Clients that misbehave", .timeLimit(.minutes(8)))
struct HostileTests {
    @Test(
        "what is not HTTP is answered 400 and closed",
        arguments: [
            "\u{16}\u{3}\u{1}\u{2}\u{0}", "hello there\r\n\r\n", "GET /healthz HTTP/2.0\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nno colon\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
            "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: x\r\n\r\n",
            "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1\r\n"
                + "Content-Length: 2\r\n\r\n",
        ])
    func garbage(bytes: String) async throws {
        try await TestService.run { service in
            let client = try service.client()
            try client.send(bytes)
            let answer = try client.response()
            #expect(answer.status == 400)
            #expect(answer.headers["connection"] == "close")
            #expect(try client.isClosed())
            #expect(try service.client().request("GET", "/healthz").status == 200)
        }
    }

    @Test("garbage after a request does not take its answer away")
    func garbageAfter() async throws {
        try await TestService.run { service in
            let client = try service.client()
            try client.send(
                "GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/orders HTTP/1.1\r\nHost: x\r\n\r\n\u{0}\u{1}garbage\r\n\r\n")
            #expect(try client.response().status == 200)
            #expect(try client.response().status == 200)
            #expect(try client.response().status == 400)
            #expect(try client.isClosed())
        }
    }

    @Test("headers have limits")
    func headers() async throws {
        try await TestService.run { service in
            let large = try service.client()
            try large.send("GET /healthz HTTP/1.1\r\nX: " + String(repeating: "x", count: 100_000))
            let tooLarge = try large.response()
            #expect(tooLarge.status == 431)
            for limit in [ServiceLimits.headerBytes, ServiceLimits.headers, ServiceLimits.headersBytes] {
                #expect(tooLarge.text.contains(" \(limit) "), "\(limit)")
            }
            let many = try service.client()
            try many.send("GET /healthz HTTP/1.1\r\nHost: x\r\n" + (0..<200).map { "X-\($0): 1\r\n" }.joined() + "\r\n")
            #expect(try many.response().status == 431)
        }
    }

    @Test("a body larger than can be counted is refused before it comes", arguments: ["/v1/commands", "/nowhere"])
    func uncountable(target: String) async throws {
        try await TestService.run { service in
            for length in ["9223372036854775807", "9223372036854775808", "18446744073709551615"] {
                let client = try service.client()
                let head =
                    "POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: \(length)\r\n\r\n"
                try client.send(head)
                #expect(try client.response().status == (target == "/nowhere" ? 404 : 413), "\(length)")
                #expect(try client.isClosed())
            }
        }
    }

    @Test(
        "half a request and silence is answered 408 and closed",
        arguments: [
            "GET /heal", "GET /healthz HTTP/1.1\r\nHost:",
            "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{",
        ])
    func silence(half: String) async throws {
        try await TestService.run(\.timeouts.requestMilliseconds, 150) { service in
            let client = try service.client()
            try client.send(half)
            let answer = try client.response()
            #expect(answer.status == 408)
            #expect(try answer.json["code"] as? String == "timeout")
            #expect(try client.isClosed())
        }
    }

    @Test("half a line and silence ends a stream, with what is wrong in its place")
    func silenceInStream() async throws {
        try await TestService.run(\.timeouts.requestMilliseconds, 150) { service in
            let client = try service.client()
            try client.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9999\r\n\r\n")
            try client.send(TestService.shop()[0] + "\n{\"id\":")
            _ = try client.head()
            let lines = try client.lines(2)
            #expect(lines[0].contains("\"sequence\":1"))
            #expect(lines[1].contains("\"timeout\""))
            #expect(try client.chunk() == nil)
            #expect(try client.isClosed())
        }
    }

    @Test("a stream that is quiet between lines stays open")
    func quietStream() async throws {
        try await TestService.run(\.timeouts.requestMilliseconds, 100) { service in
            let client = try service.client()
            try client.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9999\r\n\r\n")
            try client.send(TestService.shop()[0] + "\n")
            _ = try client.head()
            _ = try client.lines(1)
            try await Task.sleep(for: .milliseconds(500))
            try client.send(TestService.shop()[1] + "\n")
            #expect(try client.lines(1)[0].contains("\"sequence\":2"))
        }
    }

    @Test("a connection without requests is closed after a while")
    func idle() async throws {
        try await TestService.run(\.timeouts.idleMilliseconds, 200) { service in
            let client = try service.client()
            #expect(try client.request("GET", "/healthz").status == 200)
            #expect(try client.isClosed())
        }
    }

    @Test("pipelined requests whose client reads nothing and leaves are not answered")
    func pipelinedAndGone() async throws {
        try await TestService.run { service in
            let count = 1000
            let client = try service.client()
            try client.send(String(repeating: "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", count: count))
            var asked = 0
            func metric(_ name: String) throws -> Int {
                asked += 1
                return try service.metric(name)
            }
            // Asking is itself a request, which is counted when it has been answered.
            func answered() throws -> Int { try metric("daybook_requests_total{route=\"metrics\",status=\"200\"}") - (asked - 1) }
            _ = try metric("daybook_connections")
            #expect(try await eventually { try answered() > 0 })
            client.close()
            #expect(try await eventually { try metric("daybook_connections") == 1 })
            let first = try answered()
            // As many as fit into the buffers of a client that reads nothing.
            #expect((1..<(count / 2)).contains(first))
            #expect(try answered() == first)
        }
    }

    @Test("pipelined requests are answered in order")
    func pipelining() async throws {
        try await TestService.withShop { _, client in
            var requests = ""
            for number in 0..<200 {
                let body = TestService.place("c-\(number)", "O-\(number)")
                requests +=
                    "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n"
                    + body
                requests += "GET /v1/orders/O-\(number) HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
            }
            client.sendInBackground(Array(requests.utf8))
            for number in 0..<200 {
                let receipt = try client.response()
                let order = try client.response()
                if number < 100 {
                    #expect(try receipt.json["id"] as? String == "c-\(number)")
                    #expect(try order.json["orderId"] as? String == "O-\(number)")
                } else {
                    #expect(receipt.status == 409)
                    #expect(order.status == 404)
                }
                #expect(try client.response().text == "ok\n")
            }
        }
    }

    @Test("HTTP/1.0, Connection: close, upgrades and half-closed connections")
    func oldClients() async throws {
        try await TestService.run { service in
            try service.openShop()
            for request in [
                "GET /v1/entries HTTP/1.0\r\n\r\n", "GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
            ] {
                let client = try service.client()
                try client.send(request)
                let answer = try client.response()
                #expect(answer.status == 200)
                #expect(!answer.body.isEmpty)
                #expect(try client.isClosed())
            }
            let half = try service.client()
            try half.send("GET /v1/entries/1 HTTP/1.1\r\nHost: x\r\n\r\n")
            half.endSending()
            #expect(try half.response().status == 200)
            #expect(try half.isClosed())
        }
    }

    /// Bytes of memory this process uses.
    private static func memory() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return (Int(pages) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    @Test("a client that never reads is not read from, costs little memory, holds nobody up, and is closed in the end")
    func neverReads() async throws {
        try await TestService.run(\.timeouts.slowReaderMilliseconds, 4000) { service in
            try service.openShop(units: 1_000_000)
            let lines = (0..<4000).map { TestService.receive("x-\($0)", 1) + "\n" }.joined()
            let nonsense = String(repeating: "x\n", count: 400_000)
            let before = try Self.memory()
            var clients: [HTTPConnection] = []
            for body in [lines, lines, nonsense, nonsense] {
                let client = try service.client()
                client.setTimeout(1)
                try client.send(
                    "POST /v1/commands?reply=events HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: 9999999\r\n\r\n"
                )
                var taken = 0
                let bytes = Array(body.utf8)
                for _ in 0..<50 {
                    let sent = try client.trySend(bytes)
                    taken += sent
                    if sent < bytes.count { break }
                }
                #expect(taken < 6 << 20, "the service took \(taken) bytes from a client that does not read")
                clients.append(client)
            }
            for target in ["/v1/entries", "/v1/entries?format=cloudevents"] {
                let client = try service.client()
                for _ in 0..<100 { try client.send("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n") }
                clients.append(client)
            }
            let other = try service.client()
            let started = ContinuousClock.now
            #expect(try other.post(TestService.place("c-1", "O-1")).status == 200)
            #expect(try other.request("GET", "/v1/orders/O-1").status == 200)
            #expect(ContinuousClock.now - started < .seconds(3))
            #expect(try Self.memory() - before < 300 << 20)
            try await Task.sleep(for: .seconds(6))
            for client in clients {
                client.setTimeout(20)
                #expect(try client.isClosed())
            }
        }
    }

    @Test("with 2,000 connections those that are served stay served, the rest hear busy")
    func manyConnections() async throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        if limit.rlim_cur < 6000 {
            limit.rlim_cur = min(limit.rlim_max, 6000)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        let count = limit.rlim_cur >= 6000 ? 2000 : 200
        let served = count / 2
        // All that are tried are of one account, which gets three quarters of what there is.
        try await TestService.run(\.connections, served * 4 / 3 + 1) { service in
            var clients: [HTTPConnection] = []
            for _ in 0..<served { clients.append(try service.client()) }
            #expect(try clients.last?.request("GET", "/healthz").status == 200)
            var refused = 0
            for _ in served..<count {
                guard let client = try? service.client() else { continue }
                clients.append(client)
                _ = try? client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                if let answer = try? client.response() {
                    refused += 1
                    #expect(answer.status == 429)
                    #expect(answer.headers["retry-after"] != nil)
                    #expect(try answer.json["code"] as? String == "busy")
                }
            }
            #expect(refused > 0)
            for client in clients[..<served] { #expect(try client.request("GET", "/healthz").status == 200) }
            for client in clients[served...] { client.close() }
            for client in clients[..<(served / 2)] { client.close() }
            // There is room again.
            let hasRoom = try await eventually(every: .milliseconds(20)) {
                let client = try service.client()
                // An error is ignored: a connection that is still one too many may be closed before it has sent anything.
                return (try? client.request("GET", "/healthz"))?.status == 200
            }
            #expect(hasRoom)
        }
    }
}
