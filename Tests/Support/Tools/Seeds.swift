import Foundation

/// The seeds of a run: `DAYBOOK_SEED` repeats one; `DAYBOOK_SEEDS` says how many (`20`) or which (`100...199`); otherwise the first
/// `count`.
package func seeds(_ count: UInt64) -> [UInt64] {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["DAYBOOK_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let bounds = (environment["DAYBOOK_SEEDS"] ?? "").split(separator: ".").compactMap { UInt64($0) }
    guard let last = bounds.last else { return Array(1...count) }
    let first = bounds.count == 1 ? 1 : bounds[0]
    precondition(first <= last && last - first < 100_000, "DAYBOOK_SEEDS is a number or a range such as 100...199")
    return Array(first...last)
}
