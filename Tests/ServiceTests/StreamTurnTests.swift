import Foundation
import NIOCore
import TestTools
import Testing

@testable import Service

/// Streams of commands take turns, and wait for them.
@Suite("Streams take turns", .serialized, .timeLimit(.minutes(8)))
struct StreamTurnTests {
    @Test("streams of lines that nobody can read hold nobody up, and each is answered whole")
    func malformedLines() async throws {
        // The clients are read one after the other, which is slow where much else runs.
        try await TestService.run(\.timeouts.slowReaderMilliseconds, 600_000) { service in
            let count = 8000
            let request = Self.nonsense(lines: count)
            let clients = try (0..<40).map { _ in try service.client() }
            let other = try service.client()
            for client in clients + [other] { #expect(try client.request("GET", "/healthz").status == 200) }
            // All of them are there before the loop looks at the first.
            let gate = DispatchSemaphore(value: 0)
            service.server.cells[0].loop.execute { gate.wait() }
            do {
                defer { gate.signal() }
                for client in clients { try client.send(request) }
                try other.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            }
            let started = ContinuousClock.now
            #expect(try other.response().status == 200)
            let taken = ContinuousClock.now - started
            #expect(taken < .milliseconds(100), "\(taken)")
            for client in clients { #expect(try client.response().lines.count == count) }
        }
    }

    /// A stream of lines that nobody can read.
    private static func nonsense(lines: Int) -> String {
        let body = String(repeating: "{\n", count: lines)
        return "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    }

    /// How many lines answer a request; -1 where none came.
    private static func lines(answering request: String, _ path: String) -> Int {
        do {
            let client = try HTTPConnection(path)
            try client.send(request)
            return try client.response().body.count { $0 == 10 }
        } catch {
            Issue.record(error)
            return -1
        }
    }

    @Test("no stream is told that it is late while what it sent waits for its turn")
    func waitingForATurn() async throws {
        try await TestService.run(\.timeouts.requestMilliseconds, 50) { service in
            let count = 8000
            let request = Self.nonsense(lines: count)
            let path = service.socket
            let answered = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        await withCheckedContinuation { continuation in
                            Thread.detachNewThread { continuation.resume(returning: Self.lines(answering: request, path)) }
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answered == Array(repeating: count, count: 8))
        }
    }
}
