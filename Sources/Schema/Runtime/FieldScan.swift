/// Shows the fields of a message's binary form one after the other, without making the message: for whoever needs three numbers of
/// a wide row, of very many rows.
public struct FieldScan {
    /// What a field holds.
    public enum Value {
        /// A number, a truth or a word, as its 64 bits.
        case number(UInt64)
        /// Where a text, bytes or a message lie.
        case bytes(Range<Int>)
    }

    /// A field with its number.
    public struct Part {
        public let number: Int
        public let value: Value
    }

    private var reader: ByteReader

    /// The fields of a message in these bytes.
    public init(_ bytes: [UInt8]) { reader = ByteReader(bytes) }

    /// The next field, nil behind the last one.
    /// - Throws: `DecodingFault` where the bytes are no message.
    public mutating func next() throws(DecodingFault) -> Part? { try reader.part() }
}
