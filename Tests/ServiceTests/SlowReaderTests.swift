import Foundation
import TestTools
import Testing

@testable import Service

/// What an answer looks like on the wire when more of it waits to be sent than should.
@Suite("Readers slower than the answers", .timeLimit(.minutes(8)))
struct SlowReaderTests {
    /// Reads a chunked body to its end, and every mark of the chunks with it.
    private static func chunks(_ client: HTTPConnection, pauseMicroseconds: UInt32 = 0) throws -> [UInt8] {
        #expect(try client.head().headers["transfer-encoding"] == "chunked")
        var body: [UInt8] = []
        while true {
            if pauseMicroseconds > 0 { usleep(pauseMicroseconds) }
            var size: [UInt8] = []
            while size.suffix(2) != [13, 10] {
                size += try client.read(1)
                try #require(size.count < 10, "no size of a chunk after \(body.count) bytes: \(size)")
            }
            let count = try #require(Int(String(decoding: size.dropLast(2), as: UTF8.self), radix: 16))
            body += try client.read(count)
            let end = try client.read(2)
            try #require(end == [13, 10], "after a chunk of \(count) bytes")
            if count == 0 { return body }
        }
    }

    private static func request(_ form: StreamForm, _ body: [UInt8], query: String = "") -> [UInt8] {
        let head =
            "POST /v1/commands\(query) HTTP/1.1\r\nHost: x\r\nContent-Type: \(form.mediaType.rawValue)\r\n"
            + "Content-Length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }

    @Test("a stream whose last receipts are too many to be sent at once ends after them", arguments: [StreamForm.lines, .messages])
    func end(form: StreamForm) async throws {
        try await TestService.run { service in
            let client = try service.client()
            let nonsense: [UInt8] = form == .lines ? [120, 10] : [1, 255]
            try client.send(Self.request(form, nonsense))
            let receipt = try Self.chunks(client)
            // The last receipt is the one that is too many. All are written before any is sent, as all commands come at once.
            let count = ServiceLimits.maxUnsentBytes / receipt.count + 1
            try client.send(Self.request(form, Array([[UInt8]](repeating: nonsense, count: count).joined())))
            #expect(try Self.chunks(client) == Array([[UInt8]](repeating: receipt, count: count).joined()))
            #expect(try client.request("GET", "/healthz").text == "ok\n")
        }
    }

    @Test("streams, lists and events are whole for who reads slowly")
    func slow() async throws {
        try await TestService.withShop(units: 1_000_000) { _, client in
            let count = 1500
            let commands = (0..<count).map { TestService.place("c-\($0)", "O-\($0)") + "\n" }.joined()
            let stream = Self.request(.lines, Array(commands.utf8), query: "?reply=events")
            let list = "GET /v1/entries?after=3 HTTP/1.1\r\nHost: x\r\n"
            let others =
                list + "\r\n" + list.replacing("after=3", with: "after=3&limit=\(count)") + "Accept: text/event-stream\r\n\r\n"
            for round in 0..<2 {
                client.sendInBackground(stream + Array(others.utf8))
                let receipts = try Self.chunks(client, pauseMicroseconds: 1000)
                #expect(receipts.count { $0 == 10 } == count, "round \(round)")
                let entries = try Self.chunks(client, pauseMicroseconds: 1000)
                #expect(entries.count > ServiceLimits.maxUnsentBytes)
                let events = try Self.chunks(client, pauseMicroseconds: 1000)
                #expect(String(decoding: events, as: UTF8.self).split(separator: "\nid: ").count == count, "round \(round)")
            }
            #expect(try client.request("GET", "/healthz").text == "ok\n")
        }
    }

    @Test("streams that are sent one right after another are all answered")
    func pipelined() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let count = 300
            var requests: [UInt8] = []
            for number in 0..<count {
                // Some streams are empty, and so are done as soon as they begin.
                let command = number % 3 == 1 ? "" : TestService.receive("r-\(number)", 1) + "\n"
                requests += Self.request(.lines, Array(command.utf8))
            }
            client.sendInBackground(requests)
            for number in 0..<count {
                let receipts = try Self.chunks(client)
                #expect(String(decoding: receipts, as: UTF8.self).contains("\"r-\(number)\"") == (number % 3 != 1))
            }
            #expect(try client.request("GET", "/healthz").text == "ok\n")
        }
    }
}
