import Foundation
import TestTools
import Testing

@testable import Service

@Suite("Zeros", .timeLimit(.minutes(4)))
struct ZeroTests {
    /// What is at a path of keys and indices.
    private func value(_ json: Any?, _ path: [String]) -> Any? {
        path.reduce(json) { value, key in
            if let items = value as? [Any], let index = Int(key) { return index < items.count ? items[index] : nil }
            return (value as? [String: Any])?[key]
        }
    }

    /// The paths, `price.amount`, at which there is no number 0.
    private func missing(_ json: Any?, at paths: String...) -> [String] {
        paths.filter { value(json, $0.split(separator: ".").map(String.init)) as? Int != 0 }
    }

    @Test("a free product has its price, a free order its total, in rows and in events")
    func free() async throws {
        try await TestService.withShop(units: 5) { _, client in
            func events(_ command: String) throws -> Any? { try client.post(command, query: "?reply=events").json["events"] }
            func row(_ path: String) throws -> Any? { try client.request("GET", "/v1/" + path).json }
            let variant = #"{"sku":"FREE","price":{"amount":0,"currency":"CNY"}}"#
            let created = try events(
                #"{"id":"p0","catalog":{"createProduct":{"productId":"P-0","title":"x","kind":"DIGITAL","publish":true,"#
                    + #""variants":[\#(variant)]}}}"#)
            #expect(missing(created, at: "0.catalog.productCreated.variants.0.price.amount").isEmpty)
            #expect(missing(try row("products/P-0"), at: "variants.0.price.amount").isEmpty)
            let priced = try events(
                #"{"id":"p1","catalog":{"setPrice":{"sku":"FREE","price":{"amount":0,"currency":"CNY"}}}}"#)
            #expect(missing(priced, at: "0.catalog.priceSet.price.amount").isEmpty)

            let lines = #""lines":[{"sku":"FREE","quantity":1}]"#
            let placed = try events(
                #"{"id":"o","order":{"place":{"orderId":"O-1","customerId":"C-1","currency":"CNY",\#(lines)}}}"#)
            let order = try row("orders/O-1")
            #expect(value(order, ["status"]) as? String == "CONFIRMED")
            for (json, at) in [(value(placed, ["0", "order", "placed"]), "event"), (order, "row")] {
                let paths = missing(json, at: "total", "shippingFee", "lines.0.unitPrice", "lines.0.discount", "lines.0.net")
                #expect(paths.isEmpty, "\(at)")
            }
            #expect(missing(order, at: "balanceDue", "captured", "openOperations", "lines.0.cancelled").isEmpty)
            // In lists and in the log they are the same.
            #expect(missing(try row("orders?status=CONFIRMED"), at: "items.0.total", "items.0.lines.0.net").isEmpty)
            #expect(missing(try row("entries/6"), at: "events.0.order.placed.total").isEmpty)
        }
    }

    @Test("an order is free by its discount, too, and its stock may be gone")
    func discounted() async throws {
        try await TestService.withShop(units: 1) { _, client in
            let fee = #""fees":[{"code":"gift","amount":-10000}],"lines":[{"sku":"SKU-1","quantity":1}]"#
            let answer = try client.post(
                #"{"id":"o","order":{"place":{"orderId":"O-1","customerId":"C-1","currency":"CNY",\#(fee)}}}"#,
                query: "?reply=events")
            #expect(missing(try answer.json["events"], at: "0.order.placed.total", "0.order.placed.lines.0.net").isEmpty)
            #expect(missing(try client.request("GET", "/v1/orders/O-1").json, at: "total", "lines.0.net", "balanceDue").isEmpty)
            #expect(missing(try client.request("GET", "/v1/stock/SKU-1@WH-1").json, at: "available", "backordered").isEmpty)
        }
    }
}
