public import Schema

/// The rows of the whole book at one sequence. A value: copying it is how a state is kept (see `RowTable`).
public struct Tables: Sendable {
    public var products = RowTable<Product>()
    public var warehouses = RowTable<Warehouse>()
    public var stock = RowTable<Stock>()
    public var reservations = RowTable<Reservation>()
    public var orders = RowTable<Order>()
    public var payments = RowTable<Payment>()
    public var shipments = RowTable<Shipment>()
    public var parcels = RowTable<Parcel>()
    /// What lies below the changed rows.
    public var source: any RowSource

    public init(source: any RowSource) {
        self.source = source
    }

    /// How many rows changed since the last flush was cut.
    public var changedCount: Int {
        products.changed.count + warehouses.changed.count + stock.changed.count + reservations.changed.count + orders.changed.count
            + payments.changed.count + shipments.changed.count + parcels.changed.count
    }

    /// How many rows are in the flush in progress.
    public var flushingCount: Int {
        products.flushing.count + warehouses.flushing.count + stock.flushing.count + reservations.flushing.count
            + orders.flushing.count + payments.flushing.count + shipments.flushing.count + parcels.flushing.count
    }

    /// Keeps what the entry in progress changed.
    mutating func take() {
        products.take()
        warehouses.take()
        stock.take()
        reservations.take()
        orders.take()
        payments.take()
        shipments.take()
        parcels.take()
    }

    /// Takes back what the entry in progress changed.
    mutating func abandon() {
        products.abandon()
        warehouses.abandon()
        stock.abandon()
        reservations.abandon()
        orders.abandon()
        payments.abandon()
        shipments.abandon()
        parcels.abandon()
    }

    /// Moves all changed rows into a flush.
    public mutating func cut() {
        products.cut()
        warehouses.cut()
        stock.cut()
        reservations.cut()
        orders.cut()
        payments.cut()
        shipments.cut()
        parcels.cut()
    }

    /// Forgets the flushed rows: `source` has them from now on.
    public mutating func completeFlush(source: any RowSource) {
        products.completeFlush()
        warehouses.completeFlush()
        stock.completeFlush()
        reservations.completeFlush()
        orders.completeFlush()
        payments.completeFlush()
        shipments.completeFlush()
        parcels.completeFlush()
        self.source = source
    }

    /// The version of an entity, 0 if it does not exist.
    public func version(_ table: Table, _ id: String) throws(Refusal) -> UInt64 {
        switch table {
        case .product: try products.find(id, in: source)?.version ?? 0
        case .warehouse: try warehouses.find(id, in: source)?.version ?? 0
        case .stock: try stock.find(id, in: source)?.version ?? 0
        case .reservation: try reservations.find(id, in: source)?.version ?? 0
        case .order: try orders.find(id, in: source)?.version ?? 0
        case .payment: try payments.find(id, in: source)?.version ?? 0
        case .shipment: try shipments.find(id, in: source)?.version ?? 0
        case .parcel: try parcels.find(id, in: source)?.version ?? 0
        }
    }
}
