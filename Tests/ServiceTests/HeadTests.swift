import TestTools
import Testing

@testable import Service

@Suite("HEAD")
struct HeadTests {
    @Test("heads of answers in pieces come alone, in HTTP/1.1, and the connection goes on")
    func pieces() async throws {
        try await TestService.withShop { _, client in
            for (target, accept) in [
                ("/v1/orders", "text/csv"), ("/v1/orders", "application/x-ndjson"), ("/v1/entries", "application/x-ndjson"),
                ("/v1/entries", "text/event-stream"),
            ] {
                let head = try client.request("HEAD", target, headers: ["Accept": accept])
                #expect(head.status == 200)
                #expect(head.version == "HTTP/1.1", "\(target)")
                #expect(head.headers["content-type"]?.hasPrefix(accept) == true)
                #expect(head.headers["connection"] == nil, "\(target)")
                #expect(try client.request("GET", "/healthz").status == 200)
            }
        }
    }
}
