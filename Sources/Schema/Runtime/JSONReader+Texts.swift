/// Strings, and what is written as one.
extension JSONReader {
    /// A string of the text, without its quotation marks.
    struct Token {
        let range: Range<Int>
        let hasEscapes: Bool
    }

    private static let badText = "must be a text in quotation marks, with valid escapes and UTF-8"

    mutating func text() throws(JSONFault) -> String? {
        guard next == UInt8(ascii: "\"") else {
            if takeNull() { return nil }
            throw other("must be a text in quotation marks")
        }
        return try textHere()
    }

    /// A list of texts.
    mutating func texts() throws(JSONFault) -> [String]? {
        guard try beginList() else { return nil }
        var texts: [String] = []
        while try nextItem() {
            guard let text = try text() else { break }
            texts.append(text)
        }
        return texts
    }

    /// An object of texts. Names that look the same count as the same.
    mutating func map() throws(JSONFault) -> [String: String]? {
        guard next == UInt8(ascii: "{") else {
            if takeNull() { return nil }
            throw other("must be an object")
        }
        _ = try beginObject()
        var map: [String: String] = [:]
        while try element(until: UInt8(ascii: "}")) {
            guard next == UInt8(ascii: "\"") else { throw broken }
            let name = try memberName()
            try takeColon()
            guard next == UInt8(ascii: "\"") else { throw other("must be a text in quotation marks") }
            let value = try textHere()
            guard map.updateValue(value, forKey: name) == nil else { throw fault("is there twice") }
        }
        return map
    }

    /// A word of an enumeration: its index.
    mutating func word(_ words: FieldNames) throws(JSONFault) -> Int? {
        guard next == UInt8(ascii: "\"") else {
            if takeNull() { return nil }
            throw other(Self.reason(words))
        }
        if let match = words.match(bytes.span, at: index &+ 1, guess: 0) {
            index &+= match.count &+ 1
            return match.index
        }
        let token = try string()
        guard let word = content(token) else { throw fault(Self.badText) }
        guard let index = words.index(of: word) else {
            let shown = String(decoding: word.utf8.prefix(JSONPath.shownBytes), as: UTF8.self)
            throw fault(Self.reason(words), unknown: JSONFault.Unknown(name: shown, known: Self.offered(words)))
        }
        return index
    }

    private static func reason(_ words: FieldNames) -> String {
        "is not one of the words this field can have: \(offered(words).joined(separator: ", "))"
    }

    /// The words but the one for nothing, which is taken and not offered.
    private static func offered(_ words: FieldNames) -> [String] {
        words.texts.filter { !$0.hasSuffix("_UNSPECIFIED") }
    }

    mutating func time() throws(JSONFault) -> Timestamp? {
        let reason = "must be a time such as 2026-03-01T09:30:00Z"
        guard next == UInt8(ascii: "\"") else {
            if takeNull() { return nil }
            throw other(reason)
        }
        let token = try string()
        let time =
            token.hasEscapes ? content(token).flatMap { RFC3339.time($0) } : RFC3339.time(bytes.span.extracting(token.range))
        guard let time else { throw fault(reason) }
        return time
    }

    /// Bytes in base64, of either alphabet, with its padding or without. Source: RFC 4648 § 4 and § 5.
    mutating func base64() throws(JSONFault) -> [UInt8]? {
        let reason = "must be bytes in base64, in quotation marks"
        guard next == UInt8(ascii: "\"") else {
            if takeNull() { return nil }
            throw other(reason)
        }
        let token = try string()
        guard let content = token.hasEscapes ? Self.unescaped(bytes[token.range]) : Array(bytes[token.range]),
            let data = Self.decodedBase64(content)
        else { throw fault(reason) }
        return data
    }

    private static func decodedBase64(_ content: [UInt8]) -> [UInt8]? {
        let padding = content.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let digits = content.dropLast(padding)
        guard digits.count % 4 != 1, padding == 0 || (padding <= 2 && content.count % 4 == 0) else { return nil }
        // A text is of one alphabet.
        let isOfBoth =
            digits.contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
            && digits.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        guard !isOfBoth else { return nil }
        var data: [UInt8] = []
        data.reserveCapacity(digits.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var count = 0
        for digit in digits {
            guard let sextet = sextet(digit) else { return nil }
            bits = bits << 6 | UInt32(sextet)
            count += 6
            if count >= 8 {
                count -= 8
                data.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        // Bits beyond the last byte are zero, so that the same bytes have one text only.
        return bits & (1 << UInt32(count) - 1) == 0 ? data : nil
    }

    private static func sextet(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }

    // MARK: Strings

    @inline(__always)
    private mutating func textHere() throws(JSONFault) -> String {
        let token = try string()
        guard let text = content(token) else { throw fault(Self.badText) }
        return text
    }

    /// Reads the string that begins here.
    @inline(__always)
    mutating func string() throws(JSONFault) -> Token {
        let start = index &+ 1
        var end = start
        var hasEscapes = false
        while true {
            end = JSONBytes.endOfPlain(bytes.span, from: end, for: .reading)
            guard end < bytes.count, bytes[end] >= 0x20 else {
                index = end
                throw broken
            }
            if bytes[end] == UInt8(ascii: "\"") {
                index = end &+ 1
                return Token(range: start..<end, hasEscapes: hasEscapes)
            }
            hasEscapes = true
            end = min(end &+ 2, bytes.count)
        }
    }

    /// What a string stands for; nil if its escapes or its UTF-8 are not valid.
    @inline(__always)
    func content(_ token: Token) -> String? {
        if token.hasEscapes { return escapedContent(token) }
        do {
            return String(copying: try UTF8Span(validating: bytes.span.extracting(token.range)))
        } catch {
            return nil
        }
    }

    private func escapedContent(_ token: Token) -> String? {
        guard let plain = Self.unescaped(bytes[token.range]) else { return nil }
        do {
            return String(copying: try UTF8Span(validating: plain.span))
        } catch {
            return nil
        }
    }

    /// The bytes that a string's inside stands for; nil if one of its escapes is not valid.
    static func unescaped(_ raw: ArraySlice<UInt8>) -> [UInt8]? {
        var plain: [UInt8] = []
        plain.reserveCapacity(raw.count)
        var place = raw.startIndex
        while place < raw.endIndex {
            let byte = raw[place]
            place += 1
            guard byte == UInt8(ascii: "\\") else {
                plain.append(byte)
                continue
            }
            guard place < raw.endIndex else { return nil }
            let escape = raw[place]
            place += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(escape)
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "u"):
                guard let scalar = scalar(raw, &place) else { return nil }
                plain += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            default: return nil
            }
        }
        return plain
    }

    /// The character of an escape behind its `\u`, and of a second one if both are a pair. Halves of pairs are none.
    private static func scalar(_ raw: ArraySlice<UInt8>, _ place: inout Int) -> Unicode.Scalar? {
        guard let unit = unit(raw, &place) else { return nil }
        guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) }
        guard place + 2 <= raw.endIndex, raw[place] == UInt8(ascii: "\\"), raw[place + 1] == UInt8(ascii: "u") else { return nil }
        place += 2
        guard let low = self.unit(raw, &place), low & 0xFC00 == 0xDC00 else { return nil }
        return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
    }

    /// Four hexadecimal digits.
    private static func unit(_ raw: ArraySlice<UInt8>, _ place: inout Int) -> UInt32? {
        guard place + 4 <= raw.endIndex else { return nil }
        var unit: UInt32 = 0
        for byte in raw[place..<place + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        place += 4
        return unit
    }
}
