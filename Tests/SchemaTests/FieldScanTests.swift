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
            let bytes = message.encoded()
            var parts: [Int: [FieldScan.Value]] = [:]
            var scan = FieldScan(bytes)
            while let part = try scan.next() { parts[part.number, default: []].append(part.value) }
            let json = try JSONValue(message.json())
            for field in pair.type.fields {
                guard let value = json[field.name.description] else { continue }
                let values = if case .list = field.presence { value.items } else { [value] }
                for (value, part) in zip(values, parts[field.number] ?? []) {
                    switch (field.kind, value, part) {
                    case (.number(_, true), .number(let number), .number(let bits)):
                        #expect(Double(Int64(bitPattern: bits)) == number)
                    case (.number(_, false), .number(let number), .number(let bits)): #expect(Double(bits) == number)
                    case (.text, .text(let text), .bytes(let place)): #expect(Array(text.utf8) == Array(bytes[place]))
                    case (.truth, _, .number), (.words, _, .number), (.message, _, .bytes), (.time, _, .bytes), (.map, _, .bytes),
                        (.bytes, _, .bytes):
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
