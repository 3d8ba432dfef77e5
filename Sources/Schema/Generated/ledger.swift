// swift-format-ignore-file
// What daybook/v1/ledger.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct Command: WholeMessage {
    public enum OneOf_Command: Sendable, Equatable {
        /// Verbs of products, variants and prices.
        case catalog(CatalogCommand)
        /// Verbs of warehouses.
        case warehouse(WarehouseCommand)
        /// Verbs of stock and of holds on it.
        case stock(StockCommand)
        /// Verbs of orders.
        case order(OrderCommand)
        /// Verbs of payments.
        case payment(PaymentCommand)
        /// Verbs of shipments and of what carriers report.
        case shipment(ShipmentCommand)
        /// Verbs of carts.
        case cart(CartCommand)
        /// Verbs of customers and of their personal data.
        case customer(CustomerCommand)
    }

    public var catalog: CatalogCommand { get { if case .catalog(let value) = command { value } else { CatalogCommand() } } set { command = .catalog(newValue) } }
    public var warehouse: WarehouseCommand { get { if case .warehouse(let value) = command { value } else { WarehouseCommand() } } set { command = .warehouse(newValue) } }
    public var stock: StockCommand { get { if case .stock(let value) = command { value } else { StockCommand() } } set { command = .stock(newValue) } }
    public var order: OrderCommand { get { if case .order(let value) = command { value } else { OrderCommand() } } set { command = .order(newValue) } }
    public var payment: PaymentCommand { get { if case .payment(let value) = command { value } else { PaymentCommand() } } set { command = .payment(newValue) } }
    public var shipment: ShipmentCommand { get { if case .shipment(let value) = command { value } else { ShipmentCommand() } } set { command = .shipment(newValue) } }
    public var cart: CartCommand { get { if case .cart(let value) = command { value } else { CartCommand() } } set { command = .cart(newValue) } }
    public var customer: CustomerCommand { get { if case .customer(let value) = command { value } else { CustomerCommand() } } set { command = .customer(newValue) } }
    /// The command's id: sent again under it, it is done once.
    public var id: String = ""
    /// When it happened, where that is not now; at most 5 minutes ahead.
    public var occurredAt: Timestamp? = nil
    /// The entry's time, for a backfill by admins and importers: after the last entry's, and not in the future.
    public var time: Timestamp? = nil
    /// What must be so before, or nothing is done.
    public var expect: [Expectation] = []
    /// What its sender wants to find it by, and whatever else goes with it: at most 16 short texts.
    public var metadata: [String: String] = [:]
    /// What it belongs to: commands of one request or one story have the same.
    public var correlationID: String = ""
    /// What caused it: the id of a command, or the sequence of an entry.
    public var causationID: String = ""
    public var command: OneOf_Command? = nil

    public init() {}
    public init(
        id: String = "", occurredAt: Timestamp? = nil, time: Timestamp? = nil, expect: [Expectation] = [],
        metadata: [String: String] = [:], correlationID: String = "", causationID: String = "", command: OneOf_Command? = nil
    ) {
        self.id = id; self.occurredAt = occurredAt; self.time = time; self.expect = expect; self.metadata = metadata;
        self.correlationID = correlationID; self.causationID = causationID; self.command = command
    }

    public func encode(to writer: inout ByteWriter) {
        if !id.isEmpty { writer.put(10, text: id) }
        if let occurredAt { writer.put(18, message: occurredAt) }
        if let time { writer.put(26, message: time) }
        writer.put(34, list: expect)
        if !metadata.isEmpty { writer.put(42, map: metadata) }
        if !correlationID.isEmpty { writer.put(50, text: correlationID) }
        if !causationID.isEmpty { writer.put(58, text: causationID) }
        switch command {
        case .catalog(let value)?: writer.put(82, message: value)
        case .warehouse(let value)?: writer.put(90, message: value)
        case .stock(let value)?: writer.put(98, message: value)
        case .order(let value)?: writer.put(106, message: value)
        case .payment(let value)?: writer.put(114, message: value)
        case .shipment(let value)?: writer.put(122, message: value)
        case .cart(let value)?: writer.put(130, message: value)
        case .customer(let value)?: writer.put(138, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: id = try reader.text()
        case 18: try reader.message(into: &self.occurredAt)
        case 26: try reader.message(into: &self.time)
        case 34: try reader.append(to: &expect)
        case 42: try reader.pair(into: &metadata)
        case 50: correlationID = try reader.text()
        case 58: causationID = try reader.text()
        case 82: try reader.message(into: &self.catalog)
        case 90: try reader.message(into: &self.warehouse)
        case 98: try reader.message(into: &self.stock)
        case 106: try reader.message(into: &self.order)
        case 114: try reader.message(into: &self.payment)
        case 122: try reader.message(into: &self.shipment)
        case 130: try reader.message(into: &self.cart)
        case 138: try reader.message(into: &self.customer)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !id.isEmpty { writer.member("id", text: id) }
        if let occurredAt { writer.member("occurredAt", time: occurredAt) }
        if let time { writer.member("time", time: time) }
        if !expect.isEmpty { writer.member("expect", list: expect) }
        if !metadata.isEmpty { writer.member("metadata", map: metadata) }
        if !correlationID.isEmpty { writer.member("correlationId", text: correlationID) }
        if !causationID.isEmpty { writer.member("causationId", text: causationID) }
        switch command {
        case .catalog(let value)?: writer.member("catalog", message: value)
        case .warehouse(let value)?: writer.member("warehouse", message: value)
        case .stock(let value)?: writer.member("stock", message: value)
        case .order(let value)?: writer.member("order", message: value)
        case .payment(let value)?: writer.member("payment", message: value)
        case .shipment(let value)?: writer.member("shipment", message: value)
        case .cart(let value)?: writer.member("cart", message: value)
        case .customer(let value)?: writer.member("customer", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { id = read }
        case 1: occurredAt = try reader.time()
        case 2: time = try reader.time()
        case 3: try reader.list(into: &expect)
        case 4: if let read = try reader.map() { metadata = read }
        case 5: if let read = try reader.text() { correlationID = read }
        case 6: if let read = try reader.text() { causationID = read }
        case 7: if let read: CatalogCommand = try reader.alternative(isTaken: command != nil) { command = .catalog(read) }
        case 8: if let read: WarehouseCommand = try reader.alternative(isTaken: command != nil) { command = .warehouse(read) }
        case 9: if let read: StockCommand = try reader.alternative(isTaken: command != nil) { command = .stock(read) }
        case 10: if let read: OrderCommand = try reader.alternative(isTaken: command != nil) { command = .order(read) }
        case 11: if let read: PaymentCommand = try reader.alternative(isTaken: command != nil) { command = .payment(read) }
        case 12: if let read: ShipmentCommand = try reader.alternative(isTaken: command != nil) { command = .shipment(read) }
        case 13: if let read: CartCommand = try reader.alternative(isTaken: command != nil) { command = .cart(read) }
        case 14: if let read: CustomerCommand = try reader.alternative(isTaken: command != nil) { command = .customer(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("Command", [
        Field("id", 1, .text, .plain, "The command's id: sent again under it, it is done once.", example: "c-0001", isRequired: true),
        Field("occurredAt", 2, .time, .optional, "When it happened, where that is not now; at most 5 minutes ahead.", example: "2026-03-01T09:30:00Z"),
        Field("time", 3, .time, .optional, "The entry's time, for a backfill by admins and importers: after the last entry's, and not in the future.", example: "2017-11-24T10:00:00Z"),
        Field("expect", 4, .message(Expectation.self), .list, "What must be so before, or nothing is done."),
        Field("metadata", 5, .map, .plain, "What its sender wants to find it by, and whatever else goes with it: at most 16 short texts."),
        Field("correlationId", 6, .text, .plain, "What it belongs to: commands of one request or one story have the same.", example: "checkout-7f3a"),
        Field("causationId", 7, .text, .plain, "What caused it: the id of a command, or the sequence of an entry.", example: "c-0001"),
        Field("catalog", 10, .message(CatalogCommand.self), .alternative, "Verbs of products, variants and prices."),
        Field("warehouse", 11, .message(WarehouseCommand.self), .alternative, "Verbs of warehouses."),
        Field("stock", 12, .message(StockCommand.self), .alternative, "Verbs of stock and of holds on it."),
        Field("order", 13, .message(OrderCommand.self), .alternative, "Verbs of orders."),
        Field("payment", 14, .message(PaymentCommand.self), .alternative, "Verbs of payments."),
        Field("shipment", 15, .message(ShipmentCommand.self), .alternative, "Verbs of shipments and of what carriers report."),
        Field("cart", 16, .message(CartCommand.self), .alternative, "Verbs of carts."),
        Field("customer", 17, .message(CustomerCommand.self), .alternative, "Verbs of customers and of their personal data."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// What the sender believes an entity's version to be; 0 means that it must not exist.
public struct Expectation: Message {
    /// The entity by its kind and id.
    public var entity: String = ""
    /// Its version; 0 where it must not exist.
    public var version: UInt64 = 0

    public init() {}
    public init(entity: String = "", version: UInt64 = 0) { self.entity = entity; self.version = version }

    public func encode(to writer: inout ByteWriter) {
        if !entity.isEmpty { writer.put(10, text: entity) }
        if version != 0 { writer.put(16, number: version) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: entity = try reader.text()
        case 16: version = try reader.varint()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !entity.isEmpty { writer.member("entity", text: entity) }
        writer.member("version", number: version)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { entity = read }
        case 1: if let read = try reader.uint64() { version = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Expectation", [
        Field("entity", 1, .text, .plain, "The entity by its kind and id.", example: "order/O-1001", isRequired: true),
        Field("version", 2, .number(bits: 64, isSigned: false), .plain, "Its version; 0 where it must not exist.", example: "3"),
    ])
}

public struct Event: WholeMessage {
    public enum OneOf_Event: Sendable, Equatable {
        /// What happened to a product.
        case catalog(CatalogEvent)
        /// What happened to a warehouse.
        case warehouse(WarehouseEvent)
        /// What happened to stock or to a hold on it.
        case stock(StockEvent)
        /// What happened to an order.
        case order(OrderEvent)
        /// What happened to a payment.
        case payment(PaymentEvent)
        /// What happened to a shipment, or to scans that wait for one.
        case shipment(ShipmentEvent)
        /// What happened to a cart.
        case cart(CartEvent)
        /// What happened to a customer.
        case customer(CustomerEvent)
    }

    public var catalog: CatalogEvent { get { if case .catalog(let value) = event { value } else { CatalogEvent() } } set { event = .catalog(newValue) } }
    public var warehouse: WarehouseEvent { get { if case .warehouse(let value) = event { value } else { WarehouseEvent() } } set { event = .warehouse(newValue) } }
    public var stock: StockEvent { get { if case .stock(let value) = event { value } else { StockEvent() } } set { event = .stock(newValue) } }
    public var order: OrderEvent { get { if case .order(let value) = event { value } else { OrderEvent() } } set { event = .order(newValue) } }
    public var payment: PaymentEvent { get { if case .payment(let value) = event { value } else { PaymentEvent() } } set { event = .payment(newValue) } }
    public var shipment: ShipmentEvent { get { if case .shipment(let value) = event { value } else { ShipmentEvent() } } set { event = .shipment(newValue) } }
    public var cart: CartEvent { get { if case .cart(let value) = event { value } else { CartEvent() } } set { event = .cart(newValue) } }
    public var customer: CustomerEvent { get { if case .customer(let value) = event { value } else { CustomerEvent() } } set { event = .customer(newValue) } }
    /// The entity that it changed.
    public var entity: EntityName = EntityName()
    /// The entity's version after it.
    public var version: UInt64 = 0
    public var event: OneOf_Event? = nil

    public init() {}
    public init(entity: EntityName = EntityName(), version: UInt64 = 0, event: OneOf_Event? = nil) {
        self.entity = entity; self.version = version; self.event = event
    }

    public func encode(to writer: inout ByteWriter) {
        if !entity.isEmpty { writer.put(10, entity: entity) }
        if version != 0 { writer.put(16, number: version) }
        switch event {
        case .catalog(let value)?: writer.put(82, message: value)
        case .warehouse(let value)?: writer.put(90, message: value)
        case .stock(let value)?: writer.put(98, message: value)
        case .order(let value)?: writer.put(106, message: value)
        case .payment(let value)?: writer.put(114, message: value)
        case .shipment(let value)?: writer.put(122, message: value)
        case .cart(let value)?: writer.put(130, message: value)
        case .customer(let value)?: writer.put(138, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: entity = try reader.entityName()
        case 16: version = try reader.varint()
        case 82: try reader.message(into: &self.catalog)
        case 90: try reader.message(into: &self.warehouse)
        case 98: try reader.message(into: &self.stock)
        case 106: try reader.message(into: &self.order)
        case 114: try reader.message(into: &self.payment)
        case 122: try reader.message(into: &self.shipment)
        case 130: try reader.message(into: &self.cart)
        case 138: try reader.message(into: &self.customer)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !entity.isEmpty { writer.member("entity", entity: entity) }
        writer.member("version", number: version)
        switch event {
        case .catalog(let value)?: writer.member("catalog", message: value)
        case .warehouse(let value)?: writer.member("warehouse", message: value)
        case .stock(let value)?: writer.member("stock", message: value)
        case .order(let value)?: writer.member("order", message: value)
        case .payment(let value)?: writer.member("payment", message: value)
        case .shipment(let value)?: writer.member("shipment", message: value)
        case .cart(let value)?: writer.member("cart", message: value)
        case .customer(let value)?: writer.member("customer", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.entityName() { entity = read }
        case 1: if let read = try reader.uint64() { version = read }
        case 2: if let read: CatalogEvent = try reader.alternative(isTaken: event != nil) { event = .catalog(read) }
        case 3: if let read: WarehouseEvent = try reader.alternative(isTaken: event != nil) { event = .warehouse(read) }
        case 4: if let read: StockEvent = try reader.alternative(isTaken: event != nil) { event = .stock(read) }
        case 5: if let read: OrderEvent = try reader.alternative(isTaken: event != nil) { event = .order(read) }
        case 6: if let read: PaymentEvent = try reader.alternative(isTaken: event != nil) { event = .payment(read) }
        case 7: if let read: ShipmentEvent = try reader.alternative(isTaken: event != nil) { event = .shipment(read) }
        case 8: if let read: CartEvent = try reader.alternative(isTaken: event != nil) { event = .cart(read) }
        case 9: if let read: CustomerEvent = try reader.alternative(isTaken: event != nil) { event = .customer(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("Event", [
        Field("entity", 1, .text, .plain, "The entity that it changed.", example: "order/O-1001"),
        Field("version", 2, .number(bits: 64, isSigned: false), .plain, "The entity's version after it.", example: "3"),
        Field("catalog", 10, .message(CatalogEvent.self), .alternative, "What happened to a product."),
        Field("warehouse", 11, .message(WarehouseEvent.self), .alternative, "What happened to a warehouse."),
        Field("stock", 12, .message(StockEvent.self), .alternative, "What happened to stock or to a hold on it."),
        Field("order", 13, .message(OrderEvent.self), .alternative, "What happened to an order."),
        Field("payment", 14, .message(PaymentEvent.self), .alternative, "What happened to a payment."),
        Field("shipment", 15, .message(ShipmentEvent.self), .alternative, "What happened to a shipment, or to scans that wait for one."),
        Field("cart", 16, .message(CartEvent.self), .alternative, "What happened to a cart."),
        Field("customer", 17, .message(CustomerEvent.self), .alternative, "What happened to a customer."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// One command's outcome, at one sequence: its events, or its rejection.
public struct Entry: WholeMessage {
    struct Fields: Message {
        var sequence: UInt64 = 0
        var time: Timestamp = Timestamp()
        var recordedAt: Timestamp? = nil
        var id: String = ""
        var command: String = ""
        var actor: Actor? = nil
        var occurredAt: Timestamp? = nil
        var events: [Event] = []
        var rejection: Rejection? = nil
        var commandHash: [UInt8] = []
        var metadata: [String: String] = [:]
        var correlationID: String = ""
        var causationID: String = ""
        var traceparent: String = ""
        var commands: [BatchedCommand] = []

        public func encode(to writer: inout ByteWriter) {
            if sequence != 0 { writer.put(8, number: sequence) }
            writer.put(18, message: time)
            if let recordedAt { writer.put(26, message: recordedAt) }
            if !id.isEmpty { writer.put(34, text: id) }
            if !command.isEmpty { writer.put(42, text: command) }
            if let actor { writer.put(50, message: actor) }
            if let occurredAt { writer.put(58, message: occurredAt) }
            writer.put(66, list: events)
            if let rejection { writer.put(74, message: rejection) }
            if !commandHash.isEmpty { writer.put(82, bytes: commandHash) }
            if !metadata.isEmpty { writer.put(90, map: metadata) }
            if !correlationID.isEmpty { writer.put(98, text: correlationID) }
            if !causationID.isEmpty { writer.put(106, text: causationID) }
            if !traceparent.isEmpty { writer.put(114, text: traceparent) }
            writer.put(122, list: commands)
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 8: sequence = try reader.varint()
            case 18: try reader.message(into: &self.time)
            case 26: try reader.message(into: &self.recordedAt)
            case 34: id = try reader.text()
            case 42: command = try reader.text()
            case 50: try reader.message(into: &self.actor)
            case 58: try reader.message(into: &self.occurredAt)
            case 66: try reader.append(to: &events)
            case 74: try reader.message(into: &self.rejection)
            case 82: commandHash = try reader.bytes()
            case 90: try reader.pair(into: &metadata)
            case 98: correlationID = try reader.text()
            case 106: causationID = try reader.text()
            case 114: traceparent = try reader.text()
            case 122: try reader.append(to: &commands)
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            writer.member("sequence", number: sequence)
            writer.member("time", time: time)
            if let recordedAt { writer.member("recordedAt", time: recordedAt) }
            if !id.isEmpty { writer.member("id", text: id) }
            if !command.isEmpty { writer.member("command", text: command) }
            if let actor { writer.member("actor", message: actor) }
            if let occurredAt { writer.member("occurredAt", time: occurredAt) }
            if !events.isEmpty { writer.member("events", list: events) }
            if let rejection { writer.member("rejection", message: rejection) }
            if !commandHash.isEmpty { writer.member("commandHash", base64: commandHash) }
            if !metadata.isEmpty { writer.member("metadata", map: metadata) }
            if !correlationID.isEmpty { writer.member("correlationId", text: correlationID) }
            if !causationID.isEmpty { writer.member("causationId", text: causationID) }
            if !traceparent.isEmpty { writer.member("traceparent", text: traceparent) }
            if !commands.isEmpty { writer.member("commands", list: commands) }
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.uint64() { sequence = read }
            case 1: if let read = try reader.time() { time = read }
            case 2: recordedAt = try reader.time()
            case 3: if let read = try reader.text() { id = read }
            case 4: if let read = try reader.text() { command = read }
            case 5: try reader.message(into: &actor)
            case 6: occurredAt = try reader.time()
            case 7: try reader.list(into: &events)
            case 8: try reader.message(into: &rejection)
            case 9: if let read = try reader.base64() { commandHash = read }
            case 10: if let read = try reader.map() { metadata = read }
            case 11: if let read = try reader.text() { correlationID = read }
            case 12: if let read = try reader.text() { causationID = read }
            case 13: if let read = try reader.text() { traceparent = read }
            case 14: try reader.list(into: &commands)
            default: break
            }
        }
        public static let schema = MessageSchema("Entry", [
            Field("sequence", 1, .number(bits: 64, isSigned: false), .plain, "Its place in the book, counted from 1.", example: "17"),
            Field("time", 2, .time, .always, "When it took effect."),
            Field("recordedAt", 3, .time, .optional, "When it was written, where that is another time."),
            Field("id", 4, .text, .plain, "The command's id.", example: "c-0001"),
            Field("command", 5, .text, .plain, "The verb, or what a deadline did.", example: "order.place"),
            Field("actor", 6, .message(Actor.self), .optional, "Who sent the command."),
            Field("occurredAt", 7, .time, .optional, "When it happened, as the command said."),
            Field("events", 8, .message(Event.self), .list, "What changed; nothing where it was refused."),
            Field("rejection", 9, .message(Rejection.self), .optional, "Why the command was refused."),
            Field("commandHash", 10, .bytes, .plain, "SHA-256 of the command's canonical bytes, id left out: tells a repetition from another command under the same id."),
            Field("metadata", 11, .map, .plain, "What the command's sender put with it."),
            Field("correlationId", 12, .text, .plain, "What the command belongs to: as it said, or else as its cause does, or the trace of its request.", example: "checkout-7f3a"),
            Field("causationId", 13, .text, .plain, "What caused the command: the id of a command, or the sequence of an entry.", example: "c-0001"),
            Field("traceparent", 14, .text, .plain, "The request's place in its trace, as W3C Trace Context writes it.", example: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            Field("commands", 15, .message(BatchedCommand.self), .list, "Of an atomic stream: its commands, in their order."),
        ])
    }

    private var box: Box<Fields>

    /// Its place in the book, counted from 1.
    public var sequence: UInt64 { get { box.storage.value.sequence } set { box.unique().value.sequence = newValue } }
    /// When it took effect.
    public var time: Timestamp { get { box.storage.value.time } set { box.unique().value.time = newValue } }
    /// When it was written, where that is another time.
    public var recordedAt: Timestamp? { get { box.storage.value.recordedAt } set { box.unique().value.recordedAt = newValue } }
    /// The command's id.
    public var id: String { get { box.storage.value.id } set { box.unique().value.id = newValue } }
    /// The verb, or what a deadline did.
    public var command: String { get { box.storage.value.command } set { box.unique().value.command = newValue } }
    /// Who sent the command.
    public var actor: Actor? { get { box.storage.value.actor } set { box.unique().value.actor = newValue } }
    /// When it happened, as the command said.
    public var occurredAt: Timestamp? { get { box.storage.value.occurredAt } set { box.unique().value.occurredAt = newValue } }
    /// What changed; nothing where it was refused.
    public var events: [Event] {
        get { box.storage.value.events }
        set { box.unique().value.events = newValue }
        _modify { yield &box.unique().value.events }
    }
    /// Why the command was refused.
    public var rejection: Rejection? { get { box.storage.value.rejection } set { box.unique().value.rejection = newValue } }
    /// SHA-256 of the command's canonical bytes, id left out: tells a repetition from another command under the same id.
    public var commandHash: [UInt8] {
        get { box.storage.value.commandHash }
        set { box.unique().value.commandHash = newValue }
        _modify { yield &box.unique().value.commandHash }
    }
    /// What the command's sender put with it.
    public var metadata: [String: String] {
        get { box.storage.value.metadata }
        set { box.unique().value.metadata = newValue }
        _modify { yield &box.unique().value.metadata }
    }
    /// What the command belongs to: as it said, or else as its cause does, or the trace of its request.
    public var correlationID: String { get { box.storage.value.correlationID } set { box.unique().value.correlationID = newValue } }
    /// What caused the command: the id of a command, or the sequence of an entry.
    public var causationID: String { get { box.storage.value.causationID } set { box.unique().value.causationID = newValue } }
    /// The request's place in its trace, as W3C Trace Context writes it.
    public var traceparent: String { get { box.storage.value.traceparent } set { box.unique().value.traceparent = newValue } }
    /// Of an atomic stream: its commands, in their order.
    public var commands: [BatchedCommand] {
        get { box.storage.value.commands }
        set { box.unique().value.commands = newValue }
        _modify { yield &box.unique().value.commands }
    }

    public init() { box = Box(Fields()) }
    public init(
        sequence: UInt64 = 0, time: Timestamp = Timestamp(), recordedAt: Timestamp? = nil, id: String = "", command: String = "",
        actor: Actor? = nil, occurredAt: Timestamp? = nil, events: [Event] = [], rejection: Rejection? = nil,
        commandHash: [UInt8] = [], metadata: [String: String] = [:], correlationID: String = "", causationID: String = "",
        traceparent: String = "", commands: [BatchedCommand] = []
    ) {
        box = Box(Fields(
            sequence: sequence, time: time, recordedAt: recordedAt, id: id, command: command, actor: actor, occurredAt: occurredAt,
            events: events, rejection: rejection, commandHash: commandHash, metadata: metadata, correlationID: correlationID,
            causationID: causationID, traceparent: traceparent, commands: commands
        ))
    }

    public static func == (left: Self, right: Self) -> Bool { left.box.storage.value == right.box.storage.value }
    public func encode(to writer: inout ByteWriter) { box.storage.value.encode(to: &writer) }
    public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(from: &reader) }
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(tag, from: &reader) }
    public func writeMembers(to writer: inout JSONWriter) { box.storage.value.writeMembers(to: &writer) }
    public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readJSON(from: &reader) }
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readMember(field, from: &reader) }
    public static var schema: MessageSchema { Fields.schema }

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// One of the commands that were decided together, all or none, and share an entry.
public struct BatchedCommand: Message {
    /// The command's id.
    public var id: String = ""
    /// The verb.
    public var command: String = ""
    /// When it happened, as the command said.
    public var occurredAt: Timestamp? = nil
    /// How many of the entry's events are its: they lie in the order of the commands.
    public var eventCount: UInt32 = 0
    /// Why it was skipped, where that was allowed.
    public var skipped: Rejection? = nil
    /// What its sender put with it.
    public var metadata: [String: String] = [:]
    /// What it belongs to, where that is not what the entry does.
    public var correlationID: String = ""
    /// What caused it: the id of a command, or the sequence of an entry.
    public var causationID: String = ""
    /// As that of an entry.
    public var commandHash: [UInt8] = []

    public init() {}
    public init(
        id: String = "", command: String = "", occurredAt: Timestamp? = nil, eventCount: UInt32 = 0, skipped: Rejection? = nil,
        metadata: [String: String] = [:], correlationID: String = "", causationID: String = "", commandHash: [UInt8] = []
    ) {
        self.id = id; self.command = command; self.occurredAt = occurredAt; self.eventCount = eventCount; self.skipped = skipped;
        self.metadata = metadata; self.correlationID = correlationID; self.causationID = causationID; self.commandHash = commandHash
    }

    public func encode(to writer: inout ByteWriter) {
        if !id.isEmpty { writer.put(10, text: id) }
        if !command.isEmpty { writer.put(18, text: command) }
        if let occurredAt { writer.put(26, message: occurredAt) }
        if eventCount != 0 { writer.put(32, number: UInt64(eventCount)) }
        if let skipped { writer.put(42, message: skipped) }
        if !metadata.isEmpty { writer.put(50, map: metadata) }
        if !correlationID.isEmpty { writer.put(58, text: correlationID) }
        if !causationID.isEmpty { writer.put(66, text: causationID) }
        if !commandHash.isEmpty { writer.put(82, bytes: commandHash) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: id = try reader.text()
        case 18: command = try reader.text()
        case 26: try reader.message(into: &self.occurredAt)
        case 32: eventCount = UInt32(truncatingIfNeeded: try reader.varint())
        case 42: try reader.message(into: &self.skipped)
        case 50: try reader.pair(into: &metadata)
        case 58: correlationID = try reader.text()
        case 66: causationID = try reader.text()
        case 82: commandHash = try reader.bytes()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !id.isEmpty { writer.member("id", text: id) }
        if !command.isEmpty { writer.member("command", text: command) }
        if let occurredAt { writer.member("occurredAt", time: occurredAt) }
        writer.member("eventCount", number: UInt64(eventCount))
        if let skipped { writer.member("skipped", message: skipped) }
        if !metadata.isEmpty { writer.member("metadata", map: metadata) }
        if !correlationID.isEmpty { writer.member("correlationId", text: correlationID) }
        if !causationID.isEmpty { writer.member("causationId", text: causationID) }
        if !commandHash.isEmpty { writer.member("commandHash", base64: commandHash) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { id = read }
        case 1: if let read = try reader.text() { command = read }
        case 2: occurredAt = try reader.time()
        case 3: if let read = try reader.uint32() { eventCount = read }
        case 4: try reader.message(into: &skipped)
        case 5: if let read = try reader.map() { metadata = read }
        case 6: if let read = try reader.text() { correlationID = read }
        case 7: if let read = try reader.text() { causationID = read }
        case 8: if let read = try reader.base64() { commandHash = read }
        default: break
        }
    }
    public static let schema = MessageSchema("BatchedCommand", [
        Field("id", 1, .text, .plain, "The command's id.", example: "c-0001"),
        Field("command", 2, .text, .plain, "The verb.", example: "order.place"),
        Field("occurredAt", 3, .time, .optional, "When it happened, as the command said."),
        Field("eventCount", 4, .number(bits: 32, isSigned: false), .plain, "How many of the entry's events are its: they lie in the order of the commands.", example: "2"),
        Field("skipped", 5, .message(Rejection.self), .optional, "Why it was skipped, where that was allowed."),
        Field("metadata", 6, .map, .plain, "What its sender put with it."),
        Field("correlationId", 7, .text, .plain, "What it belongs to, where that is not what the entry does.", example: "checkout-7f3a"),
        Field("causationId", 8, .text, .plain, "What caused it: the id of a command, or the sequence of an entry.", example: "c-0001"),
        Field("commandHash", 10, .bytes, .plain, "As that of an entry."),
    ])
}

public struct Receipt: WholeMessage {
    /// The command's id.
    public var id: String = ""
    /// The entry that the command became.
    public var sequence: UInt64 = 0
    /// The entry's time.
    public var time: Timestamp? = nil
    /// What changed, where that was asked for.
    public var events: [Event] = []
    /// Whether the command was in the book before.
    public var replayed: Bool = false
    /// Why the command was refused.
    public var rejection: Rejection? = nil
    /// Only in streams: what was wrong with a line that could not be read. It left no entry.
    public var error: Problem? = nil
    /// The token of a session that the command has opened: said once, and kept by nobody.
    public var token: String = ""

    public init() {}
    public init(
        id: String = "", sequence: UInt64 = 0, time: Timestamp? = nil, events: [Event] = [], replayed: Bool = false,
        rejection: Rejection? = nil, error: Problem? = nil, token: String = ""
    ) {
        self.id = id; self.sequence = sequence; self.time = time; self.events = events; self.replayed = replayed;
        self.rejection = rejection; self.error = error; self.token = token
    }

    public func encode(to writer: inout ByteWriter) {
        if !id.isEmpty { writer.put(10, text: id) }
        if sequence != 0 { writer.put(16, number: sequence) }
        if let time { writer.put(26, message: time) }
        writer.put(34, list: events)
        if replayed { writer.put(40, number: replayed ? 1 : 0) }
        if let rejection { writer.put(50, message: rejection) }
        if let error { writer.put(58, message: error) }
        if !token.isEmpty { writer.put(66, text: token) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: id = try reader.text()
        case 16: sequence = try reader.varint()
        case 26: try reader.message(into: &self.time)
        case 34: try reader.append(to: &events)
        case 40: replayed = try reader.varint() != 0
        case 50: try reader.message(into: &self.rejection)
        case 58: try reader.message(into: &self.error)
        case 66: token = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !id.isEmpty { writer.member("id", text: id) }
        if sequence != 0 { writer.member("sequence", number: sequence) }
        if let time { writer.member("time", time: time) }
        if !events.isEmpty { writer.member("events", list: events) }
        if replayed { writer.member("replayed", truth: replayed) }
        if let rejection { writer.member("rejection", message: rejection) }
        if let error { writer.member("error", message: error) }
        if !token.isEmpty { writer.member("token", text: token) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { id = read }
        case 1: if let read = try reader.uint64() { sequence = read }
        case 2: time = try reader.time()
        case 3: try reader.list(into: &events)
        case 4: if let read = try reader.truth() { replayed = read }
        case 5: try reader.message(into: &rejection)
        case 6: try reader.message(into: &error)
        case 7: if let read = try reader.text() { token = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Receipt", [
        Field("id", 1, .text, .plain, "The command's id.", example: "c-0001"),
        Field("sequence", 2, .number(bits: 64, isSigned: false), .plain, "The entry that the command became.", example: "17", isZeroNone: true),
        Field("time", 3, .time, .optional, "The entry's time."),
        Field("events", 4, .message(Event.self), .list, "What changed, where that was asked for."),
        Field("replayed", 5, .truth, .plain, "Whether the command was in the book before."),
        Field("rejection", 6, .message(Rejection.self), .optional, "Why the command was refused."),
        Field("error", 7, .message(Problem.self), .optional, "Only in streams: what was wrong with a line that could not be read. It left no entry."),
        Field("token", 8, .text, .plain, "The token of a session that the command has opened: said once, and kept by nobody."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// RFC 9457 problem details.
public struct Problem: WholeMessage {
    /// The kind of problem, as a URI.
    public var type: String = ""
    /// The kind of problem, for people.
    public var title: String = ""
    /// The HTTP status.
    public var status: Int32 = 0
    /// What was wrong, for people.
    public var detail: String = ""
    /// What was wrong, as a word that never changes.
    public var code: String = ""
    /// The entry of a command that was refused.
    public var sequence: UInt64? = nil
    /// The numbers and names of what was wrong, by what they are.
    public var params: [String: String] = [:]

    public init() {}
    public init(
        type: String = "", title: String = "", status: Int32 = 0, detail: String = "", code: String = "", sequence: UInt64? = nil,
        params: [String: String] = [:]
    ) {
        self.type = type; self.title = title; self.status = status; self.detail = detail; self.code = code;
        self.sequence = sequence; self.params = params
    }

    public func encode(to writer: inout ByteWriter) {
        if !type.isEmpty { writer.put(10, text: type) }
        if !title.isEmpty { writer.put(18, text: title) }
        if status != 0 { writer.put(24, number: UInt64(bitPattern: Int64(status))) }
        if !detail.isEmpty { writer.put(34, text: detail) }
        if !code.isEmpty { writer.put(42, text: code) }
        if let sequence { writer.put(48, number: sequence) }
        if !params.isEmpty { writer.put(58, map: params) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: type = try reader.text()
        case 18: title = try reader.text()
        case 24: status = Int32(truncatingIfNeeded: try reader.varint())
        case 34: detail = try reader.text()
        case 42: code = try reader.text()
        case 48: sequence = try reader.varint()
        case 58: try reader.pair(into: &params)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !type.isEmpty { writer.member("type", text: type) }
        if !title.isEmpty { writer.member("title", text: title) }
        writer.member("status", number: Int64(status))
        if !detail.isEmpty { writer.member("detail", text: detail) }
        if !code.isEmpty { writer.member("code", text: code) }
        if let sequence { writer.member("sequence", number: sequence) }
        if !params.isEmpty { writer.member("params", map: params) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { type = read }
        case 1: if let read = try reader.text() { title = read }
        case 2: if let read = try reader.int32() { status = read }
        case 3: if let read = try reader.text() { detail = read }
        case 4: if let read = try reader.text() { code = read }
        case 5: sequence = try reader.uint64()
        case 6: if let read = try reader.map() { params = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Problem", [
        Field("type", 1, .text, .plain, "The kind of problem, as a URI.", isRequired: true),
        Field("title", 2, .text, .plain, "The kind of problem, for people.", isRequired: true),
        Field("status", 3, .number(bits: 32, isSigned: true), .plain, "The HTTP status.", example: "409", isRequired: true),
        Field("detail", 4, .text, .plain, "What was wrong, for people.", isRequired: true),
        Field("code", 5, .text, .plain, "What was wrong, as a word that never changes.", example: "insufficient_stock", isRequired: true),
        Field("sequence", 6, .number(bits: 64, isSigned: false), .optional, "The entry of a command that was refused.", example: "17"),
        Field("params", 7, .map, .plain, "The numbers and names of what was wrong, by what they are."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}
