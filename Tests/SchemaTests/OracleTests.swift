import Foundation
import Oracle
import SwiftProtobuf
import TestTools
import Testing

@testable import Schema

/// The library of the schema's language is the oracle: what it reads and writes, ours does.
@Suite("The library as oracle")
struct OracleTests {
    @Test("random messages: the same bytes, both ways", arguments: Pair.all)
    func binary(pair: Pair) throws {
        var messages = RandomMessages(seed: 1)
        for _ in 0..<150 {
            let bytes = messages.bytes(of: pair.type)
            let ours = try pair.read(bytes)
            #expect(ours.encoded() == bytes)
            #expect(try pair.libraryReads(bytes).libraryBytes == bytes)
            guard let whole = pair.type as? any WholeMessage.Type else { continue }
            #expect(try whole.decoded(from: bytes).canonicalBytes() == bytes)
        }
    }

    @Test("random messages: each reads the other's JSON as the same message", arguments: Pair.all)
    func json(pair: Pair) throws {
        func check<M: Schema.Message, L: SwiftProtobuf.Message>(_ type: M.Type, _ library: L.Type) throws {
            var messages = RandomMessages(seed: 2)
            for _ in 0..<100 {
                let bytes = messages.bytes(of: type)
                let ours = try M(encoded: bytes)
                let theirs = try L(serializedBytes: bytes)
                #expect(try M(json: try theirs.libraryJSON).encoded() == bytes)
                // Ours says zeros too, which a message without presence does not keep apart.
                #expect(try L(jsonUTF8Bytes: ours.json()).libraryBytes == bytes)
                #expect(try M(json: ours.json()) == ours)
            }
        }
        try check(pair.type, pair.library)
    }

    /// Without this the others could pass on messages that are all but empty.
    @Test("every field of the schema is reached")
    func everyField() {
        var messages = RandomMessages(seed: 3)
        for pair in Pair.all { for _ in 0..<3000 { _ = messages.bytes(of: pair.type) } }
        for (name, type) in Self.types {
            let missing = type.fields.map { "\(name).\($0.name)" }.filter { !messages.seen.contains($0) }
            #expect(missing.isEmpty, "\(missing)")
        }
    }

    @Test("every message of the schema is one of the pairs, or lies in one; each that is stored or sent is one")
    func everyMessage() throws {
        let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/Sources/Schema/Generated"
        var count = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            for match in text.matches(of: /public struct (\w+): (Message|WholeMessage)\b/) {
                count += 1
                #expect(Self.types[String(match.1)] != nil, "\(match.1)")
                #expect(match.2 == "Message" || Pair.all.contains { $0.name == match.1 }, "\(match.1)")
            }
        }
        #expect(count >= 130, "\(count)")
        for pair in Pair.all {
            #expect(pair.type.name.description == pair.name && "daybook.v1.\(pair.name)" == pair.library.protoMessageName)
        }
    }

    /// The types of all pairs' messages, and of those that lie in them.
    private static let types: [String: any Schema.Message.Type] = {
        var types: [String: any Schema.Message.Type] = [:]
        func collect(_ type: any Schema.Message.Type) {
            guard types.updateValue(type, forKey: type.name.description) == nil else { return }
            for field in type.fields { if case .message(let inner) = field.kind { collect(inner) } }
        }
        for pair in Pair.all { collect(pair.type) }
        return types
    }()

    @Test("cut at every byte: read where and as the library reads it", arguments: Pair.all)
    func cut(pair: Pair) throws {
        var messages = RandomMessages(seed: 4)
        var bytes = messages.bytes(of: pair.type)
        while bytes.count < 20 || bytes.count > 4000 { bytes = messages.bytes(of: pair.type) }
        var whole = 0
        for length in 0..<bytes.count {
            let cut = Array(bytes[..<length])
            let isTheirs = (try? pair.libraryReads(cut)) != nil
            #expect(check(pair, cut) == isTheirs, "\(cut)")
            if isTheirs { whole += 1 }
        }
        // Nothing at all is whole, and what ends behind a field.
        #expect(whole >= 1 && whole < bytes.count, "\(whole) of \(bytes.count)")
    }

    /// Both kinds of result must occur, or the damage is none.
    @Test("flipped bits: read as the library reads them, or refused", arguments: Pair.all)
    func flipped(pair: Pair) {
        var messages = RandomMessages(seed: 5)
        var accepted = 0
        for round in 0..<800 {
            var bytes = messages.bytes(of: pair.type)
            guard !bytes.isEmpty, bytes.count < 4000 else { continue }
            for _ in 0...(round % 3) {
                bytes[Int.random(in: 0..<bytes.count, using: &messages.random)] ^=
                    1 << UInt8.random(in: 0...7, using: &messages.random)
            }
            if check(pair, bytes) { accepted += 1 }
        }
        #expect(accepted > 20 && accepted < 780, "\(accepted)")
    }

    @Test("noise")
    func noise() {
        var random = SplitMix64(6)
        var accepted: [String: Int] = [:]
        for _ in 0..<1500 {
            let bytes = random.bytes(Int.random(in: 0...40, using: &random))
            for pair in Pair.all where check(pair, bytes) { accepted[pair.name, default: 0] += 1 }
        }
        for pair in Pair.all { #expect(accepted[pair.name, default: 0] > 20, "\(pair.name): \(accepted)") }
    }

    /// What ours takes the library takes too, as the same message: the bytes that ours makes of it are those that the library
    /// makes of it, but for zeros that ours always says.
    @discardableResult
    private func check(_ pair: Pair, _ bytes: [UInt8]) -> Bool {
        guard let ours = try? pair.read(bytes) else { return false }
        do {
            let theirs = try pair.libraryReads(bytes)
            let again = try pair.libraryReads(ours.encoded())
            let here = try pair.read(try theirs.libraryBytes)
            #expect(here.encoded() == ours.encoded(), "\(bytes)")
            #expect(try again.libraryBytes == ours.encoded(), "\(bytes)")
        } catch {
            Issue.record("only ours reads \(bytes): \(error)")
        }
        return true
    }
}
