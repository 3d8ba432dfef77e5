import NIOCore
import NIOHTTP1

/// The last handler of a connection: keeps the parts of answers until someone asks, and reads from the socket only then.
///
/// Not `Sendable`: everything here belongs to the connection's event loop.
final class ResponseInbox: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private var parts: [HTTPClientResponsePart] = []
    private var failure: (any Error)?
    private var waiting: EventLoopPromise<[HTTPClientResponsePart]>?
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        fail(ClientError(.closed, "the connection was closed"))
        self.context = nil
    }

    /// The next parts, at least one. Only one call at a time.
    func next(within timeout: TimeAmount?, on eventLoop: any EventLoop) -> EventLoopFuture<[HTTPClientResponsePart]> {
        if !parts.isEmpty {
            defer { parts.removeAll(keepingCapacity: true) }
            return eventLoop.makeSucceededFuture(parts)
        }
        if let failure { return eventLoop.makeFailedFuture(failure) }
        guard let context else { return eventLoop.makeFailedFuture(ClientError(.closed, "the connection is closed")) }
        precondition(waiting == nil, "an answer is read by one reader at a time")
        let promise = eventLoop.makePromise(of: [HTTPClientResponsePart].self)
        waiting = promise
        if let timeout {
            timer = eventLoop.assumeIsolated().scheduleTask(in: timeout) { self.timedOut(after: timeout) }
        }
        context.read()
        return promise.futureResult
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        parts.append(unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard let promise = waiting else { return }
        guard !parts.isEmpty else { return context.read() }
        waiting = nil
        timer?.cancel()
        promise.succeed(parts)
        parts.removeAll(keepingCapacity: true)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(ClientError(.closed, "the service closed the connection"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(Self.meaning(of: error))
        context.close(promise: nil)
    }

    private func timedOut(after timeout: TimeAmount) {
        fail(ClientError(.timeout, "the service did not answer within \(timeout.nanoseconds / 1_000_000_000) s; ask again"))
        context?.close(promise: nil)
    }

    /// Parts that have arrived are delivered first; the next call throws the error.
    private func fail(_ error: any Error) {
        if failure == nil { failure = error }
        timer?.cancel()
        guard let promise = waiting else { return }
        waiting = nil
        if parts.isEmpty {
            promise.fail(error)
        } else {
            promise.succeed(parts)
            parts.removeAll(keepingCapacity: true)
        }
    }

    private static func meaning(of error: any Error) -> any Error {
        switch error {
        case HTTPParserError.invalidEOFState:
            // The service was killed, or told to stop at once, in the middle of an answer.
            ClientError(.closed, "the service closed the connection in the middle of an answer")
        case is HTTPParserError:
            ClientError(.protocol, "what listens there does not speak HTTP (\(error)); is the socket that of a daybook service?")
        case let error as IOError:
            ClientError(.closed, "the connection broke (\(error))")
        default: error
        }
    }
}
