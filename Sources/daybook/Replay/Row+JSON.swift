import Engine
import Ledger
import Schema
import SwiftProtobuf

extension Row {
    /// Reads a row as the service writes it.
    init(_ table: Table, json: [UInt8]) throws {
        switch table {
        case .product: self = .product(try Product(jsonUTF8Bytes: json, options: lenientJSON))
        case .warehouse: self = .warehouse(try Warehouse(jsonUTF8Bytes: json, options: lenientJSON))
        case .stock: self = .stock(try Stock(jsonUTF8Bytes: json, options: lenientJSON))
        case .reservation: self = .reservation(try Reservation(jsonUTF8Bytes: json, options: lenientJSON))
        case .order: self = .order(try Order(jsonUTF8Bytes: json, options: lenientJSON))
        case .payment: self = .payment(try Payment(jsonUTF8Bytes: json, options: lenientJSON))
        case .shipment: self = .shipment(try Shipment(jsonUTF8Bytes: json, options: lenientJSON))
        case .parcel: self = .parcel(try Parcel(jsonUTF8Bytes: json, options: lenientJSON))
        }
    }

    /// The row as the service writes it.
    func json() throws -> [UInt8] {
        try message.jsonUTF8Bytes(options: wireJSON)
    }
}
