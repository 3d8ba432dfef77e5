import TestTools
import Testing

@testable import Service

@Suite("HTTP/1.0", .timeLimit(.minutes(8)))
struct OldHTTPTests {
    @Test("answers in pieces are refused, since one that broke off would look whole; whole answers are given")
    func pieces() async throws {
        try await TestService.run { service in
            try service.openShop()
            let commands = (0..<400).map { TestService.receive("c-\($0)", 1) + "\n" }.joined()
            let stream = ["Content-Type": "application/x-ndjson"]
            #expect(try service.client().request("POST", "/v1/commands", headers: stream, body: commands).status == 200)
            func answer(_ request: String) throws -> HTTPConnection.Response {
                let client = try service.client()
                try client.send(request)
                let answer = try client.response(isHead: request.hasPrefix("HEAD"))
                #expect(try client.isClosed(), "\(request)")
                return answer
            }
            for request in [
                "GET /v1/entries HTTP/1.0\r\n\r\n", "GET /v1/entries HTTP/1.0\r\nAccept: text/event-stream\r\n\r\n",
                "GET /v1/stock/SKU-1@WH-1/history HTTP/1.0\r\n\r\n",
                "POST /v1/commands HTTP/1.0\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1\r\n\r\n\n",
            ] {
                let refusal = try answer(request)
                #expect(refusal.status == 505, "\(request)")
                #expect(try refusal.json["code"] as? String == "http_version")
            }
            let command = TestService.place("c-o", "O-1")
            for request in [
                "GET /v1/stock/SKU-1@WH-1 HTTP/1.0\r\n\r\n", "GET /healthz HTTP/1.0\r\n\r\n", "GET /metrics HTTP/1.0\r\n\r\n",
                "GET /v1/entries?limit=3 HTTP/1.0\r\n\r\n", "GET /openapi.json HTTP/1.0\r\n\r\n",
                "POST /v1/commands HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: \(command.utf8.count)\r\n\r\n"
                    + command,
            ] {
                let whole = try answer(request)
                #expect(whole.status == 200, "\(request)")
                #expect(whole.headers["content-length"] == String(whole.body.count))
            }
            #expect(try answer("HEAD /v1/entries HTTP/1.0\r\n\r\n").status == 200)
            #expect(try service.metric("daybook_scans") == 0)
        }
    }
}
