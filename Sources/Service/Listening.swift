import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Schema
import Synchronization

/// A TCP address of this very machine.
struct LoopbackAddress: Sendable, Equatable {
    let host: String
    let port: Int

    /// Reads `127.0.0.1:7070`, `[::1]:7070` or `localhost:7070`.
    /// - Throws: `ServiceError` `badAddress` for any other.
    init(_ text: String) throws(ServiceError) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw ServiceError(.badAddress, "\(text) is no address; give one such as 127.0.0.1:7070")
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard host == "localhost" || host == "::1" || Self.isLoopbackIPv4(host) else {
            throw ServiceError(
                .badAddress,
                "\(host) is not a loopback address; the service listens on 127.0.0.1 or [::1] only, put a proxy in front of it")
        }
        self.host = host == "localhost" ? "127.0.0.1" : host
        self.port = Int(port)
    }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// The sockets a service listens on.
struct Listening {
    /// The Unix socket's file.
    struct Socket: Sendable {
        let path: String
        let inode: UInt?

        /// Removes the file, unless another one is in its place.
        func remove() {
            if let inode, SmallFile.socketInode(path) == inode { unlink(path) }
        }
    }

    private(set) var channels: [any Channel] = []
    private(set) var addresses: [String] = []
    private(set) var port: Int?
    private(set) var socket: Socket

    /// Begins to listen.
    /// - Throws: `ServiceError`.
    static func start(
        socketPath: String, tcp: (address: LoopbackAddress, token: Token)?, service: ServiceContext, cells: [LoopCell],
        group: MultiThreadedEventLoopGroup
    ) async throws -> Listening {
        try await makeRoom(socketPath, group)
        let channel = try await bind(socketPath) {
            try await bootstrap(service, cells, group) { channel in
                PeerCredentials.of(channel).map { HTTPHandler.Identity.kernel($0) }
            }.bind(to: try SocketAddress.unix(socketPath)).get()
        }
        // The mode can be set only after binding. Until then the umask decides, and the kernel names every caller in any case.
        guard fchmodat(AT_FDCWD, socketPath, 0o660, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw SmallFile.failure("cannot set the permissions of \(socketPath)")
        }
        var listening = Listening(socket: Socket(path: socketPath, inode: SmallFile.socketInode(socketPath)))
        listening.channels = [channel]
        listening.addresses = [socketPath]
        guard let tcp else { return listening }
        do {
            let (address, token) = tcp
            let channel = try await bind("\(address.host):\(address.port)") {
                try await bootstrap(service, cells, group) { channel in channel.eventLoop.makeSucceededFuture(.token(token)) }
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .bind(host: address.host, port: address.port).get()
            }
            listening.channels.append(channel)
            listening.port = channel.localAddress?.port ?? address.port
            let host = address.host.contains(":") ? "[\(address.host)]" : address.host
            listening.addresses.append("\(host):\(listening.port ?? 0)")
        } catch {
            listening.socket.remove()
            throw error
        }
        return listening
    }

    /// Removes what a dead service left behind.
    private static func makeRoom(_ path: String, _ group: MultiThreadedEventLoopGroup) async throws {
        guard path.utf8.count <= ServiceLimits.socketPathBytes else {
            throw ServiceError(
                .badAddress,
                "the socket's path has \(path.utf8.count) bytes and may have \(ServiceLimits.socketPathBytes): \(path); "
                    + "give a shorter one with --socket"
            )
        }
        guard SmallFile.exists(path) else { return }
        guard SmallFile.socketInode(path) != nil else {
            throw ServiceError(.addressInUse, "\(path) is there and is no socket; give another path with --socket")
        }
        if let channel = try? await ClientBootstrap(group: group).connect(to: try SocketAddress.unix(path)).get() {
            try? await channel.close()
            throw ServiceError(.addressInUse, "another service answers at \(path); stop it, or give another path with --socket")
        }
        guard unlink(path) == 0 || errno == ENOENT else { throw SmallFile.failure("cannot remove the old socket \(path)") }
    }

    private static func bind(_ address: String, _ body: () async throws -> any Channel) async throws -> any Channel {
        do {
            return try await body()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ServiceError(.addressInUse, "another program listens at \(address); stop it, or choose another address")
        } catch {
            throw ServiceError(.io, "cannot listen at \(address): \(error)")
        }
    }

    private static func bootstrap(
        _ service: ServiceContext, _ cells: [LoopCell], _ group: MultiThreadedEventLoopGroup,
        identify: @escaping @Sendable (any Channel) -> EventLoopFuture<HTTPHandler.Identity>
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPauseHandler(service))
                }
            }
            .serverChannelOption(.backlog, value: Int32(ServiceLimits.backlog))
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 2048, initial: 8192, maximum: ServiceLimits.bytesPerRead)
            )
            .childChannelOption(
                .writeBufferWaterMark,
                value: ChannelOptions.Types.WriteBufferWaterMark(
                    low: ServiceLimits.unsentBytesLeast, high: ServiceLimits.maxUnsentBytes)
            )
            .childChannelInitializer { channel in
                guard let cell = cells.first(where: { $0.loop === channel.eventLoop }) else {
                    return channel.eventLoop.makeFailedFuture(ServiceError(.io, "a connection came on a strange event loop"))
                }
                return accept(channel, service, cell, identify: identify)
            }
    }

    /// Sets a connection up, or refuses it.
    private static func accept(
        _ channel: any Channel, _ service: ServiceContext, _ cell: LoopCell,
        identify: @escaping @Sendable (any Channel) -> EventLoopFuture<HTTPHandler.Identity>
    ) -> EventLoopFuture<Void> {
        let count = service.openConnections.add(1, ordering: .relaxed).newValue
        channel.closeFuture.whenComplete { _ in service.openConnections.subtract(1, ordering: .relaxed) }
        guard count <= service.connectionLimits.served + service.connectionLimits.refused else {
            service.metrics.change { $0.refusedConnections += 1 }
            service.door.note(Problem(.busy, "there are too many connections"), peer: "unknown")
            return channel.close()
        }
        return identify(channel).flatMapThrowing { identity in
            let pipeline = channel.pipeline.syncOperations
            do throws(RequestProblem) {
                try service.connections.take(identity.account)
            } catch {
                service.metrics.change { $0.refusedConnections += 1 }
                service.door.note(error.problem, peer: identity.peerName)
                return try pipeline.addHandler(RefusingHandler(error.answer, linger: service.timeouts.lingerMilliseconds))
            }
            channel.closeFuture.whenComplete { _ in service.connections.giveBack(identity.account) }
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = ServiceLimits.headerBytes
            limits.maxHeaderListSize = ServiceLimits.headersBytes
            limits.maxHeaderFieldCount = ServiceLimits.headers
            let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
            try pipeline.addHandler(HTTPResponseEncoder())
            try pipeline.addHandler(ByteToMessageHandler(decoder))
            try pipeline.addHandler(HTTPHandler(service, cell, identity))
        }
    }
}

/// Tells a connection that there are too many, and closes it.
final class RefusingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: Answer
    private let linger: TimeAmount

    init(_ answer: Answer, linger: Int64) {
        self.answer = answer
        self.linger = .milliseconds(linger)
    }

    func channelActive(context: ChannelHandlerContext) {
        guard case .bytes(let body) = answer.body else { return }
        let status = HTTPResponseStatus(statusCode: answer.status)
        var text = "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n"
        for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
        var buffer = context.channel.allocator.buffer(string: text + "\r\n")
        buffer.writeBytes(body)
        context.writeAndFlush(Self.wrapOutboundOut(buffer), promise: nil)
        // Only the sending side is closed. If the whole socket were, the client's bytes would be answered with a reset (RST),
        // and the client could lose this answer.
        context.close(mode: .output, promise: nil)
        context.read()
        let channel = context.channel
        context.eventLoop.scheduleTask(in: linger) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func channelReadComplete(context: ChannelHandlerContext) {
        context.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
