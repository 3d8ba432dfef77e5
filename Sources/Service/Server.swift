public import Engine
public import Logging
import NIOCore
import NIOPosix
import Synchronization

/// The service: HTTP/1.1 on a Unix socket and, if asked, on loopback TCP.
///
/// Start it only while holding the ledger's lock, that is with an open `Engine`; stop it before the engine is closed.
public final class Server: Sendable {
    /// How a service runs.
    public struct Configuration: Sendable {
        /// The Unix socket's path, at most 107 bytes.
        public var socketPath: String
        /// The ledger's folder: `access.json` and `token` are there.
        public var dataDirectory: String
        /// Where to listen on TCP as well, `127.0.0.1:7070`; loopback only. Nil: nowhere.
        public var listen: String?
        /// Event loops. One does for some 100,000 commands a second.
        public var eventLoops = 1
        /// What `/v1/status` says the program is.
        public var version = "0.1.0"
        /// How long things may take.
        public var timeouts = ServiceTimeouts()
        /// Connections served at a time; fewer where the system allows fewer open files.
        public var connections = ServiceLimits.connections
        /// Requests under way that read lists or the book.
        public var scans = ServiceLimits.scans

        public init(socketPath: String, dataDirectory: String, listen: String? = nil) {
            self.socketPath = socketPath
            self.dataDirectory = dataDirectory
            self.listen = listen
        }

        /// Refuses what no service could be started with, before there is one.
        /// - Throws: `ServiceError` `badAddress`.
        public func check() throws(ServiceError) { _ = try address }

        /// The TCP address, if there is one.
        var address: LoopbackAddress? {
            get throws(ServiceError) {
                guard let listen else { return nil }
                return try LoopbackAddress(listen)
            }
        }
    }

    /// Where it listens, for people: the socket's path, and the TCP address if there is one.
    public let addresses: [String]
    /// The port of the TCP address, or nil. Told apart from the configuration because 0 there means any.
    public let port: Int?

    let service: ServiceContext
    private let group: MultiThreadedEventLoopGroup
    let cells: [LoopCell]
    private let listeners: [any Channel]
    private let socket: Listening.Socket
    private let sweeps: [RepeatedTask]
    private let follower: Follower
    private let stopping = Mutex<Task<Void, Never>?>(nil)

    private init(_ parts: Parts, listeners: Listening) {
        service = parts.service
        group = parts.group
        cells = parts.cells
        self.listeners = listeners.channels
        socket = listeners.socket
        addresses = listeners.addresses
        port = listeners.port
        follower = parts.follower
        sweeps = parts.cells.enumerated().map { Self.sweep($1, of: parts.service, refreshes: $0 == 0, all: parts.cells) }
    }

    // MARK: Starting

    /// What there is before it listens.
    private struct Parts {
        let service: ServiceContext
        let group: MultiThreadedEventLoopGroup
        let cells: [LoopCell]
        let follower: Follower
    }

    /// Starts it: when this returns, connections are accepted.
    /// - Throws: `ServiceError`: `badAddress`, `addressInUse`, `badAccess`, `badToken`, `io`.
    public static func start(_ configuration: Configuration, engine: Engine, logger: Logger) async throws -> Server {
        let address = try configuration.address
        let access = try Access(path: configuration.dataDirectory + "/access.json", logger: logger)
        let token = address == nil ? nil : try Token.load(configuration.dataDirectory + "/token")
        let metrics = ServiceMetrics()
        var router = Router(engine: engine, version: configuration.version, metrics: metrics)
        router.notes = AccessNotes(engine)
        let service = ServiceContext(
            engine: engine, router: router, metrics: metrics, access: access, timeouts: configuration.timeouts,
            connectionLimits: ConnectionLimits(wanted: configuration.connections, logger: logger), scans: configuration.scans,
            logger: logger)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, configuration.eventLoops))
        var follower: Follower?
        do {
            var cells: [LoopCell] = []
            for loop in group.makeIterator() { cells.append(try await loop.submit { LoopCell(loop) }.get()) }
            let wake = cells
            let following = try engine.follow { _ in for cell in wake { cell.bookHasGrown() } }
            follower = following
            let listeners = try await Listening.start(
                socketPath: configuration.socketPath, tcp: address.flatMap { address in token.map { (address, $0) } },
                service: service, cells: cells, group: group)
            return Server(Parts(service: service, group: group, cells: cells, follower: following), listeners: listeners)
        } catch {
            follower?.cancel()
            await service.threads.shutdown()
            try? await group.shutdownGracefully()
            throw error
        }
    }

    /// Looks at deadlines now and then, and at `access.json`.
    private static func sweep(_ cell: LoopCell, of service: ServiceContext, refreshes: Bool, all: [LoopCell]) -> RepeatedTask {
        let period = TimeAmount.milliseconds(service.timeouts.sweepMilliseconds)
        return cell.loop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
            cell.state.value.sweep(.now())
            guard refreshes, service.access.refresh() else { return }
            for other in all { other.loop.execute { other.state.value.recheckCallers() } }
        }
    }

    // MARK: Stopping

    /// Stops it: accepts nothing new, finishes the requests under way, closes. When this returns nothing reads the ledger any
    /// more, and it may be closed. Safe to repeat.
    public func stop() async {
        let task = stopping.withLock { stopping in
            let task = stopping ?? Task { await self.shutDown() }
            stopping = task
            return task
        }
        await task.value
    }

    private func shutDown() async {
        socket.remove()
        for listener in listeners { try? await listener.close() }
        for cell in cells { cell.loop.execute { cell.state.value.stop() } }
        await waitUntilIdle()
        follower.cancel()
        for sweep in sweeps { sweep.cancel() }
        for cell in cells { try? await cell.loop.submit { cell.state.value.closeAll() }.get() }
        // The loops stop last, because the engine hands over to them what it has decided, whoever asked is gone or not, and these
        // threads what they have read.
        await waitForDecisions()
        await service.threads.shutdown()
        try? await group.shutdownGracefully()
        service.door.close()
    }

    /// The engine answers in order, so the answer to nothing comes after those to all that was submitted.
    private func waitForDecisions() async {
        await withCheckedContinuation { continuation in
            service.engine.submit([]) { _ in continuation.resume() }
        }
    }

    private func waitUntilIdle() async {
        let step: Int64 = 20
        var waited: Int64 = 0
        while waited < service.timeouts.stopMilliseconds, service.openConnections.load(ordering: .relaxed) > 0 {
            try? await Task.sleep(for: .milliseconds(step))
            waited += step
        }
    }
}
