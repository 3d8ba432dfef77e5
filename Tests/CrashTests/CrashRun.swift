import Client
import Foundation
import Schema
import Synchronization
import TestTools

/// One run: a service that is killed again and again under load, and an oracle that judges what each next life makes of the book.
final class CrashRun {
    let settings: Settings
    let program: Program
    /// The life that there is now.
    private(set) var service: Running?
    let witness = Witness()
    var random: SplitMix64
    var tally = Tally()
    private let desks: [TraderDesk]
    private var plans: [Plan] = []

    init(_ settings: Settings) throws {
        self.settings = settings
        random = SplitMix64(settings.seed)
        program = try Program(settings.program)
        let ways = (0..<settings.clients).map { TraderDesk.Way.allCases[$0 % 3] }
        desks = try ways.enumerated().map { number, way in
            let seed = settings.seed &* 1009 &+ UInt64(number)
            return try TraderDesk(way, name: "t\(number)", seed: seed, shop: settings.seed)
        }
    }

    /// What happens to one life.
    private enum Plan: CaseIterable {
        /// Killed while clients send.
        case load
        /// Killed after they stopped, about when the idle writer flushes.
        case idle
        /// Killed under load, and killed again before it was ready once more, up to three times.
        case start
        /// Killed while commands are asked again after the start.
        case asking
    }

    /// The whole run. The findings are the oracle's.
    func run() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        try await open()
        var isFirst = true
        while tally.kills < settings.kills, hasFoundNothing {
            let plan = isFirst ? .load : nextPlan()
            if !isFirst {
                try await start()
                try await readBook()
                try await askAgain(isKilled: plan == .asking)
                if plan == .asking { continue }
            }
            isFirst = false
            try await load(endsIdle: plan == .idle)
            if plan == .start { try await killWhileStarting(usual: tally.starts.sorted()[tally.starts.count / 2]) }
            if tally.isCheckDue(every: settings.killsPerReplay) { try await checkReplay() }
            tally.tell(witness, settings)
        }
        guard hasFoundNothing else { return }
        try await finish()
        tally.seconds = began.duration(to: clock.now)
    }

    var hasFoundNothing: Bool { witness.with { $0.findings.isEmpty } }

    /// Each plan once, and then any; often under load, where receipts are at stake.
    private func nextPlan() -> Plan {
        if plans.isEmpty { plans = Plan.allCases + [.load, .load, .load, .load].prefix(tally.kills) }
        return plans.remove(at: Int(random.number(0...Int64(plans.count - 1))))
    }

    private func open() async throws {
        // A ledger that was never ready, too, must be one that can be opened.
        try await killWhileStarting(usual: .milliseconds(100))
        try await start()
        witness.begin()
        let shop = desks[0].shop
        witness.with { $0.sending(shop) }
        await LoadClient.askAgain(shop, of: program.socket, witness: witness)
    }

    // MARK: A life

    /// Starts the service and waits until it is ready.
    func start() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let starting = try begin()
        guard try await starting.isReady() else {
            await end(SIGKILL)
            throw CrashFailure("the service did not start:\n\(starting.complaints)")
        }
        tally.starts.append(began.duration(to: clock.now))
    }

    /// Commands of a client that are made before a life begins; it makes what it wants beyond that.
    private static let commandsPerLife = 1500

    private func load(endsIdle: Bool) async throws {
        for desk in desks { try desk.prepare(Self.commandsPerLife) }
        witness.begin()
        let clock = ContinuousClock()
        let began = clock.now
        let clients = desks.map { LoadClient(witness: witness, desk: $0, socket: program.socket) }
        let running = clients.map { client in Task { await client.run() } }
        try await Task.sleep(for: .milliseconds(random.number(5...400)))
        if endsIdle {
            witness.stop()
            for client in running { await client.value }
            try await Task.sleep(for: .milliseconds(random.number(150...320)))
            tally.note(life: nil, answers: witness.answers)
        } else {
            tally.note(life: began.duration(to: clock.now), answers: witness.answers)
        }
        await kill()
        witness.stop()
        for client in running { await client.value }
    }

    private func kill() async {
        witness.expectDeath()
        await end(SIGKILL)
        tally.kills += 1
    }

    /// Starts the service; it is not ready yet.
    private func begin() throws -> Running {
        let running = try program.start("serve", "--log-level", "warning")
        service = running
        return running
    }

    /// Sends a signal, and waits for the end. Its exit status, or the signal that ended it.
    @discardableResult
    func end(_ signal: Int32) async -> Int32 {
        defer { service = nil }
        return await service?.stop(signal: signal).status ?? 0
    }

    /// Kills it in the middle of its start, some times over.
    private func killWhileStarting(usual: Duration) async throws {
        for _ in 0..<random.number(1...3) where tally.kills < settings.kills {
            _ = try begin()
            try await Task.sleep(for: usual * Double(random.number(1...110)) / 100)
            await kill()
            tally.killsWhileStarting += 1
        }
    }

    /// Asks every command again that has no answer, and some that have one.
    private func askAgain(isKilled: Bool) async throws {
        witness.begin()
        var generator = random
        let commands = witness.with { oracle in
            let unknown = oracle.unanswered.sorted()
            let known = (0..<min(200, oracle.book.count)).map { _ in generator.pick(oracle.book).id }
            // Each is asked once, for of two at the same time the second would be answered as a repetition. They are sorted, to be
            // the same in every run.
            return (unknown + Set(known).subtracting(unknown).sorted()).compactMap { oracle.sent[$0] }
        }
        random = generator
        let (socket, witness) = (program.socket, witness)
        let asking = Task { await LoadClient.askAgain(commands, of: socket, witness: witness) }
        if isKilled {
            try await Task.sleep(for: .milliseconds(random.number(1...30)))
            await kill()
            tally.killsWhileAsking += 1
        }
        await asking.value
        guard !isKilled, witness.with({ !$0.unanswered.isSubset(of: $0.wrongPasswords) }) else { return }
        witness.find("a command that was asked again got no answer")
    }

    // MARK: The end

    private func finish() async throws {
        try await checkReplay()
        try await start()
        try await readBook()
        try await checkRows()
        witness.begin()
        let all = witness.with { oracle in
            oracle.book.compactMap { oracle.sent[$0.id] } + oracle.unanswered.compactMap { oracle.sent[$0] }
        }
        await LoadClient.askAgain(all, of: program.socket, witness: witness)
        try await readBook()
        try await rereadBook()
        try await checkReplayOfService()
        let last = service
        let status = await end(SIGTERM)
        if status != 0 { witness.find("the service stopped with status \(status):\n\(last?.complaints ?? "")") }
        let (sent, book) = witness.with { ($0.sent.count - $0.unrecorded, $0.book.count { $0.actor?.kind != .system }) }
        if sent != book { witness.find("\(sent) commands were sent, and \(book) are in the book") }
        tally.timers = witness.with { $0.book.count { $0.actor?.kind == .system } }
    }
}

/// Ends a run that could not go on.
struct CrashFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
