import NIOCore
import Schema

/// The two forms of a stream of commands.
enum StreamForm: Sendable {
    /// JSON, one a line.
    case lines
    /// Protobuf, each message with its length before it as a varint.
    case messages

    var mediaType: MediaType { self == .lines ? .ndjson : .protobuf }
}

/// Cuts arriving bytes into frames. A value: what it keeps is at most one unfinished frame.
struct Framing {
    /// One frame, or what was in its place.
    enum Frame: Equatable {
        case bytes([UInt8])
        /// It was longer than a command may be, and was skipped.
        case tooLong
        /// Nothing that follows can be told apart.
        case broken(String)
    }

    private let form: StreamForm
    private var buffer = ByteBuffer()
    /// Bytes of the unfinished line that have been looked at.
    private var scanned = 0
    /// Bytes of a message too long that are still to come; lines skip to their end.
    private var skipping = 0
    private var isSkippingLine = false
    private var isBroken = false

    init(_ form: StreamForm) {
        self.form = form
    }

    /// Whether a frame has begun and not ended.
    var isInsideFrame: Bool { buffer.readableBytes > 0 || skipping > 0 || isSkippingLine }

    /// Takes bytes that arrived.
    mutating func append(_ bytes: ByteBuffer) {
        guard !isBroken else { return }
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.discardReadBytes()
            buffer.writeImmutableBuffer(bytes)
        }
    }

    /// The next frame that has ended, or nil until more bytes come.
    mutating func next() -> Frame? {
        guard !isBroken else { return nil }
        return form == .lines ? nextLine() : nextMessage()
    }

    /// What is left when no more bytes come.
    mutating func end() -> Frame? {
        guard !isBroken else { return nil }
        isBroken = true
        switch form {
        case .lines:
            let rest = buffer.readBytes(length: buffer.readableBytes) ?? []
            if isSkippingLine { return .tooLong }
            return Self.isBlank(rest) ? nil : .bytes(rest)
        case .messages:
            return isInsideFrame ? .broken("the stream ends in the middle of a message") : nil
        }
    }

    // MARK: Lines

    private mutating func nextLine() -> Frame? {
        while true {
            let unseen = buffer.readableBytesView.dropFirst(scanned)
            guard let newline = unseen.firstIndex(of: UInt8(ascii: "\n")) else {
                waitForLineEnd()
                return nil
            }
            let length = newline - buffer.readerIndex
            scanned = 0
            if isSkippingLine || length > ServiceLimits.commandBytes {
                isSkippingLine = false
                buffer.moveReaderIndex(forwardBy: length + 1)
                return .tooLong
            }
            guard var line = buffer.readBytes(length: length) else { return nil }
            buffer.moveReaderIndex(forwardBy: 1)
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if !Self.isBlank(line) { return .bytes(line) }
        }
    }

    private mutating func waitForLineEnd() {
        if isSkippingLine || buffer.readableBytes > ServiceLimits.commandBytes {
            isSkippingLine = true
            buffer.clear()
        }
        scanned = buffer.readableBytes
        if scanned == 0 { buffer = ByteBuffer() }
    }

    private static func isBlank(_ line: [UInt8]) -> Bool {
        line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    }

    // MARK: Messages

    private mutating func nextMessage() -> Frame? {
        if skipping > 0 {
            let count = min(skipping, buffer.readableBytes)
            buffer.moveReaderIndex(forwardBy: count)
            skipping -= count
            if skipping > 0 { return nil }
            return .tooLong
        }
        switch Self.length(buffer.readableBytesView) {
        case .incomplete: return nil
        case .invalid:
            isBroken = true
            buffer = ByteBuffer()
            return .broken(
                "a message's length is no varint, or more than \(ServiceLimits.skippedBytes) bytes; the rest of the stream is lost")
        case .length(let length, let prefix):
            if length > ServiceLimits.commandBytes {
                buffer.moveReaderIndex(forwardBy: prefix)
                skipping = length
                return nextMessage()
            }
            guard buffer.readableBytes >= prefix + length else { return nil }
            buffer.moveReaderIndex(forwardBy: prefix)
            return .bytes(buffer.readBytes(length: length) ?? [])
        }
    }

    private enum Length {
        case incomplete
        case invalid
        case length(Int, prefix: Int)
    }

    private static func length(_ bytes: ByteBufferView) -> Length {
        var value: UInt64 = 0
        var count = 0
        for byte in bytes {
            // Five bytes hold 35 bits: more than any length that is taken.
            guard count < 5 else { return .invalid }
            value |= UInt64(byte & 0x7f) << UInt64(7 * count)
            count += 1
            if byte < 0x80 { return value > UInt64(ServiceLimits.skippedBytes) ? .invalid : .length(Int(value), prefix: count) }
        }
        return count < 5 ? .incomplete : .invalid
    }
}
