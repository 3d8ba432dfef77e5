/// Sequences of entries, ascending, to be appended to and copied all the time.
///
/// A popular SKU's row is touched by every order, and each version of it that a reader holds would copy a whole array. Here a
/// copy holds the same chunks, and at most one chunk is copied.
public struct Sequences: Sendable, Equatable {
    private static let maxChunk = 64

    /// A full chunk, and those before it.
    private final class Chunk: Sendable {
        let sequences: [UInt64]
        let before: Chunk?

        init(_ sequences: [UInt64], before: Chunk?) {
            self.sequences = sequences
            self.before = before
        }
    }

    private var full: Chunk?
    /// Those behind the full chunks, without the last one.
    private var rest: [UInt64] = []
    /// The greatest one. It is kept apart because most rows are touched once, and then need no array.
    public private(set) var last: UInt64?

    /// Appends one that is greater than all there are; does nothing if it is the last one.
    mutating func append(_ sequence: UInt64) {
        guard let last else {
            last = sequence
            return
        }
        if last == sequence { return }
        if rest.count == Self.maxChunk {
            full = Chunk(rest, before: full)
            rest = []
        }
        rest.append(last)
        self.last = sequence
    }

    /// All of them.
    public var array: [UInt64] {
        guard let last else { return [] }
        if rest.isEmpty, full == nil { return [last] }
        var chunks = [[last], rest]
        var chunk = full
        while let next = chunk {
            chunks.append(next.sequences)
            chunk = next.before
        }
        return chunks.reversed().flatMap { $0 }
    }

    public static func == (left: Sequences, right: Sequences) -> Bool { left.array == right.array }
}
