import NIOCore

/// One connection of a load: sends its script, checks every receipt, and takes the time of every batch.
///
/// Not `Sendable`: everything here belongs to the connection's event loop. What it has sent and not yet seen answered is at most
/// `LoadShape.depth` batches.
final class LoadConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// A batch under way.
    private struct Batch {
        var sentAt: UInt64
        var unanswered: Int
    }

    /// Resolved when everything was answered and the connection is closed, or when something went wrong.
    let done: EventLoopPromise<Void>

    private let script: LoadScript
    private let shape: LoadShape
    private let tally: LoadTally
    private var context: ChannelHandlerContext?
    private var sending = LoadCursor()
    private var batches: CircularBuffer<Batch> = []
    /// Commands of all these.
    private var unanswered = 0
    /// Commands it may still send.
    private var left: UInt64
    private var random: UInt64
    private var isStopping = false
    private var isEnded = false
    private var outgoing = ByteBuffer()
    private var answer = AnswerReader()
    /// The bytes of receipts that are not whole yet.
    private var receipts = ByteBuffer()
    private var status = 0
    private var checks: ReceiptCheck

    init(_ script: LoadScript, _ shape: LoadShape, seed: UInt64, tally: LoadTally, done: EventLoopPromise<Void>) {
        self.script = script
        self.shape = shape
        self.tally = tally
        self.done = done
        left = shape.commandsPerConnection ?? .max
        random = seed
        checks = ReceiptCheck(script, wire: shape.wire)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(ClientError(.closed, "the service closed the connection; look at its log"))
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(ClientError(.closed, "the connection broke (\(error)); look at the service's log"))
    }

    // MARK: Sending

    /// Begins to send.
    func start() {
        guard let context else { return }
        if let stream = shape.wire.stream {
            let type = stream.mediaType
            outgoing.writeString(
                "POST /v1/commands HTTP/1.1\r\nhost: localhost\r\ncontent-type: \(type)\r\naccept: \(type)\r\n"
                    + "transfer-encoding: chunked\r\n\r\n")
        }
        for _ in 0..<shape.depth { sendBatch() }
        finishIfDone()
        flush(context)
    }

    /// Sends no more; what is under way is still answered.
    func stop() {
        guard let context else { return }
        isStopping = true
        finishIfDone()
        flush(context)
    }

    private func sendBatch() {
        guard !isStopping, left > 0, tally.failure == nil, !sending.isAtEnd(of: script) else { return }
        let count = Int(min(UInt64(shape.batch), left))
        left -= UInt64(count)
        tally.sent += UInt64(count)
        unanswered += count
        batches.append(Batch(sentAt: NIODeadline.now().uptimeNanoseconds, unanswered: count))
        // Taken out of the class, whose properties are checked for exclusive access each time: this is the inner loop.
        var buffer = ByteBuffer()
        swap(&buffer, &outgoing)
        write(count, to: &buffer, &sending, &random)
        outgoing = buffer
    }

    private func write(_ count: Int, to buffer: inout ByteBuffer, _ cursor: inout LoadCursor, _ random: inout UInt64) {
        let isStream = shape.wire.stream != nil
        let script = script
        let start = buffer.writerIndex
        // Eight digits hold any length, which is known only when the chunk is written.
        if isStream { buffer.writeStaticString("00000000\r\n") }
        let bodyStart = buffer.writerIndex
        for _ in 0..<count {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let digits = LoadMarks.digits(cursor.number(in: script))
            // High bits are mixed into the low ones, which are hardly random in a linear congruential generator.
            script.templates[cursor.step].write(to: &buffer, digits: digits, draw: random ^ (random >> 33))
            cursor.advance(in: script)
        }
        guard isStream else { return }
        buffer.setInteger(Self.hexDigits(buffer.writerIndex - bodyStart), at: start)
        buffer.writeStaticString("\r\n")
    }

    private static func hexDigits(_ number: Int) -> UInt64 {
        var word: UInt64 = 0
        for shift in stride(from: 28, through: 0, by: -4) {
            let digit = UInt64(number >> shift & 15)
            word = word << 8 | (digit < 10 ? 48 + digit : 87 + digit)
        }
        return word
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard outgoing.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(outgoing), promise: nil)
        // Memory that has been written is used again; what has not is left to the channel, and new memory is taken.
        outgoing.clear()
    }

    /// Ends the stream, or the connection, when nothing more will be sent.
    private func finishIfDone() {
        guard !isEnded, batches.isEmpty, isStopping || left == 0 || sending.isAtEnd(of: script) else { return }
        isEnded = true
        if shape.wire.stream != nil {
            outgoing.writeStaticString("0\r\n\r\n")
        } else {
            close()
        }
    }

    // MARK: Receiving

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        answer.append(unwrapInboundIn(data))
        do {
            while let part = try answer.next() { try take(part) }
        } catch {
            fail(error)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        finishIfDone()
        flush(context)
    }

    private func take(_ part: AnswerReader.Part) throws {
        switch part {
        case .head(let status): self.status = status
        case .body(var bytes):
            if receipts.readableBytes == 0 {
                receipts = bytes
            } else {
                receipts.discardReadBytes()
                receipts.writeBuffer(&bytes)
            }
            guard receipts.readableBytes <= ClientLimits.gatheredBytes else {
                throw ClientError(
                    .tooLarge, "an answer has more than \(ClientLimits.gatheredBytes) bytes; look at the service's log")
            }
            guard status == 200, shape.wire.stream != nil else { return }
            let (count, length) = try checks.frames(receipts, maxReceipts: unanswered)
            receipts.moveReaderIndex(forwardBy: length)
            answered(count)
        case .end:
            let rest = receipts.readableBytes
            guard status == 200 else {
                let text = receipts.readString(length: min(rest, 1000)) ?? ""
                throw WrongReceipt(description: "a request was answered with HTTP status \(status): \(text)")
            }
            if shape.wire.stream == nil {
                try checks.single(receipts, maxReceipts: unanswered)
                receipts = ByteBuffer()
                answered(1)
            } else {
                guard isEnded, rest == 0 else {
                    throw ClientError(.closed, "the service ended the stream before its end; look at its log")
                }
                close()
            }
        }
    }

    /// Counts receipts, the oldest command's first, and sends another batch for every one that is done.
    private func answered(_ count: Int) {
        tally.answered += UInt64(count)
        unanswered -= count
        var rest = count
        while rest > 0 {
            let step = min(rest, batches[batches.startIndex].unanswered)
            rest -= step
            batches[batches.startIndex].unanswered -= step
            guard batches[batches.startIndex].unanswered == 0 else { return }
            let batch = batches.removeFirst()
            if tally.isMeasuring {
                tally.batches += 1
                tally.record(NIODeadline.now().uptimeNanoseconds - batch.sentAt)
            }
            sendBatch()
        }
    }

    // MARK: The end

    private func close() {
        done.succeed(())
        context?.close(promise: nil)
    }

    private func fail(_ error: any Error) {
        guard !isEnded || !batches.isEmpty || error is WrongReceipt else {
            // Everything was answered: how the connection ends then does not matter.
            return close()
        }
        isEnded = true
        isStopping = true
        if tally.failure == nil { tally.failure = error }
        done.fail(error)
        context?.close(promise: nil)
    }
}
