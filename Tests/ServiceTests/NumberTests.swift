import Foundation
import Ledger
import Schema
import TestTools
import Testing

@testable import Service

/// Every whole number is one that every reader of JSON holds exactly, and each that is there is written.
@Suite("Numbers of commands and answers", .timeLimit(.minutes(8)))
struct NumberTests {
    /// 2⁵³, the first that is not.
    private static let tooLarge = 9_007_199_254_740_992

    @Test("no command takes a number beyond 2⁵³−1 anywhere", arguments: Examples.all.indices)
    func commands(index: Int) async throws {
        let example = Examples.all[index]
        try await TestService.run { service in
            let client = try service.client()
            for command in example.given { try client.post(command) }
            // A time is right for one command alone.
            let when = example.when.replacing(#/"time":"[^"]*",/#, with: "")
            for (number, place) in Self.numbers(in: when).enumerated() {
                for value in ["\(Self.tooLarge)", "-\(Self.tooLarge)"] {
                    var command = when
                    command.replaceSubrange(place, with: value)
                    command = command.replacing(#/"id":"c-\d+"/#, with: "\"id\":\"n-\(number)\(value)\"")
                    let answer = try client.post(command)
                    #expect(answer.status == 400 || answer.status == 409, "\(command): \(answer.text)")
                }
            }
        }
    }

    /// The last number that is allowed and the first that is not are as many bytes of protobuf: one can stand for the other.
    @Test("nor in protobuf", arguments: Examples.all.indices)
    func protobuf(index: Int) async throws {
        let example = Examples.all[index]
        let when = example.when.replacing(#/"time":"[^"]*",/#, with: "")
        var commands: [[UInt8]] = []
        for (number, place) in Self.numbers(in: when).enumerated() {
            for sign in [1, -1] {
                var text = when
                text.replaceSubrange(place, with: "\(sign * (Self.tooLarge - 1))")
                // A field of 32 bits has no room for it.
                guard var command = try? Command(json: Array(text.utf8)) else { continue }
                command.id = "n-\(number)\(sign)"
                let (allowed, beyond) = (Self.bytes(of: sign * (Self.tooLarge - 1)), Self.bytes(of: sign * Self.tooLarge))
                var bytes = command.canonicalBytes()
                let start = try #require(bytes.firstRange(of: allowed)?.lowerBound)
                bytes.replaceSubrange(start..<start + allowed.count, with: beyond)
                commands.append(bytes)
            }
        }
        guard !commands.isEmpty else { return }
        try await TestService.run { service in
            let client = try service.client()
            for command in example.given { try client.post(command) }
            let receipts = try ProtobufFaultTests.receipts(client, commands)
            #expect(receipts.count == commands.count)
            for receipt in receipts { #expect(receipt.error != nil || receipt.rejection != nil, "\(receipt)") }
        }
    }

    private static func bytes(of number: Int) -> [UInt8] { varint(UInt64(bitPattern: Int64(number))) }

    /// The numbers that are values in a command.
    private static func numbers(in command: String) -> [Range<String.Index>] {
        command.matches(of: #/[:\[,](-?[0-9]+)(?=[,}\]])/#).map { $0.output.1.startIndex..<$0.output.1.endIndex }
    }

    @Test("sequences and versions that are asked for or expected end there, too")
    func sequences() async throws {
        try await TestService.withShop { _, client in
            for target in ["/v1/entries/", "/v1/entries?after=", "/v1/products?sequence=", "/v1/products/P-1?sequence="] {
                let beyond = try client.request("GET", target + "\(Self.tooLarge)")
                #expect(beyond.status == 400, "\(target)")
                #expect(try beyond.json["code"] as? String == "invalid_argument", "\(target)")
                if target.hasSuffix("=") { #expect(beyond.text.contains(" up to \(Self.tooLarge - 1)"), "\(target)") }
            }
            for (version, status) in [(Self.tooLarge, 400), (Self.tooLarge - 1, 412)] {
                let expect = #"{"entity":"product/P-1","version":\#(version)}"#
                let publish = #"{"publish":{"productId":"P-1"}}"#
                let answer = try client.post(#"{"id":"v-\#(version)","expect":[\#(expect)],"catalog":\#(publish)}"#)
                #expect(answer.status == status, "\(answer.text)")
            }
        }
    }

    @Test("a free product has its price, and a free order its total: in rows, lists, entries and tables")
    func zeros() async throws {
        try await TestService.withShop { _, client in
            let variant = #"{"sku":"FREE","price":{"amount":0,"currency":"CNY"}}"#
            let product = #"{"productId":"P-2","title":"Leaflet","kind":"DIGITAL","publish":true,"variants":[\#(variant)]}"#
            let line = #"{"sku":"FREE","quantity":1,"unitPrice":0}"#
            let order = #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[\#(line)]}"#
            for command in [
                #"{"id":"f-1","catalog":{"createProduct":\#(product)}}"#, #"{"id":"f-2","order":{"place":\#(order)}}"#,
            ] {
                #expect(try client.post(command).status == 200)
            }
            let row = try client.request("GET", "/v1/orders/O-1")
            for name in ["total", "balanceDue", "captured", "refunded"] {
                #expect(try row.json[name] as? Int == 0, "\(name): \(row.text)")
            }
            let orderLine = try #require((row.json["lines"] as? [[String: Any]])?.first)
            for name in ["unitPrice", "net"] { #expect(orderLine[name] as? Int == 0, "\(name)") }
            let price = #""price":{"amount":0,"currency":"CNY"}"#
            let lines = ["Accept": "application/x-ndjson"]
            let answers = [
                try client.request("GET", "/v1/products/P-2").text,
                try client.request("GET", "/v1/products?productId=P-2", headers: lines).text,
                try client.request("GET", "/v1/entries/4").text,
            ]
            for answer in answers { #expect(answer.contains(price), "\(answer)") }
            #expect(try client.request("GET", "/v1/entries/5").text.contains(#""total":0"#))
            #expect(try client.request("GET", "/v1/orders?total=0", headers: lines).lines.count == 1)
            let table = try client.request("GET", "/v1/orders", headers: ["Accept": "text/csv"]).text
            let records = table.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
            let column = try #require(records[0].firstIndex(of: "total"))
            #expect(records[1][column] == "0")
        }
    }
}
