import Engine
import Foundation
import Ledger
import NIOCore
import Synchronization
import TestTools
import Testing

@testable import Service

/// Requests that read much, and everybody else.
@Suite("A scan starves nobody", .serialized, .timeLimit(.minutes(8)))
struct FairnessTests {
    /// Matches no order, and there is no index of it.
    private static let scan = "/v1/orders?currency=EUR"

    /// Fills a ledger with orders O-0, O-1, ….
    private static func fill(_ service: TestService, orders: Int) throws {
        try service.openShop(units: 1_000_000)
        let client = try service.client()
        let commands = (0..<orders).map { TestService.place("c-\($0)", "O-\($0)") + "\n" }.joined()
        client.sendInBackground(
            Array(
                ("POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Length: \(commands.utf8.count)\r\n\r\n" + commands).utf8))
        #expect(try client.response().body.count { $0 == 10 } == orders)
    }

    /// Waits until so many scans are under way, however slow the machine is.
    private static func wait(_ service: TestService, until isDone: (Int) -> Bool) async throws {
        let isSo = try await eventually { try isDone(service.metric("daybook_scans")) }
        if !isSo { Issue.record("\(try service.metric("daybook_scans")) scans are under way") }
    }

    @Test("while lists without an index are read, rows and new connections' commands are answered", arguments: [8, 32])
    func scans(count: Int) async throws {
        try await TestService.run(listen: "127.0.0.1:0") { service in
            try Self.fill(service, orders: 8000)
            let clients = try (0..<count).map { _ in try service.client() }
            let (other, headers) = try service.tokenClient()
            let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
            try await Self.holdingScans(service) {
                for client in clients { try client.send("GET \(Self.scan) HTTP/1.1\r\nHost: x\r\n\r\n") }
                try await Self.wait(service) { $0 == count }
                try other.send("GET \(Self.scan) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
                try await Self.wait(service) { $0 == count + 1 }
            }
            let reader = try service.client()
            for number in 0..<20 {
                let order = "/v1/orders/O-\(number * 97)"
                for target in [order, order + "/history", order + "?sequence=2500"] {
                    #expect(try reader.request("GET", target).status == 200)
                }
                #expect(try service.client().post(TestService.receive("r-\(number)", 1)).status == 200)
            }
            // Accounts take turns: the one list of an account does not wait for the many of another, which came before it.
            #expect(try other.response().status == 200)
            #expect(try service.metric("daybook_scans") > count / 2)
            #expect(try clients[0].response().status == 200)
            for client in clients { client.close() }
        }
    }

    /// Holds the threads that read scans, and lets each of them read one slice at a time.
    private final class Gate: Sendable {
        private let service: TestService
        private let account: Account
        private let isOpen = DispatchSemaphore(value: 0)
        private let held = Atomic<Int>(0)

        /// - Parameter account: in whose turns the threads are held.
        init(_ service: TestService, account: Account) {
            self.service = service
            self.account = account
        }

        /// Has every thread held at its next turn of the account.
        func close() {
            for _ in 0..<ServiceLimits.scanningThreads {
                service.server.service.threads.scans.run(for: account) { [self] in
                    held.add(1, ordering: .sequentiallyConsistent)
                    isOpen.wait()
                    held.subtract(1, ordering: .sequentiallyConsistent)
                    return false
                }
            }
        }

        /// Waits until all of them are held: whatever came before in the account's turns is done.
        func waitUntilClosed() async throws {
            for _ in 0..<60_000 where held.load(ordering: .sequentiallyConsistent) < ServiceLimits.scanningThreads {
                try await Task.sleep(for: .milliseconds(2))
            }
            #expect(held.load(ordering: .sequentiallyConsistent) == ServiceLimits.scanningThreads)
        }

        func open() {
            for _ in 0..<ServiceLimits.scanningThreads { isOpen.signal() }
        }
    }

    @Test("of what a stream has sent, no more is read at a time than there is time for")
    func readForAWhile() {
        let caller = Caller(role: .operator, uid: nil, name: "test")
        var stream = CommandStream(.lines, reader: CommandReader(caller: caller, wantsEvents: false))
        stream.append(.init(string: String(repeating: "{\n", count: 1000)))
        #expect(!stream.advance(until: .now()) && stream.malformed == 1)
        #expect(stream.advance() && stream.malformed == 1000)
    }

    @Test("a scan whose client leaves ends in the middle")
    func leaves() async throws {
        try await TestService.run { service in
            try Self.fill(service, orders: 10_000)
            let clients = try (0..<32).map { _ in try service.client() }
            let before = try service.metric("daybook_scan_steps_total")
            let (first, second) = (Gate(service, account: .user(.max)), Gate(service, account: .user(.max)))
            let last = Gate(service, account: .user(getuid()))
            // Threads that are still held would keep the service from stopping; to be let go twice does no harm.
            defer { for gate in [first, second, last] { gate.open() } }
            first.close()
            try await first.waitUntilClosed()
            for client in clients { try client.send("GET \(Self.scan) HTTP/1.1\r\nHost: x\r\n\r\n") }
            try await Self.wait(service) { $0 == 32 }
            // Accounts take turns, so between the two gates there are a few slices.
            second.close()
            first.open()
            try await second.waitUntilClosed()
            let made = try service.metric("daybook_scan_steps_total")
            #expect(made > before)
            #expect(made - before < 32 * 10_000 / EngineLimits.rowsPerScanStep)
            #expect(try service.metric("daybook_scans") > 0)
            for client in clients { client.close() }
            try await Self.wait(service) { $0 == 0 }
            // Everything that waited for its turn has it before these.
            last.close()
            second.open()
            try await last.waitUntilClosed()
            #expect(try service.metric("daybook_scan_steps_total") == made)
            #expect(try service.metric("daybook_scans_abandoned_total") > 0)
        }
    }

    /// Runs a test while no scan gets on: its threads are held.
    private static func holdingScans(_ service: TestService, _ body: () async throws -> Void) async throws {
        let gate = Gate(service, account: .user(.max))
        gate.close()
        defer { gate.open() }
        try await gate.waitUntilClosed()
        try await body()
    }

    @Test("rows, look-ups of accounts and commands need no thread that reads lists")
    func lanes() async throws {
        try await TestService.run { service in
            try service.openShop()
            chmod(service.socket, 0o666)
            chmod(service.folder, 0o755)
            let list = try service.client()
            try await Self.holdingScans(service) {
                try list.send("GET /v1/orders HTTP/1.1\r\nHost: x\r\n\r\n")
                try await Self.wait(service) { $0 == 1 }
                let client = try service.client()
                #expect(try client.post(TestService.place("c-1", "O-1")).status == 200)
                for target in [
                    "/v1/orders/O-1", "/v1/orders/O-1/history", "/v1/stock/SKU-1@WH-1?sequence=3", "/v1/stock/SKU-1",
                    "/v1/entries/1",
                    "/v1/status", "/metrics",
                ] {
                    #expect(try client.request("GET", target).status == 200, "\(target)")
                }
                if AccessTests.canBeNobody {
                    let answer = try AccessTests.curlAsNobody(["--unix-socket", service.socket, "http://localhost/v1/status"])
                    #expect(answer.contains("\"forbidden\""))
                }
                #expect(try service.metric("daybook_scans") == 1)
            }
            #expect(try list.response().status == 200)
        }
    }

    @Test("a row of the past that is made of many entries holds up lists, and no other row")
    func longRow() async throws {
        try await TestService.run { service in
            try service.openShop(units: 5)
            let count = ServiceLimits.stepsOfShortRead * EngineLimits.rowsPerScanStep + 100
            try await service.decide((0..<count).map { TestService.receive("c-\($0)", 1) })
            let client = try service.client()
            let target = "/v1/stock/SKU-1@WH-1?sequence=\(count)"
            let long = try service.client()
            try await Self.holdingScans(service) {
                try long.send("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
                try await Self.wait(service) { $0 == 1 }
                for target in [
                    "/v1/stock/SKU-1@WH-1", "/v1/stock/SKU-1@WH-1?sequence=900", "/v1/warehouses/WH-1?sequence=\(count)",
                ] {
                    #expect(try client.request("GET", target).status == 200, "\(target)")
                }
            }
            let answer = try long.response()
            #expect(answer.status == 200)
            #expect(try answer.json["onHand"] as? Int == 5 + count - 3)
            let tag = try #require(answer.headers["etag"])
            #expect(try client.request("GET", target, headers: ["If-None-Match": tag]).status == 304)
            #expect(try client.request("HEAD", target).headers["content-length"] == String(answer.body.count))
            #expect(try service.metric("daybook_scans") == 0)
        }
    }

    @Test("a scan that waits for its turn ends when its client leaves", arguments: [false, true])
    func leavesWaiting(overTCP: Bool) async throws {
        try await TestService.run(listen: "127.0.0.1:0") { service in
            try await Self.holdingScans(service) {
                let (client, headers) = overTCP ? try service.tokenClient() : (try service.client(), [:])
                let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
                try client.send("GET /v1/orders HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
                try await Self.wait(service) { $0 == 1 }
                client.close()
                try await Self.wait(service) { $0 == 0 }
                #expect(try service.metric("daybook_scans_abandoned_total") == 1)
            }
            // It was in its account's turns, unless it is over; these come after it.
            let gate = Gate(service, account: overTCP ? .token : .user(getuid()))
            defer { gate.open() }
            gate.close()
            try await gate.waitUntilClosed()
            #expect(try service.metric("daybook_scan_steps_total") == 0)
        }
    }

    @Test("on a Unix socket who only sends no more is still answered")
    func halfClosed() async throws {
        try await TestService.run { service in
            let client = try service.client()
            try await Self.holdingScans(service) {
                try client.send("GET /v1/orders HTTP/1.1\r\nHost: x\r\n\r\n")
                client.endSending()
                try await Self.wait(service) { $0 == 1 }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try client.response().status == 200)
        }
    }

    @Test("an account has a share of scans: beyond it 429, and others still have places")
    func shareOfScans() async throws {
        try await TestService.run(\.scans, 4, listen: "127.0.0.1:0") { service in
            try Self.fill(service, orders: 300)
            var own = try (0..<3).map { _ in try service.client() }
            let client = try service.client()
            let (other, headers) = try service.tokenClient()
            let list = "GET /v1/orders HTTP/1.1\r\nHost: x\r\n"
            try await Self.holdingScans(service) {
                for client in own { try client.send(list + "\r\n") }
                try await Self.wait(service) { $0 == 3 }
                // The last one is long: what does not fit in its first part would be a scan.
                for target in [
                    "/v1/entries", "/v1/orders", Self.scan, "/v1/stock/SKU-1?sequence=9", "/v1/stock/SKU-1@WH-1/history",
                ] {
                    let answer = try client.request("GET", target)
                    #expect(answer.status == 429, "\(target)")
                    #expect(answer.headers["retry-after"] == "1")
                    #expect(try answer.json["code"] as? String == "busy")
                }
                for target in ["/v1/orders/O-1", "/v1/orders/O-1?sequence=9", "/v1/orders/O-1/history", "/v1/stock/SKU-1"] {
                    #expect(try client.request("GET", target).status == 200, "\(target)")
                }
                try other.send(list + headers.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n")
                try await Self.wait(service) { $0 == 4 }
                #expect(try service.tokenClient().client.request("GET", "/v1/orders", headers: headers).status == 503)
                own.removeLast().close()
                try await Self.wait(service) { $0 == 3 }
                try client.send(list + "\r\n")
                try await Self.wait(service) { $0 == 4 }
            }
            for client in own + [client, other] { #expect(try client.response().status == 200) }
            #expect(try service.metric("daybook_scans") == 0)
        }
    }

    @Test("an account has a share of connections: beyond it 429, and others are still served until there are none")
    func shareOfConnections() async throws {
        try await TestService.run(\.connections, 8, listen: "127.0.0.1:0") { service in
            let own = try (0..<6).map { _ in try service.client() }
            for client in own { #expect(try client.request("GET", "/healthz").status == 200) }
            let (first, headers) = try service.tokenClient()
            let (second, _) = try service.tokenClient()
            #expect(try first.request("GET", "/v1/status", headers: headers).status == 200)
            #expect(try second.request("GET", "/v1/status", headers: headers).status == 200)
            let tooMany = try service.client().response()
            #expect(tooMany.status == 429)
            #expect(tooMany.headers["retry-after"] == "1")
            #expect(try tooMany.json["code"] as? String == "busy")
            #expect(try service.tokenClient().client.response().status == 503)
            second.close()
            first.close()
            for client in own { #expect(try client.request("GET", "/healthz").status == 200) }
        }
    }

    @Test("an account has a share of those who follow")
    func shareOfFollowers() throws {
        let metrics = ServiceMetrics()
        let shares = Shares("followers", total: ServiceLimits.followers, gauge: \.followers, metrics: metrics)
        for _ in 0..<(ServiceLimits.followers * 3 / 4) { try shares.take(.user(1)) }
        #expect(throws: RequestProblem.self) { try shares.take(.user(1)) }
        for number in 0..<(ServiceLimits.followers / 4) { try shares.take(.user(UInt32(number + 2))) }
        #expect(throws: RequestProblem.self) { try shares.take(.token) }
        shares.giveBack(.user(1))
        try shares.take(.token)
        #expect(metrics.snapshot.followers == ServiceLimits.followers)
    }

    @Test("accounts' turns go round, and within an account those who came first are first")
    func order() {
        var turns = Turns<String>()
        for item in ["a1", "a2", "a3"] { turns.append(item, for: .user(1)) }
        turns.append("b1", for: .user(2))
        turns.append("t1", for: .token)
        turns.append("b2", for: .user(2))
        var order: [String] = []
        while let turn = turns.next() {
            order.append(turn.item)
            if turn.item == "a1" { turns.append("a4", for: turn.account) }
        }
        #expect(order == ["a1", "b1", "t1", "a2", "b2", "a3", "a4"])
    }

    @Test("files are shared out so that the log and the rows have some, however few there are")
    func files() {
        #expect(ConnectionLimits(wanted: 1024, files: 100_000) == ConnectionLimits(served: 1024, refused: 256))
        #expect(ConnectionLimits(wanted: 1024, files: 1536) == ConnectionLimits(served: 1024, refused: 256))
        #expect(ConnectionLimits(wanted: 1024, files: 1024) == ConnectionLimits(served: 576, refused: 192))
        #expect(ConnectionLimits(wanted: 1024, files: 64) == ConnectionLimits(served: 24, refused: 8))
        #expect(ConnectionLimits(wanted: 1024, files: 1) == ConnectionLimits(served: 1, refused: 0))
    }

    @Test("a body that comes steadily and never ends is answered 408; a stream of commands may take as long as it likes")
    func slowBodies() async throws {
        try await TestService.run(\.timeouts.wholeRequestMilliseconds, 1000) { service in
            let started = ContinuousClock.now
            let slow = try service.client()
            let stream = try service.client()
            let head = "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\nContent-Type: application/"
            try slow.send(head + "json\r\n\r\n")
            try stream.send(head + "x-ndjson\r\n\r\n")
            while ContinuousClock.now - started < .seconds(2) {
                _ = try slow.trySend([32])
                try stream.send([10])
                try await Task.sleep(for: .milliseconds(50))
            }
            let answer = try slow.response()
            #expect(answer.status == 408)
            #expect(try answer.json["code"] as? String == "timeout")
            #expect(answer.text.contains("after 1 s"))
            #expect(try slow.isClosed())
            try stream.send(TestService.shop()[0] + "\n")
            #expect(try stream.head().status == 200)
            #expect(try stream.lines(1)[0].contains("\"sequence\":1"))
        }
    }
}
