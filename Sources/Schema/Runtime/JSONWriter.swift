/// JSON text, written one value behind the other: protobuf's JSON mapping, without blanks.
///
/// What was written last says whether a comma is due, so the writer keeps nothing but its bytes. Each method asks once for all the
/// room it needs.
public struct JSONWriter {
    private var bytes: ByteWriter
    /// Whether what was sealed and opened again is written as its text, for someone who may read it.
    var showsOpened = false

    /// Appends to `bytes` what `body` writes; if it throws, nothing.
    @inline(__always)
    static func write(appendingTo bytes: inout [UInt8], _ body: (inout JSONWriter) throws -> Void) rethrows {
        try ByteWriter.write(appendingTo: &bytes) { writer throws in
            var json = JSONWriter(bytes: writer)
            // The writer's memory may move while it grows: it is given back whatever happens, to be freed.
            defer { writer = json.bytes }
            try body(&json)
        }
    }

    // MARK: Objects and lists

    @inline(__always)
    mutating func beginObject() { mark("{") }

    @inline(__always)
    mutating func endObject() { mark("}") }

    @inline(__always)
    mutating func beginList() { mark("[") }

    @inline(__always)
    mutating func endList() { mark("]") }

    /// Before each item of a list.
    @inline(__always)
    mutating func item() {
        if bytes.last != UInt8(ascii: "[") { mark(",") }
    }

    /// A member's name; its value is next.
    /// - Parameter name: as it stands in JSON: without anything to be escaped.
    @inline(__always)
    mutating func member(_ name: StaticString) {
        bytes.reserve(name.utf8CodeUnitCount &+ 4)
        if bytes.last != UInt8(ascii: "{") { bytes.store(UInt8(ascii: ",")) }
        bytes.store(UInt8(ascii: "\""))
        bytes.store(name)
        bytes.store("\":")
    }

    @inline(__always)
    private mutating func mark(_ mark: Unicode.Scalar) {
        bytes.reserve(1)
        bytes.store(UInt8(truncatingIfNeeded: mark.value))
    }

    // MARK: Values

    mutating func text(_ text: String) {
        let utf8 = text.utf8.span
        bytes.reserve(utf8.count &+ 2)
        bytes.store(UInt8(ascii: "\""))
        let plain = JSONBytes.endOfPlain(utf8, from: 0, for: .writing)
        if plain == utf8.count {
            bytes.store(utf8)
            bytes.store(UInt8(ascii: "\""))
        } else {
            escape(utf8, from: plain)
        }
    }

    /// The rest of a text, of which only the beginning has nothing to be escaped.
    private mutating func escape(_ utf8: Span<UInt8>, from plain: Int) {
        bytes.store(utf8.extracting(0..<plain))
        var place = plain
        while place < utf8.count {
            bytes.reserve(Self.longestEscape)
            let byte = utf8[place]
            place &+= 1
            switch byte {
            case 0x08: bytes.store("\\b")
            case 0x09: bytes.store("\\t")
            case 0x0A: bytes.store("\\n")
            case 0x0C: bytes.store("\\f")
            case 0x0D: bytes.store("\\r")
            case UInt8(ascii: "\""): bytes.store("\\\"")
            case UInt8(ascii: "\\"): bytes.store("\\\\")
            case 0...0x1F, 0x7F: escape(byte)
            case 0xC2 where place < utf8.count && utf8[place] < 0xA0:
                // The control characters U+0080 to U+009F.
                escape(utf8[place])
                place &+= 1
            default: bytes.store(byte)
            }
        }
        mark("\"")
    }

    private static let longestEscape = 6

    private mutating func escape(_ byte: UInt8) {
        bytes.store("\\u00")
        for digit in [byte >> 4, byte & 15] {
            bytes.store(digit < 10 ? UInt8(ascii: "0") &+ digit : UInt8(ascii: "A") &+ digit &- 10)
        }
    }

    /// A word of an enumeration: a text without anything to be escaped.
    @inline(__always)
    mutating func word(_ word: StaticString) {
        bytes.reserve(word.utf8CodeUnitCount &+ 2)
        bytes.store(UInt8(ascii: "\""))
        bytes.store(word)
        bytes.store(UInt8(ascii: "\""))
    }

    mutating func number(_ number: Int64) {
        if number < 0 { mark("-") }
        self.number(number.magnitude)
    }

    mutating func number(_ number: UInt64) {
        bytes.reserve(Self.maxDigits)
        var digits = 1
        var limit: UInt64 = 10
        while digits < Self.maxDigits, number >= limit {
            digits &+= 1
            limit &*= 10
        }
        bytes.store(decimal: number, digits: digits)
    }

    /// Digits of `UInt64.max`.
    private static let maxDigits = 20

    @inline(__always)
    mutating func truth(_ truth: Bool) {
        bytes.reserve(5)
        if truth { bytes.store("true") } else { bytes.store("false") }
    }

    /// A time in RFC 3339, in UTC, with 0, 3, 6 or 9 decimals, whichever loses nothing.
    mutating func time(_ time: Timestamp) {
        let calendar = RFC3339.Calendar(seconds: time.seconds)
        bytes.reserve(Self.longestTime)
        bytes.store(UInt8(ascii: "\""))
        bytes.store(decimal: UInt64(calendar.year), digits: 4)
        bytes.store(UInt8(ascii: "-"))
        bytes.store(decimal: UInt64(calendar.month), digits: 2)
        bytes.store(UInt8(ascii: "-"))
        bytes.store(decimal: UInt64(calendar.day), digits: 2)
        bytes.store(UInt8(ascii: "T"))
        bytes.store(decimal: UInt64(calendar.hour), digits: 2)
        bytes.store(UInt8(ascii: ":"))
        bytes.store(decimal: UInt64(calendar.minute), digits: 2)
        bytes.store(UInt8(ascii: ":"))
        bytes.store(decimal: UInt64(calendar.second), digits: 2)
        if time.nanos > 0 {
            let nanos = UInt64(time.nanos)
            bytes.store(UInt8(ascii: "."))
            if nanos % 1_000_000 == 0 {
                bytes.store(decimal: nanos / 1_000_000, digits: 3)
            } else if nanos % 1000 == 0 {
                bytes.store(decimal: nanos / 1000, digits: 6)
            } else {
                bytes.store(decimal: nanos, digits: 9)
            }
        }
        bytes.store("Z\"")
    }

    /// Bytes of the longest time, with its quotation marks.
    private static let longestTime = 32

    /// Bytes in base64 with padding. Source: RFC 4648 § 4.
    mutating func base64(_ data: [UInt8]) {
        bytes.reserve((data.count + 2) / 3 * 4 + 2)
        bytes.store(UInt8(ascii: "\""))
        var place = 0
        while place < data.count {
            let count = min(3, data.count - place)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(data[place + offset]) : 0) }
            for digit in 0..<4 {
                let sextet = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * digit)) & 63
                bytes.store(digit <= count ? Self.base64Digit(sextet) : UInt8(ascii: "="))
            }
            place += 3
        }
        bytes.store(UInt8(ascii: "\""))
    }

    private static func base64Digit(_ sextet: UInt8) -> UInt8 {
        switch sextet {
        case 0..<26: UInt8(ascii: "A") + sextet
        case 26..<52: UInt8(ascii: "a") + sextet - 26
        case 52..<62: UInt8(ascii: "0") + sextet - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }

    mutating func texts(_ texts: [String]) {
        beginList()
        for text in texts {
            item()
            self.text(text)
        }
        endList()
    }

    /// An object of texts, in the order of its names' bytes.
    mutating func map(_ map: [String: String]) {
        beginObject()
        for (name, value) in map.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            if bytes.last != UInt8(ascii: "{") { mark(",") }
            text(name)
            mark(":")
            text(value)
        }
        endObject()
    }
}
