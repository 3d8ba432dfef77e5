import Ledger
import Synchronization

/// Seals without keys, for ledgers in memory: what it makes has the form of something sealed, and nothing of the text in clear.
package final class PlainSealer: Sealer {
    private let count = Mutex(0)

    package init() {}

    package func newKey() -> String {
        count.withLock { count in
            count += 1
            return "0000000000000000.\(count)"
        }
    }

    package func seal(_ text: String, under key: String, at place: [UInt8]) -> [UInt8] {
        [UInt8](repeating: 0, count: 12) + text.utf8.map { ~$0 } + [UInt8](repeating: 0, count: 16)
    }

    /// What was sealed.
    static func opened(_ box: [UInt8]) -> String { String(decoding: box.dropFirst(12).dropLast(16).map { ~$0 }, as: UTF8.self) }

    package func checkIsHere(_ key: String) {}

    package func emailKey(of email: String) -> String { email.utf8.map { String(~$0, radix: 16) }.joined() }
}
