// Bytes of protobuf, made without what the product makes them with.

/// Bytes of a field that has a length.
package func delimited(_ number: Int, _ body: [UInt8]) -> [UInt8] {
    varint(UInt64(number << 3 | 2)) + varint(UInt64(body.count)) + body
}

/// Bytes of a field that is a number.
package func numbered(_ number: Int, _ value: UInt64) -> [UInt8] { varint(UInt64(number << 3)) + varint(value) }

/// Seven bits a byte, the lowest first.
package func varint(_ number: UInt64) -> [UInt8] {
    var (rest, bytes) = (number, [UInt8]())
    while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7f) | 0x80)
        rest >>= 7
    }
    return bytes + [UInt8(rest)]
}
