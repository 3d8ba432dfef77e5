import Ledger

/// When the entry that comes next happens: at the clock's time, or at the time its command states.
struct EntryMoment {
    private let reading: ClockWatch.Reading
    /// The stated time, in a backfill.
    let stated: Moment?

    init(_ reading: ClockWatch.Reading, stated: Moment?) {
        self.reading = reading
        self.stated = stated
    }

    /// The entry's time, given the last entry's: entries' times only ever increase. While the clock is not believed, the
    /// ledger's own clock moves by a microsecond an entry.
    func time(after last: Moment) -> Moment {
        let next = Moment(microseconds: last.microseconds + 1)
        return stated ?? (reading.isBelieved ? max(reading.time, next) : next)
    }

    /// The time of an entry for a deadline that is met before this one, given the last entry's: the deadline's own in a
    /// backfill. Nil where there is no time left between the last entry and the stated time.
    func time(of due: Moment, after last: Moment) -> Moment? {
        guard let stated else { return time(after: last) }
        let time = max(due, Moment(microseconds: last.microseconds + 1))
        return time < stated ? time : nil
    }

    /// What the entry keeps beside its time: when a stated time was really recorded.
    var recordedAt: Moment? { stated == nil ? nil : reading.time }
}
