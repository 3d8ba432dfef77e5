import Dispatch
import Synchronization

/// Submissions of one origin, answered by one call.
struct Chunk: Sendable {
    let submissions: [Submission]
    let reply: @Sendable ([Outcome]) -> Void
}

/// What the writer found in its inbox.
struct Mail {
    var chunks: [Chunk] = []
    /// The result of the flush in progress, once it is known.
    var flush: Result<UInt64, any Error>?
    /// Someone wants the changed rows on disk now.
    var isFlushWanted = false
    var isClosing = false
}

/// Where everybody leaves work for the writer: a mutex-guarded array and a semaphore, nothing that could suspend.
final class Inbox: Sendable {
    private struct State {
        var mail = Mail()
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
            state.mail.chunks.append(chunk)
            return .accepted
        }
    }

    func noteFlush(_ result: Result<UInt64, any Error>) {
        change { $0.mail.flush = result }
        flushSemaphore.signal()
    }

    /// Waits for the flush in progress and takes its result; other mail stays.
    func takeFlush() -> Result<UInt64, any Error> {
        while true {
            let result = state.withLock { state in
                defer { state.mail.flush = nil }
                return state.mail.flush
            }
            if let result { return result }
            flushSemaphore.wait()
        }
    }

    func wantFlush() {
        change { $0.mail.isFlushWanted = true }
    }

    /// Has the writer look at the clock and at what is due.
    func wake() {
        change { _ in }
    }

    /// Lets the writer finish what is here, and refuses what comes later.
    func close() {
        change { state in
            state.isClosed = true
            state.mail.isClosing = true
        }
    }

    /// Refuses everything from now on, and lets the writer know why: it stops before it commits anything more.
    func fail(_ failure: EngineError) {
        change { state in
            state.isClosed = true
            state.failure = state.failure ?? failure
        }
    }

    /// Why everything is refused, if something failed.
    var failure: EngineError? { state.withLock { $0.failure } }

    /// Refuses everything from now on, and gives what was waiting.
    func abort() -> [Chunk] {
        change { state in
            state.isClosed = true
            defer { state.mail.chunks = [] }
            return state.mail.chunks
        }
    }

    /// Waits until there is mail, at most this long, and takes all of it.
    func take(timeoutMilliseconds: Int?) -> Mail {
        if let timeoutMilliseconds {
            _ = semaphore.wait(timeout: .now() + .milliseconds(timeoutMilliseconds))
        } else {
            semaphore.wait()
        }
        return state.withLock { state in
            let mail = state.mail
            state.mail = Mail()
            state.mail.isClosing = mail.isClosing
            state.waiting = 0
            state.isAwake = false
            return mail
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
