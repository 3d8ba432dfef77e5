import Testing

@testable import Schema

@Suite("RFC 3339")
struct RFC3339Tests {
    @Test(
        "what is written reads back as itself, with the decimals it needs",
        arguments: [
            "1970-01-01T00:00:00Z", "2026-03-01T09:30:00.123456Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z",
            "2000-02-29T12:00:00.001Z", "1969-12-31T23:59:59.999Z", "1900-03-01T00:00:00.000000001Z",
        ])
    func roundTrip(text: String) throws {
        #expect(RFC3339.text(try #require(RFC3339.time(text))) == text)
    }

    @Test(
        "other spellings mean the same",
        arguments: [
            ("2026-03-01T09:30:00+08:00", "2026-03-01T01:30:00Z"), ("2026-03-01t09:30:00z", "2026-03-01T09:30:00Z"),
            ("2026-03-01T09:30:00.5Z", "2026-03-01T09:30:00.500Z"), ("2026-03-01T00:00:00-00:30", "2026-03-01T00:30:00Z"),
            ("2026-03-01T09:30:00.100000000Z", "2026-03-01T09:30:00.100Z"), ("2026-03-01T00:00:00-00:00", "2026-03-01T00:00:00Z"),
        ])
    func otherSpellings(text: String, canonical: String) {
        #expect(RFC3339.time(text).map(RFC3339.text) == canonical)
    }

    @Test(
        "what is no time is none",
        arguments: [
            "", "2026", "2026-03-01", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.0000000000Z", "2026-01-01T00:00:00.5", "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00:00+00:60", "2026-01-01T00:00:00Zx", "2026-01-01 00:00:00Z", "0000-01-01T00:00:00Z",
            "1900-02-29T00:00:00Z", "2026-01-01T00:00:00+0800", "2026-01-01T00:00:00+08:0", "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00", "+026-01-01T00:00:00Z", "2026-1-001T00:00:00Z", "é026-01-01T00:00:00Z",
        ])
    func refused(text: String) {
        #expect(RFC3339.time(text) == nil)
    }

    @Test("every day of four centuries")
    func days() {
        for day in Int64(0)..<146_097 {
            let time = Timestamp(seconds: 946_684_800 + day * 86_400)
            guard RFC3339.time(RFC3339.text(time)) == time else {
                Issue.record("\(time)")
                return
            }
        }
        #expect(RFC3339.text(Timestamp(seconds: 946_684_800 + 146_096 * 86_400)) == "2399-12-31T00:00:00Z")
    }

    @Test("what has no text is written as the nearest that has one")
    func outside() {
        #expect(RFC3339.text(Timestamp(seconds: .min)) == "0001-01-01T00:00:00Z")
        #expect(RFC3339.text(Timestamp(seconds: .max)) == "9999-12-31T23:59:59Z")
        #expect(RFC3339.text(Timestamp(seconds: 0, nanos: -1)) == "1970-01-01T00:00:00Z")
        #expect(RFC3339.text(Timestamp(seconds: 0, nanos: .max)) == "1970-01-01T00:00:00.147483647Z")
    }
}
