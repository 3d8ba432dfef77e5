import Engine
import NIOCore
import NIOHTTP1
import Synchronization

extension HTTPHandler {
    // MARK: Streams of commands

    /// Answers at once, and then while commands are read.
    func beginStream(_ form: StreamForm, _ reader: CommandReader) {
        phase = .streaming
        purpose = .none
        stream = CommandStream(form, reader: reader)
        service.streams.add(1, ordering: .relaxed)
        let answer = Answer(
            status: 200, headers: [("Content-Type", form.mediaType.rawValue)], body: .stream(ChunkStream(NoChunks())))
        write(.head(exchange.head(answer, date: date)))
        // Why: a client may wait for the head before it sends anything.
        context?.flush()
    }

    /// Advances the stream as far as it goes now.
    func advanceStream() {
        guard let context, stream != nil else { return }
        exchangeCommands(context)
        if stream?.isDone == true { endStream() }
    }

    /// Reads commands, sends them to the engine and writes the receipts there are, until nothing more can be done now.
    private func exchangeCommands(_ context: ChannelHandlerContext) {
        stream?.share = service.shareOfStream
        var hasProgressed = true
        while hasProgressed {
            hasProgressed = false
            if context.channel.isWritable { stream?.advance() }
            if let (number, submissions) = stream?.takeSubmissions() {
                hasProgressed = true
                submit(submissions, number)
            }
            var bytes: [UInt8] = []
            stream?.takeReceipts(into: &bytes)
            if !bytes.isEmpty {
                hasProgressed = true
                writeBody(bytes)
            }
        }
    }

    private func submit(_ submissions: [Submission], _ number: UInt64) {
        let bound = NIOLoopBound(self, eventLoop: cell.loop)
        service.engine.submit(submissions) { [loop = cell.loop] outcomes in
            loop.execute { bound.value.decided(number, outcomes) }
        }
    }

    private func decided(_ number: UInt64, _ outcomes: [Outcome]) {
        guard stream != nil else { return }
        stream?.complete(number, outcomes)
        extendStreamDeadline()
        settle()
    }

    private func endStream() {
        forgetStream()
        isTurnOver = true
        finish()
    }

    /// The stream is over, or its connection is.
    func forgetStream() {
        guard let stream else { return }
        self.stream = nil
        service.streams.subtract(1, ordering: .relaxed)
        service.metrics.change {
            $0.commands += stream.commands
            $0.malformedCommands += stream.malformed
        }
    }
}

/// A body that others write.
private struct NoChunks: ChunkSource {
    mutating func next() throws -> ChunkStep { .end }
}
