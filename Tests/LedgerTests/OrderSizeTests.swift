import Schema
import Testing

@testable import Ledger

/// An order that can be placed can be ended in one entry, and nothing that is added to it later changes that.
@Suite struct OrderSizeTests {
    private static func long(_ start: String) -> String { start + String(repeating: "x", count: Limits.idBytes - start.utf8.count) }
    private static let order = long("O-")
    private static let warehouse = long("W-")

    /// A confirmed order of nearly as many lines as there can be, for which nothing has been paid yet.
    private func largest() throws -> Shop {
        var shop = Shop()
        shop.role = Role.operator.rawValue
        try shop.given([.init("warehouse.register", #"{"warehouseId":"\#(Self.warehouse)","name":"x"}"#)])
        var variants: [String] = []
        for number in 0..<100 { variants.append(#"{"sku":"\#(Self.long("K\(number)-"))","price":{"amount":9,"currency":"CNY"}}"#) }
        let list = variants.joined(separator: ",")
        try shop.given([
            .init("catalog.createProduct", #"{"productId":"P","title":"x","kind":"PHYSICAL","publish":true,"variants":[\#(list)]}"#)
        ])
        for number in 0..<100 {
            let sku = Self.long("K\(number)-")
            try shop.given([
                .init("stock.receive", #"{"sku":"\#(sku)","warehouseId":"\#(Self.warehouse)","quantity":1000}"#)
            ])
        }
        for lines in (50...100).reversed() where try shop.state.order(Self.order) == nil {
            let wanted = (0..<lines).map {
                #"{"lineId":"\#(Self.long("L\($0)-"))","sku":"\#(Self.long("K\($0)-"))","quantity":1000}"#
            }
            let list = wanted.joined(separator: ",")
            let payment = #"{"paymentId":"PAY-1","method":"COD","amount":\#(lines * 9000)}"#
            let what = #""customerId":"C","currency":"CNY","lines":[\#(list)],"payments":[\#(payment)]"#
            try shop.send("order.place", #"{"orderId":"\#(Self.order)",\#(what)}"#)
        }
        #expect(try shop.order(Self.order).status == .confirmed)
        return shop
    }

    @Test("so many more payments are refused that it could not be cancelled any more")
    func payments() throws {
        var shop = try largest()
        try shop.given([.init("payment.cancel", #"{"paymentId":"PAY-1"}"#)])
        var codes: [String?] = []
        while shop.state.tables.payments.rows.count < Limits.paymentsPerOrder, codes.last ?? nil == nil {
            let id = Self.long("PAY-\(codes.count + 2)-")
            let payment = #"{"paymentId":"\#(id)","orderId":"\#(Self.order)","amount":9,"method":"CARD"}"#
            codes.append(try shop.send("payment.initiate", payment).code)
        }
        #expect(codes.first == .some(nil), "one more tender there was room for when it was placed")
        #expect(codes.last == "order_too_large")
    }

    @Test("so many more shipments are refused that it could not be cancelled any more")
    func shipments() throws {
        var shop = try largest()
        let line = Self.long("L0-")
        var codes: [String?] = []
        while codes.count < Limits.shipmentsPerOrder, codes.last ?? nil == nil {
            let id = Self.long("S-\(codes.count)-")
            let place = #""orderId":"\#(Self.order)","warehouseId":"\#(Self.warehouse)""#
            let shipment = #"{"shipmentId":"\#(id)",\#(place),"lines":[{"lineId":"\#(line)","quantity":1}]}"#
            codes.append(try shop.send("shipment.create", shipment).code)
        }
        #expect(codes.count > 1 && codes.last == "order_too_large")
        try shop.given([.init("order.cancel", #"{"orderId":"\#(Self.order)","reason":"x"}"#)])
        let cancelled = try #require(shop.entries.last)
        #expect((cancelled.canonicalBytes()).count <= Limits.entryBytes)
    }
}
