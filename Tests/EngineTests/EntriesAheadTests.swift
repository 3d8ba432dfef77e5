import Engine
import Glibc
import Schema
import Synchronization
import TestWorld
import Testing

/// Reading ahead gives what reading would give, ends when it is told to, and passes errors on in their place.
@Suite struct EntriesAheadTests {
    private struct Damaged: Error, Equatable {}

    /// A log of `head` entries, three a chunk, damaged behind an entry if that is asked for.
    private static func read(head: UInt64, damagedAfter: UInt64 = .max) -> @Sendable (UInt64) throws -> [Entry] {
        { after in
            if after >= damagedAfter { throw Damaged() }
            return (after..<min(head, after + 3)).map { sequence in .with { $0.sequence = sequence + 1 } }
        }
    }

    @Test(arguments: [0, 1, 3, 4, 100] as [UInt64])
    func givesAllInOrder(head: UInt64) throws {
        let ahead = EntriesAhead(after: 0, Self.read(head: head))
        var sequences: [UInt64] = []
        while case let chunk = try ahead.next(), !chunk.isEmpty { sequences += chunk.map(\.sequence) }
        #expect(sequences == Array(0..<head).map { $0 + 1 })
    }

    @Test func startsBehindASequence() throws {
        let ahead = EntriesAhead(after: 7, Self.read(head: 9))
        #expect(try ahead.next().map(\.sequence) == [8, 9])
        #expect(try ahead.next().isEmpty)
    }

    @Test func passesAnErrorOnInItsPlace() throws {
        let ahead = EntriesAhead(after: 0, Self.read(head: 100, damagedAfter: 6))
        #expect(try ahead.next().count == 3)
        #expect(try ahead.next().count == 3)
        #expect(throws: Damaged()) { try ahead.next() }
    }

    /// Whoever stops early lets go of it while chunks wait and reading goes on: that must not trap, nor leave a thread behind.
    @Test func canBeLetGoAtAnyTime() throws {
        for taken in 0..<8 {
            let ahead = EntriesAhead(after: 0, Self.read(head: 1_000_000))
            for _ in 0..<taken { #expect(try ahead.next().count == 3) }
            ahead.cancel()
        }
    }

    /// Whoever let go of it closes the log next, and LevelDB keeps its lock as long as anyone reads.
    @Test func hasEndedOnceItIsLetGo() throws {
        let reading = Atomic(0)
        let ahead = EntriesAhead(after: 0) { after in
            reading.add(1, ordering: .sequentiallyConsistent)
            usleep(20_000)
            reading.subtract(1, ordering: .sequentiallyConsistent)
            return [.with { $0.sequence = after + 1 }]
        }
        #expect(try ahead.next().count == 1)
        while reading.load(ordering: .sequentiallyConsistent) == 0 { usleep(100) }
        ahead.cancel()
        #expect(reading.load(ordering: .sequentiallyConsistent) == 0)
    }
}
