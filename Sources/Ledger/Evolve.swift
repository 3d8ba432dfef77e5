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
    case product(Product)
    case warehouse(Warehouse)
    case stock(Stock)
    case reservation(Reservation)
    case order(Order)
    case payment(Payment)
    case shipment(Shipment)
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
        let isFirst = event.version == 1
        return try move(table, id, kind, version: event.version, isFirst: isFirst, sequence: sequence, time: time)
    }

    /// Moves one entity by one event: the registry of `evolve`, exhaustive over every context.
    ///
    /// An event changes the row of its own entity and no other, so the row of any entity as of any sequence is the fold of
    /// that entity's own events alone. Folding never reads a clock, randomness or another row.
    mutating func move(
        _ table: Table, _ id: String, _ kind: Event.OneOf_Event, version: UInt64?, isFirst: Bool, sequence: UInt64, time: Moment
    ) throws(Refusal) -> MovedRow {
        func update<R: RowMessage>(_ rows: inout RowTable<R>, _ body: (inout R) -> Void) throws(Refusal) -> R {
            try rows.update(id, version: version, isFirst: isFirst, sequence: sequence, in: source, body)
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
        case (.catalog, _), (.warehouse, _), (.stock, _), (.order, _), (.payment, _), (.shipment, _):
            break
        }
        throw .failed(UnknownEvent(entity: table.entity(id)))
    }
}

extension Event.OneOf_Event {
    /// Whether this can only be an entity's first event: its decision has made sure that the entity does not exist.
    var beginsEntity: Bool {
        switch self {
        case .catalog(let context): if case .productCreated = context.event { true } else { false }
        case .warehouse(let context): if case .registered = context.event { true } else { false }
        case .stock(let context): if case .reservationHeld = context.event { true } else { false }
        case .order(let context): if case .placed = context.event { true } else { false }
        case .payment(let context): if case .initiated = context.event { true } else { false }
        case .shipment(let context): if case .created = context.event { true } else { false }
        }
    }
}

extension MovedRow {
    /// The version the event moved the entity to.
    var version: UInt64 {
        switch self {
        case .product(let row): row.version
        case .warehouse(let row): row.version
        case .stock(let row): row.version
        case .reservation(let row): row.version
        case .order(let row): row.version
        case .payment(let row): row.version
        case .shipment(let row): row.version
        }
    }
}
