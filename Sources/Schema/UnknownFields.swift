import FoundationEssentials
import SwiftProtobuf

/// Finds fields that the schema does not have. The binary wire keeps them silently; the contract calls them an error
/// (INTERFACE §1).
public enum UnknownFields {
    /// Whether the command and everything inside it consists of known fields only.
    public static func areAbsent(in message: Command) -> Bool {
        var search = Search()
        do {
            try message.traverse(visitor: &search)
            return true
        } catch {
            return false
        }
    }

    private struct Found: Error {}

    private struct Search: Visitor {
        mutating func visitUnknown(bytes: Data) throws {
            if !bytes.isEmpty { throw Found() }
        }

        mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) throws {
            try value.traverse(visitor: &self)
        }

        mutating func visitRepeatedMessageField<M: Message>(value: [M], fieldNumber: Int) throws {
            for item in value { try item.traverse(visitor: &self) }
        }

        mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) {}
        mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) {}
        mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) {}
        mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) {}
        mutating func visitSingularStringField(value: String, fieldNumber: Int) {}
        mutating func visitRepeatedStringField(value: [String], fieldNumber: Int) {}
        mutating func visitSingularBytesField(value: Data, fieldNumber: Int) {}
        mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) {}
        mutating func visitMapField<K, V: MapValueType>(
            fieldType: _ProtobufMap<K, V>.Type, value: _ProtobufMap<K, V>.BaseType, fieldNumber: Int
        ) {}
        mutating func visitMapField<K, V>(
            fieldType: _ProtobufEnumMap<K, V>.Type, value: _ProtobufEnumMap<K, V>.BaseType, fieldNumber: Int
        ) where V.RawValue == Int {}
        mutating func visitMapField<K, V>(
            fieldType: _ProtobufMessageMap<K, V>.Type, value: _ProtobufMessageMap<K, V>.BaseType, fieldNumber: Int
        ) {}
    }
}
