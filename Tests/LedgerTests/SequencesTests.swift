import Testing

@testable import Ledger

@Suite struct SequencesTests {
    /// Whatever was appended is there, in order and once; a copy keeps what it had.
    @Test(arguments: [0, 1, 2, 63, 64, 65, 66, 128, 129, 130, 1000])
    func keepsAll(_ count: Int) {
        var sequences = Sequences()
        var copies: [(count: Int, sequences: Sequences)] = []
        for number in 0..<count {
            copies.append((number, sequences))
            sequences.append(UInt64(3 * number + 1))
            sequences.append(UInt64(3 * number + 1))
        }
        let all = (0..<count).map { UInt64(3 * $0 + 1) }
        #expect(sequences.array == all)
        #expect(sequences.last == all.last)
        for copy in copies { #expect(copy.sequences.array == Array(all.prefix(copy.count))) }
    }
}
