import SwiftProtobuf

@testable import Schema

typealias Kind = CanonicalMessage & Equatable

/// The eleven messages that have canonical bytes.
let kinds: [any Kind.Type] = [
    Command.self, Entry.self, Receipt.self, Product.self, Warehouse.self, Stock.self, Reservation.self, Order.self, Payment.self,
    Shipment.self, Parcel.self,
]

/// What SwiftProtobuf calls deterministic.
func libraryBytes(_ message: some Message) throws -> [UInt8] {
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    return try message.serializedBytes(options: options)
}

/// What both decoders make of the bytes; nil where they agree, or what differs.
///
/// Errors are compared by their text: the public function has to give the library's own.
func difference<M: Kind>(
    of type: M.Type, from bytes: [UInt8], options: BinaryDecodingOptions = BinaryDecodingOptions()
) -> String? {
    let ours = Result { try M.decoded(from: bytes, options: options) }
    let library = Result { try M(serializedBytes: bytes, options: options) }
    switch (ours, library) {
    case (.success(let ours), .success(let library)):
        // Why the bytes too: strings are equal to Swift as soon as they look the same.
        let areSame = ours == library && (try? libraryBytes(ours)) == (try? libraryBytes(library))
        return areSame ? nil : "\(ours) is not \(library)"
    case (.failure(let ours), .failure(let library)): return "\(ours)" == "\(library)" ? nil : "\(ours) is not \(library)"
    case (.success, .failure(let error)): return "only the library throws \(error)"
    case (.failure(let error), .success): return "only ours throws \(error)"
    }
}

/// Whether the fast decoder reads the bytes without the library's help.
func isFast<M: CanonicalMessage>(_ type: M.Type, _ bytes: [UInt8], depthLimit: Int = 100) -> Bool {
    do {
        _ = try CanonicalDecoder.decode(bytes, depthLimit: depthLimit) as M
        return true
    } catch {
        return false
    }
}

/// Bytes of a field that has a length.
func delimited(_ number: Int, _ body: [UInt8]) -> [UInt8] { varint(number << 3 | 2) + varint(body.count) + body }

func varint(_ value: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
    }
    return bytes + [UInt8(rest)]
}
