import Dispatch
import Engine
import Foundation
import Glibc
import Ledger
import NIOCore
import Schema
import TestTools
import Testing

@testable import Service

/// Receipts that carry events: a command of 68 bytes can be answered with 30 KB.
@Suite("Receipts with events", .serialized, .timeLimit(.minutes(8)))
struct EventReceiptTests {
    private static let lines = 90

    private static func place(_ number: Int) -> String {
        let ids = (0..<lines).map { String($0) + String(repeating: "l", count: 60) }
        let lines = ids.map { #"{"lineId":"\#($0)","sku":"SKU-1","quantity":1}"# }.joined(separator: ",")
        let order = #"{"orderId":"B-\#(number)","customerId":"C-1","currency":"CNY","lines":[\#(lines)]}"#
        return #"{"id":"b-\#(number)","order":{"place":\#(order)}}"#
    }

    /// Its receipt is large, and so is each that repeats it.
    private static let cancel = #"{"id":"x","order":{"cancel":{"orderId":"B-0","reason":"r"}}}"# + "\n"

    /// A shop with a large order that is cancelled. Gives the size of the receipt that says so, with its events.
    private static func openShop(_ service: TestService) throws -> Int {
        try service.openShop(units: 1_000_000)
        let client = try service.client()
        #expect(try client.post(place(0)).status == 200)
        let answer = try client.post(cancel, query: "?reply=events")
        #expect(answer.status == 200)
        try #require(answer.body.count > 10_000, "\(answer.text.prefix(300))")
        return answer.body.count
    }

    private static func request(_ count: Int) -> [UInt8] {
        let body = String(repeating: cancel, count: count)
        return Array(
            ("POST /v1/commands?reply=events HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n" + body).utf8)
    }

    @Test("streams of them whose clients read nothing hold nobody up, and each is answered whole when its client reads")
    func silent() async throws {
        try await TestService.run { service in
            _ = try Self.openShop(service)
            let count = 200
            let silent = try (0..<12).map { _ in try service.client() }
            for client in silent { client.sendInBackground(Self.request(count)) }
            let streams = service.server.service.streamsWithEvents
            let account = Account.user(geteuid())
            let maxCommands = ServiceLimits.commandsWithEventsInFlight
            for _ in 0..<12_000 where streams.share(of: account, own: 0) == maxCommands { usleep(1000) }
            var slowest = Duration.zero
            for number in 0..<20 {
                let started = ContinuousClock.now
                #expect(try service.client().request("GET", "/healthz").status == 200)
                #expect(try service.client().request("GET", "/v1/orders/B-0").status == 200)
                #expect(try service.client().post(TestService.receive("r-\(number)", 1)).status == 200)
                slowest = max(slowest, ContinuousClock.now - started)
            }
            // A debug build takes ten times as long as the program; before, it took half a minute.
            #expect(slowest < .seconds(3), "\(slowest)")
            // Streams without events have their share, whatever waits for those clients.
            #expect(service.server.service.streams.share(of: account, own: 0) == ServiceLimits.commandsInFlight)
            let client = try service.client()
            client.sendInBackground(Self.request(3))
            #expect(try client.response().lines.count == 3)
            for client in silent.prefix(2) {
                let receipts = try client.response().lines
                #expect(receipts.count == count)
                #expect(receipts.allSatisfy { ($0["events"] as? [Any])?.count ?? 0 > 0 && $0["replayed"] as? Bool == true })
            }
        }
    }

    /// Swift has no blocking in functions that suspend; here the thread is the test's own.
    private static func wait(for gate: DispatchSemaphore) { gate.wait() }

    @Test("between two pieces of them the loop looks at its sockets, however many wait to be written")
    func turns() async throws {
        try await TestService.run { service in
            _ = try Self.openShop(service)
            let metrics = service.server.service.metrics
            let clients = try (0..<8).map { _ in try service.client() }
            let other = try service.client()
            #expect(try other.request("GET", "/healthz").status == 200)
            let (writer, loop, decided) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            defer { for gate in [writer, loop] { gate.signal() } }
            // The writer waits until all commands are here, and the loop until all of them are decided.
            service.engine.submit([]) { _ in writer.wait() }
            let request = Self.request(32)
            let expected = metrics.snapshot.bytesIn + UInt64(clients.count * 32 * Self.cancel.utf8.count)
            for client in clients { try client.send(request) }
            for _ in 0..<60_000 where metrics.snapshot.bytesIn < expected { usleep(1000) }
            service.server.cells[0].loop.execute { loop.wait() }
            service.engine.submit([]) { _ in decided.signal() }
            writer.signal()
            Self.wait(for: decided)
            let before = metrics.snapshot.bytesOut
            try other.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
            loop.signal()
            let line = try other.response().text.split(separator: "\n").first { $0.hasPrefix("daybook_sent_bytes_total ") }
            let after = try #require(line?.split(separator: " ").last.flatMap { UInt64($0) })
            #expect(after - before < UInt64(4 * ServiceLimits.receiptBytesPerTurn), "\(after - before) bytes were written first")
            for client in clients { #expect(try client.response().lines.count == 32) }
        }
    }

    @Test("single commands are answered with them in turn")
    func single() async throws {
        try await TestService.run { service in
            let size = try Self.openShop(service)
            let clients = try (0..<20).map { _ in try service.client() }
            let command = Self.cancel.dropLast()
            let request =
                "POST /v1/commands?reply=events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(command.utf8.count)\r\n\r\n\(command)"
            for client in clients { try client.send(request + request + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n") }
            for client in clients {
                for _ in 0..<2 { #expect(try client.response().body.count >= size) }
                #expect(try client.response().text == "ok\n")
            }
        }
    }

    @Test("a stream gives its receipts a piece at a time, each once and in order", arguments: [StreamForm.lines, .messages])
    func pieces(form: StreamForm) throws {
        let reader = CommandReader(caller: Caller(role: .operator, uid: nil, name: "test"), wantsEvents: true)
        var stream = CommandStream(form, reader: reader)
        let entity = String(repeating: "e", count: 10_000)
        var expected: [String] = []
        for part in 0..<3 {
            let ids = (0..<20).map { "\(part)-\($0)" }
            for id in ids {
                let text = TestService.receive(id, 1)
                let message: [UInt8] = try Command(json: Array(text.utf8)).canonicalBytes()
                stream.append(.init(bytes: form == .lines ? Array(text.utf8) + [10] : [UInt8(message.count)] + message))
            }
            stream.advance()
            guard let (number, submissions) = stream.takeSubmissions(), submissions.count == ids.count else {
                Issue.record("the commands of part \(part) are not whole")
                return
            }
            stream.complete(
                number,
                ids.map { id in
                    .receipt(
                        Receipt.with {
                            ($0.id, $0.sequence) = (id, 1)
                            $0.events = [Event.with { $0.entity = EntityName(entity) }]
                        })
                })
            expected += ids
        }
        #expect(stream.commandsInFlight == 60)
        var found = ""
        while stream.hasReceipts {
            var bytes: [UInt8] = []
            stream.takeReceipts(into: &bytes, maxBytes: ServiceLimits.receiptBytesPerTurn)
            #expect((1..<(ServiceLimits.receiptBytesPerTurn + 11_000)).contains(bytes.count))
            found += String(decoding: bytes, as: UTF8.self)
        }
        #expect(stream.commandsInFlight == 0 && stream.bytesInFlight == 0)
        let places = expected.compactMap { found.range(of: $0)?.lowerBound }
        #expect(places.count == 60 && places == places.sorted())
        #expect((600_000..<620_000).contains(found.utf8.count))
    }

    /// Bytes of memory this process uses.
    private static func memory() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return (Int(pages) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    @Test(
        "an answer that nobody reads on holds little of what comes next, however large that is",
        arguments: ["/v1/stock/SKU-1@WH-1/history", "/v1/orders", "/v1/entries"])
    func unread(target: String) async throws {
        try await TestService.run { service in
            try service.openShop(units: 1_000_000)
            try await service.decide((0..<64).map(Self.place))
            // Rows that are not written yet are the writer's own, and take no memory of others.
            for _ in 0..<6000 where service.engine.status.flushed < 67 { try await Task.sleep(for: .milliseconds(10)) }
            let router = service.server.service.router
            let request = Request(method: "GET", target: target, headers: [("accept", "application/x-ndjson")])
            let caller = Caller(role: .operator, uid: nil, name: "test")
            // Whatever is made once is made by this.
            guard case .stream(let whole) = router.answer(request, caller: caller).body else {
                Issue.record("\(target) is short")
                return
            }
            var bytes = 0
            while let part = try whole.next() { bytes += part.count }
            let before = try Self.memory()
            var held: [ChunkStream] = []
            for _ in 0..<40 {
                guard case .stream(let stream) = router.answer(request, caller: caller).body else { continue }
                _ = try stream.next()
                held.append(stream)
            }
            let taken = try Self.memory() - before
            #expect(held.count == 40 && bytes > 64 * 10_000)
            #expect(taken < 40 << 20, "\(taken >> 20) MB")
        }
    }
}
