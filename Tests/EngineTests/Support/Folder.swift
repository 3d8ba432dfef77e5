import Foundation

/// A folder of its own for one test, removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = "/tmp/db-e-\(UUID().uuidString.prefix(13))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}

/// A seeded generator: the same seed gives the same test.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of a collection; it must not be empty.
    mutating func pick<C: RandomAccessCollection>(_ items: C) -> C.Element {
        items.randomElement(using: &self)!
    }

    /// True once in `n` times.
    mutating func oneIn(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &self) == 0 }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &self) }
}

/// The seeds of a run: `DAYBOOK_SEED` replays one, `DAYBOOK_SEEDS` says how many, otherwise `count` of them.
func seeds(_ count: UInt64) -> [UInt64] {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["DAYBOOK_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    return Array(1...(environment["DAYBOOK_SEEDS"].flatMap { UInt64($0) } ?? count))
}
