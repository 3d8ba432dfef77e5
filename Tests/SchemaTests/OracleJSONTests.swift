import Oracle
import SwiftProtobuf
import TestTools
import Testing

@testable import Schema

/// The library's reader of JSON as oracle: it takes more than ours, and ours says for what it refuses that.
@Suite("The library as oracle of damaged JSON")
struct OracleJSONTests {
    /// What the library takes and ours does not.
    private static let strictness = [
        "is there twice", "must be a whole number", "one too many",
    ]

    @Test("cut at every byte: refused, as the library does", arguments: Pair.all)
    func cut(pair: Pair) throws {
        func check<M: Schema.Message, L: SwiftProtobuf.Message>(_ type: M.Type, _ library: L.Type) throws {
            var messages = RandomMessages(seed: 7)
            var text: [UInt8] = []
            while text.count < 40 || text.count > 3000 { text = try M(encoded: messages.bytes(of: type)).json() }
            #expect(try M(json: text).json() == text)
            for length in 0..<text.count {
                let cut = Array(text[..<length])
                #expect(throws: JSONFault.self) { try M(json: cut) }
                #expect(throws: (any Error).self) { try L(jsonUTF8Bytes: cut) }
            }
        }
        try check(pair.type, pair.library)
    }

    @Test("changed anywhere: read as the library reads it, or refused for what it does not look at", arguments: Pair.all)
    func changed(pair: Pair) throws {
        func check<M: Schema.Message, L: SwiftProtobuf.Message>(_ type: M.Type, _ library: L.Type) throws {
            var messages = RandomMessages(seed: 8)
            var (accepted, refused) = (0, 0)
            for round in 0..<1000 {
                let bytes = messages.bytes(of: type)
                var text = round % 2 == 0 ? try M(encoded: bytes).json() : try L(serializedBytes: bytes).libraryJSON
                guard text.count < 3000 else { continue }
                JSONRandomTests.change(&text, &messages.random)
                if try agree(type, library, text) { accepted += 1 } else { refused += 1 }
            }
            #expect(accepted > 200 && refused > 100, "\(accepted) \(refused)")
        }
        try check(pair.type, pair.library)
    }

    @Test("of the other forms in which the library writes, ours refuses those that its list names", arguments: Pair.all)
    func otherForms(pair: Pair) throws {
        func check<M: Schema.Message, L: SwiftProtobuf.Message>(_ type: M.Type, _ library: L.Type) throws {
            var messages = RandomMessages(seed: 9)
            var accepted = 0
            for round in 0..<200 {
                let theirs = try L(serializedBytes: messages.bytes(of: type))
                let text = try theirs.libraryJSON { options in
                    switch round % 3 {
                    case 0: options.alwaysPrintInt64sAsNumbers = false
                    case 1: options.preserveProtoFieldNames = true
                    default: options.alwaysPrintEnumsAsInts = true
                    }
                }
                if try agree(type, library, text) { accepted += 1 }
            }
            #expect(accepted > 2, "\(accepted)")
        }
        try check(pair.type, pair.library)
    }

    /// - Returns: whether ours reads the text: as the same message then.
    private func agree<M: Schema.Message, L: SwiftProtobuf.Message>(
        _ type: M.Type, _ library: L.Type, _ text: [UInt8]
    ) throws -> Bool {
        let theirs = try? L(jsonUTF8Bytes: text)
        let shown = String(decoding: text, as: UTF8.self)
        do {
            let ours = try M(json: text)
            let bytes = try theirs?.libraryBytes
            // Ours says zeros that the library leaves out.
            #expect(try bytes.map { try M(encoded: $0).encoded() } == ours.encoded(), "\(shown)")
            return true
        } catch let fault as JSONFault {
            guard theirs != nil else { return false }
            let isOtherSpelling = fault.unknown?.name.contains("_") == true && fault.reason.contains("is not a field of it")
            #expect(isOtherSpelling || Self.strictness.contains { fault.reason.contains($0) }, "\(fault): \(shown)")
            return false
        }
    }
}
