import Oracle
import SwiftProtobuf

@testable import Schema

/// A message of ours, and the library's of the same name.
struct Pair: Sendable {
    let name: String
    let type: any Schema.Message.Type
    let library: any SwiftProtobuf.Message.Type

    static let all: [Pair] = [
        Pair(name: "Command", type: Schema.Command.self, library: Oracle.Command.self),
        Pair(name: "Event", type: Schema.Event.self, library: Oracle.Event.self),
        Pair(name: "Entry", type: Schema.Entry.self, library: Oracle.Entry.self),
        Pair(name: "Receipt", type: Schema.Receipt.self, library: Oracle.Receipt.self),
        Pair(name: "Problem", type: Schema.Problem.self, library: Oracle.Problem.self),
        Pair(name: "Product", type: Schema.Product.self, library: Oracle.Product.self),
        Pair(name: "Warehouse", type: Schema.Warehouse.self, library: Oracle.Warehouse.self),
        Pair(name: "Stock", type: Schema.Stock.self, library: Oracle.Stock.self),
        Pair(name: "StockSummary", type: Schema.StockSummary.self, library: Oracle.StockSummary.self),
        Pair(name: "Reservation", type: Schema.Reservation.self, library: Oracle.Reservation.self),
        Pair(name: "Order", type: Schema.Order.self, library: Oracle.Order.self),
        Pair(name: "SellerOrder", type: Schema.SellerOrder.self, library: Oracle.SellerOrder.self),
        Pair(name: "Payment", type: Schema.Payment.self, library: Oracle.Payment.self),
        Pair(name: "Shipment", type: Schema.Shipment.self, library: Oracle.Shipment.self),
        Pair(name: "Parcel", type: Schema.Parcel.self, library: Oracle.Parcel.self),
        Pair(name: "TaxClass", type: Schema.TaxClass.self, library: Oracle.TaxClass.self),
        Pair(name: "Cart", type: Schema.Cart.self, library: Oracle.Cart.self),
        Pair(name: "DataAccess", type: Schema.DataAccess.self, library: Oracle.DataAccess.self),
        Pair(name: "Customer", type: Schema.Customer.self, library: Oracle.Customer.self),
        Pair(name: "Session", type: Schema.Session.self, library: Oracle.Session.self),
        Pair(name: "AccessRules", type: Schema.AccessRules.self, library: Oracle.AccessRules.self),
    ]

    func read(_ bytes: [UInt8]) throws -> any Schema.Message { try type.init(encoded: bytes) }
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

    /// Its JSON with all numbers as such, as ours has them.
    var libraryJSON: [UInt8] { get throws { try libraryJSON { _ in } } }

    func libraryJSON(_ change: (inout JSONEncodingOptions) -> Void) throws -> [UInt8] {
        var options = JSONEncodingOptions()
        options.alwaysPrintInt64sAsNumbers = true
        options.useDeterministicOrdering = true
        change(&options)
        return try jsonUTF8Bytes(options: options)
    }
}
