import Glibc
import Logging
import NIOCore
import NIOHTTP1
import Schema
import Synchronization

extension HTTPHandler {
    // MARK: Answers

    /// Writes an answer, or its beginning where the rest is pulled.
    func send(_ answer: Answer) {
        guard phase == .answering else { return }
        do {
            try takePlace(for: answer)
        } catch {
            return send(error.answer)
        }
        write(.head(exchange.head(answer, date: date)))
        switch answer.body {
        case .bytes(let bytes):
            if !exchange.isHeadOnly, !bytes.isEmpty, answer.status != 304 { writeBody(bytes) }
            finish()
        case .stream(let stream):
            if exchange.isHeadOnly { return finish() }
            pump = Pump(source: .stream(stream))
        case .follow(let feed):
            if exchange.isHeadOnly { return finish() }
            pump = Pump(source: .follow(feed))
            pump?.heartbeatAt = .now() + .milliseconds(service.timeouts.heartbeatMilliseconds)
            context?.flush()
        }
    }

    /// The answer is written; the next request, or the end of the connection.
    func finish() {
        service.metrics.noteRequest(exchange.label, status: exchange.status)
        endScan()
        endFollowing()
        pump = nil
        // The answer to a HEAD has no body, so it must not get the mark that ends one in pieces.
        if !exchange.isHeadOnly { write(.end(nil)) }
        guard exchange.isKeepAlive, phase == .answering, !cell.state.value.isStopping else { return closeGracefully() }
        phase = .idle
        deadline = .now() + .milliseconds(service.timeouts.idleMilliseconds)
        drain()
    }

    /// Closes after everything is written, and only when the other side has closed or a moment has passed: what it still sends
    /// must not destroy the answer on its way.
    func closeGracefully() {
        guard let context else { return }
        let wasIdle = phase == .idle
        phase = .lingering
        queue.removeAll()
        queuedBytes = 0
        needsFlush = false
        deadline = .now() + .milliseconds(service.timeouts.slowReaderMilliseconds)
        let bound = NIOLoopBound(self, eventLoop: cell.loop)
        let isWritten = context.eventLoop.makePromise(of: Void.self)
        isWritten.futureResult.whenSuccess { bound.value.linger(wasIdle: wasIdle) }
        // Nothing is written by this, but it is done when everything before it is.
        context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))), promise: isWritten)
    }

    private func linger(wasIdle: Bool) {
        if isInputClosed || wasIdle { return abort() }
        deadline = .now() + .milliseconds(service.timeouts.lingerMilliseconds)
        context?.close(mode: .output, promise: nil)
    }

    /// The time for `Date` headers.
    var date: String { cell.state.value.dateHeader(time(nil)) }

    func write(_ part: HTTPServerResponsePart) {
        needsFlush = true
        context?.write(Self.wrapOutboundOut(part), promise: nil)
    }

    func writeBody(_ bytes: [UInt8]) {
        guard let context else { return }
        service.metrics.change { $0.bytesOut += UInt64(bytes.count) }
        write(.body(.byteBuffer(context.channel.allocator.buffer(bytes: bytes))))
    }

    // MARK: Answers that are pulled

    /// Has the next part of the answer made, if the other side keeps up.
    func pull() {
        guard var pump, !pump.isPulling, pump.hasNews, let context, context.channel.isWritable else { return }
        pump.isPulling = true
        pump.hasNews = !pump.isLive
        self.pump = pump
        let current = pump
        let bound = NIOLoopBound(self, eventLoop: cell.loop)
        runScan { [loop = cell.loop] in
            let result: Result<EntryFeed.Step, any Error>
            do {
                guard let step = try current.step() else { return true }
                result = .success(step)
            } catch {
                result = .failure(error)
            }
            loop.execute { bound.value.pulled(result) }
            return false
        }
    }

    private func pulled(_ result: Result<EntryFeed.Step, any Error>) {
        guard pump != nil else { return }
        pump?.isPulling = false
        switch result {
        case .success(.bytes(let bytes)):
            pump?.hasNews = true
            writeBody(bytes)
            if pump?.isLive == true { pump?.heartbeatAt = .now() + .milliseconds(service.timeouts.heartbeatMilliseconds) }
        case .success(.nothing): break
        case .success(.end): finish()
        case .failure(let error):
            // The status has been sent: breaking off is the only way left to say it.
            service.logger.error(
                "an answer broke off: \(TerminalText.escaped("\(error)"))", metadata: ["request.route": "\(exchange.label)"])
            return abort()
        }
        settle()
    }

    // MARK: Scans

    /// Takes a place among the requests that are read step by step.
    func beginScan() throws(RequestProblem) {
        scan = try Scan(identity.account, in: service.scans)
    }

    /// Has steps of the scan under way done, until there are no more or nobody waits for them.
    func runScan(_ step: @escaping FairThreadPool.Step) {
        guard let scan else { return }
        service.threads.scans.run(for: scan.account) { [metrics = service.metrics] in
            guard !scan.isOver else { return false }
            metrics.change { $0.scanSteps += 1 }
            return step()
        }
    }

    func endScan() {
        scan?.end()
        scan = nil
    }

    /// What is pulled needs a place, unless it has one: a list has, a history that turns out long has not.
    private func takePlace(for answer: Answer) throws(RequestProblem) {
        if case .bytes = answer.body { return }
        try exchange.checkPieces()
        if case .follow = answer.body { return try beginFollowing() }
        if scan == nil { try beginScan() }
    }

    // MARK: Following

    private func beginFollowing() throws(RequestProblem) {
        endScan()
        scan = try Scan(identity.account, in: service.followers)
        cell.followers.add(1, ordering: .sequentiallyConsistent)
        cell.state.value.follow(self)
        isFollowing = true
    }

    func endFollowing() {
        guard isFollowing else { return }
        isFollowing = false
        cell.followers.subtract(1, ordering: .sequentiallyConsistent)
        cell.state.value.unfollow(self)
    }

    /// There are new entries for a live stream.
    func bookHasGrown() {
        pump?.hasNews = true
        settle()
    }
}
