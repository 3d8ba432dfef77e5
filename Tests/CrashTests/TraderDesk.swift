import Foundation
import Ledger
import Schema
import Synchronization
import TestTools
import TestWorld

/// A client that survives the service's deaths, with orders of its own in the shop that all share. It looks at no answer: after a
/// crash nobody knows which steps were taken, so some commands ask for what cannot be, and are refused.
final class TraderDesk: Sendable {
    /// How a client talks to the service.
    enum Way: CaseIterable { case single, lines, messages, together }

    let way: Way
    private let state: Mutex<State>

    private struct State {
        var workload: Workload
        /// A ledger of its own, in which all that it sends is done: what it looks at.
        var ledger = MemoryLedger()
        var random: SplitMix64
        var made: ArraySlice<Command> = []
        let shop: [Command]

        /// Makes commands until there are so many.
        mutating func make(_ count: Int) throws {
            while made.count < count {
                for command in try workload.step(ledger).commands {
                    try ledger.send(command)
                    made.append(command)
                }
            }
        }
    }

    init(_ way: Way, name: String, seed: UInt64, shop: UInt64) throws {
        self.way = way
        let manner = Workload.Manner { ($0.isHonest, $0.isHasty, $0.prefix, $0.shop) = (true, true, name + ":", shop) }
        var (workload, ledger) = (Workload(seed: seed, manner), MemoryLedger())
        ledger.clock = Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        let opening = workload.setUp().commands
        for command in opening { try ledger.send(command) }
        state = Mutex(State(workload: workload, ledger: ledger, random: SplitMix64(seed ^ 77), shop: opening))
    }

    /// Makes what a life will want, so that its clients need not.
    func prepare(_ count: Int) throws { try state.withLock { try $0.make(count) } }

    /// A few commands.
    func batch(_ maxCommands: Int64) throws -> [Command] {
        try state.withLock { state in
            let count = Int(state.random.number(1...maxCommands))
            try state.make(count)
            defer { state.made = state.made.dropFirst(count) }
            return Array(state.made.prefix(count))
        }
    }

    /// The warehouses, the products and the first goods.
    var shop: [Command] { state.withLock { $0.shop } }

    func coin() -> Bool { state.withLock { $0.random.oneIn(2) } }
}
