// swift-format-ignore-file
// Rows, tables and decisions by kind. Written by tools/generate: change the .proto files, never this one.

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
    case cart(Cart)
    case customer(Customer)
    case session(Session)
    case taxClass(TaxClass)
    case dataAccess(DataAccess)

    /// The row itself.
    public var message: any Entity {
        switch self {
        case .product(let row): row
        case .warehouse(let row): row
        case .stock(let row): row
        case .reservation(let row): row
        case .order(let row): row
        case .payment(let row): row
        case .shipment(let row): row
        case .parcel(let row): row
        case .cart(let row): row
        case .customer(let row): row
        case .session(let row): row
        case .taxClass(let row): row
        case .dataAccess(let row): row
        }
    }
}

extension Table {
    /// The type of its rows.
    public var type: any Entity.Type {
        switch self {
        case .product: Product.self
        case .warehouse: Warehouse.self
        case .stock: Stock.self
        case .reservation: Reservation.self
        case .order: Order.self
        case .payment: Payment.self
        case .shipment: Shipment.self
        case .parcel: Parcel.self
        case .cart: Cart.self
        case .customer: Customer.self
        case .session: Session.self
        case .taxClass: TaxClass.self
        case .dataAccess: DataAccess.self
        }
    }
}

extension Table {
    /// The numbers of its rows that a replay sums up, by the fields' names in JSON.
    public var totals: [String] {
        switch self {
        case .stock: ["onHand", "reserved"]
        case .order: ["total", "captured", "refunded"]
        case .payment: ["captured", "refunded"]
        default: []
        }
    }
}

/// The rows of the whole ledger at one sequence. A value: copying it is how a state is kept (see `RowTable`).
public struct Tables: Sendable {
    public internal(set) var products = RowTable<Product>()
    public internal(set) var warehouses = RowTable<Warehouse>()
    public internal(set) var stock = RowTable<Stock>()
    public internal(set) var reservations = RowTable<Reservation>()
    public internal(set) var orders = RowTable<Order>()
    public internal(set) var payments = RowTable<Payment>()
    public internal(set) var shipments = RowTable<Shipment>()
    public internal(set) var parcels = RowTable<Parcel>()
    public internal(set) var carts = RowTable<Cart>()
    public internal(set) var customers = RowTable<Customer>()
    public internal(set) var sessions = RowTable<Session>()
    public internal(set) var taxClasses = RowTable<TaxClass>()
    public internal(set) var accesses = RowTable<DataAccess>()
    /// What lies below the changed rows.
    public var source: any RowSource

    public init(source: any RowSource) { self.source = source }

    /// Shows every table to a reader.
    @inlinable
    public func forEach(_ reader: inout some TableReader) throws {
        try reader.read(products)
        try reader.read(warehouses)
        try reader.read(stock)
        try reader.read(reservations)
        try reader.read(orders)
        try reader.read(payments)
        try reader.read(shipments)
        try reader.read(parcels)
        try reader.read(carts)
        try reader.read(customers)
        try reader.read(sessions)
        try reader.read(taxClasses)
        try reader.read(accesses)
    }

    /// Lets a visitor change every table.
    mutating func forEach(_ visitor: inout some TableVisitor) {
        visitor.visit(&products)
        visitor.visit(&warehouses)
        visitor.visit(&stock)
        visitor.visit(&reservations)
        visitor.visit(&orders)
        visitor.visit(&payments)
        visitor.visit(&shipments)
        visitor.visit(&parcels)
        visitor.visit(&carts)
        visitor.visit(&customers)
        visitor.visit(&sessions)
        visitor.visit(&taxClasses)
        visitor.visit(&accesses)
    }
}

/// The secondary indexes that rows give rise to (`Entity.indexKeys`). The numbers are on disk and never change.
public enum Index: UInt8, Sendable, CaseIterable {
    /// `sku` → products.
    case productSKU = 1
    /// SKU → stock.
    case stockSKU = 2
    /// CARRIER/TRACKING-NUMBER → shipments.
    case shipmentTracking = 3
    /// SKU@ where it waits for goods from anywhere, SKU@WAREHOUSE from there → orders.
    case orderBackorder = 4
    /// Due time, 16 hex digits → rows of any table.
    case deadline = 5
    /// `status` → orders.
    case orderStatus = 6
    /// `customerId` → orders.
    case orderCustomer = 7
    /// `trackingNumber` → shipments.
    case shipmentTrackingNumber = 10
    /// `status` → shipments.
    case shipmentStatus = 11
    /// `status` → payments.
    case paymentStatus = 12
    /// `warehouseId` → stock.
    case stockWarehouse = 13
    /// SKU@WAREHOUSE where units are reserved for it, but for PENDING ones → orders.
    case stockOrder = 14
    /// SKU@WAREHOUSE of the units that it holds → reservations.
    case stockReservation = 15
    /// `customerId` → carts.
    case cartCustomer = 20
    /// `status` → carts.
    case cartStatus = 21
    /// An e-mail's keyed hash → customers.
    case customerEmail = 30
    /// `status` → customers.
    case customerStatus = 31
    /// `customerId` → sessions.
    case sessionCustomer = 32
    /// `1`, of who may not buy → customers.
    case barredCustomer = 33
    /// An open session's token, by its hash → sessions.
    case sessionToken = 34
    /// A role's number, of ADMIN → customers.
    case customerRole = 35
    /// `customers` → accesses.
    case accessCustomer = 36
    /// `categories` → products.
    case productCategory = 40
    /// Who sells any of its lines, where that is not the shop → orders.
    case orderSeller = 41
    /// What it belongs to → entries, by their sequences in 16 hex digits.
    case entryCorrelation = 60
    /// What caused it → entries, by their sequences in 16 hex digits.
    case entryCausation = 61
}

/// Rows as of the last complete flush that decisions read again and again and seldom change: kept decoded.
public struct RowCaches: Sendable {
    var products = RowCache<Product>()
    var warehouses = RowCache<Warehouse>()
    var stock = RowCache<Stock>()
    var taxClasses = RowCache<TaxClass>()

    /// Forgets the rows that the flush in progress replaces, when it is complete.
    mutating func forget(_ tables: Tables) {
        products.forget(tables.products)
        warehouses.forget(tables.warehouses)
        stock.forget(tables.stock)
        taxClasses.forget(tables.taxClasses)
    }
}

extension Product: Entity {
    public static var table: Table { .product }
    public var row: Row { .product(self) }

    public static let columns: [Column] = [
        Column("productId", 0), Column("version", 1), Column("status", 2), Column("kind", 4), Column("title", 3),
        Column("sellerId", 5), Column("sku", 8, element: 0), Column("price", 8, element: 1), Column("categories", 7),
        Column("createdAt", 9), Column("updatedAt", 10), Column("locale", 11), Column("restrictedCountries", 14),
        Column("taxClass", 8, element: 8)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("sku", .productSKU), ("categories", .productCategory)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        for element in variants { keys.append(IndexKey(.productSKU, element.sku)) }
        for value in categories { keys.append(IndexKey(.productCategory, value)) }
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(productID)]
        case 1: [.large(version)]
        case 2: [.word(status.word)]
        case 3: [.word(kind.word)]
        case 4: [.text(title)]
        case 5: [.text(sellerID)]
        case 6: variants.map { .text($0.sku) }
        case 7: variants.map { $0.price.map { .message($0) } }
        case 8: categories.map { .text($0) }
        case 9: [.time(createdAt)]
        case 10: [.time(updatedAt)]
        case 11: [.text(locale)]
        case 12: restrictedCountries.map { .text($0) }
        case 13: variants.map { .text($0.taxClass) }
        default: []
        }
    }
    public static func wrap(_ event: CatalogEvent.OneOf_Event) -> Event.OneOf_Event { .catalog(CatalogEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> CatalogEvent.OneOf_Event? {
        if case .catalog(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.products)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.products }
    @inline(__always) public static func stored(
        _ id: String, in source: any RowSource, _ caches: inout RowCaches
    ) throws(DecisionError) -> Self? {
        try caches.products.find(id, in: source)
    }
}

extension Warehouse: Entity {
    public static var table: Table { .warehouse }
    public var row: Row { .warehouse(self) }

    public static let columns: [Column] = [
        Column("warehouseId", 0), Column("version", 1), Column("name", 2), Column("latitudeE6", 3, element: 0),
        Column("longitudeE6", 3, element: 1), Column("registeredAt", 4)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = []

    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(warehouseID)]
        case 1: [.large(version)]
        case 2: [.text(name)]
        case 3: location.map { [.number(Int64($0.latitudeE6))] } ?? []
        case 4: location.map { [.number(Int64($0.longitudeE6))] } ?? []
        case 5: [.time(registeredAt)]
        default: []
        }
    }
    public static func wrap(_ event: WarehouseEvent.OneOf_Event) -> Event.OneOf_Event { .warehouse(WarehouseEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> WarehouseEvent.OneOf_Event? {
        if case .warehouse(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.warehouses)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.warehouses }
    @inline(__always) public static func stored(
        _ id: String, in source: any RowSource, _ caches: inout RowCaches
    ) throws(DecisionError) -> Self? {
        try caches.warehouses.find(id, in: source)
    }
}

extension Stock: Entity {
    public static var table: Table { .stock }
    public var row: Row { .stock(self) }

    public static let columns: [Column] = [
        Column("sku", 0), Column("warehouseId", 1), Column("version", 2), Column("onHand", 3), Column("reserved", 4),
        Column("available", 5), Column("quarantined", 6), Column("incoming", 7), Column("backordered", 8), Column("updatedAt", 9)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("warehouseId", .stockWarehouse)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        keys.append(IndexKey(.stockWarehouse, warehouseID))
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(sku)]
        case 1: [.text(warehouseID)]
        case 2: [.large(version)]
        case 3: [.number(onHand)]
        case 4: [.number(reserved)]
        case 5: [.number(available)]
        case 6: [.number(quarantined)]
        case 7: [.number(incoming)]
        case 8: [.number(backordered)]
        case 9: [.time(updatedAt)]
        default: []
        }
    }
    public static func wrap(_ event: StockEvent.OneOf_Event) -> Event.OneOf_Event { .stock(StockEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> StockEvent.OneOf_Event? {
        if case .stock(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.stock)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.stock }
    @inline(__always) public static func stored(
        _ id: String, in source: any RowSource, _ caches: inout RowCaches
    ) throws(DecisionError) -> Self? {
        try caches.stock.find(id, in: source)
    }
}

extension Reservation: Entity {
    public static var table: Table { .reservation }
    public var row: Row { .reservation(self) }

    public static let columns: [Column] = [
        Column("reservationId", 0), Column("version", 1), Column("status", 2), Column("sku", 3), Column("warehouseId", 4),
        Column("quantity", 5), Column("consumed", 6), Column("released", 7), Column("expiresAt", 8)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = []

    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(reservationID)]
        case 1: [.large(version)]
        case 2: [.word(status.word)]
        case 3: [.text(sku)]
        case 4: [.text(warehouseID)]
        case 5: [.number(quantity)]
        case 6: [.number(consumed)]
        case 7: [.number(released)]
        case 8: [.time(expiresAt)]
        default: []
        }
    }
    public static func wrap(_ event: StockEvent.OneOf_Event) -> Event.OneOf_Event { .stock(StockEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> StockEvent.OneOf_Event? {
        if case .stock(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.reservations)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.reservations }
}

extension Order: Entity {
    public static var table: Table { .order }
    public var row: Row { .order(self) }

    public static let columns: [Column] = [
        Column("orderId", 0), Column("version", 1), Column("status", 2), Column("paymentStatus", 3), Column("shipmentStatus", 4),
        Column("returnStatus", 5), Column("reviewStatus", 6), Column("customerId", 7), Column("total", 9), Column("currency", 8),
        Column("balanceDue", 28), Column("openOperations", 29), Column("writtenOff", 30), Column("sku", 10, element: 1),
        Column("quantity", 10, element: 5), Column("placedAt", 11), Column("updatedAt", 12), Column("authorized", 16),
        Column("captured", 17), Column("refunded", 19), Column("paymentLapsed", 33), Column("payBy", 24), Column("unapplied", 34)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("customerId", .orderCustomer), ("status", .orderStatus)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        keys.append(IndexKey(.orderCustomer, customerID))
        keys.append(IndexKey(.orderStatus, status.indexValue))
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(orderID)]
        case 1: [.large(version)]
        case 2: [.word(status.word)]
        case 3: [.word(paymentStatus.word)]
        case 4: [.word(shipmentStatus.word)]
        case 5: [.word(returnStatus.word)]
        case 6: [.word(reviewStatus.word)]
        case 7: [.text(customerID)]
        case 8: [.number(total)]
        case 9: [.text(currency)]
        case 10: [.number(balanceDue)]
        case 11: openOperations.map { [.number($0)] } ?? []
        case 12: [.number(writtenOff)]
        case 13: lines.map { .text($0.sku) }
        case 14: lines.map { .number($0.quantity) }
        case 15: [.time(placedAt)]
        case 16: [.time(updatedAt)]
        case 17: [.number(authorized)]
        case 18: [.number(captured)]
        case 19: [.number(refunded)]
        case 20: [.truth(paymentLapsed)]
        case 21: payBy.map { [.time($0)] } ?? []
        case 22: unapplied.map { [.number($0)] } ?? []
        default: []
        }
    }
    public static func wrap(_ event: OrderEvent.OneOf_Event) -> Event.OneOf_Event { .order(OrderEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> OrderEvent.OneOf_Event? {
        if case .order(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.orders)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.orders }
}

extension Payment: Entity {
    public static var table: Table { .payment }
    public var row: Row { .payment(self) }

    public static let columns: [Column] = [
        Column("paymentId", 0), Column("version", 1), Column("orderId", 3), Column("status", 2), Column("method", 4),
        Column("capture", 5), Column("amount", 7), Column("authorized", 8), Column("captured", 9), Column("refunded", 10),
        Column("currency", 6), Column("initiatedAt", 17), Column("updatedAt", 18)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("status", .paymentStatus)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        keys.append(IndexKey(.paymentStatus, status.indexValue))
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(paymentID)]
        case 1: [.large(version)]
        case 2: [.text(orderID)]
        case 3: [.word(status.word)]
        case 4: [.word(method.word)]
        case 5: [.word(capture.word)]
        case 6: [.number(amount)]
        case 7: [.number(authorized)]
        case 8: [.number(captured)]
        case 9: [.number(refunded)]
        case 10: [.text(currency)]
        case 11: [.time(initiatedAt)]
        case 12: [.time(updatedAt)]
        default: []
        }
    }
    public static func wrap(_ event: PaymentEvent.OneOf_Event) -> Event.OneOf_Event { .payment(PaymentEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> PaymentEvent.OneOf_Event? {
        if case .payment(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.payments)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.payments }
}

extension Shipment: Entity {
    public static var table: Table { .shipment }
    public var row: Row { .shipment(self) }

    public static let columns: [Column] = [
        Column("shipmentId", 0), Column("version", 1), Column("orderId", 2), Column("warehouseId", 3), Column("status", 4),
        Column("trackingStatus", 5, isOptional: true), Column("carrier", 6), Column("trackingNumber", 7),
        Column("estimatedDelivery", 11), Column("deliveredAt", 14), Column("late", 15)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [
        ("trackingNumber", .shipmentTrackingNumber), ("status", .shipmentStatus)
    ]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        if !trackingNumber.isEmpty { keys.append(IndexKey(.shipmentTrackingNumber, trackingNumber)) }
        keys.append(IndexKey(.shipmentStatus, status.indexValue))
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(shipmentID)]
        case 1: [.large(version)]
        case 2: [.text(orderID)]
        case 3: [.text(warehouseID)]
        case 4: [.word(status.word)]
        case 5: [.word(trackingStatus.word)]
        case 6: [.text(carrier)]
        case 7: [.text(trackingNumber)]
        case 8: estimatedDelivery.map { [.time($0)] } ?? []
        case 9: deliveredAt.map { [.time($0)] } ?? []
        case 10: late.map { [.truth($0)] } ?? []
        default: []
        }
    }
    public static func wrap(_ event: ShipmentEvent.OneOf_Event) -> Event.OneOf_Event { .shipment(ShipmentEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> ShipmentEvent.OneOf_Event? {
        if case .shipment(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.shipments)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.shipments }
}

extension Parcel: Entity {
    public static var table: Table { .parcel }
    public var row: Row { .parcel(self) }

    public static let columns: [Column] = [
        Column("parcelId", 0), Column("version", 1), Column("status", 2), Column("carrier", 3), Column("trackingNumber", 4),
        Column("shipmentId", 6), Column("scanId", 5, element: 0), Column("expiresAt", 7), Column("updatedAt", 8)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = []

    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(parcelID)]
        case 1: [.large(version)]
        case 2: [.word(status.word)]
        case 3: [.text(carrier)]
        case 4: [.text(trackingNumber)]
        case 5: [.text(shipmentID)]
        case 6: scans.map { .text($0.scanID) }
        case 7: [.time(expiresAt)]
        case 8: [.time(updatedAt)]
        default: []
        }
    }
    public static func wrap(_ event: ShipmentEvent.OneOf_Event) -> Event.OneOf_Event { .shipment(ShipmentEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> ShipmentEvent.OneOf_Event? {
        if case .shipment(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.parcels)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.parcels }
}

extension Cart: Entity {
    public static var table: Table { .cart }
    public var row: Row { .cart(self) }

    public static let columns: [Column] = [
        Column("cartId", 0), Column("version", 1), Column("status", 2), Column("customerId", 3), Column("currency", 4),
        Column("sku", 5, element: 0), Column("quantity", 5, element: 1), Column("subtotal", 6, isOptional: true),
        Column("pricedAtSequence", 7, isOptional: true), Column("orderId", 8), Column("mergedInto", 9), Column("createdAt", 10),
        Column("updatedAt", 11), Column("expiresAt", 12), Column("total", 14, isOptional: true)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("customerId", .cartCustomer), ("status", .cartStatus)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        if !customerID.isEmpty { keys.append(IndexKey(.cartCustomer, customerID)) }
        keys.append(IndexKey(.cartStatus, status.indexValue))
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(cartID)]
        case 1: [.large(version)]
        case 2: [.word(status.word)]
        case 3: [.text(customerID)]
        case 4: [.text(currency)]
        case 5: lines.map { .text($0.sku) }
        case 6: lines.map { .number($0.quantity) }
        case 7: subtotal.map { [.number($0)] } ?? []
        case 8: pricedAtSequence.map { [.large($0)] } ?? []
        case 9: [.text(orderID)]
        case 10: [.text(mergedInto)]
        case 11: [.time(createdAt)]
        case 12: [.time(updatedAt)]
        case 13: expiresAt.map { [.time($0)] } ?? []
        case 14: total.map { [.number($0)] } ?? []
        default: []
        }
    }
    public static func wrap(_ event: CartEvent.OneOf_Event) -> Event.OneOf_Event { .cart(CartEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> CartEvent.OneOf_Event? {
        if case .cart(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.carts)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.carts }
}

extension Customer: Entity {
    public static var table: Table { .customer }
    public var row: Row { .customer(self) }

    public static let columns: [Column] = [
        Column("customerId", 0), Column("version", 1), Column("status", 2), Column("emailVerified", 4), Column("country", 9),
        Column("locale", 8), Column("addressId", 10, element: 0), Column("registeredAt", 15), Column("updatedAt", 16),
        Column("role", 21, element: 0), Column("seller", 22, isOptional: true)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("status", .customerStatus)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        keys.append(IndexKey(.customerStatus, status.indexValue))
    }
    public static var hasSealed: Bool { true }
    public mutating func forEachSealed(_ body: (String, inout Sealed?) -> Void) {
        body("email", &email)
        body("name", &name)
        body("phone", &phone)
        for place in addresses.indices { body("recipient", &addresses[place].recipient); body("lines", &addresses[place].lines); body("city", &addresses[place].city); body("region", &addresses[place].region); body("postalCode", &addresses[place].postalCode); body("location", &addresses[place].location) }
        body("suspendedFor", &suspendedFor)
        body("sellerSuspendedFor", &sellerSuspendedFor)
    }
    public mutating func dropSecrets() {
        password = nil
        paymentPin = nil
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(customerID)]
        case 1: [.large(version)]
        case 2: [.word(status.word)]
        case 3: [.truth(emailVerified)]
        case 4: [.text(country)]
        case 5: [.text(locale)]
        case 6: addresses.map { .text($0.addressID) }
        case 7: [.time(registeredAt)]
        case 8: [.time(updatedAt)]
        case 9: roles.map { .word($0.role.word) }
        case 10: [.word(seller.word)]
        default: []
        }
    }
    public static func wrap(_ event: CustomerEvent.OneOf_Event) -> Event.OneOf_Event { .customer(CustomerEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> CustomerEvent.OneOf_Event? {
        if case .customer(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.customers)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.customers }
}

extension Session: Entity {
    public static var table: Table { .session }
    public var row: Row { .session(self) }

    public static let columns: [Column] = [
        Column("sessionId", 0), Column("version", 1), Column("status", 2), Column("customerId", 3), Column("openedAt", 5),
        Column("expiresAt", 6), Column("closedAt", 7), Column("reason", 8, isOptional: true)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("customerId", .sessionCustomer)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        keys.append(IndexKey(.sessionCustomer, customerID))
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(sessionID)]
        case 1: [.large(version)]
        case 2: [.word(status.word)]
        case 3: [.text(customerID)]
        case 4: [.time(openedAt)]
        case 5: [.time(expiresAt)]
        case 6: closedAt.map { [.time($0)] } ?? []
        case 7: [.word(reason.word)]
        default: []
        }
    }
    public static func wrap(_ event: CustomerEvent.OneOf_Event) -> Event.OneOf_Event { .customer(CustomerEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> CustomerEvent.OneOf_Event? {
        if case .customer(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.sessions)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.sessions }
}

extension TaxClass: Entity {
    public static var table: Table { .taxClass }
    public var row: Row { .taxClass(self) }

    public static let columns: [Column] = [
        Column("taxClassId", 0), Column("version", 1), Column("mode", 3), Column("title", 2), Column("country", 4, element: 0),
        Column("ratePpm", 4, element: 1), Column("createdAt", 5), Column("updatedAt", 6)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = []

    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(taxClassID)]
        case 1: [.large(version)]
        case 2: [.word(mode.word)]
        case 3: [.text(title)]
        case 4: rates.map { .text($0.country) }
        case 5: rates.map { .number($0.ratePpm) }
        case 6: [.time(createdAt)]
        case 7: [.time(updatedAt)]
        default: []
        }
    }
    public static func wrap(_ event: CatalogEvent.OneOf_Event) -> Event.OneOf_Event { .catalog(CatalogEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> CatalogEvent.OneOf_Event? {
        if case .catalog(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.taxClasses)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.taxClasses }
    @inline(__always) public static func stored(
        _ id: String, in source: any RowSource, _ caches: inout RowCaches
    ) throws(DecisionError) -> Self? {
        try caches.taxClasses.find(id, in: source)
    }
}

extension DataAccess: Entity {
    public static var table: Table { .dataAccess }
    public var row: Row { .dataAccess(self) }

    public static let columns: [Column] = [
        Column("accessId", 0), Column("version", 1), Column("notedAt", 7), Column("shownTo", 2), Column("role", 3),
        Column("customers", 5), Column("asOf", 6)
    ]
    public static let filterIndexes: [(column: String, index: Index)] = [("customers", .accessCustomer)]

    public func addColumnKeys(to keys: inout [IndexKey]) {
        for value in customers { keys.append(IndexKey(.accessCustomer, value)) }
    }
    public func values(ofColumn place: Int) -> [FieldValue?] {
        switch place {
        case 0: [.text(accessID)]
        case 1: [.large(version)]
        case 2: [.time(notedAt)]
        case 3: [.text(shownTo)]
        case 4: [.text(role)]
        case 5: customers.map { .text($0) }
        case 6: [.large(asOf)]
        default: []
        }
    }
    public static func wrap(_ event: CustomerEvent.OneOf_Event) -> Event.OneOf_Event { .customer(CustomerEvent(event: event)) }
    public static func unwrap(_ event: Event.OneOf_Event) -> CustomerEvent.OneOf_Event? {
        if case .customer(let context) = event { context.event } else { nil }
    }
    @inline(__always) public static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result {
        try body(&tables.accesses)
    }
    public static func rows(of tables: Tables) -> RowTable<Self> { tables.accesses }
}

extension LedgerState {
    mutating func product(_ id: String) throws(DecisionError) -> Product? {
        if let row = tables.products.inMemory(id) { return row }
        return try caches.products.find(id, in: tables.source)
    }
    mutating func warehouse(_ id: String) throws(DecisionError) -> Warehouse? {
        if let row = tables.warehouses.inMemory(id) { return row }
        return try caches.warehouses.find(id, in: tables.source)
    }
    mutating func stock(_ id: String) throws(DecisionError) -> Stock? {
        if let row = tables.stock.inMemory(id) { return row }
        return try caches.stock.find(id, in: tables.source)
    }
    func reservation(_ id: String) throws(DecisionError) -> Reservation? { try tables.reservations.find(id, in: tables.source) }
    func order(_ id: String) throws(DecisionError) -> Order? { try tables.orders.find(id, in: tables.source) }
    func payment(_ id: String) throws(DecisionError) -> Payment? { try tables.payments.find(id, in: tables.source) }
    func shipment(_ id: String) throws(DecisionError) -> Shipment? { try tables.shipments.find(id, in: tables.source) }
    func parcel(_ id: String) throws(DecisionError) -> Parcel? { try tables.parcels.find(id, in: tables.source) }
    func cart(_ id: String) throws(DecisionError) -> Cart? { try tables.carts.find(id, in: tables.source) }
    func customer(_ id: String) throws(DecisionError) -> Customer? { try tables.customers.find(id, in: tables.source) }
    func session(_ id: String) throws(DecisionError) -> Session? { try tables.sessions.find(id, in: tables.source) }
    mutating func taxClass(_ id: String) throws(DecisionError) -> TaxClass? {
        if let row = tables.taxClasses.inMemory(id) { return row }
        return try caches.taxClasses.find(id, in: tables.source)
    }
    func dataAccess(_ id: String) throws(DecisionError) -> DataAccess? { try tables.accesses.find(id, in: tables.source) }
}

extension Tables {
    /// Applies one event of the log to the table that it is of.
    mutating func apply(_ event: Event, in table: Table, sequence: UInt64, time: Moment) throws(DecisionError) {
        switch table {
        case .product: _ = try move(Product.self, event, sequence: sequence, time: time)
        case .warehouse: _ = try move(Warehouse.self, event, sequence: sequence, time: time)
        case .stock: _ = try move(Stock.self, event, sequence: sequence, time: time)
        case .reservation: _ = try move(Reservation.self, event, sequence: sequence, time: time)
        case .order: _ = try move(Order.self, event, sequence: sequence, time: time)
        case .payment: _ = try move(Payment.self, event, sequence: sequence, time: time)
        case .shipment: _ = try move(Shipment.self, event, sequence: sequence, time: time)
        case .parcel: _ = try move(Parcel.self, event, sequence: sequence, time: time)
        case .cart: _ = try move(Cart.self, event, sequence: sequence, time: time)
        case .customer: _ = try move(Customer.self, event, sequence: sequence, time: time)
        case .session: _ = try move(Session.self, event, sequence: sequence, time: time)
        case .taxClass: _ = try move(TaxClass.self, event, sequence: sequence, time: time)
        case .dataAccess: _ = try move(DataAccess.self, event, sequence: sequence, time: time)
        }
    }
}

extension LedgerState {
    /// Applies one event of the log to the table that it is of.
    mutating func apply(_ event: Event, in table: Table, sequence: UInt64, time: Moment) throws(DecisionError) {
        switch table {
        case .product: try apply(Product.self, event, sequence: sequence, time: time)
        case .warehouse: try apply(Warehouse.self, event, sequence: sequence, time: time)
        case .stock: try apply(Stock.self, event, sequence: sequence, time: time)
        case .reservation: try apply(Reservation.self, event, sequence: sequence, time: time)
        case .order: try apply(Order.self, event, sequence: sequence, time: time)
        case .payment: try apply(Payment.self, event, sequence: sequence, time: time)
        case .shipment: try apply(Shipment.self, event, sequence: sequence, time: time)
        case .parcel: try apply(Parcel.self, event, sequence: sequence, time: time)
        case .cart: try apply(Cart.self, event, sequence: sequence, time: time)
        case .customer: try apply(Customer.self, event, sequence: sequence, time: time)
        case .session: try apply(Session.self, event, sequence: sequence, time: time)
        case .taxClass: try apply(TaxClass.self, event, sequence: sequence, time: time)
        case .dataAccess: try apply(DataAccess.self, event, sequence: sequence, time: time)
        }
    }
}

extension LedgerState {
    /// Decides a command: its context does.
    mutating func decide(_ command: Command.OneOf_Command?) throws(DecisionError) {
        switch command {
        case .catalog(let context)?: try context.decide(in: &self)
        case .warehouse(let context)?: try context.decide(in: &self)
        case .stock(let context)?: try context.decide(in: &self)
        case .order(let context)?: try context.decide(in: &self)
        case .payment(let context)?: try context.decide(in: &self)
        case .shipment(let context)?: try context.decide(in: &self)
        case .cart(let context)?: try context.decide(in: &self)
        case .customer(let context)?: try context.decide(in: &self)
        case nil: throw .invalid("command", "is missing")
        }
    }

    /// The entities whose deadlines a command depends on (see `Context`).
    /// - Throws: `DecisionError.error` when a row could not be read.
    public mutating func subjects(of command: Command) throws(DecisionError) -> [EntityName] {
        switch command.command {
        case .catalog(let context)?: try context.subjects(in: &self)
        case .warehouse(let context)?: try context.subjects(in: &self)
        case .stock(let context)?: try context.subjects(in: &self)
        case .order(let context)?: try context.subjects(in: &self)
        case .payment(let context)?: try context.subjects(in: &self)
        case .shipment(let context)?: try context.subjects(in: &self)
        case .cart(let context)?: try context.subjects(in: &self)
        case .customer(let context)?: try context.subjects(in: &self)
        case nil: []
        }
    }
}

extension Examples {
    /// All examples: one context after another, each verb with at least one that is accepted.
    public static let all: [Example] = [
        CatalogCommand.examples, WarehouseCommand.examples, StockCommand.examples, OrderCommand.examples, PaymentCommand.examples,
        ShipmentCommand.examples, CartCommand.examples, CustomerCommand.examples
    ].flatMap(\.self)
}

extension CatalogCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .createProduct(let command)?: try state.createProduct(command)
        case .setPrice(let command)?: try state.setPrice(command)
        case .addVariant(let command)?: try state.addVariant(command)
        case .publish(let command)?: try state.publishProduct(command)
        case .unpublish(let command)?: try state.unpublishProduct(command)
        case .archive(let command)?: try state.archiveProduct(command)
        case .updateProduct(let command)?: try state.updateProduct(command)
        case .updateVariant(let command)?: try state.updateVariant(command)
        case .translate(let command)?: try state.translateProduct(command)
        case .endPrice(let command)?: try state.endPrice(command)
        case .setTaxClass(let command)?: try state.setTaxClass(command)
        case nil: throw .invalid("catalog", "has no command")
        }
    }
}

extension WarehouseCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .register(let command)?: try state.registerWarehouse(command)
        case nil: throw .invalid("warehouse", "has no command")
        }
    }
}

extension StockCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .receive(let command)?: try state.receiveStock(command)
        case .adjust(let command)?: try state.adjustStock(command)
        case .quarantine(let command)?: try state.quarantineStock(command)
        case .releaseQuarantine(let command)?: try state.releaseQuarantine(command)
        case .scrap(let command)?: try state.scrapStock(command)
        case .reserve(let command)?: try state.reserveStock(command)
        case .extendReservation(let command)?: try state.extendReservation(command)
        case .releaseReservation(let command)?: try state.releaseReservation(command)
        case nil: throw .invalid("stock", "has no command")
        }
    }

    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName] {
        switch command {
        case .reserve(let command)?: Table.reservation.entities(command.reservationID)
        case .extendReservation(let command)?: Table.reservation.entities(command.reservationID)
        case .releaseReservation(let command)?: Table.reservation.entities(command.reservationID)
        default: []
        }
    }
}

extension OrderCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .place(let command)?: try state.placeOrder(command)
        case .cancel(let command)?: try state.cancelOrder(command)
        case .confirmReceipt(let command)?: try state.confirmReceipt(command)
        case .cancelLines(let command)?: try state.cancelOrderLines(command)
        case .hold(let command)?: try state.holdOrder(command)
        case .releaseHold(let command)?: try state.releaseHold(command)
        case .complete(let command)?: try state.completeOrder(command)
        case nil: throw .invalid("order", "has no command")
        }
    }

    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName] {
        switch command {
        case .place(let command)?: Table.order.entities(command.orderID) + Table.reservation.entities(command.reservationIds) + Table.cart.entities(command.cartID)
        case .cancel(let command)?: Table.order.entities(command.orderID)
        case .confirmReceipt(let command)?: Table.order.entities(command.orderID)
        case .cancelLines(let command)?: Table.order.entities(command.orderID)
        case .hold(let command)?: Table.order.entities(command.orderID)
        case .releaseHold(let command)?: Table.order.entities(command.orderID)
        case .complete(let command)?: Table.order.entities(command.orderID)
        default: []
        }
    }
}

extension PaymentCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .initiate(let command)?: try state.initiatePayment(command)
        case .recordResult(let command)?: try state.recordPaymentResult(command)
        case .requestRefund(let command)?: try state.requestRefund(command)
        case .requestCapture(let command)?: try state.requestCapture(command)
        case .requestVoid(let command)?: try state.requestVoid(command)
        case .cancel(let command)?: try state.cancelPayment(command)
        case nil: throw .invalid("payment", "has no command")
        }
    }
}

extension ShipmentCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .create(let command)?: try state.createShipment(command)
        case .dispatch(let command)?: try state.dispatchShipment(command)
        case .recordScan(let command)?: try state.recordScan(command)
        case .pack(let command)?: try state.packShipment(command)
        case .cancel(let command)?: try state.cancelShipment(command)
        case .reportLost(let command)?: try state.reportShipmentLost(command)
        case .reportReturnedToSender(let command)?: try state.reportReturnedToSender(command)
        case .confirmPickup(let command)?: try state.confirmPickup(command)
        case .correctTracking(let command)?: try state.correctTracking(command)
        case nil: throw .invalid("shipment", "has no command")
        }
    }
}

extension CartCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .`open`(let command)?: try state.openCart(command)
        case .addItem(let command)?: try state.addCartItem(command)
        case .setQuantity(let command)?: try state.setCartQuantity(command)
        case .removeItem(let command)?: try state.removeCartItem(command)
        case .clear(let command)?: try state.clearCart(command)
        case .merge(let command)?: try state.mergeCart(command)
        case .price(let command)?: try state.priceCart(command)
        case .hold(let command)?: try state.holdCart(command)
        case nil: throw .invalid("cart", "has no command")
        }
    }

    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName] {
        switch command {
        case .`open`(let command)?: Table.cart.entities(command.cartID)
        case .addItem(let command)?: Table.cart.entities(command.cartID)
        case .setQuantity(let command)?: Table.cart.entities(command.cartID)
        case .removeItem(let command)?: Table.cart.entities(command.cartID)
        case .clear(let command)?: Table.cart.entities(command.cartID)
        case .merge(let command)?: Table.cart.entities(command.cartID) + Table.cart.entities(command.fromCartID)
        case .price(let command)?: Table.cart.entities(command.cartID)
        case .hold(let command)?: Table.cart.entities(command.cartID)
        default: []
        }
    }
}

extension CustomerCommand: Context {
    func decide(in state: inout LedgerState) throws(DecisionError) {
        switch command {
        case .register(let command)?: try state.registerCustomer(command)
        case .verifyEmail(let command)?: try state.verifyEmail(command)
        case .changeProfile(let command)?: try state.changeProfile(command)
        case .addAddress(let command)?: try state.addAddress(command)
        case .removeAddress(let command)?: try state.removeAddress(command)
        case .erase(let command)?: try state.eraseCustomer(command)
        case .suspend(let command)?: try state.suspendCustomer(command)
        case .reinstate(let command)?: try state.reinstateCustomer(command)
        case .logIn(let command)?: try state.logIn(command)
        case .logOut(let command)?: try state.logOut(command)
        case .changePassword(let command)?: try state.changePassword(command)
        case .resetPassword(let command)?: try state.resetPassword(command)
        case .noteFailedLogIns(let command)?: try state.noteFailedLogIns(command)
        case .grantRole(let command)?: try state.grantRole(command)
        case .revokeRole(let command)?: try state.revokeRole(command)
        case .approveSeller(let command)?: try state.approveSeller(command)
        case .suspendSeller(let command)?: try state.suspendSeller(command)
        case .noteAccess(let command)?: try state.noteAccess(command)
        case .setPaymentPin(let command)?: try state.setPaymentPin(command)
        case nil: throw .invalid("customer", "has no command")
        }
    }

    func subjects(in state: inout LedgerState) throws(DecisionError) -> [EntityName] {
        switch command {
        case .register(let command)?: Table.customer.entities(command.customerID)
        case .verifyEmail(let command)?: Table.customer.entities(command.customerID)
        case .changeProfile(let command)?: Table.customer.entities(command.customerID)
        case .addAddress(let command)?: Table.customer.entities(command.customerID)
        case .removeAddress(let command)?: Table.customer.entities(command.customerID)
        case .erase(let command)?: Table.customer.entities(command.customerID)
        case .suspend(let command)?: Table.customer.entities(command.customerID)
        case .reinstate(let command)?: Table.customer.entities(command.customerID)
        case .logIn(let command)?: Table.session.entities(command.sessionID)
        case .logOut(let command)?: Table.session.entities(command.sessionID)
        case .changePassword(let command)?: Table.customer.entities(command.customerID)
        case .resetPassword(let command)?: Table.customer.entities(command.customerID)
        case .noteFailedLogIns(let command)?: Table.customer.entities(command.customerID)
        case .grantRole(let command)?: Table.customer.entities(command.customerID)
        case .revokeRole(let command)?: Table.customer.entities(command.customerID)
        case .approveSeller(let command)?: Table.customer.entities(command.customerID)
        case .suspendSeller(let command)?: Table.customer.entities(command.customerID)
        case .setPaymentPin(let command)?: Table.customer.entities(command.customerID)
        default: []
        }
    }
}

extension Command {
    /// What it is done to: the sender's own, where the sender's role may do it to that alone.
    var claims: [Claim] {
        switch command {
        case .catalog(let context)?: context.claims
        case .stock(let context)?: context.claims
        case .order(let context)?: context.claims
        case .payment(let context)?: context.claims
        case .shipment(let context)?: context.claims
        case .cart(let context)?: context.claims
        case .customer(let context)?: context.claims
        default: []
        }
    }
}

extension CatalogCommand {
    fileprivate var claims: [Claim] {
        switch command {
        case .createProduct(let command)?: (command.sellerID.isEmpty ? [] : [.thing(.customer, command.sellerID)])
        case .setPrice(let command)?: [.sku(command.sku)]
        case .addVariant(let command)?: [.thing(.product, command.productID)]
        case .publish(let command)?: [.thing(.product, command.productID)]
        case .unpublish(let command)?: [.thing(.product, command.productID)]
        case .archive(let command)?: [.thing(.product, command.productID)]
        case .updateProduct(let command)?: [.thing(.product, command.productID)]
        case .updateVariant(let command)?: [.sku(command.sku)]
        case .translate(let command)?: [.thing(.product, command.productID)]
        case .endPrice(let command)?: [.sku(command.sku)]
        default: []
        }
    }
}

extension StockCommand {
    fileprivate var claims: [Claim] {
        switch command {
        case .receive(let command)?: [.thing(.warehouse, command.warehouseID)]
        case .adjust(let command)?: [.thing(.warehouse, command.warehouseID)]
        case .quarantine(let command)?: [.thing(.warehouse, command.warehouseID)]
        case .releaseQuarantine(let command)?: [.thing(.warehouse, command.warehouseID)]
        case .scrap(let command)?: [.thing(.warehouse, command.warehouseID)]
        default: []
        }
    }
}

extension OrderCommand {
    fileprivate var claims: [Claim] {
        switch command {
        case .place(let command)?: [.thing(.customer, command.customerID)] + command.reservationIds.map { .thing(.reservation, $0) } + (command.cartID.isEmpty ? [] : [.thing(.cart, command.cartID)])
        case .cancel(let command)?: [.thing(.order, command.orderID)]
        case .confirmReceipt(let command)?: [.thing(.order, command.orderID)]
        case .cancelLines(let command)?: [.thing(.order, command.orderID)]
        default: []
        }
    }
}

extension PaymentCommand {
    fileprivate var claims: [Claim] {
        switch command {
        case .initiate(let command)?: [.thing(.order, command.orderID)]
        case .cancel(let command)?: [.thing(.payment, command.paymentID)]
        default: []
        }
    }
}

extension ShipmentCommand {
    fileprivate var claims: [Claim] {
        switch command {
        case .create(let command)?: [.goods(of: command.orderID, command)] + [.thing(.warehouse, command.warehouseID)]
        case .dispatch(let command)?: [.thing(.shipment, command.shipmentID)]
        case .pack(let command)?: [.thing(.shipment, command.shipmentID)]
        case .cancel(let command)?: [.thing(.shipment, command.shipmentID)]
        case .reportLost(let command)?: [.thing(.shipment, command.shipmentID)]
        case .reportReturnedToSender(let command)?: [.thing(.shipment, command.shipmentID)]
        case .confirmPickup(let command)?: [.thing(.shipment, command.shipmentID)]
        case .correctTracking(let command)?: [.thing(.shipment, command.shipmentID)]
        default: []
        }
    }
}

extension CartCommand {
    fileprivate var claims: [Claim] {
        switch command {
        case .`open`(let command)?: (command.customerID.isEmpty ? [] : [.thing(.customer, command.customerID)])
        case .addItem(let command)?: [.thing(.cart, command.cartID)]
        case .setQuantity(let command)?: [.thing(.cart, command.cartID)]
        case .removeItem(let command)?: [.thing(.cart, command.cartID)]
        case .clear(let command)?: [.thing(.cart, command.cartID)]
        case .merge(let command)?: [.thing(.cart, command.cartID)] + [.thingOrNobodys(.cart, command.fromCartID)]
        case .price(let command)?: [.thing(.cart, command.cartID)]
        case .hold(let command)?: [.thing(.cart, command.cartID)]
        default: []
        }
    }
}

extension CustomerCommand {
    fileprivate var claims: [Claim] {
        switch command {
        case .changeProfile(let command)?: [.thing(.customer, command.customerID)]
        case .addAddress(let command)?: [.thing(.customer, command.customerID)]
        case .removeAddress(let command)?: [.thing(.customer, command.customerID)]
        case .logOut(let command)?: [.thing(.session, command.sessionID)]
        case .changePassword(let command)?: [.thing(.customer, command.customerID)]
        case .setPaymentPin(let command)?: [.thing(.customer, command.customerID)]
        default: []
        }
    }
}

extension Role {
    /// What storefronts may send.
    static let storefrontVerbs: Set<String> = [
        "stock.reserve", "stock.extendReservation", "stock.releaseReservation", "order.place", "order.cancel",
        "order.confirmReceipt", "order.cancelLines", "payment.initiate", "payment.cancel", "cart.open", "cart.addItem",
        "cart.setQuantity", "cart.removeItem", "cart.clear", "cart.merge", "cart.price", "cart.hold", "customer.register",
        "customer.verifyEmail", "customer.changeProfile", "customer.addAddress", "customer.removeAddress", "customer.logIn",
        "customer.logOut", "customer.changePassword", "customer.resetPassword", "customer.setPaymentPin"
    ]
    /// What providers may send.
    static let providerVerbs: Set<String> = ["payment.recordResult", "shipment.recordScan"]
    /// What customers may send, by their roles, and to whose things.
    static let customerVerbs: [String: [Role: Whose]] = [
        "catalog.createProduct": [.seller: .own], "catalog.setPrice": [.seller: .own], "catalog.addVariant": [.seller: .own],
        "catalog.publish": [.seller: .own], "catalog.unpublish": [.seller: .own], "catalog.archive": [.seller: .own],
        "catalog.updateProduct": [.seller: .own], "catalog.updateVariant": [.seller: .own], "catalog.translate": [.seller: .own],
        "catalog.endPrice": [.seller: .own], "stock.receive": [.warehouse: .own], "stock.adjust": [.warehouse: .own],
        "stock.quarantine": [.warehouse: .own], "stock.releaseQuarantine": [.warehouse: .own], "stock.scrap": [.warehouse: .own],
        "order.place": [.buyer: .own], "order.cancel": [.buyer: .own, .support: .any], "order.confirmReceipt": [.buyer: .own],
        "order.cancelLines": [.buyer: .own, .support: .any], "order.hold": [.support: .any], "order.releaseHold": [.support: .any],
        "order.complete": [.finance: .any], "payment.initiate": [.buyer: .own, .finance: .any],
        "payment.recordResult": [.finance: .any], "payment.requestRefund": [.finance: .any],
        "payment.requestCapture": [.finance: .any], "payment.requestVoid": [.finance: .any],
        "payment.cancel": [.buyer: .own, .finance: .any], "shipment.create": [.seller: .own, .warehouse: .own],
        "shipment.dispatch": [.seller: .own, .warehouse: .own], "shipment.pack": [.seller: .own, .warehouse: .own],
        "shipment.cancel": [.seller: .own, .warehouse: .own], "shipment.reportLost": [.seller: .own, .warehouse: .own],
        "shipment.reportReturnedToSender": [.seller: .own, .warehouse: .own],
        "shipment.confirmPickup": [.seller: .own, .warehouse: .own], "shipment.correctTracking": [.seller: .own, .warehouse: .own],
        "cart.open": [.buyer: .own], "cart.addItem": [.buyer: .own], "cart.setQuantity": [.buyer: .own],
        "cart.removeItem": [.buyer: .own], "cart.clear": [.buyer: .own], "cart.merge": [.buyer: .own], "cart.price": [.buyer: .own],
        "cart.hold": [.buyer: .own], "customer.changeProfile": [.buyer: .own, .support: .any],
        "customer.addAddress": [.buyer: .own, .support: .any], "customer.removeAddress": [.buyer: .own, .support: .any],
        "customer.suspend": [.support: .any], "customer.reinstate": [.support: .any], "customer.logOut": [.buyer: .own],
        "customer.changePassword": [.buyer: .own], "customer.setPaymentPin": [.buyer: .own]
    ]
}
