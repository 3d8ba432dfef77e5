public import Schema

/// An event that this program does not know: it was written by a newer one.
public struct UnknownEvent: Error, CustomStringConvertible {
    public let entity: String
    public var description: String {
        "\(entity) has an event this version of daybook does not know; use the version that wrote it, or a newer one"
    }
}

extension Tables {
    /// Applies one event: the registry of `evolve`, exhaustive over every context.
    ///
    /// An event changes the row of its own entity and no other, so the row of any entity as of any sequence is the fold of
    /// that entity's own events alone. Folding never reads a clock, randomness or another row.
    ///
    /// - Throws: `Refusal.failed` when the row below cannot be read, or the event is from a newer program.
    public mutating func apply(_ event: Event, sequence: UInt64, time: Moment) throws(Refusal) {
        guard let (table, id) = Table.split(event.entity), let kind = event.event else {
            throw .failed(UnknownEvent(entity: event.entity))
        }
        let version = event.version
        switch (kind, table) {
        case (.catalog(let catalog), .product):
            guard let event = catalog.event else { break }
            return try products.update(id, version: version, sequence: sequence, in: source) { evolve(&$0, event, at: time) }
        case (.warehouse(let warehouse), .warehouse):
            guard let event = warehouse.event else { break }
            return try warehouses.update(id, version: version, sequence: sequence, in: source) { evolve(&$0, event, at: time) }
        case (.stock(let stockEvent), .stock):
            guard let event = stockEvent.event else { break }
            return try stock.update(id, version: version, sequence: sequence, in: source) { evolve(&$0, event, at: time) }
        case (.stock(let stockEvent), .reservation):
            guard let event = stockEvent.event else { break }
            return try reservations.update(id, version: version, sequence: sequence, in: source) { evolve(&$0, event, at: time) }
        case (.order(let order), .order):
            guard let event = order.event else { break }
            return try orders.update(id, version: version, sequence: sequence, in: source) { evolve(&$0, event, at: time) }
        case (.payment(let payment), .payment):
            guard let event = payment.event else { break }
            return try payments.update(id, version: version, sequence: sequence, in: source) { evolve(&$0, event, at: time) }
        case (.shipment(let shipment), .shipment):
            guard let event = shipment.event else { break }
            return try shipments.update(id, version: version, sequence: sequence, in: source) { evolve(&$0, event, at: time) }
        case (.catalog, _), (.warehouse, _), (.stock, _), (.order, _), (.payment, _), (.shipment, _):
            break
        }
        throw .failed(UnknownEvent(entity: event.entity))
    }

    /// Applies all events of an entry.
    public mutating func apply(_ entry: Entry) throws(Refusal) {
        guard let time = Moment(entry.time) else { throw .failed(UnknownEvent(entity: "entry \(entry.sequence)")) }
        for event in entry.events {
            try apply(event, sequence: entry.sequence, time: time)
        }
    }
}
