import Engine
import Ledger
import Schema

extension Row {
    /// Reads a row as the service writes it.
    init(_ table: Table, json: [UInt8]) throws {
        switch table {
        case .product: self = .product(try Product(lenientJSON: json))
        case .warehouse: self = .warehouse(try Warehouse(lenientJSON: json))
        case .stock: self = .stock(try Stock(lenientJSON: json))
        case .reservation: self = .reservation(try Reservation(lenientJSON: json))
        case .order: self = .order(try Order(lenientJSON: json))
        case .payment: self = .payment(try Payment(lenientJSON: json))
        case .shipment: self = .shipment(try Shipment(lenientJSON: json))
        case .parcel: self = .parcel(try Parcel(lenientJSON: json))
        }
    }

    /// The row as the service writes it.
    func json() throws -> [UInt8] {
        message.json()
    }
}
