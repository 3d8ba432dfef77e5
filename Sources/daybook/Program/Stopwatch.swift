/// Seconds since it was made, by a clock that never steps.
struct Stopwatch {
    private let start = ContinuousClock.now

    var seconds: Double {
        let passed = start.duration(to: .now).components
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
}
