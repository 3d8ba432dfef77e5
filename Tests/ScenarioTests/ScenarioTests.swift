import Foundation
import TestTools
import Testing

/// The trade as it goes when everything goes wrong: a shop run at random over the socket of a real service.
///
/// `DAYBOOK_SEEDS=100...199` runs other seeds, `DAYBOOK_STEPS=10000` longer ones. The same seed is the same run.
@Suite("scenarios at random")
struct ScenarioTests {
    static let steps = ProcessInfo.processInfo.environment["DAYBOOK_STEPS"].flatMap { Int($0) } ?? 2000

    @Test("goods, money and orders agree after every step", .timeLimit(.minutes(60)), arguments: seeds(3))
    func scenario(seed: UInt64) async {
        let report = await withCheckedContinuation { (continuation: CheckedContinuation<String?, Never>) in
            Thread.detachNewThread { continuation.resume(returning: Self.run(seed)) }
        }
        if let report { Issue.record("DAYBOOK_SEED=\(seed): \(report)") }
    }

    /// A whole run. What was found, or nil.
    private static func run(_ seed: UInt64) -> String? {
        var shop: Shop?
        do {
            let service = try Service()
            let open = try Shop(socket: service.socket, seed: seed)
            shop = open
            try open.run(steps: steps)
            // What the service has shown is what the log alone gives.
            let replay = try service.run("replay", "--diff", "--quiet", "-o", "json")
            let complaints = service.complaints
            guard replay.status == 0 else { throw ScenarioFailure("replay --diff: \(replay.out.prefix(2000)) \(complaints)") }
            let status = service.stop()
            return status == 0 ? nil : "the service stopped with status \(status): \(service.complaints)"
        } catch {
            return "\(error)\nThe last commands:\n\(shop?.transcript.joined(separator: "\n") ?? "none")"
        }
    }
}
