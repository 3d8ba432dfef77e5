import Synchronization

/// How many commands streams of one kind have under way together, and how many each may have.
///
/// Only those that wait for receipts count: however many are open and say nothing, the others go on as fast as without them.
/// Accounts have even shares, and so have the streams of one account. Each may have a little in any case, so that none stands
/// still.
final class StreamShares: Sendable {
    private struct State {
        /// Commands that are under way.
        var commands = 0
        /// Streams with commands under way, of each account that has any.
        var streams: [Account: Int] = [:]
    }

    private let total: Int
    private let ofOne: ClosedRange<Int>
    private let state = Mutex(State())

    /// - Parameter total: how many commands all of them may have under way, but for the least of each.
    /// - Parameter ofOne: the least and the most one of them may have.
    init(total: Int, ofOne: ClosedRange<Int>) {
        self.total = total
        self.ofOne = ofOne
    }

    /// How many commands a stream may have under way.
    /// - Parameter own: how many it has, as was noted last.
    func share(of account: Account, own: Int) -> Int {
        state.withLock { state in
            let accounts = state.streams.count + (state.streams[account] == nil ? 1 : 0)
            let streams = state.streams[account, default: 0] + (own == 0 ? 1 : 0)
            let fair = total / max(1, accounts) / max(1, streams)
            let free = total - state.commands + own
            return max(ofOne.lowerBound, min(ofOne.upperBound, fair, free))
        }
    }

    /// A stream has more or fewer under way than before.
    func note(_ account: Account, before: Int, now: Int) {
        guard before != now else { return }
        state.withLock { state in
            state.commands += now - before
            guard (before == 0) != (now == 0) else { return }
            let streams = state.streams[account, default: 0] + (now == 0 ? -1 : 1)
            state.streams[account] = streams > 0 ? streams : nil
        }
    }
}
