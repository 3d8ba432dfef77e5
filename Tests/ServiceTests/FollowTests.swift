import Engine
import Foundation
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("Following the book", .timeLimit(.minutes(8)))
struct FollowTests {
    private static func follow(_ service: TestService, _ query: String = "", headers: [String: String] = [:]) throws
        -> HTTPConnection
    {
        let client = try service.client()
        var head = "GET /v1/entries\(query) HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try client.send(head + "\r\n")
        let answer = try client.head()
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/event-stream")
        return client
    }

    /// The ids of the next events.
    private static func ids(_ client: HTTPConnection, _ count: Int) throws -> [String] {
        var ids: [String] = []
        while ids.count < count {
            let lines = try client.lines(1)
            if lines[0].hasPrefix("id: ") { ids.append(String(lines[0].dropFirst(4))) }
        }
        return ids
    }

    @Test("what is there comes first, then what is written, and a break is resumed where it was")
    func live() async throws {
        try await TestService.run { service in
            try service.openShop()
            let client = try Self.follow(service, "?after=1")
            #expect(try Self.ids(client, 2) == ["2", "3"])
            let writer = try service.client()
            for number in 1...5 {
                #expect(try writer.post(TestService.place("c-\(number)", "O-\(number)")).status == 200)
                #expect(try Self.ids(client, 1) == ["\(number + 3)"])
            }
            client.close()
            let resumed = try Self.follow(service, "?after=1", headers: ["Last-Event-ID": "6"])
            #expect(try Self.ids(resumed, 2) == ["7", "8"])
            try writer.post(TestService.place("c-9", "O-9"))
            #expect(try Self.ids(resumed, 1) == ["9"])
            #expect(try Self.ids(Self.follow(service), 9).last == "9")
            for (last, status, code) in [
                ("x", 400, "invalid_argument"), ("-1", 400, "invalid_argument"), ("+9", 400, "invalid_argument"),
                ("99999999999999999999", 400, "invalid_argument"), ("10", 409, "beyond_head"),
                ("18446744073709551615", 400, "invalid_argument"), ("9007199254740991", 409, "beyond_head"),
            ] {
                let answer = try writer.request(
                    "GET", "/v1/entries", headers: ["Accept": "text/event-stream", "Last-Event-ID": last])
                #expect(answer.status == status, "\(last)")
                #expect(try answer.json["code"] as? String == code)
            }
            // The last one of all is no other book: what follows is what comes.
            let waiting = try Self.follow(service, headers: ["Last-Event-ID": "9"])
            try writer.post(TestService.place("c-10", "O-10"))
            #expect(try Self.ids(waiting, 1) == ["10"])
        }
    }

    @Test("after an entry that the book does not have nothing is waited for; after its last one it is")
    func beyondHead() async throws {
        try await TestService.withShop { service, client in
            for headers in [["Accept": "text/event-stream"], ["Accept": "application/x-ndjson"], [:]] {
                for after in ["4", "9007199254740991"] {
                    let answer = try client.request("GET", "/v1/entries?after=" + after, headers: headers)
                    #expect(answer.status == 409, "\(headers) \(after)")
                    #expect(try answer.json["code"] as? String == "beyond_head")
                    #expect(answer.text.contains("after: the book ends at 3"))
                }
            }
            #expect(try client.request("GET", "/v1/entries?after=3").body.isEmpty)
            let waiting = try Self.follow(service, "?after=3")
            // Where it was interrupted counts, not where it once began.
            let resumed = try Self.follow(service, "?after=99", headers: ["Last-Event-ID": "3"])
            #expect(try client.post(TestService.place("c-1", "O-1")).status == 200)
            #expect(try Self.ids(waiting, 1) == ["4"])
            #expect(try Self.ids(resumed, 1) == ["4"])
        }
    }

    @Test("an event's data is one entry, as JSON or as CloudEvent, and a limit ends the stream")
    func data() async throws {
        try await TestService.run { service in
            try service.openShop()
            for (query, key) in [("?limit=2", "sequence"), ("?limit=2&format=cloudevents", "specversion")] {
                let client = try Self.follow(service, query)
                let lines = try client.lines(6)
                #expect(lines[0] == "id: 1")
                #expect(lines[2].isEmpty)
                let data = try JSONSerialization.jsonObject(with: Data(lines[1].dropFirst(6).utf8)) as? [String: Any]
                #expect(data?[key] != nil)
                #expect(try client.chunk() == nil)
                #expect(try client.request("GET", "/healthz").status == 200)
            }
        }
    }

    @Test("a quiet stream shows that it lives")
    func heartbeat() async throws {
        try await TestService.run(\.timeouts.heartbeatMilliseconds, 80) { service in
            let client = try Self.follow(service)
            #expect(try client.lines(2)[0] == ": ")
            #expect(try client.lines(2)[0] == ": ")
        }
    }

    @Test("many followers see every entry, in order")
    func many() async throws {
        try await TestService.run { service in
            try service.openShop(units: 1_000_000)
            let followers = try (0..<20).map { _ in try Self.follow(service, "?after=3") }
            let commands = (0..<500).map { TestService.place("c-\($0)", "O-\($0)") }.joined(separator: "\n")
            try service.client().request("POST", "/v1/commands", headers: ["Content-Type": "application/x-ndjson"], body: commands)
            for follower in followers { #expect(try Self.ids(follower, 500) == (4..<504).map(String.init)) }
            let metrics = try service.client().request("GET", "/metrics").text
            #expect(metrics.contains("\ndaybook_followers 20\n"))
        }
    }

    @Test("followers are ended when the service stops")
    func stop() async throws {
        try await TestService.run { service in
            let client = try Self.follow(service)
            await service.server.stop()
            #expect(try client.isClosed())
            #expect(!FileManager.default.fileExists(atPath: service.socket))
        }
    }
}
