import Logging
import NIOCore

/// Lets a listening socket rest for a moment after it could not accept a connection, which waits meanwhile.
///
/// Where no file is left for it, the event loop would be told about that connection again at once, and do nothing else. NIO's
/// `AcceptBackoffHandler` does not help: it holds back the next read, and after an error the read before is still pending.
final class AcceptPauseHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let service: ServiceContext
    private var isPaused = false

    init(_ service: ServiceContext) {
        self.service = service
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isPaused, error is IOError else { return }
        isPaused = true
        service.metrics.change { $0.acceptPauses += 1 }
        service.logger.warning("no connection is accepted for a moment: \(error)")
        setReading(false, context)
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(ServiceLimits.acceptPauseMilliseconds)) {
            bound.value.handler.isPaused = false
            bound.value.handler.setReading(true, bound.value.context)
        }
    }

    private func setReading(_ isReading: Bool, _ context: ChannelHandlerContext) {
        // It fails where the socket is closed already, and then there is nothing to accept.
        context.channel.setOption(.autoRead, value: isReading).whenFailure { _ in }
    }
}
