import Foundation
import Testing

@testable import Schema

@Suite("JSON writer")
struct JSONWriterTests {
    private static func written(_ body: (inout JSONWriter) -> Void) -> String {
        var bytes: [UInt8] = []
        JSONWriter.write(appendingTo: &bytes, body)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("commas stand between members and between items, and nowhere else")
    func commas() {
        let text = Self.written { json in
            json.beginObject()
            json.member("a")
            json.beginObject()
            json.endObject()
            json.member("b")
            json.beginList()
            json.endList()
            json.member("c")
            json.beginList()
            for value in [true, false] {
                json.item()
                json.beginObject()
                json.member("x")
                json.truth(value)
                json.member("y")
                json.word("WORD")
                json.endObject()
            }
            json.endList()
            json.member("d")
            json.texts(["", "{", "["])
            json.member("e")
            json.text("{")
            json.member("f")
            json.number(Int64(0))
            json.endObject()
        }
        #expect(text == #"{"a":{},"b":[],"c":[{"x":true,"y":"WORD"},{"x":false,"y":"WORD"}],"d":["","{","["],"e":"{","f":0}"#)
    }

    @Test("it appends, and what throws has appended nothing")
    func appending() {
        struct Stop: Error {}
        var bytes = Array("x".utf8)
        JSONWriter.write(appendingTo: &bytes) { $0.number(UInt64.max) }
        #expect(throws: Stop.self) {
            try JSONWriter.write(appendingTo: &bytes) { json in
                json.text(String(repeating: "y", count: 5000))
                throw Stop()
            }
        }
        #expect(String(decoding: bytes, as: UTF8.self) == "x18446744073709551615")
    }

    @Test(
        "numbers",
        arguments: [0, 1, -1, 9, 10, 99, 100, 12_345, -9_007_199_254_740_991, 1_000_000_000_000_000_000, .max, .min])
    func numbers(number: Int64) {
        #expect(Self.written { $0.number(number) } == "\(number)")
        #expect(Self.written { $0.number(number.magnitude) } == "\(number.magnitude)")
    }

    @Test("every power of ten and its neighbors")
    func powers() {
        var power: UInt64 = 1
        for _ in 0..<20 {
            for number in [power - 1, power, power + 1] { #expect(Self.written { $0.number(number) } == "\(number)") }
            power = power.multipliedReportingOverflow(by: 10).partialValue
        }
    }

    @Test(
        "escapes are protobuf's",
        arguments: [
            ("\"\\/", #""\"\\/""#), ("\u{8}\t\n\u{c}\r", #""\b\t\n\f\r""#), ("\0\u{1f}\u{7f}", #""\u0000\u001F\u007F""#),
            ("\u{80}\u{9f}\u{a0}", "\"\\u0080\\u009F\u{a0}\""), ("é\u{2028}\u{1F600}", "\"é\u{2028}\u{1F600}\""),
            ("1234567\"", #""1234567\"""#), ("12345678\n12345678", #""12345678\n12345678""#),
        ])
    func escapes(text: String, expected: String) {
        #expect(Self.written { $0.text(text) } == expected)
    }

    @Test("a special character is found wherever it stands")
    func places() {
        for special in ["\"", "\\", "\u{1}", "\u{7f}", "\u{85}", "é", "\u{c2a0}"] {
            for place in 0..<20 {
                var text = String(repeating: "x", count: place) + special + String(repeating: "y", count: 19 - place)
                if place % 2 == 0 { text += special }
                let bytes = Array(Self.written { $0.text(text) }.utf8)
                #expect((try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) as? String == text)
            }
        }
    }

    @Test("base64 is the standard alphabet with padding")
    func base64() {
        for count in 0..<70 {
            let data = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 31) }
            #expect(Self.written { $0.base64(data) } == "\"\(Data(data).base64EncodedString())\"")
        }
    }

    @Test("maps are written in the order of their names' bytes")
    func maps() {
        #expect(Self.written { $0.map([:]) } == "{}")
        let map = ["b": "1", "a": "2", "é": "3", "ab": "\n", "": "5", "Z": "6"]
        #expect(Self.written { $0.map(map) } == #"{"":"5","Z":"6","a":"2","ab":"\n","b":"1","é":"3"}"#)
    }

    @Test("times have 0, 3, 6 or 9 decimals", arguments: [(0, ""), (500_000_000, ".500"), (1000, ".000001"), (1, ".000000001")])
    func times(nanos: Int32, decimals: String) {
        let time = Timestamp(seconds: 1_772_357_400, nanos: nanos)
        #expect(Self.written { $0.time(time) } == "\"2026-03-01T09:30:00\(decimals)Z\"")
    }

    @Test("what is longer than the memory it began with is whole")
    func growth() {
        let texts = (0..<300).map { String(repeating: "x", count: $0) }
        let text = Self.written { $0.texts(texts) }
        #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String] == texts)
    }
}
