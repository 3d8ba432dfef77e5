import Engine
import Foundation
import Journal
import Ledger
import Schema
import Synchronization
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("Who was shown personal data", .timeLimit(.minutes(4)))
struct DataAccessTests {
    private static let anna = Caller(role: .operator, uid: 1, name: "anna")

    /// Some customers, and a router that notes who is shown them.
    private static func withPeople(
        _ count: Int, hours: @escaping @Sendable () -> UInt64 = { 1 }, _ body: (TestService, Router) throws -> Void
    ) async throws {
        try await TestService.run { service in
            let client = try service.client()
            for number in 0..<count {
                let register =
                    #"{"id":"r-\#(number)","customer":{"register":{"customerId":"C-\#(1000 + number)","#
                    + #""email":"m\#(number)@example.org","name":"Mei"}}}"#
                #expect(try client.post(register).status == 200)
            }
            var router = Router(engine: service.engine)
            router.notes = AccessNotes(service.engine) { hours() * 3_600_000_000_000 }
            try body(service, router)
        }
    }

    @discardableResult
    private static func read(
        _ target: String, _ router: Router, as caller: Caller = anna, accept: String = "application/json",
        headers: [(String, String)] = []
    ) throws -> (status: Int, text: String) {
        let answer = router.answer(Request(target: target, headers: [("accept", accept)] + headers), caller: caller)
        switch answer.body {
        case .bytes(let bytes): return (answer.status, String(decoding: bytes, as: UTF8.self))
        case .stream(let stream):
            var text = ""
            while let part = try stream.next() { text += String(decoding: part, as: UTF8.self) }
            return (answer.status, text)
        case .follow: return (answer.status, "")
        }
    }

    private static func accesses(_ service: TestService) throws -> [DataAccess] {
        try service.engine.head.rows(Query(.dataAccess, limit: 1000)).rows.compactMap {
            if case .dataAccess(let access) = $0 { access } else { nil }
        }
    }

    @Test("an entry says who was shown whose, before they are shown; once an hour for each reader and customer")
    func once() async throws {
        let hours = Hours(hour: 1)
        let clock: @Sendable () -> UInt64 = { hours.now }
        try await Self.withPeople(2, hours: clock) { service, router in
            for _ in 0..<3 { #expect(try Self.read("/v1/customers/C-1000", router).text.contains("m0@example.org")) }
            var found = try Self.accesses(service)
            #expect(found.count == 1 && found[0].shownTo == "anna" && found[0].role == "operator" && found[0].uid == 1)
            #expect(found[0].customers == ["C-1000"] && found[0].asOf == 2 && found[0].accessID.hasSuffix("Z"))
            // Another reader, another customer.
            try Self.read("/v1/customers/C-1000?sequence=1", router, as: Caller(role: .admin, uid: 0, name: "root"))
            try Self.read("/v1/customers/C-1001", router)
            found = try Self.accesses(service)
            #expect(found.map(\.shownTo) == ["anna", "root", "anna"] && found.map(\.asOf) == [2, 1, 4])
            // Of a list, those who are not noted yet; in the next hour all of them again, in one entry.
            try Self.read("/v1/customers", router)
            #expect(try Self.accesses(service).count == 3)
            hours.now = 2
            try Self.read("/v1/customers", router)
            try Self.read("/v1/customers", router)
            found = try Self.accesses(service)
            #expect(found.count == 4 && found.last?.customers == ["C-1000", "C-1001"])
            #expect(try service.engine.head.entry(3)?.actor?.kind == .system)
            #expect(try Self.read("/v1/accesses?customers=C-1001&shownTo=anna", router).text.contains(#""asOf":4"#))
        }
    }

    @Test("a page is one entry, and a stream one for each 500 customers, whatever the parts that it is sent in")
    func lists() async throws {
        let count = Limits.personsPerAccess + 120
        try await Self.withPeople(count) { service, router in
            let page = try Self.read("/v1/customers?limit=40", router)
            #expect(page.text.contains("m39@example.org") && !page.text.contains("m40@example.org"))
            #expect(try Self.accesses(service).map(\.customers.count) == [40])
            let all = try Self.read("/v1/customers", router, accept: "application/x-ndjson").text.split(separator: "\n")
            #expect(all.count == count && all.allSatisfy { $0.contains("@example.org") })
            #expect(try Self.accesses(service).map(\.customers.count) == [40, Limits.personsPerAccess - 40, 120])
            let page2 = try Self.read("/v1/customers?limit=1000", router, as: Caller(role: .admin, uid: 7, name: "ben"))
            #expect(page2.text.contains("m\(count - 1)@example.org") && !page2.text.contains("next"))
            #expect(try Self.accesses(service).map(\.customers.count).suffix(2) == [Limits.personsPerAccess, 120])
        }
    }

    @Test("nothing is noted where nothing personal is shown")
    func nothing() async throws {
        try await Self.withPeople(2) { service, router in
            for role in Role.allCases where !role.mayReadPersonalData {
                for target in ["/v1/customers", "/v1/customers/C-1000"] {
                    try Self.read(target, router, as: Caller(role: role, uid: 1, name: "x"))
                }
            }
            for target in ["/v1/customers", "/v1/customers/C-1000"] { try Self.read(target + "?personal=sealed", router) }
            for target in ["/v1/customers/C-1000/history", "/v1/entries", "/v1/customers/none"] {
                try Self.read(target, router, accept: "*/*")
            }
            try Self.read("/v1/customers", router, accept: "text/csv")
            _ = try service.client().post(#"{"id":"e","customer":{"erase":{"customerId":"C-1001","legalBasis":"law"}}}"#)
            #expect(try Self.read("/v1/customers/C-1001", router).text.contains(#""erased":true"#))
            #expect(try Self.accesses(service).isEmpty)
            try Self.read("/v1/customers", router)
            #expect(try Self.accesses(service).map(\.customers) == [["C-1000"]])
            // Who has what there is already is shown nothing.
            let shown = router.answer(Request(target: "/v1/customers/C-1000"), caller: Self.anna)
            let tag = try #require(shown.headers.first { $0.0 == "ETag" }?.1)
            let ben = Caller(role: .admin, uid: 7, name: "ben")
            #expect(try Self.read("/v1/customers/C-1000", router, as: ben, headers: [("if-none-match", tag)]).status == 304)
            #expect(try Self.accesses(service).count == 1)
        }
    }

    @Test("who reads the same at the same time waits for the one entry")
    func together() async throws {
        try await Self.withPeople(1) { service, router in
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                let text = try? Self.read("/v1/customers/C-1000", router).text
                #expect(text?.contains("m0@example.org") == true)
            }
            let found = try Self.accesses(service)
            #expect(found.count == 1)
        }
    }

    @Test("what cannot be noted is not shown; sealed it is", arguments: ["/v1/customers/C-1", "/v1/customers"])
    func refused(_ target: String) async throws {
        let environment = FaultEnv()
        let failing: (inout Engine.Configuration) -> Void = { $0.environment = environment }
        try await TestService.run(\.eventLoops, 1, engine: failing) { service in
            let client = try service.client()
            let register = #"{"id":"r","customer":{"register":{"customerId":"C-1","email":"mei@example.org","name":"Mei"}}}"#
            #expect(try client.post(register).status == 200)
            environment.setDiskSpace(0)
            let answer = try client.request("GET", target)
            #expect(try answer.status == 503 && answer.json["code"] as? String == "commit_unknown", "\(answer.text)")
            #expect(!answer.text.contains("mei@") && answer.text.contains("personal=sealed"))
            let sealed = try client.request("GET", target + "?personal=sealed")
            #expect(sealed.status == 200 && sealed.text.contains("C-1") && !sealed.text.contains("mei@"))
            environment.setDiskSpace(nil)
        }
    }

    private final class Hours: Sendable {
        private let hour: Mutex<UInt64>
        init(hour: UInt64) { self.hour = Mutex(hour) }
        var now: UInt64 {
            get { hour.withLock { $0 } }
            set { hour.withLock { $0 = newValue } }
        }
    }
}
