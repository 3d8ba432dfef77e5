import SwiftProtobuf
import TestTools
import Testing

@testable import Schema

/// The fast decoder gives what the library gives, in every case; and ordinary messages need no other.
@Suite(.serialized) struct DecoderTests {
    @Test(arguments: kinds.indices)
    func whatWasEncodedIsReadFast(kind: Int) throws {
        func check<M: Kind>(_ type: M.Type) throws {
            var filler = RandomFiller(seed: 100 + UInt64(kind))
            for _ in 0..<100 {
                let message = try filler.message(type)
                let bytes = try message.canonicalBytes()
                #expect(isFast(type, bytes))
                #expect(try M.decoded(from: bytes) == message)
                #expect(difference(of: type, from: bytes) == nil)
            }
        }
        try check(kinds[kind])
    }

    @Test(arguments: kinds.indices)
    func truncatedAtEveryByte(kind: Int) throws {
        func check<M: Kind>(_ type: M.Type) throws {
            let bytes = try Self.message(type, seed: 200 + UInt64(kind))
            for length in 0..<bytes.count { #expect(difference(of: type, from: Array(bytes[..<length])) == nil) }
        }
        try check(kinds[kind])
    }

    /// Ten thousand in all. Both kinds of result must occur, or the damage is none.
    @Test(arguments: kinds.indices)
    func damagedBytes(kind: Int) throws {
        func check<M: Kind>(_ type: M.Type) throws {
            var random = SplitMix64(300 + UInt64(kind))
            var fast = 0
            for round in 0..<1_000 {
                var bytes = try Self.message(type, seed: random.next(), atMost: 2_000)
                for _ in 0...(round % 3) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
                }
                #expect(difference(of: type, from: bytes) == nil, "\(bytes)")
                if isFast(type, bytes) { fast += 1 }
            }
            #expect(fast > 50 && fast < 950, "\(fast)")
        }
        try check(kinds[kind])
    }

    @Test func noise() {
        var random = SplitMix64(400)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            for kind in kinds { #expect(difference(of: kind, from: bytes) == nil, "\(bytes)") }
        }
    }

    // MARK: What is allowed but not canonical

    /// Names of what the bytes have, the bytes of an entry, and whether the fast decoder reads them.
    private static let unusual: [(name: String, bytes: [UInt8], isFast: Bool)] = [
        ("nothing", [], true),
        ("unknown number", [0x78, 1], false),
        ("unknown number in an event", delimited(8, [0x78, 1]), false),
        ("unknown number in a timestamp", delimited(2, [0x18, 1]), false),
        ("unknown number in a map", delimited(9, delimited(3, [0x18, 1])), false),
        ("number 0", [0x00, 1], false),
        ("number 0 in two bytes", [0x80, 0x00, 1], false),
        ("number 1 in two bytes", [0x88, 0x00, 1], true),
        ("number 1 in three bytes", [0x88, 0x80, 0x00, 1], false),
        ("wrong wire type", [0x0A, 1, 65], false),
        ("fixed number", [0x09, 1, 2, 3, 4, 5, 6, 7, 8], false),
        ("group", [0x7B, 0x7C], false),
        ("end of a group", [0x0C], false),
        ("wire type 7", [0x0F, 1], false),
        ("long way to say 1", [0x08, 0x81, 0x80, 0x00], true),
        ("varint of ten bytes with too many bits", [0x08] + Array(repeating: 0xFF, count: 9) + [0x7F], true),
        ("varint of eleven bytes", [0x08] + Array(repeating: 0xFF, count: 10) + [0x01], false),
        ("two numbers", [0x08, 1, 0x08, 2], true),
        ("length of 2^31 - 1", [0x22, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], false),
        ("length of 2^63", [0x22] + Array(repeating: 0x80, count: 9) + [0x01], false),
        ("length of 2^64 - 1", [0x22] + Array(repeating: 0xFF, count: 9) + [0x01], false),
        ("no UTF-8", delimited(4, [0xC3, 0x28]), false),
        ("surrogate", delimited(4, [0xED, 0xA0, 0x80]), false),
        ("overlong UTF-8", delimited(4, [0xC0, 0x80]), false),
        ("UTF-8 cut off", delimited(4, [65, 0xE6, 0xBC]), false),
        ("noncharacter", delimited(4, [0xEF, 0xBF, 0xBF]), true),
        ("inner length beyond the outer", [0x42, 2, 0x0A, 3, 65, 65, 65], false),
        ("two timestamps, merged", delimited(2, [0x08, 5]) + delimited(2, [0x10, 6]), true),
        ("two actors, merged", delimited(6, delimited(3, [65])) + delimited(6, delimited(4, [66])), true),
        ("map without a key", delimited(9, delimited(3, delimited(2, [65]))), true),
        ("map without a value", delimited(9, delimited(3, delimited(1, [65]))), true),
        ("map without either", delimited(9, delimited(3, [])), true),
        (
            "one key twice", delimited(9, delimited(3, [0x0A, 1, 65, 0x12, 1, 66]) + delimited(3, [0x0A, 1, 65, 0x12, 1, 67])), true
        ),
        ("key of another type", delimited(9, delimited(3, [0x08, 1])), false),
        ("unknown enum value", delimited(6, [0x08, 77]), true),
        ("enum value of 64 bits", delimited(6, [0x08] + varint(.min + 3)), true),
        ("negative enum value", delimited(6, [0x08] + varint(-3)), true),
        ("number beyond 32 bits", delimited(6, [0x10] + varint(1 << 40 | 5)), true),
        // An event of the stock, then of the order: the last one is the event.
        ("two cases of a oneof", delimited(8, delimited(12, delimited(1, [8, 5])) + delimited(13, delimited(2, []))), true),
        (
            "one case twice, merged", delimited(8, delimited(12, delimited(1, [8, 5])) + delimited(12, delimited(1, [0x12, 0]))),
            true
        ),
    ]

    @Test(arguments: unusual.indices)
    func unusualBytes(index: Int) {
        let (name, bytes, isExpectedFast) = Self.unusual[index]
        #expect(difference(of: Entry.self, from: bytes) == nil, "\(name)")
        #expect(isFast(Entry.self, bytes) == isExpectedFast, "\(name)")
    }

    /// The library counts the same levels.
    @Test(arguments: [-1, 0, 1, 2, 3, 4, 5, 6, 7, 100, 101, .max])
    func depth(limit: Int) throws {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = limit
        let deep = Entry.with { $0.events = [.with { $0.order.placed.payBy = .init(seconds: 1) }] }
        #expect(isFast(Entry.self, try deep.canonicalBytes(), depthLimit: limit) == (limit >= 5))
        let wide = Entry.with {
            $0.time = .init(seconds: 1)
            $0.events = Array(repeating: .with { $0.stock.received.unitCost.amount = 3 }, count: 200)
        }
        for entry in [deep, wide] {
            #expect(difference(of: Entry.self, from: try entry.canonicalBytes(), options: options) == nil)
        }
    }

    @Test func unknownFieldsAreDiscardedWhereThatIsAsked() throws {
        var options = BinaryDecodingOptions()
        options.discardUnknownFields = true
        let entry = try Entry.decoded(from: [0x08, 1, 0x78, 1], options: options)
        #expect(entry.unknownFields.data.isEmpty && entry.sequence == 1)
        #expect(try !Entry.decoded(from: [0x08, 1, 0x78, 1]).unknownFields.data.isEmpty)
    }

    /// Canonical bytes of a random message that is not all but empty, and not so long that a test of every byte takes minutes.
    private static func message<M: Kind>(_ type: M.Type, seed: UInt64, atMost: Int = 6_000) throws -> [UInt8] {
        var filler = RandomFiller(seed: seed)
        while true {
            let bytes = try filler.message(type).canonicalBytes()
            if bytes.count > 20, bytes.count <= atMost { return bytes }
        }
    }
}
