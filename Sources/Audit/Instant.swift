import Schema

/// A point in time: microseconds since 1970-01-01T00:00:00Z. Ledger's `Moment` is not used, so that the two cannot share a mistake.
struct Instant: Comparable, Hashable, CustomStringConvertible {
    let microseconds: Sum

    /// Before every time that an entry can state.
    static let earliest = Instant(microseconds: -(1 << 100))
    /// After every time that an entry can state.
    static let latest = Instant(microseconds: 1 << 100)

    init(microseconds: Sum) { self.microseconds = microseconds }

    /// Truncates to whole microseconds, as the ledger's clock has them.
    init(_ time: Timestamp) {
        microseconds = Sum(time.seconds) * 1_000_000 + Sum(time.nanos / 1000)
    }

    func adding(seconds: Int64) -> Instant { Instant(microseconds: microseconds + Sum(seconds) * 1_000_000) }

    static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// RFC 3339 in the years that it can write.
    var description: String {
        let (second, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let floor = rest < 0 ? second - 1 : second
        let nanos = Int32(rest < 0 ? rest + 1_000_000 : rest) * 1000
        let seconds = Int64(exactly: floor).flatMap { RFC3339.seconds.contains($0) ? $0 : nil }
        return seconds.map { RFC3339.text(Timestamp(seconds: $0, nanos: nanos)) } ?? "\(microseconds) µs after 1970"
    }
}
