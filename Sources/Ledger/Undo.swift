import Schema

/// The rows as they were before the decision in progress touched them, in the order in which it did.
struct Undo {
    private enum Saved {
        case product(String, ChangedRow<Product>?)
        case warehouse(String, ChangedRow<Warehouse>?)
        case stock(String, ChangedRow<Stock>?)
        case reservation(String, ChangedRow<Reservation>?)
        case order(String, ChangedRow<Order>?)
        case payment(String, ChangedRow<Payment>?)
        case shipment(String, ChangedRow<Shipment>?)
    }

    private var saved: [Saved] = []
    private var entities: [(table: Table, id: String)] = []

    /// How far back a repeated entity is looked for; beyond that it is saved again, which is merely not needed.
    private static let lookBack = 16

    mutating func save(_ table: Table, _ id: String, of tables: Tables) {
        // Why: a second save would hold the row that the first event made, and the next event would have to copy it.
        if entities.suffix(Self.lookBack).contains(where: { $0.table == table && $0.id == id }) { return }
        entities.append((table, id))
        switch table {
        case .product: saved.append(.product(id, tables.products.saved(id)))
        case .warehouse: saved.append(.warehouse(id, tables.warehouses.saved(id)))
        case .stock: saved.append(.stock(id, tables.stock.saved(id)))
        case .reservation: saved.append(.reservation(id, tables.reservations.saved(id)))
        case .order: saved.append(.order(id, tables.orders.saved(id)))
        case .payment: saved.append(.payment(id, tables.payments.saved(id)))
        case .shipment: saved.append(.shipment(id, tables.shipments.saved(id)))
        }
    }

    mutating func removeAll() {
        saved.removeAll(keepingCapacity: true)
        entities.removeAll(keepingCapacity: true)
    }

    /// Puts the saved rows back, newest first, and forgets them.
    mutating func apply(to tables: inout Tables) {
        for item in saved.reversed() {
            switch item {
            case .product(let id, let row): tables.products.restore(id, row)
            case .warehouse(let id, let row): tables.warehouses.restore(id, row)
            case .stock(let id, let row): tables.stock.restore(id, row)
            case .reservation(let id, let row): tables.reservations.restore(id, row)
            case .order(let id, let row): tables.orders.restore(id, row)
            case .payment(let id, let row): tables.payments.restore(id, row)
            case .shipment(let id, let row): tables.shipments.restore(id, row)
            }
        }
        removeAll()
    }
}
