import NIOCore

/// Lets connections of one event loop that have much to do go on in turn, a piece at a time: between two pieces the loop looks at
/// its sockets. Accounts take turns, and within an account it is first in, first out.
///
/// There is one timer for all of them, because an event loop runs every task that is due before it looks at a socket again.
///
/// With an allowance, connections go on without waiting until so much of the loop's time is used, and several have their turn
/// between two looks.
final class LoopTurns {
    private let loop: any EventLoop
    /// How much of the loop's time is used between two looks at the sockets; a piece that has begun is finished.
    private let allowance: TimeAmount
    private var used = TimeAmount.zero
    private let take: (HTTPHandler) -> Void
    private var waiting = Turns<HTTPHandler>()
    private var isScheduled = false

    /// - Parameter take: has a connection do its piece. The connection may have ended meanwhile.
    init(_ loop: any EventLoop, allowance: TimeAmount = .zero, _ take: @escaping (HTTPHandler) -> Void) {
        self.loop = loop
        self.allowance = allowance
        self.take = take
    }

    /// Gives the connection a turn after those that wait already.
    func wait(_ connection: HTTPHandler) {
        waiting.append(connection, for: connection.identity.account)
        schedule()
    }

    /// Whether a connection need not wait: none does, and there is time left.
    var isFree: Bool { waiting.isEmpty && used < allowance }

    /// Counts the time of a piece of work.
    func note(_ time: TimeAmount) { used = used + time }

    private func schedule() {
        guard !isScheduled, !waiting.isEmpty else { return }
        isScheduled = true
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: .microseconds(ServiceLimits.turnMicroseconds)) { bound.value.next() }
    }

    private func next() {
        used = .zero
        repeat {
            if let turn = waiting.next() { take(turn.item) }
        } while used < allowance && !waiting.isEmpty
        isScheduled = false
        schedule()
    }
}
