import Synchronization

/// All subscriptions to commits.
final class Followers: Sendable {
    private struct State {
        var next = 0
        var notify: [Int: @Sendable (UInt64) -> Void] = [:]
    }

    private let state = Mutex(State())

    func add(_ notify: @escaping @Sendable (UInt64) -> Void) throws -> Follower {
        let key = try state.withLock { state in
            guard state.notify.count < EngineLimits.followers else {
                throw EngineError(.busy, "there are \(EngineLimits.followers) followers already; try again later")
            }
            state.next += 1
            state.notify[state.next] = notify
            return state.next
        }
        return Follower { [self] in state.withLock { _ = $0.notify.removeValue(forKey: key) } }
    }

    func notify(_ head: UInt64) {
        let all = state.withLock { Array($0.notify.values) }
        for notify in all { notify(head) }
    }
}

/// A live subscription to the log's head; it ends with `cancel`.
public struct Follower: Sendable {
    private let end: @Sendable () -> Void

    init(_ end: @escaping @Sendable () -> Void) {
        self.end = end
    }

    /// Ends the subscription. Safe to repeat.
    public func cancel() {
        end()
    }
}
