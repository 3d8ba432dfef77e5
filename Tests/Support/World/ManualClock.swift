import Engine
package import Ledger
import Synchronization

/// A clock that moves only when a test moves it.
package final class ManualClock: LedgerClock {
    private struct State {
        var microseconds: Int64
        /// What has really passed, whatever the clock was set to.
        var passed: Int64 = 0
    }

    private let state: Mutex<State>

    package init(_ text: String = "2026-03-01T09:00:00Z") {
        state = Mutex(State(microseconds: Moment(text)!.microseconds))
    }

    package func now() -> Moment { Moment(microseconds: state.withLock { $0.microseconds }) }

    package func elapsedNanoseconds() -> UInt64 { state.withLock { UInt64($0.passed) * 1000 } }

    /// Lets time pass.
    package func advance(milliseconds: Int64) {
        state.withLock { state in
            state.microseconds += milliseconds * 1000
            state.passed += milliseconds * 1000
        }
    }

    package func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

    /// Lets time pass until then; a moment in the past is a clock that was set back.
    package func set(_ moment: Moment) {
        state.withLock { state in
            state.passed += max(0, moment.microseconds - state.microseconds)
            state.microseconds = moment.microseconds
        }
    }

    /// Sets the clock to another time, while none passes.
    package func jump(seconds: Int64) { state.withLock { $0.microseconds += seconds * 1_000_000 } }
}
