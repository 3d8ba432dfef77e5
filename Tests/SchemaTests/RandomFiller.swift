import FoundationEssentials
import SwiftProtobuf
import TestTools

@testable import Schema

/// Fills messages of every kind with random values. The generated code asks a decoder what to put where, so a decoder that makes
/// everything up reaches every field and every case of the schema, those of tomorrow included.
struct RandomFiller: SchemaDecoder {
    /// The names of the messages that were filled.
    private(set) var filled: Set<String> = []
    private var random: SplitMix64
    /// How many fields the message that is being filled still gets.
    private var fieldsLeft = 0
    private var depth = 0

    /// More than the highest field number of the schema.
    private static let highestField = 32
    private static let deepest = 8

    init(seed: UInt64) { random = SplitMix64(seed) }

    mutating func message<M: Message>(_ type: M.Type) throws -> M {
        var message = M()
        try fill(&message)
        return message
    }

    private mutating func fill<M: Message>(_ message: inout M) throws {
        filled.insert(M.protoMessageName)
        let outer = fieldsLeft
        fieldsLeft = depth < Self.deepest ? Int.random(in: 0...48, using: &random) : 0
        depth += 1
        try message.decodeMessage(decoder: &self)
        depth -= 1
        fieldsLeft = outer
    }

    // MARK: Values

    private mutating func oneIn(_ n: Int) -> Bool { Int.random(in: 1...n, using: &random) == 1 }

    private mutating func number() -> UInt64 {
        let any = UInt64.random(in: 0 ... .max, using: &random)
        return switch Int.random(in: 0...5, using: &random) {
        case 0: 0
        case 1: any & 0xFF
        case 2: .max
        case 3: 1 << 63
        default: any >> (any & 63)
        }
    }

    private mutating func text() -> String {
        let letters = ["a", "Z", "7", "-", "é", "漢", "🦊", "\u{0}", "e\u{301}"]
        let length =
            switch Int.random(in: 0...400, using: &random) {
            case 0: 17_000
            case 1...10: Int.random(in: 120...140, using: &random)
            default: Int.random(in: 0...20, using: &random)
            }
        let isPlain = !oneIn(4)
        return (0..<length).map { _ in isPlain ? "x" : letters.randomElement(using: &random) ?? "" }.joined()
    }

    // MARK: Fields

    mutating func handleConflictingOneOf() {}

    mutating func nextFieldNumber() -> Int? {
        guard fieldsLeft > 0 else { return nil }
        fieldsLeft -= 1
        return Int.random(in: 1...Self.highestField, using: &random)
    }

    mutating func decodeSingularInt32Field(value: inout Int32) { value = Int32(truncatingIfNeeded: number()) }
    mutating func decodeSingularUInt32Field(value: inout UInt32?) { value = UInt32(truncatingIfNeeded: number()) }
    mutating func decodeSingularInt64Field(value: inout Int64) { value = Int64(bitPattern: number()) }
    mutating func decodeSingularInt64Field(value: inout Int64?) { value = Int64(bitPattern: number()) }
    mutating func decodeSingularUInt64Field(value: inout UInt64) { value = number() }
    mutating func decodeSingularUInt64Field(value: inout UInt64?) { value = number() }
    mutating func decodeSingularBoolField(value: inout Bool) { value = oneIn(2) }
    mutating func decodeSingularBoolField(value: inout Bool?) { value = oneIn(2) }
    mutating func decodeSingularStringField(value: inout String) { value = text() }
    mutating func decodeRepeatedStringField(value: inout [String]) { value.append(text()) }
    mutating func decodeSingularBytesField(value: inout Data) { value = Data(text().utf8) }

    mutating func decodeSingularEnumField<E: Enum>(value: inout E) throws where E.RawValue == Int {
        // One in four is a value that the schema does not have, of up to 32 bits.
        let raw = oneIn(4) ? Int(Int32(truncatingIfNeeded: number())) : Int.random(in: 0...8, using: &random)
        guard let known = E(rawValue: raw) else { throw Unusual() }
        value = known
    }

    mutating func decodeSingularMessageField<M: Message>(value: inout M?) throws {
        var message = M()
        try fill(&message)
        value = message
    }

    mutating func decodeRepeatedMessageField<M: Message>(value: inout [M]) throws {
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            var message = M()
            try fill(&message)
            value.append(message)
        }
    }

    mutating func decodeMapField<Key, Value: MapValueType>(
        fieldType: _ProtobufMap<Key, Value>.Type, value: inout _ProtobufMap<Key, Value>.BaseType
    ) throws {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard let key = text() as? Key.BaseType, let text = text() as? Value.BaseType else { throw Unusual() }
            value[key] = text
        }
    }
}
