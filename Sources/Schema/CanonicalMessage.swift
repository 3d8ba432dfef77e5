public import SwiftProtobuf

/// A message whose bytes are stored, hashed or sent in numbers: its canonical bytes are made by code of its own
/// (`CanonicalEncoder`), and so they are read (`CanonicalDecoder`).
public protocol CanonicalMessage: Message {
    /// Appends the message's canonical bytes.
    func appendCanonicalBytes(to bytes: inout [UInt8]) throws

    /// Reads a message from its binary form, canonical or not: gives what `init(serializedBytes:options:)` gives, or its error.
    static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Self
}

extension CanonicalMessage {
    /// The message's canonical bytes: the same message gives the same ones.
    public func canonicalBytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try appendCanonicalBytes(to: &bytes)
        return bytes
    }

    /// Reads a message from its binary form, canonical or not: gives what `init(serializedBytes:)` gives, or its error.
    public static func decoded(from bytes: [UInt8]) throws -> Self {
        try decoded(from: bytes, options: BinaryDecodingOptions())
    }
}

// Why one by one: each of these is where the compiler makes the encoder's and the decoder's code for that message.

extension Command: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Command { try decode(bytes, options) }
}
extension Entry: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Entry { try decode(bytes, options) }
}
extension Receipt: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Receipt { try decode(bytes, options) }
}
extension Product: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Product { try decode(bytes, options) }
}
extension Warehouse: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Warehouse {
        try decode(bytes, options)
    }
}
extension Stock: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Stock { try decode(bytes, options) }
}
extension Reservation: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Reservation {
        try decode(bytes, options)
    }
}
extension Order: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Order { try decode(bytes, options) }
}
extension Payment: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Payment { try decode(bytes, options) }
}
extension Shipment: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Shipment {
        try decode(bytes, options)
    }
}
extension Parcel: CanonicalMessage {
    public func appendCanonicalBytes(to bytes: inout [UInt8]) throws { try encode(self, &bytes) }
    public static func decoded(from bytes: [UInt8], options: BinaryDecodingOptions) throws -> Parcel {
        try decode(bytes, options)
    }
}

@inline(__always)
private func encode(_ message: some Message, _ bytes: inout [UInt8]) throws {
    try CanonicalEncoder.encode(appendingTo: &bytes) { encoder throws in try message.traverse(visitor: &encoder) }
}

@inline(__always)
private func decode<M: Message>(_ bytes: [UInt8], _ options: BinaryDecodingOptions) throws -> M {
    do {
        return try CanonicalDecoder.decode(bytes, depthLimit: options.messageDepthLimit)
    } catch is Unusual {
        return try M(serializedBytes: bytes, options: options)
    }
}
