import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import Testing

@testable import Service

/// Bytes → HTTP → route → engine, over a ledger with thousands of rows on disk.
///
/// Whatever comes, the process lives, every answer has a status and a body that its own reader takes, and in the end the rows are
/// what a replay of the log gives. Runs for some seconds; for a minute with `CI` set, or for `DAYBOOK_FUZZ_SECONDS`. The requests
/// follow from the seed alone: `DAYBOOK_FUZZ_SEED` makes them again. A request that ends the process is left in
/// `/tmp/daybook-fuzz-SEED`.
@Suite("Fuzzing", .timeLimit(.minutes(8)))
struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = environment["DAYBOOK_FUZZ_SECONDS"].flatMap { Double($0) } ?? (environment["CI"] == nil ? 10 : 60)

    @Test("no request ends the process, none is left without a well-formed answer, and the rows stay those of the log")
    func fuzz() async throws {
        let seed = Self.environment["DAYBOOK_FUZZ_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)
        let trace = "/tmp/daybook-fuzz-\(seed)"
        try await TestService.run { service in
            try await FuzzLedger.fill(service)
            var requests = FuzzRequests(seed: seed)
            var wire = FuzzWire(service)
            let end = ContinuousClock.now + .seconds(Self.seconds)
            var count = 0
            var statuses: [Int: Int] = [:]
            while ContinuousClock.now < end || count < 200 {
                let request = requests.next()
                count += 1
                try Data("request \(count)\n".utf8 + request.bytes).write(to: URL(fileURLWithPath: trace))
                do {
                    for status in try wire.send(request) { statuses[status, default: 0] += 1 }
                } catch {
                    let shown = TerminalText.escaped(String(decoding: request.bytes.prefix(2000), as: UTF8.self))
                    Issue.record("DAYBOOK_FUZZ_SEED=\(seed), request \(count): \(error)\n\(shown)")
                    wire = FuzzWire(service)
                    if count > 200 { break }
                }
            }
            print("fuzzing: seed \(seed), \(count) requests, answers \(statuses.sorted { $0.key < $1.key })")
            // What never got through the door shows nothing.
            for status in [200, 400, 404, 409, 415] { #expect(statuses[status, default: 0] > 0, "no answer was \(status)") }
            #expect(try service.client().request("GET", "/readyz").status == 200)
            try FuzzLedger.checkReplay(service)
        }
        try FileManager.default.removeItem(atPath: trace)
    }
}

/// The ledger that is asked: filled first, compared with its log in the end.
enum FuzzLedger {
    static let orders = 800

    /// Thousands of rows of every table, all of them flushed.
    static func fill(_ service: TestService) async throws {
        var commands = TestService.shop(units: 1_000_000)
        for number in 0..<orders {
            commands.append(
                #"{"id":"o\#(number)","order":{"place":{"orderId":"O-\#(number)","customerId":"C-\#(number % 50)","#
                    + #""currency":"CNY","lines":[{"sku":"SKU-1","quantity":1}],"payments":[{"paymentId":"PAY-\#(number)","#
                    + #""method":"ALIPAY","amount":10000}]}}}"#)
        }
        for number in 0..<orders / 2 {
            commands.append(
                #"{"id":"p\#(number)","payment":{"recordResult":{"paymentId":"PAY-\#(number)","outcome":"CAPTURED","#
                    + #""amount":10000}}}"#
            )
            commands.append(
                #"{"id":"s\#(number)","shipment":{"create":{"shipmentId":"S-\#(number)","orderId":"O-\#(number)","#
                    + #""warehouseId":"WH-1","lines":[{"lineId":"1","quantity":1}]}}}"#)
            commands.append(
                #"{"id":"r\#(number)","stock":{"reserve":{"reservationId":"R-\#(number)","sku":"SKU-1","quantity":1}}}"#)
        }
        let answer = try service.client().request(
            "POST", "/v1/commands", headers: ["Content-Type": "application/x-ndjson"], body: commands.joined(separator: "\n"))
        #expect(answer.status == 200)
        #expect(service.engine.status.rejected == 0)
        try await service.flush()
    }

    /// The rows are those of a replay of the log, as they stand and with all of them flushed.
    static func checkReplay(_ service: TestService) throws {
        let view = service.engine.head
        let replay = try Replay(temporaryFolder: service.folder + "/replay")
        var after: UInt64 = 0
        while case let entries = try view.entries(after: after, limit: 1000), let last = entries.last {
            for entry in entries { try replay.fold(entry) }
            after = last.sequence
        }
        #expect(try replay.stateHash() == view.stateHash())
        try replay.discard()
    }
}

/// Sends requests and reads their answers, strictly.
struct FuzzWire {
    private let service: TestService
    private var client: HTTPConnection?

    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    init(_ service: TestService) {
        self.service = service
    }

    /// The statuses of the answers to one request; for what is no request there may be none.
    mutating func send(_ request: FuzzRequest) throws -> [Int] {
        guard request.isWhole else { return try sendGarbage(request.bytes) }
        let client = try client ?? service.client()
        self.client = nil
        client.setTimeout(60)
        _ = try client.trySend(request.bytes)
        var answer = try client.head()
        let type = answer.headers["content-type"] ?? ""
        // One that follows the book has no end.
        if type == MediaType.eventStream.rawValue { return [answer.status] }
        try client.readBody(of: &answer, isHead: request.isHead)
        try Self.check(answer, isHead: request.isHead)
        if answer.headers["connection"] != "close" { self.client = client }
        return [answer.status]
    }

    /// Whatever comes back for bytes that need not be HTTP: nothing, or answers.
    private func sendGarbage(_ bytes: [UInt8]) throws -> [Int] {
        let client = try service.client()
        client.setTimeout(60)
        _ = try client.trySend(bytes)
        client.endSending()
        var statuses: [Int] = []
        while try client.hasMore() {
            let answer = try client.head()
            guard (200..<600).contains(answer.status) else { throw Wrong(description: "status \(answer.status)") }
            if answer.status == 500 { throw Wrong(description: "status 500") }
            statuses.append(answer.status)
            // Where one answer to garbage ends cannot be told from outside: a HEAD's has no body.
            break
        }
        return statuses
    }

    private static func check(_ answer: HTTPConnection.Response, isHead: Bool) throws {
        guard (200..<600).contains(answer.status), answer.status != 500 else {
            throw Wrong(description: "status \(answer.status): \(answer.text)")
        }
        if isHead || answer.status == 304 { return }
        let type = answer.headers["content-type"] ?? ""
        switch type {
        case "application/json", "application/cloudevents+json": _ = try JSONSerialization.jsonObject(with: Data(answer.body))
        case "application/problem+json": try checkProblem(answer)
        case "application/x-ndjson": _ = try answer.lines
        case "application/x-protobuf": try checkReceipts(answer.body)
        case _ where type.hasPrefix("text/"):
            guard String(validating: answer.body, as: UTF8.self) != nil else { throw Wrong(description: "\(type) is not UTF-8") }
        default: throw Wrong(description: "no type is \(type)")
        }
    }

    private static func checkProblem(_ answer: HTTPConnection.Response) throws {
        let problem = try answer.json
        guard problem["status"] as? Int == answer.status, problem["code"] is String, let detail = problem["detail"] as? String,
            !TerminalText.hasControls(detail)
        else { throw Wrong(description: "a problem like this: \(answer.text)") }
    }

    private static func checkReceipts(_ body: [UInt8]) throws {
        var rest = body[...]
        while !rest.isEmpty {
            var length = 0
            var shift = 0
            while let byte = rest.popFirst() {
                length |= Int(byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 { break }
            }
            guard shift < 40, length <= rest.count else { throw Wrong(description: "a receipt of \(length) bytes is cut short") }
            _ = try Receipt.decoded(from: Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
    }
}
