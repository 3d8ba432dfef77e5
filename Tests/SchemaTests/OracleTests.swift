import Oracle
import SwiftProtobuf
import TestTools
import Testing

@testable import Schema

/// A message of ours, and the library's of the same name.
struct Pair: Sendable {
    let name: String
    let type: any WholeMessage.Type
    let library: any SwiftProtobuf.Message.Type

    static let all: [Pair] = [
        Pair(name: "Command", type: Schema.Command.self, library: Oracle.Command.self),
        Pair(name: "Entry", type: Schema.Entry.self, library: Oracle.Entry.self),
        Pair(name: "Receipt", type: Schema.Receipt.self, library: Oracle.Receipt.self),
        Pair(name: "Problem", type: Schema.Problem.self, library: Oracle.Problem.self),
        Pair(name: "Product", type: Schema.Product.self, library: Oracle.Product.self),
        Pair(name: "Warehouse", type: Schema.Warehouse.self, library: Oracle.Warehouse.self),
        Pair(name: "Stock", type: Schema.Stock.self, library: Oracle.Stock.self),
        Pair(name: "Reservation", type: Schema.Reservation.self, library: Oracle.Reservation.self),
        Pair(name: "Order", type: Schema.Order.self, library: Oracle.Order.self),
        Pair(name: "Payment", type: Schema.Payment.self, library: Oracle.Payment.self),
        Pair(name: "Shipment", type: Schema.Shipment.self, library: Oracle.Shipment.self),
        Pair(name: "Customer", type: Schema.Customer.self, library: Oracle.Customer.self),
        Pair(name: "Session", type: Schema.Session.self, library: Oracle.Session.self),
        Pair(name: "Parcel", type: Schema.Parcel.self, library: Oracle.Parcel.self),
    ]

    func read(_ bytes: [UInt8]) throws -> any WholeMessage { try type.decoded(from: bytes) }
    func libraryReads(_ bytes: [UInt8]) throws -> any SwiftProtobuf.Message { try library.init(serializedBytes: bytes) }
}

extension SwiftProtobuf.Message {
    /// What the library calls deterministic.
    var libraryBytes: [UInt8] {
        get throws {
            var options = BinaryEncodingOptions()
            options.useDeterministicOrdering = true
            return try serializedBytes(options: options)
        }
    }

    var libraryJSON: [UInt8] {
        get throws {
            var options = JSONEncodingOptions()
            options.alwaysPrintInt64sAsNumbers = true
            options.useDeterministicOrdering = true
            return try jsonUTF8Bytes(options: options)
        }
    }
}

/// The library of the schema's language is the oracle: what it reads and writes, ours does.
@Suite("The library as oracle")
struct OracleTests {
    @Test("random messages: the same bytes, both ways", arguments: Pair.all)
    func binary(pair: Pair) throws {
        var messages = RandomMessages(seed: 1)
        for _ in 0..<150 {
            let bytes = messages.bytes(of: pair.type)
            let ours = try pair.read(bytes)
            #expect(ours.canonicalBytes() == bytes)
            #expect(try pair.libraryReads(bytes).libraryBytes == bytes)
        }
    }

    @Test("random messages: each reads the other's JSON as the same message", arguments: Pair.all)
    func json(pair: Pair) throws {
        func check<M: WholeMessage, L: SwiftProtobuf.Message>(_ type: M.Type, _ library: L.Type) throws {
            var messages = RandomMessages(seed: 2)
            for _ in 0..<100 {
                let bytes = messages.bytes(of: type)
                let ours = try M.decoded(from: bytes)
                let theirs = try L(serializedBytes: bytes)
                #expect(try M(json: try theirs.libraryJSON).canonicalBytes() == bytes)
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
        for pair in Pair.all { for _ in 0..<1500 { _ = messages.bytes(of: pair.type) } }
        var missing: [String] = []
        var types: [String: any Schema.Message.Type] = [:]
        func collect(_ type: any Schema.Message.Type) {
            guard types.updateValue(type, forKey: type.name.description) == nil else { return }
            for field in type.fields { if case .message(let inner) = field.kind { collect(inner) } }
        }
        for pair in Pair.all { collect(pair.type) }
        for (name, type) in types {
            for field in type.fields where !messages.seen.contains("\(name).\(field.name)") {
                missing.append("\(name).\(field.name)")
            }
        }
        #expect(missing.isEmpty, "\(missing)")
        #expect(types.count >= 130, "\(types.count)")
    }

    @Test("cut at every byte: read as the library reads it, or refused", arguments: Pair.all)
    func cut(pair: Pair) throws {
        var messages = RandomMessages(seed: 4)
        var bytes = messages.bytes(of: pair.type)
        while bytes.count < 20 || bytes.count > 4000 { bytes = messages.bytes(of: pair.type) }
        for length in 0..<bytes.count { check(pair, Array(bytes[..<length])) }
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
        for _ in 0..<1500 {
            let bytes = random.bytes(Int.random(in: 0...40, using: &random))
            for pair in Pair.all { check(pair, bytes) }
        }
    }

    /// What ours takes the library takes too, as the same message: the bytes that ours makes of it are those that the library
    /// makes of it, but for zeros that ours always says.
    @discardableResult
    private func check(_ pair: Pair, _ bytes: [UInt8]) -> Bool {
        guard let ours = try? pair.read(bytes) else { return false }
        do {
            let theirs = try pair.libraryReads(bytes)
            let again = try pair.libraryReads(ours.canonicalBytes())
            let here = try pair.read(try theirs.libraryBytes)
            #expect(here.canonicalBytes() == ours.canonicalBytes(), "\(bytes)")
            #expect(try again.libraryBytes == ours.canonicalBytes(), "\(bytes)")
        } catch {
            Issue.record("only ours reads \(bytes): \(error)")
        }
        return true
    }
}
