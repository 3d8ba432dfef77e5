import Engine
import Ledger
import Synchronization

/// A clock that moves only when a test moves it.
final class ManualClock: LedgerClock {
    private let microseconds: Mutex<Int64>

    init(_ text: String = "2026-03-01T09:00:00Z") {
        microseconds = Mutex(Moment(text)!.microseconds)
    }

    func now() -> Moment { Moment(microseconds: microseconds.withLock { $0 }) }

    func advance(milliseconds: Int64) { microseconds.withLock { $0 += milliseconds * 1000 } }

    func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

    func set(_ moment: Moment) { microseconds.withLock { $0 = moment.microseconds } }
}
