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
        let answer = Answer(
            status: 200, headers: [("Content-Type", form.mediaType.rawValue)], body: .stream(ChunkStream(NoChunks())))
        write(.head(exchange.head(answer, date: date)))
        // The head is flushed at once: a client may wait for it before it sends anything.
        context?.flush()
    }

    /// Advances the stream as far as it goes now.
    func advanceStream() {
        // The stream is held by one variable only meanwhile, or each change would copy it.
        guard let context, let wantsEvents = stream?.wantsEvents else { return }
        let turns = cell.state.value.commandTurns
        guard hasCommandTurn || turns.isFree && !isCommandTurnAwaited else { return awaitCommandTurn() }
        let started = NIODeadline.now()
        let taken = stream?.commands
        let hasMore = exchangeCommands(
            context, wantsEvents ? service.streamsWithEvents : service.streams,
            until: started + .milliseconds(ServiceLimits.commandMilliseconds))
        turns.note(.now() - started)
        // The client's time begins when what it sent was read, however long that took here.
        if stream?.commands != taken { extendStreamDeadline() }
        if hasMore { awaitCommandTurn() }
        if stream?.isDone == true { endStream() }
    }

    /// Reads commands, sends them to the engine and writes the receipts there are, until nothing more can be done now, or the time
    /// is over. Returns whether there is more to do.
    private func exchangeCommands(_ context: ChannelHandlerContext, _ shares: StreamShares, until end: NIODeadline) -> Bool {
        stream?.share = shares.share(of: identity.account, own: notedCommands)
        var hasMore = true
        repeat {
            hasMore = context.channel.isWritable && stream?.advance(until: end) == false
            if let (number, submissions) = stream?.takeSubmissions() {
                hasMore = true
                submit(submissions, number)
            }
            if stream?.wantsEvents == false, !isReceiptTurnAwaited, writeReceipts(maxBytes: ServiceLimits.maxUnsentBytes) {
                hasMore = true
            }
        } while hasMore && .now() < end
        // Receipts with events take long to write, so they are only in this connection's turn: many such streams would hold up
        // everybody. And they are large, so they are not written for a client that does not read.
        if stream?.hasReceipts == true, stream?.wantsEvents == true, context.channel.isWritable { awaitReceiptTurn() }
        noteCommands(stream?.commandsInFlight ?? 0, shares)
        return hasMore
    }

    private func noteCommands(_ count: Int, _ shares: StreamShares) {
        shares.note(identity.account, before: notedCommands, now: count)
        notedCommands = count
    }

    /// Writes receipts whose turn has come, about so many bytes. Returns whether there were any.
    private func writeReceipts(maxBytes: Int) -> Bool {
        var bytes: [UInt8] = []
        stream?.takeReceipts(into: &bytes, maxBytes: maxBytes)
        guard !bytes.isEmpty else { return false }
        writeBody(bytes)
        return true
    }

    // MARK: Turns

    private func awaitCommandTurn() {
        guard !isCommandTurnAwaited else { return }
        isCommandTurnAwaited = true
        cell.state.value.commandTurns.wait(self)
    }

    /// Goes on with the stream: this connection's turn has come. The connection may have ended meanwhile.
    func takeCommandTurn() {
        isCommandTurnAwaited = false
        hasCommandTurn = true
        settle()
        hasCommandTurn = false
    }

    func awaitReceiptTurn() {
        guard !isReceiptTurnAwaited else { return }
        isReceiptTurnAwaited = true
        cell.state.value.receiptTurns.wait(self)
    }

    /// Writes what waits to be written: this connection's turn has come. The connection may have ended meanwhile.
    func takeReceiptTurn() {
        isReceiptTurnAwaited = false
        if let outcome = heldOutcome {
            heldOutcome = nil
            send(ReceiptText.answer(outcome, in: answerForm))
        } else if stream?.wantsEvents == true, context?.channel.isWritable == true {
            _ = writeReceipts(maxBytes: ServiceLimits.receiptBytesPerTurn)
        }
        settle()
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
        noteCommands(0, stream.wantsEvents ? service.streamsWithEvents : service.streams)
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
