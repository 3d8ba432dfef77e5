import NIOCore

/// Lets the connections of one event loop that have sent requests ahead go on in turn, one request at a time: between two of them
/// the loop looks at its sockets, so that nobody waits for more than one request of those who do not wait for their answers.
///
/// Why a timer, and only one: tasks that are due are all done before the loop looks at a socket again, however many there are.
final class PipelineTurns {
    private let loop: any EventLoop
    private var waiting: CircularBuffer<HTTPHandler> = []
    private var isScheduled = false

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    /// Gives the connection a turn after those that wait already.
    func wait(_ connection: HTTPHandler) {
        waiting.append(connection)
        schedule()
    }

    private func schedule() {
        guard !isScheduled, !waiting.isEmpty else { return }
        isScheduled = true
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: .microseconds(ServiceLimits.turnMicroseconds)) { bound.value.next() }
    }

    private func next() {
        waiting.popFirst()?.takeTurn()
        isScheduled = false
        schedule()
    }
}
