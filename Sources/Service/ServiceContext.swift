import Engine
import Logging
import NIOCore
import Synchronization

/// What all connections share.
final class ServiceContext: Sendable {
    let engine: Engine
    let router: Router
    let metrics: ServiceMetrics
    let access: Access
    let timeouts: ServiceTimeouts
    /// Where disks and directories are read: never on an event loop.
    let threads = Threads()
    let logger: Logger
    let door: DoorLog
    let connectionLimits: ConnectionLimits
    /// Open connections, those that are only told `busy` among them.
    let openConnections = Atomic<Int>(0)
    /// Connections that are served.
    let connections: Shares
    /// Requests that read lists or the book.
    let scans: Shares
    let followers: Shares
    /// Commands of streams that are under way.
    let streams = StreamShares(
        total: ServiceLimits.commandsInFlightOfAll, ofOne: ServiceLimits.commandsInFlightLeast...ServiceLimits.commandsInFlight)
    /// The same of streams whose receipts carry events.
    let streamsWithEvents = StreamShares(
        total: ServiceLimits.commandsWithEventsInFlightOfAll, ofOne: 1...ServiceLimits.commandsWithEventsInFlight)

    init(
        engine: Engine, router: Router, metrics: ServiceMetrics, access: Access, timeouts: ServiceTimeouts,
        connectionLimits: ConnectionLimits, scans: Int, logger: Logger
    ) {
        self.engine = engine
        self.router = router
        self.metrics = metrics
        self.access = access
        self.timeouts = timeouts
        self.connectionLimits = connectionLimits
        self.logger = logger
        door = DoorLog(logger)
        connections = Shares("connections", total: connectionLimits.served, gauge: \.openConnections, metrics: metrics)
        self.scans = Shares("lists and readings of the book under way", total: scans, gauge: \.scans, metrics: metrics)
        followers = Shares(
            "connections that follow the book", total: ServiceLimits.followers, gauge: \.followers, metrics: metrics)
    }

    /// Threads of their own for each kind of work, so that none waits behind another kind.
    struct Threads: Sendable {
        /// Single rows, entries and histories.
        let reads = FairThreadPool(threads: ServiceLimits.readingThreads)
        /// Lists and the book, in slices.
        let scans = FairThreadPool(threads: ServiceLimits.scanningThreads)
        /// Accounts' names and groups. A directory server may take seconds.
        let lookups = FairThreadPool(threads: ServiceLimits.lookupThreads)

        /// Waits until all of them are idle.
        func shutdown() async {
            await scans.shutdown()
            await reads.shutdown()
            await lookups.shutdown()
        }
    }
}

/// What the connections of one event loop share. Everything here belongs to that loop.
final class LoopState {
    private var connections: [ObjectIdentifier: HTTPHandler] = [:]
    private var followers: [ObjectIdentifier: HTTPHandler] = [:]
    private(set) var isStopping = false
    /// Those that have sent requests ahead.
    let turns: LoopTurns
    /// Those that have receipts to write.
    let receiptTurns: LoopTurns
    /// Those that have commands to read or receipts without events to write.
    let commandTurns: LoopTurns
    private var date = (second: -1, text: "")

    init(_ loop: any EventLoop) {
        turns = LoopTurns(loop) { $0.takeTurn() }
        receiptTurns = LoopTurns(loop) { $0.takeReceiptTurn() }
        commandTurns = LoopTurns(loop, allowance: .milliseconds(ServiceLimits.commandMilliseconds)) { $0.takeCommandTurn() }
    }

    func add(_ connection: HTTPHandler) { connections[ObjectIdentifier(connection)] = connection }

    func remove(_ connection: HTTPHandler) {
        connections[ObjectIdentifier(connection)] = nil
        followers[ObjectIdentifier(connection)] = nil
    }

    func follow(_ connection: HTTPHandler) { followers[ObjectIdentifier(connection)] = connection }

    func unfollow(_ connection: HTTPHandler) { followers[ObjectIdentifier(connection)] = nil }

    /// The book has grown.
    func wakeFollowers() {
        for follower in Array(followers.values) { follower.bookHasGrown() }
    }

    /// Looks at every connection's deadline.
    func sweep(_ now: NIODeadline) {
        for connection in Array(connections.values) { connection.checkDeadline(now) }
    }

    /// The rules of access have changed: every connection's role is looked up again.
    func recheckCallers() {
        for connection in Array(connections.values) { connection.identify() }
    }

    /// Nothing new is begun from now on.
    func stop() {
        isStopping = true
        for connection in Array(connections.values) { connection.stop() }
    }

    /// Closes whatever is still open.
    func closeAll() {
        for connection in Array(connections.values) { connection.abort() }
    }

    var isEmpty: Bool { connections.isEmpty }

    /// The time for `Date` headers, formatted once a second.
    func dateHeader(_ second: Int) -> String {
        if date.second != second { date = (second, Text.httpDate(seconds: second)) }
        return date.text
    }
}

/// An event loop with its connections, reachable from other threads.
final class LoopCell: Sendable {
    let loop: any EventLoop
    let state: NIOLoopBound<LoopState>
    /// Connections of this loop that follow the book.
    let followers = Atomic<Int>(0)
    private let isWakeScheduled = Atomic<Bool>(false)

    /// Must be made on the loop itself.
    init(_ loop: any EventLoop) {
        self.loop = loop
        state = NIOLoopBound(LoopState(loop), eventLoop: loop)
    }

    /// The book has grown. Called on the writer's thread: at most one wake-up is under way at a time.
    func bookHasGrown() {
        guard followers.load(ordering: .sequentiallyConsistent) > 0,
            !isWakeScheduled.exchange(true, ordering: .sequentiallyConsistent)
        else { return }
        loop.execute {
            self.isWakeScheduled.store(false, ordering: .sequentiallyConsistent)
            self.state.value.wakeFollowers()
        }
    }
}
