import NIOCore

/// Checks the receipts of one connection: each is of the next command of its script, accepted, and later than the one before.
struct ReceiptCheck {
    private let script: LoadScript
    private let wire: LoadWire
    private var next = LoadCursor()
    private var lastSequence: UInt64 = 0

    init(_ script: LoadScript, wire: LoadWire) {
        self.script = script
        self.wire = wire
    }

    /// Checks the receipts of a stream that are whole.
    /// - Parameter maxReceipts: how many commands are unanswered.
    /// - Returns: how many receipts there were, and in how many bytes.
    /// - Throws: ``WrongReceipt`` for the first that is not right; ``ClientError`` for what is no receipt.
    mutating func frames(_ buffer: ByteBuffer, maxReceipts: Int) throws -> (count: Int, bytes: Int) {
        let bytes = buffer.readableBytesUInt8Span
        var count = 0
        var start = 0
        if wire == .protobuf {
            while let (length, body) = ReceiptHead.length(bytes, at: start) {
                guard length <= UInt64(ClientLimits.frameBytes) else { throw Self.endless }
                let end = body + Int(length)
                guard end <= bytes.count else { break }
                guard count < maxReceipts else { throw Self.unasked }
                try check(buffer, bytes, body..<end)
                count += 1
                start = end
            }
        } else {
            for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
                guard count < maxReceipts else { throw Self.unasked }
                try check(buffer, bytes, start..<index)
                count += 1
                start = index + 1
            }
        }
        guard bytes.count - start <= ClientLimits.frameBytes else { throw Self.endless }
        return (count, start)
    }

    /// Checks the receipt of a single request.
    mutating func single(_ buffer: ByteBuffer, maxReceipts: Int) throws {
        guard maxReceipts > 0 else { throw Self.unasked }
        try check(buffer, buffer.readableBytesUInt8Span, 0..<buffer.readableBytes)
    }

    /// - Parameter frame: counts from the buffer's reader.
    private mutating func check(_ buffer: ByteBuffer, _ bytes: Span<UInt8>, _ frame: Range<Int>) throws {
        let (first, second) = script.templates[next.step].idStart
        let digits = LoadMarks.digits(next.number(in: script))
        let head = wire == .protobuf ? ReceiptHead.message(bytes, in: frame) : ReceiptHead.object(bytes, in: frame)
        if let head, head.sequence > lastSequence, head.id.count == LoadMarks.idBytes {
            let start = buffer.readerIndex + head.id.lowerBound
            if buffer.getInteger(at: start) == first, buffer.getInteger(at: start + 8) == second,
                buffer.getInteger(at: start + 16) == digits
            {
                lastSequence = head.sequence
                return next.advance(in: script)
            }
        }
        var id = ByteBuffer()
        id.writeMultipleIntegers(first, second, digits)
        let receipt = buffer.getBytes(at: buffer.readerIndex + frame.lowerBound, length: frame.count) ?? []
        lastSequence = try WrongReceipt.judge(receipt, wire: wire, id: String(buffer: id), after: lastSequence)
        next.advance(in: script)
    }

    private static let unasked = ClientError(.protocol, "the service answered more commands than were sent")
    private static let endless = ClientError(
        .tooLarge, "one receipt has more than \(ClientLimits.frameBytes) bytes; is the socket that of a daybook service?")
}
