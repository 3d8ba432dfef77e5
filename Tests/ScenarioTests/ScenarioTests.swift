import Foundation
import Ledger
import TestTools
import Testing

/// The workload over the socket of a real service, when everything goes wrong: the auditor holds what it answers against the events
/// after every command, and a tally against what was sent.
///
/// `DAYBOOK_SEEDS=100...199` runs other seeds, `DAYBOOK_STEPS=10000` longer ones. The same seed is the same run: each command
/// states its time, so deadlines fall due between two commands as the seed has it.
@Suite("scenarios at random")
struct ScenarioTests {
    static let steps = ProcessInfo.processInfo.environment["DAYBOOK_STEPS"].flatMap { Int($0) } ?? 2000

    private static let scenariosAtOnce = 3

    @Test("goods, money and orders agree after every step", .timeLimit(.minutes(60)))
    func scenarios() async throws {
        var waiting = seeds(3)[...]
        let count = waiting.count
        var accepted: Set<String> = []
        try await withThrowingTaskGroup(of: Set<String>.self) { group in
            for seed in waiting.prefix(Self.scenariosAtOnce) { group.addTask { try await Self.run(seed) } }
            waiting = waiting.dropFirst(Self.scenariosAtOnce)
            while let found = try await group.next() {
                accepted.formUnion(found)
                if let seed = waiting.popFirst() { group.addTask { try await Self.run(seed) } }
            }
        }
        // Short runs, of someone who looks for a fault, need not have everything.
        guard Self.steps >= 2000, count >= 3 else { return }
        // What hardly happens has shown nothing: every verb must have been accepted, and every end reached.
        let ends: Set = [
            "order.expire", "order.receive", "stock.expireReservation", "stock.fillBackorders", "shipment.expireScans",
            "cart.abandon",
        ]
        let missing = Set(Examples.all.map(\.verb)).union(ends).subtracting(accepted)
        #expect(missing.isEmpty, "never accepted: \(missing.sorted())")
    }

    /// A whole run: what was accepted in it. What was found is an issue.
    private static func run(_ seed: UInt64) async throws -> Set<String> {
        let program = try Program()
        let service = try await program.serve()
        // The shop waits for answers in a thread of its own, beside the few that are for what suspends.
        let (accepted, report) = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: run(seed, program.socket)) }
        }
        if let report { Issue.record("DAYBOOK_SEED=\(seed): \(report) \(service.complaints)") }
        // What the service has shown is what the log alone gives.
        let replay = try await program.run("replay", "--diff", "--quiet", "-o", "json")
        #expect(replay.status == 0, "DAYBOOK_SEED=\(seed): replay --diff: \(replay.out.prefix(2000)) \(replay.err)")
        #expect(await service.stop().status == 0, "\(service.complaints)")
        return accepted
    }

    private static func run(_ seed: UInt64, _ socket: String) -> (accepted: Set<String>, report: String?) {
        var shop: Shop?
        do {
            let open = try Shop(socket: socket, seed: seed)
            shop = open
            try open.run(steps: steps)
            return (open.accepted, nil)
        } catch {
            return ([], "\(error)\nThe last commands:\n\(shop?.transcript.joined(separator: "\n") ?? "none")")
        }
    }
}

/// Ends a scenario, and says what was wrong.
struct ScenarioFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
