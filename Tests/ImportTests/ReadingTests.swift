import Foundation
import Ledger
import TestTools
import Testing
import daybook

@Suite("Import: what is in the fields")
struct ReadingTests {
    @Test(
        "money is read to the cent",
        arguments: [
            ("12.99", 1299), ("12.9", 1290), ("12", 1200), ("0.00", 0), ("5.", 500), ("7.500", 750), ("-0.07", -7),
            ("13664.08", 1_366_408),
        ] as [(String, Int64)])
    func cents(text: String, cents: Int64) {
        #expect(DecimalText.cents(text) == cents)
    }

    @Test(
        "what is not money to the cent is not read",
        arguments: ["", "-", ".5", "1,5", "1.005", "1e3", "99999999999999999999", "1.2.3"])
    func notCents(text: String) {
        #expect(DecimalText.cents(text) == nil)
    }

    @Test("a position may have more decimals than are kept")
    func position() {
        #expect(DecimalText.scaled("-23.5475012", decimals: 6, isExact: false) == -23_547_501)
        #expect(DecimalText.scaled("-23.5475012", decimals: 6) == nil)
    }

    @Test(
        "São Paulo's clock is two hours behind in summer, else three",
        arguments: [
            ("2016-09-15 12:16:38", "2016-09-15T15:16:38Z"),
            ("2017-11-24 10:00:00", "2017-11-24T12:00:00Z"),
            // The last second before, the hour that was skipped, and the first one after.
            ("2017-10-14 23:59:59", "2017-10-15T02:59:59Z"),
            ("2017-10-15 00:30:00", "2017-10-15T03:30:00Z"),
            ("2017-10-15 01:30:00", "2017-10-15T03:30:00Z"),
            // The hour that came twice is its first.
            ("2018-02-17 23:30:00", "2018-02-18T01:30:00Z"),
            ("2018-02-18 00:00:00", "2018-02-18T03:00:00Z"),
        ])
    func moments(local: String, utc: String) {
        #expect(SaoPauloTime.moment(local) == Moment(utc))
    }

    @Test("every hour of the data's years is the one the time zone database says")
    func zone() throws {
        let zone = try #require(TimeZone(identifier: "America/Sao_Paulo"))
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = zone
        format.dateFormat = "yyyy-MM-dd HH:mm:ss"
        // From 2016 to the end of 2018. The second of two equal hours is read as the first: it alone may differ.
        var differing = 0
        for hour in stride(from: 1_451_606_400, to: 1_546_300_800, by: 3600) {
            let local = format.string(from: Date(timeIntervalSince1970: TimeInterval(hour)))
            if SaoPauloTime.moment(local)?.microseconds != Int64(hour) * 1_000_000 { differing += 1 }
        }
        #expect(differing == 3)
    }

    @Test("a promised day ends a second before the next one begins")
    func endOfDay() {
        #expect(SaoPauloTime.endOfDay("2018-08-20 00:00:00") == Moment("2018-08-21T02:59:59Z"))
        #expect(SaoPauloTime.endOfDay("2017-10-14 00:00:00") == Moment("2017-10-15T02:59:59Z"))
        #expect(SaoPauloTime.endOfDay("2018-02-17 00:00:00") == Moment("2018-02-18T02:59:59Z"))
        #expect(SaoPauloTime.endOfDay("") == nil)
    }

    @Test("a table is read plain or packed, with newlines inside of quotes", arguments: [false, true])
    func table(isPacked: Bool) throws {
        let folder = NSTemporaryDirectory() + "daybook it's \(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = "\u{FEFF}\"id\",\"note\",cents\r\na,\"one\ntwo, \"\"three\"\"\",1\r\nb,,2"
        try text.write(toFile: folder + "/t.csv", atomically: true, encoding: .utf8)
        if isPacked {
            #expect(try runTool("/usr/bin/env", ["gzip", folder + "/t.csv"]).status == 0)
        }
        var rows: [[String]] = []
        try TableFile("t", in: folder).forEachRow(["cents", "note", "id"]) { row, _ in rows.append(row) }
        #expect(rows == [["1", "one\ntwo, \"three\"", "a"], ["2", "", "b"]])
        #expect(throws: ExitError.self) { try TableFile("t", in: folder).forEachRow(["price"]) { _, _ in } }
        #expect(throws: ExitError.self) { try TableFile("u", in: folder) }
    }
}
