public import Schema

/// A point in time: microseconds since 1970-01-01T00:00:00Z, UTC. What the ledger's clock shows.
public struct Moment: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Truncates to whole microseconds. Nil outside the years 1 to 9999, which RFC 3339 cannot write, and where the nanoseconds
    /// are none of a second.
    public init?(_ timestamp: Timestamp) {
        guard timestamp.seconds >= Self.earliestSecond, timestamp.seconds <= Self.latestSecond,
            timestamp.nanos >= 0, timestamp.nanos < 1_000_000_000
        else { return nil }
        microseconds = timestamp.seconds * 1_000_000 + Int64(timestamp.nanos / 1000)
    }

    /// What makes a timestamp no moment, for people: the end of a sentence that begins with its field.
    public static func reason(against timestamp: Timestamp) -> String {
        (0..<1_000_000_000).contains(timestamp.nanos)
            ? "is outside the years 1 to 9999" : "has \(timestamp.nanos) nanos; a second has 0 to 999999999"
    }

    /// As above, and nil where there is none.
    public init?(_ timestamp: Timestamp?) {
        guard let timestamp else { return nil }
        self.init(timestamp)
    }

    /// The same point as a protobuf timestamp.
    public var timestamp: Timestamp {
        var seconds = microseconds / 1_000_000
        var rest = microseconds % 1_000_000
        if rest < 0 {
            seconds -= 1
            rest += 1_000_000
        }
        return Timestamp(seconds: seconds, nanos: Int32(rest) * 1000)
    }

    /// This moment moved by whole seconds; saturates at the ends of Int64, far outside any date that can be written.
    public func adding(seconds: Int64) -> Moment {
        let (delta, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return Moment(microseconds: seconds < 0 ? .min : .max) }
        let (sum, overflowed) = microseconds.addingReportingOverflow(delta)
        return Moment(microseconds: overflowed ? (delta < 0 ? .min : .max) : sum)
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

    private static let earliestSecond: Int64 = -62_135_596_800
    private static let latestSecond: Int64 = 253_402_300_799
}

extension Moment: CustomStringConvertible, LosslessStringConvertible {
    /// RFC 3339, always UTC with six decimals: `2026-03-01T09:30:00.123456Z`.
    public var description: String {
        let stamp = timestamp
        let days = stamp.seconds >= 0 ? stamp.seconds / 86_400 : (stamp.seconds - 86_399) / 86_400
        let second = stamp.seconds - days * 86_400
        let (year, month, day) = Self.civil(days: days)
        return [
            Self.padded(year, 4), "-", Self.padded(month, 2), "-", Self.padded(day, 2), "T",
            Self.padded(second / 3600, 2), ":", Self.padded(second / 60 % 60, 2), ":", Self.padded(second % 60, 2), ".",
            Self.padded(Int64(stamp.nanos / 1000), 6), "Z",
        ].joined()
    }

    /// RFC 3339 as the JSON of rows and entries has it: without decimals, or with three or six, whichever loses nothing.
    public var json: String {
        let text = description
        let fraction = timestamp.nanos / 1000
        let dropped = fraction == 0 ? 8 : fraction % 1000 == 0 ? 4 : 0
        return dropped == 0 ? text : text.dropLast(dropped) + "Z"
    }

    /// Reads RFC 3339 with `Z` or an offset, with or without decimals; a bare date is its first moment.
    public init?(_ text: String) {
        let bytes = text.count == 10 ? Array((text + "T00:00:00Z").utf8) : Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84 || bytes[10] == 116 || bytes[10] == 32,
            bytes[13] == 58, bytes[16] == 58,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), let day = Self.number(bytes[8..<10]),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
            let second = Self.number(bytes[17..<19]),
            (1...9999).contains(year), (1...12).contains(month), (1...Self.daysIn(month: month, year: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == 46 {
            var scale: Int64 = 100_000
            index += 1
            let start = index
            while index < bytes.count, (48...57).contains(bytes[index]) {
                fraction += Int64(bytes[index] - 48) * scale
                scale /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        guard let offset = Self.offsetSeconds(bytes[index...]) else { return nil }
        let seconds = Self.days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        // The bounds are checked again, because an offset can move a moment out of the years that can be written.
        guard seconds >= Self.earliestSecond, seconds <= Self.latestSecond else { return nil }
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for byte in bytes {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        return value
    }

    private static func offsetSeconds(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard let sign = bytes.first else { return nil }
        if sign == 90 || sign == 122 { return bytes.count == 1 ? 0 : nil }
        let start = bytes.startIndex
        guard sign == 43 || sign == 45, bytes.count == 6, bytes[start + 3] == 58,
            let hours = number(bytes[(start + 1)..<(start + 3)]), let minutes = number(bytes[(start + 4)..<(start + 6)]),
            hours < 24, minutes < 60
        else { return nil }
        return (sign == 43 ? 1 : -1) * (hours * 3600 + minutes * 60)
    }

    private static func daysIn(month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
