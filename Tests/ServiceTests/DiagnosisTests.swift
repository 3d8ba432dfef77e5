import Foundation
import Glibc
import Ledger
import Schema
import SwiftProtobuf
import Testing

@testable import Service

@Suite("What is wrong with a command", .timeLimit(.minutes(8)))
struct DiagnosisTests {
    private static let reader = CommandReader(caller: .local, wantsEvents: false)

    /// Texts that are hard to diagnose: most of them are right until their very end.
    struct Hostile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let start: String
        let part: String
        var end = ""

        /// The text with about so many bytes.
        func text(_ size: Int) -> [UInt8] {
            let count = max(1, (size - start.utf8.count - end.utf8.count) / part.utf8.count)
            return Array((start + String(repeating: part, count: count) + end).utf8)
        }
    }

    private static let lines = #"{"id":"a","order":{"place":{"lines":["#
    private static let categories = #"{"id":"a","catalog":{"createProduct":{"categories":["#

    static let hostile = [
        Hostile(testDescription: "lists in lists", start: "", part: "["),
        Hostile(testDescription: "lists in lists of a field", start: lines, part: "["),
        Hostile(testDescription: "objects in objects", start: "", part: #"{"order":"#),
        Hostile(testDescription: "many lines, none ended", start: lines, part: #"{"sku":"s","quantity":1},"#),
        Hostile(testDescription: "many lines, the last one wrong", start: lines, part: #"{"quantity":1},"#, end: #"{"quantity":"many"}]}}}"#),
        Hostile(testDescription: "many empty lines", start: lines, part: "{},", end: "7]}}}"),
        Hostile(testDescription: "many numbers in quotation marks", start: lines, part: #"{"quantity":"1"},"#, end: "{]}}}"),
        Hostile(testDescription: "many fractions", start: lines, part: #"{"quantity":1.0},"#, end: "{]}}}"),
        Hostile(testDescription: "many texts", start: categories, part: #""c","#, end: "null]}}}"),
        Hostile(testDescription: "many texts of escapes", start: categories, part: #""\u0063","#, end: "null]}}}"),
        Hostile(testDescription: "a long text, not ended", start: categories + "\"", part: "x"),
        Hostile(testDescription: "a long text of escapes, the last one wrong", start: categories + "\"", part: #"\u0063"#, end: #"\u00"]}}}"#),
        Hostile(testDescription: "a long text of backslashes", start: categories + "\"", part: #"\\"#, end: #"\"#),
        Hostile(testDescription: "a field again and again", start: "{", part: #""id":"a","#, end: #""ie":1}"#),
        Hostile(testDescription: "unknown fields", start: "{", part: #""x":{"y":[1]},"#, end: #""id":"a"}"#),
        Hostile(testDescription: "an unknown field with a long name", start: "{\"", part: "x", end: "\":1}"),
        Hostile(testDescription: "times", start: "{", part: #""time":"2026-03-01T00:00:00Z","#, end: #""time":1}"#),
        Hostile(testDescription: "digits", start: #"{"stock":{"receive":{"quantity":"#, part: "9", end: "}}}"),
        Hostile(testDescription: "blanks", start: "{", part: " ", end: "]"),
        Hostile(testDescription: "nulls", start: "{", part: #""order":null,"#, end: #""order":1}"#),
    ]

    /// Seconds of this thread's processor that reading takes, whatever else the machine does: the best of some.
    private static func seconds(_ bytes: [UInt8]) -> Double {
        (0..<3).map { _ in
            let start = processorSeconds()
            let result = Result { try reader.json(bytes) }
            let end = processorSeconds()
            if case .success = result { Issue.record("it could be read") }
            return end - start
        }.min() ?? 0
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test("four times the text takes about four times as long", arguments: hostile)
    func growth(hostile: Hostile) {
        let sizes = [8192, 65_536, ServiceLimits.commandBytes]
        let seconds = sizes.map { Self.seconds(hostile.text($0)) }
        if ProcessInfo.processInfo.environment["DAYBOOK_SHOW"] != nil { print("TIMES", hostile.testDescription, seconds) }
        // What takes a few milliseconds is measured too roughly to be compared.
        #expect(seconds[2] <= max(0.02, seconds[1] * 7), "\(seconds)")
    }
}
