import Client
import Foundation
import Ledger
import NIOCore
import NIOPosix
import Schema
import TestTools
import Testing
import daybook

@Suite("the bench's load against a service that is not one", .timeLimit(.minutes(2)))
struct BenchLoadTests {
    /// Answers whatever comes first with the same bytes, and then is silent or hangs up.
    private final class Parrot: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let text: String
        private let hangsUp: Bool
        private var hasSpoken = false

        init(_ text: String, hangsUp: Bool) {
            self.text = text
            self.hangsUp = hangsUp
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !hasSpoken else { return }
            hasSpoken = true
            context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
            if hangsUp { context.close(promise: nil) }
        }
    }

    /// What a load of one connection ends with.
    private static func outcome(_ wire: LoadWire, answer: String, hangsUp: Bool = false) async throws -> (any Error)? {
        let path = temporaryPath()
        defer { unlink(path) }
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Parrot(answer, hangsUp: hangsUp))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        let shop = BenchShop(run: "12345678")
        let script = try BenchWork.receive.script(of: shop, client: 7, wire: wire)
        var failure: (any Error)?
        do {
            let load = try await Load.open(socket: path, scripts: [script], shape: LoadShape(wire: wire, batch: 2, depth: 1)) { _ in
            }
            load.start()
            for _ in 0..<2000 {
                _ = try await load.counts()
                try await Task.sleep(for: .milliseconds(5))
            }
        } catch {
            failure = error
        }
        try await server.close()
        return failure
    }

    private static func answer(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static func stream(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n"
    }

    private static func receipt(_ number: Int, sequence: Int, more: String = "") -> String {
        "{\"id\":\"12345678-r00007-0000000\(number)\",\"sequence\":\(sequence),\"time\":\"2026-03-01T00:00:00Z\"\(more)}"
    }

    @Test(
        "the first receipt that is not right ends the load, and is shown",
        arguments: [
            receipt(0, sequence: 5) + "\n" + receipt(2, sequence: 6) + "\n",
            receipt(0, sequence: 5) + "\n" + receipt(1, sequence: 5) + "\n",
            receipt(0, sequence: 5, more: ",\"rejection\":{\"code\":\"unknown_sku\"}") + "\n",
            receipt(0, sequence: 5, more: ",\"replayed\":true") + "\n",
            "{\"error\":{\"code\":\"malformed\"}}\n", "nonsense\n",
        ])
    func wrong(body: String) async throws {
        let failure = try await Self.outcome(.ndjson, answer: Self.stream(body))
        let wrong = try #require(failure as? WrongReceipt)
        #expect(wrong.description.contains("12345678-r00007-0000000") || wrong.description.contains("sequence"))
    }

    @Test("a single request's answer is checked too")
    func single() async throws {
        #expect(try await Self.outcome(.json, answer: Self.answer(Self.receipt(3, sequence: 1))) is WrongReceipt)
        let refused = "HTTP/1.1 409 Conflict\r\ncontent-length: 4\r\n\r\nsold"
        let wrong = try #require(try await Self.outcome(.json, answer: refused) as? WrongReceipt)
        #expect(wrong.description.contains("409") && wrong.description.contains("sold"))
    }

    @Test("more receipts than commands, and what is no answer, are errors")
    func unasked() async throws {
        let receipts = (0..<3).map { Self.receipt($0, sequence: 5 + $0) + "\n" }.joined()
        #expect(try await Self.outcome(.ndjson, answer: Self.stream(receipts)) as? ClientError == ClientError(.protocol, ""))
        #expect(try await Self.outcome(.protobuf, answer: "SSH-2.0\r\n\r\n") as? ClientError == ClientError(.protocol, ""))
        let hungUp = try await Self.outcome(.ndjson, answer: Self.stream(""), hangsUp: true)
        #expect(hungUp != nil)
    }
}
