import Ledger
import Logging
import Synchronization

/// Tells a jump of the machine's clock from time that has passed.
///
/// An entry's time can never be taken back, nor can what falls due by it: a clock that was set a year ahead by mistake would
/// expire every unpaid order at once. So the machine's clock is believed only as long as it is at most a day ahead of the
/// monotonic clock since the last look. At a start the clock is believed as it is.
final class ClockWatch: Sendable {
    /// What a look at the clock showed.
    struct Reading {
        /// The time now; while the machine's clock is not believed, the time it would show if it had not jumped.
        let time: Moment
        /// Whether the machine's clock is believed.
        let isBelieved: Bool
    }

    private struct State {
        /// The last time that was checked and believed, and what the other clock said then.
        var believed: Moment
        var elapsed: UInt64
        var isJumped = false
    }

    private let clock: any LedgerClock
    private let logger: Logger
    private let state: Mutex<State>

    /// - Throws: `EngineError` `.outOfRange` for a clock that shows no time an entry can have.
    init(_ clock: any LedgerClock, logger: Logger) throws(EngineError) {
        self.clock = clock
        self.logger = logger
        state = Mutex(State(believed: try Self.checkedTime(of: clock), elapsed: clock.elapsedNanoseconds()))
    }

    /// The time now, to be believed. A clock that is believed moves at most a day on its own, so these two places are enough.
    private static func checkedTime(of clock: any LedgerClock) throws(EngineError) -> Moment {
        let now = clock.now()
        guard now < EngineLimits.latestClock else {
            throw EngineError(
                .outOfRange, "the machine's clock shows \(now), and a ledger's times end with the year 9999; set the clock right")
        }
        return now
    }

    /// Looks at the clock. May be called on any thread.
    func look() -> Reading {
        state.withLock { state in
            let now = clock.now()
            // Within a day of a believed time the clock is believed without asking the other one, which would cost every
            // command as much again.
            if now <= state.believed.adding(seconds: EngineLimits.clockJumpSeconds) {
                note(isJumped: false, now, expected: now, &state)
                return Reading(time: now, isBelieved: true)
            }
            let elapsed = clock.elapsedNanoseconds()
            let passed = Int64(clamping: (elapsed - min(elapsed, state.elapsed)) / 1000)
            let expected = Moment(microseconds: state.believed.microseconds + passed)
            let isJumped = now > expected.adding(seconds: EngineLimits.clockJumpSeconds)
            note(isJumped: isJumped, now, expected: expected, &state)
            if isJumped { return Reading(time: expected, isBelieved: false) }
            (state.believed, state.elapsed) = (now, elapsed)
            return Reading(time: now, isBelieved: true)
        }
    }

    /// Believes the clock as it is now.
    /// - Throws: `EngineError` `.outOfRange` for a clock that shows no time an entry can have; it stays as it was.
    func accept() throws(EngineError) {
        try state.withLock { state throws(EngineError) in
            (state.believed, state.elapsed) = (try Self.checkedTime(of: clock), clock.elapsedNanoseconds())
            guard state.isJumped else { return }
            state.isJumped = false
            logger.notice("the machine's clock was accepted", metadata: ["clock.now": "\(state.believed)"])
        }
    }

    private func note(isJumped: Bool, _ now: Moment, expected: Moment, _ state: inout State) {
        guard state.isJumped != isJumped else { return }
        state.isJumped = isJumped
        if isJumped {
            logger.error(
                "clock_jumped: timers stand still until the clock is back, or daybook admin accept-clock says that it is right",
                metadata: ["clock.now": "\(now)", "clock.expected": "\(expected)"])
        } else {
            logger.notice("the machine's clock is back", metadata: ["clock.now": "\(now)"])
        }
    }
}
