import Dispatch
package import Engine
import Foundation
package import Journal
import Ledger
package import Logging
package import Schema
import Synchronization
import TestTools

/// An engine over a folder, with a clock of the test's, whose fatal errors are collected and whose submissions are awaited.
package final class TestLedger {
    package let folder: String
    package let clock: ManualClock
    package private(set) var engine: Engine
    private var configuration: Engine.Configuration

    package init(
        _ folder: String, clock: ManualClock = ManualClock(), entriesPerFlush: Int = 64, entriesAheadOfFlush: Int? = nil,
        environment: FaultEnv? = nil, _ change: (inout Engine.Configuration) -> Void = { _ in }
    ) throws {
        self.folder = folder
        self.clock = clock
        configuration = Engine.Configuration(directory: folder, createIfMissing: true)
        configuration.clock = clock
        // Tests that look at what a hash costs say so.
        configuration.passwordCost = PasswordHash.Cost(logN: 4)
        configuration.entriesPerFlush = entriesPerFlush
        if let entriesAheadOfFlush { configuration.entriesAheadOfFlush = entriesAheadOfFlush }
        configuration.environment = environment
        change(&configuration)
        let collected = Collected()
        configuration.onFatal = { error in collected.add(error) }
        self.collected = collected
        engine = try Engine.open(configuration, logger: quiet)
    }

    private let collected: Collected

    /// What `onFatal` was called with.
    package var fatalErrors: [EngineError] { collected.errors }

    /// Closes and opens again.
    package func reopen(entriesPerFlush: Int? = nil, between: () throws -> Void = {}) throws {
        engine.close()
        try between()
        try open(entriesPerFlush: entriesPerFlush)
    }

    /// Opens after the engine was closed.
    package func open(entriesPerFlush: Int? = nil, environment: FaultEnv?? = .none) throws {
        if let entriesPerFlush { configuration.entriesPerFlush = entriesPerFlush }
        if let environment { configuration.environment = environment }
        engine = try Engine.open(configuration, logger: quiet)
    }

    package func close() { engine.close() }

    /// Has the changed rows written to disk, and waits for it.
    package func flush() throws {
        let head = engine.status.head
        engine.flush()
        try wait("a flush") { engine.status.flushed >= head }
    }

    // MARK: Sending

    /// Sends commands as one chunk and waits for their outcomes.
    @discardableResult
    package func send(_ commands: [Command], as actor: Actor = .staff, wantsEvents: Bool = false) throws -> [Outcome] {
        guard !commands.isEmpty else { return [] }
        let submissions = try commands.map { try Submission($0, actor: actor, wantsEvents: wantsEvents) }
        let waiting = Waiting()
        engine.submit(submissions) { waiting.fulfil($0) }
        return waiting.outcomes()
    }

    /// Sends one command and gives its receipt; anything else fails the test.
    @discardableResult
    package func receipt(_ command: Command, as actor: Actor = .staff, wantsEvents: Bool = false) throws -> Receipt {
        let outcome = try send([command], as: actor, wantsEvents: wantsEvents)[0]
        guard case .receipt(let receipt) = outcome else {
            throw UnexpectedOutcome(description: "\(command.id): \(outcome)")
        }
        return receipt
    }

    /// Sends one command that must be accepted.
    @discardableResult
    package func accepted(_ command: Command, as actor: Actor = .staff, wantsEvents: Bool = false) throws -> Receipt {
        let receipt = try receipt(command, as: actor, wantsEvents: wantsEvents)
        if let rejection = receipt.rejection {
            throw UnexpectedOutcome(description: "\(command.id): \(rejection.code): \(rejection.detail)")
        }
        return receipt
    }

    /// Sends one command and gives the code of its rejection; empty if it was accepted.
    package func rejection(_ command: Command, as actor: Actor = .staff) throws -> String {
        try receipt(command, as: actor).rejection?.code ?? ""
    }

    // MARK: Reading

    /// All entries of the book.
    package func entries(after: UInt64 = 0) throws -> [Entry] {
        let view = engine.head
        var all: [Entry] = []
        var last = after
        while true {
            let more = try view.entries(after: last, limit: 500)
            guard let end = more.last else { return all }
            all += more
            last = end.sequence
        }
    }

    package func order(_ id: String) throws -> Order {
        guard case .order(let order) = try engine.head.row(.order, id) else {
            throw UnexpectedOutcome(description: "no order \(id)")
        }
        return order
    }

    package func stock(_ id: String) throws -> Stock {
        guard case .stock(let stock) = try engine.head.row(.stock, id) else {
            throw UnexpectedOutcome(description: "no stock \(id)")
        }
        return stock
    }

    /// Waits until something holds, at most ten seconds.
    package func wait(_ what: String, until condition: () throws -> Bool) throws {
        for _ in 0..<2000 {
            if try condition() { return }
            usleep(5000)
        }
        throw UnexpectedOutcome(description: "not within ten seconds: \(what)")
    }

    /// A replay of the whole log, or of its beginning.
    package func replayHash(through last: UInt64 = .max) throws -> String {
        let replay = try Replay(temporaryFolder: folder + "/replay-\(UUID().uuidString.prefix(8))")
        for entry in try entries() where entry.sequence <= last { try replay.fold(entry) }
        defer { try? replay.discard() }
        return try replay.stateHash().description
    }
}

/// Gives a test a ledger in a folder of its own, which is closed and removed afterwards.
/// - Parameter units: of the small shop that it begins with; without them it is empty.
package func withLedger(
    units: Int64? = nil, backorderLimit: Int64? = nil, entriesPerFlush: Int = 64, entriesAheadOfFlush: Int? = nil,
    clock: ManualClock = ManualClock(),
    _ body: (TestLedger) throws -> Void
) throws {
    try withFolder { folder in
        let ledger = try TestLedger(
            folder + "/l", clock: clock, entriesPerFlush: entriesPerFlush, entriesAheadOfFlush: entriesAheadOfFlush)
        defer { ledger.close() }
        if let units { try ledger.send(smallShop(units: units, backorderLimit: backorderLimit)) }
        try body(ledger)
    }
}

package struct UnexpectedOutcome: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

package let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Errors collected from another thread.
package final class Collected: Sendable {
    private let state = Mutex<[EngineError]>([])
    package var errors: [EngineError] { state.withLock { $0 } }
    package func add(_ error: EngineError) { state.withLock { $0.append(error) } }
}

/// Outcomes that another thread will bring.
package final class Waiting: Sendable {
    private let state = Mutex<[Outcome]?>(nil)
    package init() {}
    private let semaphore = DispatchSemaphore(value: 0)

    package func fulfil(_ outcomes: [Outcome]) {
        state.withLock { $0 = outcomes }
        semaphore.signal()
    }

    package func outcomes() -> [Outcome] {
        semaphore.wait()
        return state.withLock { $0 } ?? []
    }
}

extension Outcome {
    /// The receipt, if it is one.
    package var receipt: Receipt? {
        guard case .receipt(let receipt) = self else { return nil }
        return receipt
    }

    /// The code of the problem, if it is one.
    package var code: SubmissionProblem.Code? {
        guard case .problem(let problem) = self else { return nil }
        return problem.code
    }
}

extension Actor {
    package static let staff = Actor.with {
        $0.kind = .staff
        $0.name = "anna"
        $0.role = "operator"
    }
    package static let importer = Actor.with {
        $0.kind = .import
        $0.name = "import"
        $0.role = "importer"
    }
}
