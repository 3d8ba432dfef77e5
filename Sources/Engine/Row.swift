import HashTreeCollections
public import Ledger
public import Schema

/// A row of any table.
public enum Row: Sendable, Equatable {
    case product(Product)
    case warehouse(Warehouse)
    case stock(Stock)
    case reservation(Reservation)
    case order(Order)
    case payment(Payment)
    case shipment(Shipment)
    case parcel(Parcel)

    /// Decodes a stored row.
    init(_ table: Table, bytes: [UInt8]) throws {
        switch table {
        case .product: self = .product(try Product.decoded(from: bytes))
        case .warehouse: self = .warehouse(try Warehouse.decoded(from: bytes))
        case .stock: self = .stock(try Stock.decoded(from: bytes))
        case .reservation: self = .reservation(try Reservation.decoded(from: bytes))
        case .order: self = .order(try Order.decoded(from: bytes))
        case .payment: self = .payment(try Payment.decoded(from: bytes))
        case .shipment: self = .shipment(try Shipment.decoded(from: bytes))
        case .parcel: self = .parcel(try Parcel.decoded(from: bytes))
        }
    }

    /// The protobuf message itself.
    public var message: any RowMessage {
        switch self {
        case .product(let row): row
        case .warehouse(let row): row
        case .stock(let row): row
        case .reservation(let row): row
        case .order(let row): row
        case .payment(let row): row
        case .shipment(let row): row
        case .parcel(let row): row
        }
    }

    /// The entity's id within its table.
    public var id: String {
        switch self {
        case .product(let row): row.productID
        case .warehouse(let row): row.warehouseID
        case .stock(let row): Stock.id(sku: row.sku, warehouse: row.warehouseID)
        case .reservation(let row): row.reservationID
        case .order(let row): row.orderID
        case .payment(let row): row.paymentID
        case .shipment(let row): row.shipmentID
        case .parcel(let row): row.parcelID
        }
    }

    /// How many events moved the entity.
    public var version: UInt64 { message.version }

    /// The row as bytes; the same row always gives the same bytes.
    public func bytes() throws -> [UInt8] {
        message.canonicalBytes()
    }
}

extension Tables {
    /// The row of an entity, or nil if it does not exist.
    func row(_ table: Table, _ id: String) throws(Refusal) -> Row? {
        switch table {
        case .product: try products.find(id, in: source).map(Row.product)
        case .warehouse: try warehouses.find(id, in: source).map(Row.warehouse)
        case .stock: try stock.find(id, in: source).map(Row.stock)
        case .reservation: try reservations.find(id, in: source).map(Row.reservation)
        case .order: try orders.find(id, in: source).map(Row.order)
        case .payment: try payments.find(id, in: source).map(Row.payment)
        case .shipment: try shipments.find(id, in: source).map(Row.shipment)
        case .parcel: try parcels.find(id, in: source).map(Row.parcel)
        }
    }

    /// Ids of the rows of a table that changed since the last complete flush and that `isWanted` takes; unordered.
    func changedIDs(_ table: Table, where isWanted: (String) -> Bool) -> Set<String> {
        func ids<R>(_ rows: RowTable<R>) -> Set<String> {
            var found = Set(rows.changed.keys.lazy.filter(isWanted))
            found.formUnion(rows.flushing.keys.lazy.filter(isWanted))
            return found
        }
        switch table {
        case .product: return ids(products)
        case .warehouse: return ids(warehouses)
        case .stock: return ids(stock)
        case .reservation: return ids(reservations)
        case .order: return ids(orders)
        case .payment: return ids(payments)
        case .shipment: return ids(shipments)
        case .parcel: return ids(parcels)
        }
    }

    /// Sequences of entries that touched an entity since the last complete flush, ascending.
    func touched(_ table: Table, _ id: String) -> [UInt64] {
        func sequences<R>(_ rows: RowTable<R>) -> [UInt64] {
            (rows.flushing[id]?.touched.array ?? []) + (rows.changed[id]?.touched.array ?? [])
        }
        switch table {
        case .product: return sequences(products)
        case .warehouse: return sequences(warehouses)
        case .stock: return sequences(stock)
        case .reservation: return sequences(reservations)
        case .order: return sequences(orders)
        case .payment: return sequences(payments)
        case .shipment: return sequences(shipments)
        case .parcel: return sequences(parcels)
        }
    }
}
