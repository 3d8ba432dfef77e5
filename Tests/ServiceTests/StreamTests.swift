import Engine
import Foundation
import NIOCore
import Schema
import TestTools
import Testing

@testable import Service

@Suite("Streams of commands", .timeLimit(.minutes(8)))
struct StreamTests {
    private static func begin(_ client: HTTPConnection, _ type: String = "application/x-ndjson", query: String = "") throws {
        try client.send(
            "POST /v1/commands\(query) HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\nTransfer-Encoding: chunked\r\n\r\n")
        let head = try client.head()
        #expect(head.status == 200)
        #expect(head.headers["content-type"] == type)
    }

    private static func send(_ client: HTTPConnection, _ bytes: [UInt8]) throws {
        try client.send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10])
    }

    private static func object(_ line: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }

    @Test("a line is answered before the next is sent")
    func answeredWhileRead() async throws {
        try await TestService.run { service in
            let client = try service.client()
            try Self.begin(client)
            for (index, command) in (TestService.shop() + [TestService.place("c-1", "O-1")]).enumerated() {
                try Self.send(client, Array((command + "\n").utf8))
                #expect(try Self.object(client.lines(1)[0])["sequence"] as? Int == index + 1)
            }
            // Half a line, then the rest.
            let command = Array((TestService.place("c-2", "O-2") + "\r\n").utf8)
            try Self.send(client, Array(command[..<20]))
            try Self.send(client, Array(command[20...]))
            #expect(try Self.object(client.lines(1)[0])["id"] as? String == "c-2")
            // The last line needs no end.
            try Self.send(client, Array(TestService.place("c-3", "O-3").utf8))
            try client.send("0\r\n\r\n")
            #expect(try Self.object(client.lines(1)[0])["id"] as? String == "c-3")
            #expect(try client.chunk() == nil)
            #expect(try client.request("GET", "/v1/orders/O-3").status == 200)
        }
    }

    @Test("what is wrong with a line is answered in its place, and the stream goes on")
    func errorsInPlace() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let tooLong = TestService.receive("long", 1, sku: String(repeating: "s", count: ServiceLimits.commandBytes))
            let shop = TestService.shop(units: 2)
            let lines = [
                shop[0], "nonsense", "", shop[1], "   ", tooLong, shop[2], #"{"id":"w","warehouse":{"register":{}}}"#,
                TestService.place("c-1", "O-1", 3), #"{"id":"u","order":{"fly":{}}}"#, TestService.place("c-2", "O-2", 2), shop[0],
            ]
            let answer = try client.request(
                "POST", "/v1/commands?reply=events", headers: ["Content-Type": "application/x-ndjson"],
                body: lines.joined(separator: "\n") + "\n")
            let receipts = try answer.lines
            #expect(receipts.count == 10)
            func code(_ index: Int) -> String? { (receipts[index]["error"] as? [String: Any])?["code"] as? String }
            #expect(receipts[0]["sequence"] as? Int == 1)
            #expect(code(1) == "malformed")
            #expect(receipts[1].keys.sorted() == ["error"])
            #expect((receipts[1]["error"] as? [String: Any])?["status"] as? Int == 400)
            #expect(receipts[2]["sequence"] as? Int == 2)
            #expect(code(3) == "too_large")
            #expect(receipts[4]["sequence"] as? Int == 3)
            #expect(code(5) == "idempotency_key_reused")
            #expect(receipts[5]["id"] as? String == "w")
            #expect((receipts[6]["rejection"] as? [String: Any])?["code"] as? String == "insufficient_stock")
            #expect(code(7) == "malformed")
            #expect((receipts[8]["events"] as? [Any])?.isEmpty == false)
            #expect(receipts[9]["replayed"] as? Bool == true)
        }
    }

    @Test("protobuf messages with their length before them")
    func protobuf() async throws {
        try await TestService.run { service in
            let client = try service.client()
            try Self.begin(client, "application/x-protobuf")
            let commands = try (TestService.shop(units: 1) + [TestService.place("c-1", "O-1", 2)]).map {
                try Command(json: Array($0.utf8))
            }
            func frame(_ message: [UInt8]) -> [UInt8] {
                message.count < 128
                    ? [UInt8(message.count)] + message : [UInt8(message.count & 127) | 128, UInt8(message.count >> 7)] + message
            }
            func receipts(_ count: Int) throws -> [Receipt] {
                var bytes: [UInt8] = []
                var found: [Receipt] = []
                while found.count < count {
                    bytes += try #require(try client.chunk())
                    while let first = bytes.first {
                        let (length, prefix) =
                            first < 128
                            ? (Int(first), 1) : bytes.count > 1 ? (Int(first & 127) | Int(bytes[1]) << 7, 2) : (.max - 9, 2)
                        guard bytes.count >= prefix + length else { break }
                        found.append(try Receipt.decoded(from: Array(bytes[prefix..<(prefix + length)])))
                        bytes.removeFirst(prefix + length)
                    }
                }
                return found
            }
            var bytes: [UInt8] = []
            for command in commands { bytes += frame(command.canonicalBytes()) }
            for byte in bytes { try Self.send(client, [byte]) }
            let first = try receipts(4)
            #expect(first.map(\.id) == ["w", "p", "r", "c-1"])
            #expect(first[3].rejection?.code == "insufficient_stock")
            // Garbage, an unknown field, a message that is too long: each in its place.
            let tooLong = ServiceLimits.commandBytes + 1
            let prefix = [UInt8(tooLong & 127) | 128, UInt8(tooLong >> 7 & 127) | 128, UInt8(tooLong >> 14)]
            let unknown: [UInt8] = commands[0].canonicalBytes() + [0xf8, 0x3f, 1]
            try Self.send(
                client,
                frame([255, 255, 255]) + frame(unknown) + prefix + [UInt8](repeating: 0, count: tooLong)
                    + frame(commands[0].canonicalBytes()))
            let second = try receipts(4)
            #expect(second.map { $0.error?.code ?? "" } == ["malformed", "malformed", "too_large", ""])
            #expect(second[3].replayed)
            // A length that is none ends the stream.
            try Self.send(client, [255, 255, 255, 255, 255, 255])
            #expect(try receipts(1)[0].error?.code == "malformed")
            #expect(try client.chunk() == nil)
            #expect(try client.isClosed())
        }
    }

    @Test("a stream that breaks off is answered as far as it came")
    func brokenOff() async throws {
        try await TestService.run { service in
            let client = try service.client()
            try Self.begin(client)
            try Self.send(client, Array((TestService.shop()[0] + "\n").utf8))
            client.endSending()
            let lines = try client.lines(2)
            #expect(try Self.object(lines[0])["sequence"] as? Int == 1)
            #expect(lines[1].contains("malformed"))
            #expect(try client.isClosed())
        }
    }

    /// How a stream in pieces can break, in the same bytes as its last lines.
    enum Break: CaseIterable {
        case pieceOfNoSize, trailersTooLong

        var bytes: String {
            switch self {
            case .pieceOfNoSize: "zz\r\n"
            case .trailersTooLong: "0\r\nX: \(String(repeating: "y", count: ServiceLimits.headersBytes + 1))\r\n\r\n"
            }
        }
    }

    @Test("whole lines that came with what broke the stream are decided and answered, before the error", arguments: Break.allCases)
    func brokenBehindLines(by end: Break) async throws {
        try await TestService.run { service in
            try service.openShop()
            // More than may be under way at once, since a line of nonsense weighs as much as its answer.
            let nonsense = 5_000
            var lines = (0..<3).map { TestService.receive("q-\($0)", 1) } + Array(repeating: "x", count: nonsense)
            lines.append(#"{"id":"half"#)
            let bytes = Array(lines.joined(separator: "\n").utf8)
            let client = try service.client()
            client.sendInBackground(
                Array("POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n".utf8)
                    + Array("Transfer-Encoding: chunked\r\n\r\n\(String(bytes.count, radix: 16))\r\n".utf8) + bytes
                    + Array(("\r\n" + end.bytes).utf8))
            let answers = try client.response().lines
            #expect(answers.count == 3 + nonsense + 1)
            #expect(answers.prefix(3).map { $0["sequence"] as? Int } == [4, 5, 6])
            let codes = answers.dropFirst(3).map { ($0["error"] as? [String: Any])?["status"] as? Int }
            #expect(codes.dropLast().allSatisfy { $0 == 400 })
            #expect(codes.last == (end == .trailersTooLong ? 431 : 400))
            #expect(try client.isClosed())
            #expect(service.engine.head.sequence == 6)
        }
    }

    @Test("a long stream is answered in order, whatever the parts it comes in")
    func long() async throws {
        try await TestService.withShop(units: 1_000_000) { _, client in
            let count = 20_000
            let body = (0..<count).map { TestService.receive("s-\($0)", 1) + "\n" }.joined()
            let head =
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n"
            client.sendInBackground(Array((head + body).utf8))
            let lines = try client.response().lines
            #expect(lines.count == count)
            #expect(lines.enumerated().allSatisfy { $1["id"] as? String == "s-\($0)" && $1["sequence"] as? Int == $0 + 4 })
        }
    }
}

@Suite("Frames of a stream")
struct FramingTests {
    @Test("the same frames come out, wherever the bytes are cut", arguments: [StreamForm.lines, .messages])
    func cuts(form: StreamForm) {
        let commands = ["a", "bcd", String(repeating: "e", count: 300), "f"].map { Array($0.utf8) }
        var bytes: [UInt8] = []
        for command in commands {
            if form == .lines {
                bytes += command + [13, 10, 10]
            } else {
                bytes +=
                    command.count < 128 ? [UInt8(command.count)] : [UInt8(command.count & 127) | 128, UInt8(command.count >> 7)]
                bytes += command
            }
        }
        for step in [1, 2, 3, 7, 100, 1000] {
            var framing = Framing(form)
            var found: [Framing.Frame] = []
            for start in stride(from: 0, to: bytes.count, by: step) {
                framing.append(.init(bytes: bytes[start..<min(bytes.count, start + step)]))
                while let frame = framing.next() { found.append(frame) }
            }
            if let last = framing.end() { found.append(last) }
            #expect(found == commands.map { .bytes($0) }, "step \(step)")
            #expect(!framing.isInsideFrame)
        }
    }

    @Test("a line without an end is not kept beyond the limit")
    func endless() {
        var framing = Framing(.lines)
        let chunk = [UInt8](repeating: 120, count: 100_000)
        for _ in 0..<100 {
            framing.append(.init(bytes: chunk))
            #expect(framing.next() == nil)
        }
        framing.append(.init(bytes: [10, 121, 10]))
        #expect(framing.next() == .tooLong)
        #expect(framing.next() == .bytes([121]))
    }
}
