import Oracle
import SwiftProtobuf
import TestTools
import Testing

@testable import Schema

/// The library's reader of JSON as oracle: it takes more than ours, and ours says for what it refuses that.
@Suite("The library as oracle of damaged JSON")
struct OracleJSONTests {
    /// What the library takes and ours does not: a field or an alternative that is there already; numbers in quotation marks, with
    /// an exponent, or beyond ±(2⁵³−1); numbers in place of words; bits behind the last byte of base64.
    private static let strictness = [
        "is there twice", "is one too many", "must be a whole number", "is a number outside the range of the field",
        "is not one of the words this field can have", "must be bytes in base64",
    ]

    private static func isStricter(_ fault: JSONFault) -> Bool {
        // The library also takes a field's name as the .proto has it: unit_price. A text that is no word is unknown to both.
        if let unknown = fault.unknown { return fault.reason == "is not a field of it" && unknown.name.contains("_") }
        return strictness.contains { fault.reason.hasPrefix($0) }
    }

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

    @Test("of the other forms in which the library writes, ours refuses all, for what its list names")
    func otherForms() throws {
        let forms: [(inout JSONEncodingOptions) -> Void] = [
            { $0.alwaysPrintInt64sAsNumbers = false }, { $0.preserveProtoFieldNames = true }, { $0.alwaysPrintEnumsAsInts = true },
        ]
        var refused = forms.map { _ in 0 }
        func check<M: Schema.Message, L: SwiftProtobuf.Message>(_ type: M.Type, _ library: L.Type) throws {
            var messages = RandomMessages(seed: 9)
            for round in 0..<210 {
                let theirs = try L(serializedBytes: messages.bytes(of: type))
                let text = try theirs.libraryJSON(forms[round % 3])
                // Not all messages have what the form is another of.
                let isOurs = try text == theirs.libraryJSON
                #expect(try agree(type, library, text) == isOurs)
                if !isOurs { refused[round % 3] += 1 }
            }
        }
        for pair in Pair.all { try check(pair.type, pair.library) }
        #expect(refused.allSatisfy { $0 > 200 }, "\(refused)")
    }

    /// - Returns: whether ours reads the text: as the same message then.
    private func agree<M: Schema.Message, L: SwiftProtobuf.Message>(
        _ type: M.Type, _ library: L.Type, _ text: [UInt8]
    ) throws -> Bool {
        var theirs = try? L(jsonUTF8Bytes: text)
        let shown = String(decoding: text, as: UTF8.self)
        do {
            let ours = try M(json: text)
            if theirs == nil { theirs = try? L(jsonUTF8Bytes: Self.capitals(text)) }
            let bytes = try theirs?.libraryBytes
            // Ours says zeros that the library leaves out.
            #expect(try bytes.map { try M(encoded: $0).encoded() } == ours.encoded(), "\(shown)")
            return true
        } catch let fault as JSONFault {
            guard theirs != nil else { return false }
            #expect(Self.isStricter(fault), "\(fault): \(shown)")
            return false
        }
    }

    /// The text with a large T and Z in its times. Small ones the library does not take. Source: RFC 3339 § 5.6.
    private static func capitals(_ text: [UInt8]) -> [UInt8] {
        let time = /"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?[Zz]"/
        return Array(String(decoding: text, as: UTF8.self).replacing(time) { $0.output.uppercased() }.utf8)
    }
}
