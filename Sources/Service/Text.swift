import Schema

/// Writes small pieces of text straight into bytes: what the hot path needs of JSON and RFC 3339.
enum Text {
    /// Appends a JSON string with its quotation marks.
    static func appendJSON(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x20...: bytes.append(byte)
            case 0x0a: bytes += "\\n".utf8
            case 0x0d: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            default:
                bytes += "\\u00".utf8
                bytes.append(hex(byte >> 4))
                bytes.append(hex(byte & 15))
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A JSON string with its quotation marks.
    static func json(_ text: String) -> String {
        var bytes: [UInt8] = []
        appendJSON(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hex(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }

    /// Appends a whole number.
    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        guard number >= 10 else { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
        let start = bytes.count
        var rest = number
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    /// Appends a number with leading zeros.
    static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var scale = 1
        for _ in 1..<digits { scale *= 10 }
        while scale > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / scale % 10))
            scale /= 10
        }
    }

    /// The time of a `Date` header. Source: RFC 9110 § 5.6.7, IMF-fixdate.
    static func httpDate(seconds: Int) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let date = RFC3339.Calendar(seconds: Int64(seconds))
        var bytes: [UInt8] = []
        bytes += "\(days[seconds / 86_400 % 7]), ".utf8
        append(Int(date.day), digits: 2, to: &bytes)
        bytes += " \(months[Int(date.month) - 1]) ".utf8
        append(Int(date.year), digits: 4, to: &bytes)
        for (part, mark) in [(date.hour, " "), (date.minute, ":"), (date.second, ":")] {
            bytes += mark.utf8
            append(Int(part), digits: 2, to: &bytes)
        }
        bytes += " GMT".utf8
        return String(decoding: bytes, as: UTF8.self)
    }
}
