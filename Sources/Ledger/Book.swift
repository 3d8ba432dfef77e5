import HashTreeCollections
public import Schema

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
    private var links = Links()
    private var known = KnownRows()

    /// Room for most decisions' events without growing on the way.
    private static let typicalEvents = 8
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
        defer { events = [] }
        tables.take()
        return events
    }

    /// Closes the decision and takes back whatever it recorded.
    public mutating func abandon() {
        tables.abandon()
        // A recorded event may have cleared or set a deadline, and the restored row has its own again. A row that cannot be
        // read could not be read for the decision that is being abandoned either, and that failure stops the engine.
        for event in events { deadlines.note(try? deadline(of: event.entity), of: event.entity) }
        events.removeAll(keepingCapacity: true)
    }

    mutating func record(catalog event: CatalogEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let isNew = if case .productCreated = event { true } else { false }
        let moved = try tables.products.update(
            id, version: nil, sequence: sequence, isNew: isNew,
            below: { () throws(Refusal) in try RowTable<Product>.stored(id, in: source) }, { evolve(&$0, event, at: now) })
        follow(moved)
        var context = CatalogEvent()
        context.event = event
        append(.catalog(context), Table.product.entity(id), version: moved.row.version)
    }

    mutating func record(warehouse event: WarehouseEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let isNew = if case .registered = event { true } else { false }
        let moved = try tables.warehouses.update(
            id, version: nil, sequence: sequence, isNew: isNew,
            below: { () throws(Refusal) in try RowTable<Warehouse>.stored(id, in: source) }, { evolve(&$0, event, at: now) })
        var context = WarehouseEvent()
        context.event = event
        append(.warehouse(context), Table.warehouse.entity(id), version: moved.row.version)
    }

    mutating func record(stock event: StockEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let moved = try tables.stock.update(
            id, version: nil, sequence: sequence, below: { () throws(Refusal) in try known.stock.find(id, in: source) },
            { evolve(&$0, event, at: now) })
        let entity = Table.stock.entity(id)
        follow(moved, entity)
        var context = StockEvent()
        context.event = event
        append(.stock(context), entity, version: moved.row.version)
    }

    mutating func record(reservation event: StockEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let isNew = if case .reservationHeld = event { true } else { false }
        let moved = try tables.reservations.update(
            id, version: nil, sequence: sequence, isNew: isNew,
            below: { () throws(Refusal) in try RowTable<Reservation>.stored(id, in: source) }, { evolve(&$0, event, at: now) })
        let entity = Table.reservation.entity(id)
        follow(moved, entity)
        var context = StockEvent()
        context.event = event
        append(.stock(context), entity, version: moved.row.version)
    }

    mutating func record(order event: OrderEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let isNew = if case .placed = event { true } else { false }
        let moved = try tables.orders.update(
            id, version: nil, sequence: sequence, isNew: isNew,
            below: { () throws(Refusal) in try RowTable<Order>.stored(id, in: source) }, { evolve(&$0, event, at: now) })
        let entity = Table.order.entity(id)
        follow(moved, entity, event)
        var context = OrderEvent()
        context.event = event
        append(.order(context), entity, version: moved.row.version)
    }

    mutating func record(payment event: PaymentEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let isNew = if case .initiated = event { true } else { false }
        let moved = try tables.payments.update(
            id, version: nil, sequence: sequence, isNew: isNew,
            below: { () throws(Refusal) in try RowTable<Payment>.stored(id, in: source) }, { evolve(&$0, event, at: now) })
        var context = PaymentEvent()
        context.event = event
        append(.payment(context), Table.payment.entity(id), version: moved.row.version)
    }

    mutating func record(shipment event: ShipmentEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let isNew = if case .created = event { true } else { false }
        let moved = try tables.shipments.update(
            id, version: nil, sequence: sequence, isNew: isNew,
            below: { () throws(Refusal) in try RowTable<Shipment>.stored(id, in: source) }, { evolve(&$0, event, at: now) })
        follow(moved, event)
        var context = ShipmentEvent()
        context.event = event
        append(.shipment(context), Table.shipment.entity(id), version: moved.row.version)
    }

    mutating func record(parcel event: ShipmentEvent.OneOf_Event, on id: String) throws(Refusal) {
        let (now, source) = (now, tables.source)
        let moved = try tables.parcels.update(
            id, version: nil, sequence: sequence, below: { () throws(Refusal) in try RowTable<Parcel>.stored(id, in: source) },
            { evolve(&$0, event, at: now) })
        let entity = Table.parcel.entity(id)
        noteDeadline(of: moved, entity)
        var context = ShipmentEvent()
        context.event = event
        append(.shipment(context), entity, version: moved.row.version)
    }

    private mutating func append(_ kind: Event.OneOf_Event, _ entity: String, version: UInt64) {
        if events.isEmpty { events.reserveCapacity(Self.typicalEvents) }
        var event = Event()
        event.entity = entity
        event.version = version
        event.event = kind
        events.append(event)
    }

    // MARK: Replaying

    /// Applies an entry of the log, as recovery and replay do.
    public mutating func apply(_ entry: Entry) throws(Refusal) {
        guard let time = Moment(entry.time) else { throw .failed(UnknownEvent(entity: "entry \(entry.sequence)")) }
        for event in entry.events {
            follow(try tables.move(event, sequence: entry.sequence, time: time), event)
        }
    }

    /// Keeps the writer's own look-ups and deadlines in step with a row that moved.
    private mutating func follow(_ row: MovedRow, _ event: Event) {
        let entity = event.entity
        switch row {
        case .product(let moved): follow(moved)
        case .stock(let moved): follow(moved, entity)
        case .shipment(let moved):
            guard case .shipment(let context) = event.event, let event = context.event else { return }
            follow(moved, event)
        case .order(let moved):
            guard case .order(let context) = event.event, let event = context.event else { return }
            follow(moved, entity, event)
        case .reservation(let moved): follow(moved, entity)
        case .parcel(let moved): noteDeadline(of: moved, entity)
        case .warehouse, .payment: break
        }
    }

    private mutating func follow(_ moved: Moved<Product>) {
        for variant in moved.row.variants { links.add(.productSKU, variant.sku, moved.row.productID) }
    }

    private mutating func follow(_ moved: Moved<Stock>, _ entity: String) {
        if moved.row.version == 1 { links.add(.stockSKU, moved.row.sku, moved.row.stockID) }
        noteDeadline(of: moved, entity)
    }

    private mutating func follow(_ moved: Moved<Shipment>, _ event: ShipmentEvent.OneOf_Event) {
        switch event {
        // The events that give it a number.
        case .dispatched, .trackingCorrected: break
        default: return
        }
        let shipment = moved.row
        links.add(.shipmentTracking, Shipment.trackingKey(shipment.carrier, shipment.trackingNumber), shipment.shipmentID)
    }

    private mutating func follow(_ moved: Moved<Order>, _ entity: String, _ event: OrderEvent.OneOf_Event) {
        noteDeadline(of: moved, entity)
        let order = moved.row
        switch event {
        // The events after which a line may wait that did not before.
        case .placed, .reallocated: break
        default: return
        }
        guard order.lines.contains(where: { $0.backordered > 0 }) else { return }
        for key in order.indexKeys where key.index == .orderBackorder { links.add(.orderBackorder, key.value, order.orderID) }
    }

    private mutating func follow(_ moved: Moved<Reservation>, _ entity: String) {
        noteDeadline(of: moved, entity)
    }

    private mutating func noteDeadline(of moved: Moved<some RowMessage>, _ entity: String) {
        let deadline = moved.row.deadline
        if deadline != moved.deadlineBefore { deadlines.note(deadline, of: entity) }
    }

    // MARK: Reading

    mutating func product(_ id: String) throws(Refusal) -> Product? {
        if let row = tables.products.inMemory(id) { return row }
        return try known.products.find(id, in: tables.source)
    }
    mutating func warehouse(_ id: String) throws(Refusal) -> Warehouse? {
        if let row = tables.warehouses.inMemory(id) { return row }
        return try known.warehouses.find(id, in: tables.source)
    }
    mutating func stock(_ id: String) throws(Refusal) -> Stock? {
        if let row = tables.stock.inMemory(id) { return row }
        return try known.stock.find(id, in: tables.source)
    }
    func reservation(_ id: String) throws(Refusal) -> Reservation? { try tables.reservations.find(id, in: tables.source) }
    func order(_ id: String) throws(Refusal) -> Order? { try tables.orders.find(id, in: tables.source) }
    func payment(_ id: String) throws(Refusal) -> Payment? { try tables.payments.find(id, in: tables.source) }
    func shipment(_ id: String) throws(Refusal) -> Shipment? { try tables.shipments.find(id, in: tables.source) }
    func parcel(_ id: String) throws(Refusal) -> Parcel? { try tables.parcels.find(id, in: tables.source) }

    /// The ids an index has for a value, ascending. May name a row that has left the place since: check the row.
    mutating func ids(_ index: Index, _ value: String) throws(Refusal) -> [String] {
        try links.ids(index, value, in: tables.source)
    }

    // MARK: Deadlines

    /// A row's deadline, or nil if there is no such row or it has none.
    /// - Throws: `Refusal.failed` when the row could not be read.
    public mutating func deadline(of entity: String) throws(Refusal) -> Moment? {
        guard let (table, id) = Table.split(entity) else { return nil }
        return switch table {
        case .stock: try stock(id)?.deadline
        case .reservation: try reservation(id)?.deadline
        case .order: try order(id)?.deadline
        case .parcel: try parcel(id)?.deadline
        case .product, .warehouse, .payment, .shipment: nil
        }
    }

    /// The version of an entity's row, 0 where there is none.
    public func version(of entity: String) throws(Refusal) -> UInt64 {
        guard let (table, id) = Table.split(entity) else { return 0 }
        return try tables.version(table, id)
    }

    /// Takes the next deadline at or before `time`, earliest first, ties by entity. It may have been met since: check the row.
    public mutating func takeDeadline(through time: Moment) -> (due: Moment, entity: String)? {
        deadlines.take(through: time)
    }

    /// Nothing is due before this.
    public var nextDeadline: Moment { deadlines.next }

    /// Deadlines from here on are not in memory: move the horizon before taking one at or behind it.
    public var deadlineHorizon: Moment { deadlines.horizon }

    /// Puts a deadline back that was taken too early.
    public mutating func noteDeadline(_ due: Moment, of entity: String) {
        deadlines.note(due, of: entity)
    }

    /// Passes over the deadline of an entity, which its row still has, until the row or the horizon moves.
    public mutating func passOverDeadline(of entity: String) {
        deadlines.note(nil, of: entity)
    }

    /// Moves the horizon.
    ///
    /// - Parameter stored: what the source has between the old horizon and the new one; what has changed since the source's
    ///   flush may be missing or out of date in it.
    public mutating func setDeadlineHorizon(_ horizon: Moment, stored: [(due: Moment, entity: String)] = []) {
        deadlines.setHorizon(horizon)
        for (due, entity) in stored { deadlines.note(due, of: entity) }
        noteDeadlines(of: tables.stock)
        noteDeadlines(of: tables.reservations)
        noteDeadlines(of: tables.orders)
        noteDeadlines(of: tables.parcels)
    }

    private mutating func noteDeadlines<R: RowMessage>(of rows: RowTable<R>) {
        for (id, changed) in rows.flushing { deadlines.note(changed.row.deadline, of: R.table.entity(id)) }
        for (id, changed) in rows.changed { deadlines.note(changed.row.deadline, of: R.table.entity(id)) }
    }

    // MARK: Flushing

    /// Cuts a flush: the rows changed until now, to be written. Queries go on seeing them.
    public mutating func cut() {
        tables.cut()
        links.cut()
    }

    /// The flush is on disk, and `source` reads as of it.
    public mutating func completeFlush(source: any RowSource) {
        known.forget(tables)
        tables.completeFlush(source: source)
        links.completeFlush()
    }
}
