import FoundationEssentials
import SwiftProtobuf

/// Encodes a message in protobuf's binary form, in one pass: fields in the order of their numbers, maps in the order of their
/// keys. The same message gives the same bytes, and they are SwiftProtobuf's own deterministic ones (SchemaTests compare them).
///
/// Why not SwiftProtobuf's encoder: it lies in another module, so the compiler cannot specialize it for our messages. It walks
/// every message twice, once for the sizes, through witness tables; that was a fifth of what an order costs. The generated
/// `traverse` of this module, given a visitor of this module, becomes plain code.
struct CanonicalEncoder: Visitor {
    private var writer: ByteWriter

    private enum WireType {
        static let varint: UInt64 = 0
        static let lengthDelimited: UInt64 = 2
    }

    /// Appends to `bytes` what `body` encodes; if it throws, nothing.
    @inline(__always)
    static func encode(appendingTo bytes: inout [UInt8], _ body: (inout CanonicalEncoder) throws -> Void) rethrows {
        try ByteWriter.write(appendingTo: &bytes) { writer throws in
            var encoder = CanonicalEncoder(writer: writer)
            defer { writer = encoder.writer }
            try body(&encoder)
        }
    }

    // MARK: Parts

    @inline(__always)
    private func tag(_ fieldNumber: Int, _ wireType: UInt64) -> UInt64 {
        UInt64(truncatingIfNeeded: fieldNumber) &<< 3 | wireType
    }

    /// Puts what `body` encodes behind its length.
    @inline(__always)
    private mutating func putDelimited(_ fieldNumber: Int, _ body: (inout CanonicalEncoder) throws -> Void) rethrows {
        let place = writer.open(tag(fieldNumber, WireType.lengthDelimited))
        try body(&self)
        writer.close(place)
    }

    // MARK: Fields

    mutating func visitUnknown(bytes unknown: Data) {
        writer.put(bytes: Array(unknown))
    }

    mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) {
        visitSingularUInt64Field(value: UInt64(bitPattern: value), fieldNumber: fieldNumber)
    }

    mutating func visitSingularInt32Field(value: Int32, fieldNumber: Int) {
        visitSingularInt64Field(value: Int64(value), fieldNumber: fieldNumber)
    }

    mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) {
        writer.put(tag(fieldNumber, WireType.varint), number: value)
    }

    mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) {
        visitSingularUInt64Field(value: value ? 1 : 0, fieldNumber: fieldNumber)
    }

    mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) {
        visitSingularInt64Field(value: Int64(value.rawValue), fieldNumber: fieldNumber)
    }

    mutating func visitSingularStringField(value: String, fieldNumber: Int) {
        writer.put(tag(fieldNumber, WireType.lengthDelimited), text: value)
    }

    mutating func visitSingularBytesField(value: Data, fieldNumber: Int) {
        put(Array(value), fieldNumber: fieldNumber)
    }

    mutating func put(_ value: [UInt8], fieldNumber: Int) {
        writer.put(tag(fieldNumber, WireType.lengthDelimited), bytes: value)
    }

    mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) throws {
        try putDelimited(fieldNumber) { encoder throws in
            // Why: a timestamp's own `traverse` lies in SwiftProtobuf, out of the compiler's sight.
            if let stamp = value as? Google_Protobuf_Timestamp {
                encoder.put(stamp)
            } else {
                try value.traverse(visitor: &encoder)
            }
        }
    }

    private mutating func put(_ stamp: Google_Protobuf_Timestamp) {
        if stamp.seconds != 0 { visitSingularInt64Field(value: stamp.seconds, fieldNumber: 1) }
        if stamp.nanos != 0 { visitSingularInt32Field(value: stamp.nanos, fieldNumber: 2) }
        visitUnknown(bytes: stamp.unknownFields.data)
    }

    mutating func visitRepeatedStringField(value: [String], fieldNumber: Int) {
        for item in value { visitSingularStringField(value: item, fieldNumber: fieldNumber) }
    }

    mutating func visitRepeatedMessageField<M: Message>(value: [M], fieldNumber: Int) throws {
        for index in value.indices {
            // Why not `for item in value`: that copies each.
            try putDelimited(fieldNumber) { encoder throws in try value[index].traverse(visitor: &encoder) }
        }
    }

    mutating func visitMapField<Key, Value: MapValueType>(
        fieldType: _ProtobufMap<Key, Value>.Type, value: _ProtobufMap<Key, Value>.BaseType, fieldNumber: Int
    ) throws {
        guard let texts = value as? [String: String] else { throw OutOfSchema() }
        for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
            putDelimited(fieldNumber) { encoder in
                encoder.visitSingularStringField(value: key, fieldNumber: 1)
                encoder.visitSingularStringField(value: text, fieldNumber: 2)
            }
        }
    }

    // MARK: What the schema does not use

    /// The schema has got a kind of field that it did not have, and this encoder has to learn it. Every test that writes such a
    /// message fails with this.
    struct OutOfSchema: Error {}

    mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitSingularSInt32Field(value: Int32, fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitSingularSInt64Field(value: Int64, fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitSingularFixed32Field(value: UInt32, fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitSingularFixed64Field(value: UInt64, fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitSingularSFixed32Field(value: Int32, fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitSingularSFixed64Field(value: Int64, fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitPackedInt32Field(value: [Int32], fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitPackedInt64Field(value: [Int64], fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitPackedUInt32Field(value: [UInt32], fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitPackedUInt64Field(value: [UInt64], fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitPackedBoolField(value: [Bool], fieldNumber: Int) throws { throw OutOfSchema() }
    mutating func visitPackedEnumField<E: Enum>(value: [E], fieldNumber: Int) throws { throw OutOfSchema() }

    mutating func visitMapField<Key, Value>(
        fieldType: _ProtobufEnumMap<Key, Value>.Type, value: _ProtobufEnumMap<Key, Value>.BaseType, fieldNumber: Int
    ) throws where Value.RawValue == Int { throw OutOfSchema() }

    mutating func visitMapField<Key, Value>(
        fieldType: _ProtobufMessageMap<Key, Value>.Type, value: _ProtobufMessageMap<Key, Value>.BaseType, fieldNumber: Int
    ) throws { throw OutOfSchema() }
}
