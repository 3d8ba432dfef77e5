import Schema
import Testing

@testable import Ledger

/// Numbers and words that nobody sends but an attacker: always an answer, never a trap.
@Suite struct HostileTests {
    /// One command of every verb with every numeric field there is, each of which is replaced in turn.
    private static let more: [(given: [Example.Step], when: Example.Step)] = [
        (
            [],
            .init(
                "catalog.createProduct",
                #"{"productId":"P-1","title":"x","kind":"PHYSICAL","variants":[{"sku":"A","price":{"amount":1,"currency":"CNY"},"#
                    + #""weightGrams":1,"lengthMm":1,"widthMm":1,"heightMm":1,"backorderLimit":1}]}"#)
        ),
        (
            [.product],
            .init(
                "catalog.addVariant",
                #"{"productId":"P-1","variant":{"sku":"A","price":{"amount":1,"currency":"CNY"},"backorderLimit":1}}"#)
        ),
        (
            Example.shop,
            .init(
                "order.place",
                #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":1,"unitPrice":10000,"#
                    + #""priceOverride":true,"discount":1},{"sku":"SKU-1","quantity":2,"unitPrice":3,"priceOverride":true}],"#
                    + #""shippingFee":2,"fees":[{"code":"gift","amount":3}],"payments":[{"paymentId":"PAY-1","method":"CARD","#
                    + #""amount":4},{"paymentId":"PAY-2","method":"CARD","amount":4}],"shipTo":{"country":"CN","location":"#
                    + #"{"latitudeE6":1,"longitudeE6":2}},"expectedTotal":10010,"payWithinSeconds":60}"#)
        ),
        (
            Example.shop,
            .init("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":3,"expiresInSeconds":600}"#)
        ),
    ]

    private static let cases: [(given: [String], when: String)] =
        Examples.all.map { ($0.given, $0.when) }
        + more.map { item in (item.given.enumerated().map { $1.command(id: "c-\($0)") }, item.when.command(id: "c-x")) }

    private static let extremes = ["-9007199254740991", "9007199254740991", "4503599627370496"]
    private static let odd = ["0", "-1", "1000000001", "900000000000001"]

    @Test(arguments: cases.indices)
    func everyNumberReplaced(_ index: Int) throws {
        let (given, when) = Self.cases[index]
        var prepared = Shop()
        prepared.role = "admin"
        for command in given { try prepared.send(command) }
        for range in Self.numbers(in: when) {
            for value in Self.extremes + Self.odd {
                var shop = prepared
                let json = when.replacingCharacters(range, with: value)
                guard (try? Command(json: Array(json.utf8))) != nil else { continue }
                let reply = try shop.send(json)
                if Self.extremes.contains(value) { #expect(reply.code != nil, "\(json)") }
            }
        }
    }

    /// Ranges of the numbers in a JSON text that are values, not parts of strings.
    private static func numbers(in json: String) -> [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        var isQuoted = false
        var start: String.Index?
        for index in json.indices {
            let character = json[index]
            if character == "\"" { isQuoted.toggle() }
            let isPart = !isQuoted && (character.isNumber || character == "-")
            if isPart, start == nil { start = index }
            if !isPart, let from = start {
                ranges.append(from..<index)
                start = nil
            }
        }
        return ranges
    }

    @Test(arguments: [
        #"{"catalog":{"createProduct":{"productId":"P-9","title":"x","kind":"KIND_UNSPECIFIED"}}}"#,
        #"{"payment":{"initiate":{"paymentId":"P","orderId":"O-1","method":"METHOD_UNSPECIFIED","amount":1}}}"#,
        #"{"payment":{"initiate":{"paymentId":"P","orderId":"O-1","amount":1}}}"#,
        #"{"payment":{"recordResult":{"paymentId":"PAY-1","outcome":"OUTCOME_UNSPECIFIED","amount":1}}}"#,
        #"{"payment":{"recordResult":{"paymentId":"PAY-1","amount":1}}}"#,
        #"{"shipment":{"recordScan":{"carrier":"SF","trackingNumber":"SF1001","scanId":"s","status":"STATUS_UNSPECIFIED","#
            + #""occurredAt":"2026-03-01T09:00:00Z"}}}"#,
        #"{"shipment":{"recordScan":{"carrier":"SF","trackingNumber":"SF1001","scanId":"s","status":"DELIVERED"}}}"#,
        #"{"shipment":{"recordScan":{"carrier":"SF","trackingNumber":"SF1001","scanId":"s","status":"DELIVERED","#
            + #""occurredAt":"2027-03-01T08:00:00Z"}}}"#,
        #"{"warehouse":{"register":{"warehouseId":"WH 1","name":"x"}}}"#, #"{"warehouse":{"register":{"warehouseId":"WH-9"}}}"#,
        #"{"warehouse":{"register":{"warehouseId":"WH-9","name":"a\u0007b"}}}"#, #"{"warehouse":{"register":{"name":"x"}}}"#,
        #"{"catalog":{}}"#, #"{"warehouse":{}}"#, #"{"stock":{}}"#, #"{"order":{}}"#, #"{"payment":{}}"#,
        #"{"shipment":{}}"#, #"{}"#,
        #"{"expect":[{"entity":"nothing/1"}],"order":{"hold":{"orderId":"O-1"}}}"#,
        #"{"expect":[{"entity":"","version":1}],"order":{"hold":{"orderId":"O-1"}}}"#,
    ])
    func malformedValues(_ json: String) throws {
        var shop = try Shop(given: Example.shipped)
        #expect(try shop.send(json).code == RejectionCode.invalidArgument.rawValue)
    }

    @Test func strangeRowIDs() {
        for id in ["", "@", "a", "@b", "a@", "a@b@c"] { #expect(Stock(id: id).onHand == 0) }
        #expect(Stock(id: "a@b").warehouseID == "b")
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
