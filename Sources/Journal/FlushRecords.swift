internal import Glibc

/// The keys and values of a flush, one behind the other in one array.
///
/// A flush has some hundred thousand of them: in one array none is allocated on its own, and sorting moves three numbers a
/// record.
@safe
struct FlushRecords {
    /// Where a record lies: its key, and behind it its value.
    struct Place {
        var start: Int
        var valueStart: Int
        var end: Int
    }

    /// What a record is sorted by, small: it is moved many times.
    private struct Rank {
        /// The sixteen bytes behind what all keys of this kind begin with: eight, and eight more.
        var high: UInt64 = 0
        var low: UInt64 = 0
        /// Which record, by its place.
        var index: UInt32
        /// The key's first two bytes, which say the kind of record.
        var kind: UInt16
    }

    private(set) var bytes: [UInt8] = []
    private(set) var places: [Place] = []

    /// What a record takes, about: room is made for so much at the start.
    private static let typicalBytes = 128

    init(room count: Int) {
        places.reserveCapacity(count)
        bytes.reserveCapacity(count * Self.typicalBytes)
    }

    /// Adds a record: each of the two appends its part.
    @inline(__always)
    mutating func add(_ key: (inout [UInt8]) -> Void, value: (inout [UInt8]) -> Void) {
        let start = bytes.count
        key(&bytes)
        let valueStart = bytes.count
        value(&bytes)
        places.append(Place(start: start, valueStart: valueStart, end: bytes.count))
    }

    /// Sorts by key, in byte order as LevelDB does: what is a prefix of the other comes first.
    ///
    /// Keys are sorted by ranks of their parts. Ids mostly begin alike, so comparing whole keys would read their common prefix
    /// again and again, all over memory.
    mutating func sort() {
        var ranks = ranks()
        let places = places
        unsafe bytes.withUnsafeBytes { bytes in
            ranks.sort { left, right in
                if left.kind != right.kind { return left.kind < right.kind }
                if left.high != right.high { return left.high < right.high }
                if left.low != right.low { return left.low < right.low }
                let (left, right) = (places[Int(left.index)], places[Int(right.index)])
                let (leftCount, rightCount) = (left.valueStart - left.start, right.valueStart - right.start)
                let difference = unsafe memcmp(
                    bytes.baseAddress! + left.start, bytes.baseAddress! + right.start, min(leftCount, rightCount))
                return difference != 0 ? difference < 0 : leftCount < rightCount
            }
        }
        self.places = ranks.map { places[Int($0.index)] }
    }

    private func ranks() -> [Rank] {
        let all = bytes
        let bytes = all.span
        /// For each kind: where its first key starts, and how many bytes all its keys have in common. There are a few dozen.
        var kinds: [(kind: UInt16, start: Int, common: Int)] = []
        var ranks: [Rank] = []
        ranks.reserveCapacity(places.count)
        for place in places {
            let count = place.valueStart - place.start
            let kind = UInt16(bytes[place.start]) << 8 | UInt16(count > 1 ? bytes[place.start + 1] : 0)
            ranks.append(Rank(index: UInt32(ranks.count), kind: kind))
            guard let known = kinds.firstIndex(where: { $0.kind == kind }) else {
                kinds.append((kind, place.start, count))
                continue
            }
            let maxCommon = min(kinds[known].common, count)
            let start = kinds[known].start
            var common = 0
            while common < maxCommon, bytes[start + common] == bytes[place.start + common] { common += 1 }
            kinds[known].common = common
        }
        for (index, place) in places.enumerated() {
            let first = place.start + (kinds.first { $0.kind == ranks[index].kind }?.common ?? 0)
            func eight(_ start: Int) -> UInt64 {
                if start + 8 <= place.valueStart {
                    return unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self).bigEndian
                }
                var eight: UInt64 = 0
                for offset in start..<(start + 8) { eight = eight << 8 | UInt64(offset < place.valueStart ? bytes[offset] : 0) }
                return eight
            }
            ranks[index].high = eight(first)
            ranks[index].low = eight(first + 8)
        }
        return ranks
    }

    /// Puts one record into a batch.
    func put(_ place: Place, into batch: inout WriteBatch) {
        let bytes = unsafe bytes.span.bytes
        batch.put(bytes.extracting(place.start..<place.valueStart), bytes.extracting(place.valueStart..<place.end))
    }
}
