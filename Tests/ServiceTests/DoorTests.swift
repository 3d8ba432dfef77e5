import Foundation
import Glibc
import NIOCore
import Schema
import TestTools
import Testing

@testable import Service

@Suite("Who is turned away", .timeLimit(.minutes(8)))
struct DoorTests {
    private static func run<Value>(
        _ setting: WritableKeyPath<Server.Configuration, Value>, _ value: Value,
        _ body: (TestService, CapturedLog) async throws -> Void
    ) async throws {
        let log = CapturedLog()
        try await TestService.run(setting, value, logger: log.logger) { try await body($0, log) }
    }

    /// The refusals that were logged.
    private static func refusals(_ log: CapturedLog) -> [[String: String]] {
        log.lines.filter { $0.message == "refused at the door" }.map(\.metadata)
    }

    @Test("a request that reaches no route is logged in one line, and one that does is not")
    func requests() async throws {
        try await Self.run(\.listen, "127.0.0.1:0") { service, log in
            let client = try service.client()
            #expect(try client.request("GET", "/v1/orders/O-1").status == 404)
            #expect(try client.post("{").status == 400)
            #expect(Self.refusals(log).isEmpty)
            #expect(try client.request("GET", "/v1/nowhere%0A%1B[2J/x/y/z").status == 404)
            #expect(try client.request("GET", "/v1/orders/%zz").status == 400)
            #expect(try client.request("GET", "/" + String(repeating: "x", count: 9000)).status == 414)
            try client.send("nonsense\r\n\r\n")
            #expect(try client.response().status == 400)
            let tcp = try HTTPConnection.checked(port: try #require(service.server.port))
            #expect(try tcp.request("GET", "/v1/status").status == 401)
            let refusals = Self.refusals(log)
            #expect(refusals.map { $0["problem.status"] } == ["404", "400", "414", "400", "401"])
            #expect(refusals.map { $0["peer"] } == Array(repeating: "uid \(geteuid())", count: 4) + ["tcp"])
            #expect(refusals.allSatisfy { $0["problem.detail"]?.utf8.allSatisfy { (32...126).contains($0) } == true })
        }
    }

    @Test("a connection too many is logged")
    func connections() async throws {
        try await Self.run(\.connections, 1) { service, log in
            let client = try service.client()
            #expect(try client.request("GET", "/healthz").status == 200)
            // All connections of the tests are of one account, which has its share of them.
            #expect(try service.client().response().status == 429)
            #expect(Self.refusals(log).map { $0["problem.code"] } == ["busy"])
            #expect(Self.refusals(log).map { $0["peer"] } == ["uid \(geteuid())"])
        }
    }

    @Test("a request whose head stops in the middle is logged")
    func silence() async throws {
        try await Self.run(\.timeouts.requestMilliseconds, 150) { service, log in
            let client = try service.client()
            try client.send("GET /heal")
            #expect(try client.response().status == 408)
            #expect(Self.refusals(log).map { $0["problem.code"] } == ["timeout"])
        }
    }

    @Test("a flood leaves few lines a minute, and the next one says how many it did not")
    func flood() async throws {
        let log = CapturedLog()
        let door = DoorLog(log.logger)
        let start = NIODeadline.now()
        let problem = Problem(.forbidden, "no\nrole")
        for _ in 0..<1000 { door.note(problem, peer: "uid 1", now: start) }
        #expect(log.lines.count == ServiceLimits.refusalsLoggedPerMinute)
        #expect(log.lines.first?.metadata["problem.detail"] == #"no\u{a}role"#)
        door.note(problem, peer: "uid 1", now: start + .seconds(59))
        #expect(log.lines.count == ServiceLimits.refusalsLoggedPerMinute)
        door.note(problem, peer: "uid 1", now: start + .seconds(60))
        #expect(log.lines.last?.metadata["refusals.unlogged"] == String(1001 - ServiceLimits.refusalsLoggedPerMinute))
        let lines = log.lines.count
        door.close()
        #expect(log.lines.count == lines)
        // Through the socket as well, and when it stops nothing is left out.
        let served = CapturedLog()
        try await TestService.run(\.listen, nil, logger: served.logger) { service in
            let client = try service.client()
            for _ in 0..<100 { #expect(try client.request("GET", "/nowhere").status == 404) }
        }
        #expect(Self.refusals(served).count <= 2 * ServiceLimits.refusalsLoggedPerMinute)
        let counted = served.lines.compactMap { $0.metadata["refusals.unlogged"].flatMap { Int($0) } }.reduce(0, +)
        #expect(Self.refusals(served).count + counted == 100)
    }
}
