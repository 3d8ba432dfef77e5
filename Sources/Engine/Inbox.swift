import Dispatch
import Synchronization

/// Submissions of one origin, answered by one call.
struct Chunk: Sendable {
    let submissions: [Submission]
    let reply: @Sendable ([Outcome]) -> Void
}

/// What the writer found in its inbox.
struct InboxContents {
    var chunks: [Chunk] = []
    /// The result of the flush in progress, once it is known.
    var flush: Result<UInt64, any Error>?
    /// A flush was asked for.
    var isFlushWanted = false
    var isClosing = false
}

/// Where all threads leave work for the writer: a mutex-guarded array and a semaphore, nothing that could suspend.
final class Inbox: Sendable {
    private struct State {
        var contents = InboxContents()
        var waiting = 0
        var isAwake = false
        var isClosed = false
        var failure: EngineError?
    }

    private let state = Mutex(State())
    private let semaphore = DispatchSemaphore(value: 0)
    private let flushSemaphore = DispatchSemaphore(value: 0)

    enum Admission { case accepted, busy, closed }

    /// Leaves a chunk. Never blocks.
    func put(_ chunk: Chunk) -> Admission {
        change { state in
            guard !state.isClosed else { return .closed }
            guard state.waiting + chunk.submissions.count <= EngineLimits.commandsWaiting else { return .busy }
            state.waiting += chunk.submissions.count
            state.contents.chunks.append(chunk)
            return .accepted
        }
    }

    func noteFlush(_ result: Result<UInt64, any Error>) {
        change { $0.contents.flush = result }
        flushSemaphore.signal()
    }

    /// Waits for the flush in progress and takes its result; everything else stays.
    func takeFlush() -> Result<UInt64, any Error> {
        while true {
            let result = state.withLock { state in
                defer { state.contents.flush = nil }
                return state.contents.flush
            }
            if let result { return result }
            flushSemaphore.wait()
        }
    }

    func wantFlush() {
        change { $0.contents.isFlushWanted = true }
    }

    /// Has the writer look at the clock and at what is due.
    func wake() {
        change { _ in }
    }

    /// Lets the writer finish what is here, and refuses what comes later.
    func close() {
        change { state in
            state.isClosed = true
            state.contents.isClosing = true
        }
    }

    /// Refuses everything from now on, and lets the writer know why: it stops before it commits anything more.
    func fail(_ failure: EngineError) {
        change { state in
            state.isClosed = true
            state.failure = state.failure ?? failure
        }
    }

    /// The error because of which everything is refused, if there was one.
    var failure: EngineError? { state.withLock { $0.failure } }

    /// Refuses everything from now on, and gives what was waiting.
    func abort() -> [Chunk] {
        change { state in
            state.isClosed = true
            defer { state.contents.chunks = [] }
            return state.contents.chunks
        }
    }

    /// Waits until there is something, at most this long, and takes all of it.
    func take(timeoutMilliseconds: Int?) -> InboxContents {
        if let timeoutMilliseconds {
            _ = semaphore.wait(timeout: .now() + .milliseconds(timeoutMilliseconds))
        } else {
            semaphore.wait()
        }
        return state.withLock { state in
            let contents = state.contents
            state.contents = InboxContents()
            state.contents.isClosing = contents.isClosing
            state.waiting = 0
            state.isAwake = false
            return contents
        }
    }

    private func change<T: Sendable>(_ body: (inout State) -> T) -> T {
        let (result, mustWake) = state.withLock { state in
            let result = body(&state)
            let mustWake = !state.isAwake
            state.isAwake = true
            return (result, mustWake)
        }
        if mustWake { semaphore.signal() }
        return result
    }
}
