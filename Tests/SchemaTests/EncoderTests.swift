import SwiftProtobuf
import Testing

@testable import Schema

/// The canonical bytes are the library's deterministic ones.
@Suite(.serialized) struct EncoderTests {
    @Test(arguments: kinds.indices)
    func randomMessagesHaveTheLibrarysBytes(kind: Int) throws {
        func check<M: Kind>(_ type: M.Type) throws {
            var filler = RandomFiller(seed: UInt64(kind))
            for _ in 0..<100 {
                let message = try filler.message(type)
                #expect(try message.canonicalBytes() == libraryBytes(message))
            }
        }
        try check(kinds[kind])
    }

    /// Without this, the other tests could pass on messages that are all but empty. The schema has 138 messages inside these ten.
    @Test func everyMessageOfTheSchemaIsReached() throws {
        var filler = RandomFiller(seed: 1)
        for kind in kinds { for _ in 0..<300 { _ = try filler.message(kind) } }
        #expect(filler.filled.count >= 138, "\(filler.filled.count)")
    }

    /// Lengths of one, two and three bytes, and nesting on both sides of each.
    @Test(arguments: [0, 1, 120, 127, 128, 129, 16_383, 16_384, 16_385, 2_100_000])
    func lengthsOfEverySize(length: Int) throws {
        let entry = Entry.with {
            $0.rejection.params = ["b": String(repeating: "x", count: length), "a": "", "": "c", "é": "d"]
            $0.events = [.with { $0.order.held.reason = String(repeating: "y", count: length) }]
            $0.hashBytes = Array(repeating: 9, count: length)
        }
        #expect(try entry.canonicalBytes() == libraryBytes(entry))
        #expect(isFast(Entry.self, try entry.canonicalBytes()))
        #expect(try Entry.decoded(from: entry.canonicalBytes()) == entry)
    }

    @Test func unknownFieldsAreKept() throws {
        let unknown = delimited(99, [1, 2, 3])
        let body = delimited(1, Array("order/1".utf8)) + unknown
        let command = try Command(
            serializedBytes: delimited(1, [65]) + delimited(4, body) + unknown + delimited(3, [8, 1] + unknown))
        #expect(try command.canonicalBytes() == libraryBytes(command))
        #expect(try Command.decoded(from: command.canonicalBytes()) == command)
        #expect(!UnknownFields.areAbsent(in: command))
    }

    /// An entry's hash beside it gives the bytes that it gives within it.
    @Test func hashBeside() throws {
        var filler = RandomFiller(seed: 5)
        for number in 0..<50 {
            var entry = try filler.message(Entry.self)
            entry.hashBytes = []
            entry.unknownFields = .init()
            let hash = (0..<32).map { UInt8(truncatingIfNeeded: $0 * 7 + number) }
            let bytes = try entry.canonicalBytes(hash: hash)
            entry.hashBytes = hash
            #expect(try bytes == libraryBytes(entry))
        }
    }

    @Test func bytesAreAppended() throws {
        let stock = Stock.with { $0.sku = "S" }
        var bytes: [UInt8] = [1, 2, 3]
        try stock.appendCanonicalBytes(to: &bytes)
        #expect(try bytes == [1, 2, 3] + libraryBytes(stock))
    }
}
