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
        guard RFC3339.seconds.contains(timestamp.seconds), (0..<1_000_000_000).contains(timestamp.nanos) else { return nil }
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
}

extension Moment: CustomStringConvertible, LosslessStringConvertible {
    /// RFC 3339, always UTC with six decimals: `2026-03-01T09:30:00.123456Z`.
    public var description: String {
        let json = json
        let missing = 27 - json.utf8.count
        return missing == 0 ? json : json.dropLast() + ".000000".suffix(missing) + "Z"
    }

    /// RFC 3339 as the JSON of rows and entries has it: without decimals, or with three or six, whichever loses nothing.
    public var json: String { RFC3339.text(timestamp) }

    /// Reads RFC 3339 with `Z` or an offset, with or without decimals, of which six count; a bare date is its first moment.
    public init?(_ text: String) {
        var bytes = Array((text.utf8.count == 10 ? text + "T00:00:00Z" : text).utf8)
        if bytes.count > 10, bytes[10] == UInt8(ascii: " ") { bytes[10] = UInt8(ascii: "T") }
        // What is finer than nanoseconds is cut off, as they are.
        let decimals = bytes.dropFirst(20).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        if decimals.count > 9 { bytes.removeSubrange(29..<decimals.endIndex) }
        self.init(RFC3339.time(String(decoding: bytes, as: UTF8.self)))
    }
}
