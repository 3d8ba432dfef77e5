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
    /// What the decision has recorded so far.
    public private(set) var events: [Event] = []
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

    /// Closes the decision and gives its events. Until then it can be abandoned.
    @discardableResult
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
        // Why: a recorded event may have cleared or set a deadline, and the restored row has its own again.
        for event in events { deadlines.note(deadline(of: event.entity), of: event.entity) }
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
        undo.save(table, id, of: tables)
        let moved = try tables.move(
            table, id, kind, version: nil, isFirst: kind.beginsEntity, sequence: sequence, time: now)
        var event = Event()
        event.entity = table.entity(id)
        event.version = moved.version
        event.event = kind
        follow(moved, event.entity)
        events.append(event)
    }

    // MARK: Replaying

    /// Applies an entry of the log, as recovery and replay do.
    public mutating func apply(_ entry: Entry) throws(Refusal) {
        guard let time = Moment(entry.time) else { throw .failed(UnknownEvent(entity: "entry \(entry.sequence)")) }
        for event in entry.events {
            follow(try tables.move(event, sequence: entry.sequence, time: time), event.entity)
        }
    }

    /// Keeps the writer's own look-ups and deadlines in step with a row that moved.
    private mutating func follow(_ row: MovedRow, _ entity: String) {
        switch row {
        case .product(let product):
            for variant in product.variants { links.add(.productSKU, variant.sku, product.productID) }
        case .stock(let stock):
            if stock.version == 1 { links.add(.stockSKU, stock.sku, stock.stockID) }
            deadlines.note(stock.deadline, of: entity)
        case .shipment(let shipment):
            guard !shipment.trackingNumber.isEmpty else { return }
            links.add(.shipmentTracking, Shipment.trackingKey(shipment.carrier, shipment.trackingNumber), shipment.shipmentID)
        case .order(let order):
            deadlines.note(order.deadline, of: entity)
            guard order.version == 1, order.lines.contains(where: { $0.backordered > 0 }) else { return }
            for key in order.indexKeys where key.index == .orderBackorder { links.add(.orderBackorder, key.value, order.orderID) }
        case .reservation(let reservation):
            deadlines.note(reservation.deadline, of: entity)
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

    /// A row's deadline, if it exists and has one. A row that cannot be read could not be read for the decision that is being
    /// abandoned either, and that failure stops the engine.
    private func deadline(of entity: String) -> Moment? {
        guard let (table, id) = Table.split(entity) else { return nil }
        return switch table {
        case .stock: try? stock(id)?.deadline
        case .reservation: try? reservation(id)?.deadline
        case .order: try? order(id)?.deadline
        case .product, .warehouse, .payment, .shipment: nil
        }
    }

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
