import Schema
import Testing

@testable import Ledger

@Suite struct MomentTests {
    @Test(arguments: [
        "1970-01-01T00:00:00.000000Z", "2026-03-01T09:30:00.123456Z", "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z",
        "2000-02-29T12:00:00.000001Z", "1969-12-31T23:59:59.999999Z", "1900-03-01T00:00:00.000000Z",
    ])
    func textReadsBackAsItself(_ text: String) throws {
        let moment = try #require(Moment(text))
        #expect(moment.description == text)
        #expect(Moment(moment.timestamp) == moment)
    }

    @Test(arguments: [
        ("2026-03-01", "2026-03-01T00:00:00.000000Z"), ("2026-03-01T09:30:00+08:00", "2026-03-01T01:30:00.000000Z"),
        ("2026-03-01t09:30:00z", "2026-03-01T09:30:00.000000Z"), ("2026-03-01 09:30:00.5Z", "2026-03-01T09:30:00.500000Z"),
        ("2026-03-01T09:30:00.1234567899Z", "2026-03-01T09:30:00.123456Z"),
    ])
    func otherSpellings(_ text: String, _ canonical: String) {
        #expect(Moment(text)?.description == canonical)
    }

    @Test(arguments: [
        "", "2026", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-32T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00Zx", "0000-01-01T00:00:00Z", "1900-02-29T00:00:00Z", "é026-01-01",
        "2026-01-01T00:00:00+0800", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
    ])
    func refused(_ text: String) {
        #expect(Moment(text) == nil)
    }

    @Test func everyDayOfFourCenturies() {
        var expected = Moment("1999-12-31T00:00:00Z")!
        for _ in 0..<146_097 {
            expected = expected.adding(seconds: 86_400)
            guard Moment(expected.description) == expected else {
                Issue.record("\(expected)")
                return
            }
        }
        #expect(expected.description == "2399-12-31T00:00:00.000000Z")
    }

    @Test func timestampsOutsideTheYearsAreRefused() {
        #expect(Moment(Timestamp(seconds: .max, nanos: 0)) == nil)
        #expect(Moment(Timestamp(seconds: .min, nanos: 0)) == nil)
        #expect(Moment(Timestamp(seconds: 0, nanos: -1)) == nil)
        #expect(Moment(Timestamp(seconds: 0, nanos: 1_000_000_000)) == nil)
        #expect(Moment(Timestamp(seconds: 253_402_300_800, nanos: 0)) == nil)
    }

    @Test func addingSaturates() {
        #expect(Moment(microseconds: 0).adding(seconds: .max).microseconds == .max)
        #expect(Moment(microseconds: 0).adding(seconds: .min).microseconds == .min)
        #expect(Moment(microseconds: .max).adding(seconds: 1).microseconds == .max)
        #expect(Moment(microseconds: .min).adding(seconds: -1).microseconds == .min)
    }

    @Test func sortableTextSortsAsTime() {
        let moments: [Int64] = [0, 1, 15, 16, 255, 256, 1_000_000, .max]
        let texts = moments.map { Moment(microseconds: $0).sortableText }
        #expect(texts == texts.sorted() && texts.allSatisfy { $0.utf8.count == 16 })
        #expect(Moment(microseconds: -5).sortableText == Moment(microseconds: 0).sortableText)
    }
}
