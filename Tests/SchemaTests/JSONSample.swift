import Foundation
import TestTools

@testable import Schema

/// A message with a field of every kind, read and written as generated code does it.
struct JSONSample: Equatable {
    var name = ""
    var count: Int64 = 0
    var size: UInt64?
    var small: Int32 = 0
    var tiny: UInt32?
    var isOpen = false
    var time: Timestamp?
    var hash: [UInt8] = []
    var tags: [String] = []
    var notes: [String: String] = [:]
    var state = 0
    var child: [JSONSample] = []
    var children: [JSONSample] = []
    var first: String?
    var second: [JSONSample] = []

    static let names = FieldNames(
        "name", "count", "size", "small", "tiny", "isOpen", "time", "hash", "tags", "notes", "state", "child", "children", "first",
        "second")
    static let words = FieldNames("STATE_UNSPECIFIED", "OPEN", "FINISHED", "NOT_YET_KNOWN_TO_ANYBODY")
    private static let labels: [StaticString] = ["STATE_UNSPECIFIED", "OPEN", "FINISHED", "NOT_YET_KNOWN_TO_ANYBODY"]

    /// The message of a text, or its fault.
    static func result(
        of bytes: [UInt8], below path: String = "", ignoresUnknown: Bool = false
    ) -> (sample: JSONSample?, fault: JSONFault?) {
        var json = JSONReader(bytes, below: path)
        json.ignoresUnknown = ignoresUnknown
        do throws(JSONFault) {
            try json.beginMessage()
            let sample = try JSONSample(from: &json)
            try json.endMessage()
            return (sample, nil)
        } catch {
            return (nil, error)
        }
    }

    init() {}

    private init(from json: inout JSONReader) throws(JSONFault) {
        var seen: UInt64 = 0
        var hasOne = false
        while let field = try json.member(Self.names, &seen) {
            switch field {
            case 0: name = try json.text() ?? ""
            case 1: count = try json.int64() ?? 0
            case 2: size = try json.uint64()
            case 3: small = try json.int32() ?? 0
            case 4: tiny = try json.uint32()
            case 5: isOpen = try json.truth() ?? false
            case 6: time = try json.time()
            case 7: hash = try json.base64() ?? []
            case 8: tags = try json.texts() ?? []
            case 9: notes = try json.map() ?? [:]
            case 10: state = try json.word(Self.words) ?? 0
            case 11: if try json.beginObject() { child = [try JSONSample(from: &json)] }
            case 12:
                guard try json.beginList() else { break }
                while try json.nextItem() {
                    if try json.beginObject() { children.append(try JSONSample(from: &json)) }
                }
            case 13:
                first = try json.text()
                if first != nil { hasOne = try json.another(hasOne) }
            default:
                guard try json.beginObject() else { break }
                hasOne = try json.another(hasOne)
                second = [try JSONSample(from: &json)]
            }
        }
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        if !name.isEmpty {
            json.member("name")
            json.text(name)
        }
        json.member("count")
        json.number(count)
        if let size {
            json.member("size")
            json.number(size)
        }
        json.member("small")
        json.number(Int64(small))
        if let tiny {
            json.member("tiny")
            json.number(UInt64(tiny))
        }
        json.member("isOpen")
        json.truth(isOpen)
        if let time {
            json.member("time")
            json.time(time)
        }
        json.member("hash")
        json.base64(hash)
        json.member("tags")
        json.texts(tags)
        json.member("notes")
        json.map(notes)
        json.member("state")
        json.word(Self.labels[state])
        writeMessages(to: &json)
        json.endObject()
    }

    private func writeMessages(to json: inout JSONWriter) {
        if let child = child.first {
            json.member("child")
            child.write(to: &json)
        }
        json.member("children")
        json.beginList()
        for child in children {
            json.item()
            child.write(to: &json)
        }
        json.endList()
        if let first {
            json.member("first")
            json.text(first)
        }
        if let second = second.first {
            json.member("second")
            second.write(to: &json)
        }
    }
}

extension JSONReader {
    /// One alternative more: the first, or one too many.
    fileprivate func another(_ hasOne: Bool) throws(JSONFault) -> Bool {
        if hasOne { throw oneTooMany }
        return true
    }
}

// MARK: At random, and by Foundation

extension JSONSample {
    static func random(_ random: inout SplitMix64, depth: Int = 0) -> JSONSample {
        var sample = JSONSample()
        sample.name = text(&random)
        sample.count = number(&random, -9_007_199_254_740_991, 9_007_199_254_740_991)
        if Bool.random(using: &random) { sample.size = UInt64(number(&random, 0, 9_007_199_254_740_991)) }
        sample.small = Int32(number(&random, Int64(Int32.min), Int64(Int32.max)))
        if Bool.random(using: &random) { sample.tiny = UInt32(number(&random, 0, Int64(UInt32.max))) }
        sample.isOpen = Bool.random(using: &random)
        if Bool.random(using: &random) {
            let nanos = [0, 1_000_000, 1000, 1][Int.random(in: 0..<4, using: &random)] * Int32.random(in: 0..<1000, using: &random)
            sample.time = Timestamp(seconds: Int64.random(in: RFC3339.seconds, using: &random), nanos: nanos)
        }
        sample.hash = random.bytes(Int.random(in: 0..<8, using: &random))
        sample.tags = (0..<Int.random(in: 0..<4, using: &random)).map { _ in text(&random) }
        for _ in 0..<Int.random(in: 0..<3, using: &random) { sample.notes[text(&random)] = text(&random) }
        sample.state = Int.random(in: 0..<4, using: &random)
        guard depth < 3 else { return sample }
        if Int.random(in: 0..<4, using: &random) == 0 { sample.child = [.random(&random, depth: depth + 1)] }
        if Int.random(in: 0..<4, using: &random) == 0 {
            sample.children = (0..<Int.random(in: 0..<3, using: &random)).map { _ in .random(&random, depth: depth + 1) }
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: sample.first = text(&random)
        case 1: sample.second = [.random(&random, depth: depth + 1)]
        default: break
        }
        return sample
    }

    private static func text(_ random: inout SplitMix64) -> String {
        let characters = [
            "a", "B", "7", " ", "{", "]", ",", ":", "/", "\"", "\\", "\n", "\u{1}", "\u{7f}", "\u{85}", "é", "漢", "\u{1F600}",
        ]
        return (0..<Int.random(in: 0..<20, using: &random)).map { _ in
            characters[Int.random(in: 0..<2, using: &random) == 0 ? Int.random(in: 0..<characters.count, using: &random) : 0]
        }.joined()
    }

    private static func number(_ random: inout SplitMix64, _ lowest: Int64, _ largest: Int64) -> Int64 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: max(lowest, min(largest, Int64.random(in: -20...20, using: &random)))
        case 1: lowest
        case 2: largest
        default: Int64.random(in: lowest...largest, using: &random)
        }
    }

    /// The message of an object that Foundation has read; nil if it is of another shape.
    init?(foundation object: [String: Any]) {
        guard Set(object.keys).isSubset(of: Self.names.texts) else { return nil }
        var isRight = true
        func value<T>(_ name: String, _ convert: (Any) -> T?) -> T? {
            guard let value = object[name], !(value is NSNull) else { return nil }
            let converted = convert(value)
            if converted == nil { isRight = false }
            return converted
        }
        func number<T: FixedWidthInteger>(_ value: Any) -> T? {
            guard !Self.isTruth(value), let number = value as? NSNumber, number.doubleValue == number.doubleValue.rounded() else {
                return nil
            }
            return Int64(exactly: number.doubleValue).flatMap { $0.magnitude < 1 << 53 ? T(exactly: $0) : nil }
        }
        name = value("name") { $0 as? String } ?? ""
        count = value("count", number) ?? 0
        size = value("size", number)
        small = value("small", number) ?? 0
        tiny = value("tiny", number)
        isOpen = value("isOpen") { Self.isTruth($0) ? ($0 as? NSNumber)?.boolValue : nil } ?? false
        time = value("time") { ($0 as? String).flatMap(RFC3339.time) }
        hash = value("hash") { ($0 as? String).flatMap(Self.data) } ?? []
        tags = value("tags") { $0 as? [String] } ?? []
        notes = value("notes") { $0 as? [String: String] } ?? [:]
        state = value("state") { word in Self.words.texts.firstIndex { $0 == word as? String } } ?? 0
        child = value("child") { ($0 as? [String: Any]).flatMap(JSONSample.init(foundation:)).map { [$0] } } ?? []
        children =
            value("children") { value -> [JSONSample]? in
                guard let list = value as? [[String: Any]] else { return nil }
                let samples = list.compactMap(JSONSample.init(foundation:))
                return samples.count == list.count ? samples : nil
            } ?? []
        first = value("first") { $0 as? String }
        second = value("second") { ($0 as? [String: Any]).flatMap(JSONSample.init(foundation:)).map { [$0] } } ?? []
        guard isRight else { return nil }
    }

    private static func isTruth(_ value: Any) -> Bool {
        (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
    }

    /// Base64 as protobuf takes it, whose bits beyond the last byte are zero.
    private static func data(_ text: String) -> [UInt8]? {
        var standard = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        if !standard.contains("=") { standard += String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4) }
        guard let data = Data(base64Encoded: standard), data.base64EncodedString() == standard else { return nil }
        return Array(data)
    }
}
