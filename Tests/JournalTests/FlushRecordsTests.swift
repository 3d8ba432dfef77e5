import TestTools
import Testing

@testable import Journal

@Suite("Records of a flush")
struct FlushRecordsTests {
    @Test("they are sorted in byte order, whatever their keys have in common", arguments: 0..<UInt64(40))
    func sorted(seed: UInt64) {
        var random = SplitMix64(seed)
        let beginnings = (0..<Int.random(in: 1...4, using: &random)).map { _ in bytes(&random, maxCount: 12) }
        var records = FlushRecords(room: 10)
        var expected: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<Int.random(in: 1...300, using: &random) {
            let beginning = beginnings[Int.random(in: beginnings.indices, using: &random)]
            let key = [UInt8.random(in: 97...99, using: &random)] + beginning + bytes(&random, maxCount: 12)
            // Keys of a flush are written once.
            guard expected[key] == nil else { continue }
            let value = bytes(&random, maxCount: 3)
            expected[key] = value
            records.add {
                $0 += key
            } value: {
                $0 += value
            }
        }
        records.sort()
        let sorted = expected.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        #expect(records.places.map(records.key) == sorted.map(\.key))
        #expect(records.places.map(records.value) == sorted.map(\.value))
    }

    /// Few different bytes, so that keys are often alike, each other's beginnings, or end in zeros.
    private func bytes(_ random: inout SplitMix64, maxCount: Int) -> [UInt8] {
        let some: [UInt8] = [0, 0, 1, 0x61, 0xFF]
        return (0..<Int.random(in: 0...maxCount, using: &random)).map { _ in some[Int.random(in: some.indices, using: &random)] }
    }
}

extension FlushRecords {
    fileprivate func key(_ place: Place) -> [UInt8] { Array(bytes[place.start..<place.valueStart]) }
    fileprivate func value(_ place: Place) -> [UInt8] { Array(bytes[place.valueStart..<place.end]) }
}
