// swift-format-ignore-file
// What daybook/v1/stock.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct StockCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Records goods that have arrived in a warehouse.
        case receive(ReceiveStock)
        /// Corrects how much there is: after damage, theft, a find or a stocktake.
        case adjust(AdjustStock)
        /// Sets goods apart: they are there and cannot be sold.
        case quarantine(QuarantineStock)
        /// Puts goods that were set apart back on sale.
        case releaseQuarantine(ReleaseQuarantine)
        /// Throws goods away that were set apart.
        case scrap(ScrapStock)
        /// Holds goods for a checkout, for some minutes.
        case reserve(ReserveStock)
        /// Holds goods of a checkout longer.
        case extendReservation(ExtendReservation)
        /// Gives goods of a checkout back before its time.
        case releaseReservation(ReleaseReservation)
    }

    public var receive: ReceiveStock { get { if case .receive(let value) = command { value } else { ReceiveStock() } } set { command = .receive(newValue) } }
    public var adjust: AdjustStock { get { if case .adjust(let value) = command { value } else { AdjustStock() } } set { command = .adjust(newValue) } }
    public var quarantine: QuarantineStock { get { if case .quarantine(let value) = command { value } else { QuarantineStock() } } set { command = .quarantine(newValue) } }
    public var releaseQuarantine: ReleaseQuarantine { get { if case .releaseQuarantine(let value) = command { value } else { ReleaseQuarantine() } } set { command = .releaseQuarantine(newValue) } }
    public var scrap: ScrapStock { get { if case .scrap(let value) = command { value } else { ScrapStock() } } set { command = .scrap(newValue) } }
    public var reserve: ReserveStock { get { if case .reserve(let value) = command { value } else { ReserveStock() } } set { command = .reserve(newValue) } }
    public var extendReservation: ExtendReservation { get { if case .extendReservation(let value) = command { value } else { ExtendReservation() } } set { command = .extendReservation(newValue) } }
    public var releaseReservation: ReleaseReservation { get { if case .releaseReservation(let value) = command { value } else { ReleaseReservation() } } set { command = .releaseReservation(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .receive(let value)?: writer.put(10, message: value)
        case .adjust(let value)?: writer.put(18, message: value)
        case .quarantine(let value)?: writer.put(26, message: value)
        case .releaseQuarantine(let value)?: writer.put(34, message: value)
        case .scrap(let value)?: writer.put(42, message: value)
        case .reserve(let value)?: writer.put(50, message: value)
        case .extendReservation(let value)?: writer.put(58, message: value)
        case .releaseReservation(let value)?: writer.put(66, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.receive)
        case 18: try reader.message(into: &self.adjust)
        case 26: try reader.message(into: &self.quarantine)
        case 34: try reader.message(into: &self.releaseQuarantine)
        case 42: try reader.message(into: &self.scrap)
        case 50: try reader.message(into: &self.reserve)
        case 58: try reader.message(into: &self.extendReservation)
        case 66: try reader.message(into: &self.releaseReservation)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .receive(let value)?: writer.member("receive", message: value)
        case .adjust(let value)?: writer.member("adjust", message: value)
        case .quarantine(let value)?: writer.member("quarantine", message: value)
        case .releaseQuarantine(let value)?: writer.member("releaseQuarantine", message: value)
        case .scrap(let value)?: writer.member("scrap", message: value)
        case .reserve(let value)?: writer.member("reserve", message: value)
        case .extendReservation(let value)?: writer.member("extendReservation", message: value)
        case .releaseReservation(let value)?: writer.member("releaseReservation", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: ReceiveStock = try reader.alternative(isTaken: command != nil) { command = .receive(read) }
        case 1: if let read: AdjustStock = try reader.alternative(isTaken: command != nil) { command = .adjust(read) }
        case 2: if let read: QuarantineStock = try reader.alternative(isTaken: command != nil) { command = .quarantine(read) }
        case 3: if let read: ReleaseQuarantine = try reader.alternative(isTaken: command != nil) { command = .releaseQuarantine(read) }
        case 4: if let read: ScrapStock = try reader.alternative(isTaken: command != nil) { command = .scrap(read) }
        case 5: if let read: ReserveStock = try reader.alternative(isTaken: command != nil) { command = .reserve(read) }
        case 6: if let read: ExtendReservation = try reader.alternative(isTaken: command != nil) { command = .extendReservation(read) }
        case 7: if let read: ReleaseReservation = try reader.alternative(isTaken: command != nil) { command = .releaseReservation(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("StockCommand", [
        Field("receive", 1, .message(ReceiveStock.self), .alternative, "Records goods that have arrived in a warehouse."),
        Field("adjust", 2, .message(AdjustStock.self), .alternative, "Corrects how much there is: after damage, theft, a find or a stocktake."),
        Field("quarantine", 3, .message(QuarantineStock.self), .alternative, "Sets goods apart: they are there and cannot be sold."),
        Field("releaseQuarantine", 4, .message(ReleaseQuarantine.self), .alternative, "Puts goods that were set apart back on sale."),
        Field("scrap", 5, .message(ScrapStock.self), .alternative, "Throws goods away that were set apart."),
        Field("reserve", 6, .message(ReserveStock.self), .alternative, "Holds goods for a checkout, for some minutes."),
        Field("extendReservation", 7, .message(ExtendReservation.self), .alternative, "Holds goods of a checkout longer."),
        Field("releaseReservation", 8, .message(ReleaseReservation.self), .alternative, "Gives goods of a checkout back before its time."),
    ])
}

public struct ReceiveStock: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// The id of the warehouse.
    public var warehouseID: String = ""
    /// How many have arrived.
    public var quantity: Int64 = 0
    /// What one unit cost to buy.
    public var unitCost: Money? = nil

    public init() {}
    public init(sku: String = "", warehouseID: String = "", quantity: Int64 = 0, unitCost: Money? = nil) {
        self.sku = sku; self.warehouseID = warehouseID; self.quantity = quantity; self.unitCost = unitCost
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
        if let unitCost { writer.put(34, message: unitCost) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        case 34: try reader.message(into: &self.unitCost)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        if let unitCost { writer.member("unitCost", message: unitCost) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.int64() { quantity = read }
        case 3: try reader.message(into: &unitCost)
        default: break
        }
    }
    public static let schema = MessageSchema("ReceiveStock", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("warehouseId", 2, .text, .plain, "The id of the warehouse.", example: "WH-LYON", isRequired: true),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many have arrived.", unit: "units", example: "2", isRequired: true),
        Field("unitCost", 4, .message(Money.self), .optional, "What one unit cost to buy."),
    ])
}

public enum AdjustmentReason {
    public enum Value: Int, Word {
        case reasonUnspecified, damage, theft, found, correction, stocktake

        public static let words = FieldNames("REASON_UNSPECIFIED", "DAMAGE", "THEFT", "FOUND", "CORRECTION", "STOCKTAKE")
    }
}

public struct AdjustStock: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// The id of the warehouse.
    public var warehouseID: String = ""
    /// How many there are more; negative where there are less.
    public var delta: Int64 = 0
    /// Why the number was wrong.
    public var reason: AdjustmentReason.Value = .reasonUnspecified
    /// Whatever is to be remembered of it.
    public var note: String = ""
    /// Takes reserved units too, which is needed where fewer than are reserved would be left: the newest reservations are broken, and
    /// their lines wait for goods again.
    public var breakReservations: Bool = false

    public init() {}
    public init(
        sku: String = "", warehouseID: String = "", delta: Int64 = 0, reason: AdjustmentReason.Value = .reasonUnspecified,
        note: String = "", breakReservations: Bool = false
    ) {
        self.sku = sku; self.warehouseID = warehouseID; self.delta = delta; self.reason = reason; self.note = note;
        self.breakReservations = breakReservations
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if delta != 0 { writer.put(24, number: UInt64(bitPattern: delta)) }
        if reason != .reasonUnspecified { writer.put(32, number: UInt64(reason.rawValue)) }
        if !note.isEmpty { writer.put(42, text: note) }
        if breakReservations { writer.put(48, number: breakReservations ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: delta = Int64(bitPattern: try reader.varint())
        case 32: reason = try reader.word()
        case 42: note = try reader.text()
        case 48: breakReservations = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("delta", number: delta)
        if reason != .reasonUnspecified { writer.member("reason", word: reason.word) }
        if !note.isEmpty { writer.member("note", text: note) }
        if breakReservations { writer.member("breakReservations", truth: breakReservations) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.int64() { delta = read }
        case 3: if let read: AdjustmentReason.Value = try reader.word() { reason = read }
        case 4: if let read = try reader.text() { note = read }
        case 5: if let read = try reader.truth() { breakReservations = read }
        default: break
        }
    }
    public static let schema = MessageSchema("AdjustStock", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("warehouseId", 2, .text, .plain, "The id of the warehouse.", example: "WH-LYON", isRequired: true),
        Field("delta", 3, .number(bits: 64, isSigned: true), .plain, "How many there are more; negative where there are less.", unit: "units", example: "-1", isRequired: true),
        Field("reason", 4, .words(AdjustmentReason.Value.words), .plain, "Why the number was wrong.", example: "STOCKTAKE", isRequired: true),
        Field("note", 5, .text, .plain, "Whatever is to be remembered of it."),
        Field("breakReservations", 6, .truth, .plain, "Takes reserved units too, which is needed where fewer than are reserved would be left: the newest reservations are broken, and their lines wait for goods again."),
    ])
}

public struct QuarantineStock: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// The id of the warehouse.
    public var warehouseID: String = ""
    /// How many are set apart.
    public var quantity: Int64 = 0
    /// Whatever is to be remembered of it.
    public var note: String = ""

    public init() {}
    public init(sku: String = "", warehouseID: String = "", quantity: Int64 = 0, note: String = "") {
        self.sku = sku; self.warehouseID = warehouseID; self.quantity = quantity; self.note = note
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
        if !note.isEmpty { writer.put(34, text: note) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        case 34: note = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        if !note.isEmpty { writer.member("note", text: note) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.int64() { quantity = read }
        case 3: if let read = try reader.text() { note = read }
        default: break
        }
    }
    public static let schema = MessageSchema("QuarantineStock", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("warehouseId", 2, .text, .plain, "The id of the warehouse.", example: "WH-LYON", isRequired: true),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many are set apart.", unit: "units", example: "2", isRequired: true),
        Field("note", 4, .text, .plain, "Whatever is to be remembered of it."),
    ])
}

public struct ReleaseQuarantine: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// The id of the warehouse.
    public var warehouseID: String = ""
    /// How many are on sale again.
    public var quantity: Int64 = 0
    /// Whatever is to be remembered of it.
    public var note: String = ""

    public init() {}
    public init(sku: String = "", warehouseID: String = "", quantity: Int64 = 0, note: String = "") {
        self.sku = sku; self.warehouseID = warehouseID; self.quantity = quantity; self.note = note
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
        if !note.isEmpty { writer.put(34, text: note) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        case 34: note = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        if !note.isEmpty { writer.member("note", text: note) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.int64() { quantity = read }
        case 3: if let read = try reader.text() { note = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReleaseQuarantine", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("warehouseId", 2, .text, .plain, "The id of the warehouse.", example: "WH-LYON", isRequired: true),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many are on sale again.", unit: "units", example: "2", isRequired: true),
        Field("note", 4, .text, .plain, "Whatever is to be remembered of it."),
    ])
}

/// Scraps from quarantine: goods are judged before they are thrown away.
public struct ScrapStock: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// The id of the warehouse.
    public var warehouseID: String = ""
    /// How many are thrown away.
    public var quantity: Int64 = 0
    /// Whatever is to be remembered of it.
    public var note: String = ""

    public init() {}
    public init(sku: String = "", warehouseID: String = "", quantity: Int64 = 0, note: String = "") {
        self.sku = sku; self.warehouseID = warehouseID; self.quantity = quantity; self.note = note
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
        if !note.isEmpty { writer.put(34, text: note) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        case 34: note = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        if !note.isEmpty { writer.member("note", text: note) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.int64() { quantity = read }
        case 3: if let read = try reader.text() { note = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ScrapStock", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("warehouseId", 2, .text, .plain, "The id of the warehouse.", example: "WH-LYON", isRequired: true),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many are thrown away.", unit: "units", example: "2", isRequired: true),
        Field("note", 4, .text, .plain, "Whatever is to be remembered of it."),
    ])
}

/// A short hold for a checkout. Without a warehouse, the nearest to shipTo with enough available is taken, or the first by id.
public struct ReserveStock: Message {
    /// The id of the hold, which is new.
    public var reservationID: String = ""
    /// The stock keeping unit.
    public var sku: String = ""
    /// The warehouse; left out, the nearest that has enough.
    public var warehouseID: String = ""
    /// How many are held.
    public var quantity: Int64 = 0
    /// How long they are held, at most an hour; none given is 15 minutes.
    public var expiresInSeconds: Int64? = nil
    /// Where they would go, to choose the warehouse by.
    public var shipTo: Location? = nil

    public init() {}
    public init(
        reservationID: String = "", sku: String = "", warehouseID: String = "", quantity: Int64 = 0, expiresInSeconds: Int64? = nil,
        shipTo: Location? = nil
    ) {
        self.reservationID = reservationID; self.sku = sku; self.warehouseID = warehouseID; self.quantity = quantity;
        self.expiresInSeconds = expiresInSeconds; self.shipTo = shipTo
    }

    public func encode(to writer: inout ByteWriter) {
        if !reservationID.isEmpty { writer.put(10, text: reservationID) }
        if !sku.isEmpty { writer.put(18, text: sku) }
        if !warehouseID.isEmpty { writer.put(26, text: warehouseID) }
        if quantity != 0 { writer.put(32, number: UInt64(bitPattern: quantity)) }
        if let expiresInSeconds { writer.put(40, number: UInt64(bitPattern: expiresInSeconds)) }
        if let shipTo { writer.put(50, message: shipTo) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reservationID = try reader.text()
        case 18: sku = try reader.text()
        case 26: warehouseID = try reader.text()
        case 32: quantity = Int64(bitPattern: try reader.varint())
        case 40: expiresInSeconds = Int64(bitPattern: try reader.varint())
        case 50: try reader.message(into: &self.shipTo)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reservationID.isEmpty { writer.member("reservationId", text: reservationID) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        if let expiresInSeconds { writer.member("expiresInSeconds", number: expiresInSeconds) }
        if let shipTo { writer.member("shipTo", message: shipTo) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reservationID = read }
        case 1: if let read = try reader.text() { sku = read }
        case 2: if let read = try reader.text() { warehouseID = read }
        case 3: if let read = try reader.int64() { quantity = read }
        case 4: expiresInSeconds = try reader.int64()
        case 5: try reader.message(into: &shipTo)
        default: break
        }
    }
    public static let schema = MessageSchema("ReserveStock", [
        Field("reservationId", 1, .text, .plain, "The id of the hold, which is new.", example: "R-1001", isRequired: true),
        Field("sku", 2, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("warehouseId", 3, .text, .plain, "The warehouse; left out, the nearest that has enough.", example: "WH-LYON"),
        Field("quantity", 4, .number(bits: 64, isSigned: true), .plain, "How many are held.", unit: "units", example: "2", isRequired: true),
        Field("expiresInSeconds", 5, .number(bits: 64, isSigned: true), .optional, "How long they are held, at most an hour; none given is 15 minutes.", unit: "seconds", example: "900"),
        Field("shipTo", 6, .message(Location.self), .optional, "Where they would go, to choose the warehouse by."),
    ])
}

public struct ExtendReservation: Message {
    /// The id of the hold.
    public var reservationID: String = ""
    /// How long from now; in all it is an hour at most.
    public var expiresInSeconds: Int64 = 0

    public init() {}
    public init(reservationID: String = "", expiresInSeconds: Int64 = 0) {
        self.reservationID = reservationID; self.expiresInSeconds = expiresInSeconds
    }

    public func encode(to writer: inout ByteWriter) {
        if !reservationID.isEmpty { writer.put(10, text: reservationID) }
        if expiresInSeconds != 0 { writer.put(16, number: UInt64(bitPattern: expiresInSeconds)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reservationID = try reader.text()
        case 16: expiresInSeconds = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reservationID.isEmpty { writer.member("reservationId", text: reservationID) }
        writer.member("expiresInSeconds", number: expiresInSeconds)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reservationID = read }
        case 1: if let read = try reader.int64() { expiresInSeconds = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ExtendReservation", [
        Field("reservationId", 1, .text, .plain, "The id of the hold.", example: "R-1001", isRequired: true),
        Field("expiresInSeconds", 2, .number(bits: 64, isSigned: true), .plain, "How long from now; in all it is an hour at most.", unit: "seconds", example: "900", isRequired: true),
    ])
}

/// Gives back a part of a hold, or all that is left of it where no quantity is given.
public struct ReleaseReservation: Message {
    /// The id of the hold.
    public var reservationID: String = ""
    /// How many are given back; none given is all that are left.
    public var quantity: Int64? = nil

    public init() {}
    public init(reservationID: String = "", quantity: Int64? = nil) { self.reservationID = reservationID; self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if !reservationID.isEmpty { writer.put(10, text: reservationID) }
        if let quantity { writer.put(16, number: UInt64(bitPattern: quantity)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reservationID = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reservationID.isEmpty { writer.member("reservationId", text: reservationID) }
        if let quantity { writer.member("quantity", number: quantity) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reservationID = read }
        case 1: quantity = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("ReleaseReservation", [
        Field("reservationId", 1, .text, .plain, "The id of the hold.", example: "R-1001", isRequired: true),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .optional, "How many are given back; none given is all that are left.", unit: "units", example: "1"),
    ])
}

public struct StockEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// Goods arrived in a warehouse.
        case received(StockReceived)
        /// How much there is was corrected.
        case adjusted(StockAdjusted)
        /// Goods were set apart.
        case quarantined(StockQuarantined)
        /// Goods that were set apart were put back on sale.
        case quarantineReleased(QuarantineReleased)
        /// Goods that were set apart were thrown away.
        case scrapped(StockScrapped)
        /// Units were promised to an order or a hold.
        case reserved(StockReserved)
        /// Units are promised no more.
        case released(StockReleased)
        /// Units left the warehouse.
        case shipped(StockShipped)
        /// An order waits for units.
        case backordered(StockBackordered)
        /// Units that an order waited for were promised to it.
        case backorderFilled(BackorderFilled)
        /// An order waits for units no more.
        case backorderReleased(BackorderReleased)
        /// Goods that orders wait for lie free.
        case backorderFillDue(BackorderFillDue)
        /// No goods lie free any more, or nobody waits.
        case backorderFillEnded(BackorderFillEnded)
        /// Goods were held for a checkout.
        case reservationHeld(ReservationHeld)
        /// Goods of a checkout are held longer.
        case reservationExtended(ReservationExtended)
        /// An order used up held goods.
        case reservationConsumed(ReservationConsumed)
        /// Held goods were given back.
        case reservationReleased(ReservationReleased)
        /// The time to hold goods ran out.
        case reservationExpired(ReservationExpired)
    }

    public var received: StockReceived { get { if case .received(let value) = event { value } else { StockReceived() } } set { event = .received(newValue) } }
    public var adjusted: StockAdjusted { get { if case .adjusted(let value) = event { value } else { StockAdjusted() } } set { event = .adjusted(newValue) } }
    public var quarantined: StockQuarantined { get { if case .quarantined(let value) = event { value } else { StockQuarantined() } } set { event = .quarantined(newValue) } }
    public var quarantineReleased: QuarantineReleased { get { if case .quarantineReleased(let value) = event { value } else { QuarantineReleased() } } set { event = .quarantineReleased(newValue) } }
    public var scrapped: StockScrapped { get { if case .scrapped(let value) = event { value } else { StockScrapped() } } set { event = .scrapped(newValue) } }
    public var reserved: StockReserved { get { if case .reserved(let value) = event { value } else { StockReserved() } } set { event = .reserved(newValue) } }
    public var released: StockReleased { get { if case .released(let value) = event { value } else { StockReleased() } } set { event = .released(newValue) } }
    public var shipped: StockShipped { get { if case .shipped(let value) = event { value } else { StockShipped() } } set { event = .shipped(newValue) } }
    public var backordered: StockBackordered { get { if case .backordered(let value) = event { value } else { StockBackordered() } } set { event = .backordered(newValue) } }
    public var backorderFilled: BackorderFilled { get { if case .backorderFilled(let value) = event { value } else { BackorderFilled() } } set { event = .backorderFilled(newValue) } }
    public var backorderReleased: BackorderReleased { get { if case .backorderReleased(let value) = event { value } else { BackorderReleased() } } set { event = .backorderReleased(newValue) } }
    public var backorderFillDue: BackorderFillDue { get { if case .backorderFillDue(let value) = event { value } else { BackorderFillDue() } } set { event = .backorderFillDue(newValue) } }
    public var backorderFillEnded: BackorderFillEnded { get { if case .backorderFillEnded(let value) = event { value } else { BackorderFillEnded() } } set { event = .backorderFillEnded(newValue) } }
    public var reservationHeld: ReservationHeld { get { if case .reservationHeld(let value) = event { value } else { ReservationHeld() } } set { event = .reservationHeld(newValue) } }
    public var reservationExtended: ReservationExtended { get { if case .reservationExtended(let value) = event { value } else { ReservationExtended() } } set { event = .reservationExtended(newValue) } }
    public var reservationConsumed: ReservationConsumed { get { if case .reservationConsumed(let value) = event { value } else { ReservationConsumed() } } set { event = .reservationConsumed(newValue) } }
    public var reservationReleased: ReservationReleased { get { if case .reservationReleased(let value) = event { value } else { ReservationReleased() } } set { event = .reservationReleased(newValue) } }
    public var reservationExpired: ReservationExpired { get { if case .reservationExpired(let value) = event { value } else { ReservationExpired() } } set { event = .reservationExpired(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .received(let value)?: writer.put(10, message: value)
        case .adjusted(let value)?: writer.put(18, message: value)
        case .quarantined(let value)?: writer.put(26, message: value)
        case .quarantineReleased(let value)?: writer.put(34, message: value)
        case .scrapped(let value)?: writer.put(42, message: value)
        case .reserved(let value)?: writer.put(50, message: value)
        case .released(let value)?: writer.put(58, message: value)
        case .shipped(let value)?: writer.put(66, message: value)
        case .backordered(let value)?: writer.put(74, message: value)
        case .backorderFilled(let value)?: writer.put(82, message: value)
        case .backorderReleased(let value)?: writer.put(90, message: value)
        case .backorderFillDue(let value)?: writer.put(98, message: value)
        case .backorderFillEnded(let value)?: writer.put(106, message: value)
        case .reservationHeld(let value)?: writer.put(162, message: value)
        case .reservationExtended(let value)?: writer.put(170, message: value)
        case .reservationConsumed(let value)?: writer.put(178, message: value)
        case .reservationReleased(let value)?: writer.put(186, message: value)
        case .reservationExpired(let value)?: writer.put(194, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.received)
        case 18: try reader.message(into: &self.adjusted)
        case 26: try reader.message(into: &self.quarantined)
        case 34: try reader.message(into: &self.quarantineReleased)
        case 42: try reader.message(into: &self.scrapped)
        case 50: try reader.message(into: &self.reserved)
        case 58: try reader.message(into: &self.released)
        case 66: try reader.message(into: &self.shipped)
        case 74: try reader.message(into: &self.backordered)
        case 82: try reader.message(into: &self.backorderFilled)
        case 90: try reader.message(into: &self.backorderReleased)
        case 98: try reader.message(into: &self.backorderFillDue)
        case 106: try reader.message(into: &self.backorderFillEnded)
        case 162: try reader.message(into: &self.reservationHeld)
        case 170: try reader.message(into: &self.reservationExtended)
        case 178: try reader.message(into: &self.reservationConsumed)
        case 186: try reader.message(into: &self.reservationReleased)
        case 194: try reader.message(into: &self.reservationExpired)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .received(let value)?: writer.member("received", message: value)
        case .adjusted(let value)?: writer.member("adjusted", message: value)
        case .quarantined(let value)?: writer.member("quarantined", message: value)
        case .quarantineReleased(let value)?: writer.member("quarantineReleased", message: value)
        case .scrapped(let value)?: writer.member("scrapped", message: value)
        case .reserved(let value)?: writer.member("reserved", message: value)
        case .released(let value)?: writer.member("released", message: value)
        case .shipped(let value)?: writer.member("shipped", message: value)
        case .backordered(let value)?: writer.member("backordered", message: value)
        case .backorderFilled(let value)?: writer.member("backorderFilled", message: value)
        case .backorderReleased(let value)?: writer.member("backorderReleased", message: value)
        case .backorderFillDue(let value)?: writer.member("backorderFillDue", message: value)
        case .backorderFillEnded(let value)?: writer.member("backorderFillEnded", message: value)
        case .reservationHeld(let value)?: writer.member("reservationHeld", message: value)
        case .reservationExtended(let value)?: writer.member("reservationExtended", message: value)
        case .reservationConsumed(let value)?: writer.member("reservationConsumed", message: value)
        case .reservationReleased(let value)?: writer.member("reservationReleased", message: value)
        case .reservationExpired(let value)?: writer.member("reservationExpired", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: StockReceived = try reader.alternative(isTaken: event != nil) { event = .received(read) }
        case 1: if let read: StockAdjusted = try reader.alternative(isTaken: event != nil) { event = .adjusted(read) }
        case 2: if let read: StockQuarantined = try reader.alternative(isTaken: event != nil) { event = .quarantined(read) }
        case 3: if let read: QuarantineReleased = try reader.alternative(isTaken: event != nil) { event = .quarantineReleased(read) }
        case 4: if let read: StockScrapped = try reader.alternative(isTaken: event != nil) { event = .scrapped(read) }
        case 5: if let read: StockReserved = try reader.alternative(isTaken: event != nil) { event = .reserved(read) }
        case 6: if let read: StockReleased = try reader.alternative(isTaken: event != nil) { event = .released(read) }
        case 7: if let read: StockShipped = try reader.alternative(isTaken: event != nil) { event = .shipped(read) }
        case 8: if let read: StockBackordered = try reader.alternative(isTaken: event != nil) { event = .backordered(read) }
        case 9: if let read: BackorderFilled = try reader.alternative(isTaken: event != nil) { event = .backorderFilled(read) }
        case 10: if let read: BackorderReleased = try reader.alternative(isTaken: event != nil) { event = .backorderReleased(read) }
        case 11: if let read: BackorderFillDue = try reader.alternative(isTaken: event != nil) { event = .backorderFillDue(read) }
        case 12: if let read: BackorderFillEnded = try reader.alternative(isTaken: event != nil) { event = .backorderFillEnded(read) }
        case 13: if let read: ReservationHeld = try reader.alternative(isTaken: event != nil) { event = .reservationHeld(read) }
        case 14: if let read: ReservationExtended = try reader.alternative(isTaken: event != nil) { event = .reservationExtended(read) }
        case 15: if let read: ReservationConsumed = try reader.alternative(isTaken: event != nil) { event = .reservationConsumed(read) }
        case 16: if let read: ReservationReleased = try reader.alternative(isTaken: event != nil) { event = .reservationReleased(read) }
        case 17: if let read: ReservationExpired = try reader.alternative(isTaken: event != nil) { event = .reservationExpired(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("StockEvent", [
        Field("received", 1, .message(StockReceived.self), .alternative, "Goods arrived in a warehouse."),
        Field("adjusted", 2, .message(StockAdjusted.self), .alternative, "How much there is was corrected."),
        Field("quarantined", 3, .message(StockQuarantined.self), .alternative, "Goods were set apart."),
        Field("quarantineReleased", 4, .message(QuarantineReleased.self), .alternative, "Goods that were set apart were put back on sale."),
        Field("scrapped", 5, .message(StockScrapped.self), .alternative, "Goods that were set apart were thrown away."),
        Field("reserved", 6, .message(StockReserved.self), .alternative, "Units were promised to an order or a hold."),
        Field("released", 7, .message(StockReleased.self), .alternative, "Units are promised no more."),
        Field("shipped", 8, .message(StockShipped.self), .alternative, "Units left the warehouse."),
        Field("backordered", 9, .message(StockBackordered.self), .alternative, "An order waits for units."),
        Field("backorderFilled", 10, .message(BackorderFilled.self), .alternative, "Units that an order waited for were promised to it."),
        Field("backorderReleased", 11, .message(BackorderReleased.self), .alternative, "An order waits for units no more."),
        Field("backorderFillDue", 12, .message(BackorderFillDue.self), .alternative, "Goods that orders wait for lie free."),
        Field("backorderFillEnded", 13, .message(BackorderFillEnded.self), .alternative, "No goods lie free any more, or nobody waits."),
        Field("reservationHeld", 20, .message(ReservationHeld.self), .alternative, "Goods were held for a checkout."),
        Field("reservationExtended", 21, .message(ReservationExtended.self), .alternative, "Goods of a checkout are held longer."),
        Field("reservationConsumed", 22, .message(ReservationConsumed.self), .alternative, "An order used up held goods."),
        Field("reservationReleased", 23, .message(ReservationReleased.self), .alternative, "Held goods were given back."),
        Field("reservationExpired", 24, .message(ReservationExpired.self), .alternative, "The time to hold goods ran out."),
    ])
}

public struct StockReceived: Message {
    /// How many arrived.
    public var quantity: Int64 = 0
    /// What one unit cost to buy.
    public var unitCost: Money? = nil

    public init() {}
    public init(quantity: Int64 = 0, unitCost: Money? = nil) { self.quantity = quantity; self.unitCost = unitCost }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        if let unitCost { writer.put(18, message: unitCost) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: try reader.message(into: &self.unitCost)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        if let unitCost { writer.member("unitCost", message: unitCost) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: try reader.message(into: &unitCost)
        default: break
        }
    }
    public static let schema = MessageSchema("StockReceived", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many arrived.", unit: "units"),
        Field("unitCost", 2, .message(Money.self), .optional, "What one unit cost to buy."),
    ])
}

public struct StockAdjusted: Message {
    /// How many there are more; negative where there are less.
    public var delta: Int64 = 0
    /// Why the number was wrong.
    public var reason: AdjustmentReason.Value = .reasonUnspecified
    /// Whatever is to be remembered of it.
    public var note: String = ""

    public init() {}
    public init(delta: Int64 = 0, reason: AdjustmentReason.Value = .reasonUnspecified, note: String = "") {
        self.delta = delta; self.reason = reason; self.note = note
    }

    public func encode(to writer: inout ByteWriter) {
        if delta != 0 { writer.put(8, number: UInt64(bitPattern: delta)) }
        if reason != .reasonUnspecified { writer.put(16, number: UInt64(reason.rawValue)) }
        if !note.isEmpty { writer.put(26, text: note) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: delta = Int64(bitPattern: try reader.varint())
        case 16: reason = try reader.word()
        case 26: note = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("delta", number: delta)
        if reason != .reasonUnspecified { writer.member("reason", word: reason.word) }
        if !note.isEmpty { writer.member("note", text: note) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { delta = read }
        case 1: if let read: AdjustmentReason.Value = try reader.word() { reason = read }
        case 2: if let read = try reader.text() { note = read }
        default: break
        }
    }
    public static let schema = MessageSchema("StockAdjusted", [
        Field("delta", 1, .number(bits: 64, isSigned: true), .plain, "How many there are more; negative where there are less.", unit: "units"),
        Field("reason", 2, .words(AdjustmentReason.Value.words), .plain, "Why the number was wrong."),
        Field("note", 3, .text, .plain, "Whatever is to be remembered of it."),
    ])
}

public struct StockQuarantined: Message {
    /// How many were set apart.
    public var quantity: Int64 = 0
    /// Whatever is to be remembered of it.
    public var note: String = ""

    public init() {}
    public init(quantity: Int64 = 0, note: String = "") { self.quantity = quantity; self.note = note }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        if !note.isEmpty { writer.put(18, text: note) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: note = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        if !note.isEmpty { writer.member("note", text: note) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: if let read = try reader.text() { note = read }
        default: break
        }
    }
    public static let schema = MessageSchema("StockQuarantined", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many were set apart.", unit: "units"),
        Field("note", 2, .text, .plain, "Whatever is to be remembered of it."),
    ])
}

public struct QuarantineReleased: Message {
    /// How many are on sale again.
    public var quantity: Int64 = 0
    /// Whatever is to be remembered of it.
    public var note: String = ""

    public init() {}
    public init(quantity: Int64 = 0, note: String = "") { self.quantity = quantity; self.note = note }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        if !note.isEmpty { writer.put(18, text: note) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: note = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        if !note.isEmpty { writer.member("note", text: note) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: if let read = try reader.text() { note = read }
        default: break
        }
    }
    public static let schema = MessageSchema("QuarantineReleased", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many are on sale again.", unit: "units"),
        Field("note", 2, .text, .plain, "Whatever is to be remembered of it."),
    ])
}

public struct StockScrapped: Message {
    /// How many were thrown away.
    public var quantity: Int64 = 0
    /// Whatever is to be remembered of it.
    public var note: String = ""

    public init() {}
    public init(quantity: Int64 = 0, note: String = "") { self.quantity = quantity; self.note = note }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        if !note.isEmpty { writer.put(18, text: note) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: note = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        if !note.isEmpty { writer.member("note", text: note) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: if let read = try reader.text() { note = read }
        default: break
        }
    }
    public static let schema = MessageSchema("StockScrapped", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many were thrown away.", unit: "units"),
        Field("note", 2, .text, .plain, "Whatever is to be remembered of it."),
    ])
}

/// Whose units move: an order's line, or a hold.
public struct StockClaim: Message {
    /// The order whose line it is; none for a hold.
    public var orderID: String = ""
    /// The id of the line within the order; none for a hold.
    public var lineID: String = ""
    /// The hold; none for a line of an order.
    public var reservationID: String = ""

    public init() {}
    public init(orderID: String = "", lineID: String = "", reservationID: String = "") {
        self.orderID = orderID; self.lineID = lineID; self.reservationID = reservationID
    }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if !lineID.isEmpty { writer.put(18, text: lineID) }
        if !reservationID.isEmpty { writer.put(26, text: reservationID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 18: lineID = try reader.text()
        case 26: reservationID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        if !reservationID.isEmpty { writer.member("reservationId", text: reservationID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: if let read = try reader.text() { lineID = read }
        case 2: if let read = try reader.text() { reservationID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("StockClaim", [
        Field("orderId", 1, .text, .plain, "The order whose line it is; none for a hold."),
        Field("lineId", 2, .text, .plain, "The id of the line within the order; none for a hold."),
        Field("reservationId", 3, .text, .plain, "The hold; none for a line of an order."),
    ])
}

public struct StockReserved: Message {
    /// How many were promised.
    public var quantity: Int64 = 0
    /// Whom they are promised to.
    public var claim: StockClaim = StockClaim()

    public init() {}
    public init(quantity: Int64 = 0, claim: StockClaim = StockClaim()) { self.quantity = quantity; self.claim = claim }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        writer.put(18, message: claim)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: try reader.message(into: &self.claim)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        writer.member("claim", message: claim)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: try reader.message(into: &claim)
        default: break
        }
    }
    public static let schema = MessageSchema("StockReserved", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many were promised.", unit: "units"),
        Field("claim", 2, .message(StockClaim.self), .always, "Whom they are promised to."),
    ])
}

public struct StockReleased: Message {
    /// How many are promised no more.
    public var quantity: Int64 = 0
    /// Whom they were promised to.
    public var claim: StockClaim = StockClaim()

    public init() {}
    public init(quantity: Int64 = 0, claim: StockClaim = StockClaim()) { self.quantity = quantity; self.claim = claim }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        writer.put(18, message: claim)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: try reader.message(into: &self.claim)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        writer.member("claim", message: claim)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: try reader.message(into: &claim)
        default: break
        }
    }
    public static let schema = MessageSchema("StockReleased", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many are promised no more.", unit: "units"),
        Field("claim", 2, .message(StockClaim.self), .always, "Whom they were promised to."),
    ])
}

public struct StockShipped: Message {
    /// How many left.
    public var quantity: Int64 = 0
    /// Whom they were promised to.
    public var claim: StockClaim = StockClaim()
    /// The shipment that they left in.
    public var shipmentID: String = ""

    public init() {}
    public init(quantity: Int64 = 0, claim: StockClaim = StockClaim(), shipmentID: String = "") {
        self.quantity = quantity; self.claim = claim; self.shipmentID = shipmentID
    }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        writer.put(18, message: claim)
        if !shipmentID.isEmpty { writer.put(26, text: shipmentID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: try reader.message(into: &self.claim)
        case 26: shipmentID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        writer.member("claim", message: claim)
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: try reader.message(into: &claim)
        case 2: if let read = try reader.text() { shipmentID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("StockShipped", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many left.", unit: "units"),
        Field("claim", 2, .message(StockClaim.self), .always, "Whom they were promised to."),
        Field("shipmentId", 3, .text, .plain, "The shipment that they left in."),
    ])
}

public struct StockBackordered: Message {
    /// How many it waits for.
    public var quantity: Int64 = 0
    /// The line that waits.
    public var claim: StockClaim = StockClaim()

    public init() {}
    public init(quantity: Int64 = 0, claim: StockClaim = StockClaim()) { self.quantity = quantity; self.claim = claim }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        writer.put(18, message: claim)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: try reader.message(into: &self.claim)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        writer.member("claim", message: claim)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: try reader.message(into: &claim)
        default: break
        }
    }
    public static let schema = MessageSchema("StockBackordered", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many it waits for.", unit: "units"),
        Field("claim", 2, .message(StockClaim.self), .always, "The line that waits."),
    ])
}

/// Arrived goods that go to a waiting order: backordered becomes reserved.
public struct BackorderFilled: Message {
    /// How many were promised.
    public var quantity: Int64 = 0
    /// The line that waited.
    public var claim: StockClaim = StockClaim()

    public init() {}
    public init(quantity: Int64 = 0, claim: StockClaim = StockClaim()) { self.quantity = quantity; self.claim = claim }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        writer.put(18, message: claim)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: try reader.message(into: &self.claim)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        writer.member("claim", message: claim)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: try reader.message(into: &claim)
        default: break
        }
    }
    public static let schema = MessageSchema("BackorderFilled", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many were promised.", unit: "units"),
        Field("claim", 2, .message(StockClaim.self), .always, "The line that waited."),
    ])
}

/// Goods that orders wait for have become free somewhere: filling is due at once, in an entry of its own (entity stock/SKU@).
public struct BackorderFillDue: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("BackorderFillDue", [])
}

/// No goods are free any more, or nobody waits.
public struct BackorderFillEnded: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("BackorderFillEnded", [])
}

public struct BackorderReleased: Message {
    /// How many it waits for no more.
    public var quantity: Int64 = 0
    /// The line that waited.
    public var claim: StockClaim = StockClaim()

    public init() {}
    public init(quantity: Int64 = 0, claim: StockClaim = StockClaim()) { self.quantity = quantity; self.claim = claim }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        writer.put(18, message: claim)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: try reader.message(into: &self.claim)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        writer.member("claim", message: claim)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: try reader.message(into: &claim)
        default: break
        }
    }
    public static let schema = MessageSchema("BackorderReleased", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many it waits for no more.", unit: "units"),
        Field("claim", 2, .message(StockClaim.self), .always, "The line that waited."),
    ])
}

public struct ReservationHeld: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// The warehouse that has the goods.
    public var warehouseID: String = ""
    /// How many are held.
    public var quantity: Int64 = 0
    /// Until when they are held.
    public var expiresAt: Timestamp = Timestamp()

    public init() {}
    public init(sku: String = "", warehouseID: String = "", quantity: Int64 = 0, expiresAt: Timestamp = Timestamp()) {
        self.sku = sku; self.warehouseID = warehouseID; self.quantity = quantity; self.expiresAt = expiresAt
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
        writer.put(34, message: expiresAt)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        case 34: try reader.message(into: &self.expiresAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        writer.member("expiresAt", time: expiresAt)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.int64() { quantity = read }
        case 3: if let read = try reader.time() { expiresAt = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReservationHeld", [
        Field("sku", 1, .text, .plain, "The stock keeping unit."),
        Field("warehouseId", 2, .text, .plain, "The warehouse that has the goods."),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many are held.", unit: "units"),
        Field("expiresAt", 4, .time, .always, "Until when they are held."),
    ])
}

public struct ReservationExtended: Message {
    /// Until when they are held from then on.
    public var expiresAt: Timestamp = Timestamp()

    public init() {}
    public init(expiresAt: Timestamp = Timestamp()) { self.expiresAt = expiresAt }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: expiresAt)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.expiresAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("expiresAt", time: expiresAt)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.time() { expiresAt = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReservationExtended", [
        Field("expiresAt", 1, .time, .always, "Until when they are held from then on."),
    ])
}

public struct ReservationConsumed: Message {
    /// How many the order used up.
    public var quantity: Int64 = 0
    /// The order.
    public var orderID: String = ""

    public init() {}
    public init(quantity: Int64 = 0, orderID: String = "") { self.quantity = quantity; self.orderID = orderID }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
        if !orderID.isEmpty { writer.put(18, text: orderID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        case 18: orderID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        case 1: if let read = try reader.text() { orderID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReservationConsumed", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many the order used up.", unit: "units"),
        Field("orderId", 2, .text, .plain, "The order."),
    ])
}

public struct ReservationReleased: Message {
    /// How many were given back.
    public var quantity: Int64 = 0

    public init() {}
    public init(quantity: Int64 = 0) { self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReservationReleased", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many were given back.", unit: "units"),
    ])
}

public struct ReservationExpired: Message {
    /// How many were given back.
    public var quantity: Int64 = 0

    public init() {}
    public init(quantity: Int64 = 0) { self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if quantity != 0 { writer.put(8, number: UInt64(bitPattern: quantity)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReservationExpired", [
        Field("quantity", 1, .number(bits: 64, isSigned: true), .plain, "How many were given back.", unit: "units"),
    ])
}

/// available = onHand - reserved; physically there = onHand + quarantined. The row without a warehouse (stock/SKU@) counts what
/// waits for the SKU wherever it arrives.
public struct Stock: WholeMessage {
    /// The stock keeping unit.
    public var sku: String = ""
    /// The warehouse; none in the row of what waits for goods wherever they arrive.
    public var warehouseID: String = ""
    /// How many events have changed it.
    public var version: UInt64 = 0
    /// How many are there and can be sold, those promised to orders and holds with them.
    public var onHand: Int64 = 0
    /// How many of those there are promised to orders and holds.
    public var reserved: Int64 = 0
    /// How many of those there are promised to nobody.
    public var available: Int64 = 0
    /// How many are set apart: they are there and cannot be sold.
    public var quarantined: Int64 = 0
    /// How many are on their way to the warehouse.
    public var incoming: Int64 = 0
    /// How many units orders wait for.
    public var backordered: Int64 = 0
    /// When the last event changed it.
    public var updatedAt: Timestamp = Timestamp()
    /// Since when goods lie free that orders wait for.
    public var fillDue: Timestamp? = nil

    public init() {}
    public init(
        sku: String = "", warehouseID: String = "", version: UInt64 = 0, onHand: Int64 = 0, reserved: Int64 = 0,
        available: Int64 = 0, quarantined: Int64 = 0, incoming: Int64 = 0, backordered: Int64 = 0,
        updatedAt: Timestamp = Timestamp(), fillDue: Timestamp? = nil
    ) {
        self.sku = sku; self.warehouseID = warehouseID; self.version = version; self.onHand = onHand; self.reserved = reserved;
        self.available = available; self.quarantined = quarantined; self.incoming = incoming; self.backordered = backordered;
        self.updatedAt = updatedAt; self.fillDue = fillDue
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if version != 0 { writer.put(24, number: version) }
        writer.put(32, number: UInt64(bitPattern: onHand))
        writer.put(40, number: UInt64(bitPattern: reserved))
        writer.put(48, number: UInt64(bitPattern: available))
        writer.put(56, number: UInt64(bitPattern: quarantined))
        writer.put(64, number: UInt64(bitPattern: incoming))
        writer.put(72, number: UInt64(bitPattern: backordered))
        writer.put(82, message: updatedAt)
        if let fillDue { writer.put(90, message: fillDue) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: version = try reader.varint()
        case 32: onHand = Int64(bitPattern: try reader.varint())
        case 40: reserved = Int64(bitPattern: try reader.varint())
        case 48: available = Int64(bitPattern: try reader.varint())
        case 56: quarantined = Int64(bitPattern: try reader.varint())
        case 64: incoming = Int64(bitPattern: try reader.varint())
        case 72: backordered = Int64(bitPattern: try reader.varint())
        case 82: try reader.message(into: &self.updatedAt)
        case 90: try reader.message(into: &self.fillDue)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("version", number: version)
        writer.member("onHand", number: onHand)
        writer.member("reserved", number: reserved)
        writer.member("available", number: available)
        writer.member("quarantined", number: quarantined)
        writer.member("incoming", number: incoming)
        writer.member("backordered", number: backordered)
        writer.member("updatedAt", time: updatedAt)
        if let fillDue { writer.member("fillDue", time: fillDue) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.uint64() { version = read }
        case 3: if let read = try reader.int64() { onHand = read }
        case 4: if let read = try reader.int64() { reserved = read }
        case 5: if let read = try reader.int64() { available = read }
        case 6: if let read = try reader.int64() { quarantined = read }
        case 7: if let read = try reader.int64() { incoming = read }
        case 8: if let read = try reader.int64() { backordered = read }
        case 9: if let read = try reader.time() { updatedAt = read }
        case 10: fillDue = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("Stock", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100"),
        Field("warehouseId", 2, .text, .plain, "The warehouse; none in the row of what waits for goods wherever they arrive.", example: "WH-LYON"),
        Field("version", 3, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
        Field("onHand", 4, .number(bits: 64, isSigned: true), .always, "How many are there and can be sold, those promised to orders and holds with them.", unit: "units"),
        Field("reserved", 5, .number(bits: 64, isSigned: true), .always, "How many of those there are promised to orders and holds.", unit: "units"),
        Field("available", 6, .number(bits: 64, isSigned: true), .always, "How many of those there are promised to nobody.", unit: "units"),
        Field("quarantined", 7, .number(bits: 64, isSigned: true), .always, "How many are set apart: they are there and cannot be sold.", unit: "units"),
        Field("incoming", 8, .number(bits: 64, isSigned: true), .always, "How many are on their way to the warehouse.", unit: "units"),
        Field("backordered", 9, .number(bits: 64, isSigned: true), .always, "How many units orders wait for.", unit: "units"),
        Field("updatedAt", 10, .time, .always, "When the last event changed it."),
        Field("fillDue", 11, .time, .optional, "Since when goods lie free that orders wait for."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// One SKU over all its warehouses (GET /v1/stock/SKU).
public struct StockSummary: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many are there and can be sold, those promised to orders and holds with them.
    public var onHand: Int64 = 0
    /// How many of those there are promised to orders and holds.
    public var reserved: Int64 = 0
    /// How many of those there are promised to nobody.
    public var available: Int64 = 0
    /// How many are set apart: they are there and cannot be sold.
    public var quarantined: Int64 = 0
    /// How many are on their way to the warehouse.
    public var incoming: Int64 = 0
    /// How many units orders wait for.
    public var backordered: Int64 = 0
    /// The same numbers by warehouse.
    public var warehouses: [Stock] = []

    public init() {}
    public init(
        sku: String = "", onHand: Int64 = 0, reserved: Int64 = 0, available: Int64 = 0, quarantined: Int64 = 0, incoming: Int64 = 0,
        backordered: Int64 = 0, warehouses: [Stock] = []
    ) {
        self.sku = sku; self.onHand = onHand; self.reserved = reserved; self.available = available; self.quarantined = quarantined;
        self.incoming = incoming; self.backordered = backordered; self.warehouses = warehouses
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(16, number: UInt64(bitPattern: onHand))
        writer.put(24, number: UInt64(bitPattern: reserved))
        writer.put(32, number: UInt64(bitPattern: available))
        writer.put(40, number: UInt64(bitPattern: quarantined))
        writer.put(48, number: UInt64(bitPattern: incoming))
        writer.put(56, number: UInt64(bitPattern: backordered))
        writer.put(66, list: warehouses)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: onHand = Int64(bitPattern: try reader.varint())
        case 24: reserved = Int64(bitPattern: try reader.varint())
        case 32: available = Int64(bitPattern: try reader.varint())
        case 40: quarantined = Int64(bitPattern: try reader.varint())
        case 48: incoming = Int64(bitPattern: try reader.varint())
        case 56: backordered = Int64(bitPattern: try reader.varint())
        case 66: try reader.append(to: &warehouses)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("onHand", number: onHand)
        writer.member("reserved", number: reserved)
        writer.member("available", number: available)
        writer.member("quarantined", number: quarantined)
        writer.member("incoming", number: incoming)
        writer.member("backordered", number: backordered)
        if !warehouses.isEmpty { writer.member("warehouses", list: warehouses) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.int64() { onHand = read }
        case 2: if let read = try reader.int64() { reserved = read }
        case 3: if let read = try reader.int64() { available = read }
        case 4: if let read = try reader.int64() { quarantined = read }
        case 5: if let read = try reader.int64() { incoming = read }
        case 6: if let read = try reader.int64() { backordered = read }
        case 7: try reader.list(into: &warehouses)
        default: break
        }
    }
    public static let schema = MessageSchema("StockSummary", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100"),
        Field("onHand", 2, .number(bits: 64, isSigned: true), .always, "How many are there and can be sold, those promised to orders and holds with them.", unit: "units"),
        Field("reserved", 3, .number(bits: 64, isSigned: true), .always, "How many of those there are promised to orders and holds.", unit: "units"),
        Field("available", 4, .number(bits: 64, isSigned: true), .always, "How many of those there are promised to nobody.", unit: "units"),
        Field("quarantined", 5, .number(bits: 64, isSigned: true), .always, "How many are set apart: they are there and cannot be sold.", unit: "units"),
        Field("incoming", 6, .number(bits: 64, isSigned: true), .always, "How many are on their way to the warehouse.", unit: "units"),
        Field("backordered", 7, .number(bits: 64, isSigned: true), .always, "How many units orders wait for.", unit: "units"),
        Field("warehouses", 8, .message(Stock.self), .list, "The same numbers by warehouse."),
    ])
}

public struct Reservation: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, held, consumed, released, expired

        public static let words = FieldNames("STATUS_UNSPECIFIED", "HELD", "CONSUMED", "RELEASED", "EXPIRED")
    }

    /// The id of the hold.
    public var reservationID: String = ""
    /// How many events have changed it.
    public var version: UInt64 = 0
    /// Whether it still holds goods, or how it ended.
    public var status: Reservation.Status = .unspecified
    /// The stock keeping unit.
    public var sku: String = ""
    /// The warehouse that has the goods.
    public var warehouseID: String = ""
    /// How many units were held.
    public var quantity: Int64 = 0
    /// How many of the held units orders have used up.
    public var consumed: Int64 = 0
    /// How many of the held units were given back.
    public var released: Int64 = 0
    /// Until when goods are held.
    public var expiresAt: Timestamp = Timestamp()
    /// Since when goods are held.
    public var heldAt: Timestamp = Timestamp()
    /// When the last event changed it.
    public var updatedAt: Timestamp = Timestamp()

    public init() {}
    public init(
        reservationID: String = "", version: UInt64 = 0, status: Reservation.Status = .unspecified, sku: String = "",
        warehouseID: String = "", quantity: Int64 = 0, consumed: Int64 = 0, released: Int64 = 0, expiresAt: Timestamp = Timestamp(),
        heldAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp()
    ) {
        self.reservationID = reservationID; self.version = version; self.status = status; self.sku = sku;
        self.warehouseID = warehouseID; self.quantity = quantity; self.consumed = consumed; self.released = released;
        self.expiresAt = expiresAt; self.heldAt = heldAt; self.updatedAt = updatedAt
    }

    public func encode(to writer: inout ByteWriter) {
        if !reservationID.isEmpty { writer.put(10, text: reservationID) }
        if version != 0 { writer.put(16, number: version) }
        if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
        if !sku.isEmpty { writer.put(34, text: sku) }
        if !warehouseID.isEmpty { writer.put(42, text: warehouseID) }
        writer.put(48, number: UInt64(bitPattern: quantity))
        writer.put(56, number: UInt64(bitPattern: consumed))
        writer.put(64, number: UInt64(bitPattern: released))
        writer.put(74, message: expiresAt)
        writer.put(82, message: heldAt)
        writer.put(90, message: updatedAt)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reservationID = try reader.text()
        case 16: version = try reader.varint()
        case 24: status = try reader.word()
        case 34: sku = try reader.text()
        case 42: warehouseID = try reader.text()
        case 48: quantity = Int64(bitPattern: try reader.varint())
        case 56: consumed = Int64(bitPattern: try reader.varint())
        case 64: released = Int64(bitPattern: try reader.varint())
        case 74: try reader.message(into: &self.expiresAt)
        case 82: try reader.message(into: &self.heldAt)
        case 90: try reader.message(into: &self.updatedAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reservationID.isEmpty { writer.member("reservationId", text: reservationID) }
        writer.member("version", number: version)
        if status != .unspecified { writer.member("status", word: status.word) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        writer.member("consumed", number: consumed)
        writer.member("released", number: released)
        writer.member("expiresAt", time: expiresAt)
        writer.member("heldAt", time: heldAt)
        writer.member("updatedAt", time: updatedAt)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reservationID = read }
        case 1: if let read = try reader.uint64() { version = read }
        case 2: if let read: Reservation.Status = try reader.word() { status = read }
        case 3: if let read = try reader.text() { sku = read }
        case 4: if let read = try reader.text() { warehouseID = read }
        case 5: if let read = try reader.int64() { quantity = read }
        case 6: if let read = try reader.int64() { consumed = read }
        case 7: if let read = try reader.int64() { released = read }
        case 8: if let read = try reader.time() { expiresAt = read }
        case 9: if let read = try reader.time() { heldAt = read }
        case 10: if let read = try reader.time() { updatedAt = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Reservation", [
        Field("reservationId", 1, .text, .plain, "The id of the hold.", example: "R-1001"),
        Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
        Field("status", 3, .words(Reservation.Status.words), .plain, "Whether it still holds goods, or how it ended.", example: "HELD"),
        Field("sku", 4, .text, .plain, "The stock keeping unit.", example: "OOLONG-100"),
        Field("warehouseId", 5, .text, .plain, "The warehouse that has the goods.", example: "WH-LYON"),
        Field("quantity", 6, .number(bits: 64, isSigned: true), .always, "How many units were held.", unit: "units"),
        Field("consumed", 7, .number(bits: 64, isSigned: true), .always, "How many of the held units orders have used up.", unit: "units"),
        Field("released", 8, .number(bits: 64, isSigned: true), .always, "How many of the held units were given back.", unit: "units"),
        Field("expiresAt", 9, .time, .always, "Until when goods are held."),
        Field("heldAt", 10, .time, .always, "Since when goods are held."),
        Field("updatedAt", 11, .time, .always, "When the last event changed it."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}
