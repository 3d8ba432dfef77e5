/// Numbers and truths.
extension JSONReader {
    /// The largest whole number of I-JSON, 2⁵³−1. Source: RFC 7493 § 2.2.
    private static let largest: Int64 = 9_007_199_254_740_991

    mutating func int64() throws(JSONFault) -> Int64? {
        try number(from: -Self.largest, to: Self.largest)
    }

    mutating func uint64() throws(JSONFault) -> UInt64? {
        try number(from: 0, to: Self.largest).map { UInt64(truncatingIfNeeded: $0) }
    }

    mutating func int32() throws(JSONFault) -> Int32? {
        try number(from: Int64(Int32.min), to: Int64(Int32.max)).map { Int32(truncatingIfNeeded: $0) }
    }

    mutating func uint32() throws(JSONFault) -> UInt32? {
        try number(from: 0, to: Int64(UInt32.max)).map { UInt32(truncatingIfNeeded: $0) }
    }

    mutating func truth() throws(JSONFault) -> Bool? {
        guard let range = bareWord else { throw other("must be true or false") }
        let isTrue = bytes[range].elementsEqual("true".utf8)
        guard isTrue || bytes[range].elementsEqual("false".utf8) else {
            if takeNull() { return nil }
            throw other("must be true or false")
        }
        index = range.upperBound
        return isTrue
    }

    /// A whole number in decimal digits.
    private mutating func number(from lowest: Int64, to largest: Int64) throws(JSONFault) -> Int64? {
        let isNegative = next == UInt8(ascii: "-")
        let start = isNegative ? index &+ 1 : index
        var place = start
        var value: Int64 = 0
        // As many digits as 2⁵³−1 has; with one more it is too large, whatever it is.
        while place < bytes.count, place &- start < 17 {
            let digit = bytes[place] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value &* 10 &+ Int64(digit)
            place &+= 1
        }
        if isNegative { value = -value }
        guard place > start, place == start &+ 1 || bytes[start] != UInt8(ascii: "0"), value >= lowest, value <= largest,
            place == bytes.count || !Self.isBare(bytes[place])
        else { return try fallbackNumber(from: lowest, to: largest) }
        index = place
        return value
    }

    /// Null, or what is wrong with the number.
    private mutating func fallbackNumber(from lowest: Int64, to largest: Int64) throws(JSONFault) -> Int64? {
        if takeNull() { return nil }
        let range = "is a number outside the range of the field (whole numbers from \(lowest) to \(largest))"
        if next == UInt8(ascii: "\"") {
            let start = index
            let text = Array((content(try string()) ?? "").utf8)
            index = start
            switch JSONNumber(text[...])?.flaw {
            case nil: throw fault("must be a whole number")
            case .leadingZero: throw fault("is a number with leading zeros")
            case .range: throw fault(range)
            case .fraction: throw fault("must be a whole number")
            case .notation, .some(.none): throw fault("must be a whole number, without quotation marks")
            }
        }
        guard let word = bareWord, let number = JSONNumber(bytes[word]) else { throw other("must be a whole number") }
        switch number.flaw {
        case .leadingZero: throw fault("is a number with leading zeros")
        case .fraction: throw fault("must be a whole number")
        case .notation: throw fault("must be a whole number, without a point or an exponent")
        case .range, .none: throw fault(range)
        }
    }
}
