import Glibc
public import Ledger

/// The clock entries are stamped with. Replaced in tests.
public protocol LedgerClock: Sendable {
    /// The time now.
    func now() -> Moment
    /// Nanoseconds of a monotonic clock, which nobody can set; the time that the machine was suspended is included.
    func elapsedNanoseconds() -> UInt64
}

/// The machine's clock.
public struct SystemClock: LedgerClock {
    public init() {}

    public func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    public func elapsedNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Nanoseconds of a clock that never steps, for durations.
func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
