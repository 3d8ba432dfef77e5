public import Schema

/// An event that this program does not know: it was written by a newer one.
public struct UnknownEvent: Error, CustomStringConvertible {
    public let entity: String
    public var description: String {
        "\(entity) has an event this version of daybook does not know; use the version that wrote it, or a newer one"
    }
}

extension Tables {
    /// Applies one event of the log.
    /// - Throws: `DecisionError.error` when the row below cannot be read, or the event is of a newer program, or not the next one.
    public mutating func apply(_ event: Event, sequence: UInt64, time: Moment) throws(DecisionError) {
        guard let table = event.entity.table else { throw .error(UnknownEvent(entity: event.entity.id)) }
        try apply(event, in: table, sequence: sequence, time: time)
    }

    /// Applies all events of an entry.
    public mutating func apply(_ entry: Entry) throws(DecisionError) {
        guard let time = Moment(entry.time) else { throw .error(UnknownEvent(entity: "entry \(entry.sequence)")) }
        // A span lends its elements; a loop over the array would copy each.
        let events = entry.events
        let span = events.span
        for place in span.indices { try apply(span[place], sequence: entry.sequence, time: time) }
    }

    /// Moves one entity by one event of the log. Folding never reads a clock, randomness or another row.
    mutating func move<E: Entity>(
        _: E.Type, _ recorded: Event, sequence: UInt64, time: Moment
    ) throws(DecisionError) -> Moved<E> {
        guard let event = recorded.event.flatMap(E.unwrap) else { throw .error(UnknownEvent(entity: recorded.entity.text)) }
        let (source, id, version) = (source, recorded.entity.id, recorded.version)
        return try E.change(&self) { rows throws(DecisionError) in
            // An entity's first event says that there is nothing below.
            try rows.update(
                id, version: version, sequence: sequence,
                below: { () throws(DecisionError) in version == 1 ? nil : try RowTable<E>.stored(id, in: source) },
                { E.evolve(&$0, event, at: time) })
        }
    }
}
