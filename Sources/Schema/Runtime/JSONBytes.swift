/// Looks at the bytes of JSON eight at a time.
enum JSONBytes {
    /// For what a text is looked through: reading stops at a quotation mark, a backslash and control characters, writing also at
    /// what may be one of the other control characters, U+007F to U+009F.
    enum Purpose {
        case reading
        case writing
    }

    /// The next eight bytes, the first one lowest.
    @inline(__always)
    static func word(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
        let part = bytes.extracting(place..<place &+ 8)
        let low = UInt64(part[0]) | UInt64(part[1]) &<< 8 | UInt64(part[2]) &<< 16 | UInt64(part[3]) &<< 24
        let high = UInt64(part[4]) | UInt64(part[5]) &<< 8 | UInt64(part[6]) &<< 16 | UInt64(part[7]) &<< 24
        return low | high &<< 32
    }

    /// Whether JSON takes a byte as a blank between values.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13
    }

    /// The first place from `start` on whose byte does not stand for itself; the end if all do.
    @inline(__always)
    static func endOfPlain(_ bytes: Span<UInt8>, from start: Int, for purpose: Purpose) -> Int {
        var place = start
        while place &+ 8 <= bytes.count {
            let word = word(bytes, at: place)
            var marks = below20(word) | zero(word ^ 0x2222_2222_2222_2222) | zero(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            if purpose == .writing { marks |= zero(word ^ 0x7F7F_7F7F_7F7F_7F7F) | zero(word ^ 0xC2C2_C2C2_C2C2_C2C2) }
            guard marks == 0 else { return place &+ marks.trailingZeroBitCount &>> 3 }
            place &+= 8
        }
        while place < bytes.count {
            let byte = bytes[place]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return place }
            if purpose == .writing, byte == 0x7F || byte == 0xC2 { return place }
            place &+= 1
        }
        return place
    }

    // Each of these sets the top bit of every byte that it looks for; above the lowest such byte it may set others as well.
    // Source: Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte" and "… a byte less than n".

    @inline(__always)
    private static func zero(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    @inline(__always)
    private static func below20(_ word: UInt64) -> UInt64 {
        (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
    }
}
