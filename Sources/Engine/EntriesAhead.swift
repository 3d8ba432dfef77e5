import Dispatch
public import Schema
import Synchronization

/// Read-ahead: entries in order, read and decoded on a thread of their own, some chunks before they are folded. Reading the log
/// takes about as long as folding it.
public final class EntriesAhead: Sendable {
    private static let chunksAhead = 4

    private struct State {
        var chunks: [Result<[Entry], any Error>] = []
        var isCancelled = false
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "daybook.read")
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: 0)

    /// Starts reading.
    /// - Parameter read: the entries behind a sequence, in order; empty at the end. Called on one thread.
    public init(after sequence: UInt64, _ read: @escaping @Sendable (_ after: UInt64) throws -> [Entry]) {
        // Signalled, and not made with that value: libdispatch traps when a semaphore is freed below its first value, which
        // happens after a cancellation.
        for _ in 0..<Self.chunksAhead { free.signal() }
        queue.async { [self] in
            var after = sequence
            while true {
                free.wait()
                if state.withLock({ $0.isCancelled }) { return }
                let chunk = Result { try read(after) }
                state.withLock { $0.chunks.append(chunk) }
                filled.signal()
                guard case .success(let entries) = chunk, let last = entries.last else { return }
                after = last.sequence
            }
        }
    }

    /// The next chunk, empty at the end. Must not be called again after the end, or after it threw.
    /// - Throws: what `read` threw.
    public func next() throws -> [Entry] {
        filled.wait()
        let chunk = state.withLock { $0.chunks.removeFirst() }
        free.signal()
        return try chunk.get()
    }

    /// Ends the reading, wherever it is, and waits until `read` will not be called any more: what it reads from can be closed
    /// then. Whoever stops before the end says so.
    public func cancel() {
        state.withLock { $0.isCancelled = true }
        free.signal()
        queue.sync {}
    }
}
