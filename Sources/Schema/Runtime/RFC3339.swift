/// Times as texts: `2026-03-01T09:30:00.123Z`.
///
/// Source: RFC 3339 § 5.6, `date-time`. Of years, 0001 to 9999; leap seconds are not read.
public enum RFC3339 {
    /// The first second of the year 1, and the last one of the year 9999.
    public static let seconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// A moment of the calendar, in UTC.
    public struct Calendar: Sendable {
        /// 1 ... 9999.
        public let year: Int64
        /// 1 ... 12.
        public let month: Int64
        /// 1 ... 31.
        public let day: Int64
        /// 0 ... 23.
        public let hour: Int64
        /// 0 ... 59.
        public let minute: Int64
        /// 0 ... 59.
        public let second: Int64

        /// - Parameter seconds: since 1970-01-01T00:00:00Z. What lies outside of the years 1 to 9999 is taken as their nearest
        ///   second.
        public init(seconds: Int64) {
            let seconds = min(max(seconds, RFC3339.seconds.lowerBound), RFC3339.seconds.upperBound)
            let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
            let rest = seconds - days * 86_400
            hour = rest / 3600
            minute = rest / 60 % 60
            second = rest % 60
            // Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
            let shifted = days + 719_468
            let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
            let dayOfEra = shifted - era * 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * dayOfYear + 2) / 153
            month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
            day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        }
    }

    /// A time as protobuf's JSON mapping writes it: in UTC, with 0, 3, 6 or 9 decimals, whichever loses nothing.
    public static func text(_ time: Timestamp) -> String {
        var bytes: [UInt8] = []
        JSONWriter.write(appendingTo: &bytes) { $0.time(time) }
        return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    /// Reads a time with `Z` or an offset, with up to nine decimals; nil if it is none.
    public static func time(_ text: String) -> Timestamp? {
        time(text.utf8.span)
    }

    /// Reads the bytes of a time with `Z` or an offset, with up to nine decimals; nil if they are none.
    static func time(_ text: Span<UInt8>) -> Timestamp? {
        guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] | 0x20 == UInt8(ascii: "t"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            let century = pair(text, 0), let yearOfCentury = pair(text, 2), let month = pair(text, 5), let day = pair(text, 8),
            let hour = pair(text, 11), let minute = pair(text, 14), let second = pair(text, 17)
        else { return nil }
        let year = century * 100 + yearOfCentury
        guard year >= 1, (1...12).contains(month), day >= 1, day <= daysIn(month: month, year: year), hour < 24, minute < 60,
            second < 60
        else { return nil }
        var place = 19
        guard let nanos = nanoseconds(text, &place), let offset = offsetSeconds(text, from: place) else { return nil }
        let seconds = days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        // An offset can move a time out of the years that can be written.
        guard Self.seconds.contains(seconds) else { return nil }
        return Timestamp(seconds: seconds, nanos: nanos)
    }

    /// Two digits.
    @inline(__always)
    private static func pair(_ text: Span<UInt8>, _ place: Int) -> Int64? {
        let tens = text[place] &- UInt8(ascii: "0")
        let ones = text[place + 1] &- UInt8(ascii: "0")
        return tens < 10 && ones < 10 ? Int64(tens) * 10 + Int64(ones) : nil
    }

    /// The decimals behind a point, if there is one here; nil if they are none or more than nine.
    private static func nanoseconds(_ text: Span<UInt8>, _ place: inout Int) -> Int32? {
        guard text[place] == UInt8(ascii: ".") else { return 0 }
        place += 1
        var nanos: Int32 = 0
        var scale: Int32 = 100_000_000
        let start = place
        while place < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[place]) {
            guard scale > 0 else { return nil }
            nanos += Int32(text[place] - UInt8(ascii: "0")) * scale
            scale /= 10
            place += 1
        }
        return place > start ? nanos : nil
    }

    private static func offsetSeconds(_ text: Span<UInt8>, from start: Int) -> Int64? {
        guard start < text.count else { return nil }
        let sign = text[start]
        if sign | 0x20 == UInt8(ascii: "z") { return start + 1 == text.count ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), start + 6 == text.count, text[start + 3] == UInt8(ascii: ":"),
            let hours = pair(text, start + 1), let minutes = pair(text, start + 4), hours < 24, minutes < 60
        else { return nil }
        return (sign == UInt8(ascii: "+") ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    private static func daysIn(month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01.
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
