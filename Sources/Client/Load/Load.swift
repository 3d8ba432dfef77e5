import NIOCore
import NIOPosix

/// How a load is spread.
package struct LoadShape: Sendable {
    /// How commands are sent.
    package let wire: LoadWire
    /// Commands that go out in one write, and whose time is taken together.
    package let batch: Int
    /// Batches that one connection has under way at a time.
    package let depth: Int
    /// After how many commands a connection ends by itself; nil for not before it is told to.
    package let commandsPerConnection: UInt64?

    package init(wire: LoadWire, batch: Int, depth: Int, commandsPerConnection: UInt64? = nil) {
        precondition(batch > 0 && depth > 0, "a load sends something")
        self.wire = wire
        self.batch = wire == .json ? 1 : batch
        self.depth = wire == .json ? 1 : depth
        self.commandsPerConnection = commandsPerConnection
    }
}

/// What a load has done up to a moment.
package struct LoadCounts: Sendable {
    /// When that was, in nanoseconds of a clock that never steps.
    package var nanoseconds: UInt64
    package var sent: UInt64
    package var answered: UInt64
    /// Batches whose time was taken.
    package var batches: UInt64
}

/// What the connections of a load count together. Belongs to their event loop.
final class LoadTally {
    var sent: UInt64 = 0
    var answered: UInt64 = 0
    var batches: UInt64 = 0
    /// Whether times are taken.
    var isMeasuring = false
    /// The first thing that went wrong; nothing is sent after it.
    var failure: (any Error)?
    /// Takes the nanoseconds from a batch's writing to its last receipt.
    let record: @Sendable (UInt64) -> Void

    init(_ record: @escaping @Sendable (UInt64) -> Void) {
        self.record = record
    }
}

/// Connections that send as fast as they are answered, all on one event loop.
///
/// One loop is enough, and takes as little as possible of the machine that the measured service runs on.
package final class Load: Sendable {
    private let loop: any EventLoop
    private let tally: NIOLoopBound<LoadTally>
    private let connections: [NIOLoopBound<LoadConnection>]
    private let channels: [any Channel]
    private let ends: [EventLoopFuture<Void>]

    private typealias Opened = (channel: any Channel, connection: NIOLoopBound<LoadConnection>, end: EventLoopFuture<Void>)

    private init(_ loop: any EventLoop, _ tally: NIOLoopBound<LoadTally>, _ opened: [Opened]) {
        self.loop = loop
        self.tally = tally
        channels = opened.map(\.channel)
        connections = opened.map(\.connection)
        ends = opened.map(\.end)
    }

    deinit {
        for channel in channels { channel.close(promise: nil) }
    }

    /// Opens a connection for each script.
    /// - Parameter record: takes the nanoseconds of each batch that is measured; called on the event loop.
    /// - Throws: ``ClientError``: `unreachable`, `denied`.
    package static func open(
        socket: String, scripts: [LoadScript], shape: LoadShape, record: @escaping @Sendable (UInt64) -> Void
    ) async throws -> Load {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let tally = try await loop.submit { NIOLoopBound(LoadTally(record), eventLoop: loop) }.get()
        let path = SocketPath(socket)
        var opened: [Opened] = []
        do {
            for script in scripts { opened.append(try await connect(path.text, script, shape, tally, loop)) }
        } catch {
            for one in opened { one.channel.close(promise: nil) }
            throw Connection.notConnected(error, .socket(socket))
        }
        return Load(loop, tally, opened)
    }

    private static func connect(
        _ path: String, _ script: LoadScript, _ shape: LoadShape, _ tally: NIOLoopBound<LoadTally>, _ loop: any EventLoop
    ) async throws -> Opened {
        let done = loop.makePromise(of: Void.self)
        let seed = UInt64.random(in: 0 ... .max)
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(.recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 4096, maximum: 262_144))
            .connectTimeout(.seconds(ClientLimits.connectSeconds))
        do {
            return try await bootstrap.connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let connection = LoadConnection(script, shape, seed: seed, tally: tally.value, done: done)
                    try channel.pipeline.syncOperations.addHandler(connection)
                    return (channel, NIOLoopBound(connection, eventLoop: channel.eventLoop), done.futureResult)
                }
            }
        } catch {
            done.fail(error)
            throw error
        }
    }

    /// Begins to send.
    package func start() {
        loop.execute { for connection in self.connections { connection.value.start() } }
    }

    /// What has been done so far.
    /// - Parameter measuring: whether times are taken from this moment on; nil leaves that as it is.
    /// - Throws: what went wrong first: ``WrongReceipt``, ``ClientError``.
    package func counts(measuring: Bool? = nil) async throws -> LoadCounts {
        try await loop.submit {
            let tally = self.tally.value
            if let failure = tally.failure { throw failure }
            if let measuring { tally.isMeasuring = measuring }
            return LoadCounts(
                nanoseconds: NIODeadline.now().uptimeNanoseconds, sent: tally.sent, answered: tally.answered,
                batches: tally.batches)
        }.get()
    }

    /// Sends no more, waits for the receipts of what is under way, and closes the connections.
    /// - Throws: what went wrong first.
    package func stop() async throws -> LoadCounts {
        loop.execute { for connection in self.connections { connection.value.stop() } }
        let timer = loop.scheduleTask(in: .seconds(ClientLimits.answerSeconds)) { self.abandon() }
        defer { timer.cancel() }
        for end in ends { try await end.get() }
        return try await counts()
    }

    /// Closes the connections, whatever is under way.
    package func abandon() {
        for channel in channels { channel.close(promise: nil) }
    }
}
