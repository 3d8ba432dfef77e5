import TestTools

/// The numbers within a protobuf message's bytes, found without its schema, so that a test can change any of them.
struct WireNumbers {
    /// Where a number stands.
    struct Place {
        let range: Range<Int>
        /// The starts of the lengths that it counts towards, outermost first.
        let lengths: [Range<Int>]
    }

    let bytes: [UInt8]
    private(set) var places: [Place] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        places = walk(0..<bytes.count, []) ?? []
    }

    /// The bytes with another number in a place.
    func replacing(_ place: Place, by number: UInt64) -> [UInt8] {
        var changed = bytes
        var (range, new) = (place.range, varint(number))
        var grown = new.count - range.count
        changed.replaceSubrange(range, with: new)
        // A length before the number is at the same place still, while those after it have moved.
        for length in place.lengths.reversed() {
            guard let (old, _) = Self.read(bytes, length.lowerBound) else { return bytes }
            (range, new) = (length, varint(UInt64(Int(old) + grown)))
            changed.replaceSubrange(range, with: new)
            grown += new.count - range.count
        }
        return changed
    }

    /// The numbers of what may be a message; nil where it is none.
    private func walk(_ range: Range<Int>, _ lengths: [Range<Int>]) -> [Place]? {
        var found: [Place] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard let (tag, start) = Self.read(bytes, index), start <= range.upperBound, tag >= 8, tag < 8 << 10 else { return nil }
            guard let (value, end) = Self.read(bytes, start), end <= range.upperBound else { return nil }
            switch tag & 7 {
            case 0:
                found.append(Place(range: start..<end, lengths: lengths))
                index = end
            case 2:
                guard value <= UInt64(range.upperBound - end) else { return nil }
                // What is no message is a text.
                found += walk(end..<end + Int(value), lengths + [start..<end]) ?? []
                index = end + Int(value)
            default: return nil
            }
        }
        return found
    }

    private static func read(_ bytes: [UInt8], _ start: Int) -> (value: UInt64, end: Int)? {
        var value: UInt64 = 0
        for (offset, byte) in bytes.dropFirst(start).prefix(10).enumerated() {
            value |= UInt64(byte & 0x7f) << UInt64(7 * offset)
            if byte < 0x80 { return (value, start + offset + 1) }
        }
        return nil
    }
}
