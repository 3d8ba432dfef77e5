/// Shows the fields of a message's binary form one after the other, without making the message: for whoever needs three numbers of
/// a wide row, of very many rows.
public struct FieldScan {
    /// What a field holds.
    public enum Value {
        /// A number, a truth or a word, as its 64 bits.
        case number(UInt64)
        /// A text, bytes or a message.
        case bytes(ArraySlice<UInt8>)
    }

    private var reader: ByteReader

    /// The fields of a message in these bytes.
    public init(_ bytes: [UInt8]) { reader = ByteReader(bytes) }

    /// The next field's number and what it holds, nil behind the last one.
    /// - Throws: `DecodingFault` where the bytes are no message.
    public mutating func next() throws(DecodingFault) -> (number: Int, value: Value)? { try reader.field() }
}
