import Client
import NIOCore
import Schema
import Testing

@Suite("the bench's own reading of the wire")
struct BenchWireTests {
    /// All that a reader makes of bytes that come in pieces: statuses, and the bodies.
    private static func read(_ bytes: [UInt8], pieces: Int) throws -> (statuses: [Int], bodies: [[UInt8]]) {
        var reader = AnswerReader()
        var (statuses, bodies, body): ([Int], [[UInt8]], [UInt8]) = ([], [], [])
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            reader.append(ByteBuffer(bytes: bytes[start..<min(bytes.count, start + pieces)]))
            while let part = try reader.next() {
                switch part {
                case .head(let status): statuses.append(status)
                case .body(let bytes): body += bytes.readableBytesView
                case .end:
                    bodies.append(body)
                    body = []
                }
            }
        }
        return (statuses, bodies)
    }

    @Test("answers are read whatever the pieces they come in", arguments: [1, 2, 3, 7, 50, 1000])
    func answers(pieces: Int) throws {
        let text =
            "HTTP/1.1 200 OK\r\nDate: x\r\nContent-Length: 5\r\n\r\nhello"
            + "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0000000A\r\n0123456789\r\n0\r\n\r\n"
            + "HTTP/1.1 409 Conflict\r\nCONTENT-LENGTH:0\r\n\r\n"
        let (statuses, bodies) = try Self.read(Array(text.utf8), pieces: pieces)
        #expect(statuses == [200, 200, 409])
        #expect(bodies == [Array("hello".utf8), Array("abc0123456789".utf8), []])
    }

    @Test(
        "what is no answer is an error",
        arguments: [
            "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\nContent-Length: 1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
            String(repeating: "x", count: 20_000),
        ])
    func nonsense(text: String) {
        #expect(throws: ClientError(.protocol, "")) { try Self.read(Array(text.utf8), pieces: 10) }
    }

    private static func receipt(_ sequence: UInt64 = 812_345) -> Receipt {
        var receipt = Receipt()
        receipt.id = "6ae05c60-o00007-00000042"
        receipt.sequence = sequence
        receipt.time = Timestamp(seconds: 1_795_000_000, nanos: 123_456_000)
        return receipt
    }

    @Test("the head of a plain receipt is what decoding it gives", arguments: [1, 127, 128, 812_345, 1 << 40] as [UInt64])
    func heads(sequence: UInt64) throws {
        let receipt = Self.receipt(sequence)
        let message = receipt.canonicalBytes()
        let head = ReceiptHead.message(message.span, in: message.indices)
        let seen = try #require(head)
        #expect(seen.sequence == sequence && Array(message[seen.id]) == Array(receipt.id.utf8))
        let object = receipt.json()
        let look = ReceiptHead.object(object.span, in: object.indices)
        let read = try #require(look)
        #expect(read.sequence == sequence && Array(object[read.id]) == Array(receipt.id.utf8))
    }

    @Test("a receipt with anything more in it has to be decoded")
    func others() throws {
        var refused = Self.receipt()
        refused.rejection = Rejection(code: "insufficient_stock")
        var failed = Self.receipt()
        failed.error = Problem(code: "malformed")
        var again = Self.receipt()
        again.replayed = true
        for receipt in [refused, failed, again] {
            let message = receipt.canonicalBytes()
            let seen = ReceiptHead.message(message.span, in: message.indices)
            let object = receipt.json()
            let read = ReceiptHead.object(object.span, in: object.indices)
            #expect(seen == nil && read == nil)
        }
    }

    @Test("no bytes make a head stumble")
    func hostile() throws {
        let forms: [[UInt8]] = [Self.receipt().canonicalBytes(), Self.receipt().json()]
        var generator = SystemRandomNumberGenerator()
        for form in forms {
            for end in form.indices {
                _ = ReceiptHead.message(form.span, in: 0..<end)
                _ = ReceiptHead.object(form.span, in: 0..<end)
                _ = ReceiptHead.length(form.span, at: end)
            }
            for _ in 0..<20_000 {
                var bytes = form
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
                }
                if let seen = ReceiptHead.message(bytes.span, in: bytes.indices) { #expect(seen.id.upperBound <= bytes.count) }
                if let seen = ReceiptHead.object(bytes.span, in: bytes.indices) { #expect(seen.id.upperBound <= bytes.count) }
            }
        }
    }

    @Test("a receipt that is not right is told, on every wire", arguments: LoadWire.allCases)
    func wrong(wire: LoadWire) throws {
        func judge(_ receipt: Receipt, after last: UInt64 = 1) throws -> UInt64 {
            let bytes: [UInt8] = wire == .protobuf ? receipt.canonicalBytes() : receipt.json()
            return try WrongReceipt.judge(bytes, wire: wire, id: Self.receipt().id, after: last)
        }
        #expect(try judge(Self.receipt()) == 812_345)
        #expect(throws: WrongReceipt.self) { try judge(Self.receipt(), after: 812_345) }
        var receipt = Self.receipt()
        receipt.id = "6ae05c60-o00007-00000043"
        #expect(throws: WrongReceipt.self) { try judge(receipt) }
        receipt = Self.receipt()
        receipt.replayed = true
        #expect(throws: WrongReceipt.self) { try judge(receipt) }
        receipt = Self.receipt()
        receipt.rejection = Rejection(code: "insufficient_stock")
        #expect { try judge(receipt) } throws: { "\($0)".contains("was not accepted") && "\($0)".contains("insufficient_stock") }
        #expect(throws: WrongReceipt.self) {
            try WrongReceipt.judge([1, 2, 3], wire: wire, id: Self.receipt().id, after: 0)
        }
    }
}
