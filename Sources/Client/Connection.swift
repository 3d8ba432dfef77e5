import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// Where a service listens.
public enum Address: Sendable, Equatable, CustomStringConvertible {
    /// A Unix socket.
    case socket(String)
    /// Loopback TCP, with the bearer token that is required there.
    case loopback(host: String, port: Int, token: String)

    public var description: String {
        switch self {
        case .socket(let path): path
        case .loopback(let host, let port, _): "\(host):\(port)"
        }
    }
}

/// One HTTP/1.1 connection. One request at a time; the caller keeps to that.
final class Connection: Sendable {
    private let channel: any Channel
    private let inbox: NIOLoopBound<ResponseInbox>

    private init(_ channel: any Channel, _ inbox: NIOLoopBound<ResponseInbox>) {
        self.channel = channel
        self.inbox = inbox
    }

    /// Connects.
    /// - Throws: ``ClientError``: `unreachable`, `denied`.
    static func open(_ address: Address, group: any EventLoopGroup) async throws -> Connection {
        let bootstrap = ClientBootstrap(group: group)
            .channelOption(.autoRead, value: false)
            .channelOption(.recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 16_384, maximum: 262_144))
            .connectTimeout(.seconds(ClientLimits.connectSeconds))
        do {
            switch address {
            case .socket(let path):
                let short = SocketPath(path)
                return try await bootstrap.connect(unixDomainSocketPath: short.text, channelInitializer: setUp)
            case .loopback(let host, let port, _):
                return try await bootstrap.connect(host: host, port: port, channelInitializer: setUp)
            }
        } catch {
            throw notConnected(error, address)
        }
    }

    private static func setUp(_ channel: any Channel) -> EventLoopFuture<Connection> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            let inbox = ResponseInbox()
            try channel.pipeline.syncOperations.addHandler(inbox)
            return Connection(channel, NIOLoopBound(inbox, eventLoop: channel.eventLoop))
        }
    }

    static func notConnected(_ error: any Error, _ address: Address) -> any Error {
        var cause = "\(error)"
        if let error = error as? IOError {
            cause = String(cString: strerror(error.errnoCode))
            if error.errnoCode == EACCES || error.errnoCode == EPERM {
                return ClientError(.denied, "this account may not use \(address); ask for membership of the socket's group")
            }
        }
        if case SocketAddressError.unixDomainSocketPathTooLong = error {
            cause = "a socket's path has at most 107 bytes"
        }
        if error is CancellationError { return error }
        return ClientError(.unreachable, "no service answers at \(address) (\(cause)); start one with daybook serve")
    }

    /// Whether it can still be used.
    var isOpen: Bool { channel.isActive }

    /// Sends a request's head.
    func write(_ head: HTTPRequestHead) {
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
    }

    /// Sends what was written and waits for more.
    func flush() {
        channel.flush()
    }

    /// Sends a part of a request's body at once.
    func write(_ bytes: [UInt8]) {
        let buffer = channel.allocator.buffer(bytes: bytes)
        channel.writeAndFlush(HTTPClientRequestPart.body(.byteBuffer(buffer)), promise: nil)
    }

    /// Ends the request.
    func endRequest() {
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    /// The next parts of the answer. Cancelling the task closes the connection.
    /// - Parameter timeout: nil waits for ever.
    func parts(within timeout: TimeAmount?) async throws -> [HTTPClientResponsePart] {
        let inbox = inbox
        let loop = channel.eventLoop
        return try await withTaskCancellationHandler {
            do {
                return try await loop.flatSubmit { inbox.value.next(within: timeout, on: loop) }.get()
            } catch {
                try Task.checkCancellation()
                throw error
            }
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// Closes it, whatever is under way.
    func close() {
        channel.close(promise: nil)
    }
}
