import Dispatch
import Glibc
import NIOCore
import TestTools
import Testing

@testable import Service

@Suite("Requests that are sent ahead", .timeLimit(.minutes(8)))
struct PipelineTests {
    private static let connections = 8

    @Test(
        "eight connections full of them hold a ninth up for a few of their answers, however many they wait for",
        arguments: [
            ("health", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
            (
                "commands",
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 2\r\n\r\nx\n"
            ),
        ])
    func turns(route: String, request: String) async throws {
        try await TestService.run { service in
            let loop = service.server.cells[0].loop
            func answered() -> Int {
                let requests = service.server.service.metrics.snapshot.requests
                return Int(requests.filter { $0.key.route == route }.values.reduce(0, +))
            }
            let clients = try (0..<Self.connections).map { _ in try service.client() }
            for client in clients { #expect(try client.request("GET", "/v1/status").status == 200) }
            nonisolated(unsafe) let other = try service.client()
            #expect(try other.request("GET", "/v1/status").status == 200)
            // All of them are there before the loop sees the first: so much goes into the buffer of a socket.
            let ahead = Array(String(repeating: request, count: 90_000 / request.utf8.count).utf8)
            let gate = DispatchSemaphore(value: 0)
            loop.execute { gate.wait() }
            defer { gate.signal() }
            for client in clients { try client.send(ahead) }
            gate.signal()
            for _ in 0..<100_000 where answered() < 10 * Self.connections { usleep(100) }
            // It is sent while the loop does nothing else, so what is answered before it is what the loop puts before it.
            let before = try await loop.submit {
                try other.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
                return service.server.service.metrics.snapshot.requests.filter { $0.key.route == route }.values.reduce(0, +)
            }.get()
            let lines = try other.response().text.split(separator: "\n")
            let after = lines.filter { $0.hasPrefix("daybook_requests_total{route=\"\(route)\"") }
                .compactMap { $0.split(separator: " ").last.flatMap { UInt64($0) } }.reduce(0, +)
            #expect(before >= 10 * Self.connections)
            #expect(after >= before)
            #expect(after - before <= UInt64(4 * Self.connections), "\(after - before) of theirs were answered first")
        }
    }

    @Test("all of them are answered, in order, whatever kinds they are of")
    func order() async throws {
        try await TestService.run { service in
            let stream =
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 2\r\n\r\nx\n"
            let (health, list) = ("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /v1/orders HTTP/1.1\r\nHost: x\r\n\r\n")
            let clients = try (0..<4).map { _ in try service.client() }
            for client in clients { try client.send(String(repeating: stream + health + health + list + stream, count: 50)) }
            for client in clients {
                for _ in 0..<50 {
                    #expect(try client.response().text.contains("\"malformed\""))
                    #expect(try client.response().text == "ok\n")
                    #expect(try client.response().text == "ok\n")
                    #expect(try client.response().text.hasPrefix("{\"items\":[]"))
                    #expect(try client.response().text.contains("\"malformed\""))
                }
            }
        }
    }
}
