/// How commands and receipts follow one another in a stream.
public enum Wire: String, Sendable, CaseIterable {
    /// JSON, one a line.
    case json
    /// Protobuf, each with its length before it as a varint: the fast way.
    case protobuf

    /// The media type of such a stream.
    var mediaType: String {
        switch self {
        case .json: "application/x-ndjson"
        case .protobuf: "application/x-protobuf"
        }
    }
}

/// Cuts arriving chunks into whole frames: lines, or length-delimited messages.
package struct FrameCutter {
    private let wire: Wire
    private var rest: [UInt8] = []

    package init(_ wire: Wire) {
        self.wire = wire
    }

    /// Whether a frame has begun and not ended.
    package var isInsideFrame: Bool { !rest.isEmpty }

    /// The frames that are whole now: the bytes they are in, and where each lies without its newline or length.
    package mutating func cut(_ chunk: [UInt8]) throws(ClientError) -> (bytes: [UInt8], frames: [Range<Int>]) {
        var bytes = rest.isEmpty ? chunk : rest + chunk
        var frames: [Range<Int>] = []
        let end =
            switch wire {
            case .json: Self.lines(bytes, &frames)
            case .protobuf: try Self.messages(bytes, &frames)
            }
        rest = Array(bytes[end...])
        guard rest.count <= ClientLimits.frameBytes else {
            throw ClientError(
                .tooLarge, "one receipt has more than \(ClientLimits.frameBytes) bytes; is the socket that of a daybook service?")
        }
        bytes.removeLast(bytes.count - end)
        return (bytes, frames)
    }

    private static func lines(_ bytes: [UInt8], _ frames: inout [Range<Int>]) -> Int {
        var start = 0
        for index in bytes.indices where bytes[index] == 10 {
            if index > start { frames.append(start..<index) }
            start = index + 1
        }
        return start
    }

    private static func messages(_ bytes: [UInt8], _ frames: inout [Range<Int>]) throws(ClientError) -> Int {
        var start = 0
        while let (length, after) = try varint(bytes, at: start), bytes.count - after >= length {
            frames.append(after..<(after + length))
            start = after + length
        }
        return start
    }

    /// The length at an index and the index after it; nil when its bytes have not all come.
    private static func varint(_ bytes: [UInt8], at start: Int) throws(ClientError) -> (length: Int, after: Int)? {
        var value: UInt64 = 0
        var index = start
        while index < bytes.count, index - start < 5 {
            value |= UInt64(bytes[index] & 0x7f) << UInt64(7 * (index - start))
            index += 1
            if bytes[index - 1] < 0x80 {
                guard value <= UInt64(ClientLimits.frameBytes) else { break }
                return (Int(value), index)
            }
        }
        guard index == bytes.count, index - start < 5 else {
            throw ClientError(.protocol, "a receipt's length makes no sense; is the service newer than this program?")
        }
        return nil
    }

    /// Appends a message with its length before it.
    package static func append(_ message: [UInt8], to bytes: inout [UInt8]) {
        var length = UInt64(message.count)
        while length >= 0x80 {
            bytes.append(UInt8(length & 0x7f) | 0x80)
            length >>= 7
        }
        bytes.append(UInt8(length))
        bytes += message
    }
}
