import Logging
import NIOCore
import Schema
import Synchronization

/// Logs requests and connections that were refused before their route was known: accounts without a role, wrong tokens, too many
/// connections, unknown paths, and what cannot be parsed.
///
/// It writes a limited number of lines a minute, so that a client cannot fill the disk. Omitted ones are counted, and the number is
/// in the next line or in one at the stop; the metrics count everything.
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

    /// Logs how many refusals were only counted since the last line. Called at the stop, when there is no next line.
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
