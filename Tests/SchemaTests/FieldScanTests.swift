import TestTools
import Testing

@testable import Schema

@Suite("Fields of a message that is not made")
struct FieldScanTests {
    @Test("random messages: every field that is there, with what it holds", arguments: Pair.all)
    func fields(pair: Pair) throws {
        var messages = RandomMessages(seed: 3)
        var found = 0
        for _ in 0..<100 {
            let message = try pair.read(messages.bytes(of: pair.type))
            let bytes = message.canonicalBytes()
            var parts: [Int: [FieldScan.Value]] = [:]
            var scan = FieldScan(bytes)
            while let part = try scan.next() { parts[part.number, default: []].append(part.value) }
            for (place, field) in pair.type.fields.enumerated() {
                for (value, part) in zip(message.values(of: place), parts[field.number] ?? []) {
                    switch (value, part) {
                    case (.number(let number), .number(let bits)): #expect(Int64(bitPattern: bits) == number)
                    case (.large(let number), .number(let bits)): #expect(bits == number)
                    case (.text(let text), .bytes(let place)): #expect(Array(text.utf8) == Array(bytes[place]))
                    case (.truth, .number), (.word, .number), (.message, .bytes), (.time, .bytes), (.map, .bytes), (.bytes, .bytes):
                        break
                    default: Issue.record("\(pair.name).\(field.name): \(value) was read as \(part)")
                    }
                    found += 1
                }
            }
        }
        #expect(found > 100)
    }

    @Test("bytes that end too early, and forms that the schema does not have, are faults")
    func faults() throws {
        for bytes: [UInt8] in [[0x08], [0x0A, 0x05, 0x41], [0x0D, 0, 0, 0, 0], [0x80]] {
            #expect(throws: DecodingFault.self, "\(bytes)") {
                var scan = FieldScan(bytes)
                while try scan.next() != nil {}
            }
        }
    }
}
