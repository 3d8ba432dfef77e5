// swift-format-ignore-file
// The auditor's sums and equations by kind. Written by tools/generate: change the .proto files, never this one.

public import Schema

/// What the auditor keeps of each kind of entity: a type that the context's file declares.
struct Sums: Sendable {
    var products = ProductSums()
    var warehouses = WarehouseSums()
    var stock = StockSums()
    var reservations = ReservationSums()
    var orders = OrderSums()
    var payments = PaymentSums()
    var shipments = ShipmentSums()
    var parcels = ParcelSums()
    var carts = CartSums()
    var customers = CustomerSums()
    var sessions = SessionSums()
    var taxClasses = TaxClassSums()
    var accesses = DataAccessSums()
}

extension Auditor {
    /// Adds what an event says to the sums of its entity.
    ///
    /// - Returns: whether entities of that table have such events.
    mutating func count(_ event: Event.OneOf_Event, in table: Table, _ id: String) -> Bool {
        switch (table, event) {
        case (.product, .catalog(let context)): if let event = context.event { product(event, id) }
        case (.warehouse, .warehouse(let context)): if let event = context.event { warehouse(event, id) }
        case (.stock, .stock(let context)): if let event = context.event { stock(event, id) }
        case (.reservation, .stock(let context)): if let event = context.event { reservation(event, id) }
        case (.order, .order(let context)): if let event = context.event { order(event, id) }
        case (.payment, .payment(let context)): if let event = context.event { payment(event, id) }
        case (.shipment, .shipment(let context)): if let event = context.event { shipment(event, id) }
        case (.parcel, .shipment(let context)): if let event = context.event { parcel(event, id) }
        case (.cart, .cart(let context)): if let event = context.event { cart(event, id) }
        case (.customer, .customer(let context)): if let event = context.event { customer(event, id) }
        case (.session, .customer(let context)): if let event = context.event { session(event, id) }
        case (.taxClass, .catalog(let context)): if let event = context.event { taxClass(event, id) }
        case (.dataAccess, .customer(let context)): if let event = context.event { dataAccess(event, id) }
        default: return false
        }
        return true
    }

    /// Checks the equations of an entity that its own context's sums are enough for.
    mutating func check(_ table: Table, _ id: String) {
        switch table {
        case .product: checkProduct(id)
        case .warehouse: checkWarehouse(id)
        case .stock: checkStock(id)
        case .reservation: checkReservation(id)
        case .order: checkOrder(id)
        case .payment: checkPayment(id)
        case .shipment: checkShipment(id)
        case .parcel: checkParcel(id)
        case .cart: checkCart(id)
        case .customer: checkCustomer(id)
        case .session: checkSession(id)
        case .taxClass: checkTaxClass(id)
        case .dataAccess: checkDataAccess(id)
        }
    }

    /// L6: compares a row with the sums of its events.
    /// - Parameter entity: the name that it is stored under: `order/O-1`.
    public mutating func compareRow(_ row: any Message, as entity: String) {
        switch row {
        case let row as Product: compare(row, as: entity)
        case let row as Warehouse: compare(row, as: entity)
        case let row as Stock: compare(row, as: entity)
        case let row as Reservation: compare(row, as: entity)
        case let row as Order: compare(row, as: entity)
        case let row as Payment: compare(row, as: entity)
        case let row as Shipment: compare(row, as: entity)
        case let row as Parcel: compare(row, as: entity)
        case let row as Cart: compare(row, as: entity)
        case let row as Customer: compare(row, as: entity)
        case let row as Session: compare(row, as: entity)
        case let row as TaxClass: compare(row, as: entity)
        case let row as DataAccess: compare(row, as: entity)
        default: fail("L6", entity, "a row of a known kind", "another")
        }
    }
}
