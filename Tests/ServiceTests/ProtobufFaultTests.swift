import Engine
import Schema
import TestTools
import Testing

@testable import Service

/// What is wrong with a command in protobuf is said as of one in JSON: what, and where.
@Suite("Faults of protobuf", .timeLimit(.minutes(4)))
struct ProtobufFaultTests {
    /// The bytes of the field at a path of Command, whose value is that of a message.
    private static func member(_ path: String..., body: [UInt8]) throws -> [UInt8] {
        var type: any Message.Type = Command.self
        var numbers: [Int] = []
        for name in path {
            let field = try #require(type.fields.first { $0.name.description == name })
            numbers.append(field.number)
            if case .message(let inner) = field.kind { type = inner }
        }
        return numbers.reversed().reduce(body) { delimited($1, $0) }
    }

    /// Sends messages as one stream; the receipts.
    static func receipts(_ client: HTTPConnection, _ messages: [[UInt8]]) throws -> [Receipt] {
        let answer = try client.request(
            "POST", "/v1/commands", headers: ["Content-Type": "application/x-protobuf"],
            bytes: messages.flatMap { varint(UInt64($0.count)) + $0 })
        var rest = answer.body[...]
        var found: [Receipt] = []
        while let first = rest.popFirst() {
            var length = Int(first & 0x7F)
            if first >= 0x80 { length |= Int(rest.popFirst() ?? 0) << 7 }
            found.append(try Receipt.decoded(from: Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
        return found
    }

    @Test("a number that is no word, an unknown field and a broken text are told with their paths")
    func paths() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let (sku, reason, warehouse) = (delimited(1, [65]), numbered(4, 99), delimited(2, [66]))
            let minus = numbered(4, .max)
            let payments = [[numbered(4, 99)], []].enumerated().flatMap { number, capture in
                delimited(7, delimited(1, Array("P-\(number)".utf8)) + capture.flatMap { $0 })
            }
            let faults = try [
                (Self.member("stock", "adjust", body: sku + reason + warehouse), "stock.adjust.reason", "99 is none of the words"),
                (Self.member("stock", "adjust", body: sku + warehouse + reason), "stock.adjust.reason", "99 is none of the words"),
                (Self.member("stock", "adjust", body: reason), "stock.adjust.reason", "99 is none of the words"),
                (Self.member("stock", "adjust", body: minus), "stock.adjust.reason", "-1 is none of the words"),
                (Self.member("stock", "adjust", "sku", body: [0xFF]), "stock.adjust.sku", "is not valid UTF-8"),
                (Self.member("stock", "adjust", body: numbered(99, 1)), "stock.adjust", "has a field 99 of a form"),
                (Self.member("order", "place", body: payments), "order.place.payments[0].capture", "99 is none of the words"),
            ]
            let receipts = try Self.receipts(client, faults.map(\.0))
            #expect(receipts.count == faults.count)
            for (receipt, (_, path, reason)) in zip(receipts, faults) {
                #expect(receipt.error?.code == "malformed")
                let detail = receipt.error?.detail ?? ""
                #expect(detail.hasPrefix("the message is not a daybook.v1.Command: \(path): \(reason)"), "\(detail)")
                #expect(receipt.error?.params == ["field": path])
            }
            #expect(service.engine.status.head == 0)
        }
    }

    @Test("nanoseconds that no second has are told as such, not as a year", arguments: [-1, 1_000_000_000, .max] as [Int32])
    func nanos(nanos: Int32) async throws {
        try await TestService.run { service in
            let time = Timestamp(seconds: 1_772_357_400, nanos: nanos)
            let other = Timestamp(seconds: 253_402_300_800, nanos: 0)
            func scanning(_ id: String, at time: Timestamp) -> Command {
                Command.with {
                    $0.id = id
                    $0.shipment.recordScan = .with {
                        ($0.carrier, $0.trackingNumber, $0.scanID, $0.status) = ("dhl", "T-1", id, .inTransit)
                        $0.occurredAt = time
                    }
                }
            }
            var (occurred, stated) = (scanning("c-1", at: Timestamp()), scanning("c-2", at: Timestamp()))
            (occurred.occurredAt, stated.time) = (time, time)
            let commands = [occurred, stated, scanning("c-3", at: time), scanning("c-4", at: other)]
            let receipts = try Self.receipts(service.client(), commands.map { $0.canonicalBytes() })
            let details = receipts.map { $0.error?.detail ?? $0.rejection?.detail ?? "" }
            let reason = "has \(nanos) nanos; a second has 0 to 999999999"
            #expect(
                details == [
                    "occurredAt: \(reason)", "time: \(reason)", "occurredAt: \(reason)",
                    "occurredAt: is outside the years 1 to 9999",
                ])
        }
    }
}
