import Foundation
import TestTools
import Testing

@testable import Schema

/// Texts made and changed at random, beside Foundation's reader.
@Suite("JSON at random", .timeLimit(.minutes(2)))
struct JSONRandomTests {
    @Test("what is written is read back, by Foundation too", arguments: 1...4)
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix64(seed)
        for _ in 0..<500 {
            let sample = JSONSample.random(&random)
            var bytes: [UInt8] = []
            JSONWriter.write(appendingTo: &bytes) { sample.write(to: &$0) }
            #expect(JSONSample.result(of: bytes).sample == sample)
            let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            #expect(object.flatMap(JSONSample.init(foundation:)) == sample)
        }
    }

    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0041", "\\ud800", "\\ud83d\\ude00", "\\q", "null", "true", "false", "0", "1",
        "-1", "01",
        "1.0", "1.5", "1e2", "9007199254740992", "\"1\"", "\"x\"", "{}", "[]", "[null]", " ", "\n", "e", ".", "é", "\0",
        "\"name\":\"x\",",
    ]

    /// Changes a text in one to three places.
    static func change(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        for _ in 0..<(random.next() % 3) where !bytes.isEmpty {
            let place = Int(random.next() % UInt64(bytes.count))
            let end = min(bytes.count, place + Int(random.next() % 4))
            switch random.next() % 5 {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes[place] ^= 1 << UInt8(random.next() % 8)
            case 2: bytes.removeSubrange(place...)
            default: bytes.replaceSubrange(place..<end, with: Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8))
            }
        }
    }

    /// What Foundation takes and this reader does not; the last two are commas before the end.
    private static let strictness = ["is there twice", "must be a whole number", "one too many", "near \"]", "near \"}"]

    @Test("changed texts are read as Foundation reads them, or refused for what it does not look at", arguments: 1...8)
    func agreement(seed: UInt64) {
        var random = SplitMix64(seed)
        var taken = 0
        var refused = 0
        for _ in 0..<1000 {
            var bytes: [UInt8] = []
            let sample = JSONSample.random(&random)
            JSONWriter.write(appendingTo: &bytes) { sample.write(to: &$0) }
            Self.change(&bytes, &random)
            let result = JSONSample.result(of: bytes)
            let object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
            let expected = object.flatMap(JSONSample.init(foundation:))
            let text = String(decoding: bytes, as: UTF8.self)
            if let sample = result.sample {
                taken += 1
                #expect(sample == expected, "\(text)")
            } else {
                refused += 1
                guard expected != nil, let fault = result.fault else { continue }
                #expect(Self.strictness.contains { fault.reason.contains($0) }, "\(text): \(fault)")
            }
        }
        #expect(taken > 100 && refused > 300, "\(taken) \(refused)")
    }

    @Test("what is to be left out is left out whole, and nothing else is", arguments: 1...4)
    func leftOut(seed: UInt64) throws {
        var random = SplitMix64(seed)
        for _ in 0..<300 {
            let unknown = JSONSample.random(&random)
            let sample = JSONSample.random(&random)
            var bytes = Array(#"{"newer":[null,-1.5e+3,"\u00e9",{},[],"#.utf8)
            JSONWriter.write(appendingTo: &bytes) { unknown.write(to: &$0) }
            bytes += Array("],\"n\":".utf8)
            JSONWriter.write(appendingTo: &bytes) { unknown.write(to: &$0) }
            bytes.append(UInt8(ascii: ","))
            var rest: [UInt8] = []
            JSONWriter.write(appendingTo: &rest) { sample.write(to: &$0) }
            bytes += rest.dropFirst()
            #expect(JSONSample.result(of: bytes).fault?.unknown?.name == "newer")
            #expect(JSONSample.result(of: bytes, ignoresUnknown: true).sample == sample)
            bytes.removeLast()
            #expect(JSONSample.result(of: bytes, ignoresUnknown: true).sample == nil)
        }
    }

    @Test("eight times the text takes about eight times as long")
    func growth() {
        let hostile: [(String, String, String)] = [
            ("", "[", ""), (#"{"children":["#, #"{"name":"s","count":1},"#, ""),
            (#"{"children":["#, #"{"count":1},"#, #"{"count":"many"}]}"#), (#"{"tags":["#, #""\u0063","#, "null]}"),
            (#"{"tags":[""#, #"\u0063"#, #"\u00"]}"#), (#"{"tags":[""#, #"\\"#, "\\"), (#"{"tags":[""#, "x", ""),
            ("{\"", "x", "\":1}"),
            (#"{"count":"#, "9", "}"), (#"{"count":0."#, "0", "e9}"), (#"{"count":1e"#, "9", "}"), (#"{"count":"0."#, "0", "\"}"),
            ("{", " ", "]"),
            (#"{"notes":{"a":"b","#, "", "]"), (#"{"name":"#, "x", ""),
        ]
        for (start, part, end) in hostile {
            let seconds = [32_768, 262_144].map { size in
                let count = part.isEmpty ? 0 : size / part.utf8.count
                let bytes = Array((start + String(repeating: part, count: count) + end).utf8)
                return processorSeconds { #expect(JSONSample.result(of: bytes).fault != nil) }
            }
            #expect(seconds[1] <= max(0.2, seconds[0] * 24), "\(start) \(part): \(seconds)")
        }
    }
}
