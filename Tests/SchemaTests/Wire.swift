import TestTools

@testable import Schema

/// Makes canonical bytes of random messages of any type, from what the schema says about their fields: so it reaches every field of
/// the schema, those of tomorrow included.
struct RandomMessages {
    var random: SplitMix64
    /// The names of the messages that were made, and of their fields that had a value.
    private(set) var seen: Set<String> = []

    init(seed: UInt64) { random = SplitMix64(seed) }

    mutating func bytes(of type: any Message.Type, depth: Int = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        let fields = type.fields.sorted { $0.number < $1.number }
        let alternatives = fields.filter { if case .alternative = $0.presence { true } else { false } }
        let chosen = alternatives.isEmpty ? nil : alternatives.randomElement(using: &random)?.number
        for field in fields {
            var count = 0
            switch field.presence {
            case .plain, .optional: count = oneIn(2) ? 1 : 0
            case .always: count = 1
            case .list: count = oneIn(2) ? Int.random(in: 1...3, using: &random) : 0
            case .alternative: count = chosen == field.number ? 1 : 0
            }
            if depth > 6, case .plain = field.presence { count = 0 }
            for _ in 0..<count { bytes += value(of: field, in: type, depth) }
        }
        return bytes
    }

    private mutating func value(of field: Field, in type: any Message.Type, _ depth: Int) -> [UInt8] {
        let isPlain = if case .plain = field.presence { true } else { false }
        func keep(_ bytes: [UInt8]) -> [UInt8] { bytes }
        seen.insert("\(type.name).\(field.name)")
        switch field.kind {
        case .text: return delimited(field.number, Array(text(isEmpty: isPlain ? false : oneIn(8)).utf8))
        case .bytes: return delimited(field.number, Array(text(isEmpty: false).utf8))
        case .truth: return numbered(field.number, isPlain ? 1 : UInt64.random(in: 0...1, using: &random))
        case .words(let words): return numbered(field.number, UInt64(Int.random(in: 1..<words.texts.count, using: &random)))
        case .number(let bits, let isSigned):
            let number = number(bits: bits, isSigned: isSigned)
            return isPlain && number == 0 ? [] : numbered(field.number, number)
        case .time:
            let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
            let nanos = oneIn(2) ? 0 : UInt64.random(in: 1...999_999_999, using: &random)
            let time = (seconds == 0 ? [] : numbered(1, UInt64(bitPattern: seconds))) + (nanos == 0 ? [] : numbered(2, nanos))
            return delimited(field.number, time)
        case .message(let inner): return delimited(field.number, bytes(of: inner, depth: depth + 1))
        case .map:
            let keys = Set((0..<3).map { _ in text(isEmpty: false) }).sorted()
            return keys.flatMap { delimited(field.number, delimited(1, Array($0.utf8)) + delimited(2, Array("v".utf8))) }
        }
    }

    mutating func oneIn(_ n: Int) -> Bool { Int.random(in: 1...n, using: &random) == 1 }

    /// A number within ±(2⁵³−1), the ends of it included, so that it can be written in JSON.
    private mutating func number(bits: Int, isSigned: Bool) -> UInt64 {
        let maxValue: Int64 = bits == 32 ? (isSigned ? Int64(Int32.max) : Int64(UInt32.max)) : 1 << 53 - 1
        let number =
            switch Int.random(in: 0...4, using: &random) {
            case 0: Int64(0)
            case 1: maxValue
            case 2: Int64.random(in: 0...255, using: &random)
            default: Int64.random(in: 0...maxValue, using: &random)
            }
        return UInt64(bitPattern: isSigned && oneIn(3) ? -number : number)
    }

    private mutating func text(isEmpty: Bool) -> String {
        if isEmpty { return "" }
        let letters = ["a", "Z", "7", "-", "é", "漢", "🦊", "\"", "\\", "\n", "\u{1}", "e\u{301}"]
        let length =
            oneIn(100) ? 17_000 : oneIn(20) ? Int.random(in: 120...140, using: &random) : Int.random(in: 1...20, using: &random)
        let isPlain = !oneIn(4)
        return (0..<length).map { _ in isPlain ? "x" : letters.randomElement(using: &random) ?? "" }.joined()
    }
}
