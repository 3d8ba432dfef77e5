import NIOCore
import NIOPosix
import Synchronization

/// Threads for one kind of work. Accounts take turns, so that one with much to do holds up itself only; and work that takes long
/// goes to the back of the queue after a slice of time.
final class FairThreadPool: Sendable {
    /// A bounded piece of work. Returns whether there is more to do.
    typealias Step = @Sendable () -> Bool

    private let pool: NIOThreadPool
    private let turns = Mutex(Turns<Step>())

    init(threads: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    /// Has steps done until there are no more, in the account's turns.
    func run(for account: Account, _ step: @escaping Step) {
        turns.withLock { $0.append(step, for: account) }
        pool.submit { [self] state in runSlice(isActive: state == .active) }
    }

    private func runSlice(isActive: Bool) {
        guard let (account, step) = turns.withLock({ $0.next() }), isActive else { return }
        let end = NIODeadline.now() + .milliseconds(ServiceLimits.sliceMilliseconds)
        while step() {
            if NIODeadline.now() >= end { return run(for: account, step) }
        }
    }

    /// Waits for the slices under way. What has not been done by then is never done.
    func shutdown() async {
        do {
            try await pool.shutdownGracefully()
        } catch {
            preconditionFailure("threads that were started cannot be stopped: \(error)")
        }
    }
}

/// A queue that accounts share round robin; within an account it is first in, first out.
struct Turns<Item> {
    private var items: [Account: CircularBuffer<Item>] = [:]
    private var turns: CircularBuffer<Account> = []

    var isEmpty: Bool { turns.isEmpty }

    mutating func append(_ item: Item, for account: Account) {
        if items[account] == nil { turns.append(account) }
        items[account, default: []].append(item)
    }

    mutating func next() -> (account: Account, item: Item)? {
        guard let account = turns.popFirst(), var own = items.removeValue(forKey: account), let item = own.popFirst() else {
            return nil
        }
        if !own.isEmpty {
            items[account] = own
            turns.append(account)
        }
        return (account, item)
    }
}
