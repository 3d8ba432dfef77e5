import TestTools
import Testing

@testable import Schema

@Suite("What is wrong with a message in protobuf")
struct DecodingFaultTests {
    /// The bytes of a field of `type`, by its name; its value is that of a message.
    private static func member(_ name: String, of type: any Message.Type, _ body: [UInt8]) throws -> [UInt8] {
        delimited(try number(name, of: type), body)
    }

    private static func number(_ name: String, of type: any Message.Type) throws -> Int {
        try #require(type.fields.first { $0.name.description == name }).number
    }

    private static func fault(_ bytes: [UInt8]) -> DecodingFault? {
        do throws(DecodingFault) {
            _ = try Command.decoded(from: bytes)
            return nil
        } catch {
            return error
        }
    }

    /// What is at fault, by its path; nil for the message itself, and where nothing is.
    private static func path(_ bytes: [UInt8]) -> String? {
        fault(bytes)?.path(in: bytes, of: Command.self)
    }

    private static func adjusting(_ body: [UInt8]) throws -> [UInt8] {
        try member("stock", of: Command.self, member("adjust", of: StockCommand.self, body))
    }

    private static func placing(_ body: [UInt8]) throws -> [UInt8] {
        try member("order", of: Command.self, member("place", of: OrderCommand.self, body))
    }

    @Test("a number that is no word of its field is told with the path of that field, wherever it stands")
    func words() throws {
        let reason = try numbered(Self.number("reason", of: AdjustStock.self), 99)
        let sku = try Self.member("sku", of: AdjustStock.self, [65])
        let warehouse = try Self.member("warehouseId", of: AdjustStock.self, [66])
        for body in [sku + reason + warehouse, sku + warehouse + reason, reason + sku, reason] {
            let bytes = try Self.adjusting(body)
            #expect(Self.fault(bytes)?.reason == .unknownWord(number: 99))
            #expect(Self.path(bytes) == "stock.adjust.reason")
        }
        let capture = try numbered(Self.number("capture", of: PlaceOrderPayment.self), 99)
        let paymentID = try Self.member("paymentId", of: PlaceOrderPayment.self, [80])
        for bad in [capture, paymentID + capture, capture + paymentID] {
            let payments = try [bad, paymentID].flatMap { try Self.member("payments", of: PlaceOrder.self, $0) }
            #expect(try Self.path(Self.placing(payments)) == "order.place.payments[0].capture")
            let other = try [paymentID, bad].flatMap { try Self.member("payments", of: PlaceOrder.self, $0) }
            #expect(try Self.path(Self.placing(other)) == "order.place.payments[1].capture")
        }
    }

    /// A word that is at fault for each field of a command that has words: alone, and between right ones.
    @Test("every field of words in every command is named")
    func everyWord() {
        var count = 0
        func check(_ type: any Message.Type, at path: String, _ wrap: ([UInt8]) -> [UInt8]) {
            for field in type.fields {
                let name = (path.isEmpty ? "" : path + ".") + field.name.description
                switch field.kind {
                case .words:
                    let (right, wrong) = (numbered(field.number, 1), numbered(field.number, 99))
                    for body in [wrong, right + wrong, wrong + right, right + wrong + right] {
                        #expect(Self.path(wrap(body)) == name)
                    }
                    count += 1
                case .message(let inner):
                    guard case .list = field.presence else {
                        check(inner, at: name) { wrap(delimited(field.number, $0)) }
                        continue
                    }
                    let empty = delimited(field.number, [])
                    check(inner, at: name + "[1]") { wrap(empty + delimited(field.number, $0) + empty) }
                default: break
                }
            }
        }
        check(Command.self, at: "") { $0 }
        #expect(count >= 10, "\(count)")
    }

    /// protobuf writes a word below zero as its 64 bits.
    @Test("a word's number is told as it was meant", arguments: [-1, 1 << 32 + 1, 256])
    func numbers(number: Int) throws {
        let bytes = try Self.adjusting(numbered(Self.number("reason", of: AdjustStock.self), UInt64(bitPattern: Int64(number))))
        #expect(Self.fault(bytes)?.reason == .unknownWord(number: number))
        #expect(Self.path(bytes) == "stock.adjust.reason")
    }

    @Test("a field that is not in the schema, or has another form there, is told with the path of its message")
    func unknownFields() throws {
        let sku = try Self.member("sku", of: PlaceOrderLine.self, [65])
        let quantity = try Self.number("quantity", of: PlaceOrderLine.self)
        // Those without a value end where the next line begins.
        let others: [[UInt8]] = [numbered(500, 1), delimited(500, [1]), numbered(500, 1).dropLast(), delimited(quantity, [1])]
        for unknown in others {
            for line in [unknown, sku + unknown] {
                let lines = try [line, sku].flatMap { try Self.member("lines", of: PlaceOrder.self, $0) }
                let bytes = try Self.placing(lines)
                guard case .unknownField = Self.fault(bytes)?.reason else {
                    Issue.record("\(line) is read")
                    continue
                }
                #expect(Self.path(bytes) == "order.place.lines[0]", "\(line)")
            }
        }
        #expect(Self.path(numbered(500, 1)) == nil)
    }

    @Test("a text that is not UTF-8 is told with the path of its field")
    func texts() throws {
        let sku = try Self.member("sku", of: AdjustStock.self, [0xFF])
        let warehouse = try Self.member("warehouseId", of: AdjustStock.self, [66])
        for body in [sku, sku + warehouse, warehouse + sku] {
            #expect(try Self.path(Self.adjusting(body)) == "stock.adjust.sku")
        }
    }
}
