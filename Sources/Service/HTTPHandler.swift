import Engine
import NIOCore
import NIOHTTP1
import NIOPosix
import Schema

/// The last handler of a connection: takes requests in order, one at a time, and writes their answers.
///
/// Not `Sendable`: everything here belongs to the connection's event loop. What the requests mean is elsewhere: questions in
/// `Router`, commands in `CommandPlan`, `CommandReader` and `CommandStream`.
final class HTTPHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What came in and waits for its turn.
    enum Item {
        case part(HTTPServerRequestPart)
        /// Nothing that follows can be read.
        case problem(Problem)
        /// The other side sends no more.
        case inputClosed
    }

    /// Where the connection is.
    enum Phase {
        /// Between two requests.
        case idle
        /// A request's body is read to its end.
        case gathering
        /// Commands are answered while they are read.
        case streaming
        /// The request was read; its answer is on its way.
        case answering
        /// The last answer was written; the other side closes.
        case lingering
        case closed
    }

    let service: ServiceContext
    let cell: LoopCell
    /// Who must be at the other end.
    let identity: Identity

    /// How callers on this connection are known.
    enum Identity {
        /// On a Unix socket the kernel says.
        case kernel(PeerCredentials)
        /// On TCP every request carries the token.
        case token(Token)

        /// Whose shares count.
        var account: Account {
            switch self {
            case .kernel(let credentials): .user(credentials.uid)
            case .token: .token
            }
        }

        /// What the other side is called in the log.
        var peerName: String {
            switch self {
            case .kernel(let credentials): "uid \(credentials.uid)"
            case .token: "tcp"
            }
        }
    }

    var context: ChannelHandlerContext?
    var phase = Phase.idle
    var queue: CircularBuffer<Item> = []
    /// About how much memory the queue holds.
    var queuedBytes = 0
    var isStarted = false
    var isDraining = false
    /// Whether a request was answered, so that one that is here already waits until the loop has looked at other connections.
    var isTurnOver = false
    var isTurnAwaited = false
    var isInputClosed = false
    var needsFlush = false
    /// Whether anything whole came out of the bytes read last.
    var sawPart = false
    /// Whether a request has begun whose head has not ended.
    var isHeadPartial = false

    /// The caller of every request on a Unix socket; nil if they have no role.
    var peer: Caller?
    var isIdentified = false
    /// The token of the request that comes next, while it is found out whose it is, and then what came of that.
    var lookUp: LookUp?

    var exchange = Exchange()
    /// The target of the request before this one, as it was read.
    var lastTarget: (uri: String, target: RequestTarget, route: Route)?
    var purpose = Purpose.none
    var body = ByteBuffer()
    var discardedBytes = 0
    var stream: CommandStream?
    /// How many commands the stream has under way, as its shares know.
    var notedCommands = 0
    /// The answer to a single command, which waits for its turn to be written because it carries events.
    var heldOutcome: Outcome?
    /// The form in which an atomic stream came, and is answered.
    var answerForm = StreamForm.lines
    var isReceiptTurnAwaited = false
    var isCommandTurnAwaited = false
    /// Whether the stream goes on just now because its turn has come.
    var hasCommandTurn = false
    var pump: Pump?
    /// What reads the answer under way step by step.
    var scan: Scan?
    /// Whether it counts among those who follow the book.
    var isFollowing = false

    /// When the present phase has lasted too long.
    var deadline: NIODeadline?
    /// When the whole request has taken too long.
    var requestDeadline = NIODeadline.distantFuture
    var unwritableSince: NIODeadline?

    init(_ service: ServiceContext, _ cell: LoopCell, _ identity: Identity) {
        self.service = service
        self.cell = cell
        self.identity = identity
    }

    // MARK: Coming and going

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { start() }
    }

    func channelActive(context: ChannelHandlerContext) {
        start()
    }

    private func start() {
        guard let context, !isStarted else { return }
        isStarted = true
        deadline = .now() + .milliseconds(service.timeouts.idleMilliseconds)
        cell.state.value.add(self)
        service.metrics.change { $0.connections += 1 }
        identify()
        if cell.state.value.isStopping { context.close(promise: nil) }
        settle()
    }

    func channelInactive(context: ChannelHandlerContext) {
        close()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        close()
    }

    private func close() {
        guard phase != .closed else { return }
        phase = .closed
        if scan != nil, !isFollowing { service.metrics.change { $0.abandonedScans += 1 } }
        endScan()
        endFollowing()
        cell.state.value.remove(self)
        queue.removeAll()
        forgetStream()
        heldOutcome = nil
        pump = nil
        body = ByteBuffer()
        context = nil
    }

    /// Closes at once, whatever is under way.
    func abort() {
        context?.close(promise: nil)
    }

    /// Finds out who is at the other end; what comes before that is known waits.
    func identify() {
        guard case .kernel(let credentials) = identity else {
            isIdentified = true
            return
        }
        if let known = service.access.remembered(credentials) { return noteCaller(known) }
        let bound = NIOLoopBound(self, eventLoop: cell.loop)
        service.threads.lookups.run(for: identity.account) { [access = service.access, loop = cell.loop] in
            let caller = access.caller(credentials)
            loop.execute { bound.value.identified(as: caller) }
            return false
        }
    }

    private func identified(as caller: Caller?) {
        noteCaller(caller)
        drain()
        settle()
    }

    /// What is under way in another role than this one ends.
    private func noteCaller(_ caller: Caller?) {
        let hasChanged = isIdentified && peer != caller
        peer = caller
        isIdentified = true
        guard hasChanged else { return }
        stream?.end(Problem(.forbidden, "the role of this account has changed; connect again"))
        if caller == nil, pump != nil || scan != nil { abort() }
    }

    // MARK: Coming in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = Self.unwrapInboundIn(data)
        sawPart = true
        switch part {
        case .body(let bytes): queuedBytes += bytes.readableBytes
        case .head, .end: queuedBytes += ServiceLimits.pipelinedHeadBytes
        }
        queue.append(.part(part))
        drain()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        noteActivity()
        settle()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        unwritableSince = isWritable ? nil : .now()
        // The other change, to unwritable, is reported in the middle of a write, even between a chunk's bytes and its end, where
        // nothing else may be written. The code that writes calls `settle` afterwards.
        if isWritable {
            drain()
            settle()
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent {
            isInputClosed = true
            queue.append(.inputClosed)
            if pump?.isLive == true || hasClientLeft { return abort() }
            drain()
            settle()
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Whether the other side, which sends no more, counts as gone.
    ///
    /// On a Unix socket the kernel tells a closed connection from one whose client only sends no more. On TCP nothing does before
    /// something is written, so whoever asked for much and then closes its side is not waited for.
    private var hasClientLeft: Bool {
        if case .token = identity { scan != nil } else { false }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
        let isTooLarge = error == .headerOverflow
        let problem =
            isTooLarge
            ? Problem(.tooLarge, Self.headersTooLarge, status: 431)
            : Problem(.malformed, "this is not HTTP/1.1 as expected here (\(error))")
        queue.append(.problem(problem))
        drain()
        settle()
    }

    /// Names all limits, because the parser does not say which of them was passed.
    private static let headersTooLarge =
        "a header, or the path with its query, is longer than \(ServiceLimits.headerBytes) bytes, or there are more than "
        + "\(ServiceLimits.headers) headers, or more than \(ServiceLimits.headersBytes) bytes of them in all"

    /// Takes what waits, as far as its turn has come.
    func drain() {
        guard !isDraining else { return }
        isDraining = true
        defer { isDraining = false }
        while canTake, let item = queue.first {
            if case .part(.head(let head)) = item, !isHolderKnown(head) { break }
            queue.removeFirst()
            switch item {
            case .part(.head(let head)):
                queuedBytes -= ServiceLimits.pipelinedHeadBytes
                begin(head)
            case .part(.body(let bytes)):
                queuedBytes -= bytes.readableBytes
                receive(bytes)
            case .part(.end):
                queuedBytes -= ServiceLimits.pipelinedHeadBytes
                endRequest()
                isTurnOver = phase == .idle
            case .problem(let problem): fail(problem)
            case .inputClosed: endInput()
            }
        }
        if isTurnOver, !queue.isEmpty { awaitTurn() }
    }

    private func awaitTurn() {
        guard !isTurnAwaited else { return }
        isTurnAwaited = true
        cell.state.value.turns.wait(self)
    }

    /// Goes on with what waits: this connection's turn has come. The connection may have ended meanwhile.
    func takeTurn() {
        isTurnAwaited = false
        isTurnOver = false
        drain()
        settle()
    }

    private var canTake: Bool {
        switch phase {
        case .idle:
            isIdentified && lookUp?.isUnderWay != true && !isTurnOver && context?.channel.isActive == true
                && context?.channel.isWritable == true
        case .gathering, .streaming, .lingering: true
        case .answering, .closed: false
        }
    }

    // MARK: Going on

    /// Does whatever can be done now: reads commands, writes receipts, pulls the next part of an answer, flushes, reads.
    func settle() {
        advanceStream()
        pull()
        if needsFlush {
            needsFlush = false
            context?.flush()
        }
        if wantsRead { context?.read() }
        // Nothing waits, so whatever comes next comes after a look at the sockets.
        if !isTurnAwaited { isTurnOver = false }
    }

    private var wantsRead: Bool {
        guard let context, !isInputClosed else { return false }
        return switch phase {
        case .idle: isIdentified && queuedBytes < ServiceLimits.pipelinedBytes
        case .gathering, .lingering: true
        case .streaming: context.channel.isWritable && !isCommandTurnAwaited && stream?.wantsBytes ?? false
        case .answering: queuedBytes < ServiceLimits.pipelinedBytes
        case .closed: false
        }
    }
}
