import FoundationEssentials
import Ledger
import Schema
import SwiftProtobuf

/// What a message or a field looks like in JSON.
///
/// Taken from the generated code itself, so that the API's description cannot say something else than what is read: a probe plays a
/// decoder that finds each field number once, and sees what kind of value the message asks for.
package struct Shape: Sendable {
    /// What a field holds.
    package indirect enum Kind: Sendable {
        case text
        case truth
        /// Bits, and whether below zero is possible.
        case number(bits: Int, isSigned: Bool)
        case time
        case base64
        /// One of these words.
        case words([String])
        /// A message of that name.
        case object(String)
        /// Names to texts.
        case map
    }

    /// Its JSON name.
    package let name: String
    /// What it holds.
    package let kind: Kind
    /// Whether it is a list of these.
    package let isList: Bool
    /// The fields of an object.
    package let fields: [Shape]
    /// Whether it is one of several fields of which a message has at most one.
    let isAlternative: Bool

    /// The name as protobuf's own texts spell it, which its JSON takes as well: `order_id` for `orderId`.
    private let protoName: String

    init(name: String, kind: Kind, isList: Bool = false, fields: [Shape] = [], isAlternative: Bool = false) {
        self.name = name
        self.kind = kind
        self.isList = isList
        self.fields = fields
        self.isAlternative = isAlternative
        protoName = name.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.properties.isUppercase { text.append("_") }
            text += scalar.properties.lowercaseMapping
        }
    }

    /// The field of that name, or nil if there is none.
    func field(named name: ArraySlice<UInt8>) -> Shape? {
        fields.first { $0.name.utf8.elementsEqual(name) || $0.protoName.utf8.elementsEqual(name) }
    }

    /// Numbers above this are in no message; a test checks it on what is described.
    static let largestNumber = 64
    /// No message nests deeper.
    private static let mostDepth = 10

    /// A whole command.
    static let command = Shape(name: "", kind: .object("Command"), fields: of(Command.self))

    /// The contexts of commands, whose fields are their verbs.
    package static let contexts: [Shape] = {
        let plain: Set<String> = ["id", "occurredAt", "time", "expect"]
        return command.fields.filter { !plain.contains($0.name) }
    }()

    /// The fields of a message.
    static func of<M: Message>(_ type: M.Type, depth: Int = 0) -> [Shape] {
        guard depth < mostDepth else { return [] }
        return (1...largestNumber).compactMap { number in
            var probe = ShapeProbe(number: number, depth: depth)
            var message = M()
            guard (try? message.decodeMessage(decoder: &probe)) != nil, let found = probe.found, let name = firstName(message)
            else {
                return nil
            }
            return Shape(
                name: name, kind: found.kind, isList: found.isList, fields: found.fields, isAlternative: probe.isAlternative)
        }
    }

    /// The first name in a message's JSON: that of the one field that is set.
    private static func firstName(_ message: some Message) -> String? {
        let parts = jsonBytes(message).split(separator: UInt8(ascii: "\""), maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
    }
}

/// A decoder that offers one field number and notes what is asked of it.
///
/// The value it gives is not the default, so that it is written. The number is offered twice, because only the second value of
/// alternatives is in conflict with another.
private struct ShapeProbe: SwiftProtobuf.Decoder {
    typealias Found = (kind: Shape.Kind, isList: Bool, fields: [Shape])

    let number: Int
    let depth: Int
    var offers = 0
    var found: Found?
    var isAlternative = false

    init(number: Int, depth: Int) {
        self.number = number
        self.depth = depth
    }

    mutating func handleConflictingOneOf() {
        isAlternative = true
    }

    mutating func nextFieldNumber() -> Int? {
        offers += 1
        return offers <= 2 ? number : nil
    }

    private mutating func note<T>(_ value: inout T, _ sample: T, _ kind: Shape.Kind, isList: Bool = false, fields: [Shape] = []) {
        value = sample
        found = (kind, isList, fields)
    }

    private mutating func noteNumber<T: FixedWidthInteger>(_ value: inout T) {
        note(&value, 1, .number(bits: T.bitWidth, isSigned: T.isSigned))
    }
    private mutating func noteNumber<T: FixedWidthInteger>(_ value: inout T?) {
        note(&value, 1, .number(bits: T.bitWidth, isSigned: T.isSigned))
    }
    private mutating func noteNumber<T: FixedWidthInteger>(_ value: inout [T]) {
        note(&value, [1], .number(bits: T.bitWidth, isSigned: T.isSigned), isList: true)
    }

    private func words<E: SwiftProtobuf.Enum>(_ type: E.Type) -> (sample: E, kind: Shape.Kind)? where E.RawValue == Int {
        let values = (1...Shape.largestNumber).compactMap { E(rawValue: $0) }.filter { !"\($0)".hasPrefix("UNRECOGNIZED") }
        return values.first.map { ($0, .words(values.map(\.label))) }
    }

    private mutating func noteMessage<M: Message, T>(_ type: M.Type, _ value: inout T, _ sample: T, isList: Bool) {
        if M.self == Google_Protobuf_Timestamp.self { return note(&value, sample, .time, isList: isList) }
        let name = M.protoMessageName.split(separator: ".").last.map(String.init) ?? M.protoMessageName
        note(&value, sample, .object(name), isList: isList, fields: Shape.of(M.self, depth: depth + 1))
    }

    // MARK: Messages, words, maps

    mutating func decodeSingularMessageField<M: Message>(value: inout M?) { noteMessage(M.self, &value, M(), isList: false) }
    mutating func decodeRepeatedMessageField<M: Message>(value: inout [M]) { noteMessage(M.self, &value, [M()], isList: true) }
    mutating func decodeSingularGroupField<G: Message>(value: inout G?) {}
    mutating func decodeRepeatedGroupField<G: Message>(value: inout [G]) {}
    mutating func decodeSingularEnumField<E: SwiftProtobuf.Enum>(value: inout E) where E.RawValue == Int {
        if let words = words(E.self) { note(&value, words.sample, words.kind) }
    }
    mutating func decodeSingularEnumField<E: SwiftProtobuf.Enum>(value: inout E?) where E.RawValue == Int {
        if let words = words(E.self) { note(&value, words.sample, words.kind) }
    }
    mutating func decodeRepeatedEnumField<E: SwiftProtobuf.Enum>(value: inout [E]) where E.RawValue == Int {
        if let words = words(E.self) { note(&value, [words.sample], words.kind, isList: true) }
    }
    mutating func decodeMapField<K, V: MapValueType>(fieldType: _ProtobufMap<K, V>.Type, value: inout _ProtobufMap<K, V>.BaseType) {
        // The schema has maps from text to text only.
        guard let key = "x" as? K.BaseType, let word = "x" as? V.BaseType else { return }
        note(&value, [key: word], .map)
    }
    mutating func decodeMapField<K, V>(fieldType: _ProtobufEnumMap<K, V>.Type, value: inout _ProtobufEnumMap<K, V>.BaseType)
    where V.RawValue == Int {}
    mutating func decodeMapField<K, V>(fieldType: _ProtobufMessageMap<K, V>.Type, value: inout _ProtobufMessageMap<K, V>.BaseType) {
    }
    mutating func decodeExtensionField(values: inout ExtensionFieldValueSet, messageType: any Message.Type, fieldNumber: Int) {}

    // MARK: Texts, truths and numbers

    mutating func decodeSingularStringField(value: inout String) { note(&value, "x", .text) }
    mutating func decodeSingularStringField(value: inout String?) { note(&value, "x", .text) }
    mutating func decodeRepeatedStringField(value: inout [String]) { note(&value, ["x"], .text, isList: true) }
    mutating func decodeSingularBoolField(value: inout Bool) { note(&value, true, .truth) }
    mutating func decodeSingularBoolField(value: inout Bool?) { note(&value, true, .truth) }
    mutating func decodeRepeatedBoolField(value: inout [Bool]) { note(&value, [true], .truth, isList: true) }
    mutating func decodeSingularBytesField(value: inout Data) { note(&value, Data([1]), .base64) }
    mutating func decodeSingularBytesField(value: inout Data?) { note(&value, Data([1]), .base64) }
    mutating func decodeRepeatedBytesField(value: inout [Data]) { note(&value, [Data([1])], .base64, isList: true) }
    // The schema has no fractions.
    mutating func decodeSingularFloatField(value: inout Float) {}
    mutating func decodeSingularFloatField(value: inout Float?) {}
    mutating func decodeRepeatedFloatField(value: inout [Float]) {}
    mutating func decodeSingularDoubleField(value: inout Double) {}
    mutating func decodeSingularDoubleField(value: inout Double?) {}
    mutating func decodeRepeatedDoubleField(value: inout [Double]) {}
    mutating func decodeSingularInt32Field(value: inout Int32) { noteNumber(&value) }
    mutating func decodeSingularInt32Field(value: inout Int32?) { noteNumber(&value) }
    mutating func decodeRepeatedInt32Field(value: inout [Int32]) { noteNumber(&value) }
    mutating func decodeSingularInt64Field(value: inout Int64) { noteNumber(&value) }
    mutating func decodeSingularInt64Field(value: inout Int64?) { noteNumber(&value) }
    mutating func decodeRepeatedInt64Field(value: inout [Int64]) { noteNumber(&value) }
    mutating func decodeSingularUInt32Field(value: inout UInt32) { noteNumber(&value) }
    mutating func decodeSingularUInt32Field(value: inout UInt32?) { noteNumber(&value) }
    mutating func decodeRepeatedUInt32Field(value: inout [UInt32]) { noteNumber(&value) }
    mutating func decodeSingularUInt64Field(value: inout UInt64) { noteNumber(&value) }
    mutating func decodeSingularUInt64Field(value: inout UInt64?) { noteNumber(&value) }
    mutating func decodeRepeatedUInt64Field(value: inout [UInt64]) { noteNumber(&value) }
    mutating func decodeSingularSInt32Field(value: inout Int32) { noteNumber(&value) }
    mutating func decodeSingularSInt32Field(value: inout Int32?) { noteNumber(&value) }
    mutating func decodeRepeatedSInt32Field(value: inout [Int32]) { noteNumber(&value) }
    mutating func decodeSingularSInt64Field(value: inout Int64) { noteNumber(&value) }
    mutating func decodeSingularSInt64Field(value: inout Int64?) { noteNumber(&value) }
    mutating func decodeRepeatedSInt64Field(value: inout [Int64]) { noteNumber(&value) }
    mutating func decodeSingularFixed32Field(value: inout UInt32) { noteNumber(&value) }
    mutating func decodeSingularFixed32Field(value: inout UInt32?) { noteNumber(&value) }
    mutating func decodeRepeatedFixed32Field(value: inout [UInt32]) { noteNumber(&value) }
    mutating func decodeSingularFixed64Field(value: inout UInt64) { noteNumber(&value) }
    mutating func decodeSingularFixed64Field(value: inout UInt64?) { noteNumber(&value) }
    mutating func decodeRepeatedFixed64Field(value: inout [UInt64]) { noteNumber(&value) }
    mutating func decodeSingularSFixed32Field(value: inout Int32) { noteNumber(&value) }
    mutating func decodeSingularSFixed32Field(value: inout Int32?) { noteNumber(&value) }
    mutating func decodeRepeatedSFixed32Field(value: inout [Int32]) { noteNumber(&value) }
    mutating func decodeSingularSFixed64Field(value: inout Int64) { noteNumber(&value) }
    mutating func decodeSingularSFixed64Field(value: inout Int64?) { noteNumber(&value) }
    mutating func decodeRepeatedSFixed64Field(value: inout [Int64]) { noteNumber(&value) }
}
