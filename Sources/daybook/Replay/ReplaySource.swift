package import Engine
package import Ledger
package import Schema

/// Where a replay finds entries and the rows to compare with: the same for a service and a folder.
///
/// Blocks; used from a thread of its own.
package protocol ReplaySource: AnyObject, Sendable {
    /// The last sequence in the book when the source was opened.
    var head: UInt64 { get }
    /// The last entry at or before a time; 0 if there is none.
    func sequence(at time: Moment) throws -> UInt64
    /// Entries after a sequence, in order; empty at the end.
    func entries(after: UInt64, through: UInt64) throws -> [Entry]
    /// Stored rows as of a sequence, in the byte order of their ids, after an id; empty at the end.
    func rows(_ table: Table, after: String?, at sequence: UInt64) throws -> [Row]
    /// The last flush at or before a sequence, where what is stored beside the rows can be seen; nil where it cannot.
    func derivedFlush(through sequence: UInt64) throws -> UInt64?
    /// Compares what is stored beside the rows with a replay that was made for that flush.
    func compareDerived(_ replay: Replay, _ report: (DerivedDifference) throws -> Void) throws
    /// Lets go of the ledger.
    func close()
}

extension ReplaySource {
    package func derivedFlush(through sequence: UInt64) throws -> UInt64? { nil }
    package func compareDerived(_ replay: Replay, _ report: (DerivedDifference) throws -> Void) throws {}
}
