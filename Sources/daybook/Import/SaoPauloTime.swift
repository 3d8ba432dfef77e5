package import Ledger

/// The wall clock of São Paulo, as the Olist files write it: local time without a zone.
///
/// A table rather than the machine's time zone data: the same file must give the same commands, byte for byte, on every machine
/// and after every update of that data, or importing it again would no longer be a repetition.
/// Source: IANA tz database, zone America/Sao_Paulo, rules of 2008 and 2017.
package enum SaoPauloTime {
    /// Daylight saving time, UTC-2 instead of UTC-3, from the first moment up to the second.
    private static let summers: [Range<Moment>] = [
        ("2015-10-18T03:00:00Z", "2016-02-21T02:00:00Z"),
        ("2016-10-16T03:00:00Z", "2017-02-19T02:00:00Z"),
        ("2017-10-15T03:00:00Z", "2018-02-18T02:00:00Z"),
        ("2018-11-04T03:00:00Z", "2019-02-17T02:00:00Z"),
    ].compactMap { start, end in
        guard let start = Moment(start), let end = Moment(end) else { return nil }
        return start..<end
    }

    /// Reads `2017-11-24 10:00:00`; nil for anything else.
    ///
    /// An hour that came twice is its first; an hour that was skipped is the one after it.
    package static func moment(_ text: String) -> Moment? {
        guard text.utf8.count == 19, let wall = Moment(text + "Z") else { return nil }
        let inSummer = wall.adding(seconds: 2 * 3600)
        return summers.contains { $0.contains(inSummer) } ? inSummer : wall.adding(seconds: 3 * 3600)
    }

    /// The last second of the day that a date or a time falls on; nil for anything else.
    package static func endOfDay(_ text: String) -> Moment? {
        guard text.utf8.count >= 10, let midnight = Moment(String(text.prefix(10))) else { return nil }
        let next = midnight.adding(seconds: 86_400).description.prefix(10)
        return moment("\(next) 00:00:00")?.adding(seconds: -1)
    }
}
