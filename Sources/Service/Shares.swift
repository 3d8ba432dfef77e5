import Ledger
import Schema
import Synchronization

/// Whom the service serves, for shares: everybody who comes with the token is one.
enum Account: Hashable, Sendable {
    case user(UInt32)
    case token
}

/// Places of one kind, of which there are only so many. No account gets all of them.
final class Shares: Sendable {
    /// How many there are.
    let total: Int
    /// How many of them one account can have.
    let ofOne: Int

    private let name: String
    private let gauge: any WritableKeyPath<ServiceMetrics.Counts, Int> & Sendable
    private let metrics: ServiceMetrics
    private let held = Mutex<(all: Int, each: [Account: Int])>((0, [:]))

    /// - Parameter name: what the places are, for people, in the plural.
    /// - Parameter gauge: shows how many are taken.
    init(
        _ name: String, total: Int, gauge: any WritableKeyPath<ServiceMetrics.Counts, Int> & Sendable, metrics: ServiceMetrics
    ) {
        self.name = name
        self.total = total
        ofOne = max(1, total * ServiceLimits.shareOfOneAccount.numerator / ServiceLimits.shareOfOneAccount.denominator)
        self.gauge = gauge
        self.metrics = metrics
    }

    /// Takes a place, which `giveBack` returns.
    /// - Throws: `busy`: 429 where the account has its share, 503 where there is none left.
    func take(_ account: Account) throws(RequestProblem) {
        let problem = held.withLock { held -> Problem? in
            let own = held.each[account, default: 0]
            guard own < ofOne else {
                return Problem(
                    .busy, "this account has \(own) \(name), which is its share; end some, or try again later", status: 429)
            }
            guard held.all < total else {
                return Problem(.busy, "there are \(held.all) \(name), and no more are possible; try again in a moment")
            }
            held.all += 1
            held.each[account] = own + 1
            return nil
        }
        if let problem { throw RequestProblem(problem) }
        metrics.change { $0[keyPath: gauge] += 1 }
    }

    /// Returns a place.
    func giveBack(_ account: Account) {
        held.withLock { held in
            held.all -= 1
            let own = held.each[account, default: 0] - 1
            held.each[account] = own > 0 ? own : nil
        }
        metrics.change { $0[keyPath: gauge] -= 1 }
    }
}

/// A request whose answer is read step by step. It has one of an account's places from its beginning to its end.
final class Scan: Sendable {
    let account: Account
    private let shares: Shares
    private let hasEnded = Atomic(false)

    /// - Throws: `busy` where there is no place for it.
    init(_ account: Account, in shares: Shares) throws(RequestProblem) {
        try shares.take(account)
        self.account = account
        self.shares = shares
    }

    /// Whether nobody waits for it any more. Looked at before every step, on any thread.
    var isOver: Bool { hasEnded.load(ordering: .relaxed) }

    /// It is answered, or its client is gone. Safe to repeat.
    func end() {
        if !hasEnded.exchange(true, ordering: .relaxed) { shares.giveBack(account) }
    }
}
