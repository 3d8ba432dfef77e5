import Dispatch
import Engine
import Foundation
import Journal
import Ledger
import Logging
import Schema
import SwiftProtobuf
import Synchronization
import Testing

/// An engine over a folder, with a clock of the test's, whose fatal errors are collected and whose submissions are awaited.
final class TestLedger {
    let folder: String
    let clock: ManualClock
    private(set) var engine: Engine
    private var configuration: Engine.Configuration

    init(
        _ folder: String, clock: ManualClock = ManualClock(), entriesPerFlush: Int = 64, entriesAheadOfFlush: Int? = nil,
        environment: FaultEnv? = nil, _ change: (inout Engine.Configuration) -> Void = { _ in }
    ) throws {
        self.folder = folder
        self.clock = clock
        configuration = Engine.Configuration(directory: folder, createIfMissing: true)
        configuration.clock = clock
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
    var fatalErrors: [EngineError] { collected.errors }

    /// Closes and opens again.
    func reopen(entriesPerFlush: Int? = nil, between: () throws -> Void = {}) throws {
        engine.close()
        try between()
        try open(entriesPerFlush: entriesPerFlush)
    }

    /// Opens after the engine was closed.
    func open(entriesPerFlush: Int? = nil, environment: FaultEnv?? = .none) throws {
        if let entriesPerFlush { configuration.entriesPerFlush = entriesPerFlush }
        if let environment { configuration.environment = environment }
        engine = try Engine.open(configuration, logger: quiet)
    }

    func close() { engine.close() }

    // MARK: Sending

    /// Sends commands as one chunk and waits for their outcomes.
    @discardableResult
    func send(_ commands: [Command], as actor: Actor = .staff, wantsEvents: Bool = false) throws -> [Outcome] {
        guard !commands.isEmpty else { return [] }
        let submissions = try commands.map { try Submission($0, actor: actor, wantsEvents: wantsEvents) }
        let waiting = Waiting()
        engine.submit(submissions) { waiting.fulfil($0) }
        return waiting.outcomes()
    }

    /// Sends one command and gives its receipt; anything else fails the test.
    @discardableResult
    func receipt(_ command: Command, as actor: Actor = .staff, wantsEvents: Bool = false) throws -> Receipt {
        let outcome = try send([command], as: actor, wantsEvents: wantsEvents)[0]
        guard case .receipt(let receipt) = outcome else {
            throw UnexpectedOutcome(description: "\(command.id): \(outcome)")
        }
        return receipt
    }

    /// Sends one command that must be accepted.
    @discardableResult
    func accepted(_ command: Command, as actor: Actor = .staff, wantsEvents: Bool = false) throws -> Receipt {
        let receipt = try receipt(command, as: actor, wantsEvents: wantsEvents)
        guard !receipt.hasRejection else {
            throw UnexpectedOutcome(description: "\(command.id): \(receipt.rejection.code): \(receipt.rejection.detail)")
        }
        return receipt
    }

    /// Sends one command and gives the code of its rejection; empty if it was accepted.
    func rejection(_ command: Command, as actor: Actor = .staff) throws -> String {
        try receipt(command, as: actor).rejection.code
    }

    // MARK: Reading

    /// All entries of the book.
    func entries(after: UInt64 = 0) throws -> [Entry] {
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

    func order(_ id: String) throws -> Order {
        guard case .order(let order) = try engine.head.row(.order, id) else {
            throw UnexpectedOutcome(description: "no order \(id)")
        }
        return order
    }

    func stock(_ id: String) throws -> Stock {
        guard case .stock(let stock) = try engine.head.row(.stock, id) else {
            throw UnexpectedOutcome(description: "no stock \(id)")
        }
        return stock
    }

    /// Waits until something holds, at most some seconds.
    func wait(_ what: Comment, until condition: () throws -> Bool) throws {
        for _ in 0..<2000 {
            if try condition() { return }
            usleep(5000)
        }
        Issue.record(what)
    }

    /// A replay of the whole log, or of its beginning.
    func replayHash(through last: UInt64 = .max) throws -> String {
        let replay = try Replay(temporaryFolder: folder + "/replay-\(UUID().uuidString.prefix(8))")
        for entry in try entries() where entry.sequence <= last { try replay.fold(entry) }
        defer { try? replay.discard() }
        return try replay.stateHash().description
    }
}

struct UnexpectedOutcome: Error, CustomStringConvertible {
    let description: String
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Errors collected from another thread.
final class Collected: Sendable {
    private let state = Mutex<[EngineError]>([])
    var errors: [EngineError] { state.withLock { $0 } }
    func add(_ error: EngineError) { state.withLock { $0.append(error) } }
}

/// Outcomes that another thread will bring.
final class Waiting: Sendable {
    private let state = Mutex<[Outcome]?>(nil)
    private let semaphore = DispatchSemaphore(value: 0)

    func fulfil(_ outcomes: [Outcome]) {
        state.withLock { $0 = outcomes }
        semaphore.signal()
    }

    func outcomes() -> [Outcome] {
        semaphore.wait()
        return state.withLock { $0 } ?? []
    }
}

extension Outcome {
    /// The receipt, if it is one.
    var receipt: Receipt? {
        guard case .receipt(let receipt) = self else { return nil }
        return receipt
    }

    /// Why it is not in the book, if it is not.
    var code: Unrecorded.Code? {
        guard case .unrecorded(let unrecorded) = self else { return nil }
        return unrecorded.code
    }
}

extension Actor {
    static let staff = Actor.with {
        $0.kind = .staff
        $0.name = "anna"
        $0.role = "operator"
    }
    static let importer = Actor.with {
        $0.kind = .import
        $0.name = "import"
        $0.role = "importer"
    }
}
