import Logging
import NIOCore
import Schema
import Synchronization

/// Logs whom the service turned away before it knew what they wanted: accounts without a role, wrong tokens, too many connections,
/// requests that lead nowhere or cannot be read.
///
/// There are at most so many lines in a minute, or whoever can connect could fill the disk. What was left out is counted, and said
/// by the next line or at the stop; the metrics count everything.
final class DoorLog: Sendable {
    private struct State {
        var minuteEnds = NIODeadline.uptimeNanoseconds(0)
        var lines = 0
        var unlogged: UInt64 = 0
    }

    private let logger: Logger
    private let state = Mutex(State())

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// Logs how many refusals were only counted since the last line. For the end, when no next line will say it.
    func close() {
        let unlogged = state.withLock { state in
            defer { state.unlogged = 0 }
            return state.unlogged
        }
        guard unlogged > 0 else { return }
        logger.notice("more were refused at the door", metadata: ["refusals.unlogged": "\(unlogged)"])
    }

    /// Logs a refusal, or counts it.
    /// - Parameter peer: who was refused, as far as that is known.
    func note(_ problem: Problem, peer: String, now: NIODeadline = .now()) {
        let unlogged: UInt64? = state.withLock { state in
            if now >= state.minuteEnds {
                state.minuteEnds = now + .minutes(1)
                state.lines = 0
            }
            guard state.lines < ServiceLimits.refusalsLoggedPerMinute else {
                state.unlogged += 1
                return nil
            }
            state.lines += 1
            defer { state.unlogged = 0 }
            return state.unlogged
        }
        guard let unlogged else { return }
        var metadata: Logger.Metadata = [
            "problem.code": "\(problem.code)", "problem.status": "\(problem.status)", "peer": "\(peer)",
            "problem.detail": "\(problem.detail)",
        ]
        if unlogged > 0 { metadata["refusals.unlogged"] = "\(unlogged)" }
        logger.notice("refused at the door", metadata: metadata)
    }
}
