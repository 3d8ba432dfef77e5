public import Schema
import SwiftProtobuf

/// The whole state: what `decide` reads and `evolve` writes. Owned by one thread.
///
/// A decision runs between `begin` and `take`: it reads rows, and records events with `record`, each of which is applied at
/// once, so that the rest of the decision, and later commands of the batch, see it. A refused decision is undone with `abandon`.
public struct Book: Sendable {
    /// The rows. A copy of this is what readers get.
    public private(set) var tables: Tables
    /// The time of the entry being decided.
    public private(set) var now = Moment(microseconds: 0)
    /// Who sent the command being decided.
    public private(set) var actor = Actor()

    private var sequence: UInt64 = 0
    private var events: [Event] = []
    private var undo = Undo()
    private var links = Links()
    private var deadlines = Deadlines()

    public init(source: any RowSource) {
        tables = Tables(source: source)
    }

    // MARK: Deciding

    /// Opens a decision for the entry that will have this sequence and time.
    public mutating func begin(sequence: UInt64, time: Moment, actor: Actor) {
        precondition(events.isEmpty, "the decision of entry \(self.sequence) was neither taken nor abandoned")
        self.sequence = sequence
        self.actor = actor
        now = time
    }

    /// Closes the decision and gives its events.
    public mutating func take() -> [Event] {
        defer {
            events = []
            undo.removeAll()
        }
        return events
    }

    /// Closes the decision and takes back whatever it recorded.
    public mutating func abandon() {
        undo.apply(to: &tables)
        for event in events {
            guard let (table, id) = Table.split(event.entity) else { continue }
            // Why: a recorded event may have cleared the row's deadline, which the restored row has again. A row that cannot
            // be read here could not be read for the decision either, and that failure stops the engine.
            try? follow(table, id)
        }
        events.removeAll(keepingCapacity: true)
    }

    mutating func record(catalog event: CatalogEvent.OneOf_Event, on id: String) throws(Refusal) {
        try record(.catalog(.with { $0.event = event }), .product, id)
    }

    mutating func record(warehouse event: WarehouseEvent.OneOf_Event, on id: String) throws(Refusal) {
        try record(.warehouse(.with { $0.event = event }), .warehouse, id)
    }

    mutating func record(stock event: StockEvent.OneOf_Event, on id: String) throws(Refusal) {
        try record(.stock(.with { $0.event = event }), .stock, id)
    }

    mutating func record(reservation event: StockEvent.OneOf_Event, on id: String) throws(Refusal) {
        try record(.stock(.with { $0.event = event }), .reservation, id)
    }

    mutating func record(order event: OrderEvent.OneOf_Event, on id: String) throws(Refusal) {
        try record(.order(.with { $0.event = event }), .order, id)
    }

    mutating func record(payment event: PaymentEvent.OneOf_Event, on id: String) throws(Refusal) {
        try record(.payment(.with { $0.event = event }), .payment, id)
    }

    mutating func record(shipment event: ShipmentEvent.OneOf_Event, on id: String) throws(Refusal) {
        try record(.shipment(.with { $0.event = event }), .shipment, id)
    }

    private mutating func record(_ kind: Event.OneOf_Event, _ table: Table, _ id: String) throws(Refusal) {
        var event = Event()
        event.entity = table.entity(id)
        event.version = try tables.version(table, id) + 1
        event.event = kind
        undo.save(table, id, of: tables)
        try tables.apply(event, sequence: sequence, time: now)
        try follow(table, id)
        events.append(event)
    }

    // MARK: Replaying

    /// Applies an entry of the log, as recovery and replay do.
    public mutating func apply(_ entry: Entry) throws(Refusal) {
        try tables.apply(entry)
        for event in entry.events {
            guard let (table, id) = Table.split(event.entity) else { continue }
            try follow(table, id)
        }
    }

    /// Keeps the writer's own look-ups and deadlines in step with a row that changed.
    private mutating func follow(_ table: Table, _ id: String) throws(Refusal) {
        switch table {
        case .product:
            guard let product = try product(id) else { return }
            for variant in product.variants { links.add(.productSKU, variant.sku, id) }
        case .stock:
            guard let stock = try stock(id) else { return }
            if stock.version == 1 { links.add(.stockSKU, stock.sku, id) }
            deadlines.note(stock.deadline, of: table.entity(id))
        case .shipment:
            guard let shipment = try shipment(id), !shipment.trackingNumber.isEmpty else { return }
            links.add(.shipmentTracking, Shipment.trackingKey(shipment.carrier, shipment.trackingNumber), id)
        case .order:
            guard let order = try order(id) else { return }
            deadlines.note(order.deadline, of: table.entity(id))
            if order.version == 1 {
                for key in order.indexKeys where key.index == .orderBackorder { links.add(.orderBackorder, key.value, id) }
            }
        case .reservation:
            guard let reservation = try reservation(id) else { return }
            deadlines.note(reservation.deadline, of: table.entity(id))
        case .warehouse, .payment:
            break
        }
    }

    // MARK: Reading

    func product(_ id: String) throws(Refusal) -> Product? { try tables.products.find(id, in: tables.source) }
    func warehouse(_ id: String) throws(Refusal) -> Warehouse? { try tables.warehouses.find(id, in: tables.source) }
    func stock(_ id: String) throws(Refusal) -> Stock? { try tables.stock.find(id, in: tables.source) }
    func reservation(_ id: String) throws(Refusal) -> Reservation? { try tables.reservations.find(id, in: tables.source) }
    func order(_ id: String) throws(Refusal) -> Order? { try tables.orders.find(id, in: tables.source) }
    func payment(_ id: String) throws(Refusal) -> Payment? { try tables.payments.find(id, in: tables.source) }
    func shipment(_ id: String) throws(Refusal) -> Shipment? { try tables.shipments.find(id, in: tables.source) }

    /// The ids an index has for a value, ascending. May name a row that has left the place since: check the row.
    mutating func ids(_ index: Index, _ value: String) throws(Refusal) -> [String] {
        try links.ids(index, value, in: tables.source)
    }

    // MARK: Deadlines

    /// Takes the next deadline at or before `time`, earliest first, ties by entity. It may have been met since: check the row.
    public mutating func takeDeadline(through time: Moment) -> (due: Moment, entity: String)? {
        deadlines.take(through: time)
    }

    /// The earliest deadline, if there is any.
    public var nextDeadline: Moment? { deadlines.next }

    /// Enters a deadline that was found in the source, at start-up.
    public mutating func noteDeadline(_ due: Moment, of entity: String) {
        deadlines.note(due, of: entity)
    }

    // MARK: Flushing

    /// Cuts a flush: the rows changed until now, to be written. Queries go on seeing them.
    public mutating func cut() {
        tables.cut()
        links.cut()
    }

    /// The flush is on disk, and `source` reads as of it.
    public mutating func completeFlush(source: any RowSource) {
        tables.completeFlush(source: source)
        links.completeFlush()
    }
}
