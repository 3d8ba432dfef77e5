package import NIOCore

/// Reads answers of HTTP/1.1 off one connection: as much of the protocol as a daybook service speaks, and no more.
///
/// NIO's codec allocates for every header: a load would spend more time on them than the service on the commands.
package struct AnswerReader {
    /// A piece of an answer.
    package enum Part: Equatable {
        case head(status: Int)
        case body(ByteBuffer)
        case end
    }

    private enum Place: Equatable {
        case head
        /// In a body of known length: bytes to come.
        case fixed(Int)
        case chunkLength
        /// In a chunk: bytes to come, and two more for its end.
        case chunk(Int)
        case chunkEnd
        /// Behind the last chunk.
        case trailer
        case end
    }

    /// Bytes of a head, and of a chunk's length.
    private static let headBytes = 16_384
    private static let lengthBytes = 128

    private var buffer = ByteBuffer()
    private var place = Place.head

    package init() {}

    /// Takes bytes that arrived.
    package mutating func append(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.discardReadBytes()
            buffer.writeImmutableBuffer(bytes)
        }
    }

    /// The next part, nil until more bytes come.
    package mutating func next() throws(ClientError) -> Part? {
        while true {
            switch place {
            case .head: return try head()
            case .fixed(0), .end:
                place = .head
                return .end
            case .fixed(let count): return body(count) { .fixed($0) }
            case .chunkLength:
                guard try chunkLength() else { return nil }
            case .chunk(0): place = .chunkEnd
            case .chunk(let count): return body(count) { .chunk($0) }
            case .chunkEnd:
                guard try line(limit: 0) != nil else { return nil }
                place = .chunkLength
            case .trailer:
                guard let line = try line(limit: Self.headBytes) else { return nil }
                if line.isEmpty { place = .end }
            }
        }
    }

    private mutating func body(_ count: Int, _ rest: (Int) -> Place) -> Part? {
        let length = min(count, buffer.readableBytes)
        guard length > 0, let slice = buffer.readSlice(length: length) else { return nil }
        place = rest(count - length)
        return .body(slice)
    }

    /// The next line without its end, as offsets from the reader; nil until it is whole.
    private mutating func line(limit: Int) throws(ClientError) -> Range<Int>? {
        let view = buffer
        let bytes = view.readableBytesUInt8Span
        var index = 0
        while index + 1 < bytes.count {
            if bytes[index] == 13, bytes[index + 1] == 10 {
                buffer.moveReaderIndex(forwardBy: index + 2)
                return 0..<index
            }
            index += 1
            if index > limit { break }
        }
        guard index <= limit else { throw Self.nonsense }
        return nil
    }

    private mutating func chunkLength() throws(ClientError) -> Bool {
        let view = buffer
        guard let line = try line(limit: Self.lengthBytes) else { return false }
        let bytes = view.readableBytesUInt8Span
        var length = 0
        var end = 0
        while end < line.count, let digit = Self.hexDigit(bytes[end]) {
            length = length << 4 | digit
            end += 1
            guard length <= ClientLimits.gatheredBytes else { throw Self.nonsense }
        }
        guard end > 0 else { throw Self.nonsense }
        place = length == 0 ? .trailer : .chunk(length)
        return true
    }

    private static func hexDigit(_ byte: UInt8) -> Int? {
        switch byte {
        case 48...57: Int(byte) - 48
        case 65...70: Int(byte) - 55
        case 97...102: Int(byte) - 87
        default: nil
        }
    }

    // MARK: Heads

    private static let contentLength = Array("content-length:".utf8)
    private static let transferEncoding = Array("transfer-encoding:".utf8)

    private mutating func head() throws(ClientError) -> Part? {
        let view = buffer
        let bytes = view.readableBytesUInt8Span
        var lineStart = 0
        var index = 0
        var length: Int?
        var isChunked = false
        while index + 1 < bytes.count {
            guard bytes[index] == 13, bytes[index + 1] == 10 else {
                index += 1
                continue
            }
            if index == lineStart { return try begin(headBytes: index + 2, length: length, isChunked: isChunked) }
            if let value = Self.value(of: Self.contentLength, bytes, lineStart, index) { length = Self.number(bytes, value, index) }
            if Self.value(of: Self.transferEncoding, bytes, lineStart, index) != nil { isChunked = true }
            index += 2
            lineStart = index
        }
        guard bytes.count <= Self.headBytes else { throw Self.nonsense }
        return nil
    }

    private mutating func begin(headBytes: Int, length: Int?, isChunked: Bool) throws(ClientError) -> Part {
        let view = buffer
        let bytes = view.readableBytesUInt8Span
        // HTTP/1.1 200
        guard headBytes > 12, bytes[0] == UInt8(ascii: "H"), bytes[8] == UInt8(ascii: " "),
            let status = Self.number(bytes, 9, 12)
        else { throw Self.nonsense }
        guard isChunked || length.map({ $0 <= ClientLimits.gatheredBytes }) == true else { throw Self.nonsense }
        place = isChunked ? .chunkLength : .fixed(length ?? 0)
        buffer.moveReaderIndex(forwardBy: headBytes)
        return .head(status: status)
    }

    /// Where a header's value begins, if the line is that header's; the name in small letters, with its colon.
    private static func value(of name: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard end - start >= name.count, bytes[start + name.count - 1] == UInt8(ascii: ":") else { return nil }
        for offset in name.indices where bytes[start + offset] | 0x20 != name[offset] | 0x20 { return nil }
        var index = start + name.count
        while index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
        return index
    }

    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard end > start, end - start < 18, end <= bytes.count else { return nil }
        var value = 0
        for index in start..<end {
            guard (48...57).contains(bytes[index]) else { return nil }
            value = value * 10 + Int(bytes[index]) - 48
        }
        return value
    }

    private static let nonsense = ClientError(
        .protocol, "what came back is no answer of HTTP as a service gives it; is the socket that of a daybook service?")
}
