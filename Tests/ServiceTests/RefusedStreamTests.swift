import Engine
import TestTools
import Testing

@testable import Service

/// Requests that are refused and whose bodies do not end.
@Suite("Refusals before the end", .timeLimit(.minutes(8)))
struct RefusedStreamTests {
    private static func head(_ target: String, _ type: String, _ more: String = "") -> String {
        "POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\n\(more)"
    }

    private static let line = TestService.shop()[0] + "\n"
    private static let piece = "\(String(line.utf8.count, radix: 16))\r\n\(line)\r\n"

    @Test(
        "a stream that is refused and stays open hears why, before anything else happens",
        arguments: [
            (head("/v1/commands", "application/xml"), 415), (head("/v1/commands?reply=x", "application/x-ndjson"), 400),
            (head("/v1/commands", "application/x-ndjson", "Content-Encoding: gzip\r\n"), 415),
            (head("/v1/command", "application/x-ndjson"), 404), (head("/v1/commands/order.fly", "application/json"), 404),
            (head("/v1/orders", "application/x-ndjson"), 405),
        ])
    func open(head: String, status: Int) async throws {
        try await TestService.run(\.timeouts.requestMilliseconds, 60_000) { service in
            let client = try HTTPConnection.checked(service.socket, receiveSeconds: 20)
            try client.send(head + "Transfer-Encoding: chunked\r\n\r\n" + Self.piece)
            let answer = try client.response()
            #expect(answer.status == status)
            #expect(answer.headers["connection"] == "close")
            #expect(try client.isClosed())
            #expect(service.engine.head.sequence == 0)
        }
    }

    @Test("a command in pieces that grows too large is refused when it is, and not at its end")
    func tooLarge() async throws {
        try await TestService.run(\.timeouts.requestMilliseconds, 3000) { service in
            let client = try service.client()
            let size = ServiceLimits.commandBytes + 1
            try client.send(Self.head("/v1/commands", "application/json", "Transfer-Encoding: chunked\r\n\r\n"))
            client.sendInBackground(Array("\(String(size, radix: 16))\r\n\(String(repeating: " ", count: size))\r\n".utf8))
            #expect(try client.response().status == 413)
            #expect(try client.isClosed())
        }
    }

    @Test("who was refused and does not send the rest hears why it was refused")
    func stops() async throws {
        try await TestService.run(\.timeouts.requestMilliseconds, 200) { service in
            let client = try service.client()
            try client.send(Self.head("/v1/command", "application/json", "Content-Length: 10\r\n\r\n{"))
            #expect(try client.response().status == 404)
            #expect(try client.isClosed())
        }
    }
}
