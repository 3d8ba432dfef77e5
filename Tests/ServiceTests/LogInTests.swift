import Engine
import Foundation
import Journal
import Ledger
import NIOCore
import Schema
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("Logging in over the socket", .timeLimit(.minutes(4)))
struct LogInTests {
    private static func register(_ id: String) -> String {
        #"{"id":"r-\#(id)","customer":{"register":{"customerId":"\#(id)","email":"\#(id)@example.org","name":"Mei","#
            + #""password":"correct horse battery"}}}"#
    }

    private static func logIn(_ id: String, _ customer: String, _ password: String) -> String {
        #"{"id":"\#(id)","customer":{"logIn":{"sessionId":"\#(id)","email":"\#(customer)@example.org","password":"\#(password)"}}}"#
    }

    @Test("the receipt has the token, as a single answer and in a stream; a wrong password is 401 and leaves no entry")
    func answers() async throws {
        try await TestService.run { service in
            let client = try service.client()
            #expect(try client.post(Self.register("C-1")).status == 200)
            let opened = try client.post(Self.logIn("S-1", "C-1", "correct horse battery"))
            #expect(try opened.status == 200 && (opened.json["token"] as? String)?.count == 64)
            let again = try client.post(Self.logIn("S-1", "C-1", "correct horse battery"))
            #expect(try again.status == 200 && again.json["token"] == nil && again.json["replayed"] as? Bool == true)
            for (customer, password) in [("C-1", "wrong horse battery"), ("C-9", "correct horse battery")] {
                let refused = try client.post(Self.logIn("S-2", customer, password))
                #expect(try refused.status == 401 && refused.json["code"] as? String == "bad_credentials")
                #expect(!refused.text.contains("horse") && !refused.text.contains("example.org"))
            }
            let lines = [Self.logIn("S-3", "C-1", "wrong horse battery"), Self.logIn("S-4", "C-1", "correct horse battery")]
            let stream = try client.request(
                "POST", "/v1/commands", headers: ["Content-Type": "application/x-ndjson"], body: lines.joined(separator: "\n"))
            let receipts = stream.text.split(separator: "\n").map(String.init)
            #expect(receipts.count == 2 && receipts[0].contains("bad_credentials") && receipts[1].contains(#""token":""#))
            let row = try client.request("GET", "/v1/sessions/S-4")
            #expect(try row.json["status"] as? String == "OPEN" && (row.json["tokenHash"] as? String)?.count == 64)
            #expect(try client.request("GET", "/v1/customers/C-1").text.contains("password") == false)
        }
    }

    @Test("what comes behind a password in a stream waits for it, whenever it comes")
    func order() throws {
        let reader = CommandReader(caller: Caller(role: .operator, uid: nil, name: "test"), wantsEvents: false)
        var stream = CommandStream(.lines, reader: reader)
        func take(_ line: String) -> (number: UInt64, submissions: [Submission])? {
            stream.append(.init(string: line + "\n"))
            stream.advance()
            return stream.takeSubmissions()
        }
        let plain = #"{"id":"a-1","customer":{"register":{"customerId":"C-1","email":"a@example.org","name":"A"}}}"#
        let first = try #require(take(plain))
        let second = try #require(take(Self.register("C-2")))
        // The first one says no password, so nobody waits for it.
        #expect(take(Self.logIn("S-1", "C-2", "correct horse battery")) == nil)
        stream.complete(first.number, [])
        #expect(stream.takeSubmissions() == nil)
        stream.complete(second.number, [])
        #expect(stream.takeSubmissions()?.submissions.map(\.command.id) == ["S-1"])
        // Nor does one stream have more than one password hashed at a time.
        let several = (2...4).map { Self.logIn("S-\($0)", "C-2", "correct horse battery") }
        #expect(take(several.joined(separator: "\n"))?.submissions.isEmpty != false)
    }

    /// With the real cost, where a hash is nearly all of the time.
    @Test("a wrong password and an e-mail that nobody has take as long")
    func time() async throws {
        try await TestService.run(
            \.eventLoops, 1, engine: { $0.passwordCost = PasswordHash.Cost(logN: 15) },
            { service in
                let client = try service.client()
                #expect(try client.post(Self.register("C-1")).status == 200)
                func milliseconds(_ customer: String) throws -> Double {
                    let times = try (0..<9).map { index in
                        let start = DispatchTime.now()
                        _ = try client.post(Self.logIn("x-\(customer)-\(index)", customer, "wrong horse battery"))
                        return Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6
                    }
                    // What others do on the machine makes some of them longer, and none shorter.
                    return times.min() ?? 0
                }
                _ = try milliseconds("C-9")
                let (unknown, known) = (try milliseconds("C-8"), try milliseconds("C-1"))
                #expect(known < unknown * 2 && unknown < known * 2, "\(known) ms and \(unknown) ms")
            })
    }

    @Test("log-ins hold up nobody: other commands are answered while many of them are hashed")
    func others() async throws {
        try await TestService.run(
            \.eventLoops, 1, engine: { $0.passwordCost = PasswordHash.Cost(logN: 15) },
            { service in
                let client = try service.client()
                #expect(try client.post(Self.register("C-1")).status == 200)
                let clients = try (0..<16).map { _ in try service.client() }
                for (index, client) in clients.enumerated() {
                    try client.send(Self.request(Self.logIn("S-\(index)", "C-1", "correct horse battery")))
                }
                var slowest = 0.0
                for index in 0..<20 {
                    let start = DispatchTime.now()
                    let warehouse = #"{"id":"w-\#(index)","warehouse":{"register":{"warehouseId":"W-\#(index)","name":"W"}}}"#
                    #expect(try client.post(warehouse).status == 200)
                    slowest = max(slowest, Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6)
                }
                // Sixteen hashes one behind the other take more than this.
                #expect(slowest < 500, "\(slowest) ms")
                for client in clients { #expect(try client.response().status == 200) }
            })
    }

    private static func request(_ body: String) -> String {
        "POST /v1/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
