public import Schema

/// An event that this program does not know: it was written by a newer one.
public struct UnknownEvent: Error, CustomStringConvertible {
    public let entity: String
    public var description: String {
        "\(entity) has an event this version of daybook does not know; use the version that wrote it, or a newer one"
    }
}

/// The row that an event has moved.
enum MovedRow {
    case product(Moved<Product>)
    case warehouse(Moved<Warehouse>)
    case stock(Moved<Stock>)
    case reservation(Moved<Reservation>)
    case order(Moved<Order>)
    case payment(Moved<Payment>)
    case shipment(Moved<Shipment>)
    case parcel(Moved<Parcel>)
}

extension Tables {
    /// Applies one event of the log.
    /// - Throws: `Refusal.failed` when the row below cannot be read, or the event is from a newer program, or not the next one.
    public mutating func apply(_ event: Event, sequence: UInt64, time: Moment) throws(Refusal) {
        _ = try move(event, sequence: sequence, time: time)
    }

    /// Applies all events of an entry.
    public mutating func apply(_ entry: Entry) throws(Refusal) {
        guard let time = Moment(entry.time) else { throw .failed(UnknownEvent(entity: "entry \(entry.sequence)")) }
        for event in entry.events {
            try apply(event, sequence: entry.sequence, time: time)
        }
    }

    mutating func move(_ event: Event, sequence: UInt64, time: Moment) throws(Refusal) -> MovedRow {
        guard let (table, id) = Table.split(event.entity), let kind = event.event else {
            throw .failed(UnknownEvent(entity: event.entity))
        }
        return try move(table, id, kind, version: event.version, sequence: sequence, time: time)
    }

    /// Moves one entity by one event: the registry of `evolve`, exhaustive over every context.
    ///
    /// An event changes the row of its own entity and no other, so the row of any entity as of any sequence is the fold of
    /// that entity's own events alone. Folding never reads a clock, randomness or another row.
    private mutating func move(
        _ table: Table, _ id: String, _ kind: Event.OneOf_Event, version: UInt64, sequence: UInt64, time: Moment
    ) throws(Refusal) -> MovedRow {
        func update<R: RowMessage>(_ rows: inout RowTable<R>, _ body: (inout R) -> Void) throws(Refusal) -> Moved<R> {
            let source = source
            // Why: an entity's first event says that there is nothing below.
            return try rows.update(
                id, version: version, sequence: sequence,
                below: { () throws(Refusal) in version == 1 ? nil : try RowTable<R>.stored(id, in: source) }, body)
        }
        switch (kind, table) {
        case (.catalog(let context), .product):
            guard let event = context.event else { break }
            return .product(try update(&products) { evolve(&$0, event, at: time) })
        case (.warehouse(let context), .warehouse):
            guard let event = context.event else { break }
            return .warehouse(try update(&warehouses) { evolve(&$0, event, at: time) })
        case (.stock(let context), .stock):
            guard let event = context.event else { break }
            return .stock(try update(&stock) { evolve(&$0, event, at: time) })
        case (.stock(let context), .reservation):
            guard let event = context.event else { break }
            return .reservation(try update(&reservations) { evolve(&$0, event, at: time) })
        case (.order(let context), .order):
            guard let event = context.event else { break }
            return .order(try update(&orders) { evolve(&$0, event, at: time) })
        case (.payment(let context), .payment):
            guard let event = context.event else { break }
            return .payment(try update(&payments) { evolve(&$0, event, at: time) })
        case (.shipment(let context), .shipment):
            guard let event = context.event else { break }
            return .shipment(try update(&shipments) { evolve(&$0, event, at: time) })
        case (.shipment(let context), .parcel):
            guard let event = context.event else { break }
            return .parcel(try update(&parcels) { evolve(&$0, event, at: time) })
        case (.catalog, _), (.warehouse, _), (.stock, _), (.order, _), (.payment, _), (.shipment, _):
            break
        }
        throw .failed(UnknownEvent(entity: table.entity(id)))
    }
}
