import Histogram
import Synchronization

/// How long batches took: a high dynamic range histogram, with three digits kept of every value.
final class Latencies: Sendable {
    /// An hour, in nanoseconds; what takes longer counts as an hour.
    private static let maxNanoseconds: UInt64 = 3_600_000_000_000

    private let histogram = Mutex(Histogram<UInt64>(highestTrackableValue: maxNanoseconds, numberOfSignificantValueDigits: .three))

    func record(nanoseconds: UInt64) {
        histogram.withLock { _ = $0.record(min(nanoseconds, Self.maxNanoseconds)) }
    }

    /// Milliseconds that so many percent of the batches took at most.
    func milliseconds(percentile: Double) -> Double {
        histogram.withLock { $0.totalCount == 0 ? 0 : Double($0.valueAtPercentile(percentile)) / 1e6 }
    }

    /// Milliseconds of the slowest batch.
    var maxMilliseconds: Double { milliseconds(percentile: 100) }
}
