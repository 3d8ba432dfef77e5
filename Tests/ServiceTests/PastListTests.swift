import Engine
import Foundation
import TestTools
import TestWorld
import Testing

@testable import Service

/// Lists as of many moments share the memory there is for them.
@Suite("Lists of the past", .timeLimit(.minutes(8)))
struct PastListTests {
    /// A service with 300 products of 4 KB and room for the rows of one past moment, or two small ones.
    private static func withProducts(quiet: Int, _ body: (TestService) async throws -> Void) async throws {
        try await TestService.run(\.scans, ServiceLimits.scans) {
            $0.entriesPerFlush = 100_000
            $0.pastRowsBytes = 8 << 20
            $0.millisecondsBeforePastRowsGo = quiet
        } _: { service in
            let description = String(repeating: "d", count: 4000)
            let commands = (100..<400).map {
                #"{"id":"p-\#($0)","catalog":{"createProduct":{"productId":"P-\#($0)","title":"T","kind":"PHYSICAL","#
                    + #""description":"\#(description)","variants":[{"sku":"S-\#($0)","price":{"amount":1,"currency":"CNY"}}]}}}"#
            }
            try await service.decide(commands)
            #expect(service.engine.head.sequence == 300)
            try await body(service)
        }
    }

    private static let asLines = ["Accept": "application/x-ndjson"]

    /// Asks for a list and reads no more than the head of the answer: the rest is more than waits to be sent.
    private static func begin(_ service: TestService, _ sequence: Int) throws -> (client: HTTPConnection, status: Int) {
        let client = try service.client()
        try client.send("GET /v1/products?sequence=\(sequence) HTTP/1.1\r\nHost: x\r\nAccept: application/x-ndjson\r\n\r\n")
        return (client, try client.head().status)
    }

    @Test("who would need more than there is for them is told busy, until another list ends or its client leaves")
    func busy() async throws {
        try await Self.withProducts(quiet: 600_000) { service in
            let first = try Self.begin(service, 299)
            #expect(first.status == 200)
            let client = try service.client()
            for sequence in 280..<298 {
                let refused = try client.request("GET", "/v1/products?sequence=\(sequence)", headers: Self.asLines)
                #expect(refused.status == 503)
                #expect(refused.headers["retry-after"] == "1")
                #expect(try refused.json["code"] as? String == "busy")
            }
            // What needs none of it is answered: rows, and lists of now and of the same moment.
            for target in [
                "/v1/products/P-199?sequence=290", "/v1/products", "/v1/products?sequence=299", "/v1/products?sequence=20",
            ] {
                #expect(try client.request("GET", target).status == 200, "\(target)")
            }
            first.client.close()
            var status = 503
            for _ in 0..<6000 where status == 503 {
                status = try client.request("GET", "/v1/products?sequence=298", headers: Self.asLines).status
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(status == 200)
        }
    }

    @Test("a list that is not read on keeps no one waiting, and is whole when it is")
    func quiet() async throws {
        try await Self.withProducts(quiet: 500) { service in
            let slow = try Self.begin(service, 299)
            #expect(slow.status == 200)
            let client = try service.client()
            for sequence in 280..<290 {
                var answer = HTTPConnection.Response()
                for _ in 0..<600 where answer.status != 200 {
                    answer = try client.request("GET", "/v1/products?sequence=\(sequence)", headers: Self.asLines)
                    if answer.status != 200 { try await Task.sleep(for: .milliseconds(100)) }
                }
                #expect(try answer.lines.count == sequence)
            }
            #expect(try slow.client.lines(299).last?.contains("P-398") == true)
            #expect(try slow.client.chunk() == nil)
        }
    }
}
