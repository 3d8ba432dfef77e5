import FoundationEssentials
import SwiftProtobuf

/// What our decoder has not learned. It gives up, and the library's decoder takes over.
struct Unusual: Error {}

/// A decoder of the kinds of fields that the schema has; all other kinds are `Unusual`.
protocol SchemaDecoder: Decoder {
    // If the schema gets a kind of field that it did not have, messages with it become slow, and SchemaTests fail.
}

extension SchemaDecoder {
    mutating func decodeSingularFloatField(value: inout Float) throws { throw Unusual() }
    mutating func decodeSingularFloatField(value: inout Float?) throws { throw Unusual() }
    mutating func decodeRepeatedFloatField(value: inout [Float]) throws { throw Unusual() }
    mutating func decodeSingularDoubleField(value: inout Double) throws { throw Unusual() }
    mutating func decodeSingularDoubleField(value: inout Double?) throws { throw Unusual() }
    mutating func decodeRepeatedDoubleField(value: inout [Double]) throws { throw Unusual() }
    mutating func decodeSingularInt32Field(value: inout Int32?) throws { throw Unusual() }
    mutating func decodeRepeatedInt32Field(value: inout [Int32]) throws { throw Unusual() }
    mutating func decodeRepeatedInt64Field(value: inout [Int64]) throws { throw Unusual() }
    mutating func decodeSingularUInt32Field(value: inout UInt32) throws { throw Unusual() }
    mutating func decodeRepeatedUInt32Field(value: inout [UInt32]) throws { throw Unusual() }
    mutating func decodeRepeatedUInt64Field(value: inout [UInt64]) throws { throw Unusual() }
    mutating func decodeSingularSInt32Field(value: inout Int32) throws { throw Unusual() }
    mutating func decodeSingularSInt32Field(value: inout Int32?) throws { throw Unusual() }
    mutating func decodeRepeatedSInt32Field(value: inout [Int32]) throws { throw Unusual() }
    mutating func decodeSingularSInt64Field(value: inout Int64) throws { throw Unusual() }
    mutating func decodeSingularSInt64Field(value: inout Int64?) throws { throw Unusual() }
    mutating func decodeRepeatedSInt64Field(value: inout [Int64]) throws { throw Unusual() }
    mutating func decodeSingularFixed32Field(value: inout UInt32) throws { throw Unusual() }
    mutating func decodeSingularFixed32Field(value: inout UInt32?) throws { throw Unusual() }
    mutating func decodeRepeatedFixed32Field(value: inout [UInt32]) throws { throw Unusual() }
    mutating func decodeSingularFixed64Field(value: inout UInt64) throws { throw Unusual() }
    mutating func decodeSingularFixed64Field(value: inout UInt64?) throws { throw Unusual() }
    mutating func decodeRepeatedFixed64Field(value: inout [UInt64]) throws { throw Unusual() }
    mutating func decodeSingularSFixed32Field(value: inout Int32) throws { throw Unusual() }
    mutating func decodeSingularSFixed32Field(value: inout Int32?) throws { throw Unusual() }
    mutating func decodeRepeatedSFixed32Field(value: inout [Int32]) throws { throw Unusual() }
    mutating func decodeSingularSFixed64Field(value: inout Int64) throws { throw Unusual() }
    mutating func decodeSingularSFixed64Field(value: inout Int64?) throws { throw Unusual() }
    mutating func decodeRepeatedSFixed64Field(value: inout [Int64]) throws { throw Unusual() }
    mutating func decodeRepeatedBoolField(value: inout [Bool]) throws { throw Unusual() }
    mutating func decodeSingularStringField(value: inout String?) throws { throw Unusual() }
    mutating func decodeSingularBytesField(value: inout Data?) throws { throw Unusual() }
    mutating func decodeRepeatedBytesField(value: inout [Data]) throws { throw Unusual() }

    mutating func decodeSingularEnumField<E: Enum>(value: inout E?) throws where E.RawValue == Int { throw Unusual() }
    mutating func decodeRepeatedEnumField<E: Enum>(value: inout [E]) throws where E.RawValue == Int { throw Unusual() }
    mutating func decodeSingularGroupField<G: Message>(value: inout G?) throws { throw Unusual() }
    mutating func decodeRepeatedGroupField<G: Message>(value: inout [G]) throws { throw Unusual() }

    mutating func decodeMapField<Key, Value>(
        fieldType: _ProtobufEnumMap<Key, Value>.Type, value: inout _ProtobufEnumMap<Key, Value>.BaseType
    ) throws where Value.RawValue == Int { throw Unusual() }

    mutating func decodeMapField<Key, Value>(
        fieldType: _ProtobufMessageMap<Key, Value>.Type, value: inout _ProtobufMessageMap<Key, Value>.BaseType
    ) throws { throw Unusual() }

    mutating func decodeExtensionField(
        values: inout ExtensionFieldValueSet, messageType: any Message.Type, fieldNumber: Int
    ) throws { throw Unusual() }
}
